// The parser's state and its error reporting and recovery, which follow gc so closely that the messages are the same. The
// productions are functions of a Parser in parse-file.ts, parse-type.ts, parse-expr.ts and parse-stmt.ts.

import type { BadExpr, Ident, Pragma } from "./ast.ts";
import { Scanner } from "./scanner.ts";
import type { Pos, SourceFile } from "./source.ts";
import { type Token, tokenName } from "./token.ts";

export interface ParseError {
  readonly pos: Pos;
  /** As gc prints it, with "syntax error: " where gc has it. */
  readonly message: string;
  readonly code?: string;
}

/** Inside function bodies recovery also stops at these statement keywords. */
const statementStarts: ReadonlySet<Token> = new Set<Token>([
  "break",
  "const",
  "continue",
  "defer",
  "fallthrough",
  "for",
  "go",
  "goto",
  "if",
  "return",
  "select",
  "switch",
  "type",
  "var",
]);

export class Parser extends Scanner {
  readonly source: SourceFile;
  readonly errors: ParseError[] = [];
  /** Errors without those about labels and jumps, which do not keep enclosing functions' jumps from being checked. */
  errorCount = 0;
  /** Nesting of function bodies. */
  funcNest = 0;
  /** Nesting of brackets; negative in the header of if, for and switch, where "{" does not open a composite literal. */
  exprNest = 0;
  /** End of the token before the current one. */
  lastEnd: Pos = 0;
  /** All directives of the file, and those since the last declaration. */
  readonly allPragmas: Pragma[];
  pragmas: Pragma[] = [];
  readonly misplaced: Pragma[] = [];

  constructor(source: SourceFile) {
    const all: Pragma[] = [];
    const pending: { self?: Parser } = {};
    super(source.text, {
      error: (offset, message) => pending.self!.errorAt(source.base + offset, message),
      line: (offset, text, next) => pending.self!.lineDirective(offset, text, next),
      directive: (offset, text, onOwnLine) => pending.self!.directive(source.base + offset, text, onOwnLine),
    });
    pending.self = this;
    this.allPragmas = all;
    this.source = source;
    this.lastEnd = source.base;
    this.reportStrayCharacters();
    this.next();
  }

  /** Characters that are wrong wherever they stand, also in comments. */
  private reportStrayCharacters(): void {
    const { text, base } = this.source;
    for (let at = text.indexOf("\0"); at >= 0; at = text.indexOf("\0", at + 1))
      this.errorAt(base + at, "invalid NUL character");
    for (let at = text.indexOf("\ufeff", 1); at >= 0; at = text.indexOf("\ufeff", at + 1)) {
      this.errorAt(base + at, "invalid BOM in the middle of the file");
    }
  }

  /** //line [file]:line[:column]: from `next` on, places are counted from there. */
  private lineDirective(offset: number, text: string, next: number): void {
    const parts = text.match(/^(.*?):(\d+)(?::(\d+))?$/) ?? text.match(/^(.*):([^:]*)$/);
    if (!parts) return;
    const line = Number(parts[2]);
    if (!Number.isInteger(line) || line <= 0) {
      this.errorAt(this.source.base + offset, `invalid line number: ${parts[2]}`);
      return;
    }
    this.source.lineDirectives ??= [];
    const before = this.source.lineDirectives.at(-1)?.file ?? this.source.path;
    // Without a file: the one before when there is a column, else none, which Go shows as "??".
    const file = parts[1] !== "" ? parts[1] : parts[3] !== undefined ? before : "??";
    this.source.lineDirectives.push({ offset: next, file, line });
  }

  private directive(pos: Pos, text: string, onOwnLine: boolean): void {
    if (!onOwnLine) {
      this.errorAt(pos, "misplaced compiler directive");
      return;
    }
    const pragma = { pos, text };
    this.allPragmas.push(pragma);
    this.pragmas.push(pragma);
  }

  /** The directives since the last declaration; those about functions are only allowed before one. */
  takePragmas(owner: "func" | "var" | "other"): Pragma[] {
    if (this.pragmas.length === 0) return [];
    const taken = this.pragmas;
    this.pragmas = [];
    for (const pragma of taken) {
      const verb = pragma.text.split(" ", 1)[0];
      if (owner !== "func" && declarationPragmas.has(verb)) this.misplaced.push(pragma);
      else if (owner !== "var" && verb === "go:embed") this.misplaced.push(pragma);
    }
    return taken;
  }

