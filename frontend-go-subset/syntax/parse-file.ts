// Files and declarations.

import type {
  BadDecl,
  Decl,
  Expr,
  Field,
  File,
  FuncDecl,
  FuncType,
  GenDecl,
  Ident,
  ImportSpec,
  Pragma,
  Spec,
  TypeSpec,
  ValueSpec,
} from "./ast.ts";
import { unparen } from "./ast.ts";
import { binaryExpr, exprList, primaryExpr } from "./parse-expr.ts";
import { funcBody } from "./parse-stmt.ts";
import { arrayType, funcType, literalOrNone, paramList, sliceType, type, typeOrNone } from "./parse-type.ts";
import { type ParseError, Parser } from "./parser.ts";
import type { Pos, SourceFile } from "./source.ts";

export interface ParsedFile {
  /** Absent when not even the package clause could be read. */
  readonly file: File | undefined;
  readonly errors: readonly ParseError[];
}

// SourceFile = PackageClause ";" { ImportDecl ";" } { TopLevelDecl ";" } .
export function parseFile(source: SourceFile): ParsedFile {
  const p = new Parser(source);
  const pos = p.pos;
  if (!p.got("package")) {
    p.syntaxError("package statement must be first");
    return { file: undefined, errors: p.errors };
  }
  p.takePragmas("other");
  const name = p.name();
  p.want(";");
  if (p.errors.length > 0) return { file: undefined, errors: p.errors };

  const decls: Decl[] = [];
  const imports: ImportSpec[] = [];
  let previous = "import";
  while (!p.is("EOF")) {
    if (p.tok === "import" && previous !== "import") p.syntaxError("imports must appear before other declarations");
    previous = p.tok;
    switch (p.tok) {
      case "import":
      case "const":
      case "type":
      case "var": {
        const decl = genDecl(p, p.tok);
        for (const spec of decl.specs) if (spec.kind === "ImportSpec") imports.push(spec);
        decls.push(decl);
        break;
      }
      case "func":
        decls.push(funcDecl(p));
        break;
      default: {
        const last = decls.at(-1);
        if (p.tok === "{" && last?.kind === "FuncDecl" && !last.body)
          p.syntaxError("unexpected semicolon or newline before {");
        else p.syntaxError("non-declaration statement outside function body");
        p.skipTo("import", "const", "type", "var", "func");
        continue;
      }
    }
    p.clearPragmas();
    if (!p.is("EOF") && !p.got(";")) {
      p.syntaxError("after top level declaration");
      p.skipTo("import", "const", "type", "var", "func");
    }
  }
  p.clearPragmas();
  const file: File = {
    kind: "File",
    pos,
    end: p.pos,
    source,
    name,
    decls,
    imports,
    pragmas: p.allPragmas,
    misplaced: p.misplaced,
  };
  return { file, errors: p.errors };
}

/** Only the package name and imports, quickly: for finding out what to load. */
export function parseImports(source: SourceFile): { name: Ident | undefined; imports: ImportSpec[] } {
  const p = new Parser(source);
  if (!p.got("package")) return { name: undefined, imports: [] };
  const name = p.name();
  p.got(";");
  const imports: ImportSpec[] = [];
  while (p.is("import")) {
    for (const spec of genDecl(p, "import").specs) if (spec.kind === "ImportSpec") imports.push(spec);
    p.got(";");
  }
  return { name, imports };
}

// ImportDecl, ConstDecl, TypeDecl, VarDecl = keyword ( Spec | "(" { Spec ";" } ")" ) .
export function genDecl(p: Parser, tok: GenDecl["tok"]): GenDecl {
  const pos = p.pos;
  p.advance1();
  const specs: Spec[] = [];
  const one = (index: number): void => {
    const spec = tok === "import" ? importSpec(p) : tok === "type" ? typeSpec(p) : valueSpec(p, tok, index);
    if (spec) specs.push(spec);
  };
  if (p.is("(")) {
    p.clearPragmas();
    p.advance1();
    let index = 0;
    p.list("grouped declaration", ";", ")", () => {
      one(index++);
      return false;
    });
  } else {
    one(0);
  }
  return { kind: "GenDecl", pos, end: p.lastEnd, tok, specs };
}

// ImportSpec = [ "." | PackageName ] ImportPath .
function importSpec(p: Parser): ImportSpec | undefined {
  const pos = p.pos;
  p.takePragmas("other");
  let name: Ident | undefined;
  if (p.is("name")) name = p.name();
  else if (p.is(".")) {
    name = p.ident(p.pos, ".");
    p.advance1();
  }
  const path = literalOrNone(p);
  if (!path) {
    p.syntaxError("missing import path");
    p.skipTo(";", ")");
    return undefined;
  }
  if (!path.bad && path.litKind !== "string") {
    p.syntaxErrorAt(path.pos, "import path must be a string");
    return undefined;
  }
  return { kind: "ImportSpec", pos, end: p.lastEnd, name, path };
}

