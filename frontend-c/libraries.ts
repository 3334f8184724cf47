// The hand-written modules that C programs are linked with: fiber.h in WasmFX.

import { readFileSync } from "node:fs";
import { type Diagnostic, WeftBug } from "../diagnostics/index.ts";
import { decode, type Module, parseWat } from "../wasmfx-backend/index.ts";
import type { CompileCOptions } from "./flags.ts";

/** A module to link with the C module. */
export interface Library {
  readonly name: string;
  readonly file: string;
  readonly module: Module;
}

/** The module name that fiber.h's functions are imported from. */
export const fiberLibrary = "weft_fiber";

/** The implementation of fiber.h for the C module that `options` compile: its name, and the size of a fiber's stack. */
export async function fiberModule(options: CompileCOptions = {}): Promise<Library> {
  const file = "fiber.wat";
  const text = readFileSync(new URL(`./runtime/${file}`, import.meta.url), "utf8");
  const { bytes, diagnostics } = await parseWat(text, file);
  const decoded = bytes && decode(bytes, file);
  const module = decoded?.module;
  if (module === undefined)
    throw new WeftBug("frontend-c", describe([...diagnostics, ...(decoded?.diagnostics ?? [])]));
  const imports = module.imports.map((i) => (i.module === "c" ? { ...i, module: options.name ?? "c" } : i));
  return { name: fiberLibrary, file, module: withSlotSize({ ...module, imports }, options.fiberStackSize) };
}

function withSlotSize(module: Module, size: number | undefined): Module {
  if (size === undefined) return module;
  const imported = module.imports.filter((i) => i.desc.kind === "global").length;
  const globals = module.globals.map((g, i): Module["globals"][number] =>
    module.names.globals.get(imported + i) === "slot_size" ? { ...g, init: [{ op: "i32.const", value: size }] } : g,
  );
  return { ...module, globals };
}

const describe = (diagnostics: readonly Diagnostic[]): string => diagnostics.map((d) => d.message).join("; ");
