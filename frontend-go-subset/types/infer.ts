// Type inference: the missing type arguments of a generic function from its ordinary arguments and from its constraints.
//
// spec, "Type inference": "A missing type argument may be inferred from the context in which the type parameter is used."

import { commonUnder } from "./common-under.ts";
import { lacksMethods, type Namer } from "./implements.ts";
import { substitute } from "./subst.ts";
import { typeSetOf } from "./type-set.ts";
import type { Term, Tuple, Type, TypeParam, Var } from "./types.ts";
import { asNamed, constraintOf, defaultType, everyTerm, isUntyped, isUntypedNumeric, unalias } from "./under.ts";
import { assignMode, exactMode, inexact, Unifier } from "./unify.ts";

/** An ordinary argument. */
export interface InferArg {
  readonly type: Type;
  readonly isNil: boolean;
  /** As shown in messages. */
  readonly text: string;
}

export interface InferFailure {
  /** The argument at fault; -1: the call as a whole. */
  readonly arg: number;
  readonly message: string;
}

export interface InferOptions {
  readonly name: Namer;
  /** "file:line:column" of a position. */
  readonly placeOf: (pos: number) => string;
  /** The roles are exchanged: a generic function is assigned to a variable of function type. */
  readonly reverse: boolean;
}

/** All type arguments, or why they cannot be had. args[i] is for params.vars[i]. */
export function infer(
  tparams: readonly TypeParam[],
  given: readonly (Type | undefined)[],
  paramTuple: Tuple,
  args: readonly InferArg[],
  options: InferOptions,
): Type[] | InferFailure {
  const { name } = options;
  const complete = (list: readonly (Type | undefined)[]): list is Type[] =>
    list.length === tparams.length && list.every((t) => t);
  if (complete(given)) return [...given];
  const targs = tparams.map((_, i) => given[i]);

  // Put in what is known, so that less remains to be unified.
  const params = substitute(paramTuple, partial(tparams, targs)) as Tuple;
  const u = new Unifier(tparams, targs);

  // spec: "... each such pair of a function parameter and argument gives a type equation ..." (typed arguments first)
  const untyped: number[] = [];
  for (const [i, arg] of args.entries()) {
    const param = params.vars[i].type;
    if (!isParameterized(tparams, param) && !isParameterized(tparams, arg.type)) continue;
    if (!isUntyped(arg.type)) {
      if (!u.unify(param, arg.type, assignMode)) return { arg: i, message: mismatch(u, tparams, param, arg, options) };
    } else if (param.kind === "TypeParam" && !arg.isNil) {
      untyped.push(i);
    }
  }

  // Constraints: core types and methods, until nothing changes.
  for (;;) {
    const before = u.unknowns();
    for (const p of tparams) {
      const tx = u.at(p);
      const core = coreTerm(p);
      if (core) {
        if (tx) {
          if (!u.unify(tx, core.term.type, inexact)) {
            return { arg: -1, message: `${name(p)} (type ${name(tx)}) does not satisfy ${name(p.bound)}` };
          }
        } else if (core.isSingle && !core.term.tilde) {
          u.set(p, core.term.type);
        }
      }
      const known = u.at(p);
      if (tx && known && !isParameterized(tparams, tx)) {
        const cause = lacksMethods(tx, constraintOf(p), true, (x, y) => u.unify(x, y, exactMode), name);
        if (cause !== undefined) {
          return { arg: -1, message: `${name(p)} (type ${name(tx)}) does not satisfy ${name(p.bound)} ${cause}` };
        }
      }
    }
    if (u.unknowns() === before) break;
  }

  // spec: "Untyped constants are considered in a second phase": the largest default kind wins.
  const largest = new Map<TypeParam, Type>();
  for (const i of untyped) {
    const p = params.vars[i].type as TypeParam;
    if (u.at(p)) continue;
    const other = largest.get(p);
    const max = other === undefined ? args[i].type : maxType(other, args[i].type);
    if (!max) {
      return {
        arg: i,
        message: `mismatched types ${name(other!)} and ${name(args[i].type)} (cannot infer ${name(p)})`,
      };
    }
    largest.set(p, max);
  }
  for (const [p, t] of largest) u.set(p, defaultType(t));

  const inferred = u.inferred(tparams);
  killCycles(tparams, inferred);
  simplify(tparams, targs, inferred);
  const missing = inferred.findIndex((t) => t === undefined || isParameterized(tparams, t));
  if (missing >= 0) {
    const { obj } = tparams[missing];
    return { arg: -1, message: `cannot infer ${obj.name} (declared at ${options.placeOf(obj.pos)})` };
  }
  return inferred as Type[];
}

function partial(tparams: readonly TypeParam[], targs: readonly (Type | undefined)[]): Map<TypeParam, Type> {
  const map = new Map<TypeParam, Type>();
  tparams.forEach((p, i) => {
    const t = targs[i];
    if (t) map.set(p, t);
  });
  return map;
}

function mismatch(
  u: Unifier,
  tparams: readonly TypeParam[],
  param: Type,
  arg: InferArg,
  options: InferOptions,
): string {
  const { name, reverse } = options;
  const known = u.inferred(tparams);
  if (known.every((t) => t === undefined)) {
    return `type ${name(arg.type)} of ${arg.text} does not match ${name(param)} (cannot infer ${paramNames(tparams)})`;
  }
  const inferred = substitute(param, partial(tparams, known));
  if (inferred === param) return `type ${name(arg.type)} of ${arg.text} does not match ${name(param)}`;
  if (reverse)
    return `inferred type ${name(inferred)} for ${name(param)} does not match type ${name(arg.type)} of ${arg.text}`;
  return `type ${name(arg.type)} of ${arg.text} does not match inferred type ${name(inferred)} for ${name(param)}`;
}

