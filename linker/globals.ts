// The order of the merged globals. A global's initial value may only use globals before it, and inputs in any order may
// need each other's, so definitions are sorted by need, otherwise kept in input order.

import type { Diagnostic } from "../diagnostics/index.ts";
import { type Expr, type Instr, importedCount } from "../wasmfx-backend/index.ts";
import type { Reporter } from "./report.ts";
import type { DefinedItem, LinkInput, Resolution } from "./resolve.ts";

export interface GlobalOrder {
  readonly order: readonly DefinedItem[];
  readonly diagnostics: readonly Diagnostic[];
}

export function orderGlobals(inputs: readonly LinkInput[], resolution: Resolution, report: Reporter): GlobalOrder {
  const order: DefinedItem[] = [];
  const diagnostics: Diagnostic[] = [];
  const state = new Map<DefinedItem, "visiting" | "done">();

  const label = (item: DefinedItem): string => {
    const { name, file, module } = inputs[item.input];
    const index = importedCount(module, "global") + item.position;
    return `global ${module.names.globals.get(index) ?? index} of module "${name}" (${file})`;
  };

  const visit = (item: DefinedItem, trail: readonly DefinedItem[]): void => {
    const before = state.get(item);
    if (before === "done") return;
    if (before === "visiting") {
      diagnostics.push(report.globalCycle(trail.slice(trail.indexOf(item)).map(label)));
      return;
    }
    state.set(item, "visiting");
    for (const instr of inputs[item.input].module.globals[item.position].init) {
      if (instr.op !== "global.get") continue;
      const used = resolution.itemOf(item.input, "global", instr.global);
      if (used.from === "definition") visit(used, [...trail, item]);
    }
    state.set(item, "done");
    order.push(item);
  };

  for (const [i, { module }] of inputs.entries()) {
    const imported = importedCount(module, "global");
    for (let n = 0; n < module.globals.length; n++) {
      const item = resolution.itemOf(i, "global", imported + n);
      if (item.from === "definition") visit(item, []);
    }
  }

  return { order, diagnostics };
}

/**
 * Initial values of tables come before all defined globals in a binary, so they cannot read one. This puts the initial
 * value of a global in place of each read:  (table 4 funcref (global.get $g)) => (table 4 funcref (ref.func $f)).
 * `map` renumbers an instruction of an input. (A value allocated by the global's initializer is allocated twice: two
 * objects where there was one; only their identity can tell.)
 */
export function inlineGlobals(
  inputs: readonly LinkInput[],
  resolution: Resolution,
  input: number,
  expr: Expr,
  map: (input: number, instr: Instr) => Instr,
): Expr {
  return expr.flatMap((instr) => {
    if (instr.op !== "global.get") return [map(input, instr)];
    const used = resolution.itemOf(input, "global", instr.global);
    if (used.from === "import") return [map(input, instr)];
    const init = inputs[used.input].module.globals[used.position].init;
    return inlineGlobals(inputs, resolution, used.input, init, map);
  });
}
