// Runs the versions of one program in turns, so that what disturbs the machine disturbs all of them, and takes medians.

import { spawnSync } from "node:child_process";
import { environment } from "./build.ts";
import type { Engine, Shown, Workload } from "./workload.ts";

/** What one engine came to. */
export type Outcome =
  | {
      /** The median of what the workload shows: nanoseconds or bytes. */
      readonly value: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly failure: string };

/** What one run came to. */
export interface Sample {
  readonly nanoseconds: number;
  readonly operations: number;
  readonly memory: number;
  readonly metrics: Readonly<Record<string, number>>;
}

const limitMs = 170_000;

/** What the engines came to in all rounds: samples, or why there are none. */
export type Samples = ReadonlyMap<Engine, readonly Sample[] | { readonly failure: string }>;

/** `rounds` runs of every engine, in turns; an engine that fails or gives a wrong answer is out. */
export function takeTurns(
  engines: readonly Engine[],
  rounds: number,
  run: (engine: Engine) => Sample | { failure: string },
): Samples {
  const samples = new Map<Engine, Sample[]>(engines.map((engine) => [engine, []]));
  const failures = new Map<Engine, { failure: string }>();
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) {
      if (failures.has(engine)) continue;
      const sample = run(engine);
      if ("failure" in sample) failures.set(engine, sample);
      else samples.get(engine)!.push(sample);
    }
  }
  return new Map(engines.map((engine) => [engine, failures.get(engine) ?? samples.get(engine)!]));
}

/** The samples of one workload's engine as what it shows; `base` is the memory to take away. */
export function outcomeOf(workload: Workload, samples: readonly Sample[], base = 0): Outcome {
  const shown = samples.map((sample) => shownOf(workload.shows, sample, base));
  return { value: median(shown), low: Math.min(...shown), high: Math.max(...shown) };
}

function shownOf(shows: Shown, sample: Sample, base: number): number {
  switch (shows) {
    case "operation":
      return sample.nanoseconds / sample.operations;
    case "run":
    case "nanoseconds":
      return sample.nanoseconds;
    case "memory":
      return (sample.memory - base) / sample.operations;
    case "peak":
    case "bytes":
      return sample.memory;
    case "pause":
      return sample.metrics.pause;
  }
}

/** One run. `result`, when given, must be what it prints. */
export function sampleOf(words: readonly string[], result?: string): Sample | { readonly failure: string } {
  const run = spawnSync(words[0], words.slice(1), {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    env: environment,
    timeout: limitMs,
  });
  const said = `${run.stderr}`.trim().split("\n")[0];
  if (run.error) return { failure: run.error.message };
  if (run.status !== 0) return { failure: `exit code ${run.status}${said ? `: ${said}` : ""}` };
  const time = /^time (\d+) (\d+)$/m.exec(run.stdout);
  const printed = /^result (.*)$/m.exec(run.stdout);
  if (!time || !printed) return { failure: `printed no time: ${run.stdout.slice(0, 80)}` };
  if (result !== undefined && printed[1].trim() !== result)
    return { failure: `wrong answer: ${printed[1]}, not ${result}` };
  const metrics = [...run.stdout.matchAll(/^metric (\S+) (\S+)$/gm)].map((m) => [m[1], Number(m[2])] as const);
  return {
    nanoseconds: Number(time[1]),
    operations: Number(time[2]),
    memory: Number(String(run.output[3]).split(" ")[0]) * 1024,
    metrics: Object.fromEntries(metrics),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);
