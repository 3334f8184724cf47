;; result: 2010
;; native only: V8 14.6 has no switch
;; Two continuations switch to each other ten times each, passing a count on; the handler's stack is not involved.
(module
  (rec (type $f (func (param i32 (ref null $k)) (result i32))) (type $k (cont $f)))
  (tag $swap (result i32))
  (global $turns (mut i32) (i32.const 0))
  (elem declare func $player)
  (func $player (type $f)
    (loop $again
      (global.set $turns (i32.add (global.get $turns) (i32.const 1)))
      (if (i32.lt_u (local.get 0) (i32.const 10))
        (then
          (switch $k $swap (i32.add (local.get 0) (i32.const 1)) (local.get 1))
          (local.set 1)
          (local.set 0)
          (br $again))))
    (i32.add (i32.mul (global.get $turns) (i32.const 100)) (local.get 0)))
  (func $first (type $f)
    (switch $k $swap (i32.const 1) (cont.new $k (ref.func $player)))
    (local.set 1)
    (local.set 0)
    (i32.add (i32.const 1000) (call $player (local.get 0) (local.get 1))))
  (elem declare func $first)
  (func (export "test") (result i32)
    (resume $k (on $swap switch) (i32.const 0) (ref.null $k) (cont.new $k (ref.func $first)))))
