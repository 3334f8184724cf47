// Figures of the command line itself: what a hello weighs, how long compiling takes. Each task makes what it needs in a folder
// of its own and checks what comes out.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "./build.ts";
import { type Found, launcher } from "./peers.ts";
import type { Sample } from "./turns.ts";
import type { Scale, TaskName } from "./workload.ts";
import { writeProgram } from "./write-program.ts";

type Result = Sample | { readonly failure: string };

/** Does the task once with weft, with Go's own port to wasm, or with a peer that compiles wasm. */
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
const warmUp = 'package main\n\nimport (\n\t_ "errors"\n\t_ "fmt"\n\t_ "sort"\n\t_ "strings"\n)\n\nfunc main() {}\n';
const helloFmt = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n';

const tasks: Readonly<Record<TaskName, (at: Workplace) => Result>> = {
  "println-bytes": (at) => at.bytesOf(helloPrintln),
  "fmt-bytes": (at) => at.bytesOf(helloFmt),
  "fmt-cold": (at) => at.runHello(1),
  "fmt-cached": (at) => at.runHello(2),
  lines(at) {
    return at.build(writeProgram(at.lines), []);
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
    const target = this.#engine.engine === "go" ? { ...environment, GOOS: "wasip1", GOARCH: "wasm" } : process.env;
    const env = { ...target, WEFT_CACHE: this.path("cache") };
    const run = spawnSync(command, args, { encoding: "utf8", env });
    const nanoseconds = Number(process.hrtime.bigint() - before);
    if (run.status !== 0) throw new Error(run.stderr || String(run.error));
    if (args[0] === "run" && run.stdout !== "hello\n") throw new Error(`printed ${run.stdout}`);
    return { nanoseconds, operations, memory: 0, metrics: {} };
  }

  /** Compiles a Go program to main.wasm. */
  build(text: string, flags: readonly string[]): Sample {
    const out = ["-o", this.path("main.wasm")];
    if (this.#engine.engine !== "go") return this.time(["build", ...flags, this.write("main.go", text), ...out], 1);
    // Go keeps what it has compiled: its library is compiled before the clock starts, the program was never seen before.
    const [go] = this.#engine.command;
    this.time(["build", ...out, this.write("warm.go", warmUp)], 1, go);
    return this.time(["build", ...flags, ...out, this.write("main.go", `${text}// ${this.#folder}\n`)], 1, go);
  }

  /** The size of a program's module, without names. */
  bytesOf(text: string): Sample {
    const made = this.build(text, this.#engine.engine === "go" ? ["-ldflags=-s -w"] : ["-O3", "--strip"]);
    return { ...made, memory: statSync(this.path("main.wasm")).size };
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
