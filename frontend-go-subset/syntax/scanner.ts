// Text in, one token per call of next(). Inserts semicolons as the spec says ("When the input is broken into tokens, a
// semicolon is automatically inserted ... immediately after a line's final token if that token is ..."). Malformed tokens are
// reported and returned all the same. //go: comments are handed to a callback.

import { keywords, type Operator, precedence, type Token } from "./token.ts";

export type LitKind = "int" | "float" | "imag" | "char" | "string";

export interface ScannerHooks {
  /** A malformed token; offset in the text. */
  error(offset: number, message: string): void;
  /** "//line file:line:column" or the same between slash-star; text is what follows "line ", next where its effect begins. */
  line(offset: number, text: string, next: number): void;
  /** A "//go:..." comment. offset is behind the slashes; onOwnLine says that nothing precedes it on its line. */
  directive(offset: number, text: string, onOwnLine: boolean): void;
}

const letter = 1;
const digit = 2;
/** Classes of the ASCII characters: letters and "_" are 1, digits 2. */
const classOf = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const text = String.fromCharCode(c);
  classOf[c] = /[A-Za-z_]/.test(text) ? letter : /[0-9]/.test(text) ? digit : 0;
}

const endOfFile = -1;

export class Scanner {
  tok: Token = "EOF";
  /** Start and end offset of the current token. */
  start = 0;
  end = 0;
  /** A name's or literal's text; "semicolon", "newline" or "EOF" for ";". */
  lit = "";
  litKind: LitKind = "int";
  litBad = false;
  op: Operator = "+";
  prec = 0;

  private readonly text: string;
  private readonly hooks: ScannerHooks;
  private at = 0;
  private needSemi = false;

