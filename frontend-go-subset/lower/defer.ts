// defer, and the region that runs deferred functions. A function that defers keeps a list of {next, closure} and one try region
// over its body:
//
//   try { body }            catch panic p -> panicking = p
//   leave: while list is not empty {
//     pop; try { panicking = rundefer(closure, panicking) } catch panic p -> panicking = superseded(panicking, p)
//   }
//   if panicking != nil { throw it } else { return the result variables }
//
// rundefer calls the closure and says whether the panic is still on (nil after a recover).

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { Typ } from "../types/universe.ts";
import { builtinThunk } from "./builtin.ts";
import { builtinOf, callArgs, resolveCallee } from "./call.ts";
import { bindThunk, keep } from "./closure.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { type Expr, i32, loadPtr, local, op, ptr } from "./ir-expr.ts";
import { type Place, readPlace, writePlace } from "./place.ts";
import { withPointers } from "./uintptr-args.ts";

export const panicTag = "go.panic";

export interface DeferState {
  /** Where returning jumps to: runs what is deferred, then really returns. */
  readonly leave: number;
  /** The list of deferred calls; in memory when the bodies of range-over-func loops share it. */
  readonly list: Place;
}

/** Lowers a body that defers; `lowerStatements` ends by jumping to state.leave. */
export function withDefers(f: FuncLowering, body: ast.BlockStmt, lowerStatements: () => void): void {
  const { em } = f;
  const pointer = Typ.unsafePointer;
  const list: Place = f.unit.rangesOverFuncs
    ? f.newBox(pointer, undefined, "defers")
    : f.newLocals(pointer, undefined, "defers");
  const panicking = em.newLocal("ptr", "panicking");
  em.set(panicking, ptr(0));
  const start = em.newBlock();
  const caught = em.newBlock();
  const leave = em.newBlock();
  f.defers = { leave, list };
  em.end({ kind: "try", body: start, catches: [{ tag: panicTag, dsts: [panicking], block: caught }] });
  em.at(start);
  lowerStatements();
  em.jump(leave);
  em.at(caught);
  em.jump(leave);

  em.at(leave);
  f.setPos(body.rbrace);
  const run = em.newBlock();
  const done = em.newBlock();
  const head = em.temp("ptr", readPlace(f, list)[0]);
  em.branch(op("i32.eqz", head), done, run);
  em.at(run);
  const record = em.newLocal("ptr");
  em.set(record, head);
  const attempt = em.newBlock();
  const failed = em.newBlock();
  const second = em.newLocal("ptr");
  em.end({ kind: "try", body: attempt, catches: [{ tag: panicTag, dsts: [second], block: failed }] });
  em.at(attempt);
  writePlace(f, list, [em.temp("ptr", loadPtr(local(record), 0))]);
  em.set(panicking, f.callRuntime("rundefer", [em.temp("ptr", loadPtr(local(record), 4)), local(panicking)])[0]);
  em.jump(leave);
  em.at(failed);
  em.set(panicking, f.callRuntime("superseded", [local(panicking), local(second)])[0]);
  em.jump(leave);

  em.at(done);
  const rethrow = em.newBlock();
  const normal = em.newBlock();
  em.branch(op("i32.eqz", local(panicking)), normal, rethrow);
  em.at(rethrow);
  em.end({ kind: "throw", tag: panicTag, args: [local(panicking)] });
  em.at(normal);
  em.end({ kind: "return", values: (f.resultPlaces ?? []).flatMap((p) => [...readPlace(f, p)]) });
}

/** The closure without parameters that a go or defer statement runs later; operands are evaluated now. */
export function deferredClosure(f: FuncLowering, call: ast.Expr): Expr {
  const e = unparen(call) as ast.CallExpr;
  const fun = unparen(e.fun);
  const builtin = builtinOf(f, fun);
  if (builtin) return builtinThunk(f, e, builtin);
  const tv = f.info.types.get(fun);
  if (tv?.mode === "type") {
    expr(f, e);
    return ptr(f.program.funcValue(noop(f)));
  }
  const callable = resolveCallee(f, fun);
  const isLiteral = callable.kind === "closure" && fun.kind === "FuncLit";
  if (isLiteral && callable.sig.params.vars.length === 0 && callable.sig.results.vars.length === 0)
    return callable.closure;
  const params = callable.sig.params.vars.map((v) => v.type);
  const { args, pointers } = withPointers(f, callable, () => callArgs(f, e, callable.sig));
  const captured = args.flatMap((value: Value, i) => keep(f, params[i], value));
  return bindThunk(f, callable, captured, "thunk", pointers);
}

/** A table function that does nothing. */
export function noop(f: FuncLowering): string {
  return f.program.define("go.noop", (name) => ({
    name,
    signature: { params: ["ptr"], results: [] },
    locals: [{ type: "ptr" }],
    blocks: [{ stmts: [], end: { kind: "return", values: [] } }],
  }));
}

/** defer f(x): the record is put in front of the list. */
export function deferStmt(f: FuncLowering, s: ast.DeferStmt): void {
  const state = f.defers ?? f.rangeFunc?.outerDefers;
  if (!state) throw new Error("defer outside a function that defers");
  const closure = deferredClosure(f, s.call);
  const record = f.callRuntime("mallocgc", [i32(8), i32(f.program.types.gcWords(8, [0, 1]))])[0];
  f.em.store("i32.store", record, 0, readPlace(f, state.list)[0]);
  f.em.store("i32.store", record, 4, closure);
  writePlace(f, state.list, [record]);
}
