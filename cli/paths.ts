// Where weft's own files are, and where it keeps what it builds.

import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** The folder that holds the stages: the repository when run from source, dist/ when built. */
export const installRoot = join(import.meta.dirname, "..");

/** The folder with package.json and node_modules. */
export const packageRoot = existsSync(join(installRoot, "package.json")) ? installRoot : dirname(installRoot);

/** Where results are kept: $WEFT_CACHE, else $XDG_CACHE_HOME/weft, else ~/.cache/weft. */
export const cacheRoot =
  process.env.WEFT_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "weft");

/** Where the C runtime is built, by `npm run build` or at first use. */
export const nativeRuntimeFolder = join(packageRoot, "build", "native");

export const version: string = (
  JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string }
).version;

/** Changes whenever anything in weft changes: part of every cache key. */
export function toolchainId(): string {
  const stamp = join(packageRoot, "dist", ".stamp");
  return existsSync(stamp) ? readFileSync(stamp, "utf8").trim() : `source-${version}`;
}
