// Assignability: may a value be stored in a variable of a type?
//
// spec: "A value x of type V is assignable to a variable of type T ("x is assignable to T") if one of the following conditions
// applies: V and T are identical. V and T have identical underlying types and are not type parameters and at least one of V or T
// is not a named type. V and T are channel types with identical element types, V is a bidirectional channel ... T is an interface
// type, but not a type parameter, and x implements T. x is the predeclared identifier nil and T is a pointer, function, slice, map,
// channel, or interface type ... x is an untyped constant representable by a value of type T."

import type { Checker } from "./checker.ts";
import type { ErrorCode } from "./error-codes.ts";
import { identical } from "./identical.ts";
import { isInterfacePointer, notImplementing } from "./implements.ts";
import type { Operand } from "./operand.ts";
import type { Type } from "./types.ts";
import { everyTerm, hasName, isUntyped, isValid, unalias, underlying } from "./under.ts";
import { implicitType } from "./untyped.ts";

export interface Assignability {
  readonly ok: boolean;
  readonly code: ErrorCode;
  readonly cause: string;
}

const yes: Assignability = { ok: true, code: "IncompatibleAssign", cause: "" };

function no(code: ErrorCode = "IncompatibleAssign", cause = ""): Assignability {
  return { ok: false, code, cause };
}

export function assignableTo(c: Checker, x: Operand, target: Type): Assignability {
  if (x.mode === "invalid" || !isValid(target)) return yes;
  const v = unalias(x.type);
  const t = unalias(target);
  if (identical(v, t)) return yes;
  const vu = underlying(v);
  const tu = underlying(t);
  const vp = v.kind === "TypeParam" ? v : undefined;
  const tp = t.kind === "TypeParam" ? t : undefined;

  if (isUntyped(vu)) {
    const ok = tp
      ? everyTerm(tp, (term) => term !== undefined && "type" in implicitType(c, x, term.type))
      : "type" in implicitType(c, x, t);
    return ok ? yes : no();
  }
  if (!vp && !tp && (!hasName(v) || !hasName(t)) && identical(vu, tu)) return yes;

  if ((tu.kind === "Interface" && !tp) || isInterfacePointer(tu)) {
    const cause = notImplementing(v, t, false, c.name);
    if (cause === undefined) return yes;
    if (!vp) return no("InvalidIfaceAssign", cause);
  }
  // The other way round a type assertion would do.
  if (vu.kind === "Interface" && !vp && notImplementing(t, v, false, c.name) === undefined) {
    return no("IncompatibleAssign", "need type assertion");
  }
  if (vu.kind === "Chan" && vu.dir === "both" && tu.kind === "Chan" && identical(vu.elem, tu.elem)) {
    return !hasName(v) || !hasName(t) ? yes : no("InvalidChanAssign");
  }
  if (!vp && !tp) return no();

  // spec: "x is assignable to T if V is not a named type, T is a type parameter, and x is assignable to each type in T's type set";
  // and the same with the roles exchanged.
  if (tp && !hasName(v)) {
    let result = no();
    everyTerm(tp, (term) => {
      if (!term) return false;
      result = assignableTo(c, x, term.type);
      if (!result.ok)
        result = no(
          result.code,
          chain(`cannot assign ${c.name(x.type)} to ${c.name(term.type)} (in ${c.name(tp)})`, result.cause),
        );
      return result.ok;
    });
    return result;
  }
  if (vp && !hasName(t)) {
    const y = x.copy();
    let result = no();
    everyTerm(vp, (term) => {
      if (!term) return false;
      y.type = term.type;
      result = assignableTo(c, y, t);
      if (!result.ok)
        result = no(
          result.code,
          chain(`cannot assign ${c.name(term.type)} (in ${c.name(vp)}) to ${c.name(target)}`, result.cause),
        );
      return result.ok;
    });
    return result;
  }
  return no();
}

/** A cause with the deeper cause below it. */
export function chain(message: string, cause: string): string {
  return cause === "" ? message : `${message}\n\t${cause}`;
}
