// Declarations: finding out the type (and constant value) of an object when it is needed, package-level and local.

import type * as ast from "../syntax/ast.ts";
import type { Pos } from "../syntax/source.ts";
import { initConst, initVar, initVars } from "./assign.ts";
import type { Checker, DeclInfo, Mutable } from "./checker.ts";
import { makeInt, unknown } from "./constant.ts";
import { isValidCycle, validType } from "./cycles.ts";
import { checkEmbed } from "./directives.ts";
import { checkExpr } from "./expr.ts";
import { Operand } from "./operand.ts";
import { checkArity, constSource } from "./resolver.ts";
import { funcType } from "./signature.ts";
import { funcBody } from "./stmt.ts";
import { methodsOf } from "./subst.ts";
import type { Alias, Const, Func, Named, Obj, Signature, Type, TypeName, TypeParam, Var } from "./types.ts";
import { checkType, declaredType, varType } from "./typexpr.ts";
import { asNamed, isConstType, isTypeParam, isValid, underlying } from "./under.ts";
import { emptyTuple, nextTypeId, Typ, unset } from "./universe.ts";

/** Makes sure that the type of a package-level object (or method) is known. */
export function objDecl(c: Checker, obj: Obj): void {
  if (c.objPathIndex.has(obj)) {
    // The object's declaration refers to itself.
    switch (obj.kind) {
      case "Const":
      case "Var":
        if (!isValidCycle(c, obj) || obj.type === unset) obj.type = Typ.invalid;
        break;
      case "TypeName":
        if (!isValidCycle(c, obj)) obj.type = Typ.invalid;
        break;
      default:
        isValidCycle(c, obj);
    }
    return;
  }
  if (obj.type !== unset) return;
  const info = c.objMap.get(obj);
  if (!info) return;
  c.push(obj);
  c.within(c.newEnvironment(info.fileScope, undefined), () => {
    switch (obj.kind) {
      case "Const":
        c.env.decl = info;
        constDecl(c, obj, info.type, info.init, info.inherited);
        break;
      case "Var":
        c.env.decl = info;
        varDecl(c, obj, info.lhs, info.type, info.init);
        break;
      case "TypeName":
        typeDecl(c, obj, info.typeSpec!);
        collectMethods(c, obj);
        break;
      case "Func":
        funcDecl(c, obj, info);
        break;
    }
  });
  c.pop();
}

/** obj.value holds iota on entry. */
function constDecl(
  c: Checker,
  obj: Const,
  type: ast.Expr | undefined,
  init: ast.Expr | undefined,
  inherited: boolean,
): void {
  const { iota, errorPos } = c.env;
  c.env.iota = obj.value;
  c.env.errorPos = 0;
  obj.value = unknown;
  constValue(c, obj, type, init, inherited);
  c.env.iota = iota;
  c.env.errorPos = errorPos;
}

function constValue(
  c: Checker,
  obj: Const,
  type: ast.Expr | undefined,
  init: ast.Expr | undefined,
  inherited: boolean,
): void {
  if (type) {
    const t = checkType(c, type);
    if (!isConstType(t)) {
      if (isValid(underlying(t))) c.fail(type, "InvalidConstType", `invalid constant type ${c.name(t)}`);
      obj.type = Typ.invalid;
      return;
    }
    obj.type = t;
  }
  const x = new Operand();
  if (init) {
    // Errors in a repeated expression are reported at the constant that repeats it.
    if (inherited) c.env.errorPos = obj.pos;
    checkExpr(c, x, init);
  }
  initConst(c, obj, x);
}

function varDecl(
  c: Checker,
  obj: Var,
  lhs: readonly Var[] | undefined,
  type: ast.Expr | undefined,
  init: ast.Expr | undefined,
): void {
  if (type) obj.type = varType(c, type);
  if (!init) {
    if (!type) obj.type = Typ.invalid;
    return;
  }
  if (!lhs || lhs.length === 1) {
    const x = new Operand();
    checkExpr(c, x, init, c.target(obj.type === unset ? undefined : obj.type, obj.name));
    initVar(c, obj, x, "variable declaration");
    return;
  }
  if (type) for (const v of lhs) v.type = obj.type;
  initVars(c, lhs, [init], undefined);
}

// ---------------------------------------------------------------- types

function newNamed(obj: TypeName): Named {
  const named: Mutable<Named> = {
    kind: "Named",
    id: nextTypeId(),
    obj,
    origin: undefined as unknown as Named,
    typeArgs: [],
    typeParams: [],
    under: undefined,
    rhs: undefined,
    instances: undefined,
    methods: [],
    methodsExpanded: true,
  };
  named.origin = named;
  return named;
}

