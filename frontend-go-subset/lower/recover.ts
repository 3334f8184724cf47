// recover. spec: "The return value of recover is nil when the goroutine is not panicking or recover was not called directly by
// a deferred function."
//
// Before the runtime runs a deferred function it stores the panic in runtime.recoverPanic and the function's table slot in
// runtime.recoverSlot. A function whose body calls recover takes the panic in its first instructions, but only when the slot is
// its own:
//
//   func d() { ... recover() ... }   ->   p := nil; if recoverSlot == slot(d) { p = recoverPanic; recoverSlot = 0 } ... gorecover(p)
//
// Functions of the compiler's own between the two (thunks, wrappers) put the slot of the real one in.

import { bug } from "./bug.ts";
import type { BoundCallable } from "./call.ts";
import type { FuncLowering, Value } from "./func.ts";
import { type Expr, i32, loadI32, loadPtr, local, op, ptr, slotOf, zeroOf } from "./ir-expr.ts";
import type { FuncTarget } from "./program.ts";

function variable(f: FuncLowering, name: string): Expr {
  const v = f.program.runtimeVar(name) ?? bug("recover", `runtime.${name} is missing`);
  return ptr(f.program.globalAddress(v));
}

/** At the start of a function that calls recover. */
export function claimPanic(f: FuncLowering, ownSlot: string): void {
  const p = f.em.newLocal("ptr");
  f.recoverable = p;
  f.em.set(p, zeroOf("ptr"));
  const slot = variable(f, "recoverSlot");
  f.em.ifElse(op("i32.eq", loadI32(slot), slotOf(ownSlot)), () => {
    f.em.set(p, loadPtr(variable(f, "recoverPanic")));
    f.em.store("i32.store", slot, 0, i32(0));
  });
}

/** In a wrapper `name` that stands before `callee`: what was meant for the wrapper is meant for the callee. */
export function passRecover(w: FuncLowering, name: string, callee: FuncTarget | BoundCallable): void {
  const real = calleeSlot(callee);
  if (!real) return;
  const slot = variable(w, "recoverSlot");
  w.em.ifElse(op("i32.eq", loadI32(slot), slotOf(name)), () => {
    w.em.store("i32.store", slot, 0, real);
  });
}

function calleeSlot(callee: FuncTarget | BoundCallable): Expr | undefined {
  if (!("kind" in callee)) return callee.recovers ? slotOf(callee.name) : undefined;
  switch (callee.kind) {
    case "static":
      return callee.target.recovers ? slotOf(callee.target.name) : undefined;
    case "closure":
      return loadI32(callee.closure, 0);
    case "table":
      return callee.slot;
  }
}

/** recover() */
export function recoverCall(f: FuncLowering): Value {
  if (f.recoverable === undefined) return [i32(0), ptr(0)];
  return f.callRuntime("gorecover", [local(f.recoverable)]);
}
