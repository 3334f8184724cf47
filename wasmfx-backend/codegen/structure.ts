// Control-flow graph -> structured code, by the dominator tree (Norman Ramsey, "Beyond Relooper", ICFP 2022).
//
// A block with several forward predecessors is a merge: its code follows the end of a wasm block opened at its immediate
// dominator. A loop header opens a wasm loop. Every other block has one predecessor and is emitted where that one
// branches to it. `next` travels along: the block that control reaches by falling off the end of what is being emitted,
// so that branches to it cost nothing.
//
// Before, for try: X: try body catch $t -> C       After:  block $h (result of $t) try_table (catch $t $h) body end
//                                                            unreachable end, set the clause's locals, C
//
// The work list is explicit, so that long functions do not overflow the JavaScript stack.

import { assertNever, WeftBug } from "../../diagnostics/index.ts";
import { type Cfg, type Dominators, dominates } from "../ir/cfg.ts";
import type { CatchClause, Expr, IrBlock, IrType, ResumeClause, Terminator } from "../ir/ir.ts";
import { catchDefs, mayTrap, resumeDefs } from "../ir/visit.ts";
import type { Catch, Handler } from "../wasm/instructions.ts";
import type { Label } from "./code.ts";
import { blockType, contType, indexOf } from "./context.ts";
import { emitCall, emitCondition, emitExpr, emitSets, emitStmt, type FuncContext } from "./instrs.ts";

/** `next` when falling off the end is impossible, and when it returns from a function without results. */
const nowhere = -1;
const leave = -2;

export function emitStructured(ctx: FuncContext, cfg: Cfg, dom: Dominators): void {
  new Structurer(ctx, cfg, dom).run();
}

class Structurer {
  private readonly ctx: FuncContext;
  private readonly cfg: Cfg;
  private readonly dom: Dominators;
  private readonly blocks: readonly IrBlock[];
  private readonly isMerge: Uint8Array;
  private readonly isHeader: Uint8Array;
  /** The label that leads to a block, while a construct that provides one is open. */
  private readonly labelOf: Int32Array;
  private readonly work: (() => void)[] = [];

  constructor(ctx: FuncContext, cfg: Cfg, dom: Dominators) {
    this.ctx = ctx;
    this.cfg = cfg;
    this.dom = dom;
    this.blocks = ctx.func.blocks;
    const n = this.blocks.length;
    this.isMerge = new Uint8Array(n);
    this.isHeader = new Uint8Array(n);
    this.labelOf = new Int32Array(n).fill(-1);
    for (const b of cfg.rpo) this.classify(b);
  }

  private classify(b: number): void {
    let forward = 0;
    for (const p of this.cfg.preds[b]) {
      if (this.cfg.rpoIndex[p] < this.cfg.rpoIndex[b]) forward++;
      else if (dominates(this.dom, b, p)) this.isHeader[b] = 1;
      else throw new WeftBug("emit", `${this.ctx.func.name}: irreducible control flow reached the emitter`);
    }
    if (forward > 1) this.isMerge[b] = 1;
    const end = this.blocks[b].end;
    if (end.kind === "switch_int") for (const s of this.cfg.succs[b]) if (this.isForward(b, s)) this.isMerge[s] = 1;
  }

  private isForward(from: number, to: number): boolean {
    return this.cfg.rpoIndex[to] > this.cfg.rpoIndex[from];
  }

  run(): void {
    this.tree(0, this.ctx.func.signature.results.length === 0 ? leave : nowhere);
    while (this.work.length > 0) this.work.pop()!();
  }

  /** Schedules steps to run in the order given, before anything scheduled earlier. */
  private then(...steps: (() => void)[]): void {
    for (let i = steps.length - 1; i >= 0; i--) this.work.push(steps[i]);
  }

  /** Emits `b` and everything it dominates. */
  private tree(b: number, next: number): void {
    const { code } = this.ctx;
    const merges = this.dom.children[b].filter((c) => this.isMerge[c]);
    const steps: (() => void)[] = [];
    const opened: [number, Label][] = [];
    if (this.isHeader[b]) {
      const label = code.newLabel();
      code.open("loop", { kind: "empty" }, label);
      opened.push([b, label]);
    }
    for (let i = merges.length - 1; i >= 0; i--) {
      const label = code.newLabel();
      code.open("block", { kind: "empty" }, label);
      opened.push([merges[i], label]);
    }
    // A block may wait for two labels in turn (as merge, then as header), so bindings are undone when they close.
    for (const [block, label] of opened) this.labelOf[block] = label;
    steps.push(() => this.node(b, merges.length > 0 ? merges[0] : next));
    merges.forEach((m, i) => {
      steps.push(() => {
        code.close();
        this.labelOf[m] = -1;
        this.tree(m, i + 1 < merges.length ? merges[i + 1] : next);
      });
    });
    if (this.isHeader[b]) {
      steps.push(() => {
        code.close();
        this.labelOf[b] = -1;
      });
    }
    this.then(...steps);
  }

