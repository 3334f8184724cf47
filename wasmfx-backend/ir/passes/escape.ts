// Escape analysis: which objects a function makes are out of reach when it returns, so that they may lie in its frame of the
// object stack (stack-objects.ts) instead of the heap.
//
// Every function becomes a graph of value flow. Its nodes are the heap, the results, the locals that may hold addresses, and the
// contents of the objects it makes. An edge a -> b of weight w says that b may hold what is found by following w pointers from
// the value of a; -1 is the address of a:
//
//   %p = alloc            object --(-1)--> %p          %y = load[%x]      %x --(1)--> %y
//   store[%p] = %x        %x --(0)--> object           store[%z] = %x     %x --(0)--> heap        (%z may point anywhere)
//   return %x             %x --(0)--> result           %r = call f(%x)    by the summary of f; to the heap when f is unknown
//
// An object escapes when its address (a distance of -1 or less) reaches the heap or a result. What a function does with a
// parameter is summed up as its distances to the heap and to each result; functions are treated callees first, those that
// call each other in a circle together, from the best assumption on until nothing changes.
//
// A call of a closure passes the closure itself as the first argument. That is no escape: what the function does with it is
// charged where the closure is made, for there the function is known. The terms follow Go's own analysis
// (cmd/compile/internal/escape): one cell for the contents of an object, stores through other pointers count as escapes.
//
// A small function that makes an object and returns it (makers.ts: `func NewPoint(x, y int) *Point`) is put where it is called when the
// object would be local there.

import type { Callee, Expr, IrFunc, IrModule, IrType, Stmt } from "../ir.ts";
import { defsOf, edgeDefsOf } from "../visit.ts";
import { Makers } from "./makers.ts";

export interface EscapeOptions {
  /** (size, type): a zeroed object. The type is 0 when it holds no pointers. */
  readonly allocate: string;
  /** (type, size, n): a zeroed array of n elements. */
  readonly allocateArray: string;
  /** (address, value): a store of a pointer that the collector is told of. */
  readonly storePointer: string;
  /** Functions that neither keep what they are given nor return it, or are to be treated so. */
  readonly harmless: ReadonlySet<string>;
  /** True for functions that may carry pointers in integers: what they load from memory counts as pointers whatever its type. */
  readonly isRaw: (func: string) => boolean;
}

/** A statement that makes an object of `size` bytes, which only local `pointer` is set to, and only there. */
export interface Site {
  readonly block: number;
  readonly stmt: number;
  readonly size: number;
  readonly hasPointers: boolean;
  readonly pointer: number;
  /** Locals that may hold the object's address, or lead to it by loads. */
  readonly holders: () => readonly number[];
}

/** Larger objects stay in the heap, as with gc. */
const maxObjectSize = 64 << 10;

/** The module with makers put in place, and the sites of each of its functions whose objects do not outlive it. */
export function findLocalObjects(
  module: IrModule,
  options: EscapeOptions,
): { readonly module: IrModule; readonly sites: ReadonlyMap<IrFunc, readonly Site[]> } {
  const analysis = new Analysis(module, options);
  for (const group of groupsCalleesFirst(module, analysis.funcs)) analysis.summarise(group);
  const sites = new Map<IrFunc, Site[]>();
  const funcs = module.funcs.map((original) => {
    const func = analysis.withMakers(original);
    const local = analysis.localSites(func);
    if (local.length > 0) sites.set(func, local);
    return func;
  });
  return { module: { ...module, funcs }, sites };
}

// ---------------------------------------------------------------- summaries

/** Distances from a parameter to the heap and to each result; `never` when it does not get there. */
interface Flow {
  readonly heap: number;
  readonly results: readonly number[];
}

const never = 100;
/** Larger distances count as this one. */
const most = 3;

type Summary = readonly Flow[];

/** The summary of a function that lets its parameters go nowhere. */
function nothing(func: IrFunc): Summary {
  const results = func.signature.results.map(() => never);
  return func.signature.params.map(() => ({ heap: never, results }));
}

