// Each fault that the verifier knows, made on purpose in an otherwise correct module.

import assert from "node:assert/strict";
import {
  f64,
  funcRef,
  global,
  i32,
  i64,
  load,
  local,
  newModule,
  nullOf,
  op,
  ptr,
  select,
  tableSlot,
  toFunc,
  toRef,
  toSlot,
} from "../../ir/builder.ts";
import type { Expr, IrBlock, IrModule, Stmt, Terminator } from "../../ir/ir.ts";
import { verifyIr } from "../../ir/verify.ts";

const contOf = (signature: string) => ({ kind: "cont", signature }) as const;

/** Function f(%0 i32, %1 ptr) -> i64 with further locals %2 i64, %3 cont, %4 exnref; names to refer to. */
function soundModule(): IrModule {
  const module = newModule();
  module.signatures.set("task", { params: [], results: ["i32"] });
  module.signatures.set("loop", { params: [contOf("loop")], results: [] });
  module.globals.push(
    { name: "g", type: "i32", mutable: true, init: 0 },
    { name: "c", type: "i64", mutable: false, init: 1n },
  );
  module.tags.push(
    { name: "yield", signature: { params: ["i32"], results: ["i64"] } },
    { name: "stop", signature: { params: [], results: [] } },
  );
  module.imports.push({
    name: "host",
    module: "env",
    field: "host",
    kind: "func",
    signature: { params: ["i32"], results: ["i64"] },
  });
  module.data.push({ name: "text", address: 16, bytes: new Uint8Array(8) });
  const task = { kind: "return", values: [i32(1)] } as const;
  module.funcs.push({
    name: "task",
    signature: { params: [], results: ["i32"] },
    locals: [],
    blocks: [{ stmts: [], end: task }],
  });
  module.funcs.push({
    name: "f",
    signature: { params: ["i32", "ptr"], results: ["i64"] },
    locals: [{ type: "i32" }, { type: "ptr" }, { type: "i64" }, { type: contOf("task") }, { type: "exnref" }],
    blocks: [{ stmts: [], end: { kind: "return", values: [i64(1)] } }],
  });
  return module;
}

const ret: Terminator = { kind: "return", values: [i64(1)] };
const block = (end: Terminator, ...stmts: Stmt[]): IrBlock => ({ stmts, end });
const set = (target: number, value: Expr): Stmt => ({ kind: "set", local: target, value });
const call = (name: string, dsts: number[], ...args: Expr[]): Stmt => ({
  kind: "call",
  dsts,
  callee: toFunc(name),
  args,
});

