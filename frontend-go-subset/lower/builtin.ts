// The predeclared functions and those of package unsafe.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { BuiltinId, Type } from "../types/types.ts";
import { Typ } from "../types/universe.ts";
import { appendCall } from "./append.ts";
import { numberInfo, toI64 } from "./arith.ts";
import { bug } from "./bug.ts";
import { groupLeaves } from "./call.ts";
import { chanClose, chanLength } from "./chan.ts";
import { type Captured, keep, loadCaptured, makeClosure, wrapper } from "./closure.ts";
import { compareValues } from "./compare.ts";
import { expr, exprAs, exprTuple } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import {
  addPtr,
  asI32,
  type Expr,
  extendU,
  i32,
  i64,
  type LeafType,
  loadI32,
  local,
  op,
  ptr,
  select,
  wrap,
} from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { mapDelete } from "./map.ts";
import { hasCall } from "./order.ts";
import { recoverCall } from "./recover.ts";
import { walkFieldPath } from "./selector.ts";
import { clearSlice, copyCall, copyElements, indexOperand, makeSlice } from "./slice.ts";
import { anyType } from "./typedesc.ts";

export function builtinCall(f: FuncLowering, e: ast.CallExpr, id: BuiltinId): Value[] {
  f.setPos(e.pos);
  const args = e.args;
  switch (id) {
    case "len":
    case "cap":
      return [[lengthOf(f, args[0], id)]];
    case "append":
      return [appendCall(f, e)];
    case "copy": {
      if (args.length === 2) return [copyCall(f, args)];
      const { values, types } = exprTuple(f, args[0]);
      const to = f.under(types[0]);
      if (to.kind !== "Slice") return bug("builtin", "copy to no slice");
      return [[copyElements(f, to.elem, values[0][0], values[0][1], values[1][0], values[1][1])]];
    }
    case "make":
      return [makeCall(f, e)];
    case "new": {
      const tv = f.info.types.get(args[0]);
      const type = f.typeOf(args[0]);
      if (tv?.mode === "type") return [[f.newObject(type)]];
      return [[f.copyToHeap(type, expr(f, args[0]))]];
    }
    case "min":
    case "max":
      return [minMax(f, e, id)];
    case "complex": {
      const type = f.typeOf(e);
      const part = layoutOf(type).leaves[0].type === "f32" ? Typ.float32 : Typ.float64;
      if (args.length === 1) return [exprTuple(f, args[0]).values.flat()];
      const re = f.snapshot(part, expr(f, args[0]));
      const im = f.snapshot(part, expr(f, args[1]));
      return [[...re, ...im]];
    }
    case "real":
      return [expr(f, args[0]).slice(0, 1)];
    case "imag":
      return [expr(f, args[0]).slice(1, 2)];
    case "recover":
      return [recoverCall(f)];
    case "Sizeof":
      return [[i64(layoutOf(f.typeOf(args[0])).size)]];
    case "Alignof":
      return [[i64(layoutOf(f.typeOf(args[0])).align)]];
    case "Offsetof": {
      const selector = unparen(args[0]);
      if (selector.kind !== "SelectorExpr") return bug("builtin", "Offsetof");
      const place = walkFieldPath(f, selector);
      return [[i64(place.kind === "memory" ? place.offset : 0)]];
    }
    case "Add": {
      const base = f.em.temp("ptr", expr(f, args[0])[0]);
      const offset = toI64(f, expr(f, args[1])[0], f.typeOf(args[1]));
      return [[addPtr(base, wrap(offset))]];
    }
    case "Slice": {
      const elem = f.under(f.typeOf(args[0]));
      const base = f.em.temp("ptr", expr(f, args[0])[0]);
      const n = indexOperand(f, args[1]);
      const size = elem.kind === "Pointer" ? layoutOf(elem.elem).size : 1;
      f.callRuntime("unsafeslicecheck", [base, i32(size), n.value]);
      const count = f.em.temp("i32", wrap(n.value));
      return [[base, count, count]];
    }
    case "SliceData":
      return [expr(f, args[0]).slice(0, 1)];
    case "String": {
      const base = f.em.temp("ptr", expr(f, args[0])[0]);
      const n = indexOperand(f, args[1]);
      f.callRuntime("unsafestringcheck", [base, n.value]);
      return [[base, f.em.temp("i32", wrap(n.value))]];
    }
    case "StringData":
      return [expr(f, args[0]).slice(0, 1)];
    default: {
      const { values, types } = builtinArgs(f, e, id);
      return [perform(f, id, values, types)];
    }
  }
}

