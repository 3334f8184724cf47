// A few run programs with the collector at work at every allocation (`npm run gcstress` takes them all), and what WEFTDEBUG prints.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOne, check, type Program, programsIn, runBuilt } from "../../cli/test/support/programs.ts";

const names = ["goroutines/select", "lang/closures-capture", "lang/map-values", "memory/finalizers"];

describe("Go programs under the collector's stress", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "weft-gcstress-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const programs = programsIn(join(import.meta.dirname, "run")).filter((p) => names.includes(p.name));
  for (const program of programs) {
    it(program.name, async () => {
      const file = await buildOne(program.path, "native", 0, join(folder, program.name.replaceAll("/", "-")));
      for (const mode of ["1", "2"])
        check(program, await runBuilt(file, "native", program, { WEFTDEBUG: `gcstress=${mode}` }), "native");
      if (program.name === "memory/finalizers") await traces(file, program);
    });
  }

  async function traces(file: string, program: Program): Promise<void> {
    const { stderr } = await runBuilt(file, "native", program, { WEFTDEBUG: "gc,sched=1", GOGC: "50" });
    const line =
      /^gc \d+ @\d+\.\d{3}s \d+%: \d+ steps, \d+\.\d{3} ms longest, \d+\.\d{3} ms in all, \d+->\d+->\d+ MB, 2 MB goal, \d+ MB system$/m;
    assert.match(stderr, line);
    assert.match(stderr, /^SCHED \d+ms: goroutines=\d+ runnable=\d+ timers=\d+ polling=\d+ switches=\d+$/m);
    assert.equal((await runBuilt(file, "native", program)).stderr, "");
  }
});
