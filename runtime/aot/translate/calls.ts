// Calls: direct, through a table, through a reference, and their tail forms. A funcref points to a weft_func
// { code, canonical type, name }; a table call checks index, null and type, in this order.

import { funcTypeAt, type InstrOfForm } from "../../../wasmfx-backend/index.ts";
import type { Body } from "./body.ts";
import { nullElementType } from "./data-text.ts";
import { pointerTo, type Value } from "./llvm.ts";
import { checkedIndex, loadElement } from "./tables.ts";

/** Variants of trap codes (weft_abi.h): null function reference, uninitialized element. */
export const nullFunction = 1;
export const uninitializedElement = 1;

export function call(body: Body, { func }: InstrOfForm<"func">): void {
  const { signature, llvm } = body.context.functions[func];
  body.pushMany(body.call(signature, llvm, body.popMany(signature.params.length)), signature.results);
}

export function returnCall(body: Body, { func }: InstrOfForm<"func">): void {
  const { signature, llvm } = body.context.functions[func];
  body.tailCall(signature, llvm, body.popMany(signature.params.length));
  body.terminated();
}

/** Field `field` of the weft_func that `reference` points to: 0 the code (pointer), 1 the type (i64). */
function loadDescriptor(body: Body, reference: Value, field: 0 | 1): Value {
  const { builder, context } = body;
  const type = field === 0 ? context.types.pointer : context.types.i64;
  const address = field === 0 ? reference : builder.CreateGEP(context.types.i8, reference, [body.i64(8)]);
  return builder.CreateLoad(type, builder.CreateBitCast(address, pointerTo(type)));
}

/** i1: the function's type is `type` or a subtype of it. */
export const hasType = (body: Body, reference: Value, type: number): Value =>
  isWithin(body, loadDescriptor(body, reference, 1), type, (n) => body.i64(n));

/** i1: the canonical type `actual` is `type` or a subtype of it; `constant` makes numbers of its width. */
function isWithin(body: Body, actual: Value, type: number, constant: (value: number) => Value): Value {
  const { builder, context } = body;
  const { first, last } = context.plan.types[type];
  if (first === last) return builder.CreateICmp("eq", actual, constant(first));
  return builder.CreateICmp("ule", builder.CreateSub(actual, constant(first)), constant(last - first));
}

/** The code to call for `call_indirect`; pops the index. */
function tableTarget(body: Body, { type, table }: InstrOfForm<"call_indirect">): Value {
  if (body.context.plan.tables[table].callable) return constantTarget(body, type, table);
  const reference = loadElement(body, table, body.pop(), "undefinedElement");
  body.trapIf(body.builder.CreateIsNull(reference), "other", uninitializedElement);
  body.trapIf(body.builder.CreateNot(hasType(body, reference, type)), "indirectCallType");
  return loadDescriptor(body, reference, 0);
}

/** The same for a table whose functions are known. */
function constantTarget(body: Body, type: number, table: number): Value {
  const { builder, context } = body;
  const at = checkedIndex(body, table, body.pop(), "undefinedElement");
  const load = (array: string, element: string): Value => {
    const base = builder.CreateBitCast(context.variable(array), pointerTo(element));
    return builder.CreateLoad(element, builder.CreateGEP(element, base, [at]));
  };
  const actual = load(`table.${table}.type`, context.types.i32);
  const good = body.newBlock("ok");
  const bad = body.newBlock("bad");
  builder.CreateCondBr(
    isWithin(body, actual, type, (n) => body.i32(n)),
    good,
    bad,
  );
  builder.SetInsertPoint(bad);
  body.trapIf(builder.CreateICmp("eq", actual, body.i32(nullElementType)), "other", uninitializedElement);
  body.trap("indirectCallType");
  builder.SetInsertPoint(good);
  return load(`table.${table}.code`, context.types.pointer);
}

export function callIndirect(body: Body, instr: InstrOfForm<"call_indirect">): void {
  const signature = body.context.signatures.of(funcTypeAt(body.context.module, instr.type)!);
  const code = tableTarget(body, instr);
  body.pushMany(body.call(signature, code, body.popMany(signature.params.length)), signature.results);
}

export function returnCallIndirect(body: Body, instr: InstrOfForm<"call_indirect">): void {
  const signature = body.context.signatures.of(funcTypeAt(body.context.module, instr.type)!);
  const code = tableTarget(body, instr);
  body.tailCall(signature, code, body.popMany(signature.params.length));
  body.terminated();
}

/** Validation has checked the type: only null is left. */
function referenceTarget(body: Body): Value {
  const reference = body.pop();
  body.trapIf(body.builder.CreateIsNull(reference), "nullReference", nullFunction);
  return loadDescriptor(body, reference, 0);
}

export function callRef(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  const signature = body.context.signatures.of(funcTypeAt(body.context.module, typeIndex)!);
  const code = referenceTarget(body);
  body.pushMany(body.call(signature, code, body.popMany(signature.params.length)), signature.results);
}

export function returnCallRef(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  const signature = body.context.signatures.of(funcTypeAt(body.context.module, typeIndex)!);
  const code = referenceTarget(body);
  body.tailCall(signature, code, body.popMany(signature.params.length));
  body.terminated();
}

/** The code of a function reference known not to be null: what entry thunks call. */
export const codeOf = (body: Body, reference: Value): Value => loadDescriptor(body, reference, 0);
