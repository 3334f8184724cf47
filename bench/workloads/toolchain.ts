// The toolchain: sizes of modules, times of compilers.

import type { Group, Shown, TaskName, Workload } from "../workload.ts";

function task(
  name: TaskName,
  about: string,
  shows: Shown,
  limit?: number,
  engines: Workload["engines"] = ["weft"],
): Workload {
  return {
    name: `toolchain/${name}`,
    about,
    program: { kind: "task", task: name },
    engines,
    sizes: { full: { args: [], result: "" }, quick: { args: [], result: "" } },
    shows,
    target: limit === undefined ? undefined : { limit },
  };
}

export const toolchain: Group = {
  name: "toolchain",
  title: "Sizes, and times of compilers",
  about:
    'Times are of the whole command, from its start to its end. Go compiles to wasm at the default level, -O2, and for the sizes at -O3, where binaryen goes over the module; the program of 20,000 lines is written by the bench and uses fmt, sort, strings and errors. Go compiles for wasip1/wasm, for the sizes with -ldflags="-s -w"; its library is compiled before the clock starts.',
  workloads: [
    task("println-bytes", "println hello: the module, -O3, stripped", "bytes", 8000, ["weft", "go"]),
    task("fmt-bytes", "fmt hello: the module, -O3, stripped", "bytes", 90_000, ["weft", "go"]),
    task("fmt-cold", "fmt hello: compiled to native code and run", "nanoseconds", 2e9),
    task("fmt-cached", "the same again, from the cache", "nanoseconds", 0.2e9),
    task("lines", "20,000 lines of Go to wasm", "nanoseconds", 0.4e9, ["weft", "go"]),
    task("native-quick", "1 MB of that wasm to native code, -O1", "nanoseconds", undefined, ["weft", "wasmtime"]),
    task("native-optimised", "the same, -O2", "nanoseconds", undefined, ["weft", "wasmtime"]),
  ],
};
