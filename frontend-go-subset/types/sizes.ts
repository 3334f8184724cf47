// Sizes and alignments in linear memory: int, uint and uintptr have 64 bits, pointers 32. Strings are {ptr, len}, slices
// {ptr, len, cap}, interfaces {type, data}, all of 32-bit words.

import { isNarrow, memoryTypes } from "./header.ts";
import type { BasicKind, Struct, Type } from "./types.ts";
import { underlying } from "./under.ts";

const basicSizes: Partial<Record<BasicKind, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  "unsafe.Pointer": 4,
  int: 8,
  uint: 8,
  int64: 8,
  uint64: 8,
  uintptr: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
  string: 8,
};

/** At least 1. */
export function alignOf(t: Type): number {
  const u = underlying(t);
  switch (u.kind) {
    case "Array":
      return alignOf(u.elem);
    case "Struct":
      return memoryTypes(u).reduce((max, type) => Math.max(max, alignOf(type)), 1);
    case "Basic":
      if (isNarrow(u)) return 4;
      if (u.basic === "complex64" || u.basic === "string") return 4;
      return Math.min(8, basicSizes[u.basic] ?? 8);
    default:
      return 4;
  }
}

function roundUp(n: number, align: number): number {
  return Math.ceil(n / align) * align;
}

/** Offsets of a struct's fields. */
export function offsetsOf(struct: Struct): number[] {
  let at = 0;
  return memoryTypes(struct).map((type) => {
    const offset = roundUp(at, alignOf(type));
    at = offset + sizeOf(type);
    return offset;
  });
}

/** Size in bytes; structs are padded to their alignment, and a zero-sized last field gets a byte so that its address stays inside. */
export function sizeOf(t: Type): number {
  const u = underlying(t);
  switch (u.kind) {
    case "Basic":
      return isNarrow(u) ? 4 : (basicSizes[u.basic] ?? 8);
    case "Array":
      return u.length <= 0 ? 0 : u.length * sizeOf(u.elem);
    case "Slice":
      return 12;
    case "Struct": {
      if (u.fields.length === 0) return 0;
      const offsets = offsetsOf(u);
      const last = u.fields.length - 1;
      const lastSize = sizeOf(memoryTypes(u)[last]);
      const end = offsets[last] + (lastSize === 0 && offsets[last] > 0 ? 1 : lastSize);
      return roundUp(end, alignOf(u));
    }
    case "Interface":
      return 8;
    default:
      return 4;
  }
}
