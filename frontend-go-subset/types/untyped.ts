// Untyped operands: every expression that stays untyped is remembered in Checker.untyped until the context gives it a type; then
// updateExprType walks down the expression again and records the final types, so that later stages see only types that values have
// at run time. (Constant subexpressions below the root of a constant expression keep their untyped types.)

import type * as ast from "../syntax/ast.ts";
import { type Checker, invalidOp } from "./checker.ts";
import { convertUntyped, representation } from "./const.ts";
import type { CompareOp, Value } from "./constant.ts";
import type { ErrorCode } from "./error-codes.ts";
import { maxType } from "./infer.ts";
import { Operand } from "./operand.ts";
import { isUniversal, typeSetOf } from "./type-set.ts";
import type { Type } from "./types.ts";
import {
  allBoolean,
  allInteger,
  allNumeric,
  allString,
  defaultType,
  everyUnder,
  hasNil,
  isBoolean,
  isNonTypeParamInterface,
  isNumeric,
  isString,
  isTypeParam,
  isUntyped,
  isValid,
  underlying,
} from "./under.ts";

/** The type an untyped operand takes when it meets the target type, and the constant's value in it. */
export function implicitType(
  c: Checker,
  x: Operand,
  target: Type,
): { type: Type; value?: Value } | { code: ErrorCode } {
  if (x.mode === "invalid" || !isUntyped(x.type) || !isValid(target)) return { type: x.type };
  if (isUntyped(target)) {
    // Both untyped: the larger kind.
    const max = maxType(x.type, target);
    return max ? { type: max } : { code: "InvalidUntypedConversion" };
  }
  if (x.isNil) return hasNil(target) ? { type: target } : { code: "InvalidUntypedConversion" };
  const u = underlying(target);
  if (u.kind === "Basic") {
    if (x.mode === "const") {
      const result = representation(x, u);
      return "code" in result ? result : { type: target, value: result.value };
    }
    // Non-constant untyped values: comparisons give untyped booleans, shifts untyped numbers.
    const { basic } = x.type;
    const fits =
      basic === "untyped bool" ? isBoolean(target) : basic === "untyped string" ? isString(target) : isNumeric(target);
    return fits ? { type: target } : { code: "InvalidUntypedConversion" };
  }
  if (u.kind === "Interface") {
    if (isTypeParam(target)) {
      const fits = everyUnder(target, (_, under) => under !== undefined && "type" in implicitType(c, x, under));
      return fits ? { type: target } : { code: "InvalidUntypedConversion" };
    }
    if (!isUniversal(typeSetOf(u))) return { code: "InvalidUntypedConversion" };
    return { type: defaultType(x.type) };
  }
  return { code: "InvalidUntypedConversion" };
}

/** Sets the type of an untyped expression and of its untyped operands. final: record it even when still untyped. */
export function updateExprType(c: Checker, e: ast.Expr, type: Type, final: boolean): void {
  const old = c.untyped.get(e);
  if (!old) return;
  switch (e.kind) {
    case "ParenExpr":
      updateExprType(c, e.x, type, final);
      break;
    case "UnaryExpr":
      // Operands of constant expressions keep their types.
      if (old.value === undefined) updateExprType(c, e.x, type, final);
      break;
    case "BinaryExpr":
      if (old.value !== undefined || isComparison(e.op)) break;
      updateExprType(c, e.x, type, final);
      if (!isShift(e.op)) updateExprType(c, e.y, type, final);
      break;
  }
  if (!final && isUntyped(type)) {
    old.type = type;
    return;
  }
  c.untyped.delete(e);
  if (old.isLhs && !allInteger(type)) {
    // spec: "If the left operand of a non-constant shift expression is an untyped constant, it is first implicitly converted to
    // the type it would assume if the shift expression were replaced by its left operand alone."
    c.fail(e, "InvalidShiftOperand", `${invalidOp}shifted operand ${c.text(e)} (type ${c.name(type)}) must be integer`);
    return;
  }
  let value = old.value;
  if (old.value !== undefined) {
    const x = new Operand();
    x.mode = old.mode;
    x.expr = e;
    x.type = old.type;
    x.value = old.value;
    convertUntyped(c, x, type);
    if (x.mode === "invalid") return;
    value = x.value;
  }
  c.recordType(e, old.mode, type, value);
}

/** Untyped operands of a binary operation take the type of the other operand, where that is possible at all. */
export function matchTypes(c: Checker, x: Operand, y: Operand): void {
  if (!mayConvert(x, y)) return;
  convertUntyped(c, x, y.type);
  if (x.mode === "invalid") return;
  convertUntyped(c, y, x.type);
  if (y.mode === "invalid") x.invalidate();
}

function mayConvert(x: Operand, y: Operand): boolean {
  if (!isUntyped(x.type) && !isUntyped(y.type)) return false;
  // A numeric type can only convert to another numeric type.
  if (allNumeric(x.type) !== allNumeric(y.type)) return false;
  // An untyped operand may convert to its default type when paired with an interface.
  if (isNonTypeParamInterface(x.type) || isNonTypeParamInterface(y.type)) return true;
  if (allBoolean(x.type) !== allBoolean(y.type)) return false;
  if (allString(x.type) !== allString(y.type)) return false;
  if (x.isNil) return hasNil(y.type);
  if (y.isNil) return hasNil(x.type);
  return underlying(x.type).kind !== "Pointer" && underlying(y.type).kind !== "Pointer";
}

export function isShift(op: string): op is "<<" | ">>" {
  return op === "<<" || op === ">>";
}

export function isComparison(op: string): op is CompareOp {
  return op === "==" || op === "!=" || op === "<" || op === "<=" || op === ">" || op === ">=";
}
