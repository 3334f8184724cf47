// What the commands do with the pipeline: build into a cache folder or an output file, show a stage, link files. Messages
// go to stderr, results to files written under a temporary name first, so that none is left half-written.

import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, hasErrors, renderDiagnostics } from "../diagnostics/index.ts";
import type { LinkOptions } from "../linker/index.ts";
import { type Module, printWat } from "../wasmfx-backend/index.ts";
import { exitCodes, UsageError } from "./command.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import type { BuildOptions } from "./options.ts";
import { nativeRuntimeFolder, objectCacheFolder } from "./paths.ts";
import { type COptions, type Outcome, Pipeline } from "./pipeline.ts";
import { Progress } from "./progress.ts";
import type { TestPackage } from "./test-program.ts";

type OutputKind = "wasm" | "executable";

/** Fills a cache folder with `program.wasm` (V8) or `program` (native); undefined when the program is wrong. */
export async function buildInto(
  folder: string,
  paths: readonly string[],
  options: BuildOptions,
): Promise<{ files: readonly string[] } | undefined> {
  const kind = options.engine === "v8" ? "wasm" : "executable";
  return produce(paths, options, undefined, (module, pipeline) =>
    writeProgram(module, pipeline, kind, join(folder, kind === "wasm" ? "program.wasm" : "program")),
  );
}

/** The same for a package's test program. */
export async function buildTestInto(
  folder: string,
  p: TestPackage,
  options: BuildOptions,
): Promise<{ files: readonly string[] } | undefined> {
  const pipeline = new Pipeline(options, new Progress(options.verbose));
  const kind = options.engine === "v8" ? "wasm" : "executable";
  const module = await testModule(p, pipeline);
  if (!module.value) return say(module.diagnostics, pipeline);
  const finished = await writeProgram(
    module.value,
    pipeline,
    kind,
    join(folder, kind === "wasm" ? "program.wasm" : "program"),
  );
  say([...module.diagnostics, ...finished], pipeline);
  return hasErrors(finished) ? undefined : { files: [...pipeline.watched] };
}

/** A package and its tests -> one module. */
export async function testModule(p: TestPackage, pipeline: Pipeline): Promise<Outcome<Module>> {
  const { testProgram } = await import("./test-program.ts");
  const checked = await pipeline.checkGoProgram(testProgram(p), p.finder);
  const parts = await pipeline.goParts(checked, p.importPath);
  if (!parts.value || hasErrors(parts.diagnostics)) return { diagnostics: parts.diagnostics };
  const module = await pipeline.join(parts.value, p.importPath);
  return { value: module.value, diagnostics: [...parts.diagnostics, ...module.diagnostics] };
}

/** `weft build` and `weft cc`: true when the output was written. */
export async function buildOutput(
  paths: readonly string[],
  output: string,
  kind: OutputKind,
  options: BuildOptions,
  c?: COptions,
): Promise<boolean> {
  checkOutput(output);
  const made = await produce(paths, options, c, (module, pipeline) =>
    inTemporaryFolder(async (folder) => {
      const made = join(folder, "out");
      const diagnostics = await writeProgram(module, pipeline, kind, made);
      if (!hasErrors(diagnostics)) install(made, output, kind === "executable");
      return diagnostics;
    }),
  );
  return made !== undefined;
}

/** `weft build -o OUT.o`: the object, its header and weft.h beside it. */
export async function buildObject(paths: readonly string[], output: string, options: BuildOptions): Promise<boolean> {
  checkOutput(output);
  const header = join(dirname(output), `${basename(output, ".o")}.h`);
  const made = await produce(paths, options, undefined, (module, pipeline, inputs) =>
    inTemporaryFolder(async (folder) => {
      const { writeEmbedded } = await import("./embed-program.ts");
      const { publicHeader } = await import("../runtime/aot/index.ts");
      const object = join(folder, "out");
      const result = await writeEmbedded(module, pipeline, { name: inputs.name, output: object, folder });
      if (hasErrors(result.diagnostics)) return result.diagnostics;
      install(object, output, false);
      writeWhole(header, result.header);
      writeWhole(join(dirname(output), "weft.h"), publicHeader());
      return result.diagnostics;
    }),
  );
  return made !== undefined;
}

/** `weft build --host=FILE.c -o OUT`: an executable whose host functions, and main perhaps, are in C. */
export async function buildWithHost(
  paths: readonly string[],
  hosts: readonly string[],
  output: string,
  options: BuildOptions,
): Promise<boolean> {
  checkOutput(output);
  for (const file of hosts)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`${file}: no such file`);
  const made = await produce(paths, options, undefined, (module, pipeline, inputs) =>
    inTemporaryFolder(async (folder) => {
      const { writeEmbedded } = await import("./embed-program.ts");
      const program = join(folder, "out");
      const result = await writeEmbedded(module, pipeline, { name: inputs.name, output: program, folder, hosts });
      if (!hasErrors(result.diagnostics)) install(program, output, true);
      return result.diagnostics;
    }),
  );
  return made !== undefined;
}

/** Runs the pipeline up to a module, then `finish`; prints what there is to say. */
async function produce(
  paths: readonly string[],
  options: BuildOptions,
  c: COptions | undefined,
  finish: (module: Module, pipeline: Pipeline, inputs: Inputs) => Promise<readonly Diagnostic[]>,
): Promise<{ files: readonly string[] } | undefined> {
  const pipeline = new Pipeline(options, new Progress(options.verbose));
  const { inputs, diagnostics } = readInputs(paths);
  if (!inputs) return say(diagnostics, pipeline);
  const module = await pipeline.module(inputs, c);
  if (!module.value) return say(module.diagnostics, pipeline);
  const finished = await finish(module.value, pipeline, inputs);
  say([...module.diagnostics, ...finished], pipeline);
  return hasErrors(finished) ? undefined : { files: [...pipeline.watched] };
}

