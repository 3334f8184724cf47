// One function: parameters and locals into allocas, then its instructions in order. Code after an unconditional jump is
// skipped up to the `else` or `end` that makes it reachable again.

import type { Func, Instr } from "../../../wasmfx-backend/index.ts";
import { Body } from "./body.ts";
import { elseBranch, end, openFrame } from "./control.ts";
import type { Shape } from "./llvm.ts";
import { lower } from "./lowerings.ts";
import type { FunctionEntry, ModuleContext } from "./module-context.ts";

/** The body of a function of the chunk; the builder stands in its entry block. */
export function beginBody(context: ModuleContext, entry: FunctionEntry): Body {
  const body = new Body(context, entry);
  body.builder.SetInsertPoint(body.newBlock("entry"));
  return body;
}

export function translateFunction(context: ModuleContext, entry: FunctionEntry, func: Func): void {
  const body = beginBody(context, entry);
  const atInstruction = context.debug.follow(entry.index, func, body.builder);
  declareLocals(body, func);
  const results = entry.signature.results;
  // Branches to the outermost label return on the spot: `after` is never reached.
  const after = body.here();
  openFrame(body, { kind: "func", params: [], results, after });
  func.body.forEach((instr, i) => {
    atInstruction(i);
    body.likely = func.likely?.get(i);
    step(body, instr);
    body.previous = instr;
  });
  if (!body.unreachable) body.emitReturn(body.popMany(results.length));
  context.define(entry.llvm, body.builder);
}

function declareLocals(body: Body, func: Func): void {
  const { builder, entry, context } = body;
  const params = entry.signature.params;
  const shapes: Shape[] = [...params, ...body.shapes(func.locals)];
  for (const shape of shapes) body.locals.push({ slot: builder.CreateAlloca(context.types[shape]), shape });
  entry.signature.paramPlaces.forEach((place, i) => {
    const value =
      place.kind === "register"
        ? entry.llvm.param(place.index)
        : builder.CreateLoad(context.types[params[i]], body.spillSlot(place.slot, params[i]));
    builder.CreateStore(value, body.locals[i].slot);
  });
  for (let i = params.length; i < shapes.length; i++) {
    builder.CreateStore(body.zeroOf(shapes[i]), body.locals[i].slot);
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
