// Reading instructions: an opcode selects a row of the table, the row's form says how to read the immediates.

import { assertNever } from "../../diagnostics/index.ts";
import { makeRef, readBlockType, readHeapType, readValType } from "./decode-types.ts";
import {
  type Catch,
  type Handler,
  hasNullableTwin,
  type Instr,
  infoOf,
  type Op,
  type OpInfo,
  ops,
} from "./instructions.ts";
import type { Expr } from "./module.ts";
import type { Reader } from "./reader.ts";

/** What the decoder of expressions must know of, or tell to, the rest of the module. */
export interface ExprContext {
  /** True in the code of a module without a data count section: nothing there may name a data segment. */
  readonly lacksDataCount: boolean;
}

interface Row extends OpInfo {
  /** The second opcode of ref.test and ref.cast: to a nullable type. */
  readonly nullable: boolean;
  /** The one instance of an instruction without immediates. */
  readonly shared?: Instr;
  /** Instances for the small indices of locals and labels, which make up most of real code. */
  readonly small?: Instr[];
}

const oneByte: (Row | undefined)[] = new Array(256).fill(undefined);
const prefixed: ReadonlyMap<number, (Row | undefined)[]> = new Map([0xfb, 0xfc, 0xfd].map((prefix) => [prefix, []]));

for (const op of ops) {
  const info = infoOf(op);
  addRow(info, info.opcode, false);
  if (hasNullableTwin(op)) addRow(info, [info.opcode[0], info.opcode[1] + 1], true);
}

function addRow(info: OpInfo, opcode: readonly number[], nullable: boolean): void {
  const row: Row = {
    ...info,
    nullable,
    shared: info.form === "none" ? ({ op: info.op } as Instr) : undefined,
    small: info.form === "local" || info.form === "label" ? makeSmall(info.op, info.form) : undefined,
  };
  if (opcode.length === 1) oneByte[opcode[0]] = row;
  else prefixed.get(opcode[0])![opcode[1]] = row;
}

function makeSmall(op: Op, form: "local" | "label"): Instr[] {
  return Array.from(
    { length: 128 },
    (_, index) => (form === "local" ? { op, local: index } : { op, label: index }) as Instr,
  );
}

/**
 * Reads instructions up to and including the `end` that closes the expression; that `end` is not part of the result.
 * `offsets` receives where each instruction starts, and where the final `end` does.
 */
export function readExpr(r: Reader, ctx: ExprContext, offsets: number[]): Expr {
  const body: Expr = [];
  // The open blocks, innermost last: true for an `if` that may still take an `else`.
  const open: boolean[] = [];
  for (;;) {
    const at = r.pos;
    offsets.push(at);
    const instr = readInstr(r, ctx);
    switch (instr.op) {
      case "block":
      case "loop":
      case "try_table":
        open.push(false);
        break;
      case "if":
        open.push(true);
        break;
      case "else":
        if (open.pop() !== true) r.fail("unexpected token: else without if", at);
        open.push(false);
        break;
      case "end":
        if (open.length === 0) return body;
        open.pop();
        break;
    }
    body.push(instr);
  }
}

function readInstr(r: Reader, ctx: ExprContext): Instr {
  const at = r.pos;
  const byte = r.u8();
  const rows = byte >= 0xfb && byte <= 0xfd ? prefixed.get(byte) : undefined;
  const row = rows ? rows[r.u32()] : oneByte[byte];
  if (row === undefined) {
    const bytes = [...r.bytes.subarray(at, r.pos)].map((b) => b.toString(16).padStart(2, "0")).join(" ");
    return r.fail(`illegal opcode ${bytes}`, at);
  }
  return row.shared ?? readImmediates(r, row, ctx, at);
}

