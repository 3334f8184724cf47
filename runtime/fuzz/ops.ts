// The instructions that the generator uses as plain operations, by what they give: read from the instruction table.

import { type Instr, instructions, type Op, type ValType } from "../../wasmfx-backend/index.ts";
import type { Random } from "./random.ts";

export interface PlainOp {
  readonly op: Op;
  readonly form: "none" | "lane" | "shuffle";
  readonly params: readonly ValType[];
}
export interface MemoryOp {
  readonly op: Op;
  /** What a store takes; absent for loads. */
  readonly stored?: ValType;
  readonly bytes: number;
}

const plain = new Map<ValType, PlainOp[]>();
const loads = new Map<ValType, MemoryOp[]>();
const stores: MemoryOp[] = [];

for (const [op, [, form, signature]] of Object.entries(instructions) as [Op, readonly [unknown, string, string?]][]) {
  if (signature === undefined || op.includes("relaxed")) continue;
  const [params, results] = signature.split("->").map((s) =>
    s
      .trim()
      .split(" ")
      .filter((t) => t !== ""),
  ) as ValType[][];
  if (form === "memarg") {
    if (results.length === 1) list(loads, results[0]).push({ op, bytes: 1 });
    else stores.push({ op, stored: params[1], bytes: 1 });
  } else if ((form === "none" || form === "lane" || form === "shuffle") && results.length === 1 && params.length > 0) {
    list(plain, results[0]).push({ op, form, params });
  }
}

function list<T>(map: Map<ValType, T[]>, type: ValType): T[] {
  const found = map.get(type) ?? [];
  map.set(type, found);
  return found;
}

export const plainOps = (type: ValType): readonly PlainOp[] => plain.get(type)!;
export const loadOps = (type: ValType): readonly MemoryOp[] => loads.get(type)!;
export const storeOps: readonly MemoryOp[] = stores;

/** Lanes of a vector shape: i16x8.replace_lane -> 8. */
export function plainInstr({ op, form }: PlainOp, random: Random): Instr {
  if (form === "lane") return { op, lane: random.below(Number(/x(\d+)/.exec(op)![1])) } as Instr;
  if (form === "shuffle") return { op, lanes: Uint8Array.from({ length: 16 }, () => random.below(32)) } as Instr;
  return { op } as Instr;
}

/** Results whose NaN has bits of the engine's choice. */
const computes = /\.(add|sub|mul|div|min|max|pmin|pmax|sqrt|ceil|floor|trunc|nearest|demote.*|promote.*)$/;

/** The instructions that make every NaN the canonical one, for a value in `local`; nothing when `op` chooses no NaN. */
export function canonical(op: Op, local: number): Instr[] {
  if (!computes.test(op) || !/^f(32|64)/.test(op)) return [];
  const get: Instr = { op: "local.get", local };
  if (op.startsWith("f32.") || op.startsWith("f64.")) {
    const nan: Instr = op.startsWith("f32.")
      ? { op: "f32.const", bits: 0x7fc00000 }
      : { op: "f64.const", bits: 0x7ff8000000000000n };
    const equal = { op: `${op.slice(0, 3)}.eq` } as Instr;
    return [{ op: "local.tee", local }, nan, get, get, equal, { op: "select" }];
  }
  const lane = op.startsWith("f32x4") ? [0, 0, 0xc0, 0x7f] : [0, 0, 0, 0, 0, 0, 0xf8, 0x7f];
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => lane[i % lane.length]);
  const equal = { op: op.startsWith("f32x4") ? "f32x4.eq" : "f64x2.eq" } as Instr;
  return [{ op: "local.tee", local }, { op: "v128.const", bytes }, get, get, equal, { op: "v128.bitselect" }];
}
