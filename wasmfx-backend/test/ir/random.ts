// Random IR functions for the tests: i32 locals, any control flow, calls of `log`, and try regions.

import { i32, local, newModule, op } from "../../ir/builder.ts";
import { buildCfg, buildDominators, dominates } from "../../ir/cfg.ts";
import type { Expr, IrFunc, IrModule, Stmt, Terminator } from "../../ir/ir.ts";

/** A small reproducible generator (mulberry32): integers below n. */
export function random(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const params = 2;
const locals = 6;

/** A function `f(i32, i32) -> i32` of `blocks` random blocks, in a module with import `log` and tag `oops`. */
export function randomModule(seed: number, blocks: number, withExceptions: boolean): IrModule {
  const below = random(seed);
  const module = newModule();
  const signature = { params: ["i32", "i32"], results: ["i32"] } as const;
  module.imports.push({
    name: "log",
    module: "env",
    field: "log",
    kind: "func",
    signature: { params: ["i32", "i32"], results: ["i32"] },
  });
  module.imports.push({
    name: "fuel",
    module: "env",
    field: "fuel",
    kind: "func",
    signature: { params: [], results: [] },
  });
  module.tags.push({ name: "oops", signature: { params: ["i32"], results: [] } });
  const func: IrFunc = { name: "f", exportName: "f", signature, locals: [], blocks: [] };
  for (let i = 0; i < locals; i++) func.locals.push({ type: "i32" });
  for (let b = 0; b < blocks; b++) func.blocks.push({ stmts: randomStmts(below, b), end: randomEnd(below, blocks, b) });
  module.funcs.push(func);
  removeTries(func, withExceptions);
  return module;
}

/** Turns every try whose body can be entered from elsewhere into a jump; all tries and throws without `withExceptions`. */
function removeTries(func: IrFunc, withExceptions: boolean): void {
  for (const block of func.blocks) {
    if (withExceptions) break;
    if (block.end.kind === "try") block.end = { kind: "jump", block: block.end.body };
    else if (block.end.kind === "throw") block.end = { kind: "return", values: block.end.args };
  }
  for (let changed = true; changed; ) {
    changed = false;
    const cfg = buildCfg(func);
    const dom = buildDominators(cfg, func.blocks.length);
    for (const b of cfg.rpo) {
      const { end } = func.blocks[b];
      if (end.kind !== "try") continue;
      const { body } = end;
      const outside = cfg.preds[body].filter((p) => !dominates(dom, body, p));
      if (outside.length === 1 && outside[0] === b && cfg.preds[body].filter((p) => p === b).length === 1) continue;
      func.blocks[b].end = { kind: "jump", block: body };
      changed = true;
    }
  }
}

function randomExpr(below: (n: number) => number, depth = 2): Expr {
  if (depth === 0 || below(3) === 0) return below(3) === 0 ? i32(below(8)) : local(below(locals));
  const ops = ["i32.add", "i32.mul", "i32.xor", "i32.lt_s", "i32.ge_u", "i32.eqz"] as const;
  const name = ops[below(ops.length)];
  return name === "i32.eqz"
    ? op(name, randomExpr(below, depth - 1))
    : op(name, randomExpr(below, depth - 1), randomExpr(below, depth - 1));
}

function randomStmts(below: (n: number) => number, block: number): Stmt[] {
  const stmts: Stmt[] = [{ kind: "call", dsts: [], callee: { kind: "func", name: "fuel" }, args: [] }];
  for (let n = below(4); n > 0; n--) {
    const target = below(locals);
    if (below(3) > 0) stmts.push({ kind: "set", local: target, value: randomExpr(below) });
    else {
      const dst = below(4) === 0 ? -1 : target;
      stmts.push({
        kind: "call",
        dsts: [dst],
        callee: { kind: "func", name: "log" },
        args: [i32(block), randomExpr(below)],
      });
    }
  }
  return stmts;
}

/** Targets lie mostly ahead and near, as in real programs; one in eight lies anywhere. */
function randomEnd(below: (n: number) => number, blocks: number, here: number): Terminator {
  const any = (): number => (below(8) === 0 ? below(blocks) : Math.min(blocks - 1, here + 1 + below(5)));
  const kind = below(12);
  if (kind < 2) return { kind: "jump", block: any() };
  if (kind < 7)
    return { kind: "branch", cond: op("i32.and", randomExpr(below), i32(1 + below(2))), then: any(), else: any() };
  if (kind < 8)
    return {
      kind: "switch_int",
      value: op("i32.and", randomExpr(below), i32(3)),
      cases: [any(), any(), any()],
      otherwise: any(),
    };
  if (kind < 9) return { kind: "return", values: [randomExpr(below)] };
  if (kind < 10) return { kind: "throw", tag: "oops", args: [randomExpr(below)] };
  const clause =
    below(2) === 0
      ? { tag: "oops", dsts: [params + below(locals - params)], block: any() }
      : { dsts: [], block: any() };
  return { kind: "try", body: any(), catches: [clause] };
}
