;; Continuations that nobody keeps: made and dropped, interrupted and dropped, holding each other and dropped, thrown into.
;; Each export does it `n` times; memory must not grow with n.
(module
  (type $f (func (param i64) (result i64)))
  (type $k (cont $f))
  (type $pass (func (param (ref null $k)) (result i64)))
  (type $kp (cont $pass))
  (tag $yield (result i64))
  (tag $give (result (ref null $k)))
  (tag $stop (param i64))

  (func $body (param i64) (result i64) (i64.add (local.get 0) (suspend $yield)))
  ;; Asks for a continuation and keeps it while it is suspended itself.
  (func $holder (param i64) (result i64)
    (local $held (ref null $k))
    (local.set $held (suspend $give))
    (drop (suspend $yield))
    (resume $k (i64.const 1) (local.get $held)))
  (elem declare func $body $holder)

  (func (export "fresh") (param $n i64)
    (loop $more
      (drop (cont.new $k (ref.func $body)))
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  ;; A continuation of $body that was suspended once.
  (func $suspended (result (ref $k))
    (block $h (result (ref $k))
      (resume $k (on $yield $h) (i64.const 7) (cont.new $k (ref.func $body)))
      (unreachable)))

  (func (export "suspended") (param $n i64)
    (loop $more
      (drop (call $suspended))
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  ;; A holder that waits for what it shall hold.
  (func $asking (result (ref $kp))
    (block $h (result (ref $kp))
      (resume $k (on $give $h) (i64.const 0) (cont.new $k (ref.func $holder)))
      (unreachable)))
  ;; Gives it `what`; the holder, suspended again.
  (func $holding (param $asking (ref null $kp)) (param $what (ref null $k)) (result (ref $k))
    (block $h (result (ref $k))
      (resume $kp (on $yield $h) (local.get $what) (local.get $asking))
      (unreachable)))

  ;; Three that hold each other in a row, the last one the first: the reference to the first is an old one by then.
  (func (export "cycle") (param $n i64)
    (local $a (ref null $k)) (local $b (ref null $k))
    (loop $more
      (local.set $a (call $holding (call $asking) (call $suspended)))
      (local.set $b (call $holding (call $asking) (local.get $a)))
      (drop (call $holding (call $asking) (local.get $b)))
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  ;; resume_throw: unwinds and gives the stack back at once.
  (func (export "thrown") (param $n i64)
    (local $x i64)
    (loop $more
      (block $done (result i64)
        (try_table (result i64) (catch $stop $done)
          (resume_throw $k $stop (i64.const 5) (call $suspended)))
        (unreachable))
      (drop)
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0)))))

  ;; resume_throw_ref, with an exception that was caught before.
  (func (export "thrown_ref") (param $n i64)
    (local $e exnref)
    (block $caught (result i64 exnref)
      (try_table (catch_ref $stop $caught) (throw $stop (i64.const 5)))
      (unreachable))
    (local.set $e) (drop)
    (loop $more
      (block $done
        (try_table (catch_all $done)
          (drop (resume_throw_ref $k (local.get $e) (call $suspended))))
        (unreachable))
      (br_if $more (i64.ne (local.tee $n (i64.sub (local.get $n) (i64.const 1))) (i64.const 0))))))
