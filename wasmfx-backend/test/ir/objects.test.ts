// Objects on the object stack: what the analysis finds for small functions, and random modules that must do the same with and
// without the pass. Their functions make objects, link them, pass them on, keep them in a global, throw and catch; memory
// of the object stack is filled with rubbish whenever a frame is made, so that an object used after its function is noticed.

import assert from "node:assert/strict";
import { FuncBuilder, i32, load, local, newModule, op, ptr, toFunc, toSlot } from "../../ir/builder.ts";
import type { Expr, IrFunc, IrModule, IrType, Signature, Stmt } from "../../ir/ir.ts";
import { findLocalObjects } from "../../ir/passes/escape.ts";
import { addObjectFrames, type ObjectStackOptions } from "../../ir/passes/stack-objects.ts";
import { compileIr } from "../../ir/pipeline.ts";
import { printFunc } from "../../ir/print.ts";
import { verifyIr } from "../../ir/verify.ts";
import { encode } from "../../wasm/encode.ts";
import { random, randomModule } from "./random.ts";
import { instantiate, isWasmException, type WasmMemory, wasm } from "./wasm-api.ts";

const options: ObjectStackOptions = {
  allocate: "alloc",
  allocateArray: "allocArray",
  storePointer: "storePointer",
  owner: "owner",
  sp: 0,
  limit: 4,
  grow: "grow",
  harmless: new Set(),
  isRaw: () => false,
};

const sig = (params: readonly IrType[], results: readonly IrType[]): Signature => ({ params, results });
const call = (name: string, dsts: readonly number[], ...args: Expr[]): Stmt => ({
  kind: "call",
  dsts,
  callee: toFunc(name),
  args,
});
const store = (address: number, offset: number, value: Expr): Stmt => ({
  kind: "store",
  op: "i32.store",
  address: local(address),
  offset,
  value,
});
/** Where the object stack's owner lies, and the stack, whose frames are all made by `grow`. */
const owner = 64;
const stackTop = 60_000;

/** A module with an allocator that never frees, and an object stack. */
function objectModule(): IrModule {
  const module = newModule(16);
  const variable = (name: string, init: number): void => {
    module.globals.push({ name, type: "i32", mutable: true, init });
    module.exports.push({ name, kind: "global", item: name });
  };
  variable("heap", 70_000);
  variable("owner", owner);
  const start = new Uint8Array(new Uint32Array([stackTop, stackTop]).buffer);
  module.data.push({ address: owner, bytes: start });
  const global = (name: string): Expr => ({ kind: "global", name });
  const setGlobal = (b: FuncBuilder, name: string, value: Expr): void => b.emit({ kind: "set_global", name, value });
  const trusted = (name: string, signature: Signature, build: (b: FuncBuilder) => void): void => {
    const b = new FuncBuilder(name, signature);
    build(b);
    module.funcs.push({ ...b.func, noRoots: true });
  };
  trusted("alloc", sig(["i32", "i32"], ["ptr"]), (b) => {
    const at = b.keep("i32", global("heap"));
    setGlobal(b, "heap", op("i32.add", at, i32(32)));
    b.return({ kind: "cast", to: "ptr", value: at });
  });
  trusted("grow", sig(["i32"], ["i32", "i32"]), (b) => {
    const frame = b.keep("i32", op("i32.sub", load("i32", i32(owner)), local(0)));
    b.emit({ kind: "memory_fill", dest: frame, value: i32(0xdb), length: local(0) });
    b.emit({ kind: "store", op: "i32.store", address: i32(owner), offset: options.limit, value: frame });
    b.return(frame, frame);
  });
  module.tags.push({ name: "oops", signature: sig(["ptr"], []) });
  const importFunc = (name: string, params: readonly IrType[]): void => {
    module.imports.push({
      name,
      module: "env",
      field: name,
      kind: "func",
      signature: sig(params, []),
      safepoint: false,
    });
  };
  importFunc("log", ["i32"]);
  importFunc("burn", []);
  return module;
}

