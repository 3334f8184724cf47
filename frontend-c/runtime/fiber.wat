;; fiber.h in WasmFX. Linked with a C module that uses it; "c" is that module.
;;
;; A fiber has two stacks. Its calls and wasm locals live on the stack of a continuation, which the engine makes. What C
;; must be able to point to lives on a stack in linear memory, addressed by __stack_pointer; this module makes those.
;;
;; A slot of linear memory per fiber, never given back to the engine but reused, most recently freed first:
;;
;;   slot                                                    slot + slot_size - 32
;;   | red zone | <-------------- C stack grows down | descriptor: the fiber_t |
;;              ^ limit
;;
;; The red zone is what a C function may use below the stack pointer without moving it (128 bytes), and room for a message.
;; Code that moves the stack pointer below `stack_limit` calls stack_overflow: the check is put into the C module by weft.
;;
;; Descriptor, 32 bytes:
;;    0 stack pointer while not running       4 limit of the stack
;;    8 state: 0 free, 1 suspended, 2 running or waiting for a fiber that it resumed, 3 returned, 4 not started
;;   12 index in $continuations              16 next free descriptor (while free), entry point (while not started)
(module $weft_fiber
  (import "c" "memory" (memory 0))
  (import "c" "__stack_pointer" (global $stack_pointer (mut i32)))
  (import "c" "__indirect_function_table" (table $functions 0 funcref))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))

  ;; A continuation takes the argument of a resume and ends with the result of the entry point; after a yield it has the
  ;; same type again.
  (type $entry (func (param i32) (result i32)))
  (type $fiber (cont $entry))
  (tag $yield (param i32) (result i32))
  (tag $abandon)

  (table $continuations 0 (ref null $fiber))

  ;; Bytes per slot. weft sets the initial value (option fiberStackSize).
  (global $slot_size i32 (i32.const 65536))
  (global $red_zone i32 (i32.const 256))

  ;; The lowest value the stack pointer may take now. 0 on the main stack: it lies at the bottom of memory, where an
  ;; overflow leaves the address space.
  (global $stack_limit (export "stack_limit") (mut i32) (i32.const 0))

  ;; Slots: `fresh_count` of them from `fresh` on were never handed out; `free` is the list of freed ones.
  (global $fresh (mut i32) (i32.const 0))
  (global $fresh_count (mut i32) (i32.const 0))
  (global $free (mut i32) (i32.const 0))
  ;; Is a fiber resumed only to end it?
  (global $unwinding (mut i32) (i32.const 0))
  ;; Entries of $continuations handed out.
  (global $count (mut i32) (i32.const 0))

  (func (export "fiber_init"))

  ;; Slots stay in the list of freed ones: the pages of a wasm memory cannot be given back.
  (func (export "fiber_finalize"))

  ;; A descriptor with its slot, or 0.
  (func $take_slot (result i32)
    (local $it i32)
    (local.set $it (global.get $free))
    (if (local.get $it)
      (then
        (global.set $free (i32.load offset=16 (local.get $it)))
        (return (local.get $it))))
    (if (i32.eqz (global.get $fresh_count))
      (then (if (i32.eqz (call $grow)) (then (return (i32.const 0))))))
    (local.set $it (i32.sub (i32.add (global.get $fresh) (global.get $slot_size)) (i32.const 32)))
    (i32.store offset=4 (local.get $it) (i32.add (global.get $fresh) (global.get $red_zone)))
    (i32.store offset=12 (local.get $it) (global.get $count))
    (global.set $fresh (i32.add (global.get $fresh) (global.get $slot_size)))
    (global.set $fresh_count (i32.sub (global.get $fresh_count) (i32.const 1)))
    ;; An entry of the table for each slot; the table doubles.
    (if (i32.eq (global.get $count) (table.size $continuations))
      (then
        (if (i32.eq
              (table.grow $continuations (ref.null $fiber) (i32.add (global.get $count) (i32.const 16)))
              (i32.const -1))
          (then (return (i32.const 0))))))
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (local.get $it))

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

  (func (export "fiber_alloc") (param $entry i32) (result i32)
    (local $it i32)
    (local.set $it (call $take_slot))
    (if (i32.eqz (local.get $it)) (then (return (i32.const 0))))
    (i32.store offset=0 (local.get $it) (local.get $it))
    (i32.store offset=8 (local.get $it) (i32.const 4))
    (i32.store offset=16 (local.get $it) (local.get $entry))
    (local.get $it))

  ;; Freeing a running fiber, or one twice, is a mistake in the program: trap.
  (func (export "fiber_free") (param $it i32)
    (local $state i32)
    (if (i32.eqz (local.get $it)) (then (return)))
    (local.set $state (i32.load offset=8 (local.get $it)))
    (if (i32.eqz (i32.and (i32.shr_u (i32.const 0x1a) (local.get $state)) (i32.const 1))) (then (unreachable)))
    (if (i32.eq (local.get $state) (i32.const 1)) (then (call $unwind (local.get $it))))
    (i32.store offset=8 (local.get $it) (i32.const 0))
    (i32.store offset=16 (local.get $it) (global.get $free))
    (global.set $free (local.get $it)))

  ;; Ends a suspended fiber, so that the engine has its stack back at once: its fiber_yield throws an exception that C
  ;; code has no handler for, and that ends here.
  (func $unwind (param $it i32)
    (local $stack_pointer i32)
    (local $index i32)
    (local.set $stack_pointer (global.get $stack_pointer))
    (local.set $index (i32.load offset=12 (local.get $it)))
    (global.set $unwinding (i32.const 1))
    (block $done
      (try_table (catch $abandon $done)
        (resume $fiber (i32.const 0) (table.get $continuations (local.get $index)))
        (drop)))
    (table.set $continuations (local.get $index) (ref.null $fiber))
    (global.set $unwinding (i32.const 0))
    (global.set $stack_pointer (local.get $stack_pointer)))

  (func (export "fiber_resume") (param $it i32) (param $argument i32) (param $status i32) (result i32)
    (local $stack_pointer i32)
    (local $limit i32)
    (local $index i32)
    (local $value i32)
    (local $k (ref null $fiber))
    (local.set $index (i32.load offset=12 (local.get $it)))
    (if (i32.ne (i32.load offset=8 (local.get $it)) (i32.const 1))
      (then
        (if (i32.ne (i32.load offset=8 (local.get $it)) (i32.const 4))
          (then
            (i32.store (local.get $status) (i32.const 2))
            (return (i32.const 0))))
        (table.set $continuations (local.get $index)
          (cont.new $fiber (ref.cast (ref $entry) (table.get $functions (i32.load offset=16 (local.get $it))))))))
    (local.set $stack_pointer (global.get $stack_pointer))
    (local.set $limit (global.get $stack_limit))
    (global.set $stack_pointer (i32.load offset=0 (local.get $it)))
    (global.set $stack_limit (i32.load offset=4 (local.get $it)))
    (i32.store offset=8 (local.get $it) (i32.const 2))
    (block $yielded (result i32 (ref null $fiber))
      (local.set $value
        (resume $fiber (on $yield $yielded)
          (local.get $argument)
          (table.get $continuations (local.get $index))))
      ;; It returned.
      (global.set $stack_pointer (local.get $stack_pointer))
      (global.set $stack_limit (local.get $limit))
      (table.set $continuations (local.get $index) (ref.null $fiber))
      (i32.store offset=8 (local.get $it) (i32.const 3))
      (i32.store (local.get $status) (i32.const 0))
      (return (local.get $value)))
    (local.set $k)
    (table.set $continuations (local.get $index) (local.get $k))
    (i32.store offset=0 (local.get $it) (global.get $stack_pointer))
    (global.set $stack_pointer (local.get $stack_pointer))
    (global.set $stack_limit (local.get $limit))
    (i32.store offset=8 (local.get $it) (i32.const 1))
    (i32.store (local.get $status) (i32.const 1)))

  (func (export "fiber_yield") (param $value i32) (result i32)
    (suspend $yield (local.get $value))
    (if (global.get $unwinding) (then (throw $abandon))))

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
