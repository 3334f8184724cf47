;; The goroutine scheduler's core on the `switch` instruction: control goes from goroutine to goroutine directly, and only
;; a goroutine that ends comes back to the loop in $run, which continues with the one it names.
;;
;; The interface (sched-suspend.wat has the same): a goroutine is named by the address of its descriptor, whose first
;; four words belong to the core:
;;
;;   +0 ssp  +4 ssl  +8 ssb   the shadow stack's globals while the goroutine does not run
;;   +12 slot                 its place in the table $conts; 0 until it first gets one, then kept for good
;;
;;   create(g)          makes g ready for its first turn, in which it will call the module's weft_goroutine(g)
;;   switch_to(from, to)  leaves the running goroutine `from`, continues `to`; returns when something switches to `from`
;;   run(g)             continues g; when a goroutine ends, continues the one that weft_goroutine returned; returns on 0
;;
;; $conts[slot] holds the continuation of every goroutine that does not run, null before its first turn. The one that runs
;; has a used-up reference there, which the next switch replaces.
(module
  (rec
    ;; A goroutine's continuation takes the continuation of the goroutine that switched to it (null: it comes from $run),
    ;; and at the end returns the descriptor of the goroutine to run next.
    (type $body (func (param (ref null $cont)) (result i32)))
    (type $cont (cont $body)))

  (import "go" "memory" (memory 0))
  (import "go" "ssp" (global $ssp (mut i32)))
  (import "go" "ssl" (global $ssl (mut i32)))
  (import "go" "ssb" (global $ssb (mut i32)))
  (import "go" "weft_goroutine" (func $goroutine (param i32) (result i32)))

  (tag $yield (result i32))
  (table $conts 64 (ref null $cont))
  ;; Slots handed out; slot 0 stays empty.
  (global $slots (mut i32) (i32.const 1))
  ;; During a switch: the slot of the goroutine that is being left, and the descriptor of the one that goes on.
  (global $leaving (mut i32) (i32.const 0))
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
  (func $start (type $body) (param $from (ref null $cont)) (result i32)
    (local $g i32)
    (local.set $g (global.get $arriving))
    (if (i32.eqz (ref.is_null (local.get $from)))
      (then (table.set $conts (global.get $leaving) (local.get $from))))
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
    (local $back (ref null $cont))
    (call $save (local.get $from))
    (global.set $leaving (i32.load offset=12 (local.get $from)))
    (global.set $arriving (local.get $to))
    (local.set $back
      (switch $cont $yield (call $take (local.get $to))))
    ;; Somebody switched (or $run came) back.
    (if (i32.eqz (ref.is_null (local.get $back)))
      (then (table.set $conts (global.get $leaving) (local.get $back))))
    (call $load (local.get $from)))

  (func (export "run") (param $g i32)
    (local $ssp i32) (local $ssl i32) (local $ssb i32)
    (local.set $ssp (global.get $ssp))
    (local.set $ssl (global.get $ssl))
    (local.set $ssb (global.get $ssb))
    (loop $next
      (global.set $arriving (local.get $g))
      (local.tee $g
        (resume $cont (on $yield switch)
          (ref.null $cont)
          (call $take (local.get $g))))
      (br_if $next))
    (global.set $ssp (local.get $ssp))
    (global.set $ssl (local.get $ssl))
    (global.set $ssb (local.get $ssb))))
