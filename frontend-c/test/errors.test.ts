// clang's messages as diagnostics: each program of errors/ says on its lines what is expected, as
// `// ERROR column+length pattern` or `// WARNING ...`; nothing else may be reported.

import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, renderDiagnostics } from "../../diagnostics/index.ts";
import { compileC } from "../index.ts";
import { parseMessages } from "../messages.ts";

const folder = join(import.meta.dirname, "errors");

interface Expected {
  readonly place: string;
  readonly severity: string;
  readonly pattern: RegExp;
}

function expectations(text: string): Expected[] {
  return text.split("\n").flatMap((line, i) => {
    const found = /\/\/ (ERROR|WARNING) (\d+\+\d+) (.*)$/.exec(line);
    return found === null
      ? []
      : [{ place: `${i + 1}:${found[2]}`, severity: found[1].toLowerCase(), pattern: new RegExp(found[3]) }];
  });
}

const placeOf = ({ span }: Diagnostic): string => (span ? `${span.line}:${span.column}+${span.length}` : "nowhere");

describe("C errors", function () {
  this.timeout(30000);
  for (const name of readdirSync(folder)) {
    it(name, async () => {
      const path = join(folder, name);
      const text = readFileSync(path, "utf8");
      const { diagnostics, module } = await compileC([{ path, text }]);
      const expected = expectations(text);
      const rendered = renderDiagnostics(diagnostics, { sourceOf: () => text });
      deepStrictEqual(
        diagnostics.map(placeOf),
        expected.map((e) => e.place),
        rendered,
      );
      for (const [i, { severity, pattern }] of expected.entries()) {
        strictEqual(diagnostics[i].severity, severity, rendered);
        match(diagnostics[i].message, pattern);
        strictEqual(diagnostics[i].span?.file, path);
      }
      strictEqual(
        module === undefined,
        expected.some((e) => e.severity === "error"),
      );
    });
  }

  it("errors of all files are reported", async () => {
    const { diagnostics } = await compileC([
      { path: "a.c", text: "int f(void) { return x; }\n" },
      { path: "../up/b.c", text: "int g(void) { return y; }\n" },
      { path: "/abs/c.c", text: "int h(void) { return z; }\n" },
    ]);
    deepStrictEqual(
      diagnostics.map((d) => d.span?.file),
      ["a.c", "../up/b.c", "/abs/c.c"],
    );
  });

  it("an error in a header says where it was included from", async () => {
    const { diagnostics } = await compileC([
      { path: "dir/main.c", text: '#include "part.h"\nint main(void) { return 0; }\n' },
      { path: "dir/part.h", text: "int broken(\n;\n" },
    ]);
    strictEqual(diagnostics[0].span?.file, "dir/part.h");
    const include = diagnostics[0].notes?.find((n) => n.message === "included from here");
    deepStrictEqual([include?.span?.file, include?.span?.line], ["dir/main.c", 1]);
  });

  it("notes belong to their error", async () => {
    const text = "int f(int);\nint f(long);\nint main(void) { return 0; }\n";
    const { diagnostics } = await compileC([{ path: "a.c", text }]);
    strictEqual(diagnostics.length, 1);
    strictEqual(diagnostics[0].message, "conflicting types for 'f'");
    strictEqual(diagnostics[0].notes?.[0].message, "previous declaration is here");
    strictEqual(diagnostics[0].notes?.[0].span?.line, 1);
  });

  it("an undefined symbol is named with the source it is used in", async () => {
    const text = "int helper(int);\nint main(void) { return helper(1); }\n";
    const { diagnostics, module } = await compileC([{ path: "src/a.c", text }]);
    ok(module === undefined);
    match(renderDiagnostics(diagnostics), /^error: src\/a\.c: undefined symbol: helper \[wasm-ld\]$/m);
  });

  it("a program without main", async () => {
    const { diagnostics, module } = await compileC([{ path: "a.c", text: "int f(void) { return 1; }\n" }]);
    ok(module === undefined);
    match(renderDiagnostics(diagnostics), /undefined symbol: (main|__main_void)/);
  });

  it("an option that clang does not know", async () => {
    const { diagnostics } = await compileC([{ path: "a.c", text: "int main(void) { return 0; }\n" }], {
      flags: ["-fno-such-thing"],
    });
    match(renderDiagnostics(diagnostics), /^error: unknown argument:? '-fno-such-thing'/m);
  });

  it("no file", async () => {
    const { diagnostics } = await compileC([{ path: "a.h", text: "" }]);
    strictEqual(diagnostics[0].message, "no C files to compile");
  });
});

describe("clang's message lines", () => {
  const parse = (text: string): string => renderDiagnostics(parseMessages(text, (path) => path));
  it("ranges on other lines do not count", () => {
    strictEqual(parseMessages("a.c:3:1:{2:1-2:9}{3:1-3:4}: warning: w [-Wx]", (p) => p)[0].span?.length, 3);
  });
  it("a path with a colon and a drive", () => {
    strictEqual(parse("C:/x/a.c:3:1: error: e"), "C:/x/a.c:3:1: error: e\n");
  });
  it("the count at the end is left out", () => {
    strictEqual(parse("1 warning and 2 errors generated."), "");
  });
});
