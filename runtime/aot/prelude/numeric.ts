// Prelude functions for numeric instructions that are more than one LLVM instruction: trapping division and
// truncation, saturating truncation, rotations, bit counts, and wasm's min, max and rounding.

import { define, floatConstant, inlinePure } from "./text.ts";
import { trap } from "./traps.ts";

const floats = { f32: { type: "float", bits: 32 }, f64: { type: "double", bits: 64 } } as const;

/** Everything for i32 (width 32) or i64 (width 64). */
function integer(width: 32 | 64): string {
  const t = `i${width}`;
  const smallest = (-(2n ** BigInt(width - 1))).toString();
  const divisor = (op: string, rest: string): string => `
  %zero = icmp eq ${t} %b, 0
  br i1 %zero, label %by_zero, label %go
by_zero:
${trap("divideByZero")}
go:
${rest.replaceAll("OP", op)}`;
  const plain = `  %r = OP ${t} %a, %b\n  ret ${t} %r`;
  // INT_MIN / -1 traps; INT_MIN % -1 is 0, so the remainder divides by 1 instead.
  const signedDivision = `
  %min = icmp eq ${t} %a, ${smallest}
  %neg = icmp eq ${t} %b, -1
  %over = and i1 %min, %neg
  br i1 %over, label %overflow, label %divide
overflow:
${trap("integerOverflow")}
divide:
${plain}`;
  const signedRemainder = `
  %neg = icmp eq ${t} %b, -1
  %safe = select i1 %neg, ${t} 1, ${t} %b
  %r = srem ${t} %a, %safe
  ret ${t} %r`;
  const two = [t, t];
  const call1 = (name: string, extra = ""): string =>
    `  %r = call ${t} @llvm.${name}.${t}(${t} %a${extra})\n  ret ${t} %r`;
  const rotate = (name: string): string =>
    `  %r = call ${t} @llvm.${name}.${t}(${t} %a, ${t} %a, ${t} %b)\n  ret ${t} %r`;
  return [
    `declare ${t} @llvm.ctlz.${t}(${t}, i1)\ndeclare ${t} @llvm.cttz.${t}(${t}, i1)\ndeclare ${t} @llvm.ctpop.${t}(${t})\n`,
    `declare ${t} @llvm.fshl.${t}(${t}, ${t}, ${t})\ndeclare ${t} @llvm.fshr.${t}(${t}, ${t}, ${t})\n`,
    define(`${t}.div_s`, t, two, divisor("sdiv", signedDivision)),
    define(`${t}.div_u`, t, two, divisor("udiv", plain)),
    define(`${t}.rem_s`, t, two, divisor("srem", signedRemainder)),
    define(`${t}.rem_u`, t, two, divisor("urem", plain)),
    define(`${t}.clz`, t, [t], call1("ctlz", ", i1 false"), inlinePure),
    define(`${t}.ctz`, t, [t], call1("cttz", ", i1 false"), inlinePure),
    define(`${t}.popcnt`, t, [t], call1("ctpop"), inlinePure),
    define(`${t}.rotl`, t, two, rotate("fshl"), inlinePure),
    define(`${t}.rotr`, t, two, rotate("fshr"), inlinePure),
  ].join("");
}

