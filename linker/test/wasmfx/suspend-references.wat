;; result: 12
;; References as payload: a function and a continuation.
(module
  (type $f (func (result i32))) (type $k (cont $f))
  (tag $give (param funcref (ref $k)))
  (type $g (func)) (type $j (cont $g))
  (elem declare func $five $seven $giver)
  (func $five (type $f) (i32.const 5))
  (func $seven (type $f) (i32.const 7))
  (func $giver (suspend $give (ref.func $five) (cont.new $k (ref.func $seven))))
  (func (export "test") (result i32) (local $c (ref null $k))
    (block $on (result funcref (ref $k) (ref $j))
      (resume $j (on $give $on) (cont.new $j (ref.func $giver)))
      (return (i32.const 0)))
    (drop)
    (local.set $c)
    (call_ref $f (ref.cast (ref $f)))
    (resume $k (local.get $c))
    (i32.add)))
