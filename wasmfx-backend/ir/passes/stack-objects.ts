// Objects that do not outlive the function that makes them (escape.ts) lie in its frame on the object stack, a part of memory
// of the goroutine's own:
//
//   prologue     %sp, %limit = owner.sp, owner.limit; %frame = %sp - size; if there is no room: %frame, %bound = call grow(size);
//                owner.sp = %frame; the frame's head
//   an object    %p = alloc(16, type)   ->   zeroes at %frame + offset; %p is that address
//   return       owner.sp, owner.limit = %sp, %limit
//   handlers     owner.sp, owner.limit = %frame, %bound: what callees had is given up. So, too, in a function that only catches,
//                which keeps %sp and %limit for that
//
// A frame is its head (8 bytes), the objects with pointers, and those without. The first word of the head is the size of the whole in
// units of 8 bytes, and in the upper half that of the last part, which the collector need not look into.
//
// The owner is a structure in memory that a global points to. Room for n bytes is there when sp - limit >= n.
// The prologue stands where frame-place.ts puts it. An object made in a loop has one place in the frame, so it stays in the heap
// when anything that may lead to the last turn's object is still in use where the next one is made. The address of an
// object is no `ptr`: nobody need keep it for the collector.

import { buildCfg, buildDominators, type Cfg, tryRegions } from "../cfg.ts";
import type { Expr, IrBlock, IrFunc, IrLocal, IrModule, Stmt } from "../ir.ts";
import { buildLiveness, forEachLive } from "../liveness.ts";
import {
  defsOf,
  forEachExpr,
  forEachExprOfEnd,
  forEachNode,
  mapBlocks,
  mapExprs,
  mapExprsOfEnd,
  mapOperands,
} from "../visit.ts";
import { type EscapeOptions, findLocalObjects, type Site } from "./escape.ts";
import { placeFrame } from "./frame-place.ts";

export interface ObjectStackOptions extends EscapeOptions {
  /** The global (i32) with the address of the object stack's owner. */
  readonly owner: string;
  /** Offsets in the owner of the lowest word in use, and of its limit. */
  readonly sp: number;
  readonly limit: number;
  /** (size) -> (frame, limit): finds a place for a frame that does not fit, and sets the owner's limit; noRoots. */
  readonly grow: string;
}

const maxFrameSize = 128 << 10;
const headSize = 8;

export function addObjectFrames(module: IrModule, options: ObjectStackOptions): IrModule {
  const sites = findLocalObjects(module, options);
  const used = sites.size > 0;
  return {
    ...module,
    funcs: module.funcs.map((f) => {
      if (f.noRoots || !used) return f;
      const handlers = handlersOf(f);
      const mine = sites.get(f) ?? [];
      return mine.length === 0 && handlers.size === 0 ? f : addFrame(f, mine, handlers, options);
    }),
  };
}

function handlersOf(func: IrFunc): Set<number> {
  const out = new Set<number>();
  for (const { end } of func.blocks) if (end.kind === "try") for (const c of end.catches) out.add(c.block);
  return out;
}

const i32 = (value: number): Expr => ({ kind: "const", type: "i32", value });
const local = (x: number): Expr => ({ kind: "local", local: x });
const op = (name: "i32.add" | "i32.sub" | "i32.lt_u", ...args: Expr[]): Expr => ({ kind: "op", op: name, args });
const load = (address: Expr, offset: number): Expr => ({ kind: "load", op: "i32.load", address, offset, type: "i32" });
const store = (address: Expr, offset: number, value: Expr): Stmt => ({
  kind: "store",
  op: "i32.store",
  address,
  offset,
  value,
});
const set = (x: number, value: Expr): Stmt => ({ kind: "set", local: x, value });

