// Renumbering: the same instruction, type or expression with its indices sent through maps. Which immediate is an index
// into what is decided by the immediate form alone, so a new instruction needs no work here.

import { assertNever } from "../../diagnostics/index.ts";
import { type Catch, type Handler, type ImmediateForm, type Instr, immediateForm } from "./instructions.ts";
import type { BlockType, CompositeType, FieldType, HeapType, RefType, StorageType, SubType, ValType } from "./types.ts";

/** One function per index space; a space left out keeps its numbers. Labels and locals are never renumbered. */
export interface IndexMaps {
  readonly func?: (index: number) => number;
  readonly type?: (index: number) => number;
  readonly table?: (index: number) => number;
  readonly memory?: (index: number) => number;
  readonly tag?: (index: number) => number;
  readonly global?: (index: number) => number;
  readonly elem?: (index: number) => number;
  readonly data?: (index: number) => number;
}

const same = (index: number): number => index;

export function mapHeapType(heap: HeapType, maps: IndexMaps): HeapType {
  return typeof heap === "number" && maps.type ? maps.type(heap) : heap;
}

export function mapRefType(type: RefType, maps: IndexMaps): RefType {
  return typeof type.heap === "number" ? { ...type, heap: mapHeapType(type.heap, maps) } : type;
}

export function mapValType<T extends StorageType | ValType>(type: T, maps: IndexMaps): T {
  return typeof type === "string" ? type : (mapRefType(type, maps) as T);
}

export function mapCompositeType(type: CompositeType, maps: IndexMaps): CompositeType {
  const field = (f: FieldType): FieldType => ({ ...f, storage: mapValType(f.storage, maps) });
  switch (type.kind) {
    case "func":
      return {
        kind: "func",
        params: type.params.map((p) => mapValType(p, maps)),
        results: type.results.map((r) => mapValType(r, maps)),
      };
    case "struct":
      return { kind: "struct", fields: type.fields.map(field) };
    case "array":
      return { kind: "array", field: field(type.field) };
    case "cont":
      return { kind: "cont", func: (maps.type ?? same)(type.func) };
  }
}

export function mapSubType(type: SubType, maps: IndexMaps): SubType {
  return {
    final: type.final,
    supers: type.supers.map(maps.type ?? same),
    composite: mapCompositeType(type.composite, maps),
  };
}

function mapBlockType(type: BlockType, maps: IndexMaps): BlockType {
  switch (type.kind) {
    case "empty":
      return type;
    case "value":
      return { kind: "value", type: mapValType(type.type, maps) };
    case "func":
      return { kind: "func", type: (maps.type ?? same)(type.type) };
  }
}

/** The immediates of every form, flattened: the names do not clash in meaning except where `mapIndices` says so. */
interface LooseImmediates {
  type?: BlockType | number;
  typeIndex?: number;
  target?: number;
  func?: number;
  table?: number;
  memory?: number;
  source?: number;
  global?: number;
  tag?: number;
  elem?: number;
  data?: number;
  catches?: readonly Catch[];
  handlers?: readonly Handler[];
  types?: readonly ValType[];
  heap?: HeapType;
  ref?: RefType;
  from?: RefType;
  to?: RefType;
}

const mapTag = <T extends { readonly tag?: number }>(clause: T, maps: IndexMaps): T =>
  clause.tag === undefined || !maps.tag ? clause : { ...clause, tag: maps.tag(clause.tag) };

/** `instr` with its indices mapped; the very same object when they stay as they are. */
export function mapIndices(instr: Instr, maps: IndexMaps): Instr {
  const form = immediateForm(instr.op);
  const from = instr as LooseImmediates;
  // Of a kind each, these are nearly all of a module's instructions: not copied when nothing changes.
  switch (form) {
    case "none":
    case "label":
    case "br_table":
    case "local":
    case "i32":
    case "i64":
    case "f32":
    case "f64":
    case "v128":
    case "lane":
    case "shuffle":
      return instr;
    case "block":
      if ((from.type as BlockType).kind === "empty") return instr;
      break;
    case "func":
      if (unmoved(from.func!, maps.func)) return instr;
      break;
    case "global":
      if (unmoved(from.global!, maps.global)) return instr;
      break;
    case "memory":
    case "memarg":
    case "memarg_lane":
      if (unmoved(from.memory!, maps.memory)) return instr;
      break;
  }
  return moveIndices(instr, form, maps);
}

const unmoved = (index: number, map: ((index: number) => number) | undefined): boolean =>
  map === undefined || map(index) === index;

