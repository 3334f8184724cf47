// Maps: reads, writes, deletes. Keys of common shapes go to the runtime in registers (fast64, fast32, faststr), the others
// through memory: a value that is in memory already by its address, the rest through the static argument area, which the
// runtime has read before anything else can run.
//
//   v := m[k]      p = mapaccess_X(type, m, k); v = p == nil ? zero : *p
//   m[k] = v       p = mapassign_X(type, m, k); *p = v

import type * as ast from "../syntax/ast.ts";
import type { MapType, Type } from "../types/types.ts";
import { expr, exprAs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { type Expr, not, ptr, select } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import type { Place } from "./place.ts";

interface KeyShape {
  readonly suffix: "" | "_fast64" | "_fast32" | "_faststr";
}

function keyShape(f: FuncLowering, key: Type): KeyShape {
  const under = f.under(key);
  const layout = layoutOf(key);
  if (under.kind === "Basic") {
    if (under.basic === "string") return { suffix: "_faststr" };
    if (layout.leaves.length === 1 && layout.leaves[0].type === "i64") return { suffix: "_fast64" };
    if (layout.leaves.length === 1 && layout.leaves[0].type === "i32" && layout.size === 4)
      return { suffix: "_fast32" };
  }
  if (under.kind === "Pointer" || under.kind === "Chan") return { suffix: "_fast32" };
  return { suffix: "" };
}

/** The key as arguments of the runtime's map functions of that shape. */
function keyArgs(f: FuncLowering, key: Type, value: Value, shape: KeyShape): Expr[] {
  if (shape.suffix === "") return [inArgumentArea(f, key, value)];
  if (shape.suffix === "_fast32")
    return [{ kind: "cast", to: "i32", value: value[0] }].map((e) =>
      layoutOf(key).leaves[0].type === "ptr" ? (e as Expr) : value[0],
    );
  return [...value];
}

/** The address of a value for a runtime function that reads it at once. */
export function inArgumentArea(f: FuncLowering, type: Type, value: Value): Expr {
  const layout = layoutOf(type);
  if (layout.inMemory) return value[0];
  const area = ptr(f.program.argumentArea());
  f.initMemory(type, area, 0, value);
  return area;
}

function access(
  f: FuncLowering,
  verb: "mapaccess" | "mapassign" | "mapdelete",
  type: Type,
  map: Expr,
  key: Type,
  keyValue: Value,
): Expr[] {
  const shape = keyShape(f, key);
  const keys = keyArgs(f, key, keyValue, shape);
  const results = f.callRuntime(verb + shape.suffix, [ptr(f.program.types.descriptor(type)), map, ...keys]);
  if (shape.suffix === "") f.forgetMemory(key, keys[0]);
  return results;
}

/** m[k]; with `ok` one more leaf says whether it was there. */
export function mapRead(f: FuncLowering, e: ast.IndexExpr, ok: boolean): Value {
  const type = f.typeOf(e.x);
  const under = f.under(type) as MapType;
  const map = f.em.temp("ptr", expr(f, e.x)[0]);
  const key = f.snapshot(under.key, exprAs(f, e.indices[0], under.key));
  return readAt(f, type, under, map, key, ok);
}

function readAt(f: FuncLowering, type: Type, under: MapType, map: Expr, key: Value, ok: boolean): Value {
  const [p] = access(f, "mapaccess", type, map, under.key, key);
  const zeroes = ptr(f.program.zeroArea(layoutOf(under.elem).size));
  const value = f.loadMemory(under.elem, f.em.temp("ptr", select(p, p, zeroes)), 0);
  return ok ? [...value, f.em.temp("i32", not(not(p)))] : value;
}

export function mapAssignPlace(f: FuncLowering, e: ast.IndexExpr, under: MapType): Place {
  const type = f.typeOf(e.x);
  const map = f.em.temp("ptr", expr(f, e.x)[0]);
  const key = f.ownIfMoved(under.key, f.snapshot(under.key, exprAs(f, e.indices[0], under.key)));
  return {
    kind: "map",
    type: under.elem,
    read: () => readAt(f, type, under, map, key, false),
    assign: () => mapSlot(f, type, under, map, key),
  };
}

/** The place of the element for a key that is there or is put there. */
export function mapSlot(
  f: FuncLowering,
  type: Type,
  under: MapType,
  map: Expr,
  key: Value,
): Extract<Place, { kind: "memory" }> {
  const [p] = access(f, "mapassign", type, map, under.key, key);
  return { kind: "memory", type: under.elem, base: p, offset: 0 };
}

export function mapDelete(f: FuncLowering, type: Type, map: Expr, key: Value): void {
  access(f, "mapdelete", type, map, (f.under(type) as MapType).key, key);
}
