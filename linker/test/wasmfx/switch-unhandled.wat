;; trap: unhandled tag
;; native only: V8 14.6 has no switch
(module
  (rec (type $f (func (param (ref null $k)))) (type $k (cont $f)))
  (tag $swap) (tag $other)
  (elem declare func $a)
  (func $a (type $f) (drop (switch $k $swap (cont.new $k (ref.func $a)))))
  (func (export "test") (result i32)
    (resume $k (on $other switch) (ref.null $k) (cont.new $k (ref.func $a)))
    (i32.const 0)))
