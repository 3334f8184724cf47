// The checker's state: one package at a time. What it does lies in a file per activity: resolver.ts (collecting declarations),
// decl.ts, typexpr.ts, signature.ts, expr.ts, call.ts, stmt.ts, ... whose functions take the Checker as their first argument.
// The order of work follows the language: collect all package-level objects, find out their types (in the order they are needed),
// then check function bodies and whatever else was put off.

import type { Diagnostic, Note } from "../../diagnostics/index.ts";
import type * as ast from "../syntax/ast.ts";
import { exprString } from "../syntax/expr-string.ts";
import type { Pos, SourceSet } from "../syntax/source.ts";
import { unknown, type Value } from "./constant.ts";
import type { ErrorCode } from "./error-codes.ts";
import type { Namer } from "./implements.ts";
import { type Info, newInfo } from "./info.ts";
import type { Missing } from "./missing.ts";
import { Monomorphism } from "./mono.ts";
import { Operand, type OperandMode, operandString } from "./operand.ts";
import { startPos } from "./position.ts";
import { typeString } from "./type-string.ts";
import type {
  Basic,
  Const,
  Func,
  FuncOwner,
  Obj,
  Package,
  PkgName,
  Scope,
  Signature,
  Tuple,
  Type,
  TypeName,
  TypeSetReporter,
  Var,
} from "./types.ts";
import { isUntyped, underlying } from "./under.ts";
import { emptyTuple, Typ, universe } from "./universe.ts";

/** For building a type or object step by step. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A package-level declaration, and what its initialization needs. */
export interface DeclInfo {
  readonly fileScope: Scope;
  /** All variables of "var a, b = f()". */
  readonly lhs: readonly Var[] | undefined;
  readonly type: ast.Expr | undefined;
  readonly init: ast.Expr | undefined;
  /** The constant repeats an earlier expression. */
  readonly inherited: boolean;
  readonly typeSpec: ast.TypeSpec | undefined;
  readonly funcDecl: ast.FuncDecl | undefined;
  /** Package-level objects its initialization refers to. */
  readonly deps: Set<Obj>;
}

/** The function body being checked, for captured variables and unused ones. */
export interface Frame {
  readonly node: FuncOwner;
  readonly outer: Frame | undefined;
  readonly captures: Set<Var>;
  /** Local variables, to be looked through for unused ones. */
  readonly locals: Var[];
}

/** What holds while a declaration or body is being checked. */
export interface Environment {
  decl: DeclInfo | undefined;
  scope: Scope;
  iota: Value | undefined;
  /** Set while a repeated constant expression is checked: errors go to the constant's name. */
  errorPos: Pos;
  inTypeParams: boolean;
  signature: Signature | undefined;
  /** Calls of panic, for missing returns. */
  panics: Set<ast.CallExpr> | undefined;
  /** A function call or receive was seen: len(x) of an array is then no constant. */
  hasCallOrRecv: boolean;
  frame: Frame | undefined;
}

interface UntypedInfo {
  /** The left operand of a non-constant shift, whose type the context gives later. */
  isLhs: boolean;
  mode: OperandMode;
  type: Basic;
  value: Value | undefined;
}

/** The destination of a function value, for inferring the type arguments of a generic function from it. */
export interface Target {
  readonly signature: Signature;
  readonly description: string;
}

/** Collects the lines of one error. */
export class ErrorBuilder {
  readonly parts: { pos: Pos; end: Pos; text: string }[] = [];
  private readonly c: Checker;
  readonly code: ErrorCode;

  constructor(c: Checker, code: ErrorCode) {
    this.c = c;
    this.code = code;
  }

  add(at: At, text: string): this {
    const [pos, end] = range(at);
    this.parts.push({ pos, end, text });
    return this;
  }

  /** "other declaration of x", at its place. */
  addOther(obj: Obj): this {
    if (obj.pos) this.add(obj.pos, `other declaration of ${obj.name}`);
    return this;
  }

  report(): void {
    this.c.report(this);
  }
}

/** A place for an error: a position, a node, an operand's expression or an object's declaration. */
export type At = Pos | ast.Node | Operand | { readonly pos: Pos; readonly name: string };

function range(at: At): [Pos, Pos] {
  if (typeof at === "number") return [at, at + 1];
  if (at instanceof Operand) return at.expr ? [startPos(at.expr), at.expr.end] : [0, 0];
  if ("end" in at) return [startPos(at), at.end];
  return [at.pos, at.pos + at.name.length];
}

