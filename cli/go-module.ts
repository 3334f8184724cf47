// go.mod, as far as a build without a network needs it: the module's path, its language version, local
// replacements and `godebug` lines; and vendor/modules.txt, as far as it says the language versions of what is vendored.

import { resolve } from "node:path";

export interface GoModule {
  readonly path: string;
  readonly dir: string;
  /** The language version, 21 for Go 1.21. */
  readonly goVersion: number;
  /** Module path -> folder, from `replace x => ./y`. */
  readonly replaced: ReadonlyMap<string, string>;
  /** From `godebug x=y`. */
  readonly godebug: ReadonlyMap<string, string>;
}

export function parseGoMod(text: string, dir: string): GoModule | undefined {
  const lines = text.split("\n").map((line) => line.replace(/\/\/.*$/, "").trim());
  const path = lines.map((line) => /^module\s+"?([^\s"]+)"?$/.exec(line)?.[1]).find((p) => p !== undefined);
  if (path === undefined) return undefined;
  const replaced = new Map<string, string>();
  const godebug = new Map<string, string>();
  let block = "";
  for (const line of lines) {
    const opened = /^(\w+)\s*\($/.exec(line);
    if (opened) block = opened[1];
    else if (line === ")") block = "";
    const setting = /^(?:godebug\s+)?([^\s=]+)=(\S+)$/.exec(line);
    if (setting && (block === "godebug" || line.startsWith("godebug"))) godebug.set(setting[1], setting[2]);
    const match = /^(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(\.{1,2}\/\S*|\/\S*)$/.exec(line);
    if (match && (block === "replace" || line.startsWith("replace"))) replaced.set(match[1], resolve(dir, match[2]));
  }
  const goLine = lines.find((line) => /^go\s/.test(line));
  return { path, dir, goVersion: languageVersion(goLine?.replace(/^go\s+/, "")), replaced, godebug };
}

/** "1.21.3" -> 21; a module that does not say has 16. */
function languageVersion(text: string | undefined): number {
  const minor = /^1\.(\d+)/.exec(text ?? "")?.[1];
  return minor === undefined ? 16 : Number(minor);
}

/** vendor/modules.txt -> the language version by module path. */
export function vendoredVersions(text: string): Map<string, number> {
  const versions = new Map<string, number>();
  let path: string | undefined;
  for (const line of text.split("\n")) {
    const module = /^# (\S+)/.exec(line);
    if (module) {
      path = module[1];
      versions.set(path, languageVersion(undefined));
    } else if (path !== undefined && line.startsWith("## ")) {
      versions.set(path, languageVersion(/\bgo (\S+)/.exec(line)?.[1]));
    }
  }
  return versions;
}
