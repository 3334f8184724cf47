// From a main package to all packages it needs: parses files, follows imports through a callback, puts packages in dependency order
// (imported before importing) and checks them. Reads no files itself. Packages of a library, which were loaded and checked
// before, are taken from there.

import { type Diagnostic, hasErrors, sortDiagnostics, WeftBug } from "../../diagnostics/index.ts";
import type * as ast from "../syntax/ast.ts";
import { parseFile } from "../syntax/parse-file.ts";
import type { ParseError } from "../syntax/parser.ts";
import { type SourceFile, SourceSet } from "../syntax/source.ts";
import { defaultTags, forSystem, matchesBuild } from "./build-constraints.ts";
import { checkPackage, newPackage } from "./check-package.ts";
import { type Embedder, findEmbedded } from "./embed.ts";
import type { CheckedPackage } from "./info.ts";
import { unquote } from "./literal-value.ts";
import type { Missing } from "./missing.ts";
import { badImportPath } from "./resolver.ts";
import type { Package } from "./types.ts";
import { unsafePackage } from "./universe.ts";

export interface SourceText {
  readonly path: string;
  readonly text: string;
  /** The file is not UTF-8: what could not be read is a replacement character in the text. */
  readonly isMalformed?: boolean;
}

export interface PackageSource {
  readonly importPath: string;
  /** All .go files of the directory; those that build constraints or _test.go exclude are left out here. */
  readonly files: readonly SourceText[];
  /** Part of the standard library: may import its internal packages and have functions without bodies. */
  readonly isStd?: boolean;
  /** Finds the files for its //go:embed lines. */
  readonly embed?: Embedder;
  /** Its test files take part too, and it may be imported even if it is a program. */
  readonly isUnderTest?: boolean;
  /** The operating system its files are chosen for, when it is not the build's. */
  readonly system?: "js" | "linux" | "plan9";
  /** The language version, 21 for Go 1.21; default: the newest. */
  readonly goVersion?: number;
  /** Of a main package: the settings that hold in the program when $GODEBUG has none, "key=value,...". */
  readonly godebug?: string;
  /** It comes with weft and is the same for every program: what is known of it from before may stand for it. */
  readonly isBundled?: boolean;
}

/** Why an import has no sources: a message for the place of the import. */
export interface NoPackage {
  readonly why: string;
  readonly notes?: readonly string[];
  /** Default: error. */
  readonly severity?: "error" | "unsupported";
}

/** The sources of an import path, or undefined when there is no such package. importer: the package that asks, for vendoring. */
export type Resolve = (importPath: string, importer: string) => PackageSource | NoPackage | undefined;

export interface LoadOptions {
  /** Replaces the default tags. */
  readonly buildTags?: ReadonlySet<string>;
  /** Packages to load although nothing imports them (the runtime). */
  readonly alsoLoad?: readonly string[];
  /** Bundled packages that are checked already. */
  readonly library?: Library;
}

/** Packages that were loaded and checked ahead of any program, by import path, and the sources that their positions are in. */
export interface Library {
  readonly sources: SourceSet;
  readonly packages: ReadonlyMap<string, LoadedPackage>;
}

export interface LoadedPackage {
  readonly path: string;
  readonly name: string;
  readonly isStd: boolean;
  readonly files: readonly ast.File[];
  /** Import path as written -> the package's path. */
  readonly imports: ReadonlyMap<string, string>;
  readonly embed?: Embedder;
  readonly goVersion?: number;
  /** It (or its imports) has errors that make checking it useless. */
  readonly isBroken: boolean;
  /** What the checker found when it came from a library. */
  readonly checked?: CheckedPackage;
}

export interface Loaded {
  readonly sources: SourceSet;
  /** Imported packages come before those that import them; the main package is last. */
  readonly packages: readonly LoadedPackage[];
  readonly diagnostics: readonly Diagnostic[];
}

export function loadPackages(main: PackageSource, resolve: Resolve, options: LoadOptions = {}): Loaded {
  const loader = new Loader(resolve, options.buildTags ?? defaultTags, options.library);
  for (const path of options.alsoLoad ?? []) loader.loadPath(path, "");
  loader.load(main);
  return { sources: loader.sources, packages: loader.packages, diagnostics: sortDiagnostics(loader.diagnostics) };
}

/**
 * Loads and checks these packages, and what they import, for programs to come. Those that import something that is not there
 * are left out; there must be no other errors.
 */
export function makeLibrary(paths: readonly string[], resolve: Resolve): Library {
  const loader = new Loader(resolve, defaultTags);
  for (const path of paths) loader.loadPath(path, "");
  const whole = loader.packages.filter((p) => !p.isBroken);
  const { packages, diagnostics } = checkPackages({ sources: loader.sources, packages: whole, diagnostics: [] });
  if (hasErrors(diagnostics)) throw new WeftBug("library", diagnostics.map((d) => d.message).join("; "));
  return {
    sources: loader.sources,
    packages: new Map(whole.map((p, i) => [p.path, { ...p, checked: packages[i] }])),
  };
}

