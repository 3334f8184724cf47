// A whole generated module: functions of several types over the fixed layout, and exports `t0`, `t1`, ... that the engines
// run, each from a fresh instance. An export's result stands for all it did: the digest of its value, memory and globals.

import { type Func, type Instr, type Module, refNull, type ValType } from "../../wasmfx-backend/index.ts";
import { type Callee, FuncBody, numbers } from "./body.ts";
import { funcTable, Layout } from "./layout.ts";
import type { Random } from "./random.ts";

export interface Generated {
  readonly module: Module;
  readonly tests: readonly string[];
  /** V8 has every instruction of it. */
  readonly forV8: boolean;
}

export function generateModule(random: Random): Generated {
  const forV8 = random.chance(60);
  const layout = new Layout(random.chance(10));
  const { module } = layout;
  const types: number[] = [];
  for (const kind of layout.conts) types.push(kind.func, kind.func);
  types.push(layout.switcher.func, layout.switcher.func);
  for (const type of numbers) types.push(layout.funcType(someTypes(random), [type]));
  types.push(layout.funcType(["i32", "f64"], ["i32", "f64", "i64"]));
  types.push(layout.funcType(["i64"], ["v128", "i64", "f32", "i32", "f64", "i32"]));
  const callees: Callee[] = types.map((type, index) => ({ index, type }));
  const table = Array.from({ length: 8 }, () => random.pick(callees).index);
  for (const { type } of callees) {
    module.funcs.push(
      new FuncBody({ layout, random, callees, table, type, forV8, size: 15 + random.below(50) }).make(),
    );
  }
  const drive = module.funcs.push(driver(layout)) - 1;
  const tests: string[] = [];
  const inner: number[] = [];
  for (let i = 0; i < 10; i++) {
    inner.push(module.funcs.length);
    module.funcs.push(guarded(layout, random, random.pick(callees)));
    tests.push(`t${i}`);
    module.exports.push({ name: `t${i}`, kind: "func", index: module.funcs.length });
    module.funcs.push(testFunction(layout, drive, inner[i]));
  }
  module.elems.push({
    type: { kind: "ref", nullable: true, heap: "func" },
    mode: { kind: "active", table: funcTable, offset: [{ op: "i32.const", value: 0 }] },
    init: table.map((func) => [{ op: "ref.func", func }]),
  });
  module.elems.push({
    type: { kind: "ref", nullable: true, heap: "func" },
    mode: { kind: "declarative" },
    init: [...callees.map((c) => c.index), ...inner].map((func) => [{ op: "ref.func", func }]),
  });
  module.datas.push({ bytes: Uint8Array.from({ length: 16 }, () => random.below(256)), mode: { kind: "passive" } });
  return { module, tests, forV8 };
}

const someTypes = (random: Random): ValType[] => Array.from({ length: random.below(9) }, () => random.pick(numbers));

/** Calls the function with constants; an exception is a result like another. */
function guarded(layout: Layout, random: Random, callee: Callee): Func {
  const { params, results } = layout.type(callee.type);
  const sum = 0;
  const body: Instr[] = [
    { op: "block", type: { kind: "empty" } },
    { op: "try_table", type: { kind: "empty" }, catches: [{ kind: "catch_all", label: 0 }] },
    ...params.flatMap((type) => constant(type, random)),
    { op: "call", func: callee.index },
  ];
  for (const type of [...results].reverse()) body.push(...toI64(type), ...mix(sum));
  body.push({ op: "local.get", local: sum }, { op: "return" }, { op: "end" }, { op: "end" });
  body.push({ op: "i64.const", value: 77n });
  return { type: layout.conts[0].func, locals: ["i64"], body };
}

/** Runs the function under the driver and digests what is there to see afterwards. */
function testFunction(layout: Layout, drive: number, inner: number): Func {
  const sum = 0;
  const body: Instr[] = [
    { op: "ref.func", func: inner },
    { op: "cont.new", typeIndex: layout.conts[0].cont },
    { op: "call", func: drive },
    ...mix(sum),
  ];
  for (const { index, type } of layout.globals) {
    if (typeof type === "string") body.push({ op: "global.get", global: index }, ...toI64(type), ...mix(sum));
  }
  for (let at = 0; at < 512; at += 8) {
    const address: Instr = layout.is64 ? { op: "i64.const", value: BigInt(at) } : { op: "i32.const", value: at };
    body.push(address, { op: "i64.load", memory: 0, align: 0, offset: 0n }, ...mix(sum));
  }
  body.push({ op: "local.get", local: sum });
  return { type: layout.conts[0].func, locals: ["i64"], body };
}

