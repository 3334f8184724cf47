// Where weft's own files are, and where it keeps what it builds.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** The folder that holds the stages: the repository when run from source, dist/ when built. */
export const installRoot = join(import.meta.dirname, "..");

/** The folder with package.json and node_modules. */
export const packageRoot = existsSync(join(installRoot, "package.json")) ? installRoot : dirname(installRoot);

/** Where results are kept: $WEFT_CACHE, else $XDG_CACHE_HOME/weft, else ~/.cache/weft. */
export function cacheRoot(): string {
  return process.env.WEFT_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "weft");
}

/** Objects of parts of modules, by content: a changed program compiles its changed parts. */
export const objectCacheFolder = join(cacheRoot, "objects");

/** Where the C runtime is built, by `npm run build` or at first use. */
export const nativeRuntimeFolder = join(packageRoot, "build", "native");

export const version: string = (
  JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string }
).version;

/** Changes whenever anything in weft changes: part of every cache key. */
export function toolchainId(): string {
  const built = installRoot !== packageRoot;
  return built ? readFileSync(join(installRoot, ".stamp"), "utf8").trim() : `source-${newestSource()}`;
}

/** When weft runs from its sources: the time of the last change of any of them. */
function newestSource(): number {
  let newest = 0;
  for (const folder of [
    "cli",
    "diagnostics",
    "frontend-go-subset",
    "frontend-c",
    "linker",
    "runtime",
    "wasmfx-backend",
  ]) {
    for (const entry of readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}
