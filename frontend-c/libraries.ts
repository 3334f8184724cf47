// The hand-written modules that C programs are linked with: fiber.h and fiber_switch.h in WasmFX.

import { readFileSync } from "node:fs";
import { type Diagnostic, WeftBug } from "../diagnostics/index.ts";
import { decode, importedCount, type Module, parseWat } from "../wasmfx-backend/index.ts";
import type { CompileCOptions } from "./flags.ts";

/** A module to link with the C module. */
export interface Library {
  readonly name: string;
  readonly file: string;
  readonly module: Module;
  /** Functions to put in place of their calls: those that switch stacks. */
  readonly inlineExports?: readonly string[];
}

/** The modules that headers import functions from: the .wat file, and the functions that switch stacks. */
const libraryFiles: Readonly<Record<string, { readonly file: string; readonly inlineExports: readonly string[] }>> = {
  weft_fiber: { file: "fiber.wat", inlineExports: ["fiber_resume", "fiber_yield"] },
  weft_fiber_switch: { file: "fiber-switch.wat", inlineExports: ["fiber_switch"] },
};

/** Stacks in memory for both; also what the stack check calls. */
export const stackLibrary = "weft_fiber_stack";

/** The libraries that a C module imports from, directly or not. */
export async function librariesFor(module: Module, options: CompileCOptions): Promise<Library[]> {
  const wanted = Object.keys(libraryFiles).filter((name) => module.imports.some((i) => i.module === name));
  if (wanted.length === 0) return [];
  const found = wanted.map(async (name) => {
    const { file, inlineExports } = libraryFiles[name];
    return { ...(await readLibrary(name, file, options)), inlineExports };
  });
  return [...(await Promise.all(found)), await readLibrary(stackLibrary, "fiber-stack.wat", options)];
}

async function readLibrary(name: string, file: string, options: CompileCOptions): Promise<Library> {
  const text = readFileSync(new URL(`./runtime/${file}`, import.meta.url), "utf8");
  const { bytes, diagnostics } = await parseWat(text, file);
  const decoded = bytes && decode(bytes, file);
  const module = decoded?.module;
  if (module === undefined)
    throw new WeftBug("frontend-c", describe([...diagnostics, ...(decoded?.diagnostics ?? [])]));
  const imports = module.imports.map((i) => (i.module === "c" ? { ...i, module: options.name ?? "c" } : i));
  return { name, file, module: withSlotSize({ ...module, imports }, options.fiberStackSize) };
}

function withSlotSize(module: Module, size: number | undefined): Module {
  if (size === undefined) return module;
  const imported = importedCount(module, "global");
  const globals = module.globals.map((g, i): Module["globals"][number] =>
    module.names.globals.get(imported + i) === "slot_size" ? { ...g, init: [{ op: "i32.const", value: size }] } : g,
  );
  return { ...module, globals };
}

const describe = (diagnostics: readonly Diagnostic[]): string => diagnostics.map((d) => d.message).join("; ");