class Loader {
  readonly sources: SourceSet;
  readonly packages: LoadedPackage[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly resolve: Resolve;
  private readonly tags: ReadonlySet<string>;
  private readonly library: Library | undefined;
  private readonly done = new Map<string, LoadedPackage>();
  /** Import paths of the packages being loaded, outermost first. */
  private readonly path: string[] = [];

  constructor(resolve: Resolve, tags: ReadonlySet<string>, library?: Library) {
    this.resolve = resolve;
    this.tags = tags;
    this.library = library;
    this.sources = new SourceSet(library?.sources);
  }

  loadPath(path: string, importer: string): LoadedPackage | undefined {
    const source = this.resolve(path, importer);
    return source && !("why" in source) ? (this.done.get(source.importPath) ?? this.load(source)) : undefined;
  }

  load(source: PackageSource): LoadedPackage {
    const known = this.fromLibrary(source);
    if (known) this.add(known);
    return known ?? this.parse(source);
  }

  private add(p: LoadedPackage): void {
    this.done.set(p.path, p);
    this.packages.push(p);
  }

  /** The package as the library has it, unless one that it imports is not the library's in this program (because it is under test). */
  private fromLibrary(source: PackageSource): LoadedPackage | undefined {
    const known = source.isBundled ? this.library?.packages.get(source.importPath) : undefined;
    if (!known) return undefined;
    for (const [written, path] of known.imports) {
      const imported = this.resolve(written, source.importPath);
      if (!imported || "why" in imported || !imported.isBundled || imported.importPath !== path) return undefined;
      const loaded = this.done.get(path) ?? this.load(imported);
      if (loaded !== this.library!.packages.get(path)) return undefined;
    }
    return known;
  }

  private parse(source: PackageSource): LoadedPackage {
    const before = this.diagnostics.length;
    this.path.push(source.importPath);
    const files: ast.File[] = [];
    const tags = source.system ? forSystem(this.tags, source.system) : this.tags;
    for (const text of source.files) {
      if (!matchesBuild(text, tags, source.isUnderTest)) continue;
      const file = this.sources.add(text.path, text.text);
      const parsed = parseFile(file);
      // Where the standard library has a cgo variant of a file, it has another one too.
      if (source.isStd && parsed.file?.imports.some((spec) => unquote(spec.path.value) === "C")) continue;
      const wrong = text.isMalformed ? malformedBytes(file) : [];
      const places = new Set(wrong.map((e) => e.pos));
      const errors = [...wrong, ...parsed.errors.filter((e) => !places.has(e.pos))];
      this.diagnostics.push(...syntaxDiagnostics(errors, this.sources));
      if (parsed.file) files.push(parsed.file);
    }
    const imports = new Map<string, string>();
    // As in gc, only syntax errors keep a package from being checked; misplaced labels and the like do not.
    let isBroken = this.diagnostics.slice(before).some((d) => d.message.startsWith("syntax error"));
    for (const file of files) {
      for (const spec of file.imports) {
        const found = this.import(spec, source);
        if (!found) isBroken = true;
        else if (found !== "skip") {
          imports.set(found.written, found.path);
          if (this.done.get(found.path)?.isBroken) isBroken = true;
        }
      }
    }
    this.path.pop();
    const name = files.find((f) => f.name.name !== "_")?.name.name ?? source.importPath.split("/").at(-1) ?? "";
    if (source.files.length > 0 && files.length === 0 && this.diagnostics.length === before) {
      this.diagnostics.push({
        severity: "error",
        message: `build constraints exclude all Go files in ${source.importPath}`,
      });
      isBroken = true;
    }
    const loaded: LoadedPackage = {
      path: source.importPath,
      name,
      isStd: source.isStd ?? false,
      files,
      imports,
      embed: source.embed,
      goVersion: source.goVersion,
      isBroken,
    };
    this.add(loaded);
    return loaded;
  }

  /** Loads what the spec imports. "skip": nothing to load; undefined: an error was reported. */
  private import(
    spec: ast.ImportSpec,
    importer: PackageSource,
  ): { written: string; path: string } | "skip" | undefined {
    if (spec.path.bad) return "skip";
    const written = unquote(spec.path.value);
    // The checker reports malformed paths.
    if (written === "unsafe" || badImportPath(written)) return "skip";
    const span = this.sources.span(spec.path.pos, spec.path.end);
    const fail = (
      message: string,
      notes: readonly string[] = [],
      severity: "error" | "unsupported" = "error",
    ): undefined => {
      this.diagnostics.push({
        severity,
        message,
        code: severity === "error" ? "BrokenImport" : undefined,
        span,
        notes: notes.map((n) => ({ message: n })),
      });
    };
    if (written === "C") {
      this.diagnostics.push({ severity: "unsupported", message: 'import "C" (cgo)', span });
      return undefined;
    }
    const source = this.resolve(written, importer.importPath);
    const problem = pathProblem(written);
    if (problem) return fail(`could not import ${written} (${problem})`);
    if (!source) return fail(`package ${written} is not in std`);
    if ("why" in source) return fail(source.why, source.notes, source.severity);
    if (!isInternalAllowed(source.importPath, importer, source))
      return fail(`use of internal package ${written} not allowed`);
    const at = this.path.indexOf(source.importPath);
    if (at >= 0) {
      const cycle = [...this.path.slice(at), source.importPath];
      return fail(
        "import cycle not allowed",
        cycle.slice(1).map((p, i) => `${cycle[i]} imports ${p}`),
      );
    }
    const loaded = this.done.get(source.importPath) ?? this.load(source);
    if (loaded.name === "main" && !source.isUnderTest)
      return fail(`import "${written}" is a program, not an importable package`);
    return { written, path: loaded.path };
  }
}

/** Where a file is not UTF-8, its text has a replacement character. */
function malformedBytes({ text, base }: SourceFile): ParseError[] {
  return Array.from(text.matchAll(/\ufffd/g), ({ index }) => ({
    pos: base + index,
    message: "invalid UTF-8 encoding",
  }));
}

/** Paths that no package can have. */
function pathProblem(path: string): string | undefined {
  if (path.startsWith("/")) return "import path cannot be absolute path";
  const clean = path
    .split("/")
    .filter((part, i) => part !== "" && (part !== "." || i === 0))
    .join("/");
  return clean === path ? undefined : `non-canonical import path "${path}" (should be "${clean}")`;
}

/** An "internal" element in an import path restricts importers to the tree rooted at its parent. */
function isInternalAllowed(path: string, importer: PackageSource, imported: PackageSource): boolean {
  const elements = path.split("/");
  const at = elements.lastIndexOf("internal");
  if (at < 0) return true;
  if (imported.isStd) return importer.isStd === true;
  const parent = elements.slice(0, at).join("/");
  // Tests beside a package may import what the package may.
  const from = importer.isUnderTest ? importer.importPath.replace(/_test$/, "") : importer.importPath;
  return parent === "" || from === parent || from.startsWith(`${parent}/`);
}

/** Of syntax errors in a row on one line only the first, as gc has it. */
export function syntaxDiagnostics(errors: readonly ParseError[], sources: SourceSet): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  let lastSyntax = "";
  let lastOther = "";
  for (const { pos, message, code } of errors) {
    const span = sources.span(pos);
    const line = `${span.file}:${span.line}`;
    if (message.startsWith("syntax error")) {
      if (line === lastSyntax) continue;
      lastSyntax = line;
    } else {
      if (`${line}:${message}` === lastOther) continue;
      lastOther = `${line}:${message}`;
    }
    diagnostics.push({ severity: "error", message, code, span });
  }
  return diagnostics;
}