export interface CheckerOptions {
  readonly sources: SourceSet;
  /** The package for an import path, checked; or a text saying why there is none. */
  readonly importPackage: (path: string) => Package | string;
  /** Part of the standard library, which may do what programs may not. */
  readonly isStd?: boolean;
  /** Functions without a body are fine (they are bound in other ways). */
  readonly allowMissingBodies: boolean;
  readonly sharesLoopVars?: boolean;
}

export class Checker {
  readonly pkg: Package;
  readonly info: Info;
  readonly sources: SourceSet;
  readonly options: CheckerOptions;
  readonly diagnostics: Diagnostic[] = [];
  /** What errors say that other packages lack. */
  readonly missing: Missing[] = [];
  readonly name: Namer;

  readonly objMap = new Map<Obj, DeclInfo>();
  /** Keys of objMap in source order. */
  objList: Obj[] = [];
  /** Methods by the package-level type they are declared for, until those are collected. */
  readonly methods = new Map<TypeName, Func[]>();
  readonly imports: PkgName[] = [];
  /** For names that a dot-import put into a file's scope: the import. */
  readonly dotImports = new Map<Scope, Map<string, PkgName>>();
  readonly untyped = new Map<ast.Expr, UntypedInfo>();
  readonly objPath: Obj[] = [];
  readonly objPathIndex = new Map<Obj, number>();
  readonly finite = new Map<Type, boolean>();
  /** Instances that isFiniteSize is looking into. */
  readonly finiteInstances = new Set<Type>();
  readonly validTypes = new Set<Type>();
  readonly interfaceLiterals: ast.InterfaceType[] = [];
  readonly mono = new Monomorphism();
  readonly reporter: TypeSetReporter;
  env: Environment;
  private delayed: (() => void)[] = [];
  private packageNames: Map<string, Set<string>> | undefined;
  private readonly reported = new Set<string>();
  private lastReported = "";

  constructor(pkg: Package, options: CheckerOptions) {
    this.pkg = pkg;
    this.options = options;
    this.info = newInfo(options.sharesLoopVars);
    this.sources = options.sources;
    this.env = this.newEnvironment(pkg.scope, undefined);
    const qualify = (other: Package): string => this.qualify(other);
    const placeOf = (pos: Pos): string => this.place(pos);
    this.name = Object.assign((t: Type): string => typeString(t, { qualify, placeOf }), { qualify });
    this.reporter = {
      duplicateMethod: (pos, name, otherPos) => {
        this.error("DuplicateDecl")
          .add(pos, `duplicate method ${name}`)
          .add(otherPos, `other declaration of method ${name}`)
          .report();
      },
      tooManyTerms: (pos) =>
        this.fail(pos, "InvalidUnion", "cannot handle more than 100 union terms (implementation limitation)"),
      later: (action) => this.later(action),
    };
  }

  newEnvironment(scope: Scope, decl: DeclInfo | undefined): Environment {
    return {
      decl,
      scope,
      iota: undefined,
      errorPos: 0,
      inTypeParams: false,
      signature: undefined,
      panics: undefined,
      hasCallOrRecv: false,
      frame: undefined,
    };
  }

  /** Runs with another environment. */
  within<T>(env: Environment, action: () => T): T {
    const saved = this.env;
    this.env = env;
    try {
      return action();
    } finally {
      this.env = saved;
    }
  }

  // -------------------------------------------------------------- errors

  fail(at: At, code: ErrorCode, message: string): void {
    new ErrorBuilder(this, code).add(at, message).report();
  }

  error(code: ErrorCode): ErrorBuilder {
    return new ErrorBuilder(this, code);
  }

  report(error: ErrorBuilder): void {
    const [first, ...others] = error.parts;
    // Messages that mention something invalid are follow-ons of an earlier error.
    if (
      this.diagnostics.length > 0 &&
      (first.text.indexOf("invalid operand") > 0 || first.text.indexOf("invalid type") > 0)
    )
      return;
    const atConstant = this.env.errorPos !== 0;
    const pos = atConstant ? this.env.errorPos : first.pos;
    const span = this.sources.span(pos, atConstant ? pos + 1 : first.end);
    // As in gc: not the same message again on the same line, nor at the same place.
    const line = `${span.file}:${span.line}:${first.text}`;
    const place = `${line}:${span.column}`;
    if (this.lastReported === line || this.reported.has(place)) return;
    this.lastReported = line;
    this.reported.add(place);
    const prefix = error.code === "InvalidSyntaxTree" ? "invalid syntax tree: " : "";
    const text = prefix + first.text.replace(/[\u2080-\u2089]/g, "");
    const [message, ...lines] = text.split("\n");
    const notes: Note[] = lines.map((line) => ({ message: line.trim() }));
    for (const other of others) {
      notes.push(
        other.pos ? { message: other.text, span: this.sources.span(other.pos, other.end) } : { message: other.text },
      );
    }
    const code = error.code;
    this.diagnostics.push(
      notes.length > 0 ? { severity: "error", message, code, span, notes } : { severity: "error", message, code, span },
    );
  }

