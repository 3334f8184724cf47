// Go's tests of a package may name what is private to Go's own implementation. Without the declarations that do, the
// others can be compiled: those in which the checker found errors are blanked out, and imports of packages that cannot be compiled.

import { dirname } from "node:path";
import type { Diagnostic } from "../../../diagnostics/index.ts";
import { type File, parseFile, SourceSet } from "../../syntax/index.ts";
import type { SourceText } from "../../types/index.ts";

/** The files without what is wrong; undefined when that is not in their hands, or nothing changes. */
export function leaveOut(
  files: readonly SourceText[],
  diagnostics: readonly Diagnostic[],
): readonly SourceText[] | undefined {
  const wrong = new Map<string, Wrong[]>();
  const broken = new Set<string>();
  for (const d of diagnostics) {
    if (!d.span) return undefined;
    if (!files.some((f) => f.path === d.span?.file)) {
      broken.add(dirname(d.span.file));
      continue;
    }
    const list = wrong.get(d.span.file) ?? [];
    const isUnusedImport = /imported and not used|imported as .* and not used/.test(d.message);
    list.push({ line: d.span.line, column: d.span.column, isUnusedImport });
    wrong.set(d.span.file, list);
  }
  let changed = false;
  const left = files.map((file) => {
    const text = withoutImports(without(file, wrong.get(file.path) ?? []), broken);
    changed ||= text !== file.text;
    return { path: file.path, text };
  });
  return changed ? left : undefined;
}

/** The text without imports of the packages in these folders, which are below a src folder. */
function withoutImports(text: string, folders: ReadonlySet<string>): string {
  return text.replace(/^(\s*(?:import\b\s*)?)[\w.]*\s*"([\w/.]+)"/gm, (all, before: string, path: string) =>
    [...folders].some((folder) => folder.endsWith(`/src/${path}`)) ? `${before.replace("import", "")}` : all,
  );
}

interface Wrong {
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  readonly isUnusedImport: boolean;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function without(file: SourceText, wrong: readonly Wrong[]): string {
  const sources = new SourceSet();
  const source = sources.add(file.path, file.text);
  const parsed = parseFile(source).file;
  if (!parsed) return file.text;
  const ranges = declRanges(parsed, source.base, file.text);
  let text = file.text;
  for (const { line, column } of wrong.filter((w) => !w.isUnusedImport)) {
    const start = lineOffset(file.text, line);
    const before = Buffer.from(file.text.slice(start, lineOffset(file.text, line + 1))).subarray(0, column - 1);
    const at = start + before.toString().length;
    const hit = ranges.find((r) => r.start <= at && at < r.end);
    if (hit)
      text = text.slice(0, hit.start) + text.slice(hit.start, hit.end).replace(/[^\n]/g, " ") + text.slice(hit.end);
  }
  // What becomes of imports moves the text behind them.
  for (const { line } of wrong.filter((w) => w.isUnusedImport)) text = blankImport(text, line);
  return text;
}

/** Functions, and the single specs of other declarations. */
function declRanges(file: File, base: number, text: string): Range[] {
  const starts = file.decls.map((d) => d.pos - base);
  return file.decls.flatMap((decl, i) => {
    const end = starts[i + 1] ?? text.length;
    const whole = { start: starts[i], end };
    if (decl.kind !== "GenDecl" || decl.tok === "import" || decl.specs.length < 2) return [whole];
    // A constant's neighbours may repeat it: those go together.
    if (decl.tok === "const") return [whole];
    return decl.specs.map((spec, k) => {
      const next = decl.specs[k + 1];
      const close = text.lastIndexOf(")", whole.end - 1);
      return { start: spec.pos - base, end: next ? next.pos - base : close };
    });
  });
}

function lineOffset(text: string, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    at = text.indexOf("\n", at) + 1;
    if (at === 0) return text.length;
  }
  return at;
}

function blankImport(text: string, line: number): string {
  const start = lineOffset(text, line);
  const end = lineOffset(text, line + 1);
  const blanked = text.slice(start, end).replace(/^(\s*(?:import\b\s*)?)[\w.]*\s*(["`])/, "$1 _ $2");
  return text.slice(0, start) + blanked + text.slice(end);
}
