// Function values. A func value points to a closure: {table slot, captured variables...}; the function in the slot takes the
// closure as its first parameter.
//
//   func(x int) int { return x + y }      closure {slot, y} when y is never reassigned, {slot, &y} otherwise
//   f (declared)                          static closure {slot of f·f}, where f·f ignores the closure and calls f
//   x.m                                   closure {slot, leaves of the bound receiver}
//   go f(a), defer f(a)                   closure {slot, leaves of f and a} of a function without parameters: a thunk

import type { IrFunc, Signature as IrSignature, IrType } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import type { Func, Signature, Type, Var } from "../types/types.ts";
import { irSignature } from "./abi.ts";
import { bug } from "./bug.ts";
import { type BoundCallable, bindSelector, bindValue, bound, type Callable, checkReceiver, invoke } from "./call.ts";
import { lowerBody } from "./declared.ts";
import { FuncLowering, type Value } from "./func.ts";
import { type Expr, i32, type LeafType, load, local, ptr, slotOf } from "./ir-expr.ts";
import { alignTo, layoutOf } from "./layout.ts";
import { lookupMember } from "./method-set.ts";
import { passRecover } from "./recover.ts";
import { Subst } from "./subst.ts";
import { typeString } from "./type-key.ts";
import { keepPointers } from "./uintptr-args.ts";

/** One thing kept in a closure. */
export interface Captured {
  readonly type: LeafType;
  readonly value: Expr;
}

const sizes: Record<LeafType, number> = { i32: 4, ptr: 4, f32: 4, i64: 8, f64: 8 };

/** Offsets of values behind the slot. */
export function closureOffsets(types: readonly LeafType[]): { offsets: number[]; size: number } {
  let size = 4;
  const offsets = types.map((type) => {
    size = alignTo(size, sizes[type]);
    const offset = size;
    size += sizes[type];
    return offset;
  });
  return { offsets, size: alignTo(size, 4) };
}

/** Makes a closure for a table function; static when it captures nothing. */
export function makeClosure(f: FuncLowering, tableFunc: string, captured: readonly Captured[]): Expr {
  if (captured.length === 0) return ptr(f.program.funcValue(tableFunc));
  const { offsets, size } = closureOffsets(captured.map((c) => c.type));
  const words = captured.flatMap((c, i) => (c.type === "ptr" ? [offsets[i] >> 2] : []));
  const [closure] = f.callRuntime("mallocgc", [i32(size), i32(f.program.types.gcWords(size, words))]);
  f.em.store("i32.store", closure, 0, slotOf(tableFunc));
  captured.forEach((c, i) => {
    f.em.store(c.type === "ptr" ? "i32.store" : `${c.type}.store`, closure, offsets[i], c.value);
  });
  return closure;
}

export function loadCaptured(closure: Expr, types: readonly LeafType[]): Expr[] {
  const { offsets } = closureOffsets(types);
  return types.map((type, i) => load(type === "ptr" ? "i32.load" : `${type}.load`, type, closure, offsets[i]));
}

// ---------------------------------------------------------------- function literals

/** How a captured variable is kept: the pointer to its memory, or its leaves. */
export function captureOf(f: FuncLowering, v: Var): Captured[] {
  const place = f.placeOfVar(v);
  if (place.kind === "memory") {
    if (place.offset !== 0) return bug("closure", `captured part of a variable ${v.name}`);
    return [{ type: "ptr", value: place.base }];
  }
  if (place.kind !== "locals") return bug("closure", `captured ${place.kind}`);
  const { leaves } = layoutOf(place.type);
  return place.locals.map((l, i) => ({ type: leaves[i].type, value: local(l) }));
}

/** Inside the literal: the captured variables get places of their own. */
export function bindCaptures(inner: FuncLowering, outer: FuncLowering, vars: readonly Var[]): void {
  const closure = local(0);
  const shapes = vars.map((v) => captureOf(outer, v).map((c) => c.type));
  const values = loadCaptured(closure, shapes.flat());
  let next = 0;
  vars.forEach((v, i) => {
    const mine = values.slice(next, next + shapes[i].length);
    next += shapes[i].length;
    const type = inner.typeOfVar(v);
    const outerPlace = outer.placeOfVar(v);
    const locals = mine.map((value, j) => {
      const l = inner.em.newLocal(shapes[i][j], v.name);
      inner.em.set(l, value);
      return l;
    });
    inner.places.set(
      v,
      outerPlace.kind === "memory"
        ? { kind: "memory", type, base: local(locals[0]), offset: 0 }
        : { kind: "locals", type, locals },
    );
  });
}

