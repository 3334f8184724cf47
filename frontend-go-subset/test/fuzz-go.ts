// Compares weft with real Go, and weft's engines and optimisation levels with each other, on random programs and on mutations
// of the programs in test/run:
//
//   npm run fuzz:go -- [--minutes=N] [--seed=S] [--batch=N] [--mutants=SHARE] [--save=DIR]
//
// Without an installed Go only weft is compared with itself. A program that differs is kept in DIR (default: weft's cache folder)
// with its seed and both outputs. Ends with code 1 when there was one.

import { join } from "node:path";
import { fetchNode26 } from "../../cli/node26.ts";
import { cacheRoot } from "../../cli/paths.ts";
import { countOf, parseToolArgs, wrongUsage } from "../../runtime/fuzz/options.ts";
import { addCounts, Turns } from "../../runtime/fuzz/turns.ts";
import { findGo } from "./fuzz/go-tool.ts";
import type { TurnOptions } from "./fuzz/turn.ts";

const usage = `usage: npm run fuzz:go -- [--minutes N] [--seed S] [--batch N] [--mutants SHARE] [--save DIR]

  --minutes N      how long; default 10
  --seed S         the first seed; default: another one each time
  --batch N        programs per turn; default 10
  --mutants SHARE  of the turns, with mutations of the programs in test/run: 0 to 1, default 0.3
  --save DIR       where findings go; default ${join(cacheRoot(), "fuzz-go")}

With node 26 in WEFT_NODE26 programs run under V8 too. Without an installed Go weft is compared with itself.
`;
const { values, positionals } = parseToolArgs(
  {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    batch: { type: "string", default: "10" },
    mutants: { type: "string", default: "0.3" },
    save: { type: "string", default: join(cacheRoot(), "fuzz-go") },
  },
  usage,
);
if (positionals.length > 0) wrongUsage(`not an option: ${positionals[0]}`, usage);
const end = Date.now() + countOf(values.minutes, 10, usage) * 60_000;
let seed = countOf(values.seed, 0, usage);
const options: TurnOptions = {
  go: findGo(),
  node26: fetchNode26(() => {}),
  batch: countOf(values.batch, 10, usage),
  mutants: countOf(values.mutants, 0.3, usage),
  save: values.save,
};
console.log(`${options.go ? `against ${options.go}` : "no Go found: weft against itself"}; seed ${seed}`);
const turns = new Turns(join(import.meta.dirname, "fuzz/turn.ts"), options);
const counts = { generated: 0, mutants: 0, rejected: 0, otherErrors: 0, differences: 0 };
while (Date.now() < end) {
  const outcome = await turns.run(seed);
  if (typeof outcome === "string") {
    counts.differences++;
    console.log(`DIFFERENCE: the turn of seed ${seed}: ${outcome}`);
  } else addCounts(counts, outcome);
  seed += options.batch;
}
await turns.close();
console.log(
  `${counts.generated} generated programs, ${counts.mutants} mutants that compile, ${counts.rejected} that do not ` +
    `(${counts.otherErrors} with other errors); ${counts.differences} differences; next seed ${seed}`,
);
process.exitCode = counts.differences > 0 ? 1 : 0;
