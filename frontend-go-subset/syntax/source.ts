// Where a number in the tree lies in a file. A position is one number: the file's base plus the offset (in UTF-16 units) in
// its text, so that a node needs no reference to its file. SourceSet turns it back into file, line and column.

import type { Pos as Place, Span } from "../../diagnostics/index.ts";

/** A position in a SourceSet; 0 means "no place" (predeclared objects). */
export type Pos = number;
export const noPos: Pos = 0;

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Position of the first character. The end of the file, base + text.length, is a valid position too. */
  readonly base: Pos;
  /** Offsets of the line starts, ascending, made when first asked for. */
  lines?: number[];
  /** //line directives: the text from offset on counts as beginning at that line of that file. */
  lineDirectives?: { readonly offset: number; readonly file: string; readonly line: number }[];
}

/** The files of one compilation. Bases start at 1 and files do not touch, so a position names exactly one file. */
export class SourceSet {
  readonly files: SourceFile[];
  private nextBase: Pos;

  /** A set that goes on where another one ends: positions in that one are positions in this one too. */
  constructor(before?: SourceSet) {
    this.files = before ? before.files.slice() : [];
    this.nextBase = before ? before.nextBase : 1;
  }

  add(path: string, text: string): SourceFile {
    const file: SourceFile = { path, text, base: this.nextBase };
    this.nextBase += text.length + 2;
    this.files.push(file);
    return file;
  }

  /** The file that holds pos; undefined for noPos. */
  fileOf(pos: Pos): SourceFile | undefined {
    let low = 0;
    let high = this.files.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.files[middle].base <= pos) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? undefined : this.files[low - 1];
  }

  /** File, line and column (in bytes, from 1), as gc prints them. */
  place(pos: Pos): Place {
    const file = this.fileOf(pos);
    if (!file) return { file: "", line: 0, column: 0 };
    const offset = pos - file.base;
    const lines = lineStarts(file);
    const line = lineIndex(lines, offset);
    const start = lines[line];
    const column = Buffer.byteLength(file.text.slice(start, offset), "utf8") + 1;
    const directive = file.lineDirectives?.findLast((d) => d.offset <= offset);
    if (!directive) return { file: file.path, line: line + 1, column };
    return { file: directive.file, line: directive.line + line - lineIndex(lines, directive.offset), column };
  }

  /** The line number of pos, cheaper than place(). */
  line(pos: Pos): number {
    const file = this.fileOf(pos);
    if (file?.lineDirectives) return this.place(pos).line;
    return file ? lineIndex(lineStarts(file), pos - file.base) + 1 : 0;
  }

  /** A span for a diagnostic, from pos up to end or the end of the line, at least one byte. */
  span(pos: Pos, end: Pos = pos + 1): Span {
    const file = this.fileOf(pos);
    const place = this.place(pos);
    if (!file) return { ...place, length: 1 };
    const piece = file.text.slice(pos - file.base, Math.max(end, pos + 1) - file.base);
    const newline = piece.indexOf("\n");
    const shown = newline < 0 ? piece : piece.slice(0, newline);
    return { ...place, length: Math.max(1, Buffer.byteLength(shown, "utf8")) };
  }
}

function lineStarts(file: SourceFile): number[] {
  if (file.lines) return file.lines;
  const lines = [0];
  for (let at = file.text.indexOf("\n"); at >= 0; at = file.text.indexOf("\n", at + 1)) lines.push(at + 1);
  file.lines = lines;
  return lines;
}

/** The index of the last line start at or before offset. */
function lineIndex(lines: readonly number[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
