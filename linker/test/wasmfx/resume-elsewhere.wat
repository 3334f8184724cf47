;; result: 7
;; A continuation kept in a table and resumed by another function under another handler.
(module
  (type $f (func (result i32))) (type $k (cont $f))
  (tag $t)
  (table $kept 1 (ref null $k))
  (elem declare func $body $other)
  (func $body (type $f) (suspend $t) (suspend $t) (i32.const 5))
  (func $other (type $f)
    (table.set $kept (i32.const 0)
      (block $on (result (ref $k))
        (resume $k (on $t $on) (table.get $kept (i32.const 0)))
        (return)))
    (i32.const 2))
  (func (export "test") (result i32)
    (table.set $kept (i32.const 0)
      (block $on (result (ref $k))
        (resume $k (on $t $on) (cont.new $k (ref.func $body)))
        (return (i32.const -1))))
    ;; Now inside another continuation.
    (resume $k (cont.new $k (ref.func $other)))
    (resume $k (table.get $kept (i32.const 0)))
    (i32.add)))
