// The single underlying type that all types of a type set share: what indexing, calling, ranging, sending and the like need of
// an operand whose type is a type parameter.

import { identical } from "./identical.ts";
import type { Type } from "./types.ts";
import { everyUnder } from "./under.ts";

export interface CommonUnder {
  readonly under?: Type;
  /** Why there is none, with the types to name in between. */
  readonly error?: readonly (string | Type)[];
}

/** `check` may veto a type by returning an error. */
export function commonUnder(
  t: Type,
  check?: (type: Type | undefined, under: Type | undefined) => CommonUnder["error"],
): CommonUnder {
  let type: Type | undefined;
  let under: Type | undefined;
  let error: CommonUnder["error"];
  everyUnder(t, (s, u) => {
    error = check?.(s, u);
    if (error) return false;
    if (s === undefined || u === undefined) {
      error = ["no specific type"];
      return false;
    }
    if (type === undefined || under === undefined) {
      [type, under] = [s, u];
      return true;
    }
    if (under.kind === "Chan" && u.kind === "Chan") {
      if (!identical(under.elem, u.elem)) {
        error = ["channels ", type, " and ", s, " have different element types"];
        return false;
      }
      if (under.dir === u.dir) return true;
      if (under.dir === "both") [type, under] = [s, u];
      else if (u.dir !== "both") {
        error = ["channels ", type, " and ", s, " have conflicting directions"];
        return false;
      }
      return true;
    }
    if (!identical(under, u)) {
      error = [type, " and ", s, " have different underlying types"];
      return false;
    }
    return true;
  });
  return error ? { error } : { under };
}
