// Go sources -> checked packages: parses the main package, finds out what it imports, and what those import, and checks all of
// them, imported ones first.

import { type Diagnostic, sortDiagnostics } from "../diagnostics/index.ts";
import { type File, parseFile, SourceSet } from "./syntax/index.ts";
import { checkPackage, newPackage } from "./types/check-package.ts";
import type { CheckedPackage } from "./types/info.ts";
import type { Package } from "./types/types.ts";
import { unsafePackage } from "./types/universe.ts";

export interface GoPackageSources {
  readonly importPath: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

export interface CheckedGo {
  /** In dependency order: imported packages first, main last. The runtime and what it needs are at the front. */
  readonly packages: readonly CheckedPackage[];
  readonly main: CheckedPackage | undefined;
  readonly sources: SourceSet;
  readonly diagnostics: readonly Diagnostic[];
}

/** What every program needs, whether it is imported or not. */
const always = ["runtime"];

/** Checks a main package; `find` gives the sources of an import path, or undefined when there are none. */
export function checkGo(main: GoPackageSources, find: (importPath: string) => GoPackageSources | undefined): CheckedGo {
  const loader = new Loader(find);
  for (const path of always) loader.load(path);
  const checked = loader.check(main, main.importPath);
  return {
    packages: loader.packages,
    main: checked,
    sources: loader.sources,
    diagnostics: sortDiagnostics(loader.diagnostics),
  };
}

class Loader {
  readonly sources = new SourceSet();
  readonly packages: CheckedPackage[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly loaded = new Map<string, Package | string>();
  private readonly loading: string[] = [];
  private readonly find: (importPath: string) => GoPackageSources | undefined;

  constructor(find: (importPath: string) => GoPackageSources | undefined) {
    this.find = find;
  }

  /** The package for an import path, checked; or a text that says why there is none. */
  load(path: string): Package | string {
    if (path === "unsafe") return unsafePackage;
    const known = this.loaded.get(path);
    if (known !== undefined) return known;
    if (this.loading.includes(path))
      return `import cycle not allowed: ${[...this.loading.slice(this.loading.indexOf(path)), path].join(" imports ")}`;
    const found = this.find(path);
    const result = found
      ? (this.check(found, path)?.pkg ?? `package ${path} has errors`)
      : `package ${path} is not in std`;
    this.loaded.set(path, result);
    return result;
  }

  check(found: GoPackageSources, path: string): CheckedPackage | undefined {
    this.loading.push(path);
    const files = this.parse(found);
    this.loading.pop();
    if (files.length === 0) return undefined;
    this.loading.push(path);
    const pkg = newPackage(path, files[0].name.name);
    const { checked, diagnostics } = checkPackage(pkg, files, {
      sources: this.sources,
      importPackage: (importPath) => this.load(importPath),
      allowMissingBodies: path !== "main",
    });
    this.loading.pop();
    this.diagnostics.push(...diagnostics);
    this.packages.push(checked);
    return checked;
  }

  private parse(found: GoPackageSources): File[] {
    const files: File[] = [];
    let failed = false;
    for (const { path, text } of found.files) {
      const source = this.sources.add(path, text);
      const parsed = parseFile(source);
      for (const error of parsed.errors) {
        failed = true;
        this.diagnostics.push({ severity: "error", message: error.message, span: this.sources.span(error.pos) });
      }
      if (parsed.file) files.push(parsed.file);
    }
    return failed ? [] : files;
  }
}
