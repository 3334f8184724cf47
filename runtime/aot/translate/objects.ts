// Structures and arrays. A reference is the object's address; layout.ts says where the fields are. Every access checks for
// null, every array access for its bounds; the type is known from validation.

import type { ArrayType, InstrOfForm, Op, StructType } from "../../../wasmfx-backend/index.ts";
import type { TrapName } from "../prelude/traps.ts";
import type { Body } from "./body.ts";
import { headerBytes, type Storage, storageOf, structBytes, structLayout } from "./layout.ts";
import { pointerTo, type Shape, type Value } from "./llvm.ts";
import { loadField, wide } from "./memory.ts";
import { toSlots } from "./slots.ts";

/** Variants of trap codes (weft_abi.h). */
const nullStruct = 5;
const nullArray = 6;
const outOfArray = 2;

type Get = { readonly op: Op };

// Fields and elements in memory.

/** Sign or zero extension of a packed value, by the getter's name. */
function loadStorage(body: Body, { packed, shape }: Storage, address: Value, { op }: Get): Value {
  const { builder, context } = body;
  if (packed) {
    const type = packed;
    const loaded = builder.CreateLoad(type, builder.CreateBitCast(address, pointerTo(type)));
    return op.endsWith("_s")
      ? builder.CreateSExt(loaded, context.types.i32)
      : builder.CreateZExt(loaded, context.types.i32);
  }
  const type = context.types[shape];
  return builder.CreateLoad(type, builder.CreateBitCast(address, pointerTo(type)), alignmentOf(shape));
}

/** A v128 lies at 8 bytes, but a plain access of it wants 16. */
const alignmentOf = (shape: Shape): number => (shape === "v128" ? 8 : 0);

function storeStorage(body: Body, { packed, shape }: Storage, address: Value, value: Value): void {
  const { builder, context } = body;
  if (packed) {
    const type = packed;
    builder.CreateStore(builder.CreateTrunc(value, type), builder.CreateBitCast(address, pointerTo(type)));
  } else {
    const pointer = builder.CreateBitCast(address, pointerTo(context.types[shape]));
    builder.CreateStore(value, pointer, alignmentOf(shape));
  }
}

const at = (body: Body, object: Value, offset: Value): Value =>
  body.builder.CreateGEP(body.context.types.i8, object, [offset]);

/** The canonical id of a type: the header of its structures, the low half of that of its arrays. */
const typeId = (body: Body, typeIndex: number): Value => body.i64(body.context.plan.types[typeIndex].first);

// Structures.

const fieldsOf = (body: Body, typeIndex: number) =>
  structLayout(body.context.plan, (body.context.module.types[typeIndex].composite as StructType).fields);

function makeStruct(body: Body, typeIndex: number, values: readonly Value[]): void {
  const layout = fieldsOf(body, typeIndex);
  const bytes = body.i64(structBytes(layout));
  const object = body.callRuntime("wasm.object.new", [typeId(body, typeIndex), bytes]);
  layout.forEach((field, i) => {
    storeStorage(body, field, at(body, object, body.i64(field.offset)), values[i]);
  });
  body.push(object, "pointer");
}

export function structNew(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  makeStruct(body, typeIndex, body.popMany(fieldsOf(body, typeIndex).length));
}

export function structNewDefault(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  const values = fieldsOf(body, typeIndex).map(({ shape }) => body.zeroOf(shape));
  makeStruct(body, typeIndex, values);
}

function popStruct(body: Body): Value {
  const operand = body.popOperand();
  body.trapIf(body.isNull(operand), "nullReference", nullStruct);
  return operand.value;
}

export function structGet(body: Body, instr: InstrOfForm<"field"> & Get): void {
  const field = fieldsOf(body, instr.typeIndex)[instr.field];
  const address = at(body, popStruct(body), body.i64(field.offset));
  body.push(loadStorage(body, field, address, instr), field.shape);
}

export function structSet(body: Body, instr: InstrOfForm<"field">): void {
  const field = fieldsOf(body, instr.typeIndex)[instr.field];
  const value = body.pop();
  storeStorage(body, field, at(body, popStruct(body), body.i64(field.offset)), value);
}

