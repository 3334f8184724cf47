// `weft test`: builds a package's tests into a program, runs it in the package's folder, and prints what `go test` prints.

import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cache } from "../cache.ts";
import { type Command, exitCodes, type ParsedArgs } from "../command.ts";
import { fetchNode26, node26Flags } from "../node26.ts";
import { buildOptions, dirOption, engineOption, runEnvironment, sharedOptions, stackOption } from "../options.ts";
import { installRoot } from "../paths.ts";
import type { TestPackage } from "../test-program.ts";

/** Options that the test program gets as -test.NAME. */
const passedOn = [
  { name: "run", value: "REGEXP", help: "only tests and examples whose names fit" },
  { name: "skip", value: "REGEXP", help: "not those whose names fit" },
  { name: "bench", value: "REGEXP", help: "run benchmarks whose names fit" },
  { name: "benchtime", value: "TIME", help: "how long to run each benchmark: 1s, 100x" },
  { name: "benchmem", help: "print allocations of benchmarks" },
  { name: "count", value: "N", help: "run everything N times" },
  { name: "failfast", help: "stop after the first failed test" },
  { name: "list", value: "REGEXP", help: "print the names that fit, run nothing" },
  { name: "parallel", value: "N", help: "how many parallel tests at once" },
  { name: "short", help: "tell tests to be quick" },
  { name: "timeout", value: "TIME", help: "end after this time; default 10m" },
] as const;

export const test: Command = {
  name: "test",
  usage: "[options] [PACKAGE...] [-args ...]",
  summary: "Run the tests of Go packages.",
  details: `
PACKAGE is a folder (., ./..., ./sub), an import path of the module, or a package of Go's standard library; default: the
current folder. Options may be written with one dash, as for go test. The tests run in the package's folder; the exit
code is 1 when one fails.`,
  examples: [
    "weft test",
    "weft test ./... -run 'TestParse/empty' -v",
    "weft test -bench=. -benchtime=100x",
    "weft test strings",
  ],
  options: [
    ...passedOn,
    { name: "v", help: "print every test's name and log" },
    engineOption,
    ...sharedOptions.filter((o) => o.name !== "verbose"),
    { name: "verbose", help: "print each stage and its time" },
    stackOption,
    dirOption,
  ],
  completes: "files",
  singleDash: true,
  async run(args) {
    const { findTestPackages } = await import("../test-program.ts");
    const packages = findTestPackages(args.positionals.length > 0 ? args.positionals : ["."]);
    const isLocal = args.positionals.length === 0;
    let failed = false;
    for (const p of packages) if (!(await testPackage(p, args, isLocal))) failed = true;
    if (failed) process.stdout.write("FAIL\n");
    return failed ? exitCodes.compileError : exitCodes.ok;
  },
};

/** Prints the package's line; false when it failed. isLocal: the output is shown as it comes. */
async function testPackage(p: TestPackage, args: ParsedArgs, isLocal: boolean): Promise<boolean> {
  if (p.testFiles.length === 0) {
    process.stdout.write(`?   \t${p.importPath}\t[no test files]\n`);
    return true;
  }
  const options = buildOptions(args, 1);
  const cache = new Cache();
  const request = [
    "test",
    p.dir,
    p.importPath,
    process.cwd(),
    process.env.GOROOT,
    options.engine,
    options.scheduler,
    options.level,
  ];
  let folder = cache.find(request);
  if (folder === undefined) {
    const { buildTestInto } = await import("../build-program.ts");
    folder = await cache.add(request, (target) => buildTestInto(target, p, options));
  }
  if (folder === undefined) {
    process.stdout.write(`FAIL\t${p.importPath} [build failed]\n`);
    return false;
  }
  const program = join(folder, options.engine === "v8" ? "program.wasm" : "program");
  const node = options.engine === "v8" ? fetchNode26((line) => process.stderr.write(`weft: ${line}\n`)) : undefined;
  const [command, before] =
    options.engine === "native"
      ? [program, []]
      : [node ?? "node", [...node26Flags, join(installRoot, "runtime", "v8", "run.mjs"), program]];
  const showsAll = isLocal || args.flag("v") || args.value("bench") !== undefined || args.value("list") !== undefined;
  const environment = { ...process.env, ...runEnvironment(args, undefined, p.dir), PWD: p.dir };
  const began = performance.now();
  const done = await runTests(command, [...before, ...testFlags(args), ...args.rest], p.dir, environment, showsAll);
  const seconds = `${((performance.now() - began) / 1000).toFixed(3)}s`;
  if (done.code !== 0) {
    if (!showsAll) process.stdout.write(done.output);
    if (done.code !== 1) process.stdout.write(`${done.ending}\n`);
    process.stdout.write(`FAIL\t${p.importPath}\t${seconds}\n`);
    return false;
  }
  const isEmpty = !showsAll && done.output.startsWith("testing: warning: no tests to run");
  process.stdout.write(`ok  \t${p.importPath}\t${seconds}${isEmpty ? " [no tests to run]" : ""}\n`);
  return true;
}

function testFlags(args: ParsedArgs): string[] {
  const flags = args.flag("v") ? ["-test.v=true"] : [];
  for (const option of passedOn) {
    if (!("value" in option)) {
      if (args.flag(option.name)) flags.push(`-test.${option.name}=true`);
    } else {
      const value = args.value(option.name) ?? (option.name === "timeout" ? "10m" : undefined);
      if (value !== undefined) flags.push(`-test.${option.name}=${value}`);
    }
  }
  return flags;
}

interface Finished {
  readonly code: number;
  readonly ending: string;
  readonly output: string;
}

/** Runs the test program, both its outputs in one, in the order they were written. */
function runTests(
  command: string,
  words: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  shows: boolean,
): Promise<Finished> {
  const folder = shows ? undefined : mkdtempSync(join(tmpdir(), "weft-test-"));
  const file = folder && join(folder, "output");
  const out = file === undefined ? 1 : openSync(file, "w");
  return new Promise<Finished>((done, reject) => {
    const child = spawn(command, words, { cwd, env, stdio: ["inherit", out, out] });
    child.on("error", reject);
    child.on("close", (code, signal) =>
      done({
        code: code ?? 128,
        ending: signal ? `signal: ${signal}` : `exit status ${code}`,
        output: file === undefined ? "" : readFileSync(file, "utf8"),
      }),
    );
  }).finally(() => {
    if (!folder) return;
    closeSync(out);
    rmSync(folder, { recursive: true });
  });
}
