// C sources -> one WebAssembly module, with the modules to link it with.
//
//   each .c -> clang -> object \
//                               > wasm-ld with wasi-libc -> module -> stack checks (programs with fibers)
//   each .c -> clang -> object /

import { readFileSync } from "node:fs";
import { normalize } from "node:path/posix";
import { type Diagnostic, hasErrors, WeftBug } from "../diagnostics/index.ts";
import { type CodePos, decode, encode, importedCount, type Module } from "../wasmfx-backend/index.ts";
import { runClang } from "./clang.ts";
import { type CompileCOptions, compileFlags, internalExports, linkFlags } from "./flags.ts";
import { type Library, librariesFor, stackLibrary } from "./libraries.ts";
import { parseMessages } from "./messages.ts";
import { arrangeSources, type CFile, type Sources } from "./sources.ts";
import { addStackChecks } from "./stack-check.ts";

export interface CompiledC {
  /** Absent when there are errors. Its imports from `libraries` are not yet satisfied: link them. */
  readonly module?: Module;
  /** The same module, encoded. */
  readonly bytes?: Uint8Array;
  /** Modules that must be linked with it. */
  readonly libraries: readonly Library[];
  /** Exports that are for the modules it is linked with, not for the world. */
  readonly internalExports: readonly string[];
  /** Where another language that shares the memory may put its data: the end of the memory's initial pages. */
  readonly memoryEnd?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles all `.c` files and links them with libc. Files of other kinds are there to be included. */
export async function compileC(files: readonly CFile[], options: CompileCOptions = {}): Promise<CompiledC> {
  const sources = arrangeSources(files, options.includes ?? []);
  const objects = await compileUnits(sources, options);
  if (objects.files === undefined) return { libraries: [], internalExports: [], diagnostics: objects.diagnostics };
  let linked = await linkObjects(sources, objects.files, options);
  if (linked.module !== undefined && usesPaths(linked.module)) {
    const inDirectory = await withWorkingDirectory(objects.files, options);
    linked = await linkObjects(sources, inDirectory, options);
  }
  const diagnostics = [...objects.diagnostics, ...linked.diagnostics];
  if (linked.module === undefined) return { libraries: [], internalExports: [], diagnostics };
  const withImport =
    options.importMemory === undefined ? linked.module : renameMemoryImport(linked.module, options.importMemory);
  const libraries = await librariesFor(withImport, options);
  const module = libraries.length > 0 ? checkStacks(withImport) : withImport;
  return { module, bytes: encode(module), libraries, internalExports, memoryEnd: memoryEnd(module), diagnostics };
}

interface Objects {
  readonly files?: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One clang run per file, so that the errors of all files are reported. */
async function compileUnits(sources: Sources, options: CompileCOptions): Promise<Objects> {
  const objects = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  for (const { source, object, path } of sources.units) {
    const args = compileFlags(options, source, object, sources.includeDirs);
    const { output, messages } = await runClang(args, sources.files, object);
    const found = parseMessages(messages, sources.nameOf);
    diagnostics.push(...found);
    if (output !== undefined) objects.set(object, output);
    else if (!hasErrors(found)) diagnostics.push(crash(path, messages));
  }
  if (sources.units.length === 0) diagnostics.push({ severity: "error", message: "no C files to compile" });
  return hasErrors(diagnostics) ? { diagnostics } : { files: objects, diagnostics };
}

/** The program names files or directories. */
const usesPaths = (module: Module): boolean => module.imports.some((i) => i.name.startsWith("path_"));

/** The objects, and one that makes relative names mean what they mean outside. */
async function withWorkingDirectory(
  objects: ReadonlyMap<string, Uint8Array>,
  options: CompileCOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const [source, object] = ["weft-cwd.c", "weft-cwd.o"];
  const text = readFileSync(new URL("./runtime/cwd.c", import.meta.url), "utf8");
  const { output, messages } = await runClang(
    compileFlags({ opt: options.opt }, source, object, []),
    new Map([[source, text]]),
    object,
  );
  if (output === undefined) throw new WeftBug("frontend-c", `cwd.c: ${messages}`);
  return new Map([...objects, [object, output]]);
}

async function linkObjects(
  sources: Sources,
  objects: ReadonlyMap<string, Uint8Array>,
  options: CompileCOptions,
): Promise<{ module?: Module; diagnostics: readonly Diagnostic[] }> {
  const output = "weft-out.wasm";
  const { output: bytes, messages } = await runClang(linkFlags(options, [...objects.keys()], output), objects, output);
  const found = parseMessages(messages, sources.nameOf);
  if (bytes === undefined) return { diagnostics: hasErrors(found) ? found : [...found, crash("wasm-ld", messages)] };
  const decoded = decode(bytes, options.name ?? "c");
  if (options.mode !== "library" && isWithoutMain(decoded.module)) {
    return { diagnostics: [...found, { severity: "error", message: "undefined symbol: main", code: "wasm-ld" }] };
  }
  if (decoded.module) {
    decoded.module.names.module = options.name ?? "c";
    nameSources(decoded.module, sources);
    nameMain(decoded.module);
  }
  return { module: decoded.module, diagnostics: [...found, ...decoded.diagnostics] };
}

/** Source positions get the user's names of the files. Those of libc's code, whose sources are not here, go. */
function nameSources(module: Module, sources: Sources): void {
  const made = new Map<CodePos, CodePos | undefined>();
  const rename = (pos: CodePos | undefined): CodePos | undefined => {
    if (pos === undefined || made.has(pos)) return pos && made.get(pos);
    const tree = normalize(pos.file);
    const { inlined } = pos;
    const file = sources.nameOf(tree);
    const renamed = inlined ? { ...pos, file, inlined: { ...inlined, at: rename(inlined.at) } } : { ...pos, file };
    const known = sources.files.has(tree) ? renamed : undefined;
    made.set(pos, known);
    return known;
  };
  for (const func of module.funcs) if (func.positions) func.positions = func.positions.map(rename);
}

/** clang calls a main without parameters by a name of its own. */
function nameMain(module: Module): void {
  const { funcs } = module.names;
  const entries = [...funcs];
  const own = entries.find(([, name]) => name === "__original_main");
  if (own && !entries.some(([, name]) => name === "main")) funcs.set(own[0], "main");
}

/** libc's start-up code refers to main weakly: without one, wasm-ld puts a function there that traps. */
function isWithoutMain(module: Module | undefined): boolean {
  return [...(module?.names.funcs.values() ?? [])].includes("undefined_weak:main");
}

/** clang ended without a result and without an error that we understand: show its own words. */
function crash(what: string, messages: string): Diagnostic {
  const notes = messages
    .split("\n")
    .filter((line) => line !== "")
    .slice(0, 20);
  return { severity: "bug", message: `clang failed on ${what}`, notes: notes.map((message) => ({ message })) };
}

function checkStacks(module: Module): Module {
  const pointer = module.exports.find((e) => e.kind === "global" && e.name === "__stack_pointer");
  return pointer === undefined ? module : addStackChecks(module, pointer.index, stackLibrary);
}

/** wasm-ld imports the memory from "env". */
function renameMemoryImport(module: Module, from: string): Module {
  const imports = module.imports.map((i) =>
    i.desc.kind === "memory" && i.module === "env" ? { ...i, module: from } : i,
  );
  return { ...module, imports };
}

function memoryEnd(module: Module): number | undefined {
  const imported = module.imports.find((i) => i.desc.kind === "memory")?.desc;
  const type = imported?.kind === "memory" ? imported.type : module.memories[0 - importedCount(module, "memory")];
  return type && Number(type.limits.min) * 65536;
}
