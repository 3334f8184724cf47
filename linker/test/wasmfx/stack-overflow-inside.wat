;; trap: call stack exhausted
(module
  (type $f (func (param i32) (result i32))) (type $k (cont $f))
  (elem declare func $forever)
  (func $forever (type $f) (i32.add (i32.const 1) (call $forever (i32.add (local.get 0) (i32.const 1)))))
  (func (export "test") (result i32) (resume $k (i32.const 0) (cont.new $k (ref.func $forever)))))
