// What all chunks of a module share: the prelude, the names and signatures of functions, the module's data.

import { funcTypeAt } from "../../../wasmfx-backend/index.ts";
import { Prelude } from "../prelude/parts.ts";
import { dataVariables, exportThunk, type FunctionText, Strings, type Variable } from "./data-text.ts";
import { GeneratedFunction } from "./ir-builder.ts";
import { constant, noteStructures, types, type Value } from "./llvm.ts";
import { hostStub, memory0Base, preludeText } from "./module-text.ts";
import type { Plan } from "./plan.ts";
import { type Signature, Signatures } from "./signature.ts";

export interface Shared {
  readonly plan: Plan;
  /** See NativeOptions. */
  readonly strict: boolean;
  /** Where memory 0 begins, as i8*, when its addresses have 32 bits. */
  readonly memory0: Value;
  readonly prelude: Prelude;
  readonly signatures: Signatures;
  /** The module's functions, by index. */
  readonly functions: readonly {
    readonly text: FunctionText;
    readonly signature: Signature;
    readonly llvm: GeneratedFunction;
  }[];
  /** weft's own functions. */
  readonly helpers: readonly FunctionText[];
  /** The functions that reach the host. */
  readonly stubs: readonly FunctionText[];
  readonly variables: readonly Variable[];
  /** The types of the variables, by name. */
  readonly variableTypes: ReadonlyMap<string, string>;
  /** The texts that variables point to. */
  readonly names: Strings;
  /** The functions of the prelude, of the runtime and of weft, by name. */
  readonly known: ReadonlyMap<string, GeneratedFunction>;
}

interface ShareOptions {
  /** See NativeOptions. */
  readonly strict?: boolean;
  readonly level: number;
}

/** `fx`: the text of the switching primitives. */
export function shareModule(plan: Plan, fx: string, { strict = false, level }: ShareOptions): Shared {
  const { module, spaces, symbols, scan } = plan;
  const text = preludeText(plan, fx, strict);
  noteStructures(text);
  const prelude = new Prelude(text);
  const signatures = new Signatures(plan, scan.tailCallers.size > 0);
  const exported = new Set(plan.exports.map((e) => e.index));
  const functions = spaces.funcs.map((type, i) => {
    const signature = signatures.of(funcTypeAt(module, type)!);
    const { returnType, registerParams } = signature;
    const flags = { tailCalls: scan.tailCallers.has(i), exported: exported.has(i), panics: scan.panics.has(i) };
    return {
      signature,
      text: { symbol: symbols[i], returns: returnType, params: registerParams.join(", "), ...flags },
      llvm: new GeneratedFunction(symbols[i], returnType, registerParams),
    };
  });
  const names = new Strings();
  const texts = functions.map((f) => f.text);
  const variables = dataVariables(plan, texts, names, spillSlots(plan));
  const variableTypes = new Map(variables.map((v) => [v.name, v.type] as const));
  const stubs = hostStubs(plan);
  const helpers = helperTexts(plan);
  const known = new Map<string, GeneratedFunction>();
  for (const [name, type] of prelude.returnTypes) known.set(name, new GeneratedFunction(name, type));
  for (const { symbol, returns, params } of [...stubs, ...helpers])
    known.set(symbol, new GeneratedFunction(symbol, returns, params === "" ? [] : params.split(", ")));
  const memory0 = memory0Address(level);
  return {
    plan,
    strict,
    memory0,
    prelude,
    signatures,
    functions,
    helpers,
    stubs,
    variables,
    variableTypes,
    names,
    known,
  };
}

/**
 * The symbol lets an access be one instruction with the base in its displacement. llc -O0 (FastISel) would also put the access's
 * constant offset there, and the sum may exceed 31 bits: it would wrap to an address outside the memory. The other selector
 * (X86::isOffsetSuitableForCodeModel) adds less than 16 MiB to a symbol. A number it keeps in a register.
 */
const memory0Address = (level: number): Value =>
  level === 0
    ? constant(types.pointer, `inttoptr (i64 ${memory0Base} to i8*)`)
    : constant(types.pointer, "bitcast ([0 x i8]* @weft_memory0 to i8*)");

/** The stubs of all imported functions, with plain C signatures. */
function hostStubs(plan: Plan): FunctionText[] {
  const stubs = new Map<string, FunctionText>();
  const { module } = plan;
  const plain = new Signatures(plan, false);
  for (const { module: from, name, desc } of module.imports) {
    if (desc.kind !== "func") continue;
    const symbol = hostStub(from, name);
    const { returnType, registerParams } = plain.of(funcTypeAt(module, desc.type)!);
    stubs.set(symbol, { symbol, returns: returnType, params: registerParams.join(", ") });
  }
  return [...stubs.values()];
}

/** How many 16-byte slots any function of any type spills. */
function spillSlots({ module }: Plan): number {
  let most = 32;
  for (const { composite } of module.types) {
    if (composite.kind !== "func") continue;
    most = Math.max(most, composite.params.length, composite.results.length);
  }
  return most;
}

/** Functions of ours beside the module's: init, export thunks, entry thunks. */
function helperTexts(plan: Plan): FunctionText[] {
  return [
    { symbol: "weft.init", returns: "void", params: "" },
    ...plan.exports.map((_, i) => ({ symbol: exportThunk(i), returns: "void", params: "i64*" })),
    ...[...plan.scan.entryTypes].map((type) => ({
      symbol: entryThunk(type),
      returns: "void",
      params: "i8*, i64, i64, i64, i64, i64",
    })),
  ];
}

/** The thunk that starts a continuation of function type `type`. */
export const entryThunk = (type: number): string => `weft.entry.${type}`;