export interface Checked {
  readonly sources: SourceSet;
  /** In dependency order; those that could not be checked are missing. */
  readonly packages: readonly CheckedPackage[];
  /** The last package, when it is there. */
  readonly main: CheckedPackage | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What errors among the diagnostics say that packages lack, in dependency order. */
  readonly missing: readonly Missing[];
}

/** Checks all packages. A package that imports one with errors is left out: its errors would only be follow-ons. */
export function checkPackages(loaded: Loaded): Checked {
  const diagnostics: Diagnostic[] = [...loaded.diagnostics];
  const missing: Missing[] = [];
  const packages: CheckedPackage[] = [];
  const byPath = new Map<string, Package>();
  const broken = new Set<string>();
  let main: CheckedPackage | undefined;
  for (const p of loaded.packages) {
    if (p.checked) {
      byPath.set(p.path, p.checked.pkg);
      packages.push(p.checked);
      continue;
    }
    if (p.isBroken || p.files.length === 0 || [...p.imports.values()].some((path) => broken.has(path))) {
      broken.add(p.path);
      continue;
    }
    // As with gc, the program's own package is called main whatever its directory is.
    const isProgram = p === loaded.packages.at(-1) && p.name === "main";
    const pkg = newPackage(isProgram ? "main" : p.path, p.name);
    const {
      checked,
      diagnostics: found,
      missing: lacking,
    } = checkPackage(pkg, p.files, {
      sources: loaded.sources,
      isStd: p.isStd,
      allowMissingBodies: p.isStd,
      sharesLoopVars: p.goVersion !== undefined && p.goVersion < 22,
      importPackage: (path) =>
        path === "unsafe"
          ? unsafePackage
          : (byPath.get(p.imports.get(path) ?? "") ?? newPackage(path, lastElement(path), true)),
    });
    found.push(...findEmbedded(checked.info, p.embed, loaded.sources));
    diagnostics.push(...found);
    missing.push(...lacking);
    if (hasErrors(found)) broken.add(p.path);
    byPath.set(p.path, pkg);
    packages.push(checked);
    if (p === loaded.packages.at(-1)) main = checked;
  }
  if (
    main &&
    main.pkg.name === "main" &&
    diagnostics.length === 0 &&
    main.pkg.scope.objects?.get("main")?.kind !== "Func"
  ) {
    diagnostics.push({
      severity: "error",
      message: "function main is undeclared in the main package",
      code: "MissingMain",
    });
  }
  return { sources: loaded.sources, packages, main, diagnostics: sortDiagnostics(diagnostics), missing };
}

function lastElement(path: string): string {
  return path.split("/").at(-1) ?? path;
}
