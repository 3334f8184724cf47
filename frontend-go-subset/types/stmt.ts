// Statements and function bodies.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { assignment, assignVar, assignVars, initVars, shortVarDecl } from "./assign.ts";
import { type Checker, type DeclInfo, type Frame, invalidOp } from "./checker.ts";
import { comparableError } from "./comparable.ts";
import { convertUntyped } from "./const.ts";
import { makeBool, toNumber, type Value } from "./constant.ts";
import { declStmt } from "./decl.ts";
import { checkExpr, rawExpr, typeAssertion } from "./expr.ts";
import { identical } from "./identical.ts";
import { Operand } from "./operand.ts";
import { binary, chanElem, comparison } from "./operator.ts";
import { nodePos } from "./position.ts";
import { rangeStmt } from "./range.ts";
import { isTerminatingList } from "./terminating.ts";
import type { FuncOwner, Scope, Signature, Type, Var } from "./types.ts";
import { varType } from "./typexpr.ts";
import { allBoolean, allNumeric, hasNil, isInterface, isTypeParam, isValid } from "./under.ts";
import { Typ } from "./universe.ts";
import { use } from "./use.ts";

/** Checks a body: in the scope of the parameters, with the environment of its declaration. */
export function funcBody(
  c: Checker,
  decl: DeclInfo | undefined,
  node: FuncOwner,
  signature: Signature,
  scope: Scope,
  body: ast.BlockStmt,
  iota: Value | undefined,
  outer: Frame | undefined,
): void {
  const frame: Frame = { node, outer, captures: new Set(), locals: [] };
  for (const v of [signature.recv, ...signature.params.vars, ...signature.results.vars]) if (v) v.owner = node;
  c.within({ ...c.newEnvironment(scope, decl), iota, signature, frame }, () => {
    stmtList(c, body.list);
    // spec: "If the function's signature declares result parameters, the function body's statement list must end in a terminating
    // statement."
    if (signature.results.vars.length > 0 && !isTerminatingList(c, body.list))
      c.fail(body.rbrace, "MissingReturn", "missing return");
  });
  if (node.kind === "FuncLit") c.info.captures.set(node, [...frame.captures]);
  // spec: "Implementation restriction: A compiler may make it illegal to declare a variable inside a function body if the variable is
  // never used."
  for (const v of frame.locals) if (!v.used) c.fail(v, "UnusedVar", `declared and not used: ${v.name}`);
}

export function stmtList(c: Checker, list: readonly ast.Stmt[]): void {
  for (const s of list) stmt(c, s);
}

export function stmt(c: Checker, s: ast.Stmt): void {
  const top = c.delayedCount;
  stmtInner(c, s);
  // Function literals in the statement and other checks that had to wait.
  c.processDelayed(top);
}

function stmtInner(c: Checker, s: ast.Stmt): void {
  switch (s.kind) {
    case "BadStmt":
    case "EmptyStmt":
    case "BranchStmt":
      // Labels and jumps were checked by the parser.
      break;
    case "DeclStmt":
      declStmt(c, s.decl);
      break;
    case "LabeledStmt":
      stmt(c, s.stmt);
      break;
    case "ExprStmt":
      exprStmt(c, s);
      break;
    case "SendStmt":
      sendStmt(c, s);
      break;
    case "IncDecStmt":
      incDecStmt(c, s);
      break;
    case "AssignStmt":
      assignStmt(c, s);
      break;
    case "GoStmt":
      suspendedCall(c, "go", s.call);
      break;
    case "DeferStmt":
      if (c.env.frame) c.info.defers.add(c.env.frame.node);
      suspendedCall(c, "defer", s.call);
      break;
    case "ReturnStmt":
      returnStmt(c, s);
      break;
    case "BlockStmt":
      c.openScope(s);
      stmtList(c, s.list);
      c.closeScope();
      break;
    case "IfStmt":
      c.openScope(s);
      if (s.init) stmt(c, s.init);
      condition(c, s.cond, "if");
      stmt(c, s.body);
      if (s.else) stmt(c, s.else);
      c.closeScope();
      break;
    case "SwitchStmt":
      c.openScope(s);
      if (s.init) stmt(c, s.init);
      switchStmt(c, s);
      c.closeScope();
      break;
    case "TypeSwitchStmt":
      c.openScope(s);
      if (s.init) stmt(c, s.init);
      typeSwitchStmt(c, s);
      c.closeScope();
      break;
    case "SelectStmt":
      selectStmt(c, s);
      break;
    case "ForStmt":
      c.openScope(s);
      if (s.init) stmt(c, s.init);
      if (s.cond) condition(c, s.cond, "for");
      if (s.post) stmt(c, s.post);
      stmt(c, s.body);
      c.closeScope();
      break;
    case "RangeStmt":
      rangeStmt(c, s);
      break;
  }
}

