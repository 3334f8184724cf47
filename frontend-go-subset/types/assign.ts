// Assignments: of values to variables of given type, initialization, =, op=, :=, and return.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { assignableTo } from "./assignable.ts";
import { exprList } from "./call.ts";
import type { Checker } from "./checker.ts";
import { updateExprValue } from "./const.ts";
import { checkExpr, multiExpr, singleValue } from "./expr.ts";
import { noteMisfit } from "./missing.ts";
import { Operand } from "./operand.ts";
import type { Const, Type, Var } from "./types.ts";
import { defaultType, isNonTypeParamInterface, isNumeric, isUntyped, isValid, underlying } from "./under.ts";
import { Typ, unset } from "./universe.ts";
import { implicitType, updateExprType } from "./untyped.ts";
import { localVar, noteReassigned, use, useLhs } from "./use.ts";

/**
 * Checks that x may be assigned to a variable of the type (any single value when the type is absent: then untyped values get their
 * default type). context is for messages: "assignment", "argument to f", ...
 */
export function assignment(c: Checker, x: Operand, type: Type | undefined, context: string): void {
  singleValue(c, x);
  switch (x.mode) {
    case "invalid":
      return;
    case "nil":
    case "const":
    case "var":
    case "mapindex":
    case "value":
    case "commaok":
      break;
    default:
      c.fail(x, "IncompatibleAssign", `cannot assign ${c.show(x)} to ${type ? c.name(type) : ""} in ${context}`);
      x.invalidate();
      return;
  }
  if (isUntyped(x.type) && !assignUntyped(c, x, type, context)) {
    x.invalidate();
    return;
  }
  const u = underlying(x.type);
  if (u.kind === "Signature" && u.typeParams.length > 0) {
    c.fail(x, "WrongTypeArgCount", `cannot use generic function ${c.show(x)} without instantiation in ${context}`);
    x.invalidate();
    return;
  }
  if (!type) return;
  const { ok, code, cause } = assignableTo(c, x, type);
  if (ok) return;
  c.fail(x, code, `cannot use ${c.show(x)} as ${c.name(type)} value in ${context}${cause === "" ? "" : `: ${cause}`}`);
  noteMisfit(c, x, x.type, type);
  x.invalidate();
}

/** Gives an untyped operand its final type. False after an error. */
function assignUntyped(c: Checker, x: Operand, type: Type | undefined, context: string): boolean {
  let target = type;
  if (x.isNil) {
    if (!type) {
      c.fail(x, "UntypedNilUse", `use of untyped nil in ${context}`);
      return false;
    }
  } else if (!type || isNonTypeParamInterface(type)) {
    // spec: "If T is an interface type ... x is converted to the type default for it".
    target = defaultType(x.type);
  }
  const result = implicitType(c, x, target!);
  if ("code" in result) {
    const message = `cannot use ${c.show(x)} as ${c.name(target!)} value in ${context}`;
    if (result.code === "TruncatedFloat") c.fail(x, result.code, `${message} (truncated)`);
    else if (result.code === "NumericOverflow") c.fail(x, result.code, `${message} (overflows)`);
    else c.fail(x, "IncompatibleAssign", message);
    return false;
  }
  if (result.value) {
    x.value = result.value;
    updateExprValue(c, x.expr!, result.value);
  }
  if (result.type !== x.type) {
    x.type = result.type;
    updateExprType(c, x.expr!, result.type, false);
  }
  return true;
}

export function initConst(c: Checker, lhs: Const, x: Operand): void {
  if (x.mode === "invalid" || !isValid(x.type) || (lhs.type !== unset && !isValid(lhs.type))) {
    if (lhs.type === unset) lhs.type = Typ.invalid;
    return;
  }
  // spec: "... the expressions ... must be constant expressions."
  if (x.mode !== "const") {
    c.fail(x, "InvalidConstInit", `${c.show(x)} is not constant`);
    if (lhs.type === unset) lhs.type = Typ.invalid;
    return;
  }
  if (lhs.type === unset) lhs.type = x.type;
  assignment(c, x, lhs.type, "constant declaration");
  if (x.mode === ("const" as Operand["mode"])) lhs.value = x.value;
}

/** Stores x in a new variable, whose type it determines unless that is given. */
export function initVar(c: Checker, lhs: Var, x: Operand, context: string): void {
  if (x.mode === "invalid" || !isValid(x.type) || (lhs.type !== unset && !isValid(lhs.type))) {
    if (lhs.type === unset) lhs.type = Typ.invalid;
    x.invalidate();
    return;
  }
  if (lhs.type === unset) {
    let type = x.type;
    if (isUntyped(type)) {
      // spec: "The predeclared identifier nil cannot be used to initialize a variable with no explicit type."
      if (type === Typ.untypedNil) {
        c.fail(x, "UntypedNilUse", `use of untyped nil in ${context}`);
        lhs.type = Typ.invalid;
        x.invalidate();
        return;
      }
      type = defaultType(type);
    }
    lhs.type = type;
  }
  assignment(c, x, lhs.type, context);
}

