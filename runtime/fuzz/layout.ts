// What every generated module has: its types, tags, tables, globals. The functions are made by body.ts.
//
// All continuations end with an i64. So a tag with results r makes, whatever it interrupts, a continuation of type
// [r] -> [i64], and a handful of continuation types serves for everything.

import {
  type CompositeType,
  type FuncType,
  type Module,
  ref,
  refNull,
  type SubType,
  type ValType,
} from "../../wasmfx-backend/index.ts";

export interface ContKind {
  readonly func: number;
  readonly cont: number;
  readonly params: readonly ValType[];
  /** Table that keeps such continuations. */
  readonly table: number;
}

export interface TagKind {
  readonly tag: number;
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  /** What a suspension with it makes. */
  readonly cont: ContKind;
  /** Block type of its handler: [] -> [params, (ref cont)]. */
  readonly handler: number;
}

export interface ExceptionKind {
  readonly tag: number;
  readonly params: readonly ValType[];
  /** Block types of its catch clauses: [] -> [params] and [] -> [params, exnref]. */
  readonly caught: number;
  readonly caughtRef: number;
}

const many: readonly ValType[] = ["i64", "f64", "i32", "f32", "i64", "v128", "i64"];

export const tableSize = 4;
export const funcTable = 0;
/** Global 0 counts down: every call and every turn of a loop takes one. */
export const fuel = 0;
export const fuelAtStart = 400;

/** The module without functions, and what is in it. */
export class Layout {
  readonly module: Module;
  readonly conts: ContKind[] = [];
  readonly tags: TagKind[] = [];
  readonly exceptions: ExceptionKind[] = [];
  /** `switch`: functions of [i32, (ref null cont)] -> [i64]; handled by `switchTag`. */
  readonly switcher: { readonly func: number; readonly cont: number; readonly tag: number };
  readonly globals: { readonly index: number; readonly type: ValType }[] = [];
  readonly is64: boolean;
  readonly #types = new Map<string, number>();

  constructor(is64: boolean) {
    this.is64 = is64;
    this.module = emptyModule();
    const { module } = this;
    // (rec (func (param i32 (ref null 1)) (result i64)) (cont 0)) comes first.
    module.types.push(
      sub({ kind: "func", params: ["i32", refNull(1)], results: ["i64"] }),
      sub({ kind: "cont", func: 0 }),
    );
    module.recGroups.push({ start: 0, length: 2 });
    const params: readonly (readonly ValType[])[] = [[], ["i32"], ["i64"], ["i32", "i64"], many];
    module.tables.push(this.#table(refNull("func"), 8));
    for (const list of params) {
      const func = this.funcType(list, ["i64"]);
      const cont = this.#type({ kind: "cont", func });
      this.conts.push({ func, cont, params: list, table: module.tables.length });
      module.tables.push(this.#table(refNull(cont), tableSize));
    }
    const [none, i32, i64] = this.conts;
    this.#tag([], [], none);
    this.#tag(["i32"], ["i32"], i32);
    this.#tag(["i64", "f64"], ["i64"], i64);
    this.#tag(many, ["i64"], i64);
    for (const list of [[], ["i32", "i64"], many] as const) {
      this.exceptions.push({
        tag: this.#addTag(list, []),
        params: list,
        caught: this.funcType([], list),
        caughtRef: this.funcType([], [...list, refNull("exn")]),
      });
    }
    this.switcher = { func: 0, cont: 1, tag: this.#addTag([], ["i64"]) };
    this.#global("i32", [{ op: "i32.const", value: fuelAtStart }]);
    for (let i = 0; i < 2; i++) {
      this.#global("i32", [{ op: "i32.const", value: 7 }]);
      this.#global("i64", [{ op: "i64.const", value: 9n }]);
      this.#global("f32", [{ op: "f32.const", bits: 0x3f800000 }]);
      this.#global("f64", [{ op: "f64.const", bits: 0x4000000000000000n }]);
      this.#global("v128", [{ op: "v128.const", bytes: new Uint8Array(16).fill(3) }]);
    }
    this.#global(refNull(none.cont), [{ op: "ref.null", heap: none.cont }]);
    module.memories.push({ limits: { min: 1n, max: 3n, shared: false, index: is64 ? "i64" : "i32" } });
  }

  funcType(params: readonly ValType[], results: readonly ValType[]): number {
    return this.#type({ kind: "func", params, results });
  }
  type(index: number): FuncType {
    return this.module.types[index].composite as FuncType;
  }

  #type(composite: CompositeType): number {
    const key = JSON.stringify(composite);
    let index = this.#types.get(key);
    if (index === undefined) {
      index = this.module.types.length;
      this.module.types.push(sub(composite));
      this.module.recGroups.push({ start: index, length: 1 });
      this.#types.set(key, index);
    }
    return index;
  }
  #addTag(params: readonly ValType[], results: readonly ValType[]): number {
    return this.module.tags.push({ type: this.funcType(params, results) }) - 1;
  }
  #tag(params: readonly ValType[], results: readonly ValType[], cont: ContKind): void {
    const tag = this.#addTag(params, results);
    this.tags.push({ tag, params, results, cont, handler: this.funcType([], [...params, ref(cont.cont)]) });
  }
  #table(element: ReturnType<typeof refNull>, size: number): Module["tables"][number] {
    return { type: { element, limits: { min: BigInt(size), max: BigInt(size * 2), shared: false, index: "i32" } } };
  }
  #global(type: ValType, init: Module["globals"][number]["init"]): void {
    this.globals.push({ index: this.module.globals.length, type });
    this.module.globals.push({ type: { type, mutable: true }, init });
  }
}

const sub = (composite: CompositeType): SubType => ({ final: true, supers: [], composite });

function emptyModule(): Module {
  const names = () => new Map();
  return {
    types: [],
    recGroups: [],
    imports: [],
    funcs: [],
    tables: [],
    memories: [],
    tags: [],
    globals: [],
    exports: [],
    elems: [],
    datas: [],
    dataCount: true,
    names: {
      funcs: names(),
      locals: names(),
      labels: names(),
      types: names(),
      tables: names(),
      memories: names(),
      globals: names(),
      elems: names(),
      datas: names(),
      tags: names(),
      fields: names(),
    },
    customs: [],
  };
}
