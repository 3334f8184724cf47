// A comfortable way to write IR: FuncBuilder keeps the current block; short functions make expressions.

import { WeftBug } from "../../diagnostics/index.ts";
import type { Op } from "../wasm/instructions.ts";
import type { CodePos } from "../wasm/positions.ts";
import type {
  Callee,
  Expr,
  IrBlock,
  IrFunc,
  IrLocal,
  IrModule,
  IrType,
  LoadOp,
  Signature,
  Stmt,
  StoreOp,
  Terminator,
} from "./ir.ts";

/** An empty module with `pages` of memory. */
export function newModule(pages = 1): IrModule {
  return {
    signatures: new Map(),
    imports: [],
    funcs: [],
    globals: [],
    tags: [],
    table: [],
    memory: { min: pages, exportName: "memory" },
    data: [],
    exports: [],
  };
}

export const local = (index: number): Expr => ({ kind: "local", local: index });
export const i32 = (value: number): Expr => ({ kind: "const", type: "i32", value });
export const ptr = (value: number): Expr => ({ kind: "const", type: "ptr", value });
export const i64 = (value: bigint | number): Expr => ({ kind: "const", type: "i64", value: BigInt(value) });
export const f32 = (value: number): Expr => ({ kind: "const", type: "f32", value });
export const f64 = (value: number): Expr => ({ kind: "const", type: "f64", value });
export const global = (name: string): Expr => ({ kind: "global", name });
export const nullOf = (type: IrType): Expr => ({ kind: "null", type });
export const funcRef = (func: string): Expr => ({ kind: "func_ref", func });
export const tableSlot = (func: string): Expr => ({ kind: "table_slot", func });
export const op = (name: Op, ...args: Expr[]): Expr => ({ kind: "op", op: name, args });
export const select = (cond: Expr, then: Expr, other: Expr): Expr => ({ kind: "select", cond, then, else: other });
export const cast = (to: "i32" | "ptr", value: Expr): Expr => ({ kind: "cast", to, value });
/** A load of `type`, at its natural width unless `name` says otherwise. */
export function load(type: IrType, address: Expr, offset = 0, name: LoadOp = naturalLoad(type)): Expr {
  return { kind: "load", op: name, address, offset, type };
}
/** `p + bytes` as a pointer (`p` itself when bytes is 0). */
export function offsetBy(p: Expr, bytes: number): Expr {
  return bytes === 0 ? p : cast("ptr", op("i32.add", p, i32(bytes)));
}

export function naturalLoad(type: IrType): LoadOp {
  if (type === "i64") return "i64.load";
  if (type === "f32") return "f32.load";
  if (type === "f64") return "f64.load";
  if (type === "i32" || type === "ptr") return "i32.load";
  throw new WeftBug("ir", "references cannot be loaded from memory");
}

export function naturalStore(type: IrType): StoreOp {
  return naturalLoad(type).replace("load", "store") as StoreOp;
}

export const toFunc = (name: string): Callee => ({ kind: "func", name });
export const toSlot = (slot: Expr, signature: Signature): Callee => ({ kind: "table", slot, signature });
export const toRef = (ref: Expr, signature: string): Callee => ({ kind: "ref", ref, signature });

const open: Terminator = { kind: "unreachable" };

/**
 * Builds one function. There is a current block from the start (the entry, 0); `emit` adds to it and `end` closes it.
 * After `end`, nothing may be emitted until `start(block)`. Blocks never closed end in `unreachable`.
 */
export class FuncBuilder {
  readonly func: IrFunc;
  /** Attached to every statement emitted without a position of its own. */
  pos: CodePos | undefined;
  private current: IrBlock | undefined;
  private index: number;
  private readonly results: readonly IrType[];

  constructor(name: string, signature: Signature, paramNames: readonly (string | undefined)[] = []) {
    const locals: IrLocal[] = signature.params.map((type, i) =>
      paramNames[i] ? { type, name: paramNames[i] } : { type },
    );
    this.func = { name, signature, locals, blocks: [{ stmts: [], end: open }] };
    this.current = this.func.blocks[0];
    this.index = 0;
    this.results = signature.results;
  }

