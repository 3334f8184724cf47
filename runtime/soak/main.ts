// npm run soak -- lifetime|overflow|linearity [--count N] [--linearity KIND] [--seed S]
//
//   lifetime   N continuations (default 100 million fresh, 20 million of every other kind) made and not kept; prints the resident
//              memory while it runs and fails when it grows
//   overflow   N processes (default 10000) that exhaust a stack: plain, in a continuation, in a nested one, in one called through a
//              host function; at every size of stack, with both kinds of guards. Each must end with the trap and exit
//              code 134
//   linearity  times the three representations of references to continuations against each other (default 20 million rounds)
//
// Exit code 1 when something was not as it should be.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Linearity } from "../aot/index.ts";
import { countOf, parseToolArgs, wrongUsage } from "../fuzz/options.ts";
import { buildProgram } from "./build.ts";
import { compareLinearity } from "./linearity.ts";
import { measureMemory } from "./memory.ts";
import { stackSizes } from "./sizes.ts";

const usage = `usage: npm run soak -- lifetime|overflow|linearity [options]

  lifetime       make continuations that nobody keeps: resident memory must stay flat
  overflow       exhaust stacks of every size in processes: each must end with the trap and exit code 134
  linearity      time the three representations of references to continuations against each other

  --count N      how many: default 20 million (100 million fresh ones), 10000 processes, 20 million rounds
  --linearity K  lifetime: fat (default), indirect or unchecked
  --seed S       overflow: other depths at which the last frame meets the guard
`;
const { values, positionals } = parseToolArgs(
  {
    count: { type: "string" },
    linearity: { type: "string", default: "fat" },
    seed: { type: "string", default: "1" },
  },
  usage,
);
if (!["fat", "indirect", "unchecked"].includes(values.linearity)) wrongUsage(`no linearity ${values.linearity}`, usage);
const work = mkdtempSync(join(tmpdir(), "weft-soak-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const count = countOf(values.count, undefined, usage);

/** KiB that are fine however short the run is: what the collector lets grow before it looks. */
const bound = 40 * 1024;

const jobs: Readonly<Record<string, () => Promise<boolean>>> = {
  lifetime,
  overflow,
  linearity: () => compareLinearity(work, count ?? 20_000_000),
};
const job = jobs[positionals[0]];
if (!job || positionals.length > 1) wrongUsage("one of lifetime, overflow, linearity", usage);
job().then((fine) => {
  process.exitCode = fine ? 0 : 1;
});

async function lifetime(): Promise<boolean> {
  const program = await buildProgram("lifetime.wat", work, { level: 2, linearity: values.linearity as Linearity });
  let fine = true;
  for (const kind of ["fresh", "suspended", "cycle", "thrown", "thrown_ref"]) {
    const n = count ?? (kind === "fresh" ? 100_000_000 : 20_000_000);
    const { seconds, status, stderr, early, late, peak } = await measureMemory(program, kind, [String(n)]);
    // The collector lets the number of stacks grow up to a bound first: 4096 of them, or twice what is in use.
    const flat = late <= Math.max(early, bound) + 2048;
    fine &&= flat && status === 0;
    console.log(
      `${kind.padEnd(10)} ${n} in ${seconds.toFixed(1)} s, ${((seconds / n) * 1e9).toFixed(0)} ns each; resident ${early} KiB early, ${late} KiB late, ${peak} KiB at most: ${status !== 0 ? `exit code ${status} ${stderr}` : flat ? "flat" : "GROWS"}`,
    );
  }
  return fine;
}

async function overflow(): Promise<boolean> {
  const program = await buildProgram("overflow.wat", work, {
    level: 1,
    hosts: ["soak"],
    sources: ["reenter.c", "reenter-stub.S"],
  });
  const total = count ?? 10_000;
  const places = ["plain", "continuation", "nested", "host"];
  const done = new Map<string, number>();
  let bad = 0;
  for (let i = 0; i < total; i++) {
    const size = stackSizes[i % stackSizes.length].at(i);
    const place = places[Math.floor(i / stackSizes.length) % places.length];
    const guards = i % 7 === 3 ? "mprotect" : "";
    const lead = String((i * 7919 + countOf(values.seed, 1, usage)) % 523);
    const env = { ...process.env, WEFT_INVOKE: place, WEFT_STACK_SIZE: size, WEFT_GUARDS: guards };
    const { status, signal, stderr } = spawnSync(program, [lead], { env, encoding: "utf8", timeout: 60000 });
    if (status !== 134 || !stderr.startsWith("trap: call stack exhausted\n")) {
      bad++;
      console.log(`${place} ${size} ${guards} lead ${lead}: status ${status ?? signal}: ${stderr.slice(0, 400)}`);
    }
    const key = `${size.padStart(5)} ${place}`;
    done.set(key, (done.get(key) ?? 0) + 1);
  }
  for (const [key, n] of [...done].sort()) console.log(`${key}: ${n}`);
  console.log(`${total} overflows, ${bad} that did not end with the trap and exit code 134`);
  return bad === 0;
}
