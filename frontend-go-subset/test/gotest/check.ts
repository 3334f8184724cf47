// Runs programs of Go's test directory through the parser and the checker and says how often the verdict is right: "build" and
// "compile" programs must be accepted; "errorcheck" programs must give the errors that their comments announce, on the announced
// lines, and no others. Imports come from ../src beside the directory.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Diagnostic } from "../../../diagnostics/index.ts";
import { type File, parseFile, SourceSet } from "../../syntax/index.ts";
import { defaultTags, matchesBuild } from "../../types/build-constraints.ts";
import {
  checkPackage,
  newPackage,
  type Package,
  type SourceText,
  syntaxDiagnostics,
  unsafePackage,
} from "../../types/index.ts";

export interface Tally {
  passed: number;
  readonly failed: string[];
}

export const checkActions = ["build", "compile", "errorcheck", "builddir", "compiledir", "errorcheckdir"] as const;

let directory = "";
let wanted: ReadonlySet<string> = new Set();
const std = new Map<string, Package | string>();
const sources = new SourceSet();
const tallies = new Map<string, Tally>();

function parseAll(texts: readonly SourceText[]): { files: File[]; diagnostics: Diagnostic[] } {
  const files: File[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { path, text } of texts) {
    const { file, errors } = parseFile(sources.add(path, text));
    diagnostics.push(...syntaxDiagnostics(errors, sources));
    if (file) files.push(file);
  }
  return { files, diagnostics };
}

/** Checks files as one package, with local packages by their import path. */
function check(
  path: string,
  texts: readonly SourceText[],
  local: (path: string) => Package | undefined,
  isStd: boolean,
): { pkg: Package; diagnostics: Diagnostic[] } {
  const { files, diagnostics } = parseAll(texts);
  const pkg = newPackage(path, files[0]?.name.name ?? "");
  if (files.length === 0 || diagnostics.some((d) => d.message.startsWith("syntax error"))) return { pkg, diagnostics };
  const result = checkPackage(pkg, files, {
    sources,
    isStd: path !== "main" && path !== "p" && !path.startsWith("test/"),
    allowMissingBodies: isStd,
    importPackage: (p) => local(p) ?? standard(p),
  });
  return { pkg, diagnostics: [...diagnostics, ...result.diagnostics] };
}

function standard(path: string): Package | string {
  if (path === "unsafe") return unsafePackage;
  const known = std.get(path);
  if (known) return known;
  const root = join(dirname(directory), "src");
  const home = [join(root, path), join(root, "vendor", path)].find((d) => existsSync(d));
  let result: Package | string = "not found";
  if (home) {
    const texts = readdirSync(home)
      .filter((n) => n.endsWith(".go"))
      .map((n) => ({ path: join(home, n), text: readFileSync(join(home, n), "utf8") }))
      .filter((t) => matchesBuild(t, defaultTags));
    if (texts.length > 0) result = check(path, texts, () => undefined, true).pkg;
  }
  std.set(path, result);
  return result;
}

interface Expected {
  readonly line: number;
  readonly file: string;
  readonly pattern: RegExp;
}

/** The expectations in comments: ERROR "rx" "rx", with LINE+n inside; ERRORAUTO likewise. */
function expectations(path: string, text: string): Expected[] {
  const list: Expected[] = [];
  text.split("\n").forEach((source, i) => {
    if (source.includes("////")) return;
    const at = source.match(/\/\/ (?:GC_)?ERROR(?:AUTO)? (.*)/);
    if (!at) return;
    for (const quoted of at[1].matchAll(/"([^"]*)"|`([^`]*)`/g)) {
      const rx = (quoted[1] ?? quoted[2] ?? "").replace(
        /LINE([+-]\d+)?/g,
        (_, offset) => `${basename(path)}:${i + 1 + Number(offset ?? 0)}`,
      );
      list.push({ line: i + 1, file: path, pattern: toRegExp(rx) });
    }
  });
  return list;
}

