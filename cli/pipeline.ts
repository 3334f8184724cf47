// The whole of weft, one method per stage. Data flows one way:
//
//   .go  -> syntax -> types -> IR -> module \
//   .c   -> clang  ->              module    > link -> one module -> validate -> LLVM -> object -> executable
//   .wat -> text   ->              module   /
//
// Each stage takes what the one before it made and gives its result, or the reasons why there is none. Sources are read
// here; caching, writing results, printing and exit codes are the callers' (build-program.ts).

import { readFileSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type Diagnostic, hasErrors, WeftBug } from "../diagnostics/index.ts";
import type { CFile, CompileCOptions, CompiledC } from "../frontend-c/index.ts";
import type { CheckedGo, PackageSource } from "../frontend-go-subset/index.ts";
import { type LinkInput, type LinkOptions, link } from "../linker/index.ts";
import {
  compileIr,
  decode,
  encode,
  type IrModule,
  type Module,
  optimize,
  parseWat,
  validate,
} from "../wasmfx-backend/index.ts";
import { defaultGodebug } from "./go-debug.ts";
import { GoSourceFinder } from "./go-sources.ts";
import { explainMissing } from "./go-stand-ins.ts";
import type { Inputs } from "./inputs.ts";
import type { BuildOptions } from "./options.ts";
import { prebuiltLibrary } from "./prebuilt.ts";
import type { Progress } from "./progress.ts";

/** A stage's outcome: no value means that a diagnostic says why. */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** What `weft cc` adds to the shared options. */
export interface COptions
  extends Pick<CompileCOptions, "flags" | "std" | "stackSize" | "fiberStackSize" | "globalBase" | "exports"> {
  readonly defines: readonly string[];
  readonly includes: readonly string[];
  readonly library: boolean;
}

/** The name under which the C part of a program is known to its Go and .wat parts. */
const cModuleName = "c";
/** The name under which the Go part is known. */
const goModuleName = "go";

export class Pipeline {
  readonly options: BuildOptions;
  readonly progress: Progress;
  /** Every file and folder read so far, weft's own excepted. */
  readonly watched = new Set<string>();
  /** The text of weft's own library sources by the name that messages use. */
  readonly sources = new Map<string, string>();

  constructor(options: BuildOptions, progress: Progress) {
    this.options = options;
    this.progress = progress;
  }

  /** Everything up to one valid module. */
  async module(inputs: Inputs, c?: COptions): Promise<Outcome<Module>> {
    const parts = await this.parts(inputs, c);
    if (!parts.value) return { diagnostics: parts.diagnostics };
    const whole = await this.join(parts.value, inputs.name);
    return { value: whole.value, diagnostics: [...parts.diagnostics, ...whole.diagnostics] };
  }

  /** The parts of a program -> one valid module. */
  async join(parts: readonly LinkInput[], name: string): Promise<Outcome<Module>> {
    const linked = await this.link(parts, { raiseLimits: true });
    if (!linked.value) return linked;
    const invalid = await this.validate(linked.value, name);
    return {
      value: hasErrors(invalid) ? undefined : linked.value,
      diagnostics: [...linked.diagnostics, ...invalid],
    };
  }

  /** One module per language and .wat file, ready to link; the first is the root. */
  async parts(inputs: Inputs, c?: COptions): Promise<Outcome<LinkInput[]>> {
    for (const folder of inputs.folders) this.watched.add(folder);
    const parts: LinkInput[] = [];
    const diagnostics: Diagnostic[] = [];
    const withGo = inputs.go.length > 0;

    let compiledC: CompiledC | undefined;
    if (inputs.c.length > 0) {
      compiledC = await this.compileC(inputs.c, withGo || c?.library === true, c);
      diagnostics.push(...compiledC.diagnostics);
      if (compiledC.module)
        parts.push(
          {
            name: cModuleName,
            file: inputs.c.join(", "),
            module: compiledC.module,
            internalExports: compiledC.internalExports,
          },
          ...compiledC.libraries,
        );
    }
    if (withGo) {
      const go = await this.goParts(mustBeMain(await this.checkGo(inputs)), inputs.go[0], compiledC);
      diagnostics.push(...go.diagnostics);
      parts.unshift(...(go.value ?? []));
    }
    for (const file of [...inputs.wat, ...inputs.wasm]) {
      const read = await this.readModule(file);
      diagnostics.push(...read.diagnostics);
      if (read.value) parts.push({ name: basename(file).replace(/\.(wat|wasm)$/, ""), file, module: read.value });
    }
    return { value: hasErrors(diagnostics) ? undefined : parts, diagnostics };
  }

