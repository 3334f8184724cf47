;; trap: null (\w+ )?reference
(module
  (type $f (func)) (type $k (cont $f))
  (tag $e)
  (func (export "test") (result i32) (resume_throw $k $e (ref.null $k)) (i32.const 0)))