// ConstSpec = IdentifierList [ [ Type ] "=" ExpressionList ] .   VarSpec = IdentifierList ( Type [ "=" List ] | "=" List ) .
function valueSpec(p: Parser, tok: "const" | "var", iota: number): ValueSpec {
  const pos = p.pos;
  const pragmas = p.takePragmas(tok === "var" ? "var" : "other");
  const names = [p.name()];
  while (p.got(",")) names.push(p.name());
  let t: Expr | undefined;
  let values: Expr[] = [];
  if (tok === "const") {
    if (!p.is("EOF") && !p.is(";") && !p.is(")")) {
      t = typeOrNone(p);
      if (p.gotAssign()) values = exprList(p);
    }
  } else if (p.gotAssign()) {
    values = exprList(p);
  } else {
    t = type(p);
    if (p.gotAssign()) values = exprList(p);
  }
  return { kind: "ValueSpec", pos, end: p.lastEnd, names, type: t, values, iota, pragmas };
}

// TypeSpec = identifier [ TypeParameters ] [ "=" ] Type .
function typeSpec(p: Parser): TypeSpec {
  const pos = p.pos;
  const pragmas = p.takePragmas("other");
  const name = p.name();
  let typeParams: Field[] = [];
  let isAlias = false;
  let t: Expr | undefined;
  if (p.is("[")) {
    const bracket = p.pos;
    p.advance1();
    if (p.is("name")) {
      // "type T[P any] ..." or "type T[N]E", where N may be any constant expression: parse one, then see whether it can be a
      // name followed by a constraint.
      let x: Expr = p.name();
      if (!p.is("[")) {
        p.exprNest++;
        x = binaryExpr(p, primaryExpr(p, x, false), 0);
        p.exprNest--;
      }
      const found = extractName(x, p.is(","));
      if (found && (found.constraint || !p.is("]"))) {
        typeParams = paramList(p, found.name, found.constraint, "]", true, false);
        isAlias = p.gotAssign();
        t = typeOrNone(p);
      } else {
        t = arrayType(p, bracket, x);
      }
    } else if (p.is("]")) {
      p.advance1();
      t = sliceType(p, bracket);
    } else {
      t = arrayType(p, bracket, undefined);
    }
  } else {
    isAlias = p.gotAssign();
    t = typeOrNone(p);
  }
  if (!t) {
    t = p.badExpr();
    p.syntaxError("in type declaration");
    p.skipTo(";", ")");
  }
  return { kind: "TypeSpec", pos, end: p.lastEnd, name, typeParams, isAlias, type: t, pragmas };
}

/** Splits an expression such as "P *C", "P *C|Q" or "P (C)" into a type parameter's name and its constraint. */
function extractName(x: Expr, force: boolean): { name: Ident; constraint: Expr | undefined } | undefined {
  switch (x.kind) {
    case "Ident":
      return { name: x, constraint: undefined };
    case "BinaryExpr":
      if (x.op === "*" && x.x.kind === "Ident" && (force || isTypeElem(x.y))) {
        return { name: x.x, constraint: { kind: "StarExpr", pos: x.opPos, end: x.end, x: x.y } };
      }
      if (x.op === "|") {
        const left = extractName(x.x, force || isTypeElem(x.y));
        if (left?.constraint)
          return { name: left.name, constraint: { ...x, pos: left.constraint.pos, x: left.constraint } };
      }
      return undefined;
    case "CallExpr":
      if (x.fun.kind === "Ident" && x.args.length === 1 && !x.hasDots && (force || isTypeElem(x.args[0]))) {
        return { name: x.fun, constraint: unparen(x.args[0]) };
      }
      return undefined;
    default:
      return undefined;
  }
}

/** Certainly a type element, by its form. */
function isTypeElem(x: Expr): boolean {
  switch (x.kind) {
    case "ArrayType":
    case "StructType":
    case "FuncType":
    case "InterfaceType":
    case "MapType":
    case "ChanType":
      return true;
    case "BinaryExpr":
      return isTypeElem(x.x) || isTypeElem(x.y);
    case "UnaryExpr":
      return x.op === "~" || isTypeElem(x.x);
    case "StarExpr":
    case "ParenExpr":
      return isTypeElem(x.x);
    default:
      return false;
  }
}

// FunctionDecl = "func" [ Receiver ] FunctionName Signature [ FunctionBody ] .
function funcDecl(p: Parser): FuncDecl | BadDecl {
  const pos = p.pos;
  p.advance1();
  const pragmas: Pragma[] = p.takePragmas("func");
  let recv: Field[] | undefined;
  let context = "";
  if (p.is("(")) {
    p.advance1();
    context = "method";
    const list = paramList(p, undefined, undefined, ")", false, false);
    const count = list.reduce((n, f) => n + Math.max(1, f.names.length), 0);
    if (count === 0) p.errorAt(p.pos, "method has no receiver");
    else if (count > 1) p.errorAt(p.pos, "method has multiple receivers");
    recv = count === 0 ? undefined : list;
  }
  let name: Ident;
  let t: FuncType;
  if (p.is("name")) {
    name = p.name();
    t = funcType(p, context, pos);
  } else {
    const at: Pos = p.pos;
    name = p.ident(at, "_");
    t = { kind: "FuncType", pos: at, sigPos: at, end: at, typeParams: [], params: [], results: [] };
    p.syntaxError(context === "" ? "expected name or (" : "expected name");
    p.skipTo("{", ";");
  }
  const body = p.is("{") ? funcBody(p) : undefined;
  return { kind: "FuncDecl", pos, end: p.lastEnd, recv, name, type: t, body, pragmas };
}
