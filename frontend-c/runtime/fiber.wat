;; fiber.h in WasmFX: asymmetric coroutines. "c" is the C module; descriptors and stacks are fiber-stack.wat's.
(module $weft_fiber
  (import "c" "memory" (memory 0))
  (import "c" "__stack_pointer" (global $stack_pointer (mut i32)))
  (import "c" "__indirect_function_table" (table $functions 0 funcref))
  (import "weft_fiber_stack" "stack_limit" (global $stack_limit (mut i32)))
  (import "weft_fiber_stack" "take" (func $take (param i32) (result i32)))
  (import "weft_fiber_stack" "give" (func $give (param i32)))

  ;; A continuation takes the argument of a resume and ends with the result of the entry point; after a yield it has the
  ;; same type again.
  (type $entry (func (param i32) (result i32)))
  (type $fiber (cont $entry))
  (tag $yield (param i32) (result i32))
  (tag $abandon)

  ;; The continuations of fibers that are suspended, by the fiber's number.
  (table $continuations 0 (ref null $fiber))
  ;; Is a fiber resumed only to end it?
  (global $unwinding (mut i32) (i32.const 0))

  (func (export "fiber_init"))

  ;; Stacks stay with the free ones: the pages of a wasm memory cannot be given back.
  (func (export "fiber_finalize"))

  (func (export "fiber_alloc") (param $entry i32) (result i32)
    (call $take (local.get $entry)))

  ;; Freeing a running fiber, or one twice, is a mistake in the program: trap.
  (func (export "fiber_free") (param $it i32)
    (local $state i32)
    (if (i32.eqz (local.get $it)) (then (return)))
    (local.set $state (i32.load offset=8 (local.get $it)))
    (if (i32.eqz (i32.and (i32.shr_u (i32.const 0x1a) (local.get $state)) (i32.const 1))) (then (unreachable)))
    (if (i32.eq (local.get $state) (i32.const 1)) (then (call $unwind (local.get $it))))
    (call $give (local.get $it)))

  ;; Ends a suspended fiber, so that the engine has its stack back at once: its fiber_yield throws an exception that C
  ;; code has no handler for, and that ends here.
  (func $unwind (param $it i32)
    (local $index i32)
    (local.set $index (i32.load offset=12 (local.get $it)))
    (global.set $unwinding (i32.const 1))
    (block $done
      (try_table (catch $abandon $done)
        (resume $fiber (i32.const 0) (table.get $continuations (local.get $index)))
        (drop)))
    (table.set $continuations (local.get $index) (ref.null $fiber))
    (global.set $unwinding (i32.const 0)))

  ;; Makes the continuation of a fiber that is resumed for the first time.
  (func $start (param $it i32)
    (local $index i32)
    (local.set $index (i32.load offset=12 (local.get $it)))
    ;; The table doubles when it is full; without memory for that, table.set traps.
    (if (i32.ge_u (local.get $index) (table.size $continuations))
      (then
        (drop (table.grow $continuations (ref.null $fiber) (i32.add (local.get $index) (i32.const 16))))))
    (table.set $continuations (local.get $index)
      (cont.new $fiber (ref.cast (ref $entry) (table.get $functions (i32.load offset=16 (local.get $it)))))))

  ;; This function and fiber_yield are put in place of their calls.
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
        (call $start (local.get $it))))
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
    (if (global.get $unwinding) (then (call $end_here))))

  (func $end_here (throw $abandon)))
