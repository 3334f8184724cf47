// Statements and function bodies.

import type {
  BinaryOp,
  BlockStmt,
  CaseClause,
  CommClause,
  Expr,
  ForStmt,
  Ident,
  IfStmt,
  LabeledStmt,
  RangeStmt,
  SelectStmt,
  Stmt,
  SwitchStmt,
  TypeAssertExpr,
  TypeSwitchStmt,
} from "./ast.ts";
import { unparen } from "./ast.ts";
import { checkBranches } from "./branches.ts";
import { exprString, stmtString } from "./expr-string.ts";
import { expr, exprList, primaryExpr } from "./parse-expr.ts";
import { genDecl } from "./parse-file.ts";
import type { Parser } from "./parser.ts";
import type { Pos } from "./source.ts";

// FunctionBody = Block .   Its labels and jumps are checked here when it has no syntax errors.
export function funcBody(p: Parser): BlockStmt {
  p.funcNest++;
  const errors = p.errorCount;
  const body = block(p, "");
  p.funcNest--;
  if (errors === p.errorCount) checkBranches(body, p);
  return body;
}

// Block = "{" StatementList "}" .   context tells what the block belongs to, for "expected { after ..."
function block(p: Parser, context: string): BlockStmt {
  const pos = p.pos;
  if (!p.got("{")) {
    p.syntaxError(`expected { after ${context}`);
    p.skipTo("name", "}");
    const rbrace = p.pos;
    if (p.got("}")) return { kind: "BlockStmt", pos, end: p.lastEnd, list: [], rbrace };
  }
  const list = stmtList(p);
  const rbrace = p.pos;
  p.want("}");
  return { kind: "BlockStmt", pos, end: p.lastEnd, list, rbrace };
}

// StatementList = { Statement ";" } .
function stmtList(p: Parser): Stmt[] {
  const list: Stmt[] = [];
  while (p.tok !== "EOF" && p.tok !== "}" && p.tok !== "case" && p.tok !== "default") {
    const s = stmtOrNone(p);
    p.clearPragmas();
    if (!s) break;
    list.push(s);
    // ";" is optional before "}".
    if (!p.got(";") && !p.is("}")) {
      p.syntaxError("at end of statement");
      p.skipTo(";", "}", "case", "default");
      p.got(";");
    }
  }
  return list;
}

/**
 * Statement = Declaration | LabeledStmt | SimpleStmt | GoStmt | ReturnStmt | BreakStmt | ContinueStmt | GotoStmt |
 *   FallthroughStmt | Block | IfStmt | SwitchStmt | SelectStmt | ForStmt | DeferStmt .
 */
function stmtOrNone(p: Parser): Stmt | undefined {
  const pos = p.pos;
  switch (p.tok) {
    case "name": {
      p.clearPragmas();
      const lhs = exprList(p);
      if (lhs.length === 1 && lhs[0].kind === "Ident" && p.is(":")) return labeledStmt(p, lhs[0]);
      return simpleStmt(p, lhs, undefined) as Stmt;
    }
    case "var":
    case "const":
    case "type": {
      const decl = genDecl(p, p.tok);
      return { kind: "DeclStmt", pos, end: p.lastEnd, decl };
    }
  }
  p.clearPragmas();
  switch (p.tok) {
    case "{":
      return block(p, "");
    case "op":
      return p.op === "+" || p.op === "-" || p.op === "&" || p.op === "^" || p.op === "!"
        ? (simpleStmt(p, undefined, undefined) as Stmt)
        : undefined;
    case "*":
    case "literal":
    case "func":
    case "(":
    case "[":
    case "struct":
    case "map":
    case "chan":
    case "interface":
    case "<-":
      return simpleStmt(p, undefined, undefined) as Stmt;
    case "for":
      return forStmt(p);
    case "switch":
      return switchStmt(p);
    case "select":
      return selectStmt(p);
    case "if":
      return ifStmt(p);
    case "fallthrough":
      p.advance1();
      return { kind: "BranchStmt", pos, end: p.lastEnd, tok: "fallthrough" };
    case "break":
    case "continue": {
      const tok = p.tok;
      p.advance1();
      const label = p.is("name") ? p.name() : undefined;
      return { kind: "BranchStmt", pos, end: p.lastEnd, tok, label };
    }
    case "goto": {
      p.advance1();
      const label = p.name();
      return { kind: "BranchStmt", pos, end: p.lastEnd, tok: "goto", label };
    }
    case "go":
    case "defer":
      return callStmt(p, p.tok);
    case "return": {
      p.advance1();
      const results = p.is(";") || p.is("}") ? [] : exprList(p);
      return { kind: "ReturnStmt", pos, end: p.lastEnd, results };
    }
    case ";":
      return { kind: "EmptyStmt", pos, end: pos };
    default:
      return undefined;
  }
}

