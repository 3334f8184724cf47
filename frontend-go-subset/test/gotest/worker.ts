// A process that compiles and runs one program of Go's test directory at a time, told which through messages. The parent
// ends it when a program takes too long.

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fetchNode26, node26Flags } from "../../../cli/node26.ts";
import type { Engine, OptLevel } from "../../../cli/options.ts";
import { packageRoot } from "../../../cli/paths.ts";
import { type CompiledProgram, compileOne } from "../../../cli/test/support/programs.ts";
import type { GoTest } from "./recipe.ts";
import type { Verdict } from "./verdicts.ts";

export interface Settings {
  readonly engine: Engine;
  readonly level: OptLevel;
  readonly runLimitMs: number;
}

/** A program to judge, and what is known of it. */
export interface Request {
  readonly test: GoTest;
  readonly known?: Verdict;
}

const settings: Settings = JSON.parse(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "weft-gotest-"));
let running: ChildProcess | undefined;
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGTERM", stop);
// The parent is gone.
process.on("disconnect", stop);
process.on("message", async ({ test, known }: Request) => {
  const verdict = await judge(test, known);
  process.send?.(verdict);
});

function stop(): void {
  running?.kill("SIGKILL");
  process.exit(1);
}

/** What runs a module: a change of any of these files makes old verdicts worthless. */
const engineDigest = digestOf(
  ...(settings.engine === "native" ? ["runtime/aot", "runtime/native"] : ["runtime/v8"]).flatMap((dir) => {
    const path = join(packageRoot, dir);
    const names = readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
    return names.filter((name) => /\.(ts|mjs|c|h|ll|S)$/.test(name)).map((name) => readFileSync(join(path, name)));
  }),
);

function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

async function judge(test: GoTest, known: Verdict | undefined): Promise<Verdict> {
  const start = Date.now();
  let compiled = start;
  let key: string | undefined;
  const report = (reason?: string): Verdict => ({
    name: test.name,
    reason,
    key,
    compileMs: compiled - start,
    runMs: Date.now() - compiled,
  });
  try {
    const program = await compile(test, test.action === "rundir" ? stage(test) : [test.path, ...test.with]);
    key = digestOf(program.digest, engineDigest, test.expected, ...test.args);
    if (known?.key === key && test.action !== "runoutput") return known;
    const written = await program.write(join(folder, "program"));
    compiled = Date.now();
    let done = await run(written, test.args);
    if (test.action === "runoutput" && done.failure === undefined) {
      const made = join(folder, "made.go");
      writeFileSync(made, done.output);
      const second = await compile(test, [made]);
      done = await run(await second.write(join(folder, "made")), []);
    }
    if (done.failure !== undefined) return report(`${done.failure}: ${firstLines(done.output)}`);
    if (done.output.replaceAll("\r\n", "\n") !== test.expected) return report(difference(done.output, test.expected));
    return report();
  } catch (error) {
    if (compiled === start) compiled = Date.now();
    const text = error instanceof Error ? error.message || String(error.stack) : String(error);
    return report(`compile: ${firstLines(text)}`);
  }
}

function compile(test: GoTest, paths: readonly string[]): Promise<CompiledProgram> {
  if (paths.length > 1) {
    const dir = join(folder, `${basename(test.name)}-files`);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    for (const path of paths) writeFileSync(join(dir, basename(path)), readFileSync(path));
    return compileOne(dir, settings.engine, settings.level);
  }
  return compileOne(paths[0], settings.engine, settings.level);
}

/** Lays the packages of NAME.dir out as a module, in which `import "./a"` is `import "test/a"`. */
function stage(test: GoTest): [string] {
  const from = `${test.path.slice(0, -".go".length)}.dir`;
  const module = join(folder, "module");
  rmSync(module, { recursive: true, force: true });
  mkdirSync(module);
  writeFileSync(join(module, "go.mod"), "module test\n");
  const dirs = new Map<string, string>();
  for (const file of readdirSync(from)
    .filter((f) => f.endsWith(".go"))
    .sort()) {
    const text = readFileSync(join(from, file), "utf8").replace(
      /^(\s*(?:import\s+)?(?:[\w.]+\s+)?)"\.\/(\w+)"/gm,
      '$1"test/$2"',
    );
    const name = /^package (\w+)/m.exec(text)?.[1] ?? "main";
    if (!dirs.has(name)) dirs.set(name, name === "main" ? module : join(module, file.slice(0, -".go".length)));
    mkdirSync(dirs.get(name)!, { recursive: true });
    // Here a name like p_test.go does not mean a test.
    writeFileSync(join(dirs.get(name)!, file.replace(/_test\.go$/, "_test_.go")), text);
  }
  return [module];
}

/** Runs a built program, both its outputs in one file; a failure is a bad end. */
function run(program: string, args: readonly string[]): Promise<{ output: string; failure?: string }> {
  const file = join(folder, "output");
  const out = openSync(file, "w");
  const [command, ...rest] =
    settings.engine === "native"
      ? [program, ...args]
      : [fetchNode26(() => {})!, ...node26Flags, join(packageRoot, "runtime/v8/run.mjs"), program, ...args];
  return new Promise((resolve) => {
    const child = spawn(command, rest, { stdio: ["ignore", out, out], cwd: folder });
    running = child;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, settings.runLimitMs);
    child.on("error", (error) => resolve({ output: "", failure: String(error) }));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      running = undefined;
      closeSync(out);
      const output = readFileSync(file, "utf8");
      const failure = late ? "runs too long" : signal ? `killed by ${signal}` : code !== 0 ? `exit ${code}` : undefined;
      resolve({ output, failure });
    });
  });
}

function firstLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(0, 2).join(" | ").slice(0, 300);
}

function difference(got: string, want: string): string {
  const a = got.split("\n");
  const b = want.split("\n");
  const at = a.findIndex((line, i) => line !== b[i]);
  const i = at < 0 ? a.length : at;
  return `output, line ${i + 1}: ${JSON.stringify(a[i] ?? "(end)").slice(0, 140)}, expected ${JSON.stringify(b[i] ?? "(end)").slice(0, 140)}`;
}
