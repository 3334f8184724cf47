// Type unification: do two types become identical (or assignable) under some choice of types for the type parameters?
//
// spec, "Type unification": "Unification uses a combination of exact and loose unification depending on whether two types have
// to be identical, assignment-compatible, or only structurally equal."

import { commonUnder } from "./common-under.ts";
import { identical } from "./identical.ts";
import { lookupFieldOrMethod } from "./lookup.ts";
import { signatureOf } from "./subst.ts";
import { objectId } from "./type-key.ts";
import { equalTerms, typeSetOf } from "./type-set.ts";
import type { Interface, Tuple, Type, TypeParam } from "./types.ts";
import { asNamed, isInterface, isTypeLit, isTypeParam, unalias, underlying } from "./under.ts";

/** assign: assignability rules at the top level. exact: identical types, else element types may differ as the spec allows. */
export interface UnifyMode {
  readonly assign: boolean;
  readonly exact: boolean;
}

export const inexact: UnifyMode = { assign: false, exact: false };
export const assignMode: UnifyMode = { assign: true, exact: false };
export const exactMode: UnifyMode = { assign: false, exact: true };

/** Joined type parameters share one handle. */
interface Handle {
  type: Type | undefined;
}

interface Pair {
  readonly x: Interface;
  readonly y: Interface;
  readonly outer: Pair | undefined;
}

const depthLimit = 50;

export class Unifier {
  private readonly handles = new Map<TypeParam, Handle>();
  private depth = 0;

  constructor(params: readonly TypeParam[], args: readonly (Type | undefined)[]) {
    params.forEach((p, i) => this.handles.set(p, { type: args[i] }));
  }

  at(p: TypeParam): Type | undefined {
    return this.handles.get(p)?.type;
  }

  set(p: TypeParam, t: Type): void {
    this.handles.get(p)!.type = t;
  }

  /** How many type parameters have no type yet. */
  unknowns(): number {
    let n = 0;
    for (const handle of this.handles.values()) if (!handle.type) n++;
    return n;
  }

  inferred(params: readonly TypeParam[]): (Type | undefined)[] {
    return params.map((p) => this.at(p));
  }

  unify(x: Type, y: Type, mode: UnifyMode): boolean {
    return this.nify(x, y, mode, undefined);
  }

  private bound(t: Type): TypeParam | undefined {
    const type = unalias(t);
    return type.kind === "TypeParam" && this.handles.has(type) ? type : undefined;
  }

  private join(x: TypeParam, y: TypeParam): boolean {
    const hx = this.handles.get(x)!;
    const hy = this.handles.get(y)!;
    if (hx === hy) return true;
    if (hx.type && hy.type) return false;
    const [from, to] = hx.type ? [hy, hx] : [hx, hy];
    for (const [p, h] of this.handles) if (h === from) this.handles.set(p, to);
    return true;
  }

  private nify(xt: Type, yt: Type, mode: UnifyMode, pair: Pair | undefined): boolean {
    if (xt === yt || unalias(xt) === unalias(yt)) return true;
    if (this.depth >= depthLimit) return false;
    this.depth++;
    const result = this.nifyDeep(xt, yt, mode, pair);
    this.depth--;
    return result;
  }

  private nifyDeep(xt: Type, yt: Type, mode: UnifyMode, pair: Pair | undefined): boolean {
    let x = xt;
    let y = yt;
    // Put a defined type into y and a bound type parameter into x.
    if (asNamed(x) || this.bound(y)) [x, y] = [y, x];
    // Unless exact, a defined type matches a type literal through its underlying type (interfaces keep their methods for later).
    const ny = asNamed(y);
    if (!mode.exact && ny && isTypeLit(x) && !isInterface(x)) {
      y = underlying(ny);
      if (x === y || unalias(x) === y) return true;
    }
    const px = this.bound(x);
    const py = this.bound(y);
    if (px && py) {
      if (this.join(px, py)) return true;
      return this.nify(this.at(px)!, this.at(py)!, mode, pair);
    }
    if (px) return this.bind(px, y, mode, pair);

    if (!mode.exact) {
      const decided = this.interfaces(x, y, pair);
      if (decided !== undefined) return decided;
    }
    if (isTypeParam(y)) [x, y] = [y, x];
    return this.structure(unalias(x), unalias(y), y, mode, pair);
  }

  /** x's type parameter px gets y, or what it has must fit y. */
  private bind(px: TypeParam, y: Type, mode: UnifyMode, pair: Pair | undefined): boolean {
    const x = this.at(px);
    if (!x) {
      this.set(px, y);
      return true;
    }
    if (!this.nify(x, y, mode, pair)) return false;
    const xi = asInterface(x);
    const yi = asInterface(y);
    const xn = asNamed(x) !== undefined;
    const yn = asNamed(y) !== undefined;
    if (xi && yi) {
      // Two interfaces: if both are defined types they must be the same, else they need the same methods.
      if (xn && yn) return identical(x, y);
      if (typeSetOf(xi).methods.length !== typeSetOf(yi).methods.length) return false;
    } else if (xi || yi) {
      return false;
    }
    // Prefer a defined type, and a channel with a direction.
    if (!mode.exact && !xn) {
      const u = underlying(y);
      if (yn || (u.kind === "Chan" && u.dir !== "both")) this.set(px, y);
    }
    return true;
  }

