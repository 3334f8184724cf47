// The parts of the LLVM module that are data and declarations, as IR text: attributes, linkage and initial contents are
// easier to say there than through a builder. The function bodies are built afterwards.
//
// A big module is compiled in several chunks, each an LLVM module with a part of the functions. The first one defines all
// data and helpers; the others declare what they share.

import { memoryPrelude } from "../prelude/memory.ts";
import { numericPrelude } from "../prelude/numeric.ts";
import { objectPrelude } from "../prelude/objects.ts";
import { simdPrelude } from "../prelude/simd.ts";
import { attributeGroups } from "../prelude/text.ts";
import { dataVariables, type FunctionText, moduleInfo, Strings, type Variable } from "./data-text.ts";
import type { DebugInfo } from "./debug-info.ts";
import type { Plan } from "./plan.ts";
import { cName, globalName } from "./symbols.ts";

/** whole: the only chunk. first: the one with the data. other: functions only. */
export type ChunkRole = "whole" | "first" | "other";

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
declare <2 x i64> @weft.v128()
declare void @weft.unaligned(<{ i8 }>*, <{ i16 }>*, <{ i32 }>*, <{ i64 }>*, <{ float }>*, <{ double }>*, <{ <2 x i64> }>*)
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

export interface ModuleTextInput {
  readonly plan: Plan;
  /** The text of fx.ll, which also fixes target and data layout. */
  readonly fx: string;
  readonly role: ChunkRole;
  /** The module's functions by index, and whether this chunk has their bodies. */
  readonly functions: readonly FunctionText[];
  readonly isOwn: (index: number) => boolean;
  /** weft's own functions; the first chunk has their bodies. */
  readonly helpers: readonly FunctionText[];
  /** Host stubs. */
  readonly imports: readonly FunctionText[];
  readonly spillSlots: number;
  readonly strict: boolean;
  readonly debug: DebugInfo;
}

/** Everything but the bodies. */
export function moduleText(input: ModuleTextInput): string {
  const { plan, role, functions, helpers, isOwn } = input;
  const names = new Strings();
  const variables = dataVariables(plan, functions, names, input.spillSlots);
  const info = moduleInfo(plan, variables, names);
  return [
    input.fx,
    types,
    attributeGroups,
    functionAttributes,
    numericPrelude(),
    memoryPrelude(),
    plan.structs || plan.arrays ? objectPrelude() : "",
    plan.scan.usesVectors ? simdPrelude(plan.scan.shuffles.values(), input.strict) : "",
    variables.map((v) => variableText(v, role)).join(""),
    role === "other" ? "" : memory0Symbol + names.text() + info,
    ...input.imports.map((f) => `declare dso_local ${f.returns} @${f.symbol}(${f.params})\n`),
    ...functions.map((f, i) => functionText(f, role, isOwn(i), input.debug.attach(i))),
    ...helpers.map((f) => functionText(f, role, role !== "other", "")),
    input.debug.text,
  ].join("\n");
}

const memory0Symbol = `module asm ".globl weft_memory0"\nmodule asm ".set weft_memory0, ${memory0Base}"\n`;

function variableText({ name, kind, type, init, align, shared }: Variable, role: ChunkRole): string {
  if (role === "other") return shared ? `@${name} = external hidden ${kind} ${type}, align ${align}\n` : "";
  const linkage = role === "first" && shared ? "hidden" : "internal";
  return `@${name} = ${linkage} ${kind} ${type} ${typeof init === "string" ? init : init()}, align ${align}\n`;
}

/** A definition gets a placeholder body, which the builder replaces. */
function functionText(f: FunctionText, role: ChunkRole, own: boolean, debug: string): string {
  const attributes = `${f.tailCalls ? "#5" : "#4"}${f.exported ? " noinline" : ""}${f.panics ? " nomerge" : ""}`;
  const head = `${f.returns} ${globalName(f.symbol)}(${f.params}) ${attributes}`;
  if (!own) return `declare hidden ${head}\n`;
  return `define ${role === "whole" ? "internal" : "hidden"} ${head}${debug} { unreachable }\n`;
}

/** The stub through which generated code calls a host function on the system stack. */
export const hostStub = (module: string, name: string): string => `weft_call_${cName(module)}_${cName(name)}`;