/** The functions in which all objects are found to be local, and those in which some are. */
function localObjects(...funcs: IrFunc[]): Record<string, number> {
  const module = { ...objectModule() };
  module.funcs.push(...funcs);
  assert.deepEqual(verifyIr(module), []);
  return Object.fromEntries([...findLocalObjects(module, options).sites].map(([f, sites]) => [f.name, sites.length]));
}

function func(name: string, signature: Signature, build: (b: FuncBuilder) => void): IrFunc {
  const b = new FuncBuilder(name, signature);
  build(b);
  return b.func;
}

/** %p = alloc(16, 0) */
function make(b: FuncBuilder): number {
  const p = b.local("ptr");
  b.emit(call("alloc", [p], i32(16), i32(0)));
  return p;
}

describe("escape analysis", () => {
  const read = func("read", sig(["ptr"], ["i32"]), (b) => b.return(load("i32", local(0))));
  const keep = func("keep", sig(["ptr"], []), (b) => {
    b.emit({ kind: "store", op: "i32.store", address: ptr(8), offset: 0, value: local(0) });
    b.return();
  });
  const next = func("next", sig(["ptr"], ["ptr"]), (b) => b.return(load("ptr", local(0))));

  it("finds objects that are only looked at", () => {
    const f = func("f", sig([], ["i32"]), (b) => {
      const p = make(b);
      const r = b.local("i32");
      b.emit(call("read", [r], local(p)));
      b.return(local(r));
    });
    assert.deepEqual(localObjects(read, f), { f: 1 });
  });

  it("keeps what is returned, stored, thrown or handed to those who keep it in the heap", () => {
    const returned = func("returned", sig([], ["ptr"]), (b) => b.return(local(make(b))));
    const stored = func("stored", sig(["ptr"], []), (b) => {
      b.emit(store(0, 4, local(make(b))));
      b.return();
    });
    const handed = func("handed", sig([], []), (b) => {
      b.emit(call("keep", [], local(make(b))));
      b.return();
    });
    const thrown = func("thrown", sig([], []), (b) => {
      b.end({ kind: "throw", tag: "oops", args: [local(make(b))] });
    });
    assert.deepEqual(localObjects(keep, returned, stored, handed, thrown), {});
  });

  it("follows objects through other objects", () => {
    const pair = (name: string, sink: (b: FuncBuilder, outer: number) => void): IrFunc =>
      func(name, sig([], []), (b) => {
        const inner = make(b);
        const outer = make(b);
        b.emit(store(outer, 0, local(inner)));
        sink(b, outer);
        b.return();
      });
    const both = pair("both", (b, outer) => b.emit(call("read", [b.local("i32")], local(outer))));
    const neither = pair("neither", (b, outer) => b.emit(call("keep", [], local(outer))));
    // The inner one is what next finds in the outer one.
    const outerOnly = pair("outerOnly", (b, outer) => {
      const found = b.local("ptr");
      b.emit(call("next", [found], local(outer)));
      b.emit(call("keep", [], local(found)));
    });
    assert.deepEqual(localObjects(read, keep, next, both, neither, outerOnly), { both: 2, outerOnly: 1 });
  });

  it("takes what lies in a returned object for kept", () => {
    const wrap = func("wrap", sig(["ptr"], ["ptr"]), (b) => {
      const outer = make(b);
      b.emit(store(outer, 0, local(0)));
      b.return(local(outer));
    });
    const f = func("f", sig([], ["ptr"]), (b) => {
      const wrapped = b.local("ptr");
      b.emit(call("wrap", [wrapped], local(make(b))));
      b.return(load("ptr", local(wrapped)));
    });
    assert.deepEqual(localObjects({ ...wrap, inline: "never" }, f), {});
  });

  it("puts functions that make an object where the object is local", () => {
    const maker = func("maker", sig(["ptr"], ["ptr"]), (b) => {
      const p = make(b);
      b.emit(store(p, 0, local(0)));
      b.return(local(p));
    });
    // It keeps what it makes: no maker.
    const keeper = func("keeper", sig(["ptr"], ["ptr"]), (b) => {
      const p = make(b);
      b.emit(call("keep", [], local(p)));
      b.return(local(p));
    });
    const user = (name: string, callee: string, sink: string): IrFunc =>
      func(name, sig([], ["i32"]), (b) => {
        const p = b.local("ptr");
        const r = b.local("i32");
        b.emit(call(callee, [p], local(make(b))));
        b.emit(call(sink, sink === "read" ? [r] : [], local(p)));
        b.return(local(r));
      });
    const module = objectModule();
    const calls = ({ blocks }: IrFunc): string[] =>
      blocks
        .flatMap((b) => b.stmts)
        .flatMap((s) => (s.kind === "call" && s.callee.kind === "func" ? [s.callee.name] : []));
    module.funcs.push(read, keep, maker, keeper);
    module.funcs.push(user("local", "maker", "read"), user("kept", "maker", "keep"), user("keeps", "keeper", "read"));
    const found = findLocalObjects(module, options);
    assert.deepEqual(verifyIr(found.module), []);
    assert.deepEqual(
      found.module.funcs.slice(-3).map((f) => ({ name: f.name, calls: calls(f), local: found.sites.get(f)?.length })),
      [
        { name: "local", calls: ["alloc", "alloc", "read"], local: 2 },
        { name: "kept", calls: ["alloc", "maker", "keep"], local: undefined },
        { name: "keeps", calls: ["alloc", "keeper", "read"], local: 1 },
      ],
    );
  });

  it("charges what a closure's function does with it to where it is made", () => {
    const signature = sig(["ptr"], []);
    const apply = func("apply", signature, (b) => {
      b.emit({ kind: "call", dsts: [], callee: toSlot(load("i32", local(0)), signature), args: [local(0)] });
      b.return();
    });
    const harmless = func("harmless", signature, (b) => b.return());
    const keeping = func("keeping", signature, (b) => {
      b.emit(call("keep", [], load("ptr", local(0), 4)));
      b.return();
    });
    const closure = (name: string, body: string): IrFunc =>
      func(name, sig([], []), (b) => {
        const captured = make(b);
        const c = make(b);
        b.emit({
          kind: "store",
          op: "i32.store",
          address: local(c),
          offset: 0,
          value: { kind: "table_slot", func: body },
        });
        b.emit(store(c, 4, local(captured)));
        b.emit(call("apply", [], local(c)));
        b.return();
      });
    assert.deepEqual(
      localObjects(keep, apply, harmless, keeping, closure("good", "harmless"), closure("bad", "keeping")),
      { good: 2, bad: 1 },
    );
  });

  it("sees through functions that call each other", () => {
    const walk = (name: string, other: string, last: string): IrFunc =>
      func(name, sig(["ptr", "i32"], []), (b) => {
        const more = b.block();
        const done = b.block();
        b.branch(local(1), more, done);
        b.start(more);
        b.emit(call(other, [], local(0), op("i32.sub", local(1), i32(1))));
        b.return();
        b.start(done);
        b.emit(call(last, last === "read" ? [b.local("i32")] : [], local(0)));
        b.return();
      });
    const start = (name: string, first: string): IrFunc =>
      func(name, sig([], []), (b) => {
        b.emit(call(first, [], local(make(b)), i32(9)));
        b.return();
      });
    assert.deepEqual(
      localObjects(
        read,
        keep,
        walk("even", "odd", "read"),
        walk("odd", "even", "read"),
        walk("here", "there", "read"),
        walk("there", "here", "keep"),
        start("good", "even"),
        start("bad", "here"),
      ),
      { good: 1 },
    );
  });

  it("makes an object of a loop in the frame only when the last turn's is out of use", () => {
    const loop = (name: string, keepsLast: boolean): IrFunc =>
      func(name, sig(["i32"], []), (b) => {
        const last = b.local("ptr");
        b.loop((exit) => {
          const body = b.block();
          b.branch(local(0), body, exit);
          b.start(body);
          b.set(0, op("i32.sub", local(0), i32(1)));
          const p = make(b);
          if (keepsLast) {
            b.emit(store(p, 0, local(last)));
            b.set(last, local(p));
          } else b.emit(call("read", [b.local("i32")], local(p)));
        });
        b.return();
      });
    const module = objectModule();
    module.funcs.push(read, loop("list", true), loop("single", false));
    const text = (name: string): string =>
      printFunc(addObjectFrames(module, options).funcs.find((f) => f.name === name)!);
    assert.match(text("single"), /call grow\(24\)/);
    assert.doesNotMatch(text("single"), /alloc/);
    assert.match(text("list"), /alloc/);
  });
});

