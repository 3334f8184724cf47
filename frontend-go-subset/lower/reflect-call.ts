// Calls through reflection. For every func type in a descriptor two functions are made, once the program uses them:
//
//   call(slot, ctx, args, results)   loads the arguments from args (like a struct of the parameter types), calls table slot
//                                    `slot` with ctx in front, stores the results at results
//   make(closure, args...)           the reverse: stores its arguments in fresh memory, calls closure.Impl(args, results, p)
//                                    and returns what results holds; p is the panic that it may recover from

import type { Signature as IrSignature } from "../../wasmfx-backend/index.ts";
import type { Signature, Type } from "../types/types.ts";
import { irSignature } from "./abi.ts";
import { callSlot, groupLeaves } from "./call.ts";
import { wrapper } from "./closure.ts";
import type { FuncLowering } from "./func.ts";
import type { Expr } from "./ir-expr.ts";
import { i32, loadI32, loadPtr, local, ptr } from "./ir-expr.ts";
import { structLayout, visitPointers } from "./layout.ts";
import type { Program } from "./program.ts";
import { claimPanic } from "./recover.ts";

const callAt = 36 + 28;
const makeAt = 36 + 32;

const done = new WeakMap<Program, Set<string>>();

/** Defines what is missing; true when something was. */
export function reflectionCalls(program: Program): boolean {
  if (!program.types.wantsCalls) return false;
  let names = done.get(program);
  if (!names) {
    names = new Set();
    done.set(program, names);
  }
  let any = false;
  for (const { type, piece } of program.types.funcTypes()) {
    const ir = irSignature({ ...type, recv: undefined }, "closure");
    const key = `${type.params.vars.map((v) => program.types.descriptor(v.type)).join()}>${type.results.vars.map((v) => program.types.descriptor(v.type)).join()}`;
    const call = `go.reflectcall ${key}`;
    const make = `go.makefunc ${key}`;
    const id = `${piece.address}`;
    if (names.has(id)) continue;
    names.add(id);
    any = true;
    program.define(call, () => callFunction(program, call, type));
    program.define(make, () => makeFunction(program, make, type, ir));
    piece.slot(callAt, call);
    piece.slot(makeAt, make);
  }
  return any;
}

function loadAll(w: FuncLowering, base: Expr, types: readonly Type[]): Expr[] {
  const { offsets } = structLayout(types);
  return types.flatMap((t, i) => [...w.loadMemory(t, base, offsets[i])]);
}

function storeAll(w: FuncLowering, base: Expr, types: readonly Type[], leaves: readonly Expr[]): void {
  const { offsets } = structLayout(types);
  groupLeaves(leaves, types).forEach((value, i) => {
    w.storeMemory(types[i], base, offsets[i], value);
  });
}

function callFunction(program: Program, name: string, sig: Signature) {
  const w = wrapper({ program }, name, sig, { params: ["i32", "ptr", "ptr", "ptr"], results: [] });
  const params = sig.params.vars.map((v) => v.type);
  const results = sig.results.vars.map((v) => v.type);
  const leaves = callSlot(w, local(0), local(1), sig, loadAll(w, local(2), params));
  storeAll(w, local(3), results, leaves);
  w.em.end({ kind: "return", values: [] });
  return w.finish();
}

/** Fresh memory laid out like a struct of these types. */
function frame(w: FuncLowering, types: readonly Type[]): Expr {
  const { size, offsets } = structLayout(types);
  if (size === 0) return ptr(w.program.zeroArea(8));
  const words: number[] = [];
  types.forEach((t, i) => {
    visitPointers(t, offsets[i], (offset) => words.push(offset >> 2));
  });
  return w.callRuntime("mallocgc", [i32(size), i32(w.program.types.gcWords(size, words))])[0];
}

function makeFunction(program: Program, name: string, sig: Signature, ir: IrSignature) {
  const w = wrapper({ program }, name, sig, ir);
  const params = sig.params.vars.map((v) => v.type);
  const results = sig.results.vars.map((v) => v.type);
  claimPanic(w, name);
  const args = frame(w, params);
  storeAll(
    w,
    args,
    params,
    ir.params.slice(1).map((_, i) => local(i + 1)),
  );
  const out = frame(w, results);
  const impl = w.em.temp("ptr", loadPtr(local(0), 4));
  w.em.call(
    { kind: "table", slot: loadI32(impl, 0), signature: { params: ["ptr", "ptr", "ptr", "ptr"], results: [] } },
    [impl, args, out, local(w.recoverable!)],
    [],
  );
  w.em.end({ kind: "return", values: loadAll(w, out, results) });
  return w.finish();
}
