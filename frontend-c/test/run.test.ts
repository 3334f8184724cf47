// Runs every program of run/ (a .c file, or a folder of them) under V8 and compares what it prints with NAME.out. Comments
// at the top of a program say how: `// args: a b`, `// stdin: text`, `// exit: n`, `// stderr: text` (contained in it).
// Expected outputs come from the machine's own C compiler, fibers from oracle/fiber.c: WEFT_BLESS=1 makes them again.

import { match, ok, strictEqual } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fetchNode26, node26Flags } from "../../cli/node26.ts";
import { hasErrors, renderDiagnostics } from "../../diagnostics/index.ts";
import { link } from "../../linker/index.ts";
import { encode, validate } from "../../wasmfx-backend/index.ts";
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
  };
}

const programs = readdirSync(runFolder)
  .filter((name) => !name.endsWith(".out"))
  .sort()
  .map(readProgram);

/** The program as one module. */
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
  return encode(linked.module);
}

describe("C programs", function () {
  this.timeout(60000);
  let folder = "";
  let node: string | undefined;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-c-test-"));
    node = fetchNode26(() => {});
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const program of programs) {
    const expected = join(runFolder, `${program.name}.out`);
    if (process.env.WEFT_BLESS) bless(program, expected);
    it(program.name, async function () {
      const wasm = join(folder, `${program.name}.wasm`);
      writeFileSync(wasm, await build(program));
      if (node === undefined) return this.skip();
      const options = {
        input: program.stdin,
        encoding: "utf8",
        timeout: 30000,
        env: { ...process.env, TMPDIR: folder },
      } as const;
      const run = spawnSync(node, [...node26Flags, runner, wasm, ...program.args], options);
      strictEqual(run.stdout, readFileSync(expected, "utf8"), run.stderr);
      strictEqual(run.status, program.exit, run.stderr);
      if (program.stderr !== undefined) match(run.stderr, new RegExp(program.stderr));
    });
  }
});

/** Makes the expected output with cc. Programs that trap are left alone: natively they end in other ways. */
function bless(program: Program, expected: string): void {
  if (program.exit === 134) return;
  const folder = mkdtempSync(join(tmpdir(), "weft-c-bless-"));
  const sources = program.files.map((f) => f.path).filter((p) => p.endsWith(".c"));
  const binary = join(folder, "program");
  const include = join(import.meta.dirname, "../include");
  const oracle = join(import.meta.dirname, "oracle/fiber.c");
  const cc = spawnSync("cc", ["-O1", "-w", "-I", include, ...sources, oracle, "-lm", "-o", binary], {
    encoding: "utf8",
  });
  strictEqual(cc.status, 0, cc.stderr);
  const run = spawnSync(binary, program.args, { input: program.stdin, encoding: "utf8", cwd: folder });
  strictEqual(run.status, program.exit, `${program.name}: ${run.stderr}`);
  writeFileSync(expected, run.stdout);
  rmSync(folder, { recursive: true, force: true });
}
