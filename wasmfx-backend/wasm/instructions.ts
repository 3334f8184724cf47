// THE instruction table: opcode, immediates and plain stack signature of every instruction. Decoder, encoder, validator,
// printer, linker renumbering and the native translation are driven by it.
//
// A row is [opcode, immediate form, signature?]. The opcode is one byte, or a prefix byte and a number written in LEB128.
// `signature` is there for instructions whose stack effect is a constant ("i32 i32 -> i32"); the validator has a case for
// each of the others.

import type { BlockType, HeapType, NumType, RefType, ValType } from "./types.ts";

export interface Catch {
  readonly kind: "catch" | "catch_ref" | "catch_all" | "catch_all_ref";
  /** Absent for catch_all and catch_all_ref. */
  readonly tag?: number;
  readonly label: number;
}

/** A clause of resume: `(on $tag $label)` or `(on $tag switch)`. */
export type Handler =
  | { readonly kind: "label"; readonly tag: number; readonly label: number }
  | { readonly kind: "switch"; readonly tag: number };

/** The immediates of an instruction, by form. An instruction is `{ op, ...immediates }`. */
export interface Immediates {
  none: object;
  block: { readonly type: BlockType };
  try_table: { readonly type: BlockType; readonly catches: readonly Catch[] };
  label: { readonly label: number };
  br_table: { readonly labels: readonly number[]; readonly label: number };
  br_on_cast: { readonly label: number; readonly from: RefType; readonly to: RefType };
  func: { readonly func: number };
  call_indirect: { readonly type: number; readonly table: number };
  /** call_ref, return_call_ref, struct.new, array.new, cont.new ... */
  type: { readonly typeIndex: number };
  select_t: { readonly types: readonly ValType[] };
  local: { readonly local: number };
  global: { readonly global: number };
  table: { readonly table: number };
  table_copy: { readonly table: number; readonly source: number };
  table_init: { readonly elem: number; readonly table: number };
  elem: { readonly elem: number };
  memory: { readonly memory: number };
  memory_copy: { readonly memory: number; readonly source: number };
  memory_init: { readonly data: number; readonly memory: number };
  data: { readonly data: number };
  /** `align` is the exponent of two. */
  memarg: { readonly memory: number; readonly align: number; readonly offset: bigint };
  memarg_lane: { readonly memory: number; readonly align: number; readonly offset: bigint; readonly lane: number };
  i32: { readonly value: number };
  i64: { readonly value: bigint };
  /** Raw bits, so that every NaN survives. */
  f32: { readonly bits: number };
  f64: { readonly bits: bigint };
  v128: { readonly bytes: Uint8Array };
  lane: { readonly lane: number };
  shuffle: { readonly lanes: Uint8Array };
  heap: { readonly heap: HeapType };
  ref: { readonly ref: RefType };
  field: { readonly typeIndex: number; readonly field: number };
  array_fixed: { readonly typeIndex: number; readonly length: number };
  array_copy: { readonly typeIndex: number; readonly source: number };
  array_data: { readonly typeIndex: number; readonly data: number };
  array_elem: { readonly typeIndex: number; readonly elem: number };
  tag: { readonly tag: number };
  /** cont.bind: from `typeIndex` to `target`. */
  cont_bind: { readonly typeIndex: number; readonly target: number };
  resume: { readonly typeIndex: number; readonly handlers: readonly Handler[] };
  resume_throw: { readonly typeIndex: number; readonly tag: number; readonly handlers: readonly Handler[] };
  switch: { readonly typeIndex: number; readonly tag: number };
}

/** How the immediates of an instruction are laid out in the binary. */
export type ImmediateForm = keyof Immediates;

type Row = readonly [opcode: readonly number[], form: ImmediateForm, signature?: string];

