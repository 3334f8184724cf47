// Type identity.
//
// spec: "Two types are either identical ("the same") or different."

import { makeSubstitution, substitute } from "./subst.ts";
import { objectId } from "./type-key.ts";
import { equalTerms, typeSetOf, unionTerms } from "./type-set.ts";
import type { Interface, Signature, Struct, Tuple, Type } from "./types.ts";
import { unalias } from "./under.ts";

/** Interfaces being compared further up, to stop at recursive ones. */
interface Pair {
  readonly x: Interface;
  readonly y: Interface;
  readonly outer: Pair | undefined;
}

export function identical(x: Type, y: Type): boolean {
  return x === y || same(x, y, false, undefined);
}

export function identicalIgnoringTags(x: Type, y: Type): boolean {
  return same(x, y, true, undefined);
}

function same(xt: Type, yt: Type, ignoreTags: boolean, pair: Pair | undefined): boolean {
  const x = unalias(xt);
  const y = unalias(yt);
  if (x === y) return true;
  switch (x.kind) {
    case "Basic":
      return y.kind === "Basic" && x.basic === y.basic;
    case "Named":
      if (y.kind !== "Named" || x.origin !== y.origin || x.typeArgs.length !== y.typeArgs.length) return false;
      return x.typeArgs.length > 0 && x.typeArgs.every((a, i) => same(a, y.typeArgs[i], false, undefined));
    case "Pointer":
    case "Slice":
      return y.kind === x.kind && same(x.elem, y.elem, ignoreTags, pair);
    case "Array":
      return (
        y.kind === "Array" &&
        (x.length < 0 || y.length < 0 || x.length === y.length) &&
        same(x.elem, y.elem, ignoreTags, pair)
      );
    case "Map":
      return y.kind === "Map" && same(x.key, y.key, ignoreTags, pair) && same(x.elem, y.elem, ignoreTags, pair);
    case "Chan":
      return y.kind === "Chan" && x.dir === y.dir && same(x.elem, y.elem, ignoreTags, pair);
    case "Struct":
      return y.kind === "Struct" && sameStruct(x, y, ignoreTags, pair);
    case "Tuple":
      return y.kind === "Tuple" && sameTuple(x, y, ignoreTags, pair);
    case "Signature":
      return y.kind === "Signature" && sameSignature(x, y, ignoreTags, pair);
    case "Interface":
      return y.kind === "Interface" && sameInterface(x, y, ignoreTags, pair);
    case "Union": {
      if (y.kind !== "Union") return false;
      const xs = unionTerms(x);
      const ys = unionTerms(y);
      return xs !== undefined && ys !== undefined && equalTerms(xs, ys);
    }
    default:
      return false;
  }
}

function sameStruct(x: Struct, y: Struct, ignoreTags: boolean, pair: Pair | undefined): boolean {
  return (
    x.fields.length === y.fields.length &&
    x.fields.every((f, i) => {
      const g = y.fields[i];
      return (
        f.isEmbedded === g.isEmbedded &&
        (ignoreTags || (x.tags[i] ?? "") === (y.tags[i] ?? "")) &&
        f.name === g.name &&
        objectId(f) === objectId(g) &&
        same(f.type, g.type, ignoreTags, pair)
      );
    })
  );
}

function sameTuple(x: Tuple, y: Tuple, ignoreTags: boolean, pair: Pair | undefined): boolean {
  return x.vars.length === y.vars.length && x.vars.every((v, i) => same(v.type, y.vars[i].type, ignoreTags, pair));
}

function sameSignature(x: Signature, y: Signature, ignoreTags: boolean, pair: Pair | undefined): boolean {
  if (x.variadic !== y.variadic || x.typeParams.length !== y.typeParams.length) return false;
  let { params, results } = y;
  if (x.typeParams.length > 0) {
    // Rename y's type parameters to x's, then compare constraints and the rest.
    const map = makeSubstitution(y.typeParams, x.typeParams);
    if (!x.typeParams.every((p, i) => same(p.bound, substitute(y.typeParams[i].bound, map), ignoreTags, pair)))
      return false;
    params = substitute(params, map) as Tuple;
    results = substitute(results, map) as Tuple;
  }
  return sameTuple(x.params, params, ignoreTags, pair) && sameTuple(x.results, results, ignoreTags, pair);
}

function sameInterface(x: Interface, y: Interface, ignoreTags: boolean, pair: Pair | undefined): boolean {
  const xs = typeSetOf(x);
  const ys = typeSetOf(y);
  if (xs.comparable !== ys.comparable || xs.methods.length !== ys.methods.length || !equalTerms(xs.terms, ys.terms))
    return false;
  for (let p = pair; p; p = p.outer) if ((p.x === x && p.y === y) || (p.x === y && p.y === x)) return true;
  const inner: Pair = { x, y, outer: pair };
  return xs.methods.every((m, i) => {
    const n = ys.methods[i];
    return m.name === n.name && objectId(m) === objectId(n) && same(m.type, n.type, ignoreTags, inner);
  });
}
