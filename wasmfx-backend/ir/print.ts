// IR -> text, for `--emit=ir`. One line per statement; blocks are b0, b1, ...; locals print as %name (or %index, and with
// both where a name is used twice).

import { assertNever } from "../../diagnostics/index.ts";
import { showType } from "./env.ts";
import type { Callee, CatchClause, Expr, IrFunc, IrModule, ResumeClause, Signature, Stmt, Terminator } from "./ir.ts";

/** The whole module. */
export function printIr(module: IrModule): string {
  const out: string[] = [];
  for (const [name, signature] of module.signatures) out.push(`signature ${name} ${showSignature(signature)}`);
  for (const i of module.imports) {
    const attributes = `${i.mutable ? " mutable" : ""}${i.safepoint === false ? " nosafepoint" : ""}`;
    out.push(`import ${i.kind} ${i.name} ${showSignature(i.signature)} from "${i.module}" "${i.field}"${attributes}`);
  }
  const { memory } = module;
  const from = memory.import ? ` from "${memory.import.module}" "${memory.import.field}"` : "";
  const as = memory.exportName === undefined ? "" : ` export "${memory.exportName}"`;
  out.push(`memory ${memory.min}${memory.max === undefined ? "" : ` ${memory.max}`}${from}${as}`);
  for (const g of module.globals)
    out.push(`global ${g.name} ${g.mutable ? "mutable " : ""}${showType(g.type)} = ${g.init ?? "null"}`);
  for (const t of module.tags) out.push(`tag ${t.name} ${showSignature(t.signature)}`);
  module.table.forEach((name, i) => {
    out.push(`table ${i + 1} ${name}`);
  });
  for (const d of module.data) {
    const refs = d.refs && d.refs.length > 0 ? ` refs ${d.refs.join(" ")}` : "";
    const slots = (d.slots ?? []).map((s) => ` slot+${s.offset} ${s.func}`).join("");
    out.push(`data ${d.name ?? "_"} at ${d.address} ${quoteBytes(d.bytes)}${refs}${slots}`);
  }
  for (const e of module.exports) out.push(`export "${e.name}" ${e.kind} ${e.item}`);
  if (module.start !== undefined) out.push(`start ${module.start}`);
  return `${out.join("\n")}\n${module.funcs.map((f) => `\n${printFunc(f)}`).join("")}`;
}

/** One function, ending in a newline. */
export function printFunc(func: IrFunc): string {
  const names = localNames(func);
  const local = (i: number): string => (i < 0 ? "_" : (names[i] ?? `%?${i}`));
  const params = func.signature.params.map((type, i) => `${local(i)} ${showType(type)}`).join(", ");
  const results = func.signature.results.length > 0 ? ` -> ${func.signature.results.map(showType).join(", ")}` : "";
  const attributes = [
    func.exportName === undefined ? "" : ` export "${func.exportName}"`,
    func.noRoots ? " noroots" : "",
    func.inline ? ` inline=${func.inline}` : "",
  ].join("");
  const lines = [`func ${func.name}(${params})${results}${attributes} {`];
  const byType = new Map<string, string[]>();
  for (let i = func.signature.params.length; i < func.locals.length; i++) {
    const key = showType(func.locals[i].type);
    byType.set(key, [...(byType.get(key) ?? []), local(i)]);
  }
  for (const [type, list] of byType) lines.push(`  local ${list.join(", ")} ${type}`);
  func.blocks.forEach((block, b) => {
    lines.push(`b${b}:${block.cold ? " cold" : ""}`);
    for (const stmt of block.stmts) lines.push(`  ${showStmt(stmt, local)}`);
    lines.push(`  ${showEnd(block.end, local)}`);
  });
  return `${lines.join("\n")}\n}\n`;
}

function localNames(func: IrFunc): string[] {
  const count = new Map<string, number>();
  for (const { name } of func.locals) if (name !== undefined) count.set(name, (count.get(name) ?? 0) + 1);
  return func.locals.map(({ name }, i) =>
    name === undefined ? `%${i}` : count.get(name) === 1 ? `%${name}` : `%${name}.${i}`,
  );
}

type LocalName = (local: number) => string;

export function showSignature(s: Signature): string {
  return `(${s.params.map(showType).join(", ")}) -> (${s.results.map(showType).join(", ")})`;
}

function list(exprs: readonly Expr[], local: LocalName): string {
  return exprs.map((e) => showExpr(e, local)).join(", ");
}

/** As text: `i32.add(%x, 1)`, `i32.load[%p+8]`, constants with a type suffix unless they are i32. */
export function showExpr(expr: Expr, local: LocalName): string {
  switch (expr.kind) {
    case "local":
      return local(expr.local);
    case "const": {
      const suffix = expr.type === "i32" ? "" : `:${expr.type}`;
      const value = Object.is(expr.value, -0) ? "-0" : String(expr.value);
      return `${value}${suffix}${"data" in expr && expr.data !== undefined ? `@${expr.data}` : ""}`;
    }
    case "global":
      return `$${expr.name}`;
    case "null":
      return `null:${showType(expr.type)}`;
    case "func_ref":
      return `ref ${expr.func}`;
    case "table_slot":
      return `slot ${expr.func}`;
    case "load":
      return `${expr.op}${expr.type === "ptr" ? ":ptr" : ""}[${showExpr(expr.address, local)}${showOffset(expr.offset)}]`;
    case "op":
      return `${expr.op}(${list(expr.args, local)})`;
    case "select":
      return `select(${showExpr(expr.cond, local)} ? ${showExpr(expr.then, local)} : ${showExpr(expr.else, local)})`;
    case "cast":
      return `${expr.to}(${showExpr(expr.value, local)})`;
    default:
      return assertNever(expr, "print");
  }
}

