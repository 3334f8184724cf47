// Places: what can be assigned to. A place is found first (operands evaluated, checks made) and read or written later, any
// number of times.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Pos } from "../syntax/index.ts";
import { isNarrow, memoryTypes } from "../types/header.ts";
import type { ArrayType, Pointer, Struct, Type, Var } from "../types/types.ts";
import { bug, Unsupported } from "./bug.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { addPtr, constI32, type Expr, i32, load, local, op, select } from "./ir-expr.ts";
import { fieldLeaves, layoutOf } from "./layout.ts";
import { literalAddress } from "./literal.ts";
import { mapAssignPlace } from "./map.ts";
import { pointee, walkFieldPath } from "./selector.ts";
import { checkIndex, type IndexOperand, indexOperand } from "./slice.ts";

export type Place =
  /** A variable, or part of one, in IR locals. */
  | { readonly kind: "locals"; readonly type: Type; readonly locals: readonly number[] }
  /** base is stable: a temporary, a constant, or the pointer of a boxed variable. */
  | { readonly kind: "memory"; readonly type: Type; readonly base: Expr; readonly offset: number }
  /** An element of a small array that lives in locals, or a part of it: each element has one leaf at most. index is a checked i32. */
  | {
      readonly kind: "element";
      readonly type: Type;
      readonly array: Extract<Place, { kind: "locals" }>;
      readonly index: Expr;
    }
  | {
      readonly kind: "map";
      readonly type: Type;
      readonly assign: () => Extract<Place, { kind: "memory" }>;
      readonly read: () => Value;
    }
  | { readonly kind: "blank"; readonly type: Type };

export function readPlace(f: FuncLowering, place: Place): Value {
  switch (place.kind) {
    case "locals":
      return layoutOf(place.type).inMemory ? bug("place", "memory value in locals") : place.locals.map(local);
    case "memory":
      return f.loadMemory(place.type, place.base, place.offset);
    case "element":
      return readElement(f, place.array.locals.map(local), place.type, place.index);
    case "map":
      return place.read();
    case "blank":
      return f.zero(place.type);
  }
}

export function writePlace(f: FuncLowering, place: Place, value: Value): void {
  switch (place.kind) {
    case "locals":
      writeLocals(f, place, value);
      return;
    case "memory":
      f.storeMemory(place.type, place.base, place.offset, value);
      return;
    case "element": {
      const { leaves } = layoutOf(place.type);
      const count = leaves.length;
      const fresh = f.snapshot(place.type, value);
      if (count === 0) return;
      for (let i = 0; i * count < place.array.locals.length; i++) {
        const isIt = op("i32.eq", place.index, i32(i));
        for (let j = 0; j < count; j++) {
          const at = place.array.locals[i * count + j];
          f.em.set(at, select(isIt, fresh[j], local(at)));
        }
      }
      return;
    }
    case "map": {
      const fresh = f.snapshot(place.type, value);
      writePlace(f, place.assign(), fresh);
      return;
    }
    case "blank":
      f.snapshot(place.type, value);
      return;
  }
}

/** Leaves are written one after the other: a value made of the same locals needs temporaries first. */
function writeLocals(f: FuncLowering, place: Extract<Place, { kind: "locals" }>, value: Value): void {
  const { leaves } = layoutOf(place.type);
  const fresh =
    place.locals.length > 1
      ? value.map((e, i) => (mentions(e, place.locals) ? f.em.temp(leaves[i].type, e) : e))
      : value;
  place.locals.forEach((l, i) => {
    const e = fresh[i];
    if (e.kind !== "local" || e.local !== l) f.em.set(l, e);
  });
}

function mentions(e: Expr, locals: readonly number[]): boolean {
  switch (e.kind) {
    case "local":
      return locals.includes(e.local);
    case "load":
      return mentions(e.address, locals);
    case "op":
      return e.args.some((a) => mentions(a, locals));
    case "select":
      return mentions(e.cond, locals) || mentions(e.then, locals) || mentions(e.else, locals);
    case "cast":
      return mentions(e.value, locals);
    default:
      return false;
  }
}

