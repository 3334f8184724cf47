// The example of a module inside a C program, built as the README says.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildObject, buildWithHost } from "../../cli/build-program.ts";
import type { BuildOptions } from "../../cli/options.ts";

const here = join(import.meta.dirname, "../embed");
const expected = readFileSync(join(here, "tokens.txt"), "utf8");
const options: BuildOptions = { engine: "native", scheduler: "switch", level: 2, names: true, verbose: false };

describe("examples/embed", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "weft-embed-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("runs when weft links it", async () => {
    const program = join(folder, "program");
    assert.ok(await buildWithHost([join(here, "tokens.wat")], [join(here, "host.c")], program, options));
    assert.equal(spawnSync(program, { encoding: "utf8" }).stdout, expected);
  });

  for (const linearity of ["fat", "indirect", "unchecked"] as const) {
    it(`runs when cc links it, ${linearity}`, async () => {
      assert.ok(await buildObject([join(here, "tokens.wat")], join(folder, "tokens.o"), { ...options, linearity }));
      const words = ["-no-pie", "-I", folder, join(here, "host.c"), "tokens.o", "-o", "linked", "-lm", "-lpthread"];
      assert.equal(spawnSync("cc", words, { cwd: folder, encoding: "utf8" }).stderr, "");
      assert.equal(spawnSync(join(folder, "linked"), { encoding: "utf8" }).stdout, expected);
    });
  }
});