// Arrays. Lengths and indices are i32 in wasm, i64 here.

const elementOf = (body: Body, typeIndex: number): Storage =>
  storageOf(body.context.plan, (body.context.module.types[typeIndex].composite as ArrayType).field.storage);

function popArray(body: Body): Value {
  const operand = body.popOperand();
  body.trapIf(body.isNull(operand), "nullReference", nullArray);
  return operand.value;
}

function lengthOf(body: Body, array: Value): Value {
  const { builder, context } = body;
  const header = builder.CreateLoad(context.types.i64, builder.CreateBitCast(array, pointerTo(context.types.i64)));
  return builder.CreateLShr(header, body.i64(32));
}

/** The address of element `index` (i64), unchecked. */
function elementAddress(body: Body, array: Value, index: Value, { bytes }: Storage): Value {
  const offset = bytes === 1 ? index : body.builder.CreateMul(index, body.i64(bytes));
  return at(body, at(body, array, body.i64(headerBytes)), offset);
}

/** Traps unless [start, start + count) lies in [0, limit); none of them exceeds 2^33. */
function checkRange(body: Body, start: Value, count: Value, limit: Value, trap: TrapName, variant = 0): void {
  const { builder } = body;
  body.trapIf(builder.CreateICmp("ugt", builder.CreateAdd(start, count), limit), trap, variant);
}

/** A new array of `length` (i32) elements without contents. */
const makeArray = (body: Body, typeIndex: number, length: Value): Value =>
  body.callRuntime("wasm.array.new", [typeId(body, typeIndex), length, body.i64(elementOf(body, typeIndex).bytes)]);

/** Sets `count` (i64) elements from `address` on. */
function fill(body: Body, element: Storage, address: Value, value: Value, count: Value): void {
  const [low, high = body.i64(0)] = toSlots(body, [value], [element.shape]);
  body.callRuntime("weft_array_fill", [address, low, high, count, body.i64(element.bytes)]);
}

function makeFilled(body: Body, typeIndex: number, value: Value, length: Value): void {
  const element = elementOf(body, typeIndex);
  const array = makeArray(body, typeIndex, length);
  fill(body, element, at(body, array, body.i64(headerBytes)), value, wide(body, length, false));
  body.push(array, "pointer");
}

export function arrayNew(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  const [value, length] = body.popMany(2);
  makeFilled(body, typeIndex, value, length);
}

export function arrayNewDefault(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  makeFilled(body, typeIndex, body.zeroOf(elementOf(body, typeIndex).shape), body.pop());
}

export function arrayNewFixed(body: Body, { typeIndex, length }: InstrOfForm<"array_fixed">): void {
  const element = elementOf(body, typeIndex);
  const values = body.popMany(length);
  const array = makeArray(body, typeIndex, body.i32(length));
  values.forEach((value, i) => {
    storeStorage(body, element, at(body, array, body.i64(headerBytes + i * element.bytes)), value);
  });
  body.push(array, "pointer");
}

/** A data or element segment: where its contents are and how long it still is, in bytes or elements. */
function segment(body: Body, name: string): { contents: Value; size: Value } {
  const variable = body.context.typedVariable(name);
  return { contents: loadField(body, variable, 0, "pointer"), size: loadField(body, variable, 1, "i64") };
}

/** What one element takes in a segment: its bytes of data, or one item. */
interface Source {
  readonly name: string;
  readonly unit: number;
  readonly trap: TrapName;
}

const dataSource = (body: Body, { typeIndex, data }: InstrOfForm<"array_data">): Source => ({
  name: `data.${data}`,
  unit: elementOf(body, typeIndex).bytes,
  trap: "memoryOutOfBounds",
});
const elemSource = ({ elem }: InstrOfForm<"array_elem">): Source => ({
  name: `elem.${elem}`,
  unit: 1,
  trap: "tableOutOfBounds",
});

