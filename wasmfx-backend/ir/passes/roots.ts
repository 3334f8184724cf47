// Shadow-stack roots: every `ptr` local that is live across a safepoint is also kept in a frame in linear memory, where
// the collector finds it. The collector does not move objects, so values are only ever stored, never read back.
//
//   prologue     $ssp -= size; if ($ssp <u $ssl) call $grow           (grow may move the whole stack and change the globals)
//   frame        4-byte slots at $ssp + 0, 4, ...; $ssp is read anew for every store, because a call may have moved it
//   return       $ssp += size
//   handlers     $ssp = $ssb - depth, with depth = $ssb - $ssp saved after the prologue: frames of callees that an
//                exception unwound are given up, and the depth stays right when the stack was moved
//
// The prologue stands where the first warm safepoint needs it rather than at the entry (frame-place.ts), so that the quick ways
// through a function pay nothing; a cold safepoint that the frame does not cover gets a frame of its own around its call:
//
//   call roots.reserve(size); stores; the call; $ssp += size
//
// What is stored where is planned in root-plan.ts. Functions with nothing live across a safepoint are left alone.
//
// Invariant for the collector: at every safepoint each slot holds a pointer that is, or was, a value of its local, or null.

import { buildDominators, type Dominators, loopDepths } from "../cfg.ts";
import type { Expr, IrBlock, IrFunc, IrLocal, IrModule, Stmt, Terminator } from "../ir.ts";
import { buildLiveness, forEachLive, type Liveness } from "../liveness.ts";
import { defsOf, edgesOf, forEachExpr, forEachExprOfEnd, forEachNode, mapBlocks, successorsOf } from "../visit.ts";
import { type FramePlace, placeFrame } from "./frame-place.ts";
import { emptyPlan, type Found, type Place, type Plan, planStores, push, type Safepoint } from "./root-plan.ts";
import { analyseEffects, type Effects, type Shape, shapeOf } from "./safepoints.ts";

/** Names of the shadow stack's globals (i32, mutable) and of the function that makes room: () -> (), noRoots. */
export interface RootOptions {
  /** Address of the lowest word in use; the stack grows down. */
  readonly pointer: string;
  /** Below this `grow` must be called. */
  readonly limit: string;
  /** Address just above the stack. */
  readonly base: string;
  readonly grow: string;
}

/** The module with frames added to every function that needs one. */
export function addRoots(module: IrModule, options: RootOptions): IrModule {
  const shapes = new Map(module.funcs.map((f) => [f, shapeOf(f)]));
  const effects = analyseEffects(module, options.pointer, shapes);
  const funcs = module.funcs.map((f) => (f.noRoots ? f : addFrame(f, shapes.get(f)!, effects, options)));
  const reserves = funcs.some((f, i) => f !== module.funcs[i] && callsReserve(f));
  return { ...module, funcs: reserves ? [...funcs, reserveFunc(options)] : funcs };
}

function addFrame(func: IrFunc, shape: Shape, effects: Effects, options: RootOptions): IrFunc {
  const hasTry = func.blocks.some((b) => b.end.kind === "try" && b.end.catches.length > 0);
  const mayCollect = func.blocks.some(
    (b) => b.end.kind === "resume" || b.stmts.some((s) => effects.ofStmt(s) !== "none"),
  );
  if (!mayCollect) return func;
  const { places, live } = findSafepoints(func, shape, effects);
  const rooted = places.filter((p) => p.live.length > 0);
  if (rooted.length === 0 && !hasTry) return func;
  const dom = buildDominators(shape.cfg, func.blocks.length);
  const weight = weights(func, shape, dom);
  const isWarm = (p: Place): boolean => weight[p.block] >= 1 || p.stmt === func.blocks[p.block].stmts.length;
  const frame = hasTry
    ? { start: shape.cfg.rpo[0], covers: new Uint8Array(func.blocks.length).fill(1), blocks: shape.cfg.rpo }
    : placeFrame(
        shape.cfg,
        dom,
        rooted.filter(isWarm).map((p) => p.block),
      );
  const found = numberRoots(
    func,
    places.filter((p) => frame.covers[p.block]),
    live,
    frame,
  );
  const plan = found.roots.length === 0 ? emptyPlan : planStores(func, shape, found, weight);
  return rewrite(func, { ...plan, frame, alone: rooted.filter((p) => !frame.covers[p.block]) }, hasTry, options);
}

