// A process that builds and runs the tests of one package of Go's tree at a time, told which through messages. The parent
// ends it when a package takes too long.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testModule, writeProgram } from "../../../cli/build-program.ts";
import { GoSourceFinder } from "../../../cli/go-sources.ts";
import { findGoTree } from "../../../cli/go-tree.ts";
import { fetchNode26, node26Flags } from "../../../cli/node26.ts";
import type { Engine, OptLevel } from "../../../cli/options.ts";
import { packageRoot } from "../../../cli/paths.ts";
import { Pipeline } from "../../../cli/pipeline.ts";
import { Progress } from "../../../cli/progress.ts";
import { standardPackage, type TestPackage } from "../../../cli/test-program.ts";
import { type Diagnostic, hasErrors } from "../../../diagnostics/index.ts";
import { listTests } from "../../index.ts";
import { leaveOut } from "./leave-out.ts";

export interface Settings {
  readonly root: string;
  readonly engine: Engine;
  readonly level: OptLevel;
  readonly limitMs: number;
  readonly isShort: boolean;
  /** Go's own package is tested where it can stand in for weft's. */
  readonly prefersTree: boolean;
}

export interface Verdict {
  readonly name: string;
  readonly state: "passed" | "failed" | "late" | "not compiled";
  readonly reason?: string;
  /** Tests, fuzz targets and examples that were built. */
  readonly tests: number;
  /** The names of those that cannot be built, because they use what only Go's own package has inside. */
  readonly leftOut: readonly string[];
  /** The package is weft's, not the tree's. */
  readonly isOurs: boolean;
  /** Tests that skipped themselves, for want of a network or a Go tool, say. */
  readonly skipped: number;
  readonly compileMs: number;
  readonly runMs: number;
  /** What the process that compiled it holds. */
  readonly residentMB: number;
}

/** How often declarations are left out: those that go may be what others need. */
const maxRounds = 20;

const settings: Settings = JSON.parse(process.argv[2]);
const tree = findGoTree(settings.root, []);
const folder = mkdtempSync(join(tmpdir(), "weft-stdtest-"));
let running: ChildProcess | undefined;
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGTERM", stop);
// The parent is gone.
process.on("disconnect", stop);
process.on("message", async (name: string) => {
  const verdict = await judge(name);
  process.send?.(verdict);
});

async function judge(name: string): Promise<Verdict> {
  const start = Date.now();
  let compiled = start;
  let tests = 0;
  let leftOut: readonly string[] = [];
  let isOurs = false;
  let skipped = 0;
  const report = (state: Verdict["state"], reason?: string): Verdict => ({
    name,
    state,
    reason,
    tests,
    leftOut,
    isOurs,
    skipped,
    compileMs: compiled - start,
    runMs: Date.now() - compiled,
    residentMB: process.memoryUsage.rss() >> 20,
  });
  try {
    const find = (): TestPackage | undefined =>
      standardPackage(name, new GoSourceFinder("/", tree), settings.prefersTree);
    const found = find();
    if (!found) return report("not compiled", "no such package");
    let p: TestPackage = found;
    isOurs = p.source.files[0]?.path.startsWith("$WEFT") ?? false;
    const all = testNames(p);
    for (let round = 0; ; round++) {
      const left = testNames(p);
      tests = left.size;
      leftOut = [...all].filter((test) => !left.has(test));
      const { program, diagnostics } = await build(p);
      compiled = Date.now();
      if (program) break;
      const testFiles: TestPackage["testFiles"] | undefined =
        isOurs && round < maxRounds ? leaveOut(p.testFiles, diagnostics) : undefined;
      if (!testFiles) return report("not compiled", firstMessages(diagnostics));
      p = { ...find()!, testFiles };
    }
    const done = await run(p.dir);
    skipped = done.output.match(/^--- SKIP: /gm)?.length ?? 0;
    if (done.isLate) return report("late", firstFailure(done.output));
    return done.code === 0 ? report("passed") : report("failed", firstFailure(done.output));
  } catch (error) {
    if (compiled === start) compiled = Date.now();
    return report(
      "not compiled",
      `bug: ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 3).join(" | ") : error}`,
    );
  }
}

