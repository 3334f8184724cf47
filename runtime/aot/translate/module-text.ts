// The parts of the LLVM module that are data and declarations, as IR text: attributes, linkage, sections and initial
// contents are easier to say there than through a builder. The function bodies are built afterwards.

import { type FuncType, funcTypeAt, type Handler, type Module } from "../../../wasmfx-backend/index.ts";
import { memoryPrelude } from "../prelude/memory.ts";
import { numericPrelude } from "../prelude/numeric.ts";
import { attributeGroups } from "../prelude/text.ts";
import type { Constant } from "./constant.ts";
import { type Shape, shapeBytes, shapeOf, shapeText } from "./llvm.ts";
import type { Plan, TablePlan } from "./plan.ts";
import { handlerKey } from "./scan.ts";
import type { Place } from "./signature.ts";
import { slotCount } from "./slots.ts";
import { bytesText, cName, globalName } from "./symbols.ts";

/** A function to be given a body by the builder. */
export interface FunctionText {
  readonly symbol: string;
  readonly returns: string;
  readonly params: string;
  /** It contains tail calls. */
  readonly tailCalls?: boolean;
  /** It is exported: kept apart from its export thunk, so that backtraces show its name. */
  readonly exported?: boolean;
}

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
%weft.module = type { i64, i8*, void ()*, %weft.memory*, i64, %weft.table*, i64, %weft.export*, i64, %weft.symbol*, i64, %weft.root*, i64, i64 }

@weft_memory0 = external dso_local global [0 x i8]
declare <2 x i64> @weft.v128()
declare void @weft.unaligned(<{ i8 }>*, <{ i16 }>*, <{ i32 }>*, <{ i64 }>*, <{ float }>*, <{ double }>*, <{ <2 x i64> }>*)
declare i32 @weft_personality(...)
declare i8* @weft_exn_new(i8*)
declare void @weft_exn_release(i8*)
declare void @weft_exn_retain(i8*)
declare void @weft_throw(i8*) noreturn cold
declare i64 @weft_cont_bind(i8*, i64, i64*, i64, i64)
declare i64 @weft_memory_grow(%weft.memory*, i64)
declare void @weft_memory_copy(%weft.memory*, %weft.memory*, i64, i64, i64)
declare void @weft_memory_fill(%weft.memory*, i64, i32, i64)
declare void @weft_memory_init(%weft.memory*, %weft.segment*, i64, i64, i64)
declare i64 @weft_table_grow(%weft.table*, i64, i8*, i64)
declare void @weft_table_fill(%weft.table*, i64, i8*, i64, i64)
declare void @weft_table_copy(%weft.table*, %weft.table*, i64, i64, i64)
declare void @weft_table_init(%weft.table*, %weft.segment*, i64, i64, i64)
`;

/** Must equal WEFT_MEMORY0_BASE and WEFT_ABI_VERSION of weft_abi.h; a test compares them. */
export const memory0Base = 0x50000000;
export const abiVersion = 1;

/** The section of all generated functions; the runtime tells wasm code from its own by it. */
export const textSection = "weft_text";

/** Everything but the bodies. `fx` is the text of fx.ll, which also fixes target and data layout. */
export function moduleText(
  plan: Plan,
  fx: string,
  functions: readonly FunctionText[],
  imports: readonly FunctionText[],
  spillSlots: number,
): string {
  const { module } = plan;
  const names = new Strings();
  const body = [
    tagsText(plan, names),
    referencesText(plan, functions, names),
    globalsText(plan),
    memoriesText(plan),
    tablesText(plan),
    segmentsText(plan),
    handlersText(plan),
    exportsText(plan, names),
    rootsText(plan),
    `@weft.spill = internal global [${Math.max(1, spillSlots) * 2} x i64] zeroinitializer, align 16`,
    `@weft.payload = internal global [2048 x i64] zeroinitializer, align 16`,
    moduleInfoText(plan, names, module),
  ].join("\n");
  return [
    fx,
    `module asm ".globl weft_memory0"\nmodule asm ".set weft_memory0, ${memory0Base}"\n`,
    types,
    attributeGroups,
    functionAttributes,
    numericPrelude(),
    memoryPrelude(),
    names.text(),
    body,
    ...imports.map((f) => `declare dso_local ${f.returns} @${f.symbol}(${f.params})\n`),
    ...functions.map(
      (f) =>
        `define internal ${f.returns} ${globalName(f.symbol)}(${f.params}) ${f.tailCalls ? "#5" : "#4"}${f.exported ? " noinline" : ""} section "${textSection}" { unreachable }\n`,
    ),
  ].join("\n");
}

/** C strings, each once. */
class Strings {
  readonly #names = new Map<string, string>();

  /** An i8* constant. */
  pointer(text: string): string {
    const bytes = Buffer.byteLength(text) + 1;
    let name = this.#names.get(text);
    if (!name) {
      name = `@weft.s${this.#names.size}`;
      this.#names.set(text, name);
    }
    return `i8* getelementptr ([${bytes} x i8], [${bytes} x i8]* ${name}, i64 0, i64 0)`;
  }

  text(): string {
    return [...this.#names]
      .map(([text, name]) => {
        const bytes = Buffer.from(`${text}\0`);
        return `${name} = private unnamed_addr constant [${bytes.length} x i8] ${bytesText(bytes)}\n`;
      })
      .join("");
  }
}

