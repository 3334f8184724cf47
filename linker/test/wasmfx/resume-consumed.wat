;; trap: continuation already consumed
(module
  (type $f (func)) (type $k (cont $f))
  (elem declare func $nothing)
  (func $nothing)
  (func (export "test") (result i32) (local $c (ref $k))
    (local.set $c (cont.new $k (ref.func $nothing)))
    (resume $k (local.get $c))
    (resume $k (local.get $c))
    (i32.const 0)))
