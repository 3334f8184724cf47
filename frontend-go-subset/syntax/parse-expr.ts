// Expressions.

import type { BinaryOp } from "./ast.ts";
import { type CompositeLit, type Expr, type FuncLit, type UnaryOp, unparen } from "./ast.ts";
import { funcBody } from "./parse-stmt.ts";
import { funcType, literalOrNone, receiveChannel, type, typeList } from "./parse-type.ts";
import type { Parser } from "./parser.ts";
import type { Pos } from "./source.ts";

// Expression = UnaryExpr | Expression binary_op Expression .
export function expr(p: Parser): Expr {
  return binaryExpr(p, undefined, 0);
}

// ExpressionList = Expression { "," Expression } .
export function exprList(p: Parser): Expr[] {
  const list = [expr(p)];
  while (p.got(",")) list.push(expr(p));
  return list;
}

/** Operators that bind tighter than prec; the first operand may have been parsed already. */
export function binaryExpr(p: Parser, first: Expr | undefined, prec: number): Expr {
  let x = first ?? unaryExpr(p);
  let sums = 0;
  while ((p.tok === "op" || p.tok === "*") && p.prec > prec) {
    const opPos = p.pos;
    const op = p.op as BinaryOp;
    const inner = p.prec;
    p.advance1();
    const y = binaryExpr(p, undefined, inner);
    x = { kind: "BinaryExpr", pos: x.pos, end: p.lastEnd, op, opPos, x, y };
    if (op === "+" && ++sums > longSum) {
      x = balanced(x) ?? x;
      sums = 0;
    }
  }
  return x;
}

/** So many operands in a row are a long sum. */
const longSum = 100;

/**
 * A long sum of string literals as a tree that is not deep, which every later stage walks down: ((a + b) + c) + d becomes
 * (a + b) + (c + d). Sums that were balanced before count as operands. Undefined for a sum of anything else.
 */
function balanced(sum: Expr): Expr | undefined {
  const operands: Expr[] = [];
  const signs: Pos[] = [];
  let x = sum;
  for (; x.kind === "BinaryExpr" && x.op === "+" && !balancedSums.has(x); x = x.x) {
    operands.push(x.y);
    signs.push(x.opPos);
  }
  operands.push(x);
  operands.reverse();
  signs.reverse();
  if (!operands.every((e) => balancedSums.has(e) || (e.kind === "BasicLit" && e.litKind === "string")))
    return undefined;
  const between = (from: number, to: number): Expr => {
    if (to - from === 1) return operands[from];
    const middle = (from + to) >> 1;
    const [left, right] = [between(from, middle), between(middle, to)];
    return { kind: "BinaryExpr", pos: left.pos, end: right.end, op: "+", opPos: signs[middle - 1], x: left, y: right };
  };
  const result = between(0, operands.length);
  balancedSums.add(result);
  return result;
}

const balancedSums = new WeakSet<Expr>();

// UnaryExpr = PrimaryExpr | unary_op UnaryExpr .
function unaryExpr(p: Parser): Expr {
  const pos = p.pos;
  switch (p.tok) {
    case "*": {
      p.advance1();
      const x = unaryExpr(p);
      return { kind: "StarExpr", pos, end: p.lastEnd, x };
    }
    case "op":
      switch (p.op) {
        case "+":
        case "-":
        case "!":
        case "^":
        case "~":
        case "&": {
          const op: UnaryOp = p.op;
          p.advance1();
          const x = unaryExpr(p);
          // Parentheses are dropped below & (gc does, and says so in messages).
          return { kind: "UnaryExpr", pos, end: p.lastEnd, op, x: op === "&" ? unparen(x) : x };
        }
      }
      break;
    case "<-": {
      p.advance1();
      // "<-chan T" is a type, "<-x" receives: what follows decides.
      const x = unaryExpr(p);
      if (x.kind === "ChanType") return receiveChannel(p, pos, x);
      return { kind: "UnaryExpr", pos, end: p.lastEnd, op: "<-", x };
    }
  }
  return primaryExpr(p, undefined, true);
}

/** Operand = Literal | OperandName | "(" Expression ")" | FunctionLit | Type . */
function operand(p: Parser, keepParens: boolean): Expr {
  const pos = p.pos;
  switch (p.tok) {
    case "name":
      return p.name();
    case "literal":
      return literalOrNone(p)!;
    case "(": {
      p.advance1();
      p.exprNest++;
      const x = expr(p);
      p.exprNest--;
      p.want(")");
      // Kept before "{" so that a parenthesized literal type can be reported.
      return keepParens || p.is("{") ? { kind: "ParenExpr", pos, end: p.lastEnd, x } : x;
    }
    case "func": {
      p.advance1();
      const t = funcType(p, "function type", pos);
      if (!p.is("{")) return t;
      p.exprNest++;
      const body = funcBody(p);
      p.exprNest--;
      return { kind: "FuncLit", pos, end: p.lastEnd, type: t, body } satisfies FuncLit;
    }
    case "[":
    case "chan":
    case "map":
    case "struct":
    case "interface":
      return type(p);
    default: {
      const bad = p.badExpr();
      p.syntaxError("expected expression");
      p.skipTo(")", "]", "}");
      return bad;
    }
  }
}

/**
 * PrimaryExpr = Operand | Conversion | PrimaryExpr ( Selector | Index | Slice | TypeAssertion | Arguments | LiteralValue ) .
 */
