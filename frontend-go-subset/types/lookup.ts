// Finding fields and methods.
//
// spec: "For a value x of type T or *T where T is not a pointer or interface type, x.f denotes the field or method at the
// shallowest depth in T where there is such an f."

import { identical } from "./identical.ts";
import { methodAt } from "./subst.ts";
import { isExported } from "./type-key.ts";
import { typeSetOf } from "./type-set.ts";
import type { Func, Named, Package, Type, Var } from "./types.ts";
import { asNamed, deref, underlying } from "./under.ts";

export interface Lookup {
  /** Undefined when nothing was found; then index tells of an ambiguity, indirect of a missing pointer receiver. */
  readonly obj: Var | Func | undefined;
  /** The path of field indices; the last entry is the field's or method's. */
  readonly index: readonly number[] | undefined;
  /** A pointer was followed on the way. */
  readonly indirect: boolean;
}

const notFound: Lookup = { obj: undefined, index: undefined, indirect: false };

/** pkg is where the selector stands: unexported names of other packages are not found. */
export function lookupFieldOrMethod(
  t: Type,
  addressable: boolean,
  pkg: Package | undefined,
  name: string,
  foldCase = false,
): Lookup {
  // Methods cannot be associated with a defined pointer type, but fields can be reached through it.
  const named = asNamed(t);
  if (named) {
    const u = underlying(named);
    if (u.kind === "Pointer") {
      const found = lookupImpl(u, false, pkg, name, foldCase);
      return found.obj?.kind === "Func" ? notFound : found;
    }
  }
  return lookupImpl(t, addressable, pkg, name, foldCase);
}

interface Embedded {
  readonly type: Type;
  readonly index: readonly number[];
  readonly indirect: boolean;
  /** The type occurs several times at this depth. */
  multiples: boolean;
}

export function lookupImpl(
  t: Type,
  addressable: boolean,
  pkg: Package | undefined,
  name: string,
  foldCase: boolean,
): Lookup {
  if (name === "_") return notFound;
  const [base, isPointer] = deref(t);
  if (isPointer && underlying(base).kind === "Interface") return notFound;

  let current: Embedded[] = [{ type: base, index: [], indirect: isPointer, multiples: false }];
  const seen: Named[] = [];
  while (current.length > 0) {
    const next: Embedded[] = [];
    let obj: Var | Func | undefined;
    let index: readonly number[] | undefined;
    let indirect = false;
    for (const e of current) {
      const found = (object: Var | Func, at: number): boolean => {
        index = [...e.index, at];
        if (obj || e.multiples) return false;
        obj = object;
        indirect = e.indirect;
        return true;
      };
      const named = asNamed(e.type);
      if (named) {
        if (seen.some((s) => s === named || identical(s, named))) continue;
        seen.push(named);
        const i = methodIndex(named, pkg, name, foldCase);
        if (i >= 0) {
          if (!found(methodAt(named, i), i)) return { obj: undefined, index, indirect: false };
          continue;
        }
      }
      const u = underlying(e.type);
      if (u.kind === "Struct") {
        for (let i = 0; i < u.fields.length; i++) {
          const f = u.fields[i];
          if (sameName(f, pkg, name, foldCase)) {
            if (!found(f, i)) return { obj: undefined, index, indirect: false };
            continue;
          }
          // Embedded types are searched one level deeper, unless something was found here.
          if (!obj && f.isEmbedded) {
            const [type, viaPointer] = deref(f.type);
            next.push({ type, index: [...e.index, i], indirect: e.indirect || viaPointer, multiples: e.multiples });
          }
        }
      } else if (u.kind === "Interface") {
        const { methods } = typeSetOf(u);
        const i = methods.findIndex((m) => sameName(m, pkg, name, foldCase));
        if (i >= 0 && !found(methods[i], i)) return { obj: undefined, index, indirect: false };
      }
    }
    if (obj) {
      // spec: "A method call x.m() is valid if the method set of (the type of) x contains m ... If x is addressable and &x's
      // method set contains m, x.m() is shorthand for (&x).m()."
      if (obj.kind === "Func" && obj.hasPtrRecv && !indirect && !addressable)
        return { obj: undefined, index: undefined, indirect: true };
      return { obj, index, indirect };
    }
    current = consolidate(next);
  }
  return notFound;
}

function methodIndex(named: Named, pkg: Package | undefined, name: string, foldCase: boolean): number {
  const { methods } = named.origin;
  if (methods.length === 0) return -1;
  if (foldCase) return methods.findIndex((m) => m.name.toLowerCase() === name.toLowerCase());
  for (let i = 0; i < methods.length; i++) {
    const m = methods[i];
    if (m.name === name && (isExported(name) || m.pkg === pkg || m.pkg?.path === pkg?.path)) return i;
  }
  return -1;
}

/** The object goes by this name in package pkg. */
export function sameName(o: Var | Func, pkg: Package | undefined, name: string, foldCase: boolean): boolean {
  if (foldCase && o.name.toLowerCase() === name.toLowerCase()) return true;
  if (o.name !== name) return false;
  return isExported(name) || o.pkg === pkg || (o.pkg !== undefined && pkg !== undefined && o.pkg.path === pkg.path);
}

function consolidate(list: Embedded[]): Embedded[] {
  if (list.length <= 1) return list;
  const result: Embedded[] = [];
  for (const e of list) {
    const other = result.find((r) => r.type === e.type || identical(r.type, e.type));
    if (other) other.multiples = true;
    else result.push(e);
  }
  return result;
}

/** The index of a field of a struct by name, or -1. */
export function fieldIndex(fields: readonly Var[], pkg: Package | undefined, name: string, foldCase = false): number {
  return name === "_" ? -1 : fields.findIndex((f) => sameName(f, pkg, name, foldCase));
}

export interface MethodSetEntry {
  readonly method: Func;
  readonly index: readonly number[];
  readonly indirect: boolean;
}

/** The method set of a type (with isAddressable: of variables of the type), sorted by name. For the stages after the checker. */
export function methodSetOf(t: Type, isAddressable = false): MethodSetEntry[] {
  const names = new Map<string, { name: string; pkg: Package | undefined }>();
  const collect = (type: Type, seen: Set<Type>): void => {
    const [base] = deref(type);
    if (seen.has(base)) return;
    seen.add(base);
    const add = (m: Func): void => {
      names.set(isExported(m.name) ? m.name : `${m.pkg?.path}.${m.name}`, { name: m.name, pkg: m.pkg });
    };
    for (const m of asNamed(base)?.origin.methods ?? []) add(m);
    const u = underlying(base);
    if (u.kind === "Interface") for (const m of typeSetOf(u).methods) add(m);
    if (u.kind === "Struct") for (const f of u.fields) if (f.isEmbedded) collect(f.type, seen);
  };
  collect(t, new Set());
  const entries: MethodSetEntry[] = [];
  for (const id of [...names.keys()].sort()) {
    const { name, pkg } = names.get(id)!;
    const { obj, index, indirect } = lookupFieldOrMethod(t, isAddressable, pkg, name);
    if (obj?.kind === "Func") entries.push({ method: obj, index: index!, indirect });
  }
  return entries;
}
