// Coalescing: IR locals whose live ranges do not meet share one wasm local. A live range is one interval over the blocks
// in reverse postorder, which is coarse, but linear in time; binaryen refines it where it runs.

import type { Cfg } from "../ir/cfg.ts";
import type { Expr, IrFunc } from "../ir/ir.ts";
import { buildLiveness, forEachLive } from "../ir/liveness.ts";
import { defsOf, edgeDefsOf, forEachExpr, forEachExprOfEnd, forEachNode, forEachNodeOfBlock } from "../ir/visit.ts";

export interface LocalPlan {
  /** Wasm local of each IR local; -1 when nothing reads it (its writes are dropped). */
  readonly indexOf: Int32Array;
  /** IR locals that stand for the wasm locals beyond the parameters: their types and names are taken. */
  readonly declared: readonly number[];
  /** How often each IR local is read. */
  readonly reads: Int32Array;
}

/** The live range of every local as [start, end] in half steps: a statement reads at 2i and writes at 2i + 1. */
export interface Intervals {
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** For a `set x = y` that starts x's range: y. */
  readonly copyOf: Int32Array;
  readonly reads: Int32Array;
}

export function liveIntervals(func: IrFunc, cfg: Cfg, regions: Int32Array): Intervals {
  const n = func.locals.length;
  const start = new Int32Array(n).fill(0x7fffffff);
  const end = new Int32Array(n).fill(-1);
  const copyOf = new Int32Array(n).fill(-1);
  const reads = new Int32Array(n);
  const live = buildLiveness(func, cfg, regions, () => true);
  const touch = (x: number, at: number): void => {
    if (at < start[x]) start[x] = at;
    if (at > end[x]) end[x] = at;
  };
  for (let i = 0; i < func.signature.params.length; i++) touch(i, 0);
  let at = 0;
  const read = (e: Expr): void => {
    if (e.kind !== "local") return;
    reads[e.local]++;
    touch(e.local, at);
  };
  const readAll = (e: Expr): void => forEachNode(e, read);
  for (const b of cfg.rpo) {
    const from = at;
    forEachLive(live, live.liveIn, b, (x) => touch(x, from));
    const block = func.blocks[b];
    at += 2;
    for (const stmt of block.stmts) {
      forEachExpr(stmt, readAll);
      for (const x of defsOf(stmt)) {
        if (x < 0) continue;
        if (at + 1 < start[x] && stmt.kind === "set" && stmt.value.kind === "local") copyOf[x] = stmt.value.local;
        touch(x, at + 1);
      }
      at += 2;
    }
    forEachExprOfEnd(block.end, readAll);
    for (const x of edgeDefsOf(block.end)) if (x >= 0) touch(x, at + 1);
    const to = at + 1;
    forEachLive(live, live.liveOut, b, (x) => touch(x, to));
    at += 2;
  }
  return { start, end, copyOf, reads };
}

/** Every IR local that is read gets a wasm local of its own: quick to do. */
export function separateLocals(func: IrFunc, cfg: Cfg): LocalPlan {
  const reads = new Int32Array(func.locals.length);
  const read = (e: Expr): void => {
    if (e.kind === "local") reads[e.local]++;
  };
  for (const b of cfg.rpo) forEachNodeOfBlock(func.blocks[b], read);
  const params = func.signature.params.length;
  const declared: number[] = [];
  const indexOf = Int32Array.from(func.locals, (_, x) => {
    if (x < params) return x;
    return reads[x] === 0 ? -1 : params + declared.push(x) - 1;
  });
  return { indexOf, declared, reads };
}

/** Assigns wasm locals by a linear scan over the intervals, one pool per type; parameters keep their places. */
export function planLocals(func: IrFunc, cfg: Cfg, regions: Int32Array, typeKey: (local: number) => string): LocalPlan {
  const { start, end, copyOf, reads } = liveIntervals(func, cfg, regions);
  const n = func.locals.length;
  const params = func.signature.params.length;
  const indexOf = new Int32Array(n).fill(-1);
  const declared: number[] = [];
  const free = new Map<string, number[]>();
  const pool = (key: string): number[] => {
    let list = free.get(key);
    if (!list) {
      list = [];
      free.set(key, list);
    }
    return list;
  };
  const order: number[] = [];
  for (let i = 0; i < params; i++) indexOf[i] = i;
  for (let i = params; i < n; i++) if (reads[i] > 0 && end[i] >= 0) order.push(i);
  order.sort((a, b) => start[a] - start[b]);
  // Locals by the end of their range; a cursor over them returns wasm locals to the pools as the scan moves on.
  const ending = [...Array(params).keys(), ...order].sort((a, b) => end[a] - end[b]);
  let expired = 0;
  for (const x of order) {
    for (; expired < ending.length && end[ending[expired]] < start[x]; expired++) {
      const y = ending[expired];
      if (indexOf[y] >= 0) pool(typeKey(y)).push(indexOf[y]);
    }
    const available = pool(typeKey(x));
    const wish = copyOf[x] >= 0 ? available.indexOf(indexOf[copyOf[x]]) : -1;
    if (wish >= 0) indexOf[x] = available.splice(wish, 1)[0];
    else if (available.length > 0) indexOf[x] = available.pop()!;
    else {
      indexOf[x] = params + declared.length;
      declared.push(x);
    }
  }
  return { indexOf, declared, reads };
}
