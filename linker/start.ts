// What runs before main, in one module: the order in which inputs are set up, their start functions, and the
// `_initialize` functions of library modules.

import { type Instr, importedCount, type Module } from "../wasmfx-backend/index.ts";
import type { LinkInput } from "./resolve.ts";

/**
 * The order in which an embedder would instantiate the inputs: a module after the modules it imports from, otherwise in
 * the order given (also inside a cycle of imports). Active segments and start functions run in this order.
 */
export function instantiationOrder(needs: readonly ReadonlySet<number>[]): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (input: number): void => {
    if (seen.has(input)) return;
    seen.add(input);
    for (const provider of [...needs[input]].sort((a, b) => a - b)) visit(provider);
    order.push(input);
  };
  for (let input = 0; input < needs.length; input++) visit(input);
  return order;
}

/**
 * One start function for all: none, the only one, or a new function "start" that calls each.
 * `starts` are merged function indices in instantiation order; `type` is the index of [] -> [].
 */
export function combineStarts(module: Module, starts: readonly number[], type: number): void {
  const first = starts[0];
  if (first === undefined) return;
  module.start = starts.length === 1 ? first : addFunction(module, "start", type, starts.map(call));
}

/**
 * Library modules ("reactors") export `_initialize`, which must run once before anything else of theirs. The merged
 * module calls them first thing in its own entry (`_start` or `_initialize`), not in a start function, because they may
 * already use host functions that need the instance's memory.
 *
 *   (export "_start" (func $main))  =>  (export "_start" (func $entry))   $entry = call lib's _initialize; call $main
 *
 * Returns false when there is no entry to put them in.
 */
export function runInitializers(module: Module, initializers: readonly number[], type: number): boolean {
  if (initializers.length === 0) return true;
  const at = module.exports.findIndex((e) => e.kind === "func" && (e.name === "_start" || e.name === "_initialize"));
  if (at < 0) return false;
  const entry = module.exports[at];
  const index = addFunction(module, "entry", type, [...initializers, entry.index].map(call));
  module.exports[at] = { ...entry, index };
  return true;
}

/** The `_initialize` functions of inputs other than the first, as [input, index in that input]. */
export function libraryInitializers(inputs: readonly LinkInput[], order: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const input of order) {
    const init = inputs[input].module.exports.find((e) => e.name === "_initialize" && e.kind === "func");
    if (input !== 0 && init !== undefined) found.push([input, init.index]);
  }
  return found;
}

const call = (func: number): Instr => ({ op: "call", func });

function addFunction(module: Module, name: string, type: number, body: Instr[]): number {
  const index = importedCount(module, "func") + module.funcs.push({ type, locals: [], body }) - 1;
  const taken = new Set(module.names.funcs.values());
  let unique = `weft.${name}`;
  for (let n = 1; taken.has(unique); n++) unique = `weft.${name}_${n}`;
  module.names.funcs.set(index, unique);
  return index;
}