const reserveName = "roots.reserve";

const callsReserve = (func: IrFunc): boolean =>
  func.blocks.some((b) =>
    b.stmts.some((s) => s.kind === "call" && s.callee.kind === "func" && s.callee.name === reserveName),
  );

/** (size): $ssp -= size; if ($ssp <u $ssl) call $grow. */
function reserveFunc({ pointer, limit, grow }: RootOptions): IrFunc {
  const ssp: Expr = { kind: "global", name: pointer };
  return {
    name: reserveName,
    signature: { params: ["i32"], results: [] },
    locals: [{ type: "i32", name: "size" }],
    noRoots: true,
    inline: "never",
    blocks: [
      {
        stmts: [
          {
            kind: "set_global",
            name: pointer,
            value: { kind: "op", op: "i32.sub", args: [ssp, { kind: "local", local: 0 }] },
          },
        ],
        end: {
          kind: "branch",
          cond: { kind: "op", op: "i32.lt_u", args: [ssp, { kind: "global", name: limit }] },
          then: 1,
          else: 2,
        },
      },
      {
        stmts: [{ kind: "call", dsts: [], callee: { kind: "func", name: grow }, args: [] }],
        end: { kind: "jump", block: 2 },
        cold: true,
      },
      { stmts: [], end: { kind: "return", values: [] } },
    ],
  };
}

/** Gives the locals that the frame must hold their numbers. */
function numberRoots(func: IrFunc, places: readonly Place[], live: Liveness, frame: FramePlace): Found {
  const rootOf = new Int32Array(func.locals.length).fill(-1);
  const roots: number[] = [];
  const root = (x: number): number => {
    if (rootOf[x] < 0) {
      rootOf[x] = roots.length;
      roots.push(x);
    }
    return rootOf[x];
  };
  const safepoints = places.map((p): Safepoint => ({ ...p, roots: p.live.map(root) }));
  return { safepoints, roots, rootOf, live, frame };
}

function findSafepoints(func: IrFunc, shape: Shape, effects: Effects): { places: Place[]; live: Liveness } {
  const { cfg, regions } = shape;
  const isPtr = (x: number): boolean => func.locals[x].type === "ptr";
  const live = buildLiveness(func, cfg, regions, isPtr);
  const places: Place[] = [];
  const set = new LocalSet(func.locals.length);
  const read = (e: Expr): void => {
    if (e.kind === "local" && isPtr(e.local)) set.add(e.local);
  };
  const readAll = (e: Expr): void => forEachNode(e, read);
  for (const b of cfg.rpo) {
    const { stmts, end } = func.blocks[b];
    if (end.kind !== "resume" && !stmts.some((s) => effects.ofStmt(s) !== "none")) continue;
    const handler: number[] = [];
    const handlerSet = live.handlerLive.get(regions[b]);
    if (handlerSet) forEachLive(live, handlerSet, 0, (x) => handler.push(x));
    set.clear();
    forEachLive(live, live.liveOut, b, (x) => set.add(x));
    const here: Place[] = [];
    if (end.kind === "resume") here.push({ block: b, stmt: stmts.length, live: set.list(), returns: true });
    forEachExprOfEnd(end, readAll);
    for (let i = stmts.length - 1; i >= 0; i--) {
      const stmt = stmts[i];
      for (const x of defsOf(stmt)) if (x >= 0) set.delete(x);
      const effect = effects.ofStmt(stmt);
      if (effect !== "none") {
        for (const x of handler) set.add(x);
        const returns = effect === "collects";
        here.push({ block: b, stmt: i, live: returns ? set.list() : handler, returns });
      }
      forEachExpr(stmt, readAll);
    }
    places.push(...here.reverse());
  }
  return { places, live };
}

