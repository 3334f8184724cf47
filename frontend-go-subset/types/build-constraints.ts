// Which files belong to a build: names, //go:build and "// +build" lines against a set of tags.

import type { SourceText } from "./load.ts";

const systems = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos".split(
    " ",
  ),
);
const architectures = new Set(
  (
    "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv " +
    "riscv64 s390 s390x sparc sparc64 wasm"
  ).split(" "),
);

const newestRelease = 26;

/** The tags every build has: the target, the compiler, all releases so far, and the choice of Go over assembly. */
export const defaultTags: ReadonlySet<string> = new Set([
  "wasip1",
  "wasm",
  "weft",
  "gc",
  "purego",
  "math_big_pure_go",
  ...Array.from({ length: newestRelease }, (_, i) => `go1.${i + 1}`),
]);

/** The tags of the same build for another operating system; of those only the browser's is one for WebAssembly. */
export function forSystem(tags: ReadonlySet<string>, system: string): ReadonlySet<string> {
  return new Set([...[...tags].filter((tag) => !systems.has(tag) && (tag !== "wasm" || system === "js")), system]);
}

/** The file takes part in a build with these tags. Test files only do when the package is under test. */
export function matchesBuild(file: SourceText, tags: ReadonlySet<string>, withTests = false): boolean {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (!name.endsWith(".go") || name.startsWith("_") || name.startsWith(".")) return false;
  const isTest = name.endsWith("_test.go");
  if (isTest && !withTests) return false;
  return (
    matchesName(name.slice(0, isTest ? -"_test.go".length : -".go".length), tags) && matchesConstraint(file.text, tags)
  );
}

/** name_GOOS, name_GOARCH, name_GOOS_GOARCH: the parts behind the first "_" restrict the file. */
function matchesName(stem: string, tags: ReadonlySet<string>): boolean {
  const parts = stem.split("_").slice(1);
  const last = parts.at(-1);
  const before = parts.at(-2);
  if (last === undefined) return true;
  if (architectures.has(last))
    return tags.has(last) && (before === undefined || !systems.has(before) || tags.has(before));
  return !systems.has(last) || tags.has(last);
}

/** What a file says of its build above the package clause: a //go:build line, else all its "// +build" lines. */
function matchesConstraint(text: string, tags: ReadonlySet<string>): boolean {
  // A "// +build" line counts when nothing but blank lines and "//" lines stands before it, and a blank line behind it.
  let old: string[] = [];
  let pending: string[] = [];
  let isOldEnded = false;
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end).trim();
    if (line.startsWith("//")) {
      if (/^\/\/go:build(\s|$)/.test(line)) return evaluate(line.slice("//go:build".length), tags);
      const oldLine = isOldEnded ? undefined : /^\/\/\s*\+build(\s.*)?$/.exec(line);
      if (oldLine) pending.push(oldLine[1] ?? "");
    } else if (line === "") {
      if (!isOldEnded) old = [...old, ...pending];
      pending = [];
    } else {
      isOldEnded = true;
      let from = text.indexOf(line[0], at);
      while (text.startsWith("/*", from)) {
        const close = text.indexOf("*/", from + 2);
        if (close < 0) return true;
        from = close + 2;
        while (text[from] === " " || text[from] === "\t" || text[from] === "\r") from++;
      }
      if (from < text.length && text[from] !== "\n" && !text.startsWith("//", from)) break;
      const next = text.indexOf("\n", from);
      if (next < 0) break;
      at = next + 1;
      continue;
    }
    at = end + 1;
  }
  return old.every((line) => evaluateOld(line, tags));
}

/** The options of a "// +build" line: spaces mean "or", commas "and". */
function evaluateOld(line: string, tags: ReadonlySet<string>): boolean {
  const holds = (term: string): boolean => (term.startsWith("!") ? !tags.has(term.slice(1)) : tags.has(term));
  return line
    .trim()
    .split(/\s+/)
    .some((option) => option.split(",").every(holds));
}

/** expression = and { "||" and } ; and = not { "&&" not } ; not = "!" not | "(" expression ")" | tag . Malformed ones are true. */
export function evaluate(expression: string, tags: ReadonlySet<string>): boolean {
  const tokens = expression.match(/\|\||&&|[!()]|[^\s!()&|]+/g) ?? [];
  let at = 0;
  const or = (): boolean => {
    let value = and();
    while (tokens[at] === "||") {
      at++;
      const right = and();
      value = value || right;
    }
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (tokens[at] === "&&") {
      at++;
      const right = not();
      value = value && right;
    }
    return value;
  };
  const not = (): boolean => {
    const token = tokens[at++];
    if (token === "!") return !not();
    if (token !== "(") return token === undefined || tags.has(token);
    const value = or();
    at++;
    return value;
  };
  return or();
}
