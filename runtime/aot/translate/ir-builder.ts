// Builds the body of one function as LLVM IR text. The methods have the names and the meaning of LLVM's own IRBuilder;
// llvm-bindings then reads the text of the whole module at once, which takes a fifth of the time of one call per
// instruction, and lets us say what its builder cannot: alignments, vectors, the invoke of a pointer.
//
// Values are numbered as LLVM numbers them, in the order of the text. So a block is written in one go: whoever leaves it for
// another one does not come back.

import { WeftBug } from "../../../diagnostics/index.ts";
import { aggregateItem, elementPointer, type Value } from "./llvm.ts";
import { globalName } from "./symbols.ts";

/** A basic block. */
export interface Block {
  readonly label: string;
}

/** What can be called: a function's name or a pointer to code, with the type of its result. */
export interface Callee {
  readonly text: string;
  readonly returns: string;
}

/** A function of the LLVM module. */
export class GeneratedFunction implements Callee {
  readonly symbol: string;
  readonly text: string;
  readonly returns: string;
  /** The types of its parameters, where it has a body here. */
  readonly params: readonly string[];

  constructor(symbol: string, returns: string, params: readonly string[] = []) {
    this.symbol = symbol;
    this.text = globalName(symbol);
    this.returns = returns;
    this.params = params;
  }

  param(index: number): Value {
    return { type: this.params[index], text: `%${index}` };
  }
}

const list = (values: readonly Value[]): string => values.map((v) => `${v.type} ${v.text}`).join(", ");

/** A phi under construction. */
export class Phi implements Value {
  readonly type: string;
  readonly text: string;
  readonly #incoming: string[] = [];

  constructor(type: string, text: string) {
    this.type = type;
    this.text = text;
  }

  addIncoming(value: Value, from: Block): void {
    this.#incoming.push(`[ ${value.text}, %${from.label} ]`);
  }

  list(): string {
    return this.#incoming.join(", ");
  }
}

/** A switch under construction. */
export class Switch {
  readonly #cases: string[] = [];

  addCase(value: Value, to: Block): void {
    this.#cases.push(`${value.type} ${value.text}, label %${to.label}`);
  }

  list(): string {
    return this.#cases.join(" ");
  }
}

export class IRBuilder {
  readonly #lines: string[] = [];
  /** Lines that grow until the end: phis and switches. */
  readonly #open: { readonly line: number; readonly text: () => string }[] = [];
  readonly #labels = new Map<string, number>();
  readonly #begun = new Set<Block>();
  #values: number;
  #block: Block | undefined;
  /** `, !dbg !N` or nothing. */
  #location = "";
  /** ` personality ...` in the head of the definition, when the body has landing pads. */
  personality = "";

  /** The parameters are the first values. */
  constructor(params: number) {
    this.#values = params;
  }

  setPersonality(callee: Callee): void {
    this.personality = ` personality ${callee.returns} (...)* ${callee.text}`;
  }

