// Checks what the rest of the backend relies on: names resolve, types agree, blocks exist, try regions are well formed.
// A finding is a fault of a front end or a pass, so every diagnostic has severity "bug".

import type { Diagnostic, Pos } from "../../diagnostics/index.ts";
import { assertNever } from "../../diagnostics/index.ts";
import { immediateForm, signatureOf } from "../wasm/instructions.ts";
import { naturalLoad } from "./builder.ts";
import { buildCfg, buildDominators, dominates } from "./cfg.ts";
import { calleeSignature, funcSignature, type IrEnv, makeEnv, sameType, showType, typeOf } from "./env.ts";
import type { Callee, Expr, IrFunc, IrModule, IrType, Signature, Stmt, Terminator } from "./ir.ts";
import { forEachOperand, successorsOf } from "./visit.ts";

/** All faults found; empty for a module that may be emitted. */
export function verifyIr(module: IrModule): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = (message: string, pos?: Pos): void => {
    diagnostics.push({
      severity: "bug",
      message: `ir: ${message}`,
      code: "InvalidIr",
      ...(pos ? { span: { ...pos, length: 1 } } : {}),
    });
  };
  const env = makeEnv(module);
  verifyNames(module, env, report);
  verifyData(module, env, report);
  for (const func of module.funcs) new FuncVerifier(env, func, report).run();
  return diagnostics;
}

type Report = (message: string, pos?: Pos) => void;

function verifyNames(module: IrModule, env: IrEnv, report: Report): void {
  const unique = (what: string, names: readonly string[]): void => {
    const seen = new Set<string>();
    for (const name of names) {
      if (seen.has(name)) report(`two ${what}s are named ${name}`);
      seen.add(name);
    }
  };
  const imported = (kind: string): string[] => module.imports.filter((i) => i.kind === kind).map((i) => i.name);
  unique("function", [...imported("func"), ...module.funcs.map((f) => f.name)]);
  unique("global", [...imported("global"), ...module.globals.map((g) => g.name)]);
  unique("tag", [...imported("tag"), ...module.tags.map((t) => t.name)]);
  unique("table slot", module.table);
  unique("export", [
    ...module.exports.map((e) => e.name),
    ...module.funcs.flatMap((f) => (f.exportName === undefined ? [] : [f.exportName])),
    ...(module.memory.exportName === undefined ? [] : [module.memory.exportName]),
  ]);
  const known = (type: IrType, where: string): void => {
    if (typeof type === "object" && !module.signatures.has(type.signature))
      report(`${where}: unknown signature ${type.signature}`);
  };
  const knownAll = (s: Signature, where: string): void => {
    for (const type of [...s.params, ...s.results]) known(type, where);
  };
  for (const [name, signature] of module.signatures) knownAll(signature, `signature ${name}`);
  for (const item of module.imports) knownAll(item.signature, `import ${item.name}`);
  for (const tag of module.tags) knownAll(tag.signature, `tag ${tag.name}`);
  for (const item of module.globals) known(item.type, `global ${item.name}`);
  for (const func of module.funcs) for (const { type } of func.locals) known(type, `function ${func.name}`);
  for (const name of module.table) if (!funcSignature(env, name)) report(`table: unknown function ${name}`);
  for (const { name, kind, item } of module.exports) {
    const found = {
      func: funcSignature(env, item),
      global: env.globals.get(item),
      tag: env.tags.get(item),
      memory: true,
      table: true,
    }[kind];
    if (!found) report(`export ${name}: unknown ${kind} ${item}`);
  }
  if (module.start === undefined) return;
  const start = funcSignature(env, module.start);
  if (!start) report(`start: unknown function ${module.start}`);
  else if (start.params.length + start.results.length > 0) report(`start: ${module.start} has parameters or results`);
}

function verifyData(module: IrModule, env: IrEnv, report: Report): void {
  for (const data of module.data) {
    const where = `data ${data.name ?? `at ${data.address}`}`;
    if (data.address < 0 || data.address + data.bytes.length > module.memory.min * 65536)
      report(`${where} does not fit the memory`);
    for (const ref of data.refs ?? []) if (!env.data.has(ref)) report(`${where}: unknown data ${ref}`);
    for (const slot of data.slots ?? []) {
      if (slot.offset + 4 > data.bytes.length) report(`${where}: slot at ${slot.offset} is outside`);
      if (!funcSignature(env, slot.func)) report(`${where}: unknown function ${slot.func}`);
    }
  }
}

