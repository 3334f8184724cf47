// Looking through names: aliases, underlying types, constraints; and the simple questions about types.

import { expandRhs } from "./subst.ts";
import { typeSetOf } from "./type-set.ts";
import type { Basic, BasicKind, Interface, Named, Pointer, Signature, Term, Type, TypeParam } from "./types.ts";
import { emptyInterface, Typ } from "./universe.ts";

/** What an alias stands for (through several); other types themselves. */
export function unalias(t: Type): Type {
  let type = t;
  while (type.kind === "Alias") type = type.rhs ?? Typ.invalid;
  return type;
}

export function asNamed(t: Type): Named | undefined {
  const type = t.kind === "Alias" ? unalias(t) : t;
  return type.kind === "Named" ? type : undefined;
}

/**
 * The underlying type: never Named, Alias or TypeParam. A type parameter's is its constraint interface, as in go/types.
 * spec: "Each type T has an underlying type: If T is one of the predeclared boolean, numeric, or string types, or a type
 * literal, the corresponding underlying type is T itself. Otherwise, T's underlying type is the underlying type of the type to
 * which T refers in its declaration."
 */
export function underlying(t: Type): Exclude<Type, { kind: "Named" | "Alias" | "TypeParam" }> {
  switch (t.kind) {
    case "Named":
      return (t.under ?? resolveUnderlying(t)) as Exclude<Type, { kind: "Named" | "Alias" | "TypeParam" }>;
    case "Alias":
      return underlying(unalias(t));
    case "TypeParam":
      return constraintOf(t);
    default:
      return t;
  }
}

function resolveUnderlying(named: Named): Type {
  const path: Named[] = [];
  let t: Type | undefined = named;
  for (;;) {
    if (t === undefined) return Typ.invalid;
    if (t.kind === "Alias") {
      if (t.rhs === undefined) return Typ.invalid;
      t = t.rhs;
      continue;
    }
    if (t.kind !== "Named") break;
    if (t.under) {
      t = t.under;
      break;
    }
    if (path.includes(t)) return Typ.invalid;
    path.push(t);
    if (t.rhs === undefined && t.typeArgs.length > 0) t.rhs = expandRhs(t);
    t = t.rhs;
  }
  if (t.kind === "TypeParam") t = constraintOf(t);
  for (const n of path) n.under = t;
  return t;
}

/** The interface a type parameter's constraint is (a non-interface constraint is wrapped). */
export function constraintOf(p: TypeParam): Interface {
  const bound = unalias(p.bound);
  if (bound.kind === "TypeParam") return emptyInterface;
  const u = underlying(bound);
  if (u.kind === "Interface") return u;
  if (u === Typ.invalid) return emptyInterface;
  const wrapped: Interface = {
    kind: "Interface",
    methods: [],
    embeddeds: [p.bound],
    embedPos: [],
    implicit: true,
    complete: true,
    typeSet: undefined,
  };
  p.bound = wrapped;
  return wrapped;
}

// ---------------------------------------------------------------- questions

export function isValid(t: Type): boolean {
  return unalias(t) !== Typ.invalid;
}

export const boolean = 1;
export const integer = 2;
export const unsigned = 4;
export const float = 8;
export const complex = 16;
export const string = 32;
export const untyped = 64;
export const ordered = integer | float | string;
export const numeric = integer | float | complex;
export const constType = boolean | numeric | string;

const infoOf: Record<BasicKind, number> = {
  invalid: 0,
  bool: boolean,
  string,
  "unsafe.Pointer": 0,
  int: integer,
  int8: integer,
  int16: integer,
  int32: integer,
  int64: integer,
  uint: integer | unsigned,
  uint8: integer | unsigned,
  uint16: integer | unsigned,
  uint32: integer | unsigned,
  uint64: integer | unsigned,
  uintptr: integer | unsigned,
  float32: float,
  float64: float,
  complex64: complex,
  complex128: complex,
  "untyped bool": boolean | untyped,
  "untyped int": integer | untyped,
  "untyped rune": integer | untyped,
  "untyped float": float | untyped,
  "untyped complex": complex | untyped,
  "untyped string": string | untyped,
  "untyped nil": untyped,
};

export function basicInfo(t: Basic): number {
  return infoOf[t.basic];
}

/** The underlying type is a Basic of one of the classes. Type parameters never are: see allBasic. */
export function isBasic(t: Type, info: number): boolean {
  const u = underlying(t);
  return u.kind === "Basic" && (infoOf[u.basic] & info) !== 0;
}

/** Like isBasic; of a type parameter all types of its type set must be. */
export function allBasic(t: Type, info: number): boolean {
  const type = unalias(t);
  if (type.kind === "TypeParam") return everyTerm(type, (term) => term !== undefined && isBasic(term.type, info));
  return isBasic(type, info);
}

