// The module's state as variables of the LLVM module: tags, function descriptors, globals, memories, tables, segments,
// handler lists, exports, roots. Each is a `Variable`; module-text.ts writes them down.

import { type FuncType, funcTypeAt, type Handler } from "../../../wasmfx-backend/index.ts";
import type { Constant } from "./constant.ts";
import { referenceWords, storageOf, structBytes, structLayout } from "./layout.ts";
import { type Shape, shapeBytes, shapeOf, shapeText } from "./llvm.ts";
import type { Plan, TablePlan } from "./plan.ts";
import { handlerKey } from "./scan.ts";
import { slotCount } from "./slots.ts";
import { bytesText, globalName } from "./symbols.ts";

/** A global variable: `@name = LINKAGE kind type init, align N`. */
export interface Variable {
  readonly name: string;
  readonly kind: "global" | "constant";
  readonly type: string;
  /** Made when it is written down: the initial contents of big segments are long texts. */
  readonly init: string | (() => string);
  readonly align: number;
  /** Functions refer to it, so every chunk of the module declares it; the others serve as initial contents only. */
  readonly shared: boolean;
}

/** What a function looks like in IR text. */
export interface FunctionText {
  readonly symbol: string;
  readonly returns: string;
  readonly params: string;
  /** It contains tail calls. */
  readonly tailCalls?: boolean;
  /** It is exported: kept apart from its export thunk, so that backtraces show its name. */
  readonly exported?: boolean;
  /** It never returns: calls of it stay apart, so that each keeps its line. */
  readonly panics?: boolean;
}

/** Must equal WEFT_ABI_VERSION of weft_abi.h; a test compares them. */
export const abiVersion = 2;

/** All variables of the module but weft_module itself. `functions` by index. */
export function dataVariables(
  plan: Plan,
  functions: readonly FunctionText[],
  names: Strings,
  spillSlots: number,
): Variable[] {
  return [
    ...tags(plan, names),
    ...references(plan, functions, names),
    ...globals(plan),
    memories(plan),
    ...tables(plan),
    ...callTables(plan, functions),
    ...segments(plan),
    ...handlers(plan),
    exportList(plan, names),
    ...objectTypes(plan),
    roots(plan, spillSlots),
    { name: "weft.spill", kind: "global", type: `[${spillSlots * 2} x i64]`, init: zero, align: 16, shared: true },
    { name: "weft.payload", kind: "global", type: `[${payloadSlots} x i64]`, init: zero, align: 16, shared: true },
  ];
}

const zero = "zeroinitializer";

/** Two slots for each of the thousand parameters or results that a function type may have. */
const payloadSlots = 2048;

/** C strings, each once. */
export class Strings {
  readonly #names = new Map<string, string>();

  /** An i8* constant. */
  pointer(text: string): string {
    const bytes = Buffer.byteLength(text) + 1;
    let name = this.#names.get(text);
    if (!name) {
      name = `@weft.s${this.#names.size}`;
      this.#names.set(text, name);
    }
    return `i8* getelementptr ([${bytes} x i8], [${bytes} x i8]* ${name}, i64 0, i64 0)`;
  }

  text(): string {
    return [...this.#names]
      .map(([text, name]) => {
        const bytes = Buffer.from(`${text}\0`);
        return `${name} = private unnamed_addr constant [${bytes.length} x i8] ${bytesText(bytes)}\n`;
      })
      .join("");
  }
}

/** Tags are never constant, so that two equal ones cannot be merged: the address is the identity. */
const tags = (plan: Plan, names: Strings): Variable[] =>
  plan.spaces.tags.map((tag, i) => {
    const type = funcTypeAt(plan.module, tag.type)!;
    const slots = slotCount(type.params.map((t) => shapeOf(plan, t)));
    const text = names.pointer(plan.module.names.tags.get(i) ?? `tag ${i}`);
    return {
      name: tagName(i),
      kind: "global",
      type: "%weft.tag",
      init: `{ ${text}, i64 ${slots} }`,
      align: 8,
      shared: true,
    };
  });
export const tagName = (index: number): string => `tag.${index}`;
/** By the function's name, which stays when other functions come and go. */
export const descriptorName = ({ symbols }: Plan, func: number): string => `ref.${symbols[func]}`;

/** The functions that references can point to: descriptors with code, canonical type and name. */
const references = (plan: Plan, functions: readonly FunctionText[], names: Strings): Variable[] =>
  [...plan.scan.referenced].map((index) => {
    const init = `{ ${codeText(functions[index])}, i64 ${plan.types[plan.spaces.funcs[index]].first}, ${names.pointer(functions[index].symbol)} }`;
    return { name: descriptorName(plan, index), kind: "constant", type: "%weft.func", init, align: 8, shared: true };
  });

const codeText = ({ symbol, returns, params }: FunctionText): string =>
  `i8* bitcast (${returns} (${params})* ${globalName(symbol)} to i8*)`;

/** A known constant as IR. */
function constantText(plan: Plan, value: Constant | undefined): string {
  if (!value || value.kind === "null") return zero;
  switch (value.kind) {
    case "func":
      return `bitcast (%weft.func* ${globalName(descriptorName(plan, value.index))} to i8*)`;
    case "i31":
      return `inttoptr (i64 ${value.bits} to i8*)`;
    case "f32":
      return `bitcast (i32 ${value.bits} to float)`;
    case "f64":
      return `bitcast (i64 ${value.bits} to double)`;
    case "v128": {
      const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16);
      return `<i64 ${view.getBigUint64(0, true)}, i64 ${view.getBigUint64(8, true)}>`;
    }
    default:
      return String(value.bits);
  }
}

