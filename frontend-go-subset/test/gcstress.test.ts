// A few run programs with the collector at work at every allocation; `npm run gcstress` takes them all.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOne, check, programsIn, runBuilt } from "../../cli/test/support/programs.ts";

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
    });
  }
});