// GoStmt = "go" Expression .   DeferStmt = "defer" Expression .
function callStmt(p: Parser, tok: "go" | "defer"): Stmt {
  const pos = p.pos;
  p.advance1();
  const x = primaryExpr(p, undefined, p.is("("));
  const call = unparen(x);
  if (call !== x) p.errorAt(x.pos, `expression in ${tok} must not be parenthesized`);
  return { kind: tok === "go" ? "GoStmt" : "DeferStmt", pos, end: p.lastEnd, call };
}

// LabeledStmt = Label ":" Statement .
function labeledStmt(p: Parser, label: Ident): LabeledStmt | undefined {
  const colon = p.pos;
  p.want(":");
  if (p.is("}")) {
    // A missing semicolon before "}" implies an empty statement.
    const empty: Stmt = { kind: "EmptyStmt", pos: p.pos, end: p.pos };
    return { kind: "LabeledStmt", pos: label.pos, end: p.lastEnd, label, stmt: empty };
  }
  const stmt = stmtOrNone(p);
  if (stmt) return { kind: "LabeledStmt", pos: label.pos, end: p.lastEnd, label, stmt };
  p.syntaxErrorAt(colon, "missing statement after label");
  return undefined;
}

/** "range x" in a for header, before the body is known. */
interface RangeClause {
  readonly kind: "RangeClause";
  readonly lhs: readonly Expr[];
  readonly isDefine: boolean;
  readonly opPos: Pos;
  readonly rangePos: Pos;
  readonly x: Expr;
}

/**
 * SimpleStmt = EmptyStmt | ExpressionStmt | SendStmt | IncDecStmt | Assignment | ShortVarDecl .
 * In a for header also RangeClause = [ ExpressionList "=" | IdentifierList ":=" ] "range" Expression .
 */
function simpleStmt(
  p: Parser,
  given: Expr[] | undefined,
  header: "if" | "for" | "switch" | undefined,
): Stmt | RangeClause {
  if (header === "for" && p.is("range")) return rangeClause(p, [], false, p.pos);
  const lhs = given ?? exprList(p);
  const pos = lhs[0].pos;
  const opPos = p.pos;
  if (lhs.length === 1) {
    switch (p.tok) {
      case "op=": {
        const op = p.op as BinaryOp;
        p.advance1();
        const rhs = [expr(p)];
        return { kind: "AssignStmt", pos, end: p.lastEnd, lhs, op, opPos, rhs };
      }
      case "opop": {
        const op = p.op === "+" ? "++" : "--";
        p.advance1();
        return { kind: "IncDecStmt", pos, end: p.lastEnd, x: lhs[0], op, opPos };
      }
      case "<-": {
        p.advance1();
        const value = expr(p);
        return { kind: "SendStmt", pos, end: p.lastEnd, chan: lhs[0], value, opPos };
      }
      case "=":
      case ":=":
        break;
      default:
        return { kind: "ExprStmt", pos, end: lhs[0].end, x: lhs[0] };
    }
  }
  if (p.tok === "=" || p.tok === ":=") {
    const op = p.tok;
    p.advance1();
    if (header === "for" && p.is("range")) return rangeClause(p, lhs, op === ":=", opPos);
    const rhs = exprList(p);
    return { kind: "AssignStmt", pos, end: p.lastEnd, lhs, op, opPos, rhs };
  }
  p.syntaxError("expected := or = or comma");
  p.skipTo(";", "}");
  return { kind: "ExprStmt", pos, end: lhs[0].end, x: lhs[0] };
}

function rangeClause(p: Parser, lhs: Expr[], isDefine: boolean, opPos: Pos): RangeClause {
  const rangePos = p.pos;
  p.advance1();
  return { kind: "RangeClause", lhs, isDefine, opPos, rangePos, x: expr(p) };
}

