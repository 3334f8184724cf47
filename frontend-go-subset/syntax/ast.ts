// The syntax tree of Go, as unions on `kind`. Names mirror go/ast. Every node knows where it begins (pos) and where it
// ends (end, exclusive), as positions of a SourceSet; for the few nodes where gc reports at another place than the start,
// that place has its own field (opPos, rparen, ...).

import type { Pos, SourceFile } from "./source.ts";

interface NodeBase {
  readonly pos: Pos;
  end: Pos;
}

export type BinaryOp =
  | "||"
  | "&&"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "|"
  | "^"
  | "*"
  | "/"
  | "%"
  | "&"
  | "&^"
  | "<<"
  | ">>";

/** "~" occurs in constraint elements only. Dereference is StarExpr, "<-" is receive. */
export type UnaryOp = "+" | "-" | "!" | "^" | "&" | "<-" | "~";

// ---------------------------------------------------------------- expressions and types

/** A place-holder where the parser could not make an expression; the error is reported already. */
export interface BadExpr extends NodeBase {
  readonly kind: "BadExpr";
}

export interface Ident extends NodeBase {
  readonly kind: "Ident";
  readonly name: string;
}

export interface BasicLit extends NodeBase {
  readonly kind: "BasicLit";
  readonly litKind: "int" | "float" | "imag" | "char" | "string";
  /** The literal as written. */
  readonly value: string;
  /** True when the scanner found it malformed; the error is reported already. */
  readonly bad: boolean;
}

/** "...T" as the last parameter's type, or "[...]T" as an array length. */
export interface Ellipsis extends NodeBase {
  readonly kind: "Ellipsis";
  readonly elt?: Expr;
}

export interface FuncLit extends NodeBase {
  readonly kind: "FuncLit";
  readonly type: FuncType;
  readonly body: BlockStmt;
}

export interface CompositeLit extends NodeBase {
  readonly kind: "CompositeLit";
  /** Absent in a literal whose type is elided. */
  readonly type?: Expr;
  readonly lbrace: Pos;
  readonly elts: readonly Expr[];
  readonly rbrace: Pos;
}

export interface ParenExpr extends NodeBase {
  readonly kind: "ParenExpr";
  readonly x: Expr;
}

export interface SelectorExpr extends NodeBase {
  readonly kind: "SelectorExpr";
  readonly x: Expr;
  readonly sel: Ident;
}

/** x[i], and also an instantiation x[T1, T2]. */
export interface IndexExpr extends NodeBase {
  readonly kind: "IndexExpr";
  readonly x: Expr;
  readonly lbrack: Pos;
  readonly indices: readonly Expr[];
}

export interface SliceExpr extends NodeBase {
  readonly kind: "SliceExpr";
  readonly x: Expr;
  readonly lbrack: Pos;
  readonly low?: Expr;
  readonly high?: Expr;
  readonly max?: Expr;
  /** Two colons were written. */
  readonly full: boolean;
}

/** x.(T); x.(type) has no type and occurs in TypeSwitchStmt only. */
export interface TypeAssertExpr extends NodeBase {
  readonly kind: "TypeAssertExpr";
  readonly x: Expr;
  readonly type?: Expr;
}

export interface CallExpr extends NodeBase {
  readonly kind: "CallExpr";
  readonly fun: Expr;
  readonly lparen: Pos;
  readonly args: readonly Expr[];
  /** The last argument is followed by "...". */
  readonly hasDots: boolean;
  readonly rparen: Pos;
}

/** *x: a pointer type or a dereference. */
export interface StarExpr extends NodeBase {
  readonly kind: "StarExpr";
  readonly x: Expr;
}

export interface UnaryExpr extends NodeBase {
  readonly kind: "UnaryExpr";
  readonly op: UnaryOp;
  readonly x: Expr;
}

export interface BinaryExpr extends NodeBase {
  readonly kind: "BinaryExpr";
  readonly op: BinaryOp;
  readonly opPos: Pos;
  readonly x: Expr;
  readonly y: Expr;
}

export interface KeyValueExpr extends NodeBase {
  readonly kind: "KeyValueExpr";
  readonly key: Expr;
  readonly value: Expr;
}

/** [N]T, [...]T (length is an Ellipsis without elt) or []T (no length). */
export interface ArrayType extends NodeBase {
  readonly kind: "ArrayType";
  readonly length?: Expr;
  readonly elt: Expr;
}

export interface StructType extends NodeBase {
  readonly kind: "StructType";
  readonly fields: readonly Field[];
}

