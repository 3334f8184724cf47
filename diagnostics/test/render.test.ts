import assert from "node:assert/strict";
import { type Diagnostic, renderDiagnostics } from "../index.ts";

const source = 'package main\n\tx := "größe" + 1\n';
const at = (line: number, column: number, length = 1) => ({ file: "a.go", line, column, length });

describe("diagnostics", () => {
  const table: [string, Diagnostic[], string][] = [
    [
      "draws the caret under the bytes meant, tabs kept",
      [{ severity: "error", message: "mismatched types", code: "MismatchedTypes", span: at(2, 7, 9) }],
      'a.go:2:7: error: mismatched types [MismatchedTypes]\n   2 | \tx := "größe" + 1\n     | \t     ^~~~~~~\n',
    ],
    [
      "counts columns in bytes",
      [{ severity: "error", message: "m", span: at(2, 19) }],
      'a.go:2:19: error: m\n   2 | \tx := "größe" + 1\n     | \t               ^\n',
    ],
    [
      "names the byte offset and function of a binary",
      [{ severity: "error", message: "type mismatch", binary: { file: "x.wasm", offset: 255, func: "f" } }],
      "x.wasm:0xff in function f: error: type mismatch\n",
    ],
    [
      "sorts by place and prints notes",
      [
        { severity: "error", message: "second", span: at(9, 1) },
        {
          severity: "unsupported",
          message: "first",
          span: at(1, 1, 7),
          notes: [{ message: "see here", span: at(9, 2) }, { message: "why" }],
        },
      ],
      "a.go:1:1: unsupported: first\n   1 | package main\n     | ^~~~~~~\na.go:9:2: note: see here\nnote: why\na.go:9:1: error: second\n",
    ],
  ];
  for (const [name, diagnostics, expected] of table) {
    it(name, () => assert.equal(renderDiagnostics(diagnostics, { sourceOf: () => source }), expected));
  }

  it("shows what a terminal would obey or reorder as replacement characters", () => {
    const hostile = "a\u001b[2J\u202eb\u0007";
    const error: Diagnostic = { severity: "error", message: hostile, span: { ...at(1, 2), file: "x\u001b.go" } };
    const shown = "a\ufffd[2J\ufffdb\ufffd";
    const expected = `x\ufffd.go:1:2: error: ${shown}\n   1 | ${shown}\n     |  ^\n`;
    assert.equal(renderDiagnostics([error], { sourceOf: () => hostile }), expected);
  });

  it("cuts long lines around the place", () => {
    const line = `${"a".repeat(1000)}XY${"b".repeat(1000)}`;
    const error: Diagnostic = { severity: "error", message: "m", span: at(1, 1001, 2) };
    const [, text, marks] = renderDiagnostics([error], { sourceOf: () => line }).split("\n");
    assert.equal(text, `   1 | ...${"a".repeat(60)}XY${"b".repeat(60)}...`);
    assert.equal(marks, `     | ${" ".repeat(63)}^~`);
  });

  it("stops after the limit and says how many are left", () => {
    const many = Array.from({ length: 25 }, (_, i): Diagnostic => ({ severity: "error", message: `e${i}` }));
    assert.match(renderDiagnostics(many), /e19\ntoo many errors \(5 more\)\n$/);
  });
});
