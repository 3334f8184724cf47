// Finds the sources of an imported Go package: the module around the program (go.mod, local `replace`, vendor/), then
// weft's own standard library. Remembers what it read, for the cache.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { PackageSource, SourceText } from "../frontend-go-subset/index.ts";
import { installRoot } from "./paths.ts";

interface GoModule {
  readonly path: string;
  readonly dir: string;
  /** Module path -> folder, from `replace x => ./y`. */
  readonly replaced: ReadonlyMap<string, string>;
}

const standardLibrary = join(installRoot, "frontend-go-subset", "lib");

export class GoSourceFinder {
  readonly module: GoModule | undefined;
  /** Every file and folder outside weft itself that was looked at. */
  readonly watched = new Set<string>();

  constructor(goDir: string) {
    this.module = this.#findModule(resolve(goDir));
  }

  /** The import path of a folder: inside a module its path, else "main". */
  importPathOf(dir: string): string {
    if (!this.module) return "main";
    const below = relative(this.module.dir, resolve(dir));
    return below === "" ? this.module.path : `${this.module.path}/${below}`;
  }

  read(path: string): SourceText {
    this.watched.add(path);
    return { path, text: readFileSync(path, "utf8") };
  }

  /** The sources of an import, or undefined when there is no such package. */
  find(importPath: string): PackageSource | undefined {
    const own = this.#ownDir(importPath);
    if (own !== undefined) {
      this.watched.add(own);
      return this.#package(importPath, own, true);
    }
    return this.#package(importPath, join(standardLibrary, importPath), false);
  }

  #ownDir(importPath: string): string | undefined {
    if (!this.module) return undefined;
    const below = pathBelow(this.module.path, importPath);
    if (below !== undefined) return join(this.module.dir, below);
    for (const [path, dir] of this.module.replaced) {
      const inReplaced = pathBelow(path, importPath);
      if (inReplaced !== undefined) return join(dir, inReplaced);
    }
    const vendored = join(this.module.dir, "vendor", importPath);
    return existsSync(vendored) ? vendored : undefined;
  }

  #package(importPath: string, dir: string, watch: boolean): PackageSource | undefined {
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    const names = readdirSync(dir).filter(
      (name) => name.endsWith(".go") && !name.endsWith("_test.go") && !/^[._]/.test(name),
    );
    if (names.length === 0) return undefined;
    const files = names.sort().map((name) => {
      const path = join(dir, name);
      if (watch)
        return this.read(relative(process.cwd(), path).startsWith("..") ? path : relative(process.cwd(), path));
      return { path: `$WEFT/${importPath}/${name}`, text: readFileSync(path, "utf8") };
    });
    return { importPath, files, isStd: !watch };
  }

  #findModule(from: string): GoModule | undefined {
    for (let dir = from; ; dir = dirname(dir)) {
      const file = join(dir, "go.mod");
      if (existsSync(file)) {
        this.watched.add(file);
        return parseGoMod(readFileSync(file, "utf8"), dir);
      }
      if (dirname(dir) === dir) return undefined;
    }
  }
}

function pathBelow(base: string, path: string): string | undefined {
  if (path === base) return "";
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;
}

/** The parts of go.mod that matter to a build without a network: the module's path and local replacements. */
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
