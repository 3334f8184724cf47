// One function: parameters and locals into allocas, then its instructions in order. Code after an unconditional jump is
// skipped up to the `else` or `end` that makes it reachable again.

import llvm from "llvm-bindings";
import type { Func, Instr } from "../../../wasmfx-backend/index.ts";
import { Body } from "./body.ts";
import { elseBranch, end, openFrame } from "./control.ts";
import type { Shape } from "./llvm.ts";
import { lower } from "./lowerings.ts";
import type { FunctionEntry, ModuleContext } from "./module-context.ts";

/** Replaces the placeholder body of a declared function; the builder stands in the new entry block. */
export function beginBody(context: ModuleContext, entry: FunctionEntry): Body {
  const body = new Body(context, entry);
  const placeholder = entry.llvm.getEntryBlock();
  body.builder.SetInsertPoint(body.newBlock("entry"));
  placeholder.eraseFromParent();
  return body;
}

export function translateFunction(context: ModuleContext, entry: FunctionEntry, func: Func): void {
  const body = beginBody(context, entry);
  const atInstruction = context.debug.follow(entry, func, body.builder, context);
  declareLocals(body, func);
  const results = entry.signature.results;
  // Branches to the outermost label return on the spot: `after` is never reached.
  const after = body.newBlock("unused");
  openFrame(body, { kind: "func", params: [], results, after });
  func.body.forEach((instr, i) => {
    atInstruction(i);
    step(body, instr);
    body.previous = instr;
  });
  if (!body.unreachable) body.emitReturn(body.popMany(results.length));
  after.eraseFromParent();
}

function declareLocals(body: Body, func: Func): void {
  const { builder, entry, context } = body;
  const params = entry.signature.params;
  const shapes: Shape[] = [...params, ...body.shapes(func.locals)];
  for (const shape of shapes) body.locals.push({ slot: builder.CreateAlloca(context.types[shape], null), shape });
  entry.signature.paramPlaces.forEach((place, i) => {
    const value =
      place.kind === "register"
        ? entry.llvm.getArg(place.index)
        : builder.CreateLoad(context.types[params[i]], body.spillSlot(place.slot, params[i]));
    builder.CreateStore(value, body.locals[i].slot);
  });
  for (let i = params.length; i < shapes.length; i++) {
    builder.CreateStore(zeroOf(body, shapes[i]), body.locals[i].slot);
  }
}

function zeroOf(body: Body, shape: Shape): llvm.Value {
  const { types } = body.context;
  switch (shape) {
    case "i32":
      return body.i32(0);
    case "i64":
      return body.i64(0);
    case "f32":
    case "f64":
      return llvm.ConstantFP.get(types[shape], 0);
    case "v128":
      return body.builder.CreateBitCast(body.builder.getIntN(128, 0), types.v128);
    default:
      return body.nullOf(shape);
  }
}

/** One instruction, reachable or not. */
export function step(body: Body, instr: Instr): void {
  if (!body.unreachable) {
    lower(body, instr);
    return;
  }
  switch (instr.op) {
    case "block":
    case "loop":
    case "if":
    case "try_table":
      body.skipped++;
      break;
    case "else":
      if (body.skipped === 0) elseBranch(body);
      break;
    case "end":
      if (body.skipped === 0) end(body);
      else body.skipped--;
      break;
  }
}
