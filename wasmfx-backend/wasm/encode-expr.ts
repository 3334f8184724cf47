// Writing instructions; the mirror of decode-expr.ts.

import { assertNever } from "../../diagnostics/index.ts";
import { writeBlockType, writeHeapType, writeStorageType } from "./encode-types.ts";
import type { Catch, Handler, ImmediateForm, Immediates, Instr } from "./instructions.ts";
import { infoOf } from "./instructions.ts";
import type { Writer } from "./writer.ts";

/** An expression and its closing `end`. `offsets`, when given, receives where each instruction begins. */
export function writeExpr(w: Writer, expr: readonly Instr[], offsets?: number[]): void {
  for (const instr of expr) {
    offsets?.push(w.length);
    writeInstr(w, instr);
  }
  w.u8(0x0b);
}

function writeInstr(w: Writer, instr: Instr): void {
  const { opcode, form } = infoOf(instr.op);
  w.u8(opcode[0]);
  if (form === "none") {
    if (opcode.length > 1) w.u32(opcode[1]);
    return;
  }
  // ref.test and ref.cast to a nullable type have the next opcode.
  if (opcode.length > 1) w.u32(opcode[1] + (form === "ref" && immediates(instr, "ref").ref.nullable ? 1 : 0));
  writeImmediates(w, instr, form);
}

/** `instr` seen as the immediates of its form, which the table guarantees. */
const immediates = <F extends ImmediateForm>(instr: Instr, _form: F): Immediates[F] =>
  instr as unknown as Immediates[F];

function writeImmediates(w: Writer, instr: Instr, form: ImmediateForm): void {
  switch (form) {
    case "none":
      return;
    case "block":
      writeBlockType(w, immediates(instr, form).type);
      return;
    case "try_table": {
      const { type, catches } = immediates(instr, form);
      writeBlockType(w, type);
      w.vector(catches, (c) => writeCatch(w, c));
      return;
    }
    case "label":
      w.u32(immediates(instr, form).label);
      return;
    case "br_table": {
      const { labels, label } = immediates(instr, form);
      w.vector(labels, (l) => w.u32(l));
      w.u32(label);
      return;
    }
    case "br_on_cast": {
      const { label, from, to } = immediates(instr, form);
      w.u8((from.nullable ? 1 : 0) | (to.nullable ? 2 : 0));
      w.u32(label);
      writeHeapType(w, from.heap);
      writeHeapType(w, to.heap);
      return;
    }
    case "func":
      w.u32(immediates(instr, form).func);
      return;
    case "call_indirect": {
      const { type, table } = immediates(instr, form);
      writePair(w, type, table);
      return;
    }
    case "type":
      w.u32(immediates(instr, form).typeIndex);
      return;
    case "select_t":
      w.vector(immediates(instr, form).types, (t) => writeStorageType(w, t));
      return;
    case "local":
      w.u32(immediates(instr, form).local);
      return;
    case "global":
      w.u32(immediates(instr, form).global);
      return;
    case "table":
      w.u32(immediates(instr, form).table);
      return;
    case "table_copy": {
      const { table, source } = immediates(instr, form);
      writePair(w, table, source);
      return;
    }
    case "table_init": {
      const { elem, table } = immediates(instr, form);
      writePair(w, elem, table);
      return;
    }
    case "elem":
      w.u32(immediates(instr, form).elem);
      return;
    case "memory":
      w.u32(immediates(instr, form).memory);
      return;
    case "memory_copy": {
      const { memory, source } = immediates(instr, form);
      writePair(w, memory, source);
      return;
    }
    case "memory_init": {
      const { data, memory } = immediates(instr, form);
      writePair(w, data, memory);
      return;
    }
    case "data":
      w.u32(immediates(instr, form).data);
      return;
    case "memarg":
      writeMemarg(w, immediates(instr, form));
      return;
    case "memarg_lane":
      writeMemarg(w, immediates(instr, form));
      w.u8(immediates(instr, form).lane);
      return;
    case "i32":
      w.s32(immediates(instr, form).value);
      return;
    case "i64":
      w.s64(immediates(instr, form).value);
      return;
    case "f32":
      w.fixed32(immediates(instr, form).bits);
      return;
    case "f64":
      w.fixed64(immediates(instr, form).bits);
      return;
    case "v128":
      w.raw(immediates(instr, form).bytes);
      return;
    case "lane":
      w.u8(immediates(instr, form).lane);
      return;
    case "shuffle":
      w.raw(immediates(instr, form).lanes);
      return;
    case "heap":
      writeHeapType(w, immediates(instr, form).heap);
      return;
    case "ref":
      writeHeapType(w, immediates(instr, form).ref.heap);
      return;
    case "field": {
      const { typeIndex, field } = immediates(instr, form);
      writePair(w, typeIndex, field);
      return;
    }
    case "array_fixed": {
      const { typeIndex, length } = immediates(instr, form);
      writePair(w, typeIndex, length);
      return;
    }
    case "array_copy": {
      const { typeIndex, source } = immediates(instr, form);
      writePair(w, typeIndex, source);
      return;
    }
    case "array_data": {
      const { typeIndex, data } = immediates(instr, form);
      writePair(w, typeIndex, data);
      return;
    }
    case "array_elem": {
      const { typeIndex, elem } = immediates(instr, form);
      writePair(w, typeIndex, elem);
      return;
    }
    case "tag":
      w.u32(immediates(instr, form).tag);
      return;
    case "cont_bind": {
      const { typeIndex, target } = immediates(instr, form);
      writePair(w, typeIndex, target);
      return;
    }
    case "resume": {
      const { typeIndex, handlers } = immediates(instr, form);
      w.u32(typeIndex);
      w.vector(handlers, (h) => writeHandler(w, h));
      return;
    }
    case "resume_throw": {
      const { typeIndex, tag, handlers } = immediates(instr, form);
      writePair(w, typeIndex, tag);
      w.vector(handlers, (h) => writeHandler(w, h));
      return;
    }
    case "switch": {
      const { typeIndex, tag } = immediates(instr, form);
      writePair(w, typeIndex, tag);
      return;
    }
    default:
      assertNever(form, "encode");
  }
}

function writePair(w: Writer, first: number, second: number): void {
  w.u32(first);
  w.u32(second);
}

function writeMemarg(w: Writer, { memory, align, offset }: Immediates["memarg"]): void {
  w.u32(memory === 0 ? align : align | 0x40);
  if (memory !== 0) w.u32(memory);
  w.u64(offset);
}

const catchCodes = { catch: 0, catch_ref: 1, catch_all: 2, catch_all_ref: 3 } as const;

function writeCatch(w: Writer, clause: Catch): void {
  w.u8(catchCodes[clause.kind]);
  if (clause.tag !== undefined) w.u32(clause.tag);
  w.u32(clause.label);
}

function writeHandler(w: Writer, handler: Handler): void {
  w.u8(handler.kind === "switch" ? 1 : 0);
  w.u32(handler.tag);
  if (handler.kind === "label") w.u32(handler.label);
}
