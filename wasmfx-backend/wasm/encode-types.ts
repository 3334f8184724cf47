// Writing types; the mirror of decode-types.ts.

import { heapTypeCodes } from "./decode-types.ts";
import type {
  AbstractHeapType,
  BlockType,
  CompositeType,
  FieldType,
  GlobalType,
  HeapType,
  Limits,
  MemoryType,
  RecGroup,
  RefType,
  StorageType,
  SubType,
  TableType,
  TagType,
} from "./types.ts";
import type { Writer } from "./writer.ts";

const heapCodes = Object.fromEntries([...heapTypeCodes].map(([code, heap]) => [heap, code])) as Record<
  AbstractHeapType,
  number
>;
const plainCodes = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b, i8: 0x78, i16: 0x77 } as const;

export function writeHeapType(w: Writer, heap: HeapType): void {
  if (typeof heap === "number") w.s33(heap);
  else w.u8(heapCodes[heap]);
}

export function writeStorageType(w: Writer, type: StorageType): void {
  if (typeof type === "string") w.u8(plainCodes[type]);
  else writeRefType(w, type);
}

export function writeRefType(w: Writer, type: RefType): void {
  if (!(type.nullable && typeof type.heap === "string")) w.u8(type.nullable ? 0x63 : 0x64);
  writeHeapType(w, type.heap);
}

export function writeBlockType(w: Writer, type: BlockType): void {
  if (type.kind === "empty") w.u8(0x40);
  else if (type.kind === "value") writeStorageType(w, type.type);
  else w.s33(type.type);
}

function writeField(w: Writer, field: FieldType): void {
  writeStorageType(w, field.storage);
  w.u8(field.mutable ? 1 : 0);
}

function writeCompositeType(w: Writer, type: CompositeType): void {
  switch (type.kind) {
    case "func":
      w.u8(0x60);
      w.vector(type.params, (t) => writeStorageType(w, t));
      w.vector(type.results, (t) => writeStorageType(w, t));
      return;
    case "struct":
      w.u8(0x5f);
      w.vector(type.fields, (f) => writeField(w, f));
      return;
    case "array":
      w.u8(0x5e);
      writeField(w, type.field);
      return;
    case "cont":
      w.u8(0x5d);
      w.s33(type.func);
  }
}

function writeSubType(w: Writer, type: SubType): void {
  if (!type.final || type.supers.length > 0) {
    w.u8(type.final ? 0x4f : 0x50);
    w.vector(type.supers, (index) => w.u32(index));
  }
  writeCompositeType(w, type.composite);
}

export function writeTypeSection(w: Writer, types: readonly SubType[], groups: readonly RecGroup[]): void {
  w.vector(groups, ({ start, length }) => {
    if (length !== 1) {
      w.u8(0x4e);
      w.u32(length);
    }
    for (let i = start; i < start + length; i++) writeSubType(w, types[i]);
  });
}

function writeLimits(w: Writer, limits: Limits): void {
  w.u8((limits.max === undefined ? 0 : 1) | (limits.shared ? 2 : 0) | (limits.index === "i64" ? 4 : 0));
  w.u64(limits.min);
  if (limits.max !== undefined) w.u64(limits.max);
}

export function writeTableType(w: Writer, type: TableType): void {
  writeRefType(w, type.element);
  writeLimits(w, type.limits);
}

export const writeMemoryType = (w: Writer, type: MemoryType): void => writeLimits(w, type.limits);

export function writeGlobalType(w: Writer, type: GlobalType): void {
  writeStorageType(w, type.type);
  w.u8(type.mutable ? 1 : 0);
}

export function writeTagType(w: Writer, type: TagType): void {
  w.u8(0);
  w.u32(type.type);
}