export const globalVariable = (index: number): string => `global.${index}`;

const globals = (plan: Plan): Variable[] =>
  plan.module.globals.map(({ type }, i) => {
    const index = plan.spaces.imported.global + i;
    const shape = shapeOf(plan, type.type);
    const value = plan.initialGlobals[index];
    const kind = !type.mutable && value !== undefined ? "constant" : "global";
    return {
      name: globalVariable(index),
      kind,
      type: shapeText[shape],
      init: constantText(plan, value),
      align: shapeBytes[shape],
      shared: true,
    };
  });

const array = (
  name: string,
  type: string,
  items: readonly string[],
  kind: Variable["kind"],
  shared: boolean,
): Variable => ({
  name,
  kind,
  type: `[${items.length} x ${type}]`,
  init: items.length === 0 || items.every((item) => item === `${type} ${zero}`) ? zero : `[${items.join(", ")}]`,
  align: 16,
  shared,
});

const unlimited = "-1";

function memories(plan: Plan): Variable {
  const items = plan.spaces.memories.map(({ limits }, i) => {
    const is64 = limits.index === "i64" ? 1 : 0;
    const sizes = `i64 ${limits.min * 65536n}, i64 ${limits.min}, i64 ${limits.max ?? unlimited}`;
    return `%weft.memory { i8* null, ${sizes}, i32 ${is64}, i32 ${i === 0 && !is64 ? 1 : 0}, i64 0, i64 0 }`;
  });
  return array("weft.memories", "%weft.memory", items, "global", true);
}

const elementShape = (plan: Plan, table: TablePlan): Shape => shapeOf(plan, table.type.element);

const kindLetters: Readonly<Record<string, string>> = {
  func: "f",
  nofunc: "f",
  extern: "e",
  noextern: "e",
  exn: "x",
  noexn: "x",
  cont: "c",
  nocont: "c",
};

/** The type of a null element in `table.N.type`: no function's. */
export const nullElementType = -1;

/**
 * What calls through table N need to know of its functions, side by side: where their code is, and of which type they are. A call
 * then reads two words whose addresses it knows, where going through the function's descriptor takes three, each found in the one before.
 */
const callTables = (plan: Plan, functions: readonly FunctionText[]): Variable[] =>
  plan.tables.flatMap((table, i) => {
    if (!table.callable) return [];
    const elements = Array.from({ length: Number(table.type.limits.min) }, (_, k) => table.initial.get(k));
    const types = elements.map((e) =>
      e?.kind === "func" ? plan.types[plan.spaces.funcs[e.index]].first : nullElementType,
    );
    const code = elements.map((e) => (e?.kind === "func" ? codeText(functions[e.index]) : "i8* null"));
    return [
      array(
        `table.${i}.type`,
        "i32",
        types.map((t) => `i32 ${t}`),
        "constant",
        true,
      ),
      array(`table.${i}.code`, "i8*", code, "constant", true),
    ];
  });

/** One letter for the runtime: what a table's elements are. */
function elementKind(plan: Plan, table: TablePlan): number {
  const { heap } = table.type.element;
  const kind = typeof heap === "number" ? plan.module.types[heap].composite.kind : heap;
  return (kindLetters[kind] ?? "a").charCodeAt(0);
}

