;; result: 300000
;; native only: V8 reserves a stack for each and does not free them in time
;; Continuations that nobody resumes must not use memory up.
(module
  (type $f (func))
  (type $k (cont $f))
  (elem declare func $nothing)
  (func $nothing)
  (func (export "test") (result i32)
    (local $i i32)
    (loop $again
      (drop (cont.new $k (ref.func $nothing)))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 300000))))
    (local.get $i)))