export const isBoolean = (t: Type): boolean => isBasic(t, boolean);
export const isInteger = (t: Type): boolean => isBasic(t, integer);
export const isUnsigned = (t: Type): boolean => isBasic(t, unsigned);
export const isFloat = (t: Type): boolean => isBasic(t, float);
export const isComplex = (t: Type): boolean => isBasic(t, complex);
export const isNumeric = (t: Type): boolean => isBasic(t, numeric);
export const isString = (t: Type): boolean => isBasic(t, string);
export const isConstType = (t: Type): boolean => isBasic(t, constType);
export const allBoolean = (t: Type): boolean => allBasic(t, boolean);
export const allInteger = (t: Type): boolean => allBasic(t, integer);
export const allUnsigned = (t: Type): boolean => allBasic(t, unsigned);
export const allNumeric = (t: Type): boolean => allBasic(t, numeric);
export const allString = (t: Type): boolean => allBasic(t, string);
export const allOrdered = (t: Type): boolean => allBasic(t, ordered);
export const allNumericOrString = (t: Type): boolean => allBasic(t, numeric | string);

export function isUntyped(t: Type): t is Basic {
  return t.kind === "Basic" && (infoOf[t.basic] & untyped) !== 0;
}

export function isUntypedNumeric(t: Type): t is Basic {
  return t.kind === "Basic" && (infoOf[t.basic] & untyped) !== 0 && (infoOf[t.basic] & numeric) !== 0;
}

export function isTypeParam(t: Type): boolean {
  return unalias(t).kind === "TypeParam";
}

export function isInterface(t: Type): boolean {
  return underlying(t).kind === "Interface";
}

export function isNonTypeParamInterface(t: Type): boolean {
  return !isTypeParam(t) && isInterface(t);
}

/** A predeclared, defined or parameter type (an alias of one too). */
export function hasName(t: Type): boolean {
  const kind = unalias(t).kind;
  return kind === "Basic" || kind === "Named" || kind === "TypeParam";
}

/** Neither Named nor a type parameter. */
export function isTypeLit(t: Type): boolean {
  const kind = unalias(t).kind;
  return kind !== "Named" && kind !== "TypeParam";
}

/** A generic type that has not been instantiated. */
export function isGeneric(t: Type): boolean {
  if (t.kind === "Alias" && t.typeParams.length > 0 && t.typeArgs.length === 0) return true;
  const named = asNamed(t);
  return named !== undefined && named.typeArgs.length === 0 && named.typeParams.length > 0;
}

export function isBytesOrRunes(t: Type): boolean {
  if (t.kind !== "Slice") return false;
  const elem = underlying(t.elem);
  return elem.kind === "Basic" && (elem.basic === "uint8" || elem.basic === "int32");
}

/** The type a value of untyped type gets without a context; typed types themselves. */
export function defaultType(t: Type): Type {
  if (t.kind !== "Basic") return t;
  switch (t.basic) {
    case "untyped bool":
      return Typ.bool;
    case "untyped int":
      return Typ.int;
    case "untyped rune":
      return Typ.rune;
    case "untyped float":
      return Typ.float64;
    case "untyped complex":
      return Typ.complex128;
    case "untyped string":
      return Typ.string;
    default:
      return t;
  }
}

/** Values of the type may be nil. */
export function hasNil(t: Type): boolean {
  const u = underlying(t);
  switch (u.kind) {
    case "Basic":
      return u.basic === "unsafe.Pointer";
    case "Slice":
    case "Pointer":
    case "Signature":
    case "Map":
    case "Chan":
      return true;
    case "Interface":
      return !isTypeParam(t) || everyUnder(t, (_, under) => under !== undefined && hasNil(under));
    default:
      return false;
  }
}

/** A pointer's base and true, else the type and false. Looks through aliases only. */
export function deref(t: Type): [Type, boolean] {
  const type = unalias(t);
  return type.kind === "Pointer" ? [type.elem, true] : [t, false];
}

export function newPointer(elem: Type): Pointer {
  return { kind: "Pointer", elem };
}

export function asSignature(t: Type): Signature | undefined {
  const u = underlying(t);
  return u.kind === "Signature" ? u : undefined;
}

// ---------------------------------------------------------------- type sets of type parameters

/** Calls f for each term of the constraint, or once with undefined when there are no specific types. Stops at false. */
export function everyTerm(p: TypeParam, f: (term: Term | undefined) => boolean): boolean {
  const { terms } = typeSetOf(constraintOf(p));
  return terms === "all" || terms.length === 0 ? f(undefined) : terms.every(f);
}

/**
 * Calls f for each type in the type set of a type parameter with its underlying type (undefined and undefined when there are no
 * specific types); for other types once. Stops at false.
 */
export function everyUnder(t: Type, f: (type: Type | undefined, under: Type | undefined) => boolean): boolean {
  const type = unalias(t);
  if (type.kind !== "TypeParam") return f(t, underlying(t));
  return everyTerm(type, (term) => (term ? f(term.type, underlying(term.type)) : f(undefined, undefined)));
}
