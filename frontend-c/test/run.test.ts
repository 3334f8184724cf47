// Runs every program of run/ (a .c file, or a folder of them) natively and under V8 and compares what it prints with NAME.out.
// Comments at the top of a program say how: `// args: a b`, `// stdin: text`, `// exit: n`, `// stderr: text` (contained in
// it), `// native only: reason`. Expected outputs come from the machine's own C compiler, with oracle/ for the fibers:
// WEFT_BLESS=1 makes them again.

import { ok, strictEqual } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fetchNode26, node26Flags } from "../../cli/node26.ts";
import { hasErrors, renderDiagnostics } from "../../diagnostics/index.ts";
import { link } from "../../linker/index.ts";
import { buildRuntime, compileNative, linkExecutable } from "../../runtime/aot/index.ts";
import { decode, encode, type Module, optimize, validate } from "../../wasmfx-backend/index.ts";
import { type CFile, compileC } from "../index.ts";

const runFolder = join(import.meta.dirname, "run");
const runner = join(import.meta.dirname, "../../runtime/v8/run.mjs");

interface Program {
  readonly name: string;
  readonly files: readonly CFile[];
  readonly args: readonly string[];
  readonly stdin: string;
  readonly exit: number;
  readonly stderr?: string;
  readonly nativeOnly: boolean;
}

function readProgram(entry: string): Program {
  const path = join(runFolder, entry);
  const paths = statSync(path).isDirectory() ? readdirSync(path).map((f) => join(path, f)) : [path];
  const files = paths.map((p) => ({ path: p, text: readFileSync(p, "utf8") }));
  const directive = (key: string): string | undefined =>
    files.map(({ text }) => new RegExp(`^// ${key}: (.*)$`, "m").exec(text)?.[1]).find((found) => found !== undefined);
  return {
    name: basename(entry, ".c"),
    files,
    args: directive("args")?.split(" ") ?? [],
    stdin: (directive("stdin") ?? "").replaceAll("\\n", "\n"),
    exit: Number(directive("exit") ?? 0),
    stderr: directive("stderr"),
    nativeOnly: directive("native only") !== undefined,
  };
}

const programs = readdirSync(runFolder)
  .filter((name) => !name.endsWith(".out"))
  .sort()
  .map(readProgram);

/** The program as one optimised module. */
async function build(program: Program): Promise<Uint8Array> {
  const compiled = await compileC(program.files);
  ok(compiled.module && !hasErrors(compiled.diagnostics), renderDiagnostics(compiled.diagnostics));
  const linked = link([
    { ...compiled, name: "c", file: program.files[0].path, module: compiled.module },
    ...compiled.libraries,
  ]);
  ok(linked.module, renderDiagnostics(linked.diagnostics));
  const invalid = validate(linked.module, { file: "linked" });
  ok(!hasErrors(invalid), renderDiagnostics(invalid));
  const optimized = await optimize(encode(linked.module));
  ok(optimized.bytes, renderDiagnostics(optimized.diagnostics));
  return optimized.bytes;
}

/** Compiles a module natively in `folder`. */
async function nativeProgram(module: Module, folder: string): Promise<string> {
  const compiled = await compileNative(module, { folder, level: 1 });
  ok(compiled.object, renderDiagnostics(compiled.diagnostics));
  const output = join(folder, "program");
  const built = await linkExecutable({ object: compiled.object, runtime: await buildRuntime(folder), output });
  ok(!hasErrors(built), renderDiagnostics(built));
  return output;
}

function check(program: Program, command: string, args: readonly string[], folder: string): void {
  const env = { ...process.env, TMPDIR: folder };
  const run = spawnSync(command, [...args, ...program.args], {
    input: program.stdin,
    encoding: "utf8",
    timeout: 30000,
    env,
  });
  strictEqual(run.stdout, readFileSync(join(runFolder, `${program.name}.out`), "utf8"), run.stderr);
  strictEqual(run.status, program.exit, run.stderr);
  ok(run.stderr.includes(program.stderr ?? ""), run.stderr);
}

describe("C programs", function () {
  this.timeout(60000);
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-c-test-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const program of programs) {
    if (process.env.WEFT_BLESS) bless(program, join(runFolder, `${program.name}.out`));
    let bytes: Promise<Uint8Array> | undefined;
    const built = (): Promise<Uint8Array> => {
      bytes ??= build(program);
      return bytes;
    };
    it(`${program.name} (native)`, async () => {
      const { module } = decode(await built(), program.name);
      ok(module);
      check(program, await nativeProgram(module, folder), [], folder);
    });
    if (program.nativeOnly) continue;
    it(`${program.name} (V8)`, async function () {
      const wasm = join(folder, `${program.name}.wasm`);
      writeFileSync(wasm, await built());
      const node = fetchNode26(() => {});
      if (node === undefined) return this.skip();
      check(program, node, [...node26Flags, runner, wasm], folder);
    });
  }
});

/** Makes the expected output with cc. Left alone: programs that trap (natively they end in other ways) and async ones. */
function bless(program: Program, expected: string): void {
  if (program.exit === 134 || program.files.some((f) => f.text.includes("<weft/async.h>"))) return;
  const folder = mkdtempSync(join(tmpdir(), "weft-c-bless-"));
  const sources = program.files.map((f) => f.path).filter((p) => p.endsWith(".c"));
  const binary = join(folder, "program");
  const include = join(import.meta.dirname, "../include");
  const switches = program.files.some((f) => f.text.includes("<fiber_switch.h>"));
  const oracle = join(import.meta.dirname, "oracle", switches ? "fiber_switch.c" : "fiber.c");
  const cc = spawnSync("cc", ["-O1", "-w", "-I", include, ...sources, oracle, "-lm", "-o", binary], {
    encoding: "utf8",
  });
  strictEqual(cc.status, 0, cc.stderr);
  const run = spawnSync(binary, program.args, { input: program.stdin, encoding: "utf8", cwd: folder });
  strictEqual(run.status, program.exit, `${program.name}: ${run.stderr}`);
  writeFileSync(expected, run.stdout);
  rmSync(folder, { recursive: true, force: true });
}
