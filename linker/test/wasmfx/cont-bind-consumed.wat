;; trap: continuation already consumed
(module
  (type $f (func (param i32))) (type $k (cont $f))
  (type $g (func)) (type $j (cont $g))
  (elem declare func $nothing)
  (func $nothing (type $f))
  (func (export "test") (result i32)
    (local $c (ref null $k))
    (local.set $c (cont.new $k (ref.func $nothing)))
    (drop (cont.bind $k $j (i32.const 1) (local.get $c)))
    (drop (cont.bind $k $j (i32.const 1) (local.get $c)))
    (i32.const 0)))
