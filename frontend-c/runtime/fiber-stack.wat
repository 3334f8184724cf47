;; Stacks in linear memory for the fibers of a C module: fiber.wat and fiber-switch.wat stand on this. "c" is the C module.
;;
;; A fiber has two stacks. Its calls and wasm locals live on the stack of a continuation, which the engine makes. What C
;; must be able to point to lives on a stack in linear memory, addressed by __stack_pointer; this module hands those out.
;;
;; A slot of linear memory per fiber, never given back to the engine but reused, most recently freed first:
;;
;;   slot                                                  top = slot + slot_size - colour
;;   | red zone | <---------------------- C stack grows down | unused |
;;              ^ limit
;;
;; The colour, a multiple of the cache's line below 4 KiB, makes a difference between slots: with their tops at the same place in
;; each of them, the stacks of all fibers would share two sets of the second-level cache.
;;
;; The red zone is what a C function may use below the stack pointer without moving it (128 bytes), and room for a message.
;; Code that moves the stack pointer below `stack_limit` calls stack_overflow: the check is put into the C module by weft.
;;
;; Descriptors lie together, not with the stacks: a switch to a fiber that has not run for long then waits for its stack only.
;;
;; Descriptor, 32 bytes; its address is the fiber_t:
;;    0 stack pointer while not running       4 limit of the stack
;;    8 state: 0 free, 1 suspended, 2 running or waiting for a fiber that it resumed, 3 returned, 4 not started
;;   12 number of the fiber, from 0           16 next free descriptor (while free), entry point (while not started)
;;   20 top of the stack
(module $weft_fiber_stack
  (import "c" "memory" (memory 0))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))

  ;; Bytes per slot. weft sets the initial value (option fiberStackSize).
  (global $slot_size i32 (i32.const 65536))
  (global $red_zone i32 (i32.const 256))

  ;; The lowest value the stack pointer may take now. 0 on the main stack: it lies at the bottom of memory, where an
  ;; overflow leaves the address space.
  (global $stack_limit (export "stack_limit") (mut i32) (i32.const 0))

  ;; Slots: `fresh_count` of them from `fresh` on were never handed out; `free` is the list of freed descriptors, each with its
  ;; slot. Descriptors from `next` to `end` were never handed out either.
  (global $fresh (mut i32) (i32.const 0))
  (global $fresh_count (mut i32) (i32.const 0))
  (global $next (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (global $free (mut i32) (i32.const 0))
  ;; Fibers there have been at once.
  (global $count (mut i32) (i32.const 0))

  ;; A descriptor with its slot for a fiber that will start at `entry`, or 0.
  (func (export "take") (param $entry i32) (result i32)
    (local $it i32)
    (local.set $it (global.get $free))
    (if (local.get $it)
      (then (global.set $free (i32.load offset=16 (local.get $it))))
      (else
        (if (i32.eqz (global.get $fresh_count))
          (then (if (i32.eqz (call $grow)) (then (return (i32.const 0))))))
        (if (i32.eq (global.get $next) (global.get $end))
          (then (if (i32.eqz (call $grow_descriptors)) (then (return (i32.const 0))))))
        (local.set $it (global.get $next))
        (global.set $next (i32.add (local.get $it) (i32.const 32)))
        (i32.store offset=4 (local.get $it) (i32.add (global.get $fresh) (global.get $red_zone)))
        (i32.store offset=12 (local.get $it) (global.get $count))
        (global.set $fresh (i32.add (global.get $fresh) (global.get $slot_size)))
        (i32.store offset=20 (local.get $it) (i32.sub (global.get $fresh) (call $colour (global.get $count))))
        (global.set $fresh_count (i32.sub (global.get $fresh_count) (i32.const 1)))
        (global.set $count (i32.add (global.get $count) (i32.const 1)))))
    (i32.store offset=0 (local.get $it) (i32.load offset=20 (local.get $it)))
    (i32.store offset=8 (local.get $it) (i32.const 4))
    (i32.store offset=16 (local.get $it) (local.get $entry))
    (local.get $it))

  ;; At most a sixteenth of the slot.
  (func $colour (param $number i32) (result i32)
    (i32.and
      (i32.shl (local.get $number) (i32.const 6))
      (i32.and (i32.shr_u (i32.sub (global.get $slot_size) (i32.const 1)) (i32.const 4)) (i32.const 0xfc0))))

  (func (export "give") (param $it i32)
    (i32.store offset=8 (local.get $it) (i32.const 0))
    (i32.store offset=16 (local.get $it) (global.get $free))
    (global.set $free (local.get $it)))

  ;; Gets a page for descriptors. False when there is none.
  (func $grow_descriptors (result i32)
    (local $at i32)
    (local.set $at (memory.grow (i32.const 1)))
    (if (i32.eq (local.get $at) (i32.const -1)) (then (return (i32.const 0))))
    (global.set $next (i32.shl (local.get $at) (i32.const 16)))
    (global.set $end (i32.add (global.get $next) (i32.const 65536)))
    (i32.const 1))

  ;; Gets memory for 16 slots, or for one when that is too much. False when there is none.
  (func $grow (result i32)
    (local $at i32)
    (global.set $fresh_count (i32.const 16))
    (local.set $at (memory.grow (call $pages)))
    (if (i32.eq (local.get $at) (i32.const -1))
      (then
        (global.set $fresh_count (i32.const 1))
        (local.set $at (memory.grow (call $pages)))
        (if (i32.eq (local.get $at) (i32.const -1))
          (then
            (global.set $fresh_count (i32.const 0))
            (return (i32.const 0))))))
    (global.set $fresh (i32.shl (local.get $at) (i32.const 16)))
    (i32.const 1))

  ;; Pages that hold $fresh_count slots.
  (func $pages (result i32)
    (i32.shr_u
      (i32.add (i32.mul (global.get $slot_size) (global.get $fresh_count)) (i32.const 65535))
      (i32.const 16)))

  ;; Called by the stack check in C code when the C stack is full. The red zone at the bottom of the stack has room for
  ;; the message: { text pointer, length, written } and the text.
  (data $message "fiber: C stack overflow\n")
  (func (export "stack_overflow")
    (local $room i32)
    (if (global.get $stack_limit)
      (then (local.set $room (i32.sub (global.get $stack_limit) (i32.const 64)))))
    (memory.init $message (i32.add (local.get $room) (i32.const 12)) (i32.const 0) (i32.const 24))
    (i32.store offset=0 (local.get $room) (i32.add (local.get $room) (i32.const 12)))
    (i32.store offset=4 (local.get $room) (i32.const 24))
    (drop (call $fd_write (i32.const 2) (local.get $room) (i32.const 1) (i32.add (local.get $room) (i32.const 8))))
    (unreachable)))
