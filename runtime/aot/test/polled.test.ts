// The flag of weft_host.preempt_timer is looked at in every iteration, at every level of optimisation, however constant it
// looks: a loop that would never end without it ends, and other loads are still merged.

import { strict as assert } from "node:assert";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { decode, parseWat } from "../../../wasmfx-backend/index.ts";
import { compileNative } from "../index.ts";
import { mustBuild, run, workFolder } from "./native.ts";

/** `flag`: the instructions that give the timer its address. */
const spin = (flag: string): string => `(module
  (import "weft_host" "preempt_timer" (func $timer (param i32 i32) (result i32)))
  (memory 1)
  (global $turns (mut i32) (i32.const 0))
  (func $preempt
    (i32.store (i32.const 1760) (i32.const 0))
    (global.set $turns (i32.add (global.get $turns) (i32.const 1))))
  (func $twice (export "twice") (result i32)
    (i32.add (i32.load (i32.const 2000)) (i32.load (i32.const 2000))))
  (func (export "f") (result i32)
    (local $n i32)
    (drop (call $timer ${flag} (i32.const 1)))
    (loop $more
      (local.set $n (i32.add (i32.mul (local.get $n) (i32.const 1103515245)) (i32.const 12344)))
      (if (i32.load (i32.const 1760)) (then
        (call $preempt)
        (if (i32.eq (global.get $turns) (i32.const 3)) (then (return (global.get $turns))))))
      (br_if $more (i32.eqz (i32.and (local.get $n) (i32.const 1)))))
    (i32.const -1)))`;

const fixed = spin("(i32.const 1760)");
const computed = spin("(i32.add (i32.const 1000) (i32.const 760))");

describe("native: words that the host changes", () => {
  for (const level of [1, 2, 3] as const)
    it(`a loop sees its turn end at -O${level}`, async () => {
      assert.equal(run(await mustBuild(fixed, "polled.wat", { level }), [], "f").stdout, "3\n");
    });

  it("also when the address of the flag is computed", async () => {
    assert.equal(run(await mustBuild(computed, "polled.wat", { level: 3 }), [], "f").stdout, "3\n");
  });

  it("other loads are merged as before", async () => {
    const { module } = decode((await parseWat(fixed, "polled.wat")).bytes!, "polled.wat");
    const folder = mkdtempSync(join(workFolder, "p-"));
    const { text } = await compileNative(module!, { folder, level: 3, emit: "ll", keepExports: true });
    const twice = /define [^\n]*@w\.twice\([\s\S]*?\n}/.exec(text!)![0];
    assert.equal(twice.match(/ load /g)?.length, 1, twice);
  });
});