  /** A checked Go program -> its module and the scheduler's. */
  async goParts(checked: Outcome<CheckedGo>, file: string, c?: CompiledC): Promise<Outcome<LinkInput[]>> {
    const ir: Outcome<IrModule> = checked.value ? await this.lowerGo(checked.value, c) : { diagnostics: [] };
    const diagnostics = [...checked.diagnostics, ...ir.diagnostics];
    if (!ir.value) return { diagnostics };
    const module = await this.emit(ir.value);
    return { value: [{ name: goModuleName, file, module }, await this.scheduler()], diagnostics };
  }

  /** Go: source -> syntax -> types. */
  checkGo(inputs: Inputs): Promise<Outcome<CheckedGo>> {
    const finder = new GoSourceFinder(inputs.goDir!);
    const importPath = finder.importPathOf(inputs.goDir!);
    const files = inputs.go.map((file) => finder.read(file));
    const main = {
      importPath,
      files,
      embed: finder.embedder(inputs.goDir!),
      goVersion: finder.languageOf(importPath),
      godebug: defaultGodebug(finder.module, files),
    };
    return this.checkGoProgram(main, finder);
  }

  /** The same for a main package and a finder of what it imports. */
  async checkGoProgram(main: PackageSource, finder: GoSourceFinder): Promise<Outcome<CheckedGo>> {
    const { checkGo } = await import("../frontend-go-subset/index.ts");
    return this.progress.stage("checking Go", () => {
      const check = (): CheckedGo => checkGo(main, (path, importer) => finder.find(path, importer), prebuiltLibrary());
      let checked = check();
      // Go's packages may be the first to need more of another of weft's.
      for (let lines = finder.standIn(checked.missing); lines.length > 0; lines = finder.standIn(checked.missing)) {
        for (const line of lines) this.progress.note(line);
        checked = check();
      }
      for (const path of finder.watched) this.watched.add(path);
      const diagnostics = finder.tree ? checked.diagnostics : explainMissing(checked.diagnostics, checked.missing);
      return { value: hasErrors(diagnostics) ? undefined : checked, diagnostics };
    });
  }

  /** Go: types -> IR. The data of a C module that shares the memory lies below Go's. */
  async lowerGo(checked: CheckedGo, c?: CompiledC): Promise<Outcome<IrModule>> {
    const { lowerGo } = await import("../frontend-go-subset/index.ts");
    return this.progress.stage("lowering Go", () => {
      const shared =
        c?.memoryEnd === undefined
          ? {}
          : { dataBase: c.memoryEnd, importMemory: { module: cModuleName, field: "memory" } };
      const lowered = lowerGo(checked, shared);
      return { value: hasErrors(lowered.diagnostics) ? undefined : lowered.module, diagnostics: lowered.diagnostics };
    });
  }

  /** The goroutine scheduler's core, hand-written .wat. */
  async scheduler(): Promise<LinkInput> {
    const { schedulerCore } = await import("../frontend-go-subset/index.ts");
    const { name, file, text, bytes } = schedulerCore(this.options.scheduler);
    const read = bytes ? { bytes, diagnostics: [] } : await parseWat(text, file);
    const module = read.bytes && decode(read.bytes, file).module;
    if (!module) throw new WeftBug("pipeline", `${file}: ${read.diagnostics.map((d) => d.message).join("; ")}`);
    return { name, file, module };
  }

