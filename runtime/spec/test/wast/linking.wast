;; Instances that share functions, memories, tables, globals and tags, and come to life at different times.

(module $A
  (memory (export "memory") 1 4)
  (table (export "table") 4 8 funcref)
  (global (export "counter") (mut i32) (i32.const 10))
  (global (export "fixed") i64 (i64.const 77))
  (tag (export "error") (param i32))
  (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0)))
  (func (export "grow") (result i32) (memory.grow (i32.const 1)))
  (func (export "throw") (param i32) (throw 0 (local.get 0)))
  (func (export "bump") (global.set 0 (i32.add (global.get 0) (i32.const 1))))
  (data (i32.const 0) "a"))
(register "a" $A)
(assert_return (invoke $A "load" (i32.const 0)) (i32.const 97))
(assert_return (get $A "counter") (i32.const 10))

(module $B
  (import "a" "memory" (memory 1))
  (import "a" "table" (table 4 funcref))
  (import "a" "counter" (global $counter (mut i32)))
  (import "a" "fixed" (global $fixed i64))
  (import "a" "error" (tag $error (param i32)))
  (import "a" "throw" (func $throw (param i32)))
  (import "a" "bump" (func $bump))
  (global (export "mine") i64 (global.get $fixed))
  (func $five (result i32) (i32.const 5))
  (elem (i32.const 1) $five)
  (data (i32.const 1) "b")
  (func $start (global.set $counter (i32.const 20)))
  (start $start)
  (func (export "catch") (result i32)
    (block $on (result i32)
      (try_table (catch $error $on) (call $throw (i32.const 3)))
      (i32.const 0)))
  (func (export "bump-twice") (result i32) (call $bump) (call $bump) (global.get $counter)))
(assert_return (invoke $A "load" (i32.const 1)) (i32.const 98))
(assert_return (get $A "counter") (i32.const 20))
(assert_return (get $B "mine") (i64.const 77))
(assert_return (invoke $A "call" (i32.const 1)) (i32.const 5))
(assert_trap (invoke $A "call" (i32.const 0)) "uninitialized element")
(assert_return (invoke $B "catch") (i32.const 3))
(assert_exception (invoke $A "throw" (i32.const 1)))
(assert_return (invoke $B "bump-twice") (i32.const 22))

;; An instantiation that traps half-way: what it has written stays, and so does the function in the table.
(assert_trap
  (module
    (import "a" "memory" (memory 1))
    (import "a" "table" (table 4 funcref))
    (func $six (result i32) (i32.const 6))
    (elem (i32.const 2) $six)
    (data (i32.const 2) "c")
    (data (i32.const 65536) "d")
    (data (i32.const 3) "e"))
  "out of bounds memory access")
(assert_return (invoke $A "load" (i32.const 2)) (i32.const 99))
(assert_return (invoke $A "load" (i32.const 3)) (i32.const 0))
(assert_return (invoke $A "call" (i32.const 2)) (i32.const 6))

;; The size counts that a memory has now, not the declared one.
(assert_unlinkable (module (import "a" "memory" (memory 2))) "incompatible import type")
(assert_return (invoke $A "grow") (i32.const 1))
(module (import "a" "memory" (memory 2)))

(assert_unlinkable (module (import "a" "nothing" (func))) "unknown import")
(assert_unlinkable (module (import "nobody" "f" (func))) "unknown import")
(assert_unlinkable (module (import "a" "load" (func))) "incompatible import type")
(assert_unlinkable (module (import "a" "memory" (func))) "incompatible import type")
(assert_unlinkable (module (import "a" "memory" (memory 1 3))) "incompatible import type")
(assert_unlinkable (module (import "a" "counter" (global i32))) "incompatible import type")
(assert_unlinkable (module (import "a" "error" (tag))) "incompatible import type")

;; Two instances of one definition have memories of their own.
(module definition $D
  (memory 1)
  (func (export "add") (param i32) (result i32)
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (local.get 0)))
    (i32.load (i32.const 0))))
(module instance $D1 $D)
(module instance $D2 $D)
(assert_return (invoke $D1 "add" (i32.const 3)) (i32.const 3))
(assert_return (invoke $D1 "add" (i32.const 3)) (i32.const 6))
(assert_return (invoke $D2 "add" (i32.const 3)) (i32.const 3))

;; A name can be registered again: later modules get the new one.
(module $F1 (func (export "f") (result i32) (i32.const 1)))
(register "f" $F1)
(module $G1 (import "f" "f" (func $f (result i32))) (func (export "g") (result i32) (call $f)))
(module $F2 (func (export "f") (result i32) (i32.const 2)))
(register "f" $F2)
(module $G2 (import "f" "f" (func $f (result i32))) (func (export "g") (result i32) (call $f)))
(assert_return (invoke $G1 "g") (i32.const 1))
(assert_return (invoke $G2 "g") (i32.const 2))

;; Types are the same across modules when their structure is.
(module $T
  (rec (type $s (struct (field i32) (field (ref null $s)))))
  (func (export "make") (param i32) (result (ref $s)) (struct.new $s (local.get 0) (ref.null $s))))
(register "t" $T)
(module $U
  (rec (type $node (struct (field i32) (field (ref null $node)))))
  (import "t" "make" (func $make (param i32) (result (ref $node))))
  (func (export "read") (result i32) (struct.get $node 0 (call $make (i32.const 8)))))
(assert_return (invoke $U "read") (i32.const 8))
(assert_return (invoke $T "make" (i32.const 1)) (ref.struct))
(assert_unlinkable
  (module (type $other (struct (field i64))) (import "t" "make" (func (param i32) (result (ref $other)))))
  "incompatible import type")
