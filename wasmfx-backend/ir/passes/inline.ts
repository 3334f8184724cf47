// Puts small functions where they are called. Only leaves: what they call besides never comes back (a failed bounds check), so
// that a caller's frame is spared its part for the call. Functions marked so are put in place always; their calls are rare. Callees come first, so that a function made
// of leaves becomes one.
//
//   %r = call less(%a, %b)   ->   %x = %a; %y = %b; (the blocks of less on its own locals); %r = ...; what followed the call
//
// The callee's locals are fresh in the caller; those that may be read before they are written are set to zero first, as a
// function's locals are.

import { type CodePos, inlinedAt } from "../../wasm/positions.ts";
import { buildCfg } from "../cfg.ts";
import type { Expr, IrBlock, IrFunc, IrLocal, IrModule, IrType, Stmt, Terminator } from "../ir.ts";
import { buildLiveness, forEachLive } from "../liveness.ts";
import {
  forEachExpr,
  forEachExprOfEnd,
  forEachOperand,
  mapBlocks,
  mapExprs,
  mapExprsOfEnd,
  mapOperands,
} from "../visit.ts";
import { calleesFirst } from "./order.ts";

/** A callee may have this many operations (a call for a panic counts as one). */
const maxSize = 24;
/** The inside of the runtime is called from everywhere: there a callee may have so many. */
const maxTrustedSize = 8;
/** A caller grows to at most this many blocks. */
const maxBlocks = 4000;

/** The module with small leaves inlined; `tidy` makes a changed function small again before its own callers look at it. */
export function inlineLeaves(module: IrModule, tidy: (func: IrFunc) => IrFunc): IrModule {
  const leaves = new Map<string, Leaf | undefined>();
  const done = new Map<string, IrFunc>();
  const leaf = (name: string): Leaf | undefined => {
    const callee = done.get(name);
    if (!callee) return undefined;
    if (!leaves.has(name)) leaves.set(name, leafOf(callee));
    return leaves.get(name);
  };
  for (const func of calleesFirst(module.funcs)) {
    const inlined = inlineCalls(func, ({ callee }) => (callee.kind === "func" ? leaf(callee.name) : undefined));
    done.set(func.name, inlined === func ? func : tidy(inlined));
  }
  return { ...module, funcs: module.funcs.map((f) => done.get(f.name)!) };
}

export type Call = Stmt & { readonly kind: "call" };

/** A function that can be put where it is called. */
export interface Leaf {
  readonly func: IrFunc;
  /** Locals that may be read before they are written. */
  readonly zeroed: readonly number[];
  /** Blocks with calls are cold, not only those that never go on. */
  readonly callsAreRare: boolean;
}

/** The function as one to be inlined, if it is small and a leaf but for the calls that it may make. */
export function leafOf(func: IrFunc, mayCall?: (stmt: Call) => boolean): Leaf | undefined {
  const always = func.inline === "always";
  if (func.inline === "never" || func.blocks.length > maxSize) return undefined;
  const limit = func.noRoots && !always ? maxTrustedSize : maxSize;
  let size = 0;
  let fits = true;
  let returns = false;
  const node = (e: Expr): void => {
    if (e.kind === "global") fits = false;
    else if (e.kind !== "local" && e.kind !== "const" && e.kind !== "cast") size++;
    forEachOperand(e, node);
  };
  for (const { stmts, end } of func.blocks) {
    returns ||= end.kind === "return";
    for (const s of stmts) {
      if (s.kind === "call" ? end.kind !== "unreachable" && !always && !mayCall?.(s) : !leafStmts.has(s.kind))
        return undefined;
      if (s.kind !== "set") size++;
      if (s.kind !== "call") forEachExpr(s, node);
    }
    if (!leafEnds.has(end.kind)) return undefined;
    if (end.kind === "branch") size++;
    forEachExprOfEnd(end, node);
    if (!fits || size > limit) return undefined;
  }
  if (!returns) return undefined;
  const cfg = buildCfg(func);
  const noRegions = new Int32Array(func.blocks.length).fill(-1);
  const live = buildLiveness(func, cfg, noRegions, (x) => x >= func.signature.params.length);
  const zeroed: number[] = [];
  forEachLive(live, live.liveIn, 0, (x) => zeroed.push(x));
  return { func, zeroed, callsAreRare: !mayCall };
}

const leafStmts: ReadonlySet<Stmt["kind"]> = new Set<Stmt["kind"]>(["set", "store", "memory_copy", "memory_fill"]);
const leafEnds: ReadonlySet<Terminator["kind"]> = new Set<Terminator["kind"]>([
  "jump",
  "branch",
  "return",
  "unreachable",
]);

