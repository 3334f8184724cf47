;; result: 321
;; Generators inside generators, each with its own tag.
(module
  (type $f (func)) (type $k (cont $f))
  (tag $a (param i32)) (tag $b (param i32))
  (global $seen (mut i32) (i32.const 0))
  (elem declare func $inner $outer)
  (func $note (param i32) (global.set $seen (i32.add (i32.mul (global.get $seen) (i32.const 10)) (local.get 0))))
  (func $inner (suspend $a (i32.const 3)) (suspend $b (i32.const 2)) (suspend $a (i32.const 1)))
  ;; Handles $a, lets $b through.
  (func $outer (local $c (ref $k))
    (local.set $c (cont.new $k (ref.func $inner)))
    (loop $next
      (block $on (result i32 (ref $k))
        (resume $k (on $a $on) (local.get $c))
        (return))
      (local.set $c)
      (call $note)
      (br $next)))
  (func (export "test") (result i32) (local $c (ref $k))
    (local.set $c (cont.new $k (ref.func $outer)))
    (loop $next
      (block $on (result i32 (ref $k))
        (resume $k (on $b $on) (local.get $c))
        (return (global.get $seen)))
      (local.set $c)
      (call $note)
      (br $next))
    (unreachable)))