  /** Emits the statements of `b`, then leaves it. */
  private node(b: number, next: number): void {
    const block = this.blocks[b];
    for (const stmt of block.stmts) emitStmt(this.ctx, stmt);
    if ("pos" in block.end && block.end.pos) this.ctx.code.pos = block.end.pos;
    this.terminator(b, block.end, next);
  }

  private terminator(b: number, end: Terminator, next: number): void {
    const { ctx } = this;
    const { code } = ctx;
    switch (end.kind) {
      case "jump":
        return this.go(b, end.block, next);
      case "branch":
        return this.branch(b, end.cond, end.then, end.else, next);
      case "switch_int":
        emitExpr(ctx, end.value);
        return code.brTable(
          end.cases.map((c) => this.label(c)),
          this.label(end.otherwise),
        );
      case "return":
        for (const value of end.values) emitExpr(ctx, value);
        if (next !== leave) code.emit({ op: "return" });
        return;
      case "return_call":
        return emitCall(ctx, end.callee, end.args, true);
      case "unreachable":
        return code.emit({ op: "unreachable" });
      case "throw":
        for (const arg of end.args) emitExpr(ctx, arg);
        return code.emit({ op: "throw", tag: indexOf(ctx.module.tagIndex, end.tag) });
      case "throw_ref":
        emitExpr(ctx, end.exn);
        return code.emit({ op: "throw_ref" });
      case "try":
        return this.try(b, end, next);
      case "resume":
        return this.resume(b, end, next);
      default:
        assertNever(end, "emit");
    }
  }

  private label(block: number): Label {
    const label = this.labelOf[block];
    if (label < 0) throw new WeftBug("emit", `${this.ctx.func.name}: no label for block ${block}`);
    return label;
  }

  /** True when a transfer from `from` to `to` is a branch or a fall, not code in place. */
  private isFar(from: number, to: number, next: number): boolean {
    return to === next || this.isMerge[to] === 1 || !this.isForward(from, to);
  }

  /** Continues at `to`: falls, branches, or emits it here. */
  private go(from: number, to: number, next: number): void {
    if (to === next) return;
    if (this.isFar(from, to, next)) this.ctx.code.br(this.label(to));
    else this.tree(to, next);
  }

  private branch(b: number, cond: Expr, then: number, other: number, next: number): void {
    const { ctx } = this;
    const { code } = ctx;
    if (then === other) {
      if (mayTrap(cond)) {
        emitExpr(ctx, cond);
        code.drop();
      }
      return this.go(b, then, next);
    }
    const likely = this.expected(then, other);
    const unlikely = likely === undefined ? undefined : !likely;
    const thenFar = this.isFar(b, then, next);
    const elseFar = this.isFar(b, other, next);
    if (thenFar && then !== next) {
      emitCondition(ctx, cond, false);
      code.brIf(this.label(then), likely);
      return this.go(b, other, next);
    }
    if (elseFar && other !== next) {
      emitCondition(ctx, cond, true);
      code.brIf(this.label(other), unlikely);
      return this.go(b, then, next);
    }
    // What is left: one side falls and the other is in place, or both are in place.
    const ifThen = { cond, negated: false, likely, block: then };
    const ifNot = { cond, negated: true, likely: unlikely, block: other };
    if (other === next) return this.if(ifThen, next);
    if (then === next) return this.if(ifNot, next);
    if (this.isShortExit(then, next)) return this.if(ifThen, nowhere, () => this.tree(other, next));
    if (this.isShortExit(other, next)) return this.if(ifNot, nowhere, () => this.tree(then, next));
    emitCondition(ctx, cond, false);
    code.openIf(likely);
    this.then(
      () => this.tree(then, next),
      () => {
        code.else();
        this.tree(other, next);
      },
      () => code.close(),
    );
  }

  /**
   * Whether a branch mostly goes to `then`: known when just one of its blocks is marked as rarely run. Nothing is said of those
   * that never come back, such as a failed check: engines see that themselves, and LLVM joins their branches as long as they have no weights.
   */
  private expected(then: number, other: number): boolean | undefined {
    const rare = this.isRare(then);
    return rare === this.isRare(other) ? undefined : !rare;
  }

  private isRare(block: number): boolean {
    const { cold, end } = this.blocks[block];
    return cold === true && end.kind !== "unreachable";
  }

