// Continuations in IR: the emitted modules are valid, and do the right thing where the engine can run them (V8 with
// --experimental-wasm-wasmfx, which has no `switch`).

import assert from "node:assert/strict";
import { FuncBuilder, funcRef, i32, local, newModule, nullOf, op, toFunc } from "../../ir/builder.ts";
import type { IrModule, IrType } from "../../ir/ir.ts";
import { compileIr } from "../../ir/pipeline.ts";
import { verifyIr } from "../../ir/verify.ts";
import { encode } from "../../wasm/encode.ts";
import { validate } from "../../wasm/validate/module.ts";
import { instantiate, wasm } from "./wasm-api.ts";

const cont = (signature: string): IrType => ({ kind: "cont", signature });

/**
 * numbers(n) suspends with n, n-1, ... 1, adds up what it is sent back, and returns the sum; main(n) resumes it, sends back
 * twice of each number, and returns 1000 * the sum of the numbers + the result.
 */
function generator(): IrModule {
  const module = newModule();
  module.signatures.set("start", { params: ["i32"], results: ["i32"] });
  module.signatures.set("reply", { params: ["i32"], results: ["i32"] });
  module.tags.push({ name: "yield", signature: { params: ["i32"], results: ["i32"] } });

  const numbers = new FuncBuilder("numbers", { params: ["i32"], results: ["i32"] }, ["n"]);
  const sum = numbers.local("i32", "sum");
  numbers.loop((exit) => {
    const body = numbers.block();
    numbers.branch(local(0), body, exit);
    numbers.start(body);
    const back = numbers.local("i32");
    numbers.emit({ kind: "suspend", dsts: [back], tag: "yield", args: [local(0)] });
    numbers.set(sum, op("i32.add", local(sum), local(back)));
    numbers.set(0, op("i32.sub", local(0), i32(1)));
  });
  numbers.return(local(sum));

  const main = new FuncBuilder("main", { params: ["i32"], results: ["i32"] }, ["n"]);
  const fresh = main.local(cont("start"));
  const rest = main.local(cont("reply"), "rest");
  const got = main.local("i32", "got");
  const result = main.local("i32", "result");
  const total = main.local("i32", "total");
  main.emit({ kind: "cont_new", dst: fresh, signature: "start", func: funcRef("numbers") });
  const suspended = main.block();
  const finished = main.block();
  const clauses = [{ tag: "yield", target: { dsts: [got], cont: rest, block: suspended } }];
  main.end({
    kind: "resume",
    signature: "start",
    cont: local(fresh),
    args: [local(0)],
    dsts: [result],
    clauses,
    next: finished,
  });
  main.start(suspended);
  main.set(total, op("i32.add", local(total), local(got)));
  const twice = op("i32.mul", local(got), i32(2));
  main.end({
    kind: "resume",
    signature: "reply",
    cont: local(rest),
    args: [twice],
    dsts: [result],
    clauses,
    next: finished,
  });
  main.start(finished);
  main.return(op("i32.add", op("i32.mul", local(total), i32(1000)), local(result)));
  module.funcs.push(numbers.func, { ...main.func, exportName: "main" });
  return module;
}

/** Two tasks that switch to each other: their continuation type refers to itself. */
function switching(): IrModule {
  const module = newModule();
  module.signatures.set("task", { params: [cont("task")], results: ["i32"] });
  module.tags.push({ name: "swap", signature: { params: [], results: ["i32"] } });
  const task = new FuncBuilder("task", { params: [cont("task")], results: ["i32"] });
  const back = task.local(cont("task"));
  task.emit({ kind: "switch", dsts: [back], signature: "task", tag: "swap", cont: local(0), args: [] });
  task.return(op("ref.is_null", local(back)));
  const main = new FuncBuilder("main", { params: [], results: ["i32"] });
  const c = main.local(cont("task"));
  const result = main.local("i32");
  main.emit({ kind: "cont_new", dst: c, signature: "task", func: funcRef("task") });
  const next = main.block();
  const clauses = [{ tag: "swap", target: null }];
  main.end({
    kind: "resume",
    signature: "task",
    cont: local(c),
    args: [nullOf(cont("task"))],
    dsts: [result],
    clauses,
    next,
  });
  main.start(next);
  main.return(local(result));
  module.funcs.push(task.func, { ...main.func, exportName: "main" });
  return module;
}