  /** When one of the types is an interface: common methods must unify. Undefined when none is. */
  private interfaces(x: Type, y: Type, pair: Pair | undefined): boolean | undefined {
    const xi = asInterface(x);
    const yi = asInterface(y);
    if (xi && yi) {
      const xs = typeSetOf(xi);
      const ys = typeSetOf(yi);
      if (xs.comparable !== ys.comparable || !equalTerms(xs.terms, ys.terms)) return false;
      for (let p = pair; p; p = p.outer) if (isSamePair(p, xi, yi)) return true;
      const inner: Pair = { x: xi, y: yi, outer: pair };
      const [few, many] = xs.methods.length <= ys.methods.length ? [xs.methods, ys.methods] : [ys.methods, xs.methods];
      const byId = new Map(many.map((m) => [objectId(m), m]));
      return few.every((m) => {
        const other = byId.get(objectId(m));
        return other !== undefined && this.nify(m.type, other.type, exactMode, inner);
      });
    }
    const iface = xi ?? yi;
    if (!iface) return undefined;
    const other = xi ? y : x;
    return typeSetOf(iface).methods.every((m) => {
      const { obj } = lookupFieldOrMethod(other, false, m.pkg, m.name);
      return obj?.kind === "Func" && this.nify(m.type, signatureOf(obj), exactMode, pair);
    });
  }

  private structure(x: Type, y: Type, yOriginal: Type, mode: UnifyMode, pair: Pair | undefined): boolean {
    // Element types must be identical when assignability is asked for at the top.
    const inner: UnifyMode = mode.assign ? { assign: true, exact: true } : mode;
    switch (x.kind) {
      case "Basic":
        return y.kind === "Basic" && x.basic === y.basic;
      case "Pointer":
      case "Slice":
        return y.kind === x.kind && this.nify(x.elem, y.elem, inner, pair);
      case "Array":
        return (
          y.kind === "Array" &&
          (x.length < 0 || y.length < 0 || x.length === y.length) &&
          this.nify(x.elem, y.elem, inner, pair)
        );
      case "Map":
        return y.kind === "Map" && this.nify(x.key, y.key, inner, pair) && this.nify(x.elem, y.elem, inner, pair);
      case "Chan":
        return y.kind === "Chan" && (!mode.exact || x.dir === y.dir) && this.nify(x.elem, y.elem, inner, pair);
      case "Struct":
        return (
          y.kind === "Struct" &&
          x.fields.length === y.fields.length &&
          x.fields.every((f, i) => {
            const g = y.fields[i];
            const alike =
              f.isEmbedded === g.isEmbedded && (x.tags[i] ?? "") === (y.tags[i] ?? "") && objectId(f) === objectId(g);
            return alike && this.nify(f.type, g.type, inner, pair);
          })
        );
      case "Tuple":
        return y.kind === "Tuple" && this.tuples(x, y, mode, pair);
      case "Signature":
        return (
          y.kind === "Signature" &&
          x.variadic === y.variadic &&
          this.tuples(x.params, y.params, inner, pair) &&
          this.tuples(x.results, y.results, inner, pair)
        );
      case "Interface": {
        if (y.kind !== "Interface") return false;
        const xs = typeSetOf(x);
        const ys = typeSetOf(y);
        if (
          xs.comparable !== ys.comparable ||
          !equalTerms(xs.terms, ys.terms) ||
          xs.methods.length !== ys.methods.length
        )
          return false;
        for (let p = pair; p; p = p.outer) if (isSamePair(p, x, y)) return true;
        const q: Pair = { x, y, outer: pair };
        return xs.methods.every(
          (m, i) => objectId(m) === objectId(ys.methods[i]) && this.nify(m.type, ys.methods[i].type, exactMode, q),
        );
      }
      case "Named":
        return (
          y.kind === "Named" &&
          x.typeArgs.length === y.typeArgs.length &&
          x.typeArgs.every((a, i) => this.nify(a, y.typeArgs[i], mode, pair)) &&
          x.origin === y.origin
        );
      case "TypeParam": {
        // An unbound type parameter matches through the common underlying type of its type set.
        const { under } = commonUnder(x);
        return under !== undefined && this.nify(under, yOriginal, assignMode, pair);
      }
      default:
        return false;
    }
  }

  private tuples(x: Tuple, y: Tuple, mode: UnifyMode, pair: Pair | undefined): boolean {
    return x.vars.length === y.vars.length && x.vars.every((v, i) => this.nify(v.type, y.vars[i].type, mode, pair));
  }
}

function asInterface(t: Type): Interface | undefined {
  if (isTypeParam(t)) return undefined;
  const u = underlying(t);
  return u.kind === "Interface" ? u : undefined;
}

function isSamePair(p: Pair, x: Interface, y: Interface): boolean {
  return (p.x === x && p.y === y) || (p.x === y && p.y === x);
}