  /** `if (cond) { block }`, then `after`. */
  private if({ cond, negated, likely, block }: IfArm, next: number, after?: () => void): void {
    const { code } = this.ctx;
    emitCondition(this.ctx, cond, negated);
    code.openIf(likely);
    this.then(
      () => this.tree(block, next),
      () => {
        code.close();
        after?.();
      },
    );
  }

  /** True for a block that dominates nothing and does not fall to `next`: an early exit, kept out of the main line. */
  private isShortExit(b: number, next: number): boolean {
    const end = this.blocks[b].end;
    return this.dom.children[b].length === 0 && !(end.kind === "jump" && end.block === next) && !this.isHeader[b];
  }

  /**
   * Emits code whose exceptional exits arrive at blocks of their own: opens one wasm block per arrival, emits `inner`
   * (which must not fall through), then for each arrival stores what it brings and goes on at its target.
   */
  private withArrivals(
    b: number,
    arrivals: readonly Arrival[],
    next: number,
    inner: (labels: readonly Label[]) => void,
  ): void {
    const { ctx } = this;
    const { code } = ctx;
    const labels = arrivals.map(() => code.newLabel());
    for (let i = arrivals.length - 1; i >= 0; i--)
      code.open("block", blockType(ctx.module, arrivals[i].brings), labels[i]);
    const steps: (() => void)[] = [() => inner(labels)];
    arrivals.forEach((arrival, i) => {
      steps.push(() => {
        code.seal();
        code.close();
        emitSets(ctx, arrival.dsts);
        this.go(b, arrival.block, i === arrivals.length - 1 ? next : nowhere);
      });
    });
    this.then(...steps);
  }

  private try(b: number, end: Terminator & { kind: "try" }, next: number): void {
    const { ctx } = this;
    const arrivals = end.catches.map((c) => ({ brings: this.caught(c), dsts: catchDefs(c), block: c.block }));
    this.withArrivals(b, arrivals, next, (labels) => {
      const catches = end.catches.map((c, i): Catch => {
        const kind = c.tag === undefined ? "catch_all" : "catch";
        const full = c.exn === undefined ? kind : (`${kind}_ref` as const);
        return c.tag === undefined
          ? { kind: full, label: labels[i] }
          : { kind: full, tag: indexOf(ctx.module.tagIndex, c.tag), label: labels[i] };
      });
      ctx.code.openTry({ kind: "empty" }, catches, -1);
      this.then(
        () => this.go(b, end.body, nowhere),
        () => {
          ctx.code.close();
          ctx.code.emit({ op: "unreachable" });
        },
      );
    });
  }

  private caught(clause: CatchClause): IrType[] {
    const values = clause.tag === undefined ? [] : (this.ctx.module.env.tags.get(clause.tag)?.params ?? []);
    return clause.exn === undefined ? [...values] : [...values, "exnref"];
  }

  private resume(b: number, end: Terminator & { kind: "resume" }, next: number): void {
    const { ctx } = this;
    const targets = end.clauses.filter((c) => c.target !== null);
    const arrivals = targets.map((c) => ({ brings: this.suspended(c), dsts: resumeDefs(c), block: c.target!.block }));
    this.withArrivals(b, arrivals, next, (labels) => {
      for (const arg of end.args) emitExpr(ctx, arg);
      emitExpr(ctx, end.cont);
      const handlers = end.clauses.map((c): Handler => {
        const tag = indexOf(ctx.module.tagIndex, c.tag);
        return c.target ? { kind: "label", tag, label: labels[targets.indexOf(c)] } : { kind: "switch", tag };
      });
      ctx.code.resume(contType(ctx.module, end.signature), handlers);
      const results = ctx.module.env.module.signatures.get(end.signature)?.results.length ?? 0;
      if (end.dsts.length > 0) emitSets(ctx, end.dsts);
      else for (let i = 0; i < results; i++) ctx.code.drop();
      this.go(b, end.next, arrivals.length === 0 ? next : nowhere);
    });
  }

  private suspended(clause: ResumeClause): IrType[] {
    const params = this.ctx.module.env.tags.get(clause.tag)?.params ?? [];
    return [...params, this.ctx.func.locals[clause.target!.cont].type];
  }
}

/** The block to run when `cond` holds, or does not. */
interface IfArm {
  readonly cond: Expr;
  readonly negated: boolean;
  readonly likely: boolean | undefined;
  readonly block: number;
}

interface Arrival {
  /** Types on the stack when control arrives, and the locals they go to. */
  readonly brings: readonly IrType[];
  readonly dsts: readonly number[];
  readonly block: number;
}
