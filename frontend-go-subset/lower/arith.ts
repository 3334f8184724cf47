// Arithmetic: + - * / % & | ^ &^ << >> on numbers and strings, unary - ^ +, and the rules for small integers.
//
// int8, int16, uint8 and uint16 travel as i32 and are kept normalized (sign- or zero-extended) after every operation.

import type { Op } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import { toInt } from "../types/constant.ts";
import type { BasicKind, Type } from "../types/types.ts";
import { bug } from "./bug.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { constI32, constI64, type Expr, extendU, i32, i64, op, select, wrap, zeroOf } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { hasCall } from "./order.ts";
import { concat } from "./string.ts";

export interface NumberInfo {
  readonly kind: "int" | "float" | "complex" | "string" | "bool" | "pointer";
  /** The wasm type it is computed in. */
  readonly wasm: "i32" | "i64" | "f32" | "f64";
  readonly bits: number;
  readonly signed: boolean;
}

const infos: Partial<Record<BasicKind, NumberInfo>> = {
  bool: { kind: "bool", wasm: "i32", bits: 8, signed: false },
  "untyped bool": { kind: "bool", wasm: "i32", bits: 8, signed: false },
  string: { kind: "string", wasm: "i32", bits: 0, signed: false },
  "untyped string": { kind: "string", wasm: "i32", bits: 0, signed: false },
  int: { kind: "int", wasm: "i64", bits: 64, signed: true },
  int8: { kind: "int", wasm: "i32", bits: 8, signed: true },
  int16: { kind: "int", wasm: "i32", bits: 16, signed: true },
  int32: { kind: "int", wasm: "i32", bits: 32, signed: true },
  int64: { kind: "int", wasm: "i64", bits: 64, signed: true },
  uint: { kind: "int", wasm: "i64", bits: 64, signed: false },
  uint8: { kind: "int", wasm: "i32", bits: 8, signed: false },
  uint16: { kind: "int", wasm: "i32", bits: 16, signed: false },
  uint32: { kind: "int", wasm: "i32", bits: 32, signed: false },
  uint64: { kind: "int", wasm: "i64", bits: 64, signed: false },
  uintptr: { kind: "int", wasm: "i64", bits: 64, signed: false },
  "untyped int": { kind: "int", wasm: "i64", bits: 64, signed: true },
  "untyped rune": { kind: "int", wasm: "i32", bits: 32, signed: true },
  float32: { kind: "float", wasm: "f32", bits: 32, signed: true },
  float64: { kind: "float", wasm: "f64", bits: 64, signed: true },
  "untyped float": { kind: "float", wasm: "f64", bits: 64, signed: true },
  complex64: { kind: "complex", wasm: "f32", bits: 64, signed: true },
  complex128: { kind: "complex", wasm: "f64", bits: 128, signed: true },
  "untyped complex": { kind: "complex", wasm: "f64", bits: 128, signed: true },
  "unsafe.Pointer": { kind: "pointer", wasm: "i32", bits: 32, signed: false },
};

export function numberInfo(f: FuncLowering, type: Type): NumberInfo {
  const under = f.under(type);
  const info = under.kind === "Basic" ? infos[under.basic] : undefined;
  return info ?? bug("arith", `no number: ${under.kind}`);
}

/** Brings the result of an i32 operation back into the range of a small integer. */
export function normalize(e: Expr, n: NumberInfo): Expr {
  if (n.wasm !== "i32" || n.bits === 32) return e;
  const known = constI32(e);
  if (n.signed) {
    if (known !== undefined) return i32(n.bits === 8 ? (known << 24) >> 24 : (known << 16) >> 16);
    return op(n.bits === 8 ? "i32.extend8_s" : "i32.extend16_s", e);
  }
  return op("i32.and", e, i32(n.bits === 8 ? 0xff : 0xffff));
}

