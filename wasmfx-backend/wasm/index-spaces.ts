// Questions about a module's index spaces: which item has index i, counting imports first. All answers are O(1) or
// O(imports); build an `IndexSpaces` once where many are asked.

import type { ExternKind, Import, Module, Names } from "./module.ts";
import type { CompositeType, ContType, FuncType, GlobalType, MemoryType, TableType, TagType } from "./types.ts";

export type ImportDesc<K extends ExternKind> = Extract<Import["desc"], { kind: K }>;

/** The imports of one kind, in index order. */
export function importsOf<K extends ExternKind>(module: Module, kind: K): ImportDesc<K>[] {
  const found: ImportDesc<K>[] = [];
  for (const { desc } of module.imports) if (desc.kind === kind) found.push(desc as ImportDesc<K>);
  return found;
}

/** How many items of `kind` are imported: the index of the first defined one. */
export function importedCount(module: Module, kind: ExternKind): number {
  let count = 0;
  for (const { desc } of module.imports) if (desc.kind === kind) count++;
  return count;
}

/** The types of every item of the module, by index. */
export interface IndexSpaces {
  /** Type index of each function. */
  readonly funcs: readonly number[];
  readonly tables: readonly TableType[];
  readonly memories: readonly MemoryType[];
  readonly globals: readonly GlobalType[];
  readonly tags: readonly TagType[];
  /** How many of each kind are imported. */
  readonly imported: Readonly<Record<ExternKind, number>>;
}

export function indexSpaces(module: Module): IndexSpaces {
  const imported = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  for (const { desc } of module.imports) imported[desc.kind]++;
  return {
    funcs: [...importsOf(module, "func").map((d) => d.type), ...module.funcs.map((f) => f.type)],
    tables: [...importsOf(module, "table").map((d) => d.type), ...module.tables.map((t) => t.type)],
    memories: [...importsOf(module, "memory").map((d) => d.type), ...module.memories],
    globals: [...importsOf(module, "global").map((d) => d.type), ...module.globals.map((g) => g.type)],
    tags: [...importsOf(module, "tag").map((d) => d.type), ...module.tags],
    imported,
  };
}

/** Type index of function `index`, or undefined when there is no such function. */
export function funcTypeIndex(module: Module, index: number): number | undefined {
  const imported = importsOf(module, "func");
  return index < imported.length ? imported[index].type : module.funcs[index - imported.length]?.type;
}

const composite = (module: Module, index: number): CompositeType | undefined => module.types[index]?.composite;

/** Type `index` when it is a function type. */
export function funcTypeAt(module: Module, index: number): FuncType | undefined {
  const type = composite(module, index);
  return type?.kind === "func" ? type : undefined;
}

/** Type `index` when it is a continuation type. */
export function contTypeAt(module: Module, index: number): ContType | undefined {
  const type = composite(module, index);
  return type?.kind === "cont" ? type : undefined;
}

/** The function type under continuation type `index`: what resuming it takes and gives. */
export function contFuncType(module: Module, index: number): FuncType | undefined {
  const cont = contTypeAt(module, index);
  return cont && funcTypeAt(module, cont.func);
}

/** The type of function `index`. */
export function funcType(module: Module, index: number): FuncType | undefined {
  const type = funcTypeIndex(module, index);
  return type === undefined ? undefined : funcTypeAt(module, type);
}

/** The name of function `index` in messages: its own name, else an export or import that names it, else the index. */
export function funcName(module: Module, index: number): string {
  const own = module.names.funcs.get(index);
  if (own !== undefined) return own;
  const exported = module.exports.find((e) => e.kind === "func" && e.index === index);
  if (exported) return exported.name;
  let at = 0;
  for (const { desc, module: from, name } of module.imports)
    if (desc.kind === "func" && at++ === index) return `${from}.${name}`;
  return String(index);
}

export function emptyNames(): Names {
  return {
    funcs: new Map(),
    locals: new Map(),
    labels: new Map(),
    types: new Map(),
    tables: new Map(),
    memories: new Map(),
    globals: new Map(),
    elems: new Map(),
    datas: new Map(),
    tags: new Map(),
    fields: new Map(),
  };
}

/** A module with nothing in it, to be filled. */
export function emptyModule(): Module {
  return {
    types: [],
    recGroups: [],
    imports: [],
    funcs: [],
    tables: [],
    memories: [],
    tags: [],
    globals: [],
    exports: [],
    elems: [],
    datas: [],
    dataCount: false,
    names: emptyNames(),
    customs: [],
  };
}
