;; What the three representations of references to continuations cost: see linearity.ts. Each export does its work `n` times.
(module
  (type $f (func (param i64) (result i64)))
  (type $k (cont $f))
  (type $gen (func (param i64)))
  (type $kg (cont $gen))
  (rec
    (type $turn (func (param i64 (ref null $kt)) (result i64)))
    (type $kt (cont $turn)))
  (tag $yield (param i64))
  (tag $swap (result i64))

  (func $empty (param i64) (result i64) (local.get 0))
  (func $numbers (param $n i64)
    (loop $more
      (suspend $yield (local.get $n))
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))
  (type $none (func)) (type $kn (cont $none))
  (func $forever (param i64) (loop $more (suspend $yield (i64.const 1)) (br $more)))
  (func $partner (type $turn) (param $n i64) (param $to (ref null $kt)) (result i64)
    (loop $more
      (if (i64.eqz (local.get $n)) (then (return (i64.const 42))))
      (switch $kt $swap (i64.sub (local.get $n) (i64.const 1)) (local.get $to))
      (local.set $to) (local.set $n)
      (br $more))
    (unreachable))
  (func $first (type $turn) (param $n i64) (param (ref null $kt)) (result i64)
    (call $partner (local.get $n) (cont.new $kt (ref.func $partner))))
  (elem declare func $empty $numbers $forever $partner $first)

  ;; Suspend with a value and resume.
  (func (export "pair") (param $n i64)
    (local $k (ref null $kn))
    (block $done
      (block $h (result i64 (ref $kn))
        (resume $kg (on $yield $h) (local.get $n) (cont.new $kg (ref.func $numbers)))
        (br $done))
      (local.set $k) (drop)
      (loop $more
        (block $h (result i64 (ref $kn))
          (resume $kn (on $yield $h) (local.get $k))
          (br $done))
        (local.set $k) (drop)
        (br $more))))

  ;; cont.new, run an empty function, end.
  (func (export "create") (param $n i64)
    (loop $more
      (drop (resume $k (local.get $n) (cont.new $k (ref.func $empty))))
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  (func (export "switch") (param $n i64)
    (drop (resume $kt (on $swap switch) (local.get $n) (ref.null $kt) (cont.new $kt (ref.func $first)))))

  ;; Round-robin over a table of `live` continuations: references travel through memory.
  (table $parked 1000 (ref null $kn))
  (func (export "table") (param $n i64)
    (local $i i32) (local $k (ref null $kn))
    (loop $fill
      (block $h (result i64 (ref $kn))
        (resume $kg (on $yield $h) (i64.const 0) (cont.new $kg (ref.func $forever)))
        (unreachable))
      (local.set $k) (drop)
      (table.set $parked (local.get $i) (local.get $k))
      (br_if $fill (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (loop $more
      (local.set $i (i32.wrap_i64 (i64.rem_u (local.get $n) (i64.const 1000))))
      (block $h (result i64 (ref $kn))
        (resume $kn (on $yield $h) (table.get $parked (local.get $i)))
        (unreachable))
      (local.set $k) (drop)
      (table.set $parked (local.get $i) (local.get $k))
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))))
