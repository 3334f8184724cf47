// Index and slice expressions.

import type * as ast from "../syntax/ast.ts";
import { assignment } from "./assign.ts";
import { type Checker, invalidArg, invalidOp } from "./checker.ts";
import { convertUntyped, representableConst } from "./const.ts";
import { valueString } from "./const-string.ts";
import { sign } from "./constant.ts";
import type { ErrorCode } from "./error-codes.ts";
import { checkExpr, exprOrType, nonGeneric } from "./expr.ts";
import { identical } from "./identical.ts";
import { Operand } from "./operand.ts";
import { startPos } from "./position.ts";
import type { Type } from "./types.ts";
import { varType } from "./typexpr.ts";
import {
  allInteger,
  basicInfo,
  everyUnder,
  isString,
  isTypeParam,
  isUntyped,
  isValid,
  string,
  underlying,
} from "./under.ts";
import { Typ } from "./universe.ts";
import { noteAddressTaken, use } from "./use.ts";

/** x[i]. Returns true when x is a generic function: then e is its instantiation, which is left to the caller. */
export function indexExpr(c: Checker, x: Operand, e: ast.IndexExpr): boolean {
  exprOrType(c, x, e.x, true);
  switch (x.mode) {
    case "invalid":
      use(c, e.indices);
      return false;
    case "type":
      // A generic type, to be instantiated.
      x.mode = "invalid";
      x.type = varType(c, e);
      if (isValid(x.type)) x.mode = "type";
      return false;
    case "value": {
      const u = underlying(x.type);
      if (u.kind === "Signature" && u.typeParams.length > 0) return true;
    }
  }
  nonGeneric(c, x, undefined);
  if (x.mode === ("invalid" as Operand["mode"])) return false;

  const found = indexable(x);
  if (!found) {
    c.fail(e.lbrack, "NonSliceableOperand", `cannot index ${c.show(x)}`);
    use(c, e.indices);
    x.invalidate();
    return false;
  }
  const index = singleIndex(c, e);
  if (found.key) {
    const key = new Operand();
    checkExpr(c, key, index);
    assignment(c, key, found.key, "map index");
    x.mode = "mapindex";
    x.type = found.elem;
    x.expr = e;
    return false;
  }
  x.mode = found.mode;
  x.type = found.elem;
  checkIndex(c, index, found.length);
  return false;
}

interface Indexable {
  readonly mode: "value" | "var" | "mapindex";
  readonly elem: Type;
  /** Of maps. */
  readonly key: Type | undefined;
  /** -1 when not known. */
  readonly length: number;
}

/** What x[i] gives; undefined when x cannot be indexed. */
function indexable(x: Operand): Indexable | undefined {
  const u = underlying(x.type);
  if (u.kind !== "Interface") {
    const plain = indexableType(x, u);
    if (!plain || x.mode !== "const" || x.value.kind !== "string") return plain;
    return { ...plain, length: x.value.value.length };
  }
  if (!isTypeParam(x.type)) return undefined;
  // spec: "If a is of type parameter type P: the index expression a[x] must be valid for values of all types in P's type set. The
  // element types of all types in P's type set must be identical."
  let result: Indexable | undefined;
  const ok = everyUnder(x.type, (_, under) => {
    const one = under && indexableType(x, under);
    if (!one) return false;
    if (!result) {
      result = one;
      return true;
    }
    const sameKeys = one.key && result.key ? identical(one.key, result.key) : one.key === result.key;
    if (!sameKeys || !identical(one.elem, result.elem)) return false;
    const length = one.length >= 0 && (result.length < 0 || one.length < result.length) ? one.length : result.length;
    result = { ...result, length, mode: one.mode === "value" ? "value" : result.mode };
    return true;
  });
  return ok ? result : undefined;
}

function indexableType(x: Operand, u: Type): Indexable | undefined {
  switch (u.kind) {
    case "Basic":
      return basicInfo(u) & string ? { mode: "value", elem: Typ.byte, key: undefined, length: -1 } : undefined;
    case "Array":
      return { mode: x.mode === "var" ? "var" : "value", elem: u.elem, key: undefined, length: u.length };
    case "Pointer": {
      const array = underlying(u.elem);
      return array.kind === "Array"
        ? { mode: "var", elem: array.elem, key: undefined, length: array.length }
        : undefined;
    }
    case "Slice":
      return { mode: "var", elem: u.elem, key: undefined, length: -1 };
    case "Map":
      return { mode: "mapindex", elem: u.elem, key: u.key, length: -1 };
    default:
      return undefined;
  }
}

function singleIndex(c: Checker, e: ast.IndexExpr): ast.Expr {
  if (e.indices.length > 1) c.fail(e.indices[1], "InvalidIndex", `${invalidOp}more than one index`);
  return e.indices[0];
}

