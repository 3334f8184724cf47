// WebAssembly text: parseWat (text -> bytes, keeping names) and printWat (bytes -> text), both done by wasm-tools. This
// file's own work is to turn that tool's error values into diagnostics with line, column and span.

import type { Diagnostic, Span } from "../../diagnostics/index.ts";

export interface ParsedWat {
  /** Absent when there are errors. */
  readonly bytes?: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

/** Loaded at the first use: it is a WebAssembly program of several megabytes. */
const wasmTools = () => import("@bytecodealliance/jco-transpile/wasm-tools");

/** Translates one text module to binary. `file` is named in the diagnostics; the result is not validated. */
export async function parseWat(text: string, file: string): Promise<ParsedWat> {
  const tools = await wasmTools();
  let bytes: Uint8Array;
  try {
    bytes = await tools.parse(text);
  } catch (error) {
    const message = errorText(error);
    const plain = withoutConfusing(text, message);
    return plain === undefined ? { diagnostics: [parseError(message, text, file)] } : parseWat(plain, file);
  }
  // Bytes 4 and 5 are the version, 6 and 7 the layer: 0 for a module, 1 for a component.
  if (bytes.length >= 8 && bytes[6] !== 0) {
    const span = spanAt(text, file, 0);
    return { diagnostics: [{ severity: "unsupported", message: "components: only core modules can be used", span }] };
  }
  return { bytes, diagnostics: [] };
}

/** The text form of a binary module. Throws an Error with wasm-tools' words when the bytes are malformed: decode first. */
export async function printWat(bytes: Uint8Array): Promise<string> {
  const tools = await wasmTools();
  try {
    return await tools.print(bytes);
  } catch (error) {
    throw new Error(`cannot print the module: ${errorText(error)}`);
  }
}

/**
 * The tool refuses characters that change the direction of writing, which are legal in strings and comments. When that
 * is what the message says, the text with escapes in their place: in a string they mean the same.
 */
function withoutConfusing(text: string, message: string): string | undefined {
  const hex = /ConfusingUnicode\('\\u\{([0-9a-f]+)\}'\)/.exec(message)?.[1];
  if (hex === undefined) return undefined;
  const plain = text.replaceAll(String.fromCodePoint(Number.parseInt(hex, 16)), `\\u{${hex}}`);
  return plain === text ? undefined : plain;
}

/** The tool throws Errors, or objects with a `payload` text. */
function errorText(error: unknown): string {
  if (error instanceof Error) return error.message;
  const payload = (error as { payload?: unknown } | null)?.payload;
  return String(payload ?? error);
}

/** Its error text is a structure in debug form: `... span: Span { offset: 14 }, kind: Custom("unknown operator") ...`. */
function parseError(debug: string, text: string, file: string): Diagnostic {
  const offset = /span: Span \{ offset: (\d+) \}/.exec(debug);
  const kind = /kind: (Custom|Lex)\((.*)\) \} \}\) \}$/s.exec(debug);
  const message = kind === null ? debug : kind[1] === "Custom" ? unquote(kind[2]) : lexMessage(kind[2]);
  return { severity: "error", message, code: "WatSyntax", span: spanAt(text, file, offset ? Number(offset[1]) : 0) };
}

/** A string in debug form, with its quotes, back to plain text. */
function unquote(debug: string): string {
  return debug.replace(/^"|"$/g, "").replace(/\\(u\{([0-9a-f]+)\}|.)/g, (_, letter: string, hex?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return { n: "\n", t: "\t", r: "\r", "0": "\0" }[letter] ?? letter;
  });
}

const lexMessages: Record<string, string> = {
  DanglingBlockComment: "unterminated block comment",
  Unexpected: "unexpected character",
  InvalidStringElement: "invalid character in string",
  InvalidStringEscape: "invalid string escape",
  InvalidHexDigit: "invalid hexadecimal digit",
  InvalidDigit: "invalid decimal digit",
  UnexpectedEof: "unexpected end of file",
  NumberTooBig: "number is too big to parse",
  InvalidUnicodeValue: "invalid unicode scalar value",
  LoneUnderscore: "bare underscore in numeric literal",
  EmptyId: "empty identifier",
  EmptyAnnotation: "empty annotation id",
};

/** `Unexpected('é')` -> "unexpected character 'é'". */
function lexMessage(debug: string): string {
  const [, name, argument] = /^(\w+)(?:\((.*)\))?$/s.exec(debug) ?? [];
  const words = lexMessages[name];
  if (words === undefined) return debug;
  return argument === undefined ? words : `${words} ${argument}`;
}

/** The token that starts at byte `offset`: up to the next blank or bracket. */
function spanAt(text: string, file: string, offset: number): Span {
  const bytes = Buffer.from(text, "utf8");
  const at = Math.min(offset, bytes.length);
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < at; i++) {
    if (bytes[i] === 0x0a) {
      line++;
      lineStart = i + 1;
    }
  }
  let end = at;
  while (end < bytes.length && !'\n\r\t ()";'.includes(String.fromCharCode(bytes[end]))) end++;
  return { file, line, column: at - lineStart + 1, length: Math.max(1, end - at) };
}
