// Runs the versions of one program in turns, so that what disturbs the machine disturbs all of them, and takes medians.

import { spawnSync } from "node:child_process";
import { environment } from "./build.ts";
import type { Engine, Size, Workload } from "./workload.ts";

/** What one engine came to. */
export type Outcome =
  | {
      /** The median of what the workload shows: nanoseconds or bytes. */
      readonly value: number;
      readonly low: number;
      readonly high: number;
      /** Peak memory in bytes, the median. */
      readonly memory: number;
      /** Medians of the other figures that the program printed. */
      readonly metrics: Readonly<Record<string, number>>;
    }
  | { readonly failure: string };

export interface Turn {
  readonly engine: Engine;
  readonly command: readonly string[];
}

interface Sample {
  readonly nanoseconds: number;
  readonly operations: number;
  readonly memory: number;
  readonly metrics: Readonly<Record<string, number>>;
}

const limitMs = 170_000;

/** `rounds` runs of every engine; an engine that fails or gives a wrong answer is out. */
export function takeTurns(
  workload: Workload,
  size: Size,
  turns: readonly Turn[],
  rounds: number,
  usage: readonly string[],
): ReadonlyMap<Engine, Outcome> {
  const samples = new Map<Engine, Sample[]>(turns.map((turn) => [turn.engine, []]));
  const failures = new Map<Engine, string>();
  const base = new Map<Engine, number>();
  for (const { engine, command } of workload.base ? turns : []) {
    const sample = sampleOf([...usage, ...command, ...workload.base!]);
    if ("failure" in sample) failures.set(engine, sample.failure);
    else base.set(engine, sample.memory);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { engine, command } of turns) {
      if (failures.has(engine)) continue;
      const sample = sampleOf([...usage, ...command, ...size.args], size.result);
      if ("failure" in sample) failures.set(engine, sample.failure);
      else samples.get(engine)!.push(sample);
    }
  }
  const outcome = (engine: Engine): Outcome => {
    const failure = failures.get(engine);
    if (failure !== undefined) return { failure };
    const own = samples.get(engine)!;
    const shown = own.map((s) => shownOf(workload, s, base.get(engine) ?? 0));
    const metrics = Object.keys(own[0].metrics).map((key) => [key, median(own.map((s) => s.metrics[key]))] as const);
    return {
      value: median(shown),
      low: Math.min(...shown),
      high: Math.max(...shown),
      memory: median(own.map((s) => s.memory)),
      metrics: Object.fromEntries(metrics),
    };
  };
  return new Map(turns.map(({ engine }) => [engine, outcome(engine)]));
}

function shownOf(workload: Workload, sample: Sample, base: number): number {
  switch (workload.shows) {
    case "operation":
      return sample.nanoseconds / sample.operations;
    case "run":
      return sample.nanoseconds;
    case "memory":
      return (sample.memory - base) / sample.operations;
  }
}

/** One run. `result`, when given, must be what it prints. */
function sampleOf(words: readonly string[], result?: string): Sample | { readonly failure: string } {
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
