// Imports to definitions. Every use of an item (function, table, memory, global, tag) of an input stands for either a
// definition in some input or an import that nothing here satisfies. This file finds out which, and checks the types.
//
//   a: (import "b" "f")   b: (export "f" (import "c" "g"))   c: (export "g" (func ...))
//   itemOf(a.f) = itemOf(b.f) = itemOf(c.g) = c's function

import type { Diagnostic } from "../diagnostics/index.ts";
import {
  type ExternKind,
  type GlobalType,
  type Import,
  type IndexMaps,
  type MemoryType,
  type Module,
  mapRefType,
  mapValType,
  type TableType,
} from "../wasmfx-backend/index.ts";
import { didYouMean, type Reporter } from "./report.ts";
import { isSameValType, type TypeMap, type TypeMerger } from "./types.ts";

/** One module to link. `name` is what imports of others call it; `file` is for messages. */
export interface LinkInput {
  readonly name: string;
  readonly module: Module;
  readonly file: string;
  /** Exports that are there for other inputs only: the result does not have them, not even when this is the root. */
  readonly internalExports?: readonly string[];
  /** Exported functions whose calls are to be replaced by their bodies (inline.ts). */
  readonly inlineExports?: readonly string[];
}

/** The type of an item, in merged types. */
export type ExternType =
  | { readonly kind: "func"; readonly type: number }
  | { readonly kind: "table"; readonly type: TableType }
  | { readonly kind: "memory"; readonly type: MemoryType }
  | { readonly kind: "global"; readonly type: GlobalType }
  | { readonly kind: "tag"; readonly type: number };

/** What a use of an item stands for. Items are equal when they are the same object. */
export type Item = DefinedItem | ImportedItem;
export interface DefinedItem {
  readonly from: "definition";
  readonly input: number;
  readonly type: ExternType;
  /** Position among the input's own definitions of this kind (imports not counted). */
  readonly position: number;
}
export interface ImportedItem {
  readonly from: "import";
  /** The first input that imports it, and the item's index there: the source of its name. */
  readonly input: number;
  readonly index: number;
  readonly type: ExternType;
  readonly module: string;
  readonly name: string;
}

export interface Resolution {
  /** What index `index` of kind `kind` in input `input` stands for. */
  itemOf(input: number, kind: ExternKind, index: number): Item;
  /** Imports that remain, each once, in order of first appearance. */
  readonly imports: readonly ImportedItem[];
  /** Exports used to satisfy an import, as `input/name`. */
  readonly fused: ReadonlySet<string>;
  /** Minimum sizes of tables and memories to use instead of the declared ones (option raiseLimits). */
  readonly minimums: ReadonlyMap<Item, bigint>;
  /** For each input the inputs it imports from. */
  readonly needs: readonly ReadonlySet<number>[];
  readonly diagnostics: readonly Diagnostic[];
}

export const fusedKey = (input: number, exportName: string): string => `${input}/${exportName}`;

const kinds = ["func", "table", "memory", "global", "tag"] as const satisfies readonly ExternKind[];

/** The imports of one kind, in index order. */
export function importsOfKind(module: Module, kind: ExternKind): Import[] {
  return module.imports.filter((i) => i.desc.kind === kind);
}

export interface ResolveOptions {
  /** Imports that name a linked module without a fitting export stay imports instead of being errors. */
  readonly allowUndefined: boolean;
  /** A memory or table smaller than an importer needs starts larger instead of being an error. */
  readonly raiseLimits: boolean;
}

