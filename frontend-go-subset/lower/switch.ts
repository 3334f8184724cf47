// switch and type switch.
//
//   switch x { case a, b: A; default: D }   ->  t = x; if t == a || t == b goto A; goto D
//   switch v := x.(type) { case T: A }      ->  if type(x) == &desc(T) { v = unbox(x); A }
//
// Dense integer cases become one jump through a table.

import type * as ast from "../syntax/ast.ts";
import type { Type, Var } from "../types/types.ts";
import { numberInfo } from "./arith.ts";
import { compareValues } from "./compare.ts";
import { constantIndex } from "./constant-expr.ts";
import { assignable } from "./convert.ts";
import { condition, expr, exprAs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { assertValue, convertInterface, dynamicType, hasMethods, unboxed } from "./interface.ts";
import { type Expr, i32, i64, not, op, wrap } from "./ir-expr.ts";
import { stmt, stmts } from "./stmt.ts";

export function switchStmt(f: FuncLowering, s: ast.SwitchStmt): void {
  const label = f.pendingLabel;
  f.pendingLabel = undefined;
  if (s.init) stmt(f, s.init);
  const bodies = s.cases.map(() => f.em.newBlock());
  const done = f.em.newBlock();
  const fallback = s.cases.findIndex((c) => c.isDefault);
  const otherwise = fallback >= 0 ? bodies[fallback] : done;
  if (s.tag) {
    const type = f.typeOf(s.tag);
    const tag = f.snapshot(type, expr(f, s.tag));
    if (!jumpTable(f, s, tag[0], type, bodies, otherwise)) compareChain(f, s, tag, type, bodies, otherwise);
  } else {
    s.cases.forEach((c, i) => {
      for (const e of c.list) {
        const next = f.em.newBlock();
        condition(f, e, bodies[i], next);
        f.em.at(next);
      }
    });
    f.em.jump(otherwise);
  }
  s.cases.forEach((c, i) => {
    f.em.at(bodies[i]);
    f.jumps.push({ label, breakTo: done, continueTo: undefined, fallthroughTo: bodies[i + 1] ?? done });
    stmts(f, c.body);
    f.jumps.pop();
    f.em.jump(done);
  });
  f.em.at(done);
}

function compareChain(
  f: FuncLowering,
  s: ast.SwitchStmt,
  tag: Value,
  type: Type,
  bodies: readonly number[],
  otherwise: number,
): void {
  const isIface = (t: Type) => f.under(t).kind === "Interface";
  s.cases.forEach((c, i) => {
    for (const e of c.list) {
      const next = f.em.newBlock();
      const caseType = f.typeOf(e);
      let test: Expr;
      if (f.info.types.get(e)?.mode === "nil") test = not(tag[0]);
      else if (isIface(type) && !isIface(caseType)) test = compareValues(f, "==", tag, exprAs(f, e, type), type);
      else if (!isIface(type) && isIface(caseType))
        test = compareValues(f, "==", assignable(f, tag, type, caseType), expr(f, e), caseType);
      else if (isIface(type) && hasMethods(f, type) !== hasMethods(f, caseType)) {
        test = hasMethods(f, type)
          ? compareValues(f, "==", convertInterface(f, tag, type, caseType), expr(f, e), caseType)
          : compareValues(f, "==", tag, convertInterface(f, expr(f, e), caseType, type), type);
      } else test = compareValues(f, "==", tag, expr(f, e), type);
      f.em.branch(test, bodies[i], next);
      f.em.at(next);
    }
  });
  f.em.jump(otherwise);
}

/** True when the cases are integer constants dense enough for a table, and the jump has been emitted. */
function jumpTable(
  f: FuncLowering,
  s: ast.SwitchStmt,
  tag: Expr,
  type: Type,
  bodies: readonly number[],
  otherwise: number,
): boolean {
  const under = f.under(type);
  if (under.kind !== "Basic" || under.basic === "unsafe.Pointer") return false;
  const n = numberInfo(f, type);
  if (n.kind !== "int") return false;
  const targets = new Map<number, number>();
  for (const [i, c] of s.cases.entries()) {
    for (const e of c.list) {
      const tv = f.info.types.get(e);
      const value = tv?.mode === "const" ? constantIndex(tv.value) : undefined;
      if (value === undefined || !Number.isSafeInteger(value)) return false;
      if (!targets.has(value)) targets.set(value, bodies[i]);
    }
  }
  const values = [...targets.keys()];
  if (values.length < 5) return false;
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (high - low >= 4 * values.length || high - low > 1024) return false;
  const shifted = n.wasm === "i64" ? op("i64.sub", tag, i64(low)) : op("i32.sub", tag, i32(low));
  const cases = Array.from({ length: high - low + 1 }, (_, k) => targets.get(low + k) ?? otherwise);
  if (n.wasm === "i64") {
    const inRange = f.em.newBlock();
    const index = f.em.temp("i64", shifted);
    f.em.branch(op("i64.lt_u", index, i64(cases.length)), inRange, otherwise);
    f.em.at(inRange);
    f.em.end({ kind: "switch_int", value: wrap(index), cases, otherwise });
  } else {
    f.em.end({ kind: "switch_int", value: shifted, cases, otherwise });
  }
  return true;
}

export function typeSwitchStmt(f: FuncLowering, s: ast.TypeSwitchStmt): void {
  const label = f.pendingLabel;
  f.pendingLabel = undefined;
  if (s.init) stmt(f, s.init);
  const from = f.typeOf(s.x);
  const value = f.snapshot(from, expr(f, s.x));
  const type = f.em.temp("i32", dynamicType(f, value[0], from));
  const bodies = s.cases.map(() => f.em.newBlock());
  const done = f.em.newBlock();
  const fallback = s.cases.findIndex((c) => c.isDefault);
  // A clause with one type binds the variable to a value of that type: where its test succeeds.
  s.cases.forEach((c, i) => {
    for (const e of c.list) {
      const next = f.em.newBlock();
      typeTest(f, e, value, type, from, s, c, bodies[i], next);
      f.em.at(next);
    }
  });
  const rest = f.em.newBlock();
  f.em.jump(rest);
  f.em.at(rest);
  if (fallback >= 0) {
    bindWhole(f, s, s.cases[fallback], value, from);
    f.em.jump(bodies[fallback]);
  } else {
    f.em.jump(done);
  }
  s.cases.forEach((c, i) => {
    f.em.at(bodies[i]);
    f.jumps.push({ label, breakTo: done, continueTo: undefined });
    stmts(f, c.body);
    f.jumps.pop();
    f.em.jump(done);
  });
  f.em.at(done);
}

function clauseVar(f: FuncLowering, s: ast.TypeSwitchStmt, c: ast.CaseClause): Var | undefined {
  if (!s.bind || s.bind.name === "_") return undefined;
  const obj = f.info.implicits.get(c);
  return obj?.kind === "Var" ? obj : undefined;
}

function typeTest(
  f: FuncLowering,
  e: ast.Expr,
  value: Value,
  type: Expr,
  from: Type,
  s: ast.TypeSwitchStmt,
  c: ast.CaseClause,
  body: number,
  next: number,
): void {
  const v = clauseVar(f, s, c);
  const matched = f.em.newBlock();
  const tv = f.info.types.get(e);
  const isNil = tv?.mode === "nil";
  const single = c.list.length === 1 && !isNil;
  if (isNil) {
    f.em.branch(not(type), matched, next);
    f.em.at(matched);
  } else {
    const to = f.typeOf(e);
    if (f.under(to).kind === "Interface") {
      const result = assertValue(f, value, from, to, true);
      f.em.branch(result[result.length - 1], matched, next);
      f.em.at(matched);
      if (single && v) f.declare(v, result.slice(0, -1));
    } else {
      f.em.branch(op("i32.eq", type, i32(f.program.types.descriptor(to))), matched, next);
      f.em.at(matched);
      if (single && v) f.declare(v, unboxed(f, value[1], to));
    }
  }
  if (!single && v) bindShared(f, v, value);
  f.em.jump(body);
}

/** The clause's variable keeps the type of x: with several types, nil, or default. */
function bindWhole(f: FuncLowering, s: ast.TypeSwitchStmt, c: ast.CaseClause, value: Value, from: Type): void {
  void from;
  const v = clauseVar(f, s, c);
  if (v) bindShared(f, v, value);
}

/** Several tests may lead to one body: they share the variable's place. */
function bindShared(f: FuncLowering, v: Var, value: Value): void {
  const place = f.places.get(v);
  if (!place) {
    f.declare(v, value);
    return;
  }
  if (place.kind === "locals") {
    place.locals.forEach((l, i) => {
      f.em.set(l, value[i]);
    });
  } else if (place.kind === "memory" && place.base.kind === "local") {
    f.em.set(place.base.local, f.copyToHeap(place.type, value));
  }
}
