// LLVM IR text -> object or text: bitcode (assembler.ts), opt-14, then llc-14, chunk by chunk, as many at a time as there are
// processors.

import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Diagnostic, hasErrors } from "../../diagnostics/index.ts";
import { assembler } from "./assembler.ts";
import type { ObjectCache } from "./object-cache.ts";
import { runTool } from "./tools.ts";

export type Level = 0 | 1 | 2 | 3;

export interface CodegenOptions {
  readonly level: Level;
  readonly cpu: string;
  readonly emit?: "ll" | "asm";
  readonly cache?: ObjectCache;
}

/** One chunk. */
export interface Job {
  /** Its files are `BASE.ll`, `BASE.bc` and so on. */
  readonly base: string;
  /** It has tail calls, which llc -O0 would not make. */
  readonly tailCalls: boolean;
  /** The IR text. */
  readonly text: string;
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

/** What both tools are told besides the files. */
function recipe({ level, cpu, emit }: CodegenOptions, { tailCalls }: Job): { opt: string[]; llc: string[] } {
  return {
    opt: [
      `-passes=${passes[level]}`,
      `-mcpu=${cpu}`,
      "-disable-verify",
      // Structures lie in linear memory: written field by field and read back as vectors, they would miss the processor's store
      // forwarding (a ray tracer takes 40 ms with it and 29 without; nothing measured got slower).
      "-vectorize-slp=false",
      ...(emit === "ll" ? ["-S"] : []),
    ],
    llc: [
      `-O${level === 0 && !tailCalls ? 0 : Math.max(1, level)}`,
      `-mcpu=${cpu}`,
      // x86-64-v2 and up take after an early Intel core, on which a rotation is best done by shld. Elsewhere that is several times
      // slower than rol (SHA-256: 385 ms and 212 ms on AMD Zen).
      "-mattr=-fast-shld-rotate",
      "-relocation-model=static",
      "-code-model=small",
      "-disable-verify",
      // A tenth of llc's time; what the scheduler gains is not measurable on an out-of-order processor.
      ...(level <= 1 ? ["-enable-misched=false"] : []),
      "-function-sections",
      "-data-sections",
      `-filetype=${emit === "asm" ? "asm" : "obj"}`,
    ],
  };
}

/** Compiles to `BASE.o` (or, by `emit`, to BASE.opt.ll or BASE.s). */
async function generate(
  { base, bitcode }: QueuedJob,
  { opt, llc }: ReturnType<typeof recipe>,
  emit?: "ll" | "asm",
): Promise<Diagnostic[]> {
  const wrong = await bitcode;
  if (hasErrors(wrong)) return wrong;
  const optimised = emit === "ll" ? `${base}.opt.ll` : `${base}.opt.bc`;
  const first = await runTool("opt-14", [...opt, `${base}.bc`, "-o", optimised]);
  if (hasErrors(first) || emit === "ll") return first;
  return runTool("llc-14", [...llc, optimised, "-o", emit === "asm" ? `${base}.s` : `${base}.o`]);
}

/** With `BASE.bc` on its way. */
interface QueuedJob extends Job {
  readonly bitcode: Promise<Diagnostic[]>;
}

/** Runs code generation for chunks while more are being translated. */
export class CodegenPool {
  readonly #options: CodegenOptions;
  readonly #jobs: QueuedJob[] = [];
  readonly #workers: Promise<void>[] = [];
  readonly #bases: string[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  #next = 0;
  #active = 0;

  constructor(options: CodegenOptions) {
    this.#options = options;
  }

  /** Queues a chunk, unless its object is in the cache. */
  add(job: Job): void {
    this.#bases.push(job.base);
    if (this.#options.cache?.get(this.#key(job), `${job.base}.o`)) return;
    this.#jobs.push({ ...job, bitcode: assembler.assemble(job.text, job.base) });
    if (this.#active < availableParallelism()) this.#workers.push(this.#work());
  }

  #key(job: Job): string {
    return JSON.stringify([recipe(this.#options, job), job.text]);
  }

  async #work(): Promise<void> {
    const { cache, emit } = this.#options;
    this.#active++;
    while (this.#next < this.#jobs.length) {
      const job = this.#jobs[this.#next++];
      const diagnostics = await generate(job, recipe(this.#options, job), emit);
      this.#diagnostics.push(...diagnostics);
      if (!hasErrors(diagnostics)) cache?.add(this.#key(job), `${job.base}.o`);
    }
    this.#active--;
  }

  /** Waits for all; gives what went wrong. */
  async finish(): Promise<readonly Diagnostic[]> {
    await Promise.all(this.#workers);
    if (this.#jobs.length > 0) this.#options.cache?.prune();
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
