// What the translation of all functions of one chunk shares: the function table, signatures, the names of data, and what
// has been translated so far.

import { WeftBug } from "../../../diagnostics/index.ts";
import { type FuncType, funcTypeAt, type Handler, type Module } from "../../../wasmfx-backend/index.ts";
import type { Chunk } from "../partition.ts";
import {
  dataVariables,
  descriptorName,
  exportThunk,
  type FunctionText,
  globalVariable,
  handlersName,
  Strings,
  tagName,
} from "./data-text.ts";
import { DebugInfo } from "./debug-info.ts";
import { GeneratedFunction, type IRBuilder } from "./ir-builder.ts";
import { constant, elementPointer, noteStructures, types, type Value } from "./llvm.ts";
import { type BodyText, hostStub, moduleText, preludeText, returnTypes } from "./module-text.ts";
import type { Plan } from "./plan.ts";
import { type Signature, Signatures } from "./signature.ts";
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
  readonly debug: DebugInfo;
  readonly #chunk: Chunk;
  readonly #prelude: string;
  readonly #texts: readonly FunctionText[];
  readonly #helpers: readonly FunctionText[];
  readonly #stubs: readonly FunctionText[];
  readonly #names = new Strings();
  /** Type of each variable, by name. */
  readonly #variables: ReturnType<typeof dataVariables>;
  readonly #variableTypes: ReadonlyMap<string, string>;
  readonly #known = new Map<string, GeneratedFunction>();
  readonly #bodies = new Map<string, BodyText>();
  readonly #used = new Set<string>();
  readonly #pointers = new Map<string, Value>();

  constructor(plan: Plan, fx: string, options: { strict: boolean; chunk: Chunk; directory: string }) {
    this.plan = plan;
    this.module = plan.module;
    this.strict = options.strict;
    const { module, spaces } = plan;
    const { functions: indices } = options.chunk;
    this.#chunk = options.chunk;
    this.#prelude = preludeText(plan, fx, this.strict);
    noteStructures(this.#prelude);
    this.signatures = new Signatures(plan, plan.scan.tailCallers.size > 0);
    const { symbols } = plan;
    const signatures = spaces.funcs.map((type) => this.signatures.of(funcTypeAt(module, type)!));
    const exported = new Set(plan.exports.map((e) => e.index));
    this.#texts = signatures.map((s, i) => ({
      symbol: symbols[i],
      returns: s.returnType,
      params: s.registerParams.join(", "),
      tailCalls: plan.scan.tailCallers.has(i),
      exported: exported.has(i),
      panics: plan.scan.panics.has(i),
    }));
    this.#stubs = this.#hostStubs();
    this.#helpers = helperTexts(plan);
    const { directory } = options;
    this.debug = new DebugInfo({ module, imported: spaces.imported.func, indices, symbols, directory });
    const spillSlots = this.#spillSlots();
    this.#variables = dataVariables(plan, this.#texts, this.#names, spillSlots);
    this.#variableTypes = new Map([
      ["weft_memory0", "[0 x i8]"],
      ...this.#variables.map((v) => [v.name, v.type] as const),
    ]);
    for (const [name, type] of returnTypes(this.#prelude)) this.#known.set(name, new GeneratedFunction(name, type));
    for (const { symbol, returns, params } of [...this.#stubs, ...this.#helpers])
      this.#known.set(symbol, new GeneratedFunction(symbol, returns, params === "" ? [] : params.split(", ")));
    const entries = signatures.map((s, index) => new GeneratedFunction(symbols[index], s.returnType, s.registerParams));
    const used = this.#used;
    this.functions = spaces.funcs.map((type, index) => ({
      index,
      type: funcTypeAt(module, type)!,
      signature: signatures[index],
      get llvm() {
        used.add(symbols[index]);
        return entries[index];
      },
    }));
  }

  /** The body of a function is complete. */
  define({ symbol }: GeneratedFunction, body: IRBuilder): void {
    this.#bodies.set(symbol, { personality: body.personality, text: body.text() });
  }

  /** The whole chunk, when all its bodies are complete. */
  text(): string {
    return moduleText({
      plan: this.plan,
      chunk: this.#chunk,
      prelude: this.#prelude,
      functions: this.#texts,
      helpers: this.#helpers,
      imports: this.#stubs,
      variables: this.#variables,
      names: this.#names,
      bodies: this.#bodies,
      used: this.#used,
      debug: this.debug,
    });
  }

  /** The stubs of all imported functions, with plain C signatures. */
  #hostStubs(): FunctionText[] {
    const stubs = new Map<string, FunctionText>();
    const { module } = this.plan;
    const plain = new Signatures(this.plan, false);
    for (const { module: from, name, desc } of module.imports) {
      if (desc.kind !== "func") continue;
      const symbol = hostStub(from, name);
      const { returnType, registerParams } = plain.of(funcTypeAt(module, desc.type)!);
      stubs.set(symbol, { symbol, returns: returnType, params: registerParams.join(", ") });
    }
    return [...stubs.values()];
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

  /** A function of the prelude, of the runtime, or of weft's own. */
  function(name: string): GeneratedFunction {
    const found = this.#known.get(name);
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
    const type = this.#variableTypes.get(name);
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
