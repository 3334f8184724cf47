// A random Go program of one package: types, package variables, pure functions, functions that change what is outside, and Run.
// It always ends, prints through package rt, and means the same in every correct implementation.

import { constant, floatConstant } from "./constants.ts";
import { expression } from "./expressions.ts";
import {
  arrayOf,
  basicTypes,
  type Field,
  float64,
  type GoType,
  intType,
  intTypes,
  isPlain,
  mapOf,
  pointerTo,
  sliceOf,
  stringType,
} from "./go-types.ts";
import type { Random } from "./random.ts";
import { statements } from "./statements.ts";

export interface Variable {
  readonly name: string;
  readonly type: GoType;
  /** May be assigned to. */
  readonly writable: boolean;
}

export interface Func {
  readonly name: string;
  readonly params: readonly GoType[];
  readonly result: GoType;
}

export class Generator {
  readonly random: Random;
  vars: Variable[] = [];
  readonly pureFuncs: Func[] = [];
  readonly effectFuncs: Func[] = [];
  /** Types with the method Value. */
  readonly valueTypes: GoType[] = [];
  readonly types: GoType[] = [];
  /** A struct with an embedded struct, whose fields and method it has too. */
  embedding: GoType | undefined;
  /** The statement being made may contain an operation that panics (then no calls). */
  mayPanic = false;
  canCall = true;
  /** Inside a pure function. */
  isPure = false;
  /** Labels of the loops around. */
  loops: string[] = [];
  result: GoType | undefined;
  readonly #lines: string[] = [];
  readonly #shown = new Map<string, string>();
  #indent = 0;
  #names = 0;
  #joins = false;

  constructor(random: Random) {
    this.random = random;
  }