/** The type of the left side of an assignment; undefined for the blank identifier, invalid after an error. */
function lhsType(c: Checker, lhs: ast.Expr): Type | undefined {
  const inner = unparen(lhs);
  if (inner.kind === "Ident" && inner.name === "_") {
    c.info.defs.set(inner, undefined);
    return undefined;
  }
  // Assigning to a variable is not using it.
  const v = inner.kind === "Ident" ? localVar(c, inner) : undefined;
  const wasUsed = v?.used ?? false;
  const x = new Operand();
  checkExpr(c, x, lhs);
  if (v) v.used = wasUsed;
  if (x.mode === "invalid" || !isValid(x.type)) return Typ.invalid;
  // spec: "Each left-hand side operand must be addressable, a map index expression, or (for = assignments only) the blank identifier."
  if (x.mode === "var" || x.mode === "mapindex") {
    noteReassigned(c, lhs);
    return x.type;
  }
  if (x.expr?.kind === "SelectorExpr") {
    const outer = new Operand();
    checkExpr(c, outer, x.expr.x);
    if (outer.mode === "mapindex") {
      c.fail(x, "UnaddressableFieldAssign", `cannot assign to struct field ${c.text(x.expr)} in map`);
      return Typ.invalid;
    }
  }
  c.fail(
    x,
    "UnassignableOperand",
    `cannot assign to ${c.text(x.expr!)} (neither addressable nor a map index expression)`,
  );
  return Typ.invalid;
}

/** lhs = rhs, where rhs is an expression or has been checked already (x). */
export function assignVar(
  c: Checker,
  lhs: ast.Expr,
  rhs: ast.Expr | undefined,
  given: Operand | undefined,
  context: string,
): void {
  const type = lhsType(c, lhs);
  if (type && !isValid(type)) {
    if (given) given.invalidate();
    else use(c, [rhs]);
    return;
  }
  let x = given;
  if (!x) {
    x = new Operand();
    checkExpr(c, x, rhs!, c.target(type, c.text(lhs)));
  }
  assignment(c, x, type, !type && context === "assignment" ? "assignment to _ identifier" : context);
}

// ---------------------------------------------------------------- messages

/** "(number, string, T)" */
export function typesSummary(c: Checker, list: readonly Type[], variadic: boolean, hasDots: boolean): string {
  const parts = list.map((t, i) => {
    let text: string;
    if (!isValid(t)) text = "unknown type";
    else if (isUntyped(t)) text = isNumeric(t) ? "number" : t.name.replace("untyped ", "");
    else text = c.name(t);
    if (i < list.length - 1) return text;
    if (variadic) return `...${t.kind === "Slice" ? c.name(t.elem) : text}`;
    return hasDots ? `${text}...` : text;
  });
  return `(${parts.join(", ")})`;
}

function measure(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}

function assignError(c: Checker, rhs: readonly ast.Expr[], left: number, right: number): void {
  const vars = measure(left, "variable");
  const values = measure(right, "value");
  const call = unparen(rhs[0]);
  const what = rhs.length === 1 && call.kind === "CallExpr" ? `${c.text(call.fun)} returns ${values}` : values;
  c.fail(rhs[0], "WrongAssignCount", `assignment mismatch: ${vars} but ${what}`);
}

function returnError(c: Checker, stmt: ast.Stmt, lhs: readonly Var[], rhs: readonly Operand[]): void {
  const isTooMany = rhs.length > lhs.length;
  const at = isTooMany ? rhs[lhs.length] : (rhs.at(-1) ?? stmt);
  c.error("WrongResultCount")
    .add(at, `${isTooMany ? "too many" : "not enough"} return values`)
    .add(
      0,
      `have ${typesSummary(
        c,
        rhs.map((x) => x.type),
        false,
        false,
      )}`,
    )
    .add(
      0,
      `want ${typesSummary(
        c,
        lhs.map((v) => v.type),
        false,
        false,
      )}`,
    )
    .report();
}

// ---------------------------------------------------------------- several at once