/** Tags are never constant, so that two equal ones cannot be merged: the address is the identity. */
function tagsText(plan: Plan, names: Strings): string {
  return plan.spaces.tags
    .map((tag, i) => {
      const type = funcTypeAt(plan.module, tag.type)!;
      const slots = slotCount(type.params.map((t) => shapeOf(plan.module, t)));
      const name = plan.module.names.tags.get(i) ?? `tag ${i}`;
      return `${tagName(i)} = internal global %weft.tag { ${names.pointer(name)}, i64 ${slots} }, align 8\n`;
    })
    .join("");
}
export const tagName = (index: number): string => `@"tag.${index}"`;
export const descriptorName = (func: number): string => `@"ref.${func}"`;

/** The functions that references can point to: descriptors with code, canonical type and name. */
function referencesText(plan: Plan, functions: readonly FunctionText[], names: Strings): string {
  return [...plan.scan.referenced]
    .map((index) => {
      const { symbol, returns, params } = functions[index];
      const code = `i8* bitcast (${returns} (${params})* ${globalName(symbol)} to i8*)`;
      const type = plan.types[plan.spaces.funcs[index]].first;
      return `${descriptorName(index)} = internal constant %weft.func { ${code}, i64 ${type}, ${names.pointer(symbol)} }\n`;
    })
    .join("");
}

/** A known constant as IR, with its type. */
function constantText(value: Constant | undefined, shape: Shape): string {
  const type = shapeText[shape];
  if (!value || value.kind === "null") return `${type} zeroinitializer`;
  switch (value.kind) {
    case "func":
      return `i8* bitcast (%weft.func* ${descriptorName(value.index)} to i8*)`;
    case "i31":
      return `i8* inttoptr (i64 ${value.bits} to i8*)`;
    case "f32":
      return `float bitcast (i32 ${value.bits} to float)`;
    case "f64":
      return `double bitcast (i64 ${value.bits} to double)`;
    case "v128": {
      const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16);
      return `<2 x i64> <i64 ${view.getBigUint64(0, true)}, i64 ${view.getBigUint64(8, true)}>`;
    }
    default:
      return `${type} ${value.bits}`;
  }
}

export const globalVariable = (index: number): string => `global.${index}`;

function globalsText(plan: Plan): string {
  const { module, spaces } = plan;
  return module.globals
    .map(({ type }, i) => {
      const index = spaces.imported.global + i;
      const shape = shapeOf(module, type.type);
      const value = plan.globals[index] ?? plan.initialGlobals[index];
      const kind = !type.mutable && value !== undefined ? "constant" : "global";
      return `@${globalVariable(index)} = internal ${kind} ${constantText(value, shape)}, align ${shapeBytes[shape]}\n`;
    })
    .join("");
}

const unlimited = "-1";