function newAlias(obj: TypeName): Alias {
  const alias: Mutable<Alias> = {
    kind: "Alias",
    obj,
    origin: undefined as unknown as Alias,
    typeArgs: [],
    typeParams: [],
    rhs: undefined,
    instances: undefined,
  };
  alias.origin = alias;
  return alias;
}

export function typeDecl(c: Checker, obj: TypeName, spec: ast.TypeSpec): void {
  c.later(() => {
    const t = obj.type === unset ? undefined : asNamed(obj.type);
    if (t) validType(c, t);
  });
  if (spec.isAlias) {
    aliasDecl(c, obj, spec);
    return;
  }
  const named = newNamed(obj);
  obj.type = named;
  if (spec.typeParams.length > 0) {
    c.openScope(spec);
    collectTypeParams(c, spec.typeParams, (params) => {
      named.typeParams = params;
    });
  }
  let rhs = declaredType(c, spec.type, obj);
  if (isTypeParam(rhs)) {
    c.fail(spec.type, "MisplacedTypeParam", "cannot use a type parameter as RHS in type declaration");
    rhs = Typ.invalid;
  }
  named.rhs ??= rhs;
  if (spec.typeParams.length > 0) c.closeScope();
}

function aliasDecl(c: Checker, obj: TypeName, spec: ast.TypeSpec): void {
  const alias = newAlias(obj);
  obj.type = alias;
  if (spec.typeParams.length > 0) {
    c.openScope(spec);
    collectTypeParams(c, spec.typeParams, (params) => {
      alias.typeParams = params;
    });
  }
  const rhs = declaredType(c, spec.type, obj);
  alias.rhs ??= rhs;
  if (rhs.kind === "TypeParam" && alias.typeParams.includes(rhs)) {
    c.fail(spec.type, "MisplacedTypeParam", "cannot use type parameter declared in alias declaration as RHS");
    alias.rhs = Typ.invalid;
  }
  if (spec.typeParams.length > 0) c.closeScope();
}

/** Declares type parameters in the current scope; `publish` gets them before their constraints are known, since those may refer to them. */
export function collectTypeParams(
  c: Checker,
  fields: readonly ast.Field[],
  publish: (params: TypeParam[]) => void,
): TypeParam[] {
  const groups = fields.map((f) => f.names.map((name) => declareTypeParam(c, name)));
  const params = groups.flat();
  params.forEach((p, i) => {
    p.index = i;
  });
  publish(params);
  c.env.inTypeParams = true;
  fields.forEach((f, i) => {
    let bound = constraintType(c, f.type);
    if (isTypeParam(bound)) {
      c.fail(f.type, "MisplacedTypeParam", "cannot use a type parameter as constraint");
      bound = Typ.invalid;
    }
    for (const p of groups[i]) p.bound = bound;
  });
  c.env.inTypeParams = false;
  return params;
}

/** ~T and A|B are short for interface{ ~T } and interface{ A|B }. */
function constraintType(c: Checker, x: ast.Expr): Type {
  const isElement = (x.kind === "UnaryExpr" && x.op === "~") || (x.kind === "BinaryExpr" && x.op === "|");
  if (!isElement) return checkType(c, x);
  const wrapped: ast.InterfaceType = {
    kind: "InterfaceType",
    pos: x.pos,
    end: x.end,
    methods: [{ kind: "Field", pos: x.pos, end: x.end, names: [], type: x }],
  };
  const t = checkType(c, wrapped);
  if (t.kind === "Interface") (t as { implicit: boolean }).implicit = true;
  return t;
}

export function declareTypeParam(c: Checker, name: ast.Ident): TypeParam {
  const obj = c.newTypeName(name.pos, name.name, Typ.invalid, false);
  const param: TypeParam = { kind: "TypeParam", id: nextTypeId(), obj, index: 0, bound: Typ.invalid };
  obj.type = param;
  c.declare(c.env.scope, name, obj);
  return param;
}

// ---------------------------------------------------------------- methods

