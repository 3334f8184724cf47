// Runs whole programs through the pipeline and compares what they print. A folder of programs is the table:
//
//   name.go (or .c, .wat, or a directory) with name.out beside it, the expected standard output, made once by real Go
//   or a native C compiler. Lines at the top of the source, or of DIR/main.go, say what else is expected:
//     // exit: 2                   the exit code (default 0)
//     // stderr: panic: boom       a line that standard error must contain; may be repeated
//     // args: a b                 the program's arguments
//     // stdin: text               standard input (\n for line ends)
//     // native only: reason       not run under V8 (sockets, `switch` written by hand)
//     // needs a Go tree: 1.23     skipped where there is no Go source tree of that release or a newer one
//     // measures time: reason     run again, twice at most, when it fails: it can be late on a busy machine
//
// Builds are started ahead of the test that waits for them, a few at a time. WEFT_BLESS=1 writes .out files from what the
// native engine prints: read the diff before you keep it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { hasErrors, renderDiagnostics } from "../../../diagnostics/index.ts";
import type { LinkInput } from "../../../linker/index.ts";
import { encode, type Module } from "../../../wasmfx-backend/index.ts";
import { writeProgram } from "../../build-program.ts";
import { goTree } from "../../go-tree.ts";
import { readInputs } from "../../inputs.ts";
import { fetchNode26, node26Flags } from "../../node26.ts";
import type { Engine, OptLevel } from "../../options.ts";
import { packageRoot } from "../../paths.ts";
import { Pipeline } from "../../pipeline.ts";
import { Progress } from "../../progress.ts";

export interface Program {
  readonly name: string;
  readonly path: string;
  readonly out: string;
  readonly exit: number;
  readonly stderr: readonly string[];
  readonly args: readonly string[];
  readonly stdin: string;
  readonly nativeOnly: boolean;
  readonly measuresTime: boolean;
  /** The oldest release of Go, 23 for 1.23, whose source tree has the packages that it imports; undefined: it needs no tree. */
  readonly treeRelease: number | undefined;
}

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** All programs below a folder that have an .out file, sorted. */
export function programsIn(folder: string): Program[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".out"))
    .sort()
    .map((name) => readProgram(folder, name.slice(0, -".out".length)));
}

function readProgram(folder: string, name: string): Program {
  const base = join(folder, name);
  const path = [".go", ".c", ".wat", ""].map((ext) => base + ext).find((p) => existsSync(p));
  if (!path) throw new Error(`${base}.out has no program beside it`);
  const main = statSync(path).isDirectory()
    ? ["main.go", "main.c"].map((f) => join(path, f)).find((f) => existsSync(f))
    : path;
  const head = main
    ? readFileSync(main, "utf8")
        .split("\n")
        .filter((line) => /^(\/\/|;;)/.test(line))
    : [];
  const values = (key: string): string[] =>
    head.flatMap((line) => new RegExp(`^(?://|;;) ${key}: ?(.*)$`).exec(line)?.[1] ?? []);
  return {
    name,
    path,
    out: readFileSync(`${base}.out`, "utf8"),
    exit: Number(values("exit")[0] ?? 0),
    stderr: values("stderr"),
    args: values("args")[0]?.split(" ") ?? [],
    stdin: (values("stdin")[0] ?? "").replaceAll("\\n", "\n"),
    nativeOnly: values("native only").length > 0,
    measuresTime: values("measures time").length > 0,
    treeRelease: values("needs a Go tree").map((text) => Number(text.replace(/^1\./, "")))[0],
  };
}

type Builds = Readonly<Record<Engine, Promise<string>>>;

/** Declares a mocha test per program and engine; limitMs: how long a test may wait for its build and its run. */
export function testPrograms(
  title: string,
  programs: readonly Program[],
  level: OptLevel = 1,
  limitMs = 300_000,
): void {
  describe(title, function () {
    this.timeout(limitMs);
    let folder: string;
    let builds: BuildQueue;
    before(() => {
      if (!node26()) console.log(`      NOTICE: node 26 cannot be had; ${title} are not run under V8`);
      folder = mkdtempSync(join(tmpdir(), "weft-test-"));
      builds = new BuildQueue(programs, level, folder);
    });
    after(async () => {
      await builds.settled();
      rmSync(folder, { recursive: true, force: true });
    });
    for (const program of programs) {
      it(program.name, async function () {
        if (program.measuresTime) this.retries(2);
        if (!hasTree(program)) this.skip();
        check(program, await runBuilt(await builds.get(program, "native"), "native", program), "native");
      });
      if (program.nativeOnly) continue;
      it(`${program.name} (v8)`, async function () {
        if (program.measuresTime) this.retries(2);
        if (!node26() || !hasTree(program)) this.skip();
        check(program, await runBuilt(await builds.get(program, "v8"), "v8", program), "v8");
      });
    }
  });
}

function hasTree({ treeRelease }: Program): boolean {
  return treeRelease === undefined || (goTree()?.release ?? 0) >= treeRelease;
}

/** Throws when the program did not do what it should. */
export function check(program: Program, finished: Finished, engine: Engine): void {
  if (process.env.WEFT_BLESS && engine === "native") {
    writeFileSync(`${program.path.replace(/\.(go|c|wat)$/, "")}.out`, finished.stdout);
    return;
  }
  const shown = finished.stderr.slice(0, 2000);
  assert.equal(
    finished.stdout,
    program.out,
    `standard output differs; exit ${finished.code}; standard error:\n${shown}`,
  );
  for (const line of program.stderr)
    assert.ok(finished.stderr.includes(line), `standard error lacks "${line}":\n${shown}`);
  assert.equal(finished.code, program.exit, `exit code; standard error:\n${shown}`);
}