export function funcLiteral(f: FuncLowering, e: ast.FuncLit): Expr {
  const vars = (f.info.captures.get(e) ?? []).filter((v) => v.role !== "package" && f.places.has(v));
  const name = literalName(f);
  const captured = vars.flatMap((v) => captureOf(f, v));
  const { concrete } = f.bodySignature(e);
  f.program.valueNames.set(name, { name, pos: e.pos });
  f.program.define(name, () => {
    const inner = new FuncLowering(f.program, f.pkg, f.subst, f.unit, concrete, name, irSignature(concrete, "closure"));
    inner.isLiteral = true;
    return lowerBody(inner, e, e.body, "closure", () => bindCaptures(inner, f, vars));
  });
  return makeClosure(f, name, captured);
}

/** As gc names them: main.f.func1 in f, main.f.func1.1 in that one. */
function literalName(f: FuncLowering): string {
  const name = f.isLiteral ? `${f.em.name}.${++f.inner}` : `${f.unit.name}.func${++f.unit.literals}`;
  return f.program.uniqueName(name, name);
}

// ---------------------------------------------------------------- declared functions and methods as values

/** The table function of a declared function: ignores the closure. */
export function wrapperOf(
  f: { readonly program: FuncLowering["program"] },
  obj: Func,
  typeArgs: readonly Type[],
): string {
  const { program } = f;
  const target = program.target(obj, typeArgs);
  program.valueNames.set(`${target.name}·f`, { name: target.name, pos: target.decl.pos });
  return program.define(`${target.name}·f`, (name) => {
    const w = wrapper(f, name, target.sig, irSignature({ ...target.sig, recv: undefined }, "closure"));
    passRecover(w, name, target);
    const args = w.em.signature.params.slice(1).map((_, i) => local(i + 1));
    w.em.end({ kind: "return", values: w.callTarget(target, args) });
    return w.finish();
  });
}

/** A lowering for a function of the compiler's own, without source. */
export function wrapper(
  f: { readonly program: FuncLowering["program"] },
  name: string,
  sig: Signature,
  ir: IrSignature,
): FuncLowering {
  const { program } = f;
  return new FuncLowering(
    program,
    program.packages[0],
    Subst.none,
    { name, literals: 0, rangeCaptured: new Set() },
    sig,
    name,
    ir,
  );
}

export function funcValue(f: FuncLowering, obj: Func, typeArgs: readonly Type[]): Expr {
  return ptr(f.program.funcValue(wrapperOf(f, obj, typeArgs)));
}

/** x.m not called. */
export function methodValue(f: FuncLowering, e: ast.SelectorExpr): Expr {
  const callable = bindSelector(f, e);
  return bindThunk(f, callable, [], "method");
}

/** T.m: a function with the receiver as its first parameter. */
export function methodExpression(f: FuncLowering, e: ast.SelectorExpr): Expr {
  const selection = f.info.selections.get(e)!;
  const recv = f.typeOf(e.x);
  const sig = f.under(f.typeOf(e)) as Signature;
  const key = `${typeString(recv, true)}.${selection.obj.name}·expr`;
  const name = f.program.uniqueName(key, key);
  f.program.define(name, () => {
    const w = wrapper(f, name, sig, irSignature(sig, "closure"));
    const count = layoutOf(recv).leaves.length;
    const params = w.em.signature.params.map((_, i) => local(i));
    const member = lookupMember(recv, selection.obj.name, selection.obj.pkg) ?? bug("closure", "no such method");
    checkReceiver(w, params[1], recv, member);
    const callable = bindValue(w, params.slice(1, 1 + count), recv, member);
    const target = callable.kind === "static" ? callable.target : undefined;
    const shown = methodName(recv, selection.obj.name) ?? target?.name;
    if (shown) w.program.valueNames.set(name, { name: shown, pos: target?.decl.pos ?? e.pos });
    w.em.end({ kind: "return", values: invoke(w, callable, params.slice(1 + count)) });
    return w.finish();
  });
  return ptr(f.program.funcValue(name));
}

