// Checks expressions only for their side effects on bookkeeping: after an error, so that variables and imports in them count as
// used. And how variables are used: whose address is taken, which are assigned.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Checker } from "./checker.ts";
import { exprOrType, rawExpr } from "./expr.ts";
import { Operand } from "./operand.ts";
import type { Var } from "./types.ts";
import { underlying } from "./under.ts";

/** True when all are valid. */
export function use(c: Checker, list: readonly (ast.Expr | undefined)[]): boolean {
  let ok = true;
  for (const e of list) if (e && !useOne(c, e, false)) ok = false;
  return ok;
}

/** For the left side of assignments: variables do not count as used. */
export function useLhs(c: Checker, list: readonly ast.Expr[]): boolean {
  let ok = true;
  for (const e of list) if (!useOne(c, e, true)) ok = false;
  return ok;
}

function useOne(c: Checker, e: ast.Expr, isLhs: boolean): boolean {
  const x = new Operand();
  x.mode = "value";
  const inner = unparen(e);
  if (inner.kind === "Ident") {
    if (inner.name === "_") return true;
    const v = isLhs ? localVar(c, inner) : undefined;
    const wasUsed = v?.used ?? false;
    exprOrType(c, x, inner, true);
    if (v) v.used = wasUsed;
  } else {
    rawExpr(c, x, e, undefined, undefined, true);
  }
  return x.mode !== ("invalid" as Operand["mode"]);
}

/** The variable of this package an identifier denotes. */
export function localVar(c: Checker, ident: ast.Ident): Var | undefined {
  const obj = c.lookup(ident.name);
  return obj?.kind === "Var" && obj.pkg === c.pkg ? obj : undefined;
}

/** The variable whose storage the checked expression x, x.f, x[i] (of an array) lies in, when no pointer is followed. */
export function rootVar(c: Checker, expr: ast.Expr): Var | undefined {
  let e = expr;
  for (;;) {
    switch (e.kind) {
      case "ParenExpr":
        e = e.x;
        break;
      case "Ident": {
        const obj = c.info.uses.get(e) ?? c.info.defs.get(e);
        return obj?.kind === "Var" ? obj : undefined;
      }
      case "SelectorExpr": {
        const selection = c.info.selections.get(e);
        if (!selection) {
          const obj = c.info.uses.get(e.sel);
          return obj?.kind === "Var" ? obj : undefined;
        }
        if (selection.kind !== "field" || selection.indirect) return undefined;
        e = e.x;
        break;
      }
      case "IndexExpr": {
        const type = c.info.types.get(e.x)?.type;
        if (!type || underlying(type).kind !== "Array") return undefined;
        e = e.x;
        break;
      }
      default:
        return undefined;
    }
  }
}

export function noteAddressTaken(c: Checker, e: ast.Expr): void {
  const v = rootVar(c, e);
  if (v) v.isAddressTaken = true;
}

export function noteReassigned(c: Checker, e: ast.Expr): void {
  const v = rootVar(c, e);
  if (v) v.isReassigned = true;
}