function stop(): void {
  running?.kill("SIGKILL");
  process.exit(1);
}

/** The names of a package's tests, fuzz targets and examples. */
function testNames(p: TestPackage): Set<string> {
  const found = listTests(p.testFiles);
  return new Set([...found.tests, ...found.fuzzTargets, ...found.examples.map((e) => e.name)]);
}

async function build(p: TestPackage): Promise<{ program?: string; diagnostics: readonly Diagnostic[] }> {
  const pipeline = new Pipeline(
    {
      engine: settings.engine,
      scheduler: settings.engine === "v8" ? "suspend" : "switch",
      level: settings.level,
      names: true,
      verbose: false,
    },
    new Progress(false),
  );
  const made = await testModule(p, pipeline);
  if (!made.value) return { diagnostics: made.diagnostics };
  const program = join(folder, "program");
  const written = await writeProgram(made.value, pipeline, settings.engine === "v8" ? "wasm" : "executable", program);
  return hasErrors(written) ? { diagnostics: written } : { program, diagnostics: [] };
}

/** Runs the test program in the package's folder, both its outputs in one file. */
function run(cwd: string): Promise<{ output: string; code: number | null; isLate: boolean }> {
  const file = join(folder, "output");
  const out = openSync(file, "w");
  const words = [`-test.short=${settings.isShort}`, "-test.v=true"];
  const [command, ...before] =
    settings.engine === "native"
      ? [join(folder, "program")]
      : [fetchNode26(() => {})!, ...node26Flags, join(packageRoot, "runtime/v8/run.mjs"), join(folder, "program")];
  return new Promise((resolve) => {
    const env = { ...process.env, GOROOT: settings.root, PWD: cwd, TESTENV_OPTIMIZE: String(settings.level) };
    const child = spawn(command, [...before, ...words], { stdio: ["ignore", out, out], cwd, env });
    running = child;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, settings.limitMs);
    child.on("close", (code) => {
      clearTimeout(timer);
      running = undefined;
      closeSync(out);
      resolve({ output: readFileSync(file, "latin1"), code, isLate });
    });
  });
}

function firstMessages(diagnostics: readonly Diagnostic[]): string {
  const text = diagnostics
    .slice(0, 2)
    .map((d) => `${d.span ? `${d.span.file.replace(settings.root, "$GOROOT")}:${d.span.line}: ` : ""}${d.message}`);
  return `${text.join(" | ")}${diagnostics.length > 2 ? ` (and ${diagnostics.length - 2} more)` : ""}`;
}

/** The names of the tests that failed and what the first of them said; or the panic. */
function firstFailure(output: string): string {
  const lines = output.split("\n");
  const failed = lines.flatMap((text) => /^--- FAIL: (\S+)/.exec(text)?.[1] ?? []);
  const panic = lines.find((text) => /^(panic: |fatal error: |wasm trap|trap: )/.test(text));
  const at = lines.findIndex((text) => text.startsWith("=== RUN   ") && text.includes(failed[0] ?? "\0"));
  const log = failed.length > 0 && at >= 0 ? lines.slice(at + 1).find((text) => text.startsWith("    ")) : undefined;
  const running = lines.findLast((text) => text.startsWith("=== RUN   "))?.slice("=== RUN   ".length);
  const parts = [
    failed.length > 0 ? `${failed.length} failed: ${failed.slice(0, 6).join(" ")}` : `ended in ${running ?? "no test"}`,
    log?.trim(),
    panic ?? (failed.length === 0 ? lines.filter((text) => text !== "").at(-1) : undefined),
  ];
  return parts
    .filter((part) => part !== undefined)
    .join(": ")
    .slice(0, 300);
}
