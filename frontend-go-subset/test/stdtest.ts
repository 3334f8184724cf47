// Runs the tests that packages of Go's standard library have in a Go source tree: the tree's own packages as weft compiles
// them, and weft's packages against Go's tests of the same package. Prints a table and why packages do not pass. With --api
// it compares what weft's packages export with what Go's do. Its help says the rest.

import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { findGoTree } from "../../cli/go-tree.ts";
import { compareApi } from "./stdtest/api.ts";
import type { Settings, Verdict } from "./stdtest/worker.ts";
import { type ScriptWords, scriptWords } from "./support/script.ts";

/** A compiling process that holds more memory is replaced. */
const largestWorkerMB = 1500;

const words: ScriptWords = scriptWords({
  name: "stdtest",
  usage: "GOROOT [PACKAGE...] [options]",
  summary: "Run the tests of Go's own packages from a Go source tree, and weft's packages against Go's tests of them.",
  details: `
GOROOT is a Go source tree, which is not part of weft. Without packages: all of the standard library that have tests. Tests run
with -short, as Go's own build runs them. A test of one of weft's packages that names what only Go's package has inside cannot
be compiled; it is left out and counted as such. The exit code is 1 when a package does not pass.`,
  examples: [
    "npm run stdtest -- /usr/local/go strings encoding/json",
    "npm run stdtest -- /usr/share/go-1.19 --save=results.txt",
    "npm run stdtest -- /usr/local/go --api",
  ],
  options: [
    { name: "api", help: "list exported names that weft's packages lack, instead of running tests" },
    { name: "jobs", value: "N", help: "packages at a time (default: one for each processor)" },
    { name: "limit", value: "SECONDS", help: "how long the tests of a package may run (default: 120)" },
    { name: "left-out", help: "name the tests that are left out" },
    { name: "stand-ins", help: "test Go's own packages where they can stand in for weft's (net/http)" },
    { name: "long", help: "run the tests without -short" },
    { name: "engine", value: "ENGINE", help: "where they run (default: native)", choices: ["native", "v8"] },
    {
      name: "optimize",
      short: "O",
      value: "LEVEL",
      help: "optimisation level (default: 0; tests of what optimisation does skip themselves then)",
      choices: ["0", "1", "2", "3"],
    },
    { name: "save", value: "FILE", help: "write the table into a file too" },
  ],
});
const jobs = words.number("jobs", cpus().length);
const [root, ...named] = words.positionals;
const tree = root === undefined ? words.fail("needs the folder of a Go source tree") : findGoTree(root, []);
if (!tree) words.fail(`${root} is no Go source tree`);
const settings: Settings = {
  root: tree.root,
  engine: words.value("engine") === "v8" ? "v8" : "native",
  level: words.number("optimize", 0) as Settings["level"],
  limitMs: words.number("limit", 120) * 1000,
  isShort: !words.flag("long"),
  prefersTree: words.flag("stand-ins"),
};
const showsLeftOut = words.flag("left-out");
const report = words.flag("api") ? renderApi() : await runTests();
console.log(report);
const file = words.value("save");
if (file !== undefined) writeFileSync(file, report);

async function runTests(): Promise<string> {
  const packages = named.length > 0 ? named : packagesWithTests(join(settings.root, "src"));
  const verdicts = await judgeAll(packages, jobs);
  if (verdicts.some((v) => v.state !== "passed")) process.exitCode = 1;
  return render(verdicts);
}

function renderApi(): string {
  const reports = compareApi(tree!, named);
  const missing = reports.reduce((n, r) => n + r.missing.length, 0);
  if (missing > 0) process.exitCode = 1;
  const total = reports.reduce((n, r) => n + r.total, 0);
  return [
    ...reports.flatMap((r) => [
      `${r.name}: ${r.total - r.missing.length} of ${r.total}`,
      ...r.missing.map((m) => `\t${m}`),
    ]),
    "",
    `${reports.length} packages, ${total - missing} of ${total} exported names`,
  ].join("\n");
}

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
      // Memory that it has used is not given back.
      else if (verdict.residentMB > largestWorkerMB) worker = void worker.kill();
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
      leftOut: [],
      isOurs: false,
      skipped: 0,
      compileMs: 0,
      runMs: 0,
      residentMB: 0,
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
  const more = [
    v.leftOut.length > 0 ? `, ${v.leftOut.length} left out` : "",
    v.skipped > 0 ? `, ${v.skipped} skipped` : "",
  ];
  const tests = `${v.tests} tests${more.join("")}`;
  return `${v.name.padEnd(34)} ${v.state.padEnd(13)} ${v.isOurs ? "weft's" : "Go's  "} ${tests.padEnd(37)} ${times}${v.reason ? `  ${v.reason}` : ""}`;
}

function render(all: readonly Verdict[]): string {
  const lines = all.flatMap((v) => [
    line(v),
    ...(showsLeftOut && v.leftOut.length > 0 ? [`\tleft out: ${v.leftOut.join(" ")}`] : []),
  ]);
  const count = (keep: (v: Verdict) => boolean): number => all.filter(keep).length;
  const passed = (v: Verdict): boolean => v.state === "passed";
  lines.push(
    "",
    `packages with tests                ${all.length}`,
    `pass all their tests               ${count((v) => passed(v) && v.leftOut.length === 0)}`,
    `pass, tests of Go's insides left out ${count((v) => passed(v) && v.leftOut.length > 0)}`,
    `some tests fail                    ${count((v) => v.state === "failed")}`,
    `take too long                      ${count((v) => v.state === "late")}`,
    `not compiled                       ${count((v) => v.state === "not compiled")}`,
    `tests that skip themselves         ${all.reduce((n, v) => n + v.skipped, 0)} of ${all.reduce((n, v) => n + v.tests, 0)}`,
  );
  return lines.join("\n");
}
