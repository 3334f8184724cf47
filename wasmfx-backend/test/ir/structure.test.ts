// The emitter against an interpreter: random control-flow graphs, irreducible ones and try regions included, must do the
// same whether read off the graph or run as WebAssembly by node, with and without the passes.

import assert from "node:assert/strict";
import { emitModule } from "../../codegen/index.ts";
import { newModule } from "../../ir/builder.ts";
import type { IrModule } from "../../ir/ir.ts";
import { compileIr } from "../../ir/pipeline.ts";
import { printFunc } from "../../ir/print.ts";
import { verifyIr } from "../../ir/verify.ts";
import { encode } from "../../wasm/encode.ts";
import type { Module as WasmModule } from "../../wasm/module.ts";
import { interpret, OutOfFuel } from "./interpret.ts";
import { random, randomModule } from "./random.ts";
import { instantiate, isWasmException, wasm } from "./wasm-api.ts";

type Outcome = { log: string[]; result: number | "thrown" | "fuel" };
const maxBlocks = 300;

function runIr(module: IrModule, args: number[]): Outcome {
  const log: string[] = [];
  let fuel = maxBlocks;
  const call = (name: string, values: number[]): number => {
    if (name === "fuel") {
      if (--fuel < 0) throw new OutOfFuel();
      return 0;
    }
    log.push(values.join(":"));
    return values[1] ^ 5;
  };
  try {
    return { log, result: interpret(module.funcs[0], args, call) };
  } catch (e) {
    if (e instanceof OutOfFuel) return { log, result: "fuel" };
    throw e;
  }
}

function runWasm(module: WasmModule, args: number[]): Outcome {
  const log: string[] = [];
  let fuel = maxBlocks;
  class NoFuel extends Error {}
  const env = {
    log: (a: number, b: number): number => {
      log.push(`${a}:${b}`);
      return b ^ 5;
    },
    fuel: (): void => {
      // A RangeError from deep inside would be caught by catch_all; a trap is not.
      if (--fuel < 0) throw new NoFuel();
    },
  };
  const exports = instantiate(encode(module), { env });
  try {
    return { log, result: (exports.f as (a: number, b: number) => number)(args[0], args[1]) };
  } catch (e) {
    if (e instanceof NoFuel) return { log, result: "fuel" };
    if (isWasmException(e)) return { log, result: "thrown" };
    throw e;
  }
}

/**
 * Compares a few runs; how many. Endless ones do not count, because catch_all would catch the host's exception that ends
 * them.
 */
function compare(module: IrModule, seed: number): number {
  let count = 0;
  const below = random(seed);
  const variants = { emitted: emitModule(module), compiled: compileIr(module) };
  for (let i = 0; i < 4; i++) {
    const args = [below(16), below(1000)];
    const wanted = runIr(module, args);
    if (wanted.result === "fuel") continue;
    count++;
    for (const [how, code] of Object.entries(variants)) {
      assert.deepEqual(
        runWasm(code, args),
        wanted,
        `${how}, seed ${seed}, arguments ${args}\n${printFunc(module.funcs[0])}`,
      );
    }
  }
  return count;
}

describe("structured control flow", () => {
  // Older engines (V8 in Node 20) know the legacy form of exceptions only: there, graphs are tried without them.
  const hasTryTable = wasm.validate(encode(emitModule(regionModule())));
  const note = hasTryTable ? "" : " (without exceptions: this engine has no try_table)";

  for (const [name, blocks, count] of [
    ["tiny", 4, 300],
    ["small", 8, 300],
    ["medium", 20, 150],
    ["large", 150, 30],
  ] as const) {
    it(`${name} graphs do as interpreted${note}`, () => {
      let compared = 0;
      for (let n = 1; n <= count; n++) {
        const seed = n * 7919 + blocks;
        const module = randomModule(seed, blocks, hasTryTable);
        assert.deepEqual(verifyIr(module), []);
        compared += compare(module, seed);
      }
      assert.ok(compared > count, `only ${compared} runs were compared`);
    });
  }
});

function regionModule(): IrModule {
  const module = newModule();
  const signature = { params: [], results: ["i32"] } as const;
  const one = { kind: "const", type: "i32", value: 1 } as const;
  module.funcs.push({
    name: "f",
    signature,
    locals: [],
    blocks: [
      { stmts: [], end: { kind: "try", body: 1, catches: [{ dsts: [], block: 2 }] } },
      { stmts: [], end: { kind: "return", values: [one] } },
      { stmts: [], end: { kind: "return", values: [one] } },
    ],
  });
  return module;
}