/** Initializes new variables (or, with a return statement, results) from the expressions. */
export function initVars(
  c: Checker,
  lhs: readonly Var[],
  rhs: readonly ast.Expr[],
  returnStmt: ast.ReturnStmt | undefined,
): void {
  const context = returnStmt ? "return statement" : "assignment";
  const isCall = rhs.length === 1 && unparen(rhs[0]).kind === "CallExpr";
  if (lhs.length === rhs.length && !isCall) {
    lhs.forEach((v, i) => {
      const x = new Operand();
      const description = v.name === "" && returnStmt ? "result variable" : v.name;
      checkExpr(c, x, rhs[i], c.target(v.type === unset ? undefined : v.type, description));
      initVar(c, v, x, context);
    });
    return;
  }
  const invalidate = (): void => {
    for (const v of lhs) if (v.type === unset) v.type = Typ.invalid;
  };
  if (rhs.length !== 1) {
    // Only complain about the numbers when all expressions are fine.
    if (use(c, rhs)) {
      if (returnStmt) returnError(c, returnStmt, lhs, exprList(c, rhs));
      else if (rhs.length > 0) assignError(c, rhs, lhs.length, rhs.length);
    }
    invalidate();
    return;
  }
  const { list, isCommaOk } = multiExpr(c, rhs[0], lhs.length === 2 && !returnStmt);
  if (list.length === lhs.length) {
    lhs.forEach((v, i) => {
      initVar(c, v, list[i], context);
    });
    if (isCommaOk) recordCommaOk(c, rhs[0], list);
    return;
  }
  if (list[0]?.mode !== "invalid") {
    if (returnStmt) returnError(c, returnStmt, lhs, list);
    else assignError(c, rhs, lhs.length, list.length);
  }
  invalidate();
}

function recordCommaOk(c: Checker, e: ast.Expr, list: readonly Operand[]): void {
  if (list[0].mode === "invalid" || list[1].mode === "invalid") return;
  const vars = list.map((x) => c.newVar("local", e.pos, "", x.type));
  c.recordCommaOk(e, { kind: "Tuple", vars });
}

/** spec: "In the first [form of tuple assignment], the right hand operand is a single multi-valued expression ... In the second form, the number of operands on the left must equal the number of expressions on the right". */
export function assignVars(c: Checker, lhs: readonly ast.Expr[], rhs: readonly ast.Expr[]): void {
  const isCall = rhs.length === 1 && unparen(rhs[0]).kind === "CallExpr";
  if (lhs.length === rhs.length && !isCall) {
    lhs.forEach((e, i) => {
      assignVar(c, e, rhs[i], undefined, "assignment");
    });
    return;
  }
  if (rhs.length !== 1) {
    const left = useLhs(c, lhs);
    const right = use(c, rhs);
    if (left && right) assignError(c, rhs, lhs.length, rhs.length);
    return;
  }
  const { list, isCommaOk } = multiExpr(c, rhs[0], lhs.length === 2);
  if (list.length === lhs.length) {
    lhs.forEach((e, i) => {
      assignVar(c, e, undefined, list[i], "assignment");
    });
    if (isCommaOk) recordCommaOk(c, rhs[0], list);
    return;
  }
  if (list[0]?.mode !== "invalid") assignError(c, rhs, lhs.length, list.length);
  useLhs(c, lhs);
}

/** spec: "Unlike regular variable declarations, a short variable declaration may redeclare variables provided they were originally declared earlier in the same block ... and at least one of the non-blank variables is new." */
export function shortVarDecl(c: Checker, pos: number, lhs: readonly ast.Expr[], rhs: readonly ast.Expr[]): void {
  const top = c.delayedCount;
  const { scope } = c.env;
  const seen = new Set<string>();
  const vars: Var[] = [];
  const fresh: Var[] = [];
  let hasError = false;
  for (const e of lhs) {
    const dummy = (): void => {
      vars.push(c.newVar("local", e.pos, "_", unset));
      hasError = true;
    };
    if (e.kind !== "Ident") {
      useLhs(c, [e]);
      c.fail(e, "BadDecl", `non-name ${c.text(e)} on left side of :=`);
      dummy();
      continue;
    }
    const { name } = e;
    if (name !== "_") {
      if (seen.has(name)) {
        c.fail(e, "RepeatedDecl", `${name} repeated on left side of :=`);
        dummy();
        continue;
      }
      seen.add(name);
    }
    const known = scope.objects?.get(name);
    if (known) {
      c.info.uses.set(e, known);
      if (known.kind === "Var") {
        known.isReassigned = true;
        c.noteUse(known);
        vars.push(known);
      } else {
        c.fail(e, "UnassignableOperand", `cannot assign to ${name}`);
        dummy();
      }
      continue;
    }
    const v = c.newVar("local", e.pos, name, unset);
    vars.push(v);
    if (name !== "_") fresh.push(v);
    c.info.defs.set(e, v);
  }
  initVars(c, vars, rhs, undefined);
  // Function literals on the right must not see the new variables.
  c.processDelayed(top);
  for (const v of vars) if (v.name === "_") v.owner ??= c.env.frame?.node;
  if (fresh.length === 0 && !hasError) {
    c.fail(pos, "NoNewVar", "no new variables on left side of :=");
    return;
  }
  for (const v of fresh) c.declare(scope, undefined, v);
}