function addFrame(
  func: IrFunc,
  sites: readonly Site[],
  handlers: ReadonlySet<number>,
  options: ObjectStackOptions,
): IrFunc {
  const cfg = buildCfg(func);
  const placed = place(chooseSites(func, cfg, sites));
  if (placed.size === 0 && handlers.size === 0) return func;
  const dom = buildDominators(cfg, func.blocks.length);
  const frame =
    handlers.size > 0
      ? { start: cfg.rpo[0], covers: new Uint8Array(func.blocks.length).fill(1) }
      : placeFrame(cfg, dom, [...new Set([...placed.objects.keys()].map((s) => s.block))]);

  const locals: IrLocal[] = func.locals.slice();
  const newLocal = (name: string): number => locals.push({ type: "i32", name }) - 1;
  const owner = newLocal("objects.owner");
  const sp = newLocal("objects.sp");
  const limit = newLocal("objects.limit");
  const hasObjects = placed.size > 0;
  const base = hasObjects ? newLocal("objects.frame") : sp;
  const bound = hasObjects ? newLocal("objects.bound") : limit;
  const put = (offset: number, x: number): Stmt => store(local(owner), offset, local(x));
  const leave = (to: number, end: number): Stmt[] => [put(options.sp, to), put(options.limit, end)];

  // The local that stands for the object's pointer from now on.
  const addressOf = new Map<number, number>();
  const siteAt = new Map<Stmt, { readonly offset: number; readonly size: number; readonly address: number }>();
  for (const [site, offset] of placed.objects) {
    const address = newLocal(func.locals[site.pointer].name ?? "object");
    addressOf.set(site.pointer, address);
    siteAt.set(func.blocks[site.block].stmts[site.stmt], { offset, size: site.size, address });
  }
  const rename = (e: Expr): Expr => {
    if (e.kind !== "local") return mapOperands(e, rename);
    const address = addressOf.get(e.local);
    return address === undefined ? e : { kind: "cast", to: "ptr", value: local(address) };
  };

  const blocks = func.blocks.map((block, b): IrBlock => {
    const stmts: Stmt[] = [];
    if (handlers.has(b)) stmts.push(...leave(base, bound));
    block.stmts.forEach((stmt, i) => {
      const site = siteAt.get(stmt);
      if (!site) return void stmts.push(mapExprs(stmt, rename));
      const at = op("i32.add", local(base), i32(site.offset));
      const pos = stmt.pos ? { pos: stmt.pos } : {};
      stmts.push({ kind: "set", local: site.address, value: at, ...pos });
      stmts.push(...zeroes(site, block.stmts.slice(i + 1), stmt.kind === "call" ? stmt.dsts[0] : -1));
    });
    if (hasObjects && frame.covers[b] && (block.end.kind === "return" || block.end.kind === "return_call"))
      stmts.push(...leave(sp, limit));
    return { ...block, stmts, end: mapExprsOfEnd(block.end, rename) };
  });
  const get = (dst: number, offset: number): Stmt => set(dst, load(local(owner), offset));
  const first = [set(owner, { kind: "global", name: options.owner }), get(sp, options.sp), get(limit, options.limit)];
  if (!hasObjects) return { ...func, locals, blocks: blocks.with(frame.start, before(blocks[frame.start], first)) };
  const prologue: Prologue = {
    first: [...first, set(base, op("i32.sub", local(sp), i32(placed.size))), set(bound, local(limit))],
    lacksRoom: op("i32.lt_u", op("i32.sub", local(sp), local(limit)), i32(placed.size)),
    grow: {
      kind: "call",
      dsts: [base, bound],
      callee: { kind: "func", name: options.grow },
      args: [i32(placed.size)],
    },
    last: [put(options.sp, base), store(local(base), 0, i32(placed.head))],
  };
  return { ...func, locals, blocks: withPrologue(blocks, frame, prologue, cfg) };
}

const before = (block: IrBlock, stmts: readonly Stmt[]): IrBlock => ({ ...block, stmts: [...stmts, ...block.stmts] });

interface Prologue {
  readonly first: readonly Stmt[];
  readonly lacksRoom: Expr;
  readonly grow: Stmt;
  readonly last: readonly Stmt[];
}

/** Puts the prologue before a block, where control comes to it from outside the frame only. The block moves to the end. */
function withPrologue(
  blocks: IrBlock[],
  { start, covers }: { readonly start: number; readonly covers: Uint8Array },
  { first, lacksRoom, grow, last }: Prologue,
  cfg: Cfg,
): IrBlock[] {
  const growing = blocks.length;
  const ready = growing + 1;
  const check: IrBlock = { stmts: [...first], end: { kind: "branch", cond: lacksRoom, then: growing, else: ready } };
  const call: IrBlock = { stmts: [grow], end: { kind: "jump", block: ready }, cold: true };
  const isCold = blocks[start].cold ? { cold: true } : {};
  if (!cfg.preds[start].some((p) => covers[p]))
    return [...blocks.with(start, { ...check, ...isCold }), call, before(blocks[start], last)];
  const body = ready + 1;
  const inner = (to: number): number => (to === start ? body : to);
  const moved = blocks.map((b, i) => (covers[i] ? { ...b, end: mapBlocks(b.end, inner) } : b));
  const entered: IrBlock = { stmts: [...last], end: { kind: "jump", block: body }, ...isCold };
  return [...moved.with(start, { ...check, ...isCold }), call, entered, moved[start]];
}

// ---------------------------------------------------------------- which, and where

interface Placed {
  /** The offset of each site's object in the frame. */
  readonly objects: ReadonlyMap<Site, number>;
  /** The frame's, 0 when there are no objects. */
  readonly size: number;
  readonly head: number;
}

