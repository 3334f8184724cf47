// Which calls are replaced by what they call: small leaves anywhere, those of the runtime's inside there, too, but nothing else there.

import assert from "node:assert/strict";
import { i32, local, newModule, op } from "../../ir/builder.ts";
import type { Expr, IrFunc } from "../../ir/ir.ts";
import { inlineLeaves } from "../../ir/passes/inline.ts";

/** (%0) -> %0 + 1 + ... + 1, `size` operations. */
function leaf(name: string, size: number, extra: Partial<IrFunc> = {}): IrFunc {
  let value: Expr = local(0);
  for (let i = 0; i < size; i++) value = op("i32.add", value, i32(1));
  return {
    name,
    signature: { params: ["i32"], results: ["i32"] },
    locals: [{ type: "i32" }],
    blocks: [{ stmts: [], end: { kind: "return", values: [value] } }],
    ...extra,
  };
}

/** Calls `callee` and returns what it gives. */
const caller = (callee: string, extra: Partial<IrFunc> = {}): IrFunc => ({
  name: "caller",
  signature: { params: ["i32"], results: ["i32"] },
  locals: [{ type: "i32" }],
  blocks: [
    {
      stmts: [{ kind: "call", dsts: [0], callee: { kind: "func", name: callee }, args: [local(0)] }],
      end: { kind: "return", values: [local(0)] },
    },
  ],
  ...extra,
});

function isInlined(callee: IrFunc, extra: Partial<IrFunc> = {}): boolean {
  const { funcs } = inlineLeaves({ ...newModule(), funcs: [callee, caller(callee.name, extra)] }, (f) => f);
  return !funcs[1].blocks.some(({ stmts }) => stmts.some(({ kind }) => kind === "call"));
}

describe("inlining of leaves", () => {
  const inside = { noRoots: true } as const;

  it("small ones, into anything of their kind", () => {
    assert.equal(isInlined(leaf("f", 20)), true);
    assert.equal(isInlined(leaf("f", 30)), false);
    assert.equal(isInlined(leaf("f", 2, { inline: "never" })), false);
  });

  it("the smallest ones of the runtime's inside, everywhere", () => {
    assert.equal(isInlined(leaf("f", 6, inside)), true);
    assert.equal(isInlined(leaf("f", 6, inside), inside), true);
    assert.equal(isInlined(leaf("f", 20, inside)), false);
    assert.equal(isInlined(leaf("f", 20, { ...inside, inline: "always" })), true);
  });

  it("nothing ordinary comes into the runtime's inside", () => {
    assert.equal(isInlined(leaf("f", 2), inside), false);
  });
});
