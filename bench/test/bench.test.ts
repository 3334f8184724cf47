// Keeps the bench alive: a few programs at their small size on weft alone, once, with their results; the page and the chart
// from made-up figures.

import { deepEqual, equal, match } from "node:assert/strict";
import { Bench } from "../bench.ts";
import { renderChart } from "../chart.ts";
import { findEngines } from "../peers.ts";
import { renderReport } from "../report.ts";
import { join, type Results, type Row } from "../results.ts";
import type { Engine } from "../workload.ts";
import { groups } from "../workloads/index.ts";
import { writeProgram } from "../write-program.ts";

const workloads = groups.flatMap((group) => group.workloads);

describe("bench", () => {
  it("has one workload of each name", () => {
    const names = workloads.map((w) => w.name);
    deepEqual([...new Set(names)], names);
    for (const group of groups) for (const w of group.workloads) match(w.name, new RegExp(`^${group.name}/`));
  });

  for (const name of ["goroutines/select-four", "switching/robin-10", "fibers/state"])
    it(`runs ${name}`, () => {
      const weft = findEngines().found.get("weft")!;
      const bench = new Bench(new Map([["weft" as Engine, weft]]), "quick", 1, () => {});
      const { weft: outcome } = bench.measure(workloads.find((w) => w.name === name)!, "");
      equal(outcome && "failure" in outcome ? outcome.failure : undefined, undefined);
    });

  it("takes a wrong answer for a failure", () => {
    const weft = findEngines().found.get("weft")!;
    const bench = new Bench(new Map([["weft" as Engine, weft]]), "quick", 1, () => {});
    const right = workloads.find((w) => w.name === "fibers/state")!;
    const quick = { ...right.sizes.quick, result: "1 1" };
    const { weft: outcome } = bench.measure({ ...right, sizes: { ...right.sizes, quick } }, "");
    match(outcome && "failure" in outcome ? outcome.failure : "", /^wrong answer: 0 400001, not 1 1$/);
  });

  it("writes programs as long as asked for", () => {
    const lines = writeProgram(500).split("\n").length;
    equal(lines >= 500 && lines < 600, true, String(lines));
  });

  it("reports ratios, targets and failures", () => {
    const at = (value: number) => ({ value, low: value, high: 2 * value });
    const row = (name: string, outcomes: Row["outcomes"]): Row => ({
      name,
      scale: "full",
      when: "2026-01-02T03:04:05Z",
      rounds: 3,
      outcomes,
    });
    const results: Results = {
      machine: { cpu: "a <processor>", cores: 2, memory: "4 GiB", kernel: "Linux 6" },
      engines: { weft: "weft 1", go: "go1" },
      missing: { wasmtime: "not there" },
      rows: [
        row("goroutines/ping-pong", { weft: at(50), go: at(200) }),
        row("goroutines/gosched", { weft: at(90), go: { failure: "wrong answer: 1" } }),
      ],
    };
    const report = renderReport(results, groups, "results.svg");
    match(report, /\| ping-pong \|.*\| 50 ns \| 200 ns \| 0\.25 \| 0\.4 of Go, met \|/);
    match(report, /\| gosched \|.*\| 90 ns \| fails \| {2}\|/);
    match(report, /Wasmtime: not found \(not there\)/);
    match(report, /gosched, Go: wrong answer: 1/);
    match(report, /ping-pong, weft: from 50 ns to 100 ns/);
    const chart = renderChart(results, groups);
    match(chart, /<title>Go: 4\.00 times weft's figure<\/title>/);
    match(chart, /a &lt;processor>/);
    const newer = { ...results, rows: [row("goroutines/gosched", { weft: at(80) })] };
    deepEqual(
      join(results, newer).rows.map((r) => [r.name, r.when]),
      [
        ["goroutines/ping-pong", "2026-01-02T03:04:05Z"],
        ["goroutines/gosched", "2026-01-02T03:04:05Z"],
      ],
    );
  });
});
