// Runs the tests that packages of Go's standard library have in a Go source tree: the tree's own packages as weft compiles
// them, and weft's packages against Go's tests of the same package. Prints a table and why packages do not pass.
//
//   npm run stdtest -- GOROOT [PACKAGE...] [--jobs=N] [--limit=SECONDS] [--long]
//                              [--engine=v8] [--optimize=LEVEL] [--save=FILE]
//
// GOROOT is a Go source tree, which is not part of weft. Without packages: all of the standard library that have tests.
// Tests run with -short, as Go's own build runs them, unless --long. A test of one of weft's packages that names what only
// Go's package has inside cannot be compiled; it is left out and counted as such.

import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Settings, Verdict } from "./stdtest/worker.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: String(cpus().length) },
    limit: { type: "string", default: "120" },
    long: { type: "boolean", default: false },
    engine: { type: "string", default: "native" },
    optimize: { type: "string", default: "0" },
    save: { type: "string" },
  },
});
const [root, ...named] = positionals;
if (root === undefined || !existsSync(join(root, "src"))) {
  console.error("usage: npm run stdtest -- GOROOT [PACKAGE...] [--jobs=N] [--limit=SECONDS] [--long] [--save=FILE]");
  console.error("GOROOT is the folder of a Go source tree; without one there is nothing to test");
  process.exit(2);
}
const settings: Settings = {
  root,
  engine: values.engine === "v8" ? "v8" : "native",
  level: Number(values.optimize) as Settings["level"],
  limitMs: Number(values.limit) * 1000,
  isShort: !values.long,
};
const packages = named.length > 0 ? named : packagesWithTests(join(root, "src"));
const verdicts = await judgeAll(packages, Number(values.jobs));
const report = render(verdicts);
console.log(report);
if (values.save) writeFileSync(values.save, report);

/** Import paths below a folder that have test files. */
function packagesWithTests(src: string, below = ""): string[] {
  const entries = readdirSync(join(src, below), { withFileTypes: true });
  const own = entries.some((e) => e.isFile() && e.name.endsWith("_test.go")) && below !== "" ? [below] : [];
  const deeper = entries
    .filter((e) => e.isDirectory() && !/^[._]/.test(e.name) && e.name !== "testdata")
    .map((e) => (below === "" ? e.name : `${below}/${e.name}`))
    .filter((path) => !/^(cmd|vendor|plugin|runtime\/(cgo|race|coverage))(\/|$)/.test(path))
    .sort();
  return [...own, ...deeper.flatMap((path) => packagesWithTests(src, path))];
}

/** All verdicts in the order of the packages; several are compiled and run at once. */
async function judgeAll(all: readonly string[], jobs: number): Promise<Verdict[]> {
  const results = new Map<string, Verdict>();
  const queue = [...all];
  const one = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      worker ??= fork(new URL("./stdtest/worker.ts", import.meta.url), [JSON.stringify(settings)]);
      const verdict = await ask(worker, name);
      if (!worker.connected || worker.exitCode !== null || worker.killed) worker = undefined;
      results.set(name, verdict);
      console.error(`${results.size}/${all.length} ${line(verdict)}`);
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: jobs }, one));
  return all.map((name) => results.get(name)!);
}

/** One verdict; a worker that dies or takes too long is a verdict too, and is gone afterwards. */
function ask(worker: ChildProcess, name: string): Promise<Verdict> {
  return new Promise((resolve) => {
    const end = (verdict: Verdict): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(verdict);
    };
    const broken = (reason: string): Verdict => ({
      name,
      state: "not compiled",
      reason,
      tests: 0,
      leftOut: 0,
      isOurs: false,
      compileMs: 0,
      runMs: 0,
    });
    const timer = setTimeout(() => {
      worker.kill();
      end(broken("takes too long to compile"));
    }, 4 * settings.limitMs);
    worker.on("message", (verdict: Verdict) => end(verdict));
    worker.on("exit", (code, signal) => end(broken(`the compiler's process died (${signal ?? code})`)));
    worker.send(name);
  });
}

function line(v: Verdict): string {
  const times = `${(v.compileMs / 1000).toFixed(1)} s + ${(v.runMs / 1000).toFixed(1)} s`;
  const tests = `${v.tests} tests${v.leftOut > 0 ? `, ${v.leftOut} left out` : ""}`;
  return `${v.name.padEnd(34)} ${v.state.padEnd(13)} ${v.isOurs ? "weft's" : "Go's  "} ${tests.padEnd(26)} ${times}${v.reason ? `  ${v.reason}` : ""}`;
}

function render(all: readonly Verdict[]): string {
  const lines = all.map(line);
  const count = (keep: (v: Verdict) => boolean): number => all.filter(keep).length;
  const passed = (v: Verdict): boolean => v.state === "passed";
  lines.push(
    "",
    `packages with tests                ${all.length}`,
    `pass all their tests               ${count((v) => passed(v) && v.leftOut === 0)}`,
    `pass, tests of Go's insides left out ${count((v) => passed(v) && v.leftOut > 0)}`,
    `some tests fail                    ${count((v) => v.state === "failed")}`,
    `take too long                      ${count((v) => v.state === "late")}`,
    `not compiled                       ${count((v) => v.state === "not compiled")}`,
  );
  return lines.join("\n");
}