const showOffset = (offset: number): string => (offset === 0 ? "" : `+${offset}`);

function showCallee(callee: Callee, local: LocalName): string {
  if (callee.kind === "func") return callee.name;
  if (callee.kind === "table") return `table[${showExpr(callee.slot, local)}] ${showSignature(callee.signature)} `;
  return `ref[${showExpr(callee.ref, local)}] ${callee.signature} `;
}

const assigned = (dsts: readonly number[], local: LocalName): string =>
  dsts.length === 0 ? "" : `${dsts.map(local).join(", ")} = `;

export function showStmt(stmt: Stmt, local: LocalName): string {
  const show = (e: Expr): string => showExpr(e, local);
  switch (stmt.kind) {
    case "set":
      return `${local(stmt.local)} = ${show(stmt.value)}`;
    case "set_global":
      return `$${stmt.name} = ${show(stmt.value)}`;
    case "store":
      return `${stmt.op}[${show(stmt.address)}${showOffset(stmt.offset)}] = ${show(stmt.value)}`;
    case "memory_copy":
      return `memory.copy(${show(stmt.dest)}, ${show(stmt.source)}, ${show(stmt.length)})`;
    case "memory_fill":
      return `memory.fill(${show(stmt.dest)}, ${show(stmt.value)}, ${show(stmt.length)})`;
    case "memory_grow":
      return `${local(stmt.dst)} = memory.grow(${show(stmt.pages)})`;
    case "call":
      return `${assigned(stmt.dsts, local)}call ${showCallee(stmt.callee, local)}(${list(stmt.args, local)})`;
    case "cont_new":
      return `${local(stmt.dst)} = cont.new ${stmt.signature}(${show(stmt.func)})`;
    case "suspend":
      return `${assigned(stmt.dsts, local)}suspend ${stmt.tag}(${list(stmt.args, local)})`;
    case "switch":
      return `${assigned(stmt.dsts, local)}switch ${stmt.signature} ${stmt.tag} ${show(stmt.cont)}(${list(stmt.args, local)})`;
    default:
      return assertNever(stmt, "print");
  }
}

export function showEnd(end: Terminator, local: LocalName): string {
  const show = (e: Expr): string => showExpr(e, local);
  switch (end.kind) {
    case "jump":
      return `jump b${end.block}`;
    case "branch":
      return `branch ${show(end.cond)} ? b${end.then} : b${end.else}`;
    case "switch_int":
      return `switch_int ${show(end.value)} [${end.cases.map((c) => `b${c}`).join(" ")}] else b${end.otherwise}`;
    case "return":
      return `return ${list(end.values, local)}`.trimEnd();
    case "return_call":
      return `return_call ${showCallee(end.callee, local)}(${list(end.args, local)})`;
    case "unreachable":
      return "unreachable";
    case "throw":
      return `throw ${end.tag}(${list(end.args, local)})`;
    case "throw_ref":
      return `throw_ref ${show(end.exn)}`;
    case "try":
      return `try b${end.body}${end.catches.map((c) => showCatch(c, local)).join("")}${showExits(end.exits)}`;
    case "resume": {
      const clauses = end.clauses.map((c) => showClause(c, local)).join("");
      return `${assigned(end.dsts, local)}resume ${end.signature} ${show(end.cont)}(${list(end.args, local)})${clauses} then b${end.next}`;
    }
    default:
      return assertNever(end, "print");
  }
}

const showExits = (exits: readonly number[] | undefined): string =>
  exits && exits.length > 0 ? ` exits ${exits.map((b) => `b${b}`).join(" ")}` : "";

function showCatch(c: CatchClause, local: LocalName): string {
  const exn = c.exn === undefined ? "" : ` exn ${local(c.exn)}`;
  return ` catch ${c.tag ?? "*"}(${c.dsts.map(local).join(", ")})${exn} b${c.block}`;
}

function showClause(c: ResumeClause, local: LocalName): string {
  if (!c.target) return ` on ${c.tag} switch`;
  return ` on ${c.tag}(${c.target.dsts.map(local).join(", ")}; ${local(c.target.cont)}) b${c.target.block}`;
}

/** At most 64 bytes as a string literal with \xx escapes, then their number. */
function quoteBytes(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, 64)].map((b) =>
    b >= 32 && b < 127 && b !== 34 && b !== 92 ? String.fromCharCode(b) : `\\${b.toString(16).padStart(2, "0")}`,
  );
  return `"${shown.join("")}"${bytes.length > 64 ? `... ${bytes.length} bytes` : ""}`;
}
