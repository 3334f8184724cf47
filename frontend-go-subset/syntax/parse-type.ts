// Types, signatures, parameter lists, struct and interface bodies.

import type {
  ArrayType,
  BasicLit,
  BinaryExpr,
  ChanType,
  Ellipsis,
  Expr,
  Field,
  FuncType,
  Ident,
  IndexExpr,
  InterfaceType,
  StructType,
} from "./ast.ts";
import { exprString } from "./expr-string.ts";
import { expr } from "./parse-expr.ts";
import type { Parser } from "./parser.ts";
import type { Pos } from "./source.ts";
import { tokenName } from "./token.ts";

/** Type, or an error and a BadExpr. */
export function type(p: Parser): Expr {
  const t = typeOrNone(p);
  if (t) return t;
  const bad = p.badExpr();
  p.syntaxError("expected type");
  p.skipTo(",", ":", ";", ")", "]", "}");
  return bad;
}

/** Type = TypeName [ TypeArgs ] | TypeLit | "(" Type ")" . */
export function typeOrNone(p: Parser): Expr | undefined {
  const pos = p.pos;
  switch (p.tok) {
    case "*": {
      p.advance1();
      const x = type(p);
      return { kind: "StarExpr", pos, end: p.lastEnd, x };
    }
    case "<-": {
      p.advance1();
      p.want("chan");
      return { kind: "ChanType", pos, dir: "recv", elt: chanElem(p), end: p.lastEnd };
    }
    case "func":
      p.advance1();
      return funcType(p, "function type", pos);
    case "[":
      p.advance1();
      return p.got("]") ? sliceType(p, pos) : arrayType(p, pos, undefined);
    case "chan": {
      p.advance1();
      const dir = p.got("<-") ? "send" : "both";
      return { kind: "ChanType", pos, dir, elt: chanElem(p), end: p.lastEnd };
    }
    case "map": {
      p.advance1();
      p.want("[");
      const key = type(p);
      p.want("]");
      const value = type(p);
      return { kind: "MapType", pos, key, value, end: p.lastEnd };
    }
    case "struct":
      return structType(p);
    case "interface":
      return interfaceType(p);
    case "name":
      return qualifiedName(p, undefined);
    case "(": {
      p.advance1();
      const t = type(p);
      p.want(")");
      return t;
    }
    default:
      return undefined;
  }
}

// ArrayType = "[" ( ArrayLength | "..." ) "]" ElementType .   (behind "[", and behind the length when one is given)
export function arrayType(p: Parser, pos: Pos, given: Expr | undefined): ArrayType {
  let length = given;
  if (!length) {
    const dots = p.pos;
    if (p.got("...")) {
      length = { kind: "Ellipsis", pos: dots, end: p.lastEnd } satisfies Ellipsis;
    } else {
      p.exprNest++;
      length = expr(p);
      p.exprNest--;
    }
  }
  if (p.is(",")) {
    // Trailing commas are accepted in type parameter lists but not in array lengths.
    p.syntaxError("unexpected comma; expected ]");
    p.advance1();
  }
  p.want("]");
  const elt = type(p);
  return { kind: "ArrayType", pos, length, elt, end: p.lastEnd };
}

// SliceType = "[" "]" ElementType .   (behind "[]")
export function sliceType(p: Parser, pos: Pos): ArrayType {
  const elt = type(p);
  return { kind: "ArrayType", pos, elt, end: p.lastEnd };
}

function chanElem(p: Parser): Expr {
  const t = typeOrNone(p);
  if (t) return t;
  const bad = p.badExpr();
  p.syntaxError("missing channel element type");
  return bad;
}