  /** An error at this place says that another package lacks something (see missing.ts). */
  noteMissing(at: At, pkg: Package, member: string): void {
    if (pkg === this.pkg || pkg.isFake) return;
    const [pos, end] = range(at);
    this.missing.push({ package: pkg.path, member, span: this.sources.span(pos, end) });
  }

  /** "file:line:column", for messages. */
  place(pos: Pos): string {
    const { file, line, column } = this.sources.place(pos);
    return `${file}:${line}:${column}`;
  }

  /** The operand in gc's words. */
  show(x: Operand): string {
    return operandString(x, this.name);
  }

  /** Other packages go by their name, or by their quoted path when several imports have that name. */
  private qualify(other: Package): string {
    if (other === this.pkg) return "";
    if (!this.packageNames) {
      this.packageNames = new Map();
      this.markImports(this.pkg, new Set());
    }
    const paths = this.packageNames.get(other.name);
    return paths && paths.size > 1 ? JSON.stringify(other.path) : other.name;
  }

  private markImports(pkg: Package, seen: Set<Package>): void {
    if (seen.has(pkg)) return;
    seen.add(pkg);
    const paths = this.packageNames!.get(pkg.name) ?? new Set();
    paths.add(pkg.path);
    this.packageNames!.set(pkg.name, paths);
    for (const imported of pkg.imports) this.markImports(imported, seen);
  }

  // -------------------------------------------------------------- putting things off

  later(action: () => void): void {
    this.delayed.push(action);
  }

  get delayedCount(): number {
    return this.delayed.length;
  }

  /** Runs the actions from `top` on, and those they add. */
  processDelayed(top: number): void {
    for (let i = top; i < this.delayed.length; i++) this.delayed[i]();
    this.delayed.length = top;
  }

  push(obj: Obj): void {
    this.objPathIndex.set(obj, this.objPath.length);
    this.objPath.push(obj);
  }

  pop(): void {
    this.objPathIndex.delete(this.objPath.pop()!);
  }

  // -------------------------------------------------------------- scopes and objects

  lookup(name: string): Obj | undefined {
    for (let s: Scope | undefined = this.env.scope; s; s = s.parent) {
      const obj = s.objects?.get(name);
      if (obj) return obj;
    }
    return undefined;
  }

  lookupScope(name: string): [Scope | undefined, Obj | undefined] {
    for (let s: Scope | undefined = this.env.scope; s; s = s.parent) {
      const obj = s.objects?.get(name);
      if (obj) return [s, obj];
    }
    return [undefined, undefined];
  }

  newScope(parent: Scope | undefined, kind: Scope["kind"], pos: Pos, end: Pos): Scope {
    return { parent, kind, pos, end, objects: undefined, owner: this.env.frame?.node };
  }

  openScope(node: ast.Node, kind: Scope["kind"] = "block"): Scope {
    const scope = this.newScope(this.env.scope, kind, node.pos, node.end);
    this.info.scopes.set(node, scope);
    this.env.scope = scope;
    return scope;
  }

  closeScope(): void {
    this.env.scope = this.env.scope.parent ?? universe;
  }

  /** Puts the object into the scope unless its name is taken, which is an error. */
  declare(scope: Scope, ident: ast.Ident | undefined, obj: Obj): void {
    if (obj.name !== "_") {
      const other = scope.objects?.get(obj.name);
      if (other) {
        this.error("DuplicateDecl").add(obj, `${obj.name} redeclared in this block`).addOther(other).report();
        return;
      }
      scope.objects ??= new Map();
      scope.objects.set(obj.name, obj);
      obj.parent ??= scope;
      if (obj.kind === "Var") this.own(obj);
    }
    if (ident) this.info.defs.set(ident, obj);
  }

  /** A variable declared in the current function body. */
  own(v: Var): void {
    const frame = this.env.frame;
    if (!frame) return;
    v.owner ??= frame.node;
    if (v.role === "local") frame.locals.push(v);
  }

  /** The current declaration's initialization depends on obj. */
  addDependency(obj: Obj): void {
    const { decl } = this.env;
    if (decl && this.objMap.has(obj)) decl.deps.add(obj);
  }