/** Where an op, an address or a slot wants an i32, a pointer passes for one. */
const loosely = (type: IrType | undefined): IrType | undefined => (type === "ptr" ? "i32" : type);

class FuncVerifier {
  private readonly env: IrEnv;
  private readonly func: IrFunc;
  private readonly out: Report;
  private block = 0;

  constructor(env: IrEnv, func: IrFunc, out: Report) {
    this.env = env;
    this.func = func;
    this.out = out;
  }

  run(): void {
    const { func } = this;
    func.signature.params.forEach((type, i) => {
      if (!func.locals[i] || !sameType(func.locals[i].type, type))
        this.report(`local ${i} is not parameter ${i}`, func.pos);
    });
    if (func.blocks.length === 0) return this.report("no entry block", func.pos);
    let sound = true;
    func.blocks.forEach((block, b) => {
      this.block = b;
      for (const stmt of block.stmts) this.stmt(stmt);
      this.end(block.end);
      for (const s of successorsOf(block.end)) {
        if (s >= 0 && s < func.blocks.length) continue;
        this.report(`no block ${s}`);
        sound = false;
      }
    });
    if (sound) this.regions();
  }

  private report(message: string, pos?: Pos): void {
    this.out(`function ${this.func.name}, block ${this.block}: ${message}`, pos);
  }

  /** The body of a try is entered from the try, or from inside. */
  private regions(): void {
    const { func } = this;
    if (!func.blocks.some((b) => b.end.kind === "try")) return;
    const cfg = buildCfg(func);
    const dom = buildDominators(cfg, func.blocks.length);
    for (const b of cfg.rpo) {
      const { end } = func.blocks[b];
      if (end.kind !== "try") continue;
      this.block = b;
      const { body } = end;
      const outside = cfg.preds[body].filter((p) => p !== b && !dominates(dom, body, p));
      if (outside.length > 0) this.report(`the try body ${body} is also entered from block ${outside[0]}`);
      if (cfg.preds[body].filter((p) => p === b).length > 1)
        this.report(`block ${body} is both body and handler of the try`);
    }
  }

  private stmt(stmt: Stmt): void {
    const { pos } = stmt;
    switch (stmt.kind) {
      case "set":
        return this.assign(this.localType(stmt.local, pos), stmt.value, "set", pos);
      case "set_global": {
        const global = this.env.globals.get(stmt.name);
        if (!global) return this.report(`unknown global ${stmt.name}`, pos);
        if (!global.mutable) this.report(`global ${stmt.name} cannot be set`, pos);
        return this.assign(global.type, stmt.value, `set_global ${stmt.name}`, pos);
      }
      case "store":
        this.loose("i32", stmt.address, "address", pos);
        this.offset(stmt.offset, pos);
        return this.loose(stmt.op.slice(0, 3) as IrType, stmt.value, "stored value", pos);
      case "memory_copy":
        this.loose("i32", stmt.dest, "destination", pos);
        this.loose("i32", stmt.source, "source", pos);
        return this.loose("i32", stmt.length, "length", pos);
      case "memory_fill":
        this.loose("i32", stmt.dest, "destination", pos);
        this.loose("i32", stmt.value, "value", pos);
        return this.loose("i32", stmt.length, "length", pos);
      case "memory_grow":
        this.loose("i32", stmt.pages, "pages", pos);
        return this.results([stmt.dst], ["i32"], pos);
      case "call": {
        const signature = this.callee(stmt.callee, pos);
        if (!signature) return;
        this.args(stmt.args, signature.params, pos);
        return this.results(stmt.dsts, signature.results, pos);
      }
      case "cont_new":
        if (!this.env.module.signatures.has(stmt.signature))
          return this.report(`unknown signature ${stmt.signature}`, pos);
        this.assign({ kind: "func", signature: stmt.signature }, stmt.func, "cont_new", pos);
        return this.results([stmt.dst], [{ kind: "cont", signature: stmt.signature }], pos);
      case "suspend": {
        const tag = this.tag(stmt.tag, pos);
        if (!tag) return;
        this.args(stmt.args, tag.params, pos);
        return this.results(stmt.dsts, tag.results, pos);
      }
      case "switch": {
        const signature = this.env.module.signatures.get(stmt.signature);
        if (!signature) return this.report(`unknown signature ${stmt.signature}`, pos);
        this.tag(stmt.tag, pos);
        const last = signature.params.at(-1);
        if (typeof last !== "object" || last.kind !== "cont")
          return this.report(`switch: ${stmt.signature} takes no continuation`, pos);
        this.args(stmt.args, signature.params.slice(0, -1), pos);
        this.assign({ kind: "cont", signature: stmt.signature }, stmt.cont, "switch", pos);
        return this.results(stmt.dsts, this.env.module.signatures.get(last.signature)?.params ?? [], pos);
      }
      default:
        assertNever(stmt, "verify");
    }
  }

