// Stack switching: cont.new, cont.bind, suspend, resume, resume_throw, resume_throw_ref, switch. The switches are
// the primitives of runtime/native/fx.ll; payloads travel as slots (slots.ts). After every switch the code that comes
// back says what happened: see CODES in weft_abi.h.

import {
  type ContType,
  contFuncType,
  type FuncType,
  funcTypeAt,
  type Handler,
  type InstrOfForm,
} from "../../../wasmfx-backend/index.ts";
import type { Body } from "./body.ts";
import { codeOf } from "./calls.ts";
import { makeException, raise, tagShapes } from "./exceptions.ts";
import type { Shape, Value } from "./llvm.ts";
import { entryThunk } from "./shared.ts";
import { fromPayload, fromSlots, slotAddress, slotCount, storeSlots, toPayload, toSlots } from "./slots.ts";

/** Trap variants: null continuation reference, null exception reference. */
const nullContinuation = 2;
const nullException = 3;

/** Fields of the event that a switch gives. */
const eventCode = 0;
const eventLeaf = 1;
const eventPayload = 2;

const contType = (body: Body, typeIndex: number): FuncType => contFuncType(body.context.module, typeIndex)!;

/** The payload of an event as values. Must come right after the switch. */
function payloadOf(body: Body, event: Value, shapes: readonly Shape[]): Value[] {
  const registers = Array.from({ length: 5 }, (_, i) => body.builder.CreateExtractValue(event, eventPayload + i));
  return fromSlots(body, fromPayload(body, registers, slotCount(shapes)), shapes);
}

/** Throws the exception that an event with code -1 carries. */
function raiseFrom(body: Body, event: Value): void {
  const bits = body.builder.CreateExtractValue(event, eventPayload);
  raise(body, body.builder.CreateIntToPtr(bits, body.context.types.pointer));
}

/** Pushes a continuation reference that a primitive gave. */
const pushCont = (body: Body, cont: Value): void => body.push(cont, body.contShape);

export function contNew(body: Body, { typeIndex }: InstrOfForm<"type">): void {
  const { context, builder } = body;
  const { func } = context.module.types[typeIndex].composite as ContType;
  const entry = builder.CreateBitCast(context.address(entryThunk(func)), context.types.pointer);
  pushCont(body, body.callRuntime("weft_fx_cont_new", [body.pop(), entry]));
}

/** The runtime appends the bound slots and hands out a new revision. */
export function contBind(body: Body, { typeIndex, target }: InstrOfForm<"cont_bind">): void {
  const { context } = body;
  const whole = body.shapes(contType(body, typeIndex).params);
  const rest = body.shapes(contType(body, target).params);
  const shapes = whole.slice(0, whole.length - rest.length);
  const cont = body.pop();
  const slots = toSlots(body, body.popMany(shapes.length), shapes);
  storeSlots(body, context.payload, slots);
  const first = slotAddress(body, context.payload, 0);
  const counts = [body.i64(slots.length), body.i64(slotCount(rest))];
  pushCont(body, body.callRuntime("weft_fx_bind", [cont, first, ...counts]));
}

export function suspend(body: Body, { tag }: InstrOfForm<"tag">): void {
  const { context } = body;
  const type = funcTypeAt(context.module, context.plan.spaces.tags[tag].type)!;
  const shapes = body.shapes(type.params);
  const payload = toPayload(body, toSlots(body, body.popMany(shapes.length), shapes));
  const event = body.callRuntime("weft_fx_suspend", [context.tag(tag), ...payload]);
  resumed(body, event, body.shapes(type.results));
}

/** What follows a suspend or a switch: results, or an exception that the resumer raises here. */
function resumed(body: Body, event: Value, shapes: readonly Shape[]): void {
  const { builder } = body;
  const code = builder.CreateExtractValue(event, eventCode);
  const thrown = body.newBlock("thrown");
  const next = body.newBlock("resumed");
  builder.CreateCondBr(builder.CreateICmp("eq", code, body.i64(0)), next, thrown);
  builder.SetInsertPoint(thrown);
  raiseFrom(body, event);
  builder.SetInsertPoint(next);
  body.pushMany(payloadOf(body, event, shapes), shapes);
}

