// Checks of immediates for the instructions whose operand types are constant: they depend on the immediate form alone.

import { accessBytes, type ImmediateForm, type InstrOfForm } from "../instructions.ts";
import type { Limits } from "../types.ts";
import type { BodyValidator } from "./body.ts";
import { invalid } from "./context.ts";

type FormChecks = { readonly [F in ImmediateForm]?: (v: BodyValidator, instr: InstrOfForm<F>) => void };

function useMemory(v: BodyValidator, memory: number): Limits {
  const limits = v.ctx.memory(memory);
  v.address = limits.index;
  return limits;
}

function checkMemarg(v: BodyValidator, instr: InstrOfForm<"memarg"> | InstrOfForm<"memarg_lane">): void {
  const limits = useMemory(v, instr.memory);
  if (2 ** instr.align > accessBytes(instr.op)) invalid("alignment must not be larger than natural");
  if (instr.offset < 0n || (limits.index === "i32" && instr.offset > 0xffffffffn)) invalid("offset out of range");
}

/** "i16x8.replace_lane" -> 8; v128.load32_lane -> 4. */
function laneCount(op: string, bytes: number): number {
  return bytes > 0 ? 16 / bytes : Number(/x(\d+)\./.exec(op)![1]);
}

export const formChecks = {
  memarg: checkMemarg,
  memarg_lane: (v, instr) => {
    checkMemarg(v, instr);
    if (instr.lane >= laneCount(instr.op, accessBytes(instr.op))) invalid("invalid lane index");
  },
  memory: (v, instr) => {
    useMemory(v, instr.memory);
  },
  memory_init: (v, instr) => {
    useMemory(v, instr.memory);
    v.ctx.data(instr.data);
  },
  data: (v, instr) => v.ctx.data(instr.data),
  elem: (v, instr) => {
    v.ctx.elem(instr.elem);
  },
  lane: (_, instr) => {
    if (instr.lane >= laneCount(instr.op, 0)) invalid("invalid lane index");
  },
  shuffle: (_, instr) => {
    if (instr.lanes.some((lane) => lane >= 32)) invalid("invalid lane index");
  },
} satisfies FormChecks;
