// reflect.SliceHeader and reflect.StringHeader: what a slice and a string are in memory. Their fields are int and uintptr, of 64 bits,
// for a program, and have 32 bits in memory, like the slices and strings they stand for.

import type { Basic, Struct, Type } from "./types.ts";
import { Typ } from "./universe.ts";

const narrow: ReadonlyMap<Type, Basic> = new Map([
  [Typ.int, { ...Typ.int }],
  [Typ.uintptr, { ...Typ.uintptr }],
]);
const narrowTypes: ReadonlySet<Type> = new Set(narrow.values());

/** An integer type whose values have 32 bits in memory. It is identical to int or uintptr. */
export const isNarrow = (type: Type): boolean => narrowTypes.has(type);

/** The type as reflection is told of it: an ordinary one of the same size. */
export function ofSameSize(type: Type): Type {
  if (!isNarrow(type)) return type;
  return type === narrow.get(Typ.int) ? Typ.int32 : Typ.uint32;
}

export function isHeader(struct: Struct): boolean {
  const names = struct.fields.map((f) => f.name).join();
  return (names === "Data,Len,Cap" || names === "Data,Len") && struct.fields[0].pkg?.path === "reflect";
}

/** The types of a struct's fields as they lie in memory. */
export function memoryTypes(struct: Struct): readonly Type[] {
  const types = struct.fields.map((f) => f.type);
  return isHeader(struct) ? types.map((type) => narrow.get(type) ?? type) : types;
}