const sameSummary = (a: Summary, b: Summary): boolean =>
  a.every((flow, i) => flow.heap === b[i].heap && flow.results.every((d, j) => d === b[i].results[j]));

class Analysis {
  readonly options: EscapeOptions;
  readonly funcs: ReadonlyMap<string, IrFunc>;
  private readonly summaries = new Map<string, Summary>();
  private readonly graphs = new Map<IrFunc, Graph>();
  readonly makers: Makers;
  /** Functions in which makers were put in place, and what became of them. */
  private readonly changed = new Map<IrFunc, IrFunc>();

  constructor(module: IrModule, options: EscapeOptions) {
    this.options = options;
    this.makers = new Makers(options);
    this.funcs = new Map(module.funcs.map((f) => [f.name, f]));
  }

  /** What a known function does with its parameters. */
  summaryOf(name: string): Summary | undefined {
    return this.summaries.get(name);
  }

  summarise(group: readonly IrFunc[]): void {
    for (const func of group) this.summaries.set(func.name, nothing(func));
    const work = group.filter((f) => !this.options.harmless.has(f.name)).reverse();
    const waits = new Set(work);
    const callers = group.length > 1 ? callersIn(group, this.funcs) : undefined;
    while (work.length > 0) {
      const func = work.pop()!;
      waits.delete(func);
      const graph = new Graph(func, this);
      if (graph.sites.length > 0) this.graphs.set(func, graph);
      const summary = graph.summary();
      if (sameSummary(summary, this.summaries.get(func.name)!)) continue;
      this.summaries.set(func.name, summary);
      for (const caller of callers?.get(func) ?? (graph.callsItself ? [func] : [])) {
        if (waits.has(caller)) continue;
        waits.add(caller);
        work.push(caller);
      }
    }
    for (const func of group) this.putMakers(func, group.length === 1);
  }

  withMakers(func: IrFunc): IrFunc {
    return this.changed.get(func) ?? func;
  }

  /** Puts makers in place whose objects would be local; `func`, as it is then, may be a maker too. */
  private putMakers(func: IrFunc, isAlone: boolean): void {
    if (func.noRoots) return;
    const calls = this.makers.areCalledBy(func) ? new Graph(func, this, true).localMakers() : undefined;
    if (!calls || calls.size === 0) return this.makers.note(func);
    const changed = this.makers.put(func, calls);
    this.makers.note(changed);
    this.changed.set(func, changed);
    const graph = new Graph(changed, this);
    this.graphs.set(changed, graph);
    if (isAlone && !graph.callsItself) this.summaries.set(func.name, graph.summary());
  }

  localSites(func: IrFunc): Site[] {
    const graph = this.graphs.get(func);
    if (!graph || func.noRoots) return [];
    return graph.localSites();
  }
}

// ---------------------------------------------------------------- one function

const heap = 0;
/** The bit of the highest level that `holders` tells from others. */
const topLevel = 1 << 3;

/** Where something comes from, and the weight of the way. */
interface Edge {
  readonly from: number;
  readonly weight: number;
}

class Graph {
  readonly sites: Site[] = [];
  callsItself = false;
  private readonly func: IrFunc;
  private readonly analysis: Analysis;
  private readonly withMakers: boolean;
  private readonly raw: boolean;
  /** The edges that lead to each node. */
  private readonly into: (Edge[] | undefined)[] = [];
  private out: { readonly to: number; readonly weight: number }[][] | undefined;
  /** The site whose pointer a local is a copy of, or -1. */
  private readonly siteOf: Int32Array;
  /** Calls that make an object, and their sites. */
  private readonly made = new Map<Stmt, number>();
  private readonly firstLocal: number;
  private readonly firstSite: number;

