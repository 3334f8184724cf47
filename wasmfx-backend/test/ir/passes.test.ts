// What single passes do to small functions.

import assert from "node:assert/strict";
import { FuncBuilder, i32, load, local, newModule, op, toFunc } from "../../ir/builder.ts";
import type { IrFunc, IrModule } from "../../ir/ir.ts";
import { prune } from "../../ir/passes/prune.ts";
import { noteExits } from "../../ir/passes/regions.ts";
import { addRoots } from "../../ir/passes/roots.ts";
import { passes, runPasses } from "../../ir/pipeline.ts";
import { printFunc } from "../../ir/print.ts";

/** The function's text after all passes, without header and locals. */
function passed(func: IrFunc, module: IrModule = newModule()): string {
  const done = runPasses({ ...module, funcs: [{ ...func, exportName: "f" }] });
  return printFunc(done.funcs[0])
    .split("\n")
    .filter((line) => !/^(func|}| {2}local)|^$/.test(line))
    .join("\n");
}

const twoParams = { params: ["ptr", "i32"], results: ["i32"] } as const;

describe("pipeline", () => {
  it("runs every pass after those it needs", () => {
    const done = new Set<string>();
    for (const pass of passes) {
      for (const needed of pass.after) assert.ok(done.has(needed), `${pass.name} runs before ${needed}`);
      done.add(pass.name);
    }
  });

  it("checks a pointer once, whatever it is called by", () => {
    const b = new FuncBuilder("f", twoParams);
    const trap = b.block();
    const check = (p: number): void => {
      const next = b.block();
      b.branch(op("i32.eqz", local(p)), trap, next);
      b.start(next);
    };
    const copy = b.local("ptr");
    b.set(copy, local(0));
    check(copy);
    const first = b.keep("i32", load("i32", local(copy)));
    const again = b.local("ptr");
    b.set(again, local(copy));
    check(again);
    check(0);
    b.return(op("i32.add", first, load("i32", local(again), 4)));
    b.start(trap);
    b.unreachable();
    assert.equal(
      passed(b.func),
      `b0:
  branch i32.eqz(%0) ? b1 : b2
b1:
  unreachable
b2:
  return i32.add(i32.load[%0], i32.load[%0+4])`,
    );
  });

  it("does not believe a check of a variable that changes", () => {
    const b = new FuncBuilder("f", twoParams);
    const out = b.block();
    b.loop((exit) => {
      const body = b.block();
      b.branch(op("i32.eqz", local(1)), exit, body);
      b.start(body);
      b.set(1, op("i32.sub", local(1), i32(1)));
      const more = b.block();
      b.branch(op("i32.eqz", local(1)), out, more);
      b.start(more);
    });
    b.return(i32(0));
    b.start(out);
    b.return(i32(1));
    const text = passed(b.func);
    assert.equal(text.match(/branch/g)?.length, 2, text);
  });

  it("knows the opposite of a comparison", () => {
    const b = new FuncBuilder("f", { params: ["i32", "i32"], results: ["i32"] });
    b.if(op("i32.lt_s", local(0), local(1)), () => {
      b.if(op("i32.ge_s", local(0), local(1)), () => b.return(i32(1)));
    });
    b.return(i32(2));
    assert.doesNotMatch(passed(b.func), /return 1$/m);
  });

  it("keeps loads on their side of a store, and traps in order", () => {
    const module = newModule();
    module.imports.push({
      name: "log",
      module: "env",
      field: "log",
      kind: "func",
      signature: { params: [], results: [] },
    });
    const b = new FuncBuilder("f", twoParams);
    const loaded = b.keep("i32", load("i32", local(0)));
    const sum = b.keep("i32", op("i32.add", local(1), i32(1)));
    const quotient = b.keep("i32", op("i32.div_s", i32(8), local(1)));
    b.store("i32.store", local(0), sum);
    b.callInto([], toFunc("log"), []);
    b.return(op("i32.add", loaded, quotient));
    assert.equal(
      passed(b.func, module),
      `b0:
  %2 = i32.load[%0]
  %4 = i32.div_s(8, %1)
  i32.store[%0] = i32.add(%1, 1)
  call log()
  return i32.add(%2, %4)`,
    );
  });

  it("keeps a block out of a try's region when its other way in goes", () => {
    // b3 is reached from the body and from b4, whose branch is decided; b3 throws, and nobody here may catch that.
    const module = newModule();
    module.tags.push({ name: "t", signature: { params: [], results: [] } });
    const one = i32(1);
    const func: IrFunc = {
      name: "f",
      signature: { params: [], results: ["i32"] },
      locals: [],
      blocks: [
        { stmts: [], end: { kind: "try", body: 1, catches: [{ tag: "t", dsts: [], block: 4 }] } },
        { stmts: [], end: { kind: "branch", cond: load("i32", i32(0)), then: 2, else: 3 } },
        { stmts: [], end: { kind: "throw", tag: "t", args: [] } },
        { stmts: [], end: { kind: "throw", tag: "t", args: [] } },
        { stmts: [], end: { kind: "branch", cond: one, then: 5, else: 3 } },
        { stmts: [], end: { kind: "return", values: [one] } },
      ],
    };
    assert.deepEqual((noteExits(func).blocks[0].end as { exits?: number[] }).exits, [3]);
    assert.match(passed(func, module), /try b\d catch t\(\) b\d exits b\d/);
  });
});

