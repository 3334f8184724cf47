// The body of one generated function: random expressions and statements, always valid. A budget bounds its size, the fuel
// bounds how long it runs.

import type { BlockType, Func, Instr, ValType } from "../../wasmfx-backend/index.ts";
import { ContinuationCode } from "./continuations.ts";
import { type ContKind, type ExceptionKind, fuel, funcTable, type Layout } from "./layout.ts";
import { canonical, loadOps, type PlainOp, plainInstr, plainOps, storeOps } from "./ops.ts";
import type { Random } from "./random.ts";

export const numbers: readonly ValType[] = ["i32", "i64", "f32", "f64", "v128"];

/** What functions of the module there are to call, and how. */
export interface Callee {
  readonly index: number;
  readonly type: number;
}

export interface BodyOptions {
  readonly layout: Layout;
  readonly random: Random;
  readonly callees: readonly Callee[];
  /** The functions in the table, by index. */
  readonly table: readonly number[];
  readonly type: number;
  /** Leave out what V8 lacks: switch, resume_throw. */
  readonly forV8: boolean;
  /** About how many expressions. */
  readonly size: number;
}

interface Label {
  /** What a branch to it takes. */
  readonly types: readonly ValType[];
  readonly loop: boolean;
}

export class FuncBody {
  readonly layout: Layout;
  readonly random: Random;
  readonly options: BodyOptions;
  readonly locals: ValType[];
  readonly #params: number;
  readonly #labels: Label[] = [];
  readonly #cont: ContinuationCode;
  #budget: number;
  #depth = 0;
  /** Scratch locals, never read before they are written: not among those that expressions pick. */
  readonly #scratch = new Set<number>();

  constructor(options: BodyOptions) {
    this.options = options;
    this.layout = options.layout;
    this.random = options.random;
    this.#budget = options.size;
    const { params } = this.layout.type(options.type);
    this.#params = params.length;
    this.locals = [...params];
    for (const type of numbers) this.locals.push(type, type);
    for (const kind of this.layout.conts) this.locals.push({ kind: "ref", nullable: true, heap: kind.cont });
    this.#cont = new ContinuationCode(this);
  }

  make(): Func {
    const { results } = this.layout.type(this.options.type);
    this.#labels.push({ types: results, loop: false });
    const body = [
      // Out of fuel: results of no interest.
      ...this.#spend([...results.flatMap((t) => this.#constant(t)), { op: "return" }]),
      ...this.#many(() => this.statement(), 1 + this.random.below(5)),
      ...results.flatMap((t) => this.expr(t)),
    ];
    return { type: this.options.type, locals: this.locals.slice(this.#params), body };
  }

  /** Takes one from the fuel; without any, does `otherwise`, which must not fall through. */
  #spend(otherwise: readonly Instr[]): Instr[] {
    return [
      { op: "global.get", global: fuel },
      { op: "i32.eqz" },
      { op: "if", type: { kind: "empty" } },
      ...otherwise,
      { op: "end" },
      { op: "global.get", global: fuel },
      { op: "i32.const", value: 1 },
      { op: "i32.sub" },
      { op: "global.set", global: fuel },
    ];
  }

  #many(make: () => Instr[], count: number): Instr[] {
    const all: Instr[] = [];
    for (let i = 0; i < count; i++) for (const instr of make()) all.push(instr);
    return all;
  }