  /** A variable is used in the current function: notes captures of enclosing functions' variables. */
  noteUse(v: Var): void {
    const { owner } = v;
    if (!owner) return;
    for (let frame = this.env.frame; frame && frame.node !== owner; frame = frame.outer) {
      v.isCaptured = true;
      frame.captures.add(v);
    }
  }

  // -------------------------------------------------------------- recording

  record(x: Operand): void {
    const expr = x.expr!;
    switch (x.mode) {
      case "invalid":
        return;
      case "novalue":
        this.recordType(expr, "novalue", emptyTuple, undefined);
        return;
    }
    const value = x.mode === "const" ? x.value : undefined;
    if (isUntyped(x.type)) {
      this.untyped.set(expr, { isLhs: false, mode: x.mode, type: x.type, value });
    } else {
      this.recordType(expr, x.mode, x.type, value);
    }
  }

  recordType(expr: ast.Expr, mode: OperandMode, type: Type, value: Value | undefined): void {
    if (mode === "invalid") return;
    this.info.types.set(expr, { mode, type, value: mode === "const" ? (value ?? unknown) : undefined });
  }

  /** At the very end: what is still untyped (constant declarations' right sides and the like) stays so. */
  recordUntyped(): void {
    for (const [expr, { mode, type, value }] of this.untyped) this.recordType(expr, mode, type, value);
  }

  recordBuiltin(fun: ast.Expr, signature: Signature): void {
    for (let e = fun; ; e = e.x) {
      this.recordType(e, "builtin", signature, undefined);
      if (e.kind !== "ParenExpr") return;
    }
  }

  recordCommaOk(expr: ast.Expr, types: Tuple): void {
    for (let e = expr; ; e = e.x) {
      const known = this.info.types.get(e);
      if (known) this.info.types.set(e, { mode: known.mode, type: types, value: undefined });
      if (e.kind !== "ParenExpr") return;
    }
  }

  recordInstance(expr: ast.Expr, typeArgs: readonly Type[], type: Type): void {
    const base = expr.kind === "IndexExpr" ? expr.x : expr;
    const ident = base.kind === "SelectorExpr" ? base.sel : base;
    if (ident.kind === "Ident") this.info.instances.set(ident, { typeArgs, type });
  }

  // -------------------------------------------------------------- making objects

  newVar(role: Var["role"], pos: Pos, name: string, type: Type, isEmbedded = false): Var {
    return {
      kind: "Var",
      name,
      pos,
      pkg: this.pkg,
      parent: undefined,
      type,
      order: 0,
      role,
      isEmbedded,
      used: false,
      origin: undefined,
      owner: undefined,
      isCaptured: false,
      isAddressTaken: false,
      isReassigned: false,
    };
  }

  newConst(pos: Pos, name: string, type: Type, value: Value): Const {
    return { kind: "Const", name, pos, pkg: this.pkg, parent: undefined, type, order: 0, value };
  }

  newTypeName(pos: Pos, name: string, type: Type, isAlias: boolean): TypeName {
    return { kind: "TypeName", name, pos, pkg: this.pkg, parent: undefined, type, order: 0, isAlias };
  }

  newFunc(pos: Pos, name: string, type: Type, decl: ast.FuncDecl | undefined): Func {
    const f: Mutable<Func> = {
      kind: "Func",
      name,
      pos,
      pkg: this.pkg,
      parent: undefined,
      type,
      order: 0,
      hasPtrRecv: false,
      origin: undefined as unknown as Func,
      decl,
      instance: undefined,
    };
    f.origin = f;
    return f;
  }

  /** The signature of a call of a built-in, for the record. */
  makeSignature(result: Type | undefined, ...params: Type[]): Signature {
    const v = (role: Var["role"], t: Type): Var => this.newVar(role, 0, "", t);
    return {
      kind: "Signature",
      recv: undefined,
      recvTypeParams: [],
      typeParams: [],
      params: { kind: "Tuple", vars: params.map((t) => v("param", t)) },
      results: result ? { kind: "Tuple", vars: [v("result", result)] } : emptyTuple,
      variadic: false,
    };
  }

  // -------------------------------------------------------------- words for messages

  text(e: ast.Expr): string {
    return exprString(e);
  }

  /** The target of an assignment when it is of function type. */
  target(type: Type | undefined, description: string): Target | undefined {
    if (!type) return undefined;
    const u = underlying(type);
    return u.kind === "Signature" ? { signature: u, description } : undefined;
  }
}

export const invalidOp = "invalid operation: ";
export const invalidArg = "invalid argument: ";
export { Typ };
