;; result: 12
;; A suspension inside a try block: the handler is still there after it.
(module
  (type $f (func (result i32))) (type $k (cont $f))
  (tag $e (param i32)) (tag $t)
  (elem declare func $body)
  (func $body (type $f)
    (block $caught (result i32)
      (try_table (catch $e $caught) (suspend $t) (throw $e (i32.const 12)))
      (i32.const -1)))
  (func (export "test") (result i32)
    (block $on (result (ref $k))
      (resume $k (on $t $on) (cont.new $k (ref.func $body)))
      (return (i32.const -2)))
    (resume $k)))
