// Assignments: x = y, x, y = y, x, x op= y, x++, x := y, a, b = f().
//
// spec: "The assignment proceeds in two phases. First, the operands of index expressions and pointer indirections ... on the
// left and the expressions on the right are all evaluated in the usual order. Second, the assignments are carried out in
// left-to-right order."

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Type, Var } from "../types/types.ts";
import { defaultType } from "../types/under.ts";
import { appendInPlace } from "./append.ts";
import { arithmetic, increment, numberInfo, shift } from "./arith.ts";
import { assignable } from "./convert.ts";
import { expr, exprAs, exprTuple } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { layoutOf } from "./layout.ts";
import { hasCall } from "./order.ts";
import { deferredPlace, type Place, placeOf, readPlace, writePlace } from "./place.ts";
import { cutInPlace } from "./slice.ts";

export function assignStmt(f: FuncLowering, s: ast.AssignStmt): void {
  if (s.op === ":=") define(f, s);
  else if (s.op === "=") plainAssign(f, s);
  else operatorAssign(f, s.lhs[0], s.op, s.rhs[0]);
}

function isBlank(e: ast.Expr): boolean {
  const x = unparen(e);
  return x.kind === "Ident" && x.name === "_";
}

/** The variable that := declares at an identifier; undefined when it assigns an older one, or is blank. */
function declaredVar(f: FuncLowering, e: ast.Expr): Var | undefined {
  const x = unparen(e);
  if (x.kind !== "Ident" || x.name === "_") return undefined;
  const obj = f.info.defs.get(x);
  return obj?.kind === "Var" ? obj : undefined;
}

function define(f: FuncLowering, s: ast.AssignStmt): void {
  if (s.lhs.length === 1) {
    const v = declaredVar(f, s.lhs[0]);
    if (!v) {
      plainAssign(f, s);
      return;
    }
    f.declare(v, exprAs(f, s.rhs[0], f.typeOfVar(v)));
    return;
  }
  const { values, types } = rightSides(
    f,
    s.rhs,
    s.lhs.map((l) => targetType(f, l)),
  );
  const places = s.lhs.map((l) => (declaredVar(f, l) || isBlank(l) ? undefined : placeOf(f, l)));
  s.lhs.forEach((l, i) => {
    const v = declaredVar(f, l);
    const place = places[i];
    if (v) f.declare(v, assignable(f, values[i], types[i], f.typeOfVar(v)));
    else if (place) writePlace(f, place, assignable(f, values[i], types[i], place.type));
  });
}

/** The type a right side is wanted in; undefined for the blank identifier. */
function targetType(f: FuncLowering, l: ast.Expr): Type | undefined {
  if (isBlank(l)) return undefined;
  const v = declaredVar(f, l);
  return v ? f.typeOfVar(v) : f.typeOf(l);
}

/** All right sides, each kept so that later assignments do not change it. */
export function rightSides(
  f: FuncLowering,
  rhs: readonly ast.Expr[],
  targets: readonly (Type | undefined)[],
): { values: Value[]; types: Type[] } {
  if (rhs.length === 1 && targets.length > 1) {
    const tuple = exprTuple(f, rhs[0]);
    return { types: tuple.types, values: tuple.values.map((v, i) => f.snapshot(tuple.types[i], v)) };
  }
  const types: Type[] = [];
  const values = rhs.map((r, i) => {
    const target = targets[i];
    const type = target ?? blankType(f, r);
    types.push(type);
    const value = exprAs(f, r, type);
    return rhs.length === 1 ? f.snapshot(type, value) : keepValue(f, type, value);
  });
  return { values, types };
}

/** A copy into fresh locals: `a, b = b, a` must not read what it has written. */
function keepValue(f: FuncLowering, type: Type, value: Value): Value {
  if (layoutOf(type).inMemory) return f.ownCopy(type, value);
  return f.snapshot(type, value);
}

export function blankType(f: FuncLowering, r: ast.Expr): Type {
  return defaultType(f.typeOf(r));
}

