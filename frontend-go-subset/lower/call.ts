// Calls: who is called (a function by name, a closure, a method through an interface), arguments in order, variadic packing.
//
// spec: "all function calls, method calls, receive operations, and binary logical operations are evaluated in lexical
// left-to-right order". Memory is read when an operand is reached; only plain local variables are read late, and no call can
// change those.

import type { Signature as IrSignature, IrType } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { isNumeric } from "../types/constant.ts";
import { typeSetOf } from "../types/type-set.ts";
import type { Func, Interface, Signature, Type } from "../types/types.ts";
import { irSignature } from "./abi.ts";
import { numberInfo } from "./arith.ts";
import { bug } from "./bug.ts";
import { builtinCall } from "./builtin.ts";
import { constant } from "./constant-expr.ts";
import { assignable, convert } from "./convert.ts";
import { expr, exprAs, exprTuple, instanceArgs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { intrinsic } from "./intrinsics.ts";
import { addPtr, type Expr, i32, loadI32, op, ptr } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { lookupMember, type Member, ownerArgs } from "./method-set.ts";
import { hasCall } from "./order.ts";
import { type Place, placeOf, readPlace } from "./place.ts";
import type { FuncTarget } from "./program.ts";
import { followPath } from "./selector.ts";
import { sliceOf } from "./slice.ts";
import { qualifiedId, typeString } from "./type-key.ts";
import { methodIndex } from "./typedesc.ts";
import { keepPointers, noteGiven, withPointers } from "./uintptr-args.ts";

/** Something that can be called; its operands have been evaluated. */
export type Callable =
  /** By name; `recv` holds the receiver's leaves. */
  | { readonly kind: "static"; readonly target: FuncTarget; readonly recv: Value; readonly sig: Signature }
  /** A func value, checked not to be nil when called. */
  | { readonly kind: "closure"; readonly closure: Expr; readonly sig: Signature }
  /** The method of an interface value whose table of methods is `word`; nil is found when it is called, as gc does. */
  | {
      readonly kind: "interface";
      readonly word: Expr;
      readonly data: Expr;
      readonly index: number;
      readonly sig: Signature;
    }
  /** A table function with the data word of an interface. */
  | TableCallable;

export interface TableCallable {
  readonly kind: "table";
  readonly slot: Expr;
  readonly data: Expr;
  readonly sig: Signature;
}

export type BoundCallable = Exclude<Callable, { kind: "interface" }>;

export function callExpr(f: FuncLowering, e: ast.CallExpr): Value[] {
  const fun = unparen(e.fun);
  const tv = f.info.types.get(fun) ?? f.info.types.get(e.fun);
  if (tv?.mode === "type") {
    const to = f.typeOf(e.fun);
    const from = f.typeOf(e.args[0]);
    const argMode = f.info.types.get(e.args[0])?.mode;
    if (argMode === "nil") return [f.zero(to)];
    const known = f.info.types.get(e.args[0])?.value;
    const target = f.under(to);
    // A constant converted to a type parameter's type argument.
    if (
      known &&
      isNumeric(known) &&
      target.kind === "Basic" &&
      ["int", "float", "complex"].includes(numberInfo(f, to).kind)
    )
      return [constant(f, known, to)];
    const operand = expr(f, e.args[0]);
    return [convert(f, f.givenPointers ? noteGiven(f, operand, from, to) : operand, from, to)];
  }
  const builtin = builtinOf(f, fun);
  if (builtin) return builtinCall(f, e, builtin);
  const special = intrinsic(f, e, fun);
  if (special) return special;
  const callable = resolveCallee(f, fun);
  const { args, pointers } = withPointers(f, callable, () => callArgs(f, e, callable.sig));
  // As gc: where the parenthesis is, which matters when a call takes several lines.
  f.setPos(e.lparen);
  const results = invokeResults(f, callable, args);
  keepPointers(f, pointers);
  return results;
}

export function builtinOf(f: FuncLowering, fun: ast.Expr) {
  const ident = fun.kind === "Ident" ? fun : fun.kind === "SelectorExpr" ? fun.sel : undefined;
  const obj = ident && f.info.uses.get(ident);
  return obj?.kind === "Builtin" ? obj.id : undefined;
}

/** The declared function that fun names directly, when it does. */
export function namedFunc(f: FuncLowering, fun: ast.Expr): { obj: Func; typeArgs: Type[] } | undefined {
  const base = fun.kind === "IndexExpr" ? unparen(fun.x) : fun;
  if (base.kind === "SelectorExpr" && f.info.selections.has(base)) return undefined;
  const ident = base.kind === "Ident" ? base : base.kind === "SelectorExpr" ? base.sel : undefined;
  const obj = ident && f.info.uses.get(ident);
  if (obj?.kind !== "Func") return undefined;
  return { obj, typeArgs: instanceArgs(f, ident!) };
}

/** Evaluates what is called. */
export function resolveCallee(f: FuncLowering, fun: ast.Expr): Callable {
  const named = namedFunc(f, fun);
  if (named) {
    const target = f.program.target(named.obj, named.typeArgs);
    return { kind: "static", target, recv: [], sig: target.sig };
  }
  if (fun.kind === "SelectorExpr" && f.info.selections.get(fun)?.kind === "method") return bindSelector(f, fun);
  const type = f.typeOf(fun);
  const sig = f.under(type) as Signature;
  return { kind: "closure", closure: f.em.temp("ptr", expr(f, fun)[0]), sig };
}

/** x.m as something to call: x evaluated, embedded fields walked. */
export function bindSelector(f: FuncLowering, e: ast.SelectorExpr): Callable {
  const selection = f.info.selections.get(e)!;
  const recv = f.typeOf(e.x);
  const member =
    lookupMember(recv, selection.obj.name, selection.obj.pkg) ?? bug("call", `no method ${selection.obj.name}`);
  if (
    member.path.length === 0 &&
    f.under(recv).kind !== "Pointer" &&
    f.under(recv).kind !== "Interface" &&
    (member.obj as Func).hasPtrRecv
  ) {
    return bindMethod(f, placeOf(f, e.x), member);
  }
  if (f.under(recv).kind === "Pointer" || f.under(recv).kind === "Interface" || member.path.length === 0) {
    return bindValue(f, expr(f, e.x), recv, member);
  }
  return bindMethod(f, placeOf(f, e.x), member);
}

/** The method of a value (a pointer, an interface, or a plain value whose methods take values). */
export function bindValue(f: FuncLowering, value: Value, type: Type, member: Member): Callable {
  const under = f.under(type);
  const method = member.obj as Func;
  if (member.path.length === 0) {
    if (f.under(member.owner).kind === "Interface") return bindInterface(f, value, type, method);
    if (under.kind === "Pointer" && !(f.under(member.owner) === under)) {
      if (method.hasPtrRecv) return staticMethod(f, member, [f.em.temp("ptr", value[0])]);
      const p = f.em.temp("ptr", value[0]);
      f.nilCheck(p);
      return staticMethod(f, member, f.loadMemory(under.elem, p, 0));
    }
    return staticMethod(f, member, f.snapshot(type, value));
  }
  if (under.kind === "Pointer") {
    const p = f.em.temp("ptr", value[0]);
    f.nilCheck(p);
    return bindMethod(f, { kind: "memory", type: under.elem, base: p, offset: 0 }, member);
  }
  const place: Place = layoutOf(type).inMemory
    ? { kind: "memory", type, base: f.em.temp("ptr", value[0]), offset: 0 }
    : f.newLocals(type, value);
  return bindMethod(f, place, member);
}

/** In a wrapper that calls a value method with what the pointer p points to: nil has a panic of its own there. */
export function checkReceiver(w: FuncLowering, p: Expr, type: Type, member: Member): void {
  const method = member.obj as Func;
  if (type.kind !== "Pointer" || member.path.length > 0 || method.hasPtrRecv) return;
  const recv = Buffer.from(typeString(type.elem, true)).toString("latin1");
  const text = `${recv}.${method.name}`;
  w.panicIf(op("i32.eqz", p), "panicwrap", [
    ptr(w.program.data.string(text)),
    i32(text.length),
    i32(recv.length),
    i32(recv.replace(/\[.*/, "").lastIndexOf(".") + 1),
  ]);
}

/** The method found from a place by walking member.path. */
export function bindMethod(f: FuncLowering, start: Place, member: Member): Callable {
  const end = followPath(f, start, member.path);
  const method = member.obj as Func;
  const under = f.under(end.type);
  if (under.kind === "Interface") return bindInterface(f, readPlace(f, end), end.type, method);
  const declaredOnPointer = under.kind === "Pointer" && f.under(member.owner) !== under;
  if (declaredOnPointer) {
    const p = f.em.temp("ptr", readPlace(f, end)[0]);
    if (method.hasPtrRecv) return staticMethod(f, member, [p]);
    f.nilCheck(p);
    return staticMethod(f, member, f.loadMemory(under.elem, p, 0));
  }
  if (method.hasPtrRecv) {
    if (end.kind !== "memory") return bug("call", `receiver of ${method.name} is not in memory`);
    return staticMethod(f, member, [f.em.temp("ptr", addPtr(end.base, i32(end.offset)))]);
  }
  return staticMethod(f, member, f.snapshot(end.type, readPlace(f, end)));
}

function staticMethod(f: FuncLowering, member: Member, recv: Value): Callable {
  const target = f.program.target(member.obj as Func, ownerArgs(member.owner));
  return { kind: "static", target, recv, sig: target.sig };
}

function bindInterface(f: FuncLowering, value: Value, type: Type, method: Func): Callable {
  const [word, data] = f.snapshot(type, value);
  const own =
    typeSetOf(f.under(type) as Interface).methods.find(
      (m) => qualifiedId(m.name, m.pkg) === qualifiedId(method.name, method.pkg),
    ) ?? method;
  f.program.types.callMethod(own);
  const index = methodIndex(type, method.name, method.pkg);
  return { kind: "interface", word, data, index, sig: own.type as Signature };
}

/** What will be called is decided now: looks the method of an interface value up, which must not be nil. */
export function bound(f: FuncLowering, callable: Callable): BoundCallable {
  if (callable.kind !== "interface") return callable;
  const { word, data, index, sig } = callable;
  f.nilCheck(word);
  return { kind: "table", slot: f.em.temp("i32", loadI32(word, 8 + 4 * index)), data, sig };
}

/** The arguments as parameters of sig: converted, variadic ones packed, flattened. */
export function callArgs(f: FuncLowering, e: ast.CallExpr, sig: Signature): Value[] {
  const params = sig.params.vars.map((v) => v.type);
  if (e.args.length === 1 && params.length !== 1) {
    const only = unparen(e.args[0]);
    if (only.kind === "CallExpr" && f.typeOf(only).kind === "Tuple") return spreadCall(f, only, sig);
  }
  if (e.args.length === 1 && sig.variadic) {
    const only = unparen(e.args[0]);
    if (only.kind === "CallExpr" && f.typeOf(only).kind === "Tuple") return spreadCall(f, only, sig);
  }
  if (!sig.variadic || e.hasDots) return evaluateAll(f, e.args, params);
  const fixed = params.length - 1;
  const rest = f.under(params[fixed]);
  if (rest.kind !== "Slice") return bug("call", "variadic parameter is no slice");
  const values = evaluateAll(
    f,
    e.args,
    e.args.map((_, i) => (i < fixed ? params[i] : rest.elem)),
  );
  return [...values.slice(0, fixed), sliceOf(f, rest.elem, values.slice(fixed))];
}

/** Operands of one call or return: those that call functions first, in order (order.ts). */
export function evaluateAll(f: FuncLowering, list: readonly ast.Expr[], types: readonly Type[]): Value[] {
  const calling = list.map((e) => hasCall(f, e));
  if (!calling.some(Boolean)) return list.map((e, i) => exprAs(f, e, types[i]));
  const values: Value[] = [];
  list.forEach((e, i) => {
    if (calling[i]) values[i] = f.ownIfMoved(types[i], exprAs(f, e, types[i]));
  });
  list.forEach((e, i) => {
    if (!calling[i]) values[i] = exprAs(f, e, types[i]);
  });
  return values;
}

/** f(g()) where g has several results. */
function spreadCall(f: FuncLowering, inner: ast.CallExpr, sig: Signature): Value[] {
  const { values, types } = exprTuple(f, inner);
  const params = sig.params.vars.map((v) => v.type);
  if (!sig.variadic) return values.map((v, i) => assignable(f, v, types[i], params[i]));
  const fixed = params.length - 1;
  const rest = f.under(params[fixed]);
  if (rest.kind !== "Slice") return bug("call", "variadic parameter is no slice");
  const head = values.slice(0, fixed).map((v, i) => assignable(f, v, types[i], params[i]));
  const tail = values.slice(fixed).map((v, i) => assignable(f, v, types[fixed + i], rest.elem));
  return [...head, sliceOf(f, rest.elem, tail)];
}

/** Calls, with flattened arguments; the results as leaves. */
export function invoke(f: FuncLowering, callable: Callable, args: readonly Expr[]): Expr[] {
  const callee = bound(f, callable);
  switch (callee.kind) {
    case "static":
      return f.callTarget(callee.target, [...callee.recv, ...args]);
    case "closure": {
      f.nilCheck(callee.closure);
      return callSlot(f, loadI32(callee.closure, 0), callee.closure, callee.sig, args);
    }
    case "table":
      return callSlot(f, callee.slot, callee.data, callee.sig, args);
  }
}

export function callSlot(f: FuncLowering, slot: Expr, first: Expr, sig: Signature, args: readonly Expr[]): Expr[] {
  const signature: IrSignature = irSignature({ ...sig, recv: undefined }, "closure");
  return f.em.call({ kind: "table", slot, signature }, [first, ...args], signature.results);
}

/** Calls and groups the result leaves by result. */
export function invokeResults(f: FuncLowering, callable: Callable, args: readonly Value[]): Value[] {
  const leaves = invoke(f, callable, args.flat());
  return groupLeaves(
    leaves,
    callable.sig.results.vars.map((v) => v.type),
  );
}

export function groupLeaves(leaves: readonly Expr[], types: readonly Type[]): Value[] {
  let next = 0;
  return types.map((type) => {
    const count = layoutOf(type).leaves.length;
    const value = leaves.slice(next, next + count);
    next += count;
    return value;
  });
}

export const leafTypesOf = (types: readonly Type[]): IrType[] =>
  types.flatMap((t) => layoutOf(t).leaves.map((l) => l.type));
