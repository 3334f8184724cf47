// Finds the sources of an imported Go package: the module around the program (go.mod, local `replace`, vendor/), then
// weft's own standard library, then a Go source tree of the machine. Remembers what it read, for the cache.

import { isUtf8 } from "node:buffer";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Embedder, Missing, NoPackage, PackageSource, SourceText } from "../frontend-go-subset/index.ts";
import { embedderOf } from "./go-embed.ts";
import { type GoModule, parseGoMod, vendoredVersions } from "./go-module.ts";
import { type StandIn, standInFor, standInOf } from "./go-stand-ins.ts";
import { isGoStdPackage, isToolchainOnly } from "./go-std-packages.ts";
import { type GoTree, goTree, installTree, treeSystem } from "./go-tree.ts";
import { installRoot } from "./paths.ts";

const standardLibrary = join(installRoot, "frontend-go-subset", "lib");

/** The import paths of weft's own library. */
export function bundledPackages(): string[] {
  return readdirSync(standardLibrary, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((dir) => goFilesIn(dir).length > 0)
    .map((dir) => relative(standardLibrary, dir))
    .sort();
}

export class GoSourceFinder {
  readonly module: GoModule | undefined;
  readonly tree: GoTree | undefined;
  /** Every file and folder outside weft itself that was looked at. */
  readonly watched = new Set<string>();
  /** Packages under test, which are not what their folders alone would give. */
  readonly #given = new Map<string, PackageSource>();
  /** Language versions of modules that were looked at, by folder for replaced ones, by path for vendored ones. */
  readonly #languages = new Map<string, number>();
  #hasReadVendored = false;
  /** Import paths of the standard library's packages found so far: what they import is not looked for in the module. */
  readonly #standard = new Set<string>();
  /** The groups of weft's packages for which the tree's stand in. */
  readonly #standIns = new Set<StandIn>();
  /** Imports so far for which weft's packages are not enough. */
  readonly #demanding = new Set<string>();

  /** tree: null for none, absent for the machine's. */
  constructor(goDir: string, tree: GoTree | null | undefined = goTree()) {
    this.module = this.#findModule(resolve(goDir));
    this.tree = tree ?? undefined;
  }

  /** The import path of a folder: inside a module its path, else "main". */
  importPathOf(dir: string): string {
    if (!this.module) return "main";
    const below = relative(this.module.dir, resolve(dir));
    return below === "" ? this.module.path : `${this.module.path}/${below}`;
  }

  /** The language version of a package that is not of the standard library; undefined: the newest. */
  languageOf(importPath: string): number | undefined {
    if (!this.module) return undefined;
    if (pathBelow(this.module.path, importPath) !== undefined) return this.module.goVersion;
    for (const [path, dir] of this.module.replaced)
      if (pathBelow(path, importPath) !== undefined) return this.#languageOfReplaced(dir);
    return this.#languageOfVendored(importPath);
  }

  #languageOfReplaced(dir: string): number {
    const known = this.#languages.get(dir);
    if (known !== undefined) return known;
    const text = this.#readIfThere(join(dir, "go.mod"));
    const version = parseGoMod(text || "module replaced", dir)!.goVersion;
    this.#languages.set(dir, version);
    return version;
  }

  #languageOfVendored(importPath: string): number | undefined {
    if (!this.#hasReadVendored) {
      this.#hasReadVendored = true;
      const text = this.#readIfThere(join(this.module!.dir, "vendor", "modules.txt"));
      for (const [path, version] of vendoredVersions(text)) this.#languages.set(path, version);
    }
    for (let path = importPath; path !== "."; path = dirname(path)) {
      const version = this.#languages.get(path);
      if (version !== undefined) return version;
    }
    return undefined;
  }

  #readIfThere(path: string): string {
    if (!existsSync(path)) return "";
    return this.read(path).text;
  }

  read(path: string): SourceText {
    this.watched.add(path);
    const bytes = readFileSync(path);
    return { path, text: bytes.toString("utf8"), isMalformed: !isUtf8(bytes) };
  }

  /** From now on `find` gives this package for its import path. */
  give(source: PackageSource): void {
    this.#given.set(source.importPath, source);
    if (source.isStd) this.#standard.add(source.importPath);
  }

  /**
   * Lets the tree's packages stand in for those of weft's that were found wanting; returns a line for each group that is new.
   * What was found before has to be found again.
   */
  standIn(missing: readonly Missing[]): string[] {
    const needs = [
      ...[...this.#demanding].map((path) => ({ group: standInFor(path), why: `${path} is imported` })),
      ...missing.map(({ package: path, member, span }) => ({
        group: standInOf(path),
        why: `${span.file}:${span.line} needs ${member}`,
      })),
    ];
    return needs.flatMap(({ group, why }) => {
      if (!group?.packages.some((path) => this.#standard.has(path)) || !this.#canStandIn(group)) return [];
      this.#standIns.add(group);
      return [`Go's own ${group.packages.join(", ")} from ${this.tree!.root}: ${why}`];
    });
  }

  /** Takes the tree's package, and those that go with it, where weft has one of its own. */
  preferTree(importPath: string): void {
    const group = standInOf(importPath);
    if (group && this.#canStandIn(group)) this.#standIns.add(group);
  }

  #canStandIn(group: StandIn): boolean {
    const isUnderTest = group.packages.some((path) => this.#given.has(path));
    return !this.#standIns.has(group) && !isUnderTest && group.packages.every((path) => this.#fromTree(path, ""));
  }

  /** The folder of the module's package with that import path. */
  dirOf(importPath: string): string | undefined {
    return this.#ownDir(importPath);
  }

  /** The sources of an import, or why there are none. importer: the package that asks. */
  find(importPath: string, importer: string): PackageSource | NoPackage {
    const given = this.#given.get(importPath);
    if (given) return given;
    if (!this.#standard.has(importer)) {
      const own = this.#ownDir(importPath);
      if (own !== undefined) {
        this.watched.add(own);
        return this.#own(importPath, own) ?? { why: `no Go files in ${shown(own)}` };
      }
    }
    if (standInFor(importPath)) this.#demanding.add(importPath);
    return this.#ours(importPath) ?? this.#fromTree(importPath, importer) ?? this.#absent(importPath);
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

  #own(importPath: string, dir: string): PackageSource | undefined {
    const files = goFilesIn(dir).map((name) => this.read(shown(join(dir, name))));
    return files.length === 0
      ? undefined
      : { importPath, files, embed: this.embedder(dir), goVersion: this.languageOf(importPath) };
  }

  /** Finds files for //go:embed lines of a package in that folder. */
  embedder(dir: string): Embedder {
    return embedderOf(dir, this.watched);
  }

  /** A package of weft's library; its files are read only when somebody looks at them. */
  #ours(importPath: string): PackageSource | undefined {
    const group = standInOf(importPath);
    if (group && this.#standIns.has(group)) return undefined;
    const dir = join(standardLibrary, importPath);
    const names = goFilesIn(dir);
    if (names.length === 0) return undefined;
    this.#standard.add(importPath);
    let files: SourceText[] | undefined;
    return {
      importPath,
      get files() {
        files ??= names.map((name) => ({
          path: `$WEFT/${importPath}/${name}`,
          text: readFileSync(join(dir, name), "utf8"),
        }));
        return files;
      },
      isStd: true,
      isBundled: true,
    };
  }

  /** A package of Go's tree; what it imports from elsewhere (golang.org/x/...) is vendored there. */
  #fromTree(importPath: string, importer: string): PackageSource | undefined {
    if (!this.tree || isToolchainOnly(importPath)) return undefined;
    const isVendored = this.#standard.has(importer) && importPath.split("/")[0].includes(".");
    const path = isVendored ? `vendor/${importPath}` : importPath;
    const dir = join(this.tree.root, "src", path);
    const files = goFilesIn(dir).map((name) => this.read(join(dir, name)));
    if (files.length === 0) return undefined;
    this.#standard.add(path);
    return { importPath: path, files, isStd: true, system: treeSystem(this.tree, path), embed: this.embedder(dir) };
  }

  /** go build's words, or where a package of Go's that weft has not can come from. */
  #absent(importPath: string): NoPackage {
    if (importPath.split("/")[0].includes(".")) return { why: `no required module provides package ${importPath}` };
    if (isToolchainOnly(importPath))
      return { severity: "unsupported", why: `package ${importPath}, which is part of Go's own toolchain` };
    if (!isGoStdPackage(importPath)) return { why: `package ${importPath} is not in std` };
    if (this.tree)
      return {
        why: `package ${importPath} is not in the Go source tree ${this.tree.root}, which is of Go 1.${this.tree.release}`,
        notes: ["set GOROOT to a newer tree"],
      };
    return {
      why: `package ${importPath} is part of Go's standard library; weft compiles it from a Go source tree, and found none`,
      notes: [`install one with: ${installTree}`, "or set GOROOT to the folder of a Go installation"],
    };
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

/** The names of a folder's Go files, test files left out; none when it is no folder. */
function goFilesIn(dir: string): string[] {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return [];
  const names = readdirSync(dir);
  return names.filter((name) => name.endsWith(".go") && !name.endsWith("_test.go") && !/^[._]/.test(name)).sort();
}

/** A path as messages show it: relative inside the working directory. */
function shown(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith("..") ? path : below;
}

function pathBelow(base: string, path: string): string | undefined {
  if (path === base) return "";
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;
}
