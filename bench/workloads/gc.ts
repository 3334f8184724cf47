// The collector: objects made and dropped at full speed beside a large heap that lives.

import type { Group, Shown, Size, Workload } from "../workload.ts";

const sizes: Readonly<Record<"full" | "quick", Size>> = {
  full: { args: ["200", "10000"], result: "15983439" },
  quick: { args: ["10", "500"], result: "195674" },
};

/** One figure of the same runs. */
const figure = (name: string, about: string, shows: Shown): Workload => ({
  name: `gc/${name}`,
  about,
  program: { kind: "go", dir: "gc" },
  engines: ["weft", "go"],
  sizes,
  shows,
});

export const garbageCollection: Group = {
  name: "gc",
  title: "Garbage collection in Go",
  about:
    "About 200 MB of small objects live while 10 million others take their places. The pause is the longest time that a hundred objects took, whatever held them up.",
  workloads: [
    figure("object", "one object made", "operation"),
    figure("pause", "the longest pause", "pause"),
    figure("peak", "peak memory of the program", "peak"),
  ],
};
