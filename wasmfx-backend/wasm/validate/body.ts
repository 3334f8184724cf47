// Validity of one function body or constant expression: the specification's algorithm, with a stack of operand types and
// a stack of control frames. After an instruction that does not return, the rest of its block is unreachable: there the
// stack gives as many operands of unknown type as are asked for.
//
// This file holds the stacks, their primitive operations and the loop; what each instruction does is in the rules-*.ts.

import { type ImmediateForm, type Instr, infoOf, type Op, ops } from "../instructions.ts";
import { maxOperands } from "../limits.ts";
import type { BlockType, NumType, RefType, ValType } from "../types.ts";
import { invalid, type ModuleContext, type StackType, unknownRef } from "./context.ts";
import { rules } from "./rules.ts";
import { formChecks } from "./rules-immediates.ts";
import { isDefaultable } from "./types.ts";

export interface Frame {
  readonly op: Op | "body";
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  /** Operands below this height belong to the frames outside. */
  readonly height: number;
  /** How many locals had been noted as set when the frame was opened. */
  readonly setHeight: number;
  unreachable: boolean;
}

const noTypes: readonly ValType[] = [];

export class BodyValidator {
  readonly ctx: ModuleContext;
  /** The instruction at hand, for messages. */
  op: Op = "nop";
  /** Index in the body of the instruction at hand; the body's length at its final end. */
  at = 0;
  /** The address type of the memory that the instruction at hand uses; set by formChecks. */
  address: NumType = "i32";
  locals: readonly ValType[] = noTypes;
  results: readonly ValType[] = noTypes;
  /** True while a constant expression is validated. */
  isConst = false;
  private readonly stack: StackType[] = [];
  private readonly frames: Frame[] = [];
  /** Locals without default value that have been set so far, in order. */
  private readonly setOrder: number[] = [];
  private readonly isSet = new Set<number>();

  constructor(ctx: ModuleContext) {
    this.ctx = ctx;
  }

  /** A function body. Raises Invalid with `op` and `at` telling where. */
  func(
    params: readonly ValType[],
    results: readonly ValType[],
    locals: readonly ValType[],
    body: readonly Instr[],
  ): void {
    for (const type of locals) this.ctx.checkType(type);
    this.start(locals.length === 0 ? params : [...params, ...locals], results);
    for (let i = 0; i < params.length; i++) if (!isDefaultable(params[i])) this.isSet.add(i);
    this.run(body);
  }

  /** A constant expression that gives one value. */
  constant(type: ValType, expr: readonly Instr[]): void {
    this.isConst = true;
    this.start(noTypes, [type]);
    try {
      this.run(expr);
    } finally {
      this.isConst = false;
    }
  }

  private start(locals: readonly ValType[], results: readonly ValType[]): void {
    this.locals = locals;
    this.results = results;
    this.stack.length = 0;
    this.frames.length = 0;
    this.setOrder.length = 0;
    this.isSet.clear();
    this.enter("body", noTypes, results);
  }

  private run(body: readonly Instr[]): void {
    for (let i = 0; i < body.length; i++) {
      const instr = body[i];
      this.at = i;
      this.op = instr.op;
      const step = steps.get(instr.op);
      if (step === undefined) invalid(`illegal opcode ${instr.op}`);
      if (this.frames.length === 0) invalid("unexpected end");
      if (this.isConst && !step.isConst) invalid("constant expression required");
      step.check?.(this, instr);
      if (step.params === undefined) {
        step.rule!(this, instr);
        continue;
      }
      for (let p = step.params.length - 1; p >= 0; p--) {
        const param = step.params[p];
        this.pop(param === "addr" ? this.address : param);
      }
      for (const result of step.results!) this.stack.push(result === "addr" ? this.address : result);
    }
    this.at = body.length;
    this.op = "end";
    if (this.frames.length !== 1) invalid(this.frames.length === 0 ? "unexpected end" : "END opcode expected");
    this.leave();
  }

  // --- operands

  push(type: StackType): void {
    this.stack.push(type);
  }

  pushAll(types: readonly StackType[]): void {
    for (const type of types) this.stack.push(type);
    if (this.stack.length > maxOperands) invalid("too many operands on the stack");
  }

  /** Takes an operand of any type; `wanted` is for the message. */
  popAny(wanted = "a value"): StackType {
    const frame = this.frames[this.frames.length - 1];
    if (this.stack.length === frame.height) {
      if (frame.unreachable) return "unknown";
      invalid(`type mismatch: ${this.what()} expects ${wanted} but nothing is on the stack`);
    }
    return this.stack.pop()!;
  }

  /** Takes an operand that must be of type `expected`, and gives what it was. */
  pop(expected: ValType): StackType {
    const { stack } = this;
    const frame = this.frames[this.frames.length - 1];
    if (stack.length > frame.height) {
      const top = stack[stack.length - 1];
      if (top === expected || this.fits(top, expected)) return stack.pop()!;
      return invalid(`type mismatch: ${this.what()} expects ${this.ctx.text(expected)}, found ${this.text(top)}`);
    }
    if (frame.unreachable) return "unknown";
    return invalid(`type mismatch: ${this.what()} expects ${this.ctx.text(expected)} but nothing is on the stack`);
  }

  popAll(types: readonly ValType[]): void {
    for (let i = types.length - 1; i >= 0; i--) this.pop(types[i]);
  }

