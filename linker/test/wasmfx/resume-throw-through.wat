;; result: 5
;; native only: V8 14.6 crashes now and then in resume_throw
;; Not caught there: it comes back out of resume_throw.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $e (param i32)) (tag $t)
  (elem declare func $body)
  (func $body (suspend $t) (unreachable))
  (func (export "test") (result i32)
    (local $c (ref $k))
    (local.set $c
      (block $on (result (ref $k))
        (resume $k (on $t $on) (cont.new $k (ref.func $body)))
        (return (i32.const -2))))
    (block $caught (result i32)
      (try_table (catch $e $caught) (resume_throw $k $e (i32.const 5) (local.get $c)))
      (i32.const -1))))
