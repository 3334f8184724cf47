;; result: 8
;; native only: V8 14.6 crashes now and then in resume_throw
;; resume_throw has handlers as resume has.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $e) (tag $t (param i32))
  (elem declare func $body)
  (func $body
    (block $caught (try_table (catch $e $caught) (suspend $t (i32.const 1)) (unreachable)))
    (suspend $t (i32.const 8)))
  (func (export "test") (result i32)
    (local $c (ref $k))
    (block $on (result i32 (ref $k))
      (resume $k (on $t $on) (cont.new $k (ref.func $body)))
      (return (i32.const -2)))
    (local.set $c)
    (drop)
    (block $again (result i32 (ref $k))
      (resume_throw $k $e (on $t $again) (local.get $c))
      (return (i32.const -3)))
    (drop)))
