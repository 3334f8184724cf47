;; Coroutines written by hand in WasmFX, for a program in any language: generators of 64-bit numbers.
;;
;; A generator is a function that suspends with each number. To its users it is an i32, its index in a table:
;;   count(from, to), fibonacci(limit), evens(generator)   make one
;;   next(generator)                                       runs it to its next number; 0 when it has ended
;;   value()                                               the number that the last `next` reached
(module $coroutine
  ;; How a generator starts: with two numbers to work from.
  (type $body (func (param i64 i64)))
  (type $fresh (cont $body))
  ;; How it goes on: with nothing, until it has no more numbers.
  (type $step (func))
  (type $generator (cont $step))

  (tag $number (param i64))

  ;; Generators by index. A generator that has ended is null.
  (table $generators 0 (ref null $generator))
  (global $value (mut i64) (i64.const 0))

  (elem declare func $count_body $fibonacci_body $evens_body)

  ;; Binding both arguments to a fresh continuation gives one that needs none.
  (func $make (param $body (ref $body)) (param $a i64) (param $b i64) (result i32)
    (table.grow $generators
      (cont.bind $fresh $generator
        (local.get $a) (local.get $b)
        (cont.new $fresh (local.get $body)))
      (i32.const 1)))

  (func $next (export "next") (param $g i32) (result i32)
    (local $rest (ref $generator))
    (if (ref.is_null (table.get $generators (local.get $g))) (then (return (i32.const 0))))
    (block $on_number (result i64 (ref $generator))
      (resume $generator (on $number $on_number) (table.get $generators (local.get $g)))
      ;; Here it has returned instead.
      (table.set $generators (local.get $g) (ref.null $generator))
      (return (i32.const 0)))
    ;; On the stack: the number, and the rest of the generator's work.
    (local.set $rest)
    (global.set $value)
    (table.set $generators (local.get $g) (local.get $rest))
    (i32.const 1))

  (func (export "value") (result i64) (global.get $value))

  (func (export "count") (param $from i64) (param $to i64) (result i32)
    (call $make (ref.func $count_body) (local.get $from) (local.get $to)))

  (func $count_body (param $i i64) (param $to i64)
    (loop $more
      (if (i64.lt_s (local.get $i) (local.get $to))
        (then
          (suspend $number (local.get $i))
          (local.set $i (i64.add (local.get $i) (i64.const 1)))
          (br $more)))))

  (func (export "fibonacci") (param $limit i64) (result i32)
    (call $make (ref.func $fibonacci_body) (local.get $limit) (i64.const 1)))

  (func $fibonacci_body (param $limit i64) (param $b i64)
    (local $a i64)
    (loop $more
      (if (i64.lt_s (local.get $a) (local.get $limit))
        (then
          (suspend $number (local.get $a))
          (local.get $b)
          (local.set $b (i64.add (local.get $a) (local.get $b)))
          (local.set $a)
          (br $more)))))

  ;; A generator that reads another one.
  (func (export "evens") (param $source i32) (result i32)
    (call $make (ref.func $evens_body) (i64.extend_i32_u (local.get $source)) (i64.const 0)))

  (func $evens_body (param $source i64) (param $unused i64)
    (loop $more
      (if (call $next (i32.wrap_i64 (local.get $source)))
        (then
          (if (i64.eqz (i64.and (global.get $value) (i64.const 1)))
            (then (suspend $number (global.get $value))))
          (br $more))))))
