;; result: 64
;; Through 64 resumers that handle another tag, to the outermost; resumed, all of them return.
(module
  (type $f (func (param i32) (result i32))) (type $k (cont $f))
  (type $g (func (result i32))) (type $j (cont $g))
  (tag $a) (tag $b)
  (elem declare func $nest)
  (func $nest (type $f)
    (if (i32.eqz (local.get 0)) (then (suspend $a) (return (i32.const 0))))
    (block $on (result (ref $j))
      (resume $k (on $b $on) (i32.sub (local.get 0) (i32.const 1)) (cont.new $k (ref.func $nest)))
      (return (i32.add (i32.const 1))))
    (unreachable))
  (func (export "test") (result i32)
    (block $on (result (ref $j))
      (resume $k (on $a $on) (i32.const 64) (cont.new $k (ref.func $nest)))
      (return (i32.const -1)))
    (resume $j)))
