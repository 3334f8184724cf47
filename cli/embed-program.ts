// A module made for C: an object and its header, or an executable with host functions from C files.

import { type Diagnostic, hasErrors } from "../diagnostics/index.ts";
import { buildRuntime, compileNative, linkRelocatable, linkWithHost, makeEmbedding } from "../runtime/aot/index.ts";
import type { Module } from "../wasmfx-backend/index.ts";
import { nativeRuntimeFolder } from "./paths.ts";
import type { Pipeline } from "./pipeline.ts";

export interface EmbeddedOutput {
  /** What C names of exports begin with. */
  readonly name: string;
  readonly output: string;
  /** An existing folder for files on the way. */
  readonly folder: string;
  /** C files, objects and archives: the output is an executable. Absent: it is a relocatable object. */
  readonly hosts?: readonly string[];
}

/** Writes `output`; the header is empty when there are errors. */
export async function writeEmbedded(
  module: Module,
  pipeline: Pipeline,
  { name, output, folder, hosts }: EmbeddedOutput,
): Promise<{ header: string; diagnostics: readonly Diagnostic[] }> {
  const { progress, options } = pipeline;
  const embedding = makeEmbedding(module, name);
  if (hasErrors(embedding.diagnostics)) return { header: "", diagnostics: embedding.diagnostics };
  const runtime = await progress.stage("building the native runtime", () => buildRuntime(nativeRuntimeFolder));
  const native = await progress.stage("compiling to native code", () =>
    compileNative(module, {
      level: options.level,
      folder,
      names: options.names,
      keepExports: true,
      linearity: options.linearity,
      extraHosts: embedding.hosts,
    }),
  );
  if (!native.object || hasErrors(native.diagnostics)) return { header: "", diagnostics: native.diagnostics };
  const parts = { embedding, name, object: native.object, runtime, output, folder };
  const linked = await progress.stage("linking for C", () =>
    hosts ? linkWithHost(parts, hosts) : linkRelocatable(parts),
  );
  const diagnostics = [...native.diagnostics, ...linked];
  return { header: embedding.header, diagnostics };
}
