// Many modules in, one out. This file is the table of contents: one step per call.

import { type Diagnostic, hasErrors } from "../diagnostics/index.ts";
import type { Module } from "../wasmfx-backend/index.ts";
import { declareFunctionReferences } from "./declare.ts";
import { chooseExports, type ExportOptions } from "./exports.ts";
import { orderGlobals } from "./globals.ts";
import { exportedFunctions, inlineCalls } from "./inline.ts";
import { merge } from "./merge.ts";
import { prune } from "./prune.ts";
import { Reporter } from "./report.ts";
import { type LinkInput, type ResolveOptions, resolve } from "./resolve.ts";
import { combineStarts, instantiationOrder, libraryInitializers, runInitializers } from "./start.ts";
import { type TypeMap, TypeMerger } from "./types.ts";
import { unify } from "./unify.ts";

export interface LinkOptions extends Partial<ExportOptions>, Partial<ResolveOptions> {
  /** Drop what nothing reaches (default true). */
  readonly prune?: boolean;
  /** Modules that each define a memory (a table) get one in common; an error when what they use of it overlaps. */
  readonly mergeMemories?: boolean;
  readonly mergeTables?: boolean;
}

export interface LinkResult {
  /** The merged module; absent when a diagnostic is an error. */
  readonly module?: Module;
  readonly diagnostics: Diagnostic[];
}

/**
 * Links modules. The first input is the root: its exports all stay. An import ("m", "x") of any input is satisfied by the
 * export "x" of the input named "m"; imports from other modules stay imports of the result. The inputs are not changed.
 */
export function link(given: readonly LinkInput[], options: LinkOptions = {}): LinkResult {
  // One type section for all; from here on types are compared by index.
  const types = new TypeMerger();
  const typeMaps = given.map(({ module }) => types.add(module));
  const report = new Reporter({ space: types, nameOf: typeNamer(given, typeMaps) });
  const diagnostics: Diagnostic[] = duplicateNames(given, report);

  // One memory or table for all, when asked.
  const memories = options.mergeMemories ? unify("memory", given, report) : { inputs: given, diagnostics: [] };
  const tables = options.mergeTables ? unify("table", memories.inputs, report) : { ...memories, diagnostics: [] };
  const { inputs } = tables;
  diagnostics.push(...memories.diagnostics, ...tables.diagnostics);

  // What every import stands for.
  const resolution = resolve(inputs, typeMaps, types, report, {
    allowUndefined: false,
    raiseLimits: false,
    ...options,
  });
  diagnostics.push(...resolution.diagnostics);

  // What the world sees of the result.
  const exportOptions = { keepExports: [], keepAllExports: false, exportConflict: "error", ...options } as const;
  const chosen = chooseExports(inputs, resolution, report, exportOptions);
  const globals = orderGlobals(inputs, resolution, report);
  diagnostics.push(...chosen.diagnostics, ...globals.diagnostics);
  if (inputs.length === 0 || hasErrors(diagnostics)) return { diagnostics };

  // The merged module, with what runs at its start.
  const order = instantiationOrder(resolution.needs);
  const noArgs = types.func([], []);
  const { module, placements } = merge({
    inputs,
    typeMaps,
    types,
    resolution,
    exports: chosen.exports,
    order,
    globals: globals.order,
  });
  const starts = order.flatMap((i) => {
    const { start } = inputs[i].module;
    return start === undefined ? [] : [placements[i].item("func", start)];
  });
  combineStarts(module, starts, noArgs);
  const initializers = libraryInitializers(inputs, order).map(([i, func]) => placements[i].item("func", func));
  if (!runInitializers(module, initializers, noArgs)) diagnostics.push(report.noEntry(inputs[0]));

  // Tidy up.
  const inlined = inputs.flatMap(({ module: from, inlineExports }, i) =>
    exportedFunctions(from, inlineExports ?? [], (index) => placements[i].item("func", index)),
  );
  const flat = inlineCalls(module, new Set(inlined));
  const result = options.prune === false ? flat : prune(flat);
  declareFunctionReferences(result);
  return { module: result, diagnostics };
}

function duplicateNames(inputs: readonly LinkInput[], report: Reporter): Diagnostic[] {
  const first = new Map<string, LinkInput>();
  return inputs.flatMap((input) => {
    const before = first.get(input.name);
    first.set(input.name, before ?? input);
    return before === undefined ? [] : [report.duplicateModule(before, input)];
  });
}

/** Names of merged types for messages: the first input that names a type wins. */
function typeNamer(inputs: readonly LinkInput[], typeMaps: readonly TypeMap[]): (type: number) => string | undefined {
  const names = new Map<number, string>();
  for (const [i, { module }] of inputs.entries()) {
    for (const [type, name] of module.names.types) {
      const merged = typeMaps[i][type];
      if (!names.has(merged)) names.set(merged, name);
    }
  }
  return (type) => names.get(type);
}
