// Statements: one case per kind, each handing over to the file of its feature; if, for, labels, goto and return are here.

import { assertNever } from "../../diagnostics/index.ts";
import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Var } from "../types/types.ts";
import { assignStmt, incDec, varSpec } from "./assign.ts";
import { bug } from "./bug.ts";
import { callExpr, evaluateAll } from "./call.ts";
import { receive, sendStmt } from "./chan.ts";
import { assignable } from "./convert.ts";
import { returnPlaces } from "./declared.ts";
import { deferredClosure, deferStmt } from "./defer.ts";
import { condition, expr, exprTuple } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { goSite } from "./func-names.ts";
import { ptr } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { writePlace } from "./place.ts";
import { enterLoop } from "./preempt.ts";
import { rangeStmt } from "./range.ts";
import { leaveRangeFunc, returnFromRangeFunc } from "./range-func.ts";
import { selectStmt } from "./select.ts";
import { switchStmt, typeSwitchStmt } from "./switch.ts";

export function block(f: FuncLowering, b: ast.BlockStmt): void {
  stmts(f, b.list);
}

export function stmts(f: FuncLowering, list: readonly ast.Stmt[]): void {
  for (const s of list) stmt(f, s);
}

export function stmt(f: FuncLowering, s: ast.Stmt): void {
  if (s.kind !== "BlockStmt" && s.kind !== "EmptyStmt") f.setPos(s.pos);
  switch (s.kind) {
    case "BadStmt":
    case "EmptyStmt":
      return;
    case "DeclStmt":
      for (const spec of s.decl.specs) if (spec.kind === "ValueSpec" && s.decl.tok === "var") varSpec(f, spec);
      return;
    case "LabeledStmt": {
      const target = labelBlock(f, s.label.name);
      f.em.jump(target);
      f.em.at(target);
      f.pendingLabel = s.label.name;
      stmt(f, s.stmt);
      f.pendingLabel = undefined;
      return;
    }
    case "ExprStmt":
      exprStmt(f, s.x);
      return;
    case "SendStmt":
      sendStmt(f, s);
      return;
    case "IncDecStmt":
      incDec(f, s);
      return;
    case "AssignStmt":
      assignStmt(f, s);
      return;
    case "GoStmt": {
      const closure = deferredClosure(f, s.call);
      f.setPos(s.pos);
      f.nilCheck(closure);
      f.callRuntime("newproc", [closure, ptr(goSite(f, s.pos))]);
      return;
    }
    case "DeferStmt":
      deferStmt(f, s);
      return;
    case "ReturnStmt":
      returnStmt(f, s);
      return;
    case "BranchStmt":
      branchStmt(f, s);
      return;
    case "BlockStmt":
      f.pendingLabel = undefined;
      block(f, s);
      return;
    case "IfStmt":
      ifStmt(f, s);
      return;
    case "SwitchStmt":
      switchStmt(f, s);
      return;
    case "TypeSwitchStmt":
      typeSwitchStmt(f, s);
      return;
    case "SelectStmt":
      selectStmt(f, s);
      return;
    case "ForStmt":
      forStmt(f, s);
      return;
    case "RangeStmt":
      rangeStmt(f, s);
      return;
    default:
      assertNever(s, "lower/stmt");
  }
}

export function labelBlock(f: FuncLowering, name: string): number {
  let target = f.labels.get(name);
  if (target === undefined) {
    target = f.em.newBlock();
    f.labels.set(name, target);
  }
  return target;
}

function exprStmt(f: FuncLowering, expression: ast.Expr): void {
  const e = unparen(expression);
  if (e.kind === "CallExpr") callExpr(f, e);
  else if (e.kind === "UnaryExpr" && e.op === "<-") receive(f, e.x, false);
  else expr(f, e);
}

function ifStmt(f: FuncLowering, s: ast.IfStmt): void {
  if (s.init) stmt(f, s.init);
  const yes = f.em.newBlock();
  const done = f.em.newBlock();
  const no = s.else ? f.em.newBlock() : done;
  f.setPos(s.cond.pos);
  condition(f, s.cond, yes, no);
  f.em.at(yes);
  block(f, s.body);
  f.em.jump(done);
  if (s.else) {
    f.em.at(no);
    stmt(f, s.else);
    f.em.jump(done);
  }
  f.em.at(done);
}

/**
 * for init; cond; post { body }. spec (Go 1.22): "Each iteration has its own separate declared variable": a variable that lives
 * in a box gets a new box, with the value copied, before post. Packages of older language versions keep the one they have.
 */
