;; fiber_switch.h in WasmFX: symmetric coroutines. "c" is the C module; descriptors and stacks are fiber-stack.wat's.
;;
;; All fibers run under one resume, in fiber_main. A switch hands the continuation of who switched to who is switched to,
;; which puts it into the table under the number of the fiber in $from.
(module $weft_fiber_switch
  (import "c" "memory" (memory 0))
  (import "c" "__stack_pointer" (global $stack_pointer (mut i32)))
  (import "c" "__indirect_function_table" (table $functions 0 funcref))
  (import "weft_fiber_stack" "stack_limit" (global $stack_limit (mut i32)))
  (import "weft_fiber_stack" "take" (func $take (param i32) (result i32)))
  (import "weft_fiber_stack" "give" (func $give (param i32)))

  (rec
    ;; A suspended fiber takes the argument of a switch and the continuation of who switched; its end is fiber_main's.
    (type $body (func (param i32 (ref null $fiber)) (result i32)))
    (type $fiber (cont $body)))
  ;; A fiber not started: its descriptor besides.
  (type $start (func (param i32 i32 (ref null $fiber)) (result i32)))
  (type $fresh (cont $start))
  ;; C's entry points: of a fiber, and of the program of fiber_main.
  (type $entry (func (param i32 i32) (result i32)))
  (type $program (func (param i32 i32 i32) (result i32)))
  (type $first (cont $program))
  ;; A fiber that has ended by fiber_switch_return.
  (type $ended (func (result i32)))
  (type $rest (cont $ended))

  (tag $swap (result i32))
  ;; fiber_switch_return: the target and its argument.
  (tag $leave (param i32 i32))
  (tag $abandon)

  ;; The continuations of suspended fibers by the fiber's number; null for all others, so that a switch to them traps.
  (table $continuations 0 (ref null $fiber))
  ;; The running fiber, and the one that switched to it.
  (global $current (mut i32) (i32.const 0))
  (global $from (mut i32) (i32.const 0))

  (elem declare func $run_fiber $run_program)

  (func (export "fiber_alloc") (param $entry i32) (result i32)
    (call $take (local.get $entry)))

  ;; Freeing the running fiber, or one twice, is a mistake in the program: trap.
  (func (export "fiber_free") (param $it i32)
    (local $state i32)
    (if (i32.eqz (local.get $it)) (then (return)))
    (local.set $state (i32.load offset=8 (local.get $it)))
    (if (i32.eqz (i32.and (i32.shr_u (i32.const 0x1a) (local.get $state)) (i32.const 1))) (then (unreachable)))
    (if (i32.eq (local.get $state) (i32.const 1))
      (then
        (block $done
          (try_table (catch $abandon $done)
            (drop (resume_throw $fiber $abandon (call $take_continuation (local.get $it))))))))
    (call $give (local.get $it)))

  ;; Keeps the continuation of a fiber; null when it has ended.
  (func $keep (param $it i32) (param $k (ref null $fiber))
    (local $number i32)
    (local.set $number (i32.load offset=12 (local.get $it)))
    (if (i32.ge_u (local.get $number) (table.size $continuations))
      (then (drop (table.grow $continuations (ref.null $fiber) (i32.add (local.get $number) (i32.const 16))))))
    (table.set $continuations (local.get $number) (local.get $k)))

  ;; The continuation of a fiber that is to run now, made when it has not started.
  (func $take_continuation (param $it i32) (result (ref null $fiber))
    (local $number i32)
    (local $k (ref null $fiber))
    (local.set $number (i32.load offset=12 (local.get $it)))
    (if (i32.eq (i32.load offset=8 (local.get $it)) (i32.const 4))
      (then (return (cont.bind $fresh $fiber (local.get $it) (cont.new $fresh (ref.func $run_fiber))))))
    (if (i32.ge_u (local.get $number) (table.size $continuations)) (then (return (ref.null $fiber))))
    (local.set $k (table.get $continuations (local.get $number)))
    (table.set $continuations (local.get $number) (ref.null $fiber))
    (local.get $k))

  (func $run_fiber (type $start) (param $it i32) (param $argument i32) (param $k (ref null $fiber)) (result i32)
    (local $result i32)
    (call $keep (global.get $from) (local.get $k))
    (global.set $stack_pointer (i32.load offset=0 (local.get $it)))
    (global.set $stack_limit (i32.load offset=4 (local.get $it)))
    (local.set $result
      (call_indirect $functions (type $entry)
        (local.get $argument) (global.get $from)
        (i32.load offset=16 (local.get $it))))
    (i32.store offset=8 (local.get $it) (i32.const 3))
    (local.get $result))

  (func (export "fiber_switch") (param $target i32) (param $argument i32) (param $switched_from i32) (result i32)
    (local $stack_pointer i32)
    (local $limit i32)
    (local $k (ref null $fiber))
    (local $value i32)
    (local.set $stack_pointer (global.get $stack_pointer))
    (local.set $limit (global.get $stack_limit))
    (local.set $k (call $take_continuation (local.get $target)))
    (i32.store offset=8 (global.get $current) (i32.const 1))
    (i32.store offset=8 (local.get $target) (i32.const 2))
    (global.set $from (global.get $current))
    (global.set $current (local.get $target))
    (switch $fiber $swap (local.get $argument) (local.get $k))
    ;; Somebody has switched back.
    (local.set $k)
    (local.set $value)
    (call $keep (global.get $from) (local.get $k))
    (global.set $stack_pointer (local.get $stack_pointer))
    (global.set $stack_limit (local.get $limit))
    (i32.store (local.get $switched_from) (global.get $from))
    (local.get $value))

  (func (export "fiber_switch_return") (param $target i32) (param $argument i32)
    (suspend $leave (local.get $target) (local.get $argument)))

  (func $run_program (type $program) (param $function i32) (param $argc i32) (param $argv i32) (result i32)
    (call_indirect $functions (type $entry) (local.get $argc) (local.get $argv) (local.get $function)))

  ;; The program runs on the main C stack: its descriptor is only its name.
  (func (export "fiber_main") (param $function i32) (param $argc i32) (param $argv i32) (result i32)
    (local $stack_pointer i32)
    (local $argument i32)
    (local $result i32)
    (local.set $stack_pointer (global.get $stack_pointer))
    (global.set $current (call $take (i32.const 0)))
    (i32.store offset=8 (global.get $current) (i32.const 2))
    (local.set $result
      (block $end (result i32)
        (block $left (result i32 i32 (ref $rest))
          (resume $first (on $swap switch) (on $leave $left)
            (local.get $function) (local.get $argc) (local.get $argv)
            (cont.new $first (ref.func $run_program)))
          (br $end))
        (loop $next (param i32 i32 (ref $rest)) (result i32)
          (local.set $argument (call $leave))
          (block $left (result i32 i32 (ref $rest))
            (resume $fiber (on $swap switch) (on $leave $left)
              (local.get $argument) (ref.null $fiber) (call $take_continuation (global.get $current)))
            (br $end))
          (br $next))))
    (global.set $stack_pointer (local.get $stack_pointer))
    (global.set $stack_limit (i32.const 0))
    (local.get $result))

  ;; The running fiber has left for another one: ends it, makes the other one current, returns the argument.
  (func $leave (param $target i32) (param $argument i32) (param $k (ref $rest)) (result i32)
    (block $done
      (try_table (catch $abandon $done)
        (drop (resume_throw $rest $abandon (local.get $k)))))
    (i32.store offset=8 (global.get $current) (i32.const 3))
    (global.set $from (global.get $current))
    (global.set $current (local.get $target))
    (local.get $argument)))