describe("prune", () => {
  it("follows names through code, data and table slots", () => {
    const module = newModule();
    const leaf = (name: string): IrFunc => ({
      name,
      signature: { params: [], results: [] },
      locals: [],
      blocks: [{ stmts: [], end: { kind: "return", values: [] } }],
    });
    const b = new FuncBuilder("main", { params: [], results: [] });
    b.callInto([], toFunc("called"), []);
    const address = b.local("i32");
    b.set(address, { kind: "const", type: "i32", value: 16, data: "one" });
    b.return();
    module.funcs.push({ ...b.func, exportName: "main" }, ...["called", "in-data", "deep", "unused"].map(leaf));
    module.data.push(
      { name: "one", address: 16, bytes: new Uint8Array(8), refs: ["two"], slots: [{ offset: 4, func: "in-data" }] },
      { name: "two", address: 24, bytes: new Uint8Array(4), slots: [{ offset: 0, func: "deep" }] },
      { name: "lost", address: 32, bytes: new Uint8Array(4), slots: [{ offset: 0, func: "unused" }] },
      { address: 40, bytes: new Uint8Array(1) },
    );
    module.tags.push({ name: "t", signature: { params: [], results: [] } });
    const kept = prune(module);
    assert.deepEqual(
      [kept.funcs.map((f) => f.name), kept.data.map((d) => d.address), kept.tags],
      [["main", "called", "in-data", "deep"], [16, 24, 40], []],
    );
  });
});

describe("roots", () => {
  const options = { pointer: "ssp", limit: "ssl", base: "ssb", grow: "grow" };

  /** A module with `collector` (noRoots, reads ssp), `leaf`, `fails` (collects, never returns) and the function built. */
  function frameOf(build: (b: FuncBuilder) => void): string {
    const module = newModule();
    for (const name of ["ssp", "ssl", "ssb"]) module.globals.push({ name, type: "i32", mutable: true, init: 0 });
    const simple = (name: string, fill: (b: FuncBuilder) => void, noRoots = false): void => {
      const b = new FuncBuilder(name, { params: ["ptr"], results: [] });
      fill(b);
      module.funcs.push(noRoots ? { ...b.func, noRoots } : b.func);
    };
    simple("grow", (b) => b.return(), true);
    simple(
      "collector",
      (b) => {
        b.store("i32.store", i32(0), { kind: "global", name: "ssp" });
        b.return();
      },
      true,
    );
    simple("leaf", (b) => b.return());
    simple("allocates", (b) => {
      b.callInto([], toFunc("collector"), [local(0)]);
      b.return();
    });
    simple("fails", (b) => {
      b.callInto([], toFunc("allocates"), [local(0)]);
      b.unreachable();
    });
    const b = new FuncBuilder("f", twoParams);
    build(b);
    module.funcs.push(b.func);
    return printFunc(addRoots(module, options).funcs.find((f) => f.name === "f")!);
  }

  const returnLoad = (b: FuncBuilder): void => b.return(load("i32", local(0)));

  it("costs nothing around calls that cannot collect", () => {
    const text = frameOf((b) => {
      b.callInto([], toFunc("leaf"), [local(0)]);
      returnLoad(b);
    });
    assert.doesNotMatch(text, /ssp/);
  });

  it("costs nothing for a call that collects but never returns", () => {
    const text = frameOf((b) => {
      b.if(local(1), () => {
        b.callInto([], toFunc("fails"), [local(0)]);
        b.unreachable();
      });
      returnLoad(b);
    });
    assert.doesNotMatch(text, /ssp/);
  });

  it("spills around a call that reaches the collector", () => {
    const text = frameOf((b) => {
      b.callInto([], toFunc("allocates"), [local(0)]);
      returnLoad(b);
    });
    assert.match(text, /i32\.store\[\$ssp\] = %0/);
    assert.match(text, /\$ssp = i32\.add\(\$ssp, 4\)\n {2}return/);
  });

  it("stores what a loop of calls needs once, before it", () => {
    const text = frameOf((b) => {
      b.loop((exit) => {
        const body = b.block();
        b.branch(op("i32.eqz", local(1)), exit, body);
        b.start(body);
        b.callInto([], toFunc("allocates"), [local(0)]);
        b.set(1, op("i32.sub", local(1), i32(1)));
      });
      returnLoad(b);
    });
    const loop = text.split(/^b\d+:/m).find((block) => block.includes("call allocates"));
    assert.equal(text.match(/= %0/g)?.length, 1);
    assert.doesNotMatch(loop ?? "", /= %0/);
  });

  it("stores in the cold block what only a cold call needs", () => {
    const text = frameOf((b) => {
      b.loop((exit) => {
        const cold = b.block(true);
        const next = b.block();
        b.set(0, load("ptr", local(0)));
        b.branch(local(1), cold, next);
        b.start(cold);
        b.callInto([], toFunc("allocates"), [local(0)]);
        b.jump(next);
        b.start(next);
        const more = b.block();
        b.branch(local(0), more, exit);
        b.start(more);
      });
      returnLoad(b);
    });
    assert.match(
      text,
      /cold\n {2}call roots\.reserve\(4\)\n {2}i32\.store\[\$ssp\] = %0\n {2}call allocates\(%0\)\n {2}\$ssp = i32\.add/,
    );
  });

  it("pushes the frame behind a quick return", () => {
    const text = frameOf((b) => {
      const quick = b.block();
      const slow = b.block();
      b.branch(local(1), quick, slow);
      b.start(quick);
      b.return(i32(7));
      b.start(slow);
      b.callInto([], toFunc("allocates"), [local(0)]);
      returnLoad(b);
    });
    const blocks = text.split(/^b\d+:/m);
    assert.match(blocks[1], /branch %1/);
    assert.doesNotMatch(blocks.find((block) => block.includes("return 7")) ?? "$ssp", /\$ssp/);
    assert.match(blocks.find((block) => block.includes("call allocates")) ?? "", /\$ssp = i32\.add\(\$ssp, 4\)/);
  });
});
