// The bench: builds the programs of the workloads asked for, runs weft and its peers in turns, checks every result, prints
// the figures and writes the page and the chart that docs show.
//
//   npm run bench [-- FILTER... --quick --list --build --rounds N --json FILE --docs DIR --report]
//
// Without a filter and at full size the page goes to docs/bench; --docs says where else, or that it is wanted.

import { mkdirSync, writeFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { parseArgs } from "node:util";
import { Bench } from "./bench.ts";
import { renderChart } from "./chart.ts";
import { formatValue, ratio } from "./figures.ts";
import { describeMachine, load } from "./machine.ts";
import { type Found, findEngines, titles } from "./peers.ts";
import { renderReport } from "./report.ts";
import { join, type Results, type Row, readResults, writeResults } from "./results.ts";
import type { Engine, Scale, Workload } from "./workload.ts";
import { groups } from "./workloads/index.ts";

const help = `usage: npm run bench [-- FILTER... OPTIONS]

Runs the workloads whose names contain one of the filters (all, without a filter), weft and its peers in turns.

  --quick        small sizes and three rounds: to see that everything works, not to quote
  --rounds N     how often each program runs; default 5, with --quick 3
  --list         print the workloads and end
  --build        build the programs and end
  --json FILE    add the results to FILE
  --docs DIR     write results.md and results.svg to DIR; default docs/bench for a full run of everything
  --report       measure nothing: write the page from the results in --json FILE
  --help         show this

Peers: clang, go and wasmtime in PATH, WEFT_WASMTIME (a binary), WEFT_NODE26 (npm's node@26), WEFT_LIBMPROMPT (a built
tree). What is not found is named and left out.
`;

const { values, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    list: { type: "boolean", default: false },
    build: { type: "boolean", default: false },
    json: { type: "string" },
    docs: { type: "string" },
    report: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const defaultDocs = joinPath(import.meta.dirname, "..", "docs", "bench");
const scale: Scale = values.quick ? "quick" : "full";
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
const say = (line: string): void => void process.stderr.write(`${line}\n`);
process.stdout.on("error", () => process.exit()); // A reader that has seen enough.
process.exitCode = main();

function main(): number {
  const chosen = groups
    .flatMap((group) => group.workloads)
    .filter((w) => filters.length === 0 || filters.some((filter) => w.name.includes(filter)));
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (!Number.isInteger(rounds) || rounds < 1) return usageError("--rounds takes a number from 1");
  if (chosen.length === 0) return usageError(`no workload's name contains ${filters.join(" or ")}; see --list`);
  if (values.list) {
    for (const { name, about, engines } of chosen)
      process.stdout.write(`${name.padEnd(32)} ${about} [${engines.join(" ")}]\n`);
    return 0;
  }
  if (values.report) {
    const results = values.json ? readResults(values.json) : undefined;
    if (!results) return usageError("--report needs --json FILE with results");
    writeDocs(results, values.docs ?? defaultDocs);
    return 0;
  }
  return measure(chosen);
}

function usageError(message: string): number {
  say(`bench: ${message}`);
  return 2;
}

function measure(chosen: readonly Workload[]): number {
  const { found, missing } = findEngines();
  const wanted = new Set(chosen.flatMap((w) => w.engines));
  for (const { engine, version } of found.values()) if (wanted.has(engine)) say(`${titles[engine]}: ${version}`);
  for (const { title, engine, why } of missing) if (wanted.has(engine)) say(`${title}: not found: ${why}`);
  if (!found.has("weft")) return 1;
  const bench = new Bench(found, scale, rounds, progress);
  const rows: Row[] = [];
  let failed = 0;
  chosen.forEach((workload, i) => {
    const place = `[${i + 1}/${chosen.length}] ${workload.name}`;
    const outcomes = bench.measure(workload, place, values.build);
    const row = { name: workload.name, scale, when: new Date().toISOString(), rounds, outcomes };
    rows.push(row);
    progress("");
    say(`${place}: ${values.build ? "built" : summary(workload, row)}`);
    for (const [engine, outcome] of Object.entries(outcomes))
      if ("failure" in outcome) {
        say(`  ${titles[engine as Engine]}: ${outcome.failure}`);
        if (engine === "weft") failed++;
      }
  });
  if (!values.build) keep(rows, found, missing);
  if (load() > 1.5) say(`the machine was busy (load ${load()}): these figures are not to be quoted`);
  return failed > 0 ? 1 : 0;
}

/** A line that the next one overwrites, on a terminal. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

function summary(workload: Workload, row: Row): string {
  return workload.engines
    .flatMap((engine) => {
      const outcome = row.outcomes[engine];
      if (!outcome || "failure" in outcome) return [];
      const compared = engine === "weft" ? undefined : ratio(row, engine);
      const figure = `${titles[engine]} ${formatValue(workload, outcome.value)}`;
      return [compared === undefined ? figure : `${figure} (ratio ${compared.toFixed(2)})`];
    })
    .join(", ");
}

/** Adds the rows to the JSON file and writes the page, where those are wanted. */
function keep(
  rows: readonly Row[],
  found: ReadonlyMap<Engine, Found>,
  missing: readonly { engine: Engine; why: string }[],
): void {
  const fresh: Results = {
    machine: describeMachine(),
    engines: Object.fromEntries([...found.values()].map(({ engine, version }) => [engine, version])),
    missing: Object.fromEntries(missing.map(({ engine, why }) => [engine, why])),
    rows,
  };
  const results = values.json ? join(readResults(values.json), fresh) : fresh;
  if (values.json) writeResults(values.json, results);
  const docs = values.docs ?? (filters.length === 0 && scale === "full" ? defaultDocs : undefined);
  if (docs) writeDocs(results, docs);
}

function writeDocs(results: Results, docs: string): void {
  mkdirSync(docs, { recursive: true });
  writeFileSync(joinPath(docs, "results.md"), renderReport(results, groups, "results.svg"));
  writeFileSync(joinPath(docs, "results.svg"), renderChart(results, groups));
  say(`wrote ${joinPath(docs, "results.md")} and results.svg`);
}
