;; The goroutine scheduler's core on suspend and resume, for engines without `switch`: every change of goroutine goes
;; through the loop in $run. The interface is described in sched-switch.wat.
(module
  (type $body (func (result i32)))
  (type $cont (cont $body))

  (import "go" "memory" (memory 0))
  (import "go" "ssp" (global $ssp (mut i32)))
  (import "go" "ssl" (global $ssl (mut i32)))
  (import "go" "ssb" (global $ssb (mut i32)))
  (import "go" "weft_goroutine" (func $goroutine (param i32) (result i32)))

  (tag $yield)
  (table $conts 64 (ref null $cont))
  ;; Slots handed out; slot 0 stays empty.
  (global $slots (mut i32) (i32.const 1))
  ;; The descriptor of the goroutine that is to go on.
  (global $arriving (mut i32) (i32.const 0))

  (elem declare func $start)

  (func $save (param $g i32)
    (i32.store (local.get $g) (global.get $ssp))
    (i32.store offset=4 (local.get $g) (global.get $ssl))
    (i32.store offset=8 (local.get $g) (global.get $ssb)))

  (func $load (param $g i32)
    (global.set $ssp (i32.load (local.get $g)))
    (global.set $ssl (i32.load offset=4 (local.get $g)))
    (global.set $ssb (i32.load offset=8 (local.get $g))))

  ;; Where every goroutine begins.
  (func $start (type $body) (result i32)
    (local $g i32)
    (local.set $g (global.get $arriving))
    (call $load (local.get $g))
    (call $goroutine (local.get $g)))

  (func (export "create") (param $g i32)
    (local $slot i32)
    (local.set $slot (i32.load offset=12 (local.get $g)))
    (if (i32.eqz (local.get $slot))
      (then
        (local.set $slot (global.get $slots))
        (global.set $slots (i32.add (local.get $slot) (i32.const 1)))
        (i32.store offset=12 (local.get $g) (local.get $slot))
        (if (i32.ge_u (local.get $slot) (table.size $conts))
          (then
            (if (i32.lt_s (table.grow $conts (ref.null $cont) (table.size $conts)) (i32.const 0))
              (then (unreachable)))))))
    (table.set $conts (local.get $slot) (ref.null $cont)))

  ;; The continuation of a goroutine that does not run. One that has never run gets it here, so that a goroutine which only
  ;; waits for its first turn has no stack.
  (func $take (param $g i32) (result (ref $cont))
    (block $fresh
      (return (br_on_null $fresh (table.get $conts (i32.load offset=12 (local.get $g))))))
    (cont.new $cont (ref.func $start)))

  (func (export "switch_to") (param $from i32) (param $to i32)
    (call $save (local.get $from))
    (global.set $arriving (local.get $to))
    (suspend $yield)
    (call $load (local.get $from)))

  (func (export "run") (param $g i32)
    (local $ssp i32) (local $ssl i32) (local $ssb i32)
    (local $rest (ref null $cont))
    (local.set $ssp (global.get $ssp))
    (local.set $ssl (global.get $ssl))
    (local.set $ssb (global.get $ssb))
    (global.set $arriving (local.get $g))
    (loop $next
      (local.set $g (global.get $arriving))
      (block $left (result (ref $cont))
        (global.set $arriving
          (resume $cont (on $yield $left) (call $take (local.get $g))))
        ;; The goroutine ended, and named the next.
        (br_if $next (global.get $arriving))
        (global.set $ssp (local.get $ssp))
        (global.set $ssl (local.get $ssl))
        (global.set $ssb (local.get $ssb))
        (return))
      ;; The goroutine switched to another.
      (local.set $rest)
      (table.set $conts (i32.load offset=12 (local.get $g)) (local.get $rest))
      (br $next))))
