// References: null tests, function references, i31, and casts.

import type { HeapType, InstrOfForm, RefType } from "../../../wasmfx-backend/index.ts";
import type { Body, Operand } from "./body.ts";
import { hasType } from "./calls.ts";
import type { CanonicalType } from "./canonical.ts";
import { branchIf } from "./control.ts";
import { constant, pointerTo, type Value } from "./llvm.ts";

export function refNull(body: Body, { heap }: InstrOfForm<"heap">): void {
  const shape = body.shape({ kind: "ref", nullable: true, heap });
  body.push(body.nullOf(shape), shape);
}

export function refIsNull(body: Body): void {
  body.push(body.flag(body.isNull(body.popOperand())), "i32");
}

export function refFunc(body: Body, { func }: InstrOfForm<"func">): void {
  body.push(body.context.descriptor(func), "pointer");
}

export function refEq(body: Body): void {
  const right = body.pop();
  body.push(body.flag(body.builder.CreateICmp("eq", body.pop(), right)), "i32");
}

export function refAsNonNull(body: Body): void {
  const operand = body.popOperand();
  body.trapIf(body.isNull(operand), "nullReference");
  body.push(operand.value, operand.shape);
}

/** The reference is not passed to the label; it stays, not null, for the code that follows. */
export function brOnNull(body: Body, { label }: InstrOfForm<"label">): void {
  const operand = body.popOperand();
  branchIf(body, label, body.isNull(operand));
  body.push(operand.value, operand.shape);
}

/** The reference is passed to the label; null is dropped. */
export function brOnNonNull(body: Body, { label }: InstrOfForm<"label">): void {
  const operand = body.stack[body.stack.length - 1];
  branchIf(body, label, body.builder.CreateNot(body.isNull(operand)));
  body.pop();
}

/** Trap variant: null i31 reference. */
const nullI31 = 4;

// i31: the value shifted left by one, with the low bit set, as a pointer.

export function refI31(body: Body): void {
  const { builder, context } = body;
  const wide = builder.CreateZExt(builder.CreateShl(body.pop(), body.i32(1)), context.types.i64);
  body.push(builder.CreateIntToPtr(builder.CreateOr(wide, body.i64(1)), context.types.pointer), "pointer");
}

export const i31Get =
  (signed: boolean) =>
  (body: Body): void => {
    const { builder, context } = body;
    const operand = body.popOperand();
    body.trapIf(body.isNull(operand), "nullReference", nullI31);
    const bits = builder.CreateTrunc(builder.CreatePtrToInt(operand.value, context.types.i64), context.types.i32);
    body.push(signed ? builder.CreateAShr(bits, body.i32(1)) : builder.CreateLShr(bits, body.i32(1)), "i32");
  };

// Casts.

/**
 * i1: the reference, known not to be null, is of heap type `heap`. In the `any` hierarchy the low bits tell what it is:
 * 1 an i31, 10 a reference of the host, 00 an object, whose header has its type.
 */
function isHeap(body: Body, operand: Operand, heap: HeapType): Value {
  const { builder, context } = body;
  const { module, plan } = context;
  if (typeof heap === "number") {
    const { kind } = module.types[heap].composite;
    return kind === "struct" || kind === "array"
      ? isObjectIn(body, operand.value, plan.types[heap])
      : hasType(body, operand.value, heap);
  }
  const lowBits = (): Value => {
    const bits = builder.CreatePtrToInt(operand.value, context.types.i64);
    return builder.CreateAnd(bits, body.i64(3));
  };
  switch (heap) {
    case "none":
    case "nofunc":
    case "noextern":
    case "noexn":
    case "nocont":
      return constant("i1", "false");
    case "i31":
      return builder.CreateICmp("ne", builder.CreateAnd(lowBits(), body.i64(1)), body.i64(0));
    case "eq":
      return builder.CreateICmp("ne", lowBits(), body.i64(2));
    case "struct":
      return isObjectIn(body, operand.value, plan.structs);
    case "array":
      return isObjectIn(body, operand.value, plan.arrays);
    case "func":
    case "extern":
    case "any":
    case "exn":
    case "cont":
      return constant("i1", "true");
  }
}

/** i1: an object whose type is in the range. */
function isObjectIn(body: Body, reference: Value, range: CanonicalType | undefined): Value {
  const { builder, context } = body;
  if (!range) return constant("i1", "false");
  const low = builder.CreateAnd(builder.CreatePtrToInt(reference, context.types.i64), body.i64(3));
  const from = body.here();
  const look = body.newBlock("object");
  const join = body.newBlock("join");
  builder.CreateCondBr(builder.CreateICmp("eq", low, body.i64(0)), look, join);
  builder.SetInsertPoint(look);
  const header = builder.CreateLoad(context.types.i64, builder.CreateBitCast(reference, pointerTo(context.types.i64)));
  const id = builder.CreateAnd(header, body.i64(0xffffffff));
  const inside = builder.CreateICmp(
    "ule",
    builder.CreateSub(id, body.i64(range.first)),
    body.i64(range.last - range.first),
  );
  builder.CreateBr(join);
  builder.SetInsertPoint(join);
  const result = builder.CreatePHI(context.types.i1);
  result.addIncoming(constant("i1", "false"), from);
  result.addIncoming(inside, look);
  return result;
}

/** i1: the reference is of type `type`. The test reads the object only when it is not null. */
function isType(body: Body, operand: Operand, type: RefType): Value {
  const { builder, context } = body;
  const isNull = body.isNull(operand);
  const from = body.here();
  const look = body.newBlock("look");
  const join = body.newBlock("join");
  builder.CreateCondBr(isNull, join, look);
  builder.SetInsertPoint(look);
  const matches = isHeap(body, operand, type.heap);
  const after = body.here();
  builder.CreateBr(join);
  builder.SetInsertPoint(join);
  const result = builder.CreatePHI(context.types.i1);
  result.addIncoming(constant("i1", String(type.nullable)), from);
  result.addIncoming(matches, after);
  return result;
}

export function refTest(body: Body, { ref }: InstrOfForm<"ref">): void {
  body.push(body.flag(isType(body, body.popOperand(), ref)), "i32");
}

export function refCast(body: Body, { ref }: InstrOfForm<"ref">): void {
  const operand = body.popOperand();
  body.trapIf(body.builder.CreateNot(isType(body, operand, ref)), "castFailure");
  body.push(operand.value, operand.shape);
}

export const brOnCast =
  (branchWhen: boolean) =>
  (body: Body, { label, to }: InstrOfForm<"br_on_cast">): void => {
    const matches = isType(body, body.stack[body.stack.length - 1], to);
    branchIf(body, label, branchWhen ? matches : body.builder.CreateNot(matches));
  };

/** any.convert_extern and extern.convert_any: the same pointer. */
export function convertReference(body: Body): void {
  body.push(body.pop(), "pointer");
}
