// Bitcode -> object or text: opt-14, then llc-14, one pair per chunk, as many at a time as there are processors.

import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Diagnostic, hasErrors } from "../../diagnostics/index.ts";
import { runTool } from "./tools.ts";

export type Level = 0 | 1 | 2 | 3;

export interface CodegenOptions {
  readonly level: Level;
  readonly cpu: string;
  /** The module has tail calls, which llc -O0 would not make. */
  readonly tailCalls: boolean;
  readonly emit?: "ll" | "asm";
}

/**
 * The passes per level. 1 is a short pipeline of what pays most per millisecond on code that was optimised as wasm
 * before; 2 and 3 are LLVM's own. tailcallelim comes always: it marks the calls in tail position that must reuse the frame.
 */
const passes: Readonly<Record<Level, string>> = {
  0: "always-inline,function(sroa,early-cse,simplifycfg,tailcallelim),globaldce",
  1: "always-inline,globalopt,function(lower-expect,sroa,early-cse<memssa>,simplifycfg,instcombine,tailcallelim,gvn,simplifycfg,instcombine),globaldce",
  2: "default<O2>",
  3: "default<O3>",
};

/** Compiles `BASE.bc` to `BASE.o` (or, by `emit`, to BASE.opt.ll or BASE.s). */
async function generate(base: string, options: CodegenOptions): Promise<Diagnostic[]> {
  const { level, cpu, emit } = options;
  const optimised = emit === "ll" ? `${base}.opt.ll` : `${base}.opt.bc`;
  const text = emit === "ll" ? ["-S"] : [];
  const first = await runTool("opt-14", [
    `-passes=${passes[level]}`,
    `-mcpu=${cpu}`,
    "-disable-verify",
    // Structures lie in linear memory: written field by field and read back as vectors, they would miss the processor's store
    // forwarding (a ray tracer takes 40 ms with it and 29 without; nothing measured got slower).
    "-vectorize-slp=false",
    ...text,
    `${base}.bc`,
    "-o",
    optimised,
  ]);
  if (hasErrors(first) || emit === "ll") return first;
  const codegen = level === 0 && !options.tailCalls ? 0 : Math.max(1, level);
  return runTool("llc-14", [
    `-O${codegen}`,
    `-mcpu=${cpu}`,
    // x86-64-v2 and up take after an early Intel core, on which a rotation is best done by shld. Elsewhere that is several times
    // slower than rol (SHA-256: 385 ms and 212 ms on AMD Zen).
    "-mattr=-fast-shld-rotate",
    "-relocation-model=static",
    "-code-model=small",
    "-function-sections",
    "-data-sections",
    `-filetype=${emit === "asm" ? "asm" : "obj"}`,
    optimised,
    "-o",
    emit === "asm" ? `${base}.s` : `${base}.o`,
  ]);
}

/** Runs code generation for chunks while more are being translated. */
export class CodegenPool {
  readonly #options: CodegenOptions;
  readonly #bases: string[] = [];
  readonly #jobs: Promise<void>[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  #next = 0;
  #active = 0;

  constructor(options: CodegenOptions) {
    this.#options = options;
  }

  /** Queues the chunk whose bitcode is `BASE.bc`. */
  add(base: string): void {
    this.#bases.push(base);
    if (this.#active < availableParallelism()) this.#jobs.push(this.#work());
  }

  async #work(): Promise<void> {
    this.#active++;
    while (this.#next < this.#bases.length) {
      this.#diagnostics.push(...(await generate(this.#bases[this.#next++], this.#options)));
    }
    this.#active--;
  }

  /** Waits for all; gives what went wrong. */
  async finish(): Promise<readonly Diagnostic[]> {
    await Promise.all(this.#jobs);
    return this.#diagnostics;
  }

  objects(): string[] {
    return this.#bases.map((base) => `${base}.o`);
  }

  /** The text that `emit` asked for, of the only chunk. */
  text(): string {
    return readFileSync(`${this.#bases[0]}${this.#options.emit === "ll" ? ".opt.ll" : ".s"}`, "utf8");
  }
}
