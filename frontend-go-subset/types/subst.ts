// Substituting type arguments for type parameters, and instances of generic types. Each instance exists once (per origin and
// argument keys), and looks into its origin only when it is asked for its underlying type or methods, so that recursive generic
// types are no problem.

import { typeKey } from "./type-key.ts";
import type { Alias, Func, Interface, Named, Signature, Tuple, Type, TypeParam, Var } from "./types.ts";
import { deref, newPointer } from "./under.ts";
import { emptyTuple, nextTypeId, Typ } from "./universe.ts";

export type Substitution = ReadonlyMap<TypeParam, Type>;

export function makeSubstitution(params: readonly TypeParam[], args: readonly Type[]): Substitution {
  const map = new Map<TypeParam, Type>();
  params.forEach((p, i) => {
    if (args[i]) map.set(p, args[i]);
  });
  return map;
}

/** The type with all parameters of the map replaced. Returns the same object when nothing changes. */
export function substitute(t: Type, map: Substitution): Type {
  if (map.size === 0) return t;
  switch (t.kind) {
    case "Basic":
      return t;
    case "TypeParam":
      return map.get(t) ?? t;
    case "Named": {
      if (t.typeArgs.length === 0) return t;
      const args = substList(t.typeArgs, (a) => substitute(a, map));
      return args === t.typeArgs ? t : instantiateNamed(t.origin, args);
    }
    case "Alias": {
      if (t.typeArgs.length === 0) return t;
      const args = substList(t.typeArgs, (a) => substitute(a, map));
      return args === t.typeArgs ? t : instantiateAlias(t.origin, args);
    }
    case "Pointer": {
      const elem = substitute(t.elem, map);
      return elem === t.elem ? t : { kind: "Pointer", elem };
    }
    case "Slice": {
      const elem = substitute(t.elem, map);
      return elem === t.elem ? t : { kind: "Slice", elem };
    }
    case "Array": {
      const elem = substitute(t.elem, map);
      return elem === t.elem ? t : { kind: "Array", length: t.length, elem };
    }
    case "Map": {
      const key = substitute(t.key, map);
      const elem = substitute(t.elem, map);
      return key === t.key && elem === t.elem ? t : { kind: "Map", key, elem };
    }
    case "Chan": {
      const elem = substitute(t.elem, map);
      return elem === t.elem ? t : { kind: "Chan", dir: t.dir, elem };
    }
    case "Struct": {
      const fields = substList(t.fields, (v) => substVar(v, map));
      return fields === t.fields ? t : { kind: "Struct", fields, tags: t.tags };
    }
    case "Tuple":
      return substTuple(t, map);
    case "Signature": {
      const params = substTuple(t.params, map);
      const results = substTuple(t.results, map);
      return params === t.params && results === t.results ? t : { ...t, params, results };
    }
    case "Union": {
      const terms = substList(t.terms, (term) => {
        const type = substitute(term.type, map);
        return type === term.type ? term : { tilde: term.tilde, type };
      });
      return terms === t.terms ? t : { kind: "Union", terms };
    }
    case "Interface":
      return substInterface(t, map);
  }
}

function substInterface(t: Interface, map: Substitution): Interface {
  const methods = substList(t.methods, (m) => {
    const type = substitute(m.type, map);
    return type === m.type ? m : cloneFunc(m, type as Signature);
  });
  const embeddeds = substList(t.embeddeds, (e) => substitute(e, map));
  if (methods === t.methods && embeddeds === t.embeddeds) return t;
  const result: Interface = { ...t, methods: methods as Func[], embeddeds: embeddeds as Type[], typeSet: undefined };
  result.methods = withReceiver(result.methods, t, result);
  return result;
}

/** The list with receivers of type `from` changed to `to`. */
function withReceiver(methods: Func[], from: Type, to: Type): Func[] {
  return substList(methods, (m) => {
    const signature = m.type as Signature;
    if (signature.recv?.type !== from) return m;
    return cloneFunc(m, { ...signature, recv: cloneVar(signature.recv, to) });
  }) as Func[];
}

/** Maps the elements; the very same array when none changes. */
export function substList<T>(list: readonly T[], f: (item: T) => T): readonly T[] {
  let changed: T[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = f(list[i]);
    if (item !== list[i]) {
      changed ??= list.slice();
      changed[i] = item;
    }
  }
  return changed ?? list;
}

export function cloneVar(v: Var, type: Type): Var {
  return { ...v, type, origin: v.origin ?? v };
}

export function cloneFunc(f: Func, type: Signature, instance: Named | undefined = f.instance): Func {
  return { ...f, type, origin: f.origin, instance, resolve: undefined };
}