describe("the use of objects in frames", () => {
  /** Where the object of `f` is cleared: the statements of its blocks behind the prologue, "clear" for a clearing. */
  function shown(build: (b: FuncBuilder, p: number) => void): string {
    const module = objectModule();
    const look = func("look", sig(["ptr"], ["ptr"]), (b) => b.return(local(0)));
    const f = func("f", sig([], []), (b) => {
      const p = b.local("ptr");
      b.emit(call("alloc", [p], i32(16), i32(1)));
      b.emit(store(p, 0, i32(0)));
      b.emit(store(p, 4, i32(0)));
      b.emit(store(p, 8, i32(0)));
      b.emit(store(p, 12, i32(0)));
      build(b, p);
      b.return();
    });
    module.funcs.push(look, f);
    const text = printFunc(addObjectFrames(module, options).funcs.find(({ name }) => name === "f")!);
    const clear = / +i64.store\[%objects.frame\+8\] = 0:i64\n +i64.store\[%objects.frame\+16\] = 0:i64/g;
    return [...text.replace(clear, "clear").matchAll(/clear|call (look|burn)/g)].map((m) => m[1] ?? m[0]).join(" ");
  }

  it("ends with the last thing that may lead to them", () => {
    const look = (b: FuncBuilder, p: number): number => {
      const q = b.local("ptr");
      b.emit(call("look", [q], local(p)));
      return q;
    };
    assert.equal(
      shown((b, p) => {
        look(b, p);
        b.emit(call("burn", []));
      }),
      "look clear burn",
    );
    // What look returned is the object.
    assert.equal(
      shown((b, p) => {
        const q = look(b, p);
        b.emit(call("burn", []));
        look(b, q);
        b.emit(call("burn", []));
      }),
      "look burn look clear burn",
    );
    assert.equal(
      shown((b, p) => {
        const q = look(b, p);
        b.emit(call("look", [q], local(q)));
        b.emit(call("burn", []));
        look(b, q);
        b.emit(call("burn", []));
      }),
      "look look burn look clear burn",
    );
  });

  it("is not cleared after when nothing but a return follows", () => {
    assert.equal(
      shown((b, p) => b.emit(call("look", [b.local("ptr")], local(p)))),
      "look",
    );
  });

  it("ends on the way out of a branch", () => {
    const text = shown((b, p) => {
      const yes = b.block();
      const no = b.block();
      b.branch(load("i32", local(p)), yes, no);
      b.start(yes);
      b.emit(call("burn", []));
      b.return();
      b.start(no);
      b.emit(call("look", [b.local("ptr")], local(p)));
      b.emit(call("burn", []));
    });
    assert.equal(text, "clear burn look clear burn");
  });
});

