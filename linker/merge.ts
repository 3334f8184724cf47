// Builds the merged module once every use of an item is known: numbers the items (remaining imports first, then the
// definitions in input order), renumbers all code, and puts the parts together.

import {
  type Expr,
  type ExternKind,
  emptyModule,
  type Import,
  type IndexMaps,
  type Instr,
  importedCount,
  type Module,
  mapExpr,
  mapIndices,
  mapRefType,
  mapValType,
} from "../wasmfx-backend/index.ts";
import { mergeCustoms } from "./customs.ts";
import type { MergedExport } from "./exports.ts";
import { inlineGlobals } from "./globals.ts";
import { mergeNames, type Placement } from "./names.ts";
import { type DefinedItem, type Item, type LinkInput, type Resolution, withMinimum } from "./resolve.ts";
import type { TypeMap, TypeMerger } from "./types.ts";

export interface MergeParts {
  readonly inputs: readonly LinkInput[];
  readonly typeMaps: readonly TypeMap[];
  readonly types: TypeMerger;
  readonly resolution: Resolution;
  readonly exports: readonly MergedExport[];
  /** Instantiation order of the inputs: the order of active segments. */
  readonly order: readonly number[];
  /** All defined globals, each after those its initial value reads. */
  readonly globals: readonly DefinedItem[];
}

/** The merged module, and where the items of each input went. Its start function is not set. */
export function merge(parts: MergeParts): { module: Module; placements: Placement[] } {
  const { inputs, typeMaps, types, resolution, order } = parts;
  const numbering = numberItems(inputs, resolution, parts.globals);
  const elems = segmentStarts(inputs, order, (m) => m.elems.length);
  const datas = segmentStarts(inputs, order, (m) => m.datas.length);
  const placements = inputs.map((input, i): Placement => {
    const indices = placeAll(input.module, (kind, index) => numbering.get(resolution.itemOf(i, kind, index))!);
    return {
      type: typeMaps[i],
      item: (kind, index) => indices[kind][index],
      elem: (index) => elems[i] + index,
      data: (index) => datas[i] + index,
    };
  });
  const maps = placements.map(mapsOf);
  const mapOne = (i: number, instr: Instr): Instr => mapIndices(instr, maps[i]);
  const module = emptyModule();
  module.types = types.types;
  module.recGroups = types.recGroups;
  module.imports = resolution.imports.map((item) => ({
    module: item.module,
    name: item.name,
    desc: descOf(item, resolution),
  }));
  module.exports = parts.exports.map(({ name, kind, item }) => ({ name, kind, index: numbering.get(item)! }));
  for (const [i, { module: from }] of inputs.entries()) {
    for (const f of from.funcs) {
      const locals = f.locals.map((t) => mapValType(t, maps[i]));
      const { positions, likely } = f;
      module.funcs.push({ type: typeMaps[i][f.type], locals, body: mapExpr(f.body, maps[i]), positions, likely });
    }
    for (const [n, { init }] of from.tables.entries()) {
      const desc = descOf(resolution.itemOf(i, "table", importedCount(from, "table") + n), resolution);
      if (desc.kind !== "table") continue;
      module.tables.push(
        init ? { type: desc.type, init: inlineGlobals(inputs, resolution, i, init, mapOne) } : { type: desc.type },
      );
    }
    for (let n = 0; n < from.memories.length; n++) {
      const desc = descOf(resolution.itemOf(i, "memory", importedCount(from, "memory") + n), resolution);
      if (desc.kind === "memory") module.memories.push(desc.type);
    }
    module.tags.push(...from.tags.map((t) => ({ type: typeMaps[i][t.type] })));
    module.dataCount ||= from.dataCount;
  }
  for (const item of parts.globals) {
    const g = inputs[item.input].module.globals[item.position];
    const type = { mutable: g.type.mutable, type: mapValType(g.type.type, maps[item.input]) };
    module.globals.push({ type, init: mapExpr(g.init, maps[item.input]) });
  }
  for (const i of order) addSegments(module, inputs[i].module, maps[i]);
  module.names = mergeNames(inputs, placements);
  module.customs = mergeCustoms(inputs);
  return { module, placements };
}

/** Merged index of every item. */
function numberItems(
  inputs: readonly LinkInput[],
  resolution: Resolution,
  globals: readonly DefinedItem[],
): Map<Item, number> {
  const numbering = new Map<Item, number>();
  const next: Record<ExternKind, number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  const place = (item: Item): void => void numbering.set(item, next[item.type.kind]++);
  resolution.imports.forEach(place);
  globals.forEach(place);
  for (const [i, { module }] of inputs.entries()) {
    const defined = { func: module.funcs, table: module.tables, memory: module.memories, tag: module.tags };
    for (const kind of ["func", "table", "memory", "tag"] as const) {
      const imported = importedCount(module, kind);
      for (let n = 0; n < defined[kind].length; n++) place(resolution.itemOf(i, kind, imported + n));
    }
  }
  return numbering;
}

/** Merged indices of all items of a module, by kind. */
function placeAll(module: Module, placeOf: (kind: ExternKind, index: number) => number): Record<ExternKind, number[]> {
  const counts = {
    func: module.funcs,
    table: module.tables,
    memory: module.memories,
    global: module.globals,
    tag: module.tags,
  };
  const all = (kind: ExternKind): number[] =>
    Array.from({ length: importedCount(module, kind) + counts[kind].length }, (_, index) => placeOf(kind, index));
  return { func: all("func"), table: all("table"), memory: all("memory"), global: all("global"), tag: all("tag") };
}

/** Merged index of each input's first segment. */
function segmentStarts(inputs: readonly LinkInput[], order: readonly number[], count: (m: Module) => number): number[] {
  const starts: number[] = [];
  let next = 0;
  for (const i of order) {
    starts[i] = next;
    next += count(inputs[i].module);
  }
  return starts;
}

function mapsOf(at: Placement): IndexMaps {
  return {
    type: (i) => at.type[i],
    func: (i) => at.item("func", i),
    table: (i) => at.item("table", i),
    memory: (i) => at.item("memory", i),
    global: (i) => at.item("global", i),
    tag: (i) => at.item("tag", i),
    elem: at.elem,
    data: at.data,
  };
}

function descOf(item: Item, resolution: Resolution): Import["desc"] {
  const t = withMinimum(item.type, resolution.minimums.get(item));
  return t.kind === "tag" ? { kind: "tag", type: { type: t.type } } : t;
}

function addSegments(module: Module, from: Module, maps: IndexMaps): void {
  const offset = (expr: Expr): Expr => mapExpr(expr, maps);
  for (const { type, init, mode } of from.elems) {
    module.elems.push({
      type: mapRefType(type, maps),
      init: init.map((e) => mapExpr(e, maps)),
      mode:
        mode.kind === "active" ? { kind: "active", table: maps.table!(mode.table), offset: offset(mode.offset) } : mode,
    });
  }
  for (const { bytes, mode } of from.datas) {
    const active = mode.kind === "active";
    module.datas.push({
      bytes,
      mode: active ? { kind: "active", memory: maps.memory!(mode.memory), offset: offset(mode.offset) } : mode,
    });
  }
}
