// Function types: receivers, type parameters, parameters and results.

import type * as ast from "../syntax/ast.ts";
import type { Checker, Mutable } from "./checker.ts";
import { collectTypeParams, declareTypeParam } from "./decl.ts";
import { unpackReceiver } from "./resolver.ts";
import { instantiateNamed, makeSubstitution, newTuple, substitute } from "./subst.ts";
import type { Named, Scope, Signature, Type, TypeParam, Var } from "./types.ts";
import { genericType, varType } from "./typexpr.ts";
import { deref, isValid, newPointer, unalias, underlying } from "./under.ts";
import { emptyTuple, Typ } from "./universe.ts";

export function newSignature(): Mutable<Signature> {
  return {
    kind: "Signature",
    recv: undefined,
    recvTypeParams: [],
    typeParams: [],
    params: emptyTuple,
    results: emptyTuple,
    variadic: false,
  };
}

/** Fills in the signature and returns the scope of its parameters, which a body will extend. */
export function funcType(
  c: Checker,
  signature: Mutable<Signature>,
  recvField: ast.Field | undefined,
  type: ast.FuncType,
): Scope {
  const scope = c.openScope(type, "function");
  let recv: Var | undefined;
  if (recvField) {
    const found = collectReceiver(c, recvField);
    recv = found.recv;
    signature.recvTypeParams = found.params;
  }
  if (type.typeParams.length > 0) {
    collectTypeParams(c, type.typeParams, (params) => {
      signature.typeParams = params;
    });
  }
  const params = collectParams(c, "param", type.params);
  const results = collectParams(c, "result", type.results);
  // All names are declared behind the signature, so that types in it do not refer to them.
  if (recv && recv.name !== "") c.declare(scope, recvField!.names[0], recv);
  for (const list of [params, results]) {
    for (const [i, v] of list.vars.entries()) {
      const name = list.names[i];
      if (name) c.declare(scope, name, v);
    }
  }
  signature.recv = recv;
  signature.params = newTuple(params.vars);
  signature.results = newTuple(results.vars);
  signature.variadic = params.variadic;
  c.closeScope();
  return scope;
}

interface Params {
  readonly names: (ast.Ident | undefined)[];
  readonly vars: Var[];
  readonly variadic: boolean;
}

function collectParams(c: Checker, role: "param" | "result", fields: readonly ast.Field[]): Params {
  const names: (ast.Ident | undefined)[] = [];
  const vars: Var[] = [];
  let variadic = false;
  fields.forEach((field, i) => {
    let e = field.type;
    let isDots = false;
    if (e.kind === "Ellipsis" && e.elt) {
      // spec: "The final incoming parameter in a function signature may have a type prefixed with ..."
      isDots = role === "param" && i === fields.length - 1;
      if (!isDots) c.fail(e, "InvalidSyntaxTree", "invalid use of ...");
      e = e.elt;
    }
    let type = varType(c, e);
    if (isDots) {
      variadic = true;
      type = { kind: "Slice", elem: type };
      c.recordType(field.type, "type", type, undefined);
    }
    for (const name of field.names) {
      names.push(name);
      vars.push(c.newVar(role, name.pos, name.name, type));
    }
    if (field.names.length === 0) {
      const v = c.newVar(role, field.pos, "", type);
      c.info.implicits.set(field, v);
      names.push(undefined);
      vars.push(v);
    }
  });
  return { names, vars, variadic };
}

/**
 * spec: "The receiver is specified via an extra parameter section preceding the method name. ... Its type must be a defined type T
 * or a pointer to a defined type T, possibly followed by a list of type parameter names [P1, P2, ...]".
 */
function collectReceiver(c: Checker, field: ast.Field): { recv: Var; params: TypeParam[] } {
  const { isPointer, base, params: names } = unpackReceiver(field.type);
  let type: Type = Typ.invalid;
  let params: TypeParam[] = [];
  if (names.length === 0) {
    type = varType(c, field.type);
    type = checkAliasReceiver(c, base, type);
  } else {
    ({ type, params } = genericReceiver(c, base, names, isPointer));
    recordReceiver(c, field.type, type);
  }
  const [name] = field.names;
  const recv = name ? c.newVar("recv", name.pos, name.name, type) : c.newVar("recv", field.pos, "", type);
  if (!name) c.info.implicits.set(field, recv);
  c.later(() => validReceiver(c, base, recv));
  return { recv, params };
}

