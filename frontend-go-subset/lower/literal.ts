// Composite literals: struct, array, slice and map values.
//
//   T{a: x, b: y}     ->  the leaves of x and y, zeroes elsewhere; in memory: fresh memory, each field stored
//   []T{x, 5: y}      ->  newarray(6); stores; {p, 6, 6}
//   map[K]V{k: v}     ->  makemap; one mapassign per element

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { MapType, Struct, Type } from "../types/types.ts";
import { bug } from "./bug.ts";
import { constantIndex } from "./constant-expr.ts";
import { exprAs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import type { Expr } from "./ir-expr.ts";
import { i32, i64, ptr } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { mapSlot } from "./map.ts";
import { writePlace } from "./place.ts";
import { elemArgs } from "./slice.ts";

export function compositeLiteral(f: FuncLowering, e: ast.CompositeLit): Value {
  return literalOfType(f, e, f.typeOf(e));
}

function literalOfType(f: FuncLowering, e: ast.CompositeLit, type: Type): Value {
  const under = f.under(type);
  // T{} in memory is the static zeroes: nothing is allocated for `*p = T{}`.
  if (e.elts.length === 0 && layoutOf(type).inMemory) return f.zero(type);
  switch (under.kind) {
    case "Struct":
      return structLiteral(f, e, type, under);
    case "Array": {
      if (!layoutOf(type).inMemory) return smallArray(f, e, type, under.elem, under.length);
      const base = f.newObject(type);
      fillElements(f, e, under.elem, base);
      return [base];
    }
    case "Slice": {
      const length = literalLength(f, e);
      if (length === 0) return [ptr(f.program.zeroBase()), i32(0), i32(0)];
      const [base] = f.callRuntime("newelems", [...elemArgs(f, under.elem), i32(length)]);
      fillElements(f, e, under.elem, base);
      return [base, i32(length), i32(length)];
    }
    case "Map":
      return [mapLiteral(f, e, type, under)];
    case "Pointer":
      return [f.em.temp("ptr", f.copyToHeap(under.elem, literalOfType(f, e, under.elem)))];
    default:
      return bug("literal", `composite literal of ${under.kind}`);
  }
}

/** A value inside a literal: nested literals may leave out their type, and & with it. */
export function elementValue(f: FuncLowering, expression: ast.Expr, type: Type): Value {
  const e = unparen(expression);
  if (e.kind === "CompositeLit" && !e.type) {
    if (f.under(type).kind === "Pointer") return literalOfType(f, e, type);
    return literalOfType(f, e, type);
  }
  return exprAs(f, expression, type);
}

/** Blank fields stay zero: their values are evaluated only. */
function structLiteral(f: FuncLowering, e: ast.CompositeLit, type: Type, under: Struct): Value {
  const layout = layoutOf(type);
  const fields = structFields(f, e, under);
  if (layout.inMemory) {
    const base = f.newObject(type);
    for (const { index, value } of fields) {
      const fieldType = under.fields[index].type;
      const element = elementValue(f, value, fieldType);
      if (under.fields[index].name !== "_") f.storeMemory(fieldType, base, layout.offsets[index], element);
    }
    return [base];
  }
  const result = [...f.zero(type)];
  for (const { index, value } of fields) {
    const fieldType = under.fields[index].type;
    const leaves = f.snapshot(fieldType, elementValue(f, value, fieldType));
    if (under.fields[index].name === "_") continue;
    leaves.forEach((leaf, i) => {
      result[layout.firstLeaf[index] + i] = leaf;
    });
  }
  return result;
}

export function structFields(
  f: { readonly info: FuncLowering["info"] },
  e: ast.CompositeLit,
  under: Struct,
): { index: number; value: ast.Expr }[] {
  void f;
  return e.elts.map((elt, i) => {
    if (elt.kind !== "KeyValueExpr") return { index: i, value: elt };
    const key = unparen(elt.key);
    const index = key.kind === "Ident" ? under.fields.findIndex((field) => field.name === key.name) : -1;
    return { index: index >= 0 ? index : bug("literal", "unknown field"), value: elt.value };
  });
}

/** The elements of an array or slice literal with their indices. */
export function indexedElements(
  f: { readonly info: FuncLowering["info"] },
  e: ast.CompositeLit,
): { index: number; value: ast.Expr }[] {
  let next = 0;
  return e.elts.map((elt) => {
    if (elt.kind !== "KeyValueExpr") return { index: next++, value: elt };
    const index = constantIndex(f.info.types.get(elt.key)?.value) ?? bug("literal", "index is no constant");
    next = index + 1;
    return { index, value: elt.value };
  });
}

export function literalLength(f: { readonly info: FuncLowering["info"] }, e: ast.CompositeLit): number {
  return indexedElements(f, e).reduce((n, { index }) => Math.max(n, index + 1), 0);
}

function smallArray(f: FuncLowering, e: ast.CompositeLit, type: Type, elem: Type, length: number): Value {
  const result = [...f.zero(type)];
  const count = length === 0 ? 0 : result.length / length;
  for (const { index, value } of indexedElements(f, e)) {
    const leaves = f.snapshot(elem, elementValue(f, value, elem));
    leaves.forEach((leaf, i) => {
      result[index * count + i] = leaf;
    });
  }
  return result;
}

function fillElements(f: FuncLowering, e: ast.CompositeLit, elem: Type, base: Expr): void {
  const size = layoutOf(elem).size;
  for (const { index, value } of indexedElements(f, e)) {
    const leaves = elementValue(f, value, elem);
    const far = index * size >= 1 << 20;
    f.storeMemory(
      elem,
      far
        ? f.em.temp("ptr", {
            kind: "cast",
            to: "ptr",
            value: { kind: "op", op: "i32.add", args: [base, i32(index * size)] },
          })
        : base,
      far ? 0 : index * size,
      leaves,
    );
  }
}

function mapLiteral(f: FuncLowering, e: ast.CompositeLit, type: Type, under: MapType): Expr {
  const [map] = f.callRuntime("makemap", [ptr(f.program.types.descriptor(type)), i64(e.elts.length)]);
  for (const elt of e.elts) {
    if (elt.kind !== "KeyValueExpr") return bug("literal", "map element without key");
    const key = f.ownIfMoved(under.key, elementValue(f, elt.key, under.key));
    const value = f.ownIfMoved(under.elem, elementValue(f, elt.value, under.elem));
    writePlace(f, mapSlot(f, type, under, map, key), value);
  }
  return map;
}

/** &T{...}: the literal's own fresh memory. */
export function literalAddress(f: FuncLowering, e: ast.CompositeLit): Expr {
  const type = f.typeOf(e);
  if (e.elts.length === 0 && layoutOf(type).inMemory) return f.newObject(type);
  if (layoutOf(type).inMemory && f.under(type).kind !== "Pointer") return literalOfType(f, e, type)[0];
  return f.copyToHeap(type, literalOfType(f, e, type));
}
