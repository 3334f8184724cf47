// The Go front end's door: sources -> checked packages -> IR. Reading files is the caller's business.

import { existsSync, readFileSync } from "node:fs";
import type { CheckedGo } from "./check-program.ts";
import { type LoweredProgram, lowerProgram } from "./lower/lower.ts";
import type { LowerOptions } from "./lower/program.ts";

export { type CheckedGo, checkGo } from "./check-program.ts";
export { listTests, type TestFunctions, testFilePackage } from "./list-tests.ts";
export { goObjects, goRoots, type LoweredProgram } from "./lower/lower.ts";
export type { LowerOptions } from "./lower/program.ts";
export { printAst, printTypes } from "./print.ts";
export {
  type EmbeddedFile,
  type Embedder,
  type Library,
  type Missing,
  makeLibrary,
  type NoPackage,
  type PackageSource,
  type SourceText,
} from "./types/index.ts";

/** Checked packages -> IR module. `checked` must be free of errors. */
export function lowerGo(checked: CheckedGo, options: LowerOptions = {}): LoweredProgram {
  return lowerProgram(checked.packages, checked.sources, options);
}

/**
 * The hand-written core of the goroutine scheduler, to be linked with every Go module under the name `name`. `bytes` are there
 * when weft was built: the text's module.
 */
export function schedulerCore(kind: "switch" | "suspend"): {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly bytes?: Uint8Array;
} {
  const file = `sched-${kind}.wat`;
  const path = new URL(`./runtime/${file}`, import.meta.url);
  const binary = new URL(`./runtime/sched-${kind}.wasm`, import.meta.url);
  const bytes = existsSync(binary) ? new Uint8Array(readFileSync(binary)) : undefined;
  return { name: "weft_sched", file, text: readFileSync(path, "utf8"), bytes };
}
