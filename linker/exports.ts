// Which exports the merged module has. An export that served an import has done its work and goes, unless it belongs to
// the first module (the root) or is asked for. Two exports of one name are an error, or renamed, or the later is skipped.

import type { Diagnostic } from "../diagnostics/index.ts";
import { didYouMean, type Reporter } from "./report.ts";
import { fusedKey, type Item, type LinkInput, type Resolution } from "./resolve.ts";

export interface ExportOptions {
  /** Export names to keep even though they served an import. */
  readonly keepExports: readonly string[];
  /** Keep every export. */
  readonly keepAllExports: boolean;
  /** When given, only these export names are in the result. */
  readonly onlyExports?: readonly string[];
  readonly exportConflict: "error" | "rename" | "skip";
}

/** An export of the merged module before indices are known. */
export interface MergedExport {
  readonly name: string;
  readonly kind: Item["type"]["kind"];
  readonly item: Item;
}

export function chooseExports(
  inputs: readonly LinkInput[],
  resolution: Resolution,
  report: Reporter,
  options: ExportOptions,
): { exports: MergedExport[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const chosen = new Map<string, { item: Item; kind: MergedExport["kind"]; input: LinkInput }>();
  const all = inputs.flatMap((input) => input.module.exports.map((e) => e.name));
  const exists = new Set(all);
  for (const name of [...options.keepExports, ...(options.onlyExports ?? [])]) {
    if (!exists.has(name)) diagnostics.push(report.unknownExport(name, didYouMean(name, all)));
  }
  for (const [i, input] of inputs.entries()) {
    for (const e of input.module.exports) {
      const asked = options.keepAllExports || options.keepExports.includes(e.name);
      const served = resolution.fused.has(fusedKey(i, e.name));
      const internal = input.internalExports?.includes(e.name) === true;
      const wanted = options.onlyExports?.includes(e.name) ?? (asked || (!internal && (i === 0 || !served)));
      if (!wanted) continue;
      if (i !== 0 && e.name === "_initialize" && e.kind === "func" && !asked) continue;
      const item = resolution.itemOf(i, e.kind, e.index);
      const before = chosen.get(e.name);
      if (before === undefined) chosen.set(e.name, { item, kind: e.kind, input });
      else if (before.item === item || options.exportConflict === "skip") continue;
      else if (options.exportConflict === "error") diagnostics.push(report.exportConflict(e.name, before.input, input));
      else chosen.set(freshName(e.name, input.name, exists, chosen), { item, kind: e.kind, input });
    }
  }
  return { exports: [...chosen].map(([name, { kind, item }]) => ({ name, kind, item })), diagnostics };
}

/** `name` of module `module` under a name that nobody has: "module.name", then "module.name_1", ... */
function freshName(
  name: string,
  module: string,
  taken: ReadonlySet<string>,
  also: ReadonlyMap<string, unknown>,
): string {
  const base = `${module}.${name}`;
  let fresh = base;
  for (let n = 1; taken.has(fresh) || also.has(fresh); n++) fresh = `${base}_${n}`;
  return fresh;
}
