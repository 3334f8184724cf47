// How Go signatures become IR signatures: every parameter and result is replaced by its leaves. A method takes its receiver
// first; a function called through a func value takes the closure first; one in an interface's table takes the data word.

import type { Signature as IrSignature, IrType } from "../../wasmfx-backend/index.ts";
import type { Signature, Type } from "../types/types.ts";
import { layoutOf } from "./layout.ts";

export const leafTypes = (type: Type): IrType[] => layoutOf(type).leaves.map((l) => l.type);

export const resultTypes = (sig: Signature): IrType[] => sig.results.vars.flatMap((v) => leafTypes(v.type));

/** plain: a function or method called by name. closure: with a leading pointer, as table functions have it. */
export function irSignature(sig: Signature, form: "plain" | "closure"): IrSignature {
  const params = sig.params.vars.flatMap((v) => leafTypes(v.type));
  if (form === "closure") params.unshift("ptr");
  else if (sig.recv) params.unshift(...leafTypes(sig.recv.type));
  return { params, results: resultTypes(sig) };
}
