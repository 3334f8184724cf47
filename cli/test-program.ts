// From a package and its _test.go files to a test program: the package with the tests that are part of it, the package
// of the tests beside it (name_test), and a main function that hands all tests to package testing.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { listTests, type PackageSource, type SourceText, testFilePackage } from "../frontend-go-subset/index.ts";
import { UsageError } from "./command.ts";
import { defaultGodebug } from "./go-debug.ts";
import { GoSourceFinder } from "./go-sources.ts";

export interface TestPackage {
  readonly importPath: string;
  /** The folder of the test files, where the tests run. */
  readonly dir: string;
  readonly finder: GoSourceFinder;
  /** The package without tests. */
  readonly source: PackageSource;
  readonly testFiles: readonly SourceText[];
}

/** The packages that words such as ".", "./...", "dir" or "encoding/csv" name, in their order. */
export function findTestPackages(words: readonly string[]): TestPackage[] {
  const found = new Map<string, TestPackage>();
  for (const word of words) {
    const packages = packagesOf(word);
    if (packages.length === 0) throw new UsageError(`${word} names no Go packages`);
    for (const p of packages) found.set(p.importPath, p);
  }
  return [...found.values()];
}

function packagesOf(word: string): TestPackage[] {
  const isAll = word === "..." || word.endsWith("/...");
  const base = isAll ? word.slice(0, -"/...".length) || "." : word;
  if (/^(\.\.?)?(\/|$)/.test(base)) {
    if (!statSync(base, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${base}: no such directory`);
    return (isAll ? foldersBelow(base) : [base]).flatMap((dir) => packageIn(dir) ?? []);
  }
  const finder = new GoSourceFinder(".");
  const dir = finder.dirOf(base);
  if (dir !== undefined) return (isAll ? foldersBelow(dir) : [dir]).flatMap((d) => packageIn(d) ?? []);
  const std = standardPackage(base, finder);
  return std ? [std] : [];
}

/** Folders below one, itself included, that can hold packages of its module. */
function foldersBelow(dir: string): string[] {
  const below = readdirSync(dir, { withFileTypes: true })
    .filter((e) => e.isDirectory() && !/^[._]/.test(e.name) && e.name !== "testdata" && e.name !== "vendor")
    .map((e) => join(dir, e.name))
    .filter((d) => !existsSync(join(d, "go.mod")))
    .sort();
  return [dir, ...below.flatMap(foldersBelow)];
}

/** The package of a user's folder. */
function packageIn(dir: string): TestPackage | undefined {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith(".go") && !/^[._]/.test(name))
    .sort();
  if (names.length === 0) return undefined;
  const finder = new GoSourceFinder(dir);
  finder.watched.add(dir);
  const read = (name: string): SourceText => {
    const path = join(dir, name);
    const below = relative(process.cwd(), path);
    return finder.read(below.startsWith("..") ? resolve(path) : below);
  };
  const importPath = finder.module ? finder.importPathOf(dir) : `_${resolve(dir)}`;
  const files = names.filter((name) => !name.endsWith("_test.go")).map(read);
  const testFiles = names.filter((name) => name.endsWith("_test.go")).map(read);
  return {
    importPath,
    dir: resolve(dir),
    finder,
    source: { importPath, files, embed: finder.embedder(dir), goVersion: finder.languageOf(importPath) },
    testFiles,
  };
}

/** A package of the standard library with the tests that Go's tree has for it; Go's own package where it can stand in for weft's. */
export function standardPackage(
  importPath: string,
  finder: GoSourceFinder = new GoSourceFinder("/"),
  prefersTree = true,
): TestPackage | undefined {
  if (!finder.tree) return undefined;
  const dir = join(finder.tree.root, "src", importPath);
  if (prefersTree) finder.preferTree(importPath);
  const source = finder.find(importPath, "");
  if ("why" in source || !source.isStd || !existsSync(dir)) return undefined;
  const testFiles = readdirSync(dir)
    .filter((name) => name.endsWith("_test.go") && !/^[._]/.test(name))
    .sort()
    .map((name) => ({ path: join(dir, name), text: readFileSync(join(dir, name), "utf8") }));
  return { importPath, dir, finder, source, testFiles };
}

/** The main package of the test program; what it imports is made known to the finder. */
export function testProgram(p: TestPackage): PackageSource {
  const names = new Map(p.testFiles.map((file) => [file, testFilePackage(file)]));
  const external = p.testFiles.filter((file) => names.get(file)?.endsWith("_test"));
  const internal = p.testFiles.filter((file) => names.get(file) !== undefined && !external.includes(file));
  const { isStd, system, goVersion } = p.source;
  const embed = p.finder.embedder(p.dir);
  p.finder.give({ ...p.source, files: [...p.source.files, ...internal], embed, isUnderTest: true, isBundled: false });
  const externalPath = `${p.importPath}_test`;
  if (external.length > 0)
    p.finder.give({ importPath: externalPath, files: external, isStd, system, embed, goVersion, isUnderTest: true });
  const imports = new Map<string, string>();
  const own = listTests(internal);
  const beside = listTests(external);
  const use = (alias: string, path: string, tests: typeof own): void => {
    const { tests: t, benchmarks, fuzzTargets, examples, hasTestMain } = tests;
    const isUsed = hasTestMain || t.length + benchmarks.length + fuzzTargets.length + examples.length > 0;
    imports.set(path, isUsed ? alias : "_");
  };
  if (p.source.files.length + internal.length > 0) use("_test", p.importPath, own);
  if (external.length > 0) use("_xtest", externalPath, beside);
  const importPath = `${p.importPath}.test`;
  p.finder.give({ importPath, files: [], isStd: true });
  const text = mainText(p.importPath, imports, own, beside);
  const godebug = isStd ? undefined : defaultGodebug(p.finder.module, [...p.source.files, ...p.testFiles]);
  return { importPath, files: [{ path: `${importPath}/main.go`, text }], isStd: true, godebug };
}

type Tests = ReturnType<typeof listTests>;

function mainText(importPath: string, imports: ReadonlyMap<string, string>, own: Tests, beside: Tests): string {
  const both = [
    ["_test", own],
    ["_xtest", beside],
  ] as const;
  const list = (name: string, type: string, rows: (alias: string, tests: Tests) => readonly string[]): string =>
    `var ${name} = []testing.${type}{\n${both.flatMap(([alias, tests]) => rows(alias, tests)).join("")}}\n`;
  const simple =
    (kind: "tests" | "benchmarks" | "fuzzTargets") =>
    (alias: string, tests: Tests): readonly string[] =>
      tests[kind].map((name) => `\t{"${name}", ${alias}.${name}},\n`);
  const testMain = both.find(([, tests]) => tests.hasTestMain)?.[0];
  return `package main

import (
	"os"
	"testing"
	_ "unsafe"
${[...imports].map(([path, alias]) => `\t${alias} ${JSON.stringify(path)}\n`).join("")})

${list("tests", "InternalTest", simple("tests"))}
${list("benchmarks", "InternalBenchmark", simple("benchmarks"))}
${list("fuzzTargets", "InternalFuzzTarget", simple("fuzzTargets"))}
${list("examples", "InternalExample", (alias, tests) =>
  tests.examples.map((e) => `\t{"${e.name}", ${alias}.${e.name}, ${goString(e.output)}, ${e.isUnordered}},\n`),
)}
//go:linkname exitCode testing.exitCode
func exitCode(m *testing.M) int

func main() {
	m := testing.MainStart(${JSON.stringify(importPath)}, tests, benchmarks, fuzzTargets, examples)
	${testMain ? `${testMain}.TestMain(m)\n\tos.Exit(exitCode(m))` : "os.Exit(m.Run())"}
}
`;
}

/** JSON's escapes are Go's, the one for "/" and surrogates excepted, which JSON.stringify does not write. */
function goString(text: string): string {
  return JSON.stringify(text);
}
