;; result: 5
;; Binding no argument still uses up the old reference and gives a new one.
(module
  (type $f (func (result i32))) (type $k (cont $f))
  (elem declare func $five)
  (func $five (type $f) (i32.const 5))
  (func (export "test") (result i32)
    (resume $k (cont.bind $k $k (cont.new $k (ref.func $five))))))
