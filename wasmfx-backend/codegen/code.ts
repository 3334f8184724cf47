// A function body under construction. Branches name labels by a number of their own; `finish` counts depths, leaves out
// blocks that nothing branches to, and gives the flat body of the wasm module model.

import type { Catch, Handler, Instr } from "../wasm/instructions.ts";
import type { Likely } from "../wasm/module.ts";
import type { CodePos } from "../wasm/positions.ts";
import type { BlockType } from "../wasm/types.ts";

/** Label numbers are negative in no case; -1 marks a construct that cannot be branched to. */
export type Label = number;

const end: Instr = { op: "end" };
const otherwise: Instr = { op: "else" };
const unreachable: Instr = { op: "unreachable" };
const leaves: ReadonlySet<string> = new Set([
  "br",
  "br_table",
  "return",
  "unreachable",
  "throw",
  "throw_ref",
  "return_call",
  "return_call_indirect",
  "return_call_ref",
]);

export interface FinishedCode {
  readonly body: Instr[];
  readonly positions?: (CodePos | undefined)[];
  readonly likely?: Likely;
}

export class Code {
  private readonly out: Instr[] = [];
  /** Position of each instruction of `out`, once there is any. */
  private readonly from: (CodePos | undefined)[] = [];
  /** Label of the construct that out[i] opens (parallel to `out`; undefined for other instructions). */
  private readonly opens: (Label | undefined)[] = [];
  /** For `if` and `br_if` of `out`: whether their condition mostly holds, where that is known. */
  private readonly likely = new Map<number, boolean>();
  private readonly used = new Set<Label>();
  private labels = 0;
  /** The last instruction is `local.set` for IR local `lastSet`, and no label lies behind it. */
  private lastSet = -1;
  /** The position of what is emitted from here on. */
  pos: CodePos | undefined;

  emit(instr: Instr): void {
    this.push(instr);
    this.lastSet = -1;
  }

  private push(instr: Instr): void {
    if (this.pos) this.from[this.out.length] = this.pos;
    else if (this.from.length > this.out.length) this.from.length = this.out.length;
    this.out.push(instr);
  }

  /** local.set of wasm local `index` on behalf of IR local `local`. */
  set(index: number, local: number): void {
    this.push({ op: "local.set", local: index });
    this.lastSet = local;
  }

  /**
   * local.get; joined with a local.set just before it to a local.tee, or to nothing when `onlyUse` says that this is the
   * one place that reads the IR local.
   */
  get(index: number, local: number, onlyUse: boolean): void {
    const last = this.out.length - 1;
    if (this.lastSet === local && last >= 0) {
      if (onlyUse) this.out.pop();
      else this.out[last] = { op: "local.tee", local: index };
      this.lastSet = -1;
      return;
    }
    this.emit({ op: "local.get", local: index });
  }

  /** The value on the stack is not wanted: undoes a local.get, else drops. */
  drop(): void {
    this.emit({ op: "drop" });
  }

  newLabel(): Label {
    return this.labels++;
  }

  open(op: "block" | "loop", type: BlockType, label: Label): void {
    this.opens[this.out.length] = label;
    this.emit({ op, type });
  }

  /** An `if` that cannot be branched to. */
  openIf(likely?: boolean): void {
    this.opens[this.out.length] = -1;
    this.expect(likely);
    this.emit({ op: "if", type: { kind: "empty" } });
  }

  private expect(likely: boolean | undefined): void {
    if (likely !== undefined) this.likely.set(this.out.length, likely);
  }

  /** try_table whose clauses branch to labels. */
  openTry(type: BlockType, catches: readonly Catch[], label: Label): void {
    for (const c of catches) this.used.add(c.label);
    this.opens[this.out.length] = label;
    this.emit({ op: "try_table", type, catches });
  }

  else(): void {
    this.emit(otherwise);
  }
  close(): void {
    this.emit(end);
  }

  br(label: Label): void {
    this.used.add(label);
    this.emit({ op: "br", label });
  }
  brIf(label: Label, likely?: boolean): void {
    this.used.add(label);
    this.expect(likely);
    this.emit({ op: "br_if", label });
  }
  brTable(labels: readonly Label[], label: Label): void {
    for (const l of labels) this.used.add(l);
    this.used.add(label);
    this.emit({ op: "br_table", labels, label });
  }
  resume(typeIndex: number, handlers: readonly Handler[]): void {
    for (const h of handlers) if (h.kind === "label") this.used.add(h.label);
    this.emit({ op: "resume", typeIndex, handlers });
  }

  /** True when control cannot reach the point after the last instruction. */
  get isSealed(): boolean {
    return this.out.length > 0 && leaves.has(this.out[this.out.length - 1].op);
  }

  /** Makes the point unreachable in the validator's eyes too. */
  seal(): void {
    if (!this.isSealed) this.emit(unreachable);
  }

  /**
   * The finished body, where its instructions come from, and what is known of its branches. `hasResults`: the function returns
   * values, so its end must not be reached with an empty stack.
   */
  finish(hasResults: boolean): FinishedCode {
    const { out, opens, used, from } = this;
    if (out.length > 0 && out[out.length - 1].op === "return") out.pop();
    else if (hasResults && !this.isSealed) out.push(unreachable);
    const body: Instr[] = [];
    const positions: (CodePos | undefined)[] | undefined = from.length > 0 ? [] : undefined;
    const likely = new Map<number, boolean>();
    // Kept constructs that are open, and for every construct that is open whether it is kept.
    const position = new Int32Array(this.labels);
    const kept: boolean[] = [];
    let depth = 0;
    const relative = (label: Label): number => depth - 1 - position[label];
    for (let i = 0; i < out.length; i++) {
      const instr = out[i];
      const expected = this.likely.get(i);
      if (expected !== undefined) likely.set(body.length, expected);
      switch (instr.op) {
        case "block":
        case "loop":
        case "if": {
          const label = opens[i]!;
          const keep = instr.op === "if" || used.has(label);
          kept.push(keep);
          if (!keep) break;
          if (label >= 0) position[label] = depth;
          depth++;
          body.push(instr);
          break;
        }
        case "try_table": {
          const catches = instr.catches.map((c) => ({ ...c, label: relative(c.label) }));
          kept.push(true);
          depth++;
          body.push({ ...instr, catches });
          break;
        }
        case "end":
          if (kept.pop()) {
            depth--;
            body.push(instr);
          }
          break;
        case "br":
        case "br_if":
          body.push({ op: instr.op, label: relative(instr.label) });
          break;
        case "br_table":
          body.push({ op: "br_table", labels: instr.labels.map(relative), label: relative(instr.label) });
          break;
        case "resume": {
          const handlers = instr.handlers.map((h) => (h.kind === "label" ? { ...h, label: relative(h.label) } : h));
          body.push({ ...instr, handlers });
          break;
        }
        default:
          body.push(instr);
      }
      if (positions && positions.length < body.length) positions.push(from[i]);
    }
    return { body, positions, ...(likely.size > 0 ? { likely } : {}) };
  }
}
