// A module as a part of a C program: one relocatable object with the runtime, or an executable with host functions in C.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, hasErrors } from "../../diagnostics/index.ts";
import { cIdentifier, type Embedding } from "./embed.ts";
import { linkExecutable, type Runtime } from "./link.ts";
import { nativeSources } from "./sources.ts";
import { runTool } from "./tools.ts";

const cFlags = ["-O2", "-g1", "-fno-pie", "-fno-omit-frame-pointer", "-fasynchronous-unwind-tables"];

/** The text of weft.h, which the generated headers include. */
export const publicHeader = (): string => readFileSync(join(nativeSources(), "weft.h"), "utf8");

/** Compiles what the embedding generates; `folder` receives it with the headers. */
async function compileGlue(
  embedding: Embedding,
  name: string,
  folder: string,
): Promise<{ objects: string[]; diagnostics: Diagnostic[] }> {
  const path = (file: string): string => join(folder, file);
  writeFileSync(path(`${cIdentifier(name)}.h`), embedding.header);
  writeFileSync(path("weft.h"), publicHeader());
  writeFileSync(path("embed-glue.c"), embedding.source);
  writeFileSync(path("embed-stubs.S"), embedding.stubs);
  const objects = [path("embed-glue.o"), path("embed-stubs.o")];
  const results = await Promise.all([
    runTool("cc", [...cFlags, "-std=gnu11", "-I", folder, "-c", path("embed-glue.c"), "-o", objects[0]]),
    runTool("cc", ["-I", nativeSources(), "-c", path("embed-stubs.S"), "-o", objects[1]]),
  ]);
  return { objects, diagnostics: results.flat() };
}

export interface EmbedOptions {
  readonly embedding: Embedding;
  /** The name given to makeEmbedding. */
  readonly name: string;
  readonly object: string;
  readonly runtime: Runtime;
  readonly output: string;
  /** An existing folder for files on the way. */
  readonly folder: string;
}

/** Module, glue and the whole runtime as one relocatable object. */
export async function linkRelocatable(options: EmbedOptions): Promise<Diagnostic[]> {
  const { embedding, name, object, runtime, output, folder } = options;
  if (!runtime.library) return [...runtime.diagnostics];
  const glue = await compileGlue(embedding, name, folder);
  if (hasErrors(glue.diagnostics)) return glue.diagnostics;
  return runTool("ld", ["-r", "-o", output, object, ...glue.objects, "--whole-archive", runtime.library]);
}

/** An executable with host functions from C files (or objects); their main when they have one, else the module's _start. */
export async function linkWithHost(options: EmbedOptions, files: readonly string[]): Promise<Diagnostic[]> {
  const { embedding, name, object, runtime, output, folder } = options;
  const glue = await compileGlue(embedding, name, folder);
  if (hasErrors(glue.diagnostics)) return glue.diagnostics;
  const objects: string[] = [];
  for (const [i, file] of files.entries()) {
    if (/\.(o|a)$/.test(file)) {
      objects.push(file);
      continue;
    }
    const compiled = join(folder, `host${i}.o`);
    const failed = compileHost(file, compiled, folder);
    if (failed) return [failed];
    objects.push(compiled);
  }
  const missing = missingHosts(embedding, objects);
  if (missing.length > 0) return missing;
  return linkExecutable({ object, runtime, output, objects: [...objects, ...glue.objects] });
}

/** The user's own C: its mistakes are told in cc's words. */
function compileHost(file: string, output: string, headers: string): Diagnostic | undefined {
  const flags = ["-O2", "-g", "-fno-pie", "-fno-omit-frame-pointer", "-fexceptions"];
  const { status, stderr, error } = spawnSync(
    "cc",
    [...flags, "-I", headers, "-I", dirname(file), "-c", file, "-o", output],
    { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] },
  );
  if (error) return { severity: "error", message: "cc is missing; install it with: apt-get install gcc" };
  if (status === 0) return undefined;
  const notes = stderr
    .trim()
    .split("\n")
    .slice(0, 20)
    .map((message) => ({ message }));
  return { severity: "error", message: `${basename(file)} does not compile`, code: "HostFile", notes };
}

/** One diagnostic per import that no object defines, with what to write. */
function missingHosts(embedding: Embedding, objects: readonly string[]): Diagnostic[] {
  const { stdout } = spawnSync("nm", ["--defined-only", "--extern-only", "--format=posix", ...objects], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const defined = new Set((stdout ?? "").split("\n").map((line) => line.split(" ")[0]));
  return embedding.imports.filter((i) => !defined.has(i.symbol)).map(missingHost);
}

export const missingHost = ({ module, name, prototype }: Embedding["imports"][number]): Diagnostic => ({
  severity: "error",
  message: `no host function for the import ${module}.${name}; define it in C: ${prototype}`,
  code: "UnknownImport",
});
