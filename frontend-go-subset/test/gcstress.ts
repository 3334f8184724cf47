// The run programs with the collector at work at every allocation: `npm run gcstress -- [-v8] [names...]`. Mode 1 collects
// everything each time, mode 2 takes a small step, so that the program runs in every state of a collection. What a program prints
// must not depend on it, unless it has the line "// gcstress: no". Lists what fails and ends with 1 if anything did.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOne, check, type Program, programsIn, runBuilt } from "../../cli/test/support/programs.ts";

const words = process.argv.slice(2);
const engine = words.includes("-v8") ? "v8" : "native";
const names = words.filter((word) => !word.startsWith("-"));
const folder = mkdtempSync(join(tmpdir(), "weft-gcstress-"));
const programs = programsIn(join(import.meta.dirname, "run")).filter(
  (p) =>
    (names.length === 0 || names.some((name) => p.name.includes(name))) &&
    !(engine === "v8" && p.nativeOnly) &&
    !(existsSync(p.path) && p.path.endsWith(".go") && /^\/\/ gcstress: no/m.test(readFileSync(p.path, "utf8"))),
);
let failures = 0;

async function stress(program: Program): Promise<void> {
  const file = await buildOne(program.path, engine, 1, join(folder, program.name.replaceAll("/", "-")));
  for (const mode of ["1", "2"]) {
    try {
      check(program, await runBuilt(file, engine, program, { WEFTDEBUG: `gcstress=${mode}` }), engine);
      console.log(`ok    ${program.name} ${mode}`);
    } catch (error) {
      failures++;
      console.log(`FAIL  ${program.name} ${mode}\n${(error as Error).message}`);
    }
  }
}

for (const program of programs) await stress(program);
rmSync(folder, { recursive: true, force: true });
console.log(`${programs.length} programs, ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
