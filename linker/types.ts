// The types of all inputs as one list. Each input's recursion groups are added in turn; a group equal to one that is
// already there (core specification, "Type Equivalence") is not added again. After that two types of any inputs are the
// same type exactly when their merged indices are equal.

import {
  mapSubType,
  type RecGroup,
  type SubType,
  TypeRegistry,
  TypeTable,
  type ValType,
} from "../wasmfx-backend/index.ts";

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
  // Its numbers are given out in the order of first appearance: they are the merged indices.
  private readonly registry = new TypeRegistry();

  /** Adds a type section and returns its map. Groups may only refer to earlier groups and to themselves. */
  add(source: TypeSpace): TypeMap {
    const map = this.registry.addModule(source);
    for (const { start, length } of source.recGroups) {
      if (map[start] !== this.types.length) continue;
      this.recGroups.push({ start: map[start], length });
      for (let i = start; i < start + length; i++) {
        this.types.push(mapSubType(source.types[i], { type: (t) => map[t] }));
      }
    }
    return map;
  }

  /** The merged index of a plain function type of number types, added when no input has it. */
  func(params: readonly ValType[], results: readonly ValType[]): number {
    const type: SubType = { final: true, supers: [], composite: { kind: "func", params, results } };
    return this.add({ types: [type], recGroups: [{ start: 0, length: 1 }] })[0];
  }

  /** Is the defined type `sub` the defined type `sup` or declared below it? */
  isSubType(sub: number, sup: number): boolean {
    return sub === sup || this.table().matchesHeap(sub, sup);
  }

  isValSubType(sub: ValType, sup: ValType): boolean {
    return isSameValType(sub, sup) || this.table().matches(sub, sup);
  }

  private table(): TypeTable {
    // Merged indices are canonical already.
    return new TypeTable(
      this.types,
      this.types.map((_, i) => i),
    );
  }
}

/** Equality of types over one merged space. */
export function isSameValType(a: ValType, b: ValType): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.nullable === b.nullable && a.heap === b.heap;
}
