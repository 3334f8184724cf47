// Builds the body of one IR function: locals, blocks, the block being filled. Knows IR only, nothing of Go.

import type { Pos } from "../../diagnostics/index.ts";
import type {
  Callee,
  IrExpr as Expr,
  IrBlock,
  IrFunc,
  IrLocal,
  IrType,
  Signature,
  Stmt,
  StoreOp,
  Terminator,
} from "../../wasmfx-backend/index.ts";
import { cast, i32, isStable, local } from "./ir-expr.ts";

interface Draft {
  stmts: Stmt[];
  end: Terminator | undefined;
  cold?: boolean;
}

export class Emitter {
  readonly name: string;
  readonly signature: Signature;
  readonly locals: IrLocal[];
  private readonly blocks: Draft[] = [];
  private current: Draft;
  /** Locals that are set once, by temp(): reading them later is the same as reading them now. */
  private readonly singles = new Set<number>();
  /** Names the straight line of blocks being filled: each is reached only from the one before. */
  chain = 0;
  private chains = 0;
  /** Attached to every statement and terminator that has no position of its own. */
  pos: Pos | undefined;

  constructor(name: string, signature: Signature, paramNames: readonly string[] = []) {
    this.name = name;
    this.signature = signature;
    this.locals = signature.params.map((type, i) => (paramNames[i] ? { type, name: paramNames[i] } : { type }));
    this.current = { stmts: [], end: undefined };
    this.blocks.push(this.current);
  }

  newLocal(type: IrType, name?: string): number {
    this.locals.push(name ? { type, name } : { type });
    return this.locals.length - 1;
  }

  newBlock(cold = false): number {
    this.blocks.push(cold ? { stmts: [], end: undefined, cold } : { stmts: [], end: undefined });
    return this.blocks.length - 1;
  }

  /** Continues in `block`; the block before must have been ended. */
  at(block: number): void {
    if (this.current.end === undefined) this.jump(block);
    this.current = this.blocks[block];
    this.chain = ++this.chains;
  }

  /** Like at(), for a block that is reached only from the one where `chain` was last read: what was known there still holds. */
  proceed(block: number, chain = this.chain): void {
    this.at(block);
    this.chain = chain;
  }

  /** The local is set once, so that a fact about it stays true. */
  isSingle(index: number): boolean {
    return this.singles.has(index);
  }

  /** False after a jump, return, throw: what is emitted then is never run and is dropped. */
  get isReachable(): boolean {
    return this.current.end === undefined;
  }

  emit(stmt: Stmt): void {
    if (this.current.end !== undefined) {
      this.current = { stmts: [], end: undefined };
      this.blocks.push(this.current);
    }
    this.current.stmts.push(stmt.pos || !this.pos ? stmt : { ...stmt, pos: this.pos });
  }

  end(terminator: Terminator): void {
    if (this.current.end === undefined) this.current.end = terminator;
  }

  jump(block: number): void {
    this.end({ kind: "jump", block });
  }

  branch(cond: Expr, then: number, otherwise: number): void {
    if (cond.kind === "const") this.jump(cond.value ? then : otherwise);
    else this.end({ kind: "branch", cond, then, else: otherwise, pos: this.pos });
  }

  /** Ends the block with a branch and continues in a new block when cond is false; `then` is filled by the caller. */
  set(localIndex: number, value: Expr): void {
    this.emit({ kind: "set", local: localIndex, value, pos: this.pos });
  }

  store(op: StoreOp, address: Expr, offset: number, value: Expr): void {
    this.emit({ kind: "store", op, address, offset, value, pos: this.pos });
  }

  /** The value of e now, as an expression that can be used any number of times. */
  temp(type: IrType, e: Expr): Expr {
    if (isStable(e) || (e.kind === "local" && this.singles.has(e.local))) return e;
    const index = this.newLocal(type);
    this.set(index, e);
    this.singles.add(index);
    return local(index);
  }

  /** e with a cast where `type` is ptr and e is an i32, or the other way round. */
  coerce(type: IrType, e: Expr): Expr {
    if (type !== "ptr" && type !== "i32") return e;
    const have = this.typeOf(e);
    return have !== type && (have === "ptr" || have === "i32") ? cast(type, e) : e;
  }

