;; result: 55
;; native only: V8 14.6 crashes now and then in resume_throw_ref
;; An exception caught outside, raised again inside a suspended continuation.
(module
  (type $f (func (result i32))) (type $k (cont $f))
  (tag $e (param i32)) (tag $t)
  (elem declare func $body)
  (func $body (type $f)
    (block $caught (result i32)
      (try_table (catch $e $caught) (suspend $t))
      (i32.const -1)))
  (func (export "test") (result i32)
    (local $c (ref $k)) (local $x exnref)
    (local.set $c
      (block $on (result (ref $k))
        (resume $k (on $t $on) (cont.new $k (ref.func $body)))
        (return (i32.const -2))))
    (block $made (result i32 exnref)
      (try_table (catch_ref $e $made) (throw $e (i32.const 55)))
      (unreachable))
    (local.set $x)
    (drop)
    (resume_throw_ref $k (local.get $x) (local.get $c))))
