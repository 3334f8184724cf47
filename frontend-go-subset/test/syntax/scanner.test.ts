// Source text -> tokens: automatic semicolons, operators, literals, comments.

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Scanner } from "../../syntax/scanner.ts";

interface Scanned {
  readonly tokens: string[];
  readonly errors: string[];
  readonly directives: string[];
}

function scan(text: string): Scanned {
  const errors: string[] = [];
  const directives: string[] = [];
  const scanner = new Scanner(text, {
    error: (offset, message) => errors.push(`${offset}: ${message}`),
    line: (_, line) => directives.push(`line ${line}`),
    directive: (_, directive, onOwnLine) => directives.push(`${directive}${onOwnLine ? "" : " (misplaced)"}`),
  });
  const tokens: string[] = [];
  for (scanner.next(); scanner.tok !== "EOF"; scanner.next()) {
    const { tok, lit, op } = scanner;
    if (tok === "op" || tok === "op=" || tok === "opop") tokens.push(tok.replace("opop", op + op).replace("op", op));
    else tokens.push(tok === "name" || tok === "literal" || tok === ";" ? `${tok} ${lit}` : tok);
  }
  return { tokens, errors, directives };
}

describe("scanner", () => {
  it("inserts semicolons behind names, literals, closing brackets and some keywords", () => {
    deepStrictEqual(scan("a\nb.(T)\n1\nreturn\nx++\n}\n").tokens, [
      "name a",
      "; newline",
      "name b",
      ".",
      "(",
      "name T",
      ")",
      "; newline",
      "literal 1",
      "; newline",
      "return",
      "; newline",
      "name x",
      "++",
      "; newline",
      "}",
      "; newline",
    ]);
  });

  it("does not insert semicolons behind operators and opening brackets", () => {
    deepStrictEqual(scan("a +\nb(\nc,\n").tokens, ["name a", "+", "name b", "(", "name c", ","]);
  });

  it("treats a comment with a newline as a newline, and the end of the file too", () => {
    deepStrictEqual(scan("a /* 1\n2 */ b // end").tokens, ["name a", "; newline", "name b", "; EOF"]);
    deepStrictEqual(scan("a /* 1 */ b").tokens, ["name a", "name b", "; EOF"]);
  });

  it("takes the longest operator", () => {
    deepStrictEqual(scan("<<= << <- <= &^= &^ && ... .. :=").tokens, [
      "<<=",
      "<<",
      "<-",
      "<=",
      "&^=",
      "&^",
      "&&",
      "...",
      ".",
      ".",
      ":=",
    ]);
  });

  it("reads every kind of number", () => {
    const text = "0 0x1F 0b1_0 0o17 017 1_000 1.5 .5 1e10 0x1p-2 1i 0x1p1i 08.5";
    deepStrictEqual(scan(text), {
      tokens: [...text.split(" ").map((n) => `literal ${n}`), "; EOF"],
      errors: [],
      directives: [],
    });
  });

  it("names what is wrong with a literal, and where", () => {
    const wrong: Record<string, string> = {
      "0x": "2: hexadecimal literal has no digits",
      "0b12": "3: invalid digit '2' in binary literal",
      "1__0": "2: '_' must separate successive digits",
      "1e": "2: exponent has no digits",
      "0x1.8": "5: hexadecimal mantissa requires a 'p' exponent",
      "''": "1: empty rune literal or unescaped '",
      "'ab'": "0: more than one character in rune literal",
      '"a\n': "2: newline in string",
      "`a": "0: string not terminated",
      "'\\400'": "5: octal escape value 256 > 255",
      '"\\ud800"': "7: escape is invalid Unicode code point U+D800",
      "/* a": "0: comment not terminated",
      "#": "0: invalid character U+0023 '#'",
    };
    for (const [text, message] of Object.entries(wrong)) deepStrictEqual(scan(text).errors, [message], text);
  });

  it("accepts letters of any script in names", () => {
    deepStrictEqual(scan("äöü 世界 _x1 𝔸").tokens, ["name äöü", "name 世界", "name _x1", "name 𝔸", "; EOF"]);
    strictEqual(scan("x²").errors.length, 1);
  });

  it("hands out directives and says whether they stand alone", () => {
    deepStrictEqual(scan("//go:noinline\nx //go:embed a\n// go:no\n//line f.go:7\n").directives, [
      "go:noinline",
      "go:embed a (misplaced)",
      "line f.go:7",
    ]);
  });
});
