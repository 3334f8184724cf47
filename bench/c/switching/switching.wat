;; The measured loops, written by hand so that nothing but WasmFX instructions is in them. main.c calls them.
(module $switching
  ;; A generator: takes nothing, never ends, suspends with its next number.
  (type $body (func))
  (type $generator (cont $body))
  (tag $number (param i32))
  ;; What handlers in between are for; nobody suspends with it.
  (tag $other)

  (elem declare func $count $nothing $level)

  (func $count (type $body)
    (local $i i32)
    (loop $next
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (suspend $number (local.get $i))
      (br $next)))

  ;; n times: resume a generator, which suspends. The sum of its numbers.
  (func $drain (param $k (ref $generator)) (param $n i32) (result i64)
    (local $sum i64) (local $number i32)
    (loop $next
      (block $on_number (result i32 (ref $generator))
        (resume $generator (on $number $on_number) (local.get $k))
        (return (i64.const -1)))
      (local.set $k)
      (local.set $number)
      (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (local.get $number))))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  (func (export "pair") (param $n i32) (result i64)
    (call $drain (cont.new $generator (ref.func $count)) (local.get $n)))

  ;; The same with `depth` resumes between the suspend and its handler's; they handle another tag.
  (type $nested (func (param i32)))
  (type $deeper (cont $nested))
  (func $level (type $nested) (param $depth i32)
    (if (i32.eqz (local.get $depth)) (then (return_call $count)))
    (block $on_other (result (ref $generator))
      (resume $deeper (on $other $on_other)
        (i32.sub (local.get $depth) (i32.const 1))
        (cont.new $deeper (ref.func $level)))
      (return))
    (drop))

  (func (export "depth") (param $n i32) (param $depth i32) (result i64)
    (call $drain
      (cont.bind $deeper $generator
        (i32.sub (local.get $depth) (i32.const 1))
        (cont.new $deeper (ref.func $level)))
      (local.get $n)))

  ;; n times: a continuation made, run to its end, gone.
  (type $add (func (param i32) (result i32)))
  (type $short (cont $add))
  (func $nothing (type $add) (param $i i32) (result i32)
    (i32.add (local.get $i) (i32.const 1)))

  (func (export "create") (param $n i32) (result i64)
    (local $sum i64) (local $i i32)
    (loop $next
      (local.set $sum
        (i64.add (local.get $sum)
          (i64.extend_i32_u (resume $short (local.get $i) (cont.new $short (ref.func $nothing))))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))

  ;; Many generators alive, resumed one after the other.
  (table $live 0 (ref null $generator))

  ;; Makes n generators, each run to its first number. The sum of the numbers, or -1 when there is no room for so many.
  (func (export "populate") (param $n i32) (result i64)
    (local $i i32)
    (if (i32.lt_s (table.grow $live (ref.null $generator) (local.get $n)) (i32.const 0)) (then (return (i64.const -1))))
    (loop $next
      (table.set $live (local.get $i) (cont.new $generator (ref.func $count)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (call $round (local.get $n)))

  ;; Resumes each of the n generators once. The sum of their numbers.
  (func $round (export "round") (param $n i32) (result i64)
    (local $i i32) (local $number i32) (local $sum i64) (local $k (ref null $generator))
    (loop $next
      (block $on_number (result i32 (ref $generator))
        (resume $generator (on $number $on_number) (table.get $live (local.get $i)))
        (return (i64.const -1)))
      (local.set $k)
      (local.set $number)
      (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (local.get $number))))
      (table.set $live (local.get $i) (local.get $k))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum)))
