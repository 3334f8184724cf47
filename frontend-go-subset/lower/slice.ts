// Slices and indices: bounds checks, slice expressions, make, copy, clear (append: append.ts).
//
//   s[i]          ->  if i >= len(s) (unsigned, 64 bits) panicIndex(i, len); load base + i * size
//   s[a:b:c]      ->  check 0 <= a <= b <= c <= cap; {base + a * size, b - a, c - a} (base itself when the rest is empty)
//   p.s = p.s[:b] in memory  ->  check 0 <= b <= cap; p.s.len = b

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Pos } from "../syntax/index.ts";
import type { Type } from "../types/types.ts";
import { numberInfo, toI64 } from "./arith.ts";
import { bug } from "./bug.ts";
import { builtinOf } from "./call.ts";
import { constantIndex } from "./constant-expr.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { addPtr, constI32, type Expr, extendU, i32, i64, op, ptr, select, wrap } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { hasCall } from "./order.ts";
import { addressOf, placeOf, readPlace, writePlace } from "./place.ts";
import { isSamePlace } from "./same-place.ts";

/** An index or length operand: an i64 that keeps its sign, or is known. Unsigned 64-bit values above 2^63 look negative. */
export interface IndexOperand {
  readonly value: Expr;
  readonly known: number | undefined;
  readonly signed: boolean;
}

/** The value of a constant index. */
function constantOf(f: FuncLowering, e: ast.Expr): number | undefined {
  const tv = f.info.types.get(e);
  return tv?.mode === "const" ? constantIndex(tv.value) : undefined;
}

export function indexOperand(f: FuncLowering, e: ast.Expr): IndexOperand {
  const known = constantOf(f, e);
  if (known !== undefined) return { value: i64(known), known, signed: true };
  const type = f.typeOf(e);
  return {
    value: f.em.temp("i64", toI64(f, expr(f, e)[0], type)),
    known: undefined,
    signed: numberInfo(f, type).signed,
  };
}

/** Checks index < length (an i32) and gives the index as i32. A panic is on the line of the bracket, as gc's. */
export function checkIndex(f: FuncLowering, index: IndexOperand, length: Expr, bracket: Pos): Expr {
  f.setPos(bracket);
  const limit = constI32(length);
  if (index.known !== undefined && limit !== undefined && index.known < limit) return i32(index.known);
  const len = f.em.temp("i32", length);
  if (!f.isUnchecked)
    f.panicIf(op("i64.ge_u", index.value, extendU(len)), index.signed ? "panicIndex" : "panicIndexU", [
      index.value,
      len,
    ]);
  return index.known !== undefined ? i32(index.known) : f.em.temp("i32", wrap(index.value));
}

// ---------------------------------------------------------------- slice expressions

/** s = s[:n] where s is in memory: only its length changes. False: not of that form, nothing was done. */
export function cutInPlace(f: FuncLowering, left: ast.Expr, right: ast.Expr): boolean {
  const e = unparen(right);
  if (e.kind !== "SliceExpr" || !e.high || e.max || hasCall(f, e.high) || !isSamePlace(f, left, e.x)) return false;
  if (e.low && constantOf(f, e.low) !== 0) return false;
  const type = f.typeOf(left);
  const { kind } = f.under(type);
  if (kind !== "Slice" && kind !== "Basic") return false;
  const target = unparen(left);
  if (target.kind === "Ident" && placeOf(f, target).kind !== "memory") return false;
  const place = placeOf(f, left);
  const value = f.snapshot(type, readPlace(f, place));
  const cut = sliceValue(f, e, type, value);
  if (place.kind === "memory") f.em.store("i32.store", place.base, place.offset + 4, cut[1]);
  else writePlace(f, place, cut);
  return true;
}

export function sliceExpr(f: FuncLowering, e: ast.SliceExpr): Value {
  return sliceValue(f, e, f.typeOf(e.x));
}