export interface FuncType extends NodeBase {
  readonly kind: "FuncType";
  /** Where the (type) parameters begin. */
  readonly sigPos: Pos;
  /** Parsed wherever "[" may follow; allowed in declarations only. */
  readonly typeParams: readonly Field[];
  readonly params: readonly Field[];
  readonly results: readonly Field[];
}

/** Elements are methods (name and FuncType) or, without a name, embedded types and unions of ~T terms (BinaryExpr "|"). */
export interface InterfaceType extends NodeBase {
  readonly kind: "InterfaceType";
  readonly methods: readonly Field[];
}

export interface MapType extends NodeBase {
  readonly kind: "MapType";
  readonly key: Expr;
  readonly value: Expr;
}

export interface ChanType extends NodeBase {
  readonly kind: "ChanType";
  readonly dir: "both" | "send" | "recv";
  readonly elt: Expr;
}

export type Expr =
  | BadExpr
  | Ident
  | BasicLit
  | Ellipsis
  | FuncLit
  | CompositeLit
  | ParenExpr
  | SelectorExpr
  | IndexExpr
  | SliceExpr
  | TypeAssertExpr
  | CallExpr
  | StarExpr
  | UnaryExpr
  | BinaryExpr
  | KeyValueExpr
  | ArrayType
  | StructType
  | FuncType
  | InterfaceType
  | MapType
  | ChanType;

/**
 * One group of parameters, results, type parameters, fields or interface elements: "a, b T". Without names it is an unnamed
 * parameter, an embedded field or an embedded interface element.
 */
export interface Field extends NodeBase {
  readonly kind: "Field";
  readonly names: readonly Ident[];
  readonly type: Expr;
  readonly tag?: BasicLit;
}

// ---------------------------------------------------------------- statements

export interface BadStmt extends NodeBase {
  readonly kind: "BadStmt";
}

export interface DeclStmt extends NodeBase {
  readonly kind: "DeclStmt";
  readonly decl: GenDecl;
}

export interface EmptyStmt extends NodeBase {
  readonly kind: "EmptyStmt";
}

export interface LabeledStmt extends NodeBase {
  readonly kind: "LabeledStmt";
  readonly label: Ident;
  readonly stmt: Stmt;
}

export interface ExprStmt extends NodeBase {
  readonly kind: "ExprStmt";
  readonly x: Expr;
}

export interface SendStmt extends NodeBase {
  readonly kind: "SendStmt";
  readonly chan: Expr;
  readonly value: Expr;
  readonly opPos: Pos;
}

export interface IncDecStmt extends NodeBase {
  readonly kind: "IncDecStmt";
  readonly x: Expr;
  readonly op: "++" | "--";
  readonly opPos: Pos;
}

export interface AssignStmt extends NodeBase {
  readonly kind: "AssignStmt";
  readonly lhs: readonly Expr[];
  /** "=" or ":=", or the binary operator of an assignment operation: "+" for "+=". */
  readonly op: "=" | ":=" | BinaryOp;
  readonly opPos: Pos;
  readonly rhs: readonly Expr[];
}

export interface GoStmt extends NodeBase {
  readonly kind: "GoStmt";
  /** A CallExpr in correct programs. */
  readonly call: Expr;
}

export interface DeferStmt extends NodeBase {
  readonly kind: "DeferStmt";
  /** A CallExpr in correct programs. */
  readonly call: Expr;
}

export interface ReturnStmt extends NodeBase {
  readonly kind: "ReturnStmt";
  readonly results: readonly Expr[];
}

export interface BranchStmt extends NodeBase {
  readonly kind: "BranchStmt";
  readonly tok: "break" | "continue" | "goto" | "fallthrough";
  readonly label?: Ident;
}

export interface BlockStmt extends NodeBase {
  readonly kind: "BlockStmt";
  readonly list: readonly Stmt[];
  readonly rbrace: Pos;
}

export interface IfStmt extends NodeBase {
  readonly kind: "IfStmt";
  readonly init?: Stmt;
  readonly cond: Expr;
  readonly body: BlockStmt;
  readonly else?: IfStmt | BlockStmt;
}

/** A case of a SwitchStmt or TypeSwitchStmt. */
export interface CaseClause extends NodeBase {
  readonly kind: "CaseClause";
  /** Empty for default. */
  readonly list: readonly Expr[];
  readonly isDefault: boolean;
  readonly colon: Pos;
  readonly body: readonly Stmt[];
}

export interface SwitchStmt extends NodeBase {
  readonly kind: "SwitchStmt";
  readonly init?: Stmt;
  readonly tag?: Expr;
  readonly lbrace: Pos;
  readonly cases: readonly CaseClause[];
  readonly rbrace: Pos;
}

