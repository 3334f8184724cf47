// Makes control flow reducible: a loop that can be entered at several blocks gets a dispatch block in front, which is then
// its only entry. Goto is the only source of such loops, so speed hardly matters.
//
// Before: a -> x, a -> y, x <-> y           After: a: label = 0 or 1, D; D: switch label -> x, y; x: label = 1, D; ...

import { WeftBug } from "../../diagnostics/index.ts";
import { buildCfg, buildDominators, type Cfg, dominates } from "../ir/cfg.ts";
import type { IrBlock, IrFunc, IrLocal } from "../ir/ir.ts";
import { mapBlocks } from "../ir/visit.ts";

/** The same function (the same object when nothing is to do) with every loop entered at one block only. */
export function makeReducible(func: IrFunc, cfg: Cfg): IrFunc {
  if (isReducible(func, cfg)) return func;
  let current: IrFunc = { ...func, blocks: func.blocks.slice(), locals: func.locals.slice() };
  // Each round gives one many-entry loop a single entry, from the outermost inwards; every loop is treated at most once.
  for (let round = 0; round <= 2 * func.blocks.length; round++) {
    const graph = buildCfg(current);
    const loop = findManyEntryLoop(graph);
    if (!loop) return current;
    current = addDispatch(current, graph, loop);
  }
  throw new WeftBug("emit", `${func.name}: control flow stays irreducible`);
}

function isReducible(func: IrFunc, cfg: Cfg): boolean {
  let dom: ReturnType<typeof buildDominators> | undefined;
  for (const b of cfg.rpo) {
    for (const s of cfg.succs[b]) {
      if (cfg.rpoIndex[s] > cfg.rpoIndex[b]) continue;
      dom ??= buildDominators(cfg, func.blocks.length);
      if (!dominates(dom, s, b)) return false;
    }
  }
  return true;
}

interface Loop {
  readonly members: ReadonlySet<number>;
  readonly entries: readonly number[];
}

/** Looks for a strongly connected set with several entries; sets with one are searched without their header. */
function findManyEntryLoop(cfg: Cfg): Loop | undefined {
  const work: ReadonlySet<number>[] = [new Set(cfg.rpo)];
  while (work.length > 0) {
    const nodes = work.pop()!;
    for (const members of components(cfg, nodes)) {
      const entries = [...members].filter((b) => b === cfg.rpo[0] || cfg.preds[b].some((p) => !members.has(p)));
      if (entries.length > 1) return { members, entries };
      const inner = new Set(members);
      inner.delete(entries[0]);
      work.push(inner);
    }
  }
  return undefined;
}

/** Strongly connected components that hold a cycle, within `nodes`; Kosaraju's two searches. */
function components(cfg: Cfg, nodes: ReadonlySet<number>): Set<number>[] {
  const finished: number[] = [];
  const seen = new Set<number>();
  for (const root of nodes) {
    if (seen.has(root)) continue;
    const stack: [number, number][] = [[root, 0]];
    seen.add(root);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const to = cfg.succs[top[0]][top[1]++];
      if (to === undefined) {
        finished.push(top[0]);
        stack.pop();
      } else if (nodes.has(to) && !seen.has(to)) {
        seen.add(to);
        stack.push([to, 0]);
      }
    }
  }
  const taken = new Set<number>();
  const out: Set<number>[] = [];
  for (const root of finished.reverse()) {
    if (taken.has(root)) continue;
    const members = new Set<number>();
    const stack = [root];
    taken.add(root);
    while (stack.length > 0) {
      const b = stack.pop()!;
      members.add(b);
      for (const p of cfg.preds[b]) {
        if (!nodes.has(p) || taken.has(p)) continue;
        taken.add(p);
        stack.push(p);
      }
    }
    if (members.size > 1 || cfg.succs[root].includes(root)) out.push(members);
  }
  return out;
}

function addDispatch(func: IrFunc, cfg: Cfg, loop: Loop): IrFunc {
  const blocks: IrBlock[] = func.blocks.slice();
  const label = func.locals.length;
  const locals: IrLocal[] = [...func.locals, { type: "i32", name: "dispatch" }];
  const dispatch = blocks.length;
  blocks.push({
    stmts: [],
    end: {
      kind: "switch_int",
      value: { kind: "local", local: label },
      cases: loop.entries.slice(0, -1),
      otherwise: loop.entries.at(-1)!,
    },
  });
  const number = new Map(loop.entries.map((b, i) => [b, i]));
  for (const b of cfg.rpo) {
    blocks[b] = {
      ...blocks[b],
      end: mapBlocks(blocks[b].end, (to) => {
        const entry = number.get(to);
        if (entry === undefined) return to;
        blocks.push({
          stmts: [{ kind: "set", local: label, value: { kind: "const", type: "i32", value: entry } }],
          end: { kind: "jump", block: dispatch },
        });
        return blocks.length - 1;
      }),
    };
  }
  return { ...func, blocks, locals };
}
