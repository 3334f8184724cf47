// The three representations of references to continuations, side by side: the same program built with each, run in turns.

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Linearity } from "../aot/index.ts";
import { buildProgram } from "./build.ts";

const kinds: readonly Linearity[] = ["fat", "indirect", "unchecked"];
const works = [
  ["pair", "suspend + resume with a value"],
  ["switch", "switch"],
  ["create", "cont.new, run, end"],
  ["table", "suspend + resume, 1,000 in a table"],
] as const;

/** Prints nanoseconds per round, medians of `rounds` runs of `count` each. */
export async function compareLinearity(work: string, count: number, rounds = 5): Promise<boolean> {
  const programs = new Map<Linearity, string>();
  for (const kind of kinds) {
    const folder = join(work, kind);
    mkdirSync(folder);
    programs.set(kind, await buildProgram("linearity.wat", folder, { level: 2, linearity: kind }));
  }
  console.log(`${"".padEnd(36)}${kinds.map((k) => k.padStart(12)).join("")}`);
  for (const [name, label] of works) {
    const times = new Map<Linearity, number[]>(kinds.map((k) => [k, []]));
    for (let round = 0; round < rounds; round++) {
      for (const kind of kinds) {
        const one = timed(programs.get(kind)!, name, 1);
        const many = timed(programs.get(kind)!, name, count);
        if (one === undefined || many === undefined) return false;
        times.get(kind)!.push(((many - one) / count) * 1e9);
      }
    }
    const cells = kinds.map((k) => `${median(times.get(k)!).toFixed(2)} ns`.padStart(12));
    console.log(label.padEnd(36) + cells.join(""));
  }
  return true;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1];

/** Seconds that the export takes, the start of the process included. */
function timed(program: string, name: string, n: number): number | undefined {
  const start = performance.now();
  const env = { ...process.env, WEFT_INVOKE: name };
  const { status, stderr } = spawnSync(program, [String(n)], { env, encoding: "utf8" });
  if (status === 0) return (performance.now() - start) / 1000;
  console.log(`${name}: exit code ${status}: ${stderr}`);
  return undefined;
}