  /** `withMakers`: calls of makers count as sites, to find out which of them are worth putting in place. */
  constructor(func: IrFunc, analysis: Analysis, withMakers = false) {
    this.func = func;
    this.analysis = analysis;
    this.withMakers = withMakers;
    this.raw = analysis.options.isRaw(func.name);
    this.firstLocal = 1 + func.signature.results.length;
    this.firstSite = this.firstLocal + func.locals.length;
    this.siteOf = new Int32Array(func.locals.length).fill(-1);
    this.findSites();
    if (this.sites.length === 0 && !func.signature.params.some((type) => this.isTracked(type))) return;
    for (const block of func.blocks) {
      for (const stmt of block.stmts) this.stmt(stmt);
      this.end(block.end);
    }
  }

  /** What becomes of a parameter of this type is worth knowing. */
  private isTracked(type: IrType): boolean {
    return type === "ptr" || (this.raw && type === "i32");
  }

  // ------------------------------ results

  summary(): Summary {
    const { params, results } = this.func.signature;
    const tracked = params.map((type) => this.isTracked(type));
    if (!tracked.includes(true)) return params.map(() => ({ heap: 0, results: results.map(() => 0) }));
    const toResults = results.map((_, j) => this.distances([1 + j]));
    // What lies in an object that a result leads to is in the heap: the caller knows the object only by its address.
    const returned = new Set([heap]);
    let toHeap = this.distances(returned);
    for (let known = 0; known < returned.size; ) {
      known = returned.size;
      for (let site = 0; site < this.sites.length; site++) {
        const node = this.firstSite + site;
        if (toHeap[node] < 0 || toResults.some((d) => d[node] < 0)) returned.add(node);
      }
      if (returned.size > known) toHeap = this.distances(returned);
    }
    return params.map((_, i) => {
      if (!tracked[i]) return { heap: 0, results: results.map(() => 0) };
      const param = this.firstLocal + i;
      return { heap: toHeap[param], results: toResults.map((d) => d[param]) };
    });
  }

  /** Which sites' objects are out of reach when the function returns. */
  localSites(): Site[] {
    let local = this.sites;
    for (let sink = heap; sink < this.firstLocal && local.length > 0; sink++) {
      const distance = this.distances([sink]);
      local = local.filter((site) => distance[this.firstSite + this.sites.indexOf(site)] >= 0);
    }
    return local;
  }

  /** The calls of makers whose objects are out of reach when the function returns. */
  localMakers(): Set<Stmt> {
    const calls = this.localSites().map(({ block, stmt }) => this.func.blocks[block].stmts[stmt]);
    return new Set(
      calls.filter((s) => s.kind === "call" && s.callee.kind === "func" && this.analysis.makers.has(s.callee.name)),
    );
  }

  /**
   * Locals that may hold the object's address (level 0), or lead to it by so many loads. Levels are kept as bits; the last one
   * stands for all above it too.
   */
  private holders(site: number): number[] {
    const levels = new Map<number, number>();
    const work: number[] = [];
    const add = (node: number, bits: number): void => {
      const known = levels.get(node) ?? 0;
      if ((known | bits) === known) return;
      levels.set(node, known | bits);
      work.push(node);
    };
    for (const { to, weight } of this.outOf(this.firstSite + site)) if (weight < 0) add(to, 1);
    while (work.length > 0) {
      const node = work.pop()!;
      const here = levels.get(node)!;
      for (const { to, weight } of this.outOf(node)) {
        const moved = weight < 0 ? here << 1 : here >> weight;
        const isDeep = (here & topLevel) !== 0 || moved > topLevel;
        add(to, (moved & (2 * topLevel - 1)) | (isDeep ? topLevel : 0));
      }
    }
    const isLocal = (n: number): boolean => n >= this.firstLocal && n < this.firstSite;
    return [...levels.keys()].filter(isLocal).map((n) => n - this.firstLocal);
  }

  /** The edges that lead out of a node. */
  private outOf(node: number): readonly { readonly to: number; readonly weight: number }[] {
    if (!this.out) {
      this.out = [];
      for (const [to, edges] of this.into.entries())
        for (const { from, weight } of edges ?? []) (this.out[from] ??= []).push({ to, weight });
    }
    return this.out[node] ?? [];
  }