/** switch init; bind := x.(type) { ... } */
export interface TypeSwitchStmt extends NodeBase {
  readonly kind: "TypeSwitchStmt";
  readonly init?: Stmt;
  readonly bind?: Ident;
  readonly x: Expr;
  /** Where the guard begins (the binding or x). */
  readonly guardPos: Pos;
  readonly lbrace: Pos;
  readonly cases: readonly CaseClause[];
  readonly rbrace: Pos;
}

/** A case of a SelectStmt. */
export interface CommClause extends NodeBase {
  readonly kind: "CommClause";
  /** Absent for default. In correct programs a SendStmt, or an ExprStmt or AssignStmt whose right side is a receive. */
  readonly comm?: Stmt;
  readonly isDefault: boolean;
  readonly colon: Pos;
  readonly body: readonly Stmt[];
}

export interface SelectStmt extends NodeBase {
  readonly kind: "SelectStmt";
  readonly cases: readonly CommClause[];
  readonly rbrace: Pos;
}

export interface ForStmt extends NodeBase {
  readonly kind: "ForStmt";
  readonly init?: Stmt;
  readonly cond?: Expr;
  readonly post?: Stmt;
  readonly body: BlockStmt;
}

export interface RangeStmt extends NodeBase {
  readonly kind: "RangeStmt";
  readonly key?: Expr;
  readonly value?: Expr;
  /** Superfluous iteration variables beyond key and value, an error. */
  readonly extra?: Expr;
  readonly isDefine: boolean;
  /** Position of ":=" or "=", or of "range" without either. */
  readonly opPos: Pos;
  readonly rangePos: Pos;
  readonly x: Expr;
  readonly body: BlockStmt;
}

export type Stmt =
  | BadStmt
  | DeclStmt
  | EmptyStmt
  | LabeledStmt
  | ExprStmt
  | SendStmt
  | IncDecStmt
  | AssignStmt
  | GoStmt
  | DeferStmt
  | ReturnStmt
  | BranchStmt
  | BlockStmt
  | IfStmt
  | SwitchStmt
  | TypeSwitchStmt
  | SelectStmt
  | ForStmt
  | RangeStmt;

// ---------------------------------------------------------------- declarations

/** A "//go:name arguments" comment. */
export interface Pragma {
  readonly pos: Pos;
  /** Without the two slashes: "go:noinline", "go:wasmimport env add". */
  readonly text: string;
}

export interface ImportSpec extends NodeBase {
  readonly kind: "ImportSpec";
  /** A name, "_" or ".", when given. */
  readonly name?: Ident;
  readonly path: BasicLit;
}

/** One line of a const or var declaration. */
export interface ValueSpec extends NodeBase {
  readonly kind: "ValueSpec";
  readonly names: readonly Ident[];
  readonly type?: Expr;
  readonly values: readonly Expr[];
  /** The value of iota in a const declaration: the spec's index in its group. */
  readonly iota: number;
  /** The //go:embed patterns before a var. */
  readonly pragmas: readonly Pragma[];
}

export interface TypeSpec extends NodeBase {
  readonly kind: "TypeSpec";
  readonly name: Ident;
  readonly typeParams: readonly Field[];
  readonly isAlias: boolean;
  readonly type: Expr;
  readonly pragmas: readonly Pragma[];
}

export type Spec = ImportSpec | ValueSpec | TypeSpec;

export interface GenDecl extends NodeBase {
  readonly kind: "GenDecl";
  readonly tok: "import" | "const" | "type" | "var";
  readonly specs: readonly Spec[];
}

export interface FuncDecl extends NodeBase {
  readonly kind: "FuncDecl";
  /** The receiver list as written: one Field with at most one name in correct programs; absent for functions. */
  readonly recv?: readonly Field[];
  readonly name: Ident;
  readonly type: FuncType;
  readonly body?: BlockStmt;
  readonly pragmas: readonly Pragma[];
}

export interface BadDecl extends NodeBase {
  readonly kind: "BadDecl";
}

export type Decl = GenDecl | FuncDecl | BadDecl;

export interface File extends NodeBase {
  readonly kind: "File";
  readonly source: SourceFile;
  readonly name: Ident;
  readonly decls: readonly Decl[];
  readonly imports: readonly ImportSpec[];
  /** All //go: comments of the file, in order (//go:linkname has no other home). */
  readonly pragmas: readonly Pragma[];
  /** Directives before declarations that have no use for them: errors, unless there are others. */
  readonly misplaced: readonly Pragma[];
}

export type Node = File | Decl | Spec | Stmt | Expr | Field | CaseClause | CommClause;

/** Strips parentheses. */
export function unparen(x: Expr): Expr {
  let e = x;
  while (e.kind === "ParenExpr") e = e.x;
  return e;
}
