;; result: 4950
;; One continuation resumed a hundred times.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $yield (param i32))
  (elem declare func $count)
  (func $count (local $i i32)
    (loop $l
      (suspend $yield (local.get $i))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100)))))
  (func (export "test") (result i32)
    (local $c (ref $k)) (local $sum i32)
    (local.set $c (cont.new $k (ref.func $count)))
    (loop $next
      (block $on (result i32 (ref $k))
        (resume $k (on $yield $on) (local.get $c))
        (return (local.get $sum)))
      (local.set $c)
      (local.set $sum (i32.add (local.get $sum)))
      (br $next))
    (unreachable)))
