// npm run fuzz:engine -- --minutes N --seed S [--save DIR] [--once]
//
// Looks for faults of the engine with modules of its own making. Each turn takes one seed and one way:
//
//   generate  a valid module: its exports must give the same results at two optimisation levels (and with other
//             representations of continuations, other stacks), and under V8 where it has all the instructions
//   bytes     mutants of a generated module's bytes: decoded and validated as V8 does, never with an exception; those that
//             are valid are compiled and run
//   structure mutants of its instructions: the same
//
// A finding is saved as DIR/SEED-WAY.wasm with a text beside it. `--once` repeats the turn of one seed. V8's part needs
// node 26 (WEFT_NODE26); without it the comparison is between our own levels only. Exit code 1 when something was found.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { countOf, parseToolArgs, wrongUsage } from "./options.ts";
import type { TurnOptions } from "./turn.ts";
import { addCounts, Turns } from "./turns.ts";

const usage = `usage: npm run fuzz:engine -- [--minutes N] [--seed S] [--save DIR] [--once]

  --minutes N  how long; default 10
  --seed S     the first seed; default 1
  --save DIR   where findings go; default fuzz-findings
  --once       only the turn of that seed

With node 26 in WEFT_NODE26 the results are compared with V8's.
`;
const { values, positionals } = parseToolArgs(
  {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    save: { type: "string", default: "fuzz-findings" },
    once: { type: "boolean", default: false },
  },
  usage,
);

if (positionals.length > 0) wrongUsage(`not an option: ${positionals[0]}`, usage);
const start = Date.now();
const end = start + countOf(values.minutes, 10, usage) * 60000;
let seed = countOf(values.seed, 1, usage);
const node = process.env.WEFT_NODE26 && existsSync(process.env.WEFT_NODE26) ? process.env.WEFT_NODE26 : undefined;
const options: TurnOptions = { save: values.save, node };
const turns = new Turns(join(import.meta.dirname, "turn.ts"), options);
const counts: Record<string, number> = { findings: 0 };
let shown = start;
do {
  const outcome = await turns.run(seed);
  if (typeof outcome === "string") {
    counts.findings++;
    console.log(`FOUND seed ${seed}: ${outcome}`);
  } else addCounts(counts, outcome);
  seed++;
  if (Date.now() - shown > 60000) {
    shown = Date.now();
    console.log(report());
  }
} while (!values.once && Date.now() < end);
await turns.close();
console.log(report());
process.exitCode = counts.findings > 0 ? 1 : 0;

function report(): string {
  const minutes = ((Date.now() - start) / 60000).toFixed(1);
  return `${minutes} min, seeds ${values.seed}..${seed - 1}: ${Object.entries(counts)
    .map(([name, n]) => `${n} ${name}`)
    .join(", ")}${node ? "" : " (no V8)"}`;
}