function forStmt(f: FuncLowering, s: ast.ForStmt): void {
  const label = f.pendingLabel;
  f.pendingLabel = undefined;
  if (s.init) stmt(f, s.init);
  const vars = s.init?.kind === "AssignStmt" && s.init.op === ":=" ? declaredVars(f, s.init.lhs) : [];
  const head = f.em.newBlock();
  const body = f.em.newBlock();
  const next = f.em.newBlock();
  const done = f.em.newBlock();
  const goBack = enterLoop(f, s, head);
  f.em.at(head);
  f.setPos(s.cond ? s.cond.pos : s.pos);
  if (s.cond) condition(f, s.cond, body, done);
  else f.em.jump(body);
  f.em.at(body);
  f.jumps.push({ label, breakTo: done, continueTo: next });
  block(f, s.body);
  f.jumps.pop();
  f.em.jump(next);
  f.em.at(next);
  if (!f.info.sharesLoopVars) for (const v of vars) renewBox(f, v);
  if (s.post) stmt(f, s.post);
  f.setPos(s.pos);
  goBack();
  f.em.at(done);
}

function declaredVars(f: FuncLowering, list: readonly ast.Expr[]): Var[] {
  return list.flatMap((l) => {
    const e = unparen(l);
    const obj = e.kind === "Ident" ? f.info.defs.get(e) : undefined;
    return obj?.kind === "Var" && e.kind === "Ident" && e.name !== "_" ? [obj] : [];
  });
}

function renewBox(f: FuncLowering, v: Var): void {
  const place = f.places.get(v);
  if (place?.kind !== "memory" || place.base.kind !== "local" || !f.isBoxed(v)) return;
  const value = f.loadMemory(place.type, place.base, 0);
  const fresh = f.copyToHeap(place.type, value);
  f.em.set(place.base.local, fresh);
}

function returnStmt(f: FuncLowering, s: ast.ReturnStmt): void {
  if (f.rangeFunc) {
    returnFromRangeFunc(f, s);
    return;
  }
  const types = f.sig.results.vars.map((v) => v.type);
  if (s.results.length === 0) {
    returnPlaces(f);
    return;
  }
  const values = returnValues(f, s, types);
  if (f.resultPlaces) {
    const kept =
      values.length > 1
        ? values.map((v, i) => (layoutOf(types[i]).inMemory ? f.ownCopy(types[i], v) : f.snapshot(types[i], v)))
        : values;
    f.resultPlaces.forEach((place, i) => {
      writePlace(f, place, kept[i]);
    });
    returnPlaces(f);
    return;
  }
  // Memory that belongs to somebody else is copied: the caller keeps what it gets.
  const own = values.map((v, i) => (layoutOf(types[i]).inMemory ? f.ownCopy(types[i], v) : v));
  f.em.end({ kind: "return", values: own.flat(), pos: f.em.pos });
}

/** Returns the results that have been stored already. */
export function leaveFunction(f: FuncLowering): void {
  returnPlaces(f);
}

/** The values of a return statement as values of the result types. */
export function returnValues(
  f: FuncLowering,
  s: ast.ReturnStmt,
  types: readonly import("../types/types.ts").Type[],
): Value[] {
  if (s.results.length === 1 && types.length > 1) {
    const tuple = exprTuple(f, s.results[0]);
    return tuple.values.map((v, i) => assignable(f, v, tuple.types[i], types[i]));
  }
  return evaluateAll(f, s.results, types);
}

function branchStmt(f: FuncLowering, s: ast.BranchStmt): void {
  branchTo(f, s.tok, s.label?.name);
}

export function branchTo(f: FuncLowering, tok: ast.BranchStmt["tok"], label: string | undefined): void {
  switch (tok) {
    case "goto":
      if (f.rangeFunc && !ownsLabel(f, label!)) leaveRangeFunc(f, "goto", label);
      else f.em.jump(labelBlock(f, label!));
      return;
    case "fallthrough": {
      const target = f.jumps.findLast((j) => j.fallthroughTo !== undefined);
      f.em.jump(target?.fallthroughTo ?? bug("stmt", "fallthrough outside switch"));
      return;
    }
    case "break":
    case "continue": {
      const target = f.jumps.findLast((j) =>
        label !== undefined ? j.label === label : tok === "break" || j.continueTo !== undefined,
      );
      const to = tok === "break" ? target?.breakTo : target?.continueTo;
      if (to !== undefined) f.em.jump(to);
      else if (f.rangeFunc) leaveRangeFunc(f, tok, label);
      else bug("stmt", `${tok} without a target`);
    }
  }
}

/** Inside the body of a range-over-func loop: the label is declared in this very body. */
function ownsLabel(f: FuncLowering, label: string): boolean {
  return f.rangeFunc?.labels.has(label) ?? true;
}
