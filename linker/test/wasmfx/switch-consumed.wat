;; trap: continuation already consumed
;; native only: V8 14.6 has no switch
(module
  (rec (type $f (func (param (ref null $k)))) (type $k (cont $f)))
  (tag $swap)
  (elem declare func $a $b)
  (func $a (type $f) (local $c (ref $k))
    (local.set $c (cont.new $k (ref.func $b)))
    (drop (switch $k $swap (local.get $c)))
    (drop (switch $k $swap (local.get $c))))
  (func $b (type $f) (drop (switch $k $swap (local.get 0))))
  (func (export "test") (result i32)
    (resume $k (on $swap switch) (ref.null $k) (cont.new $k (ref.func $a)))
    (i32.const 0)))
