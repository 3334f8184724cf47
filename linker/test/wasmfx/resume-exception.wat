;; result: 33
;; An exception thrown in a continuation is caught around its resume.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $e (param i32)) (tag $t)
  (elem declare func $body)
  (func $body (suspend $t) (throw $e (i32.const 33)))
  (func (export "test") (result i32) (local $c (ref $k))
    (local.set $c
      (block $on (result (ref $k))
        (resume $k (on $t $on) (cont.new $k (ref.func $body)))
        (return (i32.const -1))))
    (block $caught (result i32)
      (try_table (catch $e $caught) (resume $k (local.get $c)))
      (i32.const -2))))