  scratch(type: ValType): number {
    const index = this.locals.push(type) - 1;
    this.#scratch.add(index);
    return index;
  }
  localsOf(type: ValType): number[] {
    const key = JSON.stringify(type);
    const found: number[] = [];
    this.locals.forEach((t, i) => {
      if (!this.#scratch.has(i) && JSON.stringify(t) === key) found.push(i);
    });
    return found;
  }

  /** For what ends in a trap: seldom, or there would be nothing else. */
  rarely(): boolean {
    return this.random.below(1000) < 3;
  }

  /** Inside a construct with one more label. */
  within<T>(types: readonly ValType[], loop: boolean, make: () => T): T {
    this.#labels.push({ types, loop });
    try {
      return make();
    } finally {
      this.#labels.pop();
    }
  }
  blockType(types: readonly ValType[]): BlockType {
    if (types.length === 0) return { kind: "empty" };
    if (types.length === 1) return { kind: "value", type: types[0] };
    return { kind: "func", type: this.layout.funcType([], types) };
  }

  // Expressions.

  /** One value of a number or vector type. */
  expr(type: ValType): Instr[] {
    if (this.#budget-- <= 0 || this.#depth > 12) return this.#leaf(type);
    this.#depth++;
    try {
      return this.#composite(type);
    } finally {
      this.#depth--;
    }
  }

  #composite(type: ValType): Instr[] {
    const { random } = this;
    const roll = random.below(100);
    if (roll < 12) return this.#leaf(type);
    if (roll < 52) return this.#operation(random.pick(plainOps(type)), type);
    if (roll < 60) return [...this.#address(), this.#access(random.pick(loadOps(type)).op)];
    if (roll < 66) return this.#control(type);
    if (roll < 72) return this.#call(type);
    if (roll < 76) {
      const select: Instr = type === "v128" || random.chance(30) ? { op: "select_t", types: [type] } : { op: "select" };
      return [...this.expr(type), ...this.expr(type), ...this.expr("i32"), select];
    }
    if (roll < 80) return [...this.expr(type), { op: "local.tee", local: random.pick(this.localsOf(type)) }];
    if (roll < 85) return this.#tryTable(type);
    if (type === "i64" && roll < 95) return this.#cont.resume();
    const suspension = this.#cont.suspendFor(type);
    if (suspension) return suspension;
    if (type === "i32" && roll < 97) return random.pick([this.#sizes(), this.#cont.isNull()]);
    return this.#operation(random.pick(plainOps(type)), type);
  }

  #leaf(type: ValType): Instr[] {
    const { random } = this;
    const roll = random.below(10);
    if (roll < 4) return [{ op: "local.get", local: random.pick(this.localsOf(type)) }];
    const globals = this.layout.globals.filter((g) => g.type === type && g.index !== fuel);
    if (roll < 6) return [{ op: "global.get", global: random.pick(globals).index }];
    return this.#constant(type);
  }

  #constant(type: ValType): Instr[] {
    const { random } = this;
    const interesting = [
      0n,
      1n,
      -1n,
      2n,
      7n,
      31n,
      32n,
      64n,
      0x7fffffffn,
      -0x80000000n,
      0xffffffffn,
      1n << 63n,
      (1n << 63n) - 1n,
      65535n,
      65536n,
    ];
    const bits = random.chance(60) ? random.pick(interesting) : random.bits();
    switch (type) {
      case "i32":
        return [{ op: "i32.const", value: Number(BigInt.asIntN(32, bits)) }];
      case "i64":
        return [{ op: "i64.const", value: BigInt.asIntN(64, bits) }];
      case "f32": {
        const view = new DataView(new ArrayBuffer(4));
        view.setFloat32(0, random.pick(floats));
        return [{ op: "f32.const", bits: random.chance(70) ? view.getUint32(0) : random.below(0x7f800000) }];
      }
      case "f64": {
        const view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, random.pick(floats));
        return [{ op: "f64.const", bits: random.chance(70) ? view.getBigUint64(0) : bits & 0x7fefffffffffffffn }];
      }
      default:
        if (type === "v128")
          return [
            {
              op: "v128.const",
              bytes: Uint8Array.from({ length: 16 }, () => random.pick([0, 1, 255, 128, random.below(256)])),
            },
          ];
        return [{ op: "ref.null", heap: type.kind === "ref" ? type.heap : "func" }];
    }
  }

  #operation(plain: PlainOp, type: ValType): Instr[] {
    // Division and truncation trap often enough: leave most to operands that do not.
    const operands = plain.params.flatMap((t, i) => {
      const made = this.expr(t);
      if (i === 1 && /\.(div|rem)_/.test(plain.op) && !this.rarely())
        made.push({ op: `${t as "i32"}.const`, value: t === "i32" ? 5 : 5n } as Instr, { op: `${t}.or` } as Instr);
      return made;
    });
    const instrs = [...operands, plainInstr(plain, this.random)];
    if (/trunc_f/.test(plain.op) && !this.rarely()) {
      instrs[instrs.length - 1] = { op: plain.op.replace("trunc_f", "trunc_sat_f") } as Instr;
    }
    const fix = canonical(plain.op, -1);
    if (fix.length === 0) return instrs;
    return [...instrs, ...canonical(plain.op, this.#scratchOf(type))];
  }

  readonly #scratchByType = new Map<ValType, number>();
  #scratchOf(type: ValType): number {
    let local = this.#scratchByType.get(type);
    if (local === undefined) {
      local = this.scratch(type);
      this.#scratchByType.set(type, local);
    }
    return local;
  }

  /** An address, mostly inside the memory. */
  #address(): Instr[] {
    const type = this.layout.is64 ? "i64" : "i32";
    const address = this.expr(type);
    if (!this.rarely()) {
      const mask = this.random.pick([1023, 255, 65535 - 127]);
      address.push(
        { op: `${type}.const`, value: type === "i64" ? BigInt(mask) : mask } as Instr,
        { op: `${type}.and` } as Instr,
      );
    }
    return address;
  }
  #access(op: Instr["op"]): Instr {
    const offset = !this.rarely() ? BigInt(this.random.below(40)) : BigInt(this.random.below(0x7fffffff));
    return { op, memory: 0, align: 0, offset } as Instr;
  }
  #sizes(): Instr[] {
    const size: Instr[] = [{ op: "memory.size", memory: 0 }];
    if (this.layout.is64) size.push({ op: "i32.wrap_i64" });
    return this.random.chance(50)
      ? size
      : [{ op: "table.size", table: this.random.below(this.layout.module.tables.length) }];
  }

  #control(type: ValType): Instr[] {
    const { random } = this;
    switch (random.below(4)) {
      case 0:
        return this.within([type], false, () => [
          { op: "block", type: this.blockType([type]) },
          ...this.#many(() => this.statement(), random.below(3)),
          ...this.expr(type),
          ...(random.chance(40) ? ([...this.expr("i32"), { op: "br_if", label: 0 }] as Instr[]) : []),
          { op: "end" },
        ]);
      case 1:
        return [
          ...this.expr("i32"),
          ...this.within([type], false, (): Instr[] => [
            { op: "if", type: this.blockType([type]) },
            ...this.expr(type),
            { op: "else" },
            ...this.expr(type),
            { op: "end" },
          ]),
        ];
      case 2:
        return this.#loop(type);
      default:
        return this.#switch(type);
    }
  }

  #loop(type: ValType): Instr[] {
    return this.within([type], false, () => [
      { op: "block", type: this.blockType([type]) },
      ...this.within([], true, (): Instr[] => [
        { op: "loop", type: this.blockType([type]) },
        ...this.#spend([...this.#constant(type), { op: "br", label: 2 }]),
        ...this.#many(() => this.statement(), 1 + this.random.below(3)),
        ...this.expr("i32"),
        { op: "br_if", label: 0 },
        ...this.expr(type),
        { op: "end" },
      ]),
      { op: "end" },
    ]);
  }

  /** br_table over three blocks. */
  #switch(type: ValType): Instr[] {
    const make = (level: number): Instr[] =>
      level === 0
        ? [...this.expr("i32"), { op: "br_table", labels: [0, 1, this.random.below(3)], label: 2 }]
        : [
            ...this.within([], false, (): Instr[] => [
              { op: "block", type: this.blockType([]) },
              ...make(level - 1),
              { op: "end" },
            ]),
            ...(level === 1 ? this.statement() : []),
          ];
    return this.within([type], false, () => [
      { op: "block", type: this.blockType([type]) },
      ...make(3),
      ...this.expr(type),
      { op: "end" },
    ]);
  }

  /** A call whose last result is of this type. */
  #call(type: ValType): Instr[] {
    const { random, layout } = this;
    const fitting = this.options.callees.filter((c) => layout.type(c.type).results.at(-1) === type);
    if (fitting.length === 0) return this.#leaf(type);
    const callee = random.pick(fitting);
    const { params, results } = layout.type(callee.type);
    const args = params.flatMap((t) => (typeof t === "string" ? this.expr(t) : this.#constant(t)));
    const call = ((): Instr[] => {
      switch (random.below(3)) {
        case 0:
          return [{ op: "call", func: callee.index }];
        case 1:
          return [
            { op: "ref.func", func: callee.index },
            { op: "call_ref", typeIndex: callee.type },
          ];
        default: {
          const places = this.options.table.flatMap((func, i) =>
            this.options.callees[func].type === callee.type ? [i] : [],
          );
          if (places.length === 0 && !this.rarely()) return [{ op: "call", func: callee.index }];
          const value = places.length === 0 ? random.below(9) : random.pick(places);
          return [
            { op: "i32.const", value },
            { op: "call_indirect", type: callee.type, table: funcTable },
          ];
        }
      }
    })();
    // The other results lie below: keep the last, drop them.
    const last = results.length > 1 ? this.#scratchOf(type) : 0;
    const keep: Instr[] =
      results.length === 1
        ? []
        : [
            { op: "local.set", local: last },
            ...results.slice(1).map((): Instr => ({ op: "drop" })),
            { op: "local.get", local: last },
          ];
    return [...args, ...call, ...keep];
  }

  #tryTable(type: ValType): Instr[] {
    const { random, layout } = this;
    const exception = random.pick(layout.exceptions);
    const withRef = random.chance(40);
    const all = random.chance(30);
    const types = all ? (withRef ? [exnRef] : []) : withRef ? [...exception.params, exnRef] : exception.params;
    const kind = `catch${all ? "_all" : ""}${withRef ? "_ref" : ""}` as "catch";
    const clause = all ? { kind, label: 0 } : { kind, tag: exception.tag, label: 0 };
    return this.within([type], false, () => [
      { op: "block", type: this.blockType([type]) },
      ...this.within(types, false, (): Instr[] => [
        { op: "block", type: this.blockType(types) },
        ...this.within([type], false, (): Instr[] => [
          { op: "try_table", type: this.blockType([type]), catches: [clause] },
          ...this.#many(() => this.statement(), 1),
          ...(random.chance(50) ? this.throwIf() : []),
          ...this.expr(type),
          { op: "end" },
        ]),
        { op: "br", label: 1 },
        { op: "end" },
      ]),
      ...this.#afterCatch(types, withRef),
      ...this.expr(type),
      { op: "end" },
    ]);
  }

  /** Puts the payload into locals; sometimes throws the exception again. */
  #afterCatch(types: readonly ValType[], withRef: boolean): Instr[] {
    const instrs: Instr[] = [];
    if (withRef) {
      const local = this.#exception();
      instrs.push({ op: "local.set", local });
      if (this.random.chance(20)) {
        instrs.push(...this.expr("i32"), { op: "if", type: { kind: "empty" } });
        instrs.push({ op: "local.get", local }, { op: "throw_ref" }, { op: "end" });
      }
    }
    // Under the exception lies the payload.
    const values = withRef ? types.slice(0, -1) : types;
    const stores = [...values]
      .reverse()
      .map((t): Instr => ({ op: "local.set", local: this.random.pick(this.localsOf(t)) }));
    return withRef ? [instrs[0], ...stores, ...instrs.slice(1)] : stores;
  }
  #exnLocal: number | undefined;
  #exception(): number {
    this.#exnLocal ??= this.scratch(exnRef);
    return this.#exnLocal;
  }

  throwIf(): Instr[] {
    const exception: ExceptionKind = this.random.pick(this.layout.exceptions);
    return [
      ...this.expr("i32"),
      { op: "if", type: { kind: "empty" } },
      ...this.within([], false, () => exception.params.flatMap((t) => this.expr(t))),
      { op: "throw", tag: exception.tag },
      { op: "end" },
    ];
  }

  // Statements: no operands, no results.

  statement(): Instr[] {
    const { random, layout } = this;
    const type = random.pick(numbers);
    const roll = random.below(100);
    if (this.#budget <= 0 || roll < 25)
      return [...this.expr(type), { op: "local.set", local: random.pick(this.localsOf(type)) }];
    if (roll < 38) {
      const globals = layout.globals.filter((g) => g.type === type && g.index !== fuel);
      return [...this.expr(type), { op: "global.set", global: random.pick(globals).index }];
    }
    if (roll < 52) {
      const { op, stored } = random.pick(storeOps);
      return [...this.#address(), ...this.expr(stored!), this.#access(op)];
    }
    if (roll < 60) {
      return [
        ...this.expr("i32"),
        ...this.within([], false, (): Instr[] => [
          { op: "if", type: { kind: "empty" } },
          ...this.statement(),
          { op: "end" },
        ]),
      ];
    }
    if (roll < 66) return this.#leave();
    if (roll < 72) return this.#bulk();
    if (roll < 76) return this.throwIf();
    if (roll < 94) return this.#cont.statement();
    return [...this.expr(type), { op: "drop" }];
  }

  /** A conditional branch outwards, or a return, or a tail call. */
  #leave(): Instr[] {
    const { random } = this;
    const label = random.below(this.#labels.length + 1);
    const inner = this.within([], false, (): Instr[] => {
      const target = label === 0 ? undefined : this.#labels[this.#labels.length - 1 - label];
      if (!target || target.loop) return this.#returning();
      return [
        ...target.types.flatMap((t) => (typeof t === "string" ? this.expr(t) : this.#cont.null(t))),
        { op: "br", label },
      ];
    });
    return [...this.expr("i32"), { op: "if", type: { kind: "empty" } }, ...inner, { op: "end" }];
  }
  #returning(): Instr[] {
    const { results } = this.layout.type(this.options.type);
    const same = this.options.callees.filter(
      (c) => JSON.stringify(this.layout.type(c.type).results) === JSON.stringify(results),
    );
    if (same.length > 0 && this.random.chance(40)) {
      const callee = this.random.pick(same);
      const args = this.layout
        .type(callee.type)
        .params.flatMap((t) => (typeof t === "string" ? this.expr(t) : this.#constant(t)));
      return [...args, { op: "return_call", func: callee.index }];
    }
    return [...results.flatMap((t) => this.expr(t)), { op: "return" }];
  }

  #bulk(): Instr[] {
    const { random } = this;
    const address = this.layout.is64 ? "i64" : "i32";
    const size = (): Instr => {
      const value = !this.rarely() ? random.below(60) : random.below(70000);
      return { op: `${address}.const`, value: address === "i64" ? BigInt(value) : value } as Instr;
    };
    switch (random.below(4)) {
      case 0:
        return [...this.#address(), ...this.expr("i32"), size(), { op: "memory.fill", memory: 0 }];
      case 1:
        return [...this.#address(), ...this.#address(), size(), { op: "memory.copy", memory: 0, source: 0 }];
      case 2:
        return [size(), { op: "memory.grow", memory: 0 }, { op: "drop" }];
      default:
        return [
          ...this.#address(),
          { op: "i32.const", value: random.below(8) },
          { op: "i32.const", value: this.rarely() ? 9 : random.below(9) },
          { op: "memory.init", memory: 0, data: 0 },
        ];
    }
  }
}

const exnRef = { kind: "ref", nullable: true, heap: "exn" } as const;
const floats = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  2.5,
  1e10,
  -1e10,
  1e300,
  4294967296,
  2147483648,
  -2147483649,
  9.3e18,
  Number.MIN_VALUE,
  Infinity,
  -Infinity,
  NaN,
];

export type { ContKind };
