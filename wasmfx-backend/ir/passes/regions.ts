// Notes at each `try` which blocks outside its region the region jumps to (its exits), so that the passes after this one may
// take edges away: a region is what the body dominates, and with its last other way in gone a block would slip into it.

import { buildCfg, buildDominators, dominates } from "../cfg.ts";
import type { IrFunc } from "../ir.ts";

export function noteExits(func: IrFunc): IrFunc {
  if (!func.blocks.some((b) => b.end.kind === "try")) return func;
  const cfg = buildCfg(func);
  const dom = buildDominators(cfg, func.blocks.length);
  const blocks = func.blocks.map((block, x) => {
    const { end } = block;
    if (end.kind !== "try" || cfg.rpoIndex[x] < 0) return block;
    const exits = new Set<number>();
    for (const b of cfg.rpo) {
      if (!dominates(dom, end.body, b)) continue;
      for (const s of cfg.succs[b]) if (!dominates(dom, end.body, s)) exits.add(s);
    }
    return { ...block, end: { ...end, exits: [...exits] } };
  });
  return { ...func, blocks };
}
