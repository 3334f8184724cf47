// Drops what nothing reaches. Roots: exports, the start function, and active segments that write to an imported memory or
// table or may trap. From there whatever code, initial values and segments mention is kept; then types that are still used.

import {
  type DataSegment,
  type ElemSegment,
  type Expr,
  type ExternKind,
  type Import,
  type IndexMaps,
  importedCount,
  type Module,
  mapExpr,
  mapRefType,
  mapSubType,
  mapValType,
  type Names,
  visitIndices,
} from "../wasmfx-backend/index.ts";

type Space = ExternKind | "elem" | "data" | "type";

/** The module without unreachable items and types. The input is not changed. */
export function prune(module: Module): Module {
  return pruneTypes(renumber(module, reachable(module)));
}

type Reached = Readonly<Record<Exclude<Space, "type">, ReadonlySet<number>>>;

/** Every item that the roots reach. */
function reachable(module: Module): Reached {
  const reached = {
    func: new Set<number>(),
    table: new Set<number>(),
    memory: new Set<number>(),
    global: new Set<number>(),
    tag: new Set<number>(),
    elem: new Set<number>(),
    data: new Set<number>(),
  };
  const work: [keyof typeof reached, number][] = [];
  const mark =
    (space: keyof typeof reached) =>
    (index: number): number => {
      if (!reached[space].has(index)) {
        reached[space].add(index);
        work.push([space, index]);
      }
      return index;
    };
  const maps: IndexMaps = {
    func: mark("func"),
    table: mark("table"),
    memory: mark("memory"),
    global: mark("global"),
    tag: mark("tag"),
    elem: mark("elem"),
    data: mark("data"),
  };
  const visit = (expr: Expr): void => visitIndices(expr, maps);
  const imported = {
    func: importedCount(module, "func"),
    table: importedCount(module, "table"),
    memory: importedCount(module, "memory"),
    global: importedCount(module, "global"),
  };

  const visitItem = ([space, index]: [keyof typeof reached, number]): void => {
    switch (space) {
      case "func":
        visit(module.funcs[index - imported.func]?.body ?? []);
        return;
      case "global":
        visit(module.globals[index - imported.global]?.init ?? []);
        return;
      case "table":
        visit(module.tables[index - imported.table]?.init ?? []);
        for (const [i, e] of module.elems.entries())
          if (e.mode.kind === "active" && e.mode.table === index) mark("elem")(i);
        return;
      case "memory":
        for (const [i, d] of module.datas.entries())
          if (d.mode.kind === "active" && d.mode.memory === index) mark("data")(i);
        return;
      case "elem": {
        const { init, mode } = module.elems[index];
        for (const expr of init) visit(expr);
        if (mode.kind !== "active") return;
        maps.table!(mode.table);
        visit(mode.offset);
        return;
      }
      case "data": {
        const { mode } = module.datas[index];
        if (mode.kind !== "active") return;
        maps.memory!(mode.memory);
        visit(mode.offset);
        return;
      }
      case "tag":
        return;
    }
  };

  for (const e of module.exports) mark(e.kind)(e.index);
  if (module.start !== undefined) mark("func")(module.start);
  for (const [i, e] of module.elems.entries()) if (isNeededTableWrite(module, e, imported.table)) mark("elem")(i);
  for (const [i, d] of module.datas.entries()) if (isNeededMemoryWrite(module, d, imported.memory)) mark("data")(i);
  for (let next = work.pop(); next !== undefined; next = work.pop()) visitItem(next);
  return reached;
}

/** Must the segment stay although nothing reads its table? True when others can see the table or the write may trap. */
function isNeededTableWrite(module: Module, { mode, init }: ElemSegment, imported: number): boolean {
  if (mode.kind !== "active") return false;
  if (mode.table < imported) return true;
  return !fits(mode.offset, init.length, module.tables[mode.table - imported].type.limits.min);
}

