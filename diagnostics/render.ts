// Diagnostic -> text: one line, the source line, a caret; notes below. Colours only when asked.

import { styleText } from "node:util";
import { type Diagnostic, type Note, type Span, sortDiagnostics } from "./diagnostic.ts";

export interface RenderOptions {
  readonly colour?: boolean;
  /** Gives the text of a file for the caret line; undefined when it cannot be had. */
  readonly sourceOf?: (file: string) => string | undefined;
  /** At most this many errors are printed, then "too many errors" (0: all). Default 20. */
  readonly limit?: number;
}

const label = { error: "error", unsupported: "unsupported", bug: "internal error", warning: "warning" } as const;
const hue = { error: "red", unsupported: "magenta", bug: "red", warning: "yellow" } as const;

/** Renders all, sorted by place, one text ending in a newline (or the empty string when there are none). */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions = {}): string {
  const limit = options.limit ?? 20;
  const sorted = sortDiagnostics(diagnostics);
  const shown = limit > 0 ? sorted.slice(0, limit) : sorted;
  const text = shown.map((d) => renderDiagnostic(d, options)).join("");
  return shown.length < sorted.length ? `${text}too many errors (${sorted.length - shown.length} more)\n` : text;
}

export function renderDiagnostic(d: Diagnostic, options: RenderOptions = {}): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    options.colour ? styleText(style, text, { validateStream: false }) : text;
  const code = d.code ? ` [${d.code}]` : "";
  const head = `${paint(["bold", hue[d.severity]], `${label[d.severity]}:`)} ${printable(d.message)}${code}\n`;
  const report =
    d.severity === "bug" ? "  this is a fault of weft; please report it with the input that shows it\n" : "";
  return (
    placeOf(d) + head + snippet(d.span, options) + (d.notes ?? []).map((n) => renderNote(n, options)).join("") + report
  );
}

function placeOf(d: Diagnostic): string {
  if (d.span) return `${printable(d.span.file)}:${d.span.line}:${d.span.column}: `;
  if (!d.binary) return "";
  const where = d.binary.func === undefined ? "" : ` in function ${d.binary.func}`;
  return printable(`${d.binary.file}:0x${d.binary.offset.toString(16)}${where}: `);
}

function renderNote(note: Note, options: RenderOptions): string {
  const place = note.span ? `${printable(note.span.file)}:${note.span.line}:${note.span.column}: ` : "";
  return `${place}note: ${printable(note.message)}\n${note.span ? snippet(note.span, options) : ""}`;
}

/** Longer lines are cut around the place. */
const maxLine = 240;

/** "   5 |     x := <-ch" and the caret line below it. Columns are bytes, so the prefix is cut as bytes. */
function snippet(span: Span | undefined, options: RenderOptions): string {
  const source = span && options.sourceOf?.(span.file);
  if (!span || source === undefined) return "";
  const line = source.split("\n")[span.line - 1]?.replace(/\r$/, "");
  if (line === undefined) return "";
  const bytes = Buffer.from(line, "utf8");
  const [from, to] = [span.column - 1, span.column - 1 + span.length];
  const marked = bytes
    .subarray(from, to)
    .toString("utf8")
    .slice(0, maxLine / 2);
  let before = bytes.subarray(0, from).toString("utf8");
  let after = bytes.subarray(from).toString("utf8").slice(marked.length);
  if (line.length > maxLine) {
    if (before.length > maxLine / 4) before = `...${before.slice(-maxLine / 4)}`;
    if (after.length > maxLine / 4) after = `${after.slice(0, maxLine / 4)}...`;
  }
  const pad = printable(before).replace(/[^\t]/gu, " ");
  const marks = `^${"~".repeat(Math.max(0, [...marked].length - 1))}`;
  const number = String(span.line).padStart(4);
  const painted = options.colour ? styleText(["bold", "green"], marks, { validateStream: false }) : marks;
  return `${number} | ${printable(before + marked + after)}\n${" ".repeat(number.length)} | ${pad}${painted}\n`;
}

/** What a terminal would obey or reorder the text by, in names and sources, is shown as a replacement character. */
const printable = (text: string): string => text.replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
