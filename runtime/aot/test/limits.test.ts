// Programs that take without end are ended with a trap before the machine has to.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mustBuild } from "./native.ts";

describe("limits", function () {
  this.timeout(60_000);

  const nested = `(module
    (type $f (func)) (type $c (cont $f)) (elem declare func $again)
    (func $again (resume $c (cont.new $c (ref.func $again))))
    (func (export "_start") (call $again)))`;
  const dropped = `(module
    (type $f (func)) (type $c (cont $f)) (elem declare func $nothing)
    (func $nothing)
    (func (export "_start") (local $i i32)
      (loop $more
        (drop (cont.new $c (ref.func $nothing)))
        (br_if $more (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100000))))))`;

  function run(program: string, memory: string) {
    const env = { ...process.env, WEFT_STACK_MEMORY: memory };
    const { status, stderr } = spawnSync(program, { env, encoding: "utf8", timeout: 30_000 });
    return { status, lines: stderr.split("\n") };
  }

  it("ends continuations inside continuations where WEFT_STACK_MEMORY is used up", async () => {
    const { status, lines } = run(await mustBuild(nested, "nested.wat"), "16M");
    assert.equal(status, 134);
    assert.deepEqual(lines.slice(0, 2), [
      "weft: cannot make more than 4096 stacks: WEFT_STACK_MEMORY is reached",
      "trap: too many continuations",
    ]);
  });

  it("reclaims abandoned ones first", async () => {
    assert.deepEqual(run(await mustBuild(dropped, "dropped.wat"), "2M"), { status: 0, lines: [""] });
  });

  it("refuses what is no size", async () => {
    const { status, lines } = run(await mustBuild(dropped, "dropped.wat"), "much");
    assert.deepEqual([status, lines[0]], [134, "weft: WEFT_STACK_MEMORY=much: expected a size from 256K"]);
  });
});
