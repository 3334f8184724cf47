// for range over integers, arrays, slices, strings, maps, channels (and functions: range-func.ts).
//
//   for i, x := range s { body }   ->   h = s; n = len(h); for k = 0; k < n; k++ { i, x := k, h[k]; body }
//
// spec: "The range expression x is evaluated before beginning the loop"; each iteration has its own variables
// (in packages of language versions before Go 1.22 they are declared once, before the loop).

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Type, Var } from "../types/types.ts";
import { Typ } from "../types/universe.ts";
import { numberInfo } from "./arith.ts";
import { bug } from "./bug.ts";
import { receiveFrom } from "./chan.ts";
import { assignable } from "./convert.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { addPtr, type Expr, extendU, i32, i64, load, loadPtr, local, op, ptr, zeroOf } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { hasCall } from "./order.ts";
import { elementPlace, type Place, placeOf, readElement, readPlace, writePlace } from "./place.ts";
import { enterLoop } from "./preempt.ts";
import { rangeFunc } from "./range-func.ts";
import { block } from "./stmt.ts";

export function rangeStmt(f: FuncLowering, s: ast.RangeStmt): void {
  const label = f.pendingLabel;
  f.pendingLabel = undefined;
  const type = f.typeOf(s.x);
  const under = f.under(type);
  f.setPos(s.pos);
  if (f.info.sharesLoopVars) for (const v of declaredVars(f, s)) f.declare(v);
  switch (under.kind) {
    case "Basic":
      if (under.basic === "string" || under.basic === "untyped string") rangeString(f, s, label);
      else rangeInt(f, s, type, label);
      return;
    case "Slice": {
      const [base, length] = f.snapshot(type, expr(f, s.x));
      rangeElements(f, s, label, length, (index) => readPlace(f, elementPlace(f, under.elem, base, index)), under.elem);
      return;
    }
    case "Array":
      rangeArray(f, s, label, type, under.elem, under.length);
      return;
    case "Pointer": {
      const array = f.under(under.elem);
      if (array.kind !== "Array") return bug("range", "pointer to no array");
      const base = f.em.temp("ptr", expr(f, s.x)[0]);
      const read = (index: Expr): Value => {
        f.nilCheck(base);
        return readPlace(f, elementPlace(f, array.elem, base, index));
      };
      rangeElements(f, s, label, i32(array.length), read, array.elem);
      return;
    }
    case "Map":
      rangeMap(f, s, label, type, under.key, under.elem);
      return;
    case "Chan":
      rangeChan(f, s, label, under.elem);
      return;
    case "Signature":
      rangeFunc(f, s, label, under);
      return;
    default:
      return bug("range", `range over ${under.kind}`);
  }
}

function declaredVars(f: FuncLowering, s: ast.RangeStmt): Var[] {
  if (!s.isDefine) return [];
  return [s.key, s.value].flatMap((target) => {
    const e = target && unparen(target);
    const obj = e?.kind === "Ident" && e.name !== "_" ? f.info.defs.get(e) : undefined;
    return obj?.kind === "Var" ? [obj] : [];
  });
}

/** Gives key or value its new value: declares the variable, or assigns. */
export function bindIteration(
  f: FuncLowering,
  s: ast.RangeStmt,
  target: ast.Expr | undefined,
  value: () => Value,
  type: Type,
): void {
  if (!target) return;
  const e = unparen(target);
  if (e.kind === "Ident" && e.name === "_") return;
  if (s.isDefine && e.kind === "Ident") {
    const obj = f.info.defs.get(e);
    if (obj?.kind !== "Var") return;
    const place = f.info.sharesLoopVars ? f.places.get(obj) : undefined;
    if (place) writePlace(f, place, assignable(f, f.snapshot(type, value()), type, place.type));
    else f.declare(obj, assignable(f, value(), type, f.typeOfVar(obj)));
    return;
  }
  const place = placeOf(f, target);
  writePlace(f, place, assignable(f, f.snapshot(type, value()), type, place.type));
}

