// What validation of one module shares: its items by index, its types, the functions that ref.func may name, and the
// exception that carries a finding from a rule to the place that reports it.

import { indexSpaces } from "../index-spaces.ts";
import type { Instr } from "../instructions.ts";
import type { Expr, Module } from "../module.ts";
import type {
  CompositeType,
  FuncType,
  GlobalType,
  HeapType,
  Limits,
  RefType,
  StorageType,
  TableType,
  ValType,
} from "../types.ts";
import type { TypeTable } from "./types.ts";

/** Raised by the rules, in the specification's wording; never leaves this folder. */
export class Invalid extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Invalid";
  }
}

export function invalid(message: string): never {
  throw new Invalid(message);
}

/** An operand whose type is not known: it stands in unreachable code. */
export type StackType = ValType | "unknown";

/** A reference whose heap type is not known: what is left of an unknown operand that must be a reference. */
export const unknownRef: RefType = { kind: "ref", nullable: false, heap: "none" };

type Composite<K extends CompositeType["kind"]> = Extract<CompositeType, { kind: K }>;

const kindNames = { func: "function", cont: "continuation", struct: "structure", array: "array" } as const;

export class ModuleContext {
  readonly module: Module;
  readonly types: TypeTable;
  readonly funcs: readonly number[];
  readonly tables: readonly TableType[];
  readonly globals: readonly GlobalType[];
  readonly memories: readonly { readonly limits: Limits }[];
  readonly tags: readonly { readonly type: number }[];
  readonly importedGlobals: number;
  readonly importedFuncs: number;
  /** Functions that are exported or named outside function bodies. */
  readonly declared: ReadonlySet<number>;
  /** How many globals constant expressions may read: grows while the globals are validated in order. */
  visibleGlobals: number;
  private readonly defRefs: RefType[] = [];

  constructor(module: Module, types: TypeTable) {
    this.module = module;
    this.types = types;
    const spaces = indexSpaces(module);
    this.funcs = spaces.funcs;
    this.tables = spaces.tables;
    this.globals = spaces.globals;
    this.memories = spaces.memories;
    this.tags = spaces.tags;
    this.importedGlobals = spaces.imported.global;
    this.importedFuncs = spaces.imported.func;
    this.visibleGlobals = spaces.imported.global;
    this.declared = declaredFuncs(module);
  }

  /** Type `index`, which must be of one kind. */
  composite<K extends CompositeType["kind"]>(index: number, kind: K): Composite<K> {
    const type = this.types.types[index]?.composite;
    if (type === undefined) invalid(`unknown type ${index}`);
    if (type.kind !== kind) invalid(`non-${kindNames[kind]} type ${index}`);
    return type as Composite<K>;
  }

  funcType(index: number): FuncType {
    return this.composite(index, "func");
  }

  /** What a continuation of type `index` takes and gives. */
  contType(index: number): FuncType {
    return this.funcType(this.composite(index, "cont").func);
  }

  func(index: number): number {
    return this.funcs[index] ?? invalid(`unknown function ${index}`);
  }

  table(index: number): TableType {
    return this.tables[index] ?? invalid(`unknown table ${index}`);
  }

  /** The limits of memory `index`. */
  memory(index: number): Limits {
    return (this.memories[index] ?? invalid(`unknown memory ${index}`)).limits;
  }

  global(index: number): GlobalType {
    return this.globals[index] ?? invalid(`unknown global ${index}`);
  }

  /** Parameters and results of tag `index`. */
  tag(index: number): FuncType {
    return this.funcType((this.tags[index] ?? invalid(`unknown tag ${index}`)).type);
  }

  /** The values an exception of tag `index` carries; tags with results cannot be thrown. */
  exception(index: number): readonly ValType[] {
    const { params, results } = this.tag(index);
    if (results.length > 0) invalid(`type mismatch: exception tag ${index} has results`);
    return params;
  }

  elem(index: number): RefType {
    return (this.module.elems[index] ?? invalid(`unknown elem segment ${index}`)).type;
  }

  data(index: number): void {
    if (index >= this.module.datas.length) invalid(`unknown data segment ${index}`);
  }

  /** The non-null reference to type `index`; one object for each type. */
  refTo(index: number): RefType {
    this.defRefs[index] ??= { kind: "ref", nullable: false, heap: index };
    return this.defRefs[index];
  }

  checkHeap(heap: HeapType): void {
    if (typeof heap === "number" && heap >= this.types.types.length) invalid(`unknown type ${heap}`);
  }

  /** A type that mentions only types of the module. */
  checkType(type: StorageType): void {
    if (typeof type === "object") this.checkHeap(type.heap);
  }

  /** A type in the text format's words: `i32`, `funcref`, `(ref null $t)`. */
  text(type: StorageType): string {
    if (typeof type === "string") return type;
    if (type.nullable && typeof type.heap === "string") return shorthands[type.heap] ?? `${type.heap}ref`;
    const name = typeof type.heap === "number" ? this.module.names.types.get(type.heap) : undefined;
    return `(ref ${type.nullable ? "null " : ""}${name === undefined ? type.heap : `$${name}`})`;
  }

  list(types: readonly StorageType[]): string {
    return `[${types.map((t) => this.text(t)).join(" ")}]`;
  }
}

/** The short names that are not just the heap type and "ref". */
const shorthands: Readonly<Record<string, string>> = {
  none: "nullref",
  nofunc: "nullfuncref",
  noextern: "nullexternref",
  noexn: "nullexnref",
  nocont: "nullcontref",
};

function declaredFuncs(module: Module): Set<number> {
  const found = new Set<number>();
  const visit = (expr: Expr | undefined): void => {
    for (const instr of expr ?? [])
      if (instr.op === "ref.func") found.add((instr as Extract<Instr, { func: number }>).func);
  };
  for (const { kind, index } of module.exports) if (kind === "func") found.add(index);
  for (const table of module.tables) visit(table.init);
  for (const global of module.globals) visit(global.init);
  for (const elem of module.elems) {
    elem.init.forEach(visit);
    if (elem.mode.kind === "active") visit(elem.mode.offset);
  }
  for (const data of module.datas) if (data.mode.kind === "active") visit(data.mode.offset);
  return found;
}
