// Runs the programs of Go's own test directory and prints how many pass and why the others fail.
//
//   npm run gotest -- DIR [--action=ACTION,...] [--only=REGEX] [--class=REGEX] [--failed] [--shard=I/N]
//                         [--engine=v8] [--optimize=LEVEL] [--jobs=N] [--limit=SECONDS] [--fresh] [--report] [--save=FILE]
//
// DIR is Go's test directory, which is not part of weft. Programs whose build constraints do not fit wasip1/wasm do not count.
//
// The actions run, runoutput and rundir (the default) give a table per class of what the programs import. A program passes when
// it ends with code 0 and prints what its .out file says, or nothing when there is none. Verdicts are kept in weft's cache folder;
// one that was found with the same module and the same runtime is not looked for again unless --fresh is given. --failed repeats
// what failed last, --report only prints what is known, --shard=1/2 takes the first of two halves.
//
// The actions errorcheck, errorcheckdir, compile, compiledir, build and builddir go through the parser and the checker.

import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheRoot } from "../../cli/paths.ts";
import { checkActions, checkPrograms } from "./gotest/check.ts";
import { findGoTests, type GoTest, importClasses } from "./gotest/recipe.ts";
import { type Verdict, Verdicts } from "./gotest/verdicts.ts";
import type { Request, Settings } from "./gotest/worker.ts";

const compileLimitMs = 120_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    action: { type: "string", default: "run,runoutput,rundir" },
    engine: { type: "string", default: "native" },
    only: { type: "string", default: "" },
    class: { type: "string", default: "" },
    failed: { type: "boolean", default: false },
    fresh: { type: "boolean", default: false },
    report: { type: "boolean", default: false },
    shard: { type: "string", default: "1/1" },
    jobs: { type: "string", default: String(cpus().length) },
    limit: { type: "string", default: "60" },
    optimize: { type: "string", default: "1" },
    save: { type: "string" },
  },
});
const [shard, shards] = values.shard.split("/").map(Number);
if (positionals.length !== 1 || (values.engine !== "native" && values.engine !== "v8") || !(shard <= shards)) {
  console.error("usage: npm run gotest -- DIR [--action=ACTION,...] [--only=REGEX] [--class=REGEX] [--failed] ...");
  process.exit(2);
}
const [directory] = positionals;
const settings: Settings = {
  engine: values.engine,
  level: Number(values.optimize) as Settings["level"],
  runLimitMs: Number(values.limit) * 1000,
};
const only = new RegExp(values.only);
const actions = values.action.split(",");
const checks = actions.filter((action) => checkActions.some((a) => a === action));
const reports: string[] = [];
if (checks.length < actions.length) reports.push(await reportRuns());
if (checks.length > 0) reports.push(reportChecks());
const report = reports.join("\n\n");
console.log(report);
if (values.save) writeFileSync(values.save, report);

async function reportRuns(): Promise<string> {
  const kept = new Verdicts(join(cacheRoot, "gotest", `${settings.engine}-O${settings.level}`));
  const wantedClass = new RegExp(values.class);
  const tests = findGoTests(directory)
    .filter((t) => actions.includes(t.action) && only.test(t.name) && wantedClass.test(t.importClass))
    .filter((t) => !values.failed || kept.find(t.name)?.reason !== undefined)
    .filter((_, i) => i % shards === shard - 1);
  if (!values.report) await judgeAll(tests, Number(values.jobs), kept);
  const known = tests.map((t) => kept.find(t.name) ?? { name: t.name, reason: "not run", compileMs: 0, runMs: 0 });
  if (known.some((v) => v.reason !== undefined)) process.exitCode = 1;
  return render(tests, known);
}

/** Finds and keeps all verdicts; several programs are compiled and run at once. */
async function judgeAll(all: readonly GoTest[], jobs: number, kept: Verdicts): Promise<void> {
  const queue = [...all];
  const shows = process.stderr.isTTY;
  let count = 0;
  const one = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (let test = queue.shift(); test; test = queue.shift()) {
      worker ??= fork(new URL("./gotest/worker.ts", import.meta.url), [JSON.stringify(settings)]);
      const verdict = await ask(worker, { test, known: values.fresh ? undefined : kept.find(test.name) });
      if (!worker.connected || worker.exitCode !== null || worker.killed) worker = undefined;
      kept.add(verdict);
      count++;
      if (shows) process.stderr.write(`\r\x1b[K${count} of ${all.length}  ${test.name}`);
      else if (verdict.reason !== undefined) console.error(`${count}/${all.length} ${test.name}: ${verdict.reason}`);
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: jobs }, one));
  if (shows) process.stderr.write("\r\x1b[K");
}

/** One verdict; a worker that dies or takes too long is a verdict too, and is gone afterwards. */
function ask(worker: ChildProcess, request: Request): Promise<Verdict> {
  return new Promise((resolve) => {
    const end = (verdict: Verdict): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(verdict);
    };
    const failed = (reason: string): Verdict => ({ name: request.test.name, reason, compileMs: 0, runMs: 0 });
    const timer = setTimeout(
      () => {
        worker.kill();
        end(failed("compile: takes too long"));
      },
      compileLimitMs + 2 * settings.runLimitMs,
    );
    worker.on("message", (verdict: Verdict) => end(verdict));
    worker.on("exit", (code, signal) => end(failed(`compile: the compiler process died (${signal ?? code})`)));
    worker.send(request);
  });
}

function row(name: string, passed: number, total: number): string {
  const share = total === 0 ? "" : `${((100 * passed) / total).toFixed(1)} %`;
  return `${name.padEnd(34)}${String(passed).padStart(6)}${String(total).padStart(7)}${share.padStart(10)}`;
}

function render(all: readonly GoTest[], verdicts: readonly Verdict[]): string {
  const rows = importClasses.map((importClass) => {
    const own = all.flatMap((test, i) => (test.importClass === importClass ? [verdicts[i]] : []));
    return row(importClass, own.filter((v) => v.reason === undefined).length, own.length);
  });
  const failed = verdicts.filter((v) => v.reason !== undefined);
  return [
    `${"class".padEnd(34)}${"passed".padStart(6)}${"of".padStart(7)}`,
    ...rows,
    row("all", verdicts.length - failed.length, verdicts.length),
    "",
    ...failed.map((verdict) => `${verdict.name}: ${verdict.reason}`),
  ].join("\n");
}

function reportChecks(): string {
  const tallies = [...checkPrograms(directory, checks, only)].sort();
  if (tallies.some(([, { failed }]) => failed.length > 0)) process.exitCode = 1;
  return [
    `${"action".padEnd(34)}${"passed".padStart(6)}${"of".padStart(7)}`,
    ...tallies.map(([action, { passed, failed }]) => row(action, passed, passed + failed.length)),
    "",
    ...tallies.flatMap(([action, { failed }]) => failed.map((f) => `${action} ${f}`)),
  ].join("\n");
}
