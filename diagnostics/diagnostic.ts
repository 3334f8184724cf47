// What every stage reports and nothing else: a message with a place.
// User mistakes are data (Diagnostic[]), never exceptions. Rendering lives in render.ts.

/** A position in a source text. `line` and `column` start at 1; `column` counts UTF-8 bytes, as Go and clang do. */
export interface Pos {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A range in one line of a source text, `length` in bytes (at least 1 when drawn). */
export interface Span extends Pos {
  readonly length: number;
}

/** A place in a binary: a byte offset in the file and, where it lies in a function body, that function. */
export interface BinaryPlace {
  readonly file: string;
  readonly offset: number;
  /** The function's name when the module has one, else its index as text. */
  readonly func?: string;
}

/**
 * error: the program is wrong. unsupported: the program is legal and weft does not do it yet (name the row of the
 * support table). bug: weft is wrong. warning: worth a line, does not fail the build.
 */
export type Severity = "error" | "unsupported" | "bug" | "warning";

export interface Note {
  readonly message: string;
  readonly span?: Span;
}

export interface Diagnostic {
  readonly severity: Severity;
  /** One line, in the words of the field's reference tool (gc, clang, wasm-tools), no final full stop. */
  readonly message: string;
  /** A stable short name, printed in brackets after the message: [InvalidReceive]. */
  readonly code?: string;
  readonly span?: Span;
  readonly binary?: BinaryPlace;
  readonly notes?: readonly Note[];
}

/** True when any of the diagnostics must fail the build. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity !== "warning");
}

/** Sorts by file, then line, then column; diagnostics without a place come first, in the order given. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic): [string, number, number] =>
    d.span ? [d.span.file, d.span.line, d.span.column] : d.binary ? [d.binary.file, 0, d.binary.offset] : ["", 0, 0];
  return [...diagnostics].sort((a, b) => {
    const [fa, la, ca] = key(a);
    const [fb, lb, cb] = key(b);
    return fa < fb ? -1 : fa > fb ? 1 : la - lb || ca - cb;
  });
}

/** Thrown for a broken promise inside weft itself. The command line turns it into a report, not a stack trace. */
export class WeftBug extends Error {
  readonly stage: string;
  constructor(stage: string, message: string) {
    super(message);
    this.name = "WeftBug";
    this.stage = stage;
  }
}

/** For the default case of a switch over a union: tsc fails when a variant is not handled. */
export function assertNever(value: never, stage: string): never {
  throw new WeftBug(stage, `unexpected ${JSON.stringify(value)}`);
}
