// What a figure was measured on, and with what: a figure without it says nothing.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: string;
  readonly kernel: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: `Linux ${release()}`,
  };
}

/** The processes that were running or ready besides this one during the last minute, as the kernel counts them. */
export const load = (): number => Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]);

/** The first line that a command prints, or undefined when it cannot run. */
export function firstLine(command: string, args: readonly string[]): string | undefined {
  const run = spawnSync(command, args, { encoding: "utf8" });
  if (run.error || run.status !== 0) return undefined;
  return `${run.stdout}${run.stderr}`.trim().split("\n")[0];
}
