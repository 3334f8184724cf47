// The lowering of one function body: where each variable lives, where jumps go, and the small services that the files for
// single features (expr.ts, stmt.ts, call.ts, ...) share.

import type { Pos } from "../../diagnostics/index.ts";
import type { CodePos, IrFunc, Signature as IrSignature, IrType } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import type { CheckedPackage, Info } from "../types/info.ts";
import type { FuncOwner, Signature, Tuple, Type, Var } from "../types/types.ts";
import { underlying } from "../types/under.ts";
import { bug, Unsupported } from "./bug.ts";
import type { DeferState } from "./defer.ts";
import { Emitter } from "./emitter.ts";
import { addPtr, type Expr, i32, load, local, op, ptr, zeroOf } from "./ir-expr.ts";
import { type Layout, layoutOf } from "./layout.ts";
import type { Place } from "./place.ts";
import type { FuncTarget, Program } from "./program.ts";
import type { RangeFuncState } from "./range-func.ts";
import type { Subst } from "./subst.ts";

/** The leaves of a value (layout.ts); one ptr for a value in memory. */
export type Value = readonly Expr[];

/** What a declared function and all function literals in it share. */
export interface Unit {
  readonly name: string;
  literals: number;
  /** Variables that the bodies of range-over-func loops use from outside: they live in boxes when reassigned. */
  readonly rangeCaptured: Set<Var>;
  /** Some loop ranges over a function: results and the defer list are shared with its body. */
  rangesOverFuncs?: boolean;
}

/** Where break and continue go. */
export interface JumpTarget {
  readonly label: string | undefined;
  readonly breakTo: number;
  readonly continueTo: number | undefined;
  /** The next clause of a switch. */
  readonly fallthroughTo?: number;
}

/** The runtime, and what it is made of. */
const isInsideRuntime = (path: string): boolean => /^(runtime|internal\/abi|internal\/host)$/.test(path);

export class FuncLowering {
  readonly program: Program;
  readonly pkg: CheckedPackage;
  readonly info: Info;
  readonly subst: Subst;
  readonly unit: Unit;
  readonly em: Emitter;
  readonly sig: Signature;
  readonly places = new Map<Var, Place>();
  /** Set when results have variables of their own (named, or the function defers). */
  resultPlaces: Place[] | undefined;
  defers: DeferState | undefined;
  readonly jumps: JumpTarget[] = [];
  /** Blocks of labels, made when first mentioned. */
  readonly labels = new Map<string, number>();
  /** Inside the body of a range-over-func loop. */
  rangeFunc: RangeFuncState | undefined;
  /** The panic this function may recover from, when its body calls recover. */
  recoverable: number | undefined;
  private readonly panicBlocks = new Map<string, { block: number; runtimeFunc: string; pos: CodePos | undefined }>();
  /** Locals that were found not to be nil on the straight line of blocks named `chain`. */
  private nonNil: { readonly chain: number; readonly locals: Set<number> } = { chain: 0, locals: new Set() };
  private placeCache: { pos: number; place: Pos } | undefined;
  /** The body of a function literal. */
  isLiteral = false;
  /** How many function literals and loop bodies that become functions it has named after itself. */
  inner = 0;
  /** The label of the statement being lowered, for its loop or switch. */
  pendingLabel: string | undefined;
  /** The initializer of a package variable, outside of function literals: it has no local variables. */
  isInitializer = false;
  /** Functions that long literals in it were distributed over. */
  parts = 0;
  /** While the arguments of a call that takes pointers as numbers are evaluated: the pointers among them (uintptr-args.ts). */
  givenPointers: Expr[] | undefined;
  /** The inside of the allocator and the collector: no nil and bounds checks. */
  isUnchecked = false;

  constructor(
    program: Program,
    pkg: CheckedPackage,
    subst: Subst,
    unit: Unit,
    sig: Signature,
    name: string,
    ir: IrSignature,
  ) {
    this.program = program;
    this.pkg = pkg;
    this.info = pkg.info;
    this.subst = subst;
    this.unit = unit;
    this.sig = sig;
    this.em = new Emitter(name, ir);
  }

