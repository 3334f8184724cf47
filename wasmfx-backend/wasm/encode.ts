// Module -> binary: sections in the prescribed order, then custom sections with the name section among them. Encoding a decoded
// module gives an equivalent one, with every number in its shortest form.

import { type FunctionLines, writeDwarf } from "../dwarf/write.ts";
import { indirectNameMapIds, nameMapIds } from "./decode-names.ts";
import { writeExpr } from "./encode-expr.ts";
import {
  writeGlobalType,
  writeMemoryType,
  writeRefType,
  writeStorageType,
  writeTableType,
  writeTagType,
  writeTypeSection,
} from "./encode-types.ts";
import { funcName, importedCount } from "./index-spaces.ts";
import { immediateForm } from "./instructions.ts";
import type {
  CustomSection,
  DataSegment,
  ElemSegment,
  Export,
  Expr,
  Func,
  Import,
  Module,
  Names,
  Table,
} from "./module.ts";
import type { ValType } from "./types.ts";
import { Writer } from "./writer.ts";

export interface EncodeOptions {
  /** Write the name section. Default true. */
  readonly names?: boolean;
  /** Write source positions, as DWARF sections. Default true. */
  readonly positions?: boolean;
  /** What relative file names in source positions are relative to. */
  readonly directory?: string;
}

/** Where the code of a defined function lies in the file: from its first local declaration to past its `end`. */
export interface CodeRange {
  readonly start: number;
  readonly end: number;
}

export const encode = (module: Module, options: EncodeOptions = {}): Uint8Array =>
  encodeWithRanges(module, options).bytes;

/** encode(), and for each defined function the place of its code. */
export function encodeWithRanges(
  module: Module,
  options: EncodeOptions = {},
): { bytes: Uint8Array; code: CodeRange[] } {
  const out = new Writer(1 << 16);
  out.fixed32(0x6d736100);
  out.fixed32(1);
  const body = new Writer(1 << 16);
  const section = (id: number, write: (w: Writer) => void): void => {
    body.clear();
    write(body);
    out.u8(id);
    out.sized(body.bytes());
  };
  const vector = <T>(id: number, items: readonly T[], write: (w: Writer, item: T) => void): void => {
    if (items.length > 0) section(id, (w) => w.vector(items, (item) => write(w, item)));
  };

  if (module.recGroups.length > 0) section(1, (w) => writeTypeSection(w, module.types, module.recGroups));
  vector(2, module.imports, writeImport);
  vector(3, module.funcs, (w, func) => w.u32(func.type));
  vector(4, module.tables, writeTable);
  vector(5, module.memories, writeMemoryType);
  vector(13, module.tags, writeTagType);
  vector(6, module.globals, (w, global) => {
    writeGlobalType(w, global.type);
    writeExpr(w, global.init);
  });
  vector(7, module.exports, writeExport);
  if (module.start !== undefined) section(8, (w) => w.u32(module.start!));
  vector(9, module.elems, writeElem);
  if (module.dataCount || module.funcs.some((f) => usesDataSegments(f.body)))
    section(12, (w) => w.u32(module.datas.length));

  const code: CodeRange[] = [];
  const imported = importedCount(module, "func");
  const func = new Writer(1 << 12);
  const lines: FunctionLines[] = [];
  const withPositions = options.positions ?? true;
  vector(10, module.funcs, (w, item) => {
    func.clear();
    const { positions } = item;
    const offsets: number[] | undefined = withPositions && positions?.some((p) => p) ? [] : undefined;
    writeFunc(func, item, offsets);
    w.sized(func.bytes());
    const start = w.length - func.length;
    code.push({ start, end: w.length });
    if (!positions || !offsets) return;
    for (let i = 0; i < offsets.length; i++) offsets[i] += start;
    const name = funcName(module, imported + code.length - 1);
    lines.push({ name, start, end: w.length, offsets, positions });
  });
  // The ranges were counted from the start of the section's payload, which is what `body` still holds.
  const payload = module.funcs.length > 0 ? out.length - body.length : 0;
  const ranges = code.map(({ start, end }) => ({ start: start + payload, end: end + payload }));

  vector(11, module.datas, writeData);
  const custom = (name: string, bytes: Uint8Array): void =>
    section(0, (w) => {
      w.name(name);
      w.raw(bytes);
    });
  // Tools want these two behind the name section.
  const isLast = ({ name }: CustomSection): boolean => name === "producers" || name === "target_features";
  for (const section of module.customs) if (!isLast(section)) custom(section.name, section.bytes);
  for (const { name, bytes } of writeDwarf(lines, options)) custom(name, bytes);
  if (options.names ?? true) {
    const names = encodeNames(module.names);
    if (names.length > 0) custom("name", names);
  }
  for (const section of module.customs) if (isLast(section)) custom(section.name, section.bytes);
  return { bytes: out.bytes().slice(), code: ranges };
}

