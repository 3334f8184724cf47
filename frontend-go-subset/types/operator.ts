// Unary and binary operators, comparisons, shifts.

import type * as ast from "../syntax/ast.ts";
import { assignableTo } from "./assignable.ts";
import { type Checker, invalidOp } from "./checker.ts";
import { commonUnder } from "./common-under.ts";
import { comparableError } from "./comparable.ts";
import { checkOverflow, convertUntyped, operatorPos, representable } from "./const.ts";
import {
  type ArithmeticOp,
  binaryOp,
  type CompareOp,
  compare,
  imagPart,
  makeBool,
  realPart,
  shift,
  sign,
  toInt,
  unaryOp,
  unknown,
  type Value,
} from "./constant.ts";
import type { ErrorCode } from "./error-codes.ts";
import { checkExpr } from "./expr.ts";
import { identical } from "./identical.ts";
import { compositeKind, Operand } from "./operand.ts";
import { startPos } from "./position.ts";
import { sizeOf } from "./sizes.ts";
import type { Chan, Type } from "./types.ts";
import {
  allBoolean,
  allInteger,
  allNumeric,
  allNumericOrString,
  allOrdered,
  defaultType,
  hasNil,
  isComplex,
  isInteger,
  isTypeParam,
  isUnsigned,
  isUntyped,
  isValid,
  underlying,
} from "./under.ts";
import { Typ } from "./universe.ts";
import { isComparison, isShift, matchTypes, updateExprType } from "./untyped.ts";
import { noteAddressTaken } from "./use.ts";

const unaryPredicates = { "+": allNumeric, "-": allNumeric, "^": allInteger, "!": allBoolean } as const;

const binaryPredicates = {
  "+": allNumericOrString,
  "-": allNumeric,
  "*": allNumeric,
  "/": allNumeric,
  "%": allInteger,
  "&": allInteger,
  "|": allInteger,
  "^": allInteger,
  "&^": allInteger,
  "&&": allBoolean,
  "||": allBoolean,
} as const;

export function unary(c: Checker, x: Operand, e: ast.UnaryExpr): void {
  checkExpr(c, x, e.x);
  if (x.mode === "invalid") return;
  let op = e.op;
  switch (op) {
    case "&": {
      // spec: "For an operand x of type T, the address operation &x generates a pointer of type *T to x. The operand must be
      // addressable ... As an exception ... x may also be a (possibly parenthesized) composite literal."
      let inner = e.x;
      while (inner.kind === "ParenExpr") inner = inner.x;
      if (inner.kind !== "CompositeLit" && x.mode !== "var") {
        c.fail(x, "UnaddressableOperand", `${invalidOp}cannot take address of ${c.show(x)}`);
        x.invalidate();
        return;
      }
      noteAddressTaken(c, inner);
      x.mode = "value";
      x.type = { kind: "Pointer", elem: x.type };
      return;
    }
    case "<-": {
      const elem = chanElem(c, x, x, true);
      if (!elem) {
        x.invalidate();
        return;
      }
      x.mode = "commaok";
      x.type = elem;
      c.env.hasCallOrRecv = true;
      return;
    }
    case "~":
      if (!allInteger(x.type)) {
        c.fail(e, "UndefinedOp", "cannot use ~ outside of interface or type constraint");
        x.invalidate();
        return;
      }
      c.fail(e, "UndefinedOp", "cannot use ~ outside of interface or type constraint (use ^ for bitwise complement)");
      op = "^";
  }
  if (!unaryPredicates[op](x.type)) {
    c.fail(x, "UndefinedOp", `${invalidOp}operator ${op} not defined on ${c.show(x)}`);
    x.invalidate();
    return;
  }
  if (x.mode !== "const") {
    x.mode = "value";
    return;
  }
  if (x.value.kind === "unknown") return;
  x.value = unaryOp(op, x.value, isUnsigned(x.type) ? sizeOf(x.type) * 8 : 0);
  x.expr = e;
  checkOverflow(c, x, e.pos);
}

/** The element type of the channel x, for receiving or sending; after an error undefined. */
export function chanElem(c: Checker, at: Operand | ast.Node, x: Operand, isReceive: boolean): Type | undefined {
  const { under, error } = commonUnder(x.type, (t, u) => {
    if (t === undefined || u === undefined) return ["no specific channel type"];
    if (u.kind !== "Chan") return ["non-channel ", t];
    if (isReceive && u.dir === "send") return ["send-only channel ", t];
    if (!isReceive && u.dir === "recv") return ["receive-only channel ", t];
    return undefined;
  });
  if (under) return (under as Chan).elem;
  const cause = errorText(c, error);
  const verb = isReceive ? "receive from" : "send to";
  const code = isReceive ? "InvalidReceive" : "InvalidSend";
  if (isTypeParam(x.type)) c.fail(at, code, `${invalidOp}cannot ${verb} ${c.show(x)}: ${cause}`);
  else c.fail(at, code, `${invalidOp}cannot ${verb} ${cause} ${c.show(x)}`);
  return undefined;
}