/** Checks an index; max is an exclusive bound, or -1. Returns the constant value, or -1, and the type (invalid after an error). */
export function checkIndex(c: Checker, e: ast.Expr, max: number): { type: Type; value: number } {
  const x = new Operand();
  checkExpr(c, x, e);
  if (!isValidIndex(c, x, "InvalidIndex", "index", false)) return { type: Typ.invalid, value: -1 };
  if (x.mode !== "const") return { type: x.type, value: -1 };
  if (x.value.kind !== "int") return { type: Typ.invalid, value: -1 };
  if (max >= 0 && x.value.value >= BigInt(max)) {
    c.fail(x, "InvalidIndex", `${invalidArg}index ${valueString(x.value)} out of bounds [0:${max}]`);
    return { type: Typ.invalid, value: -1 };
  }
  return { type: x.type, value: Number(x.value.value) };
}

/**
 * spec: "the index x must be an untyped constant or its core type must be an integer; a constant index must be non-negative and
 * representable by a value of type int; a constant index that is untyped is given type int".
 */
export function isValidIndex(c: Checker, x: Operand, code: ErrorCode, what: string, allowNegative: boolean): boolean {
  if (x.mode === "invalid") return false;
  convertUntyped(c, x, Typ.int);
  if (x.mode === ("invalid" as Operand["mode"])) return false;
  if (!allInteger(x.type)) {
    c.fail(x, code, `${invalidArg}${what} ${c.show(x)} must be integer`);
    return false;
  }
  if (x.mode === "const") {
    if (!allowNegative && sign(x.value) < 0) {
      c.fail(x, code, `${invalidArg}${what} ${c.show(x)} must not be negative`);
      return false;
    }
    if (!representableConst(x.value, Typ.int)) {
      c.fail(x, code, `${invalidArg}${what} ${c.show(x)} overflows int`);
      return false;
    }
  }
  return true;
}

export function sliceExpr(c: Checker, x: Operand, e: ast.SliceExpr): void {
  checkExpr(c, x, e.x);
  if (x.mode === "invalid") {
    use(c, [e.low, e.high, e.max]);
    return;
  }
  const u = sliceableUnder(c, x);
  if (!u) {
    x.invalidate();
    return;
  }
  let valid = false;
  let length = -1;
  switch (u.kind) {
    case "Basic":
      if (!isString(u)) break;
      if (e.full) {
        c.fail(e.max ?? e, "InvalidSliceExpr", `${invalidOp}3-index slice of string`);
        x.invalidate();
        return;
      }
      valid = true;
      if (x.mode === "const" && x.value.kind === "string") length = x.value.value.length;
      // spec: "For untyped string operands the result is a non-constant value of type string."
      if (isUntyped(x.type)) x.type = Typ.string;
      break;
    case "Array":
      valid = true;
      length = u.length;
      // spec: "If the sliced operand is an array, it must be addressable".
      if (x.mode !== "var") {
        c.fail(x, "NonSliceableOperand", `cannot slice unaddressable value ${c.show(x)}`);
        x.invalidate();
        return;
      }
      noteAddressTaken(c, e.x);
      x.type = { kind: "Slice", elem: u.elem };
      break;
    case "Pointer": {
      const array = underlying(u.elem);
      if (array.kind !== "Array") break;
      valid = true;
      length = array.length;
      x.type = { kind: "Slice", elem: array.elem };
      break;
    }
    case "Slice":
      valid = true;
      break;
  }
  if (!valid) {
    c.fail(x, "NonSliceableOperand", `cannot slice ${c.show(x)}`);
    x.invalidate();
    return;
  }
  x.mode = "value";
  checkSliceIndices(c, e, length);
}

/** The common underlying type to slice; strings and byte slices mix. Undefined after an error. */
function sliceableUnder(c: Checker, x: Operand): Type | undefined {
  let type: Type | undefined;
  let common: Type | undefined;
  let hasString = false;
  const ok = everyUnder(x.type, (t, u) => {
    if (!t || !u) {
      c.fail(x, "NonSliceableOperand", `cannot slice ${c.show(x)}: no specific type in ${c.name(x.type)}`);
      return false;
    }
    let under: Type = u;
    if (isString(u)) {
      under = { kind: "Slice", elem: Typ.byte };
      hasString = true;
    }
    if (!common) {
      [type, common] = [t, under];
      return true;
    }
    if (identical(common, under)) return true;
    c.fail(
      x,
      "NonSliceableOperand",
      `cannot slice ${c.show(x)}: ${c.name(type!)} and ${c.name(t)} have different underlying types`,
    );
    return false;
  });
  if (!ok) return undefined;
  if (hasString) return isTypeParam(x.type) ? Typ.string : underlying(x.type);
  return common;
}

function checkSliceIndices(c: Checker, e: ast.SliceExpr, length: number): void {
  const parts = [e.low, e.high, e.max];
  const values = parts.map((part, i) => {
    if (part) return checkIndex(c, part, length >= 0 ? length + 1 : -1).value;
    return i === 0 ? 0 : length;
  });
  // spec: "If ... indices are constant, they must satisfy" low <= high <= max.
  for (let i = 0; i < 2; i++) {
    if (values[i] <= 0) continue;
    for (let j = i + 1; j < 3; j++) {
      if (values[j] < 0 || values[j] >= values[i]) continue;
      const at = parts[j];
      c.fail(at ?? startPos(e), "SwappedSliceIndices", `invalid slice indices: ${values[j]} < ${values[i]}`);
      return;
    }
  }
}