export function primaryExpr(p: Parser, first: Expr | undefined, keepParens: boolean): Expr {
  let x = first ?? operand(p, keepParens);
  for (;;) {
    switch (p.tok) {
      case ".":
        p.advance1();
        x = selectorOrAssertion(p, x);
        break;
      case "[":
        x = indexOrSlice(p, x);
        break;
      case "(": {
        const lparen = p.pos;
        p.advance1();
        const args: Expr[] = [];
        let hasDots = false;
        p.exprNest++;
        const rparen = p.list("argument list", ",", ")", () => {
          args.push(expr(p));
          hasDots = p.got("...");
          return hasDots;
        });
        p.exprNest--;
        x = { kind: "CallExpr", pos: x.pos, end: p.lastEnd, fun: x, lparen, args, hasDots, rparen };
        break;
      }
      case "{": {
        const t = unparen(x);
        if (!canBeLiteralType(p, t)) return x;
        if (t !== x) p.syntaxError("cannot parenthesize type in composite literal");
        x = compositeLit(p, x);
        break;
      }
      default:
        return x;
    }
  }
}

/** Whether "{" behind the expression opens a composite literal. */
function canBeLiteralType(p: Parser, t: Expr): boolean {
  switch (t.kind) {
    case "Ident":
    case "SelectorExpr":
      return p.exprNest >= 0;
    case "IndexExpr":
      return p.exprNest >= 0 && !isValue(t);
    case "ArrayType":
    case "StructType":
    case "MapType":
      return true;
    default:
      return false;
  }
}

/** Certainly a value and not a type, by its form. */
function isValue(x: Expr): boolean {
  switch (x.kind) {
    case "BasicLit":
    case "CompositeLit":
    case "FuncLit":
    case "SliceExpr":
    case "TypeAssertExpr":
    case "CallExpr":
    case "UnaryExpr":
    case "BinaryExpr":
      return true;
    case "ParenExpr":
      return isValue(x.x);
    case "IndexExpr":
      return isValue(x.x) || x.indices.some(isValue);
    default:
      return false;
  }
}

// Selector = "." identifier .   TypeAssertion = "." "(" Type ")" .   (behind the dot)
function selectorOrAssertion(p: Parser, x: Expr): Expr {
  switch (p.tok) {
    case "name": {
      const sel = p.name();
      return { kind: "SelectorExpr", pos: x.pos, end: p.lastEnd, x, sel };
    }
    case "(": {
      p.advance1();
      const t = p.got("type") ? undefined : type(p);
      p.want(")");
      return { kind: "TypeAssertExpr", pos: x.pos, end: p.lastEnd, x, type: t };
    }
    default:
      p.syntaxError("expected name or (");
      p.skipTo(";", ")");
      return x;
  }
}

// Index = "[" Expression [ "," ] "]" | TypeArgs .   Slice = "[" [ E ] ":" [ E ] "]" | "[" [ E ] ":" E ":" E "]" .
function indexOrSlice(p: Parser, x: Expr): Expr {
  const lbrack = p.pos;
  p.advance1();
  let low: Expr | undefined;
  if (!p.is(":")) {
    let list: Expr[];
    let comma = false;
    if (p.is("]")) {
      p.syntaxError("expected operand");
      list = [p.badExpr()];
    } else {
      ({ list, comma } = typeList(p, false));
    }
    if (comma || p.is("]")) {
      p.want("]");
      return { kind: "IndexExpr", pos: x.pos, end: p.lastEnd, x, lbrack, indices: list };
    }
    low = list[0];
  }
  if (!p.got(":")) {
    p.syntaxError("expected comma, : or ]");
    p.skipTo(",", ":", "]");
  }
  p.exprNest++;
  let high: Expr | undefined;
  let max: Expr | undefined;
  let full = false;
  if (!p.is(":") && !p.is("]")) high = expr(p);
  if (p.is(":")) {
    full = true;
    if (!high) {
      p.errorAt(p.pos, "middle index required in 3-index slice");
      high = p.badExpr();
    }
    p.advance1();
    if (p.is("]")) {
      p.errorAt(p.pos, "final index required in 3-index slice");
      max = p.badExpr();
    } else {
      max = expr(p);
    }
  }
  p.exprNest--;
  p.want("]");
  return { kind: "SliceExpr", pos: x.pos, end: p.lastEnd, x, lbrack, low, high, max, full };
}

// LiteralValue = "{" [ ElementList [ "," ] ] "}" .   KeyedElement = [ Key ":" ] Element .
export function compositeLit(p: Parser, t: Expr | undefined): CompositeLit {
  const lbrace = p.pos;
  const elts: Expr[] = [];
  p.exprNest++;
  p.want("{");
  const rbrace = p.list("composite literal", ",", "}", () => {
    const e = element(p);
    if (p.is(":")) {
      p.advance1();
      const value = element(p);
      elts.push({ kind: "KeyValueExpr", pos: e.pos, end: p.lastEnd, key: e, value });
    } else {
      elts.push(e);
    }
    return false;
  });
  p.exprNest--;
  const pos: Pos = t?.pos ?? lbrace;
  return { kind: "CompositeLit", pos, end: p.lastEnd, type: t, lbrace, elts, rbrace };
}

// Element = Expression | LiteralValue .
function element(p: Parser): Expr {
  return p.is("{") ? compositeLit(p, undefined) : expr(p);
}