/** The text of a commonUnder error. */
export function errorText(c: Checker, error: readonly (string | Type)[] | undefined): string {
  return (error ?? []).map((part) => (typeof part === "string" ? part : c.name(part))).join("");
}

/** x = lhs op rhs. e is absent for assignment operations. */
export function binary(
  c: Checker,
  x: Operand,
  e: ast.BinaryExpr | undefined,
  lhs: ast.Expr,
  rhs: ast.Expr,
  op: ast.BinaryOp,
): void {
  const y = new Operand();
  checkExpr(c, x, lhs);
  checkExpr(c, y, rhs);
  if (x.mode === "invalid") return;
  if (y.mode === "invalid") {
    x.invalidate();
    x.expr = y.expr;
    return;
  }
  if (isShift(op)) {
    shiftExpr(c, x, y, e, op);
    return;
  }
  matchTypes(c, x, y);
  if (x.mode === ("invalid" as Operand["mode"])) return;
  if (isComparison(op)) {
    comparison(c, x, y, op, false);
    return;
  }
  if (!identical(x.type, y.type)) {
    // Only report when both are valid, else there is an error already.
    if (isValid(x.type) && isValid(y.type)) {
      const what = e ? c.text(e) : `${c.text(lhs)} ${op}= ${c.text(rhs)}`;
      c.fail(x, "MismatchedTypes", `${invalidOp}${what} (mismatched types ${c.name(x.type)} and ${c.name(y.type)})`);
    }
    x.invalidate();
    return;
  }
  if (!binaryPredicates[op](x.type)) {
    c.fail(x, "UndefinedOp", `${invalidOp}operator ${op} not defined on ${c.show(x)}`);
    x.invalidate();
    return;
  }
  if (op === "/" || op === "%") {
    // spec: "If the divisor is a constant, it must not be zero." (of integers; constants of any type)
    if ((x.mode === "const" || allInteger(x.type)) && y.mode === "const" && isZeroDivisor(y.value, isComplex(x.type))) {
      c.fail(y, "DivByZero", `${invalidOp}division by zero`);
      x.invalidate();
      return;
    }
  }
  if (x.mode !== "const" || y.mode !== "const") {
    x.mode = "value";
    return;
  }
  if (x.value.kind === "unknown" || y.value.kind === "unknown") {
    x.value = unknown;
    return;
  }
  x.value = binaryOp(x.value, op as ArithmeticOp, y.value, isInteger(x.type));
  x.expr = e ?? x.expr;
  checkOverflow(c, x, e ? e.opPos : startPos(lhs));
}

/** Zero, or so small a complex number that the square of its absolute value is. */
function isZeroDivisor(v: Value, isComplexDivision: boolean): boolean {
  if (!isComplexDivision) return sign(v) === 0;
  const re = realPart(v);
  const im = imagPart(v);
  return sign(binaryOp(re, "*", re)) === 0 && sign(binaryOp(im, "*", im)) === 0;
}

/**
 * spec: "In any comparison, the first operand must be assignable to the type of the second operand, or vice versa." Equality needs
 * comparable operands, ordering ordered ones.
 */
export function comparison(c: Checker, x: Operand, y: Operand, operator: CompareOp, isSwitchCase: boolean): void {
  if (!isValid(x.type) || !isValid(y.type)) {
    x.invalidate();
    return;
  }
  const op = isSwitchCase ? "==" : operator;
  const failure = comparisonFailure(c, x, y, op);
  if (failure) {
    let { at, cause } = failure;
    if (cause === "") {
      if (isTypeParam(x.type) || isTypeParam(y.type)) {
        if (!isTypeParam(x.type)) at = y;
        cause = `type parameter ${c.name(at.type)} cannot use operator ${op}`;
      } else {
        cause = `operator ${op} not defined on ${compositeKind(at.type) || c.name(at.type)}`;
      }
    }
    if (isSwitchCase)
      c.fail(x, failure.code, `invalid case ${c.text(x.expr!)} in switch on ${c.text(y.expr!)} (${cause})`);
    else c.fail(at, failure.code, `${invalidOp}${c.text(x.expr!)} ${op} ${c.text(y.expr!)} (${cause})`);
    x.invalidate();
    return;
  }
  if (x.mode === "const" && y.mode === "const") {
    x.value = makeBool(compare(x.value, op, y.value));
  } else {
    x.mode = "value";
    // The operands get their default types now; the result is an untyped boolean.
    updateExprType(c, x.expr!, defaultType(x.type), true);
    updateExprType(c, y.expr!, defaultType(y.type), true);
  }
  x.type = Typ.untypedBool;
}