export function resolve(
  inputs: readonly LinkInput[],
  typeMaps: readonly TypeMap[],
  types: TypeMerger,
  report: Reporter,
  options: ResolveOptions,
): Resolution {
  const diagnostics: Diagnostic[] = [];
  const byName = new Map(inputs.map((input, i) => [input.name, i]));
  const exportsOf = inputs.map((input) => new Map(input.module.exports.map((e) => [e.name, e])));
  const importsOf = inputs.map(({ module }) => {
    const lists = new Map<ExternKind, Import[]>();
    for (const kind of kinds) lists.set(kind, importsOfKind(module, kind));
    return lists;
  });
  const known = new Map<string, Item | "visiting">();
  const remaining = new Map<string, ImportedItem>();
  const fused = new Set<string>();
  const needs = inputs.map(() => new Set<number>());
  const minimums = new Map<Item, bigint>();

  /** Follows an import through re-exports to its end. `trail` is the way here, for the message about loops. */
  function find(input: number, kind: ExternKind, index: number, trail: readonly string[]): Item {
    const key = `${input} ${kind} ${index}`;
    const before = known.get(key);
    if (before !== undefined && before !== "visiting") return before;
    const imported = importsOf[input].get(kind)![index];
    const here = imported === undefined ? "" : report.importOf(inputs[input], imported);
    if (before === "visiting") {
      diagnostics.push(report.importLoop(kind, [...trail.slice(trail.indexOf(here)), here]));
      return remain(input, index, imported, typeOfImport(imported, typeMaps[input]));
    }
    known.set(key, "visiting");
    const item = imported === undefined ? define(input, kind, index) : follow(input, index, imported, [...trail, here]);
    known.set(key, item);
    return item;
  }

  function define(input: number, kind: ExternKind, index: number): Item {
    const position = index - importsOf[input].get(kind)!.length;
    return {
      from: "definition",
      input,
      position,
      type: typeOfDefinition(inputs[input].module, kind, position, typeMaps[input]),
    };
  }

  function follow(input: number, index: number, imported: Import, trail: readonly string[]): Item {
    const wanted = typeOfImport(imported, typeMaps[input]);
    const provider = byName.get(imported.module);
    if (provider === undefined) return remain(input, index, imported, wanted);
    needs[input].add(provider);
    const found = exportsOf[provider].get(imported.name);
    if (found === undefined) {
      if (!options.allowUndefined) {
        const near = didYouMean(
          imported.name,
          inputs[provider].module.exports.filter((e) => e.kind === wanted.kind).map((e) => e.name),
        );
        diagnostics.push(report.noSuchExport(inputs[input], imported, inputs[provider], near));
      }
      return remain(input, index, imported, wanted);
    }
    if (found.kind !== wanted.kind) {
      diagnostics.push(report.kindMismatch(inputs[input], imported, inputs[provider], found.kind));
      return remain(input, index, imported, wanted);
    }
    fused.add(fusedKey(provider, found.name));
    const item = find(provider, found.kind, found.index, trail);
    if (options.raiseLimits) raiseMinimum(item, wanted);
    const why = mismatch(types, withMinimum(item.type, minimums.get(item)), wanted);
    if (why !== undefined)
      diagnostics.push(report.typeMismatch(inputs[input], imported, wanted, inputs[provider], item.type, why));
    return item;
  }

  function raiseMinimum(item: Item, wanted: ExternType): void {
    if (wanted.kind !== "memory" && wanted.kind !== "table") return;
    const { min } = wanted.type.limits;
    const have = withMinimum(item.type, minimums.get(item));
    if (have.kind !== wanted.kind || have.type.limits.min >= min || min > (have.type.limits.max ?? min)) return;
    minimums.set(item, min);
  }

  /** An import that stays. Two of the same name and type are one. */
  function remain(input: number, index: number, imported: Import, type: ExternType): ImportedItem {
    const text = JSON.stringify(type, (_, v) => (typeof v === "bigint" ? String(v) : v));
    const key = JSON.stringify([imported.module, imported.name, text]);
    const before = remaining.get(key);
    if (before !== undefined) return before;
    const item: ImportedItem = { from: "import", input, index, type, module: imported.module, name: imported.name };
    remaining.set(key, item);
    return item;
  }

  // In the order of each input's imports, so that the merged module's imports come in the order of the sources.
  for (const [input, { module }] of inputs.entries()) {
    const next = new Map<ExternKind, number>();
    for (const imported of module.imports) {
      const kind = imported.desc.kind;
      const index = next.get(kind) ?? 0;
      next.set(kind, index + 1);
      find(input, kind, index, []);
    }
  }
  return {
    itemOf: (input, kind, index) => find(input, kind, index, []),
    imports: [...remaining.values()],
    fused,
    minimums,
    needs,
    diagnostics,
  };
}