  /** The least distance of each node to one of some. What a node holds the address of is as near as the node itself, or nearer. */
  private distances(to: Iterable<number>): Int8Array {
    const best = new Int8Array(this.firstSite + this.sites.length).fill(never);
    const work = [...to];
    for (const node of work) best[node] = 0;
    while (work.length > 0) {
      const node = work.pop()!;
      const edges = this.into[node];
      if (!edges) continue;
      const here = Math.max(best[node], 0);
      for (let i = 0; i < edges.length; i++) {
        const { from, weight } = edges[i];
        const there = Math.min(here + weight, most);
        if (best[from] <= there) continue;
        best[from] = there;
        work.push(from);
      }
    }
    return best;
  }

  // ------------------------------ sites

  private findSites(): void {
    const { func, siteOf } = this;
    const writes = new Uint8Array(func.locals.length);
    const write = (x: number): void => {
      if (x >= 0 && writes[x] < 2) writes[x]++;
    };
    for (let x = 0; x < func.signature.params.length; x++) write(x);
    for (const { stmts, end } of func.blocks) {
      for (const stmt of stmts) for (const x of defsOf(stmt)) write(x);
      for (const x of edgeDefsOf(end)) write(x);
    }
    const copies: { readonly to: number; readonly from: number }[] = [];
    func.blocks.forEach((block, b) => {
      block.stmts.forEach((stmt, i) => {
        if (stmt.kind === "set" && stmt.value.kind === "local" && writes[stmt.local] === 1)
          copies.push({ to: stmt.local, from: stmt.value.local });
        const size = block.cold ? undefined : this.sizeMade(stmt);
        if (size === undefined || stmt.kind !== "call") return;
        const [pointer] = stmt.dsts;
        if (pointer === undefined || pointer < 0 || writes[pointer] !== 1 || func.locals[pointer].type !== "ptr")
          return;
        const site = this.sites.length;
        const hasPointers = size === 0 || this.typeMade(stmt) !== 0;
        this.sites.push({ block: b, stmt: i, size, hasPointers, pointer, holders: () => this.holders(site) });
        siteOf[pointer] = site;
        this.made.set(stmt, site);
        this.edge(this.firstSite + site, this.firstLocal + pointer, -1);
      });
    });
    for (let found = this.sites.length > 0; found; ) {
      found = false;
      for (const { to, from } of copies) {
        if (siteOf[to] >= 0 || siteOf[from] < 0) continue;
        siteOf[to] = siteOf[from];
        found = true;
      }
    }
  }

  /** The size of the object that a statement makes, when that is known and not too much; 0 for a call of a maker. */
  private sizeMade(stmt: Stmt): number | undefined {
    if (stmt.kind !== "call" || stmt.callee.kind !== "func") return undefined;
    const { allocate, allocateArray } = this.analysis.options;
    const { name } = stmt.callee;
    let size = -1;
    if (name === allocate) size = constant(stmt.args[0]);
    else if (name === allocateArray) {
      const each = constant(stmt.args[1]);
      const n = constant(stmt.args[2]);
      if (each >= 0 && n >= 0) size = each * n;
    } else if (this.withMakers && this.analysis.makers.has(name)) return 0;
    return size > 0 && size <= maxObjectSize ? size : undefined;
  }

  /** Its type as the allocator gets it: 0 when it holds no pointers. */
  private typeMade(stmt: Stmt & { kind: "call" }): number {
    const isArray = stmt.callee.kind === "func" && stmt.callee.name === this.analysis.options.allocateArray;
    return constant(stmt.args[isArray ? 0 : 1]);
  }

  /** The site that an address surely lies in, or -1. */
  private siteAt(address: Expr): number {
    if (address.kind === "local") return this.siteOf[address.local];
    if (address.kind === "cast") return this.siteAt(address.value);
    if (address.kind === "op" && address.op === "i32.add" && address.args[1].kind === "const")
      return this.siteAt(address.args[0]);
    return -1;
  }

