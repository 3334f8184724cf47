// Functions of the library that every program calls and few need: looking at timers, at sockets, at finalizers, printing
// floats and maps, bubbles, profiles; for small programs also setting up the heap, catching panics, choosing the next goroutine.
// They are compiled only when, at the end, something is there that gives them work; otherwise they do nothing, or what
// another function does.

import type { IrFunc } from "../../wasmfx-backend/index.ts";
import type { Type } from "../types/types.ts";
import { lowerDeclared } from "./declared.ts";
import { local, zeroOf } from "./ir-expr.ts";
import type { FuncTarget, Program } from "./program.ts";

/** Functions that neither allocate nor panic nor switch: a program that calls no others of the runtime is quiet. */
const quiet: ReadonlySet<string> = new Set(
  [
    "printstring",
    "printnl",
    "printsp",
    "printbool",
    "printint",
    "printuint",
    "printhex",
    "printpointer",
    "preempt",
  ].map((name) => `runtime.${name}`),
);

const isBusy = (p: Program): boolean => [...p.runtimeCalls].some((name) => !quiet.has(name));

/** Goroutines besides the first can come to be, or the first can wait or end without its program. */
const schedules = (p: Program): boolean =>
  ["newproc", "newsystem", "goready", "gopark", "Gosched", "Goexit"].some((name) => p.isDefined(`runtime.${name}`));

/** Somebody else can be ready to run while a goroutine is busy. */
const shares = (p: Program): boolean =>
  ["newproc", "newsystem", "(*timerHeap).add", "(*pollDesc).watch"].some((name) => p.isDefined(`runtime.${name}`));

const setsLabels = (p: Program): boolean => p.isDefined("runtime.setLabels");

const makesBubbles = (p: Program): boolean => p.isDefined("runtime.synctestRun");

/** What the runtime and package time ask of bubbles, which only tests have (runtime/bubble.go). */
const bubbles = [
  ...[
    "Joins",
    "Leaves",
    "Parks",
    "Wakes",
    "Of",
    "State",
    "Skips",
    "Prints",
    "Makes",
    "Uses",
    "Now",
    "Marks",
    "Timer",
    "Sleeps",
  ],
  ...["Hides", "Shows", "Adds", "Waits"],
];

const isFloat = (type: Type): boolean => type.kind === "Basic" && /^(float|complex)/.test(type.basic);

/** What must be in the program for the function to be needed. */
const reasons: Readonly<Record<string, (program: Program) => boolean>> = {
  "runtime.mallocinit": (p) => p.isDefined("runtime.mallocgc"),
  "runtime.gcTurn": (p) => p.isDefined("runtime.mallocgc"),
  "runtime.debuginit": (p) => p.isDefined("runtime.mallocgc") || schedules(p),
  "runtime.gocall": isBusy,
  "runtime.goend": schedules,
  "runtime.preempt": shares,
  "runtime.netpoll": (p) => p.isDefined("runtime.(*pollDesc).watch"),
  "runtime.checkTimers": (p) => p.isDefined("runtime.(*timerHeap).add"),
  "runtime.scanSpecials": (p) => p.isDefined("runtime.addSpecial"),
  "runtime.markSpecials": (p) => p.isDefined("runtime.addSpecial"),
  "runtime.startSpecials": (p) => p.isDefined("runtime.addSpecial"),
  "runtime.notePause": (p) => p.isDefined("runtime.ReadMemStats") || p.isDefined("runtime.readGCStats"),
  "runtime.printfloatkind": (p) => p.types.hasLive(isFloat),
  "fmt.(*printer).number": (p) => p.types.hasLive(isFloat),
  "runtime.sampleCPU": (p) => p.isDefined("runtime.SetCPUProfileRate"),
  "runtime.labelsInherit": setsLabels,
  "runtime.labelsEnd": setsLabels,
  "runtime.labelsOf": setsLabels,
  "runtime.crashBegins": (p) => p.isDefined("runtime.setCrashFd"),
  "runtime.crashWrite": (p) => p.isDefined("runtime.setCrashFd"),
  ...Object.fromEntries(bubbles.map((name) => [`runtime.bubble${name}`, makesBubbles])),
  "fmt.sortedMap": (p) => p.types.hasLive((type) => type.kind === "Map") || p.isDefined("reflect.MapOf"),
};

/** What is done instead of nothing. */
const substitutes: Readonly<Record<string, string>> = { "runtime.gocall": "gocallQuiet" };

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

  /** Empty bodies for the others, or calls of their substitutes. */
  finish(program: Program): void {
    for (const [name, { ir }] of this.waiting) {
      if (program.isDefined(name)) continue;
      if (substitutes[name]) {
        const other = program.runtimeFunc(substitutes[name]);
        program.requestTarget(other);
        const args = ir.params.map((_, i) => local(i));
        program.add({
          name,
          signature: ir,
          locals: ir.params.map((type) => ({ type })),
          blocks: [
            {
              stmts: [{ kind: "call", dsts: [], callee: { kind: "func", name: other.name }, args }],
              end: { kind: "return", values: [] },
            },
          ],
        });
        continue;
      }
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
