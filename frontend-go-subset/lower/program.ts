// The whole program while it is lowered: what has been asked for (functions, type descriptors, variables) and is therefore
// compiled, and what has been made. Lowering starts from main and the initializers; whatever nothing asks for is never
// looked at, so unused code costs nothing.

import type { Diagnostic, Pos } from "../../diagnostics/index.ts";
import type { IrFunc, IrImport, Signature as IrSignature } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import type { SourceSet } from "../syntax/source.ts";
import type { CheckedPackage } from "../types/info.ts";
import type { Func, Named, Package, Signature, Type, TypeParam, Var } from "../types/types.ts";
import { underlying } from "../types/under.ts";
import { irSignature } from "./abi.ts";
import { bug } from "./bug.ts";
import { lowerDeclared } from "./declared.ts";
import type { FuncValueName } from "./func-names.ts";
import type { Expr } from "./ir-expr.ts";
import { LateFunctions } from "./late.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { Linknames } from "./linkname.ts";
import { type Area, type Piece, StaticData } from "./static-data.ts";
import { Subst } from "./subst.ts";
import { numberLocalTypes, typeKey, typeString } from "./type-key.ts";
import { TypeTable } from "./typedesc.ts";

export interface LowerOptions {
  /** First address of static data; below it is somebody else's. Default 1024. */
  readonly dataBase?: number;
  /** Present: the memory is imported from there instead of defined and exported. */
  readonly importMemory?: { readonly module: string; readonly field: string };
  /** Collect at every allocation, to hunt for missing roots. */
  readonly gcStress?: boolean;
}

/** A declared function or method with its type arguments put in. */
export interface FuncTarget {
  readonly name: string;
  readonly sig: Signature;
  readonly ir: IrSignature;
  readonly decl: ast.FuncDecl;
  readonly pkg: CheckedPackage;
  readonly subst: Subst;
  /** Its body calls recover. */
  readonly recovers: boolean;
}

type Origin = "program" | "library";

interface Request {
  readonly name: string;
  readonly build: (name: string) => IrFunc;
}

/** Larger roots are read while the program runs (readFirst in runtime/mark.go). */
const readFirstLimit = 4096;

export class Program {
  readonly data: StaticData;
  readonly types: TypeTable;
  readonly funcs: IrFunc[] = [];
  readonly imports = new Map<string, IrImport>();
  readonly diagnostics: Diagnostic[] = [];
  readonly exports = new Map<string, string>();
  private readonly packagesByPkg = new Map<Package, CheckedPackage>();
  private readonly packagesByPath = new Map<string, CheckedPackage>();
  private readonly defined = new Set<string>();
  /** Functions asked for: the program's own, and the library's. */
  private readonly queues: Record<Origin, Request[]> = { program: [], library: [] };
  /** Finds names of the program's own packages in the names of functions and types. */
  private readonly ownNames: RegExp;
  private readonly targets = new Map<string, FuncTarget>();
  /** The same for what is not generic, without the text of a key. */
  private readonly plainTargets = new Map<Func, FuncTarget>();
  private readonly takenNames = new Map<string, string>();
  private readonly globals = new Map<Var, number>();
  /** Knows how package-level variables get their first value; asked when a variable is used for the first time. */
  initializers: { has(v: Var): boolean; run(v: Var, piece: Piece): void; used(v: Var): void } | undefined;
  /** Static memory that may hold pointers into the heap: `count` values of a gc descriptor's type. */
  readonly roots: { address: number; type: number; count: number }[] = [];
  /** Roots of more than readFirstLimit bytes. */
  private readonly readLater: { readonly from: number; readonly to: number }[] = [];
  readonly links: Linknames;
  readonly late = new LateFunctions();
  /** Functions of package runtime that others than the runtime call. */
  readonly runtimeCalls = new Set<string>();
  /** Names of variables of package runtime that the compiler fills in. */
  readonly sources: SourceSet;
  readonly packages: readonly CheckedPackage[];
  readonly options: LowerOptions;
  private argumentAddress: number | undefined;
  private readonly zeroAreas: Record<Area["group"], Map<number, number>> = {
    program: new Map(),
    shared: new Map(),
    library: new Map(),
  };
  private readonly funcValues = new Map<string, number>();
  /** Table functions that stand for functions of the source. */
  readonly valueNames = new Map<string, FuncValueName>();

