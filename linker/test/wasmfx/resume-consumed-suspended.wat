;; trap: continuation already consumed
;; The reference from before a suspension is used up; the one that the handler got is not.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $t)
  (elem declare func $twice)
  (func $twice (suspend $t) (suspend $t))
  (func (export "test") (result i32) (local $c (ref $k))
    (local.set $c (cont.new $k (ref.func $twice)))
    (block $on (result (ref $k))
      (resume $k (on $t $on) (local.get $c))
      (return (i32.const 1)))
    (drop)
    (resume $k (local.get $c))
    (i32.const 0)))
