import { deepEqual, doesNotMatch, match, ok } from "node:assert";
import { renderDiagnostics } from "../../diagnostics/index.ts";
import { encode, type Instr, printWat } from "../../wasmfx-backend/index.ts";
import { link } from "../index.ts";
import { type Call, checkCalls, moduleOf } from "./helper.ts";

interface Case {
  readonly title: string;
  /** Exports "f" (and others), which are put in place of their calls. */
  readonly lib: string;
  readonly app: string;
  readonly calls: readonly Call[];
  readonly inline?: readonly string[];
  /** A call may remain. */
  readonly keepsCall?: true;
}

const cases: readonly Case[] = [
  {
    title: "parameters and a result",
    lib: `(func (export "f") (param $a i32) (param $b i32) (result i32) (i32.sub (local.get $a) (local.get $b)))`,
    app: `(import "lib" "f" (func $f (param i32 i32) (result i32)))
      (func (export "t") (param i32) (result i32) (call $f (call $f (i32.const 100) (local.get 0)) (i32.const 1)))`,
    calls: [["t", [9], 90]],
  },
  {
    title: "locals start at zero each time round a loop",
    lib: `(func (export "f") (result i32) (local $n i32) (local $l i64) (local $r funcref)
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (local.set $l (i64.add (local.get $l) (i64.const 1)))
      (if (i32.eqz (ref.is_null (local.get $r))) (then (unreachable)))
      (i32.add (local.get $n) (i32.wrap_i64 (local.get $l))))`,
    app: `(import "lib" "f" (func $f (result i32)))
      (func (export "t") (result i32) (local $i i32) (local $sum i32)
        (loop $l
          (local.set $sum (i32.add (local.get $sum) (call $f)))
          (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 10))))
        (local.get $sum))`,
    calls: [["t", [], 20]],
  },
  {
    title: "return and branches from inner blocks, with values below them",
    lib: `(func (export "f") (param $n i32) (result i32)
      (loop $again
        (block $out
          (br_if $out (local.get $n))
          (i32.const 6)
          (i32.const 77)
          (return))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $again))
      (unreachable))`,
    app: `(import "lib" "f" (func $f (param i32) (result i32)))
      (func (export "t") (param i32) (result i32) (i32.mul (i32.const 2) (block (result i32) (call $f (local.get 0)))))`,
    calls: [
      ["t", [0], 154],
      ["t", [3], 154],
    ],
  },
  {
    title: "a branch to the function's own label",
    lib: `(func (export "f") (param $n i32) (result i32) (br_if 0 (i32.const 1) (local.get $n)) (drop) (i32.const 2))`,
    app: `(import "lib" "f" (func $f (param i32) (result i32)))
      (func (export "t") (param i32) (result i32) (call $f (local.get 0)))`,
    calls: [
      ["t", [0], 2],
      ["t", [1], 1],
    ],
  },
  {
    title: "several results, and none",
    lib: `(global $g (mut i32) (i32.const 0))
      (func (export "f") (param i32) (result i32 i64) (local.get 0) (i64.const 7))
      (func (export "set") (param i32) (if (local.get 0) (then (return))) (global.set $g (i32.const 3)))
      (func (export "get") (result i32) (global.get $g))`,
    inline: ["f", "set", "get"],
    app: `(import "lib" "f" (func $f (param i32) (result i32 i64))) (import "lib" "set" (func $set (param i32))) (import "lib" "get" (func $get (result i32)))
      (func (export "t") (param i32) (result i32) (local $l i64)
        (call $set (local.get 0))
        (call $f (i32.const 1)) (local.set $l)
        (i32.add (i32.add (i32.wrap_i64 (local.get $l)) (call $get))))`,
    calls: [
      ["t", [1], 8],
      ["t", [0], 11],
    ],
  },
  {
    title: "chosen functions that call each other; a recursive one goes on as a call",
    lib: `(func $f (export "f") (param i32) (result i32) (i32.add (call $g (local.get 0)) (i32.const 1)))
      (func $g (export "g") (param i32) (result i32) (local $two i32) (local.set $two (i32.const 2)) (i32.mul (local.get 0) (local.get $two)))
      (func $r (export "r") (param i32) (result i32)
        (if (result i32) (local.get 0) (then (i32.add (local.get 0) (call $r (i32.sub (local.get 0) (i32.const 1))))) (else (i32.const 0))))`,
    inline: ["f", "g", "r"],
    app: `(import "lib" "f" (func $f (param i32) (result i32))) (import "lib" "r" (func $r (param i32) (result i32)))
      (func (export "t") (param i32) (result i32) (i32.add (call $f (local.get 0)) (call $r (local.get 0))))`,
    calls: [["t", [10], 76]],
    keepsCall: true,
  },
  {
    title: "handlers of the caller still count",
    lib: `(tag $e (export "e") (param i32))
      (func (export "f") (param i32) (block $b (br_if $b (local.get 0)) (throw $e (i32.const 4))))`,
    app: `(import "lib" "f" (func $f (param i32))) (import "lib" "e" (tag $e (param i32)))
      (func (export "t") (param i32) (result i32)
        (block $h (result i32) (try_table (catch $e $h) (call $f (local.get 0))) (i32.const 1)))`,
    calls: [
      ["t", [0], 4],
      ["t", [1], 1],
    ],
  },
  {
    title: "locals that are never null",
    lib: `(type $v (func (result i32))) (elem declare func $nine) (func $nine (type $v) (i32.const 9))
      (func (export "f") (result i32) (local $r (ref $v)) (local.set $r (ref.func $nine)) (call_ref $v (local.get $r)))`,
    app: `(import "lib" "f" (func $f (result i32))) (func (export "t") (result i32) (i32.add (call $f) (call $f)))`,
    calls: [["t", [], 18]],
  },
];