/** A resume inside a try: what the continuation throws is caught, what it suspends with is handled. */
function throwing(): IrModule {
  const module = generator();
  module.tags.push({ name: "stop", signature: { params: ["i32"], results: [] } });
  const thrower = new FuncBuilder("thrower", { params: ["i32"], results: ["i32"] });
  thrower.emit({ kind: "suspend", dsts: [-1], tag: "yield", args: [local(0)] });
  thrower.end({ kind: "throw", tag: "stop", args: [op("i32.add", local(0), i32(5))] });
  const catcher = new FuncBuilder("catcher", { params: ["i32"], results: ["i32"] });
  const c = catcher.local(cont("start"));
  const rest = catcher.local(cont("reply"));
  const value = catcher.local("i32");
  const [body, caught, other, suspended, done] = [0, 0, 0, 0, 0].map(() => catcher.block());
  const exn = catcher.local("exnref");
  const catches = [
    { tag: "stop", dsts: [value], exn, block: caught },
    { dsts: [], block: other },
  ];
  catcher.emit({ kind: "cont_new", dst: c, signature: "start", func: funcRef("thrower") });
  catcher.end({ kind: "try", body, catches });
  catcher.start(body);
  const clauses = [{ tag: "yield", target: { dsts: [value], cont: rest, block: suspended } }];
  catcher.end({
    kind: "resume",
    signature: "start",
    cont: local(c),
    args: [local(0)],
    dsts: [value],
    clauses,
    next: done,
  });
  catcher.start(suspended);
  const again = {
    kind: "resume",
    signature: "reply",
    cont: local(rest),
    args: [i32(0)],
    dsts: [value],
    clauses: [],
    next: done,
  } as const;
  catcher.end(again);
  catcher.start(caught);
  catcher.if(op("i32.eq", local(value), i32(6)), () => catcher.end({ kind: "throw_ref", exn: local(exn) }));
  catcher.return(local(value));
  catcher.start(other);
  catcher.return(i32(-1));
  catcher.start(done);
  catcher.return(i32(-2));
  const outer = new FuncBuilder("outer", { params: ["i32"], results: ["i32"] });
  const out = outer.local("i32");
  const [try1, handler] = [outer.block(), outer.block()];
  outer.end({ kind: "try", body: try1, catches: [{ tag: "stop", dsts: [out], block: handler }] });
  outer.start(try1);
  outer.callInto([out], toFunc("catcher"), [local(0)]);
  outer.return(local(out));
  outer.start(handler);
  outer.return(op("i32.mul", local(out), i32(100)));
  module.funcs.push(thrower.func, { ...catcher.func, exportName: "catcher" }, { ...outer.func, exportName: "outer" });
  return module;
}

describe("continuations in IR", () => {
  for (const [name, make] of Object.entries({ generator, switching, throwing })) {
    it(`${name}: verified, emitted, valid`, () => {
      const module = make();
      assert.deepEqual(verifyIr(module), []);
      assert.deepEqual(validate(compileIr(module), { file: name }), []);
    });
  }

  it("types that refer to themselves form one group, others none", () => {
    const { types, recGroups } = compileIr(switching());
    const self = recGroups.filter((g) => g.length > 1);
    assert.equal(self.length, 1);
    assert.deepEqual(
      types
        .slice(self[0].start, self[0].start + 2)
        .map((t) => t.composite.kind)
        .sort(),
      ["cont", "func"],
    );
    assert.ok(compileIr(generator()).recGroups.every((g) => g.length === 1));
  });

  it("run where the engine knows them", function () {
    const bytes = encode(compileIr(throwing()));
    if (!wasm.validate(bytes)) return this.skip();
    const exports = instantiate(bytes) as Record<string, (n: number) => number>;
    assert.equal(exports.main(4), 10 * 1000 + 20);
    assert.equal(exports.main(0), 0);
    assert.equal(exports.catcher(7), 12);
    assert.equal(exports.outer(7), 12);
    assert.equal(exports.outer(1), 600);
  });
});
