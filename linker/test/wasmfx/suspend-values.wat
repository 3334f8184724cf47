;; result: 111
;; Values of every number type out with suspend and in with resume.
(module
  (type $start (func (result i32))) (type $k (cont $start))
  (type $more (func (param f64 f32 i64 i32) (result i32))) (type $j (cont $more))
  (tag $t (param i32 i64 f32 f64) (result f64 f32 i64 i32))
  (elem declare func $body)
  (func $body (type $start) (local $i i32)
    (suspend $t (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4))
    (local.set $i)
    (local.set $i (i32.add (i32.wrap_i64) (local.get $i)))
    (local.set $i (i32.add (i32.trunc_f32_s) (local.get $i)))
    (i32.add (i32.trunc_f64_s) (local.get $i)))
  (func (export "test") (result i32)
    (local $i i32) (local $l i64) (local $f f32) (local $d f64) (local $c (ref null $j))
    (block $on (result i32 i64 f32 f64 (ref $j))
      (resume $k (on $t $on) (cont.new $k (ref.func $body)))
      (return))
    (local.set $c) (local.set $d) (local.set $f) (local.set $l) (local.set $i)
    (i32.add (i32.const 1)
      (resume $j
        (f64.mul (local.get $d) (f64.const 11)) (f32.mul (local.get $f) (f32.const 11))
        (i64.mul (local.get $l) (i64.const 11)) (i32.mul (local.get $i) (i32.const 11))
        (local.get $c)))))