function lengthOf(f: FuncLowering, e: ast.Expr, id: "len" | "cap"): Expr {
  const type = f.typeOf(e);
  let under = f.under(type);
  if (under.kind === "Pointer") under = f.under(under.elem);
  switch (under.kind) {
    case "Basic":
      return extendU(expr(f, e)[1]);
    case "Slice":
      return extendU(expr(f, e)[id === "len" ? 1 : 2]);
    case "Array":
      if (hasCall(f, e)) expr(f, e);
      return i64(under.length);
    case "Map": {
      // The count is the first word of a map; address 0 holds a zero for the nil map.
      const m = f.em.temp("ptr", expr(f, e)[0]);
      return f.em.temp("i64", extendU(select(m, loadI32(m, 0), i32(0))));
    }
    case "Chan":
      return chanLength(f, expr(f, e)[0], id);
    default:
      return bug("builtin", `${id} of ${under.kind}`);
  }
}

function makeCall(f: FuncLowering, e: ast.CallExpr): Value {
  const type = f.typeOf(e.args[0]);
  const under = f.under(type);
  switch (under.kind) {
    case "Slice":
      return makeSlice(f, under.elem, e.args[1], e.args[2]);
    case "Map": {
      const hint = e.args[1] ? indexOperand(f, e.args[1]).value : i64(0);
      return f.callRuntime("makemap", [ptr(f.program.types.descriptor(type)), hint]);
    }
    case "Chan": {
      const size = e.args[1] ? indexOperand(f, e.args[1]).value : i64(0);
      return f.callRuntime("makechan", [ptr(f.program.types.descriptor(type)), size]);
    }
    default:
      return bug("builtin", `make of ${under.kind}`);
  }
}

function minMax(f: FuncLowering, e: ast.CallExpr, id: "min" | "max"): Value {
  const type = f.typeOf(e);
  const n = numberInfo(f, type);
  const values = e.args.map((arg) => f.snapshot(type, exprAs(f, arg, type)));
  return values.reduce((a, b) => {
    if (n.kind === "float") return [f.em.temp(n.wasm, op(`${n.wasm}.${id}` as "f64.min", a[0], b[0]))];
    const firstWins = f.em.temp("i32", compareValues(f, id === "min" ? "<=" : ">=", a, b, type));
    return layoutOf(type).leaves.map((leaf, i) => f.em.temp(leaf.type, select(firstWins, a[i], b[i])));
  });
}

// ---------------------------------------------------------------- those that may be deferred

/** The operands of a builtin that is a statement, evaluated. */
function builtinArgs(f: FuncLowering, e: ast.CallExpr, id: BuiltinId): { values: Value[]; types: Type[] } {
  if (id === "panic") return { values: [exprAs(f, e.args[0], anyType)], types: [anyType] };
  if (id === "delete") {
    if (e.args.length === 1) return exprTuple(f, e.args[0]);
    const type = f.typeOf(e.args[0]);
    const under = f.under(type);
    if (under.kind !== "Map") return bug("builtin", "delete from no map");
    const map = f.snapshot(type, expr(f, e.args[0]));
    return { values: [map, f.snapshot(under.key, exprAs(f, e.args[1], under.key))], types: [type, under.key] };
  }
  if (e.args.length === 1 && f.typeOf(e.args[0]).kind === "Tuple") return exprTuple(f, e.args[0]);
  const types = e.args.map((arg) => f.typeOf(arg));
  return { values: e.args.map((arg, i) => f.snapshot(types[i], expr(f, arg))), types };
}