export function resume(body: Body, { typeIndex, handlers }: InstrOfForm<"resume">): void {
  const { params, results } = contType(body, typeIndex);
  const shapes = body.shapes(params);
  const cont = body.pop();
  const payload = toPayload(body, toSlots(body, body.popMany(shapes.length), shapes));
  const list = body.context.handlers(handlers);
  const event = body.callRuntime("weft_fx_resume", [cont, list, ...payload]);
  dispatch(body, event, handlers, body.shapes(results));
}

export function resumeThrow(body: Body, { typeIndex, tag, handlers }: InstrOfForm<"resume_throw">): void {
  const operand = body.popOperand();
  const values = body.popMany(tagShapes(body, tag).length);
  body.trapIf(body.isNull(operand), "nullReference", nullContinuation);
  resumeWith(body, typeIndex, operand.value, makeException(body, tag, values), handlers);
}

export function resumeThrowRef(body: Body, { typeIndex, handlers }: InstrOfForm<"resume">): void {
  const cont = body.pop();
  const exception = body.popOperand();
  body.trapIf(body.isNull(exception), "nullReference", nullException);
  resumeWith(body, typeIndex, cont, exception.value, handlers);
}

function resumeWith(body: Body, typeIndex: number, cont: Value, exception: Value, handlers: readonly Handler[]): void {
  const list = body.context.handlers(handlers);
  const event = body.callRuntime("weft_fx_resume_throw", [cont, list, exception]);
  dispatch(body, event, handlers, body.shapes(contType(body, typeIndex).results));
}

/** After a resume: 0 returned, k suspended to clause k, -1 an exception left the continuation. */
function dispatch(body: Body, event: Value, handlers: readonly Handler[], results: readonly Shape[]): void {
  const { builder } = body;
  const code = builder.CreateExtractValue(event, eventCode);
  const returned = body.newBlock("returned");
  const thrown = body.newBlock("thrown");
  const choice = builder.CreateSwitch(code, returned);
  choice.addCase(body.i64(-1), thrown);
  handlers.forEach((handler, i) => {
    if (handler.kind === "switch") return;
    const suspended = body.newBlock("suspended");
    choice.addCase(body.i64(i + 1), suspended);
    builder.SetInsertPoint(suspended);
    const values = payloadOf(body, event, tagShapes(body, handler.tag));
    const leaf = builder.CreateExtractValue(event, eventLeaf);
    const cont = body.callRuntime("weft_fx_reference", [leaf]);
    body.branch(body.frameOf(handler.label), [...values, cont]);
  });
  builder.SetInsertPoint(thrown);
  raiseFrom(body, event);
  builder.SetInsertPoint(returned);
  body.pushMany(payloadOf(body, event, results), results);
}

/** The present continuation goes along as the last argument; what comes back are the parameters of its type. */
export function switchTo(body: Body, { typeIndex, tag }: InstrOfForm<"switch">): void {
  const { context } = body;
  const { params } = contType(body, typeIndex);
  const shapes = body.shapes(params);
  const cont = body.pop();
  const values = body.popMany(shapes.length - 1);
  const self = body.callRuntime("weft_fx_self", []);
  const payload = toPayload(body, toSlots(body, [...values, self], shapes));
  const event = body.callRuntime("weft_fx_switch", [context.tag(tag), cont, ...payload]);
  const own = params[params.length - 1];
  const back = typeof own === "object" && typeof own.heap === "number" ? contType(body, own.heap).params : [];
  resumed(body, event, body.shapes(back));
}

/** The body of an entry thunk: unpack the first resume's arguments, call, hand the results to the resumer. */
export function entryThunkBody(body: Body, type: FuncType): void {
  const { builder, context, entry } = body;
  const signature = context.signatures.of(type);
  const registers = Array.from({ length: 5 }, (_, i) => entry.llvm.param(i + 1));
  const args = fromSlots(body, fromPayload(body, registers, slotCount(signature.params)), signature.params);
  const reference = body.callRuntime("weft_fx_enter", [entry.llvm.param(0)]);
  const results = body.call(signature, codeOf(body, reference), args);
  body.callRuntime("weft_fx_return", toPayload(body, toSlots(body, results, signature.results)));
  builder.CreateUnreachable();
}
