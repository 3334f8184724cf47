// The state of translating one function body: the LLVM builder, the compile-time operand stack, the control frames and
// the exception scope. Lowerings (one file per family of instructions) work through this class only.

import type { Func, FuncType, Instr, ValType } from "../../../wasmfx-backend/index.ts";
import { type TrapName, trapCodes } from "../prelude/traps.ts";
import { type Block, type Callee, IRBuilder, type Phi } from "./ir-builder.ts";
import { constant, pointerTo, type Shape, shapeOf, undef, type Value } from "./llvm.ts";
import type { FunctionEntry, ModuleContext } from "./module-context.ts";
import type { Signature } from "./signature.ts";

/** What a label or the end of a block receives: the values of one jump. */
interface Incoming {
  readonly from: Block;
  readonly values: readonly Value[];
}

export interface Frame {
  readonly kind: "block" | "loop" | "if" | "try_table" | "func";
  readonly params: readonly Shape[];
  readonly results: readonly Shape[];
  /** Operands below the block's own. */
  readonly height: number;
  /** Where control goes at the end of the block; for loops `loopHead` is the branch target. */
  readonly after: Block;
  readonly incoming: Incoming[];
  readonly loopHead?: Block;
  readonly loopPhis?: readonly Phi[];
  /** `if` without its `else` so far: where the condition goes when it is 0, and the block's arguments. */
  otherwise?: { readonly block: Block; readonly values: readonly Value[] };
  /** For try_table: the scope that holds again after its end. */
  readonly outerScope?: ExceptionScope;
}

/** The innermost try_table: calls unwind to `pad`. */
export interface ExceptionScope {
  /** The landing pad's block; filled in when the scope's try_table ends. */
  readonly pad: Block;
  used: boolean;
}

export interface Operand {
  readonly value: Value;
  readonly shape: Shape;
}

export class Body {
  readonly context: ModuleContext;
  readonly builder: IRBuilder;
  readonly entry: FunctionEntry;
  readonly signature: Signature;
  readonly stack: Operand[] = [];
  readonly frames: Frame[] = [];
  readonly locals: { readonly slot: Value; readonly shape: Shape }[] = [];
  scope: ExceptionScope | undefined;
  /** The instruction before the one being translated. */
  previous: Instr | undefined;
  /** Whether the condition of the one being translated mostly holds. */
  likely: boolean | undefined;
  /** After an unconditional jump: nothing is translated until the block's `else` or `end`. */
  unreachable = false;
  /** Nesting of blocks that begin in unreachable code. */
  skipped = 0;

  constructor(context: ModuleContext, entry: FunctionEntry) {
    this.context = context;
    this.entry = entry;
    this.signature = entry.signature;
    this.builder = new IRBuilder(entry.llvm.params.length);
  }

  // Operands.

  push(value: Value, shape: Shape): void {
    this.stack.push({ value, shape });
  }
  pop(): Value {
    return this.stack.pop()!.value;
  }
  popOperand(): Operand {
    return this.stack.pop()!;
  }
  /** The top `count` values, deepest first, taken off. */
  popMany(count: number): Value[] {
    return count === 0 ? [] : this.stack.splice(this.stack.length - count, count).map((o) => o.value);
  }
  pushMany(values: readonly Value[], shapes: readonly Shape[]): void {
    for (let i = 0; i < values.length; i++) this.stack.push({ value: values[i], shape: shapes[i] });
  }
  shape(type: ValType): Shape {
    return shapeOf(this.context.plan, type);
  }
  get contShape(): Shape {
    return this.context.plan.linearity === "fat" ? "cont" : "pointer";
  }
  shapes(types: readonly ValType[]): Shape[] {
    return types.map((t) => this.shape(t));
  }

  // Blocks.

  newBlock(name: string): Block {
    return this.builder.newBlock(name);
  }
  here(): Block {
    return this.builder.GetInsertBlock();
  }
  /** Phis for `shapes` at the start of the current, still empty block. */
  phis(shapes: readonly Shape[]): Phi[] {
    return shapes.map((shape) => this.builder.CreatePHI(this.context.types[shape]));
  }
  terminated(): void {
    this.unreachable = true;
  }

