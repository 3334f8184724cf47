// Makes every engine's version of a program, once: what is built is kept by a digest of its sources and its compiler.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot, packageRoot } from "../cli/paths.ts";
import { type Found, launcher } from "./peers.ts";
import type { Program } from "./workload.ts";

const here = import.meta.dirname;
const folder = join(cacheRoot(), "bench");

/** What an engine is given to run: words before the program's arguments. Or why there is nothing to run. */
export type Built = { readonly command: readonly string[] } | { readonly failure: string };

export function build(program: Program, engine: Found): Built {
  const recipe = recipeOf(program, engine);
  if (!recipe) return { failure: `${engine.title} has no version of this program` };
  mkdirSync(folder, { recursive: true });
  const output = join(folder, `${digest(recipe, engine)}${recipe.wasm ? ".wasm" : ""}`);
  if (!existsSync(output)) {
    const unfinished = `${output.replace(/\.wasm$/, "")}.${process.pid}${recipe.wasm ? ".wasm" : ""}`;
    const words = recipe.words(unfinished);
    const run = spawnSync(words[0], words.slice(1), { cwd: recipe.cwd, encoding: "utf8", env: environment });
    if (run.status !== 0) return { failure: `${words.join(" ")}: ${run.stderr || run.error?.message}` };
    renameSync(unfinished, output);
  }
  return { command: recipe.wasm ? [...engine.command, output] : [output] };
}

/** One thread, and no look at the network. */
export const environment = {
  ...process.env,
  GOMAXPROCS: "1",
  GOFLAGS: "-mod=mod",
  GOPROXY: "off",
  GOTOOLCHAIN: "local",
};

/** The program that measures a process (native/usage.c), built like the others. */
export function buildUsage(): readonly string[] {
  const recipe = {
    sources: [join(here, "native", "usage.c")],
    words: (out: string) => ["cc", "-O2", ...recipe.sources, "-o", out],
  };
  const output = join(folder, `usage-${hash(recipe.sources, "")}`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(output)) {
    const words = recipe.words(output);
    const run = spawnSync(words[0], words.slice(1), { encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr || String(run.error));
  }
  return [output];
}

interface Recipe {
  /** Files and folders that the result depends on. */
  readonly sources: readonly string[];
  readonly words: (output: string) => readonly string[];
  readonly cwd?: string;
  /** The result is a module for the engine's command, not an executable. */
  readonly wasm?: boolean;
}

const include = join(here, "c", "include");
const go = join(here, "go");

function recipeOf(program: Program, engine: Found): Recipe | undefined {
  const wasm = engine.engine === "v8" || engine.engine === "wasmtime";
  const ours = engine.engine === "weft" || wasm;
  switch (program.kind) {
    case "go": {
      const sources = [join(go, program.dir), join(go, "stopwatch")];
      if (engine.engine === "go")
        return { sources, cwd: go, words: (out) => [...engine.command, "build", "-o", out, `./${program.dir}`] };
      if (!ours) return undefined;
      // V8 has no `switch` yet.
      const scheduler = engine.engine === "v8" ? ["--scheduler=suspend"] : [];
      return { sources, wasm, cwd: go, words: (out) => [launcher, "build", ...scheduler, program.dir, "-o", out] };
    }
    case "c": {
      const file = join(here, "c", program.file);
      const sources = [file, include];
      if (ours) return { sources, wasm, words: (out) => [launcher, "cc", "-O3", "-I", include, file, "-o", out] };
      if (engine.engine === "clang")
        return {
          sources,
          words: (out) => [...engine.command, "-O3", "-march=x86-64-v2", "-I", include, file, "-o", out, "-lm"],
        };
      if (engine.engine === "libmprompt")
        return withLibmprompt(
          engine,
          program.libmprompt ? [join(here, program.libmprompt)] : [file, join(here, "native", "fiber-mprompt.c")],
        );
      return undefined;
    }
    case "mixed": {
      const dir = join(here, "c", program.dir);
      if (ours) return { sources: [dir, include], wasm, words: (out) => [launcher, "build", "-O3", dir, "-o", out] };
      const native =
        engine.engine === "floor" || engine.engine === "libmprompt" ? program.native[engine.engine] : undefined;
      if (!native) return undefined;
      const file = join(here, native);
      if (engine.engine === "libmprompt") return withLibmprompt(engine, [file]);
      return { sources: [file, include], words: (out) => [...engine.command, "-O3", "-I", include, file, "-o", out] };
    }
  }
}

/** C files with fiber.h or libmprompt's own interface, natively. */
function withLibmprompt(engine: Found, files: readonly string[]): Recipe | undefined {
  if (!engine.tree) return undefined;
  const { include: headers, library } = engine.tree;
  const flags = ["-O3", "-flto", "-w", "-I", include, "-I", headers, "-I", join(packageRoot, "frontend-c", "include")];
  return {
    sources: [...files, include, library],
    words: (out) => [...engine.command, ...flags, ...files, library, "-o", out, "-lpthread", "-lm"],
  };
}

/** What a result depends on: its sources, and the engine that compiles them. */
function digest(recipe: Recipe, engine: Found): string {
  const ours = engine.engine === "weft" || recipe.wasm;
  const compiler = ours ? readFileSync(join(packageRoot, "dist", ".stamp"), "utf8") : engine.version;
  return hash(recipe.sources, `${compiler} ${recipe.words("out").join(" ")}`);
}

function hash(sources: readonly string[], more: string): string {
  const sum = createHash("sha256").update(more);
  for (const path of sources.flatMap(files)) sum.update(path).update(readFileSync(path));
  return sum.digest("hex").slice(0, 24);
}

function files(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}
