// THE instruction table: opcode, immediates and plain stack signature of every instruction. Decoder, encoder, validator,
// printer, linker renumbering and the native translation are driven by it.
//
// A row is [opcode bytes, immediate form, signature?]. `signature` is there for instructions whose stack effect is a
// constant ("i32 i32 -> i32"); the validator has a case for each of the others.

import type { BlockType, HeapType, RefType, ValType } from "./types.ts";

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
