// Functions of the runtime that every program calls and few need: looking at timers, at sockets, at finalizers, printing
// floats in a panic.
// They are compiled only when, at the end, something is there that gives them work; otherwise they do nothing.

import type { IrFunc } from "../../wasmfx-backend/index.ts";
import { lowerDeclared } from "./declared.ts";
import { zeroOf } from "./ir-expr.ts";
import type { FuncTarget, Program } from "./program.ts";

/** What must be in the program for the function to be needed. */
const reasons: Readonly<Record<string, (program: Program) => boolean>> = {
  "runtime.netpoll": (p) => p.isDefined("runtime.(*pollDesc).watch"),
  "runtime.checkTimers": (p) => p.isDefined("runtime.(*timerHeap).add"),
  "runtime.scanSpecials": (p) => p.isDefined("runtime.addSpecial"),
  "runtime.markSpecials": (p) => p.isDefined("runtime.addSpecial"),
  "runtime.startSpecials": (p) => p.isDefined("runtime.addSpecial"),
  "runtime.notePause": (p) => p.isDefined("runtime.ReadMemStats") || p.isDefined("runtime.readGCStats"),
  "runtime.printfloatkind": (p) => p.types.hasLive((kind) => kind.startsWith("float") || kind.startsWith("complex")),
};

export class LateFunctions {
  private readonly waiting = new Map<string, FuncTarget>();

  /** True when the decision about the function is put off. */
  postpone(target: FuncTarget): boolean {
    if (!(target.name in reasons)) return false;
    this.waiting.set(target.name, target);
    return true;
  }

  /** Asks for those that have become necessary; true when there were any. */
  request(program: Program): boolean {
    let any = false;
    for (const [name, target] of this.waiting) {
      if (program.isDefined(name) || !reasons[name](program)) continue;
      lowerDeclared(program, target);
      any = true;
    }
    return any;
  }

  /** Empty bodies for the others. */
  finish(program: Program): void {
    for (const [name, { ir }] of this.waiting) {
      if (program.isDefined(name)) continue;
      const empty: IrFunc = {
        name,
        signature: ir,
        locals: ir.params.map((type) => ({ type })),
        blocks: [{ stmts: [], end: { kind: "return", values: ir.results.map(zeroOf) } }],
      };
      program.add(empty);
    }
  }
}
