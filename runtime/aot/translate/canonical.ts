// Type identity. Types are equal when their recursion groups have equal structure (iso-recursive equality), so every
// type gets a canonical id. Ids are handed out in depth-first order of the subtype forest: the subtypes of T are exactly
// the ids in [T.first, T.last], and a run-time subtype test is one subtraction and one unsigned comparison. Types of one kind
// come together, so that the test for `struct` or `array` is such a range too.

import type { CompositeType, Module, StorageType, SubType } from "../../../wasmfx-backend/index.ts";

export interface CanonicalType {
  /** The id itself, stored in function descriptors and in the headers of structures and arrays. */
  readonly first: number;
  /** The greatest id among its subtypes; equal to `first` when it has none. */
  readonly last: number;
}

/** Canonical ids of all types of the module, parallel to module.types. */
export function canonicalTypes(module: Module): CanonicalType[] {
  const representative = equalTypes(module);
  const children = new Map<number, number[]>();
  const roots: number[] = [];
  for (let index = 0; index < module.types.length; index++) {
    if (representative[index] !== index) continue;
    const above = module.types[index].supers[0];
    if (above === undefined) roots.push(index);
    else {
      const list = children.get(representative[above]) ?? [];
      list.push(index);
      children.set(representative[above], list);
    }
  }
  const ids = new Map<number, CanonicalType>();
  let next = 0;
  const number = (index: number): number => {
    const first = next++;
    let last = first;
    for (const child of children.get(index) ?? []) last = number(child);
    ids.set(index, { first, last });
    return last;
  };
  const kindOf = (index: number): number => kinds.indexOf(module.types[index].composite.kind);
  roots.sort((a, b) => kindOf(a) - kindOf(b));
  for (const root of roots) number(root);
  return representative.map((index) => ids.get(index)!);
}

const kinds: readonly CompositeType["kind"][] = ["func", "cont", "struct", "array"];

/** The ids of all types of one kind. */
export function kindRange(
  module: Module,
  types: readonly CanonicalType[],
  kind: CompositeType["kind"],
): CanonicalType | undefined {
  let range: CanonicalType | undefined;
  module.types.forEach(({ composite }, i) => {
    if (composite.kind !== kind) return;
    const { first, last } = types[i];
    range = range ? { first: Math.min(range.first, first), last: Math.max(range.last, last) } : { first, last };
  });
  return range;
}

/** For each type the index of the first type equal to it. */
function equalTypes(module: Module): number[] {
  const representative: number[] = [];
  const seen = new Map<string, number>();
  for (const { start, length } of module.recGroups) {
    const name = (index: number): string =>
      index >= start && index < start + length ? `.${index - start}` : String(representative[index]);
    const group = Array.from({ length }, (_, i) => typeKey(module.types[start + i], name)).join(";");
    for (let i = 0; i < length; i++) {
      const key = `${i}@${group}`;
      if (!seen.has(key)) seen.set(key, start + i);
      representative[start + i] = seen.get(key)!;
    }
  }
  return representative;
}

function typeKey(type: SubType, name: (index: number) => string): string {
  const storage = (t: StorageType): string =>
    typeof t === "string" ? t : `${t.nullable ? "n" : "r"}(${typeof t.heap === "number" ? name(t.heap) : t.heap})`;
  const { composite } = type;
  const head = `${type.final ? "f" : "o"}<${type.supers.map(name).join(",")}>`;
  switch (composite.kind) {
    case "func":
      return `${head}func(${composite.params.map(storage).join(",")})(${composite.results.map(storage).join(",")})`;
    case "struct":
      return `${head}struct(${composite.fields.map((f) => `${f.mutable ? "m" : "c"}${storage(f.storage)}`).join(",")})`;
    case "array":
      return `${head}array(${composite.field.mutable ? "m" : "c"}${storage(composite.field.storage)})`;
    case "cont":
      return `${head}cont(${name(composite.func)})`;
  }
}