/** Body of f -> what the verifier must say; undefined: nothing. */
const bodies: [string, IrBlock[], RegExp | undefined][] = [
  ["assignment", [block(ret, set(0, i32(1)))], undefined],
  ["pointer where an op wants i32", [block(ret, set(0, op("i32.add", local(1), i32(4))))], undefined],
  ["pointer as i32", [block(ret, set(0, local(1)))], /set: type ptr where i32 is wanted/],
  ["i32 as pointer", [block(ret, set(1, op("i32.add", local(1), i32(4))))], /set: type i32 where ptr is wanted/],
  ["wrong operand", [block(ret, set(0, op("i32.add", local(2), i32(4))))], /i32.add operand 0: type i64 where i32/],
  ["too few operands", [block(ret, set(0, op("i32.add", i32(4))))], /i32.add with 1 operands/],
  ["not an expression", [block(ret, set(0, op("drop", i32(4))))], /drop is not an operation of expressions/],
  ["no such local", [block(ret, set(9, i32(1)))], /no local 9/],
  ["no such local read", [block(ret, set(0, local(7)))], /no local 7/],
  ["no such global", [block(ret, set(0, global("x")))], /unknown global x/],
  ["constant global", [block(ret, { kind: "set_global", name: "c", value: i64(2) })], /global c cannot be set/],
  [
    "constant of another type",
    [block(ret, set(2, { kind: "const", type: "i64", value: 1 } as unknown as Expr))],
    /constant 1 of type i64/,
  ],
  ["data", [block(ret, set(1, { kind: "const", type: "ptr", value: 16, data: "text" }))], undefined],
  ["no such data", [block(ret, set(1, { kind: "const", type: "ptr", value: 16, data: "none" }))], /unknown data none/],
  ["load of another type", [block(ret, set(2, load("i64", local(1), 0, "i32.load")))], /i32.load of type i64/],
  ["negative offset", [block(ret, set(2, load("i64", local(1), -8)))], /offset -8/],
  ["address", [block(ret, set(2, load("i64", f64(1))))], /address: type f64 where i32/],
  [
    "store",
    [block(ret, { kind: "store", op: "i64.store", address: ptr(8), offset: 0, value: i32(1) })],
    /stored value: type i32 where i64/,
  ],
  ["select arms", [block(ret, set(0, select(i32(1), i32(1), i64(1))))], /select: type i64 where i32/],
  ["select condition", [block(ret, set(0, select(i64(1), i32(1), i32(1))))], /condition: type i64 where i32/],
  ["call", [block(ret, call("host", [2], i32(1)))], undefined],
  ["call that drops", [block(ret, call("host", [], i32(1)), call("host", [-1], i32(1)))], undefined],
  ["call of nothing", [block(ret, call("nobody", []))], /unknown function nobody/],
  ["call arity", [block(ret, call("host", [2]))], /0 arguments where 1 are wanted/],
  ["call result type", [block(ret, call("host", [0], i32(1)))], /local 0 has type i32, the result has i64/],
  ["call result count", [block(ret, call("host", [2, 0], i32(1)))], /2 locals for 1 results/],
  [
    "table call",
    [
      block(ret, {
        kind: "call",
        dsts: [0],
        callee: toSlot(tableSlot("task"), { params: [], results: ["i32"] }),
        args: [],
      }),
    ],
    undefined,
  ],
  ["slot of nothing", [block(ret, set(0, tableSlot("nobody")))], /unknown function nobody/],
  [
    "typed call",
    [block(ret, { kind: "call", dsts: [0], callee: toRef(funcRef("task"), "task"), args: [] })],
    undefined,
  ],
  [
    "typed call of another",
    [block(ret, { kind: "call", dsts: [], callee: toRef(funcRef("f"), "task"), args: [] })],
    /callee: type funcref where func<task>/,
  ],
  ["cont.new", [block(ret, { kind: "cont_new", dst: 3, signature: "task", func: funcRef("task") })], undefined],
  [
    "cont.new of another",
    [block(ret, { kind: "cont_new", dst: 3, signature: "task", func: funcRef("f") })],
    /cont_new: type funcref where func<task>/,
  ],
  ["suspend", [block(ret, { kind: "suspend", dsts: [2], tag: "yield", args: [i32(1)] })], undefined],
  ["suspend with no such tag", [block(ret, { kind: "suspend", dsts: [], tag: "none", args: [] })], /unknown tag none/],
  [
    "switch without continuation",
    [block(ret, { kind: "switch", dsts: [], signature: "task", tag: "stop", cont: local(3), args: [] })],
    /task takes no continuation/,
  ],
  [
    "switch",
    [
      block(ret, {
        kind: "switch",
        dsts: [-1],
        signature: "loop",
        tag: "stop",
        cont: nullOf(contOf("loop")),
        args: [],
      }),
    ],
    undefined,
  ],
  ["no such block", [block({ kind: "jump", block: 3 })], /no block 3/],
  [
    "branch condition",
    [block({ kind: "branch", cond: i64(1), then: 1, else: 1 }), block(ret)],
    /condition: type i64 where i32/,
  ],
  ["return count", [block({ kind: "return", values: [] })], /0 return values where 1 are wanted/],
  ["return type", [block({ kind: "return", values: [i32(1)] })], /return value 0: type i32 where i64/],
  ["return call", [block({ kind: "return_call", callee: toFunc("host"), args: [i32(1)] })], undefined],
  [
    "return call with other results",
    [block({ kind: "return_call", callee: toFunc("task"), args: [] })],
    /return_call of a function with other results/,
  ],
  ["throw", [block({ kind: "throw", tag: "yield", args: [i32(1)] })], undefined],
  ["throw arity", [block({ kind: "throw", tag: "yield", args: [] })], /0 arguments where 1/],
  ["throw_ref", [block({ kind: "throw_ref", exn: i32(0) })], /throw_ref: type i32 where exnref/],
  [
    "try",
    [
      block({ kind: "try", body: 1, catches: [{ tag: "yield", dsts: [0], exn: 4, block: 1 + 1 }] }),
      block(ret),
      block(ret),
    ],
    undefined,
  ],
  [
    "caught value's type",
    [block({ kind: "try", body: 1, catches: [{ tag: "yield", dsts: [2], block: 2 }] }), block(ret), block(ret)],
    /local 2 has type i64, the result has i32/,
  ],
  [
    "caught value missing",
    [block({ kind: "try", body: 1, catches: [{ tag: "yield", dsts: [], block: 2 }] }), block(ret), block(ret)],
    /0 locals for 1 results/,
  ],
  [
    "body entered from outside",
    [
      block({ kind: "branch", cond: local(0), then: 1, else: 2 }),
      block({ kind: "try", body: 2, catches: [] }),
      block(ret),
    ],
    /the try body 2 is also entered from block 0/,
  ],
  [
    "body that is its handler",
    [block({ kind: "try", body: 1, catches: [{ dsts: [], block: 1 }] }), block(ret)],
    /both body and handler/,
  ],
  [
    "resume",
    [
      block({
        kind: "resume",
        signature: "task",
        cont: local(3),
        args: [],
        dsts: [0],
        clauses: [{ tag: "stop", target: { dsts: [], cont: 3, block: 1 } }],
        next: 1,
      }),
      block(ret),
    ],
    undefined,
  ],
  [
    "resume with another rest",
    [
      block({
        kind: "resume",
        signature: "task",
        cont: local(3),
        args: [],
        dsts: [0],
        clauses: [{ tag: "yield", target: { dsts: [0], cont: 3, block: 1 } }],
        next: 1,
      }),
      block(ret),
    ],
    /continuation suspended by yield has another signature/,
  ],
];