  /** All blocks, in the order in which they were begun. */
  text(): string {
    for (const { line, text } of this.#open) this.#lines[line] = text();
    return `${this.#lines.join("\n")}\n`;
  }

  newBlock(name: string): Block {
    const count = this.#labels.get(name) ?? 0;
    this.#labels.set(name, count + 1);
    return { label: count === 0 ? name : `${name}${count}` };
  }
  /** Begins a block. */
  SetInsertPoint(block: Block): void {
    if (this.#begun.has(block)) throw new WeftBug("runtime/aot", `block ${block.label} is begun twice`);
    this.#begun.add(block);
    this.#block = block;
    this.#lines.push(`${block.label}:`);
  }
  GetInsertBlock(): Block {
    return this.#block!;
  }
  /** The number of a DILocation, for the instructions that follow. */
  SetCurrentDebugLocation(location: number): void {
    this.#location = `, !dbg !${location}`;
  }

  #do(text: string): void {
    this.#lines.push(text + this.#location);
  }
  #value(type: string, text: string): Value {
    const name = `%${this.#values++}`;
    this.#lines.push(`${name} = ${text}${this.#location}`);
    return { type, text: name };
  }
  /** A line that is written at the end. */
  #later(text: () => string): void {
    const location = this.#location;
    this.#open.push({ line: this.#lines.length, text: () => text() + location });
    this.#lines.push("");
  }

  // Arithmetic.

  #binary(op: string, a: Value, b: Value): Value {
    return this.#value(a.type, `${op} ${a.type} ${a.text}, ${b.text}`);
  }
  CreateAdd(a: Value, b: Value): Value {
    return this.#binary("add", a, b);
  }
  CreateSub(a: Value, b: Value): Value {
    return this.#binary("sub", a, b);
  }
  CreateMul(a: Value, b: Value): Value {
    return this.#binary("mul", a, b);
  }
  CreateAnd(a: Value, b: Value): Value {
    return this.#binary("and", a, b);
  }
  CreateOr(a: Value, b: Value): Value {
    return this.#binary("or", a, b);
  }
  CreateXor(a: Value, b: Value): Value {
    return this.#binary("xor", a, b);
  }
  CreateShl(a: Value, b: Value): Value {
    return this.#binary("shl", a, b);
  }
  CreateAShr(a: Value, b: Value): Value {
    return this.#binary("ashr", a, b);
  }
  CreateLShr(a: Value, b: Value): Value {
    return this.#binary("lshr", a, b);
  }
  CreateFAdd(a: Value, b: Value): Value {
    return this.#binary("fadd", a, b);
  }
  CreateFSub(a: Value, b: Value): Value {
    return this.#binary("fsub", a, b);
  }
  CreateFMul(a: Value, b: Value): Value {
    return this.#binary("fmul", a, b);
  }
  CreateFDiv(a: Value, b: Value): Value {
    return this.#binary("fdiv", a, b);
  }
  CreateFNeg(a: Value): Value {
    return this.#value(a.type, `fneg ${a.type} ${a.text}`);
  }
  /** Of an i1. */
  CreateNot(a: Value): Value {
    return this.#value(a.type, `xor ${a.type} ${a.text}, true`);
  }

  // Comparisons, which give an i1.

  CreateICmp(predicate: string, a: Value, b: Value): Value {
    return this.#value("i1", `icmp ${predicate} ${a.type} ${a.text}, ${b.text}`);
  }
  CreateFCmp(predicate: string, a: Value, b: Value): Value {
    return this.#value("i1", `fcmp ${predicate} ${a.type} ${a.text}, ${b.text}`);
  }
  CreateIsNull(a: Value): Value {
    return this.#value("i1", `icmp eq ${a.type} ${a.text}, null`);
  }
  CreateSelect(condition: Value, a: Value, b: Value): Value {
    return this.#value(a.type, `select i1 ${condition.text}, ${a.type} ${a.text}, ${b.type} ${b.text}`);
  }

  // Conversions. Those of constants are constants.

  CreateCast(op: string, value: Value, to: string): Value {
    if (value.type === to) return value;
    if (value.constant) return { type: to, text: `${op} (${value.type} ${value.text} to ${to})`, constant: true };
    return this.#value(to, `${op} ${value.type} ${value.text} to ${to}`);
  }
  CreateZExt(value: Value, to: string): Value {
    return this.CreateCast("zext", value, to);
  }
  CreateSExt(value: Value, to: string): Value {
    return this.CreateCast("sext", value, to);
  }
  CreateTrunc(value: Value, to: string): Value {
    return this.CreateCast("trunc", value, to);
  }
  CreateBitCast(value: Value, to: string): Value {
    return this.CreateCast("bitcast", value, to);
  }
  CreatePtrToInt(value: Value, to: string): Value {
    return this.CreateCast("ptrtoint", value, to);
  }
  CreateIntToPtr(value: Value, to: string): Value {
    return this.CreateCast("inttoptr", value, to);
  }

  // Memory.

  CreateAlloca(type: string): Value {
    return this.#value(`${type}*`, `alloca ${type}`);
  }
  /** `align`: 0 stands for the type's own alignment. */
  CreateLoad(type: string, address: Value, align = 0): Value {
    return this.#value(type, `load ${type}, ${address.type} ${address.text}${align > 0 ? `, align ${align}` : ""}`);
  }
  CreateStore(value: Value, address: Value, align = 0): void {
    const where = `${address.type} ${address.text}${align > 0 ? `, align ${align}` : ""}`;
    this.#do(`store ${value.type} ${value.text}, ${where}`);
  }
  /** One index moves by elements of `type`; a second one chooses an element of it. */
  CreateGEP(type: string, address: Value, indices: readonly Value[]): Value {
    if (address.constant && indices.every((i) => i.constant)) return elementPointer(address, indices);
    const element = indices.length === 1 ? type : aggregateItem(type, Number(indices[1].text));
    return this.#value(`${element}*`, `getelementptr ${type}, ${address.type} ${address.text}, ${list(indices)}`);
  }
  CreateExtractValue(aggregate: Value, index: number): Value {
    return this.#value(
      aggregateItem(aggregate.type, index),
      `extractvalue ${aggregate.type} ${aggregate.text}, ${index}`,
    );
  }
  CreateInsertValue(aggregate: Value, value: Value, index: number): Value {
    const { type, text } = aggregate;
    return this.#value(type, `insertvalue ${type} ${text}, ${value.type} ${value.text}, ${index}`);
  }

  // Control.

  CreateBr(to: Block): void {
    this.#do(`br label %${to.label}`);
  }
  CreateCondBr(condition: Value, then: Block, otherwise: Block): void {
    this.#do(`br i1 ${condition.text}, label %${then.label}, label %${otherwise.label}`);
  }
  CreateSwitch(value: Value, otherwise: Block): Switch {
    const made = new Switch();
    const head = `switch ${value.type} ${value.text}, label %${otherwise.label} [ `;
    this.#later(() => `${head}${made.list()} ]`);
    return made;
  }
  CreatePHI(type: string): Phi {
    const phi = new Phi(type, `%${this.#values++}`);
    this.#later(() => `${phi.text} = phi ${type} ${phi.list()}`);
    return phi;
  }
  CreateUnreachable(): void {
    this.#do("unreachable");
  }
  CreateRetVoid(): void {
    this.#do("ret void");
  }
  CreateRet(value: Value): void {
    this.#do(`ret ${value.type} ${value.text}`);
  }

  // Calls. What gives nothing gives a value of type void, which nobody uses.

  CreateCall(callee: Callee, args: readonly Value[]): Value {
    return this.#call(callee.returns, `call ${callee.returns} ${callee.text}(${list(args)})`);
  }
  CreateInvoke(callee: Callee, next: Block, pad: Block, args: readonly Value[]): Value {
    const targets = `to label %${next.label} unwind label %${pad.label}`;
    return this.#call(callee.returns, `invoke ${callee.returns} ${callee.text}(${list(args)}) ${targets}`);
  }
  #call(returns: string, text: string): Value {
    if (returns !== "void") return this.#value(returns, text);
    this.#do(text);
    return { type: "void", text: "" };
  }
  /** Catches everything; gives the exception and a selector. */
  CreateLandingPad(type: string): Value {
    return this.#value(type, `landingpad ${type} catch i8* null`);
  }
}
