// Constants: does a value fit a type, and giving untyped constants their type.
//
// spec: "A constant value x is representable by a value of type T if ... x is in the set of values determined by T" or can be
// rounded to T's precision without overflow.

import type * as ast from "../syntax/ast.ts";
import type { Checker } from "./checker.ts";
import {
  bitLen,
  makeComplex,
  makeFloat64,
  type RealValue,
  toComplex,
  toFloat,
  toInt,
  toNumber,
  toNumber32,
  unknown,
  type Value,
} from "./constant.ts";
import type { ErrorCode } from "./error-codes.ts";
import type { Operand } from "./operand.ts";
import type { Basic, BasicKind, Type } from "./types.ts";
import {
  basicInfo,
  boolean,
  complex,
  float,
  integer,
  isInteger,
  isNumeric,
  isTypeParam,
  isUntyped,
  string,
  underlying,
} from "./under.ts";
import { implicitType, updateExprType } from "./untyped.ts";

/** Inclusive ranges of the integer types. */
const ranges: Partial<Record<BasicKind, readonly [bigint, bigint]>> = {
  int: [-(2n ** 63n), 2n ** 63n - 1n],
  int8: [-128n, 127n],
  int16: [-32768n, 32767n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint: [0n, 2n ** 64n - 1n],
  uint8: [0n, 255n],
  uint16: [0n, 65535n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  uintptr: [0n, 2n ** 64n - 1n],
};

/** The value rounded to the type, or undefined when it does not fit. Unknown values fit everything. */
export function representableConst(value: Value, t: Basic): Value | undefined {
  if (value.kind === "unknown") return value;
  const info = basicInfo(t);
  if (info & integer) {
    const n = toInt(value);
    if (n.kind !== "int") return undefined;
    const range = ranges[t.basic];
    return !range || (n.value >= range[0] && n.value <= range[1]) ? n : undefined;
  }
  if (info & float) {
    const f = toFloat(value);
    return f.kind === "unknown" ? undefined : roundReal(f, t.basic);
  }
  if (info & complex) {
    const z = toComplex(value);
    if (z.kind === "unknown") return undefined;
    if (t.basic === "untyped complex") return z;
    const part = t.basic === "complex64" ? "float32" : "float64";
    const re = roundReal(z.re, part);
    const im = roundReal(z.im, part);
    return re && im ? makeComplex(re, im) : undefined;
  }
  if (info & string) return value.kind === "string" ? value : undefined;
  if (info & boolean) return value.kind === "bool" ? value : undefined;
  return undefined;
}

function roundReal(x: RealValue, t: BasicKind): RealValue | undefined {
  if (t === "untyped float") return x;
  const n = t === "float32" ? toNumber32(x) : toNumber(x);
  return Number.isFinite(n) ? makeFloat64(n === 0 ? 0 : n) : undefined;
}

/** The rounded value, or the kind of failure. */
export function representation(x: Operand, t: Basic): { value: Value } | { code: ErrorCode } {
  const value = representableConst(x.value, t);
  if (value) return { value };
  if (isNumeric(x.type) && isNumeric(t)) {
    // Numeric conversion: error messages tell truncation from overflow.
    return { code: !isInteger(x.type) && isInteger(t) ? "TruncatedFloat" : "NumericOverflow" };
  }
  return { code: "InvalidConstVal" };
}

/** Rounds constant x to t, or reports that it does not fit. */
export function representable(c: Checker, x: Operand, t: Basic): void {
  const result = representation(x, t);
  if ("code" in result) {
    invalidConversion(c, result.code, x, t);
    x.invalidate();
  } else {
    x.value = result.value;
  }
}

export function invalidConversion(c: Checker, code: ErrorCode, x: Operand, target: Type): void {
  const type = c.name(target);
  if (code === "TruncatedFloat") c.fail(x, code, `${c.show(x)} truncated to ${type}`);
  else if (code === "NumericOverflow") c.fail(x, code, `${c.show(x)} overflows ${type}`);
  else c.fail(x, code, `cannot convert ${c.show(x)} to type ${type}`);
}

const operationNames: Partial<Record<string, string>> = {
  "+": "addition",
  "-": "subtraction",
  "^": "bitwise XOR",
  "*": "multiplication",
  "<<": "shift",
};

/** After a constant operation: typed results must fit their type, untyped integers 512 bits. */
export function checkOverflow(c: Checker, x: Operand, opPos: number): void {
  if (x.value.kind === "unknown") {
    c.fail(opPos, "InvalidConstVal", "constant result is not representable");
    return;
  }
  if (!isUntyped(x.type)) {
    const u = underlying(x.type);
    if (u.kind === "Basic") representable(c, x, u);
    return;
  }
  if (x.value.kind === "int" && bitLen(x.value) > 512) {
    c.fail(opPos, "InvalidConstVal", `constant ${operationName(x.expr)}overflow`);
    x.value = unknown;
  }
}

function operationName(e: ast.Expr | undefined): string {
  if (e?.kind === "BinaryExpr" && operationNames[e.op]) return `${operationNames[e.op]} `;
  return e?.kind === "UnaryExpr" && e.op === "^" ? "bitwise complement " : "";
}

/** Where an operator stands: errors about the result of a constant operation go there. */
export function operatorPos(e: ast.Expr, start: number): number {
  return e.kind === "BinaryExpr" ? e.opPos : e.kind === "UnaryExpr" ? e.pos : start;
}

/** Gives an untyped operand the target type, or reports that it cannot have it. */
export function convertUntyped(c: Checker, x: Operand, target: Type): void {
  const result = implicitType(c, x, target);
  if ("code" in result) {
    invalidConversion(c, result.code, x, isTypeParam(target) ? target : underlying(target));
    x.invalidate();
    return;
  }
  if (result.value) {
    x.value = result.value;
    updateExprValue(c, x.expr!, result.value);
  }
  if (result.type !== x.type) {
    x.type = result.type;
    updateExprType(c, x.expr!, result.type, false);
  }
}

export function updateExprValue(c: Checker, e: ast.Expr, value: Value): void {
  const info = c.untyped.get(e);
  if (info) info.value = value;
}