interface Header {
  init?: Stmt;
  cond?: Expr;
  /** A type switch's guard was "name := x.(type)". */
  bind?: Ident;
  guardPos?: Pos;
  post?: Stmt;
  range?: RangeClause;
}

/** What stands between the keyword and "{" of if, for and switch. */
function header(p: Parser, keyword: "if" | "for" | "switch"): Header {
  const result: Header = {};
  p.want(keyword);
  if (p.is("{")) {
    if (keyword === "if") {
      p.syntaxError("missing condition in if statement");
      result.cond = p.badExpr();
    }
    return result;
  }
  const outer = p.exprNest;
  p.exprNest = -1;
  let init: Stmt | undefined;
  if (!p.is(";")) {
    // People coming from other languages write "for var i".
    if (p.got("var")) p.syntaxError(`var declaration not allowed in ${keyword} initializer`);
    const first = simpleStmt(p, undefined, keyword);
    if (first.kind === "RangeClause") {
      p.exprNest = outer;
      return { range: first };
    }
    init = first;
  }

  let cond: Stmt | undefined;
  let semi: { pos: Pos; lit: string } | undefined;
  if (p.is("{")) {
    cond = init;
    init = undefined;
  } else {
    if (p.is(";")) {
      semi = { pos: p.pos, lit: p.lit };
      p.advance1();
    } else {
      // Asking for "{" rather than ";" gives the better message.
      p.want("{");
      if (!p.is("{")) p.skipTo("{", "}");
    }
    if (keyword === "for") cond = forClauseRest(p, result);
    else if (!p.is("{")) cond = simpleStmt(p, undefined, keyword) as Stmt;
  }
  result.init = init;

  if (!cond) {
    if (keyword === "if" && semi) {
      if (semi.lit === "semicolon") p.syntaxErrorAt(semi.pos, "missing condition in if statement");
      else p.syntaxErrorAt(semi.pos, `unexpected ${semi.lit}, expected { after if clause`);
      result.cond = p.badExpr(semi.pos);
    }
  } else if (cond.kind === "ExprStmt") {
    result.cond = cond.x;
    result.guardPos = cond.pos;
  } else if (keyword === "switch" && cond.kind === "AssignStmt" && isGuardBinding(cond.lhs, cond.op, cond.rhs)) {
    result.bind = cond.lhs[0] as Ident;
    result.cond = cond.rhs[0];
    result.guardPos = cond.pos;
  } else {
    reportStmtAsValue(p, cond);
  }
  p.exprNest = outer;
  return result;
}

/** ForClause = [ InitStmt ] ";" [ Condition ] ";" [ PostStmt ] .   (behind the first semicolon) */
function forClauseRest(p: Parser, result: Header): Stmt | undefined {
  let cond: Stmt | undefined;
  if (!p.is(";")) {
    if (p.is("{")) {
      p.syntaxError("expected for loop condition");
      return undefined;
    }
    cond = simpleStmt(p, undefined, undefined) as Stmt;
  }
  p.want(";");
  if (!p.is("{")) {
    const post = simpleStmt(p, undefined, undefined) as Stmt;
    result.post = post;
    if (post.kind === "AssignStmt" && post.op === ":=") {
      p.syntaxErrorAt(post.opPos, "cannot declare in post statement of for loop");
    }
  }
  return cond;
}

function isGuardBinding(lhs: readonly Expr[], op: string, rhs: readonly Expr[]): boolean {
  return op === ":=" && lhs.length === 1 && lhs[0].kind === "Ident" && rhs.length === 1 && isGuard(rhs[0]);
}

function isGuard(x: Expr): x is TypeAssertExpr {
  return x.kind === "TypeAssertExpr" && x.type === undefined;
}

function reportStmtAsValue(p: Parser, s: Stmt): void {
  let text = stmtString(s);
  let pos = s.pos;
  if (s.kind === "AssignStmt" || s.kind === "IncDecStmt" || s.kind === "SendStmt") pos = s.opPos;
  // A common mistake is "=" for "==".
  if (s.kind === "AssignStmt" && s.op === "=") text = `assignment ${emphasize(s.lhs)} = ${emphasize(s.rhs)}`;
  p.syntaxErrorAt(pos, `cannot use ${text} as value`);
}

function emphasize(list: readonly Expr[]): string {
  const text = list.map(exprString).join(", ");
  return list.length === 1 && list[0].kind === "BinaryExpr" ? `(${text})` : text;
}

