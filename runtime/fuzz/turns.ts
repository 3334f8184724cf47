// The turns of a fuzzer, made in a child process: what ends the child ends one turn, not the run.
//
//   fuzzer                          child
//   run(seed)   --- seed --->       serveTurns(turn)
//   counts      <-- counts --

import { type ChildProcess, fork } from "node:child_process";

/** What a turn saw, by name. */
export type Counts = Readonly<Record<string, number>>;

export class Turns {
  readonly #script: string;
  readonly #options: object;
  #child: ChildProcess | undefined;

  /** `script` is the child's program; it finds `options` with `turnOptions`. */
  constructor(script: string, options: object) {
    this.#script = script;
    this.#options = options;
  }

  /** One turn's counts, or how the process ended instead. */
  async run(seed: number): Promise<Counts | string> {
    if (this.#child?.connected === false) this.#child = undefined;
    this.#child ??= fork(this.#script, [JSON.stringify(this.#options)]);
    const child = this.#child;
    const outcome = await new Promise<Counts | string>((resolve) => {
      const ended = (code: number | null, signal: string | null): void => resolve(`process ended: ${signal ?? code}`);
      child.once("exit", ended);
      child.once("message", (counts) => {
        child.off("exit", ended);
        resolve(counts as Counts);
      });
      child.send(seed);
    });
    if (typeof outcome === "string") this.#child = undefined;
    return outcome;
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.disconnect();
    await ended;
  }
}

/** In the child: what the fuzzer says besides seeds. */
export const turnOptions = <T>(): T => JSON.parse(process.argv[2]) as T;

/** In the child: makes a turn of each seed that comes. */
export function serveTurns(turn: (seed: number) => Promise<Counts>): void {
  process.on("message", async (seed) => process.send!(await turn(seed as number)));
  process.on("disconnect", () => process.exit());
}

/** Adds a turn's counts. */
export function addCounts(sums: Record<string, number>, counts: Counts): void {
  for (const [name, n] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + n;
}
