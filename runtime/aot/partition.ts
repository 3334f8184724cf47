// Cuts a big module into chunks that are compiled apart, at the same time and each kept in the object cache.
//
// The cut must not move when the program changes a little, or nothing in the cache would fit: functions are put in the order
// of their names (so a Go package, and a type's methods, stay together), and a chunk ends at a name whose hash says so. A
// change then reaches as far as the next such name. Names without a package (C) stay in the order of the module.
//
// The first chunk has all data, and of functions only weft's own: it changes with every constant of the program.

import type { Plan } from "./translate/plan.ts";
import { functionPrefix } from "./translate/symbols.ts";

/** Functions that become one LLVM module. */
export interface Chunk {
  /** whole: the only chunk. first: the one with the data. other: functions only. */
  readonly role: "whole" | "first" | "other";
  /** By index, in the order in which they are written. */
  readonly functions: readonly number[];
  /** Those of them that nothing outside the chunk refers to: LLVM may inline them away. */
  readonly local: ReadonlySet<number>;
}

type Cut = Omit<Chunk, "local">;

/** `chunkSize`: about how many instructions a chunk has; a longer function is a chunk of its own. */
export function partition(plan: Plan, chunkSize: number): Chunk[] {
  const chunks = cut(plan, chunkSize);
  if (chunks.length === 1) return [{ ...chunks[0], local: new Set(chunks[0].functions) }];
  const shared = sharedFunctions(plan, chunks);
  return chunks.map((c) => ({ ...c, local: new Set(c.functions.filter((index) => !shared.has(index))) }));
}

/** The functions that another chunk's code or the data refers to. */
function sharedFunctions(
  { module, spaces, scan, tables, elems, initialGlobals, exports }: Plan,
  chunks: readonly Cut[],
): Set<number> {
  const shared = new Set([...scan.referenced, ...exports.map((e) => e.index)]);
  if (module.start !== undefined) shared.add(module.start);
  const values = [
    ...tables.flatMap((t) => [...t.initial.values()]),
    ...elems.flatMap((e) => e.items),
    ...initialGlobals,
  ];
  for (const value of values) if (value?.kind === "func") shared.add(value.index);
  const home = new Map(chunks.flatMap((c, i) => c.functions.map((index) => [index, i] as const)));
  module.funcs.forEach(({ body }, i) => {
    const from = home.get(spaces.imported.func + i);
    for (const instr of body)
      if ("func" in instr && typeof instr.func === "number" && home.get(instr.func) !== from) shared.add(instr.func);
  });
  return shared;
}

function cut({ module, spaces, symbols }: Plan, chunkSize: number): Cut[] {
  const imported = spaces.imported.func;
  const size = (index: number): number => module.funcs[index - imported].body.length;
  const own = module.funcs.map((_, i) => imported + i);
  const wrappers = Array.from({ length: imported }, (_, i) => i);
  if (own.reduce((sum, index) => sum + size(index), 0) <= chunkSize)
    return [{ role: "whole", functions: [...wrappers, ...own] }];
  const keys = new Map(own.map((index) => [index, sortKey(symbols[index])]));
  own.sort((a, b) => compare(keys.get(a)!, keys.get(b)!));
  const chunks: Cut[] = [{ role: "first", functions: wrappers }];
  let functions: number[] = [];
  let total = 0;
  for (const index of own) {
    functions.push(index);
    total += size(index);
    if (total < chunkSize && (total < 0.7 * chunkSize || hash(symbols[index]) % 4 > 0)) continue;
    chunks.push({ role: "other", functions });
    functions = [];
    total = 0;
  }
  if (functions.length > 0) chunks.push({ role: "other", functions });
  return chunks;
}

/** `w.fmt.(*printer).pad` is its own key; `w.memcpy`, without a package, has none. */
const sortKey = (symbol: string): string => (symbol.indexOf(".", functionPrefix.length) < 0 ? "" : symbol);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** FNV-1a, 32 bits, its better half. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 16) & 0xffff;
}
