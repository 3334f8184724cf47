// Puts single-use values where they are used:  %t = i32.add(%a, 1); store[%p] = %t   ->   store[%p] = i32.add(%a, 1)
// so that the emitted code keeps them on the wasm stack. Only locals with one write and one read, both in one block, and
// only when nothing in between changes the value or could be observed to happen in another order.
//
// Before that, values that nobody reads are dropped, loads too: a front end that needs the trap of a load must use its value.

import type { Expr, IrFunc, Stmt, Terminator } from "../ir.ts";
import {
  defsOf,
  forEachExpr,
  forEachExprOfEnd,
  forEachNode,
  forEachOperand,
  mapExprs,
  mapExprsOfEnd,
  mapOperands,
  opMayTrap,
} from "../visit.ts";

/** Trees deeper than this are not made deeper. */
const maxDepth = 48;
/** Values waiting for their use at one time; older ones stay where they are. */
const maxWaiting = 12;

interface Waiting {
  readonly local: number;
  readonly value: Expr;
  /** Its place in the new statement list. */
  readonly at: number;
  readonly reads: readonly number[];
  readonly depth: number;
  /** Reads memory or may trap; reads a global. */
  readonly touchesMemory: boolean;
  readonly readsGlobal: boolean;
}

export function forward(source: IrFunc): IrFunc {
  const counts = countUses(source);
  const func = dropUnread(source, counts.reads);
  const { writes, reads } = counts;
  const params = func.signature.params.length;
  const isCandidate = (x: number): boolean => x >= params && writes[x] === 1 && reads[x] === 1;
  let changed = false;
  const blocks = func.blocks.map((block) => {
    if (!block.stmts.some((s) => s.kind === "set" && isCandidate(s.local))) return block;
    const run = forwardBlock(block.stmts, block.end, isCandidate);
    changed ||= run.changed;
    return run.changed ? { ...block, stmts: run.stmts, end: run.end } : block;
  });
  return changed ? { ...func, blocks } : func;
}

/** Takes away the writes of locals without readers, and keeps `reads` true. */
function dropUnread(func: IrFunc, reads: Int32Array): IrFunc {
  let blocks = func.blocks;
  const isIdle = (s: Stmt): boolean => s.kind === "set" && reads[s.local] === 0 && !computesWithTraps(s.value);
  const unread = (e: Expr): void => {
    if (e.kind === "local") reads[e.local]--;
  };
  for (let changed = true; changed; ) {
    changed = false;
    blocks = blocks.map((block) => {
      if (!block.stmts.some(isIdle)) return block;
      changed = true;
      const stmts = block.stmts.filter((s) => {
        if (!isIdle(s)) return true;
        forEachExpr(s, (e) => forEachNode(e, unread));
        return false;
      });
      return { ...block, stmts };
    });
  }
  return blocks === func.blocks ? func : { ...func, blocks };
}

function computesWithTraps(expr: Expr): boolean {
  let traps = false;
  forEachNode(expr, (e) => {
    traps ||= e.kind === "op" && opMayTrap(e.op);
  });
  return traps;
}

function countUses(func: IrFunc): { writes: Int32Array; reads: Int32Array } {
  const writes = new Int32Array(func.locals.length);
  const reads = new Int32Array(func.locals.length);
  const read = (e: Expr): void => {
    if (e.kind === "local") reads[e.local]++;
  };
  const readAll = (e: Expr): void => forEachNode(e, read);
  for (const block of func.blocks) {
    for (const stmt of block.stmts) {
      forEachExpr(stmt, readAll);
      for (const x of defsOf(stmt)) if (x >= 0) writes[x]++;
    }
    forEachExprOfEnd(block.end, readAll);
    const { end } = block;
    // A write by an edge happens elsewhere than its block's statements: count it twice, which rules the local out.
    if (end.kind === "try")
      for (const c of end.catches) for (const x of [...c.dsts, c.exn ?? -1]) if (x >= 0) writes[x] += 2;
    if (end.kind === "resume") {
      const all = [...end.dsts, ...end.clauses.flatMap((c) => (c.target ? [...c.target.dsts, c.target.cont] : []))];
      for (const x of all) if (x >= 0) writes[x] += 2;
    }
  }
  return { writes, reads };
}

function forwardBlock(
  source: readonly Stmt[],
  sourceEnd: Terminator,
  isCandidate: (x: number) => boolean,
): { stmts: Stmt[]; end: Terminator; changed: boolean } {
  const out: (Stmt | undefined)[] = [];
  let waiting: Waiting[] = [];
  let changed = false;

  /** Replaces uses of waiting values in `expr`, and takes those values' statements away. */
  const substitute = (expr: Expr): Expr => {
    if (expr.kind !== "local") return mapOperands(expr, substitute);
    const found = waiting.find((w) => w.local === expr.local);
    if (!found) return expr;
    waiting = waiting.filter((w) => w !== found);
    out[found.at] = undefined;
    changed = true;
    return found.value;
  };

  for (const stmt of source) {
    const now = waiting.length === 0 ? stmt : mapExprs(stmt, substitute);
    if (waiting.length > 0) {
      const effects = effectsOf(now);
      waiting = waiting.filter(
        (w) =>
          !(w.touchesMemory && effects.memory) &&
          !(w.readsGlobal && effects.globals) &&
          !effects.defs.some((x) => w.reads.includes(x)),
      );
    }
    if (now.kind === "set" && isCandidate(now.local)) {
      const summary = summarise(now.value);
      if (summary.depth < maxDepth) waiting.push({ local: now.local, value: now.value, at: out.length, ...summary });
      if (waiting.length > maxWaiting) waiting.shift();
    }
    out.push(now);
  }
  const end = waiting.length === 0 ? sourceEnd : mapExprsOfEnd(sourceEnd, substitute);
  return { stmts: out.filter((s) => s !== undefined), end, changed };
}

interface Effects {
  /** Writes memory, runs other code, or may trap: memory reads and traps must not move across. */
  readonly memory: boolean;
  readonly globals: boolean;
  readonly defs: readonly number[];
}

function effectsOf(stmt: Stmt): Effects {
  const defs = defsOf(stmt);
  switch (stmt.kind) {
    case "set": {
      let traps = false;
      forEachNode(stmt.value, (e) => {
        traps ||= e.kind === "op" && opMayTrap(e.op);
      });
      return { memory: traps, globals: false, defs };
    }
    case "set_global":
      return { memory: true, globals: true, defs };
    case "store":
    case "memory_copy":
    case "memory_fill":
      return { memory: true, globals: false, defs };
    default:
      return { memory: true, globals: true, defs };
  }
}

function summarise(expr: Expr): { reads: number[]; depth: number; touchesMemory: boolean; readsGlobal: boolean } {
  const reads: number[] = [];
  let touchesMemory = false;
  let readsGlobal = false;
  const walk = (e: Expr): number => {
    if (e.kind === "local") reads.push(e.local);
    else if (e.kind === "global") readsGlobal = true;
    else if (e.kind === "load" || (e.kind === "op" && (opMayTrap(e.op) || e.op === "memory.size")))
      touchesMemory = true;
    let deepest = 0;
    forEachOperand(e, (o) => {
      deepest = Math.max(deepest, walk(o));
    });
    return deepest + 1;
  };
  const depth = walk(expr);
  return { reads, depth, touchesMemory, readsGlobal };
}