// IfStmt = "if" [ SimpleStmt ";" ] Expression Block [ "else" ( IfStmt | Block ) ] .
function ifStmt(p: Parser): IfStmt {
  const pos = p.pos;
  const { init, cond } = header(p, "if");
  const body = block(p, "if clause");
  let otherwise: IfStmt | BlockStmt | undefined;
  if (p.got("else")) {
    if (p.is("if")) otherwise = ifStmt(p);
    else if (p.is("{")) otherwise = block(p, "");
    else {
      p.syntaxError("else must be followed by if or statement block");
      p.skipTo("name", "}");
    }
  }
  return { kind: "IfStmt", pos, end: p.lastEnd, init, cond: cond ?? p.badExpr(), body, else: otherwise };
}

// ForStmt = "for" [ Condition | ForClause | RangeClause ] Block .
function forStmt(p: Parser): ForStmt | RangeStmt {
  const pos = p.pos;
  const { init, cond, post, range } = header(p, "for");
  const body = block(p, "for clause");
  if (!range) return { kind: "ForStmt", pos, end: p.lastEnd, init, cond, post, body };
  const [key, value, extra] = range.lhs;
  const { isDefine, opPos, rangePos, x } = range;
  return { kind: "RangeStmt", pos, end: p.lastEnd, key, value, extra, isDefine, opPos, rangePos, x, body };
}

// SwitchStmt = "switch" [ SimpleStmt ";" ] [ Expression | TypeSwitchGuard ] "{" { CaseClause } "}" .
function switchStmt(p: Parser): SwitchStmt | TypeSwitchStmt {
  const pos = p.pos;
  const { init, cond, bind, guardPos } = header(p, "switch");
  const lbrace = p.pos;
  if (!p.got("{")) {
    p.syntaxError("missing { after switch clause");
    p.skipTo("case", "default", "}");
  }
  const cases: CaseClause[] = [];
  while (!p.is("EOF") && !p.is("}")) cases.push(caseClause(p));
  const rbrace = p.pos;
  p.want("}");
  if (cond && isGuard(cond)) {
    return {
      kind: "TypeSwitchStmt",
      pos,
      end: p.lastEnd,
      init,
      bind,
      x: cond.x,
      guardPos: guardPos ?? cond.pos,
      lbrace,
      cases,
      rbrace,
    };
  }
  return { kind: "SwitchStmt", pos, end: p.lastEnd, init, tag: cond, lbrace, cases, rbrace };
}

// ExprCaseClause = ( "case" ExpressionList | "default" ) ":" StatementList .
function caseClause(p: Parser): CaseClause {
  const pos = p.pos;
  let list: Expr[] = [];
  const isDefault = p.is("default");
  if (p.got("case")) list = exprList(p);
  else if (isDefault) p.advance1();
  else {
    p.syntaxError("expected case or default or }");
    p.skipTo(":", "case", "default", "}");
  }
  const colon = p.pos;
  p.want(":");
  const body = stmtList(p);
  return { kind: "CaseClause", pos, end: p.lastEnd, list, isDefault, colon, body };
}

// SelectStmt = "select" "{" { CommClause } "}" .
function selectStmt(p: Parser): SelectStmt {
  const pos = p.pos;
  p.want("select");
  if (!p.got("{")) {
    p.syntaxError("missing { after select clause");
    p.skipTo("case", "default", "}");
  }
  const cases: CommClause[] = [];
  while (!p.is("EOF") && !p.is("}")) cases.push(commClause(p));
  const rbrace = p.pos;
  p.want("}");
  return { kind: "SelectStmt", pos, end: p.lastEnd, cases, rbrace };
}

// CommClause = ( "case" ( SendStmt | RecvStmt ) | "default" ) ":" StatementList .   The checker sees to the restriction.
function commClause(p: Parser): CommClause {
  const pos = p.pos;
  let comm: Stmt | undefined;
  const isDefault = p.is("default");
  if (p.got("case")) comm = simpleStmt(p, undefined, undefined) as Stmt;
  else if (isDefault) p.advance1();
  else {
    p.syntaxError("expected case or default or }");
    p.skipTo(":", "case", "default", "}");
  }
  const colon = p.pos;
  p.want(":");
  const body = stmtList(p);
  return { kind: "CommClause", pos, end: p.lastEnd, comm, isDefault, colon, body };
}
