;; result: 21
;; native only: V8 14.6 has no switch
;; Who is switched to and returns, returns to the resumer of who switched.
(module
  (rec (type $f (func (param (ref null $k)) (result i32))) (type $k (cont $f)))
  (tag $swap (result i32))
  (elem declare func $a $b)
  (func $a (type $f) (drop (switch $k $swap (cont.new $k (ref.func $b)))) (i32.const -1))
  (func $b (type $f) (i32.const 21))
  (func (export "test") (result i32)
    (resume $k (on $swap switch) (ref.null $k) (cont.new $k (ref.func $a)))))
