// Parts of the runtime that need no continuation stacks, under ASan and UBSan. What runs on such stacks cannot be
// tested by ASan: it keeps a shadow of one stack per thread and takes each switch for an overflow. native.test.ts runs
// those parts under UBSan.

import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const native = join(here, "..");
const work = mkdtempSync(join(tmpdir(), "weft-unit-test-"));
const flags = ["-std=gnu11", "-g", "-O1", "-Wall", "-Wextra", "-Werror", "-fno-omit-frame-pointer"];
const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

describe("native units under ASan and UBSan", function () {
  this.timeout(60000);
  after(() => rmSync(work, { recursive: true, force: true }));

  for (const [name, ...sources] of [["references", "table.c", "cells.c"]]) {
    it(`${name}: ${sources.join(", ")}`, function () {
      const program = join(work, name);
      const files = [join(here, "unit", `${name}.c`), ...sources.map((s) => join(native, s))];
      const built = spawnSync("cc", [...flags, ...sanitizers, ...files, "-o", program], { encoding: "utf8" });
      if (/cannot find .*(asan|ubsan)/.test(built.stderr)) this.skip();
      assert.equal(built.status, 0, built.stderr);
      const { status, stdout, stderr } = spawnSync(program, { encoding: "utf8" });
      assert.equal(status, 0, stdout + stderr);
      assert.equal(stdout, "ok\n");
    });
  }
});
