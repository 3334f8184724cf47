// Runs the programs of Go's own test directory and prints how many pass and why the others fail. Its help says how.

import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { cacheRoot } from "../../cli/paths.ts";
import { checkActions, checkPrograms } from "./gotest/check.ts";
import { findGoTests, type GoTest, importClasses } from "./gotest/recipe.ts";
import { type Verdict, Verdicts } from "./gotest/verdicts.ts";
import type { Request, Settings } from "./gotest/worker.ts";
import { type ScriptWords, scriptWords } from "./support/script.ts";

const compileLimitMs = 120_000;

const words: ScriptWords = scriptWords({
  name: "gotest",
  usage: "DIR [options]",
  summary: "Run the programs of Go's own test directory; print how many pass and why the others fail.",
  details: `
DIR is Go's test directory, which is not part of weft. Programs whose build constraints do not fit wasip1/wasm do not count.

The actions run, runoutput and rundir (the default) give a table per class of what the programs import. A program passes when
it ends with code 0 and prints what its .out file says, or nothing when there is none. Verdicts are kept in weft's cache folder;
one that was found with the same module and the same runtime is not looked for again.

The actions errorcheck, errorcheckdir, compile, compiledir, build and builddir go through the parser and the checker.
The exit code is 1 when a program fails.`,
  examples: [
    "npm run gotest -- /usr/local/go/test",
    "npm run gotest -- /usr/local/go/test --only='^chan/' --engine=v8",
    "npm run gotest -- /usr/local/go/test --failed",
    "npm run gotest -- /usr/local/go/test --action=errorcheck,errorcheckdir",
  ],
  options: [
    { name: "action", value: "ACTION,...", help: "programs with these actions (default: run,runoutput,rundir)" },
    { name: "only", value: "REGEX", help: "programs whose name fits" },
    { name: "class", value: "REGEX", help: "programs whose class of imports fits" },
    { name: "failed", help: "repeat what failed last" },
    { name: "fresh", help: "run programs whose verdict is known too" },
    { name: "report", help: "run nothing, print what is known" },
    { name: "shard", value: "I/N", help: "the I-th of N parts" },
    { name: "engine", value: "ENGINE", help: "where they run (default: native)", choices: ["native", "v8"] },
    {
      name: "optimize",
      short: "O",
      value: "LEVEL",
      help: "optimisation level (default: 1)",
      choices: ["0", "1", "2", "3"],
    },
    { name: "jobs", value: "N", help: "programs at a time (default: one for each processor)" },
    { name: "limit", value: "SECONDS", help: "how long a program may run (default: 60)" },
    { name: "save", value: "FILE", help: "write the tables into a file too" },
  ],
});
const jobs = words.number("jobs", cpus().length);
const [shard, shards] = (words.value("shard") ?? "1/1").split("/").map(Number);
if (!(shard >= 1 && shard <= shards)) words.fail("--shard takes a part and a number of parts, such as 1/2");
if (words.positionals.length !== 1) words.fail("needs Go's test directory");
const [directory] = words.positionals;
const settings: Settings = {
  engine: words.value("engine") === "v8" ? "v8" : "native",
  level: words.number("optimize", 1) as Settings["level"],
  runLimitMs: words.number("limit", 60) * 1000,
};
const only = new RegExp(words.value("only") ?? "");
const actions = (words.value("action") ?? "run,runoutput,rundir").split(",");
const checks = actions.filter((action) => checkActions.some((a) => a === action));
const reports: string[] = [];
if (checks.length < actions.length) reports.push(await reportRuns());
if (checks.length > 0) reports.push(reportChecks());
const report = reports.join("\n\n");
console.log(report);
const file = words.value("save");
if (file !== undefined) writeFileSync(file, report);

async function reportRuns(): Promise<string> {
  const kept = new Verdicts(join(cacheRoot(), "gotest", `${settings.engine}-O${settings.level}`));
  const wantedClass = new RegExp(words.value("class") ?? "");
  const tests = findGoTests(directory)
    .filter((t) => actions.includes(t.action) && only.test(t.name) && wantedClass.test(t.importClass))
    .filter((t) => !words.flag("failed") || kept.find(t.name)?.reason !== undefined)
    .filter((_, i) => i % shards === shard - 1);
  if (!words.flag("report")) await judgeAll(tests, jobs, kept);
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
      const verdict = await ask(worker, { test, known: words.flag("fresh") ? undefined : kept.find(test.name) });
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
