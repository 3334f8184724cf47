// What the first lines of a program in Go's test directory say: the action, its flags and arguments, build constraints.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export type Action = "run" | "runoutput" | "rundir";

export interface GoTest {
  /** The path below the test directory, without `.go`. */
  readonly name: string;
  readonly path: string;
  readonly action: Action;
  /** Files compiled together with the program. */
  readonly with: readonly string[];
  readonly args: readonly string[];
  /** What it must print, on standard output and standard error together. */
  readonly expected: string;
  readonly importClass: ImportClass;
}

/** The classes of the result table, from the imports of the program. */
export const importClasses = [
  "imports nothing",
  "+ fmt",
  "+ os strings strconv errors",
  "+ unsafe math sort sync time ...",
  "+ runtime",
  "+ reflect",
  "other imports",
] as const;
export type ImportClass = (typeof importClasses)[number];

const members: readonly (readonly string[])[] = [
  [],
  ["fmt"],
  ["os", "strings", "strconv", "errors"],
  "unsafe math math/bits sort sync sync/atomic time bytes bufio io unicode/utf8 container/heap container/list math/rand context".split(
    " ",
  ),
  ["runtime"],
  ["reflect"],
];

/** Programs below a folder whose action is one of ours and whose build constraints fit wasip1/wasm. */
export function findGoTests(root: string): GoTest[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".go") && !file.split("/").some((part) => part.endsWith(".dir")))
    .sort()
    .flatMap((file) => readGoTest(root, file) ?? []);
}

function readGoTest(root: string, file: string): GoTest | undefined {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  const recipe = text.split("\n").find((line) => line !== "" && !/^\/\/(go:build| \+build)/.test(line));
  const [action, ...words] = splitQuoted(/^\/\/\s*(run.*)$/.exec(recipe ?? "")?.[1] ?? "");
  if (action !== "run" && action !== "runoutput" && action !== "rundir") return undefined;
  const header = text.split("\npackage")[0];
  if (!constraintsHold(header)) return undefined;
  while (words[0]?.startsWith("-")) {
    const flag = words.shift();
    // Not programs for this compiler: the race detector, and experiments of another.
    if (flag === "-race" || flag === "-goexperiment") return undefined;
    if (["-t", "-godebug", "-gcflags", "-ldflags"].includes(flag!)) words.shift();
  }
  const base = path.slice(0, -".go".length);
  const sources =
    action === "rundir"
      ? readdirSync(`${base}.dir`)
          .filter((f) => f.endsWith(".go"))
          .map((f) => readFileSync(join(`${base}.dir`, f), "utf8"))
      : [text];
  const files = words.filter((word) => word.endsWith(".go"));
  return {
    name: file.slice(0, -".go".length),
    path,
    action,
    with: files.map((f) => join(path, "..", f)).filter((f) => f !== path),
    args: action === "run" ? words.filter((word) => !word.endsWith(".go")) : [],
    expected: existsSync(`${base}.out`) && statSync(`${base}.out`).isFile() ? readFileSync(`${base}.out`, "utf8") : "",
    importClass: classOf(sources.flatMap(importsOf)),
  };
}

function splitQuoted(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3]);
}

/** The import paths of a source file, relative ones left out. */
export function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const groups = [...code.matchAll(/^import\s*\(([\s\S]*?)\)/gm)].map((m) => m[1]);
  const single = [...code.matchAll(/^import\s+(?:[\w.]+\s+)?["`]([^"`]+)["`]/gm)].map((m) => m[1]);
  const grouped = groups.flatMap((group) => [...group.matchAll(/["`]([^"`]+)["`]/g)].map((m) => m[1]));
  return [...single, ...grouped].filter((path) => !path.startsWith("."));
}

function classOf(imports: readonly string[]): ImportClass {
  const at = Math.max(
    0,
    ...imports.map((path) => {
      const i = members.findIndex((list) => list.includes(path));
      return i < 0 ? importClasses.length - 1 : i;
    }),
  );
  return importClasses[at];
}

const tags = new Set(["wasip1", "wasm", "gc", ...Array.from({ length: 26 }, (_, i) => `go1.${i + 1}`)]);

/** Do the //go:build and +build lines admit wasip1/wasm? */
export function constraintsHold(header: string): boolean {
  return header.split("\n").every((line) => {
    const go = /^\/\/go:build (.*)$/.exec(line);
    if (go) return evaluate(go[1]);
    const plus = /^\/\/ \+build (.*)$/.exec(line);
    if (!plus) return true;
    return plus[1]
      .trim()
      .split(/\s+/)
      .some((choice) => choice.split(",").every((t) => (t.startsWith("!") ? !tags.has(t.slice(1)) : tags.has(t))));
  });
}

/** expr = and { "||" and }; and = not { "&&" not }; not = "!" not | "(" expr ")" | tag */
function evaluate(text: string): boolean {
  const tokens = text.match(/\|\||&&|!|\(|\)|[^\s!()&|]+/g) ?? [];
  let at = 0;
  const not = (): boolean => {
    const token = tokens[at++];
    if (token === "!") return !not();
    if (token !== "(") return tags.has(token);
    const value = or();
    at++;
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (tokens[at] === "&&") {
      at++;
      const right = not();
      value &&= right;
    }
    return value;
  };
  const or = (): boolean => {
    let value = and();
    while (tokens[at] === "||") {
      at++;
      const right = and();
      value ||= right;
    }
    return value;
  };
  return or();
}