function condition(c: Checker, e: ast.Expr, keyword: "if" | "for"): void {
  const x = new Operand();
  checkExpr(c, x, e);
  if (x.mode !== "invalid" && !allBoolean(x.type))
    c.fail(e, "InvalidCond", `non-boolean condition in ${keyword} statement`);
}

/** spec: "With the exception of specific built-in functions, function and method calls and receive operations can appear in statement context." */
function exprStmt(c: Checker, s: ast.ExprStmt): void {
  const x = new Operand();
  const kind = rawExpr(c, x, s.x, undefined, undefined, false);
  if (x.mode === "builtin") c.fail(x, "UncalledBuiltin", `${c.show(x)} must be called`);
  else if (x.mode === "type") c.fail(x, "NotAnExpr", `${c.show(x)} is not an expression`);
  else if (kind !== "statement") c.fail(x, "UnusedExpr", `${c.show(x)} is not used`);
}

function sendStmt(c: Checker, s: ast.SendStmt): void {
  const channel = new Operand();
  const value = new Operand();
  checkExpr(c, channel, s.chan);
  checkExpr(c, value, s.value);
  if (channel.mode === "invalid" || value.mode === "invalid") return;
  const elem = chanElem(c, s, channel, false);
  if (elem) assignment(c, value, elem, "send");
}

function incDecStmt(c: Checker, s: ast.IncDecStmt): void {
  const x = new Operand();
  checkExpr(c, x, s.x);
  if (x.mode === "invalid") return;
  if (!allNumeric(x.type)) {
    c.fail(s.x, "NonNumericIncDec", `${invalidOp}${c.text(s.x)}${s.op} (non-numeric type ${c.name(x.type)})`);
    return;
  }
  assignVar(c, s.x, undefined, x, "assignment");
}

function assignStmt(c: Checker, s: ast.AssignStmt): void {
  switch (s.op) {
    case "=":
      assignVars(c, s.lhs, s.rhs);
      return;
    case ":=":
      shortVarDecl(c, s.opPos, s.lhs, s.rhs);
      return;
  }
  const x = new Operand();
  binary(c, x, undefined, s.lhs[0], s.rhs[0], s.op);
  assignVar(c, s.lhs[0], undefined, x, "assignment");
}

/** spec: "The expression must be a function or method call; it cannot be parenthesized. Calls of built-in functions are restricted as for expression statements." */
function suspendedCall(c: Checker, keyword: "go" | "defer", call: ast.Expr): void {
  const code = keyword === "go" ? "InvalidGo" : "InvalidDefer";
  if (call.kind !== "CallExpr") {
    c.fail(call, code, `expression in ${keyword} must be function call`);
    use(c, [call]);
    return;
  }
  const x = new Operand();
  const kind = rawExpr(c, x, call, undefined, undefined, false);
  if (kind === "conversion") c.fail(x, code, `${keyword} requires function call, not conversion ${c.show(x)}`);
  else if (kind === "expression") c.fail(x, "UnusedResults", `${keyword} discards result of ${c.show(x)}`);
}

