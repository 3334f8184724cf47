// The heap of structures and arrays under load: a collection at every allocation, and memory that stays flat however much
// is dropped, also in cycles through continuations.

import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { objectLists } from "../prelude/objects.ts";
import { mustBuild } from "./native.ts";
import { parseScript } from "./script.ts";

const scripts = parseScript(readFileSync(join(import.meta.dirname, "wast", "objects.wast"), "utf8"));

describe("native: objects", () => {
  scripts.forEach(({ text, line, assertions }) => {
    it(`survive a collection at every allocation (objects.wast:${line})`, async () => {
      const program = await mustBuild(text, "objects.wast", { level: 2 });
      for (const { name, args, results, kind, line: at } of assertions) {
        if (kind !== "return" || Number(args[0]) > 1000) continue;
        const { status, stdout, stderr } = spawnSync(program, args, {
          env: { ...process.env, WEFT_INVOKE: name, WEFT_OBJECTS: "stress" },
          encoding: "utf8",
        });
        const printed = results.map((r) => `${r.text}\n`).join("");
        assert.deepEqual(
          { status, numbers: numbers(stdout) },
          { status: 0, numbers: numbers(printed) },
          `${at}: ${stderr}`,
        );
      }
    });
  });

  it("of all sizes come and go in constant memory", async () => {
    const wat = `(module
      (type $node (struct (field (mut (ref null $node))) (field i64)))
      (type $bytes (array (mut i8)))
      (type $nodes (array (mut (ref null $node))))
      (func (export "churn") (param $n i32) (result i32)
        (local $keep (ref null $nodes)) (local $size i32)
        (local.set $keep (array.new_default $nodes (i32.const 1000)))
        (loop $more
          (array.set $nodes (local.get $keep) (i32.rem_u (local.get $n) (i32.const 1000))
            (struct.new $node (struct.new_default $node) (i64.const 1)))
          (if (i32.eqz (i32.rem_u (local.get $n) (i32.const 5)))
            (then (array.set $nodes (local.get $keep) (i32.rem_u (i32.mul (local.get $n) (i32.const 13)) (i32.const 1000)) (ref.null $node))))
          (local.set $size (i32.rem_u (i32.mul (local.get $n) (i32.const 7919)) (i32.const 3000)))
          (if (i32.eqz (i32.rem_u (local.get $n) (i32.const 100)))
            (then (local.set $size (i32.mul (local.get $size) (i32.const 200)))))
          (drop (array.new_default $bytes (local.get $size)))
          (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (array.len (local.get $keep))))`;
    const program = await mustBuild(wat, "churn.wat");
    const chunks = (n: number): number => {
      const { status, stderr } = spawnSync(program, [String(n)], {
        env: { ...process.env, WEFT_INVOKE: "churn", WEFT_OBJECTS: "stats" },
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      return Number(/objects: (\d+) chunks/.exec(stderr)![1]);
    };
    const [few, many] = [chunks(20_000), chunks(400_000)];
    assert.ok(many <= few * 1.5, `${few} chunks after 20,000 rounds, ${many} after 400,000`);
  });

  it("trap when there is no memory for them", async () => {
    const wat = `(module (type $bytes (array (mut i8))) (type $all (array (mut (ref null $bytes))))
      (func (export "one") (param i32) (result i32) (array.len (array.new_default $bytes (local.get 0))))
      (func (export "dropped") (param $n i32) (result i32)
        (loop $more
          (drop (array.new_default $bytes (i32.const 100000)))
          (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $n))
      (func (export "kept") (param $n i32) (result i32)
        (local $all (ref $all))
        (local.set $all (array.new_default $all (local.get $n)))
        (loop $more
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (array.set $all (local.get $all) (local.get $n) (array.new_default $bytes (i32.const 100000)))
          (br_if $more (local.get $n)))
        (array.len (local.get $all))))`;
    const program = await mustBuild(wat, "memory.wat");
    const run = (name: string, n: number): string => {
      const env = { ...process.env, WEFT_INVOKE: name, WEFT_OBJECT_MEMORY: "16M" };
      const { stdout, stderr } = spawnSync(program, [String(n)], { env, encoding: "utf8" });
      return stdout || stderr.split("\n")[0];
    };
    const trap = "trap: out of memory for objects";
    assert.equal(run("one", 15_000_000), "15000000\n");
    assert.equal(run("one", 17_000_000), trap);
    assert.equal(run("one", -1), trap);
    assert.equal(run("dropped", 10_000), "0\n");
    assert.equal(run("kept", 100), "100\n");
    assert.equal(run("kept", 200), trap);
  });

  it("and continuations that hold each other are reclaimed", async () => {
    const program = await mustBuild(scripts[1].text, "objects.wast", { level: 2 });
    const { status, stdout, stderr } = spawnSync(program, ["300001"], {
      env: { ...process.env, WEFT_INVOKE: "drop-cycles", WEFT_STACKS: "stats" },
      encoding: "utf8",
    });
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "1\n" }, stderr);
    const made = Number(/stacks: (\d+) slots/.exec(stderr)?.[1]);
    assert.ok(made < 20_000, stderr);
  });

  for (const linearity of ["indirect", "unchecked"] as const) {
    it(`hold continuations when linearity is ${linearity}`, async () => {
      const program = await mustBuild(scripts[1].text, "objects.wast", { level: 1, linearity });
      const run = (mode: string, name: string, arg: string): string =>
        spawnSync(program, [arg], {
          env: { ...process.env, WEFT_INVOKE: name, WEFT_OBJECTS: mode },
          encoding: "utf8",
        }).stdout;
      assert.equal(run("stress", "triangle", "30"), "465\n");
      assert.equal(run("", "drop-cycles", "50001"), "1\n");
    });
  }

  it("agree with weft_abi.h", () => {
    const header = readFileSync(join(import.meta.dirname, "..", "..", "native", "weft_abi.h"), "utf8");
    assert.equal(Number(/#define WEFT_OBJECT_LISTS (\d+)/.exec(header)![1]), objectLists);
  });
});

/** Results as numbers: the script may spell them otherwise than the program prints them. */
const numbers = (text: string): number[] => text.split("\n").slice(0, -1).map(Number);