function unpointer(t: Type): Type {
  let type = t;
  while (type.kind === "Pointer") type = type.elem;
  return type;
}

/** An alias must not hide an instantiated type. */
function checkAliasReceiver(c: Checker, base: ast.Expr, type: Type): Type {
  for (let t = unpointer(type); t.kind === "Alias"; ) {
    const next = unpointer(t.rhs ?? Typ.invalid);
    if ((next.kind === "Named" || next.kind === "Alias") && next.origin.typeParams.length > 0) {
      c.fail(base, "InvalidRecv", `cannot define new methods on instantiated type ${c.name(next)}`);
      return Typ.invalid;
    }
    t = next;
  }
  return type;
}

function genericReceiver(
  c: Checker,
  base: ast.Expr,
  names: readonly ast.Expr[],
  isPointer: boolean,
): { type: Type; params: TypeParam[] } {
  const { type: generic, cause } = genericType(c, base);
  let origin: Named | undefined;
  if (!isValid(generic)) {
    if (cause !== "") c.fail(base, "InvalidRecv", cause);
  } else if (generic.kind === "Alias") {
    c.fail(base, "InvalidRecv", `cannot define new methods on generic alias type ${c.name(generic)}`);
  } else if (generic.kind === "Named") {
    origin = generic;
  }
  const params = names.map((e, i) => {
    let name: ast.Ident;
    if (e.kind === "Ident") name = e;
    else {
      if (e.kind !== "BadExpr") c.fail(e, "BadDecl", `receiver type parameter ${c.text(e)} must be an identifier`);
      name = { kind: "Ident", pos: e.pos, end: e.end, name: "_" };
    }
    const param = declareTypeParam(c, name);
    param.index = i;
    c.info.uses.set(name, param.obj);
    c.recordType(name, "type", param, undefined);
    return param;
  });
  if (!origin) return { type: Typ.invalid, params };
  const declared = origin.typeParams;
  if (params.length === declared.length) {
    // The receiver's type parameters have the constraints of the type's.
    const map = makeSubstitution(declared, params);
    params.forEach((p, i) => {
      c.mono.recordCanonical(p, declared[i]);
      p.bound = substitute(declared[i].bound, map);
    });
  } else {
    const got = `${params.length} type parameter${params.length === 1 ? "" : "s"}`;
    c.fail(base, "BadRecv", `receiver declares ${got}, but receiver base type declares ${declared.length}`);
  }
  const instance = instantiateNamed(origin, params);
  c.recordInstance(base, params, instance);
  return { type: isPointer ? newPointer(instance) : instance, params };
}

function recordReceiver(c: Checker, e: ast.Expr, type: Type): void {
  let expr = e;
  let t = type;
  for (;;) {
    c.recordType(expr, "type", t, undefined);
    if (expr.kind === "ParenExpr") expr = expr.x;
    else if (expr.kind === "StarExpr" && t.kind === "Pointer") {
      expr = expr.x;
      t = t.elem;
    } else return;
  }
}

function validReceiver(c: Checker, base: ast.Expr, recv: Var): void {
  const [type] = deref(recv.type);
  const t = unalias(type);
  if (!isValid(t)) return;
  if (t.kind === "Basic") {
    c.fail(base, "InvalidRecv", `cannot define new methods on non-local type ${c.name(type)}`);
    return;
  }
  if (t.kind !== "Named") {
    c.fail(base, "InvalidRecv", `invalid receiver type ${c.name(recv.type)}`);
    return;
  }
  if (t.obj.pkg !== c.pkg) {
    c.fail(base, "InvalidRecv", `cannot define new methods on non-local type ${c.name(type)}`);
    return;
  }
  const u = underlying(t);
  let cause = "";
  if (u.kind === "Basic" && u.basic === "unsafe.Pointer") cause = "unsafe.Pointer";
  else if (u.kind === "Pointer" || u.kind === "Interface") cause = "pointer or interface type";
  if (cause !== "") c.fail(base, "InvalidRecv", `invalid receiver type ${c.name(type)} (${cause})`);
}
