// range over functions: the body becomes a function that the iterator calls.
//
//   for k, v := range seq { body }
//   ->  state := ready; exit := 0
//       seq(func(k, v) bool {
//         if state != ready { panic }; state = running
//         body, where  continue -> state = ready; return true      break -> state = done; return false
//                      return x -> results = x; exit = -1; state = done; return false
//                      break L, continue L, goto L to an outer place -> exit = its number; state = done; return false
//       })
//       if state == running { panic }; state = exhausted
//       if exit == -1 { return results }; if exit == i { the i-th jump }
//
// state and exit lie in one small object that both functions know. Variables of the enclosing function that the body uses are
// captured as by a function literal. A recover in the body recovers nothing, as with gc: it is the iterator that calls the body.

import type * as ast from "../syntax/ast.ts";
import type { Signature, Var } from "../types/types.ts";
import { Typ } from "../types/universe.ts";
import { irSignature } from "./abi.ts";
import { bug } from "./bug.ts";
import { invoke } from "./call.ts";
import { bindCaptures, captureOf, closureOffsets, makeClosure } from "./closure.ts";
import type { DeferState } from "./defer.ts";
import { expr } from "./expr.ts";
import { FuncLowering } from "./func.ts";
import { type Expr, i32, loadI32, loadPtr, local, op } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { type Place, writePlace } from "./place.ts";
import { bindIteration } from "./range.ts";
import { block, branchTo, leaveFunction, returnValues } from "./stmt.ts";
import { walk } from "./walk.ts";

/** Offsets in the state object, and the states (as in package runtime). */
const stateAt = 0;
const exitAt = 4;
const states = { done: 0, ready: 1, running: 2, exhausted: 3 };
const returns = -1;

export interface RangeFuncState {
  /** The function around, for its results. */
  readonly outer: FuncLowering;
  readonly object: Expr;
  /** Where the body ends with false. */
  readonly stop: number;
  /** Jumps out of the body, numbered from 1. */
  readonly exits: { tok: "break" | "continue" | "goto"; label: string | undefined }[];
  readonly labels: Set<string>;
  /** Where return puts its values. */
  readonly results: readonly Place[];
  readonly outerDefers: DeferState | undefined;
  returned: boolean;
}

/** Finds the loops of a function body that range over functions and the variables their bodies share with it. */
export function findRangeCaptures(f: FuncLowering, body: ast.Node): void {
  walk(body, (node) => {
    if (node.kind !== "RangeStmt" || f.under(f.typeOf(node.x)).kind !== "Signature") return undefined;
    f.unit.rangesOverFuncs = true;
    for (const v of usedOutside(f, node)) f.unit.rangeCaptured.add(v);
    return undefined;
  });
}

/** Local variables that the body (or the assigned iteration variables) use and that are declared outside the body. */
function usedOutside(f: FuncLowering, s: ast.RangeStmt): Set<Var> {
  const vars = new Set<Var>();
  const visit = (node: ast.Node): undefined => {
    if (node.kind === "Ident") {
      const obj = f.info.uses.get(node);
      if (
        obj?.kind === "Var" &&
        obj.role !== "package" &&
        obj.role !== "field" &&
        (obj.pos < s.body.pos || obj.pos >= s.body.end)
      )
        vars.add(obj);
    }
    return undefined;
  };
  walk(s.body, visit);
  if (!s.isDefine) for (const e of [s.key, s.value]) if (e) walk(e, visit);
  // The loop's own variables are declared by the body's function.
  for (const e of [s.key, s.value]) {
    const obj = s.isDefine && e?.kind === "Ident" ? f.info.defs.get(e) : undefined;
    if (obj?.kind === "Var") vars.delete(obj);
  }
  return vars;
}

export function rangeFunc(f: FuncLowering, s: ast.RangeStmt, label: string | undefined, sig: Signature): void {
  const iterator = f.em.temp("ptr", expr(f, s.x)[0]);
  const yieldSig = f.under(sig.params.vars[0].type);
  if (yieldSig.kind !== "Signature") return bug("range", "yield is no function");
  const object = f.callRuntime("mallocgc", [i32(8), i32(0)])[0];
  f.em.store("i32.store", object, stateAt, i32(states.ready));
  const results = resultBoxes(f);
  const defers = f.defers ?? f.rangeFunc?.outerDefers;
  const vars = [...usedOutside(f, s)].filter((v) => f.places.has(v));
  const outer = f.isLiteral || f.rangeFunc ? f.em.name : f.unit.name;
  const name = f.program.uniqueName(`${outer}-range${++f.inner}`, `${outer}/range${f.inner}`);
  const captured = vars.flatMap((v) => captureOf(f, v));
  const extra: Expr[] = [object, ...results.map(baseOf), ...(defers ? [baseOf(defers.list)] : [])];
  const state = lowerLoopBody(
    f,
    s,
    label,
    yieldSig,
    name,
    vars,
    results.map((p) => p.type),
    defers,
  );
  const all = [...captured, ...extra.map((value) => ({ type: "ptr" as const, value }))];
  const closure = makeClosure(f, name, all);
  invoke(f, { kind: "closure", closure: iterator, sig }, [closure]);
  f.panicIf(op("i32.eq", loadI32(object, stateAt), i32(states.running)), "panicrangestate", [i32(4)]);
  f.em.store("i32.store", object, stateAt, i32(states.exhausted));
  dispatchExits(f, object, state, results);
}

function baseOf(place: Place): Expr {
  return place.kind === "memory" && place.offset === 0 ? place.base : bug("range", "shared variable is not in memory");
}

