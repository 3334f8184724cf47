// What the checker found out about a package, for the stages after it. Keys are nodes of the package's syntax trees.

import type * as ast from "../syntax/ast.ts";
import type { Pragma } from "../syntax/ast.ts";
import type { Value } from "./constant.ts";
import type { EmbeddedFile } from "./embed.ts";
import type { Func, FuncOwner, Obj, Package, Scope, Signature, Type, Var } from "./types.ts";

/**
 * How an expression can be used. var: addressable. mapindex: assignable, has a comma-ok form. commaok: a value with a
 * comma-ok form (receive, type assertion). nil: the untyped or converted nil. In a comma-ok position the recorded type is a
 * Tuple of the value's type and (untyped or typed) bool.
 */
export type Mode = "novalue" | "builtin" | "type" | "const" | "var" | "mapindex" | "value" | "nil" | "commaok";

export interface TypeAndValue {
  readonly mode: Mode;
  /** Final: untyped constants have got the type their context gives them (or the default type). */
  readonly type: Type;
  /** The value when mode is "const"; an exact one, already rounded to `type` when that is typed. */
  readonly value: Value | undefined;
}

/** x.f: what was found and the way to it. */
export interface Selection {
  /** field: x.f; method: x.m (method value or call); methodExpr: T.m. */
  readonly kind: "field" | "method" | "methodExpr";
  /** The type of x (or T). */
  readonly recv: Type;
  /** Of an instance the method or field of the instance (see origin). */
  readonly obj: Var | Func;
  /** Field indices to walk; the last is the field index, or the method's index in its type (Named's methods or type set). */
  readonly index: readonly number[];
  /** A pointer was dereferenced on the way (at x or at an embedded pointer). */
  readonly indirect: boolean;
}

export interface Instance {
  readonly typeArgs: readonly Type[];
  /** The instantiated Signature (without type parameters), Named or Alias. */
  readonly type: Type;
}

/** One package-level initialization: "a, b = f()" has two variables. Blank variables are in lhs too. */
export interface Initializer {
  readonly lhs: readonly Var[];
  readonly rhs: ast.Expr;
}

export interface EmbedDirective {
  readonly variable: Var;
  readonly patterns: readonly string[];
  readonly pragma: Pragma;
}

export interface Info {
  /** Every expression and type expression that was checked, except identifiers being declared and package names. */
  readonly types: Map<ast.Expr, TypeAndValue>;
  /** Identifiers that declare: undefined for the package name and for the symbolic variable of a type switch. */
  readonly defs: Map<ast.Ident, Obj | undefined>;
  /** Identifiers that denote something declared elsewhere; for x.f the identifier f. */
  readonly uses: Map<ast.Ident, Obj>;
  /** ImportSpec -> PkgName when the import gives no name; CaseClause -> the clause's variable of a type switch;
   *  Field -> the variable of an unnamed parameter or result. */
  readonly implicits: Map<ast.Node, Obj>;
  /** Selector expressions other than qualified identifiers. */
  readonly selections: Map<ast.SelectorExpr, Selection>;
  /** The identifier (of x or p.x) that denotes the generic function or type -> its arguments. */
  readonly instances: Map<ast.Ident, Instance>;
  /** File, FuncType, TypeSpec, BlockStmt, IfStmt, SwitchStmt, TypeSwitchStmt, CaseClause, CommClause, ForStmt, RangeStmt. */
  readonly scopes: Map<ast.Node, Scope>;
  /** Package-level initializations in execution order. */
  readonly initOrder: Initializer[];
  /** init functions in source order. */
  readonly initFuncs: ast.FuncDecl[];
  /** Variables of enclosing functions that a literal (or a literal inside it) uses, in order of first use. */
  readonly captures: Map<ast.FuncLit, readonly Var[]>;
  /** The signature of each declared function's and literal's body. */
  readonly signatures: Map<FuncOwner, Signature>;
  /** Functions that contain a call of the predeclared recover (directly). */
  readonly recovers: Set<FuncOwner>;
  /** Functions that contain a defer statement (directly). */
  readonly defers: Set<FuncOwner>;
  readonly embeds: EmbedDirective[];
  /** Variables with //go:embed lines -> their files by name. */
  readonly embedded: Map<Var, Map<string, EmbeddedFile>>;
  /** The variables that a loop declares are the same ones in each iteration, as before Go 1.22. */
  readonly sharesLoopVars: boolean;
}

/** A checked package as the later stages see it. */
export interface CheckedPackage {
  readonly pkg: Package;
  readonly files: readonly ast.File[];
  readonly info: Info;
  /** Part of the standard library. */
  readonly isStd: boolean;
}

export function newInfo(sharesLoopVars = false): Info {
  return {
    types: new Map(),
    defs: new Map(),
    uses: new Map(),
    implicits: new Map(),
    selections: new Map(),
    instances: new Map(),
    scopes: new Map(),
    initOrder: [],
    initFuncs: [],
    captures: new Map(),
    signatures: new Map(),
    recovers: new Set(),
    defers: new Set(),
    embeds: [],
    embedded: new Map(),
    sharesLoopVars,
  };
}
