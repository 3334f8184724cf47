// Which files belong to a build: names and //go:build lines against a set of tags.

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

/** The tags of the same build for another operating system. */
export function forSystem(tags: ReadonlySet<string>, system: string): ReadonlySet<string> {
  return new Set([...[...tags].filter((tag) => !systems.has(tag)), system]);
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

/** The //go:build line stands before the package clause, with only comments and blank lines around it. */
function matchesConstraint(text: string, tags: ReadonlySet<string>): boolean {
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at])) at++;
    if (text.startsWith("//", at)) {
      const newline = text.indexOf("\n", at);
      const line = text.slice(at, newline < 0 ? text.length : newline).trimEnd();
      if (/^\/\/go:build\s/.test(line)) return evaluate(line.slice("//go:build".length), tags);
      at += line.length;
    } else if (text.startsWith("/*", at)) {
      const close = text.indexOf("*/", at + 2);
      if (close < 0) return true;
      at = close + 2;
    } else {
      return true;
    }
    const newline = text.indexOf("\n", at);
    if (newline < 0) return true;
    at = newline;
  }
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
