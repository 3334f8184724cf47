// Whether two expressions name the same place, so that what was found for one holds for the other.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { FuncLowering } from "./func.ts";

/** Both name the same variable, field or element of a slice or array, without a call on the way. */
export function isSamePlace(f: FuncLowering, left: ast.Expr, right: ast.Expr): boolean {
  const a = unparen(left);
  const b = unparen(right);
  switch (a.kind) {
    case "Ident": {
      const object = f.info.uses.get(a);
      return b.kind === "Ident" && object?.kind === "Var" && object === f.info.uses.get(b);
    }
    case "BasicLit":
      return b.kind === "BasicLit" && a.value === b.value;
    case "StarExpr":
      return b.kind === "StarExpr" && isSamePlace(f, a.x, b.x);
    case "SelectorExpr":
      return b.kind === "SelectorExpr" && a.sel.name === b.sel.name && isSameBase(f, a, b);
    case "IndexExpr":
      return (
        b.kind === "IndexExpr" &&
        f.under(f.typeOf(a.x)).kind !== "Map" &&
        isSamePlace(f, a.x, b.x) &&
        isSamePlace(f, a.indices[0], b.indices[0])
      );
    default:
      return false;
  }
}

/** The left sides of two selectors: the same place, or the same package. */
function isSameBase(f: FuncLowering, a: ast.SelectorExpr, b: ast.SelectorExpr): boolean {
  if (f.info.selections.has(a)) return f.info.selections.has(b) && isSamePlace(f, a.x, b.x);
  const object = f.info.uses.get(a.sel);
  return object?.kind === "Var" && object === f.info.uses.get(b.sel);
}