function isNeededMemoryWrite(module: Module, { mode, bytes }: DataSegment, imported: number): boolean {
  if (mode.kind !== "active") return false;
  if (mode.memory < imported) return true;
  return !fits(mode.offset, bytes.length, module.memories[mode.memory - imported].limits.min * 65536n);
}

function fits(offset: Expr, length: number, size: bigint): boolean {
  const start = constantOf(offset);
  return start !== undefined && start + BigInt(length) <= size;
}

/** The value of `i32.const n` or `i64.const n` as an unsigned address. */
export function constantOf(expr: Expr): bigint | undefined {
  const [instr] = expr;
  if (expr.length !== 1) return undefined;
  if (instr.op === "i32.const") return BigInt(instr.value >>> 0);
  return instr.op === "i64.const" ? BigInt.asUintN(64, instr.value) : undefined;
}

/** Old index -> new index for the kept ones, in order. */
function numbering(kept: ReadonlySet<number>): Map<number, number> {
  return new Map([...kept].sort((a, b) => a - b).map((old, now) => [old, now]));
}

function renumber(module: Module, kept: Reached): Module {
  const to = {
    func: numbering(kept.func),
    table: numbering(kept.table),
    memory: numbering(kept.memory),
    global: numbering(kept.global),
    tag: numbering(kept.tag),
    elem: numbering(kept.elem),
    data: numbering(kept.data),
  };
  const maps: IndexMaps = {
    func: (i) => to.func.get(i)!,
    table: (i) => to.table.get(i)!,
    memory: (i) => to.memory.get(i)!,
    global: (i) => to.global.get(i)!,
    tag: (i) => to.tag.get(i)!,
    elem: (i) => to.elem.get(i)!,
    data: (i) => to.data.get(i)!,
  };
  const next: Record<ExternKind, number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  const imports = module.imports.filter(({ desc }) => kept[desc.kind].has(next[desc.kind]++));
  const definitions = <T>(list: readonly T[], kind: ExternKind): T[] =>
    list.filter((_, i) => kept[kind].has(next[kind] + i));
  const datas = module.datas.filter((_, i) => kept.data.has(i));
  return {
    ...module,
    imports,
    funcs: definitions(module.funcs, "func").map((f) => ({ ...f, body: mapExpr(f.body, maps) })),
    tables: definitions(module.tables, "table").map((t) => (t.init ? { ...t, init: mapExpr(t.init, maps) } : t)),
    memories: definitions(module.memories, "memory"),
    tags: definitions(module.tags, "tag"),
    globals: definitions(module.globals, "global").map((g) => ({ ...g, init: mapExpr(g.init, maps) })),
    exports: module.exports.map((e) => ({ ...e, index: maps[e.kind]!(e.index) })),
    start: module.start === undefined ? undefined : maps.func!(module.start),
    elems: module.elems.filter((_, i) => kept.elem.has(i)).map((e) => mapElem(e, maps)),
    datas: datas.map((d) => mapData(d, maps)),
    dataCount: module.dataCount && datas.length > 0,
    names: renumberNames(module.names, to),
  };
}

function mapElem(e: ElemSegment, maps: IndexMaps): ElemSegment {
  const { mode } = e;
  return {
    type: mapRefType(e.type, maps),
    init: e.init.map((expr) => mapExpr(expr, maps)),
    mode:
      mode.kind !== "active"
        ? mode
        : activeElem(maps.table ? maps.table(mode.table) : mode.table, mapExpr(mode.offset, maps)),
  };
}

const activeElem = (table: number, offset: Expr): ElemSegment["mode"] => ({ kind: "active", table, offset });

function mapData(d: DataSegment, maps: IndexMaps): DataSegment {
  const { mode } = d;
  if (mode.kind !== "active") return d;
  return { ...d, mode: { kind: "active", memory: maps.memory!(mode.memory), offset: mapExpr(mode.offset, maps) } };
}

