// A process that compiles and runs one program of Go's test directory at a time, told which through messages. The parent
// ends it when a program takes too long.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fetchNode26, node26Flags } from "../../../cli/node26.ts";
import type { Engine, OptLevel } from "../../../cli/options.ts";
import { packageRoot } from "../../../cli/paths.ts";
import { buildOne } from "../../../cli/test/support/programs.ts";
import type { GoTest } from "./recipe.ts";

export interface Settings {
  readonly engine: Engine;
  readonly level: OptLevel;
  readonly runLimitMs: number;
}

export interface Verdict {
  readonly name: string;
  /** Nothing when it passed. */
  readonly reason?: string;
  readonly compileMs: number;
  readonly runMs: number;
}

const settings: Settings = JSON.parse(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "weft-gotest-"));
let running: ChildProcess | undefined;
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGTERM", () => {
  running?.kill("SIGKILL");
  process.exit(1);
});
process.on("message", async (test: GoTest) => {
  const verdict = await judge(test);
  process.send?.(verdict);
});

async function judge(test: GoTest): Promise<Verdict> {
  const start = Date.now();
  let compiled = start;
  const report = (reason?: string): Verdict => ({
    name: test.name,
    reason,
    compileMs: compiled - start,
    runMs: Date.now() - compiled,
  });
  try {
    const program = await build(test, test.action === "rundir" ? stage(test) : [test.path, ...test.with], "program");
    compiled = Date.now();
    let done = await run(program, test.args);
    if (test.action === "runoutput" && done.failure === undefined) {
      const made = join(folder, "made.go");
      writeFileSync(made, done.output);
      const second = await build(test, [made], "made");
      compiled = Date.now();
      done = await run(second, []);
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

async function build(test: GoTest, paths: readonly string[], name: string): Promise<string> {
  if (paths.length > 1) {
    const dir = join(folder, `${basename(test.name)}-files`);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    for (const path of paths) writeFileSync(join(dir, basename(path)), readFileSync(path));
    return buildOne(dir, settings.engine, settings.level, join(folder, name));
  }
  return buildOne(paths[0], settings.engine, settings.level, join(folder, name));
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
