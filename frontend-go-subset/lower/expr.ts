// Expressions: one case per kind of syntax, each handing over to the file of its feature.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Func, Type } from "../types/types.ts";
import { binary, unary } from "./arith.ts";
import { bug } from "./bug.ts";
import { callExpr } from "./call.ts";
import { receive } from "./chan.ts";
import { funcLiteral, funcValue } from "./closure.ts";
import { compareExpr } from "./compare.ts";
import { constant } from "./constant-expr.ts";
import { assignable } from "./convert.ts";
import type { FuncLowering, Value } from "./func.ts";
import { assertTo } from "./interface.ts";
import { type Expr, i32, local, ptr, zeroOf } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { compositeLiteral } from "./literal.ts";
import { mapRead } from "./map.ts";
import { addressOf, elementPlace, placeOf, readElement, readPlace } from "./place.ts";
import { selectorExpr } from "./selector.ts";
import { checkIndex, indexOperand, sliceExpr } from "./slice.ts";
import { stringIndex } from "./string.ts";

/** The value of a single-valued expression. */
export function expr(f: FuncLowering, e: ast.Expr): Value {
  const tv = f.info.types.get(e);
  if (tv?.mode === "const" && tv.value && tv.value.kind !== "unknown")
    return constant(f, tv.value, f.subst.apply(tv.type));
  if (tv?.mode === "nil") return f.zero(f.subst.apply(tv.type));
  switch (e.kind) {
    case "ParenExpr":
      return expr(f, e.x);
    case "Ident":
      return identifier(f, e);
    case "FuncLit":
      return [funcLiteral(f, e)];
    case "CompositeLit":
      return compositeLiteral(f, e);
    case "SelectorExpr":
      return selectorExpr(f, e);
    case "IndexExpr":
      return indexExpr(f, e);
    case "SliceExpr":
      return sliceExpr(f, e);
    case "TypeAssertExpr":
      return assertTo(f, e, f.typeOf(e.type!), false);
    case "CallExpr":
      return callExpr(f, e)[0] ?? [];
    case "StarExpr": {
      const p = f.em.temp("ptr", expr(f, e.x)[0]);
      f.nilCheck(p);
      return f.loadMemory(f.typeOf(e), p, 0);
    }
    case "UnaryExpr":
      if (e.op === "&") return [f.em.temp("ptr", addressOf(f, e.x))];
      if (e.op === "<-") return receive(f, e.x, false);
      if (e.op === "!") return [boolean(f, e)];
      return unary(f, e);
    case "BinaryExpr":
      switch (e.op) {
        case "&&":
        case "||":
          return [boolean(f, e)];
        case "==":
        case "!=":
        case "<":
        case "<=":
        case ">":
        case ">=":
          return [compareExpr(f, e)];
        default:
          return binary(f, e);
      }
    default:
      return bug("expr", `${e.kind} is not a value`);
  }
}

/** The value of e as a value of type `to` (assignability: into interfaces, nil, named and unnamed). */
export function exprAs(f: FuncLowering, e: ast.Expr, to: Type): Value {
  const tv = f.info.types.get(e);
  if (tv?.mode === "nil") return f.zero(to);
  return assignable(f, expr(f, e), f.typeOf(e), to);
}

/**
 * The values of an expression that stands for `count` of them: a call with several results, or v, ok of a map index, type
 * assertion or receive. Each with its type.
 */
export function exprTuple(f: FuncLowering, expression: ast.Expr): { values: Value[]; types: Type[] } {
  const e = unparen(expression);
  const type = f.typeOf(e);
  if (type.kind !== "Tuple") return { values: [expr(f, e)], types: [type] };
  const types = type.vars.map((v) => v.type);
  switch (e.kind) {
    case "CallExpr":
      return { values: callExpr(f, e), types };
    case "IndexExpr": {
      const value = mapRead(f, e, true);
      return { values: [value.slice(0, -1), value.slice(-1)], types };
    }
    case "TypeAssertExpr": {
      const value = assertTo(f, e, types[0], true);
      return { values: [value.slice(0, -1), value.slice(-1)], types };
    }
    case "UnaryExpr": {
      const value = receive(f, e.x, true);
      return { values: [value.slice(0, -1), value.slice(-1)], types };
    }
    default:
      return bug("expr", `${e.kind} has no tuple form`);
  }
}

function identifier(f: FuncLowering, e: ast.Ident): Value {
  const obj = f.info.uses.get(e) ?? f.info.defs.get(e);
  switch (obj?.kind) {
    case "Var":
      return readPlace(f, f.placeOfVar(obj));
    case "Func":
      return [funcValue(f, obj, instanceArgs(f, e))];
    case "Nil":
      return [ptr(0)];
    default:
      return bug("expr", `identifier ${e.name} is not a value`);
  }
}

/** The type arguments recorded for an identifier that denotes a generic function. */
export function instanceArgs(f: FuncLowering, e: ast.Ident): Type[] {
  return (f.info.instances.get(e)?.typeArgs ?? []).map((t) => f.subst.apply(t));
}

function indexExpr(f: FuncLowering, e: ast.IndexExpr): Value {
  const tv = f.info.types.get(e.x);
  const base = unparen(e.x);
  const ident = base.kind === "Ident" ? base : base.kind === "SelectorExpr" ? base.sel : undefined;
  const obj = ident && f.info.uses.get(ident);
  if (obj?.kind === "Func" && f.info.instances.has(ident!)) return [funcValue(f, obj as Func, instanceArgs(f, ident!))];
  const type = f.typeOf(e.x);
  const under = f.under(type);
  if (under.kind === "Map") return mapRead(f, e, false);
  if (under.kind === "Basic") return stringIndex(f, e);
  if (under.kind === "Array" && tv?.mode !== "var") {
    // The array is not addressable: its value is at hand.
    const value = f.snapshot(type, expr(f, e.x));
    const index = checkIndex(f, indexOperand(f, e.indices[0]), i32(under.length), e.lbrack);
    if (!layoutOf(type).inMemory) return readElement(f, value, under.elem, f.em.temp("i32", index));
    return readPlace(f, elementPlace(f, under.elem, value[0], index));
  }
  return readPlace(f, placeOf(f, e));
}

/** A condition as an i32, by way of control flow. */
export function boolean(f: FuncLowering, e: ast.Expr): Expr {
  const result = f.em.newLocal("i32");
  const yes = f.em.newBlock();
  const no = f.em.newBlock();
  const done = f.em.newBlock();
  condition(f, e, yes, no);
  f.em.at(yes);
  f.em.set(result, i32(1));
  f.em.jump(done);
  f.em.at(no);
  f.em.set(result, zeroOf("i32"));
  f.em.jump(done);
  f.em.at(done);
  return local(result);
}

/** Jumps to `yes` or `no`; the block behind is ended. */
export function condition(f: FuncLowering, expression: ast.Expr, yes: number, no: number): void {
  const e = unparen(expression);
  const tv = f.info.types.get(e);
  if (tv?.mode !== "const") {
    if (e.kind === "UnaryExpr" && e.op === "!") {
      condition(f, e.x, no, yes);
      return;
    }
    if (e.kind === "BinaryExpr" && (e.op === "&&" || e.op === "||")) {
      const middle = f.em.newBlock();
      if (e.op === "&&") condition(f, e.x, middle, no);
      else condition(f, e.x, yes, middle);
      f.em.at(middle);
      condition(f, e.y, yes, no);
      return;
    }
  }
  f.em.branch(expr(f, e)[0], yes, no);
}
