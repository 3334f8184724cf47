// Shadow-stack roots, tested with a collector of the strictest kind: every `alloc` frees all objects that no slot of the
// shadow stack names, and `use` fails on a freed object. Random functions allocate, copy, pass on and use pointers, throw
// and catch; the stack moves whenever a prologue asks for room.

import assert from "node:assert/strict";
import { local, newModule, op, toFunc } from "../../ir/builder.ts";
import type { IrFunc, IrModule, Stmt } from "../../ir/ir.ts";
import { addRoots } from "../../ir/passes/roots.ts";
import { compileIr } from "../../ir/pipeline.ts";
import { printFunc } from "../../ir/print.ts";
import { verifyIr } from "../../ir/verify.ts";
import { encode } from "../../wasm/encode.ts";
import { random, randomModule } from "./random.ts";
import { instantiate, isWasmException, type WasmGlobal, type WasmMemory, wasm } from "./wasm-api.ts";

const roots = { pointer: "ssp", limit: "ssl", base: "ssb", grow: "grow" } as const;
const stackBase = 4096;

/** A module with the shadow stack's globals and the imports alloc, use, grow and burn. */
function heapModule(): IrModule {
  const module = newModule(16);
  for (const name of ["ssp", "ssl", "ssb"]) {
    module.globals.push({ name, type: "i32", mutable: true, init: name === "ssl" ? stackBase - 16 : stackBase });
    module.exports.push({ name, kind: "global", item: name });
  }
  const importFunc = (name: string, params: "ptr"[], results: "ptr"[], safepoint: boolean): void => {
    module.imports.push({ name, module: "env", field: name, kind: "func", signature: { params, results }, safepoint });
  };
  importFunc("alloc", [], ["ptr"], true);
  importFunc("use", ["ptr"], [], false);
  importFunc("grow", [], [], false);
  importFunc("burn", [], [], false);
  module.tags.push({ name: "oops", signature: { params: ["ptr"], results: [] } });
  return module;
}

/** The collector, and a heap of numbered objects. */
class Heap {
  private next = 100000;
  private readonly live = new Set<number>();
  private regions = 0;
  fuel = 400;
  exports!: { memory: WasmMemory } & Record<"ssp" | "ssl" | "ssb", WasmGlobal>;

  private get words(): DataView {
    return new DataView(this.exports.memory.buffer);
  }
  alloc(): number {
    const named = new Set<number>();
    for (let at = this.exports.ssp.value; at < this.exports.ssb.value; at += 4) {
      const word = this.words.getUint32(at, true);
      assert.ok(
        word === 0 || (word >= 100000 && word < this.next),
        `the slot at ${at} holds ${word}, which was never a pointer`,
      );
      named.add(word);
    }
    for (const object of this.live) if (!named.has(object)) this.live.delete(object);
    this.live.add(this.next);
    return this.next++;
  }
  has(object: number): boolean {
    return this.live.has(object);
  }
  use(object: number): void {
    assert.ok(object === 0 || this.live.has(object), `object ${object} was freed while in use`);
  }
  /** Moves the stack to a fresh region that is twice as deep. */
  grow(): void {
    const { ssp, ssl, ssb } = this.exports;
    const size = (ssb.value - ssp.value) * 2 + 16;
    const base = stackBase + 1024 * 64 * (1 + (this.regions++ % 10));
    const bytes = new Uint8Array(this.exports.memory.buffer);
    const frames = bytes.slice(ssp.value, ssb.value);
    bytes.fill(0xee, base - 60000, base);
    bytes.set(frames, base - frames.length);
    ssp.value = base - frames.length;
    ssb.value = base;
    ssl.value = base - size;
  }
  burn(): void {
    if (--this.fuel < 0) throw new NoFuel();
  }
}

class NoFuel extends Error {}

/** Turns a random i32 function into one about pointers: locals 2 and up become pointers, statements are replaced. */
function pointerProgram(seed: number, withExceptions: boolean): IrModule {
  const below = random(seed);
  const module = heapModule();
  const names = ["f", "g", "h"];
  names.forEach((name, i) => {
    const func = randomModule(seed + i * 31, 3 + below(12), withExceptions).funcs[0];
    module.funcs.push(toPointers(func, name, below, names));
  });
  module.funcs[0].exportName = "f";
  return module;
}

