// The results of a bench as data: one JSON file, to which several runs on one machine can add.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./turns.ts";
import type { Engine, Scale } from "./workload.ts";

export interface Row {
  readonly name: string;
  readonly scale: Scale;
  /** When it was measured, as an ISO date and time. */
  readonly when: string;
  readonly rounds: number;
  readonly outcomes: Readonly<Partial<Record<Engine, Outcome>>>;
}

export interface Results {
  readonly machine: Machine;
  /** Versions of the engines found; for those missing, why. */
  readonly engines: Readonly<Partial<Record<Engine, string>>>;
  readonly missing: Readonly<Partial<Record<Engine, string>>>;
  readonly rows: readonly Row[];
}

export function readResults(file: string): Results | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : undefined;
}

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
}

/** `newer` with the rows of `older` that it has not measured again. Results of another machine cannot be joined. */
export function join(older: Results | undefined, newer: Results): Results {
  if (!older) return newer;
  if (older.machine.cpu !== newer.machine.cpu || older.machine.cores !== newer.machine.cores)
    throw new Error("the results to add to were measured on another machine");
  const fresh = new Set(newer.rows.map((row) => row.name));
  return {
    ...newer,
    engines: { ...older.engines, ...newer.engines },
    rows: [...older.rows.filter((row) => !fresh.has(row.name)), ...newer.rows],
  };
}
