// Types in the text format's spelling, for messages: (func (param i32) (result (ref null $list))).

import type { FieldType, HeapType, Limits, StorageType } from "../wasmfx-backend/index.ts";
import type { ExternType } from "./resolve.ts";
import type { TypeSpace } from "./types.ts";

/** `nameOf` gives a defined type's name when one is known. */
export interface TypePrinter {
  readonly space: TypeSpace;
  readonly nameOf: (type: number) => string | undefined;
  /** How many unnamed types we are inside of. */
  readonly depth?: number;
}

export function printExternType(p: TypePrinter, t: ExternType): string {
  switch (t.kind) {
    case "func":
      return printDefined(p, t.type);
    case "tag":
      return printDefined(p, t.type).replace("(func", "(tag");
    case "table":
      return `(table ${printLimits(t.type.limits)} ${printStorage(p, t.type.element)})`;
    case "memory":
      return `(memory ${printLimits(t.type.limits)})`;
    case "global": {
      const value = printStorage(p, t.type.type);
      return `(global ${t.type.mutable ? `(mut ${value})` : value})`;
    }
  }
}

export function printLimits(l: Limits): string {
  const index = l.index === "i64" ? "i64 " : "";
  const max = l.max === undefined ? "" : ` ${l.max}`;
  return `${index}${l.min}${max}${l.shared ? " shared" : ""}`;
}

/** The composite type behind an index, one level deep; types inside appear by name or index. */
export function printDefined(p: TypePrinter, index: number): string {
  const { composite: c, supers, final } = p.space.types[index];
  const list = (key: string, types: readonly StorageType[]): string =>
    types.length === 0 ? "" : ` (${key} ${types.map((t) => printStorage(p, t)).join(" ")})`;
  const plain = ((): string => {
    switch (c.kind) {
      case "func":
        return `(func${list("param", c.params)}${list("result", c.results)})`;
      case "struct":
        return `(struct${c.fields.map((f) => ` (field ${printField(p, f)})`).join("")})`;
      case "array":
        return `(array ${printField(p, c.field)})`;
      case "cont":
        return `(cont ${printHeap(p, c.func)})`;
    }
  })();
  if (final && supers.length === 0) return plain;
  return `(sub ${final ? "final " : ""}${supers.map((s) => `${printHeap(p, s)} `).join("")}${plain})`;
}

function printField(p: TypePrinter, f: FieldType): string {
  const storage = printStorage(p, f.storage);
  return f.mutable ? `(mut ${storage})` : storage;
}

function printHeap(p: TypePrinter, heap: HeapType): string {
  if (typeof heap !== "number") return heap;
  const name = p.nameOf(heap);
  if (name !== undefined) return `$${name}`;
  const depth = p.depth ?? 0;
  return depth < 2 ? printDefined({ ...p, depth: depth + 1 }, heap) : "(...)";
}

export function printStorage(p: TypePrinter, t: StorageType): string {
  if (typeof t === "string") return t;
  if (t.nullable && typeof t.heap === "string" && t.heap in shorthand) return shorthand[t.heap];
  return `(ref ${t.nullable ? "null " : ""}${printHeap(p, t.heap)})`;
}

const shorthand: Readonly<Record<string, string>> = {
  func: "funcref",
  extern: "externref",
  any: "anyref",
  eq: "eqref",
  i31: "i31ref",
  struct: "structref",
  array: "arrayref",
  exn: "exnref",
  cont: "contref",
};
