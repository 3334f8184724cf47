// Tables. A fixed table is a static array whose length is a constant; a growable one is a weft_table whose base never
// moves. Elements are 8 bytes, or 16 for continuation references; zero bytes are null.

import type { InstrOfForm } from "../../../wasmfx-backend/index.ts";
import type { TrapName } from "../prelude/traps.ts";
import type { Body } from "./body.ts";
import { pointerTo, type Shape, type Value } from "./llvm.ts";
import { loadField, wide } from "./memory.ts";

const plan = (body: Body, table: number) => body.context.plan.tables[table];
const is64 = (body: Body, table: number): boolean => plan(body, table).type.limits.index === "i64";
const elementShape = (body: Body, table: number): Shape => body.shape(plan(body, table).type.element);

/** The weft_table structure of a table that has one. */
function structure(body: Body, table: number): Value {
  return body.context.element("weft.tables", body.context.plan.tableStructures.indexOf(table));
}

const size = (body: Body, table: number): Value =>
  plan(body, table).fixed
    ? body.i64(plan(body, table).type.limits.min)
    : loadField(body, structure(body, table), 1, "i64");

/** The index as i64; traps when it is out of bounds. */
export function checkedIndex(body: Body, table: number, index: Value, trap: TrapName): Value {
  const at = wide(body, index, is64(body, table));
  body.trapIf(body.builder.CreateICmp("uge", at, size(body, table)), trap);
  return at;
}

/** The checked address of an element, as a pointer to its shape. */
function elementAddress(body: Body, table: number, index: Value, trap: TrapName): Value {
  const { builder, context } = body;
  const at = checkedIndex(body, table, index, trap);
  const type = context.types[elementShape(body, table)];
  const base = plan(body, table).fixed
    ? context.variable(`table.${table}`)
    : loadField(body, structure(body, table), 0, "pointer");
  return builder.CreateGEP(type, builder.CreateBitCast(base, pointerTo(type)), [at]);
}

export function loadElement(body: Body, table: number, index: Value, trap: TrapName): Value {
  const address = elementAddress(body, table, index, trap);
  return body.builder.CreateLoad(body.context.types[elementShape(body, table)], address);
}

export function tableGet(body: Body, { table }: InstrOfForm<"table">): void {
  body.push(loadElement(body, table, body.pop(), "tableOutOfBounds"), elementShape(body, table));
}

export function tableSet(body: Body, { table }: InstrOfForm<"table">): void {
  const value = body.pop();
  body.builder.CreateStore(value, elementAddress(body, table, body.pop(), "tableOutOfBounds"));
}

const fromWide = (body: Body, table: number, value: Value): void =>
  body.push(
    is64(body, table) ? value : body.builder.CreateTrunc(value, body.context.types.i32),
    is64(body, table) ? "i64" : "i32",
  );

export function tableSize(body: Body, { table }: InstrOfForm<"table">): void {
  fromWide(body, table, size(body, table));
}

/** The two words of a reference as the runtime takes them. */
function words(body: Body, value: Value, shape: Shape): [Value, Value] {
  if (shape !== "cont") return [value, body.i64(0)];
  return [body.builder.CreateExtractValue(value, 0), body.builder.CreateExtractValue(value, 1)];
}

export function tableGrow(body: Body, { table }: InstrOfForm<"table">): void {
  const delta = wide(body, body.pop(), is64(body, table));
  const [first, second] = words(body, body.pop(), elementShape(body, table));
  fromWide(body, table, body.callRuntime("weft_table_grow", [structure(body, table), delta, first, second]));
}

export function tableFill(body: Body, { table }: InstrOfForm<"table">): void {
  const count = wide(body, body.pop(), is64(body, table));
  const [first, second] = words(body, body.pop(), elementShape(body, table));
  const to = wide(body, body.pop(), is64(body, table));
  body.callRuntime("weft_table_fill", [structure(body, table), to, first, second, count]);
}

export function tableCopy(body: Body, { table, source }: InstrOfForm<"table_copy">): void {
  const [to, from, count] = body.popMany(3);
  body.callRuntime("weft_table_copy", [
    structure(body, table),
    structure(body, source),
    wide(body, to, is64(body, table)),
    wide(body, from, is64(body, source)),
    wide(body, count, is64(body, table) && is64(body, source)),
  ]);
}

export function tableInit(body: Body, { table, elem }: InstrOfForm<"table_init">): void {
  const [to, from, count] = body.popMany(3);
  initTable(body, table, elem, wide(body, to, is64(body, table)), wide(body, from, false), wide(body, count, false));
}

/** table.init with i64 operands. */
export function initTable(body: Body, table: number, elem: number, to: Value, from: Value, count: Value): void {
  body.callRuntime("weft_table_init", [
    structure(body, table),
    body.context.typedVariable(`elem.${elem}`),
    to,
    from,
    count,
  ]);
}

/** Fills a whole table with the value of its initializer, at instantiation. */
export function fillTable(body: Body, table: number, value: Value): void {
  const [first, second] = words(body, value, elementShape(body, table));
  body.callRuntime("weft_table_fill", [structure(body, table), body.i64(0), first, second, size(body, table)]);
}
