// `--emit=ast` and `--emit=types`: the main package's syntax tree, and what the checker found out, as text.

import type { CheckedGo } from "./check-program.ts";
import { type Expr, exprString, type FuncDecl, type Node, type SourceSet } from "./syntax/index.ts";
import { type CheckedPackage, printDeclarations, type TypeAndValue, typeString, valueString } from "./types/index.ts";

/**
 * The tree, a node a line: its kind, its plain fields, its place; children indented, named by the field that holds them.
 * `func` ("main.f" or "main.T.m") cuts it down to one function.
 */
export function printAst(checked: CheckedGo, func?: string): string {
  const { main, sources } = checked;
  if (!main) return "";
  const roots: readonly Node[] = func === undefined ? main.files : functionsNamed(main, func);
  return roots.map((node) => nodeText(node, "", "", sources)).join("");
}

/**
 * The package's declarations (without `func`), then every expression in source order: place, text, type, and its value when
 * it is a constant.
 */
export function printTypes(checked: CheckedGo, func?: string): string {
  const { main, sources } = checked;
  if (!main) return "";
  const within = func === undefined ? undefined : functionsNamed(main, func);
  const inside = (e: Expr): boolean => within === undefined || within.some((f) => f.pos <= e.pos && e.end <= f.end);
  const rows = [...main.info.types]
    .filter(([e]) => inside(e))
    .sort(([a], [b]) => a.pos - b.pos || b.end - a.end)
    .map(([e, found]) => [place(e, sources), exprString(e), describe(found, main)]);
  const widths = [0, 1].map((i) => Math.min(40, Math.max(0, ...rows.map((row) => row[i].length))));
  const lines = rows.map(([at, text, found]) => `${at.padEnd(widths[0])}  ${text.padEnd(widths[1])}  ${found}\n`);
  const declarations = func === undefined ? printDeclarations(main, sources) : "";
  return declarations + lines.join("");
}

function functionsNamed(main: CheckedPackage, name: string): FuncDecl[] {
  return main.files.flatMap((file) =>
    file.decls.filter((d): d is FuncDecl => d.kind === "FuncDecl" && qualifiedName(d, main.pkg.name) === name),
  );
}

/** "main.f", or "main.T.m" for a method of T or *T. */
function qualifiedName(decl: FuncDecl, pkg: string): string {
  const receiver = decl.recv?.[0]?.type;
  if (!receiver) return `${pkg}.${decl.name.name}`;
  const base = receiver.kind === "StarExpr" ? receiver.x : receiver;
  const type = base.kind === "IndexExpr" ? base.x : base;
  return `${pkg}.${exprString(type)}.${decl.name.name}`;
}

function describe({ mode, type, value }: TypeAndValue, main: CheckedPackage): string {
  const text = typeString(type, { qualify: (pkg) => (pkg === main.pkg ? "" : pkg.name) });
  if (mode === "type") return `type ${text}`;
  return value === undefined ? text : `${text} = ${valueString(value)}`;
}

function place(node: Node, sources: SourceSet): string {
  const { line, column } = sources.span(node.pos);
  return `${line}:${column}`;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "kind" in value && "pos" in value;

/** Numbers are positions, which would say nothing here; the File's list of imports repeats its declarations. */
const hidden: ReadonlySet<string> = new Set(["kind", "pos", "end", "imports", "source"]);

function nodeText(node: Node, role: string, indent: string, sources: SourceSet): string {
  const plain: string[] = [];
  let children = "";
  for (const [name, value] of Object.entries(node)) {
    if (hidden.has(name)) continue;
    if (isNode(value)) children += nodeText(value, `${name}: `, `${indent}  `, sources);
    else if (Array.isArray(value))
      for (const item of value) if (isNode(item)) children += nodeText(item, `${name}: `, `${indent}  `, sources);
    if (typeof value === "string") plain.push(name === "name" ? value : `${name}=${value}`);
    else if (value === true) plain.push(name);
  }
  const words = [`${role}${node.kind}`, ...plain].join(" ");
  return `${indent}${words}  ${place(node, sources)}\n${children}`;
}
