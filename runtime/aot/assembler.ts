// LLVM IR text -> bitcode, in a process beside this one: llvm-bindings keeps every module that it has read until its process ends, and
// a large process starts others (opt-14, llc-14, what was compiled) slowly. It reads a chunk while the next one is translated.
//
//   this process                     assemble.mjs
//   assemble("x/module0")  ------>   x/module0.ll -> x/module0.bc
//   diagnostics            <------

import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../../diagnostics/index.ts";

/** What a process may have read, in characters, before another takes its place; it keeps four times as many bytes. */
const readLimit = 64e6;

class Assembler {
  #child: ChildProcess | undefined;
  #read = 0;
  /** What waits for an answer, in the order asked. */
  #waiting: ((wrong: string) => void)[] = [];

  /** Starts the process, for an `assemble` to come. */
  start(): void {
    if (this.#child) return;
    // Not this process's own flags: they may ask for a start-up snapshot.
    const child = fork(join(import.meta.dirname, "assemble.mjs"), {
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let errors = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-2000);
    });
    child.on("message", (wrong: string) => {
      this.#waiting.shift()!(wrong);
      if (this.#waiting.length === 0) this.#rest(child);
    });
    const ended = (how: string): void => {
      if (this.#child !== child) return;
      const waiting = this.#waiting;
      this.#child = undefined;
      this.#waiting = [];
      for (const answer of waiting) answer(`${how}: ${errors.trim()}`);
    };
    child.on("error", (error) => ended(`cannot start: ${error.message}`));
    child.on("close", (code, signal) => ended(`ended by ${signal ?? code}`));
    this.#child = child;
    this.#read = 0;
    hold(child, false);
  }

  /** Writes the text to `BASE.ll` and makes `BASE.bc` of it. */
  async assemble(text: string, base: string): Promise<Diagnostic[]> {
    writeFileSync(`${base}.ll`, text);
    this.start();
    const child = this.#child!;
    this.#read += text.length;
    const wrong = await new Promise<string>((answer) => {
      this.#waiting.push(answer);
      hold(child, true);
      child.send(resolve(base));
    });
    return wrong ? [{ severity: "bug", message: `llvm-bindings: ${wrong}`, code: "NativeTool" }] : [];
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