function substVar(v: Var, map: Substitution): Var {
  const type = substitute(v.type, map);
  return type === v.type ? v : cloneVar(v, type);
}

function substTuple(t: Tuple, map: Substitution): Tuple {
  const vars = substList(t.vars, (v) => substVar(v, map));
  return vars === t.vars ? t : { kind: "Tuple", vars };
}

// ---------------------------------------------------------------- instances

/** origin[args]; the number of arguments must be right. */
export function instantiateNamed(origin: Named, args: readonly Type[]): Named {
  const key = args.map(typeKey).join(",");
  origin.instances ??= new Map();
  const known = origin.instances.get(key);
  if (known) return known;
  const instance: Named = {
    kind: "Named",
    id: nextTypeId(),
    obj: origin.obj,
    origin,
    typeArgs: args,
    typeParams: [],
    under: undefined,
    rhs: undefined,
    instances: undefined,
    methods: [],
    methodsExpanded: false,
  };
  origin.instances.set(key, instance);
  return instance;
}

export function instantiateAlias(origin: Alias, args: readonly Type[]): Alias {
  const key = args.map(typeKey).join(",");
  origin.instances ??= new Map();
  const known = origin.instances.get(key);
  if (known) return known;
  const rhs = origin.rhs === undefined ? undefined : substitute(origin.rhs, makeSubstitution(origin.typeParams, args));
  const instance: Alias = {
    kind: "Alias",
    obj: origin.obj,
    origin,
    typeArgs: args,
    typeParams: [],
    rhs,
    instances: undefined,
  };
  if (rhs !== undefined) origin.instances.set(key, instance);
  return instance;
}

/** The signature with its type parameters replaced and none left. */
export function instantiateSignature(t: Signature, args: readonly Type[]): Signature {
  const result = substitute(t, makeSubstitution(t.typeParams, args)) as Signature;
  return { ...result, typeParams: [] };
}

/** What an instance's declaration says, or undefined while its origin is not known yet. */
export function expandRhs(instance: Named): Type | undefined {
  const { origin } = instance;
  if (origin.rhs === undefined) return undefined;
  if (origin.typeParams.length !== instance.typeArgs.length) return Typ.invalid;
  const rhs = substitute(origin.rhs, makeSubstitution(origin.typeParams, instance.typeArgs));
  if (rhs.kind !== "Interface") return rhs;
  const methods = withReceiver(rhs.methods, origin, instance);
  if (methods === rhs.methods) return rhs;
  return { ...rhs, methods, typeSet: undefined };
}

/** The declared methods of a type, of an instance with its arguments put in, in source order. */
export function methodsOf(t: Named): readonly Func[] {
  if (t.typeArgs.length === 0 || t.methodsExpanded) return t.methods;
  const { methods } = t.origin;
  if (t.methods.length !== methods.length) {
    t.methods = methods.map((_, i) => methodAt(t, i));
    t.methodsExpanded = true;
  }
  return t.methods;
}

const expanded = new WeakMap<Named, (Func | undefined)[]>();

/** methodsOf(t)[index], without expanding the others. */
export function methodAt(t: Named, index: number): Func {
  if (t.typeArgs.length === 0) return t.methods[index];
  let list = expanded.get(t);
  if (!list) {
    list = [];
    expanded.set(t, list);
  }
  list[index] ??= expandMethod(t, t.origin.methods[index]);
  return list[index]!;
}

function expandMethod(t: Named, method: Func): Func {
  method.resolve?.();
  const generic = method.type as Signature;
  if (generic.kind !== "Signature") return method;
  const [base] = generic.recv ? deref(generic.recv.type) : [undefined];
  // A receiver T[P] inside the generic declaration is an instance of its own; its methods are the declared ones.
  if (base === t) return method;
  const matches = generic.recvTypeParams.length === t.typeArgs.length;
  const signature = matches
    ? (substitute(generic, makeSubstitution(generic.recvTypeParams, t.typeArgs)) as Signature)
    : generic;
  const recv = generic.recv && cloneVar(generic.recv, method.hasPtrRecv ? newPointer(t) : t);
  return cloneFunc(method, { ...signature, recv, recvTypeParams: [] }, t);
}

export function newTuple(vars: readonly Var[]): Tuple {
  return vars.length === 0 ? emptyTuple : { kind: "Tuple", vars };
}

/** The signature of a function or method, finding it out first when necessary. */
export function signatureOf(f: Func): Signature {
  f.resolve?.();
  return f.type as Signature;
}