/** Changes to the module around f -> what the verifier must say. */
const modules: [string, (m: IrModule) => void, RegExp][] = [
  ["two functions of one name", (m) => m.funcs.push(m.funcs[0]), /two functions are named task/],
  [
    "two exports of one name",
    (m) => m.exports.push({ name: "memory", kind: "func", item: "f" }),
    /two exports are named memory/,
  ],
  ["export of nothing", (m) => m.exports.push({ name: "x", kind: "tag", item: "none" }), /export x: unknown tag none/],
  ["table of nothing", (m) => m.table.push("none"), /table: unknown function none/],
  ["start of nothing", (m) => Object.assign(m, { start: "none" }), /start: unknown function none/],
  ["start with parameters", (m) => Object.assign(m, { start: "f" }), /start: f has parameters or results/],
  ["unknown signature", (m) => m.funcs[1].locals.push({ type: contOf("none") }), /function f: unknown signature none/],
  [
    "data outside",
    (m) => m.data.push({ address: 65535, bytes: new Uint8Array(2) }),
    /data at 65535 does not fit the memory/,
  ],
  [
    "data that names nothing",
    (m) => m.data.push({ address: 0, bytes: new Uint8Array(2), refs: ["none"] }),
    /unknown data none/,
  ],
  [
    "slot outside its data",
    (m) => m.data.push({ address: 0, bytes: new Uint8Array(6), slots: [{ offset: 4, func: "f" }] }),
    /slot at 4 is outside/,
  ],
  ["parameters that are no locals", (m) => m.funcs[1].locals.splice(0, 1), /local 0 is not parameter 0/],
  ["no blocks", (m) => m.funcs[1].blocks.splice(0), /no entry block/],
];

describe("verifyIr", () => {
  for (const [name, blocks, wanted] of bodies) {
    it(`${wanted ? "finds" : "accepts"}: ${name}`, () => {
      const module = soundModule();
      module.funcs[1].blocks = blocks;
      check(module, wanted);
    });
  }
  for (const [name, change, wanted] of modules) {
    it(`finds: ${name}`, () => {
      const module = soundModule();
      change(module);
      check(module, wanted);
    });
  }
});

function check(module: IrModule, wanted: RegExp | undefined): void {
  const messages = verifyIr(module).map((d) => d.message);
  if (!wanted) assert.deepEqual(messages, []);
  else assert.match(messages.join("\n"), wanted);
}
