;; result: 42
;; A continuation that runs to its end: resume gives the function's result.
(module
  (type $f (func (param i32) (result i32)))
  (type $k (cont $f))
  (elem declare func $double)
  (func $double (type $f) (i32.mul (local.get 0) (i32.const 2)))
  (func (export "test") (result i32)
    (resume $k (i32.const 21) (cont.new $k (ref.func $double)))))
