// Slots that hold what nobody needs any more. A value would stay reachable until its slot is stored to again, which in a
// function that runs for as long as the program is never; so a slot is cleared at the first safepoint that finds it dead:
//
//   tree = build(); sum(tree); serve()   ->   ...; slot(tree) = tree; sum(tree); slot(tree) = 0; serve()

import type { Cfg } from "../cfg.ts";
import type { IrFunc } from "../ir.ts";
import { Bits, type Found, type Safepoint, walkBlock } from "./root-plan.ts";

interface Frame {
  readonly func: IrFunc;
  readonly cfg: Cfg;
  readonly found: Found;
  readonly byBlock: ReadonlyMap<number, readonly Safepoint[]>;
  readonly slots: number;
  /** Slots that are stored to in the prologue. */
  readonly entry: Bits;
  /** The slot of a root. */
  readonly slot: (root: number) => number;
  /** The roots stored right before a safepoint. */
  readonly stores: (s: Safepoint) => readonly number[];
  /** Roots that are stored whenever they are written. */
  readonly isEager: readonly boolean[];
}

/**
 * The slots to clear before each safepoint: forward may-analysis of which ones were stored to and not cleared since. Only where
 * the call may return is everything that is needed known to be live.
 */
export function findDeadSlots({
  func,
  cfg,
  found,
  byBlock,
  slots,
  entry,
  slot,
  stores,
  isEager,
}: Frame): ReadonlyMap<Safepoint, readonly number[]> {
  const { start, blocks, covers } = found.frame;
  const words = (slots + 31) >> 5;
  const n = func.blocks.length;
  const live = new Bits(new Uint32Array(words));
  /** Goes through a block with the set of slots in use; `dead` gets what a safepoint clears. */
  const walk = (b: number, used: Bits, dead: (s: Safepoint, slot: number) => void): void =>
    walkBlock(func.blocks[b], byBlock.get(b) ?? [], found.rootOf, {
      safepoint: (s) => {
        for (const r of stores(s)) used.add(slot(r));
        if (!s.returns) return;
        live.words.fill(0);
        for (const r of s.roots) live.add(slot(r));
        for (let w = 0; w < words; w++) {
          let rest = used.words[used.base + w] & ~live.words[w];
          used.words[used.base + w] &= live.words[w];
          for (; rest !== 0; rest &= rest - 1) dead(s, w * 32 + 31 - Math.clz32(rest & -rest));
        }
      },
      write: (r) => {
        if (isEager[r]) used.add(slot(r));
      },
    });
  // What a block leaves in use: `made` by itself, and of what was in use before only what it `keeps`.
  const made = new Uint32Array(n * words);
  const keeps = new Uint32Array(n * words);
  for (const b of blocks) {
    walk(b, new Bits(made, b * words), () => {});
    const all = new Bits(new Uint32Array(words).fill(0xffffffff));
    walk(b, all, () => {});
    for (let w = 0; w < words; w++) keeps[b * words + w] = all.words[w];
  }
  const usedIn = new Uint32Array(n * words);
  usedIn.set(entry.words, start * words);
  // An exception arrives from anywhere in its region.
  for (const b of blocks) {
    const { end } = func.blocks[b];
    if (end.kind !== "try") continue;
    for (const { block } of end.catches) for (let i = 0; i < slots; i++) new Bits(usedIn, block * words).add(i);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const b of blocks) {
      for (let w = 0; w < words; w++) {
        let join = usedIn[b * words + w];
        for (const p of cfg.preds[b])
          if (covers[p]) join |= (usedIn[p * words + w] & keeps[p * words + w]) | made[p * words + w];
        if (join >>> 0 === usedIn[b * words + w]) continue;
        usedIn[b * words + w] = join;
        changed = true;
      }
    }
  }
  const clears = new Map<Safepoint, number[]>();
  for (const b of blocks)
    walk(b, new Bits(usedIn, b * words), (s, i) => {
      const list = clears.get(s);
      if (list) list.push(i);
      else clears.set(s, [i]);
    });
  return clears;
}