function renumberNames(names: Names, to: Readonly<Record<Exclude<Space, "type">, ReadonlyMap<number, number>>>): Names {
  return {
    ...names,
    funcs: moveKeys(names.funcs, to.func),
    locals: moveKeys(names.locals, to.func),
    labels: moveKeys(names.labels, to.func),
    tables: moveKeys(names.tables, to.table),
    memories: moveKeys(names.memories, to.memory),
    globals: moveKeys(names.globals, to.global),
    elems: moveKeys(names.elems, to.elem),
    datas: moveKeys(names.datas, to.data),
    tags: moveKeys(names.tags, to.tag),
  };
}

function moveKeys<T>(map: ReadonlyMap<number, T>, to: ReadonlyMap<number, number>): Map<number, T> {
  const moved = new Map<number, T>();
  for (const [old, value] of map) {
    const now = to.get(old);
    if (now !== undefined) moved.set(now, value);
  }
  return moved;
}

/** Drops recursion groups that nothing mentions. */
function pruneTypes(module: Module): Module {
  const used = usedTypes(module);
  const groups = module.recGroups.filter(({ start }) => used.has(start));
  if (groups.length === module.recGroups.length) return module;
  const to = new Map<number, number>();
  const recGroups = groups.map(({ start, length }) => {
    const group = { start: to.size, length };
    for (let i = 0; i < length; i++) to.set(start + i, group.start + i);
    return group;
  });
  const maps: IndexMaps = { type: (i) => to.get(i)! };
  const types = groups.flatMap(({ start, length }) =>
    module.types.slice(start, start + length).map((t) => mapSubType(t, maps)),
  );
  return {
    ...mapTypes(module, maps),
    types,
    recGroups,
    names: { ...module.names, types: moveKeys(module.names.types, to), fields: moveKeys(module.names.fields, to) },
  };
}

/** Indices of all types of all used groups. */
function usedTypes(module: Module): ReadonlySet<number> {
  const groupOf = new Map(
    module.recGroups.flatMap((g) => Array.from({ length: g.length }, (_, i) => [g.start + i, g] as const)),
  );
  const used = new Set<number>();
  const maps: IndexMaps = {
    type: (index) => {
      const { start, length } = groupOf.get(index)!;
      if (!used.has(start)) {
        for (let i = start; i < start + length; i++) used.add(i);
        for (let i = start; i < start + length; i++) mapSubType(module.types[i], maps);
      }
      return index;
    },
  };
  mapTypes(module, maps);
  return used;
}

/** The module with every mention of a type mapped, the type section itself excepted. */
function mapTypes(module: Module, maps: IndexMaps): Module {
  const type = maps.type!;
  return {
    ...module,
    imports: module.imports.map((i) => ({ ...i, desc: mapDesc(i.desc, maps) })),
    funcs: module.funcs.map((f) => ({
      ...f,
      type: type(f.type),
      locals: f.locals.map((t) => mapValType(t, maps)),
      body: mapExpr(f.body, maps),
    })),
    tables: module.tables.map((t) => ({
      type: { ...t.type, element: mapRefType(t.type.element, maps) },
      ...(t.init && { init: mapExpr(t.init, maps) }),
    })),
    tags: module.tags.map((t) => ({ type: type(t.type) })),
    globals: module.globals.map((g) => ({
      type: { ...g.type, type: mapValType(g.type.type, maps) },
      init: mapExpr(g.init, maps),
    })),
    elems: module.elems.map((e) => mapElem(e, maps)),
  };
}

function mapDesc(desc: Import["desc"], maps: IndexMaps): Import["desc"] {
  switch (desc.kind) {
    case "func":
      return { ...desc, type: maps.type!(desc.type) };
    case "tag":
      return { ...desc, type: { type: maps.type!(desc.type.type) } };
    case "table":
      return { ...desc, type: { ...desc.type, element: mapRefType(desc.type.element, maps) } };
    case "global":
      return { ...desc, type: { ...desc.type, type: mapValType(desc.type.type, maps) } };
    case "memory":
      return desc;
  }
}
