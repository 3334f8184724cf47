// The types and objects of Go programs, as unions on `kind`. Names mirror go/types (ArrayType and MapType carry a suffix
// because JavaScript owns the short names). Types are made by the checker and never changed once it has returned, except that
// instances of generic types expand when first looked into: always ask underlying(), methodCount() and the like (under.ts)
// instead of reading the fields marked "lazy".

import type * as ast from "../syntax/ast.ts";
import type { Pos } from "../syntax/source.ts";
import type { Value } from "./constant.ts";

// ---------------------------------------------------------------- types

export type BasicKind =
  | "invalid"
  | "bool"
  | "string"
  | "unsafe.Pointer"
  | "int"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "uintptr"
  | "float32"
  | "float64"
  | "complex64"
  | "complex128"
  | "untyped bool"
  | "untyped int"
  | "untyped rune"
  | "untyped float"
  | "untyped complex"
  | "untyped string"
  | "untyped nil";

/** A predeclared type. `byte` and `rune` are Basics of their own name with the basic kind of uint8 and int32. */
export interface Basic {
  readonly kind: "Basic";
  readonly basic: BasicKind;
  readonly name: string;
}

/** A defined type, or an instance of a generic defined type. */
export interface Named {
  readonly kind: "Named";
  readonly id: number;
  readonly obj: TypeName;
  /** The generic type this is an instance of; itself otherwise. */
  readonly origin: Named;
  /** Empty unless this is an instance. */
  readonly typeArgs: readonly Type[];
  /** Empty unless this is a generic type (not an instance). */
  typeParams: readonly TypeParam[];
  /** Lazy: use underlying(). Never Named or Alias once set. */
  under: Type | undefined;
  /** What the declaration says, before following chains of names. */
  rhs: Type | undefined;
  /** Instances of this generic type by the keys of their arguments, so that each exists once. */
  instances: Map<string, Named> | undefined;
  /** Declared methods in source order. Of an instance lazy: use methodsOf(). */
  methods: Func[];
  methodsExpanded: boolean;
}

/** type A = T, or an instance of a generic alias. Identical to what it stands for: see unalias(). */
export interface Alias {
  readonly kind: "Alias";
  readonly obj: TypeName;
  readonly origin: Alias;
  readonly typeArgs: readonly Type[];
  typeParams: readonly TypeParam[];
  /** The right side of the declaration; undefined while it is being checked. */
  rhs: Type | undefined;
  instances: Map<string, Alias> | undefined;
}

export interface Pointer {
  readonly kind: "Pointer";
  readonly elem: Type;
}

export interface Slice {
  readonly kind: "Slice";
  readonly elem: Type;
}

export interface ArrayType {
  readonly kind: "Array";
  /** -1 after an error. */
  readonly length: number;
  readonly elem: Type;
}

export interface MapType {
  readonly kind: "Map";
  readonly key: Type;
  readonly elem: Type;
}

export interface Chan {
  readonly kind: "Chan";
  readonly dir: "both" | "send" | "recv";
  readonly elem: Type;
}

export interface Struct {
  readonly kind: "Struct";
  fields: readonly Var[];
  /** One per field, as byte strings, "" where none. */
  tags: readonly string[];
}

export interface Tuple {
  readonly kind: "Tuple";
  readonly vars: readonly Var[];
}

export interface Signature {
  readonly kind: "Signature";
  readonly recv: Var | undefined;
  readonly recvTypeParams: readonly TypeParam[];
  readonly typeParams: readonly TypeParam[];
  readonly params: Tuple;
  readonly results: Tuple;
  /** The last parameter is ...T; its type is then Slice (or string for append([]byte, string...)). */
  readonly variadic: boolean;
}

export interface Interface {
  readonly kind: "Interface";
  /** Explicitly declared methods. All methods: typeSetOf(). */
  methods: Func[];
  embeddeds: Type[];
  embedPos: Pos[];
  /** Wraps a constraint literal such as [P ~int]. */
  readonly implicit: boolean;
  /** False while its declaration is being checked. */
  complete: boolean;
  /** Lazy: use typeSetOf(). */
  typeSet: TypeSet | undefined;
  /** The checker's hooks while it computes the type set; for nobody else. */
  reporter?: TypeSetReporter;
}

export interface TypeSetReporter {
  duplicateMethod(pos: Pos, name: string, otherPos: Pos): void;
  tooManyTerms(pos: Pos): void;
  /** Runs when all declarations have been seen. */
  later(action: () => void): void;
}

export interface Term {
  readonly tilde: boolean;
  readonly type: Type;
}

