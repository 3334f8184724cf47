// Where the bytes of a value lie, and how a value travels through IR locals.
//
// A value is a list of leaves, one IR value each: int32 -> [i32], string -> [ptr, i32], struct{a int; s string} ->
// [i64, ptr, i32], interface -> [i32 type word, ptr data]. Values with more than maxLeaves leaves, and arrays of more than
// maxArrayLength elements or with elements of several leaves, are "in memory": they travel as one pointer to bytes that nobody changes meanwhile.

import type { LoadOp, StoreOp } from "../../wasmfx-backend/index.ts";
import { isNarrow, memoryTypes } from "../types/header.ts";
import type { BasicKind, Struct, Type } from "../types/types.ts";
import { underlying } from "../types/under.ts";
import { bug, Unsupported } from "./bug.ts";
import type { LeafType } from "./ir-expr.ts";

export interface Leaf {
  readonly type: LeafType;
  readonly offset: number;
  readonly load: LoadOp;
  readonly store: StoreOp;
}

export interface Layout {
  readonly size: number;
  readonly align: number;
  /** True: a value is one ptr; `leaves` is then that ptr (offset 0), not what lies in memory. */
  readonly inMemory: boolean;
  readonly leaves: readonly Leaf[];
  /** Structs: offset of each field, and the index of its first leaf when the struct is not in memory. */
  readonly offsets: readonly number[];
  readonly firstLeaf: readonly number[];
  /** True when some word of it is a pointer the collector follows. */
  readonly hasPointers: boolean;
}

const maxLeaves = 8;
const maxArrayLength = 4;

const pointerLeaf: Leaf = { type: "ptr", offset: 0, load: "i32.load", store: "i32.store" };
const word = (offset: number): Leaf => ({ type: "i32", offset, load: "i32.load", store: "i32.store" });

function scalar(type: LeafType, load: LoadOp, store: StoreOp, size: number): Layout {
  return {
    size,
    align: size,
    inMemory: false,
    leaves: [{ type, offset: 0, load, store }],
    offsets: [],
    firstLeaf: [],
    hasPointers: type === "ptr",
  };
}

const pointerLayout = scalar("ptr", "i32.load", "i32.store", 4);
const intLayout = scalar("i64", "i64.load", "i64.store", 8);
const narrowInt = scalar("i64", "i64.load32_s", "i64.store32", 4);
const narrowUintptr = scalar("i64", "i64.load32_u", "i64.store32", 4);
const stringLayout: Layout = { ...pointerLayout, size: 8, align: 4, leaves: [pointerLeaf, word(4)] };
const sliceLayout: Layout = { ...pointerLayout, size: 12, align: 4, leaves: [pointerLeaf, word(4), word(8)] };
const interfaceLayout: Layout = {
  ...pointerLayout,
  size: 8,
  align: 4,
  leaves: [word(0), { ...pointerLeaf, offset: 4 }],
};
const complexLayout = (type: "f32" | "f64", size: number): Layout => {
  const part: Leaf = { type, offset: 0, load: `${type}.load`, store: `${type}.store` };
  return {
    size: 2 * size,
    align: size,
    inMemory: false,
    leaves: [part, { ...part, offset: size }],
    offsets: [],
    firstLeaf: [],
    hasPointers: false,
  };
};

const basicLayouts: Record<BasicKind, Layout | undefined> = {
  invalid: undefined,
  bool: scalar("i32", "i32.load8_u", "i32.store8", 1),
  string: stringLayout,
  "unsafe.Pointer": pointerLayout,
  int: intLayout,
  int8: scalar("i32", "i32.load8_s", "i32.store8", 1),
  int16: scalar("i32", "i32.load16_s", "i32.store16", 2),
  int32: scalar("i32", "i32.load", "i32.store", 4),
  int64: intLayout,
  uint: intLayout,
  uint8: scalar("i32", "i32.load8_u", "i32.store8", 1),
  uint16: scalar("i32", "i32.load16_u", "i32.store16", 2),
  uint32: scalar("i32", "i32.load", "i32.store", 4),
  uint64: intLayout,
  uintptr: intLayout,
  float32: scalar("f32", "f32.load", "f32.store", 4),
  float64: scalar("f64", "f64.load", "f64.store", 8),
  complex64: complexLayout("f32", 4),
  complex128: complexLayout("f64", 8),
  "untyped bool": scalar("i32", "i32.load8_u", "i32.store8", 1),
  "untyped int": intLayout,
  "untyped rune": scalar("i32", "i32.load", "i32.store", 4),
  "untyped float": scalar("f64", "f64.load", "f64.store", 8),
  "untyped complex": complexLayout("f64", 8),
  "untyped string": stringLayout,
  "untyped nil": pointerLayout,
};