  /** IR -> wasm module. */
  async emit(ir: IrModule): Promise<Module> {
    const { goObjects, goRoots } = await import("../frontend-go-subset/index.ts");
    return this.progress.stage("emitting wasm", () =>
      compileIr(ir, {
        names: this.options.names,
        roots: goRoots,
        objects: goObjects,
        optimize: this.options.level > 0,
      }),
    );
  }

  /** C -> module, by clang. */
  async compileC(files: readonly string[], library: boolean, c?: COptions): Promise<CompiledC> {
    const { compileC, findIncludes } = await import("../frontend-c/index.ts");
    return this.progress.stage("compiling C", () => {
      for (const file of files) this.watched.add(file);
      const includes = [...new Set([...files.map((file) => dirname(file)), ...(c?.includes ?? [])])];
      const sources: CFile[] = files.map((path) => ({ path, text: readFileSync(path, "utf8") }));
      sources.push(...findIncludes(sources, includes, (path) => this.#header(path)));
      return compileC(sources, {
        ...c,
        name: cModuleName,
        opt: String(this.options.level) as "0" | "1" | "2" | "3",
        mode: library ? "library" : "program",
        includes,
      });
    });
  }

  /** The text of a header, if there is one of that name. */
  #header(path: string): string | undefined {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
    this.watched.add(path);
    return readFileSync(path, "utf8");
  }

  /** .wat or .wasm -> a valid module. */
  async readModule(file: string): Promise<Outcome<Module>> {
    this.watched.add(file);
    const bytes = file.endsWith(".wasm")
      ? { bytes: new Uint8Array(readFileSync(file)), diagnostics: [] }
      : await parseWat(readFileSync(file, "utf8"), file);
    if (!bytes.bytes) return { diagnostics: bytes.diagnostics };
    const decoded = decode(bytes.bytes, file);
    if (!decoded.module || hasErrors(decoded.diagnostics)) return { diagnostics: decoded.diagnostics };
    const invalid = await this.validate(decoded.module, file);
    return { value: hasErrors(invalid) ? undefined : decoded.module, diagnostics: invalid };
  }

  /** Modules -> one module. */
  link(parts: readonly LinkInput[], options: LinkOptions = {}): Promise<Outcome<Module>> {
    return this.progress.stage("linking modules", () => {
      const linked = link(parts, options);
      return { value: linked.module, diagnostics: linked.diagnostics };
    });
  }

  /** The border to native code: nothing invalid passes. */
  validate(module: Module, file: string): Promise<readonly Diagnostic[]> {
    return this.progress.stage("validating", () => validate(module, { file }));
  }

  /**
   * Module -> bytes. Binaryen makes modules about a tenth smaller, engines run them no faster, and it takes several times as long as
   * everything before it: so it runs at level 3 only, and for `weft link`, whose modules no pass of ours has seen, at any level.
   */
  async encode(module: Module, withBinaryen: boolean = this.options.level === 3): Promise<Outcome<Uint8Array>> {
    // Binaryen would keep positions up to date, and leave most of its work undone for them.
    const bytes = encode(module, {
      positions: !withBinaryen && this.options.names,
      directory: process.cwd(),
    });
    if (!withBinaryen) return { value: bytes, diagnostics: [] };
    const optimized = await this.progress.stage("optimising wasm", () =>
      optimize(bytes, {
        level: this.options.level,
        shrink: this.options.level === 3 ? 2 : 0,
        debugInfo: this.options.names,
      }),
    );
    return { value: optimized.bytes, diagnostics: optimized.diagnostics };
  }
}

/** Only a package main becomes a program. */
function mustBeMain({ value, diagnostics }: Outcome<CheckedGo>): Outcome<CheckedGo> {
  const name = value?.main?.pkg.name;
  if (name === undefined || name === "main") return { value, diagnostics };
  const message = `package ${name} is not a main package; weft test runs its tests`;
  return { diagnostics: [...diagnostics, { severity: "error", message }] };
}
