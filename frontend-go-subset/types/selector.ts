// x.f: qualified identifiers, fields, methods, method expressions.

import type * as ast from "../syntax/ast.ts";
import type { Checker, Mutable } from "./checker.ts";
import { exprOrType } from "./expr.ts";
import { interfacePointerError, isInterfacePointer } from "./implements.ts";
import { lookupFieldOrMethod } from "./lookup.ts";
import { noteMissingMember } from "./missing.ts";
import type { Operand } from "./operand.ts";
import { signatureOf } from "./subst.ts";
import { isExported } from "./type-key.ts";
import type { Func, Package, PkgName, Signature, Type, Var } from "./types.ts";
import { isValid, underlying } from "./under.ts";
import { Typ } from "./universe.ts";
import { noteAddressTaken } from "./use.ts";

export function selector(c: Checker, x: Operand, e: ast.SelectorExpr, wantType: boolean): void {
  if (e.x.kind === "Ident") {
    const obj = c.lookup(e.x.name);
    if (obj?.kind === "PkgName") {
      qualified(c, x, e, e.x, obj);
      return;
    }
  }
  if (!select(c, x, e, wantType)) {
    x.mode = "invalid";
    x.type = Typ.invalid;
  }
  x.expr = e;
}

// ---------------------------------------------------------------- qualified identifiers

/** spec: "A qualified identifier accesses an identifier in a different package, which must be imported. The identifier must be exported". */
function qualified(c: Checker, x: Operand, e: ast.SelectorExpr, name: ast.Ident, pkgName: PkgName): void {
  x.mode = "invalid";
  x.type = Typ.invalid;
  x.expr = e;
  c.info.uses.set(name, pkgName);
  pkgName.used = true;
  const pkg = pkgName.imported;
  const sel = e.sel.name;
  const obj = pkg.scope.objects?.get(sel);
  if (!obj) {
    if (pkg.isFake || !/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(sel)) return;
    const similar = similarExport(pkg, sel);
    c.fail(e.sel, "UndeclaredImportedName", `undefined: ${c.text(e)}${similar ? ` (but have ${similar})` : ""}`);
    c.noteMissing(e.sel, pkg, sel);
    return;
  }
  if (!isExported(obj.name)) c.fail(e.sel, "UnexportedName", `name ${sel} not exported by package ${pkg.name}`);
  c.info.uses.set(e.sel, obj);
  switch (obj.kind) {
    case "Const":
      x.mode = "const";
      x.value = obj.value;
      break;
    case "TypeName":
      x.mode = "type";
      break;
    case "Var":
      x.mode = "var";
      break;
    case "Func":
      x.mode = "value";
      break;
    case "Builtin":
      x.mode = "builtin";
      x.id = obj.id;
      break;
    default:
      return;
  }
  x.type = obj.type;
  if (obj.kind !== "Builtin" && !isValid(x.type)) x.mode = "invalid";
}

function similarExport(pkg: Package, name: string): string | undefined {
  const candidates = [...(pkg.scope.objects?.keys() ?? [])].sort();
  return candidates.find((n) => isExported(n) && n.toLowerCase() === name.toLowerCase());
}

// ---------------------------------------------------------------- fields and methods

function select(c: Checker, x: Operand, e: ast.SelectorExpr, wantType: boolean): boolean {
  exprOrType(c, x, e.x, false);
  if (x.mode === "builtin") {
    c.fail(e.sel.pos - 1, "UncalledBuiltin", `invalid use of ${c.show(x)} in selector expression`);
    return false;
  }
  if (x.mode === "invalid") return false;
  if (wantType) {
    c.fail(e.sel, "NotAType", `${c.text(e)} is not a type`);
    return false;
  }
  const sel = e.sel.name;
  // Blank selectors are never found.
  const { obj, index, indirect } = lookupFieldOrMethod(x.type, x.mode === "var", c.pkg, sel);
  if (!obj) {
    reportMissing(c, x, e, index !== undefined, indirect);
    return false;
  }
  if (obj.kind === "Func") signatureOf(obj);
  if (x.mode === "type") return methodExpr(c, x, e, obj, index!, indirect);

  const kind = obj.kind === "Var" ? "field" : "method";
  c.info.uses.set(e.sel, obj);
  c.info.selections.set(e, { kind, recv: x.type, obj, index: index!, indirect });
  if (obj.kind === "Var") {
    x.mode = x.mode === "var" || indirect ? "var" : "value";
    x.type = obj.type;
  } else {
    // spec: "As with method calls, a reference to a non-interface method with a pointer receiver using an addressable value will
    // automatically take the address of that value".
    if (obj.hasPtrRecv && !indirect && x.mode === "var") noteAddressTaken(c, e.x);
    x.mode = "value";
    x.type = { ...signatureOf(obj), recv: undefined };
    c.addDependency(obj.origin);
  }
  return true;
}