/** Memory for the results of the enclosing function, so that bodies of loops can return. */
function resultBoxes(f: FuncLowering): readonly Place[] {
  if (f.rangeFunc) return f.rangeFunc.results;
  f.resultPlaces ??= f.sig.results.vars.map((v): Place => f.newBox(v.type, undefined));
  return f.resultPlaces.map((p) => (p.kind === "memory" ? p : bug("range", "result is not in memory")));
}

function lowerLoopBody(
  f: FuncLowering,
  s: ast.RangeStmt,
  label: string | undefined,
  sig: Signature,
  name: string,
  vars: readonly Var[],
  resultTypes: readonly import("../types/types.ts").Type[],
  defers: DeferState | undefined,
): RangeFuncState {
  const inner = new FuncLowering(f.program, f.pkg, f.subst, f.unit, sig, name, irSignature(sig, "closure"));
  bindCaptures(inner, f, vars);
  const shapes = vars.flatMap((v) => captureOf(f, v).map((c) => c.type));
  const extras = 1 + resultTypes.length + (defers ? 1 : 0);
  const { offsets } = closureOffsets([...shapes, ...Array.from({ length: extras }, () => "ptr" as const)]);
  const extra = offsets.slice(shapes.length).map((offset) => inner.em.temp("ptr", loadPtr(local(0), offset)));
  const object = extra[0];
  const results = resultTypes.map((type, i): Place => ({ kind: "memory", type, base: extra[1 + i], offset: 0 }));
  const [proceed, stop] = [inner.em.newBlock(), inner.em.newBlock()];
  const state: RangeFuncState = {
    outer: f,
    object,
    stop,
    exits: [],
    labels: labelsIn(s.body),
    results,
    outerDefers: defers && {
      leave: -1,
      list: { kind: "memory", type: Typ.unsafePointer, base: extra[extras - 1], offset: 0 },
    },
    returned: false,
  };
  inner.rangeFunc = state;
  const before = inner.em.temp("i32", loadI32(object, stateAt));
  inner.panicIf(op("i32.ne", before, i32(states.ready)), "panicrangestate", [before]);
  inner.em.store("i32.store", object, stateAt, i32(states.running));
  let next = 1;
  [s.key, s.value].forEach((target, i) => {
    const param = sig.params.vars[i];
    if (!param) return;
    const count = layoutOf(param.type).leaves.length;
    const first = next;
    next += count;
    bindIteration(inner, s, target, () => Array.from({ length: count }, (_, k) => local(first + k)), param.type);
  });
  inner.jumps.push({ label, breakTo: stop, continueTo: proceed });
  block(inner, s.body);
  inner.em.jump(proceed);
  inner.em.at(proceed);
  inner.em.store("i32.store", object, stateAt, i32(states.ready));
  inner.em.end({ kind: "return", values: [i32(1)] });
  inner.em.at(stop);
  inner.em.store("i32.store", object, stateAt, i32(states.done));
  inner.em.end({ kind: "return", values: [i32(0)] });
  f.program.add(inner.finish());
  return state;
}

function labelsIn(body: ast.BlockStmt): Set<string> {
  const labels = new Set<string>();
  walk(body, (node) => {
    if (node.kind === "LabeledStmt") labels.add(node.label.name);
    return node.kind === "FuncLit" ? false : undefined;
  });
  return labels;
}

/** A jump from the body to somewhere outside. */
export function leaveRangeFunc(f: FuncLowering, tok: "break" | "continue" | "goto", label: string | undefined): void {
  const state = f.rangeFunc!;
  let index = state.exits.findIndex((x) => x.tok === tok && x.label === label);
  if (index < 0) index = state.exits.push({ tok, label }) - 1;
  f.em.store("i32.store", state.object, exitAt, i32(index + 1));
  f.em.jump(state.stop);
}

/** return from the body: the values go to the enclosing function's results. */
export function returnFromRangeFunc(f: FuncLowering, s: ast.ReturnStmt): void {
  const state = f.rangeFunc!;
  const types = state.results.map((p) => p.type);
  if (s.results.length > 0) {
    const values = returnValues(f, s, types).map((v, i) => f.ownCopy(types[i], v));
    state.results.forEach((place, i) => {
      writePlace(f, place, values[i]);
    });
  }
  state.returned = true;
  f.em.store("i32.store", state.object, exitAt, i32(returns));
  f.em.jump(state.stop);
}

/** Behind the iterator's call: does what the body wanted done. */
function dispatchExits(f: FuncLowering, object: Expr, state: RangeFuncState, results: readonly Place[]): void {
  void results;
  if (state.exits.length === 0 && !state.returned) return;
  const exit = f.em.temp("i32", loadI32(object, exitAt));
  const done = f.em.newBlock();
  const any = f.em.newBlock();
  f.em.branch(exit, any, done);
  f.em.at(any);
  if (state.returned) {
    const leave = f.em.newBlock();
    const next = f.em.newBlock();
    f.em.branch(op("i32.eq", exit, i32(returns)), leave, next);
    f.em.at(leave);
    if (f.rangeFunc) {
      f.rangeFunc.returned = true;
      f.em.store("i32.store", f.rangeFunc.object, exitAt, i32(returns));
      f.em.jump(f.rangeFunc.stop);
    } else {
      leaveFunction(f);
    }
    f.em.at(next);
  }
  state.exits.forEach((x, i) => {
    const go = f.em.newBlock();
    const next = f.em.newBlock();
    f.em.branch(op("i32.eq", exit, i32(i + 1)), go, next);
    f.em.at(go);
    branchTo(f, x.tok, x.label);
    f.em.at(next);
  });
  f.em.jump(done);
  f.em.at(done);
}