  /** Drops directives that no declaration took; those that only make sense on one are errors. */
  clearPragmas(): void {
    if (this.pragmas.length === 0) return;
    for (const { pos, text } of this.pragmas) {
      const verb = text.split(" ", 1)[0];
      if (verb === "go:embed" || verb === "go:wasmimport" || verb === "go:wasmexport")
        this.errorAt(pos, `misplaced ${verb} directive`);
      else if (declarationPragmas.has(verb)) this.errorAt(pos, "misplaced compiler directive");
    }
    this.pragmas = [];
  }

  // -------------------------------------------------------------- tokens

  get pos(): Pos {
    return this.source.base + this.start;
  }

  /** Advances, remembering where the consumed token ended. */
  advance1(): void {
    this.lastEnd = this.source.base + this.end;
    this.next();
  }

  is(tok: Token): boolean {
    return this.tok === tok;
  }

  isOp(op: string): boolean {
    return this.tok === "op" && this.op === op;
  }

  got(tok: Token): boolean {
    if (this.tok !== tok) return false;
    this.advance1();
    return true;
  }

  want(tok: Token): void {
    if (this.got(tok)) return;
    this.syntaxError(`expected ${tokenName(tok)}`);
    this.skipTo();
  }

  /** "=", complaining about ":=". */
  gotAssign(): boolean {
    if (this.tok === ":=") this.syntaxError("expected =");
    else if (this.tok !== "=") return false;
    this.advance1();
    return true;
  }

  // -------------------------------------------------------------- errors

  errorAt(pos: Pos, message: string): void {
    this.errorCount++;
    this.errors.push({ pos, message });
  }

  branchError(pos: Pos, message: string, code: string): void {
    this.errors.push({ pos, message, code });
  }

  syntaxError(message: string): void {
    this.syntaxErrorAt(this.pos, message);
  }

  /** "in ...", "at ...", "after ..." and "expected ..." are prefixed with "unexpected TOKEN". */
  syntaxErrorAt(pos: Pos, message: string): void {
    if (this.tok === "EOF" && this.errors.length > 0) return;
    if (/^(in|at|after) /.test(message)) this.errorAt(pos, `syntax error: unexpected ${this.tokenText()} ${message}`);
    else if (message.startsWith("expected "))
      this.errorAt(pos, `syntax error: unexpected ${this.tokenText()}, ${message}`);
    else this.errorAt(pos, `syntax error: ${message}`);
  }

  private tokenText(): string {
    switch (this.tok) {
      case "name":
        return `name ${this.lit}`;
      case ";":
        return this.lit;
      case "literal":
        return `literal ${this.lit}`;
      case "op":
        return this.op;
      case "op=":
        return `${this.op}=`;
      case "opop":
        return this.op + this.op;
      default:
        return tokenName(this.tok);
    }
  }

  /** Skips to one of the tokens; without any, over exactly one token. */
  skipTo(...follow: Token[]): void {
    if (follow.length === 0) {
      if (this.tok !== "EOF") this.advance1();
      return;
    }
    while (this.tok !== "EOF" && !follow.includes(this.tok) && !(this.funcNest > 0 && statementStarts.has(this.tok)))
      this.advance1();
  }

  // -------------------------------------------------------------- common productions

  badExpr(pos = this.pos): BadExpr {
    return { kind: "BadExpr", pos, end: pos };
  }

  ident(pos: Pos, name: string): Ident {
    return { kind: "Ident", pos, end: pos + name.length, name };
  }

  name(): Ident {
    if (this.tok === "name") {
      const n = this.ident(this.pos, this.lit);
      this.advance1();
      return n;
    }
    const n = this.ident(this.pos, "_");
    this.syntaxError("expected name");
    this.skipTo();
    return n;
  }

  /** A list of items with separators up to and including close; item returns true to end it. Returns the position of close. */
  list(context: string, separator: "," | ";", close: ")" | "]" | "}", item: () => boolean): Pos {
    let done = false;
    while (this.tok !== "EOF" && this.tok !== close && !done) {
      done = item();
      if (!this.got(separator) && !this.is(close)) {
        this.syntaxError(`in ${context}; possibly missing ${tokenName(separator)} or ${tokenName(close)}`);
        this.skipTo(")", "]", "}");
        if (!this.is(close)) return this.pos;
      }
    }
    const pos = this.pos;
    this.want(close);
    return pos;
  }
}

const declarationPragmas: ReadonlySet<string> = new Set([
  "go:noinline",
  "go:nosplit",
  "go:noescape",
  "go:norace",
  "go:nocheckptr",
  "go:uintptrescapes",
  "go:uintptrkeepalive",
  "go:registerparams",
  "go:notinheap",
  "go:systemstack",
  "go:nowritebarrier",
  "go:nowritebarrierrec",
  "go:yeswritebarrierrec",
]);