  /** Takes a reference of any type. In unreachable code it may be `unknownRef`. */
  popRef(): RefType {
    const type = this.popAny("a reference");
    if (type === "unknown") return unknownRef;
    if (typeof type === "string") return invalid(`type mismatch: ${this.what()} expects a reference, found ${type}`);
    return type;
  }

  fits(actual: StackType, expected: ValType): boolean {
    if (actual === expected || actual === "unknown") return true;
    if (actual === unknownRef) return typeof expected === "object";
    return this.ctx.types.matches(actual, expected);
  }

  /** Replaces the operands on top by themselves seen as `types`, as a branch that may fall through does. */
  retype(types: readonly ValType[]): void {
    this.popAll(types);
    this.pushAll(types);
  }

  /** Operands must match `types`, and stay what they are (br_table looks at them once for each label). */
  peekAll(types: readonly ValType[]): void {
    const popped: StackType[] = [];
    for (let i = types.length - 1; i >= 0; i--) popped.push(this.pop(types[i]));
    for (let i = popped.length - 1; i >= 0; i--) this.stack.push(popped[i]);
  }

  // --- control

  enter(op: Op | "body", params: readonly ValType[], results: readonly ValType[]): void {
    const frame = {
      op,
      params,
      results,
      height: this.stack.length,
      setHeight: this.setOrder.length,
      unreachable: false,
    };
    this.frames.push(frame);
    this.pushAll(params);
  }

  /** Closes the innermost frame, whose results must be all that is left on its stack. The caller pushes them again. */
  leave(): Frame {
    const frame = this.frames[this.frames.length - 1];
    this.popAll(frame.results);
    if (this.stack.length !== frame.height) {
      const extra = this.stack
        .slice(frame.height)
        .map((t) => this.text(t))
        .join(" ");
      invalid(`type mismatch: values remain on the stack at the end of the block: [${extra}]`);
    }
    this.frames.pop();
    // Outside the block nobody knows whether its assignments were reached.
    while (this.setOrder.length > frame.setHeight) this.isSet.delete(this.setOrder.pop()!);
    return frame;
  }

  setUnreachable(): void {
    const frame = this.frames[this.frames.length - 1];
    this.stack.length = frame.height;
    frame.unreachable = true;
  }

  /** What a branch to `label` carries: the parameters of a loop, the results of any other block. */
  label(label: number): readonly ValType[] {
    if (label >= this.frames.length) invalid(`unknown label ${label}`);
    const frame = this.frames[this.frames.length - 1 - label];
    return frame.op === "loop" ? frame.params : frame.results;
  }

  blockType(type: BlockType): { params: readonly ValType[]; results: readonly ValType[] } {
    switch (type.kind) {
      case "empty":
        return emptyBlock;
      case "value":
        this.ctx.checkType(type.type);
        return { params: noTypes, results: [type.type] };
      case "func":
        return this.ctx.funcType(type.type);
    }
  }

  // --- locals

  local(index: number): ValType {
    return this.locals[index] ?? invalid(`unknown local ${index}`);
  }

  getLocal(index: number): ValType {
    const type = this.local(index);
    if (!isDefaultable(type) && !this.isSet.has(index)) invalid(`uninitialized local ${index}`);
    return type;
  }

  markSet(index: number): void {
    if (isDefaultable(this.locals[index]) || this.isSet.has(index)) return;
    this.isSet.add(index);
    this.setOrder.push(index);
  }

  // --- words

  text(type: StackType): string {
    return type === "unknown" ? "an unknown type" : type === unknownRef ? "a reference" : this.ctx.text(type);
  }

  /** The instruction at hand in messages. */
  what(): string {
    return this.op === "end" ? (this.frames.length > 1 ? "the end of the block" : "the end of the function") : this.op;
  }
}

const emptyBlock = { params: noTypes, results: noTypes };

/** What to do for an instruction: immediates to check, then either constant operand types or a rule of its own. */
interface Step {
  readonly check?: (v: BodyValidator, instr: Instr) => void;
  readonly params?: readonly (ValType | "addr")[];
  readonly results?: readonly (ValType | "addr")[];
  readonly rule?: (v: BodyValidator, instr: Instr) => void;
  readonly isConst: boolean;
}

/** The instructions of constant expressions. global.get has its own condition. */
const constOps: ReadonlySet<Op> = new Set<Op>([
  "i32.const",
  "i64.const",
  "f32.const",
  "f64.const",
  "v128.const",
  "i32.add",
  "i32.sub",
  "i32.mul",
  "i64.add",
  "i64.sub",
  "i64.mul",
  "ref.null",
  "ref.func",
  "ref.i31",
  "global.get",
  "struct.new",
  "struct.new_default",
  "array.new",
  "array.new_default",
  "array.new_fixed",
  "any.convert_extern",
  "extern.convert_any",
]);

const steps: ReadonlyMap<string, Step> = new Map(ops.map((op) => [op, makeStep(op)]));

/** The casts are sound: a rule stands in the table under the op it is for, a check under its form. */
function makeStep(op: Op): Step {
  const { form, signature } = infoOf(op);
  const isConst = constOps.has(op);
  const check = (formChecks as Partial<Record<ImmediateForm, unknown>>)[form] as Step["check"];
  if (signature) return { check, params: signature.params, results: signature.results, isConst };
  return { rule: (rules as Partial<Record<Op, unknown>>)[op] as Step["rule"], isConst };
}
