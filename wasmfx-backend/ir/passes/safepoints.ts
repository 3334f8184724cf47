// Which calls are safepoints: places where the collector may run or another goroutine may be switched to.

import { buildCfg, buildDominators, type Cfg, tryRegions } from "../cfg.ts";
import type { Callee, IrFunc, IrModule, Stmt } from "../ir.ts";
import { forEachNodeOfBlock } from "../visit.ts";

/**
 * What a call may do. none: nothing the collector cares for. throws: collect, but then it never returns normally (a failed
 * bounds check, which allocates its panic), so that only what handlers need must be rooted. collects: collect and return.
 */
export type Effect = "none" | "throws" | "collects";

export interface Effects {
  ofCallee(callee: Callee): Effect;
  ofStmt(stmt: Stmt): Effect;
}

/** Control-flow facts that both this analysis and `roots` need. */
export interface Shape {
  readonly cfg: Cfg;
  readonly regions: Int32Array;
  /** True for blocks from which no return can be reached, not even by way of a handler. */
  readonly doomed: Uint8Array;
}

export function shapeOf(func: IrFunc): Shape {
  const cfg = buildCfg(func);
  const n = func.blocks.length;
  const hasTry = func.blocks.some((b) => b.end.kind === "try");
  const regions = hasTry ? tryRegions(func, cfg, buildDominators(cfg, n)) : new Int32Array(n).fill(-1);
  return { cfg, regions, doomed: findDoomed(func, cfg, regions) };
}

function findDoomed(func: IrFunc, cfg: Cfg, regions: Int32Array): Uint8Array {
  const doomed = new Uint8Array(func.blocks.length).fill(1);
  const inRegion = new Map<number, number[]>();
  for (const b of cfg.rpo) {
    const region = regions[b];
    if (region < 0) continue;
    const inside = inRegion.get(region);
    if (inside) inside.push(b);
    else inRegion.set(region, [b]);
  }
  const work: number[] = [];
  const save = (b: number): void => {
    if (!doomed[b]) return;
    doomed[b] = 0;
    work.push(b);
  };
  for (const b of cfg.rpo) {
    const { kind } = func.blocks[b].end;
    if (kind === "return" || kind === "return_call") save(b);
  }
  while (work.length > 0) {
    const b = work.pop()!;
    for (const p of cfg.preds[b]) {
      save(p);
      const { end } = func.blocks[p];
      // An exception may lead to the handler b from anywhere in the region.
      if (end.kind === "try" && end.catches.some((c) => c.block === b))
        for (const inside of inRegion.get(p) ?? []) save(inside);
    }
  }
  return doomed;
}

/**
 * Classifies every function of the module by a fixed point over the call graph. `stackPointer` names the global that the
 * collector reads to find the shadow stack: that is how a noRoots function is recognised as the collector.
 */
export function analyseEffects(module: IrModule, stackPointer: string, shapes: ReadonlyMap<IrFunc, Shape>): Effects {
  const effect = new Map<string, Effect>();
  for (const item of module.imports)
    if (item.kind === "func") effect.set(item.name, item.safepoint === false ? "none" : "collects");
  for (const func of module.funcs) effect.set(func.name, "none");
  const ofCallee = (callee: Callee): Effect =>
    callee.kind === "func" ? (effect.get(callee.name) ?? "collects") : "collects";
  const ofStmt = (stmt: Stmt): Effect => {
    if (stmt.kind === "call") return ofCallee(stmt.callee);
    return stmt.kind === "suspend" || stmt.kind === "switch" ? "collects" : "none";
  };
  const callers = new Map<string, Summary[]>();
  const work: Summary[] = [];
  for (const func of module.funcs) {
    const summary = summarise(func, shapes.get(func), stackPointer);
    work.push(summary);
    const names = new Set(summary.calls.flatMap((set) => [...set]));
    for (const name of names) {
      const list = callers.get(name);
      if (list) list.push(summary);
      else callers.set(name, [summary]);
    }
  }
  const queued = new Set(work);
  while (work.length > 0) {
    const summary = work.pop()!;
    queued.delete(summary);
    const now = effectOf(summary, effect);
    if (now === effect.get(summary.name)) continue;
    effect.set(summary.name, now);
    for (const caller of callers.get(summary.name) ?? []) {
      if (queued.has(caller)) continue;
      queued.add(caller);
      work.push(caller);
    }
  }
  return { ofCallee, ofStmt };
}

/** Where a call stands, which decides what becomes of its effect: */
const places = {
  /** it returns, or what it throws leaves the function; */
  plain: 0,
  /** what it throws may be caught, after which the function returns; */
  guarded: 1,
  /** no return is reached from there. */
  doomed: 2,
} as const;

/** What the fixed point needs to know of a function. */
interface Summary {
  readonly name: string;
  /** The functions it calls, by place. */
  readonly calls: readonly [Set<string>, Set<string>, Set<string>];
  /** The effect of everything else. */
  readonly own: Effect;
}

function summarise(func: IrFunc, shape: Shape | undefined, stackPointer: string): Summary {
  // Inside the collector and the allocator calls through tables are trusted not to come back to it.
  const trusted = func.noRoots === true;
  const calls: Summary["calls"] = [new Set(), new Set(), new Set()];
  let own: Effect = "none";
  for (let b = 0; b < func.blocks.length; b++) {
    if (shape && shape.cfg.rpoIndex[b] < 0) continue;
    const { stmts, end } = func.blocks[b];
    const returns = !shape || shape.doomed[b] === 0;
    const place = !returns ? places.doomed : shape && shape.regions[b] >= 0 ? places.guarded : places.plain;
    let collects = end.kind === "resume";
    const call = (callee: Callee): void => {
      if (callee.kind === "func") calls[place].add(callee.name);
      else if (!trusted) collects = true;
    };
    for (const stmt of stmts) {
      if (stmt.kind === "call") call(stmt.callee);
      else if (stmt.kind === "suspend" || stmt.kind === "switch") collects = true;
    }
    if (end.kind === "return_call") call(end.callee);
    if (trusted && readsGlobal(func, b, stackPointer)) collects = true;
    if (collects) own = worse(own, atPlace("collects", place));
  }
  return { name: func.name, calls, own };
}

/** What an effect in a block means for the function. */
function atPlace(effect: Effect, place: number): Effect {
  if (effect === "collects" && place === places.doomed) return "throws";
  // A handler may catch what was thrown after collecting, and return.
  return effect === "throws" && place === places.guarded ? "collects" : effect;
}

function effectOf({ calls, own }: Summary, effects: ReadonlyMap<string, Effect>): Effect {
  let result = own;
  for (let place = 0; place < calls.length; place++) {
    for (const name of calls[place]) {
      if (result === "collects") return result;
      result = worse(result, atPlace(effects.get(name) ?? "collects", place));
    }
  }
  return result;
}

function worse(a: Effect, b: Effect): Effect {
  if (a === "collects" || b === "collects") return "collects";
  return a === "throws" || b === "throws" ? "throws" : "none";
}

function readsGlobal(func: IrFunc, block: number, name: string): boolean {
  let found = false;
  forEachNodeOfBlock(func.blocks[block], (e) => {
    found ||= e.kind === "global" && e.name === name;
  });
  return found;
}
