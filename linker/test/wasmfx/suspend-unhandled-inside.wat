;; trap: unhandled tag
;; A handler for another tag does not count.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $a) (tag $b)
  (elem declare func $body)
  (func $body (suspend $a))
  (func (export "test") (result i32)
    (block $on (result (ref $k))
      (resume $k (on $b $on) (cont.new $k (ref.func $body)))
      (return (i32.const 1)))
    (drop)
    (i32.const 2)))
