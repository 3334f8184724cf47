// The LLVM types and constants that translation uses, as they are written in LLVM's IR.
//
// Value representation: i32, i64, f32, f64 are themselves; v128 is <2 x i64>; a continuation reference is, with fat
// linearity, { i8*, i64 } (continuation, revision); every other reference is an i8* (null is 0).

import type { Module, RefType, ValType } from "../../../wasmfx-backend/index.ts";

/** A value: `TYPE TEXT` in IR. */
export interface Value {
  readonly type: string;
  readonly text: string;
  /** Known before the program runs; conversions of it are written in place. */
  readonly constant?: boolean;
}

export const types = {
  i1: "i1",
  i8: "i8",
  i32: "i32",
  i64: "i64",
  i128: "i128",
  f32: "float",
  f64: "double",
  v128: "<2 x i64>",
  pointer: "i8*",
  cont: "{ i8*, i64 }",
  /** What a landing pad gives: exception object, selector. */
  landing: "{ i8*, i32 }",
} as const;

export const constant = (type: string, text: string): Value => ({ type, text, constant: true });
export const undef = (type: string): Value => constant(type, "undef");

/** The items of `{ A, B }`, and of the structures that fx.ll and module-text.ts name. */
const structures = new Map<string, readonly string[]>();

/** Notes `%NAME = type { ... }` of a text. */
export function noteStructures(text: string): void {
  for (const [, name, items] of text.matchAll(/^(%[\w.]+) = type (\{.*\})$/gm)) structures.set(name, itemsOf(items));
}

/** Splits at the commas that no bracket encloses. */
function itemsOf(type: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 1;
  for (let i = 1; i < type.length; i++) {
    const char = type[i];
    if ("{[<(".includes(char)) depth++;
    if ((char === "," && depth === 0) || i === type.length - 1) {
      items.push(type.slice(from, i).trim());
      from = i + 1;
    }
    if ("}]>)".includes(char)) depth--;
  }
  return items;
}

/** Element `indices` behind the pointer `address` to a structure or array, as a constant. */
export function elementPointer(address: Value, indices: readonly Value[]): Value {
  const type = address.type.slice(0, -1);
  const list = indices.map((i) => `${i.type} ${i.text}`).join(", ");
  return constant(
    `${indices.length === 1 ? type : aggregateItem(type, Number(indices[1].text))}*`,
    `getelementptr (${type}, ${address.type} ${address.text}, ${list})`,
  );
}

/** The type of item `index` of a structure or array. */
export function aggregateItem(type: string, index: number): string {
  const array = /^\[\d+ x (.*)\]$/.exec(type);
  if (array) return array[1];
  let items = structures.get(type);
  if (!items) {
    items = itemsOf(type);
    structures.set(type, items);
  }
  return items[index];
}
/** True for references to continuations, which are fat. */
export function isContRef(module: Module, type: ValType): type is RefType {
  if (typeof type === "string") return false;
  const { heap } = type;
  return typeof heap === "number" ? module.types[heap].composite.kind === "cont" : heap === "cont" || heap === "nocont";
}

/** The shape of a value, which is all that code generation looks at. */
export type Shape = "i32" | "i64" | "f32" | "f64" | "v128" | "pointer" | "cont";

/** How references to continuations tell that they were used: see LINEARITY in weft_abi.h. */
export type Linearity = "fat" | "indirect" | "unchecked";

/** "cont" is the fat reference; the other representations are pointers. */
export const shapeOf = (plan: { readonly module: Module; readonly linearity: Linearity }, type: ValType): Shape =>
  typeof type === "string" ? type : plan.linearity === "fat" && isContRef(plan.module, type) ? "cont" : "pointer";

export const shapeBytes: Readonly<Record<Shape, number>> = {
  i32: 4,
  i64: 8,
  f32: 4,
  f64: 8,
  v128: 16,
  pointer: 8,
  cont: 16,
};

/** The LLVM spelling of a shape. */
export const shapeText: Readonly<Record<Shape, string>> = types;

/** A pointer to `type`. */
export const pointerTo = (type: string): string => `${type}*`;
