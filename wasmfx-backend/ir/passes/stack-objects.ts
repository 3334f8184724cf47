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
// object is no `ptr`: nobody need keep it for the collector. An object with pointers is cleared where nothing that may lead to it
// is in use any more, so that what it refers to can be collected before the function returns.

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

export function addObjectFrames(original: IrModule, options: ObjectStackOptions): IrModule {
  const { module, sites } = findLocalObjects(original, options);
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
  const uses = sites.length > 0 ? new Uses(func, cfg, sites) : undefined;
  const placed = place(sites.filter((s) => uses?.fitsFrame(s)));
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

  // Objects whose use ends before a statement of a block, or before its end.
  const ended = new Map<number, Map<number, Site[]>>();
  for (const site of placed.objects.keys()) {
    if (!site.hasPointers) continue;
    for (const { block, stmt } of uses!.endsOf(site)) {
      if (!frame.covers[block]) continue;
      const places = ended.get(block) ?? new Map<number, Site[]>();
      ended.set(block, places.set(stmt, [...(places.get(stmt) ?? []), site]));
    }
  }

  const blocks = func.blocks.map((block, b): IrBlock => {
    const stmts: Stmt[] = [];
    const places = ended.get(b);
    const clearBefore = (i: number): void => {
      for (const site of places?.get(i) ?? [])
        stmts.push(...fillWithZeroes(local(base), placed.objects.get(site)!, site.size));
    };
    if (handlers.has(b)) stmts.push(...leave(base, bound));
    block.stmts.forEach((stmt, i) => {
      clearBefore(i);
      const site = siteAt.get(stmt);
      if (!site) return void stmts.push(mapExprs(stmt, rename));
      const at = op("i32.add", local(base), i32(site.offset));
      const pos = stmt.pos ? { pos: stmt.pos } : {};
      stmts.push({ kind: "set", local: site.address, value: at, ...pos });
      stmts.push(...zeroes(site, block.stmts.slice(i + 1), stmt.kind === "call" ? stmt.dsts[0] : -1));
    });
    clearBefore(block.stmts.length);
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

interface Place {
  readonly block: number;
  /** Before this statement; stmts.length: before the block's end. */
  readonly stmt: number;
}

/** Where objects are in use: where something that may lead to them is. */
class Uses {
  /** Sites whose object is still in use where they make the next one. */
  private readonly overlapping = new Set<Site>();
  /** The places where the use of an object is just over. */
  private readonly ends = new Map<Site, Place[]>();
  private readonly func: IrFunc;
  private readonly cfg: Cfg;

  constructor(func: IrFunc, cfg: Cfg, sites: readonly Site[]) {
    this.func = func;
    this.cfg = cfg;
    const repeated = new Set(sites.filter((s) => isInCycle(cfg, s.block)));
    const wanted = sites.filter((s) => s.hasPointers || repeated.has(s));
    if (wanted.length === 0) return;
    const heldBy: Site[][] = [];
    for (const site of wanted) for (const x of site.holders()) (heldBy[x] ??= []).push(site);
    const regions = tryRegions(func, cfg, buildDominators(cfg, func.blocks.length));
    const live = buildLiveness(func, cfg, regions, (x) => heldBy[x] !== undefined);
    const made = new Map(wanted.map((site) => [func.blocks[site.block].stmts[site.stmt], site]));
    const inUseAtStart: ReadonlySet<Site>[] = [];
    const inUseAtEnd: ReadonlySet<Site>[] = [];
    for (const b of cfg.rpo) {
      const walk = new BlockWalk(heldBy);
      forEachLive(live, live.liveOut, b, (x) => walk.begin(x));
      // What a handler needs is in use all the time.
      const handler = live.handlerLive.get(regions[b]);
      if (handler) forEachLive(live, handler, 0, (x) => walk.hold(x));
      const { stmts, end } = func.blocks[b];
      const read = (e: Expr): void => {
        if (e.kind === "local") walk.begin(e.local);
      };
      const readAll = (e: Expr): void => forEachNode(e, read);
      forEachExprOfEnd(end, readAll);
      inUseAtEnd[b] = walk.inUse();
      for (let i = stmts.length - 1; i >= 0; i--) {
        walk.begun.clear();
        walk.dropped.clear();
        for (const x of defsOf(stmts[i])) if (x >= 0) walk.end(x);
        const site = made.get(stmts[i]);
        if (site && repeated.has(site) && walk.isInUse(site)) this.overlapping.add(site);
        forEachExpr(stmts[i], readAll);
        for (const s of walk.begun) if (!walk.dropped.has(s)) this.endAt(s, { block: b, stmt: i + 1 });
      }
      inUseAtStart[b] = walk.inUse();
    }
    for (const b of cfg.rpo) {
      const over = new Set<Site>();
      for (const p of cfg.preds[b]) for (const s of inUseAtEnd[p]) if (!inUseAtStart[b].has(s)) over.add(s);
      for (const s of over) this.endAt(s, { block: b, stmt: 0 });
    }
  }

  fitsFrame(site: Site): boolean {
    return this.cfg.rpoIndex[site.block] >= 0 && !this.overlapping.has(site);
  }

  endsOf(site: Site): readonly Place[] {
    return this.ends.get(site) ?? [];
  }

  /** Where a function only returns, it need not be tidy. */
  private endAt(site: Site, place: Place): void {
    if (!site.hasPointers) return;
    const { stmts, end } = this.func.blocks[place.block];
    const isLast = end.kind === "return" || end.kind === "unreachable";
    if (isLast && !stmts.slice(place.stmt).some((s) => s.kind === "call")) return;
    const places = this.ends.get(site);
    if (places) places.push(place);
    else this.ends.set(site, [place]);
  }
}

/** A way backwards through a block, with the locals in use and the sites that these hold. */
class BlockWalk {
  /** Sites that came into use, and that went out of it, since these were emptied. */
  readonly begun = new Set<Site>();
  readonly dropped = new Set<Site>();
  private readonly heldBy: readonly (readonly Site[] | undefined)[];
  private readonly locals = new Set<number>();
  /** How many locals hold a site. */
  private readonly holds = new Map<Site, number>();

  constructor(heldBy: readonly (readonly Site[] | undefined)[]) {
    this.heldBy = heldBy;
  }

  begin(x: number): void {
    if (this.heldBy[x] === undefined || this.locals.has(x)) return;
    this.locals.add(x);
    this.hold(x);
  }

  /** For all of the block. */
  hold(x: number): void {
    for (const site of this.heldBy[x] ?? []) {
      const n = this.holds.get(site) ?? 0;
      if (n === 0) this.begun.add(site);
      this.holds.set(site, n + 1);
    }
  }

  end(x: number): void {
    if (!this.locals.delete(x)) return;
    for (const site of this.heldBy[x] ?? []) {
      const n = this.holds.get(site)! - 1;
      this.holds.set(site, n);
      if (n === 0) this.dropped.add(site);
    }
  }

  isInUse(site: Site): boolean {
    return (this.holds.get(site) ?? 0) > 0;
  }

  inUse(): Set<Site> {
    return new Set([...this.holds].flatMap(([site, n]) => (n > 0 ? [site] : [])));
  }
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
  if (size > maxStores) return fillWithZeroes(local(address), 0, size);
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

function fillWithZeroes(base: Expr, offset: number, size: number): Stmt[] {
  if (size > maxStores)
    return [
      {
        kind: "memory_fill",
        dest: { kind: "cast", to: "ptr", value: op("i32.add", base, i32(offset)) },
        value: i32(0),
        length: i32(size),
      },
    ];
  const value: Expr = { kind: "const", type: "i64", value: 0n };
  return Array.from({ length: Math.ceil(size / 8) }, (_, i) => ({
    kind: "store",
    op: "i64.store",
    address: base,
    offset: offset + i * 8,
    value,
  }));
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
