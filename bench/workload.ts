// What a benchmark is: a program, the engines that run it, its arguments and right answers at two sizes.

/** Who runs a program: weft, or a peer that it is compared with. */
export type Engine = "weft" | "floor" | "clang" | "libmprompt" | "go" | "v8" | "wasmtime";

/** How much work: `quick` to see that all is well, `full` for figures to quote. */
export type Scale = "quick" | "full";

/** Where a program's sources are (below bench/), and in what language. */
export type Program =
  /** A package main below bench/go; weft and Go compile it. */
  | { readonly kind: "go"; readonly dir: string }
  /** One C file below bench/c; `libmprompt` is a file for that engine instead. */
  | { readonly kind: "c"; readonly file: string; readonly libmprompt?: string }
  /** A folder below bench/c of C and .wat, linked into one module; engines without wasm have C files of their own. */
  | { readonly kind: "mixed"; readonly dir: string; readonly native: Partial<Record<"floor" | "libmprompt", string>> };

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
  /** What is shown: the time of one operation, of the whole run, or the peak memory for each operation. */
  readonly shows: "operation" | "run" | "memory";
  /** For memory: the arguments of a run whose peak memory is taken away. */
  readonly base?: readonly string[];
  /** What weft means to reach: its figure over that engine's. */
  readonly target?: { readonly engine: Engine; readonly ratio: number };
}

/** Workloads that a table shows together. */
export interface Group {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly workloads: readonly Workload[];
}
