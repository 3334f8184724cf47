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
import { lowerGuarded } from "./declared.ts";
import { exprAs } from "./expr.ts";
import { FuncLowering, type Value } from "./func.ts";
import type { Expr } from "./ir-expr.ts";
import { addPtr, i32, i64, local, ptr } from "./ir-expr.ts";
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
      if (under.fields[index].name !== "_") f.initMemory(fieldType, base, layout.offsets[index], element);
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

/** Elements of a table that one function sets at most: the time of LLVM grows faster than the length of a function. */
const pieceLength = 64;

/**
 * Sets the elements of a literal whose memory is at `base`. A long one in the initializer of a package variable is
 * distributed over several functions:
 *
 *   var t = [...]T{a, b, ...}   ->   t.part0(base); t.part1(base); ...
 */
function inPieces<E>(
  f: FuncLowering,
  elements: readonly E[],
  base: Expr,
  set: (f: FuncLowering, base: Expr, element: E) => void,
): void {
  if (!f.isInitializer || elements.length <= 2 * pieceLength) {
    for (const element of elements) set(f, base, element);
    return;
  }
  for (let start = 0; start < elements.length; start += pieceLength) {
    const name = f.program.uniqueName(`${f.em.name}.part`, `${f.em.name}.part${f.parts++}`);
    f.program.define(name, () => {
      const part = new FuncLowering(f.program, f.pkg, f.subst, f.unit, f.sig, name, { params: ["ptr"], results: [] });
      return lowerGuarded(part, () => {
        for (const element of elements.slice(start, start + pieceLength)) set(part, local(0), element);
        part.em.end({ kind: "return", values: [] });
        return part.finish();
      });
    });
    f.em.call({ kind: "func", name }, [base], []);
  }
}

function fillElements(f: FuncLowering, e: ast.CompositeLit, elem: Type, base: Expr): void {
  inPieces(f, indexedElements(f, e), base, (part, at, element) => {
    fillElement(part, element, elem, at);
  });
}

function fillElement(f: FuncLowering, element: { index: number; value: ast.Expr }, elem: Type, base: Expr): void {
  const offset = element.index * layoutOf(elem).size;
  const leaves = elementValue(f, element.value, elem);
  if (offset < 1 << 20) f.initMemory(elem, base, offset, leaves);
  else f.initMemory(elem, f.em.temp("ptr", addPtr(base, i32(offset))), 0, leaves);
}

function mapLiteral(f: FuncLowering, e: ast.CompositeLit, type: Type, under: MapType): Expr {
  const [map] = f.callRuntime("makemap", [ptr(f.program.types.descriptor(type)), i64(e.elts.length)]);
  inPieces(f, e.elts, map, (part, at, elt) => {
    if (elt.kind !== "KeyValueExpr") return bug("literal", "map element without key");
    const key = part.ownIfMoved(under.key, elementValue(part, elt.key, under.key));
    const value = part.ownIfMoved(under.elem, elementValue(part, elt.value, under.elem));
    writePlace(part, mapSlot(part, type, under, at, key), value);
  });
  return map;
}

/** &T{...}: the literal's own fresh memory. */
export function literalAddress(f: FuncLowering, e: ast.CompositeLit): Expr {
  const type = f.typeOf(e);
  if (e.elts.length === 0 && layoutOf(type).inMemory) return f.newObject(type);
  if (layoutOf(type).inMemory && f.under(type).kind !== "Pointer") return literalOfType(f, e, type)[0];
  return f.copyToHeap(type, literalOfType(f, e, type));
}
