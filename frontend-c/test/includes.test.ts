import { deepStrictEqual, ok } from "node:assert";
import { posix } from "node:path";
import { renderDiagnostics } from "../../diagnostics/index.ts";
import { findIncludes } from "../includes.ts";
import { compileC } from "../index.ts";

const disk = new Map([
  ["src/a.h", '#pragma once\n  #  include "deep/b.h"\n#include <stdio.h>\n'],
  ["src/deep/b.h", '#pragma once\n#include "../a.h"\n#include <lib.h>\n#define B 40\n'],
  ["inc/lib.h", "#define LIB 2\n"],
  ["inc/a.h", "#error the one beside the file comes first\n"],
]);
/** As a file system would: "src/deep/../a.h" is "src/a.h". */
const read = (path: string): string | undefined => disk.get(posix.normalize(path));
const main = { path: "src/main.c", text: '#include "a.h"\nint main(void) { return B + LIB - 42; }\n' };

describe("C includes", function () {
  this.timeout(30000);
  it("are followed: beside the file, then in the include folders, each once", () => {
    const found = findIncludes([main], ["inc"], read);
    deepStrictEqual(found.map((f) => f.path).sort(), ["inc/lib.h", "src/a.h", "src/deep/b.h"]);
  });
  it("give clang what it needs", async () => {
    const { module, diagnostics } = await compileC([main, ...findIncludes([main], ["inc"], read)], {
      includes: ["inc"],
    });
    ok(module, renderDiagnostics(diagnostics));
  });
  it("with .. above the working folder", async () => {
    const files = [
      { path: "../x/main.c", text: '#include "../y/h.h"\nint main(void) { return Y; }\n' },
      { path: "../y/h.h", text: "#define Y 0\n" },
    ];
    const { module, diagnostics } = await compileC(files);
    ok(module, renderDiagnostics(diagnostics));
  });
});
