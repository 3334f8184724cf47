// Expressions and statements -> instructions. Control flow is structure.ts's.

import { assertNever, WeftBug } from "../../diagnostics/index.ts";
import { calleeSignature, typeOf } from "../ir/env.ts";
import type { Callee, Expr, IrFunc, IrType, LoadOp, Stmt, StoreOp } from "../ir/ir.ts";
import { mayTrap } from "../ir/visit.ts";
import { accessBytes, type Instr, immediateForm, type OpOfForm } from "../wasm/instructions.ts";
import type { Code } from "./code.ts";
import { contType, funcType, indexOf, type ModuleContext, valType } from "./context.ts";
import type { LocalPlan } from "./locals.ts";

/** What instruction selection works on: one function, its code so far, its locals. */
export interface FuncContext {
  readonly module: ModuleContext;
  readonly func: IrFunc;
  readonly plan: LocalPlan;
  readonly code: Code;
}

const float = new DataView(new ArrayBuffer(8));
function f32Bits(value: number): number {
  float.setFloat32(0, value);
  return float.getUint32(0);
}
function f64Bits(value: number): bigint {
  float.setFloat64(0, value);
  return float.getBigUint64(0);
}

/** The exponent of the natural alignment of a load or store. */
const alignOf = (op: LoadOp | StoreOp): number => 31 - Math.clz32(accessBytes(op));

/** Instructions without immediates, shared. */
const plain = new Map<string, Instr>();
function plainInstr(op: string): Instr {
  let instr = plain.get(op);
  if (!instr) {
    instr = { op: op as OpOfForm<"none"> };
    plain.set(op, instr);
  }
  return instr;
}

/** Pushes the value of `expr`. */
export function emitExpr(ctx: FuncContext, expr: Expr): void {
  const { code } = ctx;
  switch (expr.kind) {
    case "local":
      return code.get(ctx.plan.indexOf[expr.local], expr.local, ctx.plan.reads[expr.local] === 1);
    case "const":
      return code.emit(constant(expr));
    case "global":
      return code.emit({ op: "global.get", global: indexOf(ctx.module.globalIndex, expr.name) });
    case "null":
      return emitNull(ctx, expr.type);
    case "func_ref": {
      const func = indexOf(ctx.module.funcIndex, expr.func);
      ctx.module.referenced.add(func);
      return code.emit({ op: "ref.func", func });
    }
    case "table_slot":
      return code.emit({ op: "i32.const", value: indexOf(ctx.module.slotOf, expr.func) });
    case "load":
      emitExpr(ctx, expr.address);
      return code.emit({ op: expr.op, memory: 0, align: alignOf(expr.op), offset: BigInt(expr.offset) });
    case "op":
      for (const arg of expr.args) emitExpr(ctx, arg);
      return code.emit(
        immediateForm(expr.op) === "memory" ? ({ op: expr.op, memory: 0 } as Instr) : plainInstr(expr.op),
      );
    case "select": {
      emitExpr(ctx, expr.then);
      emitExpr(ctx, expr.else);
      emitExpr(ctx, expr.cond);
      const type = typeOf(ctx.module.env, ctx.func, expr.then);
      const isNumber = type === undefined || (typeof type === "string" && type !== "funcref" && type !== "exnref");
      return code.emit(isNumber ? plainInstr("select") : { op: "select_t", types: [valType(ctx.module, type)] });
    }
    case "cast":
      return emitExpr(ctx, expr.value);
    default:
      assertNever(expr, "emit");
  }
}

function constant(expr: Expr & { kind: "const" }): Instr {
  switch (expr.type) {
    case "i32":
    case "ptr":
      return { op: "i32.const", value: expr.value | 0 };
    case "i64":
      return { op: "i64.const", value: BigInt.asIntN(64, expr.value) };
    case "f32":
      return { op: "f32.const", bits: f32Bits(expr.value) };
    case "f64":
      return { op: "f64.const", bits: f64Bits(expr.value) };
    default:
      return assertNever(expr, "emit");
  }
}

function emitNull(ctx: FuncContext, type: IrType): void {
  if (type === "i32" || type === "ptr") return ctx.code.emit({ op: "i32.const", value: 0 });
  const wasm = valType(ctx.module, type);
  if (typeof wasm === "string") throw new WeftBug("emit", `null of type ${wasm}`);
  ctx.code.emit({ op: "ref.null", heap: wasm.heap });
}

const swapped: ReadonlyMap<string, string> = new Map(
  ["eq ne", "lt_s ge_s", "lt_u ge_u", "gt_s le_s", "gt_u le_u"].flatMap((pair) => {
    const [a, b] = pair.split(" ");
    return ["i32", "i64"].flatMap((t) => [[`${t}.${a}`, `${t}.${b}`] as const, [`${t}.${b}`, `${t}.${a}`] as const]);
  }),
);

/** Pushes a condition (zero or not); `negated` turns it round. `x == 0` and `!!x` become the plain test of x. */
export function emitCondition(ctx: FuncContext, cond: Expr, negated: boolean): void {
  if (cond.kind === "op" && cond.op === "i32.eqz") return emitCondition(ctx, cond.args[0], !negated);
  if (!negated) return emitExpr(ctx, cond);
  const other = cond.kind === "op" ? swapped.get(cond.op) : undefined;
  if (cond.kind === "op" && other) {
    for (const arg of cond.args) emitExpr(ctx, arg);
    return ctx.code.emit(plainInstr(other));
  }
  emitExpr(ctx, cond);
  ctx.code.emit(plainInstr("i32.eqz"));
}

