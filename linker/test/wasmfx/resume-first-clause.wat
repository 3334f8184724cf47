;; result: 1
;; Two clauses for one tag: the first counts.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $t)
  (elem declare func $body)
  (func $body (suspend $t))
  (func (export "test") (result i32)
    (block $second (result (ref $k))
      (block $first (result (ref $k))
        (resume $k (on $t $first) (on $t $second) (cont.new $k (ref.func $body)))
        (return (i32.const 0)))
      (drop)
      (return (i32.const 1)))
    (drop)
    (i32.const 2)))
