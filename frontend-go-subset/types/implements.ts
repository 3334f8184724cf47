// Does a type implement an interface, or satisfy a constraint; and if not, why, in gc's words.

import { comparableError } from "./comparable.ts";
import { identical } from "./identical.ts";
import { lookupImpl } from "./lookup.ts";
import { signatureOf } from "./subst.ts";
import { hasTerms, includes, isEmptySet, isSubset, isUniversal, typeSetOf } from "./type-set.ts";
import { signatureText, typeString } from "./type-string.ts";
import type { Func, Interface, Package, Type } from "./types.ts";
import { isInterface, isTypeParam, isValid, underlying } from "./under.ts";

export interface Namer {
  (t: Type): string;
  readonly qualify?: (pkg: Package) => string;
}

export interface MissingMethod {
  readonly method: Func;
  /** It exists, but with another signature or on the pointer only. */
  readonly isWrongType: boolean;
  readonly cause: string;
}

type Same = (x: Type, y: Type) => boolean;

/** The first method of interface type T that V lacks. A dynamic (non-static) check lets interfaces V lack methods. */
export function missingMethod(v: Type, t: Type, isStatic: boolean, same: Same, name: Namer): MissingMethod | undefined {
  const wanted = typeSetOf(underlying(t) as Interface).methods;
  const vu = underlying(v);
  for (const m of wanted) {
    if (vu.kind === "Interface") {
      const f = typeSetOf(vu).methods.find((x) => x.name === m.name && samePackage(x, m));
      if (!f) {
        if (!isStatic) continue;
        return { method: m, isWrongType: false, cause: notFoundCause(v, t, m, name) };
      }
      if (!same(f.type, m.type)) return { method: m, isWrongType: true, cause: wrongSignature(f, m, name) };
      continue;
    }
    const { obj, index, indirect } = lookupImpl(v, false, m.pkg, m.name, false);
    if (!obj) {
      if (index) return { method: m, isWrongType: false, cause: `(ambiguous selector ${name(v)}.${m.name})` };
      if (indirect) return { method: m, isWrongType: true, cause: `(method ${m.name} has pointer receiver)` };
      const other = lookupImpl(v, false, m.pkg, m.name, true).obj;
      if (other?.kind !== "Func") return { method: m, isWrongType: false, cause: notFoundCause(v, t, m, name) };
      if (other.name === m.name) return { method: m, isWrongType: false, cause: `(unexported method ${m.name})` };
      const cause = `(missing method ${m.name})\n\t\thave ${funcString(other, name)}\n\t\twant ${funcString(m, name)}`;
      return { method: m, isWrongType: false, cause };
    }
    if (obj.kind !== "Func")
      return { method: m, isWrongType: false, cause: `(${name(v)}.${m.name} is a field, not a method)` };
    if (!same(signatureOf(obj), m.type)) return { method: m, isWrongType: true, cause: wrongSignature(obj, m, name) };
  }
  return undefined;
}

function samePackage(x: Func, m: Func): boolean {
  return /^\p{Lu}/u.test(m.name) || x.pkg?.path === m.pkg?.path;
}

function notFoundCause(v: Type, t: Type, m: Func, name: Namer): string {
  if (isInterfacePointer(v)) return `(${interfacePointerError(v, name)})`;
  if (isInterfacePointer(t)) return `(${interfacePointerError(t, name)})`;
  return `(missing method ${m.name})`;
}

function wrongSignature(f: Func, m: Func, name: Namer): string {
  let have = funcString(f, name);
  let want = funcString(m, name);
  if (have === want) {
    have = f.name + signatureText(signatureOf(f), { paramNames: false });
    want = m.name + signatureText(signatureOf(m), { paramNames: false });
  }
  if (have === want) return `(wrong type for method ${m.name})`;
  return `(wrong type for method ${m.name})\n\t\thave ${have}\n\t\twant ${want}`;
}

function funcString(f: Func, name: Namer): string {
  return f.name + signatureText(signatureOf(f), { paramNames: false, qualify: name.qualify });
}

export function isInterfacePointer(t: Type): boolean {
  const u = underlying(t);
  return u.kind === "Pointer" && isInterface(u.elem);
}