let node26Path: string | undefined | null = null;
function node26(): string | undefined {
  if (node26Path === null) node26Path = fetchNode26((line) => console.log(`      ${line}`));
  return node26Path;
}

const atOnce = 3;

/** Builds each program when its test asks for it, and the next few ahead of theirs. */
class BuildQueue {
  readonly #programs: readonly Program[];
  readonly #level: OptLevel;
  readonly #folder: string;
  readonly #builds = new Map<string, Builds>();

  constructor(programs: readonly Program[], level: OptLevel, folder: string) {
    this.#programs = programs;
    this.#level = level;
    this.#folder = folder;
  }

  get(program: Program, engine: Engine): Promise<string> {
    const at = this.#programs.indexOf(program);
    for (const next of this.#programs.slice(at, at + atOnce).filter(hasTree)) {
      if (!this.#builds.has(next.name)) this.#builds.set(next.name, this.#start(next));
    }
    return this.#builds.get(program.name)![engine];
  }

  /** Resolves when no build is under way any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#builds.values()].flatMap(({ native, v8 }) => [native, v8]));
  }

  #start(program: Program): Builds {
    const output = join(this.#folder, program.name.replaceAll("/", "-"));
    const front = partsOf(program.path);
    const native = front.then((parts) => finish(parts, "native", this.#level, output));
    const v8 = program.nativeOnly || !node26() ? native : front.then((parts) => finish(parts, "v8", 0, output));
    // What fails is reported by the test that awaits it.
    Promise.allSettled([native, v8]);
    return { native, v8 };
  }
}

interface Parts {
  readonly name: string;
  readonly inputs: readonly LinkInput[];
}

/** The front ends' work, done once for both engines. Throws an Error with the rendered diagnostics. */
async function partsOf(path: string): Promise<Parts> {
  const { inputs, diagnostics } = readInputs([path]);
  if (!inputs) throw new Error(renderDiagnostics(diagnostics));
  const parts = await pipelineFor("native", 1).parts(inputs);
  if (!parts.value) throw new Error(renderDiagnostics(parts.diagnostics));
  return { name: inputs.name, inputs: parts.value };
}

/** Links and compiles for an engine. */
async function finish(parts: Parts, engine: Engine, level: OptLevel, output: string): Promise<string> {
  return writeJoined(await joinFor(parts, engine, level), engine, output);
}

interface Joined {
  readonly module: Module;
  readonly pipeline: Pipeline;
}

/** Links; the scheduler's core is the engine's. */
async function joinFor(parts: Parts, engine: Engine, level: OptLevel): Promise<Joined> {
  const pipeline = pipelineFor(engine, level);
  const core = await pipeline.scheduler();
  const inputs = parts.inputs.map((part) => (part.name === core.name ? core : part));
  const module = await pipeline.join(inputs, parts.name);
  if (!module.value) throw new Error(renderDiagnostics(module.diagnostics));
  return { module: module.value, pipeline };
}

async function writeJoined({ module, pipeline }: Joined, engine: Engine, output: string): Promise<string> {
  const file = engine === "v8" ? `${output}.wasm` : output;
  const written = await writeProgram(module, pipeline, engine === "v8" ? "wasm" : "executable", file);
  if (hasErrors(written)) throw new Error(renderDiagnostics(written));
  return file;
}

function pipelineFor(engine: Engine, level: OptLevel): Pipeline {
  const scheduler = engine === "v8" ? "suspend" : "switch";
  return new Pipeline({ engine, scheduler, level, names: true, verbose: false }, new Progress(false));
}

/** Compiles one program for an engine; throws an Error with the rendered diagnostics. */
export async function buildOne(path: string, engine: Engine, level: OptLevel, output: string): Promise<string> {
  return (await compileOne(path, engine, level)).write(output);
}

/** A program compiled up to its module; `write` does the rest. */
export interface CompiledProgram {
  /** Of the module: equal when the front end made the same code. */
  readonly digest: string;
  write(output: string): Promise<string>;
}

/** The first half of `buildOne`, for callers that may know already how the module runs. */
export async function compileOne(path: string, engine: Engine, level: OptLevel): Promise<CompiledProgram> {
  const joined = await joinFor(await partsOf(path), engine, level);
  return {
    digest: createHash("sha256").update(encode(joined.module)).digest("hex"),
    write: (output) => writeJoined(joined, engine, output),
  };
}

const runLimitMs = 60_000;

/** Runs a built program to its end. */
export function runBuilt(
  file: string,
  engine: Engine,
  program: Pick<Program, "args" | "stdin">,
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const command = engine === "native" ? file : node26()!;
  const args =
    engine === "native"
      ? program.args
      : [...node26Flags, join(packageRoot, "runtime/v8/run.mjs"), file, ...program.args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      timeout: runLimitMs,
      env: { ...process.env, ...env },
      argv0: engine === "native" ? basename(file, extname(file)) : undefined,
    });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on("data", (data: Buffer) => chunks.stdout.push(data));
    child.stderr.on("data", (data: Buffer) => chunks.stderr.push(data));
    child.stdin.on("error", () => {});
    child.stdin.end(program.stdin);
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({
        stdout: Buffer.concat(chunks.stdout).toString("utf8"),
        stderr:
          Buffer.concat(chunks.stderr).toString("utf8") +
          (signal ? `\n(ended by ${signal}; the limit is ${runLimitMs / 1000} s)` : ""),
        code: code ?? -1,
      }),
    );
  });
}
