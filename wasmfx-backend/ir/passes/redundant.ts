// Takes out what single-assignment locals make superfluous: copies of them, constants kept in them, and branches whose
// outcome an earlier branch has decided (the second nil check of the same pointer).
//
//   %t = %s; branch eqz(%t) ? b9 : b1; b1: ...; branch eqz(%s) ? b9 : b2   ->   branch eqz(%s) ? b9 : b1; b1: ...; jump b2
//
// A local is stable when it is written once (or is a parameter that never is) and that write dominates every read. Then its
// value cannot change between a dominating place and a dominated one, as in SSA form, even inside loops.

import { buildCfg, buildDominators, type Cfg, type Dominators, dominates } from "../cfg.ts";
import { sameType } from "../env.ts";
import type { Expr, IrBlock, IrFunc, IrLocal, Stmt } from "../ir.ts";
import {
  defsOf,
  edgeDefsOf,
  forEachExpr,
  forEachExprOfEnd,
  forEachNode,
  mapExprs,
  mapExprsOfEnd,
  mapOperands,
  opMayTrap,
} from "../visit.ts";

export function removeRedundant(func: IrFunc): IrFunc {
  const cfg = buildCfg(func);
  const dom = buildDominators(cfg, func.blocks.length);
  const stable = findStable(func, cfg, dom);
  const { blocks, locals } = propagate(func, stable);
  foldKnownBranches(blocks, cfg, dom, stable);
  return { ...func, blocks, locals };
}

/** 1 for each stable local. */
function findStable(func: IrFunc, cfg: Cfg, dom: Dominators): Uint8Array {
  const n = func.locals.length;
  const params = func.signature.params.length;
  const writes = new Int32Array(n);
  const block = new Int32Array(n);
  const index = new Int32Array(n).fill(-1);
  for (const b of cfg.rpo) {
    const { stmts, end } = func.blocks[b];
    for (let i = 0; i < stmts.length; i++) {
      for (const x of defsOf(stmts[i])) {
        if (x < 0) continue;
        writes[x]++;
        block[x] = b;
        index[x] = i;
      }
    }
    // A write on an edge has no single place.
    for (const x of edgeDefsOf(end)) if (x >= 0) writes[x] += 2;
  }
  const stable = new Uint8Array(n);
  for (let x = 0; x < n; x++) stable[x] = x < params ? (writes[x] === 0 ? 1 : 0) : writes[x] === 1 ? 1 : 0;
  let b = 0;
  let at = 0;
  const read = (e: Expr): void => {
    if (e.kind !== "local" || e.local < params || !stable[e.local]) return;
    const x = e.local;
    const isAfter = block[x] === b ? index[x] < at : dominates(dom, block[x], b);
    if (!isAfter) stable[x] = 0;
  };
  const readAll = (e: Expr): void => forEachNode(e, read);
  for (b of cfg.rpo) {
    const { stmts, end } = func.blocks[b];
    for (at = 0; at < stmts.length; at++) forEachExpr(stmts[at], readAll);
    forEachExprOfEnd(end, readAll);
  }
  return stable;
}

/** Replaces stable locals that only repeat another stable local or a constant, and drops their writes. */
function propagate(func: IrFunc, stable: Uint8Array): { blocks: IrBlock[]; locals: IrLocal[] } {
  const value: (Expr | undefined)[] = new Array(func.locals.length);
  const locals = func.locals.slice();
  let found = false;
  for (const block of func.blocks) {
    for (const stmt of block.stmts) {
      if (stmt.kind !== "set" || !stable[stmt.local] || !isRepeat(func, stmt, stable)) continue;
      value[stmt.local] = stmt.value;
      found = true;
    }
  }
  if (!found) return { blocks: func.blocks.map((b) => ({ ...b })), locals };
  const resolve = (x: number): Expr | undefined => {
    let at = value[x];
    while (at?.kind === "local" && value[at.local]) at = value[at.local];
    return at;
  };
  for (let x = 0; x < value.length; x++) {
    const { name } = func.locals[x];
    const last = resolve(x);
    // The name a programmer gave is worth keeping.
    if (name !== undefined && last?.kind === "local" && locals[last.local].name === undefined) {
      locals[last.local] = { ...locals[last.local], name };
    }
  }
  const replace = (e: Expr): Expr => {
    if (e.kind === "local") return resolve(e.local) ?? e;
    return mapOperands(e, replace);
  };
  const blocks = func.blocks.map((block): IrBlock => {
    const stmts: Stmt[] = [];
    for (const stmt of block.stmts) {
      if (stmt.kind === "set" && value[stmt.local]) continue;
      stmts.push(mapExprs(stmt, replace));
    }
    return { ...block, stmts, end: mapExprsOfEnd(block.end, replace) };
  });
  return { blocks, locals };
}

