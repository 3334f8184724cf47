// The calling convention of wasm functions: the C convention of x86-64, made safe for guaranteed tail calls.
//
// Registers hold what fits (6 integers or pointers and 8 floats in, 3 and 2 out; a continuation reference takes two
// integers). Results beyond that travel through the static buffer @weft.spill, written just before `ret` and read just
// after the call. In a module that uses tail calls, arguments beyond the registers do too: a call that passes nothing on
// the stack can always reuse its caller's frame.

import type { FuncType } from "../../../wasmfx-backend/index.ts";
import { type Shape, shapeOf, types } from "./llvm.ts";
import type { Plan } from "./plan.ts";

/** Where one parameter or result travels: its position among the LLVM ones, or its 16-byte slot in @weft.spill. */
export type Place =
  | { readonly kind: "register"; readonly index: number }
  | { readonly kind: "spill"; readonly slot: number };

export interface Signature {
  /** Equal for signatures that are called in the same way. */
  readonly key: string;
  readonly params: readonly Shape[];
  readonly results: readonly Shape[];
  readonly paramPlaces: readonly Place[];
  readonly resultPlaces: readonly Place[];
  readonly returnType: string;
  /** `RETURN (PARAMS)`. */
  readonly type: string;
  /** The types of the parameters in registers. */
  readonly registerParams: readonly string[];
  /** The number of results in registers: 0 returns void, 1 the value, more a struct. */
  readonly registerResults: number;
}

const isFloat = (shape: Shape): boolean => shape === "f32" || shape === "f64" || shape === "v128";

function place(shapes: readonly Shape[], integers: number, floats: number): Place[] {
  let index = 0;
  let slot = 0;
  return shapes.map((shape): Place => {
    const need = shape === "cont" ? 2 : 1;
    const fits = isFloat(shape) ? floats >= 1 : integers >= need;
    if (!fits) return { kind: "spill", slot: slot++ };
    if (isFloat(shape)) floats--;
    else integers -= need;
    return { kind: "register", index: index++ };
  });
}

/** Makes signatures, one per distinct list of shapes. `tailCalls`: arguments may not travel on the stack. */
export class Signatures {
  readonly #plan: Plan;
  readonly #tailCalls: boolean;
  readonly #made = new Map<string, Signature>();

  constructor(plan: Plan, tailCalls: boolean) {
    this.#plan = plan;
    this.#tailCalls = tailCalls;
  }

  of(type: FuncType): Signature {
    const params = type.params.map((t) => shapeOf(this.#plan, t));
    const results = type.results.map((t) => shapeOf(this.#plan, t));
    const key = `${params.join(".")}-${results.join(".")}`;
    let signature = this.#made.get(key);
    if (!signature) {
      signature = this.#make(key, params, results);
      this.#made.set(key, signature);
    }
    return signature;
  }

  #make(key: string, params: Shape[], results: Shape[]): Signature {
    const many = Number.POSITIVE_INFINITY;
    const paramPlaces = this.#tailCalls ? place(params, 6, 8) : place(params, many, many);
    const resultPlaces = place(results, 3, 2);
    const inRegisters = (shapes: Shape[], places: Place[]): string[] =>
      shapes.filter((_, i) => places[i].kind === "register").map((s) => types[s]);
    const out = inRegisters(results, resultPlaces);
    const returnType = out.length === 0 ? "void" : out.length === 1 ? out[0] : `{ ${out.join(", ")} }`;
    const registerParams = inRegisters(params, paramPlaces);
    const type = `${returnType} (${registerParams.join(", ")})`;
    const registerResults = out.length;
    return { key, params, results, paramPlaces, resultPlaces, returnType, type, registerParams, registerResults };
  }
}
