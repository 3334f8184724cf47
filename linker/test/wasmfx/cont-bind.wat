;; result: 123
;; Arguments bound in two steps, the last one given by resume.
(module
  (type $f3 (func (param i32 i32 i32) (result i32))) (type $k3 (cont $f3))
  (type $f2 (func (param i32 i32) (result i32))) (type $k2 (cont $f2))
  (type $f1 (func (param i32) (result i32))) (type $k1 (cont $f1))
  (elem declare func $digits)
  (func $digits (type $f3)
    (i32.add (i32.add (i32.mul (local.get 0) (i32.const 100)) (i32.mul (local.get 1) (i32.const 10))) (local.get 2)))
  (func (export "test") (result i32)
    (i32.const 3)
    (cont.bind $k2 $k1 (i32.const 2)
      (cont.bind $k3 $k2 (i32.const 1) (cont.new $k3 (ref.func $digits))))
    (resume $k1)))
