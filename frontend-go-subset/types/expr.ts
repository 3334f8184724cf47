// Expressions.
//
// Untyped operands: every expression that stays untyped is remembered in Checker.untyped until the context gives it a type;
// then updateExprType walks down the expression again and records the final types, so that later stages see only types that
// values have at run time. (Constant subexpressions below the root of a constant expression keep their untyped types.)

import type * as ast from "../syntax/ast.ts";
import { assignableTo } from "./assignable.ts";
import { callExpr, funcInst } from "./call.ts";
import { type Checker, invalidOp, type Target } from "./checker.ts";
import { commonUnder } from "./common-under.ts";
import { comparableError } from "./comparable.ts";
import { checkOverflow, convertUntyped, operatorPos, representable, representation } from "./const.ts";
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
import { isFiniteSize } from "./cycles.ts";
import type { ErrorCode } from "./error-codes.ts";
import { identical } from "./identical.ts";
import { lacksMethods } from "./implements.ts";
import { indexExpr, sliceExpr } from "./index-expr.ts";
import { maxType } from "./infer.ts";
import { basicLit, compositeLit, funcLit } from "./literal.ts";
import { compositeKind, Operand } from "./operand.ts";
import { nodePos, startPos } from "./position.ts";
import { selector } from "./selector.ts";
import { sizeOf } from "./sizes.ts";
import { isUniversal, typeSetOf } from "./type-set.ts";
import type { Chan, Type } from "./types.ts";
import { checkType, ident, validVarType, varType } from "./typexpr.ts";
import {
  allBoolean,
  allInteger,
  allNumeric,
  allNumericOrString,
  allOrdered,
  allString,
  defaultType,
  everyUnder,
  hasNil,
  isBoolean,
  isComplex,
  isGeneric,
  isInteger,
  isInterface,
  isNonTypeParamInterface,
  isNumeric,
  isString,
  isTypeParam,
  isUnsigned,
  isUntyped,
  isValid,
  underlying,
} from "./under.ts";
import { Typ } from "./universe.ts";
import { noteAddressTaken, use } from "./use.ts";

/** Which statements an expression may stand for: calls and receives are statements of their own. */
export type ExprKind = "conversion" | "expression" | "statement";

// ---------------------------------------------------------------- entry points

/** A single value. */
export function checkExpr(c: Checker, x: Operand, e: ast.Expr, target?: Target): void {
  rawExpr(c, x, e, undefined, target, false);
  exclude(c, x, true);
  singleValue(c, x);
}

/** A single value, possibly a generic function. */
export function genericExpr(c: Checker, x: Operand, e: ast.Expr): void {
  rawExpr(c, x, e, undefined, undefined, true);
  exclude(c, x, true);
  singleValue(c, x);
}

/** A single value; the type hint is for composite literals without a type. */
export function exprWithHint(c: Checker, x: Operand, e: ast.Expr, hint: Type): void {
  rawExpr(c, x, e, hint, undefined, false);
  exclude(c, x, true);
  singleValue(c, x);
}

/** A single value, a type or a built-in. */
export function exprOrType(c: Checker, x: Operand, e: ast.Expr, allowGeneric: boolean): void {
  rawExpr(c, x, e, undefined, undefined, allowGeneric);
  if (x.mode === "novalue") {
    c.fail(x, "TooManyValues", `${c.show(x)} used as value or type`);
    x.invalidate();
  }
  singleValue(c, x);
}

/** One or more values: those of a call with several results, or (when allowed) the value and ok of a comma-ok expression. */
export function multiExpr(c: Checker, e: ast.Expr, allowCommaOk: boolean): { list: Operand[]; isCommaOk: boolean } {
  const x = new Operand();
  rawExpr(c, x, e, undefined, undefined, false);
  exclude(c, x, true);
  if (x.mode !== "invalid" && x.type.kind === "Tuple") {
    return { list: x.type.vars.map((v) => Operand.value(e, v.type)), isCommaOk: false };
  }
  if (allowCommaOk && (x.mode === "mapindex" || x.mode === "commaok")) {
    return { list: [x, Operand.value(e, Typ.untypedBool)], isCommaOk: true };
  }
  return { list: [x], isCommaOk: false };
}

/** Reports operands that are no values. */
export function exclude(c: Checker, x: Operand, alsoTypes: boolean): void {
  if (x.mode === "novalue") c.fail(x, "TooManyValues", `${c.show(x)} used as value${alsoTypes ? "" : " or type"}`);
  else if (x.mode === "builtin") c.fail(x, "UncalledBuiltin", `${c.show(x)} must be called`);
  else if (x.mode === "type" && alsoTypes) c.fail(x, "NotAnExpr", `${c.show(x)} is not an expression`);
  else return;
  x.invalidate();
}

export function singleValue(c: Checker, x: Operand): void {
  if (x.mode === "value" && x.type.kind === "Tuple") {
    c.fail(x, "TooManyValues", `multiple-value ${c.show(x)} in single-value context`);
    x.invalidate();
  }
}

/** Any expression; x says what it is. */
export function rawExpr(
  c: Checker,
  x: Operand,
  e: ast.Expr,
  hint: Type | undefined,
  target: Target | undefined,
  allowGeneric: boolean,
): ExprKind {
  const kind = exprInternal(c, x, e, hint, target);
  if (!allowGeneric) nonGeneric(c, x, target);
  if (x.mode !== "invalid" && x.mode !== "novalue" && !isFiniteSize(c, x.type)) {
    x.invalidate();
    x.type = Typ.invalid;
  }
  c.record(x);
  return kind;
}

