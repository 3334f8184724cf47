// Package initialization. Variables whose first value is known at compile time are written into static memory; the others are
// set by small functions that go.init calls in the order the checker found. An initializer without side effects is only kept
// when something uses its variable.

import type { IrFunc } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { EmbeddedFile } from "../types/embed.ts";
import type { CheckedPackage, Initializer } from "../types/info.ts";
import type { Func, Signature, Var } from "../types/types.ts";
import { blankType, rightSides } from "./assign.ts";
import { assignable } from "./convert.ts";
import { lowerGuarded } from "./declared.ts";
import { writeEmbedded } from "./embed.ts";
import { exprAs } from "./expr.ts";
import { FuncLowering, type Unit } from "./func.ts";
import { packageInitOrder } from "./init-order.ts";
import { writePlace } from "./place.ts";
import type { Program } from "./program.ts";
import { findRangeCaptures } from "./range-func.ts";
import type { Piece } from "./static-data.ts";
import { canBeStatic, writeStatic } from "./static-init.ts";
import { Subst } from "./subst.ts";

const noSignature: Signature = {
  kind: "Signature",
  recv: undefined,
  recvTypeParams: [],
  typeParams: [],
  params: { kind: "Tuple", vars: [] },
  results: { kind: "Tuple", vars: [] },
  variadic: false,
};

interface Entry {
  readonly pkg: CheckedPackage;
  readonly init: Initializer;
  readonly name: string;
  requested: boolean;
}

export class PackageInit {
  private readonly program: Program;
  private readonly entries: Entry[][] = [];
  private readonly byVar = new Map<Var, Entry>();
  private readonly embeddedFiles = new Map<Var, ReadonlyMap<string, EmbeddedFile>>();
  /** runtime.module, which the compiler fills in at the end. */
  modulePiece: Piece | undefined;
  private readonly moduleVar: Var | undefined;

  constructor(program: Program) {
    this.program = program;
    this.moduleVar = program.runtimeVar("module");
    for (const pkg of program.packages) {
      const entries = pkg.info.initOrder.map(
        (init, i): Entry => ({
          pkg,
          init,
          // What is behind ~ does not show in traces.
          name: `${pkg.pkg.path}.init~${init.lhs[0]?.name ?? "_"}_${i}`,
          requested: false,
        }),
      );
      this.entries.push(entries);
      for (const entry of entries) for (const v of entry.init.lhs) this.byVar.set(v, entry);
      for (const [v, files] of pkg.info.embedded) this.embeddedFiles.set(v, files);
    }
    program.initializers = {
      has: (v) => this.isStatic(v),
      run: (v, piece) => this.runStatic(v, piece),
      used: (v) => this.use(v),
    };
  }

  /** Asks for everything that must run whether it is used or not. */
  requestAll(): void {
    for (const entries of this.entries) for (const e of entries) if (!hasNoEffects(e.pkg, e.init.rhs)) this.request(e);
    for (const pkg of this.program.packages) for (const decl of pkg.info.initFuncs) this.initFunc(pkg, decl);
  }

  private isStatic(v: Var): boolean {
    if (v === this.moduleVar || this.embedded(v)) return true;
    const entry = this.byVar.get(v);
    return entry !== undefined && entry.init.lhs.length === 1 && canBeStatic(entry.pkg, entry.init.rhs, v.type);
  }

  private runStatic(v: Var, piece: Piece): void {
    if (v === this.moduleVar) {
      this.modulePiece = piece;
      return;
    }
    const files = this.embedded(v);
    if (files) {
      writeEmbedded(this.program.data, piece, v, files);
      return;
    }
    const entry = this.byVar.get(v)!;
    writeStatic(this.lowering(entry.pkg, entry.name), piece, 0, entry.init.rhs, v.type);
  }

  /** The files of a variable with a //go:embed line. */
  private embedded(v: Var): ReadonlyMap<string, EmbeddedFile> | undefined {
    return this.embeddedFiles.get(v);
  }

  private use(v: Var): void {
    const entry = this.byVar.get(v);
    if (entry && !this.isStatic(v)) this.request(entry);
  }

  private lowering(pkg: CheckedPackage, name: string): FuncLowering {
    const counter = this.literalsOf(pkg);
    const unit: Unit = {
      name: `${pkg.pkg.path}.init`,
      get literals() {
        return counter.count;
      },
      set literals(count) {
        counter.count = count;
      },
      rangeCaptured: new Set(),
    };
    return new FuncLowering(this.program, pkg, Subst.none, unit, noSignature, name, { params: [], results: [] });
  }

  private readonly literalCounts = new Map<CheckedPackage, { count: number }>();
  /** The function literals of all initializers of a package are numbered together. */
  private literalsOf(pkg: CheckedPackage): { count: number } {
    let counter = this.literalCounts.get(pkg);
    if (!counter) {
      counter = { count: 0 };
      this.literalCounts.set(pkg, counter);
    }
    return counter;
  }

  private isRun(e: Entry): boolean {
    return e.requested && this.program.isDefined(e.name);
  }