function perform(f: FuncLowering, id: BuiltinId, values: readonly Value[], types: readonly Type[]): Value {
  switch (id) {
    case "panic":
      f.callRuntime("gopanic", values[0]);
      f.em.end({ kind: "unreachable" });
      return [];
    case "print":
    case "println":
      print(f, values, types, id === "println");
      return [];
    case "close":
      chanClose(f, values[0][0]);
      return [];
    case "delete":
      mapDelete(f, types[0], values[0][0], values[1]);
      return [];
    case "clear": {
      const under = f.under(types[0]);
      if (under.kind === "Map") f.callRuntime("mapclear", [ptr(f.program.types.descriptor(types[0])), values[0][0]]);
      else if (under.kind === "Slice") clearSlice(f, under.elem, values[0][0], values[0][1]);
      return [];
    }
    case "copy": {
      const under = f.under(types[0]);
      if (under.kind !== "Slice") return bug("builtin", "copy to no slice");
      copyElements(f, under.elem, values[0][0], values[0][1], values[1][0], values[1][1]);
      return [];
    }
    case "recover":
      return recoverCall(f);
    default:
      return bug("builtin", `${id} cannot stand here`);
  }
}

/** go or defer of a builtin: a closure that holds the operands. */
export function builtinThunk(f: FuncLowering, e: ast.CallExpr, id: BuiltinId): Expr {
  if (id === "recover") {
    const name = f.program.define("go.deferred-recover", (n) => {
      const w = wrapper(f, n, emptySignature, { params: ["ptr"], results: [] });
      w.callRuntime("deferredrecover", [w.em.temp("ptr", loadCaptured(local(0), ["ptr"])[0])]);
      w.em.end({ kind: "return", values: [] });
      return w.finish();
    });
    const panic = f.recoverable === undefined ? ptr(0) : local(f.recoverable);
    return makeClosure(f, name, [{ type: "ptr", value: panic }]);
  }
  const { values, types } = builtinArgs(f, e, id);
  const captured: Captured[] = values.flatMap((v, i) => keep(f, types[i], v));
  const shapes: LeafType[] = captured.map((c) => c.type);
  const offset = e.pos - f.program.sources.fileOf(e.pos)!.base;
  const name = f.program.uniqueName(`${f.unit.name}.${id}${offset}`, `${f.em.name}/${id}/${e.pos}`);
  f.program.define(name, (n) => {
    const w = wrapper(f, n, emptySignature, { params: ["ptr"], results: [] });
    const leaves = loadCaptured(local(0), shapes).map((value, i) => w.em.temp(shapes[i], value));
    perform(w, id, groupLeaves(leaves, types), types);
    w.em.end({ kind: "return", values: [] });
    return w.finish();
  });
  return makeClosure(f, name, captured);
}

const emptySignature = {
  kind: "Signature" as const,
  recv: undefined,
  recvTypeParams: [],
  typeParams: [],
  params: { kind: "Tuple" as const, vars: [] },
  results: { kind: "Tuple" as const, vars: [] },
  variadic: false,
};

/** print and println write to standard error, in the forms of gc. */
function print(f: FuncLowering, values: readonly Value[], types: readonly Type[], newline: boolean): void {
  values.forEach((value, i) => {
    if (newline && i > 0) f.callRuntime("printsp", []);
    const under = f.under(types[i]);
    switch (under.kind) {
      case "Basic": {
        const n = numberInfo(f, types[i]);
        if (n.kind === "string") f.callRuntime("printstring", value);
        else if (n.kind === "bool") f.callRuntime("printbool", value);
        else if (n.kind === "float") f.callRuntime(n.wasm === "f32" ? "printfloat32" : "printfloat64", value);
        else if (n.kind === "complex") f.callRuntime(n.wasm === "f32" ? "printcomplex64" : "printcomplex128", value);
        else if (n.kind === "pointer") f.callRuntime("printpointer", value);
        else f.callRuntime(n.signed ? "printint" : "printuint", [toI64(f, value[0], types[i])]);
        return;
      }
      case "Interface":
        f.callRuntime("printeface", [asI32(value[0]), value[1]]);
        return;
      case "Slice":
        f.callRuntime("printslice", value);
        return;
      default:
        f.callRuntime("printpointer", [value[0]]);
    }
  });
  if (newline) f.callRuntime("printnl", []);
}
