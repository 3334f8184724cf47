;; result: 10
;; Every number type as argument and as result.
(module
  (type $f (func (param i32 i64 f32 f64) (result f64 f32 i64 i32)))
  (type $k (cont $f))
  (elem declare func $turn)
  (func $turn (type $f) (local.get 3) (local.get 2) (local.get 1) (local.get 0))
  (func (export "test") (result i32)
    (local $i i64)
    (resume $k (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4) (cont.new $k (ref.func $turn)))
    (local.set $i (i64.extend_i32_s))
    (local.set $i (i64.add (local.get $i)))
    (i64.trunc_f32_s)
    (local.set $i (i64.add (local.get $i)))
    (i64.trunc_f64_s)
    (i32.wrap_i64 (i64.add (local.get $i)))))
