;; trap: unhandled tag
(module
  (tag $t)
  (func (export "test") (result i32) (suspend $t) (i32.const 0)))