// TypeName = identifier | PackageName "." identifier , with optional TypeArgs.
export function qualifiedName(p: Parser, given: Ident | undefined): Expr {
  let x: Expr;
  if (given) x = given;
  else if (p.is("name")) x = p.name();
  else {
    x = p.ident(p.pos, "_");
    p.syntaxError("expected name");
    p.skipTo(".", ";", "}");
  }
  if (p.got(".")) {
    const sel = p.name();
    x = { kind: "SelectorExpr", pos: x.pos, end: p.lastEnd, x, sel };
  }
  return p.is("[") ? typeInstance(p, x) : x;
}

// TypeArgs = "[" TypeList [ "," ] "]" .
function typeInstance(p: Parser, x: Expr): IndexExpr {
  const lbrack = p.pos;
  p.want("[");
  let indices: Expr[];
  if (p.is("]")) {
    p.syntaxError("expected type argument list");
    indices = [p.badExpr()];
  } else {
    indices = typeList(p, true).list;
  }
  p.want("]");
  return { kind: "IndexExpr", pos: x.pos, end: p.lastEnd, x, lbrack, indices };
}

/** Non-empty list of types with an optional comma at the end; unless strict, the first may be an expression. */
export function typeList(p: Parser, strict: boolean): { list: Expr[]; comma: boolean } {
  p.exprNest++;
  const list = [strict ? type(p) : expr(p)];
  let comma = false;
  while (p.got(",")) {
    comma = true;
    const t = typeOrNone(p);
    if (!t) break;
    list.push(t);
  }
  p.exprNest--;
  return { list, comma };
}

/**
 * Signature = [ TypeParameters ] Parameters [ Result ] .   (behind "func" or the function's name)
 * context names what must not have type parameters; "" when they are fine.
 */
export function funcType(p: Parser, context: string, pos: Pos): FuncType {
  const start = p.pos;
  let typeParams: Field[] = [];
  if (p.got("[")) {
    if (context !== "") p.syntaxErrorAt(start, `${context} must have no type parameters`);
    if (p.is("]")) {
      p.syntaxError("empty type parameter list");
      p.advance1();
    } else {
      typeParams = paramList(p, undefined, undefined, "]", true, false);
    }
    if (context !== "") typeParams = [];
  }
  p.want("(");
  const params = paramList(p, undefined, undefined, ")", false, true);
  const results = funcResult(p);
  return { kind: "FuncType", pos, sigPos: start, end: p.lastEnd, typeParams, params, results };
}

// Result = Parameters | Type .
function funcResult(p: Parser): Field[] {
  if (p.got("(")) return paramList(p, undefined, undefined, ")", false, false);
  const t = typeOrNone(p);
  return t ? [{ kind: "Field", pos: t.pos, end: t.end, names: [], type: t }] : [];
}

// StructType = "struct" "{" { FieldDecl ";" } "}" .
function structType(p: Parser): StructType {
  const pos = p.pos;
  const fields: Field[] = [];
  p.want("struct");
  p.want("{");
  p.list("struct type", ";", "}", () => {
    const field = fieldDecl(p);
    if (field) fields.push(field);
    return false;
  });
  return { kind: "StructType", pos, end: p.lastEnd, fields };
}

// FieldDecl = ( IdentifierList Type | EmbeddedField ) [ Tag ] .   EmbeddedField = [ "*" ] TypeName [ TypeArgs ] .
function fieldDecl(p: Parser): Field | undefined {
  const pos = p.pos;
  switch (p.tok) {
    case "name": {
      const name = p.name();
      if (p.is(".") || p.is("literal") || p.is(";") || p.is("}")) return embeddedField(p, pos, qualifiedName(p, name));
      const names = [name];
      while (p.got(",")) names.push(p.name());
      let t: Expr;
      if (names.length === 1 && p.is("[")) {
        // Careful: "name [n]E" or "Embedded[P, Q]".
        const found = arrayOrTypeArgs(p, name);
        if (found.kind === "IndexExpr") return embeddedField(p, pos, found);
        t = found;
      } else {
        t = type(p);
      }
      return finishField(p, pos, names, t);
    }
    case "*": {
      p.advance1();
      let t: Expr;
      if (p.is("(")) {
        p.syntaxError("cannot parenthesize embedded type");
        p.advance1();
        t = qualifiedName(p, undefined);
        p.got(")");
      } else {
        t = qualifiedName(p, undefined);
      }
      return embeddedField(p, pos, { kind: "StarExpr", pos, end: p.lastEnd, x: t });
    }
    case "(": {
      p.syntaxError("cannot parenthesize embedded type");
      p.advance1();
      const star = p.pos;
      let t: Expr;
      if (p.got("*")) {
        const x = qualifiedName(p, undefined);
        t = { kind: "StarExpr", pos: star, end: p.lastEnd, x };
      } else {
        t = qualifiedName(p, undefined);
      }
      p.got(")");
      return embeddedField(p, pos, t);
    }
    default:
      p.syntaxError("expected field name or embedded type");
      p.skipTo(";", "}");
      return undefined;
  }
}

