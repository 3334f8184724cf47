// What the translation of all functions of one module shares: the LLVM module with its declarations, the function table,
// signatures, and small caches.

import llvm from "llvm-bindings";
import { WeftBug } from "../../../diagnostics/index.ts";
import type { Handler } from "../../../wasmfx-backend/index.ts";
import { type FuncType, funcTypeAt, type Module } from "../../../wasmfx-backend/index.ts";
import { descriptorName, exportThunk, type FunctionText, globalVariable, handlersName, tagName } from "./data-text.ts";
import { DebugInfo } from "./debug-info.ts";
import { type LlvmTypes, makeTypes, type Value } from "./llvm.ts";
import { type ChunkRole, hostStub, moduleText } from "./module-text.ts";
import type { Plan } from "./plan.ts";
import { indirectCallerText, type Signature, Signatures, signatureText } from "./signature.ts";
import { functionSymbols } from "./symbols.ts";

export interface FunctionEntry {
  readonly index: number;
  readonly type: FuncType;
  readonly signature: Signature;
  readonly llvm: llvm.Function;
}

/** The functions [from, to) of the module (imports included) are translated into one LLVM module. */
export interface Chunk {
  readonly role: ChunkRole;
  readonly from: number;
  readonly to: number;
}

export class ModuleContext {
  readonly plan: Plan;
  readonly module: Module;
  readonly llvm: llvm.Module;
  readonly types: LlvmTypes;
  readonly signatures: Signatures;
  readonly functions: readonly FunctionEntry[];
  /** See NativeOptions. */
  readonly strict: boolean;
  readonly debug: DebugInfo;
  readonly spill: Value;
  readonly payload: Value;
  readonly #builder: llvm.IRBuilder;
  readonly #runtime = new Map<string, llvm.Function>();
  readonly #pointers = new Map<string, Value>();
  readonly #i64 = new Map<bigint, Value>();
  readonly #i32 = new Map<number, Value>();
  readonly #unaligned = new Map<string, ReturnType<ModuleContext["unaligned"]>>();

  /** `parse` turns IR text into an LLVM module (it goes through a file: that is all the bindings can read). */
  constructor(
    plan: Plan,
    fx: string,
    context: llvm.LLVMContext,
    parse: (text: string) => llvm.Module,
    options: { strict: boolean; chunk: Chunk; directory: string },
  ) {
    this.plan = plan;
    this.module = plan.module;
    this.strict = options.strict;
    this.#builder = new llvm.IRBuilder(context);
    const { module, spaces } = plan;
    // The vector type is only known once the text is parsed; signatures need it before. A small module brings it.
    const seed = parse("declare <2 x i64> @v128()\n").getFunction("v128")!;
    this.types = makeTypes(context, seed.getReturnType());
    this.signatures = new Signatures(plan, this.types, plan.scan.tailCallers.size > 0);
    const symbols = functionSymbols(module, spaces.funcs.length);
    const signatures = spaces.funcs.map((type) => this.signatures.of(funcTypeAt(module, type)!));
    const exported = new Set(plan.exports.map((e) => e.index));
    const texts = signatures.map(
      (s, i): FunctionText => ({
        symbol: symbols[i],
        ...signatureText(s),
        tailCalls: plan.scan.tailCallers.has(i),
        exported: exported.has(i),
        panics: plan.scan.panics.has(i),
      }),
    );
    const { role, from, to } = options.chunk;
    const indices = spaces.funcs.map((_, index) => index).filter((index) => index >= from && index < to);
    const { directory } = options;
    this.debug = new DebugInfo({ module, imported: spaces.imported.func, indices, symbols, directory });
    const text = moduleText({
      plan,
      fx,
      role,
      functions: texts,
      isOwn: (index) => index >= from && index < to,
      helpers: helperTexts(plan),
      imports: this.#hostStubs(),
      spillSlots: this.#spillSlots(),
      strict: this.strict,
      debug: this.debug,
    });
    this.llvm = parse(text + this.#indirectCallers());
    const find = (symbol: string): llvm.Function => this.function(symbol);
    this.functions = spaces.funcs.map((type, index) => ({
      index,
      type: funcTypeAt(module, type)!,
      signature: signatures[index],
      get llvm() {
        return find(symbols[index]);
      },
    }));
    this.spill = this.variable("weft.spill");
    this.payload = this.variable("weft.payload");
  }

  /** The stubs of all imported functions, with plain C signatures. */
  #hostStubs(): FunctionText[] {
    const stubs = new Map<string, FunctionText>();
    const { module } = this.plan;
    const plain = new Signatures(this.plan, this.types, false);
    for (const { module: from, name, desc } of module.imports) {
      if (desc.kind !== "func") continue;
      const symbol = hostStub(from, name);
      stubs.set(symbol, { symbol, ...signatureText(plain.of(funcTypeAt(module, desc.type)!)) });
    }
    return [...stubs.values()];
  }