/** Slices e.x, whose value may be at hand. */
function sliceValue(f: FuncLowering, e: ast.SliceExpr, type: Type, operand?: Value): Value {
  const under = f.under(type);
  if (under.kind === "Basic") return sliceString(f, e, operand ?? f.snapshot(type, expr(f, e.x)));
  let base: Expr;
  let length: Expr;
  let capacity: Expr;
  let elem: Type;
  if (under.kind === "Slice") {
    [base, length, capacity] = operand ?? f.snapshot(type, expr(f, e.x));
    elem = under.elem;
  } else {
    const arrayType = under.kind === "Pointer" ? f.under(under.elem) : under;
    if (arrayType.kind !== "Array") return bug("slice", `slice of ${arrayType.kind}`);
    if (under.kind === "Pointer") {
      base = f.em.temp("ptr", expr(f, e.x)[0]);
      f.nilCheck(base);
    } else {
      base = f.em.temp("ptr", addressOf(f, e.x));
    }
    length = i32(arrayType.length);
    capacity = length;
    elem = arrayType.elem;
  }
  const isArray = under.kind !== "Slice";
  const low = e.low ? indexOperand(f, e.low) : zeroIndex;
  const high = e.high ? indexOperand(f, e.high) : undefined;
  const max = e.max ? indexOperand(f, e.max) : undefined;
  f.setPos(e.lbrack);
  let end: Expr = length;
  let limit: Expr = capacity;
  if (max) {
    checkUpper(f, max, capacity, isArray ? "panicSlice3Alen" : "panicSlice3Acap");
    limit = f.em.temp("i32", asI32(max));
    checkBelow(f, high!, limit, "panicSlice3B");
    end = f.em.temp("i32", asI32(high!));
    checkBelow(f, low, end, "panicSlice3C");
  } else {
    if (high) {
      const panic = isArray ? "panicSliceAlen" : "panicSliceAcap";
      // What is below the length is below the capacity, which need not be read.
      if (isBelowLength(f, e)) f.panicIf(op("i64.lt_s", high.value, i64(0)), panic, [high.value, capacity]);
      else checkUpper(f, high, capacity, panic);
      end = f.em.temp("i32", asI32(high));
    }
    checkBelow(f, low, end, "panicSliceB");
  }
  const start = asI32(low);
  const newLength = f.em.temp("i32", op("i32.sub", end, start));
  const newCap = f.em.temp("i32", op("i32.sub", limit, start));
  const size = layoutOf(elem).size;
  // A pointer behind the last element would keep the neighbour alive: with capacity 0 the base stays.
  const moved = addPtr(base, op("i32.mul", start, i32(size)));
  const pointer = low.known === 0 ? base : select(newCap, moved, base);
  return [f.em.temp("ptr", pointer), newLength, newCap];
}

/** The upper end is len(x) - c, of the x that is sliced: negative, or not above the length. */
function isBelowLength(f: FuncLowering, e: ast.SliceExpr): boolean {
  const high = e.high && unparen(e.high);
  if (high?.kind !== "BinaryExpr" || high.op !== "-") return false;
  const call = unparen(high.x);
  if (call.kind !== "CallExpr" || builtinOf(f, unparen(call.fun)) !== "len") return false;
  const known = constantOf(f, high.y);
  return known !== undefined && known >= 0 && isSamePlace(f, call.args[0], e.x);
}

const zeroIndex: IndexOperand = { value: i64(0), known: 0, signed: true };

const asI32 = (index: IndexOperand): Expr => (index.known !== undefined ? i32(index.known) : wrap(index.value));

function checkUpper(f: FuncLowering, index: IndexOperand, limit: Expr, panic: string): void {
  const known = constI32(limit);
  if (index.known !== undefined && known !== undefined && index.known <= known) return;
  f.panicIf(op("i64.gt_u", index.value, extendU(limit)), index.signed ? panic : `${panic}U`, [index.value, limit]);
}

function checkBelow(f: FuncLowering, index: IndexOperand, limit: Expr, panic: string): void {
  if (index.known === 0) return;
  checkUpper(f, index, limit, panic);
}

