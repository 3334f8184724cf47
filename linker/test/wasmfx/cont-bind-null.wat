;; trap: null (\w+ )?reference
(module
  (type $f (func (param i32))) (type $k (cont $f))
  (type $g (func)) (type $j (cont $g))
  (func (export "test") (result i32)
    (drop (cont.bind $k $j (i32.const 1) (ref.null $k)))
    (i32.const 0)))
