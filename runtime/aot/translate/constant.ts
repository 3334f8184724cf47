// Constant expressions. Most are known at compile time and become initial data; the few that are not (they read a global
// that itself is not known) are computed by the module's init function.

import type { Expr, Instr, Module } from "../../../wasmfx-backend/index.ts";

/** A value known at compile time. Floats are their bits; `func` is a function index; null stands for every null. */
export type Constant =
  | { readonly kind: "i32" | "i64" | "f32" | "f64"; readonly bits: bigint }
  | { readonly kind: "v128"; readonly bytes: Uint8Array }
  | { readonly kind: "func"; readonly index: number }
  | { readonly kind: "i31"; readonly bits: bigint }
  | { readonly kind: "null" };

/**
 * Evaluates `expr`, or gives undefined when it is not known. `globals[i]` is the value of global i where that is known
 * and the global immutable.
 */
export function evaluate(expr: Expr, globals: readonly (Constant | undefined)[]): Constant | undefined {
  const stack: Constant[] = [];
  for (const instr of expr) {
    const value = step(instr, stack, globals);
    if (!value) return undefined;
    stack.push(value);
  }
  return stack.length === 1 ? stack[0] : undefined;
}

function step(instr: Instr, stack: Constant[], globals: readonly (Constant | undefined)[]): Constant | undefined {
  switch (instr.op) {
    case "i32.const":
      return { kind: "i32", bits: BigInt.asUintN(32, BigInt(instr.value)) };
    case "i64.const":
      return { kind: "i64", bits: BigInt.asUintN(64, instr.value) };
    case "f32.const":
      return { kind: "f32", bits: BigInt.asUintN(32, BigInt(instr.bits)) };
    case "f64.const":
      return { kind: "f64", bits: BigInt.asUintN(64, instr.bits) };
    case "v128.const":
      return { kind: "v128", bytes: instr.bytes };
    case "ref.func":
      return { kind: "func", index: instr.func };
    case "ref.null":
      return { kind: "null" };
    case "global.get":
      return globals[instr.global];
    case "ref.i31": {
      const value = stack.pop();
      return value?.kind === "i32" ? { kind: "i31", bits: ((value.bits & 0x7fffffffn) << 1n) | 1n } : undefined;
    }
    case "i32.add":
    case "i32.sub":
    case "i32.mul":
    case "i64.add":
    case "i64.sub":
    case "i64.mul":
      return arithmetic(instr.op, stack);
    default:
      return undefined;
  }
}

function arithmetic(op: string, stack: Constant[]): Constant | undefined {
  const right = stack.pop();
  const left = stack.pop();
  if (!left || !right || !("bits" in left) || !("bits" in right)) return undefined;
  const kind = op.startsWith("i32") ? "i32" : "i64";
  const { bits: a } = left;
  const { bits: b } = right;
  const bits = op.endsWith("add") ? a + b : op.endsWith("sub") ? a - b : a * b;
  return { kind, bits: BigInt.asUintN(kind === "i32" ? 32 : 64, bits) };
}

/** The values of all globals that are known at compile time and never change; imported ones are not. */
export function knownGlobals(module: Module, importedGlobals: number): (Constant | undefined)[] {
  const known: (Constant | undefined)[] = Array.from({ length: importedGlobals }, () => undefined);
  for (const { type, init } of module.globals) {
    const value = evaluate(init, known);
    known.push(type.mutable ? undefined : value);
  }
  return known;
}
