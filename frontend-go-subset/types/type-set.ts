// Type sets of interfaces and unions.
//
// spec: "The type set of an interface type is the intersection of the type sets of the interface's elements."

import type { Pos } from "../syntax/source.ts";
import { comparableError } from "./comparable.ts";
import { identical } from "./identical.ts";
import { objectId } from "./type-key.ts";
import type { Func, Interface, Term, Type, TypeSet, TypeSetReporter, Union } from "./types.ts";
import { underlying } from "./under.ts";
import { Typ } from "./universe.ts";

export type Terms = TypeSet["terms"];

const everything: TypeSet = { methods: [], terms: "all", comparable: false };

const maxTermCount = 100;

/** The type set; that of all types while the interface is still being declared. */
export function typeSetOf(t: Interface): TypeSet {
  if (t.typeSet) return t.typeSet;
  if (!t.complete) return everything;
  // Blocks endless recursion through invalid, self-embedding interfaces.
  t.typeSet = everything;
  t.typeSet = computeTypeSet(t);
  return t.typeSet;
}

function computeTypeSet(t: Interface): TypeSet {
  const { reporter } = t;
  const seen = new Map<string, { method: Func; pos: Pos }>();
  const methods: Func[] = [];
  const add = (pos: Pos, method: Func, isExplicit: boolean): void => {
    const id = objectId(method);
    const other = method.name === "_" ? undefined : seen.get(id);
    if (!other) {
      seen.set(id, { method, pos });
      methods.push(method);
    } else if (isExplicit) {
      reporter?.duplicateMethod(pos, method.name, other.pos);
    } else {
      // spec: "... the method sets of interfaces with overlapping names must have identical signatures."
      reporter?.later(() => {
        if (!identical(method.type, other.method.type)) reporter.duplicateMethod(pos, method.name, other.pos);
      });
    }
  };
  for (const method of t.methods) add(method.pos, method, true);

  let terms: Terms = "all";
  let comparable = false;
  t.embeddeds.forEach((embedded, i) => {
    const pos = t.embedPos[i] ?? 0;
    const u = underlying(embedded);
    let embeddedTerms: Terms;
    let embeddedComparable = false;
    if (u.kind === "Interface") {
      const set = typeSetOf(u);
      embeddedComparable = set.comparable;
      for (const method of set.methods) add(pos, method, false);
      embeddedTerms = set.terms;
    } else if (u.kind === "Union") {
      const found = unionTerms(u, pos, reporter);
      if (found === undefined) return;
      embeddedTerms = found;
    } else {
      if (u === Typ.invalid) return;
      embeddedTerms = [{ tilde: false, type: embedded }];
    }
    [terms, comparable] = intersect(terms, comparable, embeddedTerms, embeddedComparable);
  });
  methods.sort((a, b) => compareIds(a, b));
  return { methods, terms, comparable };
}

/** Exported names first, then by name, then by package: go/types' order of methods. */
function compareIds(a: Func, b: Func): number {
  const ea = objectId(a) === a.name;
  const eb = objectId(b) === b.name;
  if (ea !== eb) return ea ? -1 : 1;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  const pa = a.pkg?.path ?? "";
  const pb = b.pkg?.path ?? "";
  return pa < pb ? -1 : pa > pb ? 1 : 0;
}

/** The union's terms, or undefined after an error. */
export function unionTerms(u: Union, pos: Pos = 0, reporter?: TypeSetReporter): Terms | undefined {
  let all: Terms = [];
  for (const term of u.terms) {
    const under = underlying(term.type);
    if (under.kind === "Interface") all = unite(all, typeSetOf(under).terms);
    else if (under === Typ.invalid) continue;
    else if (!(term.tilde && !identical(term.type, under))) all = unite(all, [term]);
    if (all !== "all" && all.length > maxTermCount) {
      reporter?.tooManyTerms(pos);
      return undefined;
    }
  }
  return all;
}

function intersect(x: Terms, xComparable: boolean, y: Terms, yComparable: boolean): [Terms, boolean] {
  const terms = intersectTerms(x, y);
  const comparable = xComparable || yComparable;
  if (!comparable || terms === "all") return [terms, comparable];
  return [terms.filter((t) => comparableError(t.type, false) === undefined), false];
}

// ---------------------------------------------------------------- terms

function isDisjoint(x: Term, y: Term): boolean {
  return !identical(y.tilde ? underlying(x.type) : x.type, x.tilde ? underlying(y.type) : y.type);
}

function intersectTerms(x: Terms, y: Terms): Terms {
  if (x === "all") return y;
  if (y === "all") return x;
  const result: Term[] = [];
  for (const a of x) for (const b of y) if (!isDisjoint(a, b)) result.push(!a.tilde || b.tilde ? a : b);
  return normalize(result);
}

function unite(x: Terms, y: Terms): Terms {
  return x === "all" || y === "all" ? "all" : normalize([...x, ...y]);
}

/** Terms that another one covers are dropped. */
function normalize(list: readonly Term[]): Term[] {
  const used = new Set<number>();
  const result: Term[] = [];
  list.forEach((term, i) => {
    if (used.has(i)) return;
    let x = term;
    for (let j = i + 1; j < list.length; j++) {
      if (used.has(j) || isDisjoint(x, list[j])) continue;
      x = x.tilde || !list[j].tilde ? x : list[j];
      used.add(j);
    }
    result.push(x);
  });
  return result;
}

function isSubTerm(x: Term, y: Term): boolean {
  return !isDisjoint(x, y) && (!x.tilde || y.tilde);
}

export function isSubset(x: Terms, y: Terms): boolean {
  if (y === "all") return true;
  if (x === "all") return false;
  return x.every((a) => y.some((b) => isSubTerm(a, b)));
}

export function equalTerms(x: Terms, y: Terms): boolean {
  return x === y || (isSubset(x, y) && isSubset(y, x));
}

/** t is one of the term's types. */
export function includes(term: Term, t: Type): boolean {
  return identical(term.type, term.tilde ? underlying(t) : t);
}

export function hasTerms(set: TypeSet): boolean {
  return set.terms !== "all" && set.terms.length > 0;
}

export function isEmptySet(set: TypeSet): boolean {
  return set.terms !== "all" && set.terms.length === 0;
}

/** The set of all types. */
export function isUniversal(set: TypeSet): boolean {
  return set.terms === "all" && !set.comparable && set.methods.length === 0;
}

/** Only methods matter: such interfaces may be used as ordinary types. */
export function isMethodSet(set: TypeSet): boolean {
  return set.terms === "all" && !set.comparable;
}

/** All types of the set are strictly comparable. */
export function isComparableSet(set: TypeSet, seen?: Set<Type>): boolean {
  if (set.terms === "all") return set.comparable;
  return set.terms.length > 0 && set.terms.every((t) => comparableError(t.type, false, seen) === undefined);
}
