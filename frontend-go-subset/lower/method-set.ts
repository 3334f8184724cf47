// Finding fields and methods by name in types without type parameters (spec: "Selectors", "Method sets"), and the whole
// method set of a type, promoted methods included.

import { methodsOf } from "../types/subst.ts";
import { typeSetOf } from "../types/type-set.ts";
import type { Func, Named, Package, Type, Var } from "../types/types.ts";
import { underlying } from "../types/under.ts";
import { qualifiedId } from "./type-key.ts";

export interface Member {
  readonly kind: "field" | "method";
  readonly obj: Var | Func;
  /** Field indices from the type to the field, or to the embedded field that has the method. */
  readonly path: readonly number[];
  /** A pointer is followed on the way (the one at the start not counted). */
  readonly indirect: boolean;
  /** Methods: the type that declares it, a Named or an interface type. */
  readonly owner: Type;
}

const stripAlias = (t: Type): Type => (t.kind === "Alias" ? stripAlias(t.rhs!) : t);

/** The field or method x.name for x of type T or *T; undefined when there is none or it is ambiguous. */
export function lookupMember(type: Type, name: string, pkg: Package | undefined): Member | undefined {
  const id = qualifiedId(name, pkg);
  let start = stripAlias(type);
  if (start.kind === "Pointer") start = stripAlias(start.elem);
  let level: { type: Type; path: number[]; indirect: boolean; multiples: boolean }[] = [
    { type: start, path: [], indirect: false, multiples: false },
  ];
  const seen = new Set<Type>();
  while (level.length > 0) {
    const found: Member[] = [];
    const next: typeof level = [];
    for (const at of level) {
      if (at.type.kind === "Named") {
        if (seen.has(at.type)) continue;
        seen.add(at.type);
        const method = methodsOf(at.type).find((m) => qualifiedId(m.name, m.pkg) === id);
        if (method) {
          found.push({ kind: "method", obj: method, path: at.path, indirect: at.indirect, owner: at.type });
          if (at.multiples) found.push(found[0]);
          continue;
        }
      }
      const under = underlying(at.type);
      if (under.kind === "Struct") {
        under.fields.forEach((field, i) => {
          const path = [...at.path, i];
          if (qualifiedId(field.name, field.pkg) === id) {
            found.push({ kind: "field", obj: field, path, indirect: at.indirect, owner: at.type });
            if (at.multiples) found.push(found[0]);
            return;
          }
          if (!field.isEmbedded) return;
          let t = stripAlias(field.type);
          const viaPointer = t.kind === "Pointer";
          if (t.kind === "Pointer") t = stripAlias(t.elem);
          next.push({ type: t, path, indirect: at.indirect || viaPointer, multiples: at.multiples });
        });
      } else if (under.kind === "Interface") {
        const method = typeSetOf(under).methods.find((m) => qualifiedId(m.name, m.pkg) === id);
        if (method) {
          found.push({ kind: "method", obj: method, path: at.path, indirect: at.indirect, owner: at.type });
          if (at.multiples) found.push(found[0]);
        }
      }
    }
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    level = consolidate(next);
  }
  return undefined;
}

/** The same embedded type twice at one depth makes everything in it ambiguous. */
function consolidate<T extends { type: Type; multiples: boolean }>(level: T[]): T[] {
  const byType = new Map<Type, T>();
  for (const at of level) {
    const known = byType.get(at.type);
    if (known) known.multiples = true;
    else byType.set(at.type, at);
  }
  return [...byType.values()];
}

export interface MethodEntry {
  readonly method: Func;
  readonly path: readonly number[];
  readonly owner: Type;
}

/** The method set of a concrete type (not an interface), in no particular order. */
export function methodSet(type: Type): MethodEntry[] {
  const t = stripAlias(type);
  const isPointer = t.kind === "Pointer";
  // A pointer to an interface or to a pointer has no methods.
  if (t.kind === "Pointer" && ["Interface", "Pointer"].includes(underlying(t.elem).kind)) return [];
  const names = new Map<string, Func>();
  collect(t.kind === "Pointer" ? t.elem : t, new Set(), names);
  const entries: MethodEntry[] = [];
  for (const candidate of names.values()) {
    const member = lookupMember(t, candidate.name, candidate.pkg);
    if (member?.kind !== "method") continue;
    const method = member.obj as Func;
    if (method.hasPtrRecv && !isPointer && !member.indirect) continue;
    entries.push({ method, path: member.path, owner: member.owner });
  }
  return entries;
}

function collect(type: Type, seen: Set<Type>, names: Map<string, Func>): void {
  const t = stripAlias(type);
  if (seen.has(t)) return;
  seen.add(t);
  if (t.kind === "Named") for (const m of methodsOf(t)) names.set(qualifiedId(m.name, m.pkg), m);
  const under = underlying(t);
  if (under.kind === "Struct") {
    for (const field of under.fields) {
      if (!field.isEmbedded) continue;
      const f = stripAlias(field.type);
      collect(f.kind === "Pointer" ? f.elem : f, seen, names);
    }
  } else if (under.kind === "Interface") {
    for (const m of typeSetOf(under).methods) names.set(qualifiedId(m.name, m.pkg), m);
  }
}

/** The type arguments of the named type that declares a method. */
export function ownerArgs(owner: Type): readonly Type[] {
  const t = stripAlias(owner);
  return t.kind === "Named" ? (t as Named).typeArgs : [];
}