  // ---------------------------------------------------------------- types

  /** The type of an expression, without type parameters. */
  typeOf(e: ast.Expr): Type {
    const tv = this.info.types.get(e);
    if (tv) return this.subst.apply(tv.type);
    if (e.kind === "Ident") {
      const obj = this.info.defs.get(e) ?? this.info.uses.get(e);
      if (obj) return this.subst.apply(obj.type);
    }
    if (e.kind === "ParenExpr") return this.typeOf(e.x);
    return bug("func", `no type recorded for ${e.kind} at ${JSON.stringify(this.program.sources.place(e.pos))}`);
  }

  under(type: Type): Type {
    return underlying(type);
  }

  typeOfVar(v: Var): Type {
    return this.subst.apply(v.type);
  }

  layout(type: Type): Layout {
    return layoutOf(type);
  }

  // ---------------------------------------------------------------- variables

  /** Lives in memory of its own: its address is needed, or a closure shares it. */
  isBoxed(v: Var): boolean {
    const captured = v.isCaptured || this.unit.rangeCaptured.has(v);
    if (v.role === "result" && this.unit.rangesOverFuncs) return true;
    return v.isAddressTaken || (captured && (v.isReassigned || v.role === "result"));
  }

  /** Makes a variable; with `init` undefined it is zero. */
  declare(v: Var, init?: Value): void {
    const type = this.typeOfVar(v);
    const place =
      this.isBoxed(v) || layoutOf(type).inMemory
        ? this.newBox(type, init, v.name)
        : this.newLocals(type, init, v.name, !v.isReassigned && v.role !== "result");
    this.places.set(v, place);
  }

  newLocals(type: Type, init: Value | undefined, name?: string, isConstant = false): Place {
    const layout = layoutOf(type);
    const locals = layout.leaves.map((leaf) => this.em.newLocal(leaf.type, name));
    locals.forEach((l, i) => {
      this.em.set(l, init ? init[i] : zeroOf(layout.leaves[i].type));
    });
    if (isConstant) for (const l of locals) this.em.markSingle(l);
    return { kind: "locals", type, locals };
  }

  /** Fresh heap memory for a variable, and a local that points to it. */
  newBox(type: Type, init: Value | undefined, name?: string): Place {
    const layout = layoutOf(type);
    const address = this.newObject(type);
    const pointer = this.em.newLocal("ptr", name);
    this.em.set(pointer, address);
    const place: Place = { kind: "memory", type, base: local(pointer), offset: 0 };
    if (init) this.initMemory(type, local(pointer), 0, init, layout);
    return place;
  }

  placeOfVar(v: Var): Place {
    const place = this.places.get(v);
    if (place) return place;
    if (v.role === "package")
      return { kind: "memory", type: this.typeOfVar(v), base: ptr(this.program.globalAddress(v)), offset: 0 };
    return bug("func", `variable ${v.name} has no place in ${this.em.name}`);
  }

  // ---------------------------------------------------------------- memory

  /** Zeroed memory for one value. */
  newObject(type: Type): Expr {
    const layout = layoutOf(type);
    if (layout.size === 0) return ptr(this.program.zeroBase());
    const under = underlying(type);
    if (under.kind === "Array" && layout.hasPointers && layout.size > 1024) {
      return this.callRuntime("newelems", [
        i32(this.program.types.gcType(under.elem)),
        i32(layoutOf(under.elem).size),
        i32(under.length),
      ])[0];
    }
    return this.callRuntime("mallocgc", [i32(layout.size), i32(this.program.types.gcType(type))])[0];
  }

  /** The value at base + offset, now. */
  loadMemory(type: Type, base: Expr, offset: number): Value {
    const layout = layoutOf(type);
    if (layout.inMemory) return [this.em.temp("ptr", addPtr(base, i32(offset)))];
    return layout.leaves.map((leaf) => this.em.temp(leaf.type, load(leaf.load, leaf.type, base, offset + leaf.offset)));
  }

