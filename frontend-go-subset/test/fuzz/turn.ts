// One turn of the Go fuzzer after another, in a child process of fuzz-go.ts (turns.ts): a batch of generated programs, or of mutants.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { node26Flags } from "../../../cli/node26.ts";
import type { Engine, OptLevel } from "../../../cli/options.ts";
import { packageRoot } from "../../../cli/paths.ts";
import { compileOne } from "../../../cli/test/support/programs.ts";
import { serveTurns, turnOptions } from "../../../runtime/fuzz/turns.ts";
import { Generator } from "./generator.ts";
import { type Ran, runCommand } from "./go-tool.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";
import { supportSource } from "./support.go.ts";

export interface TurnOptions {
  /** The go command. */
  readonly go?: string;
  readonly node26?: string;
  /** Programs per turn. */
  readonly batch: number;
  /** The share of turns with mutants. */
  readonly mutants: number;
  /** Where findings go. */
  readonly save: string;
}

const noCounts = { generated: 0, mutants: 0, rejected: 0, otherErrors: 0, differences: 0 };

const runLimitMs = 10_000;
/** Go that takes longer to build has been given too little of the machine, which says nothing. */
const buildLimitMs = 300_000;

/**
 * gc puts the first small arrays of append on the stack, with other capacities: not here, so that capacities can be compared.
 * The code is somewhere else at each run, so that addresses of functions differ too.
 */
const goBuild = (...flags: string[]): string[] => {
  const all = ["-d=variablemakehash=qn", ...flags].join(" ");
  return ["build", "-buildmode=pie", `-gcflags=all=${all}`, "-o", "go.exe", "."];
};

interface Target {
  readonly engine: Engine;
  readonly level: OptLevel;
}

