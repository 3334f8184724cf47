// Options mergeMemories and mergeTables: modules that each define their own memory (or table) get one in common. Code and
// data are not moved, so this is only right when the modules use different parts of it: compiled for different addresses.
//
//   a: (memory 2) (data (i32.const 0) ...)          a: (memory (export "weft:memory") 20) (data (i32.const 0) ...)
//   b: (memory 20) (data (i32.const 1048576) ...)   b: (import "a" "weft:memory" (memory 20)) (data (i32.const 1048576) ...)
//
// What a module claims of its memory is known as far as it says so: its active segments, and up to __heap_end or
// __heap_base where it exports one (C). Claims that overlap are an error.

import type { Diagnostic } from "../diagnostics/index.ts";
import { type Expr, importedCount, type Limits, type Module } from "../wasmfx-backend/index.ts";
import { constantOf } from "./prune.ts";
import type { Claim, Reporter } from "./report.ts";
import type { LinkInput } from "./resolve.ts";

export type Unified = { readonly inputs: readonly LinkInput[]; readonly diagnostics: readonly Diagnostic[] };
type Kind = "memory" | "table";

/** Inputs in which the first module that defines a memory (table) lends it to the others that define theirs. */
export function unify(kind: Kind, inputs: readonly LinkInput[], report: Reporter): Unified {
  const owners = inputs.filter(({ module }) => definitions(kind, module).length > 0);
  if (owners.length < 2) return { inputs, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const claims: Claim[] = [];
  for (const input of owners) {
    if (definitions(kind, input.module).length > 1 || importedCount(input.module, kind) > 0) {
      diagnostics.push(report.severalToMerge(kind, input));
    } else if (!hasSameShape(kind, owners[0].module, input.module)) {
      diagnostics.push(report.cannotMerge(kind, owners[0], input));
    } else {
      const claim = claimOf(kind, input);
      if (claim === undefined) diagnostics.push(report.unknownClaim(kind, input));
      else claims.push(claim);
    }
  }
  claims.sort((a, b) => (a.start < b.start ? -1 : 1));
  for (let i = 1; i < claims.length; i++) {
    if (claims[i].start < claims[i - 1].end) diagnostics.push(report.overlap(kind, claims[i - 1], claims[i]));
  }
  if (diagnostics.length > 0) return { inputs, diagnostics };
  const limits = owners.map(({ module }) => definitions(kind, module)[0]).reduce(widest);
  const lent = inputs.map((input) => {
    if (input === owners[0]) return lend(kind, input, limits);
    return owners.includes(input) ? borrow(kind, input, owners[0].name, limits) : input;
  });
  return { inputs: lent, diagnostics };
}

/** The limits of the memories or tables that a module defines. */
function definitions(kind: Kind, module: Module): Limits[] {
  return kind === "memory" ? module.memories.map((m) => m.limits) : module.tables.map((t) => t.type.limits);
}

function hasSameShape(kind: Kind, a: Module, b: Module): boolean {
  const [la, lb] = [definitions(kind, a)[0], definitions(kind, b)[0]];
  if (la.index !== lb.index || la.shared !== lb.shared) return false;
  if (kind === "memory") return true;
  // Tables of plain references only: types of two modules are not compared here.
  const [ta, tb] = [a.tables[0], b.tables[0]];
  const plain = [ta, tb].every(({ init, type }) => init === undefined && typeof type.element.heap === "string");
  return plain && JSON.stringify(ta.type.element) === JSON.stringify(tb.type.element);
}

const bySize = (a: bigint, b: bigint): number => (a < b ? -1 : 1);
const smallest = (list: readonly bigint[]): bigint => [...list].sort(bySize)[0];
const largest = (list: readonly bigint[]): bigint => [...list].sort(bySize)[list.length - 1];

const widest = (a: Limits, b: Limits): Limits => ({
  ...a,
  min: largest([a.min, b.min]),
  max: a.max === undefined || b.max === undefined ? undefined : largest([a.max, b.max]),
});

/** The part that the module uses, or undefined when a segment's place is not a constant. */
function claimOf(kind: Kind, input: LinkInput): Claim | undefined {
  const { module } = input;
  const segments = kind === "memory" ? dataRanges(module) : elemRanges(module);
  if (segments.some((s) => s === undefined)) return undefined;
  const known = segments as [bigint, bigint][];
  const heap =
    kind === "memory" ? (constantExport(module, "__heap_end") ?? constantExport(module, "__heap_base")) : undefined;
  // A C module's stack lies below its data.
  const starts = heap === undefined ? known.map(([start]) => start) : [0n];
  const ends = [...known.map(([, end]) => end), heap ?? 0n];
  return { input, start: starts.length === 0 ? 0n : smallest(starts), end: largest(ends) };
}

type Range = [start: bigint, end: bigint] | undefined;

const rangeAt = (offset: Expr, length: number): Range => {
  const start = constantOf(offset);
  return start === undefined ? undefined : [start, start + BigInt(length)];
};

const dataRanges = (module: Module): Range[] =>
  module.datas.flatMap(({ mode, bytes }) => (mode.kind === "active" ? [rangeAt(mode.offset, bytes.length)] : []));

const elemRanges = (module: Module): Range[] =>
  module.elems.flatMap(({ mode, init }) => (mode.kind === "active" ? [rangeAt(mode.offset, init.length)] : []));

/** The value of an exported constant global. */
function constantExport(module: Module, name: string): bigint | undefined {
  const found = module.exports.find((e) => e.kind === "global" && e.name === name);
  const global = found && module.globals[found.index - importedCount(module, "global")];
  return global && !global.type.mutable ? constantOf(global.init) : undefined;
}

function lend(kind: Kind, input: LinkInput, limits: Limits): LinkInput {
  const { module } = input;
  const name = lentName(kind);
  return {
    ...input,
    internalExports: [...(input.internalExports ?? []), name],
    module: { ...withLimits(kind, module, limits), exports: [...module.exports, { name, kind, index: 0 }] },
  };
}

const lentName = (kind: Kind): string => `weft:${kind}`;

function withLimits(kind: Kind, module: Module, limits: Limits): Module {
  if (kind === "memory") return { ...module, memories: [{ limits }] };
  const [table] = module.tables;
  return { ...module, tables: [{ ...table, type: { ...table.type, limits } }] };
}

/** The definition becomes an import: the only memory (table), so its index stays 0. */
function borrow(kind: Kind, input: LinkInput, from: string, limits: Limits): LinkInput {
  const { module } = input;
  const name = lentName(kind);
  if (kind === "memory") {
    const imports: Module["imports"] = [...module.imports, { module: from, name, desc: { kind, type: { limits } } }];
    return { ...input, module: { ...module, imports, memories: [] } };
  }
  const desc: Module["imports"][number]["desc"] = { kind, type: { ...module.tables[0].type, limits } };
  return { ...input, module: { ...module, imports: [...module.imports, { module: from, name, desc }], tables: [] } };
}