/** key, value = k, v as one assignment: both places are found before either is written. */
function bindBoth(
  f: FuncLowering,
  s: ast.RangeStmt,
  key: () => Value,
  keyType: Type,
  value: Value | undefined,
  valueType: Type,
): void {
  if (s.isDefine || !isUsed(s.key) || !value) {
    bindIteration(f, s, s.key, key, keyType);
    if (value) bindIteration(f, s, s.value, () => value, valueType);
    return;
  }
  const places: Place[] = [placeOf(f, s.key!), placeOf(f, s.value!)];
  const first = f.snapshot(keyType, key());
  writePlace(f, places[0], assignable(f, first, keyType, places[0].type));
  writePlace(f, places[1], assignable(f, value, valueType, places[1].type));
}

const isUsed = (e: ast.Expr | undefined): boolean => e !== undefined && !(e.kind === "Ident" && e.name === "_");

interface Loop {
  readonly next: number;
  readonly done: number;
}

/** Lowers the body with break and continue; jumps to `next` behind it. */
function loopBody(f: FuncLowering, s: ast.RangeStmt, label: string | undefined, loop: Loop): void {
  f.jumps.push({ label, breakTo: loop.done, continueTo: loop.next });
  block(f, s.body);
  f.jumps.pop();
  f.em.jump(loop.next);
}

function rangeInt(f: FuncLowering, s: ast.RangeStmt, rangeType: Type, label: string | undefined): void {
  // The variable's type is that of x, or for an untyped constant its own.
  const target = s.key && isUsed(s.key) ? f.typeOf(s.key) : undefined;
  const untypedX = rangeType.kind === "Basic" && rangeType.basic.startsWith("untyped");
  const type = untypedX ? (target ?? Typ.int) : rangeType;
  const n = numberInfo(f, type);
  const limit = f.em.temp(n.wasm, expr(f, s.x)[0]);
  const counter = f.em.newLocal(n.wasm);
  const [head, body, next, done] = [f.em.newBlock(), f.em.newBlock(), f.em.newBlock(), f.em.newBlock()];
  f.em.set(counter, zeroOf(n.wasm));
  const goBack = enterLoop(f, s, head);
  f.em.at(head);
  f.em.branch(op(`${n.wasm}.lt_${n.signed ? "s" : "u"}` as "i64.lt_s", local(counter), limit), body, done);
  f.em.at(body);
  bindIteration(f, s, s.key, () => [local(counter)], type);
  loopBody(f, s, label, { next, done });
  f.em.at(next);
  f.em.set(counter, n.wasm === "i64" ? op("i64.add", local(counter), i64(1)) : op("i32.add", local(counter), i32(1)));
  goBack();
  f.em.at(done);
}

function rangeElements(
  f: FuncLowering,
  s: ast.RangeStmt,
  label: string | undefined,
  length: Expr,
  read: (index: Expr) => Value,
  elem: Type,
): void {
  const limit = f.em.temp("i32", length);
  const counter = f.em.newLocal("i32");
  const [head, body, next, done] = [f.em.newBlock(), f.em.newBlock(), f.em.newBlock(), f.em.newBlock()];
  f.em.set(counter, i32(0));
  f.em.jump(head);
  f.em.at(head);
  f.em.branch(op("i32.lt_u", local(counter), limit), body, done);
  f.em.at(body);
  // spec: "the iteration values are assigned to the respective iteration variables as in an assignment statement".
  const value = isUsed(s.value) ? f.snapshot(elem, read(local(counter))) : undefined;
  bindBoth(f, s, () => [extendU(local(counter))], Typ.int, value, elem);
  loopBody(f, s, label, { next, done });
  f.em.at(next);
  f.em.set(counter, op("i32.add", local(counter), i32(1)));
  f.em.jump(head);
  f.em.at(done);
}

