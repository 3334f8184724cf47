// The parts of a generated body that deal with continuations: making, binding, keeping, resuming, suspending, switching
// and throwing into them.

import { type Instr, type RefType, ref, refNull, type ValType } from "../../wasmfx-backend/index.ts";
import type { FuncBody } from "./body.ts";
import { type ContKind, type TagKind, tableSize } from "./layout.ts";

export class ContinuationCode {
  readonly #body: FuncBody;

  constructor(body: FuncBody) {
    this.#body = body;
  }

  get #kinds(): readonly ContKind[] {
    return this.#body.layout.conts;
  }
  #local(kind: ContKind): number {
    return this.#body.localsOf(refNull(kind.cont))[0];
  }
  #values(types: readonly ValType[]): Instr[] {
    return types.flatMap((t) => (typeof t === "string" ? this.#body.expr(t) : this.null(t)));
  }
  null(type: RefType): Instr[] {
    return [{ op: "ref.null", heap: type.heap }, ...(type.nullable ? [] : [{ op: "ref.as_non_null" } as Instr])];
  }

  /** A continuation, possibly null, possibly used before. */
  #cont(kind: ContKind): Instr[] {
    const { random, options } = this.#body;
    const fresh = options.callees.filter((c) => c.type === kind.func);
    const roll = random.below(100);
    if (roll < 50 && fresh.length > 0)
      return [
        { op: "ref.func", func: random.pick(fresh).index },
        { op: "cont.new", typeIndex: kind.cont },
      ];
    if (roll < 70) {
      const binding = this.#bind(kind);
      if (binding) return binding;
    }
    // A place that holds one, or a new one when it is empty.
    const index: Instr = { op: "i32.const", value: random.below(tableSize) };
    const local = this.#local(kind);
    const null_: Instr = { op: "ref.null", heap: kind.cont };
    const [place, empty]: [Instr[], Instr[]] = random.chance(50)
      ? [
          [index, { op: "table.get", table: kind.table }],
          [index, null_, { op: "table.set", table: kind.table }],
        ]
      : [[{ op: "local.get", local }], [null_, { op: "local.set", local }]];
    if (fresh.length === 0 || this.#body.rarely()) return place;
    const held = this.#body.scratch(refNull(kind.cont));
    return [
      ...place,
      { op: "local.set", local: held },
      ...(this.#body.rarely() ? [] : empty),
      { op: "local.get", local: held },
      { op: "ref.is_null" },
      { op: "if", type: { kind: "value", type: refNull(kind.cont) } },
      { op: "ref.func", func: random.pick(fresh).index },
      { op: "cont.new", typeIndex: kind.cont },
      { op: "else" },
      { op: "local.get", local: held },
      { op: "end" },
    ];
  }

  /** cont.bind of a continuation that takes more. */
  #bind(kind: ContKind): Instr[] | undefined {
    const text = JSON.stringify(kind.params);
    const wider = this.#kinds.filter(
      (k) =>
        k.params.length > kind.params.length &&
        JSON.stringify(k.params.slice(k.params.length - kind.params.length)) === text,
    );
    if (wider.length === 0) return undefined;
    const from = this.#body.random.pick(wider);
    const bound = from.params.slice(0, from.params.length - kind.params.length);
    return [...this.#values(bound), ...this.#cont(from), { op: "cont.bind", typeIndex: from.cont, target: kind.cont }];
  }

  /** Puts the continuation on the operand stack somewhere: a local, a table, nowhere. */
  #keep(kind: ContKind): Instr[] {
    const { random } = this.#body;
    const local = this.#local(kind);
    const roll = random.below(10);
    if (roll < 2) return [{ op: "drop" }];
    if (roll < 6) return [{ op: "local.set", local }];
    const held = this.#body.scratch(refNull(kind.cont));
    return [
      { op: "local.set", local: held },
      { op: "i32.const", value: random.below(tableSize) },
      { op: "local.get", local: held },
      { op: "table.set", table: kind.table },
    ];
  }

  /** A resume with some handlers; what it suspends is kept, resumed once more, or dropped. Gives an i64. */
  resume(): Instr[] {
    const { random, layout, options } = this.#body;
    if (!options.forV8 && random.chance(15)) return this.#startSwitching();
    const kind = random.pick(this.#kinds);
    const tags = random.chance(70) ? layout.tags : random.subset(layout.tags);
    const throwing = !options.forV8 && random.chance(20);
    return this.#handled(tags, (handlers) => {
      if (!throwing) {
        return [...this.#values(kind.params), ...this.#cont(kind), { op: "resume", typeIndex: kind.cont, handlers }];
      }
      const exception = random.pick(layout.exceptions);
      return [
        ...this.#values(exception.params),
        ...this.#cont(kind),
        { op: "resume_throw", typeIndex: kind.cont, tag: exception.tag, handlers },
      ];
    });
  }

  /** `make` resumes under handlers for the tags; around it, a block for each tag and one for the result. */
  #handled(
    tags: readonly TagKind[],
    make: (handlers: { kind: "label"; tag: number; label: number }[]) => Instr[],
  ): Instr[] {
    const body = this.#body;
    const nest = (at: number): Instr[] => {
      if (at === tags.length) {
        const handlers = tags.map((t, i) => ({ kind: "label" as const, tag: t.tag, label: tags.length - 1 - i }));
        return [...make(handlers), { op: "br", label: tags.length }];
      }
      const tag = tags[at];
      const types = [...tag.params, ref(tag.cont.cont)];
      return [
        ...body.within(types, false, (): Instr[] => [
          { op: "block", type: { kind: "func", type: tag.handler } },
          ...nest(at + 1),
          { op: "end" },
        ]),
        ...this.#keep(tag.cont),
        ...[...tag.params]
          .reverse()
          .map((t): Instr => ({ op: "local.set", local: body.random.pick(body.localsOf(t)) })),
        ...body.expr("i64"),
        { op: "br", label: at },
      ];
    };
    return body.within(["i64"], false, () => [
      { op: "block", type: { kind: "value", type: "i64" } },
      ...nest(0),
      { op: "end" },
    ]);
  }

  /** Starts a function that switches, under a switch clause. */
  #startSwitching(): Instr[] {
    const { options, layout, random } = this.#body;
    const { func, cont, tag } = layout.switcher;
    const fitting = options.callees.filter((c) => c.type === func);
    if (fitting.length === 0) return this.#body.expr("i64");
    return [
      ...this.#body.expr("i32"),
      { op: "ref.null", heap: cont },
      { op: "ref.func", func: random.pick(fitting).index },
      { op: "cont.new", typeIndex: cont },
      { op: "resume", typeIndex: cont, handlers: [{ kind: "switch", tag }] },
    ];
  }

  /** `suspend` with a tag that gives this type. */
  suspendFor(type: ValType): Instr[] | undefined {
    const { layout, random } = this.#body;
    const fitting = layout.tags.filter((t) => t.results[0] === type);
    if (fitting.length === 0) return undefined;
    const tag = random.pick(fitting);
    return [...this.#values(tag.params), { op: "suspend", tag: tag.tag }];
  }

  isNull(): Instr[] {
    const kind = this.#body.random.pick(this.#kinds);
    return [{ op: "local.get", local: this.#local(kind) }, { op: "ref.is_null" }];
  }

  statement(): Instr[] {
    const { random, layout, options } = this.#body;
    const kind = random.pick(this.#kinds);
    const roll = random.below(100);
    if (roll < 30) return [...this.#cont(kind), ...this.#keep(kind)];
    if (roll < 60) return [...this.resume(), { op: "local.set", local: random.pick(this.#body.localsOf("i64")) }];
    if (roll < 75) return [{ op: "suspend", tag: layout.tags[0].tag }];
    if (roll < 80)
      return [
        { op: "i32.const", value: random.below(tableSize) },
        { op: "ref.null", heap: kind.cont },
        { op: "table.set", table: kind.table },
      ];
    if (roll < 84)
      return [
        { op: "ref.null", heap: kind.cont },
        { op: "i32.const", value: random.below(3) },
        { op: "table.grow", table: kind.table },
        { op: "drop" },
      ];
    if (roll < 88)
      return [
        { op: "i32.const", value: random.below(tableSize) },
        { op: "i32.const", value: random.below(tableSize) },
        { op: "i32.const", value: 1 },
        { op: "table.copy", table: kind.table, source: kind.table },
      ];
    if (!options.forV8 && roll < 94) return this.#switchBack();
    const global = layout.globals.find((g) => typeof g.type !== "string");
    return [...this.#cont(this.#kinds[0]), { op: "global.set", global: global!.index }];
  }

  /** In a function that was started by switching: switches to the continuation in its second parameter, if there is one. */
  #switchBack(): Instr[] {
    const { layout, options, random } = this.#body;
    const { func, cont, tag } = layout.switcher;
    if (options.type !== func) return [];
    const fitting = options.callees.filter((c) => c.type === func);
    return [
      ...this.#body.expr("i32"),
      { op: "local.get", local: 1 },
      { op: "ref.is_null" },
      { op: "if", type: { kind: "value", type: ref(cont) } },
      { op: "ref.func", func: random.pick(fitting).index },
      { op: "cont.new", typeIndex: cont },
      { op: "else" },
      { op: "local.get", local: 1 },
      { op: "ref.as_non_null" },
      { op: "end" },
      { op: "switch", typeIndex: cont, tag },
      { op: "local.set", local: 1 },
      { op: "local.set", local: 0 },
    ];
  }
}
