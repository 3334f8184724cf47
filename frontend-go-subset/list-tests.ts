// The tests, benchmarks, fuzz targets and examples that test files declare, for the main function of a test program.

import { type FuncDecl, parseFile, type SourceFile, SourceSet } from "./syntax/index.ts";
import { defaultTags, matchesBuild, type SourceText } from "./types/index.ts";

export interface Example {
  readonly name: string;
  /** What its last comment says it prints. */
  readonly output: string;
  readonly isUnordered: boolean;
}

export interface TestFunctions {
  readonly tests: readonly string[];
  readonly benchmarks: readonly string[];
  readonly fuzzTargets: readonly string[];
  readonly examples: readonly Example[];
  readonly hasTestMain: boolean;
}

/** The package clause's name; undefined when the file is malformed or not part of the build. */
export function testFilePackage(file: SourceText): string | undefined {
  if (!matchesBuild(file, defaultTags, true)) return undefined;
  return parseFile(new SourceSet().add(file.path, file.text)).file?.name.name;
}

/** In the order of the files and of the declarations in them. */
export function listTests(files: readonly SourceText[]): TestFunctions {
  const found = {
    tests: [] as string[],
    benchmarks: [] as string[],
    fuzzTargets: [] as string[],
    examples: [] as Example[],
  };
  let hasTestMain = false;
  const sources = new SourceSet();
  for (const text of files) {
    if (!matchesBuild(text, defaultTags, true)) continue;
    const source = sources.add(text.path, text.text);
    for (const decl of parseFile(source).file?.decls ?? []) {
      if (decl.kind !== "FuncDecl" || decl.recv || decl.type.typeParams.length > 0) continue;
      const name = decl.name.name;
      if (name === "TestMain" && takes(decl, "M")) hasTestMain = true;
      else if (isNamed(name, "Test") && takes(decl, "T")) found.tests.push(name);
      else if (isNamed(name, "Benchmark") && takes(decl, "B")) found.benchmarks.push(name);
      else if (isNamed(name, "Fuzz") && takes(decl, "F")) found.fuzzTargets.push(name);
      else if (isNamed(name, "Example") && decl.type.params.length === 0) {
        const comment = exampleOutput(bodyText(source, text.text, decl));
        if (comment) found.examples.push({ name, ...comment });
      }
    }
  }
  return { ...found, hasTestMain };
}

/** "Test", "TestX", "Test1", not "Testing". */
function isNamed(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && !/^\p{Ll}/u.test(name.slice(prefix.length));
}

/** Its one parameter is *testing.X, by whatever name testing is imported. */
function takes(decl: FuncDecl, type: string): boolean {
  const [param, ...more] = decl.type.params;
  if (!param || more.length > 0 || param.names.length > 1) return false;
  const t = param.type;
  return (
    t?.kind === "StarExpr" &&
    (t.x.kind === "SelectorExpr" ? t.x.sel.name === type : t.x.kind === "Ident" && t.x.name === type)
  );
}

function bodyText(source: SourceFile, text: string, decl: FuncDecl): string {
  return decl.body ? text.slice(decl.body.pos - source.base, decl.body.rbrace - source.base) : "";
}

/** The last comment in a function's body (given without its closing brace), when it begins with "Output:" or "Unordered output:". */
export function exampleOutput(body: string): { readonly output: string; readonly isUnordered: boolean } | undefined {
  const lines = body.trimEnd().split("\n");
  const comment: string[] = [];
  const last = lines.at(-1)?.trim() ?? "";
  if (last.endsWith("*/")) {
    const all = lines.join("\n");
    comment.push(...all.slice(all.lastIndexOf("/*") + 2, all.lastIndexOf("*/")).split("\n"));
  } else {
    for (let i = lines.length - 1; i >= 0 && lines[i].trim().startsWith("//"); i--)
      comment.unshift(lines[i].trim().slice(2).trimEnd());
  }
  const text = comment.join("\n");
  const match = /^\s*(unordered )?output:/i.exec(text);
  if (!match) return undefined;
  // As go/doc has it: the space before the first line, and blank lines around, do not count.
  const output = text
    .slice(match[0].length)
    .split("\n")
    .map((line) => line.replace(/^ /, ""))
    .join("\n")
    .replace(/^[ \t]*\n?/, "");
  return { output, isUnordered: match[1] !== undefined };
}
