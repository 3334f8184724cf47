// Text to binary and back through wasm-tools: names are kept, errors have a place; optimising through binaryen.

import assert from "node:assert/strict";
import { renderDiagnostics } from "../../../diagnostics/index.ts";
import { decode, optimize, parseWat, printWat, validate } from "../../index.ts";

describe("parseWat", () => {
  it("keeps the names of everything", async () => {
    const { bytes } = await parseWat(
      "(module $m (func $f (param $p i32) (local $l i64)) (global $g i32 (i32.const 0)) (tag $t))",
      "n.wat",
    );
    const { names } = decode(bytes!, "n.wasm").module!;
    assert.deepEqual(
      [names.module, names.funcs.get(0), names.locals.get(0)?.get(1), names.globals.get(0), names.tags.get(0)],
      ["m", "f", "l", "g", "t"],
    );
  });

  const errors: readonly (readonly [text: string, rendered: string])[] = [
    [
      "(module\n  (func i32.ad))",
      "e.wat:2:9: error: unknown operator or unexpected token [WatSyntax]\n   2 |   (func i32.ad))\n     |         ^~~~~~\n",
    ],
    [
      '(module (func (export "é") (call $nope)))',
      'e.wat:1:35: error: unknown func: failed to find name `$nope` [WatSyntax]\n   1 | (module (func (export "é") (call $nope)))\n     |                                  ^~~~~\n',
    ],
    ["(module (func)", "e.wat:1:15: error: expected `)` [WatSyntax]\n   1 | (module (func)\n     |               ^\n"],
    ["(module é)", "e.wat:1:9: error: unexpected character 'é' [WatSyntax]\n   1 | (module é)\n     |         ^\n"],
    [
      '(module "\\zz")',
      "e.wat:1:11: error: invalid string escape 'z' [WatSyntax]\n   1 | (module \"\\zz\")\n     |           ^~\n",
    ],
    [
      "(component)",
      "e.wat:1:1: unsupported: components: only core modules can be used\n   1 | (component)\n     | ^\n",
    ],
  ];
  for (const [text, rendered] of errors) {
    it(`points at the fault in ${JSON.stringify(text)}`, async () => {
      const { bytes, diagnostics } = await parseWat(text, "e.wat");
      assert.equal(bytes, undefined);
      assert.equal(renderDiagnostics(diagnostics, { sourceOf: () => text }), rendered);
    });
  }
});

describe("printWat", () => {
  it("refuses malformed bytes with an error", async () => {
    await assert.rejects(printWat(Uint8Array.of(0, 0x61, 0x73)), /cannot print the module/);
  });
});

describe("optimize", () => {
  const text = `(module
    (type $ft (func)) (type $ct (cont $ft)) (tag $t) (func $imported (import "m" "f")) (elem declare func $body)
    (func $body (drop (i32.add (i32.const 1) (i32.const 2))) (suspend $t) (call $imported))
    (func (export "run") (block $on (result (ref $ct))
      (resume $ct (on $t $on) (cont.new $ct (ref.func $body))) (return)) (drop)))`;

  it("removes what has no effect, keeps stack switching, names and validity", async () => {
    const { bytes } = await parseWat(text, "o.wat");
    const optimized = await optimize(bytes!, { level: 2 });
    assert.deepEqual(optimized.diagnostics, []);
    const { module } = decode(optimized.bytes!, "o.wasm");
    assert.deepEqual(validate(module!, { file: "o.wasm" }), []);
    const ops = module!.funcs.flatMap((func) => func.body.map((instr) => instr.op));
    assert.ok(ops.includes("resume") && ops.includes("suspend") && ops.includes("cont.new"));
    assert.ok(!ops.includes("i32.add"));
    assert.ok([...module!.names.funcs.values()].includes("body"));
  });

  it("leaves names out when asked", async () => {
    const { bytes } = await parseWat(text, "o.wat");
    const { bytes: small } = await optimize(bytes!, { level: 2, shrink: 2, debugInfo: false });
    assert.equal(decode(small!, "o.wasm").module!.names.funcs.size, 0);
  });

  it("turns binaryen's complaints into diagnostics, not console output", async () => {
    const { bytes } = await parseWat("(module (func $f (result i32) (i64.const 1)))", "bad.wat");
    const { bytes: none, diagnostics } = await optimize(bytes!);
    assert.equal(none, undefined);
    assert.deepEqual(
      diagnostics.map((d) => d.severity),
      ["bug"],
    );
    assert.match(diagnostics[0].notes![0].message, /function body type must match/);
  });
});
