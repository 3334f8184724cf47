// Expressions, types and simple statements as one line of Go, in the short form gc uses in messages: bodies of functions and
// composite literals are cut to "…".

import type { Expr, Field, FuncType, Stmt } from "./ast.ts";

export function exprString(x: Expr): string {
  switch (x.kind) {
    case "BadExpr":
      return "<bad expr>";
    case "Ident":
      return x.name;
    case "BasicLit":
      return x.value;
    case "Ellipsis":
      return `...${x.elt ? exprString(x.elt) : ""}`;
    case "FuncLit":
      return `${exprString(x.type)} {${x.body.list.length > 0 ? "…" : ""}}`;
    case "CompositeLit":
      return `${x.type ? exprString(x.type) : ""}{${x.elts.length > 0 ? "…" : ""}}`;
    case "ParenExpr":
      return `(${exprString(x.x)})`;
    case "SelectorExpr":
      return `${exprString(x.x)}.${x.sel.name}`;
    case "IndexExpr":
      return `${exprString(x.x)}[${exprList(x.indices)}]`;
    case "SliceExpr":
      return `${exprString(x.x)}[${optional(x.low)}:${optional(x.high)}${x.max ? `:${exprString(x.max)}` : ""}]`;
    case "TypeAssertExpr":
      return `${exprString(x.x)}.(${x.type ? exprString(x.type) : "type"})`;
    case "CallExpr":
      return `${exprString(x.fun)}(${exprList(x.args)}${x.hasDots ? "..." : ""})`;
    case "StarExpr":
      return `*${exprString(x.x)}`;
    case "UnaryExpr":
      return `${x.op}${exprString(x.x)}`;
    case "BinaryExpr":
      return `${exprString(x.x)} ${x.op} ${exprString(x.y)}`;
    case "KeyValueExpr":
      return `${exprString(x.key)}: ${exprString(x.value)}`;
    case "ArrayType":
      return `[${x.length ? exprString(x.length) : ""}]${exprString(x.elt)}`;
    case "StructType":
      return `struct{${x.fields.map(fieldString).join("; ")}}`;
    case "FuncType":
      return `func${signatureString(x)}`;
    case "InterfaceType":
      return `interface{${x.methods.map(methodString).join("; ")}}`;
    case "MapType":
      return `map[${exprString(x.key)}]${exprString(x.value)}`;
    case "ChanType": {
      const elt = exprString(x.elt);
      const inner = x.dir === "both" && x.elt.kind === "ChanType" && x.elt.dir === "recv" ? `(${elt})` : elt;
      return `${x.dir === "recv" ? "<-" : ""}chan${x.dir === "send" ? "<-" : ""} ${inner}`;
    }
  }
}

function optional(x: Expr | undefined): string {
  return x ? exprString(x) : "";
}

export function exprList(list: readonly Expr[]): string {
  return list.map(exprString).join(", ");
}

function fieldString(f: Field): string {
  const names = f.names.map((n) => n.name).join(", ");
  return `${names === "" ? "" : `${names} `}${exprString(f.type)}${f.tag ? ` ${f.tag.value}` : ""}`;
}

function methodString(f: Field): string {
  return f.names.length > 0 && f.type.kind === "FuncType"
    ? f.names[0].name + signatureString(f.type)
    : exprString(f.type);
}

/** "(a, b int) string" */
export function signatureString(t: FuncType): string {
  const params = `(${t.params.map(fieldString).join(", ")})`;
  if (t.results.length === 0) return params;
  const single = t.results.length === 1 && t.results[0].names.length === 0;
  return `${params} ${single ? exprString(t.results[0].type) : `(${t.results.map(fieldString).join(", ")})`}`;
}

/** Simple statements; others by their keyword. */
export function stmtString(s: Stmt): string {
  switch (s.kind) {
    case "ExprStmt":
      return exprString(s.x);
    case "SendStmt":
      return `${exprString(s.chan)} <- ${exprString(s.value)}`;
    case "IncDecStmt":
      return `${exprString(s.x)}${s.op}`;
    case "AssignStmt":
      return `${exprList(s.lhs)} ${s.op === "=" || s.op === ":=" ? s.op : `${s.op}=`} ${exprList(s.rhs)}`;
    case "GoStmt":
      return `go ${exprString(s.call)}`;
    case "DeferStmt":
      return `defer ${exprString(s.call)}`;
    default:
      return s.kind;
  }
}
