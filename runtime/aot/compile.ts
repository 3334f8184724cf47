// Module -> object file: translate to LLVM IR in one or more chunks, write bitcode, generate code (codegen.ts).

import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import llvm from "llvm-bindings";
import { type Diagnostic, hasErrors, WeftBug } from "../../diagnostics/index.ts";
import type { Module } from "../../wasmfx-backend/index.ts";
import { CodegenPool, type Level } from "./codegen.ts";
import { checkImports } from "./imports.ts";
import { switchingPrimitives } from "./sources.ts";
import { runTool } from "./tools.ts";
import { translateFunction } from "./translate/function.ts";
import { entryThunks, exportThunks, importWrapper, initFunction } from "./translate/instance.ts";
import type { Linearity } from "./translate/llvm.ts";
import { type Chunk, ModuleContext } from "./translate/module-context.ts";
import { type Plan, planModule } from "./translate/plan.ts";

export interface NativeOptions {
  /** 0: hardly any optimisation, fastest to compile; 3: all of LLVM's. Default 2. */
  readonly level?: Level;
  /** An existing folder for module.o and the files on the way to it. */
  readonly folder: string;
  /** False: functions get numbers instead of names in the symbol table. Default true. */
  readonly names?: boolean;
  /** Also give the optimised LLVM IR or the assembly as text, instead of an object. */
  readonly emit?: "ll" | "asm";
  /** Keep every exported function callable, not only `_start` and `weft.*`. Default false. */
  readonly keepExports?: boolean;
  /**
   * Exactly the specification, at a cost: loads whose value nobody uses still trap when out of bounds, and arithmetic with
   * constants (x - 0, x * 1) still makes signalling NaNs quiet. Default false.
   */
  readonly strict?: boolean;
  /** Host modules whose functions are supplied at link time beside the host ABI, for tests. */
  readonly extraHosts?: readonly string[];
  /** Instructions per separately compiled chunk of the module. Default 20000. */
  readonly chunkSize?: number;
  /** How a second use of a continuation is found out. Default fat; unchecked does not find out, and is undefined then. */
  readonly linearity?: Linearity;
  /** LLVM's name of the processor to generate code for. Default x86-64-v2. */
  readonly cpu?: string;
  /** What relative file names in source positions are relative to. Default: the working directory. */
  readonly directory?: string;
}

export interface NativeObject {
  /** Path of the object file; absent when there are errors or text was asked for. */
  readonly object?: string;
  /** The text that `emit` asked for. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles a validated module. Never throws for what is in the module; `folder` receives the files. */
export async function compileNative(module: Module, options: NativeOptions): Promise<NativeObject> {
  // Text is for reading: positions would bury the code.
  const positioned = options.emit ? withoutPositions(module) : module;
  const plan = planModule(options.names === false ? withoutNames(positioned) : positioned, {
    keepExports: options.keepExports ?? false,
    linearity: options.linearity ?? "fat",
  });
  const diagnostics = checkImports(module, options.extraHosts ?? []);
  if (hasErrors(diagnostics)) return { diagnostics };
  const { emit, level = 2, cpu = "x86-64-v2" } = options;
  const pool = new CodegenPool({ level, cpu, emit, tailCalls: plan.scan.tailCallers.size > 0 });
  for (const [i, chunk] of chunksOf(plan, options).entries()) {
    const base = join(options.folder, `module${i}`);
    await translateChunk(plan, chunk, base, options);
    pool.add(base);
  }
  const failed = await pool.finish();
  if (hasErrors(failed)) return { diagnostics: failed };
  if (emit) return { text: pool.text(), diagnostics: [] };
  return joinObjects(pool.objects(), options.folder);
}

const withoutPositions = (module: Module): Module => ({
  ...module,
  funcs: module.funcs.map((f) => ({ ...f, positions: undefined })),
});

const withoutNames = (module: Module): Module => ({
  ...withoutPositions(module),
  names: { ...module.names, funcs: new Map() },
});

/** Enough that what is lost (parsing the prelude again, no inlining across) is small. */
const defaultChunkSize = 20000;

/** More do not shorten the wait: the last one to finish is then short enough. */
const chunksPerProcessor = 4;

/** Cuts the module's functions into chunks of about equal size. Level 3 and text output want the whole module. */
function chunksOf(plan: Plan, { level = 2, emit, chunkSize = defaultChunkSize }: NativeOptions): Chunk[] {
  const { module, spaces } = plan;
  const total = module.funcs.reduce((sum, f) => sum + f.body.length, 0);
  const count =
    level === 3 || emit ? 1 : Math.min(chunksPerProcessor * availableParallelism(), Math.ceil(total / chunkSize));
  if (count <= 1) return [{ role: "whole", from: 0, to: spaces.funcs.length }];
  const chunks: Chunk[] = [];
  let from = 0;
  let size = 0;
  module.funcs.forEach((f, i) => {
    size += f.body.length;
    const to = spaces.imported.func + i + 1;
    if (size < ((chunks.length + 1) * total) / count || chunks.length === count - 1) return;
    chunks.push({ role: from === 0 ? "first" : "other", from, to });
    from = to;
  });
  if (from < spaces.funcs.length) chunks.push({ role: from === 0 ? "first" : "other", from, to: spaces.funcs.length });
  return chunks;
}

/** Functions translated between two turns of the event loop, in which tools for finished chunks are started. */
const turn = 64;

/** One chunk -> `BASE.bc`. */
async function translateChunk(plan: Plan, chunk: Chunk, base: string, options: NativeOptions): Promise<void> {
  const context = new llvm.LLVMContext();
  const parse = (text: string): llvm.Module => {
    const path = `${base}.ll`;
    writeFileSync(path, text);
    const parsed = llvm.parseIRFile(path, new llvm.SMDiagnostic(), context);
    if (!parsed) throw new WeftBug("runtime/aot", `generated IR text does not parse: ${path}`);
    return parsed;
  };
  const fx = switchingPrimitives(plan.linearity);
  const { strict = false, directory = process.cwd() } = options;
  const translation = new ModuleContext(plan, fx, context, parse, { strict, chunk, directory });
  const { module, functions } = translation;
  const imports = module.imports.filter((i) => i.desc.kind === "func");
  for (let index = chunk.from; index < chunk.to; index++) {
    if (index < imports.length) importWrapper(translation, functions[index], imports[index]);
    else translateFunction(translation, functions[index], module.funcs[index - imports.length]);
    if (chunk.role !== "whole" && index % turn === 0) await setImmediate();
  }
  if (chunk.role !== "other") {
    entryThunks(translation);
    exportThunks(translation);
    initFunction(translation);
  }
  llvm.WriteBitcodeToFile(translation.llvm, `${base}.bc`);
}

/** One object file for the caller, whatever the number of chunks. */
async function joinObjects(objects: readonly string[], folder: string): Promise<NativeObject> {
  if (objects.length === 1) return { object: objects[0], diagnostics: [] };
  const object = join(folder, "module.o");
  const diagnostics = await runTool("ld", ["-r", "-o", object, ...objects]);
  return hasErrors(diagnostics) ? { diagnostics } : { object, diagnostics };
}
