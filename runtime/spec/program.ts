// A group of instances that share state -> one native program, and a conversation with it.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { type Diagnostic, hasErrors } from "../../diagnostics/index.ts";
import { link } from "../../linker/index.ts";
import { encode, type Module } from "../../wasmfx-backend/index.ts";
import { buildRuntime, compileNative, linkExecutable, type NativeOptions, type Runtime } from "../aot/index.ts";
import { closure, type Instance } from "./instances.ts";
import { linkInput, prepareInstance } from "./prepare.ts";
import { spectestModule } from "./spectest.ts";

export interface BuildOptions {
  readonly level: NonNullable<NativeOptions["level"]>;
  readonly strict: boolean;
  /** Where objects and the C runtime are kept from run to run. */
  readonly cache: string;
}

/** A program, or why there is none. */
export type Built = { readonly executable: string } | { readonly diagnostics: readonly Diagnostic[] };

/** Why an instance cannot be linked: its imports are unknown, or of the wrong kind or type. */
export function linkFailure(instance: Instance): string | undefined {
  const missing = instance.module.imports.find((i) => !instance.providers.has(i.module));
  if (missing) return `unknown import ${missing.module}.${missing.name}`;
  if (instance.module.imports.length === 0) return undefined;
  const { diagnostics } = link(closure(instance).map(linkInput), { prune: false, exportConflict: "skip" });
  const [first] = diagnostics.filter((d) => d.severity !== "warning");
  if (!first) return undefined;
  return `${first.code === "UndefinedExport" ? "unknown import" : "incompatible import type"}: ${first.message}`;
}

/** Links the group to one module, all steps of the script being exports of it. */
export async function linkGroup(group: readonly Instance[]): Promise<{ module?: Module; diagnostics: Diagnostic[] }> {
  const names: string[] = [];
  const birth = group.length === 1 ? "with the program" : "by a call";
  const inputs = group.map((instance) => prepareInstance(instance, birth, names));
  const spectest: Instance = { id: 0, line: 0, module: await spectestModule(), providers: new Map() };
  inputs.push(linkInput(spectest));
  const { module, diagnostics } = link(inputs, { onlyExports: names, prune: false });
  return { module, diagnostics };
}

/** Builds programs, two jobs at a time or as many as it is used by; objects are kept by what they are made from. */
export class ProgramBuilder {
  readonly #options: BuildOptions;
  readonly #folder: string;
  readonly #toolchain: string;
  #runtime: Promise<Runtime> | undefined;
  #driver: Promise<string> | undefined;
  #programs = 0;
  compiled = 0;
  reused = 0;

  /** `folder` receives the executables. */
  constructor(options: BuildOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#toolchain = toolchainDigest();
    mkdirSync(options.cache, { recursive: true });
  }

  async build(module: Module): Promise<Built> {
    const { level, strict, cache } = this.#options;
    const key = createHash("sha256").update(`${this.#toolchain} ${level} ${strict}\n`).update(encode(module));
    const object = join(cache, `${key.digest("hex").slice(0, 32)}.o`);
    if (existsSync(object)) this.reused++;
    else {
      const diagnostics = await this.#compile(module, object);
      if (hasErrors(diagnostics)) return { diagnostics };
      this.compiled++;
    }
    this.#runtime ??= buildRuntime(cache);
    const runtime = await this.#runtime;
    this.#driver ??= this.#compileDriver();
    const executable = join(this.#folder, `program-${this.#programs++}`);
    const diagnostics = await linkExecutable({ object, runtime, output: executable, objects: [await this.#driver] });
    return diagnostics.length > 0 ? { diagnostics } : { executable };
  }

  async #compile(module: Module, object: string): Promise<readonly Diagnostic[]> {
    const { level, strict } = this.#options;
    const folder = mkdtempSync(join(this.#folder, "compile-"));
    try {
      const native = await compileNative(module, { folder, level, strict, keepExports: true });
      if (!native.object) return native.diagnostics;
      const fresh = `${object}.${process.pid}-${this.#programs}`;
      copyFileSync(native.object, fresh);
      renameSync(fresh, object);
      return [];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #compileDriver(): Promise<string> {
    const output = join(this.#folder, "driver.o");
    const source = join(sourceFolder(), "spec", "driver.c");
    return new Promise((resolve, reject) => {
      const child = spawn("cc", ["-std=gnu11", "-O1", "-fno-pie", "-c", source, "-o", output], { stdio: "inherit" });
      child.on("error", reject);
      child.on("close", (code) =>
        code === 0 ? resolve(output) : reject(new Error(`cc ${source}: exit code ${code}`)),
      );
    });
  }
}

/** runtime/ of the sources. */
const sourceFolder = (): string => join(import.meta.dirname, "..");

/** Changes with everything that decides what code is generated. */
function toolchainDigest(): string {
  const hash = createHash("sha256");
  for (const folder of ["aot", "native", "host-abi"]) {
    const root = join(sourceFolder(), folder);
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (!entry.isFile() || entry.parentPath.includes("/test") || !/\.(ts|ll|h)$/.test(entry.name)) continue;
      hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
    }
  }
  return hash.digest("hex");
}

/** What the driver says to one command. */
export type Answer =
  | { readonly kind: "ok"; readonly words: readonly bigint[]; readonly classes: readonly string[] }
  | { readonly kind: "trap"; readonly code: number; readonly message: string }
  /** The program is gone: why, with what it said last. */
  | { readonly kind: "crash"; readonly message: string };

const timeLimit = 60_000;

/** Sends all commands and gives an answer for each. */
export function converse(executable: string, commands: readonly string[]): Promise<Answer[]> {
  return new Promise((resolve) => {
    const child = spawn(executable, [], { stdio: ["pipe", "pipe", "pipe"], timeout: timeLimit });
    let text = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      errors += part.slice(0, 10_000);
    });
    child.stdin.on("error", () => {}); // it may end before it has read everything
    child.stdin.end(commands.map((c) => `${c}\n`).join(""));
    child.on("error", (error) => {
      errors += error.message;
    });
    child.on("close", (code, signal) => {
      const answers = text.split("\n").slice(0, -1).map(parseAnswer);
      const end = signal ? `killed by ${signal}` : `exit code ${code}`;
      const message = `the program ended early (${end}) ${errors.trim()}`;
      while (answers.length < commands.length) answers.push({ kind: "crash", message });
      resolve(answers);
    });
  });
}

function parseAnswer(line: string): Answer {
  const [head, ...rest] = line.split(" ");
  if (head === "trap") return { kind: "trap", code: Number(rest[0]), message: rest.slice(1).join(" ") };
  const slots = rest.map((word) => word.split(":"));
  return { kind: "ok", words: slots.map(([hex]) => BigInt(`0x${hex}`)), classes: slots.map(([, text]) => text ?? "") };
}
