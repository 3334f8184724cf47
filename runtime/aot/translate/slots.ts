// Payload slots: how values travel through switches, exceptions and export thunks. Every value is one i64, or two for
// v128 (low, high) and continuation references (pointer, revision); see weft_abi.h, PAYLOADS.

import type { Body } from "./body.ts";
import { constant, pointerTo, type Shape, undef, type Value } from "./llvm.ts";

export const slotCount = (shapes: readonly Shape[]): number =>
  shapes.reduce((sum, shape) => sum + (shape === "cont" || shape === "v128" ? 2 : 1), 0);

/** Values as slots, in order. */
export function toSlots(body: Body, values: readonly Value[], shapes: readonly Shape[]): Value[] {
  const { builder, context } = body;
  const { i32, i64 } = context.types;
  return values.flatMap((value, i) => {
    switch (shapes[i]) {
      case "i32":
        return [builder.CreateZExt(value, i64)];
      case "i64":
        return [value];
      case "f32":
        return [builder.CreateZExt(builder.CreateBitCast(value, i32), i64)];
      case "f64":
        return [builder.CreateBitCast(value, i64)];
      case "pointer":
        return [builder.CreatePtrToInt(value, i64)];
      case "cont":
        return [
          builder.CreatePtrToInt(builder.CreateExtractValue(value, 0), i64),
          builder.CreateExtractValue(value, 1),
        ];
      case "v128": {
        const wide = builder.CreateBitCast(value, context.types.i128);
        const high = builder.CreateLShr(wide, constant(context.types.i128, "64"));
        return [builder.CreateTrunc(wide, i64), builder.CreateTrunc(high, i64)];
      }
    }
  });
}

/** The inverse. */
export function fromSlots(body: Body, slots: readonly Value[], shapes: readonly Shape[]): Value[] {
  const { builder, context } = body;
  const { i32, f32, f64, pointer, cont, v128 } = context.types;
  let at = 0;
  return shapes.map((shape) => {
    const slot = slots[at++];
    switch (shape) {
      case "i32":
        return builder.CreateTrunc(slot, i32);
      case "i64":
        return slot;
      case "f32":
        return builder.CreateBitCast(builder.CreateTrunc(slot, i32), f32);
      case "f64":
        return builder.CreateBitCast(slot, f64);
      case "pointer":
        return builder.CreateIntToPtr(slot, pointer);
      case "cont":
        return makeCont(body, builder.CreateIntToPtr(slot, pointer), slots[at++], cont);
      case "v128": {
        const wide = context.types.i128;
        const low = builder.CreateZExt(slot, wide);
        const high = builder.CreateShl(builder.CreateZExt(slots[at++], wide), constant(context.types.i128, "64"));
        return builder.CreateBitCast(builder.CreateOr(low, high), v128);
      }
    }
  });
}

/** { pointer, revision }. */
export function makeCont(body: Body, pointer: Value, revision: Value, type: string = body.context.types.cont): Value {
  const half = body.builder.CreateInsertValue(undef(type), pointer, 0);
  return body.builder.CreateInsertValue(half, revision, 1);
}

/** The address of slot `index` behind `base` (i8*), as i64*. */
export function slotAddress(body: Body, base: Value, index: number, offset = 0): Value {
  const { builder, context } = body;
  const address = builder.CreateGEP(context.types.i8, base, [body.i64(offset + index * 8)]);
  return builder.CreateBitCast(address, pointerTo(context.types.i64));
}

export function storeSlots(body: Body, base: Value, slots: readonly Value[], offset = 0): void {
  slots.forEach((slot, i) => {
    body.builder.CreateStore(slot, slotAddress(body, base, i, offset));
  });
}

export function loadSlots(body: Body, base: Value, count: number, offset = 0): Value[] {
  return Array.from({ length: count }, (_, i) =>
    body.builder.CreateLoad(body.context.types.i64, slotAddress(body, base, i, offset)),
  );
}

const registers = 5;

/** Slots as the five payload registers of a switch; more than five: four, and the address of the others. */
export function toPayload(body: Body, slots: readonly Value[]): Value[] {
  const { i64 } = body.context.types;
  if (slots.length <= registers) {
    const unused = Array.from({ length: registers - slots.length }, () => undef(i64));
    return [...slots, ...unused];
  }
  storeSlots(body, body.context.payload, slots.slice(registers - 1));
  return [...slots.slice(0, registers - 1), body.builder.CreatePtrToInt(body.context.payload, i64)];
}

/** The inverse, for `count` slots; must come before anything else on the receiving side. */
export function fromPayload(body: Body, payload: readonly Value[], count: number): Value[] {
  if (count <= registers) return payload.slice(0, count);
  const rest = body.builder.CreateIntToPtr(payload[registers - 1], body.context.types.pointer);
  return [...payload.slice(0, registers - 1), ...loadSlots(body, rest, count - (registers - 1))];
}
