// Sizeof, Alignof and Offsetof of package unsafe.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { assignment } from "./assign.ts";
import { result } from "./builtin.ts";
import { type Checker, invalidArg } from "./checker.ts";
import { makeInt } from "./constant.ts";
import { checkExpr } from "./expr.ts";
import { lookupFieldOrMethod } from "./lookup.ts";
import type { Operand } from "./operand.ts";
import { alignOf, offsetsOf, sizeOf } from "./sizes.ts";
import type { Named, Type } from "./types.ts";
import { asNamed, isTypeParam, underlying } from "./under.ts";
import { Typ } from "./universe.ts";
import { use } from "./use.ts";

/** Sizes are int64. */
const maxSize = 2 ** 63;

/** The size depends on type parameters. */
function hasVariableSize(type: Type, seen: Map<Named, boolean>): boolean {
  const named = asNamed(type);
  if (named) {
    const known = seen.get(named);
    if (known !== undefined) return known;
    seen.set(named, true);
  }
  const u = underlying(type);
  const isVariable =
    u.kind === "Array"
      ? hasVariableSize(u.elem, seen)
      : u.kind === "Struct"
        ? u.fields.some((f) => hasVariableSize(f.type, seen))
        : u.kind === "Interface" && isTypeParam(type);
  if (named) seen.set(named, isVariable);
  return isVariable;
}

export function sizeConstant(c: Checker, x: Operand, call: ast.CallExpr, id: "Sizeof" | "Alignof"): boolean {
  assignment(c, x, undefined, `argument to unsafe.${id}`);
  if (x.mode === "invalid") return false;
  if (hasVariableSize(x.type, new Map())) return result(c, x, call, Typ.uintptr, [x.type]);
  const size = id === "Sizeof" ? sizeOf(x.type) : alignOf(x.type);
  if (size >= maxSize) {
    c.fail(x, "TypeTooLarge", `${c.show(x)} is too large`);
    return false;
  }
  x.mode = "const";
  x.value = makeInt(size);
  x.type = Typ.uintptr;
  return true;
}

/** spec (unsafe): "Offsetof takes a (possibly parenthesized) selector s.f, denoting a field f of the struct denoted by s or *s, and returns the field offset in bytes relative to the struct's address. If f is an embedded field, it must be reachable without pointer indirections through fields of the struct." */
export function offsetofCall(c: Checker, x: Operand, call: ast.CallExpr): boolean {
  const [arg] = call.args;
  const sel = unparen(arg);
  if (sel.kind !== "SelectorExpr") {
    c.fail(arg, "BadOffsetofSyntax", `${invalidArg}${c.text(arg)} is not a selector expression`);
    use(c, [arg]);
    return false;
  }
  checkExpr(c, x, sel.x);
  if (x.mode === "invalid") return false;
  const u = underlying(x.type);
  const base = u.kind === "Pointer" && underlying(u.elem).kind === "Struct" ? u.elem : x.type;
  const name = sel.sel.name;
  const { obj, index, indirect } = lookupFieldOrMethod(base, false, c.pkg, name);
  if (!obj || !index) {
    c.fail(x, "MissingFieldOrMethod", `${invalidArg}${c.name(base)} has no single field ${name}`);
    return false;
  }
  if (obj.kind === "Func") {
    c.fail(arg, "InvalidOffsetof", `${invalidArg}${c.text(arg)} is a method value`);
    return false;
  }
  if (indirect) {
    c.fail(x, "InvalidOffsetof", `${invalidArg}field ${name} is embedded via a pointer in ${c.name(base)}`);
    return false;
  }
  c.info.uses.set(sel.sel, obj);
  c.info.selections.set(sel, { kind: "field", recv: base, obj, index, indirect: false });
  c.recordType(sel, x.mode === "var" ? "var" : "value", obj.type, undefined);
  if (hasVariableSize(base, new Map())) return result(c, x, call, Typ.uintptr, [obj.type]);
  let offset = 0;
  let type: Type = base;
  for (const i of index) {
    const struct = underlying(type);
    if (struct.kind !== "Struct") break;
    offset += offsetsOf(struct)[i];
    type = struct.fields[i].type;
  }
  if (offset >= maxSize) {
    c.fail(x, "TypeTooLarge", `${c.show(x)} is too large`);
    return false;
  }
  x.mode = "const";
  x.value = makeInt(offset);
  x.type = Typ.uintptr;
  return true;
}