  /** Where a store through an address puts values. */
  private cellAt(address: Expr): number {
    const site = this.siteAt(address);
    return site < 0 ? heap : this.firstSite + site;
  }

  // ------------------------------ flow

  private edge(from: number, to: number, weight: number): void {
    if (from !== to) (this.into[to] ??= []).push({ from, weight });
  }

  private carries(local: number): boolean {
    const { type } = this.func.locals[local];
    return type === "ptr" || type === "i32" || (type === "i64" && this.raw);
  }

  /** Whatever addresses the value of `e` may be made of flow to `to`. */
  private flow(e: Expr, to: number, weight: number, asPointer: boolean): void {
    switch (e.kind) {
      case "local":
        if (this.carries(e.local)) this.edge(this.firstLocal + e.local, to, weight);
        return;
      case "load":
        if (asPointer || this.raw || e.type === "ptr") this.flow(e.address, to, weight + 1, true);
        return;
      case "op":
        if (comparisons.test(e.op)) return;
        for (const arg of e.args) this.flow(arg, to, weight, asPointer);
        return;
      case "select":
        this.flow(e.then, to, weight, asPointer);
        return this.flow(e.else, to, weight, asPointer);
      case "cast":
        return this.flow(e.value, to, weight, asPointer || e.to === "ptr");
    }
  }

  /** A value goes where it cannot be followed. */
  private leak(e: Expr): void {
    this.flow(e, heap, 0, false);
  }

  private stmt(stmt: Stmt): void {
    switch (stmt.kind) {
      case "set":
        if (this.carries(stmt.local))
          return this.flow(stmt.value, this.firstLocal + stmt.local, 0, this.func.locals[stmt.local].type === "ptr");
        return this.leak(stmt.value);
      case "set_global":
        return this.leak(stmt.value);
      case "store": {
        const cell = this.cellAt(stmt.address);
        if (stmt.value.kind === "table_slot") return this.closure(stmt.value.func, stmt.address, stmt.offset);
        return this.flow(stmt.value, cell, 0, false);
      }
      case "memory_copy":
        return this.flow(stmt.source, this.cellAt(stmt.dest), 1, true);
      case "memory_fill":
      case "memory_grow":
        return;
      case "call":
        return this.call(
          stmt.callee,
          stmt.args,
          (j) => {
            const dst = stmt.dsts[j] ?? -1;
            return dst >= 0 && this.carries(dst) ? this.firstLocal + dst : -1;
          },
          stmt,
        );
      case "cont_new":
        return this.leak(stmt.func);
      case "suspend":
      case "switch":
        for (const arg of stmt.args) this.leak(arg);
    }
  }

  private end(end: IrFunc["blocks"][number]["end"]): void {
    switch (end.kind) {
      case "return":
        end.values.forEach((value, j) => {
          this.flow(value, 1 + j, 0, this.func.signature.results[j] === "ptr");
        });
        return;
      case "return_call":
        // The frame is gone before the callee begins.
        for (const arg of end.args) this.leak(arg);
        return;
      case "throw":
      case "resume":
        for (const arg of end.args) this.leak(arg);
    }
  }

  /** A call; `result` is the node of its j-th result, -1 when nobody wants it. */
  private call(callee: Callee, args: readonly Expr[], result: (j: number) => number, stmt: Stmt): void {
    if (this.made.has(stmt)) return;
    if (callee.kind !== "func") {
      const isClosure = callee.kind === "table" && this.isSlotOf(callee.slot, args[0]);
      for (let i = isClosure ? 1 : 0; i < args.length; i++) this.leak(args[i]);
      return;
    }
    const { options } = this.analysis;
    if (options.harmless.has(callee.name)) return;
    if (callee.name === options.storePointer) return this.flow(args[1], this.cellAt(args[0]), 0, true);
    if (callee.name === this.func.name) this.callsItself = true;
    const summary = this.analysis.summaryOf(callee.name);
    args.forEach((arg, i) => {
      if (!summary) return this.leak(arg);
      const { heap: toHeap, results } = summary[i];
      if (toHeap !== never) this.flow(arg, heap, toHeap, false);
      results.forEach((distance, j) => {
        const node = distance === never ? -1 : result(j);
        if (node >= 0) this.flow(arg, node, distance, false);
      });
    });
  }

