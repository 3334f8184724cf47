// Calling one export from the command line: numbers in, results out, and what is said of wrong ones.

import assert from "node:assert/strict";
import { mustBuild, run } from "./native.ts";

const wat = `(module
  (func (export "one") (param i32) (result i32) (local.get 0))
  (func (export "turn") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
    (local.get 3) (local.get 2) (local.get 1) (local.get 0))
  (func (export "vector") (result v128) (v128.const i32x4 1 2 3 4))
  (func (export "reference") (param funcref)))`;

describe("invoke", function () {
  this.timeout(60_000);
  let program: string;
  before(async () => {
    program = await mustBuild(wat, "invoke.wat");
  });

  for (const [words, stdout] of [
    ["one -1", "-1\n"],
    ["one 4294967295", "-1\n"],
    ["one -0x80000000", "-2147483648\n"],
    ["one 010", "10\n"],
    ["turn 1 -9223372036854775808 0.5 1e-320", "9.9998886718268301e-321\n0.5\n-9223372036854775808\n1\n"],
    ["turn 1 18446744073709551615 -inf nan", "nan\n-inf\n-1\n1\n"],
    ["vector", "0x00000004000000030000000200000001\n"],
  ] as const) {
    it(words, () => {
      const [name, ...args] = words.split(" ");
      assert.deepEqual(run(program, args, name), { status: 0, stdout, stderr: "" });
    });
  }

  for (const [words, stderr] of [
    ["one", "weft: one takes 1 argument (i32), got 0\n"],
    ["turn 1 2", "weft: turn takes 4 arguments (i32 i64 f32 f64), got 2\n"],
    ["vector 1", "weft: vector takes 0 arguments, got 1\n"],
    ["one x", "weft: not an i32: x\n"],
    ["one 1.5", "weft: not an i32: 1.5\n"],
    ["one 4294967296", "weft: not an i32: 4294967296\n"],
    ["one -2147483649", "weft: not an i32: -2147483649\n"],
    ["one 99999999999999999999999", "weft: not an i32: 99999999999999999999999\n"],
    ["turn 1 18446744073709551616 1 1", "weft: not an i64: 18446744073709551616\n"],
    ["turn 1 1 1e39 1", "weft: not an f32: 1e39\n"],
    ["turn 1 1 1 1e400", "weft: not an f64: 1e400\n"],
    ["reference 1", "weft: a funcref cannot be given on the command line: 1\n"],
    ["nothing", "weft: no exported function: nothing\nthe module exports: one turn vector reference\n"],
  ] as const) {
    it(words, () => {
      const [name, ...args] = words.split(" ");
      assert.deepEqual(run(program, args, name), { status: 2, stdout: "", stderr });
    });
  }
});