/** The function with the calls for which there is a leaf replaced by it; the function itself when there are none. */
export function inlineCalls(func: IrFunc, leaf: (stmt: Call) => Leaf | undefined): IrFunc {
  const locals: IrLocal[] = func.locals.slice();
  const added: IrBlock[] = [];
  const first = func.blocks.length;
  let changed = false;
  const blocks = func.blocks.map((block): IrBlock => {
    if (block.cold || block.end.kind === "unreachable") return block;
    /** The block being filled, and where it goes: undefined is the place of `block` itself. */
    let at: number | undefined;
    let head: IrBlock | undefined;
    let stmts: Stmt[] = [];
    const close = (end: Terminator): void => {
      const closed: IrBlock = { stmts, end };
      if (at === undefined) head = closed;
      else added[at - first] = closed;
      stmts = [];
    };
    for (const stmt of block.stmts) {
      const found = stmt.kind === "call" && first + added.length < maxBlocks ? leaf(stmt) : undefined;
      // What is trusted never to spill stays made of such code.
      if (!found || stmt.kind !== "call" || (func.noRoots && !found.func.noRoots)) {
        stmts.push(stmt);
        continue;
      }
      changed = true;
      const base = locals.length;
      locals.push(...found.func.locals);
      stmt.args.forEach((value, i) => {
        stmts.push({ kind: "set", local: base + i, value, ...(stmt.pos ? { pos: stmt.pos } : {}) });
      });
      for (const x of found.zeroed)
        stmts.push({ kind: "set", local: base + x, value: zero(found.func.locals[x].type) });
      const entry = first + added.length;
      const next = entry + found.func.blocks.length;
      close({ kind: "jump", block: entry });
      const results = resultLocals(stmt.dsts, found.func, locals);
      const site: Site = { base, entry, next, results, pos: stmt.pos };
      for (const b of found.func.blocks) added.push(splice(found, b, site));
      added.push(block);
      at = next;
    }
    if (at === undefined) return block;
    close(block.end);
    return head!;
  });
  return changed ? { ...func, locals, blocks: [...blocks, ...added] } : func;
}

/** Where the results go: dropped ones, whose evaluation may trap, to locals that nobody reads. */
function resultLocals(dsts: readonly number[], callee: IrFunc, locals: IrLocal[]): number[] {
  return callee.signature.results.map((type, i) => {
    const dst = dsts[i] ?? -1;
    if (dst >= 0) return dst;
    locals.push({ type });
    return locals.length - 1;
  });
}

interface Site {
  /** The first of the callee's locals and of its blocks in the caller. */
  readonly base: number;
  readonly entry: number;
  /** Where a return leads, and where the results go. */
  readonly next: number;
  readonly results: readonly number[];
  /** Of the call. */
  readonly pos: CodePos | undefined;
}

/** A block of the callee for the caller. */
function splice(
  { func: callee, callsAreRare }: Leaf,
  block: IrBlock,
  { base, entry, next, results, pos }: Site,
): IrBlock {
  const rename = (e: Expr): Expr =>
    e.kind === "local" ? { kind: "local", local: e.local + base } : mapOperands(e, rename);
  const place = <T extends Stmt | Terminator>(x: T): T =>
    "pos" in x && x.pos ? { ...x, pos: inlinedAt(x.pos, callee.name, pos) } : x;
  const stmts = block.stmts.map((s): Stmt => {
    const mapped = place(mapExprs(s, rename));
    if (mapped.kind === "set") return { ...mapped, local: mapped.local + base };
    return mapped.kind === "call" ? { ...mapped, dsts: mapped.dsts.map((x) => (x < 0 ? x : x + base)) } : mapped;
  });
  const { end } = block;
  const isRare =
    block.cold || ((callsAreRare || end.kind === "unreachable") && block.stmts.some((s) => s.kind === "call"));
  const isCold = isRare ? { cold: true } : {};
  if (end.kind !== "return")
    return { stmts, end: place(mapBlocks(mapExprsOfEnd(end, rename), (b) => b + entry)), ...isCold };
  end.values.forEach((value, i) => {
    stmts.push(place({ kind: "set", local: results[i], value: rename(value), ...(end.pos ? { pos: end.pos } : {}) }));
  });
  return { stmts, end: { kind: "jump", block: next }, ...isCold };
}

function zero(type: IrType): Expr {
  switch (type) {
    case "i64":
      return { kind: "const", type, value: 0n };
    case "i32":
    case "ptr":
    case "f32":
    case "f64":
      return { kind: "const", type, value: 0 };
    default:
      return { kind: "null", type };
  }
}
