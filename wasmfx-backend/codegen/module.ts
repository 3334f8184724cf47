// IrModule -> wasm module model: index spaces, types, table, data, exports, names; function bodies by func.ts.

import { WeftBug } from "../../diagnostics/index.ts";
import { type IrEnv, makeEnv } from "../ir/env.ts";
import type { IrFunc, IrModule, IrType, Signature } from "../ir/ir.ts";
import { forEachNodeOfBlock } from "../ir/visit.ts";
import type { Instr } from "../wasm/instructions.ts";
import type { Export, Import, Expr as InitExpr, Module } from "../wasm/module.ts";
import { funcType, indexOf, type ModuleContext, valType } from "./context.ts";
import { emitFunc } from "./func.ts";
import { TypeTable } from "./types.ts";

export interface EmitOptions {
  /** Fill the name section (functions, locals, globals, tags, types). Default true. */
  readonly names?: boolean;
  /** Export the table under this name (for linking with hand-written modules). */
  readonly tableExport?: string;
  /** False: only what is needed, for the quickest way to a module. Default true. */
  readonly optimize?: boolean;
}

/** Translates a module that `verifyIr` finds no fault with. */
export function emitModule(ir: IrModule, options: EmitOptions = {}): Module {
  const env = makeEnv(ir);
  const types = new TypeTable(ir);
  for (const func of ir.funcs) registerTypes(types, env, func);
  const imported = (kind: string): string[] => ir.imports.filter((i) => i.kind === kind).map((i) => i.name);
  for (const item of ir.imports) if (item.kind !== "global") types.func(item.signature);
  for (const tag of ir.tags) types.func(tag.signature);
  const slots = assignSlots(ir);
  const ctx: ModuleContext = {
    env,
    types,
    section: types.finish(),
    funcIndex: numbered([...imported("func"), ...ir.funcs.map((f) => f.name)]),
    globalIndex: numbered([...imported("global"), ...ir.globals.map((g) => g.name)]),
    tagIndex: numbered([...imported("tag"), ...ir.tags.map((t) => t.name)]),
    slotOf: new Map(slots.map((name, i) => [name, i + 1])),
    referenced: new Set(),
  };
  const module: Module = {
    types: ctx.section.types,
    recGroups: ctx.section.recGroups,
    imports: emitImports(ir, ctx),
    funcs: [],
    tables: [],
    memories: [],
    tags: ir.tags.map((t) => ({ type: funcType(ctx, t.signature) })),
    globals: ir.globals.map((g) => ({
      type: { type: valType(ctx, g.type), mutable: g.mutable },
      init: [initial(ctx, g.type, g.init)],
    })),
    exports: [],
    elems: [],
    datas: emitData(ir, ctx),
    dataCount: false,
    names: {
      funcs: new Map(),
      locals: new Map(),
      labels: new Map(),
      types: new Map(),
      tables: new Map(),
      memories: new Map(),
      globals: new Map(),
      elems: new Map(),
      datas: new Map(),
      tags: new Map(),
      fields: new Map(),
    },
    customs: [],
  };
  emitMemory(ir, module);
  ir.funcs.forEach((func, i) => {
    const { names, ...emitted } = emitFunc(ctx, func, options.optimize !== false);
    module.funcs.push({ type: funcType(ctx, func.signature), ...emitted });
    if (options.names !== false && names.size > 0) module.names.locals.set(imported("func").length + i, names);
  });
  emitTable(ctx, slots, module, options);
  module.exports = emitExports(ir, ctx, module, options);
  if (ir.start !== undefined) module.start = indexOf(ctx.funcIndex, ir.start);
  if (options.names !== false) addNames(ctx, module);
  return module;
}

/** Makes every type that the function's code will ask for known, before types get their final numbers. */
function registerTypes(types: TypeTable, env: IrEnv, func: IrFunc): void {
  types.func(func.signature);
  for (const { type } of func.locals) registerType(types, type);
  for (const block of func.blocks) {
    const { end } = block;
    for (const stmt of block.stmts)
      if (stmt.kind === "call" && stmt.callee.kind === "table") types.func(stmt.callee.signature);
    if (end.kind === "return_call" && end.callee.kind === "table") types.func(end.callee.signature);
    for (const stmt of block.stmts) if (stmt.kind === "cont_new" || stmt.kind === "switch") types.cont(stmt.signature);
    if (end.kind === "try") {
      for (const c of end.catches) {
        const values = c.tag === undefined ? [] : (env.tags.get(c.tag)?.params ?? []);
        types.func({ params: [], results: c.exn === undefined ? values : [...values, "exnref"] });
      }
    }
    if (end.kind === "resume") {
      types.cont(end.signature);
      for (const c of end.clauses) {
        if (!c.target) continue;
        const results = [...(env.tags.get(c.tag)?.params ?? []), func.locals[c.target.cont].type];
        types.func({ params: [], results });
      }
    }
    forEachNodeOfBlock(block, (e) => {
      if (e.kind === "null") registerType(types, e.type);
    });
  }
}

function registerType(types: TypeTable, type: IrType): void {
  if (typeof type !== "object") return;
  if (type.kind === "cont") types.cont(type.signature);
  else types.named(type.signature);
}

function numbered(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, i) => [name, i]));
}

/** The functions of slots 1, 2, ...: those the front end fixed, then the others in order of first mention. */
function assignSlots(ir: IrModule): string[] {
  const slots = ir.table.slice();
  const known = new Set(slots);
  const add = (name: string): void => {
    if (known.has(name)) return;
    known.add(name);
    slots.push(name);
  };
  for (const data of ir.data) for (const slot of data.slots ?? []) add(slot.func);
  for (const func of ir.funcs)
    for (const block of func.blocks) forEachNodeOfBlock(block, (e) => e.kind === "table_slot" && add(e.func));
  return slots;
}

