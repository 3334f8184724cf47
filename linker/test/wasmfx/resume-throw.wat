;; result: 77
;; native only: V8 14.6 crashes now and then in resume_throw
;; An exception raised where the continuation is suspended, and caught there.
(module
  (type $f (func (result i32))) (type $k (cont $f))
  (tag $e (param i32)) (tag $t)
  (elem declare func $body)
  (func $body (type $f)
    (block $caught (result i32)
      (try_table (catch $e $caught) (suspend $t))
      (i32.const -1)))
  (func (export "test") (result i32)
    (local $c (ref $k))
    (local.set $c
      (block $on (result (ref $k))
        (resume $k (on $t $on) (cont.new $k (ref.func $body)))
        (return (i32.const -2))))
    (resume_throw $k $e (i32.const 77) (local.get $c))))