function toRegExp(rx: string): RegExp {
  try {
    return new RegExp(rx.replace(/\(\?i\)/, ""), rx.startsWith("(?i)") ? "i" : "");
  } catch {
    return new RegExp(rx.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  }
}

/** As gc prints it for these tests: without columns, signatures that are compared indented twice. */
function fullText(d: Diagnostic): string {
  const isComparison = /\(missing method|\(wrong type for method|does not implement/.test(
    [d.message, ...(d.notes ?? []).map((n) => n.message)].join(" "),
  );
  const lines = (d.notes ?? []).map((n) => {
    const indent = isComparison && /^(have|want) /.test(n.message) ? "\t\t" : "\t";
    return indent + (n.span ? `${n.span.file}:${n.span.line}: ${n.message}` : n.message);
  });
  return [d.message, ...lines].join("\n").replace(/(\.go:\d+):\d+/g, "$1");
}

/** What is wrong with the errors found, if anything. */
function compare(found: readonly Diagnostic[], expected: readonly Expected[]): string | undefined {
  const open = new Set(found);
  const problems: string[] = [];
  for (const { file, line, pattern } of expected) {
    const here = [...open].filter((d) => d.span?.file === file && d.span.line === line);
    const matching = here.filter((d) => pattern.test(fullText(d)));
    if (matching.length === 0) {
      problems.push(
        `${basename(file)}:${line}: missing ${pattern}${here.length > 0 ? `, have ${here.map(fullText).join(" | ")}` : ""}`,
      );
    }
    for (const d of matching) open.delete(d);
  }
  for (const d of open) problems.push(`${basename(d.span?.file ?? "")}:${d.span?.line}: unexpected ${fullText(d)}`);
  return problems.length === 0 ? undefined : problems.join("\n    ");
}

function record(action: string, path: string, problem: string | undefined): void {
  const tally = tallies.get(action) ?? { passed: 0, failed: [] };
  tallies.set(action, tally);
  if (problem === undefined) tally.passed++;
  else tally.failed.push(`${path.slice(directory.length + 1)}\n    ${problem}`);
}

function runFile(path: string): void {
  const text = readFileSync(path, "utf8");
  const action = text.match(/^\/\/ (\S+)(.*)$/m);
  if (!action || !matchesBuild({ path, text }, defaultTags)) return;
  const [, verb, options] = action;
  if (!wanted.has(verb)) return;
  if (verb === "build" || verb === "compile") {
    if (/ -(lang|goexperiment)/.test(options)) return;
    const { diagnostics } = check("main", [{ path: basename(path), text }], () => undefined, true);
    record(verb, path, compare(diagnostics, []));
  } else if (verb === "errorcheck") {
    // Tests of the optimizer's diagnostics and of older language versions are not ours.
    if (/-(m|live|d|l|wb|\+|race|lang|goexperiment|N)\b|-[+0]|GOEXPERIMENT/.test(options)) return;
    const { diagnostics } = check("p", [{ path: basename(path), text }], () => undefined, true);
    record(verb, path, compare(diagnostics, expectations(basename(path), text)));
  } else if (/^(compile|build|errorcheck)dir$/.test(verb)) {
    if (/ -(lang|goexperiment|m|d|l|\+)/.test(options)) return;
    runDirectory(verb, path.replace(/\.go$/, ".dir"), / -s\b/.test(options));
  }
}

/** Files of a .dir: those of one package clause form a package, or each by itself; "./a" imports package a. */
function runDirectory(verb: string, home: string, isSingle: boolean): void {
  if (!existsSync(home)) return;
  const groups = new Map<string, SourceText[]>();
  for (const name of readdirSync(home).sort()) {
    if (!name.endsWith(".go")) continue;
    const path = join(home, name);
    const text = readFileSync(path, "utf8");
    if (!matchesBuild({ path, text }, defaultTags)) continue;
    const clause = text.match(/^package (\w+)/m)?.[1] ?? name;
    const key = isSingle ? basename(name, ".go") : clause;
    const group = groups.get(key) ?? [];
    group.push({ path: name, text });
    groups.set(key, group);
  }
  const packages = new Map<string, Package>();
  const problems: string[] = [];
  for (const [clause, texts] of groups) {
    const local = (p: string): Package | undefined => {
      if (!p.startsWith("./") && !p.startsWith("test/")) return undefined;
      const last = p.slice(p.lastIndexOf("/") + 1);
      return packages.get(last) ?? packages.get(last.normalize());
    };
    const { pkg, diagnostics } = check(clause === "main" ? "main" : `test/${clause}`, texts, local, true);
    for (const { path } of texts) packages.set(basename(path, ".go"), pkg);
    if (!isSingle) packages.set(clause, pkg);
    const expected = verb === "errorcheckdir" ? texts.flatMap((t) => expectations(t.path, t.text)) : [];
    const problem = compare(diagnostics, expected);
    if (problem) problems.push(problem);
  }
  record(verb, home, problems.length === 0 ? undefined : problems.join("\n    "));
}

/** The tally of each action over the programs below `root` whose name fits. */
export function checkPrograms(root: string, actions: readonly string[], only: RegExp): ReadonlyMap<string, Tally> {
  directory = root;
  wanted = new Set(actions);
  walk(root, only);
  return tallies;
}

function walk(home: string, only: RegExp): void {
  for (const name of readdirSync(home).sort()) {
    const path = join(home, name);
    if (statSync(path).isDirectory()) {
      if (!name.endsWith(".dir") && !["codegen", "bench", "stress", "testdata"].includes(name)) walk(path, only);
    } else if (name.endsWith(".go") && only.test(path.slice(directory.length + 1, -".go".length))) {
      try {
        runFile(path);
      } catch (error) {
        record("crash", path, error instanceof Error ? `${error.message}\n${error.stack}` : String(error));
      }
    }
  }
}
