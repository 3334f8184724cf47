// The compiler's own interface: diagnostics instead of exceptions, text output, names, traps with backtraces, host calls.

import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, parseWat } from "../../../wasmfx-backend/index.ts";
import { compileNative, type NativeOptions } from "../index.ts";
import { abiVersion } from "../translate/data-text.ts";
import { memory0Base } from "../translate/module-text.ts";
import { mustBuild, run, workFolder } from "./native.ts";

const compile = async (wat: string, options: Partial<NativeOptions>) => {
  const { module } = decode((await parseWat(wat, "test.wat")).bytes!, "test.wat");
  return compileNative(module!, { folder: mkdtempSync(join(workFolder, "c-")), ...options });
};

const hello = (text: string, length = text.length): string => `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\\10\\00\\00\\00\\${length.toString(16).padStart(2, "0")}\\00\\00\\00")
  (data (i32.const 16) "${text}")
  (func $print (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $inner (call $print) unreachable)
  (func $main (export "_start") (call $print))
  (func (export "fails") (call $inner)))`;

describe("native: interface", () => {
  it("runs _start with host calls", async () => {
    const { status, stdout, stderr } = run(await mustBuild(hello("hello"), "hello.wat"));
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "hello", stderr: "" });
  });

  it("prints a trap with the names of the functions and exits with 134", async () => {
    const { status, stdout, stderr } = run(await mustBuild(hello("x"), "hello.wat", { level: 0 }), [], "fails");
    assert.equal(status, 134);
    assert.equal(stdout, "x");
    assert.match(stderr, /unreachable\n.*at inner\n.*at fails\n/);
  });

  it("calls weft.on_trap with the code before it ends", async () => {
    const wat = `(module
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (func (export "weft.on_trap") (param i32) (call $exit (i32.add (i32.const 40) (local.get 0))))
      (func (export "_start") (drop (i32.div_s (i32.const 1) (i32.const 0)))))`;
    assert.equal(run(await mustBuild(wat, "trap.wat", { keepExports: false })).status, 44);
  });

  it("names unknown imports and wrong types before it produces anything", async () => {
    const { object, diagnostics } = await compile(
      `(module (import "env" "f" (func)) (import "wasi_snapshot_preview1" "fd_close" (func (param i64) (result i32)))
         (import "env" "m" (memory 1)))`,
      {},
    );
    assert.equal(object, undefined);
    assert.deepEqual(
      diagnostics.map((d) => `${d.severity}: ${d.message}`),
      [
        "error: unknown import env.f (func)",
        "error: import wasi_snapshot_preview1.fd_close has type (i64) -> (i32), but the host function has type (i32) -> (i32)",
        "error: unknown import env.m (memory)",
      ],
    );
  });

  it("gives LLVM IR and assembly as text", async () => {
    const wat = `(module (func $f (export "_start") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1234567))))`;
    assert.match((await compile(wat, { emit: "ll" })).text!, /define internal .*i32 @w\.f\(i32/);
    assert.match((await compile(wat, { emit: "asm" })).text!, /w\.f:[\s\S]*1234567/);
  });

  it("can leave the names out", async () => {
    const { text } = await compile(`(module (func $secret (export "f")))`, { emit: "asm", names: false });
    assert.doesNotMatch(text!, /secret/);
  });

  it("keeps trapping loads with strict", async () => {
    const wat = `(module (memory 1) (func (export "f") (drop (i32.load (i32.const 65536)))))`;
    assert.equal(run(await mustBuild(wat, "strict.wat", { strict: true }), [], "f").status, 134);
  });

  it("keeps apart functions of the same name and of the names of C and of weft", async () => {
    const wat = `(module
      (func $memcpy (export "memcpy") (result i32) (i32.const 1))
      (func $weft_trap (export "init") (result i32) (i32.const 2))
      (func $main (export "main") (result i32) (i32.add (call $memcpy) (call $weft_trap)))
      (func (export "a \\22b\\5c\\u{e9}") (result i32) (i32.const 3)))`;
    const program = await mustBuild(wat, "names.wat");
    assert.equal(run(program, [], "main").stdout, "3\n");
    assert.equal(run(program, [], 'a "b\\é').stdout, "3\n");
  });

  it("finds the guard below the stack also with frames larger than it", async () => {
    // Every local is live across the call, so each frame takes about 24 KiB.
    const locals = Array.from({ length: 3000 }, (_, i) => i + 1);
    const set = locals.map((i) => `(local.set ${i} (i64.mul (local.get 0) (i64.const ${2 * i + 1})))`).join("");
    const sum = locals.map((i) => `(local.get ${i}) i64.xor`).join(" ");
    const wat = `(module (func $f (export "f") (param i64) (result i64) (local ${locals.map(() => "i64").join(" ")})
      ${set} (call $f (i64.load (i32.const 0))) ${sum}) (memory 1))`;
    const { status, stderr } = run(await mustBuild(wat, "frames.wat", { level: 1 }), ["3"], "f");
    assert.equal(status, 134);
    assert.match(stderr, /call stack exhausted/);
  });

  it("agrees with weft_abi.h", () => {
    const header = readFileSync(join(import.meta.dirname, "..", "..", "native", "weft_abi.h"), "utf8");
    assert.equal(Number(/#define WEFT_MEMORY0_BASE (0x[0-9a-f]+)ul/.exec(header)![1]), memory0Base);
    assert.equal(Number(/#define WEFT_ABI_VERSION (\d+)/.exec(header)![1]), abiVersion);
  });
});
