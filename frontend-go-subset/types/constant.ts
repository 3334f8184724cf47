// Exact constant values, as the spec asks: integers of any size, floats as exact fractions while those stay small and as
// 512-bit binary floats beyond, complex numbers as pairs. Strings are byte strings: one character (0..255) per byte.
// Operations never throw; a result that does not exist (or cannot be had) is the unknown value.

import {
  type BigFloat,
  bfAdd,
  bfCompare,
  bfDiv,
  bfFromInt,
  bfFromRat,
  bfMul,
  bfNeg,
  bfPow10,
  bfToInt,
  bfToNumber,
  bitLength,
  ratToNumber,
} from "./big-float.ts";

export interface UnknownValue {
  readonly kind: "unknown";
}
export interface BoolValue {
  readonly kind: "bool";
  readonly value: boolean;
}
export interface StringValue {
  readonly kind: "string";
  readonly value: string;
}
export interface IntValue {
  readonly kind: "int";
  readonly value: bigint;
}
/** An exact fraction in lowest terms, den > 0. */
export interface RatValue {
  readonly kind: "rat";
  readonly num: bigint;
  readonly den: bigint;
}
/** mant * 2**exp. */
export interface FloatValue extends BigFloat {
  readonly kind: "float";
}
export interface ComplexValue {
  readonly kind: "complex";
  readonly re: RealValue;
  readonly im: RealValue;
}
export type RealValue = IntValue | RatValue | FloatValue;
export type NumericValue = RealValue | ComplexValue;
export type Value = UnknownValue | BoolValue | StringValue | NumericValue;

export const unknown: UnknownValue = { kind: "unknown" };
const trueValue: BoolValue = { kind: "bool", value: true };
const falseValue: BoolValue = { kind: "bool", value: false };

/** Fractions whose parts stay below this many bits are kept exact. */
const maxRatBits = 4096;

export function makeBool(value: boolean): BoolValue {
  return value ? trueValue : falseValue;
}
export function makeString(bytes: string): StringValue {
  return { kind: "string", value: bytes };
}
export function makeInt(value: bigint | number): IntValue {
  return { kind: "int", value: BigInt(value) };
}
export function makeComplex(re: RealValue, im: RealValue): ComplexValue {
  return { kind: "complex", re, im };
}