/** Generic types and functions must be instantiated, unless the target tells a generic function's type arguments. */
export function nonGeneric(c: Checker, x: Operand, target: Target | undefined): void {
  if (x.mode === "invalid" || x.mode === "novalue") return;
  let what = "";
  if (x.type.kind === "Named" || x.type.kind === "Alias") {
    if (isGeneric(x.type)) what = "type";
  } else if (x.type.kind === "Signature" && x.type.typeParams.length > 0) {
    if (target) {
      funcInst(c, target, nodePos(x.expr!), x, undefined, true);
      return;
    }
    what = "function";
  }
  if (what === "") return;
  c.fail(x, "WrongTypeArgCount", `cannot use generic ${what} ${c.text(x.expr!)} without instantiation`);
  x.invalidate();
  x.type = Typ.invalid;
}

function exprInternal(
  c: Checker,
  x: Operand,
  e: ast.Expr,
  hint: Type | undefined,
  target: Target | undefined,
): ExprKind {
  x.mode = "invalid";
  x.type = Typ.invalid;
  x.expr = e;
  switch (e.kind) {
    case "BadExpr":
      return "statement";
    case "Ident":
      ident(c, x, e, false);
      break;
    case "Ellipsis":
      c.fail(e, "InvalidSyntaxTree", "invalid use of ...");
      break;
    case "BasicLit":
      if (!e.bad) basicLit(c, x, e);
      break;
    case "FuncLit":
      funcLit(c, x, e);
      break;
    case "CompositeLit":
      compositeLit(c, x, e, hint);
      break;
    case "ParenExpr": {
      const kind = rawExpr(c, x, e.x, undefined, undefined, false);
      x.expr = e;
      return kind;
    }
    case "SelectorExpr":
      selector(c, x, e, false);
      break;
    case "IndexExpr":
      if (indexExpr(c, x, e)) funcInst(c, target, e.lbrack, x, e, true);
      break;
    case "SliceExpr":
      sliceExpr(c, x, e);
      break;
    case "TypeAssertExpr":
      assertion(c, x, e);
      break;
    case "CallExpr":
      return callExpr(c, x, e);
    case "StarExpr":
      indirection(c, x, e);
      break;
    case "UnaryExpr":
      unary(c, x, e);
      if (x.mode !== "invalid" && e.op === "<-") {
        x.expr = e;
        return "statement";
      }
      break;
    case "BinaryExpr":
      binary(c, x, e, e.x, e.y, e.op);
      break;
    case "KeyValueExpr":
      c.fail(e, "InvalidSyntaxTree", "no key:value expected");
      break;
    default:
      x.type = checkType(c, e);
      x.mode = "type";
  }
  x.expr = e;
  return x.mode === "invalid" ? "statement" : "expression";
}

// ---------------------------------------------------------------- untyped expressions

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

// ---------------------------------------------------------------- operators

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

function isShift(op: string): op is "<<" | ">>" {
  return op === "<<" || op === ">>";
}

function isComparison(op: string): op is CompareOp {
  return op === "==" || op === "!=" || op === "<" || op === "<=" || op === ">" || op === ">=";
}

function unary(c: Checker, x: Operand, e: ast.UnaryExpr): void {
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

// ---------------------------------------------------------------- *x and x.(T)

function indirection(c: Checker, x: Operand, e: ast.StarExpr): void {
  exprOrType(c, x, e.x, false);
  if (x.mode === "invalid") return;
  if (x.mode === "type") {
    validVarType(c, e.x, x.type);
    x.type = { kind: "Pointer", elem: x.type };
    return;
  }
  let base: Type | undefined;
  const ok = everyUnder(x.type, (_, u) => {
    if (u?.kind !== "Pointer") {
      c.fail(x, "InvalidIndirection", `${invalidOp}cannot indirect ${c.show(x)}`);
      return false;
    }
    if (base && !identical(u.elem, base)) {
      c.fail(x, "InvalidIndirection", `${invalidOp}pointers of ${c.show(x)} must have identical base types`);
      return false;
    }
    base = u.elem;
    return true;
  });
  if (!ok || !base) {
    x.invalidate();
    return;
  }
  x.mode = "var";
  x.type = base;
}

function assertion(c: Checker, x: Operand, e: ast.TypeAssertExpr): void {
  if (!e.type) {
    c.fail(e, "InvalidSyntaxTree", "use of .(type) outside type switch");
    use(c, [e.x]);
    x.invalidate();
    return;
  }
  checkExpr(c, x, e.x);
  if (x.mode === "invalid") return;
  if (isTypeParam(x.type)) {
    c.fail(x, "InvalidAssert", `${invalidOp}cannot use type assertion on type parameter value ${c.show(x)}`);
    x.invalidate();
    return;
  }
  if (!isInterface(x.type)) {
    c.fail(x, "InvalidAssert", `${invalidOp}${c.show(x)} is not an interface`);
    x.invalidate();
    return;
  }
  const t = varType(c, e.type);
  if (!isValid(t)) {
    x.invalidate();
    return;
  }
  typeAssertion(c, e, x, t, false);
  x.mode = "commaok";
  x.type = t;
}

/** spec: "If T is not an interface type ... T must implement the (interface) type of x; otherwise the type assertion is invalid". */
export function typeAssertion(c: Checker, e: ast.Expr, x: Operand, t: Type, isSwitch: boolean): void {
  if (isInterface(t)) return;
  const cause = lacksMethods(t, x.type, false, identical, c.name);
  if (cause === undefined) return;
  if (isSwitch) {
    c.fail(
      e,
      "ImpossibleAssert",
      `impossible type switch case: ${c.text(e)}\n\t${c.show(x)} cannot have dynamic type ${c.name(t)} ${cause}`,
    );
  } else {
    c.fail(
      e,
      "ImpossibleAssert",
      `impossible type assertion: ${c.text(e)}\n\t${c.name(t)} does not implement ${c.name(x.type)} ${cause}`,
    );
  }
}