/**
 * Resumes a continuation of [] -> [i64] until it ends, whatever it suspends with. The continuation of each suspension is
 * kept in the local of its type; `state` says which local is to be resumed next.
 */
function driver(layout: Layout): Func {
  const kinds = layout.conts.slice(0, 3);
  const local = (i: number): number => (i === 0 ? 0 : 1 + i);
  const state = 1;
  const { tags } = layout;
  const resumeOf = (i: number): Instr[] => [
    ...(["i32.const", "i64.const"] as const)
      .slice(i - 1, i)
      .map((op) => ({ op, value: op === "i32.const" ? 5 : 6n }) as Instr),
    { op: "local.get", local: local(i) },
    {
      op: "resume",
      typeIndex: kinds[i].cont,
      // Inside: the blocks of the states that follow, then one block per tag.
      handlers: tags.map((t, at) => ({
        kind: "label",
        tag: t.tag,
        label: kinds.length - 1 - i + tags.length - 1 - at,
      })),
    },
    { op: "br", label: kinds.length - 1 - i + tags.length + 1 },
  ];
  const dispatch = (i: number): Instr[] =>
    i < 0
      ? [
          { op: "local.get", local: state },
          { op: "br_table", labels: [0, 1], label: 2 },
        ]
      : [{ op: "block", type: { kind: "empty" } }, ...dispatch(i - 1), { op: "end" }, ...resumeOf(i)];
  const nest = (at: number): Instr[] => {
    if (at === tags.length) return dispatch(kinds.length - 1);
    const tag = tags[at];
    const next = kinds.indexOf(tag.cont);
    return [
      { op: "block", type: { kind: "func", type: tag.handler } },
      ...nest(at + 1),
      { op: "end" },
      { op: "local.set", local: local(next) },
      ...tag.params.map((): Instr => ({ op: "drop" })),
      { op: "i32.const", value: next },
      { op: "local.set", local: state },
      { op: "br", label: at },
    ];
  };
  return {
    type: layout.funcType([refNull(kinds[0].cont)], ["i64"]),
    locals: ["i32", refNull(kinds[1].cont), refNull(kinds[2].cont)],
    body: [
      { op: "block", type: { kind: "value", type: "i64" } },
      { op: "loop", type: { kind: "empty" } },
      ...nest(0),
      { op: "end" },
      { op: "unreachable" },
      { op: "end" },
    ],
  };
}

function constant(type: ValType, random: Random): Instr[] {
  switch (type) {
    case "i32":
      return [{ op: "i32.const", value: random.below(100) - 50 }];
    case "i64":
      return [{ op: "i64.const", value: BigInt(random.below(100) - 50) }];
    case "f32":
      return [{ op: "f32.const", bits: 0x3fc00000 }];
    case "f64":
      return [{ op: "f64.const", bits: 0xc00c000000000000n }];
    case "v128":
      return [{ op: "v128.const", bytes: new Uint8Array(16).fill(random.below(256)) }];
    default:
      return [{ op: "ref.null", heap: type.heap }];
  }
}

/** The value on the stack as an i64. */
function toI64(type: ValType): Instr[] {
  switch (type) {
    case "i32":
      return [{ op: "i64.extend_i32_s" }];
    case "i64":
      return [];
    case "f32":
      return [{ op: "i32.reinterpret_f32" }, { op: "i64.extend_i32_u" }];
    case "f64":
      return [{ op: "i64.reinterpret_f64" }];
    case "v128":
      return [{ op: "i64x2.extract_lane", lane: 0 }]; // the other half is seen through memory
    default:
      return [{ op: "ref.is_null" }, { op: "i64.extend_i32_u" }];
  }
}

/** sum = rotl(sum, 7) * prime ^ value, with the value on the stack. */
const mix = (sum: number): Instr[] => [
  { op: "local.get", local: sum },
  { op: "i64.const", value: 7n },
  { op: "i64.rotl" },
  { op: "i64.const", value: 0x100000001b3n },
  { op: "i64.mul" },
  { op: "i64.xor" },
  { op: "local.set", local: sum },
];
