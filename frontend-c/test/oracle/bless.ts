// Makes the expected outputs of run/ again, with the machine's own C compiler and, for programs with fibers, the POSIX
// implementations beside this file:  npx tsx frontend-c/test/oracle/bless.ts [NAME...]
// Left alone: programs that end in a trap (natively they end in other ways) and those of weft/async.h, whose .out files
// are written by hand.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readInputs } from "../../../cli/inputs.ts";
import { type Program, programsIn } from "../../../cli/test/support/programs.ts";

const here = import.meta.dirname;
const runFolder = join(here, "../run");

function bless(program: Program): string {
  const files = readInputs([program.path]).inputs?.c ?? [];
  const texts = files.map((file) => readFileSync(file, "utf8"));
  if (program.exit === 134 || texts.some((t) => t.includes("<weft/async.h>"))) return "left alone";
  const oracle = texts.some((t) => t.includes("<fiber_switch.h>")) ? "fiber_switch.c" : "fiber.c";
  const folder = mkdtempSync(join(tmpdir(), "weft-c-bless-"));
  try {
    const binary = join(folder, "program");
    const include = join(here, "../../include");
    const cc = spawnSync("cc", ["-O1", "-w", "-I", include, ...files, join(here, oracle), "-lm", "-o", binary], {
      encoding: "utf8",
    });
    if (cc.status !== 0) return cc.stderr;
    const run = spawnSync(binary, program.args, { input: program.stdin, encoding: "utf8", cwd: folder });
    if (run.status !== program.exit) return `exit ${run.status}, not ${program.exit}: ${run.stderr}`;
    writeFileSync(join(runFolder, `${program.name}.out`), run.stdout);
    return run.stdout === program.out ? "same" : "CHANGED";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const names = process.argv.slice(2).map((name) => basename(name, ".c"));
for (const program of programsIn(runFolder)) {
  if (names.length === 0 || names.includes(program.name)) console.log(`${program.name}: ${bless(program)}`);
}
