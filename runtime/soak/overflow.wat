;; Recursion without end, in every place where a stack can run out. `lead` calls of another kind come first, so that the end
;; is reached at different places.
(module
  (import "soak" "reenter" (func $reenter (param i64)))
  (type $f (func (param i64)))
  (type $k (cont $f))
  (func $deep (param i64) (result i64)
    (i64.add (call $deep (i64.add (local.get 0) (i64.const 1))) (local.get 0)))
  (func $lead (param $n i64) (param i64 i64 i64 f64) (result i64)
    (if (result i64) (i64.eqz (local.get $n))
      (then (call $deep (local.get 1)))
      (else
        (i64.mul
          (call $lead (i64.sub (local.get $n) (i64.const 1)) (local.get 2) (local.get 3) (local.get 1) (f64.const 1))
          (i64.add (local.get 2) (local.get 3))))))
  (func $run (param i64) (drop (call $lead (local.get 0) (i64.const 1) (i64.const 2) (i64.const 3) (f64.const 4))))
  (func $nested2 (param i64) (resume $k (local.get 0) (cont.new $k (ref.func $run))))
  (func $nested (param i64) (resume $k (local.get 0) (cont.new $k (ref.func $nested2))))
  (func $calls_host (param i64) (call $reenter (local.get 0)))
  (elem declare func $run $nested $nested2 $calls_host)

  (func (export "plain") (param i64) (call $run (local.get 0)))
  (func $continuation (export "continuation") (param i64) (resume $k (local.get 0) (cont.new $k (ref.func $run))))
  (func (export "nested") (param i64) (resume $k (local.get 0) (cont.new $k (ref.func $nested))))
  (func (export "host") (param i64) (resume $k (local.get 0) (cont.new $k (ref.func $calls_host)))))