/** The address in the segment from which `count` elements can be copied; traps when it has not so many. Operands are i64. */
function checkedSource(body: Body, source: Source, start: Value, count: Value, elementBytes: number): Value {
  const { contents, size } = segment(body, source.name);
  const amount = body.builder.CreateMul(count, body.i64(source.unit));
  checkRange(body, start, amount, size, source.trap);
  // Data is addressed by bytes, items by their number.
  const offset = source.unit === 1 && source.trap === "tableOutOfBounds" ? elementBytes : 1;
  return at(body, contents, body.builder.CreateMul(start, body.i64(offset)));
}

function newFromSegment(body: Body, typeIndex: number, source: Source): void {
  const element = elementOf(body, typeIndex);
  const [start, length] = body.popMany(2);
  const count = wide(body, length, false);
  const from = checkedSource(body, source, wide(body, start, false), count, element.bytes);
  const array = makeArray(body, typeIndex, length);
  const bytes = body.builder.CreateMul(count, body.i64(element.bytes));
  body.callRuntime("wasm.memory.move", [at(body, array, body.i64(headerBytes)), from, bytes]);
  body.push(array, "pointer");
}

export const arrayNewData = (body: Body, instr: InstrOfForm<"array_data">): void =>
  newFromSegment(body, instr.typeIndex, dataSource(body, instr));
export const arrayNewElem = (body: Body, instr: InstrOfForm<"array_elem">): void =>
  newFromSegment(body, instr.typeIndex, elemSource(instr));

function initFromSegment(body: Body, typeIndex: number, source: Source): void {
  const element = elementOf(body, typeIndex);
  const [to, start, length] = body.popMany(3).map((value) => wide(body, value, false));
  const array = popArray(body);
  checkRange(body, to, length, lengthOf(body, array), "other", outOfArray);
  const from = checkedSource(body, source, start, length, element.bytes);
  const bytes = body.builder.CreateMul(length, body.i64(element.bytes));
  body.callRuntime("wasm.memory.move", [elementAddress(body, array, to, element), from, bytes]);
}

export const arrayInitData = (body: Body, instr: InstrOfForm<"array_data">): void =>
  initFromSegment(body, instr.typeIndex, dataSource(body, instr));
export const arrayInitElem = (body: Body, instr: InstrOfForm<"array_elem">): void =>
  initFromSegment(body, instr.typeIndex, elemSource(instr));

/** The checked address of the element that the operands array and index name. */
function popElement(body: Body, element: Storage): Value {
  const index = wide(body, body.pop(), false);
  const array = popArray(body);
  body.trapIf(body.builder.CreateICmp("uge", index, lengthOf(body, array)), "other", outOfArray);
  return elementAddress(body, array, index, element);
}

export function arrayGet(body: Body, instr: InstrOfForm<"type"> & Get): void {
  const element = elementOf(body, instr.typeIndex);
  body.push(loadStorage(body, element, popElement(body, element), instr), element.shape);
}

export function arraySet(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  const element = elementOf(body, typeIndex);
  const value = body.pop();
  storeStorage(body, element, popElement(body, element), value);
}

export function arrayLen(body: Body): void {
  body.push(body.builder.CreateTrunc(lengthOf(body, popArray(body)), body.context.types.i32), "i32");
}

export function arrayFill(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  const element = elementOf(body, typeIndex);
  const count = wide(body, body.pop(), false);
  const value = body.pop();
  const start = wide(body, body.pop(), false);
  const array = popArray(body);
  checkRange(body, start, count, lengthOf(body, array), "other", outOfArray);
  fill(body, element, elementAddress(body, array, start, element), value, count);
}

export function arrayCopy(body: Body, { typeIndex }: InstrOfForm<"array_copy">): void {
  const element = elementOf(body, typeIndex);
  const count = wide(body, body.pop(), false);
  const from = wide(body, body.pop(), false);
  const source = body.popOperand();
  const to = wide(body, body.pop(), false);
  const target = popArray(body);
  body.trapIf(body.isNull(source), "nullReference", nullArray);
  checkRange(body, to, count, lengthOf(body, target), "other", outOfArray);
  checkRange(body, from, count, lengthOf(body, source.value), "other", outOfArray);
  const bytes = body.builder.CreateMul(count, body.i64(element.bytes));
  body.callRuntime("wasm.memory.move", [
    elementAddress(body, target, to, element),
    elementAddress(body, source.value, from, element),
    bytes,
  ]);
}
