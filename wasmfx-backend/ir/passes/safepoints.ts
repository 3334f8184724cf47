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
  const callers = new Map<string, IrFunc[]>();
  for (const func of module.funcs) {
    for (const name of calledNames(func)) {
      const list = callers.get(name);
      if (list) list.push(func);
      else callers.set(name, [func]);
    }
  }
  const work = [...module.funcs];
  const queued = new Set(work);
  while (work.length > 0) {
    const func = work.pop()!;
    queued.delete(func);
    const now = effectOf(func, shapes.get(func), stackPointer, ofCallee, ofStmt);
    if (now === effect.get(func.name)) continue;
    effect.set(func.name, now);
    for (const caller of callers.get(func.name) ?? []) {
      if (queued.has(caller)) continue;
      queued.add(caller);
      work.push(caller);
    }
  }
  return { ofCallee, ofStmt };
}

function calledNames(func: IrFunc): Set<string> {
  const names = new Set<string>();
  const add = (callee: Callee): void => {
    if (callee.kind === "func") names.add(callee.name);
  };
  for (const block of func.blocks) {
    for (const stmt of block.stmts) if (stmt.kind === "call") add(stmt.callee);
    if (block.end.kind === "return_call") add(block.end.callee);
  }
  return names;
}

function effectOf(
  func: IrFunc,
  shape: Shape | undefined,
  stackPointer: string,
  ofCallee: (callee: Callee) => Effect,
  ofStmt: (stmt: Stmt) => Effect,
): Effect {
  // Inside the collector and the allocator calls through tables are trusted not to come back to it.
  const trusted = func.noRoots === true;
  let result: Effect = "none";
  for (let b = 0; b < func.blocks.length; b++) {
    if (shape && shape.cfg.rpoIndex[b] < 0) continue;
    const { stmts, end } = func.blocks[b];
    const returns = !shape || shape.doomed[b] === 0;
    let here: Effect = "none";
    for (const stmt of stmts) {
      if (trusted && stmt.kind === "call" && stmt.callee.kind !== "func") continue;
      here = worse(here, ofStmt(stmt));
    }
    if (end.kind === "return_call" && !(trusted && end.callee.kind !== "func"))
      here = worse(here, ofCallee(end.callee));
    if (end.kind === "resume") here = "collects";
    if (trusted && readsGlobal(func, b, stackPointer)) here = "collects";
    if (here === "collects" && !returns) here = "throws";
    // A handler may catch what was thrown after collecting, and return.
    if (here === "throws" && returns && shape && shape.regions[b] >= 0) here = "collects";
    result = worse(result, here);
    if (result === "collects") break;
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
