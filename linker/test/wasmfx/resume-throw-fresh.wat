;; result: 6
;; native only: V8 14.6 crashes in resume_throw of a fresh continuation
;; A continuation that has not started is not entered.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $e (param i32))
  (elem declare func $body)
  (func $body (unreachable))
  (func (export "test") (result i32)
    (block $caught (result i32)
      (try_table (catch $e $caught) (resume_throw $k $e (i32.const 6) (cont.new $k (ref.func $body))))
      (i32.const -1))))