describe("linker: functions put in place of their calls", () => {
  for (const { title, lib, app, calls, inline, keepsCall } of cases) {
    it(title, async function () {
      const inputs = [
        { name: "app", file: "app.wat", module: await moduleOf(`(module ${app})`, "app.wat") },
        {
          name: "lib",
          file: "lib.wat",
          module: await moduleOf(`(module ${lib})`, "lib.wat"),
          inlineExports: inline ?? ["f"],
        },
      ];
      const { module, diagnostics } = link(inputs);
      ok(module, renderDiagnostics(diagnostics));
      const bytes = encode(module);
      const text = await printWat(bytes);
      if (keepsCall) match(text, /call \$r/);
      else doesNotMatch(text, /call \$/);
      checkCalls(this, bytes, calls);
    });
  }

  it("what is known of branches stays with them", async () => {
    const lib = await moduleOf(
      `(module (func (export "f") (param i32) (if (local.get 0) (then (unreachable)))))`,
      "lib.wat",
    );
    const app = await moduleOf(
      `(module (import "lib" "f" (func $f (param i32)))
        (func (export "t") (param i32) (block $b (call $f (i32.const 0)) (br_if $b (local.get 0)) (call $f (i32.const 0)))))`,
      "app.wat",
    );
    const branch = (body: readonly Instr[], op: string): number => body.findIndex((instr) => instr.op === op);
    lib.funcs[0].likely = new Map([[branch(lib.funcs[0].body, "if"), false]]);
    app.funcs[0].likely = new Map([[branch(app.funcs[0].body, "br_if"), true]]);
    const { module } = link([
      { name: "app", file: "app.wat", module: app },
      { name: "lib", file: "lib.wat", module: lib, inlineExports: ["f"] },
    ]);
    const { body, likely } = module!.funcs[0];
    const found = body.flatMap(({ op }, i) => (likely?.has(i) ? [`${op} ${likely.get(i)}`] : []));
    deepEqual(found, ["if false", "br_if true", "if false"]);
  });
});