  constructor(text: string, hooks: ScannerHooks) {
    this.text = text;
    this.hooks = hooks;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  /** The unit at the current offset, or endOfFile. */
  private ch(): number {
    return this.at < this.text.length ? this.text.charCodeAt(this.at) : endOfFile;
  }

  next(): void {
    const text = this.text;
    const length = text.length;
    const insertSemi = this.needSemi;
    this.needSemi = false;

    for (;;) {
      let at = this.at;
      let c = endOfFile;
      while (at < length) {
        c = text.charCodeAt(at);
        if (c !== 0x20 && c !== 0x09 && c !== 0x0d && (c !== 0x0a || insertSemi)) break;
        at++;
      }
      this.at = at;
      this.start = at;
      if (at >= length) {
        this.end = at;
        this.tok = insertSemi ? ";" : "EOF";
        this.lit = "EOF";
        return;
      }
      if (c < 128 ? classOf[c] === letter : this.isIdentPart(true)) {
        this.identifier();
        this.end = this.at;
        return;
      }
      if (c >= 0x30 && c <= 0x39) {
        this.number(false);
        this.end = this.at;
        return;
      }
      this.at = at + 1;
      if (c === 0x2f) {
        const after = this.ch();
        if (after === 0x2f) {
          this.lineComment();
          continue;
        }
        if (after === 0x2a) {
          const hasNewline = this.blockComment();
          if (hasNewline && insertSemi) {
            this.end = this.at;
            this.tok = ";";
            this.lit = "newline";
            return;
          }
          continue;
        }
      }
      if (this.punctuation(c)) {
        this.end = this.at;
        return;
      }
      this.reportBadCharacter(at, "invalid character ");
      this.needSemi = false;
    }
  }

  /** Everything that is neither name nor number nor comment; false when c starts no token. this.at is behind c. */
  private punctuation(c: number): boolean {
    switch (c) {
      case 0x0a:
        return this.simple(";", false, "newline");
      case 0x22:
        this.stringLiteral();
        return true;
      case 0x60:
        this.rawString();
        return true;
      case 0x27:
        this.runeLiteral();
        return true;
      case 0x28:
        return this.simple("(", false);
      case 0x5b:
        return this.simple("[", false);
      case 0x7b:
        return this.simple("{", false);
      case 0x2c:
        return this.simple(",", false);
      case 0x3b:
        return this.simple(";", false, "semicolon");
      case 0x29:
        return this.simple(")", true);
      case 0x5d:
        return this.simple("]", true);
      case 0x7d:
        return this.simple("}", true);
      case 0x3a:
        return this.eat(0x3d) ? this.simple(":=", false) : this.simple(":", false);
      case 0x2e: {
        const d = this.ch();
        if (d >= 0x30 && d <= 0x39) {
          this.number(true);
          return true;
        }
        if (d === 0x2e && this.text.charCodeAt(this.at + 1) === 0x2e) {
          this.at += 2;
          return this.simple("...", false);
        }
        return this.simple(".", false);
      }
      case 0x2b:
        return this.addOperator("+", 0x2b);
      case 0x2d:
        return this.addOperator("-", 0x2d);
      case 0x2a:
        this.op = "*";
        this.prec = precedence.mul;
        return this.eat(0x3d) ? this.simple("op=", false) : this.simple("*", false);
      case 0x2f:
        return this.operator("/", precedence.mul, true);
      case 0x25:
        return this.operator("%", precedence.mul, true);
      case 0x26:
        if (this.eat(0x26)) return this.operator("&&", precedence.and, false);
        return this.eat(0x5e) ? this.operator("&^", precedence.mul, true) : this.operator("&", precedence.mul, true);
      case 0x7c:
        return this.eat(0x7c) ? this.operator("||", precedence.or, false) : this.operator("|", precedence.add, true);
      case 0x5e:
        return this.operator("^", precedence.add, true);
      case 0x3c:
        if (this.eat(0x3d)) return this.operator("<=", precedence.compare, false);
        if (this.eat(0x3c)) return this.operator("<<", precedence.mul, true);
        return this.eat(0x2d) ? this.simple("<-", false) : this.operator("<", precedence.compare, false);
      case 0x3e:
        if (this.eat(0x3d)) return this.operator(">=", precedence.compare, false);
        return this.eat(0x3e)
          ? this.operator(">>", precedence.mul, true)
          : this.operator(">", precedence.compare, false);
      case 0x3d:
        return this.eat(0x3d) ? this.operator("==", precedence.compare, false) : this.simple("=", false);
      case 0x21:
        return this.eat(0x3d) ? this.operator("!=", precedence.compare, false) : this.operator("!", 0, false);
      case 0x7e:
        return this.operator("~", 0, false);
      default:
        return false;
    }
  }

  private simple(tok: Token, needSemi: boolean, lit = ""): true {
    this.tok = tok;
    this.needSemi = needSemi;
    this.lit = lit;
    return true;
  }

  private operator(op: Operator, prec: number, mayAssign: boolean): true {
    this.op = op;
    this.prec = prec;
    this.tok = mayAssign && this.eat(0x3d) ? "op=" : "op";
    return true;
  }

  private addOperator(op: "+" | "-", same: number): true {
    if (this.eat(same)) {
      this.op = op;
      this.prec = precedence.add;
      return this.simple("opop", true);
    }
    return this.operator(op, precedence.add, true);
  }

  private eat(c: number): boolean {
    if (this.ch() !== c) return false;
    this.at++;
    return true;
  }

  // -------------------------------------------------------------- names

  private identifier(): void {
    const text = this.text;
    let at = this.at;
    let c = text.charCodeAt(at);
    while (c < 128 && classOf[c] !== 0) c = text.charCodeAt(++at);
    this.at = at;
    if (c >= 128) while (this.at < text.length && this.isIdentPart(false)) this.at += this.codePoint() > 0xffff ? 2 : 1;
    const word = text.slice(this.start, this.at);
    const keyword = word.length >= 2 ? keywords.get(word) : undefined;
    if (keyword !== undefined) {
      this.tok = keyword;
      this.lit = word;
      this.needSemi =
        keyword === "break" || keyword === "continue" || keyword === "fallthrough" || keyword === "return";
      return;
    }
    this.needSemi = true;
    this.lit = word;
    this.tok = "name";
  }

  private codePoint(): number {
    return this.text.codePointAt(this.at) ?? 0;
  }

  /** At any character: whether it belongs to an identifier. Non-ASCII ones that do not are reported and taken in. */
  private isIdentPart(isFirst: boolean): boolean {
    const code = this.codePoint();
    if (code < 128) return classOf[code] === letter || (classOf[code] === digit && !isFirst);
    const character = String.fromCodePoint(code);
    if (/\p{L}/u.test(character)) return true;
    if (/\p{Nd}/u.test(character)) {
      if (isFirst) this.reportBadCharacter(this.at, "identifier cannot begin with digit ");
    } else if (code !== 0xfeff) {
      this.reportBadCharacter(this.at, "invalid character ", " in identifier");
    }
    return true;
  }

  private reportBadCharacter(at: number, before: string, after = ""): void {
    const code = this.text.codePointAt(at) ?? 0;
    // Reported for the whole file at once.
    if (code === 0) return;
    this.hooks.error(at, `${before}${unicodeName(code)}${after}`);
  }

  // -------------------------------------------------------------- numbers

  private finishLiteral(kind: LitKind, ok: boolean): void {
    this.needSemi = true;
    this.tok = "literal";
    this.lit = this.text.slice(this.start, this.at);
    this.litKind = kind;
    this.litBad = !ok;
  }

  /** Consumes digits of base and "_". Returns 1 if there was a digit, plus 2 if there was a separator. */
  private digits(base: number): { seen: number; invalid: number } {
    let seen = 0;
    let invalid = -1;
    for (;;) {
      const c = this.ch();
      if (c === 0x5f) seen |= 2;
      else if (base <= 10 ? c >= 0x30 && c <= 0x39 : isHexDigit(c)) {
        if (base <= 10 && c >= 0x30 + base && invalid < 0) invalid = this.at - this.start;
        seen |= 1;
      } else return { seen, invalid };
      this.at++;
    }
  }

  private number(seenPoint: boolean): void {
    let ok = true;
    let kind: LitKind = seenPoint ? "float" : "int";
    let base = 10;
    let prefix = "";
    let seen = 0;
    let invalid = -1;
    const fail = (offset: number, message: string): void => {
      if (ok) this.hooks.error(offset, message);
      ok = false;
    };
    const part = (radix: number): void => {
      const found = this.digits(radix);
      seen |= found.seen;
      if (invalid < 0) invalid = found.invalid;
    };

    let point = seenPoint;
    if (!point) {
      if (this.ch() === 0x30) {
        this.at++;
        const p = this.ch() | 0x20;
        if (p === 0x78) [base, prefix] = [16, "x"];
        else if (p === 0x6f) [base, prefix] = [8, "o"];
        else if (p === 0x62) [base, prefix] = [2, "b"];
        else {
          [base, prefix] = [8, "0"];
          seen = 1;
        }
        if (prefix !== "0") this.at++;
      }
      part(base);
      if (this.ch() === 0x2e) {
        if (prefix === "o" || prefix === "b") fail(this.at, `invalid radix point in ${baseName(base)} literal`);
        this.at++;
        point = true;
      }
    }
    if (point) {
      kind = "float";
      part(base);
    }
    if ((seen & 1) === 0) fail(this.at, `${baseName(base)} literal has no digits`);

    const e = this.ch() | 0x20;
    if (this.ch() !== endOfFile && (e === 0x65 || e === 0x70)) {
      const shown = `'${this.text[this.at]}'`;
      if (e === 0x65 && prefix !== "" && prefix !== "0") fail(this.at, `${shown} exponent requires decimal mantissa`);
      else if (e === 0x70 && prefix !== "x") fail(this.at, `${shown} exponent requires hexadecimal mantissa`);
      this.at++;
      kind = "float";
      if (this.ch() === 0x2b || this.ch() === 0x2d) this.at++;
      const exponent = this.digits(10).seen;
      seen = exponent | (seen & 2);
      if ((exponent & 1) === 0) fail(this.at, "exponent has no digits");
    } else if (prefix === "x" && kind === "float") {
      fail(this.at, "hexadecimal mantissa requires a 'p' exponent");
    }
    if (this.ch() === 0x69) {
      kind = "imag";
      this.at++;
    }
    this.finishLiteral(kind, ok);
    if (kind === "int" && invalid >= 0) {
      fail(this.start + invalid, `invalid digit '${this.lit[invalid]}' in ${baseName(base)} literal`);
    }
    if ((seen & 2) !== 0 && ok) {
      const bad = badSeparator(this.lit);
      if (bad >= 0) fail(this.start + bad, "'_' must separate successive digits");
    }
    this.litBad = !ok;
  }

  // -------------------------------------------------------------- strings and runes

  private stringLiteral(): void {
    let ok = true;
    for (;;) {
      const c = this.ch();
      if (c === 0x22) {
        this.at++;
        break;
      }
      if (c === 0x5c) {
        this.at++;
        if (!this.escape(0x22)) ok = false;
        continue;
      }
      if (c === 0x0a || c === endOfFile) {
        this.hooks.error(c === 0x0a ? this.at : this.start, c === 0x0a ? "newline in string" : "string not terminated");
        ok = false;
        break;
      }
      this.at++;
    }
    this.finishLiteral("string", ok);
  }

  private rawString(): void {
    const close = this.text.indexOf("`", this.at);
    if (close < 0) this.hooks.error(this.start, "string not terminated");
    this.at = close < 0 ? this.text.length : close + 1;
    this.finishLiteral("string", close >= 0);
  }

  private runeLiteral(): void {
    let ok = true;
    const fail = (offset: number, message: string): void => {
      if (ok) this.hooks.error(offset, message);
      ok = false;
    };
    for (let n = 0; ; n++) {
      const c = this.ch();
      if (c === 0x27) {
        if (n === 0) fail(this.at, "empty rune literal or unescaped '");
        else if (n !== 1) fail(this.start, "more than one character in rune literal");
        this.at++;
        break;
      }
      if (c === 0x5c) {
        this.at++;
        if (!this.escape(0x27)) ok = false;
        continue;
      }
      if (c === 0x0a) {
        fail(this.at, "newline in rune literal");
        break;
      }
      if (c === endOfFile) {
        fail(this.start, "rune literal not terminated");
        break;
      }
      this.at += this.codePoint() > 0xffff ? 2 : 1;
    }
    this.finishLiteral("char", ok);
  }

  /** Behind a backslash. */
  private escape(quote: number): boolean {
    const c = this.ch();
    let count: number;
    let base = 16;
    let max = 0x10ffff;
    if (c === quote || (c < 128 && c > 0 && "abfnrtv\\".includes(String.fromCharCode(c)))) {
      this.at++;
      return true;
    }
    if (c >= 0x30 && c <= 0x37) [count, base, max] = [3, 8, 255];
    else if (c === 0x78) [count, max] = [2, 255];
    else if (c === 0x75) count = 4;
    else if (c === 0x55) count = 8;
    else {
      if (c === endOfFile) return true;
      this.hooks.error(this.at, "unknown escape");
      return false;
    }
    if (base === 16) this.at++;
    let value = 0;
    for (; count > 0; count--) {
      const d = this.ch();
      if (d === endOfFile) return true;
      const weight = isHexDigit(d) ? Number.parseInt(String.fromCharCode(d), 16) : base;
      if (weight >= base) {
        this.hooks.error(this.at, `invalid character ${quoteRune(this.codePoint())} in ${baseName(base)} escape`);
        return false;
      }
      value = value * base + weight;
      this.at++;
    }
    if (value > max && base === 8) {
      this.hooks.error(this.at, `octal escape value ${value} > 255`);
      return false;
    }
    if (value > max || (value >= 0xd800 && value < 0xe000)) {
      this.hooks.error(this.at, `escape is invalid Unicode code point ${unicodeName(value)}`);
      return false;
    }
    return true;
  }

  // -------------------------------------------------------------- comments

  /** At the second slash. Leaves this.at at the newline or the end. */
  private lineComment(): void {
    const text = this.text;
    const newline = text.indexOf("\n", this.at);
    const end = newline < 0 ? text.length : newline;
    if (text.startsWith("go:", this.at + 1)) {
      const stop = text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
      const lineStart = text.lastIndexOf("\n", this.start) + 1;
      const onOwnLine = text.slice(lineStart, this.start).trim() === "";
      this.hooks.directive(this.at + 1, text.slice(this.at + 1, stop), onOwnLine);
    }
    if (text.startsWith("line ", this.at + 1) && (this.start === 0 || text.charCodeAt(this.start - 1) === 0x0a)) {
      this.hooks.line(this.start, text.slice(this.at + 6, end).trimEnd(), Math.min(end + 1, text.length));
    }
    this.at = end;
  }

  /** At the star. Returns whether the comment spans lines. */
  private blockComment(): boolean {
    const text = this.text;
    const close = text.indexOf("*/", this.at + 1);
    const end = close < 0 ? text.length : close + 2;
    if (close < 0) this.hooks.error(this.start, "comment not terminated");
    if (close >= 0 && text.startsWith("line ", this.at + 1))
      this.hooks.line(this.start, text.slice(this.at + 6, close), end);
    const newline = text.indexOf("\n", this.at);
    this.at = end;
    return newline >= 0 && newline < end;
  }
}

function isHexDigit(c: number): boolean {
  const lower = c | 0x20;
  return (c >= 0x30 && c <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

function baseName(base: number): string {
  return base === 2 ? "binary" : base === 8 ? "octal" : base === 10 ? "decimal" : "hexadecimal";
}

/** U+0040 '@', as Go's %#U prints it. */
export function unicodeName(code: number): string {
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const isPrintable =
    code <= 0x10ffff &&
    (code < 0xd800 || code >= 0xe000) &&
    /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(String.fromCodePoint(code));
  return isPrintable ? `${number} '${String.fromCodePoint(code)}'` : number;
}

/** A character in single quotes, as Go's %q prints it. */
function quoteRune(code: number): string {
  const simple = new Map([
    [7, "\\a"],
    [8, "\\b"],
    [9, "\\t"],
    [10, "\\n"],
    [11, "\\v"],
    [12, "\\f"],
    [13, "\\r"],
    [39, "\\'"],
    [92, "\\\\"],
  ]);
  const known = simple.get(code);
  if (known !== undefined) return `'${known}'`;
  return code < 32 ? `'\\x${code.toString(16).padStart(2, "0")}'` : `'${String.fromCodePoint(code)}'`;
}

/** The index of the first "_" in a number that does not stand between digits (a base prefix counts as a digit), or -1. */
function badSeparator(lit: string): number {
  const isHex = /^0[xX]/.test(lit);
  let previous = ".";
  let start = 0;
  if (/^0[xXoObB]/.test(lit)) {
    previous = "0";
    start = 2;
  }
  for (let at = start; at < lit.length; at++) {
    const c = lit[at];
    if (c === "_") {
      if (previous !== "0") return at;
      previous = "_";
    } else if (/[0-9]/.test(c) || (isHex && /[a-fA-F]/.test(c))) {
      previous = "0";
    } else {
      if (previous === "_") return at - 1;
      previous = ".";
    }
  }
  return previous === "_" ? lit.length - 1 : -1;
}