function returnStmt(c: Checker, s: ast.ReturnStmt): void {
  const results = c.env.signature?.results.vars ?? [];
  if (s.results.length > 0 || results.length === 0 || results[0].name === "") {
    initVars(c, results, s.results, s);
    return;
  }
  // spec: "Implementation restriction: A compiler may disallow an empty expression list in a "return" statement if a different entity
  // ... with the same name as a result parameter is in scope at the place of the return."
  for (const result of results) {
    c.noteUse(result);
    const other = c.lookup(result.name);
    if (!other || other === result) continue;
    c.error("OutOfScopeResult")
      .add(s, `result parameter ${result.name} not in scope at return`)
      .add(other, `inner declaration of var ${result.name} ${c.name(result.type)}`)
      .report();
  }
}

// ---------------------------------------------------------------- switch and select

function multipleDefaults(c: Checker, clauses: readonly (ast.CaseClause | ast.CommClause)[]): void {
  let first: ast.Node | undefined;
  for (const clause of clauses) {
    if (!clause.isDefault) continue;
    if (first) c.fail(clause, "DuplicateDefault", `multiple defaults (first at ${c.place(first.pos)})`);
    else first = clause;
  }
}

/** spec: "If the switch expression evaluates to an untyped constant, it is first implicitly converted to its default type. ... The switch expression type must be comparable." */
function switchStmt(c: Checker, s: ast.SwitchStmt): void {
  const x = new Operand();
  if (s.tag) {
    checkExpr(c, x, s.tag);
    assignment(c, x, undefined, "switch expression");
    if (x.mode !== "invalid" && comparableError(x.type, true) && !hasNil(x.type)) {
      c.fail(x, "InvalidExprSwitch", `cannot switch on ${c.show(x)} (${c.name(x.type)} is not comparable)`);
      x.invalidate();
    }
  } else {
    // spec: "A missing switch expression is equivalent to the boolean value true."
    const pos = s.cases[0]?.pos ?? s.rbrace;
    x.mode = "const";
    x.type = Typ.bool;
    x.value = makeBool(true);
    x.expr = { kind: "Ident", pos, end: pos, name: "true" };
  }
  multipleDefaults(c, s.cases);
  const seen = new Map<string | number | bigint, { pos: number; type: Type }[]>();
  for (const clause of s.cases) {
    for (const e of clause.list) caseValue(c, x, e, seen);
    c.openScope(clause);
    stmtList(c, clause.body);
    c.closeScope();
  }
}

function caseValue(
  c: Checker,
  x: Operand,
  e: ast.Expr,
  seen: Map<string | number | bigint, { pos: number; type: Type }[]>,
): void {
  const v = new Operand();
  checkExpr(c, v, e);
  if (x.mode === "invalid" || v.mode === "invalid") return;
  convertUntyped(c, v, x.type);
  if (v.mode === ("invalid" as Operand["mode"])) return;
  // The order matters for messages; the comparison must not change v.
  const result = v.copy();
  comparison(c, result, x, "==", true);
  if (result.mode === "invalid" || v.mode !== "const") return;
  const key = caseKey(v.value);
  if (key === undefined) return;
  const others = seen.get(key) ?? [];
  const other = others.find((o) => identical(o.type, v.type));
  if (other) {
    c.error("DuplicateCase")
      .add(v, `duplicate case ${c.show(v)} in expression switch`)
      .add(other.pos, "previous case")
      .report();
    return;
  }
  others.push({ pos: nodePos(e), type: v.type });
  seen.set(key, others);
}

/** Booleans and complex numbers may occur twice. */
function caseKey(v: Value): string | number | bigint | undefined {
  switch (v.kind) {
    case "int":
      return v.value;
    case "rat":
    case "float":
      return toNumber(v);
    case "string":
      return v.value;
    default:
      return undefined;
  }
}

