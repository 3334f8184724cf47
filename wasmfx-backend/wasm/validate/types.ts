// The relations between types: which type definitions are the same (canonical numbers for recursion groups), which type
// is a subtype of which. Used by the validator and, across modules, by the linker.

import { maxSubtypeDepth } from "../limits.ts";
import type {
  AbstractHeapType,
  CompositeType,
  FieldType,
  FuncType,
  HeapType,
  RecGroup,
  RefType,
  StorageType,
  SubType,
  ValType,
} from "../types.ts";

/**
 * Canonical numbers: two type definitions are the same type exactly when their recursion groups are equal, which is
 * when they get the same number here. Share one registry between modules to compare their types.
 */
export class TypeRegistry {
  private readonly groups = new Map<string, number>();
  private next = 0;

  /**
   * Numbers the types of one group. `canonical` holds the numbers of all types before the group and receives those of
   * the group. Types of the group may refer to each other and to what comes before.
   */
  addGroup(types: readonly SubType[], group: RecGroup, canonical: number[]): void {
    const { start, length } = group;
    // Inside the group a type is named by its place there, outside by its canonical number.
    const name = (index: number): string => (index >= start ? `.${index - start}` : String(canonical[index]));
    const key = types
      .slice(start, start + length)
      .map((type) => subTypeKey(type, name))
      .join(";");
    let first = this.groups.get(key);
    if (first === undefined) {
      first = this.next;
      this.next += length;
      this.groups.set(key, first);
    }
    for (let i = 0; i < length; i++) canonical[start + i] = first + i;
  }

  /** The canonical numbers of all types of a module whose type section is valid. */
  addModule(module: { readonly types: readonly SubType[]; readonly recGroups: readonly RecGroup[] }): number[] {
    const canonical: number[] = [];
    for (const group of module.recGroups) this.addGroup(module.types, group, canonical);
    return canonical;
  }
}

type NameOf = (index: number) => string;

const heapKey = (heap: HeapType, name: NameOf): string => (typeof heap === "number" ? name(heap) : heap);
const storageKey = (type: StorageType, name: NameOf): string =>
  typeof type === "string" ? type : `${type.nullable ? "?" : "!"}${heapKey(type.heap, name)}`;
const fieldKey = (field: FieldType, name: NameOf): string =>
  `${field.mutable ? "var " : ""}${storageKey(field.storage, name)}`;

function subTypeKey(type: SubType, name: NameOf): string {
  return `${type.final ? "final" : "open"}(${type.supers.map(name).join()})${compositeKey(type.composite, name)}`;
}

function compositeKey(type: CompositeType, name: NameOf): string {
  switch (type.kind) {
    case "func": {
      const key = (types: readonly ValType[]): string => types.map((t) => storageKey(t, name)).join();
      return `func(${key(type.params)})(${key(type.results)})`;
    }
    case "struct":
      return `struct(${type.fields.map((f) => fieldKey(f, name)).join()})`;
    case "array":
      return `array(${fieldKey(type.field, name)})`;
    case "cont":
      return `cont(${name(type.func)})`;
  }
}

/** All proper supertypes of each abstract heap type. */
const abstractSupers: Readonly<Record<AbstractHeapType, readonly AbstractHeapType[]>> = {
  any: [],
  eq: ["any"],
  i31: ["eq", "any"],
  struct: ["eq", "any"],
  array: ["eq", "any"],
  none: ["i31", "struct", "array", "eq", "any"],
  func: [],
  nofunc: ["func"],
  extern: [],
  noextern: ["extern"],
  exn: [],
  noexn: ["exn"],
  cont: [],
  nocont: ["cont"],
};

/** What a defined type of each kind is below, and the abstract type below all of its kind. */
const kindBounds = {
  func: { supers: ["func"], bottom: "nofunc", top: "func" },
  struct: { supers: ["struct", "eq", "any"], bottom: "none", top: "any" },
  array: { supers: ["array", "eq", "any"], bottom: "none", top: "any" },
  cont: { supers: ["cont"], bottom: "nocont", top: "cont" },
} as const satisfies Record<
  CompositeType["kind"],
  { supers: readonly AbstractHeapType[]; bottom: AbstractHeapType; top: AbstractHeapType }
>;

/** The types of one module with their relations. `types[i]` must be known for every index that is asked about. */
export class TypeTable {
  readonly types: readonly SubType[];
  readonly canonical: readonly number[];

  constructor(types: readonly SubType[], canonical: readonly number[]) {
    this.types = types;
    this.canonical = canonical;
  }

  matchesHeap(a: HeapType, b: HeapType): boolean {
    if (a === b) return true;
    if (typeof a === "number") {
      if (typeof b === "number") return this.matchesDefined(a, b);
      return (kindBounds[this.types[a].composite.kind].supers as readonly AbstractHeapType[]).includes(b);
    }
    if (typeof b === "number") return a === kindBounds[this.types[b].composite.kind].bottom;
    return abstractSupers[a].includes(b);
  }

  /** Follows the declared supertypes of `a`. */
  private matchesDefined(a: number, b: number): boolean {
    const wanted = this.canonical[b];
    let at: number | undefined = a;
    for (let depth = 0; at !== undefined && depth <= maxSubtypeDepth; depth++) {
      if (this.canonical[at] === wanted) return true;
      at = this.types[at].supers[0];
    }
    return false;
  }

  matchesRef(a: RefType, b: RefType): boolean {
    return (b.nullable || !a.nullable) && this.matchesHeap(a.heap, b.heap);
  }

  matches(a: StorageType, b: StorageType): boolean {
    if (a === b) return true;
    return typeof a === "object" && typeof b === "object" && this.matchesRef(a, b);
  }

  /** Same length, and each type of `a` below the one of `b` in its place. */
  matchesAll(a: readonly ValType[], b: readonly ValType[]): boolean {
    return a.length === b.length && a.every((type, i) => this.matches(type, b[i]));
  }

  matchesFunc(a: FuncType, b: FuncType): boolean {
    return this.matchesAll(b.params, a.params) && this.matchesAll(a.results, b.results);
  }

  private matchesField(a: FieldType, b: FieldType): boolean {
    if (a.mutable !== b.mutable) return false;
    return this.matches(a.storage, b.storage) && (!a.mutable || this.matches(b.storage, a.storage));
  }

  /** Whether `a` may be declared a subtype of `b`. */
  matchesComposite(a: CompositeType, b: CompositeType): boolean {
    if (a.kind === "func" && b.kind === "func") return this.matchesFunc(a, b);
    if (a.kind === "cont" && b.kind === "cont") return this.matchesHeap(a.func, b.func);
    if (a.kind === "array" && b.kind === "array") return this.matchesField(a.field, b.field);
    if (a.kind !== "struct" || b.kind !== "struct") return false;
    return a.fields.length >= b.fields.length && b.fields.every((field, i) => this.matchesField(a.fields[i], field));
  }

  /** The greatest heap type above `heap`: any, func, extern, exn or cont. */
  top(heap: HeapType): AbstractHeapType {
    if (typeof heap === "number") return kindBounds[this.types[heap].composite.kind].top;
    return abstractSupers[heap].at(-1) ?? heap;
  }
}

/** True when a local or field of the type has a value without being given one. */
export const isDefaultable = (type: StorageType): boolean => typeof type === "string" || type.nullable;