const { go, node26, batch, mutants: mutantShare, save } = turnOptions<TurnOptions>();
const folder = mkdtempSync(join(tmpdir(), "weft-fuzz-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
let counts = { ...noCounts };

// ---------------------------------------------------------------- generated programs

/** A batch is one module: a package for each program, and main calls all of them. */
async function generated(random: Random, first: number): Promise<void> {
  const home = join(folder, "generated");
  writeBatch(home, first);
  const runs = new Map<string, Ran>();
  if (go) {
    const built = runCommand(go, goBuild(), home, buildLimitMs);
    if (built.code === -1) return;
    if (built.code !== 0) return keep(home, first, `real Go refuses it:\n${built.output.slice(0, 2000)}`);
    runs.set("go", runCommand(join(home, "go.exe"), [], home, runLimitMs));
  }
  // Native code takes three times as long to make: with V8 at hand it has every third batch.
  const targets: Target[] = [];
  if (node26) targets.push({ engine: "v8", level: random.pick<OptLevel>([0, 0, 2]) });
  if (!node26 || random.chance(0.35)) targets.push({ engine: "native", level: random.pick<OptLevel>([0, 1, 1, 2, 3]) });
  for (const target of targets) {
    const name = `${target.engine} -O${target.level}`;
    const ran = await buildAndRun(home, target);
    if (typeof ran === "string") return keep(home, first, `${name}: ${ran}`);
    runs.set(name, ran);
  }
  counts.generated += batch;
  const [[reference, wanted], ...others] = [...runs];
  for (const [name, ran] of others) {
    const at = differingSection(wanted.output, ran.output);
    if (at !== undefined || wanted.code !== ran.code) {
      return keep(
        home,
        first,
        `program ${at}: ${name} differs from ${reference}\n${ran.output}\n---- ${reference}\n${wanted.output}`,
      );
    }
  }
}

function writeBatch(home: string, first: number): void {
  rmSync(home, { recursive: true, force: true });
  const write = (path: string, text: string): void => {
    mkdirSync(join(home, path, ".."), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  write("go.mod", "module fuzz\n\ngo 1.26\n");
  write("rt/rt.go", supportSource);
  const numbers = Array.from({ length: batch }, (_, i) => i);
  for (const i of numbers) write(`p${i}/p.go`, new Generator(new Random(first + i)).program(`p${i}`));
  write(
    "main.go",
    `package main

import (
	"fuzz/rt"
${numbers.map((i) => `\t"fuzz/p${i}"`).join("\n")}
)

func run(n int, f func()) {
	rt.Fuel = 20000
	print("== ", n, "\\n")
	rt.Try(f)
	rt.Flush()
}

func main() {
${numbers.map((i) => `\trun(${i}, p${i}.Run)`).join("\n")}
}
`,
  );
}

/** The number of the first program whose output differs. */
function differingSection(a: string, b: string): number | undefined {
  if (a === b) return undefined;
  const [x, y] = [a.split("== "), b.split("== ")];
  return Math.max(0, x.findIndex((section, i) => section !== y[i]) - 1);
}

// ---------------------------------------------------------------- mutants

async function mutants(random: Random, first: number): Promise<void> {
  if (!go) return;
  const home = join(folder, "mutants");
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  writeFileSync(join(home, "go.mod"), "module mutants\n\ngo 1.26\n");
  for (let i = 0; i < batch; i++) {
    const source = random.pick(originals());
    mkdirSync(join(home, `m${i}`));
    writeFileSync(join(home, `m${i}`, "main.go"), mutate(random, readFileSync(source, "utf8")));
  }
  mkdirSync(join(home, "bin"));
  for (let i = 0; i < batch; i++) await mutant(join(home, `m${i}`), first, random);
}

async function mutant(home: string, first: number, random: Random): Promise<void> {
  const built = runCommand(go!, goBuild(), home, buildLimitMs);
  if (built.code === -1) return;
  const target: Target = node26 && random.chance(0.6) ? { engine: "v8", level: 0 } : { engine: "native", level: 1 };
  if (built.code !== 0) {
    counts.rejected++;
    const made = await compile(home, target);
    if (typeof made !== "string") return keep(home, first, `weft accepts what Go refuses:\n${built.output}`);
    if (/\bbug:|^\s+at /m.test(made)) return keep(home, first, `weft breaks: ${made}`);
    const [ours, theirs] = [messages(made), messages(Buffer.from(built.output, "latin1").toString())];
    // A program without main gets a message without a place from both.
    if (ours.length === 0 && theirs.length > 0)
      return keep(home, first, `weft breaks, or says nothing of main.go: ${made}`);
    if (theirs.length > 0 && theirs[0] !== ours[0]) {
      counts.otherErrors++;
      console.log(`other error (seed ${first}, ${basename(home)}):\n  go:   ${theirs[0]}\n  weft: ${ours[0]}`);
    }
    return;
  }
  const run = (): Ran => runCommand(join(home, "go.exe"), [], home, runLimitMs);
  const wanted = run();
  if (wanted.code === -1 || /^fatal error: (runtime: )?(out of|cannot allocate) memory/m.test(wanted.output)) return;
  counts.mutants++;
  const ran = await buildAndRun(home, target);
  const name = `${target.engine} -O${target.level}`;
  if (typeof ran === "string") return keep(home, first, `${name}: ${ran}`);
  if (isSame(ran, wanted) || !isSame(run(), wanted) || !isSame(run(), wanted)) return;
  // Nor when its optimiser makes another program (Go 1.26 forgets some checks of indices where elements have no size).
  const plainly = runCommand(go!, goBuild("-N", "-l"), home, buildLimitMs);
  if (plainly.code === 0 && isSame(ran, run())) return;
  keep(home, first, `${name} differs from go\n${ran.code}\n${ran.output}\n---- go ${wanted.code}\n${wanted.output}`);
}

/** Go that differs from itself prints addresses, random numbers, a map in its order: no matter then. */
const isSame = (a: Ran, b: Ran): boolean => a.code === b.code && withoutTrace(a.output) === withoutTrace(b.output);

/** The programs that mutations begin with: single files whose output depends on nothing but the program. */
function originals(): string[] {
  const root = join(import.meta.dirname, "../run");
  return ["lang", "corner", "panics", "std"].flatMap((dir) =>
    readdirSync(join(root, dir))
      .filter((name) => name.endsWith(".go"))
      .map((name) => join(root, dir, name))
      .filter((path) => !/^\/\/ (args|stdin|native only)/m.test(readFileSync(path, "utf8"))),
  );
}

/** "line:column: message" of each error, without weft's codes and the lines around; gc has no columns beyond 255. */
function messages(text: string): string[] {
  return [...text.matchAll(/main\.go:(\d+)(?::(\d+))?: (?:error: )?(.*)$/gm)].map(
    ([, line, column = 0, message]) =>
      `${line}:${Number(column) > 255 ? 0 : column}: ${message.replace(/ \[\w+\]$/, "").replace(/\S*\/(?=main\.go:)/, "")}`,
  );
}

/**
 * Goroutine traces depend on inlining, the addresses of panic values and of stacks on everything; how much a recursion without end
 * prints before it is stopped, on the size of frames.
 */
function withoutTrace(output: string): string {
  const overflow = /^fatal error: stack overflow$/m.exec(output);
  if (overflow) return overflow[0];
  return output
    .replace(/^runtime: sp=.*\n/m, "")
    .replace(/^(goroutine \d+|runtime stack:|\[signal)[\s\S]*/m, "")
    .replace(/(panic: .*)0x[0-9a-f]+/g, "$1")
    .trimEnd();
}

// ---------------------------------------------------------------- weft

/** The outcome of a run, or why there is no program. */
async function buildAndRun(home: string, target: Target): Promise<Ran | string> {
  const made = await compile(home, target);
  if (typeof made === "string") return made;
  const output = join(folder, "program");
  const file = await made.write(output).catch((error: unknown) => String(error));
  if (file !== output && file !== `${output}.wasm`) return file;
  const run = (limitMs: number): Ran =>
    target.engine === "native"
      ? runCommand(file, [], home, limitMs)
      : runCommand(node26!, [...node26Flags, join(packageRoot, "runtime/v8/run.mjs"), file], home, limitMs);
  const ran = run(runLimitMs);
  // On a busy machine it may only have been slow: Go's own process is done in milliseconds.
  return ran.code === -1 ? run(12 * runLimitMs) : ran;
}

async function compile(home: string, target: Target): Promise<string | Awaited<ReturnType<typeof compileOne>>> {
  try {
    return await compileOne(home, target.engine, target.level);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function keep(home: string, first: number, why: string): void {
  counts.differences++;
  const to = join(save, `${first}-${basename(home)}`);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(home, to, { recursive: true, filter: (path) => !path.endsWith(".exe") });
  writeFileSync(join(to, "why.txt"), why);
  console.log(`DIFFERENCE kept in ${to}: ${why.split("\n")[0].slice(0, 200)}`);
}

serveTurns(async (seed) => {
  counts = { ...noCounts };
  const random = new Random(seed ^ 0x5bd1e995);
  if (random.chance(mutantShare)) await mutants(random, seed);
  else await generated(random, seed);
  return counts;
});