  private end(end: Terminator): void {
    const pos = "pos" in end ? end.pos : undefined;
    switch (end.kind) {
      case "jump":
      case "unreachable":
        return;
      case "branch":
        return this.loose("i32", end.cond, "condition", pos);
      case "switch_int":
        return this.loose("i32", end.value, "switch value", pos);
      case "return":
        return this.args(end.values, this.func.signature.results, pos, "return value");
      case "return_call": {
        const signature = this.callee(end.callee, pos);
        if (!signature) return;
        this.args(end.args, signature.params, pos);
        const same = signature.results.length === this.func.signature.results.length;
        if (!same || !signature.results.every((t, i) => sameType(t, this.func.signature.results[i]))) {
          this.report("return_call of a function with other results", pos);
        }
        return;
      }
      case "throw": {
        const tag = this.tag(end.tag, pos);
        if (tag) this.args(end.args, tag.params, pos);
        return;
      }
      case "throw_ref":
        return this.assign("exnref", end.exn, "throw_ref", pos);
      case "try":
        for (const c of end.catches) {
          const tag = c.tag === undefined ? undefined : this.tag(c.tag, pos);
          this.results(c.dsts, tag?.params ?? [], pos, true);
          if (c.exn !== undefined) this.results([c.exn], ["exnref"], pos);
        }
        return;
      case "resume":
        return this.resume(end);
      default:
        assertNever(end, "verify");
    }
  }

  private resume(end: Terminator & { kind: "resume" }): void {
    const signature = this.env.module.signatures.get(end.signature);
    if (!signature) return this.report(`unknown signature ${end.signature}`, end.pos);
    this.args(end.args, signature.params, end.pos);
    this.assign({ kind: "cont", signature: end.signature }, end.cont, "resume", end.pos);
    this.results(end.dsts, signature.results, end.pos);
    for (const clause of end.clauses) {
      const tag = this.tag(clause.tag, end.pos);
      if (!tag || !clause.target) continue;
      this.results(clause.target.dsts, tag.params, end.pos, true);
      const cont = this.localType(clause.target.cont, end.pos);
      const rest =
        typeof cont === "object" && cont.kind === "cont" ? this.env.module.signatures.get(cont.signature) : undefined;
      if (!rest) this.report("resume: the clause's continuation local has another type", end.pos);
      else if (!sameTypes(rest.params, tag.results) || !sameTypes(rest.results, signature.results)) {
        this.report(
          `resume: the continuation suspended by ${clause.tag} has another signature than its local`,
          end.pos,
        );
      }
    }
  }

  private tag(name: string, pos?: Pos): Signature | undefined {
    const tag = this.env.tags.get(name);
    if (!tag) this.report(`unknown tag ${name}`, pos);
    return tag;
  }

  private callee(callee: Callee, pos?: Pos): Signature | undefined {
    if (callee.kind === "table") this.loose("i32", callee.slot, "table slot", pos);
    if (callee.kind === "ref") this.assign({ kind: "func", signature: callee.signature }, callee.ref, "callee", pos);
    const signature = calleeSignature(this.env, callee);
    if (!signature) this.report(`unknown ${callee.kind === "func" ? `function ${callee.name}` : "signature"}`, pos);
    return signature;
  }

  private localType(local: number, pos?: Pos): IrType | undefined {
    const type = this.func.locals[local]?.type;
    if (type === undefined) this.report(`no local ${local}`, pos);
    return type;
  }

  private args(args: readonly Expr[], types: readonly IrType[], pos?: Pos, what = "argument"): void {
    if (args.length !== types.length) this.report(`${args.length} ${what}s where ${types.length} are wanted`, pos);
    else for (const [i, arg] of args.entries()) this.assign(types[i], arg, `${what} ${i}`, pos);
  }

  /** Locals that take results: none at all, or one (or -1) for each. `exact`: none is no choice. */
  private results(dsts: readonly number[], types: readonly IrType[], pos?: Pos, exact = false): void {
    if (dsts.length !== types.length && (exact || dsts.length > 0)) {
      return this.report(`${dsts.length} locals for ${types.length} results`, pos);
    }
    dsts.forEach((dst, i) => {
      if (dst < 0) return;
      const type = this.localType(dst, pos);
      if (type !== undefined && !sameType(type, types[i])) {
        this.report(`local ${dst} has type ${showType(type)}, the result has ${showType(types[i])}`, pos);
      }
    });
  }