function collectMethods(c: Checker, obj: TypeName): void {
  const methods = c.methods.get(obj);
  if (!methods) return;
  c.methods.delete(obj);
  const base = obj.type === unset ? undefined : asNamed(obj.type);
  if (base) c.later(() => checkFieldUniqueness(c, base));
  const seen = new Map<string, Func>();
  for (const m of methods) {
    // spec: "For a base type, the non-blank names of methods bound to it must be unique."
    const other = seen.get(m.name);
    if (other) {
      c.fail(m, "DuplicateMethod", `method ${obj.name}.${m.name} already declared at ${c.place(other.pos)}`);
      continue;
    }
    seen.set(m.name, m);
    base?.methods.push(m);
  }
}

/** spec: "If the base type is a struct type, the non-blank method and field names must be distinct." */
function checkFieldUniqueness(c: Checker, base: Named): void {
  const u = underlying(base);
  if (u.kind !== "Struct") return;
  const methods = new Map(methodsOf(base).map((m) => [m.name, m]));
  for (const field of u.fields) {
    const method = field.name === "_" ? undefined : methods.get(field.name);
    if (method) {
      c.error("DuplicateFieldAndMethod")
        .add(method, `field and method with the same name ${field.name}`)
        .addOther(field)
        .report();
    }
  }
}

function funcDecl(c: Checker, obj: Func, info: DeclInfo): void {
  const decl = info.funcDecl!;
  const signature: Mutable<Signature> = {
    kind: "Signature",
    recv: undefined,
    recvTypeParams: [],
    typeParams: [],
    params: emptyTuple,
    results: emptyTuple,
    variadic: false,
  };
  // Guards against cycles.
  obj.type = signature;
  const scope = funcType(c, signature, decl.recv?.[0], decl.type);
  c.info.signatures.set(decl, signature);
  if (decl.type.typeParams.length > 0 && !decl.body)
    c.fail(decl.name, "BadDecl", "generic function is missing function body");
  const { body } = decl;
  if (body) c.later(() => funcBody(c, info, decl, signature, scope, body, undefined, undefined));
  obj.resolve = undefined;
}

/** Where gc reports errors about a function declaration: behind "func". */
export function funcPos(decl: ast.FuncDecl): Pos {
  return decl.recv ? decl.recv[0].pos - 1 : decl.name.pos;
}

// ---------------------------------------------------------------- local declarations

export function declStmt(c: Checker, decl: ast.GenDecl): void {
  let last: ast.ValueSpec | undefined;
  for (const spec of decl.specs) {
    if (spec.kind === "TypeSpec") {
      // spec: "The scope of a type identifier declared inside a function begins at the identifier in the TypeSpec".
      const obj = c.newTypeName(spec.name.pos, spec.name.name, unset, spec.isAlias);
      c.declare(c.env.scope, spec.name, obj);
      c.push(obj);
      typeDecl(c, obj, spec);
      c.pop();
    } else if (spec.kind === "ValueSpec") {
      if (decl.tok === "const") {
        const { from, inherited } = constSource(spec, last);
        last = from;
        localConsts(c, spec, from, inherited);
      } else {
        localVars(c, spec);
      }
    }
  }
}

/** spec: "The scope of a constant or variable identifier declared inside a function begins at the end of the ConstSpec or VarSpec". */
function localConsts(c: Checker, spec: ast.ValueSpec, from: ast.ValueSpec | undefined, inherited: boolean): void {
  const top = c.delayedCount;
  const values = from?.values ?? [];
  const objects = spec.names.map((name, i) => {
    const obj = c.newConst(name.pos, name.name, unset, makeInt(spec.iota));
    constDecl(c, obj, from?.type, values[i], inherited);
    return obj;
  });
  checkArity(c, spec.pos, spec.names, values, true, inherited);
  c.processDelayed(top);
  spec.names.forEach((name, i) => {
    c.declare(c.env.scope, name, objects[i]);
  });
}

function localVars(c: Checker, spec: ast.ValueSpec): void {
  const top = c.delayedCount;
  const { names, values } = spec;
  const vars = names.map((name) => c.newVar("local", name.pos, name.name, unset));
  checkEmbed(c, spec, true, true);
  for (const [i, obj] of vars.entries()) {
    if (values.length === 1 && names.length !== 1) {
      varDecl(c, obj, vars, spec.type, values[0]);
      break;
    }
    varDecl(c, obj, undefined, spec.type, values[i]);
  }
  for (const v of vars) if (v.type === unset) v.type = Typ.invalid;
  if (!spec.type || values.length > 0) checkArity(c, spec.pos, names, values, false, false);
  c.processDelayed(top);
  names.forEach((name, i) => {
    c.declare(c.env.scope, name, vars[i]);
    if (vars[i].name === "_") vars[i].owner = c.env.frame?.node;
  });
}
