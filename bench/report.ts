// Results -> the page that docs show (Markdown).

import { formatValue, meanRatio, peersOf, ratio } from "./figures.ts";
import { titles } from "./peers.ts";
import type { Results, Row } from "./results.ts";
import type { Engine, Group, Workload } from "./workload.ts";

export function renderReport(results: Results, groups: readonly Group[], chart: string): string {
  const rows = new Map(results.rows.map((row) => [row.name, row]));
  const shown = groups.filter((group) => group.workloads.some((w) => rows.has(w.name)));
  return [
    "# Benchmark results",
    "",
    "Written by `npm run bench`; [benchmarks.md](../benchmarks.md) says what is measured and how to read it. Every figure is the median of several runs,",
    "and the engines of one row ran in turns. A ratio is weft's figure over the other's: below 1, weft needs less.",
    "",
    `![How many times faster weft is](${chart})`,
    "",
    ...provenance(results),
    ...shown.flatMap((group) => section(group, rows)),
    ...remarks(shown, rows),
  ].join("\n");
}

function provenance(results: Results): string[] {
  const { machine, engines, missing } = results;
  const days = [...new Set(results.rows.map((row) => row.when.slice(0, 10)))].sort();
  const scales = [...new Set(results.rows.map((row) => row.scale))].sort();
  return [
    `Measured on ${days.join(" and ")} (size: ${scales.join(", ")}) on ${machine.cpu}, ${machine.cores} processors, ${machine.memory}, ${machine.kernel}, with`,
    "",
    ...Object.entries(engines).map(([engine, version]) => `- ${titles[engine as Engine]}: ${version}`),
    ...Object.entries(missing).map(([engine, why]) => `- ${titles[engine as Engine]}: not found (${why})`),
    "",
  ];
}

function section(group: Group, rows: ReadonlyMap<string, Row>): string[] {
  const measured = group.workloads.filter((w) => rows.has(w.name));
  const peers = peersOf(group).filter((peer) => measured.some((w) => rows.get(w.name)!.outcomes[peer]));
  const targets = measured.some((w) => w.target);
  const head = ["", "", "weft", ...peers.flatMap((p) => [titles[p], "ratio"]), ...(targets ? ["target"] : [])];
  const lines = measured.map((workload) => {
    const row = rows.get(workload.name)!;
    const cells = [
      workload.name.slice(group.name.length + 1),
      workload.about,
      cell(workload, row, "weft"),
      ...peers.flatMap((peer) => [cell(workload, row, peer), number(ratio(row, peer))]),
    ];
    if (targets) cells.push(target(workload, row));
    return cells;
  });
  const means = peers.map((peer) => ({ peer, mean: meanRatio(group, rows, peer) })).filter(({ mean }) => mean);
  const total = means.map(({ peer, mean }) => `${titles[peer]} ${number(mean!.mean)} (${mean!.count} programs)`);
  return [
    `## ${group.title}`,
    "",
    group.about,
    "",
    table(head),
    `|${head.map((_, i) => (i < 2 ? "---" : "---:")).join("|")}|`,
    ...lines.map(table),
    "",
    ...(total.length > 0 ? [`Geometric mean of the ratios of times: ${total.join(", ")}.`, ""] : []),
  ];
}

const table = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const number = (r: number | undefined): string => (r === undefined ? "" : r.toFixed(2));

function cell(workload: Workload, row: Row, engine: Engine): string {
  const outcome = row.outcomes[engine];
  if (!outcome) return "";
  return "failure" in outcome ? "fails" : formatValue(workload, outcome.value);
}

function target(workload: Workload, row: Row): string {
  if (!workload.target) return "";
  const verdict = (reached: number | undefined, limit: number): string =>
    reached === undefined ? "" : reached <= limit ? ", met" : ", missed";
  if ("limit" in workload.target) {
    const { limit } = workload.target;
    const own = row.outcomes.weft;
    return `${formatValue(workload, limit)}${verdict(own && "value" in own ? own.value : undefined, limit)}`;
  }
  const { engine, ratio: limit } = workload.target;
  return `${limit} of ${titles[engine]}${verdict(ratio(row, engine), limit)}`;
}

/** What failed, and figures that varied so much that they say little. */
function remarks(groups: readonly Group[], rows: ReadonlyMap<string, Row>): string[] {
  const lines: string[] = [];
  for (const workload of groups.flatMap((group) => group.workloads)) {
    for (const [engine, outcome] of Object.entries(rows.get(workload.name)?.outcomes ?? {})) {
      const title = `${workload.name}, ${titles[engine as Engine]}`;
      if ("failure" in outcome) lines.push(`- ${title}: ${outcome.failure.split("\n")[0]}`);
      else if (outcome.high > 1.3 * outcome.low)
        lines.push(
          `- ${title}: from ${formatValue(workload, outcome.low)} to ${formatValue(workload, outcome.high)} from run to run`,
        );
    }
  }
  return lines.length > 0 ? ["## Failures, and figures that varied by more than 30 %", "", ...lines, ""] : [];
}
