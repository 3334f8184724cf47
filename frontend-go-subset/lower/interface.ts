// Interfaces: {type word, data word}. The type word of an interface without methods is a type descriptor, with methods an
// itab. The data word is the value itself when that is one pointer, else the address of a copy that nobody changes.
//
//   any(x)        ->  {&desc(T), box(x)}
//   x.(T)         ->  type(x) == &desc(T) ? unbox(data) : panic
//   x.(I)         ->  itab = assertE2I(&desc(I), type(x)); {itab, data}

import type * as ast from "../syntax/ast.ts";
import { typeSetOf } from "../types/type-set.ts";
import type { Interface, Type } from "../types/types.ts";
import { expr } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { asI32, constI32, constI64, type Expr, i32, loadI32, local, op, ptr, select } from "./ir-expr.ts";
import { isDirectIface, layoutOf } from "./layout.ts";
import { identical } from "./type-key.ts";

export function hasMethods(f: FuncLowering, iface: Type): boolean {
  return typeSetOf(f.under(iface) as Interface).methods.length > 0;
}

/** A concrete value as a value of an interface type. */
export function makeInterface(f: FuncLowering, value: Value, from: Type, to: Type): Value {
  const { types } = f.program;
  const word = hasMethods(f, to) ? types.itab(to, from) : types.liveDescriptor(from);
  return [i32(word), boxed(f, value, from)];
}

/** The data word for a value. */
export function boxed(f: FuncLowering, value: Value, type: Type): Expr {
  const layout = layoutOf(type);
  if (isDirectIface(type)) return value[0];
  if (layout.size === 0) return ptr(f.program.zeroBase());
  const bytes = constantBytes(f, type, value);
  if (bytes) return ptr(f.program.data.constant(bytes, layout.align));
  const address = f.newObject(type);
  f.initMemory(type, address, 0, value);
  return address;
}

/** The bytes of a value whose leaves are all constants. */
function constantBytes(f: FuncLowering, type: Type, value: Value): Uint8Array | undefined {
  const layout = layoutOf(type);
  if (layout.inMemory) return undefined;
  const bytes = new Uint8Array(layout.size);
  const view = new DataView(bytes.buffer);
  for (const [i, leaf] of layout.leaves.entries()) {
    const e = value[i];
    if (e.kind !== "const") return undefined;
    const whole = constI64(e);
    const half = constI32(e);
    if (leaf.store === "i64.store32") view.setInt32(leaf.offset, Number(BigInt.asIntN(32, whole!)), true);
    else if (whole !== undefined) view.setBigInt64(leaf.offset, whole, true);
    else if (leaf.type === "f64") view.setFloat64(leaf.offset, Number(e.value), true);
    else if (leaf.type === "f32") view.setFloat32(leaf.offset, Number(e.value), true);
    else if (leaf.store === "i32.store8") view.setInt8(leaf.offset, half! & 0xff);
    else if (leaf.store === "i32.store16") view.setInt16(leaf.offset, half! & 0xffff, true);
    else view.setInt32(leaf.offset, half!, true);
  }
  void f;
  return bytes;
}

/** The value behind a data word that is known to hold a T. */
export function unboxed(f: FuncLowering, data: Expr, type: Type): Value {
  if (isDirectIface(type)) return [data];
  return f.loadMemory(type, data, 0);
}

/** The type descriptor of an interface value (0 for nil). */
export function dynamicType(f: FuncLowering, word: Expr, iface: Type): Expr {
  if (!hasMethods(f, iface)) return f.em.temp("i32", word);
  const w = f.em.temp("i32", word);
  const result = f.em.newLocal("i32");
  f.em.set(result, w);
  f.em.ifElse(w, () => f.em.set(result, loadI32(w, 4)));
  return local(result);
}

/** An interface value as a value of another interface type that it is known to implement. */
export function convertInterface(f: FuncLowering, value: Value, from: Type, to: Type): Value {
  if (identical(f.under(from), f.under(to))) return value;
  const [word, data] = f.snapshot(from, value);
  const type = dynamicType(f, word, from);
  if (!hasMethods(f, to)) return [type, data];
  const result = f.em.newLocal("i32");
  f.em.set(result, i32(0));
  f.em.ifElse(type, () => {
    f.em.set(
      result,
      asI32(f.callRuntime("getitab", [ptr(f.program.types.descriptor(f.under(to))), asPointer(type), i32(1)])[0]),
    );
  });
  return [local(result), data];
}

const asPointer = (e: Expr): Expr => ({ kind: "cast", to: "ptr", value: e });

/** x.(T); with `ok`, one more leaf and no panic. */
export function assertTo(f: FuncLowering, e: ast.TypeAssertExpr, to: Type, ok: boolean): Value {
  const from = f.typeOf(e.x);
  const value = f.snapshot(from, expr(f, e.x));
  f.setPos(e.pos);
  return assertValue(f, value, from, to, ok);
}

export function assertValue(f: FuncLowering, value: Value, from: Type, to: Type, ok: boolean): Value {
  const [word, data] = f.snapshot(from, value);
  const type = dynamicType(f, word, from);
  const { types } = f.program;
  if (f.under(to).kind === "Interface") return assertInterface(f, type, data, from, to, ok);
  const wanted = i32(types.descriptor(to));
  const matches = op("i32.eq", type, wanted);
  if (!ok) {
    f.em.guard(op("i32.ne", type, wanted), () => {
      f.callRuntime("panicdottype", [asPointer(type), ptr(types.descriptor(to)), ptr(types.descriptor(from))]);
    });
    return unboxed(f, data, to);
  }
  const isIt = f.em.temp("i32", matches);
  if (isDirectIface(to)) return [f.em.temp("ptr", select(isIt, data, ptr(0))), isIt];
  const zeroes = ptr(f.program.zeroArea(layoutOf(to).size));
  const result = unboxed(f, f.em.temp("ptr", select(isIt, data, zeroes)), to);
  return [...result, isIt];
}

function assertInterface(f: FuncLowering, type: Expr, data: Expr, from: Type, to: Type, ok: boolean): Value {
  const target = ptr(f.program.types.descriptor(to));
  if (!hasMethods(f, to)) {
    if (!ok) {
      f.panicIf(op("i32.eqz", type), "panicnildottype", [target]);
      return [type, data];
    }
    return [type, data, f.em.temp("i32", op("i32.ne", type, i32(0)))];
  }
  void from;
  if (!ok) {
    const [itab] = f.callRuntime("assertE2I", [target, asPointer(type)]);
    return [asI32(itab), data];
  }
  const itab = f.em.newLocal("i32");
  f.em.set(itab, i32(0));
  f.em.ifElse(type, () => {
    f.em.set(itab, asI32(f.callRuntime("getitab", [target, asPointer(type), i32(0)])[0]));
  });
  const found = local(itab);
  return [found, f.em.temp("ptr", select(found, data, ptr(0))), f.em.temp("i32", op("i32.ne", found, i32(0)))];
}
