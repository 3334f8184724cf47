// Module -> object file: translate to LLVM IR, write bitcode, optimise with opt-14, generate code with llc-14.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import llvm from "llvm-bindings";
import { type Diagnostic, hasErrors, WeftBug } from "../../diagnostics/index.ts";
import type { Module } from "../../wasmfx-backend/index.ts";
import { checkImports } from "./imports.ts";
import { runTool } from "./tools.ts";
import { translateFunction } from "./translate/function.ts";
import { entryThunks, exportThunks, importWrapper, initFunction } from "./translate/instance.ts";
import { ModuleContext } from "./translate/module-context.ts";
import { planModule } from "./translate/plan.ts";

export interface NativeOptions {
  /** 0: hardly any optimisation, fastest to compile; 3: all of LLVM's. Default 2. */
  readonly level?: 0 | 1 | 2 | 3;
  /** An existing folder for module.o and the files on the way to it. */
  readonly folder: string;
  /** File name of the module, for diagnostics. */
  readonly file?: string;
  /** False: functions get numbers instead of names in the symbol table. Default true. */
  readonly names?: boolean;
  /** Also give the optimised LLVM IR or the assembly as text, instead of an object. */
  readonly emit?: "ll" | "asm";
  /** Keep every exported function callable, not only `_start` and `weft.*`. Default false. */
  readonly keepExports?: boolean;
  /** Loads whose value nobody uses still trap when out of bounds. Costs speed. Default false. */
  readonly strictLoads?: boolean;
  /** Host modules whose functions are supplied at link time beside the host ABI, for tests. */
  readonly extraHosts?: readonly string[];
  /** LLVM's name of the processor to generate code for. Default x86-64-v2. */
  readonly cpu?: string;
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
  const file = options.file ?? module.names.module ?? "module";
  const plan = planModule(options.names === false ? withoutNames(module) : module, {
    file,
    keepExports: options.keepExports ?? false,
  });
  const diagnostics = [...plan.scan.diagnostics, ...checkImports(module, options.extraHosts ?? [])];
  if (hasErrors(diagnostics)) return { diagnostics };
  const bitcode = join(options.folder, "module.bc");
  translate(plan, bitcode, options);
  return generate(bitcode, plan.scan.tailCallers.size > 0, options);
}

const withoutNames = (module: Module): Module => ({ ...module, names: { ...module.names, funcs: new Map() } });

/** Plan -> bitcode file. */
function translate(plan: ReturnType<typeof planModule>, bitcode: string, options: NativeOptions): void {
  const context = new llvm.LLVMContext();
  const parse = (text: string): llvm.Module => {
    const path = join(options.folder, "module.ll");
    writeFileSync(path, text);
    const error = new llvm.SMDiagnostic();
    const parsed = llvm.parseIRFile(path, error, context);
    if (!parsed) throw new WeftBug("runtime/aot", `generated IR text does not parse: ${path}`);
    return parsed;
  };
  const translation = new ModuleContext(plan, fxText(), context, parse, { strictLoads: options.strictLoads ?? false });
  const { module, functions } = translation;
  const imports = module.imports.filter((i) => i.desc.kind === "func");
  imports.forEach((from, i) => {
    importWrapper(translation, functions[i], from);
  });
  module.funcs.forEach((func, i) => {
    translateFunction(translation, functions[imports.length + i], func);
  });
  entryThunks(translation);
  exportThunks(translation);
  initFunction(translation);
  if (process.env.WEFT_DUMP_IR) writeFileSync(process.env.WEFT_DUMP_IR, translation.llvm.print());
  llvm.WriteBitcodeToFile(translation.llvm, bitcode);
}

const nativeFolder = join(import.meta.dirname, "..", "native");

/** The stack-switching primitives; beside the sources, whether weft runs from source or from dist/. */
function fxText(): string {
  return readFileSync(join(nativeSources(), "fx.ll"), "utf8");
}

/** Where the C runtime's sources are: they are not copied into dist/. */
export function nativeSources(): string {
  if (existsSync(join(nativeFolder, "fx.ll"))) return nativeFolder;
  return join(import.meta.dirname, "..", "..", "..", "runtime", "native");
}

/**
 * The passes per level. 1 is a short pipeline of what pays most per millisecond on code that was optimised as wasm
 * before; 2 and 3 are LLVM's own. tailcallelim comes always: it marks the calls in tail position that must reuse the frame.
 */
const passes: Readonly<Record<0 | 1 | 2 | 3, string>> = {
  0: "always-inline,function(sroa,early-cse,simplifycfg,tailcallelim),globaldce",
  1: "always-inline,globalopt,function(sroa,early-cse<memssa>,simplifycfg,instcombine,tailcallelim,gvn,simplifycfg,instcombine),globaldce",
  2: "default<O2>",
  3: "default<O3>",
};

async function generate(bitcode: string, tailCalls: boolean, options: NativeOptions): Promise<NativeObject> {
  const level = options.level ?? 2;
  const cpu = options.cpu ?? "x86-64-v2";
  const optimised = join(options.folder, options.emit === "ll" ? "optimised.ll" : "optimised.bc");
  const text = options.emit === "ll" ? ["-S"] : [];
  const optimise = [`-passes=${passes[level]}`, `-mcpu=${cpu}`, "-disable-verify", ...text, bitcode, "-o", optimised];
  const first = await runTool("opt-14", optimise);
  if (hasErrors(first)) return { diagnostics: first };
  if (options.emit === "ll") return { text: readFileSync(optimised, "utf8"), diagnostics: [] };
  const output = join(options.folder, options.emit === "asm" ? "module.s" : "module.o");
  const codegen = level === 0 && !tailCalls ? 0 : Math.max(1, level);
  const second = await runTool("llc-14", [
    `-O${codegen}`,
    `-mcpu=${cpu}`,
    "-relocation-model=static",
    "-code-model=small",
    `-filetype=${options.emit === "asm" ? "asm" : "obj"}`,
    optimised,
    "-o",
    output,
  ]);
  if (hasErrors(second)) return { diagnostics: second };
  return options.emit === "asm"
    ? { text: readFileSync(output, "utf8"), diagnostics: [] }
    : { object: output, diagnostics: [] };
}