  /** Writes a value to memory that may hold another one. */
  storeMemory(type: Type, base: Expr, offset: number, value: Value, layout = layoutOf(type)): void {
    if (!layout.hasPointers || this.isUnchecked || this.program.isReadFirst(base)) {
      this.initMemory(type, base, offset, value, layout);
      return;
    }
    if (layout.inMemory) {
      this.beforeWrite(addPtr(base, i32(offset)), i32(layout.size));
      this.initMemory(type, base, offset, value, layout);
      return;
    }
    layout.leaves.forEach((leaf, i) => {
      if (leaf.type === "ptr") this.callRuntime("writeptr", [addPtr(base, i32(offset + leaf.offset)), value[i]]);
      else this.em.store(leaf.store, base, offset + leaf.offset, value[i]);
    });
  }

  /** Writes a value to fresh memory, where the collector has nothing to lose. */
  initMemory(type: Type, base: Expr, offset: number, value: Value, layout = layoutOf(type)): void {
    if (layout.inMemory) {
      this.em.emit({
        kind: "memory_copy",
        dest: addPtr(base, i32(offset)),
        source: value[0],
        length: i32(layout.size),
      });
      return;
    }
    layout.leaves.forEach((leaf, i) => {
      this.em.store(leaf.store, base, offset + leaf.offset, value[i]);
    });
  }

  /** Writes nil over the pointers of a value that was only handed over in memory, so that they keep nothing alive there. */
  forgetMemory(type: Type, base: Expr, layout = layoutOf(type)): void {
    if (layout.inMemory) return;
    for (const leaf of layout.leaves) if (leaf.type === "ptr") this.em.store(leaf.store, base, leaf.offset, ptr(0));
  }

  /** Tells the collector, if it is at work, that `length` bytes which may hold pointers are about to be overwritten. */
  beforeWrite(dest: Expr, length: Expr): void {
    if (!this.isUnchecked) this.callRuntime("beforewrite", [dest, length]);
  }

  zeroMemory(type: Type, base: Expr, offset: number): void {
    const layout = layoutOf(type);
    if (layout.inMemory) {
      if (layout.hasPointers) this.beforeWrite(addPtr(base, i32(offset)), i32(layout.size));
      this.em.emit({ kind: "memory_fill", dest: addPtr(base, i32(offset)), value: i32(0), length: i32(layout.size) });
      return;
    }
    this.storeMemory(type, base, offset, this.zero(type), layout);
  }

  /** Fresh memory holding value; for values that must outlive what they were read from. */
  copyToHeap(type: Type, value: Value): Expr {
    const address = this.newObject(type);
    this.initMemory(type, address, 0, value);
    return address;
  }

  zero(type: Type): Value {
    const layout = layoutOf(type);
    if (layout.inMemory) return [ptr(this.zeroArea(layout.size))];
    return layout.leaves.map((leaf) => zeroOf(leaf.type));
  }

  /** Static zeroes that nobody writes to. */
  private zeroArea(size: number): number {
    return this.program.zeroArea(size);
  }

  // ---------------------------------------------------------------- values

  /** Every leaf in a temporary: later statements cannot change it. A value in memory is not copied. */
  snapshot(type: Type, value: Value): Value {
    const { leaves } = layoutOf(type);
    return value.map((e, i) => this.em.temp(leaves[i].type, e));
  }

  /** Like snapshot, and memory is copied too. */
  ownCopy(type: Type, value: Value): Value {
    return layoutOf(type).inMemory ? [this.copyToHeap(type, value)] : this.snapshot(type, value);
  }

  /** For values kept while other code runs: memory that somebody else may change meanwhile is copied. */
  ownIfMoved(type: Type, value: Value): Value {
    return this.ownCopy(type, value);
  }

  /** A bool as an i32 expression from a control-flow decision. */
  boolResult(build: (set: (value: Expr) => void) => void): Expr {
    const result = this.em.newLocal("i32");
    build((value) => this.em.set(result, value));
    return local(result);
  }

