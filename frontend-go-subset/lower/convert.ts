// Conversions: implicit ones into interface types, and T(x) between numbers, strings, slices, pointers, interfaces.

import type { Op } from "../../wasmfx-backend/index.ts";
import type { Type } from "../types/types.ts";
import { type NumberInfo, normalize, numberInfo } from "./arith.ts";
import { bug } from "./bug.ts";
import type { FuncLowering, Value } from "./func.ts";
import { convertInterface, makeInterface } from "./interface.ts";
import { asI32, asPtr, type Expr, extendU, op, wrap } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { sliceToArrayPointer } from "./slice.ts";
import { stringConversion } from "./string.ts";

/** spec: "Assignability". The representations differ only when `to` is an interface type. */
export function assignable(f: FuncLowering, value: Value, from: Type, to: Type): Value {
  if (from === to) return value;
  const target = f.under(to);
  if (target.kind !== "Interface") return value;
  const source = f.under(from);
  if (source.kind === "Basic" && source.basic === "untyped nil") return f.zero(to);
  if (source.kind === "Interface") return convertInterface(f, value, from, to);
  return makeInterface(f, value, from, to);
}

/** to(value). spec: "Conversions". */
export function convert(f: FuncLowering, value: Value, from: Type, to: Type): Value {
  const source = f.under(from);
  const target = f.under(to);
  if (target.kind === "Interface") return assignable(f, value, from, to);
  if (source.kind === "Basic" && source.basic === "untyped nil") return f.zero(to);
  const text = stringConversion(f, value, from, to);
  if (text) return text;
  if (source.kind === "Basic" && target.kind === "Basic") {
    if (
      target.basic === "string" ||
      target.basic === "untyped string" ||
      target.basic === "bool" ||
      target.basic === "untyped bool"
    )
      return value;
    return convertNumber(value, numberInfo(f, from), numberInfo(f, to));
  }
  if (source.kind === "Slice" && target.kind === "Pointer") {
    const array = f.under(target.elem);
    if (array.kind === "Array") return [sliceToArrayPointer(f, f.snapshot(from, value), array.length)];
  }
  if (source.kind === "Slice" && target.kind === "Array") {
    const p = sliceToArrayPointer(f, f.snapshot(from, value), target.length);
    return f.ownIfMoved(to, f.loadMemory(to, f.em.temp("ptr", p), 0));
  }
  const same = layoutOf(from).leaves.length === layoutOf(to).leaves.length;
  if (!same) return bug("convert", `${source.kind} to ${target.kind}`);
  return value;
}

function convertNumber(value: Value, from: NumberInfo, to: NumberInfo): Value {
  if (to.kind === "pointer") return from.kind === "pointer" ? value : [asPtr(wrap(widen(value[0], from)))];
  if (from.kind === "pointer") return [to.wasm === "i64" ? extendU(asI32(value[0])) : normalize(asI32(value[0]), to)];
  if (to.kind === "complex") {
    if (from.wasm === to.wasm) return value;
    return value.map((part) => op(to.wasm === "f32" ? "f32.demote_f64" : "f64.promote_f32", part));
  }
  const x = value[0];
  if (from.kind === "float" && to.kind === "float") {
    if (from.wasm === to.wasm) return value;
    return [op(to.wasm === "f32" ? "f32.demote_f64" : "f64.promote_f32", x)];
  }
  if (from.kind === "float") {
    // Out of range is implementation-defined in Go; here it saturates. Small integers go by way of 32 or 64 bits, as in gc.
    const sign = to.signed || to.bits < 64 ? "s" : "u";
    if (to.wasm === "i64") return [op(`i64.trunc_sat_${from.wasm}_${sign}` as Op, x)];
    return [normalize(wrap(op(`i64.trunc_sat_${from.wasm}_s` as Op, x)), to)];
  }
  if (to.kind === "float") return [op(`${to.wasm}.convert_${from.wasm}_${from.signed ? "s" : "u"}` as Op, x)];
  return [convertInteger(x, from, to)];
}

function widen(x: Expr, from: NumberInfo): Expr {
  if (from.wasm === "i64") return x;
  return op(from.signed ? "i64.extend_i32_s" : "i64.extend_i32_u", x);
}

function convertInteger(x: Expr, from: NumberInfo, to: NumberInfo): Expr {
  if (to.wasm === "i64") return widen(x, from);
  const narrow = from.wasm === "i64" ? wrap(x) : x;
  const fits =
    from.wasm === "i32" &&
    (from.bits < to.bits ? !from.signed || to.signed : from.bits === to.bits && from.signed === to.signed);
  return fits ? narrow : normalize(narrow, to);
}
