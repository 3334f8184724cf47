// Numeric instructions. What is one LLVM instruction is built here; the rest calls a prelude function of the same name.

import type { Op, OpWithSignature } from "../../../wasmfx-backend/index.ts";
import type { Body } from "./body.ts";
import type { IRBuilder } from "./ir-builder.ts";
import type { Shape, Value } from "./llvm.ts";

type Plain = (body: Body) => void;

const unary =
  (shape: Shape, make: (b: IRBuilder, a: Value, body: Body) => Value): Plain =>
  (body) =>
    body.push(make(body.builder, body.pop(), body), shape);

const binary =
  (shape: Shape, make: (b: IRBuilder, a: Value, c: Value, body: Body) => Value): Plain =>
  (body) => {
    const right = body.pop();
    body.push(make(body.builder, body.pop(), right, body), shape);
  };

const compare = (predicate: string): Plain =>
  binary("i32", (b, a, c, body) => body.flag(b.CreateICmp(predicate, a, c)));

const compareFloats = (predicate: string): Plain =>
  binary("i32", (b, a, c, body) => body.flag(b.CreateFCmp(predicate, a, c)));

/** Calls the prelude's `wasm.OP`. */
const prelude =
  (op: Op, arity: 1 | 2, shape: Shape): Plain =>
  (body) =>
    body.push(body.callRuntime(`wasm.${op}`, body.popMany(arity)), shape);

/** Shift counts are taken modulo the width: LLVM's are undefined past it. */
const shift = (shape: "i32" | "i64", make: (b: IRBuilder, a: Value, c: Value) => Value): Plain =>
  binary(shape, (b, a, c, body) => make(b, a, b.CreateAnd(c, shape === "i32" ? body.i32(31) : body.i64(63))));

const convert = (shape: Shape, make: (b: IRBuilder, a: Value, to: string) => Value): Plain =>
  unary(shape, (b, a, body) => make(b, a, body.context.types[shape]));

/** iN.extendM_s. */
const extend = (shape: "i32" | "i64", bits: number): Plain =>
  unary(shape, (b, a, body) => b.CreateSExt(b.CreateTrunc(a, `i${bits}`), body.context.types[shape]));

type IntegerOp = Extract<OpWithSignature, `i32.${string}` | `i64.${string}`>;
type FloatOp = Extract<OpWithSignature, `f32.${string}` | `f64.${string}`>;
type Excluded = `${string}.load${string}` | `${string}.store${string}` | `${string}.const`;
export type NumericOp = Exclude<IntegerOp | FloatOp, Excluded>;