function toPointers(source: IrFunc, name: string, below: (n: number) => number, names: readonly string[]): IrFunc {
  const signature = { params: ["i32", "ptr"], results: ["ptr"] } as const;
  const locals = [{ type: "i32" }, ...Array.from({ length: 6 }, () => ({ type: "ptr" }))] as IrFunc["locals"];
  const pointer = (): number => 1 + below(6);
  const number = (): ReturnType<typeof op> => op("i32.xor", local(0), op("i32.eqz", local(pointer())));
  const stmt = (): Stmt => {
    const dst = pointer();
    switch (below(6)) {
      case 0:
        return { kind: "call", dsts: [dst], callee: toFunc("alloc"), args: [] };
      case 1:
        return {
          kind: "call",
          dsts: [dst],
          callee: toFunc(names[below(names.length)]),
          args: [op("i32.add", number(), local(0)), local(pointer())],
        };
      case 2:
        return { kind: "set", local: dst, value: local(pointer()) };
      case 3:
        return {
          kind: "set",
          local: 0,
          value: op("i32.add", number(), { kind: "const", type: "i32", value: below(5) }),
        };
      default:
        return { kind: "call", dsts: [], callee: toFunc("use"), args: [local(pointer())] };
    }
  };
  const blocks = source.blocks.map(({ end }) => {
    const stmts: Stmt[] = [{ kind: "call", dsts: [], callee: toFunc("burn"), args: [] }];
    for (let n = below(5); n > 0; n--) stmts.push(stmt());
    switch (end.kind) {
      case "branch":
        return {
          stmts,
          end: { ...end, cond: op("i32.and", number(), { kind: "const", type: "i32", value: 1 + below(3) }) },
        };
      case "switch_int":
        return { stmts, end: { ...end, value: op("i32.and", number(), { kind: "const", type: "i32", value: 3 }) } };
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

/** Runs f(n, null): the heap afterwards, and the number of blocks executed. */
function run(module: IrModule, n: number): { readonly heap: Heap; readonly steps: number } {
  const heap = new Heap();
  const env = {
    alloc: () => heap.alloc(),
    use: (p: number) => heap.use(p),
    grow: () => heap.grow(),
    burn: () => heap.burn(),
  };
  const bytes = encode(compileIr(module, { roots }));
  const exports = instantiate(bytes, { env });
  heap.exports = exports as unknown as Heap["exports"];
  try {
    const result = (exports.f as (n: number, p: number) => number)(n, 0);
    heap.use(result);
    assert.equal(heap.exports.ssp.value, heap.exports.ssb.value, "the shadow stack is not empty at the end");
  } catch (e) {
    if (!(e instanceof NoFuel) && !(e instanceof RangeError) && !isWasmException(e)) throw e;
  }
  return { heap, steps: 400 - heap.fuel };
}

describe("shadow-stack roots", () => {
  for (const withExceptions of [false, true]) {
    it(`keep everything alive that is used later${withExceptions ? ", handlers included" : ""}`, function () {
      let steps = 0;
      for (let seed = 1; seed <= 250; seed++) {
        const module = pointerProgram(seed * 104729, withExceptions);
        assert.deepEqual(verifyIr(module), []);
        assert.deepEqual(verifyIr(addRoots(module, roots)), []);
        try {
          for (const n of [0, 1, 6]) steps += run(module, n).steps;
        } catch (e) {
          // Older engines have no try_table.
          if (withExceptions && e instanceof wasm.CompileError) return this.skip();
          throw new Error(`seed ${seed}: ${e}\n${addRoots(module, roots).funcs.map(printFunc).join("")}`);
        }
      }
      assert.ok(steps > 20000, `only ${steps} blocks ran`);
    });
  }

  it("forget what nothing uses any more", () => {
    const alloc = (dst: number): Stmt => ({ kind: "call", dsts: [dst], callee: toFunc("alloc"), args: [] });
    const use = (x: number): Stmt => ({ kind: "call", dsts: [], callee: toFunc("use"), args: [local(x)] });
    const module = heapModule();
    // p lives over one allocation, q over the last three, one of which is in a branch that only one of two runs takes.
    const [n, , p, q, other] = [0, 1, 2, 3, 4];
    module.funcs.push({
      name: "f",
      exportName: "f",
      signature: { params: ["i32", "ptr"], results: ["ptr"] },
      locals: [{ type: "i32" }, ...Array.from({ length: 4 }, () => ({ type: "ptr" as const }))],
      blocks: [
        { stmts: [alloc(p), alloc(q), use(p)], end: { kind: "branch", cond: local(n), then: 1, else: 2 } },
        { stmts: [alloc(other)], end: { kind: "jump", block: 2 } },
        { stmts: [alloc(other)], end: { kind: "return", values: [local(q)] } },
      ],
    });
    assert.deepEqual(verifyIr(module), []);
    for (const taken of [0, 1]) {
      const { heap } = run(module, taken);
      assert.deepEqual([heap.has(100000), heap.has(100001), heap.has(100002)], [false, true, taken === 0]);
    }
  });
});