/** Fixed tables are arrays `table.N`; the weft_table structures come in one array, runtime tables first. */
function tables(plan: Plan): Variable[] {
  const arrays = plan.tables.flatMap((table, i) => {
    if (!table.fixed) return [];
    const shape = elementShape(plan, table);
    const items = Array.from(
      { length: Number(table.type.limits.min) },
      (_, k) => `${shapeText[shape]} ${constantText(plan, table.initial.get(k))}`,
    );
    return [array(`table.${i}`, shapeText[shape], items, table.constant ? "constant" : "global", true)];
  });
  const structures = plan.tableStructures.map((index) => {
    const table = plan.tables[index];
    const { limits } = table.type;
    const shape = elementShape(plan, table);
    const base = table.fixed
      ? `i8* bitcast ([${limits.min} x ${shapeText[shape]}]* @table.${index} to i8*)`
      : "i8* null";
    const sizes = `i64 ${limits.min}, i64 ${limits.min}, i64 ${limits.max ?? unlimited}`;
    return `%weft.table { ${base}, ${sizes}, i32 ${shapeBytes[shape]}, i32 ${elementKind(plan, table)}, i64 0 }`;
  });
  return [...arrays, array("weft.tables", "%weft.table", structures, "global", true)];
}

function segments(plan: Plan): Variable[] {
  const datas = plan.module.datas.flatMap(({ bytes }, i) => {
    if (bytes.length === 0) return [segment(`data.${i}`)];
    const type = `[${bytes.length} x i8]`;
    const contents: Variable = {
      name: `data.${i}.bytes`,
      kind: "constant",
      type,
      init: () => bytesText(bytes),
      align: 16,
      shared: false,
    };
    return [contents, segment(`data.${i}`, contents, bytes.length)];
  });
  const elems = plan.elems.flatMap(({ segment: { type, mode }, items, baked }, i) => {
    const shape = shapeOf(plan, type);
    // A declarative or baked segment is already dropped.
    if (items.length === 0 || baked || mode.kind === "declarative") return [segment(`elem.${i}`)];
    const texts = items.map((item) => `${shapeText[shape]} ${constantText(plan, item)}`);
    const contents = array(
      `elem.${i}.items`,
      shapeText[shape],
      texts,
      items.includes(undefined) ? "global" : "constant",
      false,
    );
    return [contents, segment(`elem.${i}`, contents, items.length)];
  });
  return [...datas, ...elems];
}

/** A weft_segment of `size` bytes or elements. */
function segment(name: string, contents?: Variable, size = 0): Variable {
  const init = contents ? `{ i8* bitcast (${contents.type}* @${contents.name} to i8*), i64 ${size} }` : zero;
  return { name, kind: "global", type: "%weft.segment", init, align: 8, shared: true };
}

/** The static clause lists of resume sites, ended by a null key. */
const handlers = (plan: Plan): Variable[] =>
  [...plan.scan.handlerLists.values()].map((list) => {
    const clauses = list.map((h, i) => `%weft.handler { i8* ${handlerTag(h)}, i64 ${i + 1} }`);
    return array(handlersName(list), "%weft.handler", [...clauses, `%weft.handler ${zero}`], "constant", true);
  });
export const handlersName = (list: readonly Handler[]): string => `handlers.${handlerKey(list).replaceAll(",", "_")}`;

function handlerTag(handler: Handler): string {
  const tag = `bitcast (%weft.tag* @${tagName(handler.tag)} to i8*)`;
  return handler.kind === "label" ? tag : `getelementptr (i8, i8* ${tag}, i64 1)`;
}

/** One letter per value, results after a colon; see weft_export in weft_abi.h. */
function signatureLetters({ module, linearity }: Plan, type: FuncType): string {
  const cont = linearity === "fat" ? "c" : "k";
  const letter = (t: FuncType["params"][number]): string => {
    if (typeof t === "string") return { i32: "i", i64: "j", f32: "f", f64: "d", v128: "v" }[t];
    const kind = typeof t.heap === "number" ? module.types[t.heap].composite.kind : t.heap;
    return { func: "r", nofunc: "r", exn: "x", noexn: "x", cont, nocont: cont }[kind as string] ?? "e";
  };
  return `${type.params.map(letter).join("")}:${type.results.map(letter).join("")}`;
}

export const exportThunk = (index: number): string => `weft.export.${index}`;