/** A set of locals that can be listed in time proportional to its size. */
class LocalSet {
  private readonly at: Int32Array;
  private members: number[] = [];
  constructor(locals: number) {
    this.at = new Int32Array(locals).fill(-1);
  }
  add(x: number): void {
    if (this.at[x] >= 0) return;
    this.at[x] = this.members.length;
    this.members.push(x);
  }
  delete(x: number): void {
    const i = this.at[x];
    if (i < 0) return;
    const last = this.members.pop()!;
    if (last !== x) {
      this.members[i] = last;
      this.at[last] = i;
    }
    this.at[x] = -1;
  }
  clear(): void {
    for (const x of this.members) this.at[x] = -1;
    this.members = [];
  }
  list(): number[] {
    return this.members.slice();
  }
}

/** How often a block runs, roughly: 8 times per loop around it, next to never when it is cold or leads to no return. */
function weights(func: IrFunc, shape: Shape, dom: Dominators): Float64Array {
  const depth = loopDepths(shape.cfg, dom, func.blocks.length);
  const weight = new Float64Array(func.blocks.length);
  for (let b = 0; b < weight.length; b++)
    weight[b] = 8 ** Math.min(depth[b], 6) * (func.blocks[b].cold || shape.doomed[b] ? 1 / 64 : 1);
  return weight;
}

const i32 = (value: number): Expr => ({ kind: "const", type: "i32", value });

type Placed = Plan & {
  readonly frame: FramePlace;
  /** Safepoints that get frames of their own. */
  readonly alone: readonly Place[];
};

