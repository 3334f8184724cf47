// `ref.func $f` in a body is only valid when $f is mentioned outside bodies: in an export, a segment or a global. Fusing and
// pruning take such mentions away, so the merged module gets one declarative segment for the functions left without.

import { type Expr, type Module, refNull, visitIndices } from "../wasmfx-backend/index.ts";

/** Adds (elem declare func ...) for functions that need it. Changes `module`. */
export function declareFunctionReferences(module: Module): void {
  const declared = new Set<number>();
  const note = {
    func: (index: number): number => {
      declared.add(index);
      return index;
    },
  };
  for (const e of module.exports) if (e.kind === "func") declared.add(e.index);
  for (const g of module.globals) visitIndices(g.init, note);
  for (const t of module.tables) visitIndices(t.init ?? [], note);
  for (const e of module.elems) for (const expr of e.init) visitIndices(expr, note);

  const missing = new Set<number>();
  for (const { body } of module.funcs) {
    for (const instr of body) if (instr.op === "ref.func" && !declared.has(instr.func)) missing.add(instr.func);
  }
  if (missing.size === 0) return;
  const init = [...missing].sort((a, b) => a - b).map((func): Expr => [{ op: "ref.func", func }]);
  module.elems.push({ type: refNull("func"), init, mode: { kind: "declarative" } });
}