  #indirectCallers(): string {
    const signatures = new Map<string, Signature>();
    for (const { composite } of this.module.types) {
      if (composite.kind !== "func") continue;
      const signature = this.signatures.of(composite);
      signatures.set(signature.key, signature);
    }
    return [...signatures.values()].map(indirectCallerText).join("");
  }

  /** How many 16-byte slots any function of any type spills. */
  #spillSlots(): number {
    let most = 32;
    for (const { composite } of this.module.types) {
      if (composite.kind !== "func") continue;
      most = Math.max(most, composite.params.length, composite.results.length);
    }
    return most;
  }

  /** A function of the LLVM module by name. */
  function(name: string): llvm.Function {
    let found = this.#runtime.get(name);
    if (!found) {
      const declared = this.llvm.getFunction(name);
      if (!declared) throw new WeftBug("runtime/aot", `no function ${name} in the prelude`);
      found = declared;
      this.#runtime.set(name, found);
    }
    return found;
  }

  /** The address of a global variable of the LLVM module, as i8*. */
  variable(name: string): Value {
    let found = this.#pointers.get(name);
    if (!found) {
      found = this.#builder.CreateBitCast(this.typedVariable(name), this.types.pointer);
      this.#pointers.set(name, found);
    }
    return found;
  }
  typedVariable(name: string): llvm.GlobalVariable {
    const found = this.llvm.getGlobalVariable(name, true);
    if (!found) throw new WeftBug("runtime/aot", `no variable ${name} in the module text`);
    return found;
  }

  global(index: number): llvm.GlobalVariable {
    return this.typedVariable(globalVariable(index));
  }
  tag(index: number): Value {
    return this.variable(tagName(index));
  }
  descriptor(func: number): Value {
    return this.variable(descriptorName(func));
  }
  handlers(list: readonly Handler[]): Value {
    return this.variable(handlersName(list));
  }
  /** The address of element `index` of an array of structures such as @weft.memories, typed. */
  element(array: string, structure: string, index: number): Value {
    const key = `${array}[${index}]`;
    let found = this.#pointers.get(key);
    if (!found) {
      const variable = this.typedVariable(array);
      found = this.#builder.CreateGEP(variable.getValueType(), variable, [this.i64(0), this.i64(index)], structure);
      this.#pointers.set(key, found);
    }
    return found;
  }

  /** An i64 constant; llvm-bindings takes only what a JavaScript number holds. */
  i64(value: number | bigint): Value {
    const big = BigInt.asIntN(64, BigInt(value));
    let made = this.#i64.get(big);
    if (!made) {
      const b = this.#builder;
      // getInt64 keeps 32 bits only; getIntN keeps as many as a number has.
      if (big >= -0x1fffffffffffffn && big <= 0x1fffffffffffffn) made = b.getIntN(64, Number(big));
      else
        made = b.CreateOr(
          b.CreateShl(b.getIntN(64, Number(big >> 32n)), b.getIntN(64, 32)),
          b.getIntN(64, Number(big & 0xffffffffn)),
        );
      this.#i64.set(big, made);
    }
    return made;
  }

  /** A packed structure around a memory type, and the pointer to it: loads and stores of it have alignment 1. */
  unaligned(memory: keyof typeof unalignedOrder): {
    readonly type: llvm.Type;
    readonly pointer: llvm.Type;
    readonly undefined: Value;
  } {
    let found = this.#unaligned.get(memory);
    if (!found) {
      const pointer = this.function("weft.unaligned").getArg(unalignedOrder[memory]).getType();
      const type = pointer.getPointerElementType();
      found = { type, pointer, undefined: llvm.UndefValue.get(type) };
      this.#unaligned.set(memory, found);
    }
    return found;
  }

  /** An i32 constant; small ones are made once. */
  i32(value: number): Value {
    const bits = value | 0;
    let made = this.#i32.get(bits);
    if (!made) {
      made = this.#builder.getInt32(bits);
      if (this.#i32.size < 4096) this.#i32.set(bits, made);
    }
    return made;
  }

  /** For `invoke` of a pointer: a function that calls its first argument with the others. */
  indirectCaller(signature: Signature): llvm.Function {
    return this.function(`weft.indirect.${signature.key}`);
  }
}

const unalignedOrder = { i8: 0, i16: 1, i32: 2, i64: 3, float: 4, double: 5, "<2 x i64>": 6 } as const;

/** Functions of ours beside the module's: init, export thunks, entry thunks. */
function helperTexts(plan: Plan): FunctionText[] {
  return [
    { symbol: "weft.init", returns: "void", params: "" },
    ...plan.exports.map((_, i) => ({ symbol: exportThunk(i), returns: "void", params: "i64*" })),
    ...[...plan.scan.entryTypes].map((type) => ({
      symbol: entryThunk(type),
      returns: "void",
      params: "i8*, i64, i64, i64, i64, i64",
    })),
  ];
}

/** The thunk that starts a continuation of function type `type`. */
export const entryThunk = (type: number): string => `weft.entry.${type}`;
