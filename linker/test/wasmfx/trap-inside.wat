;; trap: integer divide by zero
;; A trap in a continuation ends the program.
(module
  (type $f (func (param i32) (result i32))) (type $k (cont $f))
  (elem declare func $body)
  (func $body (type $f) (i32.div_s (i32.const 1) (local.get 0)))
  (func (export "test") (result i32) (resume $k (i32.const 0) (cont.new $k (ref.func $body)))))
