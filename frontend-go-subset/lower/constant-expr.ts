// Constant values as IR: exact numbers become bits of their type, strings become static bytes.

import { type Value as ConstValue, imagPart, realPart, toInt, toNumber, toNumber32 } from "../types/constant.ts";
import type { Type } from "../types/types.ts";
import { Typ } from "../types/universe.ts";
import { bug } from "./bug.ts";
import type { FuncLowering, Value } from "./func.ts";
import { makeInterface } from "./interface.ts";
import { f32, f64, i32, i64, ptr } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";

/** The default type of an untyped constant. */
function defaultType(value: ConstValue): Type {
  switch (value.kind) {
    case "bool":
      return Typ.bool;
    case "string":
      return Typ.string;
    case "int":
      return Typ.int;
    case "complex":
      return Typ.complex128;
    default:
      return Typ.float64;
  }
}

export function constant(f: FuncLowering, value: ConstValue, type: Type): Value {
  const under = f.under(type);
  if (under.kind === "Interface") {
    const from = defaultType(value);
    return makeInterface(f, constant(f, value, from), from, type);
  }
  if (under.kind !== "Basic") {
    // An integer constant converted to unsafe.Pointer or a pointer shape cannot occur; strings to []byte are no constants.
    return bug("constant", `constant of type ${under.kind}`);
  }
  switch (value.kind) {
    case "bool":
      return [i32(value.value ? 1 : 0)];
    case "string":
      return [ptr(f.program.data.string(value.value)), i32(value.value.length)];
    default:
      return numeric(value, type);
  }
}

function numeric(value: ConstValue, type: Type): Value {
  const { leaves } = layoutOf(type);
  if (leaves.length === 2) {
    const re = realPart(value);
    const im = imagPart(value);
    return leaves[0].type === "f32"
      ? [f32(toNumber32(re)), f32(toNumber32(im))]
      : [f64(toNumber(re)), f64(toNumber(im))];
  }
  const real = value.kind === "complex" ? value.re : value;
  switch (leaves[0].type) {
    case "f64":
      return [f64(toNumber(real))];
    case "f32":
      return [f32(toNumber32(real))];
    case "i64":
    case "i32":
    case "ptr": {
      const int = toInt(real);
      if (int.kind !== "int") return bug("constant", "fraction as integer");
      if (leaves[0].type === "i64") return [i64(int.value)];
      const bits = Number(BigInt.asIntN(32, int.value));
      return [leaves[0].type === "ptr" ? ptr(bits) : i32(bits)];
    }
  }
}

/** The value of an integer constant, when e's is known. */
export function constantIndex(value: ConstValue | undefined): number | undefined {
  if (!value) return undefined;
  const int = toInt(value);
  return int.kind === "int" ? Number(int.value) : undefined;
}
