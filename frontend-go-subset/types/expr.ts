// Expressions: dispatch over their kinds, and what a context asks of them (one value, no type, ...).

import type * as ast from "../syntax/ast.ts";
import { callExpr, funcInst } from "./call.ts";
import { type Checker, invalidOp, type Target } from "./checker.ts";
import { isFiniteSize } from "./cycles.ts";
import { identical } from "./identical.ts";
import { lacksMethods } from "./implements.ts";
import { indexExpr, sliceExpr } from "./index-expr.ts";
import { basicLit, compositeLit, funcLit } from "./literal.ts";
import { noteMisfit } from "./missing.ts";
import { Operand } from "./operand.ts";
import { binary, unary } from "./operator.ts";
import { nodePos } from "./position.ts";
import { selector } from "./selector.ts";
import type { Type } from "./types.ts";
import { checkType, ident, validVarType, varType } from "./typexpr.ts";
import { everyUnder, isGeneric, isInterface, isTypeParam, isValid } from "./under.ts";
import { Typ } from "./universe.ts";
import { use } from "./use.ts";

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
  noteMisfit(c, e, x.type, t);
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
