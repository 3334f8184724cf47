// Linear memory. Memory 0 with 32-bit addresses is the symbol @weft_memory0: an access is that symbol plus a
// zero-extended address plus the offset, without any check (the reservation's guard traps). Other 32-bit memories load
// their base first; 64-bit memories check each access against the current size.

import type { Instr, InstrOfForm, Op } from "../../../wasmfx-backend/index.ts";
import { accessBytes } from "../../../wasmfx-backend/index.ts";
import { accessShapes } from "../prelude/memory.ts";
import type { Body } from "./body.ts";
import { pointerTo, type Shape, type Value } from "./llvm.ts";
import { isPolled } from "./polled.ts";

const shapeOfText: Readonly<Record<string, Shape>> = { i32: "i32", i64: "i64", float: "f32", double: "f64" };

const is64 = (body: Body, memory: number): boolean => body.context.plan.spaces.memories[memory].limits.index === "i64";

/** The weft_memory structure of memory `index`. */
export const memoryStructure = (body: Body, index: number): Value => body.context.element("weft.memories", index);

/** Field `field` of a runtime structure, loaded as `type`. */
export function loadField(body: Body, structure: Value, field: number, type: "i64" | "pointer"): Value {
  const { builder, context } = body;
  const element = structure.type.slice(0, -1);
  const address = builder.CreateGEP(element, structure, [body.i32(0), body.i32(field)]);
  return builder.CreateLoad(context.types[type], address);
}

const currentBytes = (body: Body, memory: number): Value => loadField(body, memoryStructure(body, memory), 1, "i64");

/** An address operand as i64. */
export const wide = (body: Body, value: Value, is64Bit: boolean): Value =>
  is64Bit ? value : body.builder.CreateZExt(value, body.context.types.i64);
const narrow = (body: Body, value: Value, is64Bit: boolean): Value =>
  is64Bit ? value : body.builder.CreateTrunc(value, body.context.types.i32);
const addressShape = (is64Bit: boolean): Shape => (is64Bit ? "i64" : "i32");

/** Where the memory begins, as i8*. */
const memoryBase = (body: Body, memory: number): Value =>
  memory === 0 && !is64(body, 0) ? body.context.memory0 : loadField(body, memoryStructure(body, memory), 0, "pointer");

/** The i8* that an access of `size` bytes at operand `address` goes to. */
export function effectiveAddress(body: Body, memory: number, address: Value, offset: bigint, size: number): Value {
  const { builder, context } = body;
  const { i8 } = context.types;
  if (is64(body, memory)) {
    const checked = body.callRuntime("wasm.memory.address", [
      address,
      body.i64(offset),
      body.i64(size),
      currentBytes(body, memory),
    ]);
    return builder.CreateGEP(i8, memoryBase(body, memory), [checked]);
  }
  const base = memoryBase(body, memory);
  const start = builder.CreateGEP(i8, base, [wide(body, address, false)]);
  return offset === 0n ? start : builder.CreateGEP(i8, start, [body.i64(offset)]);
}

type Access = InstrOfForm<"memarg">;

export function load(body: Body, instr: Access): void {
  const { memory, value, widen } = accessShapes[instr.op];
  const { builder, context } = body;
  const address = effectiveAddress(body, instr.memory, body.pop(), instr.offset, accessBytes(instr.op));
  const shape = shapeOfText[value];
  if (context.strict || isPolled(context.plan.scan.polled, instr as Instr, body.previous)) {
    body.push(body.callRuntime(`wasm.strict.${instr.op}`, [address]), shape);
    return;
  }
  const type = context.types[shape];
  const loaded = builder.CreateLoad(memory, builder.CreateBitCast(address, pointerTo(memory)), 1);
  body.push(
    widen === "sext" ? builder.CreateSExt(loaded, type) : widen === "zext" ? builder.CreateZExt(loaded, type) : loaded,
    shape,
  );
}

export function store(body: Body, instr: Access): void {
  const { memory, value } = accessShapes[instr.op];
  const { builder } = body;
  const operand = body.pop();
  const address = effectiveAddress(body, instr.memory, body.pop(), instr.offset, accessBytes(instr.op));
  const stored = memory === value ? operand : builder.CreateTrunc(operand, memory);
  builder.CreateStore(stored, builder.CreateBitCast(address, pointerTo(memory)), 1);
}

export function memorySize(body: Body, { memory }: InstrOfForm<"memory">): void {
  const pages = body.builder.CreateLShr(currentBytes(body, memory), body.i64(16));
  body.push(narrow(body, pages, is64(body, memory)), addressShape(is64(body, memory)));
}

export function memoryGrow(body: Body, { memory }: InstrOfForm<"memory">): void {
  const delta = wide(body, body.pop(), is64(body, memory));
  const old = body.callRuntime("weft_memory_grow", [memoryStructure(body, memory), delta]);
  body.push(narrow(body, old, is64(body, memory)), addressShape(is64(body, memory)));
}

/** Checks that [start, start + size) lies in memory `memory` and gives its address; operands are i64. */
function checkedRange(body: Body, memory: number, start: Value, size: Value): Value {
  body.callRuntime("wasm.memory.check", [start, size, currentBytes(body, memory)]);
  return body.builder.CreateGEP(body.context.types.i8, memoryBase(body, memory), [start]);
}

export function memoryCopy(body: Body, { memory, source }: InstrOfForm<"memory_copy">): void {
  const both = is64(body, memory) && is64(body, source);
  const [to, from, size] = body.popMany(3);
  const bytes = wide(body, size, both);
  const target = checkedRange(body, memory, wide(body, to, is64(body, memory)), bytes);
  const origin = checkedRange(body, source, wide(body, from, is64(body, source)), bytes);
  body.callRuntime("wasm.memory.move", [target, origin, bytes]);
}

export function memoryFill(body: Body, { memory }: InstrOfForm<"memory">): void {
  const [to, byte, size] = body.popMany(3);
  const wider = is64(body, memory);
  const bytes = wide(body, size, wider);
  body.callRuntime("wasm.memory.set", [checkedRange(body, memory, wide(body, to, wider), bytes), byte, bytes]);
}

export function memoryInit(body: Body, { memory, data }: InstrOfForm<"memory_init">): void {
  const [to, from, size] = body.popMany(3);
  body.callRuntime("weft_memory_init", [
    memoryStructure(body, memory),
    body.context.typedVariable(`data.${data}`),
    wide(body, to, is64(body, memory)),
    wide(body, from, false),
    wide(body, size, false),
  ]);
}

export function dropSegment(body: Body, name: string): void {
  const { builder, context } = body;
  const variable = context.typedVariable(name);
  const size = builder.CreateGEP(variable.type.slice(0, -1), variable, [body.i32(0), body.i32(1)]);
  builder.CreateStore(body.i64(0), size);
}

/** All scalar loads and stores. */
export type AccessOp = Extract<Op, `${"i32" | "i64" | "f32" | "f64"}.${"load" | "store"}${string}`>;