/** A finite double, exactly. */
export function makeFloat64(x: number): RealValue {
  if (Number.isInteger(x) && Math.abs(x) <= Number.MAX_SAFE_INTEGER) return { kind: "rat", num: BigInt(x), den: 1n };
  let exp = 0;
  let mant = x;
  while (!Number.isInteger(mant)) {
    mant *= 2;
    exp--;
  }
  return realFromBig({ mant: BigInt(mant), exp });
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function makeRat(num: bigint, den: bigint): RealValue {
  const divisor = gcd(num, den);
  let n = divisor > 1n ? num / divisor : num;
  let d = divisor > 1n ? den / divisor : den;
  if (d < 0n) {
    n = -n;
    d = -d;
  }
  if (bitLength(n) < maxRatBits && bitLength(d) < maxRatBits) return { kind: "rat", num: n, den: d };
  return { kind: "float", ...bfFromRat(n, d) };
}

/** Takes the exact form when it is small enough. */
function realFromBig(x: BigFloat): RealValue {
  const magnitude = bitLength(x.mant) + x.exp;
  if (magnitude > -maxRatBits && magnitude < maxRatBits && x.exp > -maxRatBits) {
    return x.exp >= 0 ? makeRat(x.mant << BigInt(x.exp), 1n) : makeRat(x.mant, 1n << BigInt(-x.exp));
  }
  return { kind: "float", mant: x.mant, exp: x.exp };
}

function big(x: RealValue): BigFloat {
  switch (x.kind) {
    case "int":
      return bfFromInt(x.value);
    case "rat":
      return bfFromRat(x.num, x.den);
    case "float":
      return x;
  }
}

// ---------------------------------------------------------------- questions

export function isNumeric(x: Value): x is NumericValue {
  return x.kind === "int" || x.kind === "rat" || x.kind === "float" || x.kind === "complex";
}

/** -1, 0 or 1; a complex value has sign 0 when it is zero and 1 otherwise. */
export function sign(x: Value): number {
  switch (x.kind) {
    case "int":
      return x.value < 0n ? -1 : x.value > 0n ? 1 : 0;
    case "rat":
      return x.num < 0n ? -1 : x.num > 0n ? 1 : 0;
    case "float":
      return x.mant < 0n ? -1 : x.mant > 0n ? 1 : 0;
    case "complex":
      return sign(x.re) | sign(x.im);
    default:
      return 1;
  }
}

export function bitLen(x: IntValue): number {
  return bitLength(x.value);
}

/** The nearest double (infinite when out of range). */
export function toNumber(x: Value): number {
  switch (x.kind) {
    case "int":
      return ratToNumber(x.value, 1n, 53, -1074);
    case "rat":
      return ratToNumber(x.num, x.den, 53, -1074);
    case "float":
      return bfToNumber(x, 53, -1074);
    default:
      return Number.NaN;
  }
}

/** The nearest float32 as a double (infinite when out of range). */
export function toNumber32(x: Value): number {
  const limit = (n: number): number => (Math.abs(n) > 3.4028234663852886e38 ? (n < 0 ? -Infinity : Infinity) : n);
  switch (x.kind) {
    case "int":
      return limit(ratToNumber(x.value, 1n, 24, -149));
    case "rat":
      return limit(ratToNumber(x.num, x.den, 24, -149));
    case "float":
      return limit(bfToNumber(x, 24, -149));
    default:
      return Number.NaN;
  }
}

// ---------------------------------------------------------------- conversions

/** The value as an integer when it is one, else unknown. */
export function toInt(x: Value): IntValue | UnknownValue {
  switch (x.kind) {
    case "int":
      return x;
    case "rat":
      return x.den === 1n ? { kind: "int", value: x.num } : unknown;
    case "float": {
      // Values that differ from an integer only by rounding noise count as that integer, as in Go.
      if (bitLength(x.mant) + x.exp > 1 << 16) return unknown;
      const exact = bfToInt(x);
      if (exact !== undefined) return { kind: "int", value: exact };
      return nearInteger(x);
    }
    case "complex":
      return sign(x.im) === 0 ? toInt(x.re) : unknown;
    default:
      return unknown;
  }
}

function nearInteger(x: FloatValue): IntValue | UnknownValue {
  const dropped = 4;
  const length = bitLength(x.mant);
  if (length <= 512 - dropped || x.exp >= 0) return unknown;
  const shift = BigInt(dropped + length - 512);
  if (shift <= 0n) return unknown;
  for (const mant of [x.mant >> shift, (x.mant >> shift) + 1n]) {
    const exact = bfToInt({ mant, exp: x.exp + Number(shift) });
    if (exact !== undefined) return { kind: "int", value: exact };
  }
  return unknown;
}

export function toFloat(x: Value): RealValue | UnknownValue {
  switch (x.kind) {
    case "int":
      return makeRat(x.value, 1n);
    case "rat":
    case "float":
      return x;
    case "complex":
      return sign(x.im) === 0 ? toFloat(x.re) : unknown;
    default:
      return unknown;
  }
}

export function toComplex(x: Value): ComplexValue | UnknownValue {
  switch (x.kind) {
    case "int":
    case "rat":
    case "float":
      return { kind: "complex", re: x, im: { kind: "int", value: 0n } };
    case "complex":
      return x;
    default:
      return unknown;
  }
}

export function realPart(x: Value): RealValue | UnknownValue {
  return x.kind === "complex" ? x.re : isNumeric(x) ? x : unknown;
}

export function imagPart(x: Value): RealValue | UnknownValue {
  return x.kind === "complex" ? x.im : isNumeric(x) ? { kind: "int", value: 0n } : unknown;
}

// ---------------------------------------------------------------- operations

const rank = { int: 0, rat: 1, float: 2, complex: 3 } as const;

function promote(x: NumericValue, to: keyof typeof rank): NumericValue {
  if (x.kind === to || rank[x.kind] >= rank[to]) return x;
  if (to === "complex") return { kind: "complex", re: x as RealValue, im: { kind: "int", value: 0n } };
  if (to === "float") return { kind: "float", ...big(x as RealValue) };
  return makeRat((x as IntValue).value, 1n);
}

function matched(x: NumericValue, y: NumericValue): [NumericValue, NumericValue] {
  const to = rank[x.kind] >= rank[y.kind] ? x.kind : y.kind;
  return [promote(x, to), promote(y, to)];
}

export type ArithmeticOp = "+" | "-" | "*" | "/" | "%" | "&" | "|" | "^" | "&^" | "&&" | "||";

/** x op y. With "/" on two integers: truncated division when intDivision, an exact fraction otherwise. */
export function binaryOp(x: Value, op: ArithmeticOp, y: Value, intDivision = false): Value {
  if (x.kind === "bool" && y.kind === "bool") {
    return op === "&&" ? makeBool(x.value && y.value) : op === "||" ? makeBool(x.value || y.value) : unknown;
  }
  if (x.kind === "string" && y.kind === "string") return op === "+" ? makeString(x.value + y.value) : unknown;
  if (!isNumeric(x) || !isNumeric(y)) return unknown;
  const [a, b] = matched(x, y);
  if (a.kind === "int" && b.kind === "int") return intOp(a.value, op, b.value, intDivision);
  if (a.kind === "complex" && b.kind === "complex") return complexOp(a, op, b);
  return realOp(a as RealValue, op, b as RealValue);
}

function intOp(a: bigint, op: ArithmeticOp, b: bigint, intDivision: boolean): Value {
  switch (op) {
    case "+":
      return { kind: "int", value: a + b };
    case "-":
      return { kind: "int", value: a - b };
    case "*":
      return { kind: "int", value: a * b };
    case "/":
      if (b === 0n) return unknown;
      return intDivision ? { kind: "int", value: a / b } : makeRat(a, b);
    case "%":
      return b === 0n ? unknown : { kind: "int", value: a % b };
    case "&":
      return { kind: "int", value: a & b };
    case "|":
      return { kind: "int", value: a | b };
    case "^":
      return { kind: "int", value: a ^ b };
    case "&^":
      return { kind: "int", value: a & ~b };
    default:
      return unknown;
  }
}

function realOp(a: RealValue, op: ArithmeticOp, b: RealValue): RealValue | UnknownValue {
  if (a.kind === "int" && b.kind === "int") {
    if (op === "/") return b.value === 0n ? unknown : makeRat(a.value, b.value);
    return intOp(a.value, op, b.value, false) as RealValue;
  }
  if (a.kind !== "float" && b.kind !== "float") {
    const [p, q] = a.kind === "rat" ? [a.num, a.den] : [a.value, 1n];
    const [r, s] = b.kind === "rat" ? [b.num, b.den] : [b.value, 1n];
    switch (op) {
      case "+":
        return makeRat(p * s + r * q, q * s);
      case "-":
        return makeRat(p * s - r * q, q * s);
      case "*":
        return makeRat(p * r, q * s);
      case "/":
        return r === 0n ? unknown : makeRat(p * s, q * r);
      default:
        return unknown;
    }
  }
  const x = big(a);
  const y = big(b);
  switch (op) {
    case "+":
      return finite(bfAdd(x, y));
    case "-":
      return finite(bfAdd(x, bfNeg(y)));
    case "*":
      return finite(bfMul(x, y));
    case "/":
      return y.mant === 0n ? unknown : finite(bfDiv(x, y));
    default:
      return unknown;
  }
}

/** Exponents of Go's big floats have 32 bits: beyond, the value is infinite and so unknown. */
function finite(x: BigFloat): RealValue | UnknownValue {
  const magnitude = bitLength(x.mant) + x.exp;
  if (magnitude > 2 ** 31 - 1) return unknown;
  return magnitude < -(2 ** 31) ? makeRat(0n, 1n) : realFromBig(x);
}

function complexOp(a: ComplexValue, op: ArithmeticOp, b: ComplexValue): Value {
  const build = (re: Value, im: Value): Value =>
    re.kind === "unknown" || im.kind === "unknown"
      ? unknown
      : { kind: "complex", re: re as RealValue, im: im as RealValue };
  const mul = (x: Value, y: Value): Value => binaryOp(x, "*", y);
  switch (op) {
    case "+":
    case "-":
      return build(realOp(a.re, op, b.re), realOp(a.im, op, b.im));
    case "*":
      return build(binaryOp(mul(a.re, b.re), "-", mul(a.im, b.im)), binaryOp(mul(a.im, b.re), "+", mul(a.re, b.im)));
    case "/": {
      const norm = binaryOp(mul(b.re, b.re), "+", mul(b.im, b.im));
      if (sign(norm) === 0) return unknown;
      const re = binaryOp(mul(a.re, b.re), "+", mul(a.im, b.im));
      const im = binaryOp(mul(a.im, b.re), "-", mul(a.re, b.im));
      return build(binaryOp(re, "/", norm), binaryOp(im, "/", norm));
    }
    default:
      return unknown;
  }
}

/** +x, -x, ^x, !x. For ^x of an unsigned type give its size in bits; 0 for signed and untyped. */
export function unaryOp(op: "+" | "-" | "^" | "!", x: Value, unsignedBits: number): Value {
  switch (op) {
    case "+":
      return isNumeric(x) ? x : unknown;
    case "-":
      switch (x.kind) {
        case "int":
          return { kind: "int", value: -x.value };
        case "rat":
          return { kind: "rat", num: -x.num, den: x.den };
        case "float":
          return { kind: "float", mant: -x.mant, exp: x.exp };
        case "complex":
          return { kind: "complex", re: unaryOp("-", x.re, 0) as RealValue, im: unaryOp("-", x.im, 0) as RealValue };
        default:
          return unknown;
      }
    case "^":
      if (x.kind !== "int") return unknown;
      return { kind: "int", value: unsignedBits > 0 ? BigInt.asUintN(unsignedBits, ~x.value) : ~x.value };
    case "!":
      return x.kind === "bool" ? makeBool(!x.value) : unknown;
  }
}

export function shift(x: Value, op: "<<" | ">>", count: number): Value {
  if (x.kind !== "int") return unknown;
  return { kind: "int", value: op === "<<" ? x.value << BigInt(count) : x.value >> BigInt(count) };
}

export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** x op y; false when either is unknown. */
export function compare(x: Value, op: CompareOp, y: Value): boolean {
  if (x.kind === "bool" && y.kind === "bool") return op === "==" ? x.value === y.value : x.value !== y.value;
  if (x.kind === "string" && y.kind === "string")
    return ordered(x.value < y.value ? -1 : x.value > y.value ? 1 : 0, op);
  if (!isNumeric(x) || !isNumeric(y)) return false;
  const [a, b] = matched(x, y);
  if (a.kind === "complex" && b.kind === "complex") {
    const same = compare(a.re, "==", b.re) && compare(a.im, "==", b.im);
    return op === "==" ? same : op === "!=" ? !same : false;
  }
  return ordered(compareReal(a as RealValue, b as RealValue), op);
}

function compareReal(a: RealValue, b: RealValue): number {
  if (a.kind === "int" && b.kind === "int") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (a.kind === "rat" && b.kind === "rat") {
    const left = a.num * b.den;
    const right = b.num * a.den;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return bfCompare(big(a), big(b));
}

function ordered(order: number, op: CompareOp): boolean {
  switch (op) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** mantissa * 10**exp10, for literals. */
export function fromDecimal(mantissa: bigint, exp10: number): RealValue | UnknownValue {
  if (mantissa === 0n) return makeRat(0n, 1n);
  if (Math.abs(exp10) < 1500) {
    return exp10 >= 0 ? makeRat(mantissa * 10n ** BigInt(exp10), 1n) : makeRat(mantissa, 10n ** BigInt(-exp10));
  }
  const scale = bfPow10(Math.abs(exp10));
  return finite(exp10 >= 0 ? bfMul(bfFromInt(mantissa), scale) : bfDiv(bfFromInt(mantissa), scale));
}

/** mantissa * 2**exp2, for hexadecimal float literals. */
export function fromBinary(mantissa: bigint, exp2: number): RealValue | UnknownValue {
  return finite({ mant: mantissa, exp: exp2 });
}