// ---------------------------------------------------------------- random modules

/** Turns random i32 functions into ones about objects {pointer, number}. Local 0 is a number, 1 to 6 are pointers. */
function objectProgram(seed: number, withExceptions: boolean): IrModule {
  const below = random(seed);
  const module = objectModule();
  const names = ["f", "g", "h", "k"];
  names.forEach((name, i) => {
    const source = randomModule(seed + i * 31, 2 + below(9), withExceptions).funcs[0];
    module.funcs.push(aboutObjects(source, name, below, names));
  });
  for (const f of module.funcs) if (f.name === "f") f.exportName = "f";
  return module;
}

function aboutObjects(source: IrFunc, name: string, below: (n: number) => number, names: readonly string[]): IrFunc {
  const signature = sig(["i32", "ptr"], ["ptr"]);
  const locals: IrFunc["locals"] = [{ type: "i32" }, ...Array.from({ length: 6 }, () => ({ type: "ptr" as const }))];
  const pointer = (): number => 1 + below(6);
  const number = (): Expr => op("i32.xor", local(0), load("i32", local(pointer()), 8));
  const statement = (): Stmt[] => {
    const dst = pointer();
    switch (below(9)) {
      case 0:
      case 1: {
        // An object of its own local, as compiled code makes them.
        const fresh = locals.push({ type: "ptr" }) - 1;
        return [
          call("alloc", [fresh], i32(16), i32(1)),
          store(fresh, 8, i32(below(100))),
          ...(below(2) === 0 ? [store(fresh, 0, local(pointer()))] : []),
          { kind: "set", local: dst, value: local(fresh) },
        ];
      }
      case 2:
        return [call(names[below(names.length)], [dst], op("i32.and", number(), i32(7)), local(pointer()))];
      case 3:
        return [{ kind: "set", local: dst, value: local(pointer()) }];
      case 4:
        return [{ kind: "set", local: dst, value: load("ptr", local(pointer())) }];
      case 5:
        return [store(dst, 0, local(pointer()))];
      case 6:
        return [store(dst, 8, op("i32.add", number(), i32(1)))];
      case 7:
        return below(6) > 0 ? [] : [{ kind: "store", op: "i32.store", address: ptr(16), offset: 0, value: local(dst) }];
      default:
        return [call("log", [], load("i32", local(dst), 8))];
    }
  };
  const blocks = source.blocks.map(({ end }) => {
    const stmts: Stmt[] = [call("burn", [])];
    for (let n = below(6); n > 0; n--) stmts.push(...statement());
    switch (end.kind) {
      case "branch":
        return { stmts, end: { ...end, cond: op("i32.and", number(), i32(1 + below(3))) } };
      case "switch_int":
        return { stmts, end: { ...end, value: op("i32.and", number(), i32(3)) } };
      case "return":
        return { stmts, end: { kind: "return", values: [local(pointer())] } as const };
      case "throw":
        return { stmts, end: { ...end, args: [local(pointer())] } };
      case "try":
        return { stmts, end: { ...end, catches: end.catches.map((c) => ({ ...c, dsts: c.dsts.map(pointer) })) } };
      default:
        return { stmts, end };
    }
  });
  return { name, signature, locals, blocks };
}

