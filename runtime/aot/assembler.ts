// LLVM IR text -> bitcode, in a process beside this one: llvm-bindings keeps every module that it has read until its process ends, and
// a large process starts others (opt-14, llc-14, what was compiled) slowly. It reads a chunk while the next one is translated.
//
//   this process                     assemble.mjs
//   assemble("x/module0")  ------>   x/module0.ll -> x/module0.bc
//                          <------   done; or its end, which is a fault of the text it was at

import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../../diagnostics/index.ts";

/** What a process may have read, in characters, before another takes its place; it keeps four times as many bytes. */
const readLimit = 64e6;

interface Request {
  readonly base: string;
  answer(wrong?: string): void;
}

class Assembler {
  #child: ChildProcess | undefined;
  #read = 0;
  /** What waits for an answer, in the order asked. */
  #waiting: Request[] = [];

  /** Starts the process, for an `assemble` to come. */
  start(): void {
    if (this.#child) return;
    const child = fork(join(import.meta.dirname, "assemble.mjs"), {
      // Not this process's own flags: they may ask for a start-up snapshot.
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    this.#read = 0;
    hold(child, false);
    let errors = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-2000);
    });
    child.on("message", () => {
      this.#waiting.shift()!.answer();
      if (this.#waiting.length === 0) this.#rest(child);
    });
    child.on("error", (error) => this.#ended(child, error.message));
    child.on("close", (code, signal) => this.#ended(child, `ended by ${signal ?? `code ${code}`} ${errors}`.trim()));
  }

  /** Writes the text to `BASE.ll` and makes `BASE.bc` of it. */
  async assemble(text: string, base: string): Promise<Diagnostic[]> {
    writeFileSync(`${base}.ll`, text);
    this.start();
    this.#read += text.length;
    const wrong = await new Promise<string | undefined>((answer) => {
      const request: Request = { base: resolve(base), answer };
      this.#waiting.push(request);
      this.#send(request);
    });
    return wrong ? [{ severity: "bug", message: `llvm-bindings at ${base}.ll: ${wrong}`, code: "NativeTool" }] : [];
  }

  #send(request: Request): void {
    hold(this.#child!, true);
    this.#child!.send(request.base);
  }

  /** The request that the process was at is the one at fault; the others are for the next process. */
  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#waiting.shift()?.answer(how);
    if (this.#waiting.length === 0) return;
    this.start();
    for (const request of this.#waiting) this.#send(request);
  }

  /** Nothing to do: this process may end without it, and one that has grown goes. */
  #rest(child: ChildProcess): void {
    hold(child, false);
    if (this.#read < readLimit) return;
    this.#child = undefined;
    child.disconnect();
  }
}

/** Whether the child keeps this process from ending. */
function hold(child: ChildProcess, wanted: boolean): void {
  const verb = wanted ? "ref" : "unref";
  child[verb]();
  child.channel?.[verb]();
  (child.stderr as unknown as { ref(): void; unref(): void })[verb]();
}

export const assembler = new Assembler();
