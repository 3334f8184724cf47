// The functions that weft adds to the module's own: host import wrappers, export thunks, continuation entry thunks, and
// weft.init, which does what instantiation does.

import { type Expr, funcTypeAt, type Import } from "../../../wasmfx-backend/index.ts";
import type { Body } from "./body.ts";
import { entryThunkBody } from "./continuations.ts";
import { exportThunk } from "./data-text.ts";
import { beginBody, step } from "./function.ts";
import type { Value } from "./llvm.ts";
import { dropSegment, memoryStructure, wide } from "./memory.ts";
import type { FunctionEntry, ModuleContext } from "./module-context.ts";
import { hostStub } from "./module-text.ts";
import { entryThunk } from "./shared.ts";
import { fromSlots, loadSlots, slotCount, storeSlots, toSlots } from "./slots.ts";
import { fillTable, initTable } from "./tables.ts";

/** A helper with no wasm signature. */
function beginHelper(context: ModuleContext, symbol: string): Body {
  const type = { kind: "func" as const, params: [], results: [] };
  const entry: FunctionEntry = {
    index: -1,
    type,
    signature: context.signatures.of(type),
    llvm: context.function(symbol),
  };
  return beginBody(context, entry);
}

/** Imported function -> the stub that calls the host on the system stack. */
export function importWrapper(context: ModuleContext, entry: FunctionEntry, from: Import): void {
  const body = beginBody(context, entry);
  const { params, results, paramPlaces } = entry.signature;
  const args = paramPlaces.map((place, i) =>
    place.kind === "register"
      ? entry.llvm.param(place.index)
      : body.builder.CreateLoad(context.types[params[i]], body.spillSlot(place.slot, params[i])),
  );
  const result = body.callRuntime(hostStub(from.module, from.name), args);
  body.emitReturn(results.length === 0 ? [] : [result]);
  context.define(entry.llvm, body.builder);
}

/** void thunk(i64 *args): parameters from the slots, results back into them. */
export function exportThunks(context: ModuleContext): void {
  context.plan.exports.forEach((e, i) => {
    const body = beginHelper(context, exportThunk(i));
    const { signature, llvm } = context.functions[e.index];
    const slots = body.builder.CreateBitCast(body.entry.llvm.param(0), context.types.pointer);
    const args = fromSlots(body, loadSlots(body, slots, slotCount(signature.params)), signature.params);
    const results = body.call(signature, llvm, args);
    storeSlots(body, slots, toSlots(body, results, signature.results));
    body.builder.CreateRetVoid();
    context.define(body.entry.llvm, body.builder);
  });
}

export function entryThunks(context: ModuleContext): void {
  for (const type of context.plan.scan.entryTypes) {
    const body = beginHelper(context, entryThunk(type));
    entryThunkBody(body, funcTypeAt(context.module, type)!);
    context.define(body.entry.llvm, body.builder);
  }
}

/** The value of a constant expression, computed by the code of `body`. */
function constant(body: Body, expr: Expr): Value {
  for (const instr of expr) step(body, instr);
  return body.pop();
}

/** Globals, tables, element items, then active segments in order, then the start function. */
export function initFunction(context: ModuleContext): void {
  const { module, plan } = context;
  const { spaces } = plan;
  const body = beginHelper(context, "weft.init");
  module.globals.forEach(({ init }, i) => {
    const index = spaces.imported.global + i;
    if (plan.initialGlobals[index] === undefined) body.builder.CreateStore(constant(body, init), context.global(index));
  });
  module.tables.forEach(({ init }, i) => {
    const index = spaces.imported.table + i;
    const table = plan.tables[index];
    if (init && !table.known) fillTable(body, index, constant(body, init));
  });
  plan.elems.forEach(({ segment, items }, i) => {
    items.forEach((item, k) => {
      if (item !== undefined) return;
      const array = context.typedVariable(`elem.${i}.items`);
      const address = body.builder.CreateGEP(array.type.slice(0, -1), array, [body.i64(0), body.i64(k)]);
      body.builder.CreateStore(constant(body, segment.init[k]), address);
    });
  });
  plan.elems.forEach(({ segment, baked }, i) => {
    if (segment.mode.kind !== "active" || baked) return;
    const { table, offset } = segment.mode;
    const to = wide(body, constant(body, offset), plan.tables[table].type.limits.index === "i64");
    initTable(body, table, i, to, body.i64(0), body.i64(segment.init.length));
    dropSegment(body, `elem.${i}`);
  });
  module.datas.forEach(({ bytes, mode }, i) => {
    if (mode.kind !== "active") return;
    const to = wide(body, constant(body, mode.offset), spaces.memories[mode.memory].limits.index === "i64");
    const segment = context.typedVariable(`data.${i}`);
    body.callRuntime("weft_memory_init", [
      memoryStructure(body, mode.memory),
      segment,
      to,
      body.i64(0),
      body.i64(bytes.length),
    ]);
    dropSegment(body, `data.${i}`);
  });
  if (module.start !== undefined) {
    const { signature, llvm } = context.functions[module.start];
    body.call(signature, llvm, []);
  }
  body.builder.CreateRetVoid();
  context.define(body.entry.llvm, body.builder);
}