function embeddedField(p: Parser, pos: Pos, t: Expr): Field {
  return finishField(p, pos, [], t);
}

function finishField(p: Parser, pos: Pos, names: Ident[], t: Expr): Field {
  const tag = literalOrNone(p);
  return { kind: "Field", pos, end: p.lastEnd, names, type: t, tag };
}

export function literalOrNone(p: Parser): BasicLit | undefined {
  if (!p.is("literal")) return undefined;
  const { pos, litKind, lit, litBad } = p;
  p.advance1();
  return { kind: "BasicLit", pos, end: p.lastEnd, litKind, value: lit, bad: litBad };
}

/** Behind a name: the type of "name [n]E" or "name []E", or the IndexExpr "name[P, Q]". */
function arrayOrTypeArgs(p: Parser, name: Ident): ArrayType | IndexExpr {
  const pos = p.pos;
  p.want("[");
  if (p.got("]")) return sliceType(p, pos);
  const { list, comma } = typeList(p, false);
  p.want("]");
  if (!comma) {
    const elt = typeOrNone(p);
    if (elt) return { kind: "ArrayType", pos, end: p.lastEnd, length: list[0], elt };
  }
  return { kind: "IndexExpr", pos: name.pos, end: p.lastEnd, x: name, lbrack: pos, indices: list };
}

// InterfaceType = "interface" "{" { ( MethodDecl | EmbeddedElem ) ";" } "}" .
function interfaceType(p: Parser): InterfaceType {
  const pos = p.pos;
  const methods: Field[] = [];
  p.want("interface");
  p.want("{");
  p.list("interface type", ";", "}", () => {
    const field = p.is("name") ? methodDecl(p) : undefined;
    methods.push(field && field.names.length > 0 ? field : embeddedElem(p, field?.type));
    return false;
  });
  return { kind: "InterfaceType", pos, end: p.lastEnd, methods };
}

// MethodDecl = MethodName Signature .   Anything else that begins with a name is an embedded type.
function methodDecl(p: Parser): Field {
  const pos = p.pos;
  const name = p.name();
  const context = "interface method";
  const method = (): Field => {
    const t = funcType(p, context, p.pos);
    return { kind: "Field", pos, end: p.lastEnd, names: [name], type: t };
  };
  const embedded = (t: Expr): Field => ({ kind: "Field", pos, end: p.lastEnd, names: [], type: t });

  if (p.is("(")) return method();
  if (!p.is("[")) return embedded(qualifiedName(p, name));

  // Embedded instantiated type, or a method that wrongly has type parameters.
  const bracket = p.pos;
  p.advance1();
  if (p.is("]")) {
    const close = p.pos;
    p.advance1();
    p.errorAt(close, p.is("(") ? "empty type parameter list" : "empty type argument list");
    return p.is("(") ? method() : embedded(name);
  }
  const list = paramList(p, undefined, undefined, "]", false, false);
  if (list.length === 0) return p.is("(") ? method() : embedded(name);
  if (list[0].names.length > 0) {
    const field = method();
    p.errorAt(bracket, "interface method must have no type parameters");
    return field;
  }
  return embedded({
    kind: "IndexExpr",
    pos,
    end: p.lastEnd,
    x: name,
    lbrack: bracket,
    indices: list.map((f) => f.type),
  });
}

