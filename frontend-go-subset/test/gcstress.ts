// The run programs with the collector at work at every allocation: mode 1 collects everything each time, mode 2 takes a small step,
// so that the program runs in every state of a collection. What a program prints must not depend on it, unless it has the line
// "// gcstress: no". Lists what fails and ends with 1 if anything did.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOne, check, type Program, programsIn, runBuilt } from "../../cli/test/support/programs.ts";
import { scriptWords } from "./support/script.ts";

const words = scriptWords({
  name: "gcstress",
  usage: "[NAME...] [options]",
  summary: "Run the programs of test/run with the garbage collector at work at every allocation.",
  details:
    "Without names: all programs; else those whose names contain one. The exit code is 1 when one does not print what it should.",
  examples: ["npm run gcstress", "npm run gcstress -- memory goroutines/select --engine=v8"],
  options: [{ name: "engine", value: "ENGINE", help: "where they run (default: native)", choices: ["native", "v8"] }],
});
const engine = words.value("engine") === "v8" ? "v8" : "native";
const names = words.positionals;
process.stdout.on("error", () => process.exit()); // A reader that has seen enough.
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