const externCodes = { func: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

function writeImport(w: Writer, { module, name, desc }: Import): void {
  w.name(module);
  w.name(name);
  w.u8(externCodes[desc.kind]);
  switch (desc.kind) {
    case "func":
      w.u32(desc.type);
      return;
    case "table":
      writeTableType(w, desc.type);
      return;
    case "memory":
      writeMemoryType(w, desc.type);
      return;
    case "global":
      writeGlobalType(w, desc.type);
      return;
    case "tag":
      writeTagType(w, desc.type);
      return;
  }
}

function writeExport(w: Writer, item: Export): void {
  w.name(item.name);
  w.u8(externCodes[item.kind]);
  w.u32(item.index);
}

function writeTable(w: Writer, table: Table): void {
  if (table.init) {
    w.u8(0x40);
    w.u8(0);
  }
  writeTableType(w, table.type);
  if (table.init) writeExpr(w, table.init);
}

/** The function index when `expr` is one ref.func, as the short form of element segments wants it. */
function soleFunc(expr: Expr): number | undefined {
  const [only] = expr;
  return expr.length === 1 && only.op === "ref.func" ? only.func : undefined;
}

/** Flags: bit 0 passive or declarative, bit 1 declarative (or: table index follows), bit 2 expressions. */
function writeElem(w: Writer, { type, init, mode }: ElemSegment): void {
  const isFuncs = type.heap === "func" && !type.nullable && init.every((e) => soleFunc(e) !== undefined);
  const isPlain = isFuncs || (type.heap === "func" && type.nullable);
  const namesTable = mode.kind === "active" && (mode.table !== 0 || !isPlain);
  const modeFlags = mode.kind === "active" ? (namesTable ? 2 : 0) : mode.kind === "passive" ? 1 : 3;
  w.u32(modeFlags | (isFuncs ? 0 : 4));
  if (mode.kind === "active") {
    if (namesTable) w.u32(mode.table);
    writeExpr(w, mode.offset);
  }
  if (modeFlags !== 0) {
    if (isFuncs) w.u8(0);
    else writeRefType(w, type);
  }
  w.vector(init, (e) => (isFuncs ? w.u32(soleFunc(e)!) : writeExpr(w, e)));
}

function writeData(w: Writer, { bytes, mode }: DataSegment): void {
  if (mode.kind === "passive") {
    w.u8(1);
  } else {
    w.u8(mode.memory === 0 ? 0 : 2);
    if (mode.memory !== 0) w.u32(mode.memory);
    writeExpr(w, mode.offset);
  }
  w.sized(bytes);
}

/** Instructions that name data segments need the data count section. */
function usesDataSegments(body: Expr): boolean {
  return body.some(({ op }) => {
    const form = immediateForm(op);
    return form === "memory_init" || form === "data" || form === "array_data";
  });
}

/** Locals are declared in runs of one type. */
function writeFunc(w: Writer, { locals, body }: Func, offsets?: number[]): void {
  const runs: { type: ValType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last && sameType(last.type, type)) last.count++;
    else runs.push({ type, count: 1 });
  }
  w.vector(runs, ({ type, count }) => {
    w.u32(count);
    writeStorageType(w, type);
  });
  writeExpr(w, body, offsets);
}

const sameType = (a: ValType, b: ValType): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && a.nullable === b.nullable && a.heap === b.heap);

function encodeNames(names: Names): Uint8Array {
  const out = new Writer();
  const body = new Writer();
  const subsection = (id: number, write: () => void): void => {
    body.clear();
    write();
    out.u8(id);
    out.sized(body.bytes());
  };
  const nameMap = (map: ReadonlyMap<number, string>): void =>
    body.vector(sorted(map), ([index, name]) => {
      body.u32(index);
      body.name(name);
    });
  if (names.module !== undefined) subsection(0, () => body.name(names.module!));
  for (let id = 1; id <= 11; id++) {
    if (id in nameMapIds) {
      const map = names[nameMapIds[id as keyof typeof nameMapIds]];
      if (map.size > 0) subsection(id, () => nameMap(map));
    } else {
      const map = names[indirectNameMapIds[id as keyof typeof indirectNameMapIds]];
      const filled = sorted(map).filter(([, inner]) => inner.size > 0);
      if (filled.length === 0) continue;
      subsection(id, () =>
        body.vector(filled, ([index, inner]) => {
          body.u32(index);
          nameMap(inner);
        }),
      );
    }
  }
  return out.bytes();
}

const sorted = <T>(map: ReadonlyMap<number, T>): [number, T][] => [...map].sort(([a], [b]) => a - b);