// EmbeddedElem = MethodSpec | EmbeddedTerm { "|" EmbeddedTerm } .   (behind the first term when one is given)
function embeddedElem(p: Parser, first: Expr | undefined): Field {
  const t = union(p, first ?? embeddedTerm(p));
  return { kind: "Field", pos: t.pos, end: t.end, names: [], type: t };
}

function union(p: Parser, first: Expr): Expr {
  let x = first;
  while (p.isOp("|")) {
    const opPos = p.pos;
    p.advance1();
    const y = embeddedTerm(p);
    x = { kind: "BinaryExpr", pos: x.pos, end: p.lastEnd, op: "|", opPos, x, y } satisfies BinaryExpr;
  }
  return x;
}

// EmbeddedTerm = [ "~" ] Type .
function embeddedTerm(p: Parser): Expr {
  const pos = p.pos;
  if (p.isOp("~")) {
    p.advance1();
    const x = type(p);
    return { kind: "UnaryExpr", pos, end: p.lastEnd, op: "~", x };
  }
  const t = typeOrNone(p);
  if (t) return t;
  const bad = p.badExpr();
  p.syntaxError("expected ~ term or type");
  p.skipTo("op", ";", ")", "]", "}");
  return bad;
}

// ---------------------------------------------------------------- parameters

/** A parameter while it is not known yet whether its name is a name or a type. */
interface Param {
  pos: Pos;
  name: Ident | undefined;
  type: Expr | undefined;
}

// ParameterDecl = [ IdentifierList ] [ "..." ] Type .   In type parameter lists the type may be a union of terms.
function paramDecl(p: Parser, given: Ident | undefined, close: ")" | "]"): Param | undefined {
  const isTypeParam = close === "]";
  if (!given && isTypeParam && p.isOp("~")) {
    const t = embeddedElem(p, undefined).type;
    return { pos: t.pos, name: undefined, type: t };
  }
  const param: Param = { pos: given?.pos ?? p.pos, name: undefined, type: undefined };
  const withUnion = (t: Expr): Expr => (isTypeParam && p.isOp("|") ? union(p, t) : t);

  if (given || p.is("name")) {
    const name = given ?? p.name();
    if (p.is("[")) {
      // name "[" ... : "name [n]E", or an instantiated type without a name.
      const found = arrayOrTypeArgs(p, name);
      if (found.kind === "ArrayType") param.name = name;
      param.type = withUnion(found);
      return param;
    }
    if (p.is(".")) {
      param.type = withUnion(qualifiedName(p, name));
      return param;
    }
    if (isTypeParam && p.isOp("|")) {
      param.type = union(p, name);
      return param;
    }
    param.name = name;
  }
  if (p.is("...")) {
    const pos = p.pos;
    p.advance1();
    const elt = typeOrNone(p);
    if (elt) {
      param.type = { kind: "Ellipsis", pos, end: p.lastEnd, elt };
    } else {
      param.type = p.badExpr();
      p.syntaxError("... is missing type");
    }
    return param;
  }
  if (isTypeParam && p.isOp("~")) {
    param.type = embeddedElem(p, undefined).type;
    return param;
  }
  const t = typeOrNone(p);
  if (t) param.type = withUnion(t);
  if (param.name || param.type) return param;
  p.syntaxError(`expected ${tokenName(close)}`);
  p.skipTo(",", close);
  return undefined;
}

/**
 * Parameters = "(" [ ParameterList [ "," ] ] ")" .   (behind the opening bracket)
 * The first name, or the first name and type, may have been consumed already.
 */