  // Branches.

  frameOf(label: number): Frame {
    return this.frames[this.frames.length - 1 - label];
  }
  labelShapes(frame: Frame): readonly Shape[] {
    return frame.kind === "loop" ? frame.params : frame.results;
  }
  /** The values that a branch to `frame` takes; they stay on the operand stack. */
  labelValues(frame: Frame): Value[] {
    const count = this.labelShapes(frame).length;
    return count === 0 ? [] : this.stack.slice(this.stack.length - count).map((o) => o.value);
  }
  /** The block to branch to for `frame`, having noted that `values` come from block `from`. */
  edgeTo(frame: Frame, values: readonly Value[], from: Block): Block {
    if (frame.kind === "loop") {
      frame.loopPhis!.forEach((phi, i) => phi.addIncoming(values[i], from));
      return frame.loopHead!;
    }
    frame.incoming.push({ from, values });
    return frame.after;
  }
  /** An unconditional branch from here; a branch to the function's own label returns. */
  branch(frame: Frame, values: readonly Value[]): void {
    if (frame.kind === "func") this.emitReturn(values);
    else this.builder.CreateBr(this.edgeTo(frame, values, this.here()));
  }
  /**
   * Where `condbr` and `switch` go to branch to `frame`: direct when nothing is passed, else a block that does nothing but
   * pass and branch. `fill` writes that block, after the present one has ended.
   */
  branchBlock(frame: Frame, values: readonly Value[]): { readonly block: Block; fill(): void } {
    if (frame.kind !== "func" && values.length === 0)
      return { block: this.edgeTo(frame, values, this.here()), fill: () => {} };
    const block = this.newBlock(frame.kind === "func" ? "return" : "edge");
    const fill = () => {
      this.builder.SetInsertPoint(block);
      this.branch(frame, values);
    };
    return { block, fill };
  }

  emitReturn(values: readonly Value[]): void {
    const { resultPlaces, registerResults, returnType } = this.signature;
    const inRegisters: Value[] = [];
    resultPlaces.forEach((place, i) => {
      if (place.kind === "register") inRegisters.push(values[i]);
      else this.builder.CreateStore(values[i], this.spillSlot(place.slot, this.signature.results[i]));
    });
    if (registerResults === 0) this.builder.CreateRetVoid();
    else if (registerResults === 1) this.builder.CreateRet(inRegisters[0]);
    else {
      let aggregate: Value = undef(returnType);
      inRegisters.forEach((value, i) => {
        aggregate = this.builder.CreateInsertValue(aggregate, value, i);
      });
      this.builder.CreateRet(aggregate);
    }
  }

  // Calls.

  /** The address of 16-byte slot `slot` of @weft.spill, as a pointer to a value of `shape`. */
  spillSlot(slot: number, shape: Shape): Value {
    const { types } = this.context;
    const address = this.builder.CreateGEP(types.i8, this.context.spill, [this.i64(slot * 16)]);
    return this.builder.CreateBitCast(address, pointerTo(types[shape]));
  }

