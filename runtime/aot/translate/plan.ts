// Decides how the module's state is laid out as static data, before any text is made: which tables are plain arrays,
// which segments become initial contents, which exports are kept.

import {
  type ElemSegment,
  type Export,
  type IndexSpaces,
  indexSpaces,
  type Module,
  type TableType,
} from "../../../wasmfx-backend/index.ts";
import { type CanonicalType, canonicalTypes, kindRange } from "./canonical.ts";
import { type Constant, evaluate, knownGlobals } from "./constant.ts";
import type { Linearity } from "./llvm.ts";
import { type Scan, scanModule } from "./scan.ts";
import { functionSymbols } from "./symbols.ts";

/** Static arrays longer than this are left to the runtime, which reserves address space instead. */
const longestStaticTable = 1n << 20n;

/** Longer ones are not worth the arrays that calls would go through. */
const longestCallTable = 1n << 16n;

export interface TablePlan {
  readonly type: TableType;
  /** A static array of fixed length instead of a runtime table. */
  readonly fixed: boolean;
  /** Never written after instantiation: the array is constant. */
  readonly constant: boolean;
  /** Initial elements of a fixed table where they are known at compile time; absent slots are null. */
  readonly initial: Map<number, Constant>;
  /** `initial` holds the whole state after instantiation. */
  readonly known: boolean;
  /** Constant, and all its elements are functions or null: calls go through arrays of their own (data-text.ts). */
  readonly callable: boolean;
  /** The weft_table structure exists: for runtime tables and for bulk instructions. */
  readonly hasStructure: boolean;
}

export interface ElemPlan {
  readonly segment: ElemSegment;
  /** Items known at compile time; undefined ones are computed by init. */
  readonly items: readonly (Constant | undefined)[];
  /** Already part of a table's initial contents. */
  readonly baked: boolean;
}

export interface Plan {
  readonly module: Module;
  readonly linearity: Linearity;
  readonly spaces: IndexSpaces;
  /** The names of functions in the object file, by index. */
  readonly symbols: readonly string[];
  readonly types: readonly CanonicalType[];
  /** The canonical ids of all structures and of all arrays; absent when the module has none. */
  readonly structs: CanonicalType | undefined;
  readonly arrays: CanonicalType | undefined;
  readonly scan: Scan;
  /** Values of immutable globals, by index, where known. */
  readonly globals: readonly (Constant | undefined)[];
  /** Initial values of all globals, by index, where known. */
  readonly initialGlobals: readonly (Constant | undefined)[];
  readonly tables: readonly TablePlan[];
  /** The tables that have a weft_table structure, in the order of @weft.tables: those the runtime allocates first. */
  readonly tableStructures: readonly number[];
  readonly elems: readonly ElemPlan[];
  readonly exports: readonly Export[];
}

/** `keepExports`: every exported function stays callable; otherwise only what the runtime looks for. */
export function planModule(module: Module, options: { keepExports: boolean; linearity: Linearity }): Plan {
  const spaces = indexSpaces(module);
  const scan = scanModule(module);
  const globals = knownGlobals(module, spaces.imported.global);
  const functions = module.exports.filter((e) => e.kind === "func");
  const isCommand = functions.some((e) => e.name === "_start") && !options.keepExports;
  const exports = isCommand ? functions.filter((e) => e.name === "_start" || e.name.startsWith("weft.")) : functions;
  const { tables, elems } = planTables(module, spaces, scan, globals);
  const initialGlobals = spaces.globals.map((_, i) => {
    const own = module.globals[i - spaces.imported.global];
    return own && evaluate(own.init, globals);
  });
  const structured = tables.flatMap((t, i) => (t.hasStructure ? [i] : []));
  const tableStructures = [...structured.filter((i) => !tables[i].fixed), ...structured.filter((i) => tables[i].fixed)];
  for (const { items } of elems) for (const item of items) if (item?.kind === "func") scan.referenced.add(item.index);
  for (const value of initialGlobals) if (value?.kind === "func") scan.referenced.add(value.index);
  const types = canonicalTypes(module);
  return {
    module,
    linearity: options.linearity,
    spaces,
    symbols: functionSymbols(module, spaces.funcs.length),
    types,
    structs: kindRange(module, types, "struct"),
    arrays: kindRange(module, types, "array"),
    scan,
    globals,
    initialGlobals,
    tables,
    tableStructures,
    elems,
    exports,
  };
}

function planTables(
  module: Module,
  spaces: IndexSpaces,
  scan: Scan,
  globals: readonly (Constant | undefined)[],
): { tables: TablePlan[]; elems: ElemPlan[] } {
  const items = module.elems.map((segment) => segment.init.map((expr) => evaluate(expr, globals)));
  const baked = module.elems.map(() => false);
  const tables = spaces.tables.map((type, index): TablePlan => {
    const fixed = !scan.grown.has(index) && type.limits.min <= longestStaticTable;
    const initial = new Map<number, Constant>();
    const own = module.tables[index - spaces.imported.table];
    const fill = own?.init && evaluate(own.init, globals);
    const fillKnown = !own?.init || fill !== undefined;
    const known =
      fixed && fillKnown && bakeSegments(module, index, Number(type.limits.min), items, globals, initial, baked);
    if (known && fill && fill.kind !== "null") {
      for (let i = 0; i < Number(type.limits.min); i++) if (!initial.has(i)) initial.set(i, fill);
    }
    const constant = known && !scan.written.has(index);
    const callable =
      constant &&
      type.limits.min <= longestCallTable &&
      [...initial.values()].every(({ kind }) => kind === "func" || kind === "null");
    return {
      type,
      fixed,
      constant,
      initial,
      known,
      callable,
      hasStructure: !fixed || !known || scan.bulkTables.has(index),
    };
  });
  return { tables, elems: module.elems.map((segment, i) => ({ segment, items: items[i], baked: baked[i] })) };
}

/** Writes all active segments of table `index` into `initial`; false (and nothing written) when one cannot be. */
function bakeSegments(
  module: Module,
  index: number,
  size: number,
  items: readonly (readonly (Constant | undefined)[])[],
  globals: readonly (Constant | undefined)[],
  initial: Map<number, Constant>,
  baked: boolean[],
): boolean {
  const writes: { segment: number; offset: number }[] = [];
  for (const [segment, { mode }] of module.elems.entries()) {
    if (mode.kind !== "active" || mode.table !== index) continue;
    const offset = evaluate(mode.offset, globals);
    if (offset === undefined || !("bits" in offset) || items[segment].includes(undefined)) return false;
    if (offset.bits + BigInt(items[segment].length) > BigInt(size)) return false;
    writes.push({ segment, offset: Number(offset.bits) });
  }
  for (const { segment, offset } of writes) {
    items[segment].forEach((item, i) => {
      initial.set(offset + i, item!);
    });
    baked[segment] = true;
  }
  return true;
}
