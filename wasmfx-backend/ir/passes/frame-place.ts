// Where a function's shadow-stack frame begins. Not at the entry when quick ways lead to a return without meeting a warm
// safepoint (`if n == nil { return 0 }` before the recursion):
//
//   entry -> quick return            no frame
//   entry -> start -> ... -> return  the frame is pushed on the way into `start` and popped before the return

import { type Cfg, type Dominators, dominates } from "../cfg.ts";

export interface FramePlace {
  /** The block before which the frame is pushed; -1: the function has none. */
  readonly start: number;
  /** 1 for the blocks in which the frame is there: those that `start` dominates. They lead only to each other. */
  readonly covers: Uint8Array;
  /** The same as a list, in reverse postorder. */
  readonly blocks: readonly number[];
}

/** The deepest start in the dominator tree whose frame covers `needed` and which control cannot leave but by returning. */
export function placeFrame(cfg: Cfg, dom: Dominators, needed: readonly number[]): FramePlace {
  const covers = new Uint8Array(dom.idom.length);
  if (needed.length === 0) return { start: -1, covers, blocks: [] };
  let start = needed[0];
  const raiseAbove = (b: number): boolean => {
    if (dominates(dom, start, b)) return false;
    while (!dominates(dom, start, b)) start = dom.idom[start];
    return true;
  };
  for (const b of needed) raiseAbove(b);
  for (let raised = true; raised; ) {
    raised = false;
    for (const b of cfg.rpo)
      if (dominates(dom, start, b)) for (const s of cfg.succs[b]) raised = raiseAbove(s) || raised;
  }
  const blocks = cfg.rpo.filter((b) => dominates(dom, start, b));
  for (const b of blocks) covers[b] = 1;
  return { start, covers, blocks };
}