const cache = new WeakMap<Type, Layout>();

/** The layout of a type without type parameters. */
export function layoutOf(type: Type): Layout {
  let layout = cache.get(type);
  if (!layout) {
    layout = compute(type);
    cache.set(type, layout);
  }
  return layout;
}

export const sizeOf = (type: Type): number => layoutOf(type).size;

export const alignTo = (n: number, align: number): number => Math.ceil(n / align) * align;

function compute(type: Type): Layout {
  const under = underlying(type);
  switch (under.kind) {
    case "Basic":
      if (isNarrow(under)) return under.basic === "int" ? narrowInt : narrowUintptr;
      return basicLayouts[under.basic] ?? bug("layout", "invalid type");
    case "Pointer":
    case "Map":
    case "Chan":
    case "Signature":
      return pointerLayout;
    case "Slice":
      return sliceLayout;
    case "Interface":
      return interfaceLayout;
    case "Array":
      return arrayLayout(under.elem, under.length);
    case "Struct":
      return structLayout(memoryTypes(under));
    case "Tuple":
      return structLayout(under.vars.map((v) => v.type));
    default:
      return bug("layout", `no layout for ${under.kind}`);
  }
}

/** Offsets and lengths in memory have 32 bits, one of them the sign. */
function checkSize(size: number): void {
  if (size > 0x7fffffff) throw new Unsupported(0, "type of 2 GiB or more");
}

function arrayLayout(elem: Type, length: number): Layout {
  const e = layoutOf(elem);
  const size = e.size * length;
  checkSize(size);
  const inMemory = length > 0 && (e.inMemory || length > maxArrayLength || (length > 1 && e.leaves.length > 1));
  const hasPointers = e.hasPointers && length > 0;
  if (inMemory)
    return { size, align: e.align, inMemory, leaves: [pointerLeaf], offsets: [], firstLeaf: [], hasPointers };
  const leaves: Leaf[] = [];
  for (let i = 0; i < length; i++)
    for (const leaf of e.leaves) leaves.push({ ...leaf, offset: leaf.offset + i * e.size });
  return { size, align: e.align, inMemory, leaves, offsets: [], firstLeaf: [], hasPointers };
}

/** The layout of a struct with fields of these types; also of argument lists and closures. */
export function structLayout(types: readonly Type[]): Layout {
  const offsets: number[] = [];
  const firstLeaf: number[] = [];
  let leaves: Leaf[] = [];
  let inMemory = false;
  let hasPointers = false;
  let size = 0;
  let align = 1;
  for (const type of types) {
    const field = layoutOf(type);
    size = alignTo(size, field.align);
    offsets.push(size);
    firstLeaf.push(leaves.length);
    for (const leaf of field.leaves) leaves.push({ ...leaf, offset: leaf.offset + size });
    inMemory ||= field.inMemory;
    hasPointers ||= field.hasPointers;
    size += field.size;
    align = Math.max(align, field.align);
  }
  size = alignTo(size, align);
  checkSize(size);
  inMemory ||= leaves.length > maxLeaves;
  if (inMemory) leaves = [pointerLeaf];
  return { size, align, inMemory, leaves, offsets, firstLeaf, hasPointers };
}

/** Calls `visit` with the offset of every word that is a pointer the collector follows, ascending. */
export function visitPointers(type: Type, base: number, visit: (offset: number) => void): void {
  const layout = layoutOf(type);
  if (!layout.hasPointers) return;
  const under = underlying(type);
  switch (under.kind) {
    case "Struct":
      under.fields.forEach((f, i) => {
        visitPointers(f.type, base + layout.offsets[i], visit);
      });
      return;
    case "Tuple":
      under.vars.forEach((v, i) => {
        visitPointers(v.type, base + layout.offsets[i], visit);
      });
      return;
    case "Array": {
      const size = sizeOf(under.elem);
      for (let i = 0; i < under.length; i++) visitPointers(under.elem, base + i * size, visit);
      return;
    }
    case "Interface":
      visit(base + 4);
      return;
    default:
      visit(base);
  }
}

/** The index of the first leaf of field `index`, and how many it has. */
export function fieldLeaves(struct: Struct, layout: Layout, index: number): { first: number; count: number } {
  return { first: layout.firstLeaf[index], count: layoutOf(struct.fields[index].type).leaves.length };
}

/** True when the one pointer that the value consists of is itself an interface's data word. */
export function isDirectIface(type: Type): boolean {
  const layout = layoutOf(type);
  return layout.size === 4 && !layout.inMemory && layout.leaves.length === 1 && layout.leaves[0].type === "ptr";
}
