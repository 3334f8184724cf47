// Exceptions. try_table opens a scope: calls in it are LLVM invokes that unwind to its landing pad, which compares the
// exception's tag with the clauses in order, unpacks the payload and branches; no match throws on.
//
// An exception object is weft_exn { tag, flags, payload slots at 16 }.

import { type Catch, funcTypeAt, type InstrOfForm } from "../../../wasmfx-backend/index.ts";
import type { Body } from "./body.ts";
import { blockShapes, openFrame } from "./control.ts";
import { pointerTo, type Shape, type Value } from "./llvm.ts";
import { fromSlots, loadSlots, slotCount, storeSlots, toSlots } from "./slots.ts";

const payloadOffset = 16;

/** Trap variant: null exception reference. */
const nullException = 3;

export const tagShapes = (body: Body, tag: number): Shape[] =>
  body.shapes(funcTypeAt(body.context.module, body.context.plan.spaces.tags[tag].type)!.params);

/** A new exception object with `tag` and `values`. */
export function makeException(body: Body, tag: number, values: readonly Value[]): Value {
  const exception = body.callRuntime("weft_exn_new", [body.context.tag(tag)]);
  storeSlots(body, exception, toSlots(body, values, tagShapes(body, tag)), payloadOffset);
  return exception;
}

/** Throws from here; ends the block. */
export function raise(body: Body, exception: Value): void {
  body.callThrowing("weft_throw", [exception]);
  body.builder.CreateUnreachable();
}

export function throwTag(body: Body, { tag }: InstrOfForm<"tag">): void {
  raise(body, makeException(body, tag, body.popMany(tagShapes(body, tag).length)));
  body.terminated();
}

export function throwRef(body: Body): void {
  const operand = body.popOperand();
  body.trapIf(body.isNull(operand), "nullReference", nullException);
  raise(body, operand.value);
  body.terminated();
}

export function tryTable(body: Body, { type, catches }: InstrOfForm<"try_table">): void {
  const outerScope = body.scope;
  const frame = { kind: "try_table" as const, ...blockShapes(body, type), after: body.newBlock("after"), outerScope };
  if (catches.length > 0) {
    const inside = body.newBlock("try");
    body.builder.CreateBr(inside);
    const pad = landingPad(body, catches);
    body.builder.SetInsertPoint(inside);
    body.scope = { pad, used: false };
  }
  openFrame(body, frame);
}

/** The pad and its dispatch. Labels count from outside the try_table, and its scope is the outer one. */
function landingPad(body: Body, catches: readonly Catch[]): ReturnType<Body["newBlock"]> {
  const { builder, context } = body;
  const pad = body.newBlock("landing");
  builder.SetInsertPoint(pad);
  builder.setPersonality(context.function("weft_personality"));
  const landing = builder.CreateLandingPad(context.types.landing);
  const exception = builder.CreateExtractValue(landing, 0);
  const tag = builder.CreateLoad(
    context.types.pointer,
    builder.CreateBitCast(exception, pointerTo(context.types.pointer)),
  );
  let open = true;
  for (const clause of catches) {
    if (clause.tag === undefined) {
      catchHere(body, clause, exception);
      open = false;
      break;
    }
    const match = body.newBlock("catch");
    const next = body.newBlock("next_catch");
    builder.CreateCondBr(builder.CreateICmp("eq", tag, context.tag(clause.tag)), match, next);
    builder.SetInsertPoint(match);
    catchHere(body, clause, exception);
    builder.SetInsertPoint(next);
  }
  if (open) raise(body, exception);
  return pad;
}

/** Unpacks the payload, gives the object up or keeps it as exnref, and branches. */
function catchHere(body: Body, clause: Catch, exception: Value): void {
  const shapes = clause.tag === undefined ? [] : tagShapes(body, clause.tag);
  const values = fromSlots(body, loadSlots(body, exception, slotCount(shapes), payloadOffset), shapes);
  const keep = clause.kind === "catch_ref" || clause.kind === "catch_all_ref";
  body.callRuntime(keep ? "weft_exn_retain" : "weft_exn_release", [exception]);
  body.branch(body.frameOf(clause.label), keep ? [...values, exception] : values);
}
