// The linker's messages. Each names both sides: the modules, their files, and where types differ, both types.

import type { Diagnostic } from "../diagnostics/index.ts";
import type { ExternKind, Import } from "../wasmfx-backend/index.ts";
import { printExternType, printLimits, type TypePrinter } from "./print.ts";
import type { ExternType, LinkInput } from "./resolve.ts";

const words: Readonly<Record<ExternKind, string>> = {
  func: "function",
  table: "table",
  memory: "memory",
  global: "global",
  tag: "tag",
};
const plural = { memory: "memories", table: "tables" } as const;
const hex = (n: bigint): string => `0x${n.toString(16)}`;
const article = (kind: ExternKind): string => `a ${words[kind]}`;

/** The part of a memory (in bytes) or table (in elements) that a module uses. */
export interface Claim {
  readonly input: LinkInput;
  readonly start: bigint;
  readonly end: bigint;
}

/** `module "lib" (lib.wat)`. */
export function moduleOf(input: LinkInput): string {
  return `module "${input.name}" (${input.file})`;
}

export class Reporter {
  private readonly printer: TypePrinter;
  constructor(printer: TypePrinter) {
    this.printer = printer;
  }

  importOf(input: LinkInput, imported: Import): string {
    return `${moduleOf(input)} imports ${words[imported.desc.kind]} "${imported.module}" "${imported.name}"`;
  }

  noSuchExport(input: LinkInput, imported: Import, provider: LinkInput, near: string | undefined): Diagnostic {
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    return error(
      "UndefinedExport",
      `${this.importOf(input, imported)}, but ${moduleOf(provider)} has no export of that name${hint}`,
    );
  }

  kindMismatch(input: LinkInput, imported: Import, provider: LinkInput, have: ExternKind): Diagnostic {
    return error(
      "ImportKindMismatch",
      `${this.importOf(input, imported)}, but ${moduleOf(provider)} exports ${article(have)} of that name`,
    );
  }

  typeMismatch(
    input: LinkInput,
    imported: Import,
    want: ExternType,
    provider: LinkInput,
    have: ExternType,
    why: string,
  ): Diagnostic {
    const asked = printExternType(this.printer, want);
    const given = printExternType(this.printer, have);
    const message = `${this.importOf(input, imported)} as ${asked}, but ${moduleOf(provider)} exports it as ${given}: ${why}`;
    return error("ImportTypeMismatch", message);
  }

  importLoop(kind: ExternKind, trail: readonly string[]): Diagnostic {
    const message = `imports of a ${words[kind]} form a loop with no definition`;
    return { severity: "error", message, code: "ImportLoop", notes: trail.map((step) => ({ message: step })) };
  }

  exportConflict(name: string, first: LinkInput, second: LinkInput): Diagnostic {
    const message = `${moduleOf(first)} and ${moduleOf(second)} both export "${name}"`;
    const note = { message: "choose with --rename-export-conflicts or --skip-export-conflicts" };
    return { severity: "error", message, code: "ExportConflict", notes: [note] };
  }

  duplicateModule(first: LinkInput, second: LinkInput): Diagnostic {
    return error("DuplicateModule", `two modules are named "${first.name}": ${first.file} and ${second.file}`);
  }

  unknownExport(name: string, near: string | undefined): Diagnostic {
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    return error("UnknownExport", `no module exports "${name}", which is to be kept${hint}`);
  }

  severalToMerge(kind: "memory" | "table", input: LinkInput): Diagnostic {
    return error("CannotMerge", `the ${plural[kind]} cannot be merged: ${moduleOf(input)} has more than one`);
  }

  cannotMerge(kind: "memory" | "table", first: LinkInput, second: LinkInput): Diagnostic {
    const types = [first, second].map(({ module: m }) =>
      kind === "memory"
        ? `(memory ${printLimits(m.memories[0].limits)})`
        : `(table ${printLimits(m.tables[0].type.limits)} ...)`,
    );
    const message = `the ${plural[kind]} of ${moduleOf(first)}, ${types[0]}, and of ${moduleOf(second)}, ${types[1]}, are of different types and cannot be merged`;
    return error("CannotMerge", message);
  }

  unknownClaim(kind: "memory" | "table", input: LinkInput): Diagnostic {
    const message = `the ${plural[kind]} cannot be merged: ${moduleOf(input)} has a segment at a place that is not a constant`;
    return error("CannotMerge", message);
  }

  overlap(kind: "memory" | "table", first: Claim, second: Claim): Diagnostic {
    const range = (c: Claim): string => `${hex(c.start)} to ${hex(c.end)}`;
    const message = `the ${plural[kind]} cannot be merged: ${moduleOf(first.input)} uses ${range(first)} and ${moduleOf(second.input)} uses ${range(second)}`;
    const note = { message: "compile one of them for other addresses (weft cc --global-base, wasm-ld --global-base)" };
    return { severity: "error", message, code: "Overlap", notes: kind === "memory" ? [note] : [] };
  }

  noEntry(root: LinkInput): Diagnostic {
    const message = `a library module has an _initialize function, but ${moduleOf(root)} exports neither _start nor _initialize to call it from`;
    return { severity: "warning", message, code: "NoEntry" };
  }

  globalCycle(names: readonly string[]): Diagnostic {
    const notes = names.map((n) => ({ message: n }));
    return { severity: "error", message: "initial values of globals need each other", code: "GlobalCycle", notes };
  }
}

export function error(code: string, message: string): Diagnostic {
  return { severity: "error", message, code };
}

/** The candidate nearest to `name` when it is near enough to be a slip of the pen. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: { text: string; distance: number } | undefined;
  for (const text of candidates) {
    const distance = editDistance(name, text);
    if (distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { text, distance };
  }
  return best?.text;
}

/** Levenshtein distance, one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
