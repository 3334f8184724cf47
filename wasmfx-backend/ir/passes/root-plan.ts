// What each slot of a shadow-stack frame holds, and where it is stored: the plan that roots.ts carries out.
//
// A local is stored either after each write to it (eager) or before those safepoints where its slot may be out of date
// (lazy), whichever is estimated cheaper: eager suits a value computed once and live over a loop of calls, lazy suits one
// that changes often and meets a call rarely.

import type { Expr, IrBlock, IrFunc } from "../ir.ts";
import { forEachLive, type Liveness } from "../liveness.ts";
import { defsOf, edgeDefsOf, forEachExpr, forEachExprOfEnd, forEachNode } from "../visit.ts";
import { findDeadSlots } from "./dead-slots.ts";
import type { FramePlace } from "./frame-place.ts";
import type { Shape } from "./safepoints.ts";

/** A place where the collector may look at the frame. `stmt` is the index in the block (stmts.length: the terminator). */
export interface Place {
  readonly block: number;
  readonly stmt: number;
  /** Locals that must be in their slots. */
  readonly live: readonly number[];
  /** The call may return; otherwise `live` is only what handlers need. */
  readonly returns: boolean;
}

/** One that the function's frame covers. */
export interface Safepoint extends Place {
  /** Roots (dense numbers) that must be in their slots. */
  readonly roots: readonly number[];
}

export interface Found {
  readonly safepoints: readonly Safepoint[];
  /** The local of each root number. */
  readonly roots: readonly number[];
  readonly rootOf: Int32Array;
  readonly live: Liveness;
  readonly frame: FramePlace;
}

/** Where to store what. Keys are block numbers; positions are statement indices (stores go before them). */
export interface Plan {
  /** Slot of each local that is a root, else -1. */
  readonly slotOf: ReadonlyMap<number, number>;
  readonly slots: number;
  readonly eager: ReadonlySet<number>;
  /** Locals to store, and slots to clear, before a statement. */
  readonly before: ReadonlyMap<
    number,
    ReadonlyMap<number, { readonly store: readonly number[]; readonly clear: readonly number[] }>
  >;
  /** In the prologue: slots to clear, locals to store. */
  readonly clear: readonly number[];
  readonly entry: readonly number[];
}

export const emptyPlan: Plan = {
  slotOf: new Map(),
  slots: 0,
  eager: new Set(),
  before: new Map(),
  clear: [],
  entry: [],
};

export function planStores(func: IrFunc, shape: Shape, found: Found, weight: Float64Array): Plan {
  const { start, blocks } = found.frame;
  const byBlock = new Map<number, Safepoint[]>();
  for (const s of found.safepoints) push(byBlock, s.block, s);
  const words = (found.roots.length + 31) >> 5;
  const validIn = upToDate(func, shape, found, byBlock, words);

  // The price of both ways, per root.
  const eagerCost = new Float64Array(found.roots.length);
  const lazyCost = new Float64Array(found.roots.length);
  const entryLive = new Set<number>();
  forEachLive(found.live, found.live.liveIn, start, (x) => entryLive.add(x));
  found.roots.forEach((x, r) => {
    if (entryLive.has(x)) eagerCost[r] += 1;
  });
  const lazyStores = new Map<Safepoint, number[]>();
  const valid = new Bits(validIn);
  for (const b of blocks) {
    // Nobody asks for the state at the block's start after this.
    valid.base = b * words;
    walkBlock(func.blocks[b], byBlock.get(b) ?? [], found.rootOf, {
      safepoint: (s) => {
        const missing = s.roots.filter((r) => !valid.has(r));
        for (const r of missing) {
          lazyCost[r] += weight[b];
          valid.add(r);
        }
        lazyStores.set(s, missing);
      },
      write: (r) => {
        eagerCost[r] += weight[b];
        valid.delete(r);
      },
    });
  }
  const eager = new Set<number>();
  found.roots.forEach((x, r) => {
    if (eagerCost[r] < lazyCost[r]) eager.add(x);
  });
  const { slotOf, slots } = assignSlots(func, found);
  const entry = found.roots.filter((x) => eager.has(x) && entryLive.has(x));
  return {
    slotOf,
    slots,
    eager,
    entry,
    ...placeStores(func, shape, found, byBlock, weight, { slotOf, slots, eager, entry, lazyStores }),
  };
}

/** Adds to the list of a key. */
export function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

export interface Walker {
  safepoint(s: Safepoint): void;
  write(root: number): void;
}