function place(sites: readonly Site[]): Placed {
  const objects = new Map<Site, number>();
  let size = headSize;
  let withPointers = size;
  for (const hasPointers of [true, false]) {
    for (const site of sites) {
      const end = size + Math.ceil(site.size / 8) * 8;
      if (site.hasPointers !== hasPointers || end > maxFrameSize) continue;
      objects.set(site, size);
      size = end;
    }
    if (hasPointers) withPointers = size;
  }
  return { objects, size: objects.size > 0 ? size : 0, head: (size >> 3) | (((size - withPointers) >> 3) << 16) };
}

/** Without those in loops whose last object may still be in use when the next is made. */
function chooseSites(func: IrFunc, cfg: Cfg, sites: readonly Site[]): Site[] {
  const repeated = sites.filter((s) => isInCycle(cfg, s.block));
  if (repeated.length === 0) return sites.filter((s) => cfg.rpoIndex[s.block] >= 0);
  const holders = new Map(repeated.map((s) => [s, new Set(s.holders())]));
  const wanted = new Set([...holders.values()].flatMap((set) => [...set]));
  const regions = tryRegions(func, cfg, buildDominators(cfg, func.blocks.length));
  const live = buildLiveness(func, cfg, regions, (x) => wanted.has(x));
  const isFree = (site: Site): boolean => {
    const inUse = new Set<number>();
    forEachLive(live, live.liveOut, site.block, (x) => inUse.add(x));
    const read = (e: Expr): void => {
      if (e.kind === "local") inUse.add(e.local);
    };
    const readAll = (e: Expr): void => forEachNode(e, read);
    const { stmts, end } = func.blocks[site.block];
    forEachExprOfEnd(end, readAll);
    for (let i = stmts.length - 1; i >= site.stmt; i--) {
      for (const x of defsOf(stmts[i])) inUse.delete(x);
      forEachExpr(stmts[i], readAll);
    }
    const handler = live.handlerLive.get(regions[site.block]);
    if (handler) forEachLive(live, handler, 0, (x) => inUse.add(x));
    for (const x of holders.get(site)!) if (inUse.has(x)) return false;
    return true;
  };
  return sites.filter((s) => cfg.rpoIndex[s.block] >= 0 && (!holders.has(s) || isFree(s)));
}

function isInCycle(cfg: Cfg, block: number): boolean {
  const seen = new Set<number>();
  const work = [...cfg.succs[block]];
  while (work.length > 0) {
    const b = work.pop()!;
    if (b === block) return true;
    if (seen.has(b)) continue;
    seen.add(b);
    work.push(...cfg.succs[b]);
  }
  return false;
}

/** More than so many bytes are filled at once. */
const maxStores = 64;

/** Zeroes an object but for words that the statements behind it fill before anything can read them. */
function zeroes(
  site: { readonly size: number; readonly address: number },
  next: readonly Stmt[],
  pointer: number,
): Stmt[] {
  const { size, address } = site;
  if (size > maxStores)
    return [
      {
        kind: "memory_fill",
        dest: { kind: "cast", to: "ptr", value: local(address) },
        value: i32(0),
        length: i32(size),
      },
    ];
  const words = Math.ceil(size / 4);
  const filled = new Uint8Array(words * 4);
  for (const stmt of next) {
    if (stmt.kind !== "set" && stmt.kind !== "store") break;
    if (hasLoad(stmt.value)) break;
    if (stmt.kind === "set") continue;
    if (stmt.address.kind !== "local" || stmt.address.local !== pointer) break;
    filled.fill(1, stmt.offset, stmt.offset + widthOf(stmt.op));
  }
  const isOpen = (word: number): boolean => word < words && filled.subarray(word * 4, word * 4 + 4).includes(0);
  const out: Stmt[] = [];
  const zero = (type: "i32" | "i64", word: number): void => {
    const value: Expr = type === "i32" ? i32(0) : { kind: "const", type, value: 0n };
    out.push({ kind: "store", op: `${type}.store`, address: local(address), offset: word * 4, value });
  };
  for (let word = 0; word < words; word++) {
    if (!isOpen(word)) continue;
    if (isOpen(word + 1)) zero("i64", word++);
    else zero("i32", word);
  }
  return out;
}

function hasLoad(e: Expr): boolean {
  let found = false;
  forEachNode(e, (node) => {
    found ||= node.kind === "load";
  });
  return found;
}

function widthOf(op: string): number {
  const narrow = /store(8|16|32)$/.exec(op);
  if (narrow) return Number(narrow[1]) / 8;
  return op.startsWith("i64") || op.startsWith("f64") ? 8 : 4;
}