/** `as Instr` below is sound because the row of `op` names the form that the case builds. */
function readImmediates(r: Reader, row: Row, ctx: ExprContext, at: number): Instr {
  const op = row.op;
  switch (row.form) {
    case "none":
      return { op } as Instr;
    case "block":
      return { op, type: readBlockType(r) } as Instr;
    case "try_table": {
      const type = readBlockType(r);
      const catches = readClauses(r, readCatch);
      return { op, type, catches } as Instr;
    }
    case "label": {
      const label = r.u32();
      return label < 128 ? row.small![label] : ({ op, label } as Instr);
    }
    case "br_table": {
      const labels = Array.from({ length: r.count() }, () => r.u32());
      return { op, labels, label: r.u32() } as Instr;
    }
    case "br_on_cast": {
      const flagsAt = r.pos;
      const flags = r.u8();
      if (flags > 3) r.fail("malformed br_on_cast flags", flagsAt);
      const label = r.u32();
      const from = makeRef((flags & 1) !== 0, readHeapType(r));
      const to = makeRef((flags & 2) !== 0, readHeapType(r));
      return { op, label, from, to } as Instr;
    }
    case "func":
      return { op, func: r.u32() } as Instr;
    case "call_indirect": {
      const type = r.u32();
      return { op, type, table: r.u32() } as Instr;
    }
    case "type":
      return { op, typeIndex: r.u32() } as Instr;
    case "select_t":
      return { op, types: Array.from({ length: r.count() }, () => readValType(r)) } as Instr;
    case "local": {
      const local = r.u32();
      return local < 128 ? row.small![local] : ({ op, local } as Instr);
    }
    case "global":
      return { op, global: r.u32() } as Instr;
    case "table":
      return { op, table: r.u32() } as Instr;
    case "table_copy": {
      const table = r.u32();
      return { op, table, source: r.u32() } as Instr;
    }
    case "table_init": {
      const elem = r.u32();
      return { op, elem, table: r.u32() } as Instr;
    }
    case "elem":
      return { op, elem: r.u32() } as Instr;
    case "memory":
      return { op, memory: r.u32() } as Instr;
    case "memory_copy": {
      const memory = r.u32();
      return { op, memory, source: r.u32() } as Instr;
    }
    case "memory_init": {
      const data = readDataIndex(r, ctx, at);
      return { op, data, memory: r.u32() } as Instr;
    }
    case "data":
      return { op, data: readDataIndex(r, ctx, at) } as Instr;
    case "memarg": {
      const { memory, align } = readAlign(r);
      return { op, memory, align, offset: r.u64() } as Instr;
    }
    case "memarg_lane": {
      const { memory, align } = readAlign(r);
      const offset = r.u64();
      return { op, memory, align, offset, lane: r.u8() } as Instr;
    }
    case "i32":
      return { op, value: r.s32() } as Instr;
    case "i64":
      return { op, value: r.s64() } as Instr;
    case "f32":
      return { op, bits: r.fixed32() } as Instr;
    case "f64":
      return { op, bits: r.fixed64() } as Instr;
    case "v128":
      return { op, bytes: r.view(16).slice() } as Instr;
    case "lane":
      return { op, lane: r.u8() } as Instr;
    case "shuffle":
      return { op, lanes: r.view(16).slice() } as Instr;
    case "heap":
      return { op, heap: readHeapType(r) } as Instr;
    case "ref":
      return { op, ref: makeRef(row.nullable, readHeapType(r)) } as Instr;
    case "field": {
      const typeIndex = r.u32();
      return { op, typeIndex, field: r.u32() } as Instr;
    }
    case "array_fixed": {
      const typeIndex = r.u32();
      return { op, typeIndex, length: r.u32() } as Instr;
    }
    case "array_copy": {
      const typeIndex = r.u32();
      return { op, typeIndex, source: r.u32() } as Instr;
    }
    case "array_data": {
      const typeIndex = r.u32();
      return { op, typeIndex, data: readDataIndex(r, ctx, at) } as Instr;
    }
    case "array_elem": {
      const typeIndex = r.u32();
      return { op, typeIndex, elem: r.u32() } as Instr;
    }
    case "tag":
      return { op, tag: r.u32() } as Instr;
    case "cont_bind": {
      const typeIndex = r.u32();
      return { op, typeIndex, target: r.u32() } as Instr;
    }
    case "resume": {
      const typeIndex = r.u32();
      return { op, typeIndex, handlers: readClauses(r, readHandler) } as Instr;
    }
    case "resume_throw": {
      const typeIndex = r.u32();
      const tag = r.u32();
      return { op, typeIndex, tag, handlers: readClauses(r, readHandler) } as Instr;
    }
    case "switch": {
      const typeIndex = r.u32();
      return { op, typeIndex, tag: r.u32() } as Instr;
    }
    default:
      return assertNever(row.form, "decode");
  }
}

/** Bit 6 of the alignment says that a memory index follows. */
function readAlign(r: Reader): { memory: number; align: number } {
  const at = r.pos;
  const flags = r.u32();
  if (flags >= 128) r.fail("malformed memop flags", at);
  return { memory: flags & 0x40 ? r.u32() : 0, align: flags & 0x3f };
}

function readDataIndex(r: Reader, ctx: ExprContext, at: number): number {
  if (ctx.lacksDataCount) r.fail("data count section required", at);
  return r.u32();
}

function readClauses<T>(r: Reader, read: (r: Reader) => T): T[] {
  return Array.from({ length: r.count(2) }, () => read(r));
}

const catchKinds = ["catch", "catch_ref", "catch_all", "catch_all_ref"] as const;

function readCatch(r: Reader): Catch {
  const at = r.pos;
  const kind = catchKinds[r.u8()] ?? r.fail("malformed catch clause", at);
  if (kind === "catch_all" || kind === "catch_all_ref") return { kind, label: r.u32() };
  const tag = r.u32();
  return { kind, tag, label: r.u32() };
}

function readHandler(r: Reader): Handler {
  const at = r.pos;
  const kind = r.u8();
  if (kind > 1) r.fail("malformed on clause", at);
  const tag = r.u32();
  return kind === 1 ? { kind: "switch", tag } : { kind: "label", tag, label: r.u32() };
}
