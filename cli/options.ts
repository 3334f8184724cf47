// Options that several commands share, and how they become the pipeline's.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Linearity } from "../runtime/aot/index.ts";
import { type Option, type ParsedArgs, UsageError } from "./command.ts";

export type Engine = "native" | "v8";
export type Scheduler = "switch" | "suspend";
export type OptLevel = 0 | 1 | 2 | 3;

export interface BuildOptions {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly level: OptLevel;
  readonly names: boolean;
  /** How the native engine tells that a continuation was used before. */
  readonly linearity?: Linearity;
  readonly verbose: boolean;
  /** Every exported function stays callable from outside (--invoke), not only the entry. */
  readonly keepExports?: boolean;
}

export const sharedOptions: readonly Option[] = [
  {
    name: "optimize",
    short: "O",
    value: "LEVEL",
    choices: ["0", "1", "2", "3"],
    help: "how much to optimise: default 1 to run, 2 to build; 3 makes .wasm files smaller, slowly, with binaryen",
  },
  {
    name: "scheduler",
    value: "CORE",
    choices: ["switch", "suspend"],
    help: "the goroutine scheduler's core: switch (default) or suspend/resume",
  },
  {
    name: "linearity",
    value: "KIND",
    choices: ["fat", "indirect", "unchecked"],
    help: "how the native engine finds second uses of a continuation: fat (default), indirect or unchecked",
  },
  {
    name: "unsafe-linearity",
    help: "--linearity=unchecked: a second use is undefined behaviour; never for untrusted modules",
  },
  { name: "verbose", short: "v", help: "print each stage and its time" },
];

export const engineOption: Option = {
  name: "engine",
  value: "ENGINE",
  choices: ["native", "v8"],
  help: "native (default), or V8 through node 26",
};

export const stackOption: Option = {
  name: "stack-size",
  value: "BYTES",
  help: "the largest size of one stack: 64M, 1G; default 256M",
};
export const dirOption: Option = {
  name: "dir",
  value: "[GUEST=]DIR",
  multiple: true,
  help: "give the program this directory only; default: everything",
};

/** What the engine of a program that runs in folder `cwd` is told through its environment. */
export function runEnvironment(args: ParsedArgs, invoke?: string, cwd = "."): Record<string, string> {
  const environment: Record<string, string> = {};
  const stack = args.value("stack-size");
  if (stack !== undefined) {
    const match = /^(\d+)([KMG]?)$/i.exec(stack);
    if (!match) throw new UsageError(`--stack-size takes a size such as 64M, not '${stack}'`);
    const unit = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }[match[2].toUpperCase() as "" | "K" | "M" | "G"];
    const bytes = Number(match[1]) * unit;
    if (bytes < 128 * 2 ** 10 || bytes > 2 ** 30)
      throw new UsageError(`--stack-size goes from 128K to 1G, not '${stack}'`);
    environment.WEFT_STACK_SIZE = String(bytes);
  }
  const dirs = args.values("dir");
  for (const dir of dirs) {
    const host = dir.slice(dir.indexOf("=") + 1);
    if (dir.includes(":")) throw new UsageError(`--dir cannot take '${dir}': names with ':' do not work`);
    if (!statSync(resolve(cwd, host), { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`--dir: no such directory ${host}`);
  }
  if (dirs.length > 0) environment.WEFT_DIRS = dirs.map((dir) => (dir.includes("=") ? dir : `${dir}=${dir}`)).join(":");
  if (invoke !== undefined) environment.WEFT_INVOKE = invoke;
  return environment;
}

/** `level` is the one when none is asked for. */
export function buildOptions(args: ParsedArgs, level: OptLevel): BuildOptions {
  const engine = (args.value("engine") ?? "native") as Engine;
  // V8 14.6 has every WasmFX instruction but `switch`.
  const scheduler = (args.value("scheduler") ?? (engine === "v8" ? "suspend" : "switch")) as Scheduler;
  if (engine === "v8" && scheduler === "switch")
    throw new UsageError("V8 does not have the instruction `switch` yet; use --scheduler=suspend with --engine=v8");
  const linearity = (args.flag("unsafe-linearity") ? "unchecked" : args.value("linearity")) as Linearity | undefined;
  if (engine === "v8" && linearity) throw new UsageError("--linearity is for --engine=native: V8 has its own check");
  return {
    engine,
    scheduler,
    linearity,
    level: Number(args.value("optimize") ?? level) as OptLevel,
    names: !args.flag("strip"),
    verbose: args.flag("verbose"),
  };
}
