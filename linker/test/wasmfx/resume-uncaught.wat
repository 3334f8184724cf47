;; trap: uncaught exception
(module
  (type $f (func)) (type $k (cont $f))
  (tag $e)
  (elem declare func $body)
  (func $body (throw $e))
  (func (export "test") (result i32) (resume $k (cont.new $k (ref.func $body))) (i32.const 0)))
