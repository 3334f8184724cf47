// Structures, arrays and 31-bit integers: the garbage-collected objects.

import type { InstrOf } from "../instructions.ts";
import { maxFixedLength } from "../limits.ts";
import type { FieldType, StorageType, ValType } from "../types.ts";
import { ref, refNull } from "../types.ts";
import type { BodyValidator } from "./body.ts";
import { invalid } from "./context.ts";
import type { Rules } from "./rules.ts";
import { isDefaultable } from "./types.ts";

const i31ref = refNull("i31");

const isPacked = (type: StorageType): type is "i8" | "i16" => type === "i8" || type === "i16";
const unpacked = (type: StorageType): ValType => (isPacked(type) ? "i32" : type);

function field(v: BodyValidator, typeIndex: number, index: number): FieldType {
  return v.ctx.composite(typeIndex, "struct").fields[index] ?? invalid(`unknown field ${index}`);
}

const element = (v: BodyValidator, typeIndex: number): FieldType => v.ctx.composite(typeIndex, "array").field;

function mutableElement(v: BodyValidator, typeIndex: number): ValType {
  const { storage, mutable } = element(v, typeIndex);
  if (!mutable) invalid("array is immutable");
  return unpacked(storage);
}

/** The plain getter is for whole values, the _s and _u ones for packed values. */
function checkPacking(v: BodyValidator, storage: StorageType, what: string): void {
  const extends_ = v.op.endsWith("_s") || v.op.endsWith("_u");
  if (extends_ !== isPacked(storage)) invalid(`type mismatch: ${what} is ${extends_ ? "unpacked" : "packed"}`);
}

function structGet(v: BodyValidator, instr: InstrOf<"struct.get" | "struct.get_s" | "struct.get_u">): void {
  const { storage } = field(v, instr.typeIndex, instr.field);
  checkPacking(v, storage, "field");
  v.pop(refNull(instr.typeIndex));
  v.push(unpacked(storage));
}

function arrayGet(v: BodyValidator, instr: InstrOf<"array.get" | "array.get_s" | "array.get_u">): void {
  const { storage } = element(v, instr.typeIndex);
  checkPacking(v, storage, "array");
  v.pop("i32");
  v.pop(refNull(instr.typeIndex));
  v.push(unpacked(storage));
}

function checkNumeric(type: ValType): void {
  if (typeof type === "object") invalid("array type is not numeric or vector");
}

function checkElem(v: BodyValidator, elem: number, storage: StorageType): void {
  const type = v.ctx.elem(elem);
  if (!v.ctx.types.matches(type, storage)) {
    invalid(
      `type mismatch: element segment's type ${v.ctx.text(type)} does not match array's field type ${v.ctx.text(storage)}`,
    );
  }
}

/** The operands of array.init_*: array, offset in it, offset in the segment, length. */
function popInit(v: BodyValidator, typeIndex: number): void {
  v.pop("i32");
  v.pop("i32");
  v.pop("i32");
  v.pop(refNull(typeIndex));
}

function newFromSegment(v: BodyValidator, typeIndex: number): void {
  v.pop("i32");
  v.pop("i32");
  v.push(v.ctx.refTo(typeIndex));
}

export const objectRules = {
  "struct.new": (v, instr) => {
    const { fields } = v.ctx.composite(instr.typeIndex, "struct");
    for (let i = fields.length - 1; i >= 0; i--) v.pop(unpacked(fields[i].storage));
    v.push(v.ctx.refTo(instr.typeIndex));
  },
  "struct.new_default": (v, instr) => {
    const { fields } = v.ctx.composite(instr.typeIndex, "struct");
    if (!fields.every((f) => isDefaultable(f.storage))) invalid("field type is not defaultable");
    v.push(v.ctx.refTo(instr.typeIndex));
  },
  "struct.get": structGet,
  "struct.get_s": structGet,
  "struct.get_u": structGet,
  "struct.set": (v, instr) => {
    const { storage, mutable } = field(v, instr.typeIndex, instr.field);
    if (!mutable) invalid("field is immutable");
    v.pop(unpacked(storage));
    v.pop(refNull(instr.typeIndex));
  },

  "array.new": (v, instr) => {
    const { storage } = element(v, instr.typeIndex);
    v.pop("i32");
    v.pop(unpacked(storage));
    v.push(v.ctx.refTo(instr.typeIndex));
  },
  "array.new_default": (v, instr) => {
    if (!isDefaultable(element(v, instr.typeIndex).storage)) invalid("array type is not defaultable");
    v.pop("i32");
    v.push(v.ctx.refTo(instr.typeIndex));
  },
  "array.new_fixed": (v, instr) => {
    const type = unpacked(element(v, instr.typeIndex).storage);
    if (instr.length > maxFixedLength) invalid("too many operands of array.new_fixed");
    for (let i = 0; i < instr.length; i++) v.pop(type);
    v.push(v.ctx.refTo(instr.typeIndex));
  },
  "array.new_data": (v, instr) => {
    const { storage } = element(v, instr.typeIndex);
    v.ctx.data(instr.data);
    checkNumeric(unpacked(storage));
    newFromSegment(v, instr.typeIndex);
  },
  "array.new_elem": (v, instr) => {
    checkElem(v, instr.elem, element(v, instr.typeIndex).storage);
    newFromSegment(v, instr.typeIndex);
  },
  "array.get": arrayGet,
  "array.get_s": arrayGet,
  "array.get_u": arrayGet,
  "array.set": (v, instr) => {
    v.pop(mutableElement(v, instr.typeIndex));
    v.pop("i32");
    v.pop(refNull(instr.typeIndex));
  },
  "array.len": (v) => {
    v.pop(refNull("array"));
    v.push("i32");
  },
  "array.fill": (v, instr) => {
    const type = mutableElement(v, instr.typeIndex);
    v.pop("i32");
    v.pop(type);
    v.pop("i32");
    v.pop(refNull(instr.typeIndex));
  },
  "array.copy": (v, instr) => {
    mutableElement(v, instr.typeIndex);
    const dest = element(v, instr.typeIndex).storage;
    const source = element(v, instr.source).storage;
    if (!v.ctx.types.matches(source, dest)) invalid("type mismatch: array types do not match");
    v.pop("i32");
    v.pop("i32");
    v.pop(refNull(instr.source));
    v.pop("i32");
    v.pop(refNull(instr.typeIndex));
  },
  "array.init_data": (v, instr) => {
    checkNumeric(mutableElement(v, instr.typeIndex));
    v.ctx.data(instr.data);
    popInit(v, instr.typeIndex);
  },
  "array.init_elem": (v, instr) => {
    mutableElement(v, instr.typeIndex);
    checkElem(v, instr.elem, element(v, instr.typeIndex).storage);
    popInit(v, instr.typeIndex);
  },

  "ref.i31": (v) => {
    v.pop("i32");
    v.push(ref("i31"));
  },
  "i31.get_s": (v) => {
    v.pop(i31ref);
    v.push("i32");
  },
  "i31.get_u": (v) => {
    v.pop(i31ref);
    v.push("i32");
  },
} satisfies Partial<Rules>;