/** Goes through a block forwards: each safepoint, then what its statement writes. */
export function walkBlock(block: IrBlock, safepoints: readonly Safepoint[], rootOf: Int32Array, walker: Walker): void {
  let next = 0;
  block.stmts.forEach((stmt, i) => {
    if (next < safepoints.length && safepoints[next].stmt === i) walker.safepoint(safepoints[next++]);
    for (const x of defsOf(stmt)) if (x >= 0 && rootOf[x] >= 0) walker.write(rootOf[x]);
  });
  if (next < safepoints.length) walker.safepoint(safepoints[next]);
  for (const x of edgeDefsOf(block.end)) if (x >= 0 && rootOf[x] >= 0) walker.write(rootOf[x]);
}

/** A set that begins at a word of an array. */
export class Bits {
  readonly words: Uint32Array;
  /** Moved on to look at the next set: views of typed arrays are slow to make. */
  base: number;
  constructor(words: Uint32Array, base = 0) {
    this.words = words;
    this.base = base;
  }
  has(i: number): boolean {
    return (this.words[this.base + (i >> 5)] & (1 << (i & 31))) !== 0;
  }
  add(i: number): void {
    this.words[this.base + (i >> 5)] |= 1 << (i & 31);
  }
  delete(i: number): void {
    this.words[this.base + (i >> 5)] &= ~(1 << (i & 31));
  }
}

/**
 * Forward must-analysis: which roots' slots surely hold the current value at the start of each block, when every safepoint
 * stores what is missing. Nothing is sure at the entry and where an exception arrives.
 */
function upToDate(
  func: IrFunc,
  shape: Shape,
  found: Found,
  byBlock: ReadonlyMap<number, readonly Safepoint[]>,
  words: number,
): Uint32Array {
  const { cfg } = shape;
  const { start, blocks, covers } = found.frame;
  const n = func.blocks.length;
  const gen = new Uint32Array(n * words);
  const kill = new Uint32Array(n * words);
  const g = new Bits(gen);
  const k = new Bits(kill);
  for (const b of blocks) {
    g.base = b * words;
    k.base = b * words;
    walkBlock(func.blocks[b], byBlock.get(b) ?? [], found.rootOf, {
      safepoint: (s) => {
        for (const r of s.roots) g.add(r);
      },
      write: (r) => {
        g.delete(r);
        k.add(r);
      },
    });
  }
  const handlers = new Set<number>();
  for (const b of blocks) {
    const { end } = func.blocks[b];
    if (end.kind === "try") for (const c of end.catches) handlers.add(c.block);
  }
  const validIn = new Uint32Array(n * words).fill(0xffffffff);
  for (let changed = true; changed; ) {
    changed = false;
    for (const b of blocks) {
      const isFresh = b === start || handlers.has(b);
      for (let w = 0; w < words; w++) {
        let meet = isFresh ? 0 : 0xffffffff;
        for (const p of cfg.preds[b])
          if (covers[p]) meet &= (validIn[p * words + w] & ~kill[p * words + w]) | gen[p * words + w];
        if (meet >>> 0 === validIn[b * words + w]) continue;
        validIn[b * words + w] = meet;
        changed = true;
      }
    }
  }
  return validIn;
}

/** Roots whose live ranges do not meet share a slot: a linear scan over ranges that cover whole blocks where they cross borders. */
function assignSlots(func: IrFunc, found: Found): { slotOf: Map<number, number>; slots: number } {
  const n = found.roots.length;
  const start = new Int32Array(n).fill(0x7fffffff);
  const end = new Int32Array(n).fill(-1);
  const touch = (x: number, at: number): void => {
    const r = found.rootOf[x];
    if (r < 0) return;
    start[r] = Math.min(start[r], at);
    end[r] = Math.max(end[r], at);
  };
  let at = 0;
  const read = (e: Expr): void => {
    if (e.kind === "local") touch(e.local, at);
  };
  const readAll = (e: Expr): void => forEachNode(e, read);
  for (const b of found.frame.blocks) {
    const from = at;
    forEachLive(found.live, found.live.liveIn, b, (x) => touch(x, from));
    at++;
    for (const stmt of func.blocks[b].stmts) {
      forEachExpr(stmt, readAll);
      for (const x of defsOf(stmt)) if (x >= 0) touch(x, at);
      at++;
    }
    forEachExprOfEnd(func.blocks[b].end, readAll);
    for (const x of edgeDefsOf(func.blocks[b].end)) if (x >= 0) touch(x, at);
    const to = at++;
    forEachLive(found.live, found.live.liveOut, b, (x) => touch(x, to));
  }
  const order = [...Array(n).keys()].sort((a, b) => start[a] - start[b]);
  const byEnd = order.slice().sort((a, b) => end[a] - end[b]);
  const slotOf = new Map<number, number>();
  const free: number[] = [];
  let slots = 0;
  let expired = 0;
  for (const r of order) {
    for (; end[byEnd[expired]] < start[r]; expired++) free.push(slotOf.get(found.roots[byEnd[expired]])!);
    slotOf.set(found.roots[r], free.pop() ?? slots++);
  }
  return { slotOf, slots };
}

