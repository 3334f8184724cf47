// The fiber suite in C: fiber.h, which weft implements in WasmFX, and fiber_switch.h. V8 and Wasmtime run weft's module;
// libmprompt runs the same C natively, with a fiber.h on its prompts.

import type { Group, Size, Workload } from "../workload.ts";

const sized = (argument: number, result: string | number): Size => ({
  args: [String(argument)],
  result: String(result),
});

function fibers(name: string, about: string, full: Size, quick: Size): Workload {
  const native = name === "c10m" ? "native/c10m-mprompt.c" : undefined;
  return {
    name: `fibers/${name}`,
    about,
    program: { kind: "c", file: `fiber/${name}.c`, libmprompt: native },
    engines: ["weft", "v8", "wasmtime", "libmprompt"],
    sizes: { full, quick },
    shows: "operation",
  };
}

/** Sum of the numbers from 1 to n. */
const triangle = (n: number): number => (n * (n + 1)) / 2;

const treesum = { full: sized(22, 2145386496), quick: sized(12, 2095104) };

export const fiberSuite: Group = {
  name: "fibers",
  title: "Fibers in C",
  about: "The same C program with fiber.h. Times are for one operation.",
  workloads: [
    fibers("itersum", "a number yielded", sized(20_000_000, triangle(20_000_000)), sized(500_000, triangle(500_000))),
    fibers("sieve", "a fiber asked whether it divides", sized(2000, "17389 2040625"), sized(300, "1987 48348")),
    fibers("state", "a question asked of the resumer", sized(10_000_000, "0 20000001"), sized(200_000, "0 400001")),
    fibers("treesum", "a tree's node yielded from a recursion", treesum.full, treesum.quick),
    fibers(
      "c10m",
      "a connection with 32 KiB of stack, 10,000 live",
      sized(10_000_000, 10_000_000),
      sized(100_000, 100_000),
    ),
    fibers("pi", "20,000 terms of a series, a yield", sized(20_000, "3.141593"), sized(200, "3.141593")),
    fibers("skynet", "a leaf of a tree of fibers", sized(1_000_000, triangle(999_999)), sized(10_000, triangle(9999))),
    fibers("scheduler", "a turn of one of ten workers", sized(10_000_000, "10000000 0"), sized(200_000, "200000 0")),
  ],
};

function switches(name: string, about: string, full: Size, quick: Size): Workload {
  return {
    name: `fiber-switch/${name}`,
    about,
    program: { kind: "c", file: `switch/${name}.c` },
    engines: ["weft", "wasmtime"],
    sizes: { full, quick },
    shows: "operation",
  };
}

export const fiberSwitchSuite: Group = {
  name: "fiber-switch",
  title: "Fibers in C, by switches",
  about:
    "The same with fiber_switch.h, on the instruction `switch`, which V8 does not have. Times are for one operation.",
  workloads: [
    switches(
      "itersum",
      "a number handed over",
      sized(20_000_000, triangle(20_000_000)),
      sized(500_000, triangle(500_000)),
    ),
    switches("treesum", "a tree's node handed over", treesum.full, treesum.quick),
    switches("pi", "20,000 terms of a series, a switch", sized(20_000, "3.141593"), sized(200, "3.141593")),
    switches("scheduler", "a turn of one of ten workers", sized(10_000_000, 10_000_000), sized(200_000, 200_000)),
  ],
};