  constructor(packages: readonly CheckedPackage[], sources: SourceSet, options: LowerOptions) {
    this.packages = packages;
    this.sources = sources;
    this.options = options;
    const own = packages.filter((p) => !p.isStd);
    this.data = new StaticData(options.dataBase ?? 1024, programAreaSize(own));
    this.ownNames = new RegExp(
      `\\b(${["go.main", "go.init", ...own.map((p) => `${p.pkg.path}.`)].map(escaped).join("|")})`,
    );
    for (const p of packages) {
      this.packagesByPkg.set(p.pkg, p);
      this.packagesByPath.set(p.pkg.path, p);
      numberLocalTypes(p.info.defs.values());
    }
    this.types = new TypeTable(this);
    this.links = new Linknames(packages);
  }

  packageOf(pkg: Package): CheckedPackage {
    return this.packagesByPkg.get(pkg) ?? bug("program", `package ${pkg.path} is not loaded`);
  }

  packageAt(path: string): CheckedPackage | undefined {
    return this.packagesByPath.get(path);
  }

  /** Asks for the IR function `name`; `build` makes it, once, when its turn comes. Returns the name. */
  define(name: string, build: (name: string) => IrFunc): string {
    if (!this.defined.has(name)) {
      this.defined.add(name);
      this.queues[this.originOf(name)].push({ name, build });
    }
    return name;
  }

  /** Something else than a lowered function stands behind the name: an import. */
  markDefined(name: string): void {
    this.defined.add(name);
  }

  /** A function that was lowered together with the one around it. */
  add(func: IrFunc): void {
    this.defined.add(func.name);
    this.funcs.push(func);
  }

  isDefined(name: string): boolean {
    return this.defined.has(name);
  }

  /** Whose a function of this name, or a type written so, is. */
  private originOf(name: string): Origin {
    return this.ownNames.test(name) ? "program" : "library";
  }

  /** The area of something that the code of the current area asks for first. */
  private areaOf(origin: Origin): Area {
    const { data } = this;
    if (origin === "program") return data.program;
    return data.area.group === "library" ? data.area : data.shared;
  }

  /** The same for a function of this name, or a type written so. */
  areaOfName(name: string): Area {
    return this.areaOf(this.originOf(name));
  }

