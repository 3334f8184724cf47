// Names come from the module and go into IR text, assembly and what a trap reads. Whatever they hold, each function keeps a name
// of its own, and a trace stays a trace.

import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { type CodePos, decode, type Module, parseWat } from "../../../wasmfx-backend/index.ts";
import { buildRuntime, compileNative, linkExecutable } from "../index.ts";
import { functionSymbols } from "../translate/symbols.ts";
import { run, workFolder } from "./native.ts";

const hostile = 'a\tb\nc\0d"e\\f\u{1}$(exit 9)`id`@@V1 \u202e*/%s';

async function moduleOf(wat: string): Promise<Module> {
  const { bytes } = await parseWat(wat, "names.wat");
  return decode(bytes!, "names.wat").module!;
}

const named = (module: Module, names: readonly string[]): Module => ({
  ...module,
  names: { ...module.names, funcs: new Map(names.entries()) },
});

async function trace(module: Module): Promise<string[]> {
  const folder = mkdtempSync(join(workFolder, "names-"));
  const { object, diagnostics } = await compileNative(module, { folder, keepExports: true, level: 1 });
  assert.deepEqual(diagnostics, []);
  const output = join(folder, "program");
  const runtime = await buildRuntime(join(folder, "runtime"));
  assert.deepEqual(await linkExecutable({ object: object!, runtime, output }), []);
  const { status, stderr } = run(output);
  assert.equal(status, 134);
  return stderr.trimEnd().split("\n");
}

describe("names", function () {
  this.timeout(60_000);

  it("are different for different functions", async () => {
    const module = await moduleOf("(module (func) (func) (func) (func) (func))");
    const symbols = functionSymbols(named(module, ["f", "f#2", "f", "f", "f#2"]), 5);
    assert.equal(new Set(symbols).size, 5, symbols.join(" "));
  });

  it("may hold anything", async () => {
    const module = await moduleOf('(module (func $f unreachable) (func (export "_start") (call 0)))');
    const lines = await trace(named(module, [hostile, `${hostile}2`]));
    assert.deepEqual(lines, [
      "trap: unreachable",
      "    at a_b_c_d_e_f_$(exit_9)`id`@@V1__*/%s",
      "    at a_b_c_d_e_f_$(exit_9)`id`@@V1__*/%s2",
    ]);
  });

  it("may hold anything where functions were inlined", async () => {
    const module = await moduleOf('(module (func $main (export "_start") unreachable))');
    const at: CodePos = { file: `f\t1\n${hostile}`, line: 7, column: 1 };
    const pos: CodePos = { file: "inner.c", line: 3, column: 1, inlined: { func: `x\n${hostile}`, at } };
    const [func] = module.funcs;
    const lines = await trace({ ...module, funcs: [{ ...func, positions: func.body.map(() => pos) }] });
    assert.deepEqual(lines, [
      "trap: unreachable",
      "    at x_a_b_c_d_e_f_$(exit_9)`id`@@V1__*/%s (inner.c:3)",
      '    at main (f_1_a_b_c_d"e\\f_$(exit 9)`id`@@V1 \u202e*/%s:7)',
    ]);
  });
});
