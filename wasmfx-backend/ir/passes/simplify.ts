// Tidies control flow: folds branches on constants, leads jumps to empty blocks straight to where those go, joins a block
// with its only predecessor, and drops unreachable blocks. A try's body keeps its own block, because what it dominates is
// the region.

import type { Expr, IrBlock, IrFunc, Terminator } from "../ir.ts";
import { mapBlocks, mayTrap, successorsOf } from "../visit.ts";

/** The same function with fewer blocks. */
export function simplify(func: IrFunc): IrFunc {
  const blocks = func.blocks.map((b) => ({ ...b, end: foldBranch(b.end) }));
  threadJumps(blocks);
  joinChains(blocks);
  return { ...func, blocks: dropUnreachable(blocks) };
}

function foldBranch(end: Terminator): Terminator {
  if (end.kind === "branch") {
    const value = constantOf(end.cond);
    if (value !== undefined) return { kind: "jump", block: value !== 0 ? end.then : end.else };
    if (end.then === end.else && !mayTrap(end.cond)) return { kind: "jump", block: end.then };
  }
  if (end.kind === "switch_int") {
    const value = constantOf(end.value);
    if (value !== undefined) return { kind: "jump", block: end.cases[value >>> 0] ?? end.otherwise };
    if (end.cases.length === 0 && !mayTrap(end.value)) return { kind: "jump", block: end.otherwise };
  }
  return end;
}

const constantOf = (expr: Expr): number | undefined =>
  expr.kind === "const" && expr.type === "i32" ? expr.value : undefined;

/** Where a jump to `start` ends up, past blocks that only jump on. A cycle of empty blocks leads to `start` itself. */
function destination(blocks: readonly IrBlock[], start: number): number {
  let at = start;
  for (let steps = 0; steps < blocks.length; steps++) {
    const { stmts, end } = blocks[at];
    if (stmts.length > 0 || end.kind !== "jump") return at;
    at = end.block;
  }
  return start;
}

function threadJumps(blocks: IrBlock[]): void {
  const memo = new Int32Array(blocks.length).fill(-1);
  const lead = (to: number): number => {
    if (memo[to] < 0) memo[to] = destination(blocks, to);
    return memo[to];
  };
  const before = blocks.map((b) => b.end);
  blocks.forEach((block, b) => {
    const end = before[b];
    if (end.kind === "try") {
      const catches = end.catches.map((c) => ({ ...c, block: lead(c.block) }));
      block.end = { ...end, catches, ...(end.exits ? { exits: end.exits.map(lead) } : {}) };
    } else {
      block.end = foldBranch(mapBlocks(end, lead));
    }
  });
}

function joinChains(blocks: IrBlock[]): void {
  const preds = new Int32Array(blocks.length);
  preds[0] = 1;
  const reachable = reach(blocks);
  for (const b of reachable) for (const s of successorsOf(blocks[b].end)) preds[s]++;
  const gone = new Uint8Array(blocks.length);
  for (const b of reachable) {
    if (gone[b]) continue;
    const block = blocks[b];
    let stmts: IrBlock["stmts"] | undefined;
    for (let { end } = block; end.kind === "jump" && preds[end.block] === 1 && end.block !== b; end = block.end) {
      const next = blocks[end.block];
      stmts ??= block.stmts.slice();
      for (const stmt of next.stmts) stmts.push(stmt);
      gone[end.block] = 1;
      block.end = next.end;
    }
    if (stmts) block.stmts = stmts;
  }
}

function reach(blocks: readonly IrBlock[]): number[] {
  const seen = new Uint8Array(blocks.length);
  const order = [0];
  seen[0] = 1;
  for (let i = 0; i < order.length; i++) {
    for (const s of successorsOf(blocks[order[i]].end)) {
      if (seen[s]) continue;
      seen[s] = 1;
      order.push(s);
    }
  }
  return order;
}

function dropUnreachable(blocks: IrBlock[]): IrBlock[] {
  const kept = reach(blocks).sort((a, b) => a - b);
  if (kept.length === blocks.length) return blocks;
  const indexOf = new Int32Array(blocks.length).fill(-1);
  kept.forEach((b, i) => {
    indexOf[b] = i;
  });
  for (const b of kept) blocks[b].end = mapBlocks(blocks[b].end, (to) => indexOf[to]);
  return kept.map((b) => blocks[b]);
}
