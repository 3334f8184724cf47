;; result: 200000
;; native only: V8 reserves a stack for each and does not free them in time
;; The same for continuations given up half-way.
(module
  (type $f (func))
  (type $k (cont $f))
  (tag $t)
  (elem declare func $half)
  (func $half (suspend $t) (unreachable))
  (func (export "test") (result i32)
    (local $i i32)
    (loop $again
      (block $on (result (ref $k))
        (resume $k (on $t $on) (cont.new $k (ref.func $half)))
        (unreachable))
      (drop)
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 200000))))
    (local.get $i)))
