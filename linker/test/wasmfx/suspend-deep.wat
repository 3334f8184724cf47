;; result: 5050
;; From the bottom of a recursion, whose frames go on after it.
(module
  (type $f (func (param i32) (result i32))) (type $k (cont $f))
  (tag $t)
  (type $g (func (result i32))) (type $j (cont $g))
  (elem declare func $sum)
  (func $sum (type $f)
    (if (result i32) (i32.eqz (local.get 0))
      (then (suspend $t) (i32.const 0))
      (else (i32.add (local.get 0) (call $sum (i32.sub (local.get 0) (i32.const 1)))))))
  (func (export "test") (result i32)
    (block $on (result (ref $j))
      (resume $k (on $t $on) (i32.const 100) (cont.new $k (ref.func $sum)))
      (return (i32.const -1)))
    (resume $j)))
