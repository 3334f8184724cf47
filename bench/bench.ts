// Measures workloads: builds what they need, lets the engines take turns, and keeps the samples, so that workloads that show
// different figures of the same runs share them.

import { type Built, build, buildUsage } from "./build.ts";
import { type Found, titles } from "./peers.ts";
import { runTask } from "./tasks.ts";
import { type Outcome, outcomeOf, type Sample, type Samples, sampleOf, takeTurns } from "./turns.ts";
import type { Engine, Scale, Workload } from "./workload.ts";

export class Bench {
  readonly #engines: ReadonlyMap<Engine, Found>;
  readonly #scale: Scale;
  readonly #rounds: number;
  readonly #progress: (line: string) => void;
  readonly #usage = buildUsage();
  readonly #samples = new Map<string, Samples>();

  constructor(engines: ReadonlyMap<Engine, Found>, scale: Scale, rounds: number, progress: (line: string) => void) {
    this.#engines = engines;
    this.#scale = scale;
    this.#rounds = rounds;
    this.#progress = progress;
  }

  /** What every engine found on this machine comes to; with `buildOnly`, the failures to build. */
  measure(workload: Workload, place: string, buildOnly = false): Partial<Record<Engine, Outcome>> {
    const outcomes: Partial<Record<Engine, Outcome>> = {};
    const commands = new Map<Engine, readonly string[]>();
    const { program } = workload;
    for (const engine of workload.engines) {
      const found = this.#engines.get(engine);
      if (!found) continue;
      this.#progress(`${place}: building for ${titles[engine]}`);
      const built: Built = program.kind === "task" ? { command: found.command } : build(program, found);
      if ("failure" in built) outcomes[engine] = built;
      else commands.set(engine, built.command);
    }
    if (buildOnly) return outcomes;
    this.#progress(`${place}: running`);
    for (const [engine, samples] of this.#samplesOf(workload, commands)) {
      if ("failure" in samples) outcomes[engine] = samples;
      else outcomes[engine] = outcomeOf(workload, samples, this.#base(workload, commands.get(engine)!));
    }
    return outcomes;
  }

  #samplesOf(workload: Workload, commands: ReadonlyMap<Engine, readonly string[]>): Samples {
    const size = workload.sizes[this.#scale];
    const key = JSON.stringify([workload.program, workload.engines, size]);
    const known = this.#samples.get(key);
    if (known) return known;
    const { program } = workload;
    const run = (engine: Engine): Sample | { failure: string } =>
      program.kind === "task"
        ? runTask(program.task, this.#scale, this.#engines.get(engine)!)
        : sampleOf([...this.#usage, ...commands.get(engine)!, ...size.args], size.result);
    const samples = takeTurns([...commands.keys()], this.#rounds, run);
    this.#samples.set(key, samples);
    return samples;
  }

  /** The memory to take away from what a workload's program uses. */
  #base(workload: Workload, command: readonly string[]): number {
    if (!workload.base) return 0;
    const sample = sampleOf([...this.#usage, ...command, ...workload.base]);
    return "failure" in sample ? 0 : sample.memory;
  }
}