/** The type with another minimum size, if it is of a kind that has one. */
export function withMinimum(type: ExternType, min: bigint | undefined): ExternType {
  if (min === undefined) return type;
  if (type.kind === "table") return { kind: "table", type: { ...type.type, limits: { ...type.type.limits, min } } };
  return type.kind === "memory" ? { kind: "memory", type: { limits: { ...type.type.limits, min } } } : type;
}

export function typeOfImport(imported: Import, map: TypeMap): ExternType {
  const d = imported.desc;
  const maps: IndexMaps = { type: (t) => map[t] };
  switch (d.kind) {
    case "func":
      return { kind: "func", type: map[d.type] };
    case "tag":
      return { kind: "tag", type: map[d.type.type] };
    case "table":
      return { kind: "table", type: { limits: d.type.limits, element: mapRefType(d.type.element, maps) } };
    case "memory":
      return { kind: "memory", type: d.type };
    case "global":
      return { kind: "global", type: { mutable: d.type.mutable, type: mapValType(d.type.type, maps) } };
  }
}

function typeOfDefinition(module: Module, kind: ExternKind, position: number, map: TypeMap): ExternType {
  const maps: IndexMaps = { type: (t) => map[t] };
  switch (kind) {
    case "func":
      return { kind, type: map[module.funcs[position].type] };
    case "tag":
      return { kind, type: map[module.tags[position].type] };
    case "table": {
      const t = module.tables[position].type;
      return { kind, type: { limits: t.limits, element: mapRefType(t.element, maps) } };
    }
    case "memory":
      return { kind, type: module.memories[position] };
    case "global": {
      const g = module.globals[position].type;
      return { kind, type: { mutable: g.mutable, type: mapValType(g.type, maps) } };
    }
  }
}

/** Why `have` cannot be imported as `want`, or undefined when it can. spec: "External Types: Matching". */
export function mismatch(types: TypeMerger, have: ExternType, want: ExternType): string | undefined {
  switch (have.kind) {
    case "func":
      if (want.kind !== "func" || types.isSubType(have.type, want.type)) return undefined;
      return "the function types differ";
    case "tag":
      return want.kind !== "tag" || have.type === want.type ? undefined : "the tag types differ";
    case "global": {
      if (want.kind !== "global") return undefined;
      if (have.type.mutable !== want.type.mutable)
        return `the global is ${have.type.mutable ? "mutable" : "immutable"}`;
      if (have.type.mutable)
        return isSameValType(have.type.type, want.type.type) ? undefined : "the global types differ";
      return types.isValSubType(have.type.type, want.type.type) ? undefined : "the global types differ";
    }
    case "table":
      if (want.kind !== "table") return undefined;
      if (!isSameValType(have.type.element, want.type.element)) return "the element types differ";
      return limitsMismatch("table", have.type.limits, want.type.limits);
    case "memory":
      return want.kind !== "memory" ? undefined : limitsMismatch("memory", have.type.limits, want.type.limits);
  }
}

function limitsMismatch(what: string, have: MemoryType["limits"], want: MemoryType["limits"]): string | undefined {
  if (have.index !== want.index) return `the ${what} is addressed by ${have.index}, not ${want.index}`;
  if (have.shared !== want.shared) return `the ${what} is ${have.shared ? "shared" : "not shared"}`;
  if (have.min < want.min) return `the ${what} starts with ${have.min}, less than the ${want.min} needed`;
  if (want.max === undefined) return undefined;
  if (have.max === undefined) return `the ${what} has no maximum, but one of at most ${want.max} is needed`;
  return have.max > want.max ? `the ${what} may grow to ${have.max}, more than the ${want.max} allowed` : undefined;
}
