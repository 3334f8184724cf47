;; result: 109
;; Through several continuations, rethrown by one of them.
(module
  (type $f (func (param i32))) (type $k (cont $f))
  (tag $e (param i32))
  (elem declare func $nest)
  (func $nest (type $f)
    (if (i32.eqz (local.get 0)) (then (throw $e (i32.const 9))))
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (resume $k (i32.sub (local.get 0) (i32.const 1)) (cont.new $k (ref.func $nest))))
      (unreachable))
    (throw_ref))
  (func (export "test") (result i32)
    (i32.add (i32.const 100)
      (block $caught (result i32)
        (try_table (catch $e $caught) (resume $k (i32.const 10) (cont.new $k (ref.func $nest))))
        (i32.const -1)))))