export function paramList(
  p: Parser,
  firstName: Ident | undefined,
  firstType: Expr | undefined,
  close: ")" | "]",
  requireNames: boolean,
  dotsAllowed: boolean,
): Field[] {
  if (firstName && firstType && p.is(close)) {
    p.advance1();
    return [{ kind: "Field", pos: firstName.pos, end: firstType.end, names: [firstName], type: firstType }];
  }
  const list: Param[] = [];
  let named = 0;
  let typed = 0;
  let name = firstName;
  let given = firstType;
  const end = p.list("parameter list", ",", close, () => {
    const param = name && given ? { pos: name.pos, name, type: given } : paramDecl(p, name, close);
    name = undefined;
    given = undefined;
    if (param) {
      if (param.name && param.type) named++;
      if (param.type) typed++;
      list.push(param);
    }
    return false;
  });
  if (list.length === 0) return [];

  if (named === 0 && !requireNames) {
    // All unnamed: the names are types.
    for (const param of list) {
      if (!param.name) continue;
      param.type = param.name;
      param.name = undefined;
    }
  } else if (named !== list.length) {
    distributeTypes(p, list, named === typed, end, requireNames);
  }

  let isFirst = true;
  list.forEach((param, i) => {
    if (param.type?.kind !== "Ellipsis" || (dotsAllowed && i === list.length - 1)) return;
    if (isFirst)
      p.errorAt(param.type.pos, dotsAllowed ? "can only use ... with final parameter" : "invalid use of ...");
    isFirst = false;
    param.type = param.type.elt;
  });
  return grouped(p, list);
}

/** Some have names and types, some not: "a, b T". Types go from right to left. */
function distributeTypes(p: Parser, list: Param[], isNameWithoutType: boolean, end: Pos, requireNames: boolean): void {
  let errorPos: Pos | undefined;
  let t: Expr | undefined;
  for (let i = list.length - 1; i >= 0; i--) {
    const param = list[i];
    if (param.type) {
      t = param.type;
      if (!param.name) {
        errorPos = t.pos;
        param.name = p.ident(errorPos, "_");
      }
    } else if (t) {
      param.type = t;
    } else {
      errorPos = param.name!.pos;
      param.type = p.badExpr(errorPos);
    }
  }
  if (errorPos === undefined) return;
  let message: string;
  if (isNameWithoutType) {
    errorPos = end;
    message = requireNames ? "missing type constraint" : "missing parameter type";
  } else if (requireNames) {
    message = `missing type parameter name${list.length === 1 ? " or invalid array length" : ""}`;
  } else {
    message = "missing parameter name";
  }
  p.syntaxErrorAt(errorPos, message);
}

/** Neighbours that share their type node make one Field. */
function grouped(p: Parser, list: readonly Param[]): Field[] {
  const fields: { kind: "Field"; pos: Pos; end: Pos; names: Ident[]; type: Expr }[] = [];
  for (const param of list) {
    const t = param.type ?? p.badExpr(param.pos);
    const last = fields.at(-1);
    if (last && param.name && last.names.length > 0 && last.type === t) last.names.push(param.name);
    else fields.push({ kind: "Field", pos: param.pos, end: t.end, names: param.name ? [param.name] : [], type: t });
  }
  return fields;
}

/** "<-chan T" read as "<-" applied to "chan T" becomes a receive-only type; so do the channels nested in it. */
export function receiveChannel(p: Parser, pos: Pos, x: ChanType): ChanType {
  if (x.dir === "recv") {
    p.syntaxError("unexpected <-, expected chan");
    return { ...x, pos };
  }
  if (x.dir === "both") return { ...x, pos, dir: "recv" };
  // <-(chan<- T): the arrow belongs to the element, which must be a channel: <-chan (<-T).
  if (x.elt.kind !== "ChanType") {
    p.syntaxError(`unexpected ${exprString(x.elt)}, expected chan`);
    return { ...x, pos, dir: "recv" };
  }
  return { ...x, pos, dir: "recv", elt: receiveChannel(p, x.elt.pos, x.elt) };
}
