// Text -> a forest of S-expressions in the lexical grammar of the WebAssembly text format: lists, strings (as bytes),
// and atoms (everything else), with comments and annotations left out. Positions are kept for messages and slicing.

import type { Span } from "../../diagnostics/index.ts";

interface Place {
  /** Where the node starts and ends in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

export interface Atom extends Place {
  readonly kind: "atom";
  readonly text: string;
}
export interface Str extends Place {
  readonly kind: "string";
  readonly bytes: Uint8Array;
}
export interface List extends Place {
  readonly kind: "list";
  readonly items: readonly Node[];
}
export type Node = Atom | Str | List;

/** Raised for text that is not a sequence of S-expressions; parseWast turns it into a diagnostic. */
export class WastError extends Error {
  readonly span: Span;
  constructor(message: string, span: Span) {
    super(message);
    this.name = "WastError";
    this.span = span;
  }
}

/** The place of text offset `at` as a span of the file. */
export function spanOf(text: string, file: string, at: number, length = 1): Span {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  let line = 1;
  for (let i = text.indexOf("\n"); i >= 0 && i < lineStart; i = text.indexOf("\n", i + 1)) line++;
  return { file, line, column: Buffer.byteLength(text.slice(lineStart, at)) + 1, length };
}

const escapes: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, '"': 34, "'": 39, "\\": 92 };

/** Reads all of `text`. Nesting is followed without recursion. */
export function readSExpressions(text: string, file: string): Node[] {
  return new SExpressionReader(text, file).readAll();
}

class SExpressionReader {
  private readonly text: string;
  private readonly file: string;
  private pos = 0;
  private line = 1;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  readAll(): Node[] {
    const root: Node[] = [];
    const open: { items: Node[]; start: number; line: number }[] = [];
    for (;;) {
      this.skipBlank();
      const items = open.at(-1)?.items ?? root;
      const start = this.pos;
      const char = this.text[start];
      if (char === undefined) break;
      if (char === "(") {
        open.push({ items: [], start, line: this.line });
        this.pos++;
      } else if (char === ")") {
        const list = open.pop() ?? this.fail("unmatched closing parenthesis", start);
        this.pos++;
        const node: List = { kind: "list", items: list.items, start: list.start, end: this.pos, line: list.line };
        if (!isAnnotation(node)) (open.at(-1)?.items ?? root).push(node);
      } else if (char === '"') {
        items.push(this.readString());
      } else {
        items.push(this.readAtom());
      }
    }
    const unclosed = open.at(-1);
    if (unclosed) this.fail("unclosed parenthesis", unclosed.start);
    return root;
  }

  private fail(message: string, at: number): never {
    throw new WastError(message, spanOf(this.text, this.file, at));
  }

  /** Blanks, `;; line comments` and nested `(; block comments ;)`. */
  private skipBlank(): void {
    const { text } = this;
    for (;;) {
      const char = text[this.pos];
      if (char === "\n") this.line++;
      if (char === " " || char === "\t" || char === "\n" || char === "\r") this.pos++;
      else if (char === ";" && text[this.pos + 1] === ";") {
        const end = text.indexOf("\n", this.pos);
        this.pos = end < 0 ? text.length : end;
      } else if (char === "(" && text[this.pos + 1] === ";") this.skipBlockComment();
      else return;
    }
  }

  private skipBlockComment(): void {
    const { text } = this;
    const start = this.pos;
    let depth = 0;
    do {
      const pair = text.slice(this.pos, this.pos + 2);
      if (pair === "") this.fail("unterminated block comment", start);
      if (pair === "(;") depth++;
      else if (pair === ";)") depth--;
      if (pair[0] === "\n") this.line++;
      this.pos += pair === "(;" || pair === ";)" ? 2 : 1;
    } while (depth > 0);
  }

  private readAtom(): Atom {
    const start = this.pos;
    // A semicolon on its own stands inside annotations only.
    const pattern = /[^\s()";]+|;/y;
    pattern.lastIndex = start;
    const match = pattern.exec(this.text) ?? this.fail("unexpected character", start);
    this.pos += match[0].length;
    return { kind: "atom", text: match[0], start, end: this.pos, line: this.line };
  }

  private readString(): Str {
    const { text, line } = this;
    const start = this.pos++;
    const parts: Buffer[] = [];
    for (;;) {
      const from = this.pos;
      while (this.pos < text.length && text[this.pos] !== '"' && text[this.pos] !== "\\" && text[this.pos] !== "\n")
        this.pos++;
      if (this.pos > from) parts.push(Buffer.from(text.slice(from, this.pos), "utf8"));
      const char = text[this.pos];
      if (char === '"') break;
      if (char !== "\\") this.fail("unterminated string", start);
      parts.push(this.readEscape());
    }
    this.pos++;
    return { kind: "string", bytes: Buffer.concat(parts), start, end: this.pos, line };
  }

  /** `\n`, `\0a` (one byte) or `\u{1f600}` (one character). */
  private readEscape(): Buffer {
    const at = this.pos;
    const pattern = /\\(?:u\{([0-9a-fA-F_]+)\}|([0-9a-fA-F]{2})|([tnr"'\\]))/y;
    pattern.lastIndex = at;
    const [whole, unicode, byte, letter] = pattern.exec(this.text) ?? this.fail("invalid string escape", at);
    this.pos += whole.length;
    if (letter !== undefined) return Buffer.of(escapes[letter]);
    if (byte !== undefined) return Buffer.of(Number.parseInt(byte, 16));
    const point = Number.parseInt(unicode.replaceAll("_", ""), 16);
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) this.fail("invalid unicode scalar value", at);
    return Buffer.from(String.fromCodePoint(point), "utf8");
  }
}

/** `(@name ...)` may stand anywhere and means nothing here. */
function isAnnotation(list: List): boolean {
  const [head] = list.items;
  return head?.kind === "atom" && head.text.startsWith("@") && head.start === list.start + 1;
}