/** spec: "If M is in the method set of type T, T.M is a function that is callable as a regular function with the same arguments as M prefixed by an additional argument that is the receiver". */
function methodExpr(
  c: Checker,
  x: Operand,
  e: ast.SelectorExpr,
  obj: Var | Func,
  index: readonly number[],
  indirect: boolean,
): boolean {
  const sel = e.sel.name;
  if (obj.kind !== "Func") {
    c.fail(
      e.sel,
      "MissingFieldOrMethod",
      `${c.text(e.x)}.${sel} undefined (type ${c.name(x.type)} has no method ${sel})`,
    );
    return false;
  }
  c.info.uses.set(e.sel, obj);
  c.info.selections.set(e, { kind: "methodExpr", recv: x.type, obj, index, indirect });
  const method = signatureOf(obj);
  if (!method.recv) {
    c.fail(e, "InvalidDeclCycle", "illegal cycle in method declaration");
    return false;
  }
  const params = method.params.vars;
  const name = params.length > 0 && params[0].name !== "" ? method.recv.name || "_" : "";
  const signature: Mutable<Signature> = {
    ...method,
    recv: undefined,
    recvTypeParams: [],
    params: { kind: "Tuple", vars: [c.newVar("param", method.recv.pos, name, x.type), ...params] },
  };
  x.mode = "value";
  x.type = signature;
  c.addDependency(obj.origin);
  return true;
}

function reportMissing(c: Checker, x: Operand, e: ast.SelectorExpr, isAmbiguous: boolean, needsPointer: boolean): void {
  if (!isValid(underlying(x.type))) return;
  const sel = e.sel.name;
  const type = c.name(x.type);
  if (isAmbiguous) {
    c.fail(e.sel, "AmbiguousSelector", `ambiguous selector ${c.text(e.x)}.${sel}`);
    return;
  }
  if (needsPointer) {
    const message =
      x.mode === "type"
        ? `invalid method expression ${type}.${sel} (needs pointer receiver (*${type}).${sel})`
        : `cannot call pointer method ${sel} on ${type}`;
    c.fail(e.sel, "InvalidMethodExpr", message);
    return;
  }
  let why: string;
  if (isInterfacePointer(x.type)) {
    why = interfacePointerError(x.type, c.name);
  } else {
    const other = lookupFieldOrMethod(x.type, x.mode === "var", c.pkg, sel, true).obj;
    why = lookupError(c, x.type, sel, other, false);
  }
  c.fail(e.sel, "MissingFieldOrMethod", `${c.text(e.x)}.${sel} undefined (${why})`);
  noteMissingMember(c, e.sel, x.type, sel);
}

/** Why there is no such field or method; `other` is one of similar spelling. */
export function lookupError(
  c: Checker,
  t: Type,
  sel: string,
  other: Var | Func | undefined,
  isStructLit: boolean,
): string {
  const type = c.name(t);
  let problem: "missing" | "misspelled" | "unexported" | "inaccessible" = "missing";
  const alt = other?.name ?? "";
  if (other) {
    const sameTail = [...sel].slice(1).join("") === [...alt].slice(1).join("");
    if (other.pkg === c.pkg) problem = "misspelled";
    else if (isExported(sel)) {
      if (isExported(alt)) problem = "misspelled";
      else if (sameTail) problem = "unexported";
    } else if (isExported(alt)) {
      if (sameTail) problem = "misspelled";
    } else if (sel === alt) problem = "inaccessible";
  }
  if (isStructLit) {
    switch (problem) {
      case "missing":
        return `unknown field ${sel} in struct literal of type ${type}`;
      case "misspelled":
        return `unknown field ${sel} in struct literal of type ${type}, but does have ${alt}`;
      case "unexported":
        return `unknown field ${sel} in struct literal of type ${type}, but does have unexported ${alt}`;
      case "inaccessible":
        return `cannot refer to unexported field ${alt} in struct literal of type ${type}`;
    }
  }
  const what = other?.kind === "Var" ? "field" : other ? "method" : "object";
  switch (problem) {
    case "missing":
      return `type ${type} has no field or method ${sel}`;
    case "misspelled":
      return `type ${type} has no field or method ${sel}, but does have ${what} ${alt}`;
    case "unexported":
      return `type ${type} has no field or method ${sel}, but does have unexported ${what} ${alt}`;
    case "inaccessible":
      return `cannot refer to unexported ${what} ${alt}`;
  }
}