type Chosen = Pick<Plan, "slotOf" | "slots" | "eager" | "entry"> & {
  readonly lazyStores: ReadonlyMap<Safepoint, readonly number[]>;
};

/** Turns the choice into places, and finds the slots that some safepoint might see before anything was stored there. */
function placeStores(
  func: IrFunc,
  shape: Shape,
  found: Found,
  byBlock: ReadonlyMap<number, readonly Safepoint[]>,
  weight: Float64Array,
  chosen: Chosen,
): Pick<Plan, "before" | "clear"> {
  const { cfg } = shape;
  const { start, blocks, covers } = found.frame;
  const { slotOf, slots, eager, lazyStores } = chosen;
  const words = (slots + 31) >> 5;
  const n = func.blocks.length;
  const isEager = found.roots.map((x) => eager.has(x));
  const slot = (r: number): number => slotOf.get(found.roots[r])!;
  const stores = (s: Safepoint): number[] => (lazyStores.get(s) ?? []).filter((r) => !isEager[r]);
  const fill = (b: number, set: Bits, atSafepoint: (s: Safepoint) => void): void =>
    walkBlock(func.blocks[b], byBlock.get(b) ?? [], found.rootOf, {
      safepoint: (s) => {
        for (const r of stores(s)) set.add(slot(r));
        atSafepoint(s);
      },
      write: (r) => {
        if (isEager[r]) set.add(slot(r));
      },
    });
  // Which slots were surely stored to, at the start of each block. Writes on an edge count from the block's end on, which
  // is harmless: the store comes first in the block the edge leads to.
  const gen = new Uint32Array(n * words);
  for (const b of blocks) fill(b, new Bits(gen, b * words), () => {});
  const initIn = new Uint32Array(n * words).fill(0xffffffff);
  const entry = new Bits(new Uint32Array(words));
  for (const x of chosen.entry) entry.add(slotOf.get(x)!);
  const handlerOf = new Map<number, number[]>();
  for (const b of blocks) {
    const { end } = func.blocks[b];
    if (end.kind === "try") for (const c of end.catches) push(handlerOf, c.block, b);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const b of blocks) {
      const tries = handlerOf.get(b);
      for (let w = 0; w < words; w++) {
        let meet = b === start ? entry.words[w] : 0xffffffff;
        for (const p of cfg.preds[b]) {
          if (!covers[p]) continue;
          const isHandlerEdge = tries?.includes(p) ?? false;
          meet &= initIn[p * words + w] | (isHandlerEdge ? 0 : gen[p * words + w]);
        }
        if (meet >>> 0 === initIn[b * words + w]) continue;
        initIn[b * words + w] = meet;
        changed = true;
      }
    }
  }
  const missing = new Map<Safepoint, number[]>();
  const price = new Float64Array(slots);
  for (const b of blocks) {
    const set = new Bits(initIn, b * words);
    fill(b, set, (s) => {
      const unset: number[] = [];
      for (let i = 0; i < slots; i++) if (!set.has(i)) unset.push(i);
      for (const i of unset) price[i] += weight[b];
      missing.set(s, unset);
    });
  }
  const clear: number[] = [];
  for (let i = 0; i < slots; i++) if (price[i] >= 1) clear.push(i);
  const dead = findDeadSlots({ func, cfg, found, byBlock, slots, entry, slot, stores, isEager });
  const before = new Map<number, Map<number, { store: number[]; clear: number[] }>>();
  for (const s of found.safepoints) {
    const store = stores(s).map((r) => found.roots[r]);
    const late = (missing.get(s) ?? []).filter((i) => price[i] < 1);
    for (const i of dead.get(s) ?? []) if (!late.includes(i)) late.push(i);
    if (store.length + late.length === 0) continue;
    let places = before.get(s.block);
    if (!places) {
      places = new Map();
      before.set(s.block, places);
    }
    places.set(s.stmt, { store, clear: late });
  }
  return { before, clear };
}