function memoriesText(plan: Plan): string {
  const items = plan.spaces.memories.map(({ limits }, i) => {
    const bytes = limits.min * 65536n;
    const is64 = limits.index === "i64" ? 1 : 0;
    return `%weft.memory { i8* null, i64 ${bytes}, i64 ${limits.min}, i64 ${limits.max ?? unlimited}, i32 ${is64}, i32 ${i === 0 && !is64 ? 1 : 0}, i64 0, i64 0 }`;
  });
  return array("weft.memories", "%weft.memory", items, "global");
}

const array = (name: string, type: string, items: readonly string[], kind: "global" | "constant"): string =>
  `@${name} = internal ${kind} [${items.length} x ${type}] ${items.length === 0 ? "zeroinitializer" : `[${items.join(", ")}]`}, align 16\n`;

const elementShape = (plan: Plan, table: TablePlan): Shape => shapeOf(plan.module, table.type.element);

/** One letter for the runtime: what a table's elements are. */
function elementKind(plan: Plan, table: TablePlan): number {
  const { heap } = table.type.element;
  const kind = typeof heap === "number" ? plan.module.types[heap].composite.kind : heap;
  const letters: Record<string, string> = {
    func: "f",
    nofunc: "f",
    extern: "e",
    noextern: "e",
    exn: "x",
    noexn: "x",
    cont: "c",
    nocont: "c",
  };
  return (letters[kind] ?? "a").charCodeAt(0);
}

/** Fixed tables are arrays `table.N`; the weft_table structures come in one array, runtime tables first. */
function tablesText(plan: Plan): string {
  const arrays = plan.tables.map((table, i) => {
    if (!table.fixed) return "";
    const shape = elementShape(plan, table);
    const size = Number(table.type.limits.min);
    const type = `[${size} x ${shapeText[shape]}]`;
    const kind = table.constant ? "constant" : "global";
    const items = Array.from({ length: size }, (_, k) => constantText(table.initial.get(k), shape));
    const init = table.initial.size === 0 ? "zeroinitializer" : `[${items.join(", ")}]`;
    return `@table.${i} = internal ${kind} ${type} ${init}, align 16\n`;
  });
  const structures = plan.tableStructures.map((index) => {
    const table = plan.tables[index];
    const { limits } = table.type;
    const shape = elementShape(plan, table);
    const base = table.fixed
      ? `i8* bitcast ([${limits.min} x ${shapeText[shape]}]* @table.${index} to i8*)`
      : "i8* null";
    return `%weft.table { ${base}, i64 ${limits.min}, i64 ${limits.min}, i64 ${limits.max ?? unlimited}, i32 ${shapeBytes[shape]}, i32 ${elementKind(plan, table)}, i64 0 }`;
  });
  return arrays.join("") + array("weft.tables", "%weft.table", structures, "global");
}

function segmentsText(plan: Plan): string {
  const { module } = plan;
  const datas = module.datas.map(({ bytes }, i) =>
    bytes.length === 0
      ? `@data.${i} = internal global %weft.segment zeroinitializer\n`
      : `@data.${i}.bytes = internal constant [${bytes.length} x i8] ${bytesText(bytes)}, align 16\n` +
        `@data.${i} = internal global %weft.segment { i8* getelementptr ([${bytes.length} x i8], [${bytes.length} x i8]* @data.${i}.bytes, i64 0, i64 0), i64 ${bytes.length} }\n`,
  );
  const elems = plan.elems.map(({ segment, items, baked }, i) => {
    const shape = shapeOf(module, segment.type);
    const type = `[${items.length} x ${shapeText[shape]}]`;
    // A declarative or baked segment is already dropped.
    if (items.length === 0 || baked || segment.mode.kind === "declarative")
      return `@elem.${i} = internal global %weft.segment zeroinitializer\n`;
    const kind = items.includes(undefined) ? "global" : "constant";
    return (
      `@elem.${i}.items = internal ${kind} ${type} [${items.map((item) => constantText(item, shape)).join(", ")}], align 16\n` +
      `@elem.${i} = internal global %weft.segment { i8* bitcast (${type}* @elem.${i}.items to i8*), i64 ${items.length} }\n`
    );
  });
  return datas.join("") + elems.join("");
}

