;; A generator inside a C program. The producer asks the host for a text byte by byte and suspends with each number it has
;; read; the C program asks for the next number when it wants one. Between two calls the producer lives on its own stack.
(module
  (import "env" "next_byte" (func $next_byte (result i32)))
  (type $producer (func))
  (type $k (cont $producer))
  (tag $number (param i64))
  (tag $bad (param i32))
  (global $rest (mut (ref null $k)) (ref.null $k))
  (memory (export "memory") 1)

  (func $produce
    (local $c i32) (local $value i64)
    (local.set $c (call $next_byte))
    (loop $again
      (if (i32.eq (local.get $c) (i32.const -1)) (then (return)))
      (if (i32.eq (local.get $c) (i32.const 32))
        (then (local.set $c (call $next_byte)) (br $again)))
      (local.set $value (i64.const 0))
      (loop $digits
        (if (i32.gt_u (i32.sub (local.get $c) (i32.const 48)) (i32.const 9))
          (then (throw $bad (local.get $c))))
        (local.set $value
          (i64.add (i64.mul (local.get $value) (i64.const 10)) (i64.extend_i32_u (i32.sub (local.get $c) (i32.const 48)))))
        (local.set $c (call $next_byte))
        (br_if $digits (i32.and (i32.ne (local.get $c) (i32.const 32)) (i32.ne (local.get $c) (i32.const -1)))))
      (suspend $number (local.get $value))
      (br $again)))
  (elem declare func $produce)

  ;; Begins a text.
  (func (export "begin") (global.set $rest (cont.new $k (ref.func $produce))))

  ;; The next number and 1, or 0 and 0 at the end. An exception leaves it at a byte that is no digit.
  (func (export "next") (result i64 i32)
    (local $k (ref null $k))
    (local.set $k (global.get $rest))
    (global.set $rest (ref.null $k))
    (block $suspended (result i64 (ref $k))
      (resume $k (on $number $suspended) (local.get $k))
      (return (i64.const 0) (i32.const 0)))
    (global.set $rest)
    (i32.const 1))

  (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))

  ;; Nobody handles this.
  (func (export "lost") (suspend $number (i64.const 1))))
