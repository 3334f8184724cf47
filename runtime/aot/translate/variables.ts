// Constants, locals (allocas, which mem2reg turns into values) and globals (internal LLVM globals).

import type { InstrOfForm } from "../../../wasmfx-backend/index.ts";
import type { Body } from "./body.ts";
import type { Value } from "./llvm.ts";

export function localGet(body: Body, { local }: InstrOfForm<"local">): void {
  const { slot, shape } = body.locals[local];
  body.push(body.builder.CreateLoad(body.context.types[shape], slot), shape);
}

export function localSet(body: Body, { local }: InstrOfForm<"local">): void {
  body.builder.CreateStore(body.pop(), body.locals[local].slot);
}

export function localTee(body: Body, { local }: InstrOfForm<"local">): void {
  body.builder.CreateStore(body.stack[body.stack.length - 1].value, body.locals[local].slot);
}

export function globalGet(body: Body, { global }: InstrOfForm<"global">): void {
  const shape = body.shape(body.context.plan.spaces.globals[global].type);
  body.push(body.builder.CreateLoad(body.context.types[shape], body.context.global(global)), shape);
}

export function globalSet(body: Body, { global }: InstrOfForm<"global">): void {
  body.builder.CreateStore(body.pop(), body.context.global(global));
}

/** A float from its bits. LLVM folds x * 1.0 to x, which keeps a signalling NaN: strict code hides the constant. */
export function floatConstant(body: Body, bits: Value, shape: "f32" | "f64"): void {
  const value = body.builder.CreateBitCast(bits, body.context.types[shape]);
  body.push(body.context.strict ? body.callRuntime(`wasm.opaque.${shape}`, [value]) : value, shape);
}
