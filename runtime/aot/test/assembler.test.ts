// The process that reads LLVM IR: answers, refusals, and what happens when it ends.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assembler } from "../assembler.ts";
import { workFolder } from "./native.ts";

describe("native: reading LLVM IR", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(workFolder, "ir-"));
  });
  const good = "define i32 @f() {\n  ret i32 42\n}\n";

  it("writes bitcode, several requests at once", async () => {
    const bases = ["a", "b", "c"].map((name) => join(folder, name));
    assert.deepEqual(await Promise.all(bases.map((base) => assembler.assemble(good, base))), [[], [], []]);
    for (const base of bases) assert.equal(readFileSync(`${base}.bc`).subarray(0, 2).toString(), "BC");
  });

  it("says which text has ended it, and goes on with the others", async () => {
    const [bad, next] = [join(folder, "bad"), join(folder, "next")];
    const [refused, made] = await Promise.all([
      assembler.assemble("define i32 @f( {", bad),
      assembler.assemble(good, next),
    ]);
    assert.deepEqual(
      refused.map((d) => [d.severity, d.message]),
      [["bug", `llvm-bindings at ${bad}.ll: ended by SIGSEGV`]],
    );
    assert.deepEqual([made, existsSync(`${next}.bc`)], [[], true]);
  });
});
