// The shape of a function's control flow: reverse postorder, predecessors, dominators, loops, try regions.
// Dominators by Semi-NCA (Georgiadis, "Linear-Time Algorithms for Dominators and Related Problems"), which stays quick where
// thousands of blocks branch to one.

import type { IrFunc } from "./ir.ts";
import { successorsOf } from "./visit.ts";

export interface Cfg {
  /** Reachable blocks in reverse postorder; rpo[0] is the entry. */
  readonly rpo: readonly number[];
  /** Position of a block in `rpo`, -1 when it is unreachable. */
  readonly rpoIndex: Int32Array;
  /** Reachable predecessors, one entry per edge. */
  readonly preds: readonly (readonly number[])[];
  readonly succs: readonly (readonly number[])[];
}

export function buildCfg(func: IrFunc): Cfg {
  const n = func.blocks.length;
  const succs = func.blocks.map((b) => successorsOf(b.end));
  const rpoIndex = new Int32Array(n).fill(-1);
  const rpo = reversePostorder(succs, n);
  rpo.forEach((b, i) => {
    rpoIndex[b] = i;
  });
  const preds: number[][] = Array.from({ length: n }, () => []);
  for (const b of rpo) for (const s of succs[b]) preds[s].push(b);
  return { rpo, rpoIndex, preds, succs };
}

/** Depth-first with an explicit stack; successors are visited last to first, so that the first comes first in the order. */
function reversePostorder(succs: readonly (readonly number[])[], n: number): number[] {
  const order: number[] = [];
  const seen = new Uint8Array(n);
  const stack: { block: number; next: number }[] = [{ block: 0, next: succs[0].length }];
  seen[0] = 1;
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top.next === 0) {
      order.push(top.block);
      stack.pop();
      continue;
    }
    const to = succs[top.block][--top.next];
    if (seen[to]) continue;
    seen[to] = 1;
    stack.push({ block: to, next: succs[to].length });
  }
  return order.reverse();
}

export interface Dominators {
  /** Immediate dominator of each block; the entry's is itself, an unreachable block's is -1. */
  readonly idom: Int32Array;
  /** Preorder interval of each block in the dominator tree. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Children in the dominator tree, in reverse postorder. */
  readonly children: readonly (readonly number[])[];
}

export function buildDominators(cfg: Cfg, n: number): Dominators {
  const idom = immediateDominators(cfg, n);
  const children: number[][] = Array.from({ length: n }, () => []);
  for (let i = 1; i < cfg.rpo.length; i++) children[idom[cfg.rpo[i]]].push(cfg.rpo[i]);
  return { idom, children, ...numberTree(cfg.rpo[0], children, n) };
}

/**
 * Semi-NCA: semidominators by a depth-first search and path compression, then the nearest common ancestor of parent and
 * semidominator. Below, blocks are meant by their preorder numbers except where `vertex` and `number` translate.
 */
function immediateDominators(cfg: Cfg, n: number): Int32Array {
  const { vertex, number, parent } = depthFirst(cfg, n);
  const count = vertex.length;
  const semi = new Int32Array(count);
  for (let i = 0; i < count; i++) semi[i] = i;
  // The forest of blocks treated so far: `label` is the one with the least semidominator on the way to the root.
  const ancestor = new Int32Array(count).fill(-1);
  const label = semi.slice();
  const path: number[] = [];
  const evaluate = (v: number): number => {
    if (ancestor[v] < 0) return v;
    for (let x = v; ancestor[ancestor[x]] >= 0; x = ancestor[x]) path.push(x);
    while (path.length > 0) {
      const x = path.pop()!;
      const above = ancestor[x];
      if (semi[label[above]] < semi[label[x]]) label[x] = label[above];
      ancestor[x] = ancestor[above];
    }
    return label[v];
  };
  for (let w = count - 1; w > 0; w--) {
    for (const pred of cfg.preds[vertex[w]]) {
      const u = evaluate(number[pred]);
      if (semi[u] < semi[w]) semi[w] = semi[u];
    }
    ancestor[w] = parent[w];
  }
  const dom = new Int32Array(count);
  const idom = new Int32Array(n).fill(-1);
  idom[vertex[0]] = vertex[0];
  for (let w = 1; w < count; w++) {
    let d = parent[w];
    while (d > semi[w]) d = dom[d];
    dom[w] = d;
    idom[vertex[w]] = vertex[d];
  }
  return idom;
}

/** Numbers reachable blocks in preorder; `parent` (of numbers) is the tree of the search. */
function depthFirst(cfg: Cfg, n: number): { vertex: number[]; number: Int32Array; parent: Int32Array } {
  const number = new Int32Array(n).fill(-1);
  const parent = new Int32Array(n);
  const vertex: number[] = [];
  const stack: { block: number; from: number }[] = [{ block: cfg.rpo[0], from: 0 }];
  while (stack.length > 0) {
    const { block, from } = stack.pop()!;
    if (number[block] >= 0) continue;
    const here = vertex.length;
    number[block] = here;
    parent[here] = from;
    vertex.push(block);
    for (const s of cfg.succs[block]) if (number[s] < 0) stack.push({ block: s, from: here });
  }
  return { vertex, number, parent };
}

function numberTree(
  root: number,
  children: readonly (readonly number[])[],
  n: number,
): { first: Int32Array; last: Int32Array } {
  const first = new Int32Array(n).fill(-1);
  const last = new Int32Array(n).fill(-2);
  let count = 0;
  const stack = [root];
  while (stack.length > 0) {
    const b = stack.pop()!;
    if (b < 0) {
      last[~b] = count - 1;
      continue;
    }
    first[b] = count++;
    stack.push(~b);
    for (const c of children[b]) stack.push(c);
  }
  return { first, last };
}

/** True when every path to `b` passes through `a`. */
export function dominates(dom: Dominators, a: number, b: number): boolean {
  return dom.first[a] <= dom.first[b] && dom.first[b] <= dom.last[a];
}

/** How many loops (natural loops of back edges) each block sits in. */
export function loopDepths(cfg: Cfg, dom: Dominators, n: number): Uint8Array {
  const depth = new Uint8Array(n);
  const mark = new Int32Array(n).fill(-1);
  for (const header of cfg.rpo) {
    const work = cfg.preds[header].filter((p) => dominates(dom, header, p));
    if (work.length === 0) continue;
    mark[header] = header;
    depth[header]++;
    while (work.length > 0) {
      const b = work.pop()!;
      if (mark[b] === header) continue;
      mark[b] = header;
      if (depth[b] < 250) depth[b]++;
      for (const p of cfg.preds[b]) work.push(p);
    }
  }
  return depth;
}

/**
 * For each block the `try` blocks whose regions it is in, innermost first, as a linked list: `innermost[b]` is the block
 * that ends in the try (or -1) and the next one out is `innermost` of that block.
 */
export function tryRegions(func: IrFunc, cfg: Cfg, dom: Dominators): Int32Array {
  const innermost = new Int32Array(func.blocks.length).fill(-1);
  for (const b of cfg.rpo) {
    if (b === cfg.rpo[0]) continue;
    const up = dom.idom[b];
    const end = func.blocks[up].end;
    innermost[b] = end.kind === "try" && end.body === b ? up : innermost[up];
  }
  return innermost;
}
