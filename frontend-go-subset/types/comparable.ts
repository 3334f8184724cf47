// Which types have == and !=.

import { isComparableSet, isEmptySet, typeSetOf } from "./type-set.ts";
import type { Type } from "./types.ts";
import { isTypeParam, underlying } from "./under.ts";

/** Why a type is not comparable: the text of `text` around the name of `type`, or nothing special ("" and no type). */
export interface ComparableError {
  readonly before: string;
  readonly type?: Type;
  readonly after: string;
}

const plain: ComparableError = { before: "", after: "" };

/**
 * Undefined when values of the type can be compared. With isDynamic interfaces are comparable (and may panic), as in the
 * spec; without, only types whose comparison never panics are ("strictly comparable").
 */
export function comparableError(t: Type, isDynamic: boolean, seen: Set<Type> = new Set()): ComparableError | undefined {
  if (seen.has(t)) return undefined;
  seen.add(t);
  const u = underlying(t);
  switch (u.kind) {
    case "Basic":
      return u.basic === "untyped nil" ? plain : undefined;
    case "Pointer":
    case "Chan":
      return undefined;
    case "Struct":
      // spec: "Struct types are comparable if all their field types are comparable."
      for (const field of u.fields) {
        if (comparableError(field.type, isDynamic, seen)) {
          return { before: "struct containing ", type: field.type, after: " cannot be compared" };
        }
      }
      return undefined;
    case "Array":
      return comparableError(u.elem, isDynamic, seen)
        ? { before: "", type: t, after: " cannot be compared" }
        : undefined;
    case "Interface": {
      if (isDynamic && !isTypeParam(t)) return undefined;
      const set = typeSetOf(u);
      if (isComparableSet(set, seen)) return undefined;
      return { before: isEmptySet(set) ? "empty type set" : "incomparable types in type set", after: "" };
    }
    default:
      return plain;
  }
}

export function isComparable(t: Type): boolean {
  return comparableError(t, true) === undefined;
}