function moveIndices(instr: Instr, form: ImmediateForm, maps: IndexMaps): Instr {
  const from = instr as LooseImmediates;
  const mapped: LooseImmediates = {};
  switch (form) {
    case "none":
    case "label":
    case "br_table":
    case "local":
    case "i32":
    case "i64":
    case "f32":
    case "f64":
    case "v128":
    case "lane":
    case "shuffle":
      return instr;
    case "block":
      mapped.type = mapBlockType(from.type as BlockType, maps);
      break;
    case "try_table":
      mapped.type = mapBlockType(from.type as BlockType, maps);
      mapped.catches = from.catches!.map((c) => mapTag(c, maps));
      break;
    case "br_on_cast":
      mapped.from = mapRefType(from.from!, maps);
      mapped.to = mapRefType(from.to!, maps);
      break;
    case "func":
      mapped.func = (maps.func ?? same)(from.func!);
      break;
    case "call_indirect":
      mapped.type = (maps.type ?? same)(from.type as number);
      mapped.table = (maps.table ?? same)(from.table!);
      break;
    case "type":
    case "field":
    case "array_fixed":
      mapped.typeIndex = (maps.type ?? same)(from.typeIndex!);
      break;
    case "select_t":
      mapped.types = from.types!.map((t) => mapValType(t, maps));
      break;
    case "global":
      mapped.global = (maps.global ?? same)(from.global!);
      break;
    case "table":
      mapped.table = (maps.table ?? same)(from.table!);
      break;
    case "table_copy":
      mapped.table = (maps.table ?? same)(from.table!);
      mapped.source = (maps.table ?? same)(from.source!);
      break;
    case "table_init":
      mapped.elem = (maps.elem ?? same)(from.elem!);
      mapped.table = (maps.table ?? same)(from.table!);
      break;
    case "elem":
      mapped.elem = (maps.elem ?? same)(from.elem!);
      break;
    case "memory":
    case "memarg":
    case "memarg_lane":
      mapped.memory = (maps.memory ?? same)(from.memory!);
      break;
    case "memory_copy":
      mapped.memory = (maps.memory ?? same)(from.memory!);
      mapped.source = (maps.memory ?? same)(from.source!);
      break;
    case "memory_init":
      mapped.data = (maps.data ?? same)(from.data!);
      mapped.memory = (maps.memory ?? same)(from.memory!);
      break;
    case "data":
      mapped.data = (maps.data ?? same)(from.data!);
      break;
    case "heap":
      mapped.heap = mapHeapType(from.heap!, maps);
      break;
    case "ref":
      mapped.ref = mapRefType(from.ref!, maps);
      break;
    case "array_copy":
    case "cont_bind":
      mapped.typeIndex = (maps.type ?? same)(from.typeIndex!);
      if (form === "cont_bind") mapped.target = (maps.type ?? same)(from.target!);
      else mapped.source = (maps.type ?? same)(from.source!);
      break;
    case "array_data":
      mapped.typeIndex = (maps.type ?? same)(from.typeIndex!);
      mapped.data = (maps.data ?? same)(from.data!);
      break;
    case "array_elem":
      mapped.typeIndex = (maps.type ?? same)(from.typeIndex!);
      mapped.elem = (maps.elem ?? same)(from.elem!);
      break;
    case "tag":
      mapped.tag = (maps.tag ?? same)(from.tag!);
      break;
    case "resume":
      mapped.typeIndex = (maps.type ?? same)(from.typeIndex!);
      mapped.handlers = from.handlers!.map((h) => mapTag(h, maps));
      break;
    case "resume_throw":
      mapped.typeIndex = (maps.type ?? same)(from.typeIndex!);
      mapped.tag = (maps.tag ?? same)(from.tag!);
      mapped.handlers = from.handlers!.map((h) => mapTag(h, maps));
      break;
    case "switch":
      mapped.typeIndex = (maps.type ?? same)(from.typeIndex!);
      mapped.tag = (maps.tag ?? same)(from.tag!);
      break;
    default:
      assertNever(form, "map-indices");
  }
  return { ...instr, ...mapped } as Instr;
}

export const mapExpr = (expr: readonly Instr[], maps: IndexMaps): Instr[] =>
  expr.map((instr) => mapIndices(instr, maps));

/** Calls the maps for every index that `expr` mentions, for their side effects: who is used by whom. */
export function visitIndices(expr: readonly Instr[], maps: IndexMaps): void {
  for (const instr of expr) mapIndices(instr, maps);
}