/** Everything for one float type that is not a single LLVM instruction. */
function float(name: "f32" | "f64"): string {
  const { type: t, bits } = floats[name];
  const one = (op: string, intrinsic: string): string =>
    define(`${name}.${op}`, t, [t], `  %r = call ${t} @llvm.${intrinsic}.${name}(${t} %a)\n  ret ${t} %r`, inlinePure);
  const intrinsics = ["fabs", "ceil", "floor", "trunc", "roundeven", "sqrt"];
  // Equal operands differ at most in the sign of zero: `or` of the bits prefers -0, `and` prefers +0. A sum with a NaN
  // operand is a quiet NaN.
  const extreme = (op: string, less: string, bitwise: string): string =>
    define(
      `${name}.${op}`,
      t,
      [t, t],
      `
  %before = fcmp ${less} ${t} %a, %b
  %equal = fcmp oeq ${t} %a, %b
  %unordered = fcmp uno ${t} %a, %b
  %ia = bitcast ${t} %a to i${bits}
  %ib = bitcast ${t} %b to i${bits}
  %iz = ${bitwise} i${bits} %ia, %ib
  %zero = bitcast i${bits} %iz to ${t}
  %nan = fadd ${t} %a, %b
  %pick = select i1 %before, ${t} %a, ${t} %b
  %ordered = select i1 %equal, ${t} %zero, ${t} %pick
  %r = select i1 %unordered, ${t} %nan, ${t} %ordered
  ret ${t} %r`,
      inlinePure,
    );
  return [
    ...intrinsics.map((i) => `declare ${t} @llvm.${i}.${name}(${t})\n`),
    `declare ${t} @llvm.copysign.${name}(${t}, ${t})\n`,
    one("abs", "fabs"),
    one("ceil", "ceil"),
    one("floor", "floor"),
    one("trunc", "trunc"),
    one("nearest", "roundeven"),
    one("sqrt", "sqrt"),
    define(
      `${name}.copysign`,
      t,
      [t, t],
      `  %r = call ${t} @llvm.copysign.${name}(${t} %a, ${t} %b)\n  ret ${t} %r`,
      inlinePure,
    ),
    extreme("min", "olt", "or"),
    extreme("max", "ogt", "and"),
    // A value that the optimiser knows nothing about.
    define(`opaque.${name}`, t, [t], `  %r = call ${t} asm "", "=x,0"(${t} %a)\n  ret ${t} %r`),
  ].join("");
}

/**
 * iN.trunc_fM_s/u and the saturating forms. A value v truncates into the range [-2^(n-1), 2^(n-1)) or [0, 2^n) when
 * low < v < high, where low is the largest float at which truncation already falls out of the range.
 */
function truncations(width: 32 | 64, source: "f32" | "f64"): string {
  const t = `i${width}`;
  const f = floats[source].type;
  const exact = source === "f64" && width === 32;
  const one = (signed: boolean): string => {
    const high = signed ? 2 ** (width - 1) : 2 ** width;
    // When -2^(n-1) - 1 is not representable, the bound is -2^(n-1) itself, inclusive.
    const low = signed ? (exact ? -high - 1 : -high) : -1;
    const compare = signed && !exact ? "oge" : "ogt";
    const suffix = signed ? "s" : "u";
    const saturate = `@llvm.fpto${signed ? "si" : "ui"}.sat.${t}.${source}`;
    return (
      `declare ${t} ${saturate}(${f})\n` +
      define(
        `${t}.trunc_sat_${source}_${suffix}`,
        t,
        [f],
        `  %r = call ${t} ${saturate}(${f} %a)\n  ret ${t} %r`,
        inlinePure,
      ) +
      define(
        `${t}.trunc_${source}_${suffix}`,
        t,
        [f],
        `
  %above = fcmp ${compare} ${f} %a, ${floatConstant(low)}
  %below = fcmp olt ${f} %a, ${floatConstant(high)}
  %fits = and i1 %above, %below
  br i1 %fits, label %convert, label %bad
convert:
  %r = fpto${signed ? "si" : "ui"} ${f} %a to ${t}
  ret ${t} %r
bad:
  %nan = fcmp uno ${f} %a, %a
  br i1 %nan, label %not_a_number, label %out_of_range
not_a_number:
${trap("invalidConversion")}
out_of_range:
${trap("integerOverflow")}`,
      )
    );
  };
  return one(true) + one(false);
}

export const numericPrelude = (): string =>
  [
    integer(32),
    integer(64),
    float("f32"),
    float("f64"),
    ...([32, 64] as const).flatMap((width) => [truncations(width, "f32"), truncations(width, "f64")]),
  ].join("\n");
