;; result: 405
;; native only: V8 14.6 has no switch
;; After a switch, suspend finds the handlers of the resumer; a suspend clause for the switch's tag is passed over, and a
;; switch clause for the suspend's tag too.
(module
  (rec (type $f (func (param (ref null $k)) (result i32))) (type $k (cont $f)))
  (type $g (func (param i32) (result i32))) (type $j (cont $g))
  (tag $swap (result i32))
  (tag $ask (param i32) (result i32))
  (elem declare func $a $b)
  (func $a (type $f) (drop (switch $k $swap (cont.new $k (ref.func $b)))) (i32.const -1))
  (func $b (type $f) (i32.add (i32.const 5) (suspend $ask (i32.const 4))))
  (func (export "test") (result i32) (local $c (ref $j))
    (block $wrong (result (ref $j))
      (block $on (result i32 (ref $j))
        (resume $k (on $swap switch) (on $ask $on) (ref.null $k) (cont.new $k (ref.func $a)))
        (return))
      (local.set $c)
      (return (resume $j (i32.mul (i32.const 100)) (local.get $c))))
    (drop)
    (i32.const -2)))