/** What Go calls a method of T or *T, its own or a promoted one: p.T.m, p.(*T).m. */
function methodName(recv: Type, name: string): string | undefined {
  const base = recv.kind === "Pointer" ? recv.elem : recv;
  if (base.kind !== "Named") return undefined;
  const full = typeString(base, true);
  const start = base.obj.pkg ? base.obj.pkg.path.length + 1 : 0;
  return recv.kind === "Pointer" ? `${full.slice(0, start)}(*${full.slice(start)}).${name}` : `${full}.${name}`;
}

// ---------------------------------------------------------------- thunks

/**
 * A closure that holds a callee and arguments. form "method": only the callee is held, the arguments come when it is called.
 * form "thunk": called without arguments and results (go and defer); tells recover who is deferred. `pointers` are held until
 * the callee returns (uintptr-args.ts).
 */
export function bindThunk(
  f: FuncLowering,
  callee: Callable,
  args: readonly Captured[],
  form: "method" | "thunk",
  pointers: readonly Expr[] = [],
): Expr {
  const callable = bound(f, callee);
  const held = calleeCaptures(f, callable);
  const all: Captured[] = [...held, ...args, ...pointers.map((value) => ({ type: "ptr", value }) as const)];
  const types = all.map((c) => c.type);
  const ir: IrSignature =
    form === "thunk" ? { params: ["ptr"], results: [] } : irSignature({ ...callable.sig, recv: undefined }, "closure");
  const display = `${calleeName(callable)}·${form}`;
  const name = f.program.uniqueName(
    display,
    `${display}:${types.join()}:${ir.params.join()}:${ir.results.map(String).join()}:${callKey(callable)}${pointers.length > 0 ? `:${pointers.length}` : ""}`,
  );
  if (form === "method" && callable.kind === "static")
    f.program.valueNames.set(name, { name: `${callable.target.name}-fm`, pos: callable.target.decl.pos });
  f.program.define(name, (n) => thunkBody(f, n, ir, callable, held.length, types, form, pointers.length));
  return makeClosure(f, name, all);
}

function callKey(callable: Callable): string {
  const ir = irSignature({ ...callable.sig, recv: undefined }, "closure");
  return `${ir.params.join()}>${ir.results.join()}`;
}

function calleeName(callable: BoundCallable): string {
  return callable.kind === "static" ? callable.target.name : callable.kind;
}

function calleeCaptures(f: FuncLowering, callable: BoundCallable): Captured[] {
  switch (callable.kind) {
    case "static": {
      // The receiver is evaluated now: one in memory is copied.
      const { recv } = callable.target.sig;
      return recv ? keep(f, recv.type, callable.recv) : [];
    }
    case "closure":
      return [{ type: "ptr", value: callable.closure }];
    case "table":
      return [
        { type: "i32", value: callable.slot },
        { type: "ptr", value: callable.data },
      ];
  }
}

function thunkBody(
  f: FuncLowering,
  name: string,
  ir: IrSignature,
  callable: BoundCallable,
  held: number,
  types: readonly LeafType[],
  form: "method" | "thunk",
  pointers: number,
): IrFunc {
  const w = wrapper(f, name, callable.sig, ir);
  const values = loadCaptured(local(0), types).map((value, i) => w.em.temp(types[i] as IrType, value));
  const callee = values.slice(0, held);
  const end = values.length - pointers;
  const given = form === "thunk" ? values.slice(held, end) : ir.params.slice(1).map((_, i) => local(i + 1));
  const inner: BoundCallable =
    callable.kind === "static"
      ? { ...callable, recv: callee }
      : callable.kind === "closure"
        ? { ...callable, closure: callee[0] }
        : { ...callable, slot: callee[0], data: callee[1] };
  passRecover(w, name, inner);
  const results = invoke(w, inner, given);
  keepPointers(w, values.slice(end));
  w.em.end({ kind: "return", values: form === "thunk" ? [] : results });
  return w.finish();
}

/** Leaves of a value to be kept in a closure; memory is copied. */
export function keep(f: FuncLowering, type: Type, value: Value): Captured[] {
  const own = f.ownIfMoved(type, value);
  const { leaves } = layoutOf(type);
  return own.map((e, i) => ({ type: leaves[i].type, value: e }));
}