/** Pops `dsts.length` values (the last on top) into locals; -1, and locals that nothing reads, drop theirs. */
export function emitSets(ctx: FuncContext, dsts: readonly number[]): void {
  for (let i = dsts.length - 1; i >= 0; i--) {
    const index = dsts[i] < 0 ? -1 : ctx.plan.indexOf[dsts[i]];
    if (index < 0 || ctx.plan.reads[dsts[i]] === 0) ctx.code.drop();
    else ctx.code.set(index, dsts[i]);
  }
}

/** Results of a call or suspend: `dsts` may be empty to drop them all. */
function emitResults(ctx: FuncContext, dsts: readonly number[], count: number): void {
  if (dsts.length > 0) return emitSets(ctx, dsts);
  for (let i = 0; i < count; i++) ctx.code.drop();
}

/** Pushes the arguments and calls; `tail` makes it a return_call. */
export function emitCall(ctx: FuncContext, callee: Callee, args: readonly Expr[], tail: boolean): void {
  const { code, module } = ctx;
  for (const arg of args) emitExpr(ctx, arg);
  switch (callee.kind) {
    case "func":
      return code.emit({ op: tail ? "return_call" : "call", func: indexOf(module.funcIndex, callee.name) });
    case "table": {
      emitExpr(ctx, callee.slot);
      const type = funcType(module, callee.signature);
      return code.emit({ op: tail ? "return_call_indirect" : "call_indirect", type, table: 0 });
    }
    case "ref": {
      emitExpr(ctx, callee.ref);
      const typeIndex = module.section.indexOf[module.types.named(callee.signature)];
      return code.emit({ op: tail ? "return_call_ref" : "call_ref", typeIndex });
    }
    default:
      assertNever(callee, "emit");
  }
}

export function emitStmt(ctx: FuncContext, stmt: Stmt): void {
  const { code, module } = ctx;
  if (stmt.pos) code.pos = stmt.pos;
  switch (stmt.kind) {
    case "set":
      return emitSet(ctx, stmt.local, stmt.value);
    case "set_global":
      emitExpr(ctx, stmt.value);
      return code.emit({ op: "global.set", global: indexOf(module.globalIndex, stmt.name) });
    case "store":
      emitExpr(ctx, stmt.address);
      emitExpr(ctx, stmt.value);
      return code.emit({ op: stmt.op, memory: 0, align: alignOf(stmt.op), offset: BigInt(stmt.offset) });
    case "memory_copy":
      emitExpr(ctx, stmt.dest);
      emitExpr(ctx, stmt.source);
      emitExpr(ctx, stmt.length);
      return code.emit({ op: "memory.copy", memory: 0, source: 0 });
    case "memory_fill":
      emitExpr(ctx, stmt.dest);
      emitExpr(ctx, stmt.value);
      emitExpr(ctx, stmt.length);
      return code.emit({ op: "memory.fill", memory: 0 });
    case "memory_grow":
      emitExpr(ctx, stmt.pages);
      code.emit({ op: "memory.grow", memory: 0 });
      return emitSets(ctx, [stmt.dst]);
    case "call": {
      emitCall(ctx, stmt.callee, stmt.args, false);
      const count = stmt.dsts.length > 0 ? 0 : (calleeSignature(module.env, stmt.callee)?.results.length ?? 0);
      return emitResults(ctx, stmt.dsts, count);
    }
    case "cont_new":
      emitExpr(ctx, stmt.func);
      code.emit({ op: "cont.new", typeIndex: contType(module, stmt.signature) });
      return emitSets(ctx, [stmt.dst]);
    case "suspend":
      for (const arg of stmt.args) emitExpr(ctx, arg);
      code.emit({ op: "suspend", tag: indexOf(module.tagIndex, stmt.tag) });
      return emitResults(ctx, stmt.dsts, module.env.tags.get(stmt.tag)?.results.length ?? 0);
    case "switch": {
      for (const arg of stmt.args) emitExpr(ctx, arg);
      emitExpr(ctx, stmt.cont);
      code.emit({ op: "switch", typeIndex: contType(module, stmt.signature), tag: indexOf(module.tagIndex, stmt.tag) });
      return emitResults(ctx, stmt.dsts, switchResults(ctx, stmt.signature).length);
    }
    default:
      assertNever(stmt, "emit");
  }
}

/** A switch to `(cont $signature)` returns the parameters of the continuation type that is $signature's last parameter. */
function switchResults(ctx: FuncContext, signature: string): readonly IrType[] {
  const last = ctx.module.env.module.signatures.get(signature)?.params.at(-1);
  if (typeof last !== "object" || last.kind !== "cont")
    throw new WeftBug("emit", `switch: ${signature} takes no continuation`);
  return ctx.module.env.module.signatures.get(last.signature)?.params ?? [];
}

function emitSet(ctx: FuncContext, local: number, value: Expr): void {
  const { code, plan } = ctx;
  const index = plan.indexOf[local];
  if (plan.reads[local] === 0 || index < 0) {
    if (!mayTrap(value)) return;
    emitExpr(ctx, value);
    return code.drop();
  }
  if (value.kind === "local" && plan.indexOf[value.local] === index) return;
  emitExpr(ctx, value);
  code.set(index, local);
}
