// The types of all inputs as one list. Each input's recursion groups are added in turn; a group equal to one that is
// already there (iso-recursive equality, core specification "Type Equivalence") is not added again. After that two
// types of any inputs are the same type exactly when their merged indices are equal.

import { type HeapType, mapSubType, type RecGroup, type SubType, type ValType } from "../wasmfx-backend/index.ts";

/** Types by merged index. */
export interface TypeSpace {
  readonly types: SubType[];
  readonly recGroups: RecGroup[];
}

/** For one input: index in its own type section -> merged index. */
export type TypeMap = readonly number[];

/** Adds the types of inputs to one space. */
export class TypeMerger implements TypeSpace {
  readonly types: SubType[] = [];
  readonly recGroups: RecGroup[] = [];
  private readonly startOf = new Map<string, number>();

  /** Adds a type section and returns its map. Groups may only refer to earlier groups and to themselves. */
  add(source: TypeSpace): TypeMap {
    const map: number[] = [];
    for (const group of source.recGroups) {
      const key = groupKey(source, group, map);
      let start = this.startOf.get(key);
      if (start === undefined) {
        start = this.types.length;
        this.startOf.set(key, start);
        this.recGroups.push({ start, length: group.length });
      }
      for (let i = 0; i < group.length; i++) map[group.start + i] = start + i;
      if (start === this.types.length) {
        for (let i = 0; i < group.length; i++)
          this.types.push(mapSubType(source.types[group.start + i], { type: (t) => map[t] }));
      }
    }
    return map;
  }

  /** The merged index of a plain function type, added when no input has it. */
  func(params: readonly ValType[], results: readonly ValType[]): number {
    const type: SubType = { final: true, supers: [], composite: { kind: "func", params, results } };
    const alone = { types: [...this.types, type], recGroups: [{ start: this.types.length, length: 1 }] };
    const identity = this.types.map((_, i) => i);
    const key = groupKey(alone, alone.recGroups[0], identity);
    const found = this.startOf.get(key);
    if (found !== undefined) return found;
    this.startOf.set(key, this.types.length);
    this.recGroups.push({ start: this.types.length, length: 1 });
    return this.types.push(type) - 1;
  }
}

/** A text equal for equal groups: members are written relative to the group, everything else by merged index. */
function groupKey(source: TypeSpace, group: RecGroup, map: readonly number[]): string {
  const members = source.types.slice(group.start, group.start + group.length);
  const end = group.start + group.length;
  const name = (t: number): number => (t >= group.start && t < end ? -1 - (t - group.start) : map[t]);
  return JSON.stringify(members.map((m) => mapSubType(m, { type: name })));
}

// Subtyping, spec: "Matching".

/** Is the defined type `sub` the defined type `sup` or declared below it? */
export function isSubType(space: TypeSpace, sub: number, sup: number): boolean {
  return sub === sup || space.types[sub].supers.some((s) => isSubType(space, s, sup));
}

/** For each abstract heap type, those directly above it. */
const above: Readonly<Record<string, readonly string[]>> = {
  none: ["i31", "struct", "array"],
  i31: ["eq"],
  struct: ["eq"],
  array: ["eq"],
  eq: ["any"],
  nofunc: ["func"],
  noextern: ["extern"],
  noexn: ["exn"],
  nocont: ["cont"],
};

const bottomOf = { func: "nofunc", struct: "none", array: "none", cont: "nocont" } as const;

export function isHeapSubType(space: TypeSpace, sub: HeapType, sup: HeapType): boolean {
  if (sub === sup) return true;
  if (typeof sub === "number" && typeof sup === "number") return isSubType(space, sub, sup);
  if (typeof sub === "number") return isHeapSubType(space, space.types[sub].composite.kind, sup);
  if (typeof sup === "number") return sub === bottomOf[space.types[sup].composite.kind];
  return (above[sub] ?? []).some((t) => isHeapSubType(space, t as HeapType, sup));
}

export function isValSubType(space: TypeSpace, sub: ValType, sup: ValType): boolean {
  if (typeof sub === "string" || typeof sup === "string") return sub === sup;
  return (sup.nullable || !sub.nullable) && isHeapSubType(space, sub.heap, sup.heap);
}

/** Equality of types over one merged space. */
export function isSameValType(a: ValType, b: ValType): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.nullable === b.nullable && a.heap === b.heap;
}
