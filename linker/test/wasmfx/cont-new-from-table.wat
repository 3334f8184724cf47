;; result: 7
;; A function known only as funcref, cast to its type.
(module
  (type $f (func (result i32)))
  (type $k (cont $f))
  (table $t 1 funcref)
  (elem (i32.const 0) $seven)
  (func $seven (type $f) (i32.const 7))
  (func (export "test") (result i32)
    (resume $k (cont.new $k (ref.cast (ref $f) (table.get $t (i32.const 0)))))))
