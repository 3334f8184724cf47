;; trap: null (\w+ )?reference
(module
  (type $f (func)) (type $k (cont $f))
  (func (export "test") (result i32) (resume $k (ref.null $k)) (i32.const 0)))