  // ---------------------------------------------------------------- calls of the runtime

  callTarget(target: FuncTarget, args: readonly Expr[]): Expr[] {
    if (target.pkg.pkg.path === "runtime" && !isInsideRuntime(this.pkg.pkg.path))
      this.program.runtimeCalls.add(target.name);
    this.program.requestTarget(target);
    return this.em.call({ kind: "func", name: target.name }, args, target.ir.results);
  }

  /** Calls a function of package runtime with flattened arguments; i32 and ptr may stand for each other. */
  callRuntime(name: string, args: readonly Expr[]): Expr[] {
    const target = this.program.runtimeFunc(name);
    return this.callTarget(
      target,
      args.map((arg, i) => this.em.coerce(target.ir.params[i], arg)),
    );
  }

  /** Panics when cond holds: calls a runtime function that does not return. */
  panicIf(cond: Expr, runtimeFunc: string, args: readonly Expr[] = []): void {
    this.em.guard(cond, () => {
      this.callRuntime(runtimeFunc, args);
    });
  }

  /** Panics as for a nil pointer when p is 0. */
  nilCheck(p: Expr): void {
    if (this.isUnchecked || (p.kind === "const" && p.value !== 0)) return;
    const { em } = this;
    if (this.nonNil.chain !== em.chain) this.nonNil = { chain: em.chain, locals: new Set() };
    if (p.kind === "local") {
      if (this.nonNil.locals.has(p.local)) return;
      if (em.isSingle(p.local)) this.nonNil.locals.add(p.local);
    }
    const good = em.newBlock();
    em.branch(p.kind === "const" ? i32(1) : op("i32.eqz", p), this.panicBlock("panicmem"), good);
    em.proceed(good);
  }

  /** Panics as for a division by zero; without it the instruction traps. */
  divideCheck(isZero: Expr): void {
    if (this.isUnchecked || (isZero.kind === "const" && isZero.value === 0)) return;
    const good = this.em.newBlock();
    this.em.branch(isZero, this.panicBlock("panicdivide"), good);
    this.em.proceed(good);
  }

  /** The block of this line that calls a runtime function which panics: one for all checks on the line. */
  private panicBlock(runtimeFunc: string): number {
    const { pos } = this.em;
    const key = `${runtimeFunc}:${pos?.line ?? 0}:${pos?.file ?? ""}`;
    let found = this.panicBlocks.get(key);
    if (!found) {
      found = { block: this.em.newBlock(true), runtimeFunc, pos };
      this.panicBlocks.set(key, found);
    }
    return found.block;
  }

  // ---------------------------------------------------------------- the whole

  setPos(pos: number): void {
    if (this.placeCache?.pos !== pos) this.placeCache = { pos, place: this.program.sources.place(pos) };
    this.em.pos = this.placeCache!.place;
  }

  /** A local of type i32 or another IR type that is not a Go variable. */
  scratch(type: IrType): number {
    return this.em.newLocal(type);
  }

  unsupported(pos: number, what: string): never {
    throw new Unsupported(pos, what);
  }

  finish(extra: Partial<IrFunc> = {}): IrFunc {
    for (const { block, runtimeFunc, pos } of this.panicBlocks.values()) {
      this.em.end({ kind: "unreachable" });
      this.em.at(block);
      this.em.pos = pos;
      this.callRuntime(runtimeFunc, []);
      this.em.end({ kind: "unreachable" });
    }
    return this.em.finish(extra);
  }

  /** The signature of a body, its own Var objects (for places) and its concrete types. */
  bodySignature(owner: FuncOwner): { generic: Signature; concrete: Signature } {
    const generic = this.info.signatures.get(owner) ?? bug("func", "function without signature");
    return { generic, concrete: this.subst.apply(generic) as Signature };
  }

  tupleTypes(tuple: Tuple): Type[] {
    return tuple.vars.map((v) => this.subst.apply(v.type));
  }
}