export function interfacePointerError(t: Type, name: Namer): string {
  const u = underlying(t);
  if (u.kind === "Pointer" && isTypeParam(u.elem))
    return `type ${name(t)} is pointer to type parameter, not type parameter`;
  return `type ${name(t)} is pointer to interface, not interface`;
}

/** Undefined when V has all methods of T; else the cause. */
export function lacksMethods(v: Type, t: Type, isStatic: boolean, same: Same, name: Namer): string | undefined {
  if (!isValid(v)) return undefined;
  const missing = missingMethod(v, t, isStatic, same, name);
  return missing && !hasInvalidEmbedded(v, new Set()) ? missing.cause : undefined;
}

function hasInvalidEmbedded(t: Type, seen: Set<Type>): boolean {
  let u = underlying(t);
  if (u.kind === "Pointer") u = underlying(u.elem);
  if (u.kind !== "Struct" || seen.has(u)) return false;
  seen.add(u);
  return u.fields.some((f) => f.isEmbedded && (!isValid(f.type) || hasInvalidEmbedded(f.type, seen)));
}

/**
 * Undefined when V implements interface T (as a constraint: satisfies it); else why not.
 * spec: "A type T implements an interface I if T is not an interface and is an element of the type set of I; or T is an interface
 * and the type set of T is a subset of the type set of I."
 */
export function notImplementing(v: Type, t: Type, isConstraint: boolean, name: Namer): string | undefined {
  const vu = underlying(v);
  const tu = underlying(t);
  if (!isValid(vu) || !isValid(tu)) return undefined;
  if (vu.kind === "Pointer" && !isValid(underlying(vu.elem))) return undefined;
  const verb = isConstraint ? "satisfy" : "implement";
  const fails = (detail: string): string => `${name(v)} does not ${verb} ${name(t)} ${detail}`.trimEnd();
  if (tu.kind !== "Interface") {
    return fails(
      isInterfacePointer(tu)
        ? `(type ${name(t)} is pointer to interface, not interface)`
        : `(${name(t)} is not an interface)`,
    );
  }
  const tset = typeSetOf(tu);
  if (isUniversal(tset)) return undefined;
  const vset = vu.kind === "Interface" ? typeSetOf(vu) : undefined;
  if (vset && isEmptySet(vset)) return undefined;
  if (isEmptySet(tset)) return `cannot ${verb} ${name(t)} (empty type set)`;

  const lacking = lacksMethods(v, t, true, identical, name);
  if (lacking !== undefined) return fails(lacking);

  const comparability = (): string | undefined => {
    // spec: "A type argument T satisfies a type constraint C ... if C can be written in the form interface{ comparable; E } ...
    // and T is comparable and implements E."
    const needsComparable =
      tset.terms === "all" ? tset.comparable : tset.terms.every((x) => comparableError(x.type, false) === undefined);
    if (!needsComparable || comparableError(v, isConstraint) === undefined || comparableError(v, false) === undefined)
      return undefined;
    return `${name(v)} does not ${verb} comparable`;
  };
  if (!hasTerms(tset)) return comparability();
  if (vset) return isSubset(vset.terms, tset.terms) ? comparability() : fails("");

  const terms = tset.terms === "all" ? [] : tset.terms;
  if (terms.some((term) => includes(term, v))) return comparability();
  const close = terms.find(
    (term) =>
      !term.tilde && identical(term.type, underlying(term.type)) && includes({ tilde: true, type: term.type }, v),
  );
  if (close) return fails(`(possibly missing ~ for ${name(close.type)} in ${name(t)})`);
  if (mentions(tu, v))
    return fails(`(${name(t)} mentions ${name(v)}, but ${name(v)} is not in the type set of ${name(t)})`);
  const all = terms.map((term) => `${term.tilde ? "~" : ""}${typeString(term.type, {})}`).join(" | ");
  return fails(`(${name(v)} missing in ${all})`);
}

function mentions(t: Type, v: Type): boolean {
  if (t.kind === "Interface") return t.embeddeds.some((e) => mentions(e, v));
  if (t.kind === "Union") return t.terms.some((term) => mentions(term.type, v));
  return identical(t, v);
}
