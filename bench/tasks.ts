// Figures of the command line itself: what a hello weighs, how long compiling takes. Each task makes what it needs in a folder
// of its own and checks what comes out.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Found, launcher } from "./peers.ts";
import type { Sample } from "./turns.ts";
import type { Scale, TaskName } from "./workload.ts";
import { writeProgram } from "./write-program.ts";

type Result = Sample | { readonly failure: string };

/** Does the task once with weft, or with a peer that compiles wasm. */
export function runTask(task: TaskName, scale: Scale, engine: Found): Result {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"));
  try {
    return tasks[task](new Workplace(folder, scale, engine));
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const helloPrintln = 'package main\n\nfunc main() { println("hello") }\n';
const helloFmt = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n';

const tasks: Readonly<Record<TaskName, (at: Workplace) => Result>> = {
  "println-bytes": (at) => at.bytesOf(helloPrintln),
  "fmt-bytes": (at) => at.bytesOf(helloFmt),
  "fmt-cold": (at) => at.runHello(1),
  "fmt-cached": (at) => at.runHello(2),
  lines(at) {
    const file = at.write("main.go", writeProgram(at.lines));
    return at.time(["build", file, "-o", at.path("main.wasm")], 1);
  },
  "native-quick": (at) => at.compile("1"),
  "native-optimised": (at) => at.compile("2"),
};

class Workplace {
  readonly #folder: string;
  readonly #engine: Found;
  readonly lines: number;

  constructor(folder: string, scale: Scale, engine: Found) {
    this.#folder = folder;
    this.#engine = engine;
    this.lines = scale === "full" ? 20_000 : 1000;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  write(name: string, text: string): string {
    writeFileSync(this.path(name), text);
    return this.path(name);
  }

  /** Runs weft, or another command; its time. Throws when it fails. */
  time(args: readonly string[], operations: number, command: string = launcher): Sample {
    const before = process.hrtime.bigint();
    const run = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, WEFT_CACHE: this.path("cache") } });
    const nanoseconds = Number(process.hrtime.bigint() - before);
    if (run.status !== 0) throw new Error(run.stderr || String(run.error));
    if (args[0] === "run" && run.stdout !== "hello\n") throw new Error(`printed ${run.stdout}`);
    return { nanoseconds, operations, memory: 0, metrics: {} };
  }

  /** The size of a program's module, without names. */
  bytesOf(text: string): Sample {
    const wasm = this.path("main.wasm");
    const made = this.time(["build", "-O3", "--strip", this.write("main.go", text), "-o", wasm], 1);
    return { ...made, memory: statSync(wasm).size };
  }

  /** Compiles and runs the fmt hello with an empty cache, as often as said; the time of the last run. */
  runHello(times: number): Sample {
    const file = this.write("main.go", helloFmt);
    let sample = this.time(["run", file], 1);
    for (let i = 1; i < times; i++) sample = this.time(["run", file], 1);
    return sample;
  }

  /** Compiles a module to native code; the time for each megabyte of it. */
  compile(level: string): Sample {
    const wasm = this.path("big.wasm");
    this.time(["build", "--strip", this.write("main.go", writeProgram(this.lines)), "-o", wasm], 1);
    const megabytes = readFileSync(wasm).length / 1e6;
    const made =
      this.#engine.engine === "wasmtime"
        ? this.time(
            [
              "compile",
              ...this.#engine.command.slice(2),
              "-C",
              "parallel-compilation=n",
              "-O",
              `opt-level=${level}`,
              "-C",
              "cache=n",
              wasm,
              "-o",
              this.path("big.cwasm"),
            ],
            1,
            this.#engine.command[0],
          )
        : this.time(["build", `-O${level}`, wasm, "-o", this.path("big")], 1);
    return { ...made, nanoseconds: made.nanoseconds / megabytes };
  }
}
