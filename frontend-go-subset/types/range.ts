// for ... range.

import type * as ast from "../syntax/ast.ts";
import { assignment, assignVar, initVar } from "./assign.ts";
import type { Checker } from "./checker.ts";
import { commonUnder } from "./common-under.ts";
import { checkExpr } from "./expr.ts";
import { identical } from "./identical.ts";
import { Operand } from "./operand.ts";
import { errorText } from "./operator.ts";
import { stmt } from "./stmt.ts";
import type { Type, Var } from "./types.ts";
import { isBoolean, isInteger, isString, isValid, underlying } from "./under.ts";
import { Typ, unset } from "./universe.ts";

interface Iteration {
  readonly key?: Type;
  readonly value?: Type;
  /** Not rangeable, for this reason (possibly ""). */
  readonly cause?: string;
}

export function rangeStmt(c: Checker, s: ast.RangeStmt): void {
  const x = new Operand();
  c.env.hasCallOrRecv = false;
  checkExpr(c, x, s.x);
  let key: Type | undefined;
  let value: Type | undefined;
  if (x.mode !== "invalid") {
    const found = rangeTypes(c, x.type);
    if (found.cause !== undefined) {
      c.fail(x, "InvalidRangeExpr", `cannot range over ${c.show(x)}${found.cause === "" ? "" : `: ${found.cause}`}`);
      key = Typ.invalid;
      value = Typ.invalid;
    } else {
      if (!found.key && s.key)
        c.fail(s.key, "InvalidIterVar", `range over ${c.show(x)} permits no iteration variables`);
      else if (!found.value && s.value)
        c.fail(s.value, "InvalidIterVar", `range over ${c.show(x)} permits only one iteration variable`);
      else if (s.extra) c.fail(s.extra, "InvalidIterVar", "range clause permits at most two iteration variables");
      key = found.key;
      value = found.value;
    }
  }
  c.openScope(s);
  const isOverInt = x.mode !== "invalid" && isInteger(x.type);
  const sides: [ast.Expr | undefined, Type | undefined][] = [
    [s.key, key],
    [s.value, value],
  ];
  if (s.isDefine) define(c, s, x, sides, isOverInt);
  else if (s.key) assign(c, x, sides, isOverInt);
  else if (isOverInt) assignment(c, x, undefined, "range clause");
  stmt(c, s.body);
  c.closeScope();
}

function define(
  c: Checker,
  s: ast.RangeStmt,
  x: Operand,
  sides: readonly [ast.Expr | undefined, Type | undefined][],
  isOverInt: boolean,
): void {
  const vars: Var[] = [];
  for (const [lhs, type] of sides) {
    if (!lhs) continue;
    let v: Var;
    if (lhs.kind === "Ident") {
      v = c.newVar("local", lhs.pos, lhs.name, unset);
      c.info.defs.set(lhs, v);
      if (lhs.name === "_") v.owner = c.env.frame?.node;
      else vars.push(v);
    } else {
      c.fail(lhs, "InvalidSyntaxTree", `cannot declare ${c.text(lhs)}`);
      v = c.newVar("local", lhs.pos, "_", unset);
    }
    if (!type || !isValid(type)) {
      v.type = Typ.invalid;
      v.used = true;
    } else if (isOverInt) {
      // spec: "if the iteration variable is defined by the range clause ... n is an untyped constant [that] is given its default type".
      initVar(c, v, x, "range clause");
    } else {
      initVar(c, v, Operand.value(lhs, type), "assignment");
    }
  }
  if (vars.length === 0) {
    c.fail(s.pos, "NoNewVar", "no new variables on left side of :=");
    return;
  }
  for (const v of vars) {
    v.isReassigned = c.info.sharesLoopVars;
    c.declare(c.env.scope, undefined, v);
  }
}

function assign(
  c: Checker,
  x: Operand,
  sides: readonly [ast.Expr | undefined, Type | undefined][],
  isOverInt: boolean,
): void {
  for (const [lhs, type] of sides) {
    if (!lhs || !type || !isValid(type)) continue;
    if (!isOverInt) {
      assignVar(c, lhs, undefined, Operand.value(lhs, type), "assignment");
      continue;
    }
    assignVar(c, lhs, undefined, x, "range clause");
    // An untyped number takes the variable's type, which must then be an integer type.
    if (x.mode !== "invalid" && !isInteger(x.type)) {
      c.fail(lhs, "InvalidRangeExpr", `cannot use iteration variable of type ${c.name(x.type)}`);
    }
  }
}

/** spec, "For statements with range clause": the table of range expressions and their iteration values. */
export function rangeTypes(c: Checker, type: Type): Iteration {
  const { under, error } = commonUnder(type, (t, u) =>
    u?.kind === "Chan" && u.dir === "send" ? ["receive from send-only channel ", t!] : undefined,
  );
  if (!under) return { cause: errorText(c, error) };
  const base = under.kind === "Pointer" && underlying(under.elem).kind === "Array" ? underlying(under.elem) : under;
  switch (base.kind) {
    case "Basic":
      if (isString(base)) return { key: Typ.int, value: Typ.rune };
      if (isInteger(base)) return { key: type };
      break;
    case "Array":
    case "Slice":
      return { key: Typ.int, value: base.elem };
    case "Map":
      return { key: base.key, value: base.elem };
    case "Chan":
      return { key: base.elem };
    case "Signature": {
      const must = "func must be func(yield func(...) bool): ";
      if (base.params.vars.length !== 1) return { cause: `${must}wrong argument count` };
      if (base.results.vars.length !== 0) return { cause: `${must}unexpected results` };
      const yielded = commonUnder(base.params.vars[0].type);
      if (yielded.under?.kind !== "Signature") {
        if (yielded.error) return { cause: `${must}in yield type, ${errorText(c, yielded.error)}` };
        return { cause: `${must}argument is not func` };
      }
      const { params, results } = yielded.under;
      if (params.vars.length > 2) return { cause: `${must}yield func has too many parameters` };
      if (results.vars.length !== 1 || !identical(results.vars[0].type, Typ.bool)) {
        const isOther = results.vars.length === 1 && isBoolean(results.vars[0].type);
        return {
          cause:
            must + (isOther ? "yield func returns user-defined boolean, not bool" : "yield func does not return bool"),
        };
      }
      return { key: params.vars[0]?.type, value: params.vars[1]?.type };
    }
  }
  return { cause: "" };
}
