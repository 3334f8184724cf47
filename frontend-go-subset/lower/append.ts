// append.
//
//   append(s, x)      ->  if len + 1 > cap { base, cap = growslice(...) }; base[len] = x; {base, len + 1, cap}
//   p.s = append(p.s, x) in memory: the same place is found once, and only its length changes where there is room
//                     ->  if len + 1 > cap { p.s.base, p.s.cap = growslice(...) }; p.s.len = len + 1; base[len] = x

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Type } from "../types/types.ts";
import { bug } from "./bug.ts";
import { builtinOf } from "./call.ts";
import { assignable } from "./convert.ts";
import { exprAs, exprTuple } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { addPtr, type Expr, i32, local, op } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { hasCall } from "./order.ts";
import { type Place, placeOf, readPlace, writePlace } from "./place.ts";
import { isSamePlace } from "./same-place.ts";
import { elemArgs } from "./slice.ts";

type MemoryPlace = Extract<Place, { kind: "memory" }>;

export function appendCall(f: FuncLowering, e: ast.CallExpr): Value {
  const type = f.typeOf(e);
  const elem = elementOf(f, type);
  if (e.args.length === 1 && f.typeOf(e.args[0]).kind === "Tuple") {
    const { values, types } = exprTuple(f, e.args[0]);
    const rest = values.slice(1).map((v, i) => assignable(f, v, types[i + 1], elem));
    return appendValues(f, elem, values[0], rest);
  }
  const old = f.snapshot(type, exprAs(f, e.args[0], type));
  return e.args.length === 1 ? old : appendArgs(f, e, type, old);
}

/** s = append(s, ...) where s is in memory and nothing in between can change it. False: not of that form, nothing was done. */
export function appendInPlace(f: FuncLowering, left: ast.Expr, right: ast.Expr): boolean {
  const e = unparen(right);
  if (e.kind !== "CallExpr" || e.args.length < 2 || builtinOf(f, unparen(e.fun)) !== "append") return false;
  if (!isSamePlace(f, left, e.args[0]) || e.args.slice(1).some((arg) => hasCall(f, arg))) return false;
  const target = unparen(left);
  if (target.kind === "Ident" && placeOf(f, target).kind !== "memory") return false;
  const place = placeOf(f, left);
  const type = f.typeOf(left);
  if (place.kind !== "memory") {
    writePlace(f, place, appendArgs(f, e, type, f.snapshot(type, readPlace(f, place))));
    return true;
  }
  appendArgs(f, e, type, f.snapshot(type, readPlace(f, place)), place);
  return true;
}

function elementOf(f: FuncLowering, type: Type): Type {
  const under = f.under(type);
  return under.kind === "Slice" ? under.elem : bug("append", `append to ${under.kind}`);
}

/** Appends all arguments behind the first to the slice `old`. */
function appendArgs(f: FuncLowering, e: ast.CallExpr, type: Type, old: Value, place?: MemoryPlace): Value {
  const elem = elementOf(f, type);
  if (!e.hasDots) {
    const values = e.args.slice(1).map((arg) => f.ownIfMoved(elem, exprAs(f, arg, elem)));
    return appendValues(f, elem, old, values, place);
  }
  const argType = f.typeOf(e.args[1]);
  const isString = f.under(argType).kind === "Basic" && f.info.types.get(e.args[1])?.mode !== "nil";
  const arg = exprAs(f, e.args[1], isString ? argType : type);
  const [from, count] = [f.em.temp("ptr", arg[0]), f.em.temp("i32", arg[1])];
  const grown = grow(f, elem, old, count, place);
  const size = layoutOf(elem).size;
  const dest = f.em.temp("ptr", addPtr(grown[0], op("i32.mul", old[1], i32(size))));
  const length = f.em.temp("i32", op("i32.mul", count, i32(size)));
  if (layoutOf(elem).hasPointers) f.beforeWrite(dest, length);
  f.em.emit({ kind: "memory_copy", dest, source: from, length });
  return grown;
}

function appendValues(f: FuncLowering, elem: Type, old: Value, values: readonly Value[], place?: MemoryPlace): Value {
  const grown = grow(f, elem, old, i32(values.length), place);
  const size = layoutOf(elem).size;
  const at = f.em.temp("ptr", addPtr(grown[0], op("i32.mul", old[1], i32(size))));
  values.forEach((value, i) => {
    f.storeMemory(elem, at, i * size, value);
  });
  return grown;
}

/** Room for `count` more elements: the new slice, its length already counted up. What changes is written to `place`. */
function grow(
  f: FuncLowering,
  elem: Type,
  [base, length, capacity]: Value,
  count: Expr,
  place: MemoryPlace | undefined,
): Value {
  const newBase = f.em.newLocal("ptr");
  const newCap = f.em.newLocal("i32");
  const newLength = f.em.temp("i32", op("i32.add", length, count));
  f.em.set(newBase, base);
  f.em.set(newCap, capacity);
  const full = f.em.newBlock(true);
  const roomy = f.em.newBlock();
  f.em.branch(op("i32.gt_u", newLength, capacity), full, roomy);
  f.em.at(full);
  const [p, c] = f.callRuntime("growslice", [...elemArgs(f, elem), base, length, capacity, newLength]);
  f.em.set(newBase, p);
  f.em.set(newCap, c);
  const grown = [local(newBase), newLength, local(newCap)];
  if (place) f.storeMemory(place.type, place.base, place.offset, grown);
  f.em.jump(roomy);
  f.em.at(roomy);
  if (place) f.em.store("i32.store", place.base, place.offset + 4, newLength);
  return grown;
}
