// The wasm module model: what decode() returns, encode() takes, the linker merges, the validator checks and the
// native compiler translates. Plain mutable data; index spaces are as in the binary: imports first, then definitions.

import type { Instr } from "./instructions.ts";
import type { Positions } from "./positions.ts";
import type { GlobalType, MemoryType, RecGroup, RefType, SubType, TableType, TagType, ValType } from "./types.ts";

export type ExternKind = "func" | "table" | "memory" | "global" | "tag";

export interface Import {
  module: string;
  name: string;
  desc:
    | { kind: "func"; type: number }
    | { kind: "table"; type: TableType }
    | { kind: "memory"; type: MemoryType }
    | { kind: "global"; type: GlobalType }
    | { kind: "tag"; type: TagType };
}

export interface Export {
  name: string;
  kind: ExternKind;
  index: number;
}

/** A constant expression or a function body: flat instructions as in the binary, without the closing `end`. */
export type Expr = Instr[];

export interface Func {
  /** Index of its function type. */
  type: number;
  /** Types of the declared locals, parameters not included. */
  locals: ValType[];
  /** Flat body; every block, loop, if and try_table has its own `end`; the function's final `end` is not stored. */
  body: Expr;
  /**
   * Byte offset in the file of body[i], and of the final `end` at [body.length] (decoded modules only); for messages.
   */
  offsets?: Uint32Array;
  /** Where body[i] comes from. */
  positions?: Positions;
  /** Whether the condition of body[i], an `if` or `br_if`, mostly holds; for those that nearly always go one way. */
  likely?: Likely;
}

/** By index of the instruction. */
export type Likely = ReadonlyMap<number, boolean>;

export interface Table {
  type: TableType;
  init?: Expr;
}
export interface Global {
  type: GlobalType;
  init: Expr;
}

export interface ElemSegment {
  type: RefType;
  init: Expr[];
  mode: { kind: "active"; table: number; offset: Expr } | { kind: "passive" } | { kind: "declarative" };
}
export interface DataSegment {
  bytes: Uint8Array;
  mode: { kind: "active"; memory: number; offset: Expr } | { kind: "passive" };
}

export interface CustomSection {
  name: string;
  bytes: Uint8Array;
}

/** Names from the `name` section, keyed by index. All optional; never needed for correctness. */
export interface Names {
  module?: string;
  funcs: Map<number, string>;
  locals: Map<number, Map<number, string>>;
  labels: Map<number, Map<number, string>>;
  types: Map<number, string>;
  tables: Map<number, string>;
  memories: Map<number, string>;
  globals: Map<number, string>;
  elems: Map<number, string>;
  datas: Map<number, string>;
  tags: Map<number, string>;
  fields: Map<number, Map<number, string>>;
}

export interface Module {
  types: SubType[];
  recGroups: RecGroup[];
  imports: Import[];
  /** Defined (not imported) items; the index of funcs[0] is the number of imported functions, and so on. */
  funcs: Func[];
  tables: Table[];
  memories: MemoryType[];
  tags: TagType[];
  globals: Global[];
  exports: Export[];
  start?: number;
  elems: ElemSegment[];
  datas: DataSegment[];
  /** True when the binary has (or must have) a data count section. */
  dataCount: boolean;
  names: Names;
  /** Custom sections other than `name`, in order. */
  customs: CustomSection[];
  /** Byte offsets of types, imports, exports, globals, expressions ... (decoded modules only); for messages. */
  places?: WeakMap<object, number>;
}