function exportList(plan: Plan, names: Strings): Variable {
  const items = plan.exports.map((e, i) => {
    const sig = signatureLetters(plan, funcTypeAt(plan.module, plan.spaces.funcs[e.index])!);
    return `%weft.export { ${names.pointer(e.name)}, ${names.pointer(sig)}, void (i64*)* @${exportThunk(i)} }`;
  });
  return array("weft.exports", "%weft.export", items, "constant", false);
}

/** weft_module.types, by canonical id: what the collector must know of structures and arrays. */
function objectTypes(plan: Plan): Variable[] {
  const { module, types, structs, arrays } = plan;
  const count = Math.max(structs?.last ?? -1, arrays?.last ?? -1) + 1;
  const items = Array.from({ length: count }, () => `%weft.type ${zero}`);
  const maps: Variable[] = [];
  module.types.forEach(({ composite }, i) => {
    const id = types[i].first;
    if (items[id] !== `%weft.type ${zero}`) return; // an equal type came before
    if (composite.kind === "struct") {
      const layout = structLayout(plan, composite.fields);
      const words = referenceWords(layout);
      const map = array(
        `type.${id}.refs`,
        "i32",
        words.map((w) => `i32 ${w}`),
        "constant",
        false,
      );
      if (words.length > 0) maps.push(map);
      const refs =
        words.length > 0 ? `i32* getelementptr (${map.type}, ${map.type}* @${map.name}, i64 0, i64 0)` : "i32* null";
      items[id] = `%weft.type { i32 1, i32 ${structBytes(layout)}, i32 ${words.length}, i32 0, ${refs} }`;
    } else if (composite.kind === "array") {
      const { bytes, isReference } = storageOf(plan, composite.field.storage);
      items[id] = `%weft.type { i32 2, i32 ${bytes}, i32 ${isReference ? 1 : 0}, i32 0, i32* null }`;
    }
  });
  return [...maps, array("weft.types", "%weft.type", items, "constant", false)];
}

/**
 * What can hold continuations, exceptions or objects: globals, fixed tables, items of element segments that init computes,
 * and the buffers through which values travel (a stack may grow, and the collector run, while they are in them).
 */
function roots(plan: Plan, spillSlots: number): Variable {
  const root = (type: string, name: string, words: number): string =>
    `%weft.root { i8* bitcast (${type}* @${name} to i8*), i64 ${words} }`;
  const items: string[] = [
    root(`[${spillSlots * 2} x i64]`, "weft.spill", spillSlots * 2),
    root(`[${payloadSlots} x i64]`, "weft.payload", payloadSlots),
  ];
  plan.elems.forEach((elem, i) => {
    if (!elem.items.includes(undefined)) return;
    const shape = shapeOf(plan, elem.segment.type);
    const size = elem.items.length;
    items.push(root(`[${size} x ${shapeText[shape]}]`, `elem.${i}.items`, (size * shapeBytes[shape]) / 8));
  });
  plan.module.globals.forEach(({ type }, i) => {
    const shape = shapeOf(plan, type.type);
    if (shape !== "cont" && shape !== "pointer") return;
    items.push(root(shapeText[shape], globalVariable(plan.spaces.imported.global + i), shapeBytes[shape] / 8));
  });
  plan.tables.forEach((table, i) => {
    const shape = elementShape(plan, table);
    const size = Number(table.type.limits.min);
    if (!table.fixed || table.constant || size === 0) return;
    items.push(root(`[${size} x ${shapeText[shape]}]`, `table.${i}`, (size * shapeBytes[shape]) / 8));
  });
  return array("weft.roots", "%weft.root", items, "constant", false);
}

/** The definition of weft_module, the one symbol that the runtime looks at. */
export function moduleInfo(plan: Plan, variables: readonly Variable[], names: Strings): string {
  const list = (name: string, item: string, counted?: number): string => {
    const { type } = variables.find((v) => v.name === name)!;
    const total = Number(/\d+/.exec(type)![0]);
    return `${item}* getelementptr (${type}, ${type}* @${name}, i64 0, i64 0), i64 ${counted ?? total}`;
  };
  const runtimeTables = plan.tables.filter((t) => !t.fixed).length;
  return (
    `@weft_module = constant %weft.module { i64 ${abiVersion}, ${names.pointer(plan.module.names.module ?? "")}, void ()* @weft.init, ` +
    `${list("weft.memories", "%weft.memory")}, ${list("weft.tables", "%weft.table", runtimeTables)}, ` +
    `${list("weft.exports", "%weft.export")}, %weft.symbol* null, i64 0, ${list("weft.roots", "%weft.root")}, i64 0, ` +
    `${list("weft.types", "%weft.type")} }\n`
  );
}
