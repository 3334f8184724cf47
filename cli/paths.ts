// Where weft's own files are, and where it keeps what it builds.

import { accessSync, constants, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The folder that holds the stages: the repository when run from source, dist/ when built. */
export const installRoot = join(import.meta.dirname, "..");

/** The folder with package.json and node_modules. */
export const packageRoot = existsSync(join(installRoot, "package.json")) ? installRoot : dirname(installRoot);

let cache: string | undefined;

/**
 * Where results are kept: $WEFT_CACHE, else $XDG_CACHE_HOME/weft, else ~/.cache/weft. When that cannot be written: a folder of the
 * user's own for temporary files.
 */
export function cacheRoot(): string {
  cache ??=
    process.env.WEFT_CACHE ||
    writable(join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "weft")) ||
    temporary();
  return cache;
}

/** The folder, made when it was not there; undefined when it cannot be written. */
function writable(folder: string): string | undefined {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return folder;
  } catch {
    return undefined;
  }
}

/** As `mkdir -p`. Node's own goes on for ever where nothing can be made, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else somebody else made it
  }
}

/** Others can write to the folder for temporary files, so one that they may have prepared is not taken. */
function temporary(): string {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `weft-cache-${user}`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== user || (stat.mode & 0o022) !== 0)
    throw new Error(`there is no folder to keep results in: ${folder} is not safe; set WEFT_CACHE`);
  return folder;
}

/** Objects of parts of modules, by content: a changed program compiles its changed parts. */
export const objectCacheFolder = (): string => join(cacheRoot(), "objects");

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