/** Ranging over an array copies it first, unless only the index is wanted. */
function rangeArray(
  f: FuncLowering,
  s: ast.RangeStmt,
  label: string | undefined,
  type: Type,
  elem: Type,
  length: number,
): void {
  if (!isUsed(s.value)) {
    if (hasCall(f, s.x)) expr(f, s.x);
    rangeElements(f, s, label, i32(length), () => f.zero(elem), elem);
    return;
  }
  const value = f.ownCopy(type, expr(f, s.x));
  const inMemory = layoutOf(type).inMemory;
  const frozen = inMemory ? value : copyLocals(f, type, value);
  const read = (index: Expr): Value =>
    inMemory ? readPlace(f, elementPlace(f, elem, frozen[0], index)) : readElement(f, frozen, elem, index);
  rangeElements(f, s, label, i32(length), read, elem);
}

function copyLocals(f: FuncLowering, type: Type, value: Value): Value {
  const place = f.newLocals(type, value);
  return place.kind === "locals" ? place.locals.map(local) : value;
}

/** Bytes below 0x80 are runes by themselves; others go to decoderune(s, k) -> (rune, next k). */
function rangeString(f: FuncLowering, s: ast.RangeStmt, label: string | undefined): void {
  const type = f.typeOf(s.x);
  const [base, length] = f.snapshot(type, expr(f, s.x));
  const at = f.em.newLocal("i32");
  const following = f.em.newLocal("i32");
  const rune = f.em.newLocal("i32");
  const [head, body, next, done] = [f.em.newBlock(), f.em.newBlock(), f.em.newBlock(), f.em.newBlock()];
  f.em.set(at, i32(0));
  f.em.jump(head);
  f.em.at(head);
  f.em.branch(op("i32.lt_u", local(at), length), body, done);
  f.em.at(body);
  f.em.set(rune, load("i32.load8_u", "i32", addPtr(base, local(at)), 0));
  f.em.set(following, op("i32.add", local(at), i32(1)));
  f.em.ifElse(op("i32.ge_u", local(rune), i32(0x80)), () => {
    const [r, n] = f.callRuntime("decoderune", [base, length, local(at)]);
    f.em.set(rune, r);
    f.em.set(following, n);
  });
  bindBoth(f, s, () => [extendU(local(at))], Typ.int, isUsed(s.value) ? [local(rune)] : undefined, Typ.rune);
  loopBody(f, s, label, { next, done });
  f.em.at(next);
  f.em.set(at, local(following));
  f.em.jump(head);
  f.em.at(done);
}

/** it = mapiterinit(type, m); while mapiternext(it) { key = *it.key; elem = *it.elem } */
function rangeMap(
  f: FuncLowering,
  s: ast.RangeStmt,
  label: string | undefined,
  type: Type,
  key: Type,
  elem: Type,
): void {
  const map = f.em.temp("ptr", expr(f, s.x)[0]);
  const [it] = f.callRuntime("mapiterinit", [ptr(f.program.types.descriptor(type)), map]);
  const [head, body, done] = [f.em.newBlock(), f.em.newBlock(), f.em.newBlock()];
  f.em.jump(head);
  f.em.at(head);
  const [more] = f.callRuntime("mapiternext", [it]);
  f.em.branch(more, body, done);
  f.em.at(body);
  const keyValue = isUsed(s.key)
    ? f.ownIfMoved(key, f.loadMemory(key, f.em.temp("ptr", loadPtr(it, 0)), 0))
    : undefined;
  const elemValue = isUsed(s.value)
    ? f.ownIfMoved(elem, f.loadMemory(elem, f.em.temp("ptr", loadPtr(it, 4)), 0))
    : undefined;
  bindBoth(f, s, () => keyValue ?? f.zero(key), key, elemValue, elem);
  loopBody(f, s, label, { next: head, done });
  f.em.at(done);
}

function rangeChan(f: FuncLowering, s: ast.RangeStmt, label: string | undefined, elem: Type): void {
  const chan = f.em.temp("ptr", expr(f, s.x)[0]);
  const [head, body, done] = [f.em.newBlock(), f.em.newBlock(), f.em.newBlock()];
  f.em.jump(head);
  f.em.at(head);
  const received = receiveFrom(f, chan, elem, true);
  f.em.branch(received[received.length - 1], body, done);
  f.em.at(body);
  bindIteration(f, s, s.key, () => received.slice(0, -1), elem);
  loopBody(f, s, label, { next: head, done });
  f.em.at(done);
}