  name(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  line(text: string): void {
    if (this.#joins) this.#lines[this.#lines.length - 1] += text;
    else this.#lines.push("\t".repeat(this.#indent) + text);
    this.#joins = false;
  }

  /** Lines between braces; variables declared there end with it. */
  block(head: string, body: () => void, tail = "}"): void {
    this.line(`${head} {`);
    this.#indent++;
    const vars = this.vars;
    this.vars = [...vars];
    body();
    this.vars = vars;
    this.#indent--;
    this.line(tail);
  }

  /** When the last line is `from`, makes it `to` without its line end, for a block that goes on there. */
  reopen(from: string, to: string): boolean {
    if (this.#lines[this.#lines.length - 1].trim() !== from) return false;
    this.#lines[this.#lines.length - 1] = "\t".repeat(this.#indent) + to;
    this.#joins = true;
    return true;
  }

  declare(type: GoType, name = this.name("v"), writable = true): string {
    this.vars.push({ name, type, writable });
    return name;
  }

  /** True once per statement in which something may panic. */
  spendPanic(): boolean {
    const was = this.mayPanic;
    this.mayPanic = false;
    return was;
  }

  /** Makes a statement's expressions, with calls or with one operation that may panic. */
  statement<T>(make: () => T): T {
    const before = this.canCall;
    this.mayPanic = !this.isPure && this.random.chance(0.06);
    this.canCall = before && !this.mayPanic;
    const made = make();
    this.mayPanic = false;
    this.canCall = before;
    return made;
  }

  anyType(): GoType {
    return this.random.pick(this.types);
  }

  /** The name of a function that prints a value of the type. */
  shower(type: GoType): string {
    let name = this.#shown.get(type.text);
    if (name === undefined) {
      name = `show${this.#shown.size}`;
      this.#shown.set(type.text, name);
    }
    return name;
  }

  // ---------------------------------------------------------------- the program

  program(packageName: string): string {
    this.line(`package ${packageName}`);
    this.line("");
    this.line('import "fuzz/rt"');
    this.line("");
    this.#declareTypes();
    for (const type of this.valueTypes) this.#valueMethod(type);
    for (let i = 0; i < 4; i++) this.#pureFunc();
    this.#globals();
    for (const type of this.valueTypes) if (type.kind === "struct") this.#pointerMethod(type);
    for (let i = 0; i < 3; i++) this.#effectFunc();
    this.block("func Run()", () => {
      statements(this, this.random.between(2, 6), 1);
      for (let i = 0; i < 8; i++)
        this.block("rt.Try(func()", () => statements(this, this.random.between(3, 8), 3), "})");
      for (const v of this.vars) this.line(`${this.shower(v.type)}(${v.name})`);
      this.line("rt.Line()");
    });
    this.#showers();
    return `${this.#lines.join("\n")}\n`;
  }

  #declareTypes(): void {
    const { random } = this;
    this.types.push(...basicTypes);
    this.line("type Valuer interface{ Value(k int) int }");
    const plain: GoType[] = [...basicTypes];
    const members: GoType[] = [];
    for (let i = 0; i < 2; i++) {
      const base = random.pick(intTypes);
      const named: GoType = { ...base, text: `N${i}` };
      this.line(`type ${named.text} ${base.text}`);
      members.push(named);
      this.types.push(named);
    }
    for (let i = 0; i < 3; i++) {
      const fields: Field[] = Array.from({ length: random.between(1, 4) }, (_, k) => ({
        name: `f${k}`,
        type: random.chance(0.2) ? arrayOf(random.between(1, 4), random.pick(basicTypes)) : random.pick(plain),
      }));
      const text = `S${i}`;
      this.line(`type ${text} struct { ${fields.map((f) => `${f.name} ${f.type.text}`).join("; ")} }`);
      const type: GoType = { kind: "struct", text, fields };
      plain.push(type);
      members.push(type);
      this.types.push(type, pointerTo(type));
    }
    const inner = random.pick(members.filter((m) => m.kind === "struct"));
    if (inner.kind === "struct") {
      const outer: Field = { name: "g0", type: random.pick(plain) };
      this.line(`type E0 struct { ${inner.text}; g0 ${outer.type.text} }`);
      this.embedding = { kind: "struct", text: "E0", fields: [{ name: inner.text, type: inner }, outer] };
      this.types.push(this.embedding, pointerTo(this.embedding));
      members.push(this.embedding);
    }
    this.valueTypes.push(...members.filter((m) => m !== this.embedding));
    this.types.push(arrayOf(random.between(1, 3), arrayOf(random.between(1, 3), random.pick(basicTypes))));
    for (let i = 0; i < 3; i++)
      this.types.push(sliceOf(random.pick(plain)), arrayOf(random.between(1, 5), random.pick(plain)));
    this.types.push(sliceOf(intType), mapOf(random.pick([...intTypes, stringType]), random.pick(plain)));
    this.types.push(sliceOf(sliceOf(random.pick(basicTypes))));
    this.types.push({ kind: "interface", text: "Valuer", members });
    this.types.push({ kind: "interface", text: "any", members: [...members, intType, stringType] });
    this.line("");
  }

  #plainType(): GoType {
    return this.random.pick(this.types.filter(isPlain));
  }

  #body(params: readonly Variable[], result: GoType, count: number): void {
    this.vars.push(...params);
    this.result = result;
    statements(this, count, 2);
    this.line(`return ${expression(this, result, 2)}`);
    this.result = undefined;
  }