/** spec: "A type switch compares types rather than values. ... The TypeSwitchGuard may include a short variable declaration. When that form is used, the variable is declared at the end of the TypeSwitchCase in the implicit block of each clause." */
function typeSwitchStmt(c: Checker, s: ast.TypeSwitchStmt): void {
  let bind = s.bind;
  if (bind) {
    if (bind.name === "_") {
      c.fail(bind, "NoNewVar", "no new variable on left side of :=");
      bind = undefined;
    } else {
      c.info.defs.set(bind, undefined);
    }
  }
  const operand = new Operand();
  checkExpr(c, operand, s.x);
  let x: Operand | undefined;
  if (operand.mode !== "invalid") {
    if (isTypeParam(operand.type))
      c.fail(operand, "InvalidTypeSwitch", `cannot use type switch on type parameter value ${c.show(operand)}`);
    else if (isInterface(operand.type)) x = operand;
    else c.fail(operand, "InvalidTypeSwitch", `${c.show(operand)} is not an interface`);
  }
  multipleDefaults(c, s.cases);
  const vars: Var[] = [];
  const seen: { type: Type | undefined; expr: ast.Expr }[] = [];
  for (const clause of s.cases) {
    const type = caseTypes(c, x, clause.list, seen);
    c.openScope(clause);
    if (bind) {
      const v = c.newVar("local", bind.pos, bind.name, type);
      c.declare(c.env.scope, undefined, v);
      c.env.frame?.locals.pop();
      c.info.implicits.set(clause, v);
      vars.push(v);
    }
    stmtList(c, clause.body);
    c.closeScope();
  }
  if (bind && !vars.some((v) => v.used)) c.fail(bind, "UnusedVar", `${bind.name} declared and not used`);
}

/** Checks the types of a case; returns the type of the clause's variable. */
function caseTypes(
  c: Checker,
  x: Operand | undefined,
  list: readonly ast.Expr[],
  seen: { type: Type | undefined; expr: ast.Expr }[],
): Type {
  let type: Type | undefined;
  for (const e of list) {
    if (isNilIdent(c, e)) {
      type = undefined;
      checkExpr(c, new Operand(), e);
    } else {
      const t = varType(c, e);
      type = t;
      if (!isValid(t)) continue;
    }
    // spec: "The types listed in the cases of a type switch must all be different."
    const current = type;
    const other = seen.find((o) => (current && o.type ? identical(current, o.type) : current === o.type));
    if (other) {
      const name = current ? c.name(current) : "nil";
      c.error("DuplicateCase")
        .add(e, `duplicate case ${name} in type switch`)
        .add(other.expr, "previous case")
        .report();
      continue;
    }
    seen.push({ type: current, expr: e });
    if (x && current) typeAssertion(c, e, x, current, true);
  }
  // spec: "In clauses with a case listing exactly one type, the variable has that type; otherwise, the variable has the type of the
  // expression in the TypeSwitchGuard."
  if (list.length === 1 && type) return type;
  return x ? x.type : Typ.invalid;
}

function isNilIdent(c: Checker, e: ast.Expr): boolean {
  const inner = unparen(e);
  return inner.kind === "Ident" && c.lookup(inner.name)?.kind === "Nil";
}

/** spec: "A case with a RecvStmt may assign the result of a RecvExpr to one or two variables, which may be declared using a short variable declaration. The RecvExpr must be a (possibly parenthesized) receive operation." */
function selectStmt(c: Checker, s: ast.SelectStmt): void {
  multipleDefaults(c, s.cases);
  for (const clause of s.cases) {
    const { comm } = clause;
    if (comm && !isCommunication(comm)) {
      c.fail(comm, "InvalidSelectCase", "select case must be send or receive (possibly with assignment)");
      continue;
    }
    c.openScope(clause);
    if (comm) stmt(c, comm);
    stmtList(c, clause.body);
    c.closeScope();
  }
}

function isCommunication(s: ast.Stmt): boolean {
  if (s.kind === "SendStmt") return true;
  let rhs: ast.Expr | undefined;
  if (s.kind === "AssignStmt" && s.rhs.length === 1) rhs = s.rhs[0];
  else if (s.kind === "ExprStmt") rhs = s.x;
  if (!rhs) return false;
  const inner = unparen(rhs);
  return inner.kind === "UnaryExpr" && inner.op === "<-";
}