  private typeOf(e: Expr): IrType | undefined {
    switch (e.kind) {
      case "local":
        return this.locals[e.local].type;
      case "const":
      case "load":
        return e.type;
      case "cast":
        return e.to;
      case "select":
        return this.typeOf(e.then);
      case "table_slot":
        return "i32";
      case "op":
        return e.op.startsWith("i32.") || /\.(eqz?|ne|[lg][te](_[su])?)$/.test(e.op) ? "i32" : undefined;
      default:
        return undefined;
    }
  }

  /** Declares that a local is never set again (parameters that are not assigned, for one). */
  markSingle(index: number): void {
    this.singles.add(index);
  }

  /** A call; the results in fresh locals. */
  call(callee: Callee, args: readonly Expr[], results: readonly IrType[]): Expr[] {
    const dsts = results.map((type) => this.newLocal(type));
    this.emit({ kind: "call", dsts, callee, args, pos: this.pos });
    for (const dst of dsts) this.singles.add(dst);
    return dsts.map(local);
  }

  /** When cond is true, runs `body` (which must not come back) in a cold block. */
  guard(cond: Expr, body: () => void): void {
    if (cond.kind === "const" && cond.value === 0) return;
    const { chain } = this;
    const bad = this.newBlock(true);
    const good = this.newBlock();
    this.branch(cond, bad, good);
    this.at(bad);
    body();
    this.end({ kind: "unreachable", pos: this.pos });
    this.proceed(good, chain);
  }

  /** if (cond) then() else otherwise(); continues behind both. */
  ifElse(cond: Expr, then: () => void, otherwise?: () => void): void {
    const yes = this.newBlock();
    const done = this.newBlock();
    const no = otherwise ? this.newBlock() : done;
    this.branch(cond, yes, no);
    this.at(yes);
    then();
    this.jump(done);
    if (otherwise) {
      this.at(no);
      otherwise();
      this.jump(done);
    }
    this.at(done);
  }

  /** The finished function, without blocks that nothing reaches. */
  finish(extra: Partial<IrFunc> = {}): IrFunc {
    for (const block of this.blocks) block.end ??= { kind: "unreachable" };
    const order: number[] = [];
    const seen = new Set<number>([0]);
    const work = [0];
    while (work.length > 0) {
      const at = work.pop()!;
      order.push(at);
      for (const next of successors(this.blocks[at].end!)) {
        if (!seen.has(next)) {
          seen.add(next);
          work.push(next);
        }
      }
    }
    order.sort((a, b) => a - b);
    const renumber = new Map(order.map((old, index) => [old, index]));
    const blocks: IrBlock[] = order.map((index) => {
      const draft = this.blocks[index];
      const end = mapBlocks(draft.end!, (b) => renumber.get(b)!);
      return draft.cold ? { stmts: draft.stmts, end, cold: true } : { stmts: draft.stmts, end };
    });
    return { name: this.name, signature: this.signature, locals: this.locals, blocks, ...extra };
  }
}

function successors(end: Terminator): number[] {
  switch (end.kind) {
    case "jump":
      return [end.block];
    case "branch":
      return [end.then, end.else];
    case "switch_int":
      return [...end.cases, end.otherwise];
    case "try":
      return [end.body, ...end.catches.map((c) => c.block)];
    case "resume":
      return [end.next, ...end.clauses.flatMap((c) => (c.target ? [c.target.block] : []))];
    default:
      return [];
  }
}

function mapBlocks(end: Terminator, to: (block: number) => number): Terminator {
  switch (end.kind) {
    case "jump":
      return { ...end, block: to(end.block) };
    case "branch":
      return { ...end, then: to(end.then), else: to(end.else) };
    case "switch_int":
      return { ...end, cases: end.cases.map(to), otherwise: to(end.otherwise) };
    case "try":
      return { ...end, body: to(end.body), catches: end.catches.map((c) => ({ ...c, block: to(c.block) })) };
    case "resume":
      return {
        ...end,
        next: to(end.next),
        clauses: end.clauses.map((c) => (c.target ? { ...c, target: { ...c.target, block: to(c.target.block) } } : c)),
      };
    default:
      return end;
  }
}

/** True as an IR condition. */
export const always: Expr = i32(1);
