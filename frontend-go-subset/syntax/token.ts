// Tokens are strings: a keyword or an operator stands for itself, and a few classes have names of their own. The scanner says
// in `op` which operator a token of class "op", "op=" or "opop" is.

import type { BinaryOp } from "./ast.ts";

export type Keyword =
  | "break"
  | "case"
  | "chan"
  | "const"
  | "continue"
  | "default"
  | "defer"
  | "else"
  | "fallthrough"
  | "for"
  | "func"
  | "go"
  | "goto"
  | "if"
  | "import"
  | "interface"
  | "map"
  | "package"
  | "range"
  | "return"
  | "select"
  | "struct"
  | "switch"
  | "type"
  | "var";

/** "op": a unary or binary operator other than "*" and "<-". "op=": an assignment operation. "opop": ++ or --. */
export type Token =
  | "EOF"
  | "name"
  | "literal"
  | "op"
  | "op="
  | "opop"
  | "="
  | ":="
  | "<-"
  | "*"
  | "("
  | "["
  | "{"
  | ")"
  | "]"
  | "}"
  | ","
  | ";"
  | ":"
  | "."
  | "..."
  | Keyword;

export type Operator = BinaryOp | "!" | "~";

export const keywords: ReadonlyMap<string, Keyword> = new Map(
  (
    [
      "break",
      "case",
      "chan",
      "const",
      "continue",
      "default",
      "defer",
      "else",
      "fallthrough",
      "for",
      "func",
      "go",
      "goto",
      "if",
      "import",
      "interface",
      "map",
      "package",
      "range",
      "return",
      "select",
      "struct",
      "switch",
      "type",
      "var",
    ] as const
  ).map((word) => [word, word]),
);

/** Binding strength of binary operators, as in the spec: || is 1, * is 5. */
export const precedence = { none: 0, or: 1, and: 2, compare: 3, add: 4, mul: 5 } as const;

/** How gc names a token in "expected ..." */
export function tokenName(tok: Token): string {
  switch (tok) {
    case ",":
      return "comma";
    case ";":
      return "semicolon or newline";
    case "EOF":
      return "EOF";
    default:
      return keywords.has(tok) ? `keyword ${tok}` : tok;
  }
}
