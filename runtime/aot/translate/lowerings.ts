// One lowering for every instruction: a row that is missing does not compile. `block`, `else` and `end` structure, and
// everything else, is called with the body and the instruction's immediates.

import { WeftBug } from "../../../diagnostics/index.ts";
import type { Immediates, Instr, instructions, Op } from "../../../wasmfx-backend/index.ts";
import type { Body } from "./body.ts";
import * as calls from "./calls.ts";
import * as continuations from "./continuations.ts";
import * as control from "./control.ts";
import * as exceptions from "./exceptions.ts";
import * as memory from "./memory.ts";
import { numericLowerings } from "./numeric.ts";
import * as objects from "./objects.ts";
import * as references from "./references.ts";
import * as tables from "./tables.ts";
import * as variables from "./variables.ts";
import { isVectorOp, vector } from "./vectors.ts";

type FormOf<K extends Op> = (typeof instructions)[K][1];

/** The immediates of K's form, as every instruction of the form has them. */
export type Lowering<K extends Op> = (body: Body, instr: { readonly op: never } & Immediates[FormOf<K>]) => void;

/** Lowered by their signatures in the instruction table. */
type VectorOp = Extract<Op, `v128.${string}` | `${string}x${number}.${string}`>;

const implemented: { readonly [K in Exclude<Op, VectorOp>]: Lowering<K> } = {
  ...numericLowerings,

  unreachable: control.unreachable,
  nop: () => {},
  block: control.block,
  loop: control.loop,
  if: control.ifThen,
  else: control.elseBranch,
  end: control.end,
  br: control.br,
  br_if: control.brIf,
  br_table: control.brTable,
  return: control.returnValues,
  drop: (body) => body.pop(),
  select: control.select,
  select_t: control.select,

  call: calls.call,
  call_indirect: calls.callIndirect,
  call_ref: calls.callRef,
  return_call: calls.returnCall,
  return_call_indirect: calls.returnCallIndirect,
  return_call_ref: calls.returnCallRef,

  throw: exceptions.throwTag,
  throw_ref: exceptions.throwRef,
  try_table: exceptions.tryTable,

  "local.get": variables.localGet,
  "local.set": variables.localSet,
  "local.tee": variables.localTee,
  "global.get": variables.globalGet,
  "global.set": variables.globalSet,

  "table.get": tables.tableGet,
  "table.set": tables.tableSet,
  "table.size": tables.tableSize,
  "table.grow": tables.tableGrow,
  "table.fill": tables.tableFill,
  "table.copy": tables.tableCopy,
  "table.init": tables.tableInit,
  "elem.drop": (body, { elem }) => memory.dropSegment(body, `elem.${elem}`),

  "i32.load": memory.load,
  "i64.load": memory.load,
  "f32.load": memory.load,
  "f64.load": memory.load,
  "i32.load8_s": memory.load,
  "i32.load8_u": memory.load,
  "i32.load16_s": memory.load,
  "i32.load16_u": memory.load,
  "i64.load8_s": memory.load,
  "i64.load8_u": memory.load,
  "i64.load16_s": memory.load,
  "i64.load16_u": memory.load,
  "i64.load32_s": memory.load,
  "i64.load32_u": memory.load,
  "i32.store": memory.store,
  "i64.store": memory.store,
  "f32.store": memory.store,
  "f64.store": memory.store,
  "i32.store8": memory.store,
  "i32.store16": memory.store,
  "i64.store8": memory.store,
  "i64.store16": memory.store,
  "i64.store32": memory.store,
  "memory.size": memory.memorySize,
  "memory.grow": memory.memoryGrow,
  "memory.init": memory.memoryInit,
  "memory.copy": memory.memoryCopy,
  "memory.fill": memory.memoryFill,
  "data.drop": (body, { data }) => memory.dropSegment(body, `data.${data}`),

  "i32.const": (body, { value }) => body.push(body.i32(value), "i32"),
  "i64.const": (body, { value }) => body.push(body.i64(value), "i64"),
  "f32.const": (body, { bits }) => variables.floatConstant(body, body.i32(bits), "f32"),
  "f64.const": (body, { bits }) => variables.floatConstant(body, body.i64(bits), "f64"),

  "ref.null": references.refNull,
  "ref.is_null": references.refIsNull,
  "ref.func": references.refFunc,
  "ref.eq": references.refEq,
  "ref.as_non_null": references.refAsNonNull,
  br_on_null: references.brOnNull,
  br_on_non_null: references.brOnNonNull,
  "ref.i31": references.refI31,
  "i31.get_s": references.i31Get(true),
  "i31.get_u": references.i31Get(false),
  "ref.test": references.refTest,
  "ref.cast": references.refCast,
  br_on_cast: references.brOnCast(true),
  br_on_cast_fail: references.brOnCast(false),
  "any.convert_extern": references.convertReference,
  "extern.convert_any": references.convertReference,

  "struct.new": objects.structNew,
  "struct.new_default": objects.structNewDefault,
  "struct.get": objects.structGet,
  "struct.get_s": objects.structGet,
  "struct.get_u": objects.structGet,
  "struct.set": objects.structSet,
  "array.new": objects.arrayNew,
  "array.new_default": objects.arrayNewDefault,
  "array.new_fixed": objects.arrayNewFixed,
  "array.new_data": objects.arrayNewData,
  "array.new_elem": objects.arrayNewElem,
  "array.get": objects.arrayGet,
  "array.get_s": objects.arrayGet,
  "array.get_u": objects.arrayGet,
  "array.set": objects.arraySet,
  "array.len": objects.arrayLen,
  "array.fill": objects.arrayFill,
  "array.copy": objects.arrayCopy,
  "array.init_data": objects.arrayInitData,
  "array.init_elem": objects.arrayInitElem,

  "cont.new": continuations.contNew,
  "cont.bind": continuations.contBind,
  suspend: continuations.suspend,
  resume: continuations.resume,
  resume_throw: continuations.resumeThrow,
  resume_throw_ref: continuations.resumeThrowRef,
  switch: continuations.switchTo,
};

/** Translates one reachable instruction. */
export function lower(body: Body, instr: Instr): void {
  if (isVectorOp(instr.op)) return vector(body, instr);
  const lowering = (implemented as Partial<Record<Op, (body: Body, instr: Instr) => void>>)[instr.op];
  if (!lowering) throw new WeftBug("runtime/aot", `no lowering for ${instr.op}`);
  lowering(body, instr);
}