  /** Index of a new local variable, which starts as zero (or null). */
  local(type: IrType, name?: string): number {
    this.func.locals.push(name === undefined ? { type } : { type, name });
    return this.func.locals.length - 1;
  }

  /** Index of a new empty block, not yet current. */
  block(cold = false): number {
    this.func.blocks.push(cold ? { stmts: [], end: open, cold } : { stmts: [], end: open });
    return this.func.blocks.length - 1;
  }

  /** Makes `block` the current one. */
  start(block: number): void {
    this.current = this.func.blocks[block];
    this.index = block;
  }

  /** False after `end` and before the next `start`: code emitted here would be unreachable. */
  get isOpen(): boolean {
    return this.current !== undefined;
  }
  /** Index of the current block. */
  get here(): number {
    return this.index;
  }

  emit(stmt: Stmt): void {
    if (!this.current) throw new WeftBug("ir", `${this.func.name}: statement after the end of block ${this.index}`);
    this.current.stmts.push(stmt.pos || !this.pos ? stmt : { ...stmt, pos: this.pos });
  }

  end(end: Terminator): void {
    if (!this.current) throw new WeftBug("ir", `${this.func.name}: block ${this.index} has ended already`);
    this.current.end = end;
    this.current = undefined;
  }

  set(target: number, value: Expr): void {
    this.emit({ kind: "set", local: target, value });
  }
  setGlobal(name: string, value: Expr): void {
    this.emit({ kind: "set_global", name, value });
  }
  store(name: StoreOp, address: Expr, value: Expr, offset = 0): void {
    this.emit({ kind: "store", op: name, address, offset, value });
  }
  /** A call whose results go to new locals, which are returned as expressions. `results` are the callee's result types. */
  call(callee: Callee, args: readonly Expr[], results: readonly IrType[] = []): Expr[] {
    const dsts = results.map((type) => this.local(type));
    this.emit({ kind: "call", dsts, callee, args });
    return dsts.map(local);
  }
  /** A call whose results go to the given locals. */
  callInto(dsts: readonly number[], callee: Callee, args: readonly Expr[]): void {
    this.emit({ kind: "call", dsts, callee, args });
  }
  /** Copies `value` to a new local, so that it can be used more than once. */
  keep(type: IrType, value: Expr, name?: string): Expr {
    const target = this.local(type, name);
    this.set(target, value);
    return local(target);
  }

  jump(block: number): void {
    this.end({ kind: "jump", block });
  }
  branch(cond: Expr, then: number, other: number): void {
    this.end({ kind: "branch", cond, then, else: other });
  }
  return(...values: Expr[]): void {
    if (values.length !== this.results.length)
      throw new WeftBug("ir", `${this.func.name}: wrong number of return values`);
    this.end(this.pos ? { kind: "return", values, pos: this.pos } : { kind: "return", values });
  }
  unreachable(): void {
    this.end(this.pos ? { kind: "unreachable", pos: this.pos } : { kind: "unreachable" });
  }

  /** `if cond { then() } else { other() }`; afterwards the current block is the join (open even when both arms ended). */
  if(cond: Expr, then: () => void, other?: () => void): void {
    const yes = this.block();
    const join = this.block();
    const no = other ? this.block() : join;
    this.branch(cond, yes, no);
    this.start(yes);
    then();
    if (this.isOpen) this.jump(join);
    if (other) {
      this.start(no);
      other();
      if (this.isOpen) this.jump(join);
    }
    this.start(join);
  }

  /** `for { body(exit, again) }`: falls back to the head; `exit` and `again` are blocks to jump to. Afterwards: at `exit`. */
  loop(body: (exit: number, again: number) => void): void {
    const head = this.block();
    const exit = this.block();
    this.jump(head);
    this.start(head);
    body(exit, head);
    if (this.isOpen) this.jump(head);
    this.start(exit);
  }
}
