;; trap: null (\w+ )?reference
(module
  (type $f (func))
  (type $k (cont $f))
  (func (export "test") (result i32)
    (drop (cont.new $k (ref.null $f)))
    (i32.const 0)))