const usesSwitch = (module: Module): boolean => module.funcs.some((f) => f.body.some((instr) => instr.op === "switch"));

const noSwitch: Diagnostic = {
  severity: "unsupported",
  message: "V8 14.6 aborts on the instruction `switch`; run this module with --engine=native",
};

/** Module -> a file of that kind at `path`. */
export async function writeProgram(
  module: Module,
  pipeline: Pipeline,
  kind: OutputKind,
  path: string,
): Promise<readonly Diagnostic[]> {
  if (kind === "wasm") {
    if (pipeline.options.engine === "v8" && usesSwitch(module)) return [noSwitch];
    const bytes = await pipeline.encode(module);
    if (bytes.value) writeFileSync(path, bytes.value);
    return bytes.diagnostics;
  }
  return inTemporaryFolder(async (folder) => {
    // The native compiler is loaded only when there is something for it to do.
    const { buildRuntime, compileNative, linkExecutable } = await import("../runtime/aot/index.ts");
    const { progress, options } = pipeline;
    const runtime = await progress.stage("building the native runtime", () => buildRuntime(nativeRuntimeFolder));
    const native = await progress.stage("compiling to native code", () =>
      compileNative(module, {
        level: options.level,
        folder,
        names: options.names,
        keepExports: options.keepExports,
        linearity: options.linearity,
        cache: objectCacheFolder(),
      }),
    );
    if (!native.object || hasErrors(native.diagnostics)) return native.diagnostics;
    const linked = await progress.stage("linking the executable", () =>
      linkExecutable({ object: native.object!, runtime, output: path }),
    );
    return [...native.diagnostics, ...linked];
  });
}

/** `weft build --emit=STAGE`: the stage as text (or wasm bytes) to `output` or standard output. */
export async function emitStage(
  paths: readonly string[],
  stage: EmitStage,
  options: BuildOptions,
  where: { readonly output?: string; readonly func?: string },
): Promise<number> {
  if (where.output !== undefined) checkOutput(where.output);
  const { stageText } = await import("./emit.ts");
  const pipeline = new Pipeline(options, new Progress(options.verbose));
  const { inputs, diagnostics } = readInputs(paths);
  const made = inputs ? await stageText(pipeline, inputs, stage, where.func) : { diagnostics };
  say(made.diagnostics, pipeline);
  if (made.value === undefined) return exitCodes.compileError;
  if (where.output === undefined) await write(made.value);
  else writeWhole(where.output, made.value);
  return exitCodes.ok;
}

export type EmitStage = "ast" | "types" | "ir" | "wat" | "wasm" | "ll" | "asm";

export interface LinkFilesOptions extends LinkOptions {
  readonly level: 0 | 1 | 2 | 3;
  readonly verbose: boolean;
}

/** `weft link`. */
export async function linkFiles(
  inputs: readonly { readonly name: string; readonly file: string }[],
  output: string,
  options: LinkFilesOptions,
): Promise<boolean> {
  checkOutput(output);
  const pipeline = new Pipeline(
    { engine: "native", scheduler: "switch", level: options.level, names: true, verbose: options.verbose },
    new Progress(options.verbose),
  );
  const diagnostics: Diagnostic[] = [];
  const parts = [];
  for (const { name, file } of inputs) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      diagnostics.push({ severity: "error", message: `${file}: no such file` });
      continue;
    }
    const read = await pipeline.readModule(file);
    diagnostics.push(...read.diagnostics);
    if (read.value) parts.push({ name, file, module: read.value });
  }
  if (hasErrors(diagnostics)) return say(diagnostics, pipeline) !== undefined;
  const linked = await pipeline.link(parts, options);
  diagnostics.push(...linked.diagnostics);
  if (!linked.value) return say(diagnostics, pipeline) !== undefined;
  diagnostics.push(...(await pipeline.validate(linked.value, output)));
  const bytes = hasErrors(diagnostics) ? undefined : await pipeline.encode(linked.value, options.level > 0);
  diagnostics.push(...(bytes?.diagnostics ?? []));
  say(diagnostics, pipeline);
  if (!bytes?.value) return false;
  writeWhole(output, output.endsWith(".wat") ? await printWat(bytes.value) : bytes.value);
  return true;
}

/** Prints diagnostics to stderr with the source lines. Returns undefined, for callers that stop here. */
function say(diagnostics: readonly Diagnostic[], pipeline: Pipeline): undefined {
  pipeline.progress.clear();
  const sourceOf = (file: string): string | undefined => {
    const own = pipeline.sources.get(file);
    if (own !== undefined) return own;
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, "utf8") : undefined;
  };
  process.stderr.write(
    renderDiagnostics(diagnostics, { colour: process.stderr.isTTY === true && !process.env.NO_COLOR, sourceOf }),
  );
}

/** Fails early, before a long build, when the output cannot be written. */
function checkOutput(output: string): void {
  const folder = dirname(output);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${output}: no such directory ${folder}`);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new UsageError(`${output}: cannot write to ${folder}`);
  }
  if (statSync(output, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${output} is a directory`);
}

function writeWhole(path: string, data: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, data);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Moves a finished file to its place, over an older one even when that is running. */
function install(made: string, output: string, executable: boolean): void {
  const temporary = `${output}.${process.pid}.tmp`;
  try {
    copyFileSync(made, temporary);
    if (executable) chmodSync(temporary, 0o755);
    renameSync(temporary, output);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "weft-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => process.stdout.write(data, () => resolve()));
}