  /** `expr` must have exactly the type `want` (a function reference also passes for its own signature). */
  private assign(want: IrType | undefined, expr: Expr, what: string, pos?: Pos): void {
    const have = this.expr(expr, pos);
    if (want === undefined || have === undefined || sameType(want, have)) return;
    if (expr.kind === "func_ref" && typeof want === "object" && want.kind === "func") {
      const wanted = this.env.module.signatures.get(want.signature);
      const given = funcSignature(this.env, expr.func);
      if (wanted && given && sameTypes(wanted.params, given.params) && sameTypes(wanted.results, given.results)) return;
    }
    this.report(`${what}: type ${showType(have)} where ${showType(want)} is wanted`, pos);
  }

  /** As assign, but a pointer passes for an i32. */
  private loose(want: IrType, expr: Expr, what: string, pos?: Pos): void {
    const have = loosely(this.expr(expr, pos));
    if (have !== undefined && !sameType(want, have))
      this.report(`${what}: type ${showType(have)} where ${showType(want)} is wanted`, pos);
  }

  private offset(offset: number, pos?: Pos): void {
    if (!Number.isInteger(offset) || offset < 0 || offset > 0xffffffff) this.report(`offset ${offset}`, pos);
  }

  /** Checks a tree; its type, or undefined when a fault in it was reported. */
  private expr(expr: Expr, pos?: Pos): IrType | undefined {
    switch (expr.kind) {
      case "local":
        return this.localType(expr.local, pos);
      case "global":
        if (!this.env.globals.has(expr.name)) this.report(`unknown global ${expr.name}`, pos);
        break;
      case "const":
        if (typeof expr.value !== (expr.type === "i64" ? "bigint" : "number"))
          this.report(`constant ${expr.value} of type ${expr.type}`, pos);
        if (expr.type !== "i64" && "data" in expr && expr.data !== undefined && !this.env.data.has(expr.data)) {
          this.report(`unknown data ${expr.data}`, pos);
        }
        break;
      case "func_ref":
      case "table_slot":
        if (!funcSignature(this.env, expr.func)) this.report(`unknown function ${expr.func}`, pos);
        break;
      case "load": {
        this.loose("i32", expr.address, "address", pos);
        this.offset(expr.offset, pos);
        const isReference = typeof expr.type === "object" || expr.type === "funcref" || expr.type === "exnref";
        if (isReference || naturalLoad(expr.type).slice(0, 3) !== expr.op.slice(0, 3))
          this.report(`${expr.op} of type ${showType(expr.type)}`, pos);
        break;
      }
      case "op":
        return this.op(expr, pos);
      case "select": {
        this.loose("i32", expr.cond, "condition", pos);
        const then = this.expr(expr.then, pos);
        this.assign(then, expr.else, "select", pos);
        return then;
      }
      case "cast":
        this.loose("i32", expr.value, "cast", pos);
        break;
      case "null":
        break;
      default:
        assertNever(expr, "verify");
    }
    return typeOf(this.env, this.func, expr);
  }

  private op(expr: Expr & { kind: "op" }, pos?: Pos): IrType | undefined {
    if (expr.op === "ref.is_null") {
      forEachOperand(expr, (e) => this.expr(e, pos));
      if (expr.args.length !== 1) this.report("ref.is_null wants one operand", pos);
      return "i32";
    }
    const signature = signatureOf(expr.op);
    const form = immediateForm(expr.op);
    const isUsable = signature && signature.results.length === 1 && (form === "none" || expr.op === "memory.size");
    if (!isUsable) {
      this.report(`${expr.op} is not an operation of expressions`, pos);
      return undefined;
    }
    if (expr.args.length !== signature.params.length) this.report(`${expr.op} with ${expr.args.length} operands`, pos);
    expr.args.forEach((arg, i) => {
      const want = signature.params[i];
      if (want !== undefined) this.loose(want as IrType, arg, `${expr.op} operand ${i}`, pos);
    });
    return typeOf(this.env, this.func, expr);
  }
}

function sameTypes(a: readonly IrType[], b: readonly IrType[]): boolean {
  return a.length === b.length && a.every((t, i) => sameType(t, b[i]));
}
