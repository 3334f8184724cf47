// Where binaryen goes over a module that is written to a file: at level 3, and when asked for (weft link).

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode, type Module, validate } from "../../wasmfx-backend/index.ts";
import type { OptLevel } from "../options.ts";
import { Pipeline } from "../pipeline.ts";
import { Progress } from "../progress.ts";

/** Has something to fold that encoding alone leaves. */
const text = `(module (func (export "sum") (result i32) (local i32)
  (local.set 0 (i32.add (i32.const 20) (i32.const 22)))
  (local.get 0)))`;

describe("modules in files", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-encode-"));
    writeFileSync(join(folder, "sum.wat"), text);
  });
  after(() => rmSync(folder, { recursive: true }));

  async function make(level: OptLevel, withBinaryen?: boolean): Promise<{ bytes: Uint8Array; module: Module }> {
    const options = { engine: "native", scheduler: "switch", level, names: false, verbose: false } as const;
    const pipeline = new Pipeline(options, new Progress(false));
    const { value: module } = await pipeline.readModule(join(folder, "sum.wat"));
    assert.ok(module);
    const { value: bytes, diagnostics } = await pipeline.encode(module, withBinaryen);
    assert.deepEqual(diagnostics, []);
    assert.ok(bytes);
    return { bytes, module };
  }

  const constants = (bytes: Uint8Array): unknown[] => {
    const { module } = decode(bytes, "sum.wasm");
    assert.deepEqual(validate(module!, { file: "sum.wasm" }), []);
    return module!.funcs[0].body.map((instr) => ("value" in instr ? instr.value : instr.op));
  };

  for (const level of [0, 1, 2] as const) {
    it(`are as weft's own passes leave them at -O${level}`, async () => {
      const { bytes, module } = await make(level);
      assert.deepEqual(bytes, encode(module, {}));
    });
  }

  it("are made smaller at -O3, and at any level for weft link", async () => {
    assert.deepEqual(constants((await make(3)).bytes), [42]);
    assert.deepEqual(constants((await make(1, true)).bytes), [42]);
  });
});
