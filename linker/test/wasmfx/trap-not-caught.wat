;; trap: unreachable
;; catch_all does not catch traps.
(module
  (type $f (func)) (type $k (cont $f))
  (elem declare func $body)
  (func $body (unreachable))
  (func (export "test") (result i32)
    (block $caught (try_table (catch_all $caught) (resume $k (cont.new $k (ref.func $body)))))
    (i32.const 0)))
