;; trap: continuation already consumed
;; A continuation that resumes itself while it runs.
(module
  (type $f (func)) (type $k (cont $f))
  (global $me (mut (ref null $k)) (ref.null $k))
  (elem declare func $body)
  (func $body (resume $k (global.get $me)))
  (func (export "test") (result i32)
    (global.set $me (cont.new $k (ref.func $body)))
    (resume $k (global.get $me))
    (i32.const 0)))
