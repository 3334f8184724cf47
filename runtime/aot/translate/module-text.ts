// The text of an LLVM module around its function bodies: the prelude, data, declarations, heads of definitions.
//
// A big module is compiled in several chunks (partition.ts). The first one defines all data and weft's own functions; the
// others declare what they use, and nothing else, so that their text stays the same while the program around them changes.

import type { Chunk } from "../partition.ts";
import { memoryPrelude } from "../prelude/memory.ts";
import { numericPrelude } from "../prelude/numeric.ts";
import { objectPrelude } from "../prelude/objects.ts";
import { simdPrelude } from "../prelude/simd.ts";
import { attributeGroups } from "../prelude/text.ts";
import { type FunctionText, moduleInfo, type Variable } from "./data-text.ts";
import type { DebugInfo } from "./debug-info.ts";
import type { Plan } from "./plan.ts";
import type { Shared } from "./shared.ts";
import { cName, globalName } from "./symbols.ts";

type ChunkRole = Chunk["role"];

/**
 * Frame pointers for backtraces, unwind tables always, a probe of each page of a big frame (guard pages). LLVM may turn
 * calls into jumps only in functions that ask for it with return_call: endless recursion must exhaust the stack, not loop.
 */
const functionAttributes = `
attributes #4 = { uwtable "frame-pointer"="all" "probe-stack"="inline-asm" "no-trapping-math"="true" "disable-tail-calls"="true" }
attributes #5 = { uwtable "frame-pointer"="all" "probe-stack"="inline-asm" "no-trapping-math"="true" }
`;

const types = `
%weft.func = type { i8*, i64, i8* }
%weft.tag = type { i8*, i64 }
%weft.memory = type { i8*, i64, i64, i64, i32, i32, i64, i64 }
%weft.table = type { i8*, i64, i64, i64, i32, i32, i64 }
%weft.segment = type { i8*, i64 }
%weft.root = type { i8*, i64 }
%weft.export = type { i8*, i8*, void (i64*)* }
%weft.symbol = type { i8*, i8* }
%weft.type = type { i32, i32, i32, i32, i32* }
%weft.module = type { i64, i8*, void ()*, %weft.memory*, i64, %weft.table*, i64, %weft.export*, i64, %weft.symbol*, i64, %weft.root*, i64, i64, %weft.type*, i64 }

@weft_memory0 = external dso_local global [0 x i8]
declare i1 @llvm.expect.i1(i1, i1)
declare i32 @weft_personality(...)
declare i8* @weft_exn_new(i8*)
declare void @weft_exn_release(i8*)
declare void @weft_exn_retain(i8*)
declare void @weft_throw(i8*) noreturn cold
declare i64 @weft_memory_grow(%weft.memory*, i64)
declare void @weft_memory_init(%weft.memory*, %weft.segment*, i64, i64, i64)
declare i64 @weft_table_grow(%weft.table*, i64, i8*, i64)
declare void @weft_table_fill(%weft.table*, i64, i8*, i64, i64)
declare void @weft_table_copy(%weft.table*, %weft.table*, i64, i64, i64)
declare void @weft_table_init(%weft.table*, %weft.segment*, i64, i64, i64)
`;

/** Must equal WEFT_MEMORY0_BASE of weft_abi.h; a test compares them. */
export const memory0Base = 0x50000000;

export interface BodyText {
  /** ` personality ...` or nothing. */
  readonly personality: string;
  /** The blocks. */
  readonly text: string;
}

export interface ModuleTextInput {
  readonly shared: Shared;
  readonly chunk: Chunk;
  /** The bodies that the chunk has, by symbol. */
  readonly bodies: ReadonlyMap<string, BodyText>;
  /** What the bodies refer to: names of functions and variables. */
  readonly used: ReadonlySet<string>;
  readonly debug: DebugInfo;
}

/**
 * What a module begins with: the primitives of fx.ll (which also fixes target and data layout), types, attributes and the
 * functions of the prelude.
 */
export const preludeText = (plan: Plan, fx: string, strict: boolean): string =>
  [
    fx,
    types,
    attributeGroups,
    functionAttributes,
    numericPrelude(),
    memoryPrelude(),
    plan.structs || plan.arrays ? objectPrelude() : "",
    plan.scan.usesVectors ? simdPrelude(plan.scan.shuffles.values(), strict) : "",
  ].join("\n");

/** A chunk as IR text. */
export function moduleText(input: ModuleTextInput): string {
  const { shared, chunk, used, debug } = input;
  const { plan, functions, variables, names } = shared;
  const { role } = chunk;
  const define = (f: FunctionText, attachment: string, local = role === "whole"): string =>
    functionText(f, role, input.bodies, used, attachment, local);
  return [
    shared.prelude.text(used),
    ...variables.map((v) => variableText(v, role, used)),
    role === "other" ? "" : memory0Symbol + moduleInfo(plan, variables, names) + names.text(),
    ...shared.stubs.map((f) =>
      used.has(f.symbol) ? `declare dso_local ${f.returns} @${f.symbol}(${f.params})\n` : "",
    ),
    ...chunk.functions.map((index) => define(functions[index].text, debug.attach(index), chunk.local.has(index))),
    ...declared(input).map((f) => define(f, "")),
    ...shared.helpers.map((f) => define(f, "")),
    debug.text(),
  ].join("");
}

const memory0Symbol = `module asm ".globl weft_memory0"\nmodule asm ".set weft_memory0, ${memory0Base}"\n`;

function variableText(v: Variable, role: ChunkRole, used: ReadonlySet<string>): string {
  const { name, kind, type, init, align, shared } = v;
  if (role === "other")
    return used.has(name) ? `${globalName(name)} = external hidden ${kind} ${type}, align ${align}\n` : "";
  const linkage = role === "first" && shared ? "hidden" : "internal";
  return `${globalName(name)} = ${linkage} ${kind} ${type} ${typeof init === "string" ? init : init()}, align ${align}\n`;
}

/** The functions of other chunks, by name: their order in the module is none of this chunk's business. */
function declared({ shared, chunk, used }: ModuleTextInput): FunctionText[] {
  const own = new Set(chunk.functions);
  return shared.functions
    .map((f) => f.text)
    .filter(({ symbol }, i) => !own.has(i) && (chunk.role !== "other" || used.has(symbol)))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

/** Descriptors and exports of the chunk with the data refer to functions that no body there calls. */
function functionText(
  f: FunctionText,
  role: ChunkRole,
  bodies: ReadonlyMap<string, BodyText>,
  used: ReadonlySet<string>,
  debug: string,
  local: boolean,
): string {
  const body = bodies.get(f.symbol);
  if (!body && role === "other" && !used.has(f.symbol)) return "";
  const attributes = `${f.tailCalls ? "#5" : "#4"}${f.exported ? " noinline" : ""}${f.panics ? " nomerge" : ""}`;
  const head = `${f.returns} ${globalName(f.symbol)}(${f.params}) ${attributes}`;
  if (!body) return `declare hidden ${head}\n`;
  const linkage = local ? "internal" : "hidden";
  return `define ${linkage} ${head}${body.personality}${debug} {\n${body.text}}\n`;
}

/** The stub through which generated code calls a host function on the system stack. */
export const hostStub = (module: string, name: string): string => `weft_call_${cName(module)}_${cName(name)}`;