/** array[index] where the array's leaves are at hand and index is checked. */
export function readElement(f: FuncLowering, leaves: Value, elem: Type, index: Expr): Value {
  const layout = layoutOf(elem);
  const count = layout.leaves.length;
  const known = constI32(index);
  if (known !== undefined) return leaves.slice(known * count, (known + 1) * count);
  const length = count === 0 ? 0 : leaves.length / count;
  if (length === 0) return f.zero(elem);
  const at = f.em.temp("i32", index);
  return layout.leaves.map((leaf, j) => {
    let result = leaves[(length - 1) * count + j];
    for (let i = length - 2; i >= 0; i--) result = select(op("i32.eq", at, i32(i)), leaves[i * count + j], result);
    return f.em.temp(leaf.type, result);
  });
}

/** Field `index` of a struct at a place. */
export function fieldPlace(f: FuncLowering, place: Place, struct: Struct, index: number): Place {
  const layout = layoutOf(place.type);
  const { type } = struct.fields[index];
  switch (place.kind) {
    case "locals": {
      const { first, count } = fieldLeaves(struct, layout, index);
      return { kind: "locals", type, locals: place.locals.slice(first, first + count) };
    }
    case "memory":
      return {
        kind: "memory",
        type: memoryTypes(struct)[index],
        base: place.base,
        offset: place.offset + layout.offsets[index],
      };
    case "element":
      return { ...place, type };
    default:
      return { kind: "blank", type: f.under(type) };
  }
}

/** The place that an assignable expression denotes. Operands are evaluated and checked now. */
export function placeOf(f: FuncLowering, expression: ast.Expr): Place {
  const e = unparen(expression);
  switch (e.kind) {
    case "Ident": {
      if (e.name === "_")
        return { kind: "blank", type: f.info.types.has(e) ? f.typeOf(e) : { kind: "Struct", fields: [], tags: [] } };
      const obj = f.info.uses.get(e) ?? f.info.defs.get(e);
      if (obj?.kind !== "Var") return bug("place", `${e.name} is not a variable`);
      return f.placeOfVar(obj);
    }
    case "SelectorExpr": {
      const selection = f.info.selections.get(e);
      if (!selection) return f.placeOfVar(f.info.uses.get(e.sel) as Var);
      return walkFieldPath(f, e);
    }
    case "StarExpr": {
      const p = f.em.temp("ptr", expr(f, e.x)[0]);
      f.nilCheck(p);
      return { kind: "memory", type: f.typeOf(e), base: p, offset: 0 };
    }
    case "IndexExpr":
      return indexPlace(f, e);
    case "CompositeLit": {
      return { kind: "memory", type: f.typeOf(e), base: f.em.temp("ptr", literalAddress(f, e)), offset: 0 };
    }
    default: {
      // Not assignable, but a base for selectors: the value in a place of its own.
      const type = f.typeOf(e);
      const value = expr(f, e);
      if (layoutOf(type).inMemory) return { kind: "memory", type, base: f.em.temp("ptr", value[0]), offset: 0 };
      return f.newLocals(type, value);
    }
  }
}

/**
 * The place of the left side of an assignment in two steps: the operands are evaluated now, nil and bounds are checked when
 * the result is called, which is when the assignment is carried out.
 */
export function deferredPlace(f: FuncLowering, expression: ast.Expr): () => Place {
  const e = unparen(expression);
  switch (e.kind) {
    case "StarExpr": {
      const p = f.em.temp("ptr", expr(f, e.x)[0]);
      return () => {
        f.nilCheck(p);
        return { kind: "memory", type: f.typeOf(e), base: p, offset: 0 };
      };
    }
    case "SelectorExpr": {
      if (!f.info.selections.has(e)) break;
      const under = f.under(f.typeOf(e.x));
      if (under.kind !== "Pointer") {
        const base = deferredPlace(f, e.x);
        return () => walkFieldPath(f, e, base());
      }
      const p = f.em.temp("ptr", expr(f, e.x)[0]);
      return () => walkFieldPath(f, e, { kind: "memory", type: under.elem, base: pointee(f, [p]), offset: 0 });
    }
    case "IndexExpr": {
      const type = f.typeOf(e.x);
      const under = f.under(type);
      const [index] = e.indices;
      switch (under.kind) {
        case "Slice": {
          const [data, length] = f.snapshot(type, expr(f, e.x));
          const operand = indexOperand(f, index);
          return () => elementPlace(f, under.elem, data, checkIndex(f, operand, length, e.lbrack));
        }
        case "Pointer": {
          const p = f.em.temp("ptr", expr(f, e.x)[0]);
          const operand = indexOperand(f, index);
          return () => pointedElement(f, under, p, operand, e.lbrack);
        }
        case "Array": {
          const base = deferredPlace(f, e.x);
          const operand = indexOperand(f, index);
          return () => arrayElement(f, under, base(), operand, e.lbrack);
        }
        default:
      }
      break;
    }
    default:
  }
  const place = placeOf(f, e);
  return () => place;
}

