// A string per type such that identical types have equal keys (and different ones different keys). For maps by type.

import { typeSetOf } from "./type-set.ts";
import type { Func, Signature, Tuple, Type, TypeParam } from "./types.ts";
import { unalias } from "./under.ts";

/** Interfaces that are still being declared have no key by structure yet. */
const identities = new WeakMap<Type, number>();
let lastIdentity = 0;

function identity(t: Type): string {
  let id = identities.get(t);
  if (id === undefined) {
    id = ++lastIdentity;
    identities.set(t, id);
  }
  return `?${id}`;
}

export function typeKey(t: Type): string {
  return key(t, []);
}

/** `bound` are the type parameters of enclosing generic signatures, which are named by their place. */
function key(t: Type, bound: readonly TypeParam[]): string {
  switch (t.kind) {
    case "Basic":
      return t.basic;
    case "Named": {
      // Instances are unique as long as their arguments had keys when they were made; the arguments are the safe choice.
      if (t.typeArgs.length === 0) return `#${t.id}`;
      return `#${t.origin.id}[${t.typeArgs.map((a) => key(a, bound)).join(",")}]`;
    }
    case "Alias": {
      const actual = unalias(t);
      return t.rhs === undefined ? identity(t) : key(actual, bound);
    }
    case "TypeParam": {
      const place = bound.indexOf(t);
      return place >= 0 ? `$${place}` : `%${t.id}`;
    }
    case "Pointer":
      return `*${key(t.elem, bound)}`;
    case "Slice":
      return `[]${key(t.elem, bound)}`;
    case "Array":
      return `[${t.length}]${key(t.elem, bound)}`;
    case "Map":
      return `map[${key(t.key, bound)}]${key(t.elem, bound)}`;
    case "Chan":
      return `chan(${t.dir} ${key(t.elem, bound)})`;
    case "Struct": {
      const fields = t.fields.map((f, i) => {
        const tag = t.tags[i] ? JSON.stringify(t.tags[i]) : "";
        return `${f.isEmbedded ? "!" : ""}${objectId(f)} ${key(f.type, bound)}${tag}`;
      });
      return `struct{${fields.join(";")}}`;
    }
    case "Tuple":
      return tupleKey(t, bound);
    case "Signature":
      return `func${signatureKey(t, bound)}`;
    case "Union":
      return t.terms.map((term) => `${term.tilde ? "~" : ""}${key(term.type, bound)}`).join("|");
    case "Interface": {
      if (!t.complete) return identity(t);
      const set = typeSetOf(t);
      const methods = set.methods.map(
        (m: Func) => `${objectId(m)}${m.type.kind === "Signature" ? signatureKey(m.type, bound) : ""}`,
      );
      const terms =
        set.terms === "all"
          ? ""
          : `|${set.terms
              .map((x) => `${x.tilde ? "~" : ""}${key(x.type, bound)}`)
              .sort()
              .join("|")}`;
      return `interface{${set.comparable ? "=" : ""}${methods.join(";")}${terms}}`;
    }
  }
}

function tupleKey(t: Tuple, bound: readonly TypeParam[]): string {
  return `(${t.vars.map((v) => key(v.type, bound)).join(",")})`;
}

function signatureKey(t: Signature, outer: readonly TypeParam[]): string {
  const bound = t.typeParams.length > 0 ? [...outer, ...t.typeParams] : outer;
  const params = t.typeParams.length > 0 ? `[${t.typeParams.map((p) => key(p.bound, bound)).join(",")}]` : "";
  return `${params}${tupleKey(t.params, bound)}${t.variadic ? "..." : ""}${tupleKey(t.results, bound)}`;
}

/**
 * What makes a field or method name unique.
 * spec: "Two identifiers are different if they are spelled differently, or if they appear in different packages and are not
 * exported."
 */
export function objectId(o: { readonly name: string; readonly pkg: { readonly path: string } | undefined }): string {
  return isExported(o.name) ? o.name : `${o.pkg?.path ?? "_"}.${o.name}`;
}

/** spec: "An identifier is exported if ... the first character of the identifier's name is a Unicode uppercase letter". */
export function isExported(name: string): boolean {
  const c = name.charCodeAt(0);
  if (c < 128) return c >= 65 && c <= 90;
  return /^\p{Lu}/u.test(name);
}
