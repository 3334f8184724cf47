// Pointers that a call gives away as numbers: the arguments uintptr(p) of a function marked //go:uintptrescapes or
// //go:uintptrkeepalive. Nothing but the number refers to the object during the call, so the caller holds on to p:
//
//   r = f(uintptr(p))   ->   t = p; r = f(uintptr(t)); runtime.keepPointer(t)

import type { Type } from "../types/types.ts";
import type { Callable } from "./call.ts";
import { pragmaOf } from "./declared.ts";
import type { FuncLowering, Value } from "./func.ts";
import type { Expr } from "./ir-expr.ts";

/** Evaluates a call's arguments; `pointers` are those to hold on to until it has returned. */
export function withPointers(
  f: FuncLowering,
  callable: Callable,
  evaluate: () => Value[],
): { readonly args: Value[]; readonly pointers: readonly Expr[] } {
  const outer = f.givenPointers;
  const given: Expr[] | undefined = takesPointers(callable) ? [] : undefined;
  f.givenPointers = given;
  const args = evaluate();
  f.givenPointers = outer;
  return { args, pointers: given ?? [] };
}

/** The operand of a conversion, noted when it is a pointer given away as a number. */
export function noteGiven(f: FuncLowering, value: Value, from: Type, to: Type): Value {
  const source = f.under(from);
  const target = f.under(to);
  if (source.kind !== "Basic" || source.basic !== "unsafe.Pointer") return value;
  if (target.kind !== "Basic" || target.basic !== "uintptr") return value;
  const pointer = f.em.temp("ptr", value[0]);
  f.givenPointers?.push(pointer);
  return [pointer];
}

export function keepPointers(f: FuncLowering, pointers: readonly Expr[]): void {
  for (const pointer of pointers) f.callRuntime("keepPointer", [pointer]);
}

function takesPointers(callable: Callable): boolean {
  if (callable.kind !== "static") return false;
  const { decl } = callable.target;
  return pragmaOf(decl, "go:uintptrescapes") !== undefined || pragmaOf(decl, "go:uintptrkeepalive") !== undefined;
}
