// Results -> one picture (SVG): for every workload and engine a dot, how many times faster or slower weft is, on a
// logarithmic scale. Readable on a light and on a dark page.

import { meanRatio, peersOf, ratio } from "./figures.ts";
import { titles } from "./peers.ts";
import type { Results, Row } from "./results.ts";
import type { Engine, Group } from "./workload.ts";

const width = 900;
const left = 170;
const right = 30;
const rowHeight = 19;
const colours: Readonly<Record<Engine, string>> = {
  weft: "#7a5cff",
  floor: "#6b7280",
  clang: "#d97706",
  libmprompt: "#db2777",
  go: "#0891b2",
  v8: "#2563eb",
  wasmtime: "#7c3aed",
};
/** Powers of ten and their fifths and halves within the data get a line. */
const ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

interface Dot {
  readonly engine: Engine;
  /** The peer's figure over weft's. */
  readonly factor: number;
}

interface Line {
  readonly label: string;
  readonly dots: readonly Dot[];
  readonly mean: boolean;
}

export function renderChart(results: Results, groups: readonly Group[]): string {
  const rows = new Map(results.rows.map((row) => [row.name, row]));
  const panels = groups
    .map((group) => ({ group, lines: linesOf(group, rows) }))
    .filter(({ lines }) => lines.length > 0);
  const factors = panels.flatMap(({ lines }) => lines.flatMap((line) => line.dots.map((dot) => dot.factor)));
  const low = Math.min(0.5, ...factors) / 1.1;
  const high = Math.max(2, ...factors) * 1.15;
  const x = (factor: number): number =>
    left + ((Math.log(factor) - Math.log(low)) / (Math.log(high) - Math.log(low))) * (width - left - right);

  const parts: string[] = [];
  const engines = [...new Set(panels.flatMap(({ group }) => peersOf(group)))].filter((engine) =>
    panels.some(({ lines }) => lines.some((line) => line.dots.some((dot) => dot.engine === engine))),
  );
  parts.push(legend(engines));
  let y = 74;
  for (const { group, lines } of panels) {
    y += 30;
    parts.push(text(16, y, group.title, "title"));
    const top = y + 10;
    const bottom = top + lines.length * rowHeight + 4;
    parts.push(`<rect x="${left}" y="${top}" width="${width - left - right}" height="${bottom - top}" class="panel"/>`);
    for (const tick of ticks.filter((t) => t >= low && t <= high)) {
      const at = x(tick).toFixed(1);
      parts.push(`<line x1="${at}" y1="${top}" x2="${at}" y2="${bottom}" class="${tick === 1 ? "one" : "tick"}"/>`);
      parts.push(text(Number(at), bottom + 12, tickLabel(tick), "scale"));
    }
    lines.forEach((line, i) => {
      const middle = top + i * rowHeight + rowHeight / 2 + 2;
      parts.push(text(left - 10, middle + 4, line.label, line.mean ? "label mean" : "label"));
      parts.push(...line.dots.map((dot) => mark(x(1), x(dot.factor), middle, dot, line.mean)));
    });
    y = bottom + 20;
  }
  return document(y + 8, parts.join("\n"), results);
}

function linesOf(group: Group, rows: ReadonlyMap<string, Row>): Line[] {
  const peers = peersOf(group);
  const lines: Line[] = [];
  for (const workload of group.workloads) {
    const dots = peers.flatMap((engine): Dot[] => {
      const r = ratio(rows.get(workload.name), engine);
      return r === undefined ? [] : [{ engine, factor: 1 / r }];
    });
    if (dots.length > 0) lines.push({ label: workload.name.slice(group.name.length + 1), dots, mean: false });
  }
  const means = peers.flatMap((engine): Dot[] => {
    const mean = meanRatio(group, rows, engine);
    return mean && mean.count > 1 ? [{ engine, factor: 1 / mean.mean }] : [];
  });
  if (lines.length > 2 && means.length > 0) lines.push({ label: "geometric mean", dots: means, mean: true });
  return lines;
}

const tickLabel = (tick: number): string => (tick === 1 ? "same" : tick > 1 ? `${tick}×` : `1/${Math.round(1 / tick)}`);

function mark(from: number, to: number, y: number, { engine, factor }: Dot, mean: boolean): string {
  const colour = colours[engine];
  const title = `<title>${titles[engine]}: ${factor.toFixed(2)} times weft's figure</title>`;
  const line = `<line x1="${from.toFixed(1)}" y1="${y}" x2="${to.toFixed(1)}" y2="${y}" stroke="${colour}" class="stem"/>`;
  const shape = mean
    ? `<rect x="${(to - 5).toFixed(1)}" y="${y - 5}" width="10" height="10" transform="rotate(45 ${to.toFixed(1)} ${y})" fill="${colour}" class="dot">${title}</rect>`
    : `<circle cx="${to.toFixed(1)}" cy="${y}" r="5" fill="${colour}" class="dot">${title}</circle>`;
  return line + shape;
}

function legend(engines: readonly Engine[]): string {
  let at = 16;
  const parts = [text(16, 28, "How many times faster is weft?", "heading")];
  parts.push(
    text(
      16,
      48,
      "Right of “same”: weft needs less time or memory. Logarithmic scale, medians, ratios within one run.",
      "sub",
    ),
  );
  for (const engine of engines) {
    parts.push(`<circle cx="${at + 6}" cy="68" r="5" fill="${colours[engine]}"/>`);
    parts.push(text(at + 16, 72, titles[engine], "key"));
    at += 36 + titles[engine].length * 7.5;
  }
  return parts.join("\n");
}

const escaped = (s: string): string => s.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const text = (x: number, y: number, s: string, name: string): string =>
  `<text x="${x}" y="${y}" class="${name}">${escaped(s)}</text>`;

function document(height: number, body: string, { machine }: Results): string {
  const style = `
    text { font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2937; font-size: 12px }
    .page { fill: #ffffff } .panel { fill: #f6f7f9 }
    .heading { font-size: 18px; font-weight: 600 } .sub { fill: #6b7280 } .title { font-size: 14px; font-weight: 600 }
    .label { text-anchor: end } .mean { font-weight: 600 } .scale { text-anchor: middle; font-size: 10px; fill: #6b7280 }
    .tick { stroke: #d8dce2; stroke-width: 1 } .one { stroke: #4b5563; stroke-width: 1.5 }
    .stem { stroke-width: 2; opacity: 0.3 } .dot { stroke: #ffffff; stroke-width: 1 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e5e7eb } .page { fill: #0d1117 } .panel { fill: #161b22 } .sub, .scale { fill: #9ca3af }
      .tick { stroke: #2d333b } .one { stroke: #9ca3af } .dot { stroke: #0d1117 }
    }`;
  const total = height + 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" role="img">
<title>How many times faster weft is than its peers</title>
<style>${style}
</style>
<rect width="${width}" height="${total}" class="page" rx="8"/>
${body}
${text(16, total - 12, `${machine.cpu}, ${machine.cores} processors, ${machine.kernel}`, "sub")}
</svg>
`;
}