export const instructions = {
  // Control.
  unreachable: [[0x00], "none"],
  nop: [[0x01], "none", "->"],
  block: [[0x02], "block"],
  loop: [[0x03], "block"],
  if: [[0x04], "block"],
  else: [[0x05], "none"],
  throw: [[0x08], "tag"],
  throw_ref: [[0x0a], "none"],
  end: [[0x0b], "none"],
  br: [[0x0c], "label"],
  br_if: [[0x0d], "label"],
  br_table: [[0x0e], "br_table"],
  return: [[0x0f], "none"],
  call: [[0x10], "func"],
  call_indirect: [[0x11], "call_indirect"],
  return_call: [[0x12], "func"],
  return_call_indirect: [[0x13], "call_indirect"],
  call_ref: [[0x14], "type"],
  return_call_ref: [[0x15], "type"],
  try_table: [[0x1f], "try_table"],

  // Parametric. The typed form of select is written `select (result t)` in text.
  drop: [[0x1a], "none"],
  select: [[0x1b], "none"],
  select_t: [[0x1c], "select_t"],

  // Variables and tables.
  "local.get": [[0x20], "local"],
  "local.set": [[0x21], "local"],
  "local.tee": [[0x22], "local"],
  "global.get": [[0x23], "global"],
  "global.set": [[0x24], "global"],
  "table.get": [[0x25], "table"],
  "table.set": [[0x26], "table"],

  // Memory. `addr` is the address type of the memory: i32, or i64 for a 64-bit one.
  "i32.load": [[0x28], "memarg", "addr -> i32"],
  "i64.load": [[0x29], "memarg", "addr -> i64"],
  "f32.load": [[0x2a], "memarg", "addr -> f32"],
  "f64.load": [[0x2b], "memarg", "addr -> f64"],
  "i32.load8_s": [[0x2c], "memarg", "addr -> i32"],
  "i32.load8_u": [[0x2d], "memarg", "addr -> i32"],
  "i32.load16_s": [[0x2e], "memarg", "addr -> i32"],
  "i32.load16_u": [[0x2f], "memarg", "addr -> i32"],
  "i64.load8_s": [[0x30], "memarg", "addr -> i64"],
  "i64.load8_u": [[0x31], "memarg", "addr -> i64"],
  "i64.load16_s": [[0x32], "memarg", "addr -> i64"],
  "i64.load16_u": [[0x33], "memarg", "addr -> i64"],
  "i64.load32_s": [[0x34], "memarg", "addr -> i64"],
  "i64.load32_u": [[0x35], "memarg", "addr -> i64"],
  "i32.store": [[0x36], "memarg", "addr i32 ->"],
  "i64.store": [[0x37], "memarg", "addr i64 ->"],
  "f32.store": [[0x38], "memarg", "addr f32 ->"],
  "f64.store": [[0x39], "memarg", "addr f64 ->"],
  "i32.store8": [[0x3a], "memarg", "addr i32 ->"],
  "i32.store16": [[0x3b], "memarg", "addr i32 ->"],
  "i64.store8": [[0x3c], "memarg", "addr i64 ->"],
  "i64.store16": [[0x3d], "memarg", "addr i64 ->"],
  "i64.store32": [[0x3e], "memarg", "addr i64 ->"],
  "memory.size": [[0x3f], "memory", "-> addr"],
  "memory.grow": [[0x40], "memory", "addr -> addr"],

  // Constants.
  "i32.const": [[0x41], "i32", "-> i32"],
  "i64.const": [[0x42], "i64", "-> i64"],
  "f32.const": [[0x43], "f32", "-> f32"],
  "f64.const": [[0x44], "f64", "-> f64"],

  // Numbers: comparisons.
  "i32.eqz": [[0x45], "none", "i32 -> i32"],
  "i32.eq": [[0x46], "none", "i32 i32 -> i32"],
  "i32.ne": [[0x47], "none", "i32 i32 -> i32"],
  "i32.lt_s": [[0x48], "none", "i32 i32 -> i32"],
  "i32.lt_u": [[0x49], "none", "i32 i32 -> i32"],
  "i32.gt_s": [[0x4a], "none", "i32 i32 -> i32"],
  "i32.gt_u": [[0x4b], "none", "i32 i32 -> i32"],
  "i32.le_s": [[0x4c], "none", "i32 i32 -> i32"],
  "i32.le_u": [[0x4d], "none", "i32 i32 -> i32"],
  "i32.ge_s": [[0x4e], "none", "i32 i32 -> i32"],
  "i32.ge_u": [[0x4f], "none", "i32 i32 -> i32"],
  "i64.eqz": [[0x50], "none", "i64 -> i32"],
  "i64.eq": [[0x51], "none", "i64 i64 -> i32"],
  "i64.ne": [[0x52], "none", "i64 i64 -> i32"],
  "i64.lt_s": [[0x53], "none", "i64 i64 -> i32"],
  "i64.lt_u": [[0x54], "none", "i64 i64 -> i32"],
  "i64.gt_s": [[0x55], "none", "i64 i64 -> i32"],
  "i64.gt_u": [[0x56], "none", "i64 i64 -> i32"],
  "i64.le_s": [[0x57], "none", "i64 i64 -> i32"],
  "i64.le_u": [[0x58], "none", "i64 i64 -> i32"],
  "i64.ge_s": [[0x59], "none", "i64 i64 -> i32"],
  "i64.ge_u": [[0x5a], "none", "i64 i64 -> i32"],
  "f32.eq": [[0x5b], "none", "f32 f32 -> i32"],
  "f32.ne": [[0x5c], "none", "f32 f32 -> i32"],
  "f32.lt": [[0x5d], "none", "f32 f32 -> i32"],
  "f32.gt": [[0x5e], "none", "f32 f32 -> i32"],
  "f32.le": [[0x5f], "none", "f32 f32 -> i32"],
  "f32.ge": [[0x60], "none", "f32 f32 -> i32"],
  "f64.eq": [[0x61], "none", "f64 f64 -> i32"],
  "f64.ne": [[0x62], "none", "f64 f64 -> i32"],
  "f64.lt": [[0x63], "none", "f64 f64 -> i32"],
  "f64.gt": [[0x64], "none", "f64 f64 -> i32"],
  "f64.le": [[0x65], "none", "f64 f64 -> i32"],
  "f64.ge": [[0x66], "none", "f64 f64 -> i32"],

  // Numbers: arithmetic.
  "i32.clz": [[0x67], "none", "i32 -> i32"],
  "i32.ctz": [[0x68], "none", "i32 -> i32"],
  "i32.popcnt": [[0x69], "none", "i32 -> i32"],
  "i32.add": [[0x6a], "none", "i32 i32 -> i32"],
  "i32.sub": [[0x6b], "none", "i32 i32 -> i32"],
  "i32.mul": [[0x6c], "none", "i32 i32 -> i32"],
  "i32.div_s": [[0x6d], "none", "i32 i32 -> i32"],
  "i32.div_u": [[0x6e], "none", "i32 i32 -> i32"],
  "i32.rem_s": [[0x6f], "none", "i32 i32 -> i32"],
  "i32.rem_u": [[0x70], "none", "i32 i32 -> i32"],
  "i32.and": [[0x71], "none", "i32 i32 -> i32"],
  "i32.or": [[0x72], "none", "i32 i32 -> i32"],
  "i32.xor": [[0x73], "none", "i32 i32 -> i32"],
  "i32.shl": [[0x74], "none", "i32 i32 -> i32"],
  "i32.shr_s": [[0x75], "none", "i32 i32 -> i32"],
  "i32.shr_u": [[0x76], "none", "i32 i32 -> i32"],
  "i32.rotl": [[0x77], "none", "i32 i32 -> i32"],
  "i32.rotr": [[0x78], "none", "i32 i32 -> i32"],
  "i64.clz": [[0x79], "none", "i64 -> i64"],
  "i64.ctz": [[0x7a], "none", "i64 -> i64"],
  "i64.popcnt": [[0x7b], "none", "i64 -> i64"],
  "i64.add": [[0x7c], "none", "i64 i64 -> i64"],
  "i64.sub": [[0x7d], "none", "i64 i64 -> i64"],
  "i64.mul": [[0x7e], "none", "i64 i64 -> i64"],
  "i64.div_s": [[0x7f], "none", "i64 i64 -> i64"],
  "i64.div_u": [[0x80], "none", "i64 i64 -> i64"],
  "i64.rem_s": [[0x81], "none", "i64 i64 -> i64"],
  "i64.rem_u": [[0x82], "none", "i64 i64 -> i64"],
  "i64.and": [[0x83], "none", "i64 i64 -> i64"],
  "i64.or": [[0x84], "none", "i64 i64 -> i64"],
  "i64.xor": [[0x85], "none", "i64 i64 -> i64"],
  "i64.shl": [[0x86], "none", "i64 i64 -> i64"],
  "i64.shr_s": [[0x87], "none", "i64 i64 -> i64"],
  "i64.shr_u": [[0x88], "none", "i64 i64 -> i64"],
  "i64.rotl": [[0x89], "none", "i64 i64 -> i64"],
  "i64.rotr": [[0x8a], "none", "i64 i64 -> i64"],
  "f32.abs": [[0x8b], "none", "f32 -> f32"],
  "f32.neg": [[0x8c], "none", "f32 -> f32"],
  "f32.ceil": [[0x8d], "none", "f32 -> f32"],
  "f32.floor": [[0x8e], "none", "f32 -> f32"],
  "f32.trunc": [[0x8f], "none", "f32 -> f32"],
  "f32.nearest": [[0x90], "none", "f32 -> f32"],
  "f32.sqrt": [[0x91], "none", "f32 -> f32"],
  "f32.add": [[0x92], "none", "f32 f32 -> f32"],
  "f32.sub": [[0x93], "none", "f32 f32 -> f32"],
  "f32.mul": [[0x94], "none", "f32 f32 -> f32"],
  "f32.div": [[0x95], "none", "f32 f32 -> f32"],
  "f32.min": [[0x96], "none", "f32 f32 -> f32"],
  "f32.max": [[0x97], "none", "f32 f32 -> f32"],
  "f32.copysign": [[0x98], "none", "f32 f32 -> f32"],
  "f64.abs": [[0x99], "none", "f64 -> f64"],
  "f64.neg": [[0x9a], "none", "f64 -> f64"],
  "f64.ceil": [[0x9b], "none", "f64 -> f64"],
  "f64.floor": [[0x9c], "none", "f64 -> f64"],
  "f64.trunc": [[0x9d], "none", "f64 -> f64"],
  "f64.nearest": [[0x9e], "none", "f64 -> f64"],
  "f64.sqrt": [[0x9f], "none", "f64 -> f64"],
  "f64.add": [[0xa0], "none", "f64 f64 -> f64"],
  "f64.sub": [[0xa1], "none", "f64 f64 -> f64"],
  "f64.mul": [[0xa2], "none", "f64 f64 -> f64"],
  "f64.div": [[0xa3], "none", "f64 f64 -> f64"],
  "f64.min": [[0xa4], "none", "f64 f64 -> f64"],
  "f64.max": [[0xa5], "none", "f64 f64 -> f64"],
  "f64.copysign": [[0xa6], "none", "f64 f64 -> f64"],

  // Numbers: conversions.
  "i32.wrap_i64": [[0xa7], "none", "i64 -> i32"],
  "i32.trunc_f32_s": [[0xa8], "none", "f32 -> i32"],
  "i32.trunc_f32_u": [[0xa9], "none", "f32 -> i32"],
  "i32.trunc_f64_s": [[0xaa], "none", "f64 -> i32"],
  "i32.trunc_f64_u": [[0xab], "none", "f64 -> i32"],
  "i64.extend_i32_s": [[0xac], "none", "i32 -> i64"],
  "i64.extend_i32_u": [[0xad], "none", "i32 -> i64"],
  "i64.trunc_f32_s": [[0xae], "none", "f32 -> i64"],
  "i64.trunc_f32_u": [[0xaf], "none", "f32 -> i64"],
  "i64.trunc_f64_s": [[0xb0], "none", "f64 -> i64"],
  "i64.trunc_f64_u": [[0xb1], "none", "f64 -> i64"],
  "f32.convert_i32_s": [[0xb2], "none", "i32 -> f32"],
  "f32.convert_i32_u": [[0xb3], "none", "i32 -> f32"],
  "f32.convert_i64_s": [[0xb4], "none", "i64 -> f32"],
  "f32.convert_i64_u": [[0xb5], "none", "i64 -> f32"],
  "f32.demote_f64": [[0xb6], "none", "f64 -> f32"],
  "f64.convert_i32_s": [[0xb7], "none", "i32 -> f64"],
  "f64.convert_i32_u": [[0xb8], "none", "i32 -> f64"],
  "f64.convert_i64_s": [[0xb9], "none", "i64 -> f64"],
  "f64.convert_i64_u": [[0xba], "none", "i64 -> f64"],
  "f64.promote_f32": [[0xbb], "none", "f32 -> f64"],
  "i32.reinterpret_f32": [[0xbc], "none", "f32 -> i32"],
  "i64.reinterpret_f64": [[0xbd], "none", "f64 -> i64"],
  "f32.reinterpret_i32": [[0xbe], "none", "i32 -> f32"],
  "f64.reinterpret_i64": [[0xbf], "none", "i64 -> f64"],
  "i32.extend8_s": [[0xc0], "none", "i32 -> i32"],
  "i32.extend16_s": [[0xc1], "none", "i32 -> i32"],
  "i64.extend8_s": [[0xc2], "none", "i64 -> i64"],
  "i64.extend16_s": [[0xc3], "none", "i64 -> i64"],
  "i64.extend32_s": [[0xc4], "none", "i64 -> i64"],

  // Numbers: saturating conversions.
  "i32.trunc_sat_f32_s": [[0xfc, 0x00], "none", "f32 -> i32"],
  "i32.trunc_sat_f32_u": [[0xfc, 0x01], "none", "f32 -> i32"],
  "i32.trunc_sat_f64_s": [[0xfc, 0x02], "none", "f64 -> i32"],
  "i32.trunc_sat_f64_u": [[0xfc, 0x03], "none", "f64 -> i32"],
  "i64.trunc_sat_f32_s": [[0xfc, 0x04], "none", "f32 -> i64"],
  "i64.trunc_sat_f32_u": [[0xfc, 0x05], "none", "f32 -> i64"],
  "i64.trunc_sat_f64_s": [[0xfc, 0x06], "none", "f64 -> i64"],
  "i64.trunc_sat_f64_u": [[0xfc, 0x07], "none", "f64 -> i64"],

  // Bulk memory and tables.
  "memory.init": [[0xfc, 0x08], "memory_init", "addr i32 i32 ->"],
  "data.drop": [[0xfc, 0x09], "data", "->"],
  "memory.copy": [[0xfc, 0x0a], "memory_copy"],
  "memory.fill": [[0xfc, 0x0b], "memory", "addr i32 addr ->"],
  "table.init": [[0xfc, 0x0c], "table_init"],
  "elem.drop": [[0xfc, 0x0d], "elem", "->"],
  "table.copy": [[0xfc, 0x0e], "table_copy"],
  "table.grow": [[0xfc, 0x0f], "table"],
  "table.size": [[0xfc, 0x10], "table"],
  "table.fill": [[0xfc, 0x11], "table"],

  // References.
  "ref.null": [[0xd0], "heap"],
  "ref.is_null": [[0xd1], "none"],
  "ref.func": [[0xd2], "func"],
  "ref.eq": [[0xd3], "none"],
  "ref.as_non_null": [[0xd4], "none"],
  br_on_null: [[0xd5], "label"],
  br_on_non_null: [[0xd6], "label"],

  // Stack switching.
  "cont.new": [[0xe0], "type"],
  "cont.bind": [[0xe1], "cont_bind"],
  suspend: [[0xe2], "tag"],
  resume: [[0xe3], "resume"],
  resume_throw: [[0xe4], "resume_throw"],
  resume_throw_ref: [[0xe5], "resume"],
  switch: [[0xe6], "switch"],

  // Garbage-collected objects. ref.test and ref.cast have a second opcode, one higher, for nullable targets.
  "struct.new": [[0xfb, 0x00], "type"],
  "struct.new_default": [[0xfb, 0x01], "type"],
  "struct.get": [[0xfb, 0x02], "field"],
  "struct.get_s": [[0xfb, 0x03], "field"],
  "struct.get_u": [[0xfb, 0x04], "field"],
  "struct.set": [[0xfb, 0x05], "field"],
  "array.new": [[0xfb, 0x06], "type"],
  "array.new_default": [[0xfb, 0x07], "type"],
  "array.new_fixed": [[0xfb, 0x08], "array_fixed"],
  "array.new_data": [[0xfb, 0x09], "array_data"],
  "array.new_elem": [[0xfb, 0x0a], "array_elem"],
  "array.get": [[0xfb, 0x0b], "type"],
  "array.get_s": [[0xfb, 0x0c], "type"],
  "array.get_u": [[0xfb, 0x0d], "type"],
  "array.set": [[0xfb, 0x0e], "type"],
  "array.len": [[0xfb, 0x0f], "none"],
  "array.fill": [[0xfb, 0x10], "type"],
  "array.copy": [[0xfb, 0x11], "array_copy"],
  "array.init_data": [[0xfb, 0x12], "array_data"],
  "array.init_elem": [[0xfb, 0x13], "array_elem"],
  "ref.test": [[0xfb, 0x14], "ref"],
  "ref.cast": [[0xfb, 0x16], "ref"],
  br_on_cast: [[0xfb, 0x18], "br_on_cast"],
  br_on_cast_fail: [[0xfb, 0x19], "br_on_cast"],
  "any.convert_extern": [[0xfb, 0x1a], "none"],
  "extern.convert_any": [[0xfb, 0x1b], "none"],
  "ref.i31": [[0xfb, 0x1c], "none"],
  "i31.get_s": [[0xfb, 0x1d], "none"],
  "i31.get_u": [[0xfb, 0x1e], "none"],

  // Vectors: memory.
  "v128.load": [[0xfd, 0x00], "memarg", "addr -> v128"],
  "v128.load8x8_s": [[0xfd, 0x01], "memarg", "addr -> v128"],
  "v128.load8x8_u": [[0xfd, 0x02], "memarg", "addr -> v128"],
  "v128.load16x4_s": [[0xfd, 0x03], "memarg", "addr -> v128"],
  "v128.load16x4_u": [[0xfd, 0x04], "memarg", "addr -> v128"],
  "v128.load32x2_s": [[0xfd, 0x05], "memarg", "addr -> v128"],
  "v128.load32x2_u": [[0xfd, 0x06], "memarg", "addr -> v128"],
  "v128.load8_splat": [[0xfd, 0x07], "memarg", "addr -> v128"],
  "v128.load16_splat": [[0xfd, 0x08], "memarg", "addr -> v128"],
  "v128.load32_splat": [[0xfd, 0x09], "memarg", "addr -> v128"],
  "v128.load64_splat": [[0xfd, 0x0a], "memarg", "addr -> v128"],
  "v128.store": [[0xfd, 0x0b], "memarg", "addr v128 ->"],

  // Vectors: constants and lanes.
  "v128.const": [[0xfd, 0x0c], "v128", "-> v128"],
  "i8x16.shuffle": [[0xfd, 0x0d], "shuffle", "v128 v128 -> v128"],
  "i8x16.swizzle": [[0xfd, 0x0e], "none", "v128 v128 -> v128"],
  "i8x16.splat": [[0xfd, 0x0f], "none", "i32 -> v128"],
  "i16x8.splat": [[0xfd, 0x10], "none", "i32 -> v128"],
  "i32x4.splat": [[0xfd, 0x11], "none", "i32 -> v128"],
  "i64x2.splat": [[0xfd, 0x12], "none", "i64 -> v128"],
  "f32x4.splat": [[0xfd, 0x13], "none", "f32 -> v128"],
  "f64x2.splat": [[0xfd, 0x14], "none", "f64 -> v128"],
  "i8x16.extract_lane_s": [[0xfd, 0x15], "lane", "v128 -> i32"],
  "i8x16.extract_lane_u": [[0xfd, 0x16], "lane", "v128 -> i32"],
  "i8x16.replace_lane": [[0xfd, 0x17], "lane", "v128 i32 -> v128"],
  "i16x8.extract_lane_s": [[0xfd, 0x18], "lane", "v128 -> i32"],
  "i16x8.extract_lane_u": [[0xfd, 0x19], "lane", "v128 -> i32"],
  "i16x8.replace_lane": [[0xfd, 0x1a], "lane", "v128 i32 -> v128"],
  "i32x4.extract_lane": [[0xfd, 0x1b], "lane", "v128 -> i32"],
  "i32x4.replace_lane": [[0xfd, 0x1c], "lane", "v128 i32 -> v128"],
  "i64x2.extract_lane": [[0xfd, 0x1d], "lane", "v128 -> i64"],
  "i64x2.replace_lane": [[0xfd, 0x1e], "lane", "v128 i64 -> v128"],
  "f32x4.extract_lane": [[0xfd, 0x1f], "lane", "v128 -> f32"],
  "f32x4.replace_lane": [[0xfd, 0x20], "lane", "v128 f32 -> v128"],
  "f64x2.extract_lane": [[0xfd, 0x21], "lane", "v128 -> f64"],
  "f64x2.replace_lane": [[0xfd, 0x22], "lane", "v128 f64 -> v128"],

  // Vectors: comparisons and bits.
  "i8x16.eq": [[0xfd, 0x23], "none", "v128 v128 -> v128"],
  "i8x16.ne": [[0xfd, 0x24], "none", "v128 v128 -> v128"],
  "i8x16.lt_s": [[0xfd, 0x25], "none", "v128 v128 -> v128"],
  "i8x16.lt_u": [[0xfd, 0x26], "none", "v128 v128 -> v128"],
  "i8x16.gt_s": [[0xfd, 0x27], "none", "v128 v128 -> v128"],
  "i8x16.gt_u": [[0xfd, 0x28], "none", "v128 v128 -> v128"],
  "i8x16.le_s": [[0xfd, 0x29], "none", "v128 v128 -> v128"],
  "i8x16.le_u": [[0xfd, 0x2a], "none", "v128 v128 -> v128"],
  "i8x16.ge_s": [[0xfd, 0x2b], "none", "v128 v128 -> v128"],
  "i8x16.ge_u": [[0xfd, 0x2c], "none", "v128 v128 -> v128"],
  "i16x8.eq": [[0xfd, 0x2d], "none", "v128 v128 -> v128"],
  "i16x8.ne": [[0xfd, 0x2e], "none", "v128 v128 -> v128"],
  "i16x8.lt_s": [[0xfd, 0x2f], "none", "v128 v128 -> v128"],
  "i16x8.lt_u": [[0xfd, 0x30], "none", "v128 v128 -> v128"],
  "i16x8.gt_s": [[0xfd, 0x31], "none", "v128 v128 -> v128"],
  "i16x8.gt_u": [[0xfd, 0x32], "none", "v128 v128 -> v128"],
  "i16x8.le_s": [[0xfd, 0x33], "none", "v128 v128 -> v128"],
  "i16x8.le_u": [[0xfd, 0x34], "none", "v128 v128 -> v128"],
  "i16x8.ge_s": [[0xfd, 0x35], "none", "v128 v128 -> v128"],
  "i16x8.ge_u": [[0xfd, 0x36], "none", "v128 v128 -> v128"],
  "i32x4.eq": [[0xfd, 0x37], "none", "v128 v128 -> v128"],
  "i32x4.ne": [[0xfd, 0x38], "none", "v128 v128 -> v128"],
  "i32x4.lt_s": [[0xfd, 0x39], "none", "v128 v128 -> v128"],
  "i32x4.lt_u": [[0xfd, 0x3a], "none", "v128 v128 -> v128"],
  "i32x4.gt_s": [[0xfd, 0x3b], "none", "v128 v128 -> v128"],
  "i32x4.gt_u": [[0xfd, 0x3c], "none", "v128 v128 -> v128"],
  "i32x4.le_s": [[0xfd, 0x3d], "none", "v128 v128 -> v128"],
  "i32x4.le_u": [[0xfd, 0x3e], "none", "v128 v128 -> v128"],
  "i32x4.ge_s": [[0xfd, 0x3f], "none", "v128 v128 -> v128"],
  "i32x4.ge_u": [[0xfd, 0x40], "none", "v128 v128 -> v128"],
  "f32x4.eq": [[0xfd, 0x41], "none", "v128 v128 -> v128"],
  "f32x4.ne": [[0xfd, 0x42], "none", "v128 v128 -> v128"],
  "f32x4.lt": [[0xfd, 0x43], "none", "v128 v128 -> v128"],
  "f32x4.gt": [[0xfd, 0x44], "none", "v128 v128 -> v128"],
  "f32x4.le": [[0xfd, 0x45], "none", "v128 v128 -> v128"],
  "f32x4.ge": [[0xfd, 0x46], "none", "v128 v128 -> v128"],
  "f64x2.eq": [[0xfd, 0x47], "none", "v128 v128 -> v128"],
  "f64x2.ne": [[0xfd, 0x48], "none", "v128 v128 -> v128"],
  "f64x2.lt": [[0xfd, 0x49], "none", "v128 v128 -> v128"],
  "f64x2.gt": [[0xfd, 0x4a], "none", "v128 v128 -> v128"],
  "f64x2.le": [[0xfd, 0x4b], "none", "v128 v128 -> v128"],
  "f64x2.ge": [[0xfd, 0x4c], "none", "v128 v128 -> v128"],
  "v128.not": [[0xfd, 0x4d], "none", "v128 -> v128"],
  "v128.and": [[0xfd, 0x4e], "none", "v128 v128 -> v128"],
  "v128.andnot": [[0xfd, 0x4f], "none", "v128 v128 -> v128"],
  "v128.or": [[0xfd, 0x50], "none", "v128 v128 -> v128"],
  "v128.xor": [[0xfd, 0x51], "none", "v128 v128 -> v128"],
  "v128.bitselect": [[0xfd, 0x52], "none", "v128 v128 v128 -> v128"],
  "v128.any_true": [[0xfd, 0x53], "none", "v128 -> i32"],

  // Vectors: memory lanes.
  "v128.load8_lane": [[0xfd, 0x54], "memarg_lane", "addr v128 -> v128"],
  "v128.load16_lane": [[0xfd, 0x55], "memarg_lane", "addr v128 -> v128"],
  "v128.load32_lane": [[0xfd, 0x56], "memarg_lane", "addr v128 -> v128"],
  "v128.load64_lane": [[0xfd, 0x57], "memarg_lane", "addr v128 -> v128"],
  "v128.store8_lane": [[0xfd, 0x58], "memarg_lane", "addr v128 ->"],
  "v128.store16_lane": [[0xfd, 0x59], "memarg_lane", "addr v128 ->"],
  "v128.store32_lane": [[0xfd, 0x5a], "memarg_lane", "addr v128 ->"],
  "v128.store64_lane": [[0xfd, 0x5b], "memarg_lane", "addr v128 ->"],
  "v128.load32_zero": [[0xfd, 0x5c], "memarg", "addr -> v128"],
  "v128.load64_zero": [[0xfd, 0x5d], "memarg", "addr -> v128"],

  // Vectors: arithmetic. Opcodes without a row are unassigned.
  "f32x4.demote_f64x2_zero": [[0xfd, 0x5e], "none", "v128 -> v128"],
  "f64x2.promote_low_f32x4": [[0xfd, 0x5f], "none", "v128 -> v128"],
  "i8x16.abs": [[0xfd, 0x60], "none", "v128 -> v128"],
  "i8x16.neg": [[0xfd, 0x61], "none", "v128 -> v128"],
  "i8x16.popcnt": [[0xfd, 0x62], "none", "v128 -> v128"],
  "i8x16.all_true": [[0xfd, 0x63], "none", "v128 -> i32"],
  "i8x16.bitmask": [[0xfd, 0x64], "none", "v128 -> i32"],
  "i8x16.narrow_i16x8_s": [[0xfd, 0x65], "none", "v128 v128 -> v128"],
  "i8x16.narrow_i16x8_u": [[0xfd, 0x66], "none", "v128 v128 -> v128"],
  "f32x4.ceil": [[0xfd, 0x67], "none", "v128 -> v128"],
  "f32x4.floor": [[0xfd, 0x68], "none", "v128 -> v128"],
  "f32x4.trunc": [[0xfd, 0x69], "none", "v128 -> v128"],
  "f32x4.nearest": [[0xfd, 0x6a], "none", "v128 -> v128"],
  "i8x16.shl": [[0xfd, 0x6b], "none", "v128 i32 -> v128"],
  "i8x16.shr_s": [[0xfd, 0x6c], "none", "v128 i32 -> v128"],
  "i8x16.shr_u": [[0xfd, 0x6d], "none", "v128 i32 -> v128"],
  "i8x16.add": [[0xfd, 0x6e], "none", "v128 v128 -> v128"],
  "i8x16.add_sat_s": [[0xfd, 0x6f], "none", "v128 v128 -> v128"],
  "i8x16.add_sat_u": [[0xfd, 0x70], "none", "v128 v128 -> v128"],
  "i8x16.sub": [[0xfd, 0x71], "none", "v128 v128 -> v128"],
  "i8x16.sub_sat_s": [[0xfd, 0x72], "none", "v128 v128 -> v128"],
  "i8x16.sub_sat_u": [[0xfd, 0x73], "none", "v128 v128 -> v128"],
  "f64x2.ceil": [[0xfd, 0x74], "none", "v128 -> v128"],
  "f64x2.floor": [[0xfd, 0x75], "none", "v128 -> v128"],
  "i8x16.min_s": [[0xfd, 0x76], "none", "v128 v128 -> v128"],
  "i8x16.min_u": [[0xfd, 0x77], "none", "v128 v128 -> v128"],
  "i8x16.max_s": [[0xfd, 0x78], "none", "v128 v128 -> v128"],
  "i8x16.max_u": [[0xfd, 0x79], "none", "v128 v128 -> v128"],
  "f64x2.trunc": [[0xfd, 0x7a], "none", "v128 -> v128"],
  "i8x16.avgr_u": [[0xfd, 0x7b], "none", "v128 v128 -> v128"],
  "i16x8.extadd_pairwise_i8x16_s": [[0xfd, 0x7c], "none", "v128 -> v128"],
  "i16x8.extadd_pairwise_i8x16_u": [[0xfd, 0x7d], "none", "v128 -> v128"],
  "i32x4.extadd_pairwise_i16x8_s": [[0xfd, 0x7e], "none", "v128 -> v128"],
  "i32x4.extadd_pairwise_i16x8_u": [[0xfd, 0x7f], "none", "v128 -> v128"],
  "i16x8.abs": [[0xfd, 0x80], "none", "v128 -> v128"],
  "i16x8.neg": [[0xfd, 0x81], "none", "v128 -> v128"],
  "i16x8.q15mulr_sat_s": [[0xfd, 0x82], "none", "v128 v128 -> v128"],
  "i16x8.all_true": [[0xfd, 0x83], "none", "v128 -> i32"],
  "i16x8.bitmask": [[0xfd, 0x84], "none", "v128 -> i32"],
  "i16x8.narrow_i32x4_s": [[0xfd, 0x85], "none", "v128 v128 -> v128"],
  "i16x8.narrow_i32x4_u": [[0xfd, 0x86], "none", "v128 v128 -> v128"],
  "i16x8.extend_low_i8x16_s": [[0xfd, 0x87], "none", "v128 -> v128"],
  "i16x8.extend_high_i8x16_s": [[0xfd, 0x88], "none", "v128 -> v128"],
  "i16x8.extend_low_i8x16_u": [[0xfd, 0x89], "none", "v128 -> v128"],
  "i16x8.extend_high_i8x16_u": [[0xfd, 0x8a], "none", "v128 -> v128"],
  "i16x8.shl": [[0xfd, 0x8b], "none", "v128 i32 -> v128"],
  "i16x8.shr_s": [[0xfd, 0x8c], "none", "v128 i32 -> v128"],
  "i16x8.shr_u": [[0xfd, 0x8d], "none", "v128 i32 -> v128"],
  "i16x8.add": [[0xfd, 0x8e], "none", "v128 v128 -> v128"],
  "i16x8.add_sat_s": [[0xfd, 0x8f], "none", "v128 v128 -> v128"],
  "i16x8.add_sat_u": [[0xfd, 0x90], "none", "v128 v128 -> v128"],
  "i16x8.sub": [[0xfd, 0x91], "none", "v128 v128 -> v128"],
  "i16x8.sub_sat_s": [[0xfd, 0x92], "none", "v128 v128 -> v128"],
  "i16x8.sub_sat_u": [[0xfd, 0x93], "none", "v128 v128 -> v128"],
  "f64x2.nearest": [[0xfd, 0x94], "none", "v128 -> v128"],
  "i16x8.mul": [[0xfd, 0x95], "none", "v128 v128 -> v128"],
  "i16x8.min_s": [[0xfd, 0x96], "none", "v128 v128 -> v128"],
  "i16x8.min_u": [[0xfd, 0x97], "none", "v128 v128 -> v128"],
  "i16x8.max_s": [[0xfd, 0x98], "none", "v128 v128 -> v128"],
  "i16x8.max_u": [[0xfd, 0x99], "none", "v128 v128 -> v128"],
  "i16x8.avgr_u": [[0xfd, 0x9b], "none", "v128 v128 -> v128"],
  "i16x8.extmul_low_i8x16_s": [[0xfd, 0x9c], "none", "v128 v128 -> v128"],
  "i16x8.extmul_high_i8x16_s": [[0xfd, 0x9d], "none", "v128 v128 -> v128"],
  "i16x8.extmul_low_i8x16_u": [[0xfd, 0x9e], "none", "v128 v128 -> v128"],
  "i16x8.extmul_high_i8x16_u": [[0xfd, 0x9f], "none", "v128 v128 -> v128"],
  "i32x4.abs": [[0xfd, 0xa0], "none", "v128 -> v128"],
  "i32x4.neg": [[0xfd, 0xa1], "none", "v128 -> v128"],
  "i32x4.all_true": [[0xfd, 0xa3], "none", "v128 -> i32"],
  "i32x4.bitmask": [[0xfd, 0xa4], "none", "v128 -> i32"],
  "i32x4.extend_low_i16x8_s": [[0xfd, 0xa7], "none", "v128 -> v128"],
  "i32x4.extend_high_i16x8_s": [[0xfd, 0xa8], "none", "v128 -> v128"],
  "i32x4.extend_low_i16x8_u": [[0xfd, 0xa9], "none", "v128 -> v128"],
  "i32x4.extend_high_i16x8_u": [[0xfd, 0xaa], "none", "v128 -> v128"],
  "i32x4.shl": [[0xfd, 0xab], "none", "v128 i32 -> v128"],
  "i32x4.shr_s": [[0xfd, 0xac], "none", "v128 i32 -> v128"],
  "i32x4.shr_u": [[0xfd, 0xad], "none", "v128 i32 -> v128"],
  "i32x4.add": [[0xfd, 0xae], "none", "v128 v128 -> v128"],
  "i32x4.sub": [[0xfd, 0xb1], "none", "v128 v128 -> v128"],
  "i32x4.mul": [[0xfd, 0xb5], "none", "v128 v128 -> v128"],
  "i32x4.min_s": [[0xfd, 0xb6], "none", "v128 v128 -> v128"],
  "i32x4.min_u": [[0xfd, 0xb7], "none", "v128 v128 -> v128"],
  "i32x4.max_s": [[0xfd, 0xb8], "none", "v128 v128 -> v128"],
  "i32x4.max_u": [[0xfd, 0xb9], "none", "v128 v128 -> v128"],
  "i32x4.dot_i16x8_s": [[0xfd, 0xba], "none", "v128 v128 -> v128"],
  "i32x4.extmul_low_i16x8_s": [[0xfd, 0xbc], "none", "v128 v128 -> v128"],
  "i32x4.extmul_high_i16x8_s": [[0xfd, 0xbd], "none", "v128 v128 -> v128"],
  "i32x4.extmul_low_i16x8_u": [[0xfd, 0xbe], "none", "v128 v128 -> v128"],
  "i32x4.extmul_high_i16x8_u": [[0xfd, 0xbf], "none", "v128 v128 -> v128"],
  "i64x2.abs": [[0xfd, 0xc0], "none", "v128 -> v128"],
  "i64x2.neg": [[0xfd, 0xc1], "none", "v128 -> v128"],
  "i64x2.all_true": [[0xfd, 0xc3], "none", "v128 -> i32"],
  "i64x2.bitmask": [[0xfd, 0xc4], "none", "v128 -> i32"],
  "i64x2.extend_low_i32x4_s": [[0xfd, 0xc7], "none", "v128 -> v128"],
  "i64x2.extend_high_i32x4_s": [[0xfd, 0xc8], "none", "v128 -> v128"],
  "i64x2.extend_low_i32x4_u": [[0xfd, 0xc9], "none", "v128 -> v128"],
  "i64x2.extend_high_i32x4_u": [[0xfd, 0xca], "none", "v128 -> v128"],
  "i64x2.shl": [[0xfd, 0xcb], "none", "v128 i32 -> v128"],
  "i64x2.shr_s": [[0xfd, 0xcc], "none", "v128 i32 -> v128"],
  "i64x2.shr_u": [[0xfd, 0xcd], "none", "v128 i32 -> v128"],
  "i64x2.add": [[0xfd, 0xce], "none", "v128 v128 -> v128"],
  "i64x2.sub": [[0xfd, 0xd1], "none", "v128 v128 -> v128"],
  "i64x2.mul": [[0xfd, 0xd5], "none", "v128 v128 -> v128"],
  "i64x2.eq": [[0xfd, 0xd6], "none", "v128 v128 -> v128"],
  "i64x2.ne": [[0xfd, 0xd7], "none", "v128 v128 -> v128"],
  "i64x2.lt_s": [[0xfd, 0xd8], "none", "v128 v128 -> v128"],
  "i64x2.gt_s": [[0xfd, 0xd9], "none", "v128 v128 -> v128"],
  "i64x2.le_s": [[0xfd, 0xda], "none", "v128 v128 -> v128"],
  "i64x2.ge_s": [[0xfd, 0xdb], "none", "v128 v128 -> v128"],
  "i64x2.extmul_low_i32x4_s": [[0xfd, 0xdc], "none", "v128 v128 -> v128"],
  "i64x2.extmul_high_i32x4_s": [[0xfd, 0xdd], "none", "v128 v128 -> v128"],
  "i64x2.extmul_low_i32x4_u": [[0xfd, 0xde], "none", "v128 v128 -> v128"],
  "i64x2.extmul_high_i32x4_u": [[0xfd, 0xdf], "none", "v128 v128 -> v128"],
  "f32x4.abs": [[0xfd, 0xe0], "none", "v128 -> v128"],
  "f32x4.neg": [[0xfd, 0xe1], "none", "v128 -> v128"],
  "f32x4.sqrt": [[0xfd, 0xe3], "none", "v128 -> v128"],
  "f32x4.add": [[0xfd, 0xe4], "none", "v128 v128 -> v128"],
  "f32x4.sub": [[0xfd, 0xe5], "none", "v128 v128 -> v128"],
  "f32x4.mul": [[0xfd, 0xe6], "none", "v128 v128 -> v128"],
  "f32x4.div": [[0xfd, 0xe7], "none", "v128 v128 -> v128"],
  "f32x4.min": [[0xfd, 0xe8], "none", "v128 v128 -> v128"],
  "f32x4.max": [[0xfd, 0xe9], "none", "v128 v128 -> v128"],
  "f32x4.pmin": [[0xfd, 0xea], "none", "v128 v128 -> v128"],
  "f32x4.pmax": [[0xfd, 0xeb], "none", "v128 v128 -> v128"],
  "f64x2.abs": [[0xfd, 0xec], "none", "v128 -> v128"],
  "f64x2.neg": [[0xfd, 0xed], "none", "v128 -> v128"],
  "f64x2.sqrt": [[0xfd, 0xef], "none", "v128 -> v128"],
  "f64x2.add": [[0xfd, 0xf0], "none", "v128 v128 -> v128"],
  "f64x2.sub": [[0xfd, 0xf1], "none", "v128 v128 -> v128"],
  "f64x2.mul": [[0xfd, 0xf2], "none", "v128 v128 -> v128"],
  "f64x2.div": [[0xfd, 0xf3], "none", "v128 v128 -> v128"],
  "f64x2.min": [[0xfd, 0xf4], "none", "v128 v128 -> v128"],
  "f64x2.max": [[0xfd, 0xf5], "none", "v128 v128 -> v128"],
  "f64x2.pmin": [[0xfd, 0xf6], "none", "v128 v128 -> v128"],
  "f64x2.pmax": [[0xfd, 0xf7], "none", "v128 v128 -> v128"],
  "i32x4.trunc_sat_f32x4_s": [[0xfd, 0xf8], "none", "v128 -> v128"],
  "i32x4.trunc_sat_f32x4_u": [[0xfd, 0xf9], "none", "v128 -> v128"],
  "f32x4.convert_i32x4_s": [[0xfd, 0xfa], "none", "v128 -> v128"],
  "f32x4.convert_i32x4_u": [[0xfd, 0xfb], "none", "v128 -> v128"],
  "i32x4.trunc_sat_f64x2_s_zero": [[0xfd, 0xfc], "none", "v128 -> v128"],
  "i32x4.trunc_sat_f64x2_u_zero": [[0xfd, 0xfd], "none", "v128 -> v128"],
  "f64x2.convert_low_i32x4_s": [[0xfd, 0xfe], "none", "v128 -> v128"],
  "f64x2.convert_low_i32x4_u": [[0xfd, 0xff], "none", "v128 -> v128"],

  // Vectors: relaxed.
  "i8x16.relaxed_swizzle": [[0xfd, 0x100], "none", "v128 v128 -> v128"],
  "i32x4.relaxed_trunc_f32x4_s": [[0xfd, 0x101], "none", "v128 -> v128"],
  "i32x4.relaxed_trunc_f32x4_u": [[0xfd, 0x102], "none", "v128 -> v128"],
  "i32x4.relaxed_trunc_f64x2_s_zero": [[0xfd, 0x103], "none", "v128 -> v128"],
  "i32x4.relaxed_trunc_f64x2_u_zero": [[0xfd, 0x104], "none", "v128 -> v128"],
  "f32x4.relaxed_madd": [[0xfd, 0x105], "none", "v128 v128 v128 -> v128"],
  "f32x4.relaxed_nmadd": [[0xfd, 0x106], "none", "v128 v128 v128 -> v128"],
  "f64x2.relaxed_madd": [[0xfd, 0x107], "none", "v128 v128 v128 -> v128"],
  "f64x2.relaxed_nmadd": [[0xfd, 0x108], "none", "v128 v128 v128 -> v128"],
  "i8x16.relaxed_laneselect": [[0xfd, 0x109], "none", "v128 v128 v128 -> v128"],
  "i16x8.relaxed_laneselect": [[0xfd, 0x10a], "none", "v128 v128 v128 -> v128"],
  "i32x4.relaxed_laneselect": [[0xfd, 0x10b], "none", "v128 v128 v128 -> v128"],
  "i64x2.relaxed_laneselect": [[0xfd, 0x10c], "none", "v128 v128 v128 -> v128"],
  "f32x4.relaxed_min": [[0xfd, 0x10d], "none", "v128 v128 -> v128"],
  "f32x4.relaxed_max": [[0xfd, 0x10e], "none", "v128 v128 -> v128"],
  "f64x2.relaxed_min": [[0xfd, 0x10f], "none", "v128 v128 -> v128"],
  "f64x2.relaxed_max": [[0xfd, 0x110], "none", "v128 v128 -> v128"],
  "i16x8.relaxed_q15mulr_s": [[0xfd, 0x111], "none", "v128 v128 -> v128"],
  "i16x8.relaxed_dot_i8x16_i7x16_s": [[0xfd, 0x112], "none", "v128 v128 -> v128"],
  "i32x4.relaxed_dot_i8x16_i7x16_add_s": [[0xfd, 0x113], "none", "v128 v128 v128 -> v128"],
} as const satisfies Record<string, Row>;

