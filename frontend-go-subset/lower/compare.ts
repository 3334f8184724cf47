// Comparison: == != < <= > >= (spec: "Comparison operators"). Structs and arrays are compared leaf by leaf, those in memory
// and interfaces by the runtime, which reads the type descriptor.

import type { Op } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { typeSetOf } from "../types/type-set.ts";
import type { Type } from "../types/types.ts";
import { numberInfo } from "./arith.ts";
import { bug } from "./bug.ts";
import { assignable } from "./convert.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { constI32, type Expr, i32, local, not, op, ptr } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { isRegularMemory } from "./typedesc.ts";

export function compareExpr(f: FuncLowering, e: ast.BinaryExpr): Expr {
  const isNil = (x: ast.Expr) => f.info.types.get(unparen(x))?.mode === "nil" || f.info.types.get(x)?.mode === "nil";
  if (isNil(e.y)) return nilTest(f, e.x, e.op);
  if (isNil(e.x)) return nilTest(f, e.y, e.op);
  const tx = f.typeOf(e.x);
  const ty = f.typeOf(e.y);
  const isIface = (t: Type) => f.under(t).kind === "Interface";
  let x = f.snapshot(tx, expr(f, e.x));
  let y = expr(f, e.y);
  let type = tx;
  if (isIface(tx) && !isIface(ty)) {
    y = assignable(f, y, ty, tx);
  } else if (isIface(ty) && !isIface(tx)) {
    x = assignable(f, x, tx, ty);
    type = ty;
  } else if (isIface(tx) && isIface(ty) && methodCount(f, tx) > 0 !== methodCount(f, ty) > 0) {
    // An interface with methods against one without: both as the empty interface.
    if (methodCount(f, tx) > 0) {
      x = assignable(f, x, tx, ty);
      type = ty;
    } else {
      y = assignable(f, y, ty, tx);
    }
  }
  return compareValues(f, e.op, x, y, type);
}

function methodCount(f: FuncLowering, type: Type): number {
  const under = f.under(type);
  return under.kind === "Interface" ? typeSetOf(under).methods.length : 0;
}

function nilTest(f: FuncLowering, e: ast.Expr, operator: ast.BinaryOp): Expr {
  const tv = f.info.types.get(e);
  if (tv?.mode === "nil") return i32(operator === "==" ? 1 : 0);
  const first = expr(f, e)[0];
  return operator === "==" ? not(first) : not(not(first));
}

export function compareValues(f: FuncLowering, operator: ast.BinaryOp, x: Value, y: Value, type: Type): Expr {
  if (operator === "==") return equal(f, x, y, type);
  if (operator === "!=") return not(equal(f, x, y, type));
  const n = numberInfo(f, type);
  const name = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge" }[operator as string] ?? bug("compare", operator);
  switch (n.kind) {
    case "int":
      return op(`${n.wasm}.${name}_${n.signed ? "s" : "u"}` as Op, x[0], y[0]);
    case "float":
      return op(`${n.wasm}.${name}` as Op, x[0], y[0]);
    case "string": {
      const [order] = f.callRuntime("cmpstring", [...x, ...y]);
      return op(`i32.${name}_s` as Op, order, i32(0));
    }
    default:
      return bug("compare", `${operator} of ${n.kind}`);
  }
}

/** x == y as an i32. */
export function equal(f: FuncLowering, xIn: Value, yIn: Value, type: Type): Expr {
  const layout = layoutOf(type);
  const under = f.under(type);
  switch (under.kind) {
    case "Basic": {
      const n = numberInfo(f, type);
      if (n.kind === "string") return stringEqual(f, xIn, yIn);
      if (n.kind === "complex")
        return op("i32.and", op(`${n.wasm}.eq` as Op, xIn[0], yIn[0]), op(`${n.wasm}.eq` as Op, xIn[1], yIn[1]));
      return op(`${n.wasm}.eq` as Op, xIn[0], yIn[0]);
    }
    case "Pointer":
    case "Chan":
    case "Map":
    case "Signature":
      return op("i32.eq", xIn[0], yIn[0]);
    case "Slice":
      return op("i32.eq", xIn[0], yIn[0]);
    case "Interface": {
      const empty = typeSetOf(under).methods.length === 0;
      return f.callRuntime(empty ? "efaceeq" : "ifaceeq", [...xIn, ...yIn])[0];
    }
    default:
  }
  if (layout.inMemory) {
    if (isRegularMemory(type)) return f.callRuntime("memequal", [xIn[0], yIn[0], i32(layout.size)])[0];
    return f.callRuntime("typedequal", [ptr(f.program.types.descriptor(type)), xIn[0], yIn[0]])[0];
  }
  const x = f.snapshot(type, xIn);
  const y = f.snapshot(type, yIn);
  const parts: { x: Value; y: Value; type: Type }[] = [];
  if (under.kind === "Struct") {
    under.fields.forEach((field, i) => {
      if (field.name === "_") return;
      const count = layoutOf(field.type).leaves.length;
      const first = layout.firstLeaf[i];
      parts.push({ x: x.slice(first, first + count), y: y.slice(first, first + count), type: field.type });
    });
  } else if (under.kind === "Array") {
    const count = layoutOf(under.elem).leaves.length;
    for (let i = 0; i < under.length; i++)
      parts.push({ x: x.slice(i * count, (i + 1) * count), y: y.slice(i * count, (i + 1) * count), type: under.elem });
  } else {
    return bug("compare", `== of ${under.kind}`);
  }
  return allEqual(f, parts);
}

/** Stops at the first difference, as spec asks since Go 1.18 for what an interface comparison may panic about. */
function allEqual(f: FuncLowering, parts: readonly { x: Value; y: Value; type: Type }[]): Expr {
  const scalars = parts.every(
    (p) => ["Basic", "Pointer", "Chan"].includes(f.under(p.type).kind) && layoutOf(p.type).leaves.length === 1,
  );
  if (parts.length === 0) return i32(1);
  if (scalars) return parts.map((p) => equal(f, p.x, p.y, p.type)).reduce((a, b) => op("i32.and", a, b));
  const result = f.em.newLocal("i32");
  const done = f.em.newBlock();
  f.em.set(result, i32(0));
  parts.forEach((p, i) => {
    const same = equal(f, p.x, p.y, p.type);
    if (i === parts.length - 1) {
      f.em.set(result, same);
      f.em.jump(done);
    } else {
      const next = f.em.newBlock();
      f.em.branch(same, next, done);
      f.em.at(next);
    }
  });
  f.em.at(done);
  return local(result);
}

function stringEqual(f: FuncLowering, x: Value, y: Value): Expr {
  const [px, lx] = [f.em.temp("ptr", x[0]), f.em.temp("i32", x[1])];
  const [py, ly] = [f.em.temp("ptr", y[0]), f.em.temp("i32", y[1])];
  if (constI32(lx) === 0) return op("i32.eqz", ly);
  if (constI32(ly) === 0) return op("i32.eqz", lx);
  const result = f.em.newLocal("i32");
  f.em.set(result, i32(0));
  f.em.ifElse(op("i32.eq", lx, ly), () => {
    f.em.set(result, f.callRuntime("memequal", [px, py, lx])[0]);
  });
  return local(result);
}