function isRepeat(func: IrFunc, stmt: Stmt & { kind: "set" }, stable: Uint8Array): boolean {
  const { value, local } = stmt;
  if (value.kind === "const") return value.type === func.locals[local].type;
  if (value.kind !== "local" || !stable[value.local]) return false;
  return sameType(func.locals[value.local].type, func.locals[local].type);
}

/** Walks the dominator tree with what is known about conditions; decided branches become jumps, in place. */
function foldKnownBranches(blocks: IrBlock[], cfg: Cfg, dom: Dominators, stable: Uint8Array): void {
  const known = new Map<string, boolean>();
  const keys: (Condition | undefined)[] = blocks.map(({ end }) =>
    end.kind === "branch" && end.then !== end.else ? conditionOf(end.cond, stable) : undefined,
  );
  const work = [cfg.rpo[0]];
  while (work.length > 0) {
    const b = work.pop()!;
    if (b < 0) {
      // Back from the subtree of ~b: forget what held there alone.
      known.delete(keys[cfg.preds[~b][0]]!.key);
      continue;
    }
    // The entry has one more way in than the graph shows.
    const up = cfg.preds[b].length === 1 && b !== cfg.rpo[0] ? cfg.preds[b][0] : -1;
    const condition = up >= 0 ? keys[up] : undefined;
    const { end: entry } = blocks[up >= 0 ? up : b];
    if (condition && entry.kind === "branch" && !known.has(condition.key)) {
      known.set(condition.key, (entry.then === b) !== condition.negated);
      work.push(~b);
    }
    const here = keys[b];
    const { end } = blocks[b];
    const outcome = here && known.get(here.key);
    if (here && outcome !== undefined && end.kind === "branch") {
      blocks[b].end = { kind: "jump", block: outcome !== here.negated ? end.then : end.else };
    }
    for (const child of dom.children[b]) work.push(child);
  }
}

/** A condition up to negation: branches with one key go the same way, or opposite ways when just one is negated. */
interface Condition {
  readonly key: string;
  readonly negated: boolean;
}

/** Comparisons and what they say of the opposite one. */
const opposites: ReadonlyMap<string, string> = new Map(
  ["i32", "i64"].flatMap((t) =>
    ["eq ne", "lt_s ge_s", "lt_u ge_u", "gt_s le_s", "gt_u le_u"].map((pair): [string, string] => {
      const [a, b] = pair.split(" ");
      return [`${t}.${b}`, `${t}.${a}`];
    }),
  ),
);

const maxNodes = 9;

/** The condition's key, when it is a small tree over stable locals and constants that cannot trap. */
function conditionOf(cond: Expr, stable: Uint8Array): Condition | undefined {
  let expr = cond;
  let negated = false;
  while (expr.kind === "op" && expr.op === "i32.eqz") {
    expr = expr.args[0];
    negated = !negated;
  }
  let nodes = 0;
  const show = (e: Expr): string | undefined => {
    if (++nodes > maxNodes) return undefined;
    switch (e.kind) {
      case "local":
        return stable[e.local] ? `%${e.local}` : undefined;
      case "const":
        return `${e.value}${e.type}`;
      case "cast":
        return show(e.value);
      case "op": {
        if (opMayTrap(e.op) || e.op === "memory.size") return undefined;
        const args = e.args.map(show);
        return args.includes(undefined) ? undefined : `${e.op}(${args.join()})`;
      }
      default:
        return undefined;
    }
  };
  const opposite = expr.kind === "op" ? opposites.get(expr.op) : undefined;
  const key = show(opposite && expr.kind === "op" ? { ...expr, op: opposite as typeof expr.op } : expr);
  return key === undefined ? undefined : { key, negated: negated !== (opposite !== undefined) };
}