/** The name of an instruction in the spelling of the specification (select_t is the typed select). */
export type Op = keyof typeof instructions;

/** The instructions whose immediates have form F. */
export type OpOfForm<F extends ImmediateForm> = {
  [K in Op]: (typeof instructions)[K][1] extends F ? (F extends (typeof instructions)[K][1] ? K : never) : never;
}[Op];

/** The instructions whose stack effect is a constant of the table (`addr` left open). */
export type OpWithSignature = {
  [K in Op]: (typeof instructions)[K] extends readonly [unknown, unknown, string] ? K : never;
}[Op];

/** An instruction with its immediates; `instr.op === "call"` narrows to `{ func }`. Treat as immutable: values are shared. */
export type Instr = { [F in ImmediateForm]: { readonly op: OpOfForm<F> } & Immediates[F] }[ImmediateForm];

/** The instructions of one form: InstrOfForm<"memarg"> are the loads and stores. */
export type InstrOfForm<F extends ImmediateForm> = { readonly op: OpOfForm<F> } & Immediates[F];

/** The one instruction K: InstrOf<"call"> is { op: "call", func }. */
export type InstrOf<K extends Op> = { readonly op: K } & Immediates[(typeof instructions)[K][1]];

/** The type of an operand in a constant signature; `addr` is the address type of the instruction's memory. */
export type OperandType = NumType | "v128" | "addr";