/** What an interface admits: all its methods sorted by id, and either all types or those of the terms. */
export interface TypeSet {
  readonly methods: readonly Func[];
  /** "all", or a normalized union of terms (empty: no type at all). */
  readonly terms: "all" | readonly Term[];
  /** Only comparable types (from the predeclared comparable); meaningful when terms is "all". */
  readonly comparable: boolean;
}

export interface Union {
  readonly kind: "Union";
  readonly terms: readonly Term[];
}

export interface TypeParam {
  readonly kind: "TypeParam";
  readonly id: number;
  readonly obj: TypeName;
  index: number;
  /** The constraint as written; its interface: constraintOf(). */
  bound: Type;
}

export type Type =
  | Basic
  | Named
  | Alias
  | Pointer
  | Slice
  | ArrayType
  | MapType
  | Chan
  | Struct
  | Tuple
  | Signature
  | Interface
  | Union
  | TypeParam;

// ---------------------------------------------------------------- objects

interface ObjectBase {
  readonly name: string;
  readonly pos: Pos;
  /** Absent for predeclared objects. */
  readonly pkg: Package | undefined;
  /** The scope it is declared in; absent for fields and methods. */
  parent: Scope | undefined;
  /** Set by the checker before it returns. */
  type: Type;
  /** 0 for local objects that are declared in order, else the order of the package-level declaration. */
  order: number;
}

/** The function body a variable belongs to; undefined at package level. */
export type FuncOwner = ast.FuncDecl | ast.FuncLit;

export interface Var extends ObjectBase {
  readonly kind: "Var";
  readonly role: "package" | "local" | "param" | "result" | "recv" | "field";
  readonly isEmbedded: boolean;
  /** Some expression reads it (assigning is not using). */
  used: boolean;
  /** Fields of instantiated structs point to the field of the generic type. */
  readonly origin: Var | undefined;
  /** The innermost function that declares it; undefined for package-level variables and fields. */
  owner: FuncOwner | undefined;
  /** A function literal inside owner uses it. */
  isCaptured: boolean;
  /** Its address is taken: &x, x[:] of an array, a method with pointer receiver called on it, or such of a part of it. */
  isAddressTaken: boolean;
  /** Assigned somewhere after its declaration (also x++, x.f = y, range with =). */
  isReassigned: boolean;
}

export interface Const extends ObjectBase {
  readonly kind: "Const";
  value: Value;
}

export interface TypeName extends ObjectBase {
  readonly kind: "TypeName";
  readonly isAlias: boolean;
}

/** A function, or a method (then its Signature has a recv). */
export interface Func extends ObjectBase {
  readonly kind: "Func";
  /** Declared with a pointer receiver. */
  hasPtrRecv: boolean;
  /** The method of the generic type this one was instantiated from; itself otherwise. */
  readonly origin: Func;
  /** Absent for interface methods and for methods of instances (see origin). */
  readonly decl: ast.FuncDecl | undefined;
  /** Methods of instances: the instance they belong to. Their type is lazy: use signatureOf(). */
  readonly instance: Named | undefined;
  /** The checker's hook to find out the type of a method that is needed before its turn. */
  resolve?: () => void;
}

export interface PkgName extends ObjectBase {
  readonly kind: "PkgName";
  readonly imported: Package;
  used: boolean;
}

export interface Builtin extends ObjectBase {
  readonly kind: "Builtin";
  readonly id: BuiltinId;
}

export interface Nil extends ObjectBase {
  readonly kind: "Nil";
}

export interface Label extends ObjectBase {
  readonly kind: "Label";
  used: boolean;
}

export type Obj = Var | Const | TypeName | Func | PkgName | Builtin | Nil | Label;

export type BuiltinId =
  | "append"
  | "cap"
  | "clear"
  | "close"
  | "complex"
  | "copy"
  | "delete"
  | "imag"
  | "len"
  | "make"
  | "max"
  | "min"
  | "new"
  | "panic"
  | "print"
  | "println"
  | "real"
  | "recover"
  | "Add"
  | "Alignof"
  | "Offsetof"
  | "Sizeof"
  | "Slice"
  | "SliceData"
  | "String"
  | "StringData";

export interface Scope {
  readonly parent: Scope | undefined;
  readonly kind: "universe" | "package" | "file" | "function" | "block";
  readonly pos: Pos;
  readonly end: Pos;
  /** Made when the first object is declared. */
  objects: Map<string, Obj> | undefined;
  /** The function whose body this scope lies in. */
  readonly owner: FuncOwner | undefined;
}

export interface Package {
  readonly path: string;
  /** From the package clauses; the last path element while unknown. */
  name: string;
  readonly scope: Scope;
  /** Direct imports, in source order, without duplicates. */
  imports: Package[];
  /** All of it has been checked. */
  complete: boolean;
  /** Stands for a package that could not be loaded: whatever is selected from it is accepted silently. */
  readonly isFake: boolean;
}
