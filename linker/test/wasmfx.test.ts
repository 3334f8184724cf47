// Every WasmFX instruction, what it gives and how it traps, on both engines. Each file of wasmfx/ is a module with an export
// "test" and says at its top what to expect:
//   ;; result: 42     or     ;; trap: unhandled tag (a pattern)     and perhaps     ;; native only: reason
// All of them are linked with one main module, which runs the test whose number is the program's first argument and
// prints its result: many modules of overlapping names and types, one executable.

import { match, ok, strictEqual } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fetchNode26, node26Flags } from "../../cli/node26.ts";
import { hasErrors, renderDiagnostics } from "../../diagnostics/index.ts";
import { buildRuntime, compileNative, linkExecutable } from "../../runtime/aot/index.ts";
import { encode, type Module, validate } from "../../wasmfx-backend/index.ts";
import { link } from "../index.ts";
import { moduleOf } from "./helper.ts";

const folder = join(import.meta.dirname, "wasmfx");

interface Case {
  readonly name: string;
  readonly text: string;
  readonly result?: number;
  readonly trap?: string;
  readonly nativeOnly: boolean;
}

const cases = readdirSync(folder)
  .sort()
  .map((file): Case => {
    const text = readFileSync(join(folder, file), "utf8");
    const value = (key: string): string | undefined => new RegExp(`^;; ${key}: (.*)$`, "m").exec(text)?.[1];
    const result = value("result");
    const name = basename(file, ".wat");
    return {
      name,
      text,
      result: result === undefined ? undefined : Number(result),
      trap: value("trap"),
      nativeOnly: value("native only") !== undefined,
    };
  });

/** A program that runs test number argv[1] and prints its result as a decimal number. */
const mainText = (tests: readonly Case[]): string => `(module
  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
${tests.map(({ name }) => `  (import "${name}" "test" (func $${name} (result i32)))`).join("\n")}
  (memory (export "memory") 1)
  (type $test (func (result i32)))
  (table funcref (elem ${tests.map(({ name }) => `$${name}`).join(" ")}))

  ;; Arguments: pointers from 1024, text from 4096. A number's text is made backwards, to end at 2048.
  (func $argument (result i32) (local $at i32) (local $n i32)
    (drop (call $args_get (i32.const 1024) (i32.const 4096)))
    (local.set $at (i32.load (i32.const 1028)))
    (loop $digit
      (if (i32.load8_u (local.get $at))
        (then
          (local.set $n (i32.add (i32.mul (local.get $n) (i32.const 10)) (i32.sub (i32.load8_u (local.get $at)) (i32.const 48))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $digit))))
    (local.get $n))
  (func $print (param $n i32) (local $at i32) (local $rest i32)
    (local.set $at (i32.const 2048))
    (local.set $rest (select (i32.sub (i32.const 0) (local.get $n)) (local.get $n) (i32.lt_s (local.get $n) (i32.const 0))))
    (loop $digit
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (i32.store8 (local.get $at) (i32.add (i32.const 48) (i32.rem_u (local.get $rest) (i32.const 10))))
      (br_if $digit (local.tee $rest (i32.div_u (local.get $rest) (i32.const 10)))))
    (if (i32.lt_s (local.get $n) (i32.const 0))
      (then
        (local.set $at (i32.sub (local.get $at) (i32.const 1)))
        (i32.store8 (local.get $at) (i32.const 45))))
    (i32.store (i32.const 0) (local.get $at))
    (i32.store (i32.const 4) (i32.sub (i32.const 2048) (local.get $at)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "_start") (call $print (call_indirect (type $test) (call $argument)))))`;

async function linkAll(tests: readonly Case[]): Promise<Module> {
  const inputs = [{ name: "main", file: "main.wat", module: await moduleOf(mainText(tests), "main.wat") }];
  for (const { name, text } of tests)
    inputs.push({ name, file: `${name}.wat`, module: await moduleOf(text, `${name}.wat`) });
  const { module, diagnostics } = link(inputs);
  ok(module, renderDiagnostics(diagnostics));
  const invalid = validate(module, { file: "linked" });
  ok(!hasErrors(invalid), renderDiagnostics(invalid));
  return module;
}

function check(
  { result, trap }: Case,
  run: { stdout: string; stderr: string; status: number | null; signal: string | null },
): void {
  const seen = `exit ${run.status} ${run.signal ?? ""}\n${run.stdout}\n${run.stderr}`;
  if (trap === undefined) {
    strictEqual(run.stdout, String(result), seen);
    strictEqual(run.status, 0, seen);
  } else {
    match(run.stderr, new RegExp(`^trap: ${trap}$`, "m"), seen);
    strictEqual(run.status, 134, seen);
  }
}

describe("WasmFX instructions", function () {
  this.timeout(120000);
  let work = "";
  before(() => {
    work = mkdtempSync(join(tmpdir(), "weft-wasmfx-"));
  });
  after(() => rmSync(work, { recursive: true, force: true }));

  describe("native", () => {
    let program = "";
    before(async () => {
      const compiled = await compileNative(await linkAll(cases), { folder: work, level: 1 });
      ok(compiled.object, renderDiagnostics(compiled.diagnostics));
      program = join(work, "program");
      const runtime = await buildRuntime(work);
      const built = await linkExecutable({ object: compiled.object, runtime, output: program });
      ok(!hasErrors(built), renderDiagnostics(built));
    });
    for (const [i, test] of cases.entries()) {
      it(test.name, () => check(test, spawnSync(program, [String(i)], { encoding: "utf8", timeout: 30000 })));
    }
  });

  describe("V8", () => {
    const portable = cases.filter((c) => !c.nativeOnly);
    let file = "";
    let node: string | undefined;
    before(async function () {
      node = fetchNode26(() => {});
      if (node === undefined) this.skip();
      file = join(work, "program.wasm");
      writeFileSync(file, encode(await linkAll(portable)));
    });
    const runner = join(import.meta.dirname, "../../runtime/v8/run.mjs");
    for (const [i, test] of portable.entries()) {
      it(test.name, () => {
        const run = spawnSync(node!, [...node26Flags, runner, file, String(i)], { encoding: "utf8", timeout: 30000 });
        check(test, run);
      });
    }
  });
});
