// Source positions: module -> DWARF -> module, what tools read of it, and what malformed sections do.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { type CodePos, decode, encode, inlinedAt, type Module, type Positions, parseWat } from "../../index.ts";

const text = `(module
  (import "m" "f" (func $imported (param i32)))
  (func $first (param i32) (result i32)
    local.get 0
    i32.const 1
    i32.add)
  (func $plain)
  (func $second
    i32.const 300
    call $imported
    nop
    nop
    i32.const 2
    call $imported))`;

async function moduleOf(...positions: (Positions | undefined)[]): Promise<Module> {
  const { bytes } = await parseWat(text, "test.wat");
  const { module } = decode(bytes!, "test.wat");
  positions.forEach((list, i) => {
    module!.funcs[i].positions = list;
  });
  return module!;
}

const at = (line: number, column = 1, file = "a.go"): CodePos => ({ file, line, column });

describe("source positions", () => {
  it("survive encoding and decoding", async () => {
    const first = [at(3, 7), at(3, 7), at(1000, 2)];
    const call = at(20, 4);
    const inner = inlinedAt(at(5, 1, "b.go"), "main.inner", call)!;
    const deep = inlinedAt(inlinedAt(at(9), "main.deep", at(6, 2, "b.go")), "main.inner", call)!;
    const second = [at(19), call, inner, deep, deep, undefined];
    const bytes = encode(await moduleOf(first, undefined, second));
    const { module, diagnostics } = decode(bytes, "x.wasm");
    deepEqual(diagnostics, []);
    const read = module!.funcs.map((f) => f.positions);
    deepEqual(read[0], first);
    equal(read[1], undefined);
    deepEqual(read[2], second);
    equal(module!.customs.length, 0);
    deepEqual(encode(module!), bytes);
  });

  it("have the directory that relative names are relative to", async () => {
    const bytes = encode(await moduleOf([at(1), at(1, 1, "/abs/b.go"), at(1, 1, "$WEFT/c.go")]), {
      directory: "/home",
    });
    const files = decode(bytes, "x.wasm").module!.funcs[0].positions!.map((p) => p!.file);
    deepEqual(files, ["/home/a.go", "/abs/b.go", "$WEFT/c.go"]);
  });

  it("can be left out", async () => {
    const module = await moduleOf([at(1), at(1), at(1)]);
    const bytes = encode(module, { positions: false });
    equal(decode(bytes, "x.wasm").module!.funcs[0].positions, undefined);
    ok(bytes.length < encode(module).length);
  });

  it("cost no more than a warning when they are malformed", async () => {
    const bytes = encode(await moduleOf([at(1), at(2), inlinedAt(at(3), "f", at(4))]));
    const from = Buffer.from(bytes).indexOf(".debug_abbrev");
    let warnings = 0;
    for (let i = from + 16; i < bytes.length; i++) {
      const broken = bytes.slice();
      broken[i] ^= 0xff;
      const { module, diagnostics } = decode(broken, "x.wasm");
      for (const d of diagnostics) if (module) match(d.severity, /warning/);
      warnings += diagnostics.length;
    }
    ok(warnings > 10);
  });
});
