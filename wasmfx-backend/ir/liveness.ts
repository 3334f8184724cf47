// Which locals are live where: backward data flow over bit sets.
//
// Only locals that some block reads before it writes them take part in the sets ("global" locals); the others never cross
// a block border and are found by walking the block. Try regions: what a catch block needs is live in every block of the
// region, whatever the blocks write, because an exception may leave at any call.

import type { Cfg } from "./cfg.ts";
import type { Expr, IrBlock, IrFunc } from "./ir.ts";
import { defsOf, edgesOf, forEachExpr, forEachExprOfEnd, forEachNode } from "./visit.ts";

export interface Liveness {
  /** Bit number of each local in the sets, or -1. */
  readonly bitOf: Int32Array;
  /** The local of each bit. */
  readonly locals: readonly number[];
  /** Words per set. */
  readonly words: number;
  /** Set of block b: words [b * words, (b + 1) * words). Includes what handlers need. */
  readonly liveIn: Uint32Array;
  readonly liveOut: Uint32Array;
  /** For blocks that end in `try`: what its catch blocks, and those of the regions around it, need. */
  readonly handlerLive: ReadonlyMap<number, Uint32Array>;
}

interface BlockSummary {
  /** Locals read before written, and locals written. */
  readonly exposed: readonly number[];
  readonly written: readonly number[];
}

/**
 * Liveness of the locals for which `wanted` holds. `regions` as given by tryRegions().
 */
export function buildLiveness(
  func: IrFunc,
  cfg: Cfg,
  regions: Int32Array,
  wanted: (local: number) => boolean,
): Liveness {
  const n = func.blocks.length;
  const summaries = summarise(func, cfg, wanted);
  const bitOf = new Int32Array(func.locals.length).fill(-1);
  const locals: number[] = [];
  const addBit = (x: number): void => {
    if (bitOf[x] >= 0) return;
    bitOf[x] = locals.length;
    locals.push(x);
  };
  for (const s of summaries) if (s) for (const x of s.exposed) addBit(x);
  const words = Math.max(1, (locals.length + 31) >> 5);
  const gen = new Uint32Array(n * words);
  const kill = new Uint32Array(n * words);
  summaries.forEach((s, b) => {
    if (!s) return;
    for (const x of s.exposed) gen[b * words + (bitOf[x] >> 5)] |= 1 << (bitOf[x] & 31);
    for (const x of s.written) if (bitOf[x] >= 0) kill[b * words + (bitOf[x] >> 5)] |= 1 << (bitOf[x] & 31);
  });
  const liveIn = new Uint32Array(n * words);
  const liveOut = new Uint32Array(n * words);
  const handlerLive = new Map<number, Uint32Array>();
  const tries = cfg.rpo.filter((b) => func.blocks[b].end.kind === "try");
  for (const b of tries) handlerLive.set(b, new Uint32Array(words));
  // Edges that write locals need care; the others just merge what their targets need.
  const edges = func.blocks.map(({ end }) => (end.kind === "try" || end.kind === "resume" ? edgesOf(end) : undefined));
  const scratch = new Uint32Array(words);

  /** into |= liveIn(to) without the locals the edge itself writes. */
  const addEdge = (into: Uint32Array, to: number, defs: readonly number[]): void => {
    const base = to * words;
    if (defs.length === 0) {
      for (let w = 0; w < words; w++) into[w] |= liveIn[base + w];
      return;
    }
    const copy = liveIn.slice(base, base + words);
    for (const x of defs) if (x >= 0 && bitOf[x] >= 0) copy[bitOf[x] >> 5] &= ~(1 << (bitOf[x] & 31));
    for (let w = 0; w < words; w++) into[w] |= copy[w];
  };

  for (let changed = true; changed; ) {
    changed = false;
    for (const b of tries) {
      const set = handlerLive.get(b)!;
      const outer = regions[b] < 0 ? undefined : handlerLive.get(regions[b]);
      if (outer) for (let w = 0; w < words; w++) set[w] |= outer[w];
      for (const edge of edges[b]!.slice(1)) addEdge(set, edge.to, edge.defs);
    }
    for (let i = cfg.rpo.length - 1; i >= 0; i--) {
      const b = cfg.rpo[i];
      const handler = regions[b] < 0 ? undefined : handlerLive.get(regions[b]);
      for (let w = 0; w < words; w++) scratch[w] = handler ? handler[w] : 0;
      const special = edges[b];
      if (special) {
        for (const edge of special) addEdge(scratch, edge.to, edge.defs);
      } else {
        for (const to of cfg.succs[b]) for (let w = 0; w < words; w++) scratch[w] |= liveIn[to * words + w];
      }
      const base = b * words;
      for (let w = 0; w < words; w++) {
        const out = scratch[w];
        liveOut[base + w] = out;
        const into = gen[base + w] | (out & ~kill[base + w]) | (handler ? handler[w] : 0);
        if (into >>> 0 !== liveIn[base + w]) {
          liveIn[base + w] = into;
          changed = true;
        }
      }
    }
  }
  return { bitOf, locals, words, liveIn, liveOut, handlerLive };
}

function summarise(func: IrFunc, cfg: Cfg, wanted: (local: number) => boolean): (BlockSummary | undefined)[] {
  const wantedFlag = new Uint8Array(func.locals.length);
  for (let i = 0; i < wantedFlag.length; i++) wantedFlag[i] = wanted(i) ? 1 : 0;
  const readIn = new Int32Array(func.locals.length).fill(-1);
  const writtenIn = new Int32Array(func.locals.length).fill(-1);
  const out: (BlockSummary | undefined)[] = new Array(func.blocks.length);
  for (const b of cfg.rpo) {
    const exposed: number[] = [];
    const written: number[] = [];
    const read = (e: Expr): void => {
      if (e.kind !== "local" || !wantedFlag[e.local] || writtenIn[e.local] === b || readIn[e.local] === b) return;
      readIn[e.local] = b;
      exposed.push(e.local);
    };
    const readAll = (e: Expr): void => forEachNode(e, read);
    const block: IrBlock = func.blocks[b];
    for (const stmt of block.stmts) {
      forEachExpr(stmt, readAll);
      for (const x of defsOf(stmt)) {
        if (x < 0 || !wantedFlag[x] || writtenIn[x] === b) continue;
        writtenIn[x] = b;
        written.push(x);
      }
    }
    forEachExprOfEnd(block.end, readAll);
    out[b] = { exposed, written };
  }
  return out;
}

/** Calls `visit` with the locals in set number `index` of `sets`. */
export function forEachLive(live: Liveness, sets: Uint32Array, index: number, visit: (local: number) => void): void {
  for (let w = 0; w < live.words; w++) {
    for (let bits = sets[index * live.words + w]; bits !== 0; bits &= bits - 1) {
      visit(live.locals[w * 32 + (31 - Math.clz32(bits & -bits))]);
    }
  }
}