/** "P", "P and Q", "P, Q, and R" */
export function paramNames(list: readonly TypeParam[]): string {
  const names = list.map((p) => p.obj.name);
  if (names.length <= 2) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names[names.length - 1]}`;
}

/** The larger of two untyped numeric types, the type if they are the same, else undefined. */
export function maxType(x: Type, y: Type): Type | undefined {
  if (x === y) return x;
  if (!isUntypedNumeric(x) || !isUntypedNumeric(y)) return undefined;
  const order = ["untyped int", "untyped rune", "untyped float", "untyped complex"];
  return order.indexOf(x.basic) > order.indexOf(y.basic) ? x : y;
}

/** The one term of the constraint, or all terms' common underlying type as one. */
function coreTerm(p: TypeParam): { term: Term; isSingle: boolean } | undefined {
  const terms: Term[] = [];
  everyTerm(p, (term) => {
    if (term) terms.push(term);
    return term !== undefined;
  });
  if (terms.length === 1) return { term: terms[0], isSingle: true };
  const { under } = commonUnder(p);
  return under ? { term: { tilde: terms.some((t) => t.tilde), type: under }, isSingle: false } : undefined;
}

/** Inferred types may mention other type parameters: replace those until nothing changes. */
function simplify(
  tparams: readonly TypeParam[],
  targs: readonly (Type | undefined)[],
  inferred: (Type | undefined)[],
): void {
  let dirty = inferred.map((_, i) => i).filter((i) => inferred[i] && !targs[i]);
  while (dirty.length > 0) {
    const map = partial(tparams, inferred);
    dirty = dirty.filter((i) => {
      const before = inferred[i]!;
      let after = substitute(before, map);
      if (after === before) return false;
      if (after.kind === "Signature" && after.typeParams.length > 0 && !isParameterized(tparams, after)) {
        after = { ...after, typeParams: [] };
      }
      inferred[i] = after;
      return true;
    });
  }
}

/** Inferred types that contain themselves are taken back. */
function killCycles(tparams: readonly TypeParam[], inferred: (Type | undefined)[]): void {
  const open = new Set<Type>();
  const vars = (list: readonly Var[]): void => {
    for (const v of list) visit(v.type);
  };
  const visit = (t: Type): void => {
    const type = unalias(t);
    if (open.has(type)) {
      const i = type.kind === "TypeParam" ? tparams.indexOf(type) : -1;
      if (i >= 0) inferred[i] = undefined;
      return;
    }
    open.add(type);
    switch (type.kind) {
      case "Pointer":
      case "Slice":
      case "Array":
      case "Chan":
        visit(type.elem);
        break;
      case "Map":
        visit(type.key);
        visit(type.elem);
        break;
      case "Struct":
        vars(type.fields);
        break;
      case "Signature":
        vars(type.params.vars);
        vars(type.results.vars);
        break;
      case "Union":
        for (const term of type.terms) visit(term.type);
        break;
      case "Interface":
        for (const m of type.methods) visit(m.type);
        for (const e of type.embeddeds) visit(e);
        break;
      case "Named":
        for (const a of type.typeArgs) visit(a);
        break;
      case "TypeParam": {
        const known = inferred[tparams.indexOf(type)];
        if (known) visit(known);
        break;
      }
    }
    open.delete(type);
  };
  for (const p of tparams) visit(p);
}

/** One of the type parameters occurs in the type. */
export function isParameterized(tparams: readonly TypeParam[], t: Type): boolean {
  return mentionsParam(tparams, t, new Map());
}

function mentionsParam(tparams: readonly TypeParam[], t: Type, seen: Map<Type, boolean>): boolean {
  switch (t.kind) {
    case "Basic":
      return false;
    case "TypeParam":
      return tparams.includes(t);
    case "Named":
      if (t.typeArgs.length === 0) return false;
      break;
  }
  const known = seen.get(t);
  if (known !== undefined) return known;
  seen.set(t, false);
  const inner = (x: Type): boolean => mentionsParam(tparams, x, seen);
  let result = false;
  switch (t.kind) {
    case "Alias":
      result = inner(unalias(t));
      break;
    case "Pointer":
    case "Slice":
    case "Array":
    case "Chan":
      result = inner(t.elem);
      break;
    case "Map":
      result = inner(t.key) || inner(t.elem);
      break;
    case "Struct":
      result = t.fields.some((f) => inner(f.type));
      break;
    case "Tuple":
      result = t.vars.some((v) => inner(v.type));
      break;
    case "Signature":
      result = t.params.vars.some((v) => inner(v.type)) || t.results.vars.some((v) => inner(v.type));
      break;
    case "Interface": {
      const set = typeSetOf(t);
      result = set.methods.some((m) => inner(m.type)) || (set.terms !== "all" && set.terms.some((x) => inner(x.type)));
      break;
    }
    case "Union":
      result = t.terms.some((x) => inner(x.type));
      break;
    case "Named":
      result = (asNamed(t)?.typeArgs ?? []).some(inner);
      break;
  }
  seen.set(t, result);
  return result;
}