function rewrite(func: IrFunc, plan: Placed, hasTry: boolean, options: RootOptions): IrFunc {
  const { start: home, covers } = plan.frame;
  const size = plan.slots * 4;
  const ssp: Expr = { kind: "global", name: options.pointer };
  const ssb: Expr = { kind: "global", name: options.base };
  const setPointer = (value: Expr): Stmt => ({ kind: "set_global", name: options.pointer, value });
  const sum = (op: "i32.add" | "i32.sub", a: Expr, b: Expr): Expr => ({ kind: "op", op, args: [a, b] });
  const toSlot = (slot: number, value: Expr): Stmt => ({
    kind: "store",
    op: "i32.store",
    address: ssp,
    offset: slot * 4,
    value,
  });
  const storeLocal = (x: number): Stmt => toSlot(plan.slotOf.get(x)!, { kind: "local", local: x });
  const clearSlot = (slot: number): Stmt => toSlot(slot, i32(0));
  const pop: Stmt[] = size > 0 ? [setPointer(sum("i32.add", ssp, i32(size)))] : [];

  const alone = new Map<number, Place[]>();
  for (const place of plan.alone) push(alone, place.block, place);
  const inFrame = (stmt: Stmt, { live }: Place): Stmt[] => [
    { kind: "call", dsts: [], callee: { kind: "func", name: reserveName }, args: [i32(live.length * 4)] },
    ...live.map((x, slot) => toSlot(slot, { kind: "local", local: x })),
    stmt,
    setPointer(sum("i32.add", ssp, i32(live.length * 4))),
  ];

  const locals: IrLocal[] = func.locals.slice();
  const depth = locals.length;
  if (hasTry) locals.push({ type: "i32", name: "depth" });
  const arrivals = arrivalStores(func, plan, storeLocal);
  const handlers = new Set<number>();
  for (const { end } of func.blocks) if (end.kind === "try") for (const c of end.catches) handlers.add(c.block);

  const blocks = func.blocks.map((block, b): IrBlock => {
    if (!covers[b]) {
      const places = alone.get(b);
      if (!places) return block;
      const placeOf = new Map(places.map((p) => [p.stmt, p]));
      return {
        ...block,
        stmts: block.stmts.flatMap((s, i) => {
          const place = placeOf.get(i);
          return place ? inFrame(s, place) : [s];
        }),
      };
    }
    const stmts: Stmt[] = [];
    if (handlers.has(b)) stmts.push(setPointer(sum("i32.sub", ssb, { kind: "local", local: depth })));
    stmts.push(...(arrivals.get(b) ?? []));
    const places = plan.before.get(b);
    const prepare = (i: number): void => {
      const place = places?.get(i);
      if (!place) return;
      for (const x of place.store) stmts.push(storeLocal(x));
      for (const slot of place.clear) stmts.push(clearSlot(slot));
    };
    block.stmts.forEach((stmt, i) => {
      prepare(i);
      stmts.push(stmt);
      for (const x of defsOf(stmt)) if (plan.eager.has(x)) stmts.push(storeLocal(x));
    });
    prepare(block.stmts.length);
    if (block.end.kind === "return" || block.end.kind === "return_call") stmts.push(...pop);
    return { ...block, stmts };
  });

  if (home < 0) return { ...func, blocks };
  // The prologue takes the place of the block it stands before, which moves to the end: edges from outside the frame lead to
  // the prologue, those from inside to the block.
  const body = blocks.length;
  const grow = body + 1;
  const first: Stmt[] = [
    ...plan.clear.map(clearSlot),
    ...plan.entry.map(storeLocal),
    ...(hasTry ? [{ kind: "set", local: depth, value: sum("i32.sub", ssb, ssp) } as const] : []),
  ];
  const hasInnerEdges = blocks.some((b, i) => covers[i] && successorsOf(b.end).includes(home));
  const moved = (end: Terminator): Terminator => mapBlocks(end, (to) => (to === home ? body : to));
  const rest = blocks.map((b, i): IrBlock => (covers[i] ? { ...b, end: moved(b.end) } : b));
  const { cold, ...old } = rest[home];
  if (size === 0) {
    if (!hasInnerEdges)
      return { ...func, locals, blocks: blocks.with(home, { ...blocks[home], stmts: [...first, ...old.stmts] }) };
    return { ...func, locals, blocks: [...rest.with(home, { stmts: first, end: { kind: "jump", block: body } }), old] };
  }
  const check: IrBlock = {
    stmts: [setPointer(sum("i32.sub", ssp, i32(size)))],
    end: {
      kind: "branch",
      cond: { kind: "op", op: "i32.lt_u", args: [ssp, { kind: "global", name: options.limit }] },
      then: grow,
      else: body + 2,
    },
  };
  const callGrow: IrBlock = {
    stmts: [{ kind: "call", dsts: [], callee: { kind: "func", name: options.grow }, args: [] }],
    end: { kind: "jump", block: body + 2 },
    cold: true,
  };
  const start: IrBlock = { stmts: first, end: { kind: "jump", block: body } };
  const isCold = cold ? { cold } : {};
  return {
    ...func,
    locals,
    blocks: [...rest.with(home, { ...check, ...isCold }), { ...old, ...isCold }, callGrow, { ...start, ...isCold }],
  };
}

/** Stores of eager roots that an edge writes (caught values, results of resume), by the block the edge leads to. */
function arrivalStores(func: IrFunc, plan: Plan, storeLocal: (x: number) => Stmt): Map<number, Stmt[]> {
  const out = new Map<number, Stmt[]>();
  for (const block of func.blocks) {
    if (block.end.kind !== "try" && block.end.kind !== "resume") continue;
    for (const edge of edgesOf(block.end)) {
      const stores = edge.defs.filter((x) => plan.eager.has(x)).map(storeLocal);
      for (const store of stores) push(out, edge.to, store);
    }
  }
  return out;
}
