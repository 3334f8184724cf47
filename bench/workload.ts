// What a benchmark is: a program, the engines that run it, its arguments and right answers at two sizes.

/** Who runs a program: weft, or a peer that it is compared with. */
export type Engine = "weft" | "floor" | "clang" | "libmprompt" | "go" | "v8" | "wasmtime";

/** How much work: `quick` to see that all is well, `full` for figures to quote. */
export type Scale = "quick" | "full";

/**
 * What is shown: the time of one operation or of the whole run; the peak memory for each operation or of the whole run; the
 * longest pause, as the program reports it; bytes or nanoseconds that a task comes to.
 */
export type Shown = "operation" | "run" | "memory" | "peak" | "pause" | "bytes" | "nanoseconds";

/** Where a program's sources are (below bench/), and in what language. */
export type Program =
  /** A package main below bench/go; weft and Go compile it. */
  | { readonly kind: "go"; readonly dir: string }
  /** One C file below bench/c; `libmprompt` is a file for that engine instead. */
  | { readonly kind: "c"; readonly file: string; readonly libmprompt?: string }
  /** A folder below bench/c of C and .wat, linked into one module; engines without wasm have C files of their own. */
  | { readonly kind: "mixed"; readonly dir: string; readonly native: Partial<Record<"floor" | "libmprompt", string>> }
  /** Something done with the command line itself, in tasks.ts. */
  | { readonly kind: "task"; readonly task: TaskName };

export type TaskName =
  | "println-bytes"
  | "fmt-bytes"
  | "fmt-cold"
  | "fmt-cached"
  | "lines"
  | "native-quick"
  | "native-optimised";

/** The program's arguments, and the result that it must print. */
export interface Size {
  readonly args: readonly string[];
  readonly result: string;
}

export interface Workload {
  /** group/name, as the filter sees it. */
  readonly name: string;
  /** One line: what is done, and what an operation is. */
  readonly about: string;
  readonly program: Program;
  readonly engines: readonly Engine[];
  readonly sizes: Readonly<Record<Scale, Size>>;
  readonly shows: Shown;
  /** For memory: the arguments of a run whose peak memory is taken away. */
  readonly base?: readonly string[];
  /** What weft means to reach: its figure over that engine's, or the figure itself. */
  readonly target?: { readonly engine: Engine; readonly ratio: number } | { readonly limit: number };
}

/** Workloads that a table shows together. */
export interface Group {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly workloads: readonly Workload[];
}
