// Small constructors for IR expressions, with the folding that keeps generated code readable: constants are computed,
// conversions there and back vanish, additions of constants go into load offsets.

import type { IrExpr as Expr, IrType, LoadOp, Op, StoreOp } from "../../wasmfx-backend/index.ts";

/** The IR types that values of Go types are made of. */
export type LeafType = "i32" | "i64" | "f32" | "f64" | "ptr";

export const i32 = (value: number): Expr => ({ kind: "const", type: "i32", value: value | 0 });
export const i64 = (value: bigint | number): Expr => ({
  kind: "const",
  type: "i64",
  value: BigInt.asIntN(64, BigInt(value)),
});
export const f32 = (value: number): Expr => ({ kind: "const", type: "f32", value });
export const f64 = (value: number): Expr => ({ kind: "const", type: "f64", value });
export const ptr = (value: number): Expr => ({ kind: "const", type: "ptr", value: value | 0 });
export const local = (index: number): Expr => ({ kind: "local", local: index });
export const slotOf = (func: string): Expr => ({ kind: "table_slot", func });

export function zeroOf(type: IrType): Expr {
  switch (type) {
    case "i32":
      return i32(0);
    case "i64":
      return i64(0);
    case "f32":
      return f32(0);
    case "f64":
      return f64(0);
    case "ptr":
      return ptr(0);
    default:
      return { kind: "null", type };
  }
}

export const isConst = (e: Expr): e is Extract<Expr, { kind: "const" }> => e.kind === "const";

/** An i32 constant's value, else undefined. */
export function constI32(e: Expr): number | undefined {
  return e.kind === "const" && (e.type === "i32" || e.type === "ptr") ? e.value : undefined;
}
export function constI64(e: Expr): bigint | undefined {
  return e.kind === "const" && e.type === "i64" ? e.value : undefined;
}

const u32 = (n: number): number => n >>> 0;
const u64 = (n: bigint): bigint => BigInt.asUintN(64, n);
const bit = (b: boolean): Expr => i32(b ? 1 : 0);

const fold32: Record<string, (a: number, b: number) => number> = {
  "i32.add": (a, b) => a + b,
  "i32.sub": (a, b) => a - b,
  "i32.mul": (a, b) => Math.imul(a, b),
  "i32.and": (a, b) => a & b,
  "i32.or": (a, b) => a | b,
  "i32.xor": (a, b) => a ^ b,
  "i32.shl": (a, b) => a << b,
  "i32.shr_s": (a, b) => a >> b,
  "i32.shr_u": (a, b) => a >>> b,
  "i32.eq": (a, b) => (a === b ? 1 : 0),
  "i32.ne": (a, b) => (a !== b ? 1 : 0),
  "i32.lt_s": (a, b) => (a < b ? 1 : 0),
  "i32.lt_u": (a, b) => (u32(a) < u32(b) ? 1 : 0),
  "i32.le_s": (a, b) => (a <= b ? 1 : 0),
  "i32.le_u": (a, b) => (u32(a) <= u32(b) ? 1 : 0),
  "i32.gt_s": (a, b) => (a > b ? 1 : 0),
  "i32.gt_u": (a, b) => (u32(a) > u32(b) ? 1 : 0),
  "i32.ge_s": (a, b) => (a >= b ? 1 : 0),
  "i32.ge_u": (a, b) => (u32(a) >= u32(b) ? 1 : 0),
};

const fold64: Record<string, (a: bigint, b: bigint) => bigint> = {
  "i64.add": (a, b) => a + b,
  "i64.sub": (a, b) => a - b,
  "i64.mul": (a, b) => a * b,
  "i64.and": (a, b) => a & b,
  "i64.or": (a, b) => a | b,
  "i64.xor": (a, b) => a ^ b,
};

const compare64: Record<string, (a: bigint, b: bigint) => boolean> = {
  "i64.eq": (a, b) => a === b,
  "i64.ne": (a, b) => a !== b,
  "i64.lt_s": (a, b) => a < b,
  "i64.lt_u": (a, b) => u64(a) < u64(b),
  "i64.le_s": (a, b) => a <= b,
  "i64.le_u": (a, b) => u64(a) <= u64(b),
  "i64.gt_s": (a, b) => a > b,
  "i64.gt_u": (a, b) => u64(a) > u64(b),
  "i64.ge_s": (a, b) => a >= b,
  "i64.ge_u": (a, b) => u64(a) >= u64(b),
};

const negated: Record<string, Op> = {
  "i32.eq": "i32.ne",
  "i32.ne": "i32.eq",
  "i32.lt_s": "i32.ge_s",
  "i32.lt_u": "i32.ge_u",
  "i32.le_s": "i32.gt_s",
  "i32.le_u": "i32.gt_u",
  "i32.gt_s": "i32.le_s",
  "i32.gt_u": "i32.le_u",
  "i32.ge_s": "i32.lt_s",
  "i32.ge_u": "i32.lt_u",
  "i64.eq": "i64.ne",
  "i64.ne": "i64.eq",
  "i64.lt_s": "i64.ge_s",
  "i64.lt_u": "i64.ge_u",
  "i64.le_s": "i64.gt_s",
  "i64.le_u": "i64.gt_u",
  "i64.gt_s": "i64.le_s",
  "i64.gt_u": "i64.le_u",
  "i64.ge_s": "i64.lt_s",
  "i64.ge_u": "i64.lt_u",
};

