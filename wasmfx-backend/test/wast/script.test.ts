// .wast scripts as data: commands with lines, modules as text or bytes, values with exact bits.

import assert from "node:assert/strict";
import { renderDiagnostics } from "../../../diagnostics/index.ts";
import { decode, parseWast, parseWat, type WastCommand } from "../../index.ts";

function commandsOf(text: string): readonly WastCommand[] {
  const { commands, diagnostics } = parseWast(text, "script.wast");
  assert.deepEqual(diagnostics, []);
  return commands;
}

describe("parseWast", () => {
  it("cuts a script into commands with their lines", () => {
    const commands = commandsOf(`;; a comment (with brackets
(module $M (func (export "f") (result i32) (i32.const 1)))
(; a block (; nested ;) comment ")" ;) (register "M" $M)
(invoke "f")
(assert_return (invoke $M "f" (i32.const -1) (i64.const 0xffff_ffff_ffff_ffff)) (i32.const 1))
(assert_return (get $M "g"))
(assert_trap (invoke "f") "unreachable")
(assert_trap (module (func unreachable) (start 0)) "unreachable")
(assert_exhaustion (invoke "f") "call stack exhausted")
(assert_exception (invoke "f"))
(assert_suspension (invoke "f") "unhandled tag")
(assert_invalid (module (func (result i32))) "type mismatch")
(assert_malformed (module quote "(func" ")") "unexpected token")
(assert_unlinkable (module $N (import "a" "b" (func))) "unknown import")
(module definition $D (func))
(module instance $I $D)`);
    assert.deepEqual(
      commands.map((c) => [c.line, c.kind]),
      [
        [2, "module"],
        [3, "register"],
        [4, "action"],
        [5, "assert_return"],
        [6, "assert_return"],
        [7, "assert_trap"],
        [8, "assert_trap_module"],
        [9, "assert_exhaustion"],
        [10, "assert_exception"],
        [11, "assert_suspension"],
        [12, "assert_invalid"],
        [13, "assert_malformed"],
        [14, "assert_unlinkable"],
        [15, "module"],
        [16, "instance"],
      ],
    );
    assert.deepEqual(commands[3], {
      line: 5,
      kind: "assert_return",
      action: {
        kind: "invoke",
        module: "$M",
        name: "f",
        args: [
          { type: "i32", value: -1 },
          { type: "i64", value: -1n },
        ],
      },
      expected: [{ type: "i32", value: 1 }],
    });
    assert.deepEqual(commands[1], { line: 3, kind: "register", as: "M", module: "$M" });
    assert.deepEqual(commands[14], { line: 16, kind: "instance", name: "$I", definition: "$D" });
  });

  it("gives text modules on the script's own lines", async () => {
    const [, bad] = commandsOf('(module)\n\n(assert_invalid\n  (module\n    (func i32.ad))\n  "x")');
    assert.ok(bad.kind === "assert_invalid" && bad.module.content.kind === "text");
    const { diagnostics } = await parseWat(bad.module.content.source, "script.wast");
    assert.equal(diagnostics[0].span?.line, 5);
  });

  it("joins binary and quoted modules", () => {
    const [binary, quoted, named] = commandsOf(
      '(module binary "\\00asm" "\\01\\00\\00\\00") (module quote "(func" "$é)" "\\ff") (module definition $d binary "")',
    );
    assert.ok(binary.kind === "module" && binary.module.content.kind === "binary");
    assert.deepEqual(decode(binary.module.content.bytes, "").diagnostics, []);
    assert.ok(quoted.kind === "module" && quoted.module.content.kind === "quote");
    assert.deepEqual(
      Buffer.from(quoted.module.content.bytes),
      Buffer.concat([Buffer.from("(func $é) "), Buffer.of(0xff, 0x20)]),
    );
    assert.ok(named.kind === "module");
    assert.deepEqual([named.module.name, named.module.isInstance], ["$d", false]);
  });

  it("takes a bare sequence of module fields as one module", () => {
    const text = '(func (export "f"))\n(memory 1)';
    assert.deepEqual(commandsOf(text), [
      { line: 1, kind: "module", module: { content: { kind: "text", source: text }, isInstance: true } },
    ]);
  });

  it("leaves annotations out", () => {
    assert.equal(commandsOf('(@custom "a" ; ] (b) "c")(module (@name "x") (func))(@x)').length, 1);
  });

  it("keeps every bit of numbers", () => {
    const values = (text: string) => {
      const [command] = commandsOf(`(assert_return (invoke "f") ${text})`);
      assert.ok(command.kind === "assert_return");
      return command.expected;
    };
    assert.deepEqual(values("(i32.const 0xffffffff) (i64.const -0x8000000000000000)"), [
      { type: "i32", value: -1 },
      { type: "i64", value: -(2n ** 63n) },
    ]);
    const f32 = (text: string) => (values(`(f32.const ${text})`)[0] as { bits: number }).bits;
    const f64 = (text: string) => (values(`(f64.const ${text})`)[0] as { bits: bigint }).bits;
    const table: readonly (readonly [string, number])[] = [
      ["1", 0x3f800000],
      ["-0", 0x80000000],
      ["inf", 0x7f800000],
      ["-nan", 0xffc00000],
      ["nan:0x200001", 0x7fa00001],
      ["0x1.fffffep+127", 0x7f7fffff],
      ["0x1p-149", 1],
      ["0x1p-150", 0],
      ["0x1.8p-150", 1],
      ["340282356779733661637539395458142568447", 0x7f7fffff],
      ["340282356779733661637539395458142568448", 0x7f800000],
      // Halfway between two floats, and just above: rounding to a double on the way would lose the difference.
      ["0x1.000001p0", 0x3f800000],
      ["1.00000005960464477539062501", 0x3f800001],
      ["1e-46", 0],
      ["0.1", 0x3dcccccd],
    ];
    for (const [text, bits] of table) assert.equal(f32(text), bits, text);
    const doubles = [
      "0.1",
      "5e-324",
      "2.4703282292062327e-324",
      "1.7976931348623157e308",
      "1e400",
      "123456789.125",
      "0x1.8p1",
      "-1e23",
    ];
    for (const text of doubles) {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, text.startsWith("0x") ? 3 : Number(text));
      assert.equal(f64(text), view.getBigUint64(0), text);
    }
  });

  it("reads patterns and vectors", () => {
    const [command] =
      commandsOf(`(assert_return (invoke "f" (v128.const i16x8 1 -1 0 0 0 0 0 0x8000) (ref.extern 3) (ref.null func))
      (f32.const nan:canonical) (v128.const f64x2 nan:arithmetic 1) (ref.func) (ref.null) (ref) (ref.extern 1) (ref.extern) (either (i32.const 1) (i32.const 2)))`);
    assert.ok(command.kind === "assert_return" && command.action.kind === "invoke");
    assert.deepEqual(command.action.args, [
      { type: "v128", bytes: Uint8Array.of(1, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128) },
      { type: "extern", value: 3 },
      { type: "null", heap: "func" },
    ]);
    assert.deepEqual(command.expected, [
      { type: "f32_nan", nan: "canonical" },
      {
        type: "v128_lanes",
        shape: "f64x2",
        lanes: [
          { type: "f64_nan", nan: "arithmetic" },
          { type: "f64", bits: 0x3ff0000000000000n },
        ],
      },
      { type: "ref", heap: "func" },
      { type: "null", heap: undefined },
      { type: "ref" },
      { type: "extern", value: 1 },
      { type: "ref", heap: "extern" },
      {
        type: "either",
        options: [
          { type: "i32", value: 1 },
          { type: "i32", value: 2 },
        ],
      },
    ]);
  });

  const errors: readonly (readonly [text: string, rendered: string])[] = [
    ['(module)\n(invoke "f"', 's.wast:2:1: error: unclosed parenthesis [WastSyntax]\n   2 | (invoke "f"\n     | ^\n'],
    [
      "(module))",
      "s.wast:1:9: error: unmatched closing parenthesis [WastSyntax]\n   1 | (module))\n     |         ^\n",
    ],
    ["(modul)", "s.wast:1:1: error: unknown command modul [WastSyntax]\n   1 | (modul)\n     | ^~~~~~~\n"],
    [
      '(invoke "f" (i32.const x))',
      's.wast:1:13: error: expected a constant [WastSyntax]\n   1 | (invoke "f" (i32.const x))\n     |             ^~~~~~~~~~~~~\n',
    ],
    ["(; (module)", "s.wast:1:1: error: unterminated block comment [WastSyntax]\n   1 | (; (module)\n     | ^\n"],
    [
      '(register "a\\q")',
      's.wast:1:13: error: invalid string escape [WastSyntax]\n   1 | (register "a\\q")\n     |             ^\n',
    ],
    [
      "(assert_return)",
      "s.wast:1:15: error: unexpected end of command [WastSyntax]\n   1 | (assert_return)\n     |               ^\n",
    ],
  ];
  for (const [text, rendered] of errors) {
    it(`points at the fault in ${JSON.stringify(text)}`, () => {
      const { diagnostics } = parseWast(text, "s.wast");
      assert.equal(renderDiagnostics(diagnostics, { sourceOf: () => text }), rendered);
    });
  }
});
