;; trap: null (\w+ )?reference
;; native only: V8 14.6 crashes now and then in resume_throw_ref
(module
  (type $f (func)) (type $k (cont $f))
  (elem declare func $body)
  (func $body)
  (func (export "test") (result i32)
    (resume_throw_ref $k (ref.null exn) (cont.new $k (ref.func $body)))
    (i32.const 0)))