function emitImports(ir: IrModule, ctx: ModuleContext): Import[] {
  const out: Import[] = [];
  if (ir.memory.import) {
    const limits = {
      min: BigInt(ir.memory.min),
      ...(ir.memory.max === undefined ? {} : { max: BigInt(ir.memory.max) }),
      shared: false,
      index: "i32",
    } as const;
    out.push({
      module: ir.memory.import.module,
      name: ir.memory.import.field,
      desc: { kind: "memory", type: { limits } },
    });
  }
  const type = (s: Signature): number => funcType(ctx, s);
  for (const item of ir.imports) {
    const { module, field: name } = item;
    if (item.kind === "func") out.push({ module, name, desc: { kind: "func", type: type(item.signature) } });
    else if (item.kind === "tag")
      out.push({ module, name, desc: { kind: "tag", type: { type: type(item.signature) } } });
    else {
      const global = { type: valType(ctx, item.signature.results[0]), mutable: item.mutable ?? false };
      out.push({ module, name, desc: { kind: "global", type: global } });
    }
  }
  return out;
}

function emitMemory(ir: IrModule, module: Module): void {
  if (ir.memory.import) return;
  const max = ir.memory.max === undefined ? {} : { max: BigInt(ir.memory.max) };
  module.memories.push({ limits: { min: BigInt(ir.memory.min), ...max, shared: false, index: "i32" } });
}

function initial(ctx: ModuleContext, type: IrType, value: number | bigint | null): Instr {
  const wasm = valType(ctx, type);
  if (typeof wasm === "object") return { op: "ref.null", heap: wasm.heap };
  const n = value ?? 0;
  switch (wasm) {
    case "i32":
      return { op: "i32.const", value: Number(n) | 0 };
    case "i64":
      return { op: "i64.const", value: BigInt.asIntN(64, BigInt(n)) };
    case "f32":
      return { op: "f32.const", bits: Number(n) };
    case "f64":
      return { op: "f64.const", bits: BigInt(n) };
    default:
      throw new WeftBug("emit", `a global of type ${wasm}`);
  }
}

function emitData(ir: IrModule, ctx: ModuleContext): Module["datas"] {
  return ir.data.map((data) => {
    const bytes = data.slots && data.slots.length > 0 ? data.bytes.slice() : data.bytes;
    for (const { offset, func } of data.slots ?? []) {
      new DataView(bytes.buffer, bytes.byteOffset).setUint32(offset, indexOf(ctx.slotOf, func), true);
    }
    const offset: InitExpr = [{ op: "i32.const", value: data.address | 0 }];
    return { bytes, mode: { kind: "active", memory: 0, offset } };
  });
}

/** Tables have sizes that change seldom: a function more leaves the bounds in all other code as they are. */
const tableStep = 64;

function emitTable(ctx: ModuleContext, slots: readonly string[], module: Module, options: EmitOptions): void {
  const funcref = { kind: "ref", nullable: true, heap: "func" } as const;
  const calls = module.funcs.some((f) =>
    f.body.some((i) => i.op === "call_indirect" || i.op === "return_call_indirect"),
  );
  if (slots.length > 0 || calls || options.tableExport !== undefined) {
    const size = BigInt(Math.ceil((slots.length + 1) / tableStep) * tableStep);
    module.tables.push({ type: { limits: { min: size, max: size, shared: false, index: "i32" }, element: funcref } });
  }
  if (slots.length > 0) {
    const init = slots.map((name): InitExpr => [{ op: "ref.func", func: indexOf(ctx.funcIndex, name) }]);
    module.elems.push({
      type: funcref,
      init,
      mode: { kind: "active", table: 0, offset: [{ op: "i32.const", value: 1 }] },
    });
  }
  const inTable = new Set(slots.map((name) => indexOf(ctx.funcIndex, name)));
  const declared = [...ctx.referenced].filter((f) => !inTable.has(f)).sort((a, b) => a - b);
  if (declared.length > 0) {
    const init = declared.map((func): InitExpr => [{ op: "ref.func", func }]);
    module.elems.push({ type: funcref, init, mode: { kind: "declarative" } });
  }
}

function emitExports(ir: IrModule, ctx: ModuleContext, module: Module, options: EmitOptions): Export[] {
  const out: Export[] = [];
  if (ir.memory.exportName !== undefined) out.push({ name: ir.memory.exportName, kind: "memory", index: 0 });
  if (options.tableExport !== undefined && module.tables.length > 0)
    out.push({ name: options.tableExport, kind: "table", index: 0 });
  for (const func of ir.funcs) {
    if (func.exportName !== undefined)
      out.push({ name: func.exportName, kind: "func", index: indexOf(ctx.funcIndex, func.name) });
  }
  for (const { name, kind, item } of ir.exports) {
    const spaces = { func: ctx.funcIndex, global: ctx.globalIndex, tag: ctx.tagIndex };
    const index = kind === "memory" || kind === "table" ? 0 : indexOf(spaces[kind], item);
    out.push({ name, kind, index });
  }
  return out;
}

function addNames(ctx: ModuleContext, module: Module): void {
  for (const [name, index] of ctx.funcIndex) module.names.funcs.set(index, name);
  for (const [name, index] of ctx.globalIndex) module.names.globals.set(index, name);
  for (const [name, index] of ctx.tagIndex) module.names.tags.set(index, name);
  for (const [index, name] of ctx.section.names) module.names.types.set(index, name);
}
