// How structures and arrays lie in memory (weft_object in weft_abi.h): a header of 8 bytes, then fields in order, each at its
// natural alignment, 8 at most. So a subtype's object begins like its supertype's.

import type { Module, StorageType } from "../../../wasmfx-backend/index.ts";
import { type Linearity, type Shape, shapeBytes, shapeOf } from "./llvm.ts";

export const headerBytes = 8;

/** A field or element: what it is in memory. Packed ones are i32 on the operand stack. */
export interface Storage {
  readonly packed?: "i8" | "i16";
  readonly shape: Shape;
  readonly bytes: number;
  readonly isReference: boolean;
}

export interface Field extends Storage {
  /** From the object's address. */
  readonly offset: number;
}

/** What decides the shapes of values. */
type Shapes = { readonly module: Module; readonly linearity: Linearity };

export function storageOf(shapes: Shapes, type: StorageType): Storage {
  if (type === "i8" || type === "i16")
    return { packed: type, shape: "i32", bytes: type === "i8" ? 1 : 2, isReference: false };
  const shape = shapeOf(shapes, type);
  return { shape, bytes: shapeBytes[shape], isReference: typeof type === "object" };
}

export function structLayout(shapes: Shapes, fields: readonly { readonly storage: StorageType }[]): Field[] {
  let end = headerBytes;
  return fields.map(({ storage }) => {
    const field = storageOf(shapes, storage);
    const alignment = Math.min(field.bytes, 8);
    const offset = Math.ceil(end / alignment) * alignment;
    end = offset + field.bytes;
    return { ...field, offset };
  });
}

/** Bytes of a whole structure. */
export function structBytes(layout: readonly Field[]): number {
  const last = layout.at(-1);
  return last ? last.offset + last.bytes : headerBytes;
}

/** Which words after the header the collector looks at. */
export const referenceWords = (layout: readonly Field[]): number[] =>
  layout.filter((f) => f.isReference).map((f) => (f.offset - headerBytes) / 8);