/** A wasm instruction applied to pure operands. */
export function op(name: Op, ...args: Expr[]): Expr {
  const [a, b] = args;
  if (args.length === 2) {
    const x32 = constI32(a);
    const y32 = constI32(b);
    if (x32 !== undefined && y32 !== undefined && fold32[name]) return i32(fold32[name](x32, y32));
    if ((name === "i32.add" || name === "i32.sub" || name === "i32.or" || name === "i32.xor") && y32 === 0) return a;
    if (name === "i32.add" && x32 === 0) return b;
    if (name === "i32.mul" && y32 === 1) return a;
    const x64 = constI64(a);
    const y64 = constI64(b);
    if (x64 !== undefined && y64 !== undefined) {
      if (fold64[name]) return i64(fold64[name](x64, y64));
      if (compare64[name]) return bit(compare64[name](x64, y64));
    }
    if ((name === "i64.add" || name === "i64.sub") && y64 === 0n) return a;
    if ((name === "i64.eq" || name === "i64.ne") && y64 === 0n) {
      const test = op("i64.eqz", a);
      return name === "i64.eq" ? test : op("i32.eqz", test);
    }
  }
  if (args.length === 1) {
    if (name === "i32.wrap_i64") {
      const c = constI64(a);
      if (c !== undefined) return i32(Number(BigInt.asIntN(32, c)));
      if (a.kind === "op" && (a.op === "i64.extend_i32_u" || a.op === "i64.extend_i32_s")) return a.args[0];
    }
    if (name === "i64.extend_i32_u" || name === "i64.extend_i32_s") {
      const c = constI32(a);
      if (c !== undefined) return i64(name === "i64.extend_i32_u" ? c >>> 0 : c);
    }
    if (name === "i64.eqz") {
      const c = constI64(a);
      if (c !== undefined) return bit(c === 0n);
      if (a.kind === "op" && (a.op === "i64.extend_i32_u" || a.op === "i64.extend_i32_s"))
        return op("i32.eqz", a.args[0]);
    }
    if (name === "i32.eqz") {
      const c = constI32(a);
      if (c !== undefined) return bit(c === 0);
      if (a.kind === "op" && negated[a.op]) return { kind: "op", op: negated[a.op], args: a.args };
    }
  }
  return { kind: "op", op: name, args };
}

export function cast(to: "i32" | "ptr", value: Expr): Expr {
  if (value.kind === "cast") return cast(to, value.value);
  if (value.kind === "const" && (value.type === "i32" || value.type === "ptr")) return { ...value, type: to };
  return { kind: "cast", to, value };
}

export const asPtr = (e: Expr): Expr => cast("ptr", e);
export const asI32 = (e: Expr): Expr => cast("i32", e);
export const not = (e: Expr): Expr => op("i32.eqz", e);
export const wrap = (e: Expr): Expr => op("i32.wrap_i64", e);
export const extendU = (e: Expr): Expr => op("i64.extend_i32_u", e);
export const extendS = (e: Expr): Expr => op("i64.extend_i32_s", e);
export const select = (cond: Expr, then: Expr, otherwise: Expr): Expr => ({
  kind: "select",
  cond,
  then,
  else: otherwise,
});

/** base + n as a pointer into the same object. */
export function addPtr(base: Expr, n: Expr): Expr {
  if (constI32(n) === 0) return base;
  return asPtr(op("i32.add", base, n));
}

/** Splits "x + constant" into x and the constant, for the offset of a load or store. */
export function splitOffset(address: Expr): { base: Expr; offset: number } {
  let e = address;
  if (e.kind === "cast" && e.value.kind === "op") e = e.value;
  if (e.kind === "op" && e.op === "i32.add") {
    const c = constI32(e.args[1]);
    if (c !== undefined && c >= 0 && c < 1 << 16) return { base: e.args[0], offset: c };
  }
  return { base: address, offset: 0 };
}

export function load(loadOp: LoadOp, type: LeafType, address: Expr, offset: number): Expr {
  return { kind: "load", op: loadOp, type, address, offset };
}

export const loadI32 = (address: Expr, offset = 0): Expr => load("i32.load", "i32", address, offset);
export const loadPtr = (address: Expr, offset = 0): Expr => load("i32.load", "ptr", address, offset);

/** True when evaluating e twice, or later, gives the same value whatever happens in between. */
export function isStable(e: Expr): boolean {
  return (
    e.kind === "const" || e.kind === "table_slot" || e.kind === "func_ref" || (e.kind === "cast" && isStable(e.value))
  );
}

export type { Expr, LoadOp, StoreOp };
