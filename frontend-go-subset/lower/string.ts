// Strings: indexing, concatenation, and conversions between strings, bytes and runes.
//
//   a + b + c  ->  concatstrings over the flattened operands (one allocation)

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Type } from "../types/types.ts";
import { Typ } from "../types/universe.ts";
import { toI64 } from "./arith.ts";
import { bug } from "./bug.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { addPtr, constI32, i32, load } from "./ir-expr.ts";
import { checkIndex, elemArgs, indexOperand, sliceOf, surelyFits } from "./slice.ts";

export function stringIndex(f: FuncLowering, e: ast.IndexExpr): Value {
  const type = f.typeOf(e.x);
  const [data, length] = f.snapshot(type, expr(f, e.x));
  const index = checkIndex(f, indexOperand(f, e.indices[0]), length, e.lbrack);
  return [f.em.temp("i32", load("i32.load8_u", "i32", addPtr(data, index), 0))];
}

/** Flattens a + (b + c) of strings; constants that stand side by side are one operand already. */
export function concat(f: FuncLowering, e: ast.BinaryExpr): Value {
  const operands: Value[] = [];
  const type = f.typeOf(e);
  const flatten = (expression: ast.Expr): void => {
    const x = unparen(expression);
    if (x.kind === "BinaryExpr" && x.op === "+" && f.info.types.get(x)?.mode !== "const") {
      flatten(x.x);
      flatten(x.y);
    } else {
      operands.push(f.snapshot(type, expr(f, x)));
    }
  };
  flatten(e);
  if (operands.length <= 3) return f.callRuntime(`concatstring${operands.length}`, operands.flat());
  return f.callRuntime("concatstrings", sliceOf(f, Typ.string, operands));
}

/** Conversions where one side is a string and the other is not. Undefined when from -> to is none of them. */
export function stringConversion(f: FuncLowering, value: Value, from: Type, to: Type): Value | undefined {
  const fromUnder = f.under(from);
  const toUnder = f.under(to);
  const isString = (t: Type) => t.kind === "Basic" && (t.basic === "string" || t.basic === "untyped string");
  if (isString(toUnder)) {
    if (fromUnder.kind === "Slice")
      return f.callRuntime(elemSize(f, fromUnder.elem) === 1 ? "slicebytetostring" : "slicerunetostring", value);
    if (fromUnder.kind === "Basic" && !isString(fromUnder))
      return f.callRuntime("intstring", [toI64(f, value[0], from)]);
  }
  if (isString(fromUnder) && toUnder.kind === "Slice") {
    const length = constI32(value[1]);
    if (elemSize(f, toUnder.elem) === 1 && length !== undefined && 0 < length && length <= surelyFits) {
      const [base] = f.callRuntime("newelems", [...elemArgs(f, toUnder.elem), i32(length)]);
      f.em.emit({ kind: "memory_copy", dest: base, source: value[0], length: i32(length) });
      return [base, i32(length), i32(length)];
    }
    return f.callRuntime(elemSize(f, toUnder.elem) === 1 ? "stringtoslicebyte" : "stringtoslicerune", value);
  }
  return undefined;
}

function elemSize(f: FuncLowering, elem: Type): number {
  const under = f.under(elem);
  if (under.kind !== "Basic") return bug("string", "conversion of a slice of no bytes or runes");
  return under.basic === "uint8" ? 1 : 4;
}

/** "" as a value. */
export const emptyString: Value = [{ kind: "const", type: "ptr", value: 0 }, i32(0)];
