// The second engine's binary: npm package `node` 26 (V8 with WasmFX), kept in the cache and fetched on first use.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "./paths.ts";

const toolFolder = (): string => join(cacheRoot(), "tools", "node26");

/** The flags without which V8 14.6 refuses WasmFX, or breaks on it. */
export const node26Flags = [
  "--experimental-wasm-wasmfx",
  "--no-turboshaft-wasm-load-elimination",
  "--no-warnings",
] as const;

/** $WEFT_NODE26, or the binary fetched earlier; undefined when there is none. */
export function findNode26(): string | undefined {
  const own = process.env.WEFT_NODE26;
  if (own) return existsSync(own) ? own : undefined;
  const binary = join(toolFolder(), "node_modules", "node", "bin", "node");
  return existsSync(binary) ? binary : undefined;
}

/** As findNode26, fetching it with npm when it is not there; undefined when npm cannot. */
export function fetchNode26(log: (line: string) => void): string | undefined {
  const found = findNode26();
  if (found || process.env.WEFT_NODE26) return found;
  log("fetching node 26 for --engine=v8 (npm, once)");
  const folder = toolFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "allowScripts": { "node": true } }\n');
  const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "node@26"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (npm.status !== 0) log(`npm could not fetch node 26: ${(npm.stderr ?? "").trim().split("\n").pop() ?? ""}`);
  return findNode26();
}