  /**
   * Builds everything that was asked for, and what that asks for. Of the library each batch is sorted: in which order the program
   * mentions things leaves no trace there.
   */
  drain(): void {
    const { program, library } = this.queues;
    while (program.length > 0 || library.length > 0) {
      const origin = program.length > 0 ? "program" : "library";
      const batch = this.queues[origin].splice(0);
      if (origin === "library") batch.sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const { name, build } of batch) {
        const area = origin === "program" ? this.data.program : this.data.library(packageIn(name));
        this.data.within(area, () => this.funcs.push(build(name)));
      }
    }
  }

  /** All functions made, the library's first. */
  orderedFuncs(): IrFunc[] {
    const own = (f: IrFunc): boolean => this.originOf(f.name) === "program";
    return [...this.funcs.filter((f) => !own(f)), ...this.funcs.filter(own)];
  }

  /** A readable name that belongs to `key` alone. */
  uniqueName(display: string, key: string): string {
    let name = display;
    for (let n = 1; this.takenNames.has(name) && this.takenNames.get(name) !== key; n++) name = `${display}~${n}`;
    this.takenNames.set(name, key);
    return name;
  }

  /** A function or method as it is called: `typeArgs` of the function, or of the receiver's type. */
  target(obj: Func, typeArgs: readonly Type[]): FuncTarget {
    const origin = obj.origin;
    if (typeArgs.length > 0) return this.instance(origin, typeArgs);
    let target = this.plainTargets.get(origin);
    if (!target) {
      target = this.instance(origin, typeArgs);
      this.plainTargets.set(origin, target);
    }
    return target;
  }

  private instance(origin: Func, typeArgs: readonly Type[]): FuncTarget {
    const key = `${origin.pkg?.path}:${origin.pos}:${origin.name}[${typeArgs.map(typeKey).join(",")}]`;
    let target = this.targets.get(key);
    if (!target) {
      target = this.makeTarget(origin, typeArgs, key);
      this.targets.set(key, target);
    }
    return target;
  }

  private makeTarget(origin: Func, typeArgs: readonly Type[], key: string): FuncTarget {
    const decl = origin.decl ?? bug("program", `${origin.name} has no declaration`);
    const pkg = this.packageOf(origin.pkg!);
    const generic = origin.type as Signature;
    const params: readonly TypeParam[] = generic.recv ? generic.recvTypeParams : generic.typeParams;
    const subst = params.length > 0 ? new Subst(params, typeArgs) : Subst.none;
    const sig = subst.whole(generic);
    const display = `${pkg.pkg.path}.${this.localName(origin, sig, typeArgs)}`;
    const name = this.uniqueName(this.#isRepeatable(decl) ? `${display}.${this.#count(display)}` : display, key);
    return { name, sig, ir: irSignature(sig, "plain"), decl, pkg, subst, recovers: pkg.info.recovers.has(decl) };
  }

  /** Functions of these names may be declared more than once in a package. */
  #isRepeatable(decl: ast.FuncDecl): boolean {
    return decl.recv === undefined && (decl.name.name === "_" || decl.name.name === "init");
  }

  readonly #counts = new Map<string, number>();
  #count(name: string): number {
    const count = this.#counts.get(name) ?? 0;
    this.#counts.set(name, count + 1);
    return count;
  }

  private localName(f: Func, sig: Signature, typeArgs: readonly Type[]): string {
    const args = typeArgs.length > 0 ? `[${typeArgs.map((t) => typeString(t, true)).join(",")}]` : "";
    if (!sig.recv) return f.name + args;
    let recv = sig.recv.type;
    const star = recv.kind === "Pointer";
    if (recv.kind === "Pointer") recv = recv.elem;
    const named = recv as Named;
    const base = (named.obj?.name ?? "T") + args;
    return star ? `(*${base}).${f.name}` : `${base}.${f.name}`;
  }

  /** A function of package runtime, by name. */
  runtimeFunc(name: string): FuncTarget {
    const runtime = this.packagesByPath.get("runtime") ?? bug("program", "package runtime is not loaded");
    const obj = runtime.pkg.scope.objects?.get(name);
    if (obj?.kind !== "Func") return bug("program", `runtime.${name} is not a function`);
    return this.target(obj, []);
  }

  runtimeVar(name: string): Var | undefined {
    const obj = this.packagesByPath.get("runtime")?.pkg.scope.objects?.get(name);
    return obj?.kind === "Var" ? obj : undefined;
  }

  /** The address of a package-level variable. */
  globalAddress(named: Var): number {
    const v = this.links.variable(named);
    return this.globals.get(v) ?? this.data.within(this.areaOf(this.originOfVar(v)), () => this.makeGlobal(v));
  }

  private originOfVar(v: Var): Origin {
    return v.pkg && !this.packageOf(v.pkg).isStd ? "program" : "library";
  }

  private makeGlobal(v: Var): number {
    const layout: Layout = layoutOf(v.type);
    const size = Math.max(layout.size, 1);
    let address: number;
    if (layout.size === 0 && v.name !== "zeroWord") {
      address = this.zeroBase();
      this.globals.set(v, address);
    } else if (this.initializers?.has(v)) {
      const piece = this.data.reserve(size, layout.align);
      address = piece.address;
      this.globals.set(v, address);
      this.initializers.run(v, piece);
    } else {
      address = this.data.reserveZeroed(size, layout.align);
      this.globals.set(v, address);
      this.initializers?.used(v);
    }
    this.addRoot(address, v.type);
    return address;
  }

  addRootArray(address: number, elem: Type, count: number): void {
    const size = layoutOf(elem).size * count;
    if (size > readFirstLimit) this.readLater.push({ from: address, to: address + size });
    this.roots.push({ address, type: this.types.gcType(elem), count });
  }

  /** Tells the collector of a value in static memory. */
  addRoot(address: number, type: Type): void {
    if (!layoutOf(type).hasPointers) return;
    const under = underlying(type);
    if (under.kind === "Array") this.addRootArray(address, under.elem, under.length);
    else this.addRootArray(address, type, 1);
  }

  /** Static memory that the collector reads before anything else: what is overwritten there later is known to it. */
  isReadFirst(base: Expr): boolean {
    if (base.kind !== "const" || base.type !== "ptr") return false;
    const { value } = base;
    return this.readLater.every(({ from, to }) => value < from || value >= to);
  }

  isGlobalUsed(v: Var): boolean {
    return this.globals.has(v);
  }

  /** The address of a static closure without captured variables for a table function. */
  funcValue(tableFunc: string): number {
    let address = this.funcValues.get(tableFunc);
    if (address === undefined) {
      const piece = this.data.within(this.areaOfName(tableFunc), () => this.data.reserve(4));
      piece.slot(0, tableFunc);
      address = piece.address;
      this.funcValues.set(tableFunc, address);
    }
    return address;
  }

  /** The address of everything that has no size, as in the runtime. */
  zeroBase(): number {
    const v = this.runtimeVar("zeroWord");
    return v ? this.globalAddress(v) : this.zeroArea(8);
  }

  /** The address of `size` static zeroes that nobody writes to. */
  zeroArea(size: number): number {
    let rounded = 64;
    while (rounded < size) rounded *= 2;
    const known = this.zeroAreas[this.data.area.group];
    let address = known.get(rounded);
    if (address === undefined) {
      address = this.data.reserveZeroed(rounded, 8);
      known.set(rounded, address);
    }
    return address;
  }

  /** Static memory through which small values are handed to runtime functions that take addresses. */
  argumentArea(): number {
    if (this.argumentAddress === undefined) {
      const size = 64;
      this.argumentAddress = this.data.within(this.data.library("runtime"), () => this.data.reserveZeroed(size, 8));
      const words = Array.from({ length: size / 4 }, (_, i) => i);
      this.roots.push({ address: this.argumentAddress, type: this.types.gcWords(size, words), count: 1 });
    }
    return this.argumentAddress;
  }

  /** Makes sure that the body of a function is compiled. */
  requestTarget(target: FuncTarget): void {
    if (!this.isDefined(target.name) && !this.late.postpone(target)) lowerDeclared(this, target);
  }

  /** Reports a feature that is not there; `near` is the place when pos does not know one. */
  unsupported(pos: number, message: string, near?: Pos): void {
    const span = pos === 0 && near ? { ...near, length: 1 } : this.sources.span(pos);
    this.diagnostics.push({ severity: "unsupported", message, span });
  }
}

/** Room for the static data of these packages: more than they seem to need. Pages that nobody touches cost nothing. */
function programAreaSize(packages: readonly CheckedPackage[]): number {
  const source = packages.flatMap((p) => p.files).reduce((sum, file) => sum + file.end - file.pos, 0);
  let size = 0x8000;
  while (size < 2 * source) size *= 2;
  return size;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The first package that the name of a function mentions. */
const packageIn = (name: string): string => /[\w/-]+(?=\.)/.exec(name)?.[0] ?? "runtime";
