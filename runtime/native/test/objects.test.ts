// The heap of objects alone (unit/objects.c), under ASan and UBSan where the compiler has them, also with a collection at
// every allocation that does not fit a free list.

import { ok } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const work = mkdtempSync(join(tmpdir(), "weft-objects-test-"));
const program = join(work, "unit");

function build(extra: readonly string[]): string | undefined {
  const sources = [join(here, "unit", "objects.c"), join(here, "..", "objects.c")];
  const flags = ["-std=gnu11", "-g", "-O1", "-Wall", "-Wextra", "-Werror", "-fno-omit-frame-pointer", ...extra];
  const { status, stderr } = spawnSync("cc", [...flags, ...sources, "-o", program], { encoding: "utf8" });
  return status === 0 ? undefined : stderr;
}

describe("native objects", () => {
  before(() => {
    const failure = build(["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]);
    if (failure === undefined) return;
    ok(/cannot find .*(asan|ubsan)/.test(failure), failure);
    console.log("      without ASan and UBSan: this compiler does not have them");
    ok(build([]) === undefined);
  });
  after(() => rmSync(work, { recursive: true, force: true }));

  const cases = [
    { seed: "1", rounds: "60000", mode: "" },
    { seed: "2", rounds: "60000", mode: "" },
    { seed: "3", rounds: "60000", mode: "" },
    { seed: "4", rounds: "1500", mode: "stress" },
  ];
  for (const { seed, rounds, mode } of cases) {
    it(`random graph ${seed} ${mode}`, () => {
      const env = { ...process.env, WEFT_OBJECTS: mode };
      const { status, stdout, stderr } = spawnSync(program, [seed, rounds], { env, encoding: "utf8", timeout: 60000 });
      ok(status === 0 && stdout === "ok\n", `status ${status}\n${stdout}${stderr}`);
    });
  }
});
