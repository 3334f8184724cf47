// x.f: fields through embedded structs and pointers, methods as values, method expressions, names of other packages.
//
//   x.f        with f promoted through an embedded *E   ->   (*x.E).f

import type * as ast from "../syntax/ast.ts";
import type { Func, Struct, Type } from "../types/types.ts";
import { bug } from "./bug.ts";
import { funcValue, methodExpression, methodValue } from "./closure.ts";
import { expr, instanceArgs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import type { Expr } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { lookupMember } from "./method-set.ts";
import { basePlace, fieldPlace, type Place, readPlace } from "./place.ts";

export function selectorExpr(f: FuncLowering, e: ast.SelectorExpr): Value {
  const selection = f.info.selections.get(e);
  if (!selection) {
    const obj = f.info.uses.get(e.sel);
    if (obj?.kind === "Var") return readPlace(f, f.placeOfVar(obj));
    if (obj?.kind === "Func") return [funcValue(f, obj as Func, instanceArgs(f, e.sel))];
    return bug("selector", `${e.sel.name} is not a value`);
  }
  switch (selection.kind) {
    case "field":
      return readPlace(f, walkFieldPath(f, e));
    case "method":
      return [methodValue(f, e)];
    case "methodExpr":
      return [methodExpression(f, e)];
  }
}

/** The place of x.f; x itself may be a value that is not addressable. `start`: x, or what x points to, found before. */
export function walkFieldPath(f: FuncLowering, e: ast.SelectorExpr, start?: Place): Place {
  const selection = f.info.selections.get(e) ?? bug("selector", "no selection");
  const recv = f.typeOf(e.x);
  const member = lookupMember(recv, selection.obj.name, selection.obj.pkg);
  const path = member?.kind === "field" ? member.path : selection.index;
  return followPath(f, start ?? startPlace(f, e.x, recv), path);
}

/** x as a place; when x is a pointer, what it points to. */
function startPlace(f: FuncLowering, x: ast.Expr, type: Type): Place {
  const under = f.under(type);
  if (under.kind !== "Pointer") return basePlace(f, x);
  return { kind: "memory", type: under.elem, base: pointee(f, expr(f, x)), offset: 0 };
}

/** What a pointer points to; it must not be nil. */
export function pointee(f: FuncLowering, value: Value): Expr {
  const p = f.em.temp("ptr", value[0]);
  f.nilCheck(p);
  return p;
}

/** Walks field indices from a place, following embedded pointers. */
export function followPath(f: FuncLowering, start: Place, path: readonly number[]): Place {
  let place = start;
  for (const index of path) {
    const under = f.under(place.type);
    if (under.kind === "Pointer") {
      place = { kind: "memory", type: under.elem, base: pointee(f, readPlace(f, place)), offset: 0 };
    }
    place = fieldPlace(f, place, f.under(place.type) as Struct, index);
  }
  return place;
}

/** The same for a value: field after field. */
export function followValue(
  f: FuncLowering,
  value: Value,
  type: Type,
  path: readonly number[],
): { value: Value; type: Type } {
  if (path.length === 0) return { value, type };
  const under = f.under(type);
  let place: Place;
  if (under.kind === "Pointer") place = { kind: "memory", type: under.elem, base: pointee(f, value), offset: 0 };
  else if (layoutOf(type).inMemory) place = { kind: "memory", type, base: f.em.temp("ptr", value[0]), offset: 0 };
  else place = f.newLocals(type, value);
  const end = followPath(f, place, path);
  return { value: readPlace(f, end), type: end.type };
}