  private request(e: Entry): void {
    if (e.requested) return;
    e.requested = true;
    if (e.init.lhs.length === 1 && e.init.lhs[0].name !== "_" && this.isStatic(e.init.lhs[0])) return;
    this.program.define(e.name, () => this.lowerInitializer(e));
  }

  private lowerInitializer(e: Entry): IrFunc {
    const f = this.lowering(e.pkg, e.name);
    return lowerGuarded(f, () => {
      f.isInitializer = true;
      findRangeCaptures(f, e.init.rhs);
      f.setPos(e.init.rhs.pos);
      const { lhs, rhs } = e.init;
      if (lhs.length === 1) {
        const v = lhs[0];
        const type = v.name === "_" ? blankType(f, rhs) : v.type;
        const value = exprAs(f, rhs, type);
        if (v.name === "_") f.snapshot(type, value);
        else writePlace(f, f.placeOfVar(v), value);
      } else {
        const { values, types } = rightSides(
          f,
          [rhs],
          lhs.map((v) => v.type),
        );
        lhs.forEach((v, i) => {
          if (v.name !== "_") writePlace(f, f.placeOfVar(v), assignable(f, values[i], types[i], v.type));
        });
      }
      f.em.end({ kind: "return", values: [] });
      return f.finish();
    });
  }

  private readonly initFuncNames = new Map<ast.FuncDecl, string>();

  private initFunc(pkg: CheckedPackage, decl: ast.FuncDecl): void {
    const obj = pkg.info.defs.get(decl.name) as Func | undefined;
    if (!obj) return;
    const target = this.program.target(obj, []);
    this.program.requestTarget(target);
    this.initFuncNames.set(decl, target.name);
  }

  /** go.init: calls what has been asked for, package by package. */
  buildMaster(): IrFunc {
    const f = this.lowering(this.program.packages[0], "go.init");
    const { packages } = this.program;
    const entriesOf = new Map(packages.map((pkg, i) => [pkg, this.entries[i].filter((e) => this.isRun(e))]));
    const order = packageInitOrder(packages, (p) => entriesOf.get(p)!.length > 0 || p.info.initFuncs.length > 0);
    for (const pkg of order) {
      for (const e of entriesOf.get(pkg)!) f.em.call({ kind: "func", name: e.name }, [], []);
      for (const decl of pkg.info.initFuncs) {
        const name = this.initFuncNames.get(decl);
        if (name) f.em.call({ kind: "func", name }, [], []);
      }
    }
    f.em.end({ kind: "return", values: [] });
    return f.finish();
  }
}

/** Functions of the library whose calls may be dropped with their results. */
const quietFunctions = new Set([
  "errors.New",
  "sync.NewCond",
  "strings.NewReplacer",
  "reflect.TypeOf",
  "reflect.TypeFor",
]);

/** Evaluating e does nothing that a program could notice, except through its value. */
export function hasNoEffects(pkg: CheckedPackage, expression: ast.Expr): boolean {
  const e = unparen(expression);
  const { info } = pkg;
  const tv = info.types.get(e);
  if (tv && (tv.mode === "const" || tv.mode === "type" || tv.mode === "nil")) return true;
  const all = (...list: (ast.Expr | undefined)[]): boolean =>
    list.every((x) => x === undefined || hasNoEffects(pkg, x));
  switch (e.kind) {
    case "Ident":
    case "BasicLit":
    case "FuncLit":
      return true;
    case "CompositeLit":
      return e.elts.every((elt) =>
        elt.kind === "KeyValueExpr" ? all(isField(pkg, elt.key) ? undefined : elt.key, elt.value) : all(elt),
      );
    case "SelectorExpr":
      return info.selections.has(e)
        ? info.selections.get(e)!.kind !== "method" && !info.selections.get(e)!.indirect && all(e.x)
        : true;
    case "UnaryExpr":
      return e.op !== "<-" && all(e.x);
    case "BinaryExpr":
      return (
        e.op !== "/" &&
        e.op !== "%" &&
        e.op !== "<<" &&
        e.op !== ">>" &&
        e.op !== "==" &&
        e.op !== "!=" &&
        all(e.x, e.y)
      );
    case "CallExpr": {
      const fun = unparen(e.fun);
      if (info.types.get(e.fun)?.mode === "type" || info.types.get(fun)?.mode === "type") {
        const to = info.types.get(e.fun)?.type;
        return to?.kind !== "Array" && all(...e.args);
      }
      const ident = fun.kind === "Ident" ? fun : fun.kind === "SelectorExpr" ? fun.sel : undefined;
      const obj = ident && info.uses.get(ident);
      if (obj?.kind === "Builtin")
        return (
          ["make", "new", "len", "cap", "append", "min", "max", "complex", "real", "imag"].includes(obj.id) &&
          e.args.every((a) => all(a))
        );
      return obj?.kind === "Func" && quietFunctions.has(`${obj.pkg?.path}.${obj.name}`) && all(...e.args);
    }
    default:
      return false;
  }
}

function isField(pkg: CheckedPackage, key: ast.Expr): boolean {
  if (key.kind !== "Ident") return false;
  const obj = pkg.info.uses.get(key);
  return obj?.kind === "Var" && obj.role === "field";
}