export function unary(f: FuncLowering, e: ast.UnaryExpr): Value {
  const type = f.typeOf(e);
  const n = numberInfo(f, type);
  const x = expr(f, e.x);
  const zero = zeroOf(n.wasm);
  switch (e.op) {
    case "+":
      return x;
    case "-":
      if (n.kind === "float" || n.kind === "complex") return x.map((part) => op(`${n.wasm}.neg` as Op, part));
      return [normalize(op(`${n.wasm}.sub` as Op, zero, x[0]), n)];
    case "^":
      return [normalize(n.wasm === "i64" ? op("i64.xor", x[0], i64(-1)) : op("i32.xor", x[0], i32(-1)), n)];
    default:
      return bug("arith", `unary ${e.op}`);
  }
}

export function binary(f: FuncLowering, e: ast.BinaryExpr): Value {
  const type = f.typeOf(e);
  if (e.op === "<<" || e.op === ">>") {
    const x = f.snapshot(type, expr(f, e.x));
    f.setPos(e.opPos);
    return [shift(f, e.op, x[0], numberInfo(f, type), e.y)];
  }
  if (e.op === "+" && numberInfo(f, type).kind === "string") return concat(f, e);
  if (hasCall(f, e.y) && !hasCall(f, e.x)) {
    const late = f.snapshot(type, expr(f, e.y));
    const early = expr(f, e.x);
    f.setPos(e.opPos);
    return arithmetic(f, e.op, early, late, type);
  }
  const x = expr(f, e.x);
  const y = expr(f, e.y);
  f.setPos(e.opPos);
  return arithmetic(f, e.op, x, y, type);
}

/** x op y for two values of one type; shifts are not among the operators. */
export function arithmetic(f: FuncLowering, operator: ast.BinaryOp, x: Value, y: Value, type: Type): Value {
  const n = numberInfo(f, type);
  switch (n.kind) {
    case "int":
    case "pointer":
      return [integer(f, operator, x[0], y[0], n)];
    case "float":
      return [op(`${n.wasm}.${floatOps[operator] ?? bug("arith", `float ${operator}`)}` as Op, x[0], y[0])];
    case "complex":
      return complex(f, operator, x, y, n);
    case "string":
      return f.callRuntime("concatstring2", [...x, ...y]);
    default:
      return bug("arith", `${operator} of ${n.kind}`);
  }
}

const floatOps: Partial<Record<ast.BinaryOp, string>> = { "+": "add", "-": "sub", "*": "mul", "/": "div" };
const intOps: Partial<Record<ast.BinaryOp, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "&": "and",
  "|": "or",
  "^": "xor",
};

function integer(f: FuncLowering, operator: ast.BinaryOp, x: Expr, y: Expr, n: NumberInfo): Expr {
  const w = n.wasm;
  if (operator === "&^") {
    const inverted = w === "i64" ? op("i64.xor", y, i64(-1)) : op("i32.xor", y, i32(-1));
    return op(`${w}.and` as Op, x, inverted);
  }
  if (operator === "/" || operator === "%") return divide(f, operator, x, y, n);
  const name = intOps[operator] ?? bug("arith", `integer ${operator}`);
  const result = op(`${w}.${name}` as Op, x, y);
  // and, or, xor of normalized operands are normalized.
  return operator === "+" || operator === "-" || operator === "*" ? normalize(result, n) : result;
}

/** spec: "If the divisor is zero at run time, a run-time panic occurs"; the most negative x / -1 is x. */
function divide(f: FuncLowering, operator: "/" | "%", xIn: Expr, yIn: Expr, n: NumberInfo): Expr {
  const w = n.wasm;
  const sign = n.signed ? "s" : "u";
  const name = `${w}.${operator === "/" ? "div" : "rem"}_${sign}` as Op;
  const known = w === "i64" ? constI64(yIn) : constI32(yIn);
  if (known !== undefined && Number(known) !== 0 && Number(known) !== -1) return op(name, xIn, yIn);
  const x = f.em.temp(w, xIn);
  const y = f.em.temp(w, yIn);
  f.divideCheck(w === "i64" ? op("i64.eqz", y) : op("i32.eqz", y));
  if (operator === "%" || !n.signed) return op(name, x, y);
  if (n.bits < 32) return normalize(op(name, x, y), n);
  // wasm traps on MinInt / -1; Go negates.
  const minusOne = w === "i64" ? i64(-1) : i32(-1);
  const one = w === "i64" ? i64(1) : i32(1);
  const isMinus = f.em.temp("i32", op(`${w}.eq` as Op, y, minusOne));
  const divisor = select(isMinus, one, y);
  return select(isMinus, op(`${w}.sub` as Op, zeroOf(w), x), op(name, x, divisor));
}