function sliceString(f: FuncLowering, e: ast.SliceExpr, [base, length]: Value): Value {
  const low = e.low ? indexOperand(f, e.low) : zeroIndex;
  const high = e.high ? indexOperand(f, e.high) : undefined;
  f.setPos(e.lbrack);
  let end: Expr = length;
  if (high) {
    checkUpper(f, high, length, "panicSliceAlen");
    end = f.em.temp("i32", asI32(high));
  }
  checkBelow(f, low, end, "panicSliceB");
  const start = asI32(low);
  const newLength = f.em.temp("i32", op("i32.sub", end, start));
  const pointer = low.known === 0 ? base : select(newLength, addPtr(base, start), base);
  return [f.em.temp("ptr", pointer), newLength];
}

// ---------------------------------------------------------------- builtins

/** The gc descriptor and size of elements, as the runtime's slice functions take them. */
export function elemArgs(f: FuncLowering, elem: Type): Expr[] {
  return [i32(f.program.types.gcType(elem)), i32(layoutOf(elem).size)];
}

/** Slices of so many bytes or fewer need no checks when their capacity is constant. */
export const surelyFits = 64 << 10;

export function makeSlice(f: FuncLowering, elem: Type, lengthExpr: ast.Expr, capExpr: ast.Expr | undefined): Value {
  const length = indexOperand(f, lengthExpr);
  const capacity = capExpr ? indexOperand(f, capExpr) : length;
  const n = length.known ?? Number.NaN;
  const room = capacity.known ?? Number.NaN;
  if (0 <= n && n <= room && room * Math.max(layoutOf(elem).size, 1) <= surelyFits) {
    const [p] = f.callRuntime("newelems", [...elemArgs(f, elem), i32(room)]);
    return [p, i32(n), i32(room)];
  }
  const [p] = f.callRuntime("makeslice", [...elemArgs(f, elem), length.value, capacity.value]);
  const count = f.em.temp("i32", asI32(length));
  return [p, count, capExpr ? f.em.temp("i32", asI32(capacity)) : count];
}

export function copyCall(f: FuncLowering, args: readonly ast.Expr[]): Value {
  const type = f.typeOf(args[0]);
  const under = f.under(type);
  if (under.kind !== "Slice") return bug("slice", "copy to no slice");
  const [to, toLength] = f.snapshot(type, expr(f, args[0]));
  const sourceType = f.typeOf(args[1]);
  const [from, fromLength] = f.snapshot(sourceType, expr(f, args[1]));
  return [copyElements(f, under.elem, to, toLength, from, fromLength)];
}

/** Copies the smaller number of elements and gives it as an int. */
export function copyElements(
  f: FuncLowering,
  elem: Type,
  to: Expr,
  toLength: Expr,
  from: Expr,
  fromLength: Expr,
): Expr {
  const count = f.em.temp("i32", select(op("i32.lt_u", toLength, fromLength), toLength, fromLength));
  const length = f.em.temp("i32", op("i32.mul", count, i32(layoutOf(elem).size)));
  if (layoutOf(elem).hasPointers) f.beforeWrite(to, length);
  f.em.emit({ kind: "memory_copy", dest: to, source: from, length });
  return extendU(count);
}

/** s[0:n] set to zero. */
export function clearSlice(f: FuncLowering, elem: Type, base: Expr, length: Expr): void {
  const bytes = f.em.temp("i32", op("i32.mul", length, i32(layoutOf(elem).size)));
  if (layoutOf(elem).hasPointers) f.beforeWrite(base, bytes);
  f.em.emit({ kind: "memory_fill", dest: base, value: i32(0), length: bytes });
}

/** A slice of given values in fresh memory: variadic arguments. */
export function sliceOf(f: FuncLowering, elem: Type, values: readonly Value[]): Value {
  if (values.length === 0) return [ptr(0), i32(0), i32(0)];
  const size = layoutOf(elem).size;
  const [base] = f.callRuntime("newelems", [...elemArgs(f, elem), i32(values.length)]);
  values.forEach((value, i) => {
    f.initMemory(elem, base, i * size, value);
  });
  return [base, i32(values.length), i32(values.length)];
}

/** The pointer to an array that a slice converts to: checked length. */
export function sliceToArrayPointer(f: FuncLowering, value: Value, length: number): Expr {
  const have = f.em.temp("i32", value[1]);
  f.panicIf(op("i32.lt_u", have, i32(length)), "panicSliceConvert", [extendU(have), i32(length)]);
  return value[0];
}
