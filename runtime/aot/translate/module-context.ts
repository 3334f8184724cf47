// What the translation of all functions of one chunk shares: the function table, signatures, the names of data, and what
// has been translated so far.

import { WeftBug } from "../../../diagnostics/index.ts";
import { type FuncType, funcTypeAt, type Handler, type Module } from "../../../wasmfx-backend/index.ts";
import type { Chunk } from "../partition.ts";
import { descriptorName, globalVariable, handlersName, tagName } from "./data-text.ts";
import { DebugInfo } from "./debug-info.ts";
import type { GeneratedFunction, IRBuilder } from "./ir-builder.ts";
import { constant, elementPointer, types, type Value } from "./llvm.ts";
import { type BodyText, moduleText } from "./module-text.ts";
import type { Plan } from "./plan.ts";
import type { Shared } from "./shared.ts";
import type { Signature, Signatures } from "./signature.ts";
import { globalName } from "./symbols.ts";

export interface FunctionEntry {
  readonly index: number;
  readonly type: FuncType;
  readonly signature: Signature;
  readonly llvm: GeneratedFunction;
}

export class ModuleContext {
  readonly plan: Plan;
  readonly module: Module;
  readonly types = types;
  readonly signatures: Signatures;
  readonly functions: readonly FunctionEntry[];
  /** See NativeOptions. */
  readonly strict: boolean;
  /** See Shared. */
  readonly memory0: Value;
  readonly debug: DebugInfo;
  readonly #shared: Shared;
  readonly #chunk: Chunk;
  readonly #bodies = new Map<string, BodyText>();
  readonly #used = new Set<string>();
  readonly #pointers = new Map<string, Value>();

  constructor(shared: Shared, chunk: Chunk, directory: string) {
    const { plan } = shared;
    const { module, spaces, symbols } = plan;
    this.#shared = shared;
    this.#chunk = chunk;
    this.plan = plan;
    this.module = module;
    this.strict = shared.strict;
    this.memory0 = shared.memory0;
    this.signatures = shared.signatures;
    const imported = spaces.imported.func;
    this.debug = new DebugInfo({ module, imported, indices: chunk.functions, symbols, directory });
    const used = this.#used;
    this.functions = shared.functions.map(({ signature, llvm }, index) => ({
      index,
      type: funcTypeAt(module, spaces.funcs[index])!,
      signature,
      get llvm() {
        used.add(llvm.symbol);
        return llvm;
      },
    }));
  }

  /** The body of a function is complete. */
  define({ symbol }: GeneratedFunction, body: IRBuilder): void {
    this.#bodies.set(symbol, { personality: body.personality, text: body.text() });
  }

  /** The whole chunk, when all its bodies are complete. */
  text(): string {
    const { debug } = this;
    return moduleText({ shared: this.#shared, chunk: this.#chunk, bodies: this.#bodies, used: this.#used, debug });
  }

  /** A function of the prelude, of the runtime, or of weft's own. */
  function(name: string): GeneratedFunction {
    const found = this.#shared.known.get(name);
    if (!found) throw new WeftBug("runtime/aot", `no function ${name} in the prelude`);
    this.#used.add(name);
    return found;
  }

  /** The address of such a function, as i8*. */
  address(name: string): Value {
    const { returns, params, text } = this.function(name);
    return constant(types.pointer, `bitcast (${returns} (${params.join(", ")})* ${text} to i8*)`);
  }

  /** The address of a variable, as i8*. */
  variable(name: string): Value {
    let found = this.#pointers.get(name);
    if (!found) {
      const { type, text } = this.typedVariable(name);
      found = constant(types.pointer, `bitcast (${type} ${text} to i8*)`);
      this.#pointers.set(name, found);
    }
    return found;
  }
  /** A pointer to what the variable holds. */
  typedVariable(name: string): Value {
    const type = this.#shared.variableTypes.get(name);
    if (type === undefined) throw new WeftBug("runtime/aot", `no variable ${name} in the module text`);
    this.#used.add(name);
    return constant(`${type}*`, globalName(name));
  }
  get spill(): Value {
    return this.variable("weft.spill");
  }
  get payload(): Value {
    return this.variable("weft.payload");
  }

  global(index: number): Value {
    return this.typedVariable(globalVariable(index));
  }
  tag(index: number): Value {
    return this.variable(tagName(index));
  }
  descriptor(func: number): Value {
    return this.variable(descriptorName(this.plan, func));
  }
  handlers(list: readonly Handler[]): Value {
    return this.variable(handlersName(list));
  }
  /** The address of element `index` of an array of structures such as @weft.memories, typed. */
  element(array: string, index: number): Value {
    return elementPointer(this.typedVariable(array), [this.i64(0), this.i64(index)]);
  }

  i64(value: number | bigint): Value {
    return constant(types.i64, String(typeof value === "bigint" ? BigInt.asIntN(64, value) : value));
  }
  i32(value: number): Value {
    return constant(types.i32, String(value | 0));
  }
}