/**
 * x << y, x >> y. spec: "shift counts ... If the shift count is negative, a run-time panic occurs"; counts beyond the width
 * give 0 or the sign.
 */
export function shift(f: FuncLowering, operator: "<<" | ">>", x: Expr, n: NumberInfo, count: ast.Expr): Expr {
  const w = n.wasm;
  const width = w === "i64" ? 64 : 32;
  const name = (operator === "<<" ? `${w}.shl` : n.signed ? `${w}.shr_s` : `${w}.shr_u`) as Op;
  const literal = (k: number): Expr => (w === "i64" ? i64(k) : i32(k));
  const known = f.info.types.get(count);
  if (known?.mode === "const" && known.value) {
    const k = toInt(known.value);
    if (k.kind !== "int") return bug("arith", "shift count is no integer");
    if (k.value < width) return normalize(op(name, x, literal(Number(k.value))), n);
    if (operator === ">>" && n.signed) return op(name, x, literal(width - 1));
    return zeroOf(w);
  }
  const c = numberInfo(f, f.typeOf(count));
  const value = expr(f, count)[0];
  const by = f.em.temp(c.wasm, value);
  if (c.signed) f.panicIf(op(`${c.wasm}.lt_s` as Op, by, zeroOf(c.wasm)), "panicshift");
  const tooFar = op(`${c.wasm}.ge_u` as Op, by, c.wasm === "i64" ? i64(width) : i32(width));
  const amount = w === c.wasm ? by : w === "i64" ? extendU(by) : wrap(by);
  const base = f.em.temp(w, x);
  if (operator === ">>" && n.signed) return op(name, base, select(tooFar, literal(width - 1), amount));
  return normalize(select(tooFar, zeroOf(w), op(name, base, amount)), n);
}

function complex(f: FuncLowering, operator: ast.BinaryOp, x: Value, y: Value, n: NumberInfo): Value {
  const o = (name: string, a: Expr, b: Expr): Expr => op(`${n.wasm}.${name}` as Op, a, b);
  const [a, b, c, d] = [...x, ...y].map((e) => f.em.temp(n.wasm, e));
  switch (operator) {
    case "+":
      return [o("add", a, c), o("add", b, d)];
    case "-":
      return [o("sub", a, c), o("sub", b, d)];
    case "*":
      return [o("sub", o("mul", a, c), o("mul", b, d)), o("add", o("mul", a, d), o("mul", b, c))];
    case "/": {
      const wide = [a, b, c, d].map((e) => (n.wasm === "f32" ? op("f64.promote_f32", e) : e));
      const result = f.callRuntime("complex128div", wide);
      return result.map((e) => (n.wasm === "f32" ? op("f32.demote_f64", e) : e));
    }
    default:
      return bug("arith", `complex ${operator}`);
  }
}

/** x + 1 or x - 1 in x's type. */
export function increment(f: FuncLowering, x: Value, type: Type, by: 1 | -1): Value {
  const n = numberInfo(f, type);
  const one =
    n.wasm === "i64" ? i64(1) : n.wasm === "i32" ? i32(1) : ({ kind: "const", type: n.wasm, value: 1 } as Expr);
  const y: Value = n.kind === "complex" ? [one, zeroOf(n.wasm)] : [one];
  return arithmetic(f, by === 1 ? "+" : "-", x, y, type);
}

/** An integer of any type as an i64, by its signedness. */
export function toI64(f: FuncLowering, value: Expr, type: Type): Expr {
  const n = numberInfo(f, type);
  if (n.wasm === "i64") return value;
  return op(n.signed ? "i64.extend_i32_s" : "i64.extend_i32_u", value);
}

export const leafCount = (type: Type): number => layoutOf(type).leaves.length;
