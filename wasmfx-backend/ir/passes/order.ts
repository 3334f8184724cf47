// The order in which passes over the whole module treat functions when they want to know of callees first.

import type { IrFunc } from "../ir.ts";

/** Every function behind those it calls, as far as they do not call each other in a circle. */
export function calleesFirst(all: readonly IrFunc[]): IrFunc[] {
  const named = new Map(all.map((f) => [f.name, f]));
  const order: IrFunc[] = [];
  const seen = new Set<IrFunc>();
  for (const root of all) {
    const stack: (IrFunc | { readonly finished: IrFunc })[] = [root];
    while (stack.length > 0) {
      const top = stack.pop()!;
      if ("finished" in top) {
        order.push(top.finished);
        continue;
      }
      if (seen.has(top)) continue;
      seen.add(top);
      stack.push({ finished: top });
      for (const name of callees(top)) {
        const callee = named.get(name);
        if (callee && !seen.has(callee)) stack.push(callee);
      }
    }
  }
  return order;
}

function callees(func: IrFunc): string[] {
  const names: string[] = [];
  for (const { stmts } of func.blocks)
    for (const s of stmts) if (s.kind === "call" && s.callee.kind === "func") names.push(s.callee.name);
  return names;
}