export interface OpSignature {
  readonly params: readonly OperandType[];
  readonly results: readonly OperandType[];
}

/** One parsed row. */
export interface OpInfo {
  readonly op: Op;
  readonly opcode: readonly number[];
  readonly form: ImmediateForm;
  /** Absent when the stack effect depends on immediates or operands. */
  readonly signature?: OpSignature;
}

/** All instructions in the order of the table. */
export const ops: readonly Op[] = Object.keys(instructions) as Op[];

const infos: ReadonlyMap<string, OpInfo> = new Map(ops.map((op) => [op, parseRow(op, instructions[op])]));

function parseRow(op: Op, row: Row): OpInfo {
  const [opcode, form, text] = row;
  if (text === undefined) return { op, opcode, form };
  const [params, results] = text.split("->").map((side) => side.trim().split(" ").filter(Boolean) as OperandType[]);
  return { op, opcode, form, signature: { params, results } };
}

/** The row of `op`, parsed once. */
export const infoOf = (op: Op): OpInfo => infos.get(op)!;
export const immediateForm = (op: Op): ImmediateForm => infoOf(op).form;
export const opcodeOf = (op: Op): readonly number[] => infoOf(op).opcode;
export const signatureOf = (op: Op): OpSignature | undefined => infoOf(op).signature;

/** True when `text` names an instruction. */
export const isOp = (text: string): text is Op => infos.has(text);

/** True for ref.test and ref.cast, whose opcode plus one means "to a nullable type". */
export const hasNullableTwin = (op: Op): boolean => immediateForm(op) === "ref";

const accessSizes: ReadonlyMap<string, number> = new Map(
  ops
    .filter((op) => immediateForm(op) === "memarg" || immediateForm(op) === "memarg_lane")
    .map((op) => [op, sizeInName(op)]),
);

/** "i64.load32_u" -> 4, "v128.load8x8_s" -> 8, "f64.store" -> 8. */
function sizeInName(op: Op): number {
  const [, type, bits, lanes] = /^([a-z]\d+)\.(?:load|store)(\d+)?(?:x(\d+))?/.exec(op)!;
  return (bits === undefined ? Number(type.slice(1)) : Number(bits) * Number(lanes ?? 1)) / 8;
}

/** How many bytes of memory a load or store touches: its natural alignment. 0 for other instructions. */
export const accessBytes = (op: Op): number => accessSizes.get(op) ?? 0;
