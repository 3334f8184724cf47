// A walk over syntax trees by their shape, for the few analyses that do not care what kind of node they are in.

import type * as ast from "../syntax/ast.ts";

/** Calls visit for node and everything below it, parents first; `false` from visit skips what is below. */
export function walk(node: ast.Node, visit: (node: ast.Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const key in node) {
    const child: unknown = node[key as keyof ast.Node];
    if (Array.isArray(child)) {
      for (const item of child) if (isNode(item)) walk(item, visit);
    } else if (isNode(child)) {
      walk(child, visit);
    }
  }
}

function isNode(x: unknown): x is ast.Node {
  return typeof x === "object" && x !== null && typeof (x as { kind?: unknown }).kind === "string" && "pos" in x;
}