  /** The slot is read from the closure that is passed along. */
  private isSlotOf(slot: Expr, closure: Expr | undefined): boolean {
    return (
      slot.kind === "load" &&
      slot.offset === 0 &&
      slot.address.kind === "local" &&
      closure?.kind === "local" &&
      closure.local === slot.address.local
    );
  }

  /** A closure over `func` is made at an address: what `func` does with it happens to the object there. */
  private closure(func: string, address: Expr, offset: number): void {
    const summary = this.analysis.summaryOf(func);
    if (offset === 0 && summary && summary.length > 0) {
      const { heap: toHeap, results } = summary[0];
      const worst = Math.min(toHeap, ...results);
      if (worst !== never) this.flow(address, heap, worst, true);
    } else this.flow(address, heap, 0, true);
  }
}

const constant = (e: Expr): number => (e.kind === "const" && e.type === "i32" ? e.value : -1);

const comparisons = /^i(32|64)\.(eqz?|ne|[lg][te]_[su])$|^f(32|64)\.(eq|ne|[lg][te])$/;

// ---------------------------------------------------------------- order

/** Functions in groups that call each other in circles, each group behind those it calls (Tarjan). */
function groupsCalleesFirst(module: IrModule, named: ReadonlyMap<string, IrFunc>): IrFunc[][] {
  const groups: IrFunc[][] = [];
  const number = new Map<IrFunc, number>();
  const low = new Map<IrFunc, number>();
  const open: IrFunc[] = [];
  const isOpen = new Set<IrFunc>();
  for (const root of module.funcs) {
    if (number.has(root)) continue;
    const stack: { readonly func: IrFunc; readonly next: Iterator<IrFunc> }[] = [];
    const enter = (func: IrFunc): void => {
      number.set(func, number.size);
      low.set(func, number.get(func)!);
      open.push(func);
      isOpen.add(func);
      stack.push({ func, next: mentioned(func, named).values() });
    };
    enter(root);
    while (stack.length > 0) {
      const { func, next } = stack[stack.length - 1];
      const { value: callee, done } = next.next();
      if (!done) {
        if (!number.has(callee)) enter(callee);
        else if (isOpen.has(callee)) low.set(func, Math.min(low.get(func)!, number.get(callee)!));
        continue;
      }
      stack.pop();
      const above = stack.at(-1)?.func;
      if (above) low.set(above, Math.min(low.get(above)!, low.get(func)!));
      if (low.get(func) !== number.get(func)) continue;
      const group: IrFunc[] = [];
      for (let member: IrFunc | undefined; member !== func; ) {
        member = open.pop()!;
        isOpen.delete(member);
        group.push(member);
      }
      groups.push(group);
    }
  }
  return groups;
}

/** For each function of a group those of the group that mention it. */
function callersIn(group: readonly IrFunc[], named: ReadonlyMap<string, IrFunc>): Map<IrFunc, IrFunc[]> {
  const callers = new Map<IrFunc, IrFunc[]>(group.map((f) => [f, []]));
  for (const func of group) for (const callee of mentioned(func, named)) callers.get(callee)?.push(func);
  return callers;
}

/** The functions that a function calls, or makes closures over. */
function mentioned(func: IrFunc, named: ReadonlyMap<string, IrFunc>): Set<IrFunc> {
  const out = new Set<IrFunc>();
  const add = (name: string): void => {
    const callee = named.get(name);
    if (callee) out.add(callee);
  };
  for (const { stmts } of func.blocks) {
    for (const stmt of stmts) {
      if (stmt.kind === "call" && stmt.callee.kind === "func") add(stmt.callee.name);
      else if (stmt.kind === "store" && stmt.value.kind === "table_slot") add(stmt.value.func);
    }
  }
  return out;
}
