// Declarations that refer to themselves: which are fine (a struct with a pointer to its own type), and which are not.

import type { unparen } from "../syntax/ast.ts";
import type { Checker } from "./checker.ts";
import { identical } from "./identical.ts";
import type { Named, Obj, Type, TypeName } from "./types.ts";
import { isGeneric, unalias } from "./under.ts";
import { Typ, unset } from "./universe.ts";

/** obj is on the path of declarations being checked: may it be? */
export function isValidCycle(c: Checker, obj: Obj): boolean {
  const cycle = c.objPath.slice(c.objPathIndex.get(obj));
  let values = 0;
  let definitions = 0;
  for (const o of cycle) {
    switch (o.kind) {
      case "Const":
      case "Var":
        values++;
        break;
      case "TypeName":
        // Type parameter lists may refer to the type they belong to.
        if (c.env.inTypeParams && o.type !== unset && isGeneric(o.type)) return true;
        if (!o.isAlias) definitions++;
        break;
    }
  }
  // Cycles of constants and variables only are found by the initialization order.
  if (values === cycle.length) return true;
  if (values === 0 && definitions > 0) return true;
  cycleError(c, cycle, firstInSource(cycle));
  return false;
}

export function cycleError(c: Checker, cycle: readonly Obj[], start: number): void {
  const name = (o: Obj): string => {
    const prefix = o.pkg ? (c.name.qualify?.(o.pkg) ?? "") : "";
    return prefix === "" ? o.name : `${prefix}.${o.name}`;
  };
  let obj = cycle[start];
  const isType = obj.kind === "TypeName";
  for (const { kind, type } of cycle) {
    if (kind !== "TypeName") continue;
    // What uses them gives no errors of its own.
    if (type.kind === "Alias" && type === obj.type) type.rhs = Typ.invalid;
    if (type.kind === "Named") type.under = Typ.invalid;
  }
  if (cycle.length === 1) {
    const what = isType ? "invalid recursive type" : "invalid cycle in declaration";
    c.fail(obj, "InvalidDeclCycle", `${what}: ${name(obj)} refers to itself`);
    return;
  }
  const error = c.error("InvalidDeclCycle");
  error.add(obj, isType ? `invalid recursive type ${name(obj)}` : `invalid cycle in declaration of ${name(obj)}`);
  for (let i = 0; i < cycle.length; i++) {
    const next = cycle[(start + i + 1) % cycle.length];
    error.add(obj, `${name(obj)} refers to ${name(next)}`);
    obj = next;
  }
  error.report();
}

export function firstInSource(path: readonly Obj[]): number {
  let first = 0;
  path.forEach((o, i) => {
    if (o.pos < path[first].pos) first = i;
  });
  return first;
}

/** type A B; type B A: cycles of plain names, found before anything else. */
export function directCycles(c: Checker): void {
  const done = new Set<TypeName>();
  for (const obj of c.objList) {
    if (obj.kind !== "TypeName") continue;
    const path: TypeName[] = [];
    let current: TypeName | undefined = obj;
    while (current && !done.has(current)) {
      const start = path.indexOf(current);
      if (start >= 0) {
        current.type = Typ.invalid;
        const cycle = path.slice(start);
        cycleError(c, cycle, firstInSource(cycle));
        break;
      }
      path.push(current);
      const type: ReturnType<typeof unparen> | undefined = c.objMap.get(current)?.typeSpec?.type;
      if (type?.kind !== "Ident") break;
      const next: Obj | undefined = c.pkg.scope.objects?.get(type.name);
      current = next?.kind === "TypeName" ? next : undefined;
    }
    for (const o of path) done.add(o);
  }
}

/** False (after an error) when values of the type would contain themselves. For types that are used while being declared. */
export function isFiniteSize(c: Checker, type: Type): boolean {
  const t = type.kind === "Alias" ? unalias(type) : type;
  switch (t.kind) {
    case "Named": {
      const known = c.finite.get(t);
      if (known !== undefined) return known;
      // Instances share their origin's object, so that box[box[int]] meets it twice without being a cycle.
      if (t.typeArgs.length > 0) {
        if (c.finiteInstances.has(t)) {
          cycleError(c, [t.obj], 0);
          return false;
        }
        c.finiteInstances.add(t);
        const result = t.rhs === undefined || isFiniteSize(c, t.rhs);
        c.finiteInstances.delete(t);
        c.finite.set(t, result);
        return result;
      }
      if (c.objPathIndex.has(t.obj)) {
        const cycle = c.objPath.slice(c.objPathIndex.get(t.obj));
        cycleError(c, cycle, firstInSource(cycle));
        return false;
      }
      c.push(t.obj);
      const result = t.rhs === undefined || isFiniteSize(c, t.rhs);
      c.pop();
      c.finite.set(t, result);
      return result;
    }
    case "Array":
      return isFiniteSize(c, t.elem);
    case "Struct":
      return t.fields.every((f) => f.type === unset || isFiniteSize(c, f.type));
    default:
      return true;
  }
}

/** Reports a declared type that contains itself (not through a pointer or the like), also by way of type arguments. */
export function validType(c: Checker, type: Named): void {
  visit(c, type, [], []);
}

/** nest: the types being looked into; path: the same, also through type arguments. */
function visit(c: Checker, type: Type, nest: readonly Named[], path: readonly Named[]): boolean {
  const t = unalias(type);
  switch (t.kind) {
    case "Array":
      return visit(c, t.elem, nest, path);
    case "Struct":
      return t.fields.every((f) => visit(c, f.type, nest, path));
    case "Union":
      return t.terms.every((term) => visit(c, term.type, nest, path));
    case "Interface":
      return t.embeddeds.every((e) => visit(c, e, nest, path));
    case "Named": {
      if (c.validTypes.has(t)) return true;
      if (nest.some((n) => n === t || identical(n, t))) {
        const start = path.findIndex((p) => p === t || identical(p, t));
        t.origin.rhs = Typ.invalid;
        t.origin.under = Typ.invalid;
        cycleError(
          c,
          path.slice(start).map((p) => p.obj),
          0,
        );
        return false;
      }
      const rhs = t.origin.rhs;
      if (rhs && !visit(c, rhs, [...nest, t], [...path, t])) return false;
      if (t.typeArgs.length === 0 && t.typeParams.length === 0) c.validTypes.add(t);
      return true;
    }
    case "TypeParam": {
      // Inside an instance the parameter stands for the argument, which belongs to the enclosing type.
      const inst = nest.at(-1);
      const i = inst ? inst.origin.typeParams.indexOf(t) : -1;
      if (!inst || i < 0 || i >= inst.typeArgs.length) return true;
      return visit(c, inst.typeArgs[i], nest.slice(0, -1), path);
    }
    default:
      return true;
  }
}
