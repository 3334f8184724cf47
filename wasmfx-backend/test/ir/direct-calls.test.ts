// Which calls through closures become direct ones.

import assert from "node:assert/strict";
import { FuncBuilder, i32, load, local, newModule, op, toFunc, toSlot } from "../../ir/builder.ts";
import type { Expr, IrFunc, IrModule, IrType, Signature } from "../../ir/ir.ts";
import { callDirectly } from "../../ir/passes/direct-calls.ts";
import { printFunc } from "../../ir/print.ts";
import { verifyIr } from "../../ir/verify.ts";

const sig = (params: readonly IrType[], results: readonly IrType[]): Signature => ({ params, results });
const bodySignature = sig(["ptr", "i32"], ["i32"]);

function func(name: string, signature: Signature, build: (b: FuncBuilder) => void): IrFunc {
  const b = new FuncBuilder(name, signature);
  build(b);
  return b.func;
}

const body = func("body", bodySignature, (b) => b.return(local(1)));
const other = func("other", bodySignature, (b) => b.return(op("i32.add", local(1), i32(1))));

/** A local that points to a fresh closure over a function. */
function closure(b: FuncBuilder, over: string): number {
  const c = b.local("ptr");
  b.emit({ kind: "call", dsts: [c], callee: toFunc("alloc"), args: [i32(4)] });
  b.emit({ kind: "store", op: "i32.store", address: local(c), offset: 0, value: { kind: "table_slot", func: over } });
  return c;
}

function callClosure(b: FuncBuilder, c: Expr, signature = bodySignature): void {
  const r = b.local("i32");
  b.emit({ kind: "call", dsts: [r], callee: toSlot(load("i32", c), signature), args: [c, i32(1)] });
  b.return(local(r));
}

/** The calls of the last function, once the pass has seen all of them. */
function calls(funcs: readonly IrFunc[], data: IrModule["data"] = []): string[] {
  const module = newModule();
  const alloc = { module: "env", field: "alloc", kind: "func", signature: sig(["i32"], ["ptr"]) } as const;
  module.imports.push({ name: "alloc", ...alloc });
  module.funcs.push(body, other, ...funcs);
  module.data.push(...data);
  assert.deepEqual(verifyIr(module), []);
  const done = callDirectly(module);
  assert.deepEqual(verifyIr(done), []);
  const text = printFunc(done.funcs[done.funcs.length - 1]);
  return [...text.matchAll(/call (?!alloc)(\w+)/g)].map((match) => match[1]);
}

describe("calls of closures", () => {
  it("are direct when the closure is made in the same function", () => {
    const f = func("f", sig([], ["i32"]), (b) => callClosure(b, local(closure(b, "body"))));
    assert.deepEqual(calls([f]), ["body"]);
  });

  it("are direct when a function returns nothing but such closures", () => {
    const make = (name: string, first: string, second: string): IrFunc =>
      func(name, sig(["i32"], ["ptr"]), (b) => {
        const yes = b.block();
        const no = b.block();
        b.branch(local(0), yes, no);
        b.start(yes);
        b.return(local(closure(b, first)));
        b.start(no);
        b.return(local(closure(b, second)));
      });
    const use = (name: string): IrFunc =>
      func("f", sig([], ["i32"]), (b) => {
        const c = b.local("ptr");
        b.emit({ kind: "call", dsts: [c], callee: toFunc(name), args: [i32(1)] });
        callClosure(b, local(c));
      });
    assert.deepEqual(calls([make("same", "body", "body"), use("same")]), ["same", "body"]);
    assert.deepEqual(calls([make("either", "body", "other"), use("either")]), ["either", "table"]);
  });

  it("are direct for static closures", () => {
    const data = [{ address: 2048, bytes: new Uint8Array(4), name: "fn", slots: [{ offset: 0, func: "other" }] }];
    const c: Expr = { kind: "const", type: "ptr", value: 2048, data: "fn" };
    const f = func("f", sig([], ["i32"]), (b) => callClosure(b, c));
    assert.deepEqual(calls([f], data), ["other"]);
  });

  it("stay as they are when the variable changes, or the function has another type", () => {
    const changes = func("f", sig(["ptr"], ["i32"]), (b) => {
      const c = closure(b, "body");
      b.set(c, local(0));
      callClosure(b, local(c));
    });
    assert.deepEqual(calls([changes]), ["table"]);
    const parameter = func("f", sig(["ptr"], ["i32"]), (b) => callClosure(b, local(0)));
    assert.deepEqual(calls([parameter]), ["table"]);
    const odd = func("odd", sig(["ptr", "i64"], ["i32"]), (b) => b.return(i32(0)));
    const mistyped = func("f", sig([], ["i32"]), (b) => callClosure(b, local(closure(b, "odd"))));
    assert.deepEqual(calls([odd, mistyped]), ["table"]);
  });
});