function comparisonFailure(
  c: Checker,
  x: Operand,
  y: Operand,
  op: CompareOp,
): { at: Operand; cause: string; code: ErrorCode } | undefined {
  if (!assignableTo(c, x, y.type).ok && !assignableTo(c, y, x.type).ok) {
    return { at: y, cause: `mismatched types ${c.name(x.type)} and ${c.name(y.type)}`, code: "MismatchedTypes" };
  }
  const code = "UndefinedOp";
  if (op === "==" || op === "!=") {
    if (x.isNil || y.isNil) {
      // spec: "Slice, map, and function types are not comparable. However, as a special case, a slice, map, or function value may be
      // compared to the predeclared identifier nil."
      return hasNil(x.isNil ? y.type : x.type) ? undefined : { at: y, cause: "", code };
    }
    for (const at of [x, y]) {
      if (comparableError(at.type, true)) return { at, cause: incomparableCause(c, at.type), code };
    }
    return undefined;
  }
  if (!allOrdered(x.type)) return { at: x, cause: "", code };
  return allOrdered(y.type) ? undefined : { at: y, cause: "", code };
}

export function incomparableCause(c: Checker, t: Type): string {
  const { kind } = underlying(t);
  if (kind === "Slice" || kind === "Signature" || kind === "Map")
    return `${compositeKind(t)} can only be compared to nil`;
  const error = comparableError(t, true);
  return error ? `${error.before}${error.type ? c.name(error.type) : ""}${error.after}` : "";
}

/** spec: "The right operand in a shift expression must have integer type or be an untyped constant representable by a value of type uint." */
function shiftExpr(c: Checker, x: Operand, y: Operand, e: ast.BinaryExpr | undefined, op: "<<" | ">>"): void {
  const xValue = x.mode === "const" ? toInt(x.value) : undefined;
  if (!allInteger(x.type) && !(isUntyped(x.type) && xValue?.kind === "int")) {
    c.fail(x, "InvalidShiftOperand", `${invalidOp}shifted operand ${c.show(x)} must be integer`);
    x.invalidate();
    return;
  }
  if (!validShiftCount(c, y)) {
    x.invalidate();
    return;
  }
  if (x.mode === "const") {
    if (y.mode === "const") {
      constantShift(c, x, y, e, op, xValue ?? unknown);
      return;
    }
    if (isUntyped(x.type)) {
      // The type of x comes from the context; see updateExprType.
      const info = c.untyped.get(x.expr!);
      if (info) info.isLhs = true;
      x.mode = "value";
      return;
    }
  }
  if (!allInteger(x.type)) {
    c.fail(x, "InvalidShiftOperand", `${invalidOp}shifted operand ${c.show(x)} must be integer`);
    x.invalidate();
    return;
  }
  x.mode = "value";
}

function validShiftCount(c: Checker, y: Operand): boolean {
  if (y.mode === "const") {
    const value = toInt(y.value);
    if (value.kind === "int" && value.value < 0n) {
      c.fail(y, "InvalidShiftCount", `${invalidOp}negative shift count ${c.show(y)}`);
      return false;
    }
    // Only checked, not converted.
    if (isUntyped(y.type)) representable(c, y, Typ.uint);
    return (y.mode as Operand["mode"]) !== "invalid";
  } else if (allInteger(y.type)) {
    return true;
  } else if (isUntyped(y.type)) {
    convertUntyped(c, y, Typ.uint);
    return y.mode !== "invalid";
  }
  c.fail(y, "InvalidShiftCount", `${invalidOp}shift count ${c.show(y)} must be integer`);
  return false;
}

function constantShift(
  c: Checker,
  x: Operand,
  y: Operand,
  e: ast.BinaryExpr | undefined,
  op: "<<" | ">>",
  xValue: Value,
): void {
  if (x.value.kind === "unknown" || y.value.kind === "unknown") {
    x.value = unknown;
    if (!isInteger(x.type)) x.type = Typ.untypedInt;
    return;
  }
  const count = toInt(y.value);
  // The largest shift that can still make the smallest float64.
  if (count.kind !== "int" || count.value > 1023n - 1n + 52n) {
    c.fail(y, "InvalidShiftCount", `${invalidOp}invalid shift count ${c.show(y)}`);
    x.invalidate();
    return;
  }
  if (!isInteger(x.type)) x.type = Typ.untypedInt;
  x.value = shift(xValue, op, Number(count.value));
  if (e) x.expr = e;
  checkOverflow(c, x, x.expr ? operatorPos(x.expr, startPos(x.expr)) : 0);
}