  #params(types: readonly GoType[]): Variable[] {
    return types.map((type) => ({ name: this.name("p"), type, writable: true }));
  }

  /** A function that only computes. */
  #pureFunc(): void {
    const params = this.#params(Array.from({ length: this.random.below(4) }, () => this.#plainType()));
    const result = this.#plainType();
    const name = this.name("pure");
    this.isPure = true;
    const list = params.map((p) => `${p.name} ${p.type.text}`).join(", ");
    this.block(`func ${name}(${list}) ${result.text}`, () => {
      this.line("rt.Step()");
      this.#body(params, result, this.random.between(1, 4));
    });
    this.isPure = false;
    this.line("");
    this.pureFuncs.push({ name, params: params.map((p) => p.type), result });
  }

  #valueMethod(type: GoType): void {
    this.isPure = true;
    const all = this.valueTypes.splice(0);
    this.block(`func (r ${type.text}) Value(k int) int`, () => {
      this.#body(
        [
          { name: "r", type, writable: true },
          { name: "k", type: intType, writable: true },
        ],
        intType,
        this.random.below(3),
      );
    });
    this.valueTypes.push(...all);
    this.isPure = false;
    this.line("");
  }

  /** A method that changes its receiver. */
  #pointerMethod(type: Extract<GoType, { kind: "struct" }>): void {
    this.block(`func (r *${type.text}) Set(k int) int`, () => {
      this.declare(intType, "k");
      const vars = this.vars;
      this.vars = vars.filter((v) => v.name === "k");
      this.line("rt.Step()");
      for (const f of type.fields) {
        this.line(`r.${f.name} = ${expression(this, f.type, 2)}`);
        this.vars.push({ name: `r.${f.name}`, type: f.type, writable: true });
      }
      this.line(`return ${expression(this, intType, 2)}`);
      this.vars = vars;
    });
    this.line("");
  }

  #globals(): void {
    for (let i = 0; i < 5; i++) {
      const type = this.anyType();
      const text = expression(this, type, 2);
      this.line(`var ${this.declare(type, this.name("global"))} ${type.text} = ${text}`);
    }
    for (let i = 0; i < 3; i++) {
      const { text, value } = constant(this.random, 4);
      this.line(`const c${i} = ${text}`);
      const mask = value < 0n ? "-(-" : "(";
      const type = intTypes[4];
      this.vars.push({ name: `rt.Id(int64(${mask}c${i} & 0x7fffffffffff)))`, type, writable: false });
    }
    this.line(`const cf = ${floatConstant(this.random, 4)}`);
    this.vars.push({ name: "rt.Id(float64(cf))", type: float64, writable: false });
    this.line("");
  }

  /** A function that may change what it gets and package variables, may panic, and recovers or not. */
  #effectFunc(): void {
    const params = this.#params(Array.from({ length: this.random.below(4) }, () => this.anyType()));
    const result = this.anyType();
    const name = this.name("effect");
    const list = params.map((p) => `${p.name} ${p.type.text}`).join(", ");
    const recovers = this.random.chance(0.6);
    this.block(`func ${name}(${list}) (res ${result.text})`, () => {
      this.line("rt.Step()");
      if (recovers) {
        this.block(
          "defer func()",
          () => {
            this.block("if r := recover(); r != nil", () => {
              this.line("rt.Caught(r)");
              this.line(`${this.shower(result)}(res)`);
            });
          },
          "}()",
        );
      }
      this.declare(result, "res");
      this.#body(params, result, this.random.between(2, 6));
    });
    this.line("");
    this.effectFuncs.push({ name, params: params.map((p) => p.type), result });
  }

  // ---------------------------------------------------------------- printing

  #showers(): void {
    const done = new Set<string>();
    const known = new Map<string, GoType>();
    const note = (type: GoType): void => {
      if (known.has(type.text)) return;
      known.set(type.text, type);
      if ("elem" in type) note(type.elem);
      if (type.kind === "map") note(type.key);
      if (type.kind === "struct") for (const f of type.fields) note(f.type);
      if (type.kind === "interface") type.members.forEach(note);
    };
    this.types.forEach(note);
    for (let again = true; again; ) {
      again = false;
      for (const [text, name] of [...this.#shown]) {
        if (done.has(text)) continue;
        done.add(text);
        again = true;
        this.block(`func ${name}(v ${text})`, () => this.#show(known.get(text)!));
      }
    }
  }

  #show(type: GoType): void {
    switch (type.kind) {
      case "int":
        return this.line(type.signed ? "rt.Int(int64(v))" : "rt.Uint(uint64(v))");
      case "float":
        return this.line(type.bits === 64 ? "rt.Float64(v)" : "rt.Float32(v)");
      case "complex":
        return this.line("rt.Complex(complex128(v))");
      case "string":
        return this.line("rt.Str(v)");
      case "bool":
        return this.line("rt.Bool(v)");
      case "array":
      case "slice":
        this.line("rt.Int(int64(len(v)))");
        return this.block("for _, e := range v", () => this.line(`${this.shower(type.elem)}(e)`));
      case "map":
        this.line("rt.Int(int64(len(v)))");
        // In no order of its own: only keys that are asked for.
        return this.line(
          type.key.kind === "string" ? `${this.shower(type.elem)}(v["1"])` : `${this.shower(type.elem)}(v[1])`,
        );
      case "struct":
        for (const f of type.fields) this.line(`${this.shower(f.type)}(v.${f.name})`);
        return;
      case "pointer":
        return this.block("if v != nil", () => this.line(`${this.shower(type.elem)}(*v)`));
      case "interface":
        return this.block("switch v := v.(type)", () => {
          for (const m of type.members) {
            this.line(`case ${m.text}:`);
            this.line(`\trt.Str("${m.text}")`);
            this.line(`\t${this.shower(m)}(v)`);
          }
        });
    }
  }
}
