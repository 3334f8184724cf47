// Reading types: value types, heap types, composite types with their recursion groups, limits.

import { maxFuncArity } from "./limits.ts";
import { Malformed, type Reader } from "./reader.ts";
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
  ValType,
} from "./types.ts";
import { ref, refNull } from "./types.ts";

/** Byte -> heap type. As a value type the same byte means the nullable reference to it. */
export const heapTypeCodes: ReadonlyMap<number, AbstractHeapType> = new Map([
  [0x75, "nocont"],
  [0x74, "noexn"],
  [0x73, "nofunc"],
  [0x72, "noextern"],
  [0x71, "none"],
  [0x70, "func"],
  [0x6f, "extern"],
  [0x6e, "any"],
  [0x6d, "eq"],
  [0x6c, "i31"],
  [0x6b, "struct"],
  [0x6a, "array"],
  [0x69, "exn"],
  [0x68, "cont"],
]);

/** One shared object for each type of a single byte. */
const byteTypes: readonly (ValType | undefined)[] = Array.from({ length: 128 }, (_, byte): ValType | undefined => {
  const heap = heapTypeCodes.get(byte);
  if (heap !== undefined) return refNull(heap);
  return ({ 127: "i32", 126: "i64", 125: "f32", 124: "f64", 123: "v128" } as const)[byte];
});

const byteBlockTypes: readonly (BlockType | undefined)[] = byteTypes.map((type, byte) =>
  byte === 0x40 ? { kind: "empty" } : type && { kind: "value", type },
);

const nullableAbstract = new Map([...heapTypeCodes.values()].map((heap) => [heap, refNull(heap)] as const));
const nonNullAbstract = new Map([...heapTypeCodes.values()].map((heap) => [heap, ref(heap)] as const));

/** A reference type; abstract ones are shared objects. */
export function makeRef(nullable: boolean, heap: HeapType): RefType {
  if (typeof heap === "number") return { kind: "ref", nullable, heap };
  return (nullable ? nullableAbstract : nonNullAbstract).get(heap)!;
}

export function readHeapType(r: Reader): HeapType {
  const at = r.pos;
  const byte = r.peek();
  if (byte >= 0x40 && byte < 0x80) {
    r.pos++;
    return heapTypeCodes.get(byte) ?? r.fail("malformed heap type", at);
  }
  const index = r.s33();
  return index >= 0 ? index : r.fail("malformed heap type", at);
}

export function readValType(r: Reader): ValType {
  const at = r.pos;
  const byte = r.u8();
  return readRefForm(r, byte) ?? byteTypes[byte] ?? r.fail("malformed value type", at);
}

/** `0x63 ht` is (ref null ht), `0x64 ht` is (ref ht). */
function readRefForm(r: Reader, byte: number): RefType | undefined {
  return byte === 0x63 || byte === 0x64 ? makeRef(byte === 0x63, readHeapType(r)) : undefined;
}

export function readRefType(r: Reader): RefType {
  const at = r.pos;
  const byte = r.u8();
  const type = readRefForm(r, byte) ?? byteTypes[byte];
  return typeof type === "object" ? type : r.fail("malformed reference type", at);
}

export function readBlockType(r: Reader): BlockType {
  const at = r.pos;
  const byte = r.peek();
  if (byte >= 0x40 && byte < 0x80) {
    r.pos++;
    const short = byteBlockTypes[byte];
    if (short) return short;
    const type = readRefForm(r, byte);
    return type ? { kind: "value", type } : r.fail("malformed block type", at);
  }
  const type = r.s33();
  return type >= 0 ? { kind: "func", type } : r.fail("malformed block type", at);
}

function readArity(r: Reader, what: string): ValType[] {
  const at = r.pos;
  const n = r.count();
  if (n > maxFuncArity) r.fail(`too many ${what}`, at);
  return Array.from({ length: n }, () => readValType(r));
}

function readField(r: Reader): FieldType {
  const byte = r.peek();
  let storage: StorageType;
  if (byte === 0x78 || byte === 0x77) {
    r.pos++;
    storage = byte === 0x78 ? "i8" : "i16";
  } else {
    storage = readValType(r);
  }
  return { storage, mutable: readMutability(r) };
}

function readMutability(r: Reader): boolean {
  const at = r.pos;
  const byte = r.u8();
  if (byte > 1) r.fail("malformed mutability", at);
  return byte === 1;
}

function readCompositeType(r: Reader): CompositeType {
  const at = r.pos;
  switch (r.u8()) {
    case 0x60:
      return { kind: "func", params: readArity(r, "parameters"), results: readArity(r, "results") };
    case 0x5f:
      return { kind: "struct", fields: Array.from({ length: r.count(2) }, () => readField(r)) };
    case 0x5e:
      return { kind: "array", field: readField(r) };
    case 0x5d: {
      const func = r.s33();
      return func >= 0 ? { kind: "cont", func } : r.fail("malformed heap type", at + 1);
    }
    default:
      throw new Malformed("malformed type definition", at);
  }
}

function readSubType(r: Reader): SubType {
  const byte = r.peek();
  if (byte !== 0x50 && byte !== 0x4f) return { final: true, supers: [], composite: readCompositeType(r) };
  r.pos++;
  const supers = Array.from({ length: r.count() }, () => r.u32());
  return { final: byte === 0x4f, supers, composite: readCompositeType(r) };
}

/** The type section: types in order and the groups that cover them. `place` hears where each type was found. */
export function readTypeSection(
  r: Reader,
  place: (type: SubType, offset: number) => void,
): { types: SubType[]; recGroups: RecGroup[] } {
  const types: SubType[] = [];
  const recGroups: RecGroup[] = [];
  for (let n = r.count(); n > 0; n--) {
    const start = types.length;
    let length = 1;
    if (r.peek() === 0x4e) {
      r.pos++;
      length = r.count(2);
    }
    for (let i = 0; i < length; i++) {
      const at = r.pos;
      const type = readSubType(r);
      types.push(type);
      place(type, at);
    }
    recGroups.push({ start, length });
  }
  return { types, recGroups };
}

function readLimits(r: Reader, maxFlag: number): Limits {
  const at = r.pos;
  const flags = r.u8();
  if (flags > maxFlag) r.fail("malformed limits flags", at);
  const min = r.u64();
  const max = flags & 1 ? r.u64() : undefined;
  return { min, max, shared: (flags & 2) !== 0, index: flags & 4 ? "i64" : "i32" };
}

export function readTableType(r: Reader): TableType {
  const element = readRefType(r);
  const at = r.pos;
  const limits = readLimits(r, 7);
  if (limits.shared) r.fail("malformed limits flags", at);
  return { element, limits };
}

export const readMemoryType = (r: Reader): MemoryType => ({ limits: readLimits(r, 7) });

export function readGlobalType(r: Reader): GlobalType {
  const type = readValType(r);
  return { type, mutable: readMutability(r) };
}

export function readTagType(r: Reader): TagType {
  const at = r.pos;
  if (r.u8() !== 0) r.fail("malformed tag attribute", at);
  return { type: r.u32() };
}
