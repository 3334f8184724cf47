// go.mod, as far as a build without a network needs it: the module's path and local replacements.

import { resolve } from "node:path";

export interface GoModule {
  readonly path: string;
  readonly dir: string;
  /** Module path -> folder, from `replace x => ./y`. */
  readonly replaced: ReadonlyMap<string, string>;
}

export function parseGoMod(text: string, dir: string): GoModule | undefined {
  const lines = text.split("\n").map((line) => line.replace(/\/\/.*$/, "").trim());
  const path = lines.map((line) => /^module\s+"?([^\s"]+)"?$/.exec(line)?.[1]).find((p) => p !== undefined);
  if (path === undefined) return undefined;
  const replaced = new Map<string, string>();
  let inReplace = false;
  for (const line of lines) {
    if (/^replace\s*\($/.test(line)) inReplace = true;
    else if (line === ")") inReplace = false;
    const match = /^(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(\.{1,2}\/\S*|\/\S*)$/.exec(line);
    if (match && (inReplace || line.startsWith("replace"))) replaced.set(match[1], resolve(dir, match[2]));
  }
  return { path, dir, replaced };
}
