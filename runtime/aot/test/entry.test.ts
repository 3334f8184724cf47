// What the runtime calls by itself must have the type it expects: a hostile module may export anything under those names. And
// standard streams that the caller closed must not become the program's files.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mustBuild, run, workFolder } from "./native.ts";

/** As many as overflow any buffer made for a few, but no more than LLVM compiles quickly. */
const many = 120;
const words = (text: string): string => ` ${text}`.repeat(many);

describe("entries", function () {
  this.timeout(60_000);

  for (const name of ["_start", "_initialize"]) {
    const refusal = `weft: the entry of the module must have no parameters and no results: ${name}\n`;

    it(`refuses ${name} with results`, async () => {
      const wat = `(module (func (export "${name}") (result${words("i64")})${words("(i64.const 63422)")}))`;
      assert.deepEqual(run(await mustBuild(wat, "results.wat")), { status: 2, stdout: "", stderr: refusal });
    });

    it(`refuses ${name} with parameters`, async () => {
      const wat = `(module (func (export "${name}") (param${words("i64")}) unreachable))`;
      assert.deepEqual(run(await mustBuild(wat, "params.wat")), { status: 2, stdout: "", stderr: refusal });
    });
  }

  it("does not call a trap hook of another type", async () => {
    const wat = `(module
      (func (export "weft.on_trap") (param i32) (result${words("i64")})${words("(i64.const 63422)")})
      (func $main (export "_start") unreachable))`;
    const { status, stderr } = run(await mustBuild(wat, "hook.wat"));
    assert.deepEqual([status, stderr.split("\n")[0]], [134, "trap: unreachable"]);
  });

  it("keeps files apart from closed standard streams", async () => {
    const program = await mustBuild(
      `(module
        (import "wasi_snapshot_preview1" "path_open"
          (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "file" "\\00\\00\\00\\00\\04\\00\\00\\00")
        (func (export "_start")
          (if (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 1)
                (i64.const -1) (i64.const -1) (i32.const 0) (i32.const 20))
            (then (call $exit (i32.const 1))))
          (if (call $write (i32.const 1) (i32.const 4) (i32.const 1) (i32.const 24))
            (then (call $exit (i32.const 2))))))`,
      "closed.wat",
    );
    const folder = mkdtempSync(join(workFolder, "closed-"));
    const env = { ...process.env, WEFT_DIRS: `/=${folder}` };
    const { status } = spawnSync("sh", ["-c", `exec ${program} <&- >&- 2>&-`], { env });
    assert.deepEqual([status, readFileSync(join(folder, "file"), "utf8")], [0, ""]);
  });
});