/** The static clause lists of resume sites, ended by a null key. */
function handlersText(plan: Plan): string {
  return [...plan.scan.handlerLists.values()]
    .map((handlers) => {
      const clauses = handlers.map((h, i) => `{ i8*, i64 } { i8* ${handlerTag(h)}, i64 ${i + 1} }`);
      return array(handlersName(handlers), "{ i8*, i64 }", [...clauses, "{ i8*, i64 } zeroinitializer"], "constant");
    })
    .join("");
}
export const handlersName = (handlers: readonly Handler[]): string =>
  `handlers.${handlerKey(handlers).replaceAll(",", "_")}`;

function handlerTag(handler: Handler): string {
  const tag = `bitcast (%weft.tag* ${tagName(handler.tag)} to i8*)`;
  return handler.kind === "label" ? tag : `getelementptr (i8, i8* ${tag}, i64 1)`;
}

/** One letter per value, results after a colon; see weft_export in weft_abi.h. */
function signatureLetters(module: Module, type: FuncType): string {
  const letter = (t: FuncType["params"][number]): string => {
    if (typeof t === "string") return { i32: "i", i64: "j", f32: "f", f64: "d", v128: "v" }[t];
    const kind = typeof t.heap === "number" ? module.types[t.heap].composite.kind : t.heap;
    return { func: "r", nofunc: "r", exn: "x", noexn: "x", cont: "c", nocont: "c" }[kind as string] ?? "e";
  };
  return `${type.params.map(letter).join("")}:${type.results.map(letter).join("")}`;
}

export const exportThunk = (index: number): string => `weft.export.${index}`;

function exportsText(plan: Plan, names: Strings): string {
  const items = plan.exports.map((e, i) => {
    const type = funcTypeAt(plan.module, plan.spaces.funcs[e.index])!;
    const sig = signatureLetters(plan.module, type);
    return `%weft.export { ${names.pointer(e.name)}, ${names.pointer(sig)}, void (i64*)* ${globalName(exportThunk(i))} }`;
  });
  return array("weft.exports", "%weft.export", items, "constant");
}

/** Globals and fixed tables that can hold continuations or exceptions. */
function rootsText(plan: Plan): string {
  const items: string[] = [];
  plan.module.globals.forEach(({ type }, i) => {
    const shape = shapeOf(plan.module, type.type);
    if (shape !== "cont" && shape !== "pointer") return;
    const name = `@${globalVariable(plan.spaces.imported.global + i)}`;
    items.push(`%weft.root { i8* bitcast (${shapeText[shape]}* ${name} to i8*), i64 ${shapeBytes[shape] / 8} }`);
  });
  plan.tables.forEach((table, i) => {
    const shape = elementShape(plan, table);
    if (!table.fixed || table.constant) return;
    const size = Number(table.type.limits.min);
    const words = (size * shapeBytes[shape]) / 8;
    if (words > 0)
      items.push(`%weft.root { i8* bitcast ([${size} x ${shapeText[shape]}]* @table.${i} to i8*), i64 ${words} }`);
  });
  return array("weft.roots", "%weft.root", items, "constant");
}

function moduleInfoText(plan: Plan, names: Strings, module: Module): string {
  const list = (name: string, type: string, total: number, counted = total): string =>
    `${type}* getelementptr ([${total} x ${type}], [${total} x ${type}]* @${name}, i64 0, i64 0), i64 ${counted}`;
  const runtimeTables = plan.tables.filter((t) => !t.fixed).length;
  const roots = /\[(\d+) x/.exec(rootsText(plan))![1];
  return (
    `@weft_module = constant %weft.module { i64 ${abiVersion}, ${names.pointer(module.names.module ?? "")}, void ()* @"weft.init", ` +
    `${list("weft.memories", "%weft.memory", plan.spaces.memories.length)}, ` +
    `${list("weft.tables", "%weft.table", plan.tableStructures.length, runtimeTables)}, ` +
    `${list("weft.exports", "%weft.export", plan.exports.length)}, %weft.symbol* null, i64 0, ` +
    `${list("weft.roots", "%weft.root", Number(roots))}, i64 0 }\n`
  );
}

/** The stub through which generated code calls a host function on the system stack. */
export const hostStub = (module: string, name: string): string => `weft_call_${cName(module)}_${cName(name)}`;

export type { Place };
