// Which of two operands comes first where the spec leaves it open. gc takes calls and receives out of an expression first, in
// order, and reads variables, fields and elements afterwards: x + f() reads x after the call. Programs depend on it. Assertions to
// types that an interface keeps in memory are copied out in the same order.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Type } from "../types/types.ts";
import type { FuncLowering } from "./func.ts";
import { isDirectIface } from "./layout.ts";

const cache = new WeakMap<ast.Expr, boolean>();

/** The expression calls a function, receives, or asserts to a type whose values are copied out of the interface. */
export function hasCall(f: FuncLowering, e: ast.Expr | undefined): boolean {
  if (!e) return false;
  let known = cache.get(e);
  if (known === undefined) {
    known = search(f, e);
    cache.set(e, known);
  }
  return known;
}

const quietBuiltins = new Set([
  "len",
  "cap",
  "complex",
  "real",
  "imag",
  "Sizeof",
  "Alignof",
  "Offsetof",
  "Add",
  "SliceData",
  "StringData",
  "min",
  "max",
]);

function search(f: FuncLowering, e: ast.Expr): boolean {
  const any = (...list: (ast.Expr | undefined)[]): boolean => list.some((x) => hasCall(f, x));
  if (f.info.types.get(e)?.mode === "const") return false;
  switch (e.kind) {
    case "ParenExpr":
    case "StarExpr":
    case "SelectorExpr":
      return any(e.x);
    case "TypeAssertExpr":
      return copiesOut(f.typeOf(e)) || any(e.x);
    case "UnaryExpr":
      return e.op === "<-" || any(e.x);
    case "BinaryExpr":
      return any(e.x, e.y);
    case "IndexExpr":
      return any(e.x, ...e.indices);
    case "SliceExpr":
      return any(e.x, e.low, e.high, e.max);
    case "KeyValueExpr":
      return any(e.key, e.value);
    case "CompositeLit":
      return any(...e.elts);
    case "CallExpr": {
      const fun = unparen(e.fun);
      if (f.info.types.get(fun)?.mode === "type" || f.info.types.get(e.fun)?.mode === "type") return any(...e.args);
      const ident = fun.kind === "Ident" ? fun : fun.kind === "SelectorExpr" ? fun.sel : undefined;
      const obj = ident && f.info.uses.get(ident);
      if (obj?.kind === "Builtin" && quietBuiltins.has(obj.id)) return any(...e.args);
      return true;
    }
    default:
      return false;
  }
}

/** An assertion to this type (a tuple for v, ok) gives more than the word that the interface holds. */
function copiesOut(type: Type): boolean {
  return type.kind === "Tuple" || !isDirectIface(type);
}
