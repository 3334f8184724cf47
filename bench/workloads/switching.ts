// What switching stacks costs, without a library: loops of WasmFX instructions written by hand (c/switching), and the same
// loops in native C on a raw switch and on libmprompt.

import type { Engine, Group, Size, Workload } from "../workload.ts";

const everywhere: readonly Engine[] = ["weft", "floor", "v8", "wasmtime", "libmprompt"];
const withoutFloor = everywhere.filter((engine) => engine !== "floor");

const sum = (n: number): number => (n * (n + 1)) / 2;
/** What the generators of a round robin add up to: `many` of them count from 1 to the number of rounds and 1. */
const robinSum = (n: number, many: number): number => many * sum(n / many + 1);
const size = (result: number, ...args: readonly (string | number)[]): Size => ({
  args: args.map(String),
  result: String(result),
});

const base = {
  program: {
    kind: "mixed",
    dir: "switching",
    native: { floor: "native/switching-floor.c", libmprompt: "native/switching-mprompt.c" },
  },
  shows: "operation",
} as const;

function depth(levels: number): Workload {
  return {
    ...base,
    name: `switching/depth-${levels}`,
    about: `the same with the handler ${levels} ${levels === 1 ? "stack" : "stacks"} up`,
    engines: withoutFloor,
    sizes: {
      full: size(sum(1_000_000), "depth", 1_000_000, levels),
      quick: size(sum(50_000), "depth", 50_000, levels),
    },
  };
}

function robin(many: number): Workload {
  // At least three rounds over all, at least two million resumes.
  const full = Math.max(3 * many, 2_000_000);
  const few = Math.min(many, 10_000);
  return {
    ...base,
    name: `switching/robin-${many}`,
    about: `resume and suspend, in turns over ${many.toLocaleString("en")} live ${many === 1 ? "stack" : "stacks"}`,
    engines: everywhere,
    sizes: {
      full: size(robinSum(full, many), "robin", full, many),
      quick: size(robinSum(10 * few, few), "robin", 10 * few, few),
    },
  };
}

const live: Workload = {
  ...base,
  name: "switching/live",
  about: "one of a million continuations made and run to its first suspend, first time",
  engines: everywhere,
  sizes: { full: size(1_000_000, "live", 1_000_000), quick: size(10_000, "live", 10_000) },
};

export const switching: Group = {
  name: "switching",
  title: "Switching stacks",
  about:
    "Loops of WasmFX instructions; the raw switch is what the machine needs at least, in native code with nothing checked. Times are for one operation.",
  workloads: [
    {
      ...base,
      name: "switching/pair",
      about: "a resume and the suspend that answers it, with a number",
      engines: everywhere,
      sizes: {
        full: size(sum(10_000_000), "pair", 10_000_000),
        quick: size(sum(200_000), "pair", 200_000),
      },
      target: { engine: "floor", ratio: 3 },
    },
    {
      ...base,
      name: "switching/create",
      about: "a continuation made, run to its end, gone",
      engines: everywhere,
      sizes: {
        full: size(sum(10_000_000), "create", 10_000_000),
        quick: size(sum(20_000), "create", 20_000),
      },
    },
    ...[1, 4, 16, 64].map(depth),
    ...[1, 10, 100, 1000, 10_000, 100_000, 1_000_000].map(robin),
    live,
    {
      ...live,
      name: "switching/live-memory",
      about: "peak memory for each of them",
      shows: "memory",
      base: ["live", "1"],
    },
  ],
};
