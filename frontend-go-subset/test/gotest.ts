// Runs the programs of Go's own test directory (actions run, runoutput and rundir) and prints how many pass, per class of
// what they import, and why the others fail.
//
//   npm run gotest -- DIR [--engine=v8] [--only=REGEX] [--class=REGEX] [--jobs=N] [--limit=SECONDS]
//                             [--optimize=LEVEL] [--save=FILE]
//
// DIR is Go's test directory, which is not part of weft. A program passes when it ends with code 0 and prints what its
// .out file says, or nothing when there is none.

import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { findGoTests, type GoTest, importClasses } from "./gotest/recipe.ts";
import type { Settings, Verdict } from "./gotest/worker.ts";

const compileLimitMs = 120_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: "string", default: "native" },
    only: { type: "string", default: "" },
    class: { type: "string", default: "" },
    jobs: { type: "string", default: String(cpus().length) },
    limit: { type: "string", default: "60" },
    optimize: { type: "string", default: "1" },
    save: { type: "string" },
  },
});
if (positionals.length !== 1 || (values.engine !== "native" && values.engine !== "v8")) {
  console.error("usage: npm run gotest -- DIR [--engine=v8] [--only=REGEX] [--jobs=N] [--limit=SECONDS] [--save=FILE]");
  process.exit(2);
}
const settings: Settings = {
  engine: values.engine,
  level: Number(values.optimize) as Settings["level"],
  runLimitMs: Number(values.limit) * 1000,
};
const only = new RegExp(values.only);
const wantedClass = new RegExp(values.class);
const tests = findGoTests(positionals[0]).filter((t) => only.test(t.name) && wantedClass.test(t.importClass));
const verdicts = await judgeAll(tests, Number(values.jobs));
const report = render(tests, verdicts);
console.log(report);
if (values.save) writeFileSync(values.save, report);
process.exitCode = verdicts.every((v) => v.reason === undefined) ? 0 : 1;

/** All verdicts, in the order of the tests; several programs are compiled and run at once. */
async function judgeAll(all: readonly GoTest[], jobs: number): Promise<Verdict[]> {
  const results = new Map<string, Verdict>();
  const queue = [...all];
  const shows = process.stderr.isTTY;
  const one = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (let test = queue.shift(); test; test = queue.shift()) {
      worker ??= fork(new URL("./gotest/worker.ts", import.meta.url), [JSON.stringify(settings)]);
      const verdict = await ask(worker, test);
      if (!worker.connected || worker.exitCode !== null || worker.killed) worker = undefined;
      results.set(test.name, verdict);
      if (shows) process.stderr.write(`\r\x1b[K${results.size} of ${all.length}  ${test.name}`);
      else if (verdict.reason !== undefined)
        console.error(`${results.size}/${all.length} ${test.name}: ${verdict.reason}`);
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: jobs }, one));
  if (shows) process.stderr.write("\r\x1b[K");
  return all.map((test) => results.get(test.name)!);
}

/** One verdict; a worker that dies or takes too long is a verdict too, and is gone afterwards. */
function ask(worker: ChildProcess, test: GoTest): Promise<Verdict> {
  return new Promise((resolve) => {
    const end = (verdict: Verdict): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(verdict);
    };
    const failed = (reason: string): Verdict => ({ name: test.name, reason, compileMs: 0, runMs: 0 });
    const timer = setTimeout(
      () => {
        worker.kill();
        end(failed("compile: takes too long"));
      },
      compileLimitMs + 2 * settings.runLimitMs,
    );
    worker.on("message", (verdict: Verdict) => end(verdict));
    worker.on("exit", (code, signal) => end(failed(`compile: the compiler process died (${signal ?? code})`)));
    worker.send(test);
  });
}

function render(all: readonly GoTest[], results: readonly Verdict[]): string {
  const lines: string[] = [];
  const row = (name: string, passed: number, total: number): void => {
    const share = total === 0 ? "" : `${((100 * passed) / total).toFixed(1)} %`;
    lines.push(`${name.padEnd(34)}${String(passed).padStart(6)}${String(total).padStart(7)}${share.padStart(10)}`);
  };
  lines.push(`${"class".padEnd(34)}${"passed".padStart(6)}${"of".padStart(7)}`);
  for (const importClass of importClasses) {
    const own = all.flatMap((test, i) => (test.importClass === importClass ? [results[i]] : []));
    row(importClass, own.filter((v) => v.reason === undefined).length, own.length);
  }
  const passed = results.filter((v) => v.reason === undefined);
  row("all", passed.length, results.length);
  lines.push("");
  for (const verdict of results) if (verdict.reason !== undefined) lines.push(`${verdict.name}: ${verdict.reason}`);
  return lines.join("\n");
}