function plainAssign(f: FuncLowering, s: ast.AssignStmt): void {
  if (s.lhs.length === 1 && s.rhs.length === 1) {
    const l = s.lhs[0];
    if (isBlank(l)) {
      const type = blankType(f, s.rhs[0]);
      if (f.info.types.get(s.rhs[0])?.mode !== "nil") f.snapshot(type, expr(f, s.rhs[0]));
      return;
    }
    if (appendInPlace(f, l, s.rhs[0]) || cutInPlace(f, l, s.rhs[0])) return;
    if (hasCall(f, s.rhs[0]) && !hasCall(f, l)) {
      const type = f.typeOf(l);
      const value = f.snapshot(type, exprAs(f, s.rhs[0], type));
      writePlace(f, placeOf(f, l), value);
      return;
    }
    const place = deferredPlace(f, l);
    const type = f.typeOf(l);
    const value = exprAs(f, s.rhs[0], type);
    writePlace(f, place(), value);
    return;
  }
  const places = s.lhs.map((l) => (isBlank(l) ? undefined : deferredPlace(f, l)));
  const targets = s.lhs.map((l) => (isBlank(l) ? undefined : f.typeOf(l)));
  const { values, types } = rightSides(f, s.rhs, targets);
  places.forEach((find, i) => {
    if (!find) return;
    const place = find();
    writePlace(f, place, assignable(f, values[i], types[i], place.type));
  });
}

export function operatorAssign(f: FuncLowering, left: ast.Expr, operator: ast.BinaryOp, right: ast.Expr): void {
  const isShift = operator === "<<" || operator === ">>";
  if (hasCall(f, right) && !hasCall(f, left) && !isShift) {
    const type = f.typeOf(left);
    const y = f.snapshot(type, exprAs(f, right, type));
    operate(f, placeOf(f, left), operator, () => y);
    return;
  }
  const place = placeOf(f, left);
  const type = place.type;
  if (isShift) {
    const x = readPlace(f, place);
    writePlace(f, place, [shift(f, operator, x[0], numberInfo(f, type), right)]);
    return;
  }
  operate(f, place, operator, () => exprAs(f, right, type));
}

/** place = place operator y */
function operate(f: FuncLowering, place: Place, operator: ast.BinaryOp, right: () => Value): void {
  const { type } = place;
  // Division may panic, and then no element must have been made.
  if (place.kind === "map" && operator !== "/" && operator !== "%") {
    const y = f.snapshot(type, right());
    updateElement(f, place, (x) => arithmetic(f, operator, x, y, type));
    return;
  }
  const x = f.snapshot(type, readPlace(f, place));
  writePlace(f, place, arithmetic(f, operator, x, right(), type));
}

export function incDec(f: FuncLowering, s: ast.IncDecStmt): void {
  const place = placeOf(f, s.x);
  if (place.kind === "map") {
    updateElement(f, place, (x) => increment(f, x, place.type, s.op === "++" ? 1 : -1));
    return;
  }
  writePlace(f, place, increment(f, readPlace(f, place), place.type, s.op === "++" ? 1 : -1));
}

/** m[k] = change(m[k]), where the element is made when it is not there: it is zero then. */
function updateElement(f: FuncLowering, map: Extract<Place, { kind: "map" }>, change: (old: Value) => Value): void {
  const element = map.assign();
  writePlace(f, element, change(f.snapshot(map.type, readPlace(f, element))));
}

/** var a, b T = x, y */
export function varSpec(f: FuncLowering, spec: ast.ValueSpec): void {
  const vars = spec.names.map((n) => {
    const obj = f.info.defs.get(n);
    return obj?.kind === "Var" && n.name !== "_" ? obj : undefined;
  });
  if (spec.values.length === 0) {
    for (const v of vars) if (v) f.declare(v);
    return;
  }
  if (vars.length === 1 && vars[0]) {
    f.declare(vars[0], exprAs(f, spec.values[0], f.typeOfVar(vars[0])));
    return;
  }
  const { values, types } = rightSides(
    f,
    spec.values,
    vars.map((v) => v && f.typeOfVar(v)),
  );
  vars.forEach((v, i) => {
    if (v) f.declare(v, assignable(f, values[i], types[i], f.typeOfVar(v)));
  });
}
