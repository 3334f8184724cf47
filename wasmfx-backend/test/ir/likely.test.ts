// Branches around blocks that are marked as rarely run: the module says of their `if` and `br_if` which way they go.

import assert from "node:assert/strict";
import { emitModule } from "../../codegen/index.ts";
import { i32, local, newModule } from "../../ir/builder.ts";
import type { IrBlock, IrFunc } from "../../ir/ir.ts";

/** f(%0): b0 branches to b1 or b2, each of which writes to %0 and goes on at b3. */
function diamond(rare: readonly number[]): IrFunc {
  const arm = (b: number): IrBlock => ({
    stmts: [{ kind: "set", local: 0, value: i32(b) }],
    end: { kind: "jump", block: 3 },
    ...(rare.includes(b) ? { cold: true } : {}),
  });
  return {
    name: "f",
    signature: { params: ["i32"], results: ["i32"] },
    locals: [{ type: "i32" }],
    blocks: [
      { stmts: [], end: { kind: "branch", cond: local(0), then: 1, else: 2 } },
      arm(1),
      arm(2),
      { stmts: [], end: { kind: "return", values: [local(0)] } },
    ],
  };
}

/** do { if (%0 == 7) rarely() } while (--%0), where the back edge is a br_if. */
const loop: IrFunc = {
  name: "f",
  signature: { params: ["i32"], results: [] },
  locals: [{ type: "i32" }],
  blocks: [
    { stmts: [], end: { kind: "jump", block: 1 } },
    {
      stmts: [],
      end: {
        kind: "branch",
        cond: { kind: "op", op: "i32.eq", args: [local(0), i32(7)] },
        then: 2,
        else: 3,
      },
    },
    { stmts: [{ kind: "set", local: 0, value: i32(3) }], end: { kind: "jump", block: 3 }, cold: true },
    {
      stmts: [{ kind: "set", local: 0, value: { kind: "op", op: "i32.sub", args: [local(0), i32(1)] } }],
      end: { kind: "branch", cond: local(0), then: 1, else: 4 },
    },
    { stmts: [], end: { kind: "return", values: [] }, cold: true },
  ],
};

/** Each branch of the emitted function, with what is said of its condition. */
function branches(func: IrFunc): string[] {
  const { body, likely } = emitModule({ ...newModule(), funcs: [func] }).funcs[0];
  return body.flatMap(({ op }, i) => {
    if (op === "if" || op === "br_if") return [`${op} ${likely?.get(i) ?? "open"}`];
    assert.equal(likely?.get(i), undefined, `${op} is no branch`);
    return [];
  });
}

describe("codegen: branches that nearly always go one way", () => {
  it("a rare arm", () => {
    assert.deepEqual(branches(diamond([1])), ["if false"]);
    assert.deepEqual(branches(diamond([2])), ["if true"]);
  });

  it("nothing is known of equal arms", () => {
    assert.deepEqual(branches(diamond([])), ["if open"]);
    assert.deepEqual(branches(diamond([1, 2])), ["if open"]);
  });

  it("nothing is said of a check that fails for good", () => {
    const func = diamond([1]);
    func.blocks[1].end = { kind: "unreachable" };
    assert.deepEqual(branches(func), ["if open"]);
  });

  it("a condition that is turned round keeps its meaning", () => {
    assert.deepEqual(branches(loop), ["if false", "br_if true"]);
  });
});