  /** The LLVM arguments for `args`; those without a register are stored in @weft.spill. */
  #arguments(signature: Signature, args: readonly Value[]): Value[] {
    const inRegisters: Value[] = [];
    signature.paramPlaces.forEach((place, i) => {
      if (place.kind === "register") inRegisters.push(args[i]);
      else this.builder.CreateStore(args[i], this.spillSlot(place.slot, signature.params[i]));
    });
    return inRegisters;
  }

  /** A call of a generated function; gives its results. `callee` is a function or a code pointer (i8*). */
  call(signature: Signature, callee: Callee | Value, args: readonly Value[]): Value[] {
    const list = this.#arguments(signature, args);
    return this.#results(signature, this.invoke(this.#callee(signature, callee), list));
  }

  /** A call in tail position followed by its `ret`. The tail marker is set by LLVM's tailcallelim: no alloca escapes. */
  tailCall(signature: Signature, callee: Callee | Value, args: readonly Value[]): void {
    const list = this.#arguments(signature, args);
    const result = this.builder.CreateCall(this.#callee(signature, callee), list);
    if (signature.registerResults === 0) this.builder.CreateRetVoid();
    else this.builder.CreateRet(result);
  }

  #callee(signature: Signature, callee: Callee | Value): Callee {
    if ("returns" in callee) return callee;
    return { text: this.builder.CreateBitCast(callee, pointerTo(signature.type)).text, returns: signature.returnType };
  }

  /** A call that may throw: an LLVM invoke inside a try_table, a plain call elsewhere. */
  invoke(callee: Callee, args: Value[]): Value {
    if (!this.scope) return this.builder.CreateCall(callee, args);
    this.scope.used = true;
    const next = this.newBlock("next");
    const result = this.builder.CreateInvoke(callee, next, this.scope.pad, args);
    this.builder.SetInsertPoint(next);
    return result;
  }

  #results(signature: Signature, result: Value): Value[] {
    return signature.resultPlaces.map((place, i) => {
      if (place.kind === "spill") {
        return this.builder.CreateLoad(
          this.context.types[signature.results[i]],
          this.spillSlot(place.slot, signature.results[i]),
        );
      }
      return signature.registerResults === 1 ? result : this.builder.CreateExtractValue(result, place.index);
    });
  }

  /** A call of a runtime or prelude function that cannot throw. */
  callRuntime(name: string, args: Value[]): Value {
    return this.builder.CreateCall(this.context.function(name), args);
  }
  /** A call of a runtime function that may throw. */
  callThrowing(name: string, args: Value[]): Value {
    return this.invoke(this.context.function(name), args);
  }

  // Traps.

  /** Ends the current block with a trap. */
  trap(name: TrapName, variant = 0): void {
    this.callRuntime("weft_trap", [this.i32(trapCodes[name] | (variant << 8))]);
    this.builder.CreateUnreachable();
  }
  /** Traps when `condition` (i1) holds, else goes on. */
  trapIf(condition: Value, name: TrapName, variant = 0): void {
    const bad = this.newBlock("trap");
    const good = this.newBlock("ok");
    this.builder.CreateCondBr(condition, bad, good);
    this.builder.SetInsertPoint(bad);
    this.trap(name, variant);
    this.builder.SetInsertPoint(good);
  }

  // Constants and small conversions.

  i32(value: number): Value {
    return this.context.i32(value);
  }
  i64(value: number | bigint): Value {
    return this.context.i64(value);
  }
  /** An i1 as the i32 that wasm wants. */
  flag(condition: Value): Value {
    return this.builder.CreateZExt(condition, this.context.types.i32);
  }
  isNonZero(value: Value): Value {
    return this.builder.CreateICmp("ne", value, this.i32(0));
  }
  /** The i32 as the condition of the branch being translated, with what the module says of its outcome. */
  condition(value: Value): Value {
    const { likely } = this;
    const isTrue = this.isNonZero(value);
    return likely === undefined ? isTrue : this.callRuntime("llvm.expect.i1", [isTrue, constant("i1", String(likely))]);
  }
  nullOf(shape: Shape): Value {
    return constant(this.context.types[shape], shape === "cont" ? "zeroinitializer" : "null");
  }
  /** What a local or field of the shape has at first. */
  zeroOf(shape: Shape): Value {
    switch (shape) {
      case "i32":
        return this.i32(0);
      case "i64":
        return this.i64(0);
      case "pointer":
        return this.nullOf(shape);
      default:
        return constant(this.context.types[shape], "zeroinitializer");
    }
  }
  /** The pointer of a reference: itself, or the first field of a continuation reference. */
  pointerOf(operand: Operand): Value {
    return operand.shape === "cont" ? this.builder.CreateExtractValue(operand.value, 0) : operand.value;
  }
  isNull(operand: Operand): Value {
    return this.builder.CreateIsNull(this.pointerOf(operand));
  }
}

/** What a function body needs besides its instructions. */
export interface FunctionSource {
  readonly type: FuncType;
  readonly func: Func;
}