/** The place of x in x.f or x[i]: an element of a map is not addressable, its value is read. */
export function basePlace(f: FuncLowering, x: ast.Expr): Place {
  const place = placeOf(f, x);
  if (place.kind !== "map") return place;
  const value = place.read();
  if (layoutOf(place.type).inMemory)
    return { kind: "memory", type: place.type, base: f.em.temp("ptr", value[0]), offset: 0 };
  return f.newLocals(place.type, value);
}

function indexPlace(f: FuncLowering, e: ast.IndexExpr): Place {
  const type = f.typeOf(e.x);
  const under = f.under(type);
  switch (under.kind) {
    case "Map":
      return mapAssignPlace(f, e, under);
    case "Slice": {
      const [data, length] = f.snapshot(type, expr(f, e.x));
      const index = checkIndex(f, indexOperand(f, e.indices[0]), length, e.lbrack);
      return elementPlace(f, under.elem, data, index);
    }
    case "Pointer": {
      const base = f.em.temp("ptr", expr(f, e.x)[0]);
      return pointedElement(f, under, base, indexOperand(f, e.indices[0]), e.lbrack);
    }
    case "Array": {
      const place = basePlace(f, e.x);
      return arrayElement(f, under, place, indexOperand(f, e.indices[0]), e.lbrack);
    }
    default:
      return bug("place", `index of ${under.kind}`);
  }
}

/** base[operand] where base points to an array; bounds and nil are checked here. */
function pointedElement(f: FuncLowering, pointer: Pointer, base: Expr, operand: IndexOperand, bracket: Pos): Place {
  const array = f.under(pointer.elem);
  if (array.kind !== "Array") return bug("place", "index of a pointer");
  const index = checkIndex(f, operand, i32(array.length), bracket);
  f.nilCheck(base);
  return elementPlace(f, array.elem, base, index);
}

/** place[operand] where the place holds an array; bounds are checked here. */
function arrayElement(f: FuncLowering, array: ArrayType, place: Place, operand: IndexOperand, bracket: Pos): Place {
  const { elem } = array;
  const index = checkIndex(f, operand, i32(array.length), bracket);
  if (place.kind === "locals") {
    const known = array.length === 1 ? 0 : constI32(index);
    const count = layoutOf(elem).leaves.length;
    if (known !== undefined)
      return { kind: "locals", type: elem, locals: place.locals.slice(known * count, (known + 1) * count) };
    return { kind: "element", type: elem, array: place, index: f.em.temp("i32", index) };
  }
  if (place.kind === "memory") {
    const base = place.offset === 0 ? place.base : addPtr(place.base, i32(place.offset));
    return elementPlace(f, elem, base, index);
  }
  // The element around has one leaf, or none: an array in it has one element with that leaf, or elements without.
  if (place.kind === "element") return { ...place, type: elem };
  return { kind: "blank", type: elem };
}

/** base[index] in memory; index is checked. */
export function elementPlace(f: FuncLowering, elem: Type, base: Expr, index: Expr): Place {
  const { size } = layoutOf(elem);
  const known = constI32(index);
  if (known !== undefined && known >= 0 && known * size < 1 << 20)
    return { kind: "memory", type: elem, base: f.em.temp("ptr", base), offset: known * size };
  return {
    kind: "memory",
    type: elem,
    base: f.em.temp("ptr", addPtr(base, op("i32.mul", index, i32(size)))),
    offset: 0,
  };
}

/** The address of an addressable expression, or of a fresh copy of a composite literal. */
export function addressOf(f: FuncLowering, e: ast.Expr): Expr {
  const place = placeOf(f, e);
  if (place.kind !== "memory")
    return bug(
      "place",
      `address of a value in ${place.kind}: ${e.kind} at ${JSON.stringify(f.program.sources.place(e.pos))}`,
    );
  if (isNarrow(place.type))
    throw new Unsupported(e.pos, "address of a field of reflect's headers of strings and slices");
  return addPtr(place.base, i32(place.offset));
}

/** Loads one leaf at the front of a pointer: closures, itabs and other objects of the compiler's own. */
export const loadWord = (base: Expr, offset: number): Expr => load("i32.load", "i32", base, offset);