export const numericLowerings: Readonly<Record<NumericOp, Plain>> = {
  "i32.eqz": unary("i32", (b, a, body) => body.flag(b.CreateICmp("eq", a, body.i32(0)))),
  "i32.eq": compare("eq"),
  "i32.ne": compare("ne"),
  "i32.lt_s": compare("slt"),
  "i32.lt_u": compare("ult"),
  "i32.gt_s": compare("sgt"),
  "i32.gt_u": compare("ugt"),
  "i32.le_s": compare("sle"),
  "i32.le_u": compare("ule"),
  "i32.ge_s": compare("sge"),
  "i32.ge_u": compare("uge"),
  "i64.eqz": unary("i32", (b, a, body) => body.flag(b.CreateICmp("eq", a, body.i64(0)))),
  "i64.eq": compare("eq"),
  "i64.ne": compare("ne"),
  "i64.lt_s": compare("slt"),
  "i64.lt_u": compare("ult"),
  "i64.gt_s": compare("sgt"),
  "i64.gt_u": compare("ugt"),
  "i64.le_s": compare("sle"),
  "i64.le_u": compare("ule"),
  "i64.ge_s": compare("sge"),
  "i64.ge_u": compare("uge"),
  "f32.eq": compareFloats("oeq"),
  "f32.ne": compareFloats("une"),
  "f32.lt": compareFloats("olt"),
  "f32.gt": compareFloats("ogt"),
  "f32.le": compareFloats("ole"),
  "f32.ge": compareFloats("oge"),
  "f64.eq": compareFloats("oeq"),
  "f64.ne": compareFloats("une"),
  "f64.lt": compareFloats("olt"),
  "f64.gt": compareFloats("ogt"),
  "f64.le": compareFloats("ole"),
  "f64.ge": compareFloats("oge"),

  "i32.clz": prelude("i32.clz", 1, "i32"),
  "i32.ctz": prelude("i32.ctz", 1, "i32"),
  "i32.popcnt": prelude("i32.popcnt", 1, "i32"),
  "i32.add": binary("i32", (b, a, c) => b.CreateAdd(a, c)),
  "i32.sub": binary("i32", (b, a, c) => b.CreateSub(a, c)),
  "i32.mul": binary("i32", (b, a, c) => b.CreateMul(a, c)),
  "i32.div_s": prelude("i32.div_s", 2, "i32"),
  "i32.div_u": prelude("i32.div_u", 2, "i32"),
  "i32.rem_s": prelude("i32.rem_s", 2, "i32"),
  "i32.rem_u": prelude("i32.rem_u", 2, "i32"),
  "i32.and": binary("i32", (b, a, c) => b.CreateAnd(a, c)),
  "i32.or": binary("i32", (b, a, c) => b.CreateOr(a, c)),
  "i32.xor": binary("i32", (b, a, c) => b.CreateXor(a, c)),
  "i32.shl": shift("i32", (b, a, c) => b.CreateShl(a, c)),
  "i32.shr_s": shift("i32", (b, a, c) => b.CreateAShr(a, c)),
  "i32.shr_u": shift("i32", (b, a, c) => b.CreateLShr(a, c)),
  "i32.rotl": prelude("i32.rotl", 2, "i32"),
  "i32.rotr": prelude("i32.rotr", 2, "i32"),
  "i64.clz": prelude("i64.clz", 1, "i64"),
  "i64.ctz": prelude("i64.ctz", 1, "i64"),
  "i64.popcnt": prelude("i64.popcnt", 1, "i64"),
  "i64.add": binary("i64", (b, a, c) => b.CreateAdd(a, c)),
  "i64.sub": binary("i64", (b, a, c) => b.CreateSub(a, c)),
  "i64.mul": binary("i64", (b, a, c) => b.CreateMul(a, c)),
  "i64.div_s": prelude("i64.div_s", 2, "i64"),
  "i64.div_u": prelude("i64.div_u", 2, "i64"),
  "i64.rem_s": prelude("i64.rem_s", 2, "i64"),
  "i64.rem_u": prelude("i64.rem_u", 2, "i64"),
  "i64.and": binary("i64", (b, a, c) => b.CreateAnd(a, c)),
  "i64.or": binary("i64", (b, a, c) => b.CreateOr(a, c)),
  "i64.xor": binary("i64", (b, a, c) => b.CreateXor(a, c)),
  "i64.shl": shift("i64", (b, a, c) => b.CreateShl(a, c)),
  "i64.shr_s": shift("i64", (b, a, c) => b.CreateAShr(a, c)),
  "i64.shr_u": shift("i64", (b, a, c) => b.CreateLShr(a, c)),
  "i64.rotl": prelude("i64.rotl", 2, "i64"),
  "i64.rotr": prelude("i64.rotr", 2, "i64"),

  "f32.abs": prelude("f32.abs", 1, "f32"),
  "f32.neg": unary("f32", (b, a) => b.CreateFNeg(a)),
  "f32.ceil": prelude("f32.ceil", 1, "f32"),
  "f32.floor": prelude("f32.floor", 1, "f32"),
  "f32.trunc": prelude("f32.trunc", 1, "f32"),
  "f32.nearest": prelude("f32.nearest", 1, "f32"),
  "f32.sqrt": prelude("f32.sqrt", 1, "f32"),
  "f32.add": binary("f32", (b, a, c) => b.CreateFAdd(a, c)),
  "f32.sub": binary("f32", (b, a, c) => b.CreateFSub(a, c)),
  "f32.mul": binary("f32", (b, a, c) => b.CreateFMul(a, c)),
  "f32.div": binary("f32", (b, a, c) => b.CreateFDiv(a, c)),
  "f32.min": prelude("f32.min", 2, "f32"),
  "f32.max": prelude("f32.max", 2, "f32"),
  "f32.copysign": prelude("f32.copysign", 2, "f32"),
  "f64.abs": prelude("f64.abs", 1, "f64"),
  "f64.neg": unary("f64", (b, a) => b.CreateFNeg(a)),
  "f64.ceil": prelude("f64.ceil", 1, "f64"),
  "f64.floor": prelude("f64.floor", 1, "f64"),
  "f64.trunc": prelude("f64.trunc", 1, "f64"),
  "f64.nearest": prelude("f64.nearest", 1, "f64"),
  "f64.sqrt": prelude("f64.sqrt", 1, "f64"),
  "f64.add": binary("f64", (b, a, c) => b.CreateFAdd(a, c)),
  "f64.sub": binary("f64", (b, a, c) => b.CreateFSub(a, c)),
  "f64.mul": binary("f64", (b, a, c) => b.CreateFMul(a, c)),
  "f64.div": binary("f64", (b, a, c) => b.CreateFDiv(a, c)),
  "f64.min": prelude("f64.min", 2, "f64"),
  "f64.max": prelude("f64.max", 2, "f64"),
  "f64.copysign": prelude("f64.copysign", 2, "f64"),

  "i32.wrap_i64": convert("i32", (b, a, to) => b.CreateTrunc(a, to)),
  "i32.trunc_f32_s": prelude("i32.trunc_f32_s", 1, "i32"),
  "i32.trunc_f32_u": prelude("i32.trunc_f32_u", 1, "i32"),
  "i32.trunc_f64_s": prelude("i32.trunc_f64_s", 1, "i32"),
  "i32.trunc_f64_u": prelude("i32.trunc_f64_u", 1, "i32"),
  "i64.extend_i32_s": convert("i64", (b, a, to) => b.CreateSExt(a, to)),
  "i64.extend_i32_u": convert("i64", (b, a, to) => b.CreateZExt(a, to)),
  "i64.trunc_f32_s": prelude("i64.trunc_f32_s", 1, "i64"),
  "i64.trunc_f32_u": prelude("i64.trunc_f32_u", 1, "i64"),
  "i64.trunc_f64_s": prelude("i64.trunc_f64_s", 1, "i64"),
  "i64.trunc_f64_u": prelude("i64.trunc_f64_u", 1, "i64"),
  "f32.convert_i32_s": convert("f32", (b, a, to) => b.CreateCast("sitofp", a, to)),
  "f32.convert_i32_u": convert("f32", (b, a, to) => b.CreateCast("uitofp", a, to)),
  "f32.convert_i64_s": convert("f32", (b, a, to) => b.CreateCast("sitofp", a, to)),
  "f32.convert_i64_u": convert("f32", (b, a, to) => b.CreateCast("uitofp", a, to)),
  "f32.demote_f64": convert("f32", (b, a, to) => b.CreateCast("fptrunc", a, to)),
  "f64.convert_i32_s": convert("f64", (b, a, to) => b.CreateCast("sitofp", a, to)),
  "f64.convert_i32_u": convert("f64", (b, a, to) => b.CreateCast("uitofp", a, to)),
  "f64.convert_i64_s": convert("f64", (b, a, to) => b.CreateCast("sitofp", a, to)),
  "f64.convert_i64_u": convert("f64", (b, a, to) => b.CreateCast("uitofp", a, to)),
  "f64.promote_f32": unary("f64", (b, a, body) => {
    const wide = b.CreateCast("fpext", a, body.context.types.f64);
    // Folded with a demotion after it, it would not make a signalling NaN quiet.
    return body.context.strict ? body.callRuntime("wasm.opaque.f64", [wide]) : wide;
  }),
  "i32.reinterpret_f32": convert("i32", (b, a, to) => b.CreateBitCast(a, to)),
  "i64.reinterpret_f64": convert("i64", (b, a, to) => b.CreateBitCast(a, to)),
  "f32.reinterpret_i32": convert("f32", (b, a, to) => b.CreateBitCast(a, to)),
  "f64.reinterpret_i64": convert("f64", (b, a, to) => b.CreateBitCast(a, to)),
  "i32.extend8_s": extend("i32", 8),
  "i32.extend16_s": extend("i32", 16),
  "i64.extend8_s": extend("i64", 8),
  "i64.extend16_s": extend("i64", 16),
  "i64.extend32_s": extend("i64", 32),

  "i32.trunc_sat_f32_s": prelude("i32.trunc_sat_f32_s", 1, "i32"),
  "i32.trunc_sat_f32_u": prelude("i32.trunc_sat_f32_u", 1, "i32"),
  "i32.trunc_sat_f64_s": prelude("i32.trunc_sat_f64_s", 1, "i32"),
  "i32.trunc_sat_f64_u": prelude("i32.trunc_sat_f64_u", 1, "i32"),
  "i64.trunc_sat_f32_s": prelude("i64.trunc_sat_f32_s", 1, "i64"),
  "i64.trunc_sat_f32_u": prelude("i64.trunc_sat_f32_u", 1, "i64"),
  "i64.trunc_sat_f64_s": prelude("i64.trunc_sat_f64_s", 1, "i64"),
  "i64.trunc_sat_f64_u": prelude("i64.trunc_sat_f64_u", 1, "i64"),
};
