// Running a module's exports on one engine and putting what happened into words that two engines can agree on.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Diagnostic, hasErrors, renderDiagnostics } from "../../diagnostics/index.ts";
import type { Module } from "../../wasmfx-backend/index.ts";
import { buildRuntime, compileNative, linkExecutable, type NativeOptions } from "../aot/index.ts";

/** By export: the result, `trap: MESSAGE`, `crash: ...` or `timeout`. */
export type Outcomes = ReadonlyMap<string, string>;

export interface Ran {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** Runs a program to its end, or kills it after `limit` milliseconds. */
export function runProcess(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  limit: number,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, limit);
    child.stdout.on("data", (b: Buffer) => out.push(b));
    child.stderr.on("data", (b: Buffer) => err.push(b));
    child.on("error", (error) => err.push(Buffer.from(error.message)));
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, stdout: String(Buffer.concat(out)), stderr: String(Buffer.concat(err)), timedOut });
    });
  });
}

const runtimeFolder = join(tmpdir(), "weft-fuzz-runtime");
/** Milliseconds; what takes longer gets the second limit, in case that the machine was only busy. */
const runLimit = 10000;
const patientLimit = 90000;

export type Environment = Readonly<Record<string, string>>;

/** The environments that tests alternate between: how stacks are guarded and how early they move must not matter. */
export const environments: readonly Environment[] = [{}, { WEFT_GROWTH: "early" }, { WEFT_STACK_SIZE: "128K" }];

/** Compiles a valid module and runs each test; a refusal is told by its text. */
export async function runNative(
  module: Module,
  tests: readonly string[],
  options: Partial<NativeOptions>,
  env: Readonly<Record<string, string>>,
): Promise<Outcomes | string> {
  const folder = mkdtempSync(join(tmpdir(), "weft-fuzz-"));
  try {
    const executable = join(folder, "program");
    const failure = await compile(module, folder, executable, options);
    if (failure !== undefined) return failure;
    const outcomes = new Map<string, string>();
    for (const name of tests) {
      const attempt = (limit: number): Promise<Ran> => runProcess(executable, [], { ...env, WEFT_INVOKE: name }, limit);
      const ran = await attempt(runLimit);
      outcomes.set(name, nativeOutcome(ran.timedOut ? await attempt(patientLimit) : ran));
    }
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compile(
  module: Module,
  folder: string,
  executable: string,
  options: Partial<NativeOptions>,
): Promise<string | undefined> {
  const said = (diagnostics: readonly Diagnostic[]): string | undefined =>
    hasErrors(diagnostics) ? renderDiagnostics(diagnostics) : undefined;
  const native = await compileNative(module, { folder, keepExports: true, ...options });
  if (!native.object) return said(native.diagnostics) ?? "no object and no diagnostic";
  const runtime = await buildRuntime(runtimeFolder);
  return said(await linkExecutable({ object: native.object, runtime, output: executable }));
}

function nativeOutcome({ status, signal, stdout, stderr, timedOut }: Ran): string {
  if (timedOut) return "timeout";
  if (status === 0) return stdout.trim();
  const trap = /^trap: (.*)$/m.exec(stderr);
  if (status !== 134 || !trap || /internal error/.test(stderr))
    return `crash: ${signal ?? status} ${stderr.slice(0, 300)}`;
  return `trap: ${trap[1].replace(/^(null \w+ reference|uninitialized element|undefined element).*/, (_, m) => spelled[m] ?? "null reference")}`;
}

/** V8 words several traps alike. */
const spelled: Readonly<Record<string, string>> = {
  "uninitialized element": "indirect call type mismatch",
  "undefined element": "out of bounds table access",
};

export const v8Flags = ["--experimental-wasm-wasmfx", "--no-turboshaft-wasm-load-elimination", "--no-warnings"];

/** Runs each test under V8. A crash of V8's loses the tests from there on; they are left out. */
export async function runV8(node: string, file: string, tests: readonly string[]): Promise<Outcomes> {
  const outcomes = new Map<string, string>();
  const worker = join(import.meta.dirname, "v8-worker.mjs");
  const ran = await runProcess(node, [...v8Flags, worker, file, ...tests], {}, 30000);
  for (const line of ran.stdout.split("\n").filter(Boolean)) {
    const at = line.indexOf(" ");
    outcomes.set(line.slice(0, at), line.slice(at + 1));
  }
  return outcomes;
}

/** Which of the files V8 takes for valid modules; undefined when it did not get that far. */
export async function validInV8(node: string, files: readonly string[]): Promise<(boolean | undefined)[]> {
  const worker = join(import.meta.dirname, "v8-worker.mjs");
  const { stdout } = await runProcess(node, [...v8Flags, worker, "--validate", ...files], {}, 60000);
  const lines = stdout.split("\n").filter(Boolean);
  return files.map((_, i) => (lines[i] === undefined ? undefined : lines[i] === "valid"));
}
