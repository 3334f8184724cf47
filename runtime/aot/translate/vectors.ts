// Vector instructions: nearly all are calls of the prelude function of the same name, by the signature in the
// instruction table.

import {
  accessBytes,
  type Immediates,
  type Instr,
  type InstrOfForm,
  immediateForm,
  type Op,
  signatureOf,
} from "../../../wasmfx-backend/index.ts";
import { shuffleName } from "../prelude/simd.ts";
import { preludeName } from "../prelude/text.ts";
import type { Body } from "./body.ts";
import { constant, type Shape } from "./llvm.ts";
import { effectiveAddress } from "./memory.ts";

/** True for the instructions of this file. */
export const isVectorOp = (op: Op): boolean => /^(v128|[if]\d+x\d+)\./.test(op);

export function vector(body: Body, instr: Instr): void {
  switch (immediateForm(instr.op)) {
    case "v128":
      return vectorConstant(body, instr as InstrOfForm<"v128">);
    case "shuffle":
      return call(body, shuffleName((instr as InstrOfForm<"shuffle">).lanes), 2, "v128");
    case "memarg":
    case "memarg_lane":
      return access(body, instr as InstrOfForm<"memarg"> & Partial<Immediates["memarg_lane"]>);
    case "lane":
      return lane(body, instr as InstrOfForm<"lane">);
    default: {
      const { params, results } = signatureOf(instr.op)!;
      return call(body, instr.op, params.length, results[0] as Shape);
    }
  }
}

function call(body: Body, name: string, arity: number, shape: Shape): void {
  body.push(body.callRuntime(preludeName(name), body.popMany(arity)), shape);
}

function vectorConstant(body: Body, { bytes }: InstrOfForm<"v128">): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const lanes = `<i64 ${view.getBigInt64(0, true)}, i64 ${view.getBigInt64(8, true)}>`;
  body.push(constant(body.context.types.v128, lanes), "v128");
}

/** extract_lane and replace_lane: the lane is the last argument. */
function lane(body: Body, instr: InstrOfForm<"lane">): void {
  const { params, results } = signatureOf(instr.op)!;
  const operands = body.popMany(params.length);
  body.push(body.callRuntime(preludeName(instr.op), [...operands, body.i32(instr.lane)]), results[0] as Shape);
}

function access(body: Body, instr: InstrOfForm<"memarg"> & Partial<Immediates["memarg_lane"]>): void {
  const { params, results } = signatureOf(instr.op)!;
  const [address, ...operands] = body.popMany(params.length);
  const at = effectiveAddress(body, instr.memory, address, instr.offset, accessBytes(instr.op));
  const lanes = instr.lane === undefined ? [] : [body.i32(instr.lane)];
  const result = body.callRuntime(preludeName(instr.op), [at, ...operands, ...lanes]);
  if (results.length > 0) body.push(result, "v128");
}
