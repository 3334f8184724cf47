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
}

/** The modules that headers import functions from, and the .wat files that implement them. */
const libraryFiles: Readonly<Record<string, string>> = {
  weft_fiber: "fiber.wat",
  weft_fiber_switch: "fiber-switch.wat",
};

/** Stacks in memory for both; also what the stack check calls. */
export const stackLibrary = "weft_fiber_stack";

/** The libraries that a C module imports from, directly or not. */
export async function librariesFor(module: Module, options: CompileCOptions): Promise<Library[]> {
  const wanted = Object.keys(libraryFiles).filter((name) => module.imports.some((i) => i.module === name));
  if (wanted.length === 0) return [];
  const found = await Promise.all(wanted.map((name) => readLibrary(name, libraryFiles[name], options)));
  return [...found, await readLibrary(stackLibrary, "fiber-stack.wat", options)];
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
