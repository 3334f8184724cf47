// Runs clang: the one of the WASI SDK that the environment variable WASI_SDK_PATH names, or the npm package
// @yowasp/clang (clang and wasm-ld compiled to WebAssembly, wasi-libc inside), which needs nothing installed.
// Both get files as a map from path to content and give the output file and the text of standard error.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Tree } from "@yowasp/clang";

/** Paths are relative, with "/" between the parts and no "." or ".." parts. */
export type FileMap = ReadonlyMap<string, string | Uint8Array>;

export interface ClangRun {
  /** The output file, when clang made it. */
  readonly output?: Uint8Array;
  /** What clang and wasm-ld wrote to standard error. */
  readonly messages: string;
}

/** Runs `clang args` in a directory that has `files`, and returns the file `output`. */
export async function runClang(args: readonly string[], files: FileMap, output: string): Promise<ClangRun> {
  const sdk = process.env.WASI_SDK_PATH;
  return sdk === undefined || sdk === ""
    ? runPackaged(args, files, output)
    : runNative(join(sdk, "bin", "clang"), args, files, output);
}

let packaged: Promise<typeof import("@yowasp/clang")> | undefined;

/** Loads and compiles the package's 75 MB of WebAssembly: one to two seconds, once. Call early to have it ready later. */
export function packagedClang(): Promise<typeof import("@yowasp/clang")> {
  packaged ??= import("@yowasp/clang").then(async (clang) => {
    // Without arguments it only loads, and only here it can be told not to print its progress.
    await clang.runLLVM(undefined, {}, { fetchProgress: () => {} });
    return clang;
  });
  return packaged;
}

async function runPackaged(args: readonly string[], files: FileMap, output: string): Promise<ClangRun> {
  const clang = await packagedClang();
  const decoder = new TextDecoder();
  let messages = "";
  const write = (bytes: Uint8Array | null): void => {
    messages += bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  };
  try {
    const result = await clang.commands.clang([...args], treeOf(files), {
      stdout: write,
      stderr: write,
      fetchProgress: () => {},
    });
    return { output: fileIn(result ?? {}, output), messages };
  } catch (error) {
    if (error instanceof clang.Exit) return { messages };
    throw error;
  }
}

/** { "a/b.c": text } => { a: { "b.c": text } } */
function treeOf(files: FileMap): Tree {
  const root: Tree = {};
  for (const [path, content] of files) {
    const parts = path.split("/");
    const name = parts.pop()!;
    let at = root;
    for (const part of parts) {
      const next = at[part] ?? {};
      at[part] = next;
      at = next as Tree;
    }
    at[name] = content;
  }
  return root;
}

function fileIn(tree: Tree, path: string): Uint8Array | undefined {
  let at: Tree | string | Uint8Array | undefined = tree;
  for (const part of path.split("/")) at = typeof at === "object" && !(at instanceof Uint8Array) ? at[part] : undefined;
  return at instanceof Uint8Array ? at : undefined;
}

async function runNative(clang: string, args: readonly string[], files: FileMap, output: string): Promise<ClangRun> {
  const directory = await mkdtemp(join(tmpdir(), "weft-c-"));
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content);
    }
    const { code, messages } = await spawnIn(directory, clang, ["--target=wasm32-wasip1", ...args]);
    return code === 0 ? { output: await readFile(join(directory, output)), messages } : { messages };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function spawnIn(cwd: string, command: string, args: readonly string[]): Promise<{ code: number; messages: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let messages = "";
    child.stdout.on("data", (chunk) => {
      messages += chunk;
    });
    child.stderr.on("data", (chunk) => {
      messages += chunk;
    });
    child.on("error", (error) =>
      resolve({ code: 127, messages: `clang: error: cannot run ${command}: ${error.message}\n` }),
    );
    child.on("close", (code) => resolve({ code: code ?? 1, messages }));
  });
}