class NoFuel extends Error {}

/** What f(n, null) logs, and how it ends. */
function run(module: IrModule, n: number, objects: ObjectStackOptions | undefined): string[] {
  const said: string[] = [];
  let fuel = 300;
  const env = {
    log: (x: number) => said.push(String(x)),
    burn: () => {
      if (--fuel < 0) throw new NoFuel();
    },
  };
  const exports = instantiate(encode(compileIr(module, objects ? { objects } : {})), { env });
  try {
    (exports.f as (n: number, p: number) => number)(n, 0);
    said.push("returned");
    const { buffer } = exports.memory as unknown as WasmMemory;
    assert.equal(new Uint32Array(buffer, owner)[0], stackTop, "the object stack is not empty at the end");
  } catch (e) {
    if (e instanceof assert.AssertionError) throw e;
    if (!(e instanceof NoFuel) && !(e instanceof RangeError) && !isWasmException(e)) throw e;
    said.push(e instanceof NoFuel ? "no fuel" : "threw");
  }
  return said;
}

describe("the object stack", () => {
  for (const withExceptions of [false, true]) {
    it(`changes nothing${withExceptions ? ", handlers included" : ""}`, function () {
      let moved = 0;
      let logged = 0;
      for (let seed = 1; seed <= 400; seed++) {
        const module = objectProgram(seed * 7919, withExceptions);
        assert.deepEqual(verifyIr(module), []);
        const changed = addObjectFrames(module, options);
        assert.deepEqual(verifyIr(changed), []);
        moved += changed.funcs.filter((f, i) => f !== module.funcs[i]).length;
        try {
          for (const n of [0, 1, 6]) {
            const expected = run(module, n, undefined);
            logged += expected.length;
            assert.deepEqual(run(module, n, options), expected);
          }
        } catch (e) {
          // Older engines have no try_table.
          if (withExceptions && e instanceof wasm.CompileError) return this.skip();
          throw new Error(`seed ${seed}: ${e}\n${changed.funcs.map(printFunc).join("")}`);
        }
      }
      assert.ok(moved > 100, `only ${moved} functions changed`);
      assert.ok(logged > 4000, `only ${logged} lines logged`);
    });
  }
});
