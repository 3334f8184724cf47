// clang's and wasm-ld's words -> diagnostics. clang runs with -fdiagnostics-print-source-range-info, so a message is
//
//   main.c:3:10:{3:10-3:13}{3:5-3:8}: error: use of undeclared identifier 'foo' [-Wsomething]
//
// followed by notes of the same form, and preceded by "In file included from main.c:1:" lines.

import type { Diagnostic, Note, Severity, Span } from "../diagnostics/index.ts";

/** `nameOf` gives the user's name for a path that clang saw. */
export function parseMessages(text: string, nameOf: (path: string) => string): Diagnostic[] {
  const found: Diagnostic[] = [];
  let includes: Note[] = [];
  for (const line of text.split("\n")) {
    const include = /^In file included from (.*):(\d+)[:,]$/.exec(line);
    if (include !== null) {
      const span: Span = { file: nameOf(include[1]), line: Number(include[2]), column: 1, length: 1 };
      includes.push({ message: "included from here", span });
      continue;
    }
    const parsed = parseClang(line, nameOf) ?? parseLinker(line, nameOf);
    if (parsed === undefined) continue;
    if (parsed.note !== undefined) {
      const last = found.pop();
      if (last !== undefined) found.push({ ...last, notes: [...(last.notes ?? []), parsed.note] });
    } else if (parsed.diagnostic !== undefined) {
      found.push(includes.length === 0 ? parsed.diagnostic : { ...parsed.diagnostic, notes: includes });
    }
    includes = [];
  }
  return found;
}

type Parsed = { note?: Note; diagnostic?: Diagnostic };

const severities: Readonly<Record<string, Severity>> = { error: "error", "fatal error": "error", warning: "warning" };

function parseClang(line: string, nameOf: (path: string) => string): Parsed | undefined {
  const match = /^(.+?):(\d+):(\d+):((?:\{[\d:,-]+\})*):? ?(fatal error|error|warning|note|remark): (.*)$/.exec(line);
  if (match === null) return parseDriver(line);
  const [, path, row, column, ranges, kind, words] = match;
  const at = { line: Number(row), column: Number(column) };
  const span: Span = { file: nameOf(path), ...at, length: lengthAt(ranges, at) };
  if (kind === "note") return { note: { message: words, span } };
  const severity = severities[kind];
  if (severity === undefined) return undefined;
  const flag = /^(.*) \[(-W[^\]]*)\]$/.exec(words);
  if (flag === null) return { diagnostic: { severity, message: words, span } };
  return { diagnostic: { severity, message: flag[1], code: flag[2], span } };
}

/** Messages of the driver have no place: "clang: error: unsupported option '-x'". */
function parseDriver(line: string): Parsed | undefined {
  const match = /^clang(?:-\d+)?: (error|warning): (.*)$/.exec(line);
  // This one only repeats that something was wrong.
  if (match === null || /command failed|linker command/.test(match[2])) return undefined;
  return { diagnostic: { severity: severities[match[1]], message: match[2] } };
}

/** The length of the range that starts at the message's own place, else 1. */
function lengthAt(ranges: string, at: { line: number; column: number }): number {
  for (const [, l1, c1, l2, c2] of ranges.matchAll(/\{(\d+):(\d+)-(\d+):(\d+)\}/g)) {
    if (Number(l1) === at.line && Number(c1) === at.column && l1 === l2) return Math.max(1, Number(c2) - Number(c1));
  }
  return 1;
}

/** "wasm-ld: error: main.o: undefined symbol: helper". */
function parseLinker(line: string, nameOf: (path: string) => string): Parsed | undefined {
  const match = /wasm-ld: (error|warning): (.*)$/.exec(line);
  if (match === null) return undefined;
  const words = match[2].replace(/(\S+\.o)\b/g, (object) => nameOf(object));
  return { diagnostic: { severity: severities[match[1]], message: words, code: "wasm-ld" } };
}
