// Module -> object file: translate to LLVM IR in one or more chunks, write bitcode, generate code (codegen.ts).

import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Diagnostic, hasErrors } from "../../diagnostics/index.ts";
import type { Module } from "../../wasmfx-backend/index.ts";
import { assembler } from "./assembler.ts";
import { CodegenPool, type Level } from "./codegen.ts";
import { checkImports } from "./imports.ts";
import { ObjectCache } from "./object-cache.ts";
import { type Chunk, partition } from "./partition.ts";
import { switchingPrimitives } from "./sources.ts";
import { runTool } from "./tools.ts";
import { translateFunction } from "./translate/function.ts";
import { entryThunks, exportThunks, importWrapper, initFunction } from "./translate/instance.ts";
import type { Linearity } from "./translate/llvm.ts";
import { ModuleContext } from "./translate/module-context.ts";
import { planModule } from "./translate/plan.ts";
import { type Shared, shareModule } from "./translate/shared.ts";

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
  /** About how many instructions a separately compiled chunk of the module has. Default 16000. */
  readonly chunkSize?: number;
  /** A folder in which objects of chunks are kept, to be used when the same chunk comes again. Default: none. */
  readonly cache?: string;
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
  assembler.start();
  // Text is for reading: positions would bury the code.
  const positioned = options.emit ? withoutPositions(module) : module;
  const plan = planModule(options.names === false ? withoutNames(positioned) : positioned, {
    keepExports: options.keepExports ?? false,
    linearity: options.linearity ?? "fat",
  });
  const diagnostics = checkImports(module, options.extraHosts ?? []);
  if (hasErrors(diagnostics)) return { diagnostics };
  const { emit, level = 2, cpu = "x86-64-v2" } = options;
  // LLVM's own pipeline at level 3 and text output want the whole module.
  const chunkSize = level === 3 || emit ? Number.POSITIVE_INFINITY : (options.chunkSize ?? defaultChunkSize);
  const chunks = partition(plan, chunkSize);
  // A module of one chunk is not worth it: whoever compiles it again keeps the executable.
  const cache = options.cache !== undefined && chunks.length > 1 ? new ObjectCache(options.cache) : undefined;
  const shared = shareModule(plan, switchingPrimitives(plan.linearity), { strict: options.strict, level });
  const pool = new CodegenPool({ level, cpu, emit, cache });
  for (const [i, chunk] of chunks.entries()) {
    const base = join(options.folder, `module${i}`);
    const text = await translateChunk(shared, chunk, options.directory ?? process.cwd());
    const tailCalls = chunk.functions.some((index) => plan.scan.tailCallers.has(index));
    pool.add({ base, text, tailCalls });
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

/** Instructions. Enough that what is lost (parsing the prelude again, no inlining across) is small. */
const defaultChunkSize = 16000;

/** Functions translated between two turns of the event loop, in which tools for finished chunks are started. */
const turn = 64;

/** One chunk -> IR text. */
async function translateChunk(shared: Shared, chunk: Chunk, directory: string): Promise<string> {
  const translation = new ModuleContext(shared, chunk, directory);
  const { module, functions } = translation;
  const imports = module.imports.filter((i) => i.desc.kind === "func");
  let since = 0;
  for (const index of chunk.functions) {
    if (index < imports.length) importWrapper(translation, functions[index], imports[index]);
    else translateFunction(translation, functions[index], module.funcs[index - imports.length]);
    if (chunk.role !== "whole" && ++since % turn === 0) await setImmediate();
  }
  if (chunk.role !== "other") {
    entryThunks(translation);
    exportThunks(translation);
    initFunction(translation);
  }
  return translation.text();
}

/** One object file for the caller, whatever the number of chunks. */
async function joinObjects(objects: readonly string[], folder: string): Promise<NativeObject> {
  if (objects.length === 1) return { object: objects[0], diagnostics: [] };
  const object = join(folder, "module.o");
  const diagnostics = await runTool("ld", ["-r", "-o", object, ...objects]);
  return hasErrors(diagnostics) ? { diagnostics } : { object, diagnostics };
}
