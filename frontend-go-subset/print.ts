// What the first two stages made, as text: --emit=ast and --emit=types.

import type { CheckedGo } from "./check-program.ts";
import type * as ast from "./syntax/index.ts";
import { exprString } from "./syntax/index.ts";
import { printDeclarations } from "./types/print-types.ts";
import { typeString } from "./types/type-string.ts";

/** The syntax tree of the main package, one node a line, children indented; of one function when `func` is given. */
export function printAst(checked: CheckedGo, func?: string): string {
  const lines: string[] = [];
  for (const file of checked.main?.files ?? []) {
    if (func === undefined) lines.push(`file ${file.source.path}`);
    for (const decl of file.decls) if (func === undefined || isNamed(decl, func)) node(decl, "", 0, lines);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function isNamed(decl: ast.Decl, func: string): boolean {
  return decl.kind === "FuncDecl" && (decl.name.name === func || `main.${decl.name.name}` === func);
}

const hidden = new Set([
  "kind",
  "pos",
  "end",
  "opPos",
  "lbrace",
  "rbrace",
  "rparen",
  "colon",
  "rangePos",
  "guardPos",
  "bad",
  "source",
]);

function node(n: ast.Node, label: string, depth: number, lines: string[]): void {
  const words: string[] = [];
  const children: [string, ast.Node][] = [];
  for (const [key, value] of Object.entries(n)) {
    if (hidden.has(key) || value === undefined || value === false) continue;
    if (Array.isArray(value)) for (const item of value) children.push([key, item as ast.Node]);
    else if (typeof value === "object" && value !== null) children.push([key, value as ast.Node]);
    else words.push(typeof value === "string" ? JSON.stringify(value) : value === true ? key : `${key}=${value}`);
  }
  lines.push(`${"  ".repeat(depth)}${label}${n.kind}${words.length > 0 ? ` ${words.join(" ")}` : ""}`);
  for (const [key, child] of children)
    if (child && typeof child === "object" && "kind" in child) node(child, `${key}: `, depth + 1, lines);
}

/** The main package's declarations, then every expression with its type, and its value when it is a constant, in source order. */
export function printTypes(checked: CheckedGo, func?: string): string {
  const { main, sources } = checked;
  if (!main) return "";
  const inside = main.files.flatMap((file) => file.decls.filter((d) => func !== undefined && isNamed(d, func)));
  const rows = [...main.info.types]
    .filter(([e]) => func === undefined || inside.some((d) => e.pos >= d.pos && e.pos < d.end))
    .sort(([a], [b]) => a.pos - b.pos || b.end - a.end);
  const lines = rows.map(([e, tv]) => {
    const place = sources.place(e.pos);
    const value = tv.value ? ` = ${"value" in tv.value ? String(tv.value.value) : tv.value.kind}` : "";
    return `${place.file}:${place.line}:${place.column}\t${exprString(e)}\t${tv.mode === "type" ? "type " : ""}${typeString(tv.type)}${value}`;
  });
  const declarations = func === undefined ? printDeclarations(main, sources) : "";
  return lines.length === 0 ? declarations : `${declarations}${lines.join("\n")}\n`;
}
