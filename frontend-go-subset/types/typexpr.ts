// Identifiers, and expressions that denote types.

import type * as ast from "../syntax/ast.ts";
import type { Checker, Mutable } from "./checker.ts";
import { invalidOp } from "./checker.ts";
import { comparableError } from "./comparable.ts";
import { representableConst } from "./const.ts";
import { toInt } from "./constant.ts";
import { objDecl } from "./decl.ts";
import { checkExpr } from "./expr.ts";
import { notImplementing } from "./implements.ts";
import { noteMisfit } from "./missing.ts";
import { Operand } from "./operand.ts";
import { nodePos, startPos } from "./position.ts";
import { selector } from "./selector.ts";
import { funcType, newSignature } from "./signature.ts";
import { instantiateAlias, instantiateNamed, makeSubstitution, substitute } from "./subst.ts";
import { interfaceType, structType } from "./type-literal.ts";
import { isMethodSet, typeSetOf } from "./type-set.ts";
import type { Alias, Chan, MapType, Named, Obj, Pointer, Type, TypeName, TypeParam } from "./types.ts";
import { constraintOf, isGeneric, isInteger, isTypeParam, isUntyped, isValid, underlying } from "./under.ts";
import { iotaConst, Typ, unset } from "./universe.ts";
import { use } from "./use.ts";

/** What kind of thing an object is, for messages. */
function objectKind(obj: Obj): string {
  switch (obj.kind) {
    case "PkgName":
      return "package name";
    case "Const":
      return "constant";
    case "TypeName":
      return obj.isAlias ? "type alias" : obj.type.kind === "TypeParam" ? "type parameter" : "defined type";
    case "Var":
      return {
        package: "package-level variable",
        local: "local variable",
        recv: "receiver",
        param: "parameter",
        result: "result variable",
        field: "struct field",
      }[obj.role];
    case "Func":
      return obj.type.kind === "Signature" && obj.type.recv ? "method" : "function";
    case "Label":
      return "label";
    case "Builtin":
      return "built-in function";
    case "Nil":
      return "untyped nil";
  }
}

/** Sets x to what the identifier denotes. */
export function ident(c: Checker, x: Operand, e: ast.Ident, wantType: boolean): void {
  x.mode = "invalid";
  x.expr = e;
  const [scope, obj] = c.lookupScope(e.name);
  if (!obj) {
    if (e.name === "_") c.fail(e, "InvalidBlank", "cannot use _ as value or type");
    else if (/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(e.name)) {
      c.fail(e, "UndeclaredName", `undefined: ${e.name}`);
      for (const { name, imported } of c.imports) if (name === ".") c.noteMissing(e, imported, e.name);
    }
    return;
  }
  c.info.uses.set(e, obj);
  const isTypeName = obj.kind === "TypeName";
  if (!isTypeName && wantType) {
    c.fail(e, "NotAType", `${obj.name} (${objectKind(obj)}) is not a type`);
    if (obj.kind === "Var") obj.used = true;
    return;
  }
  // Types are looked at again even when known, to find cycles.
  if (obj.type === unset || (isTypeName && wantType && obj.pkg === c.pkg)) objDecl(c, obj);
  const { type } = obj;
  if (scope?.kind === "file") {
    const dot = c.dotImports.get(scope)?.get(obj.name);
    if (dot) dot.used = true;
  }
  switch (obj.kind) {
    case "PkgName":
      c.fail(e, "InvalidPkgUse", `use of package ${obj.name} not in selector`);
      return;
    case "Const":
      c.addDependency(obj);
      if (!isValid(type)) return;
      if (obj === iotaConst) {
        if (!c.env.iota) {
          c.fail(e, "InvalidIota", "cannot use iota outside constant declaration");
          return;
        }
        x.value = c.env.iota;
      } else {
        x.value = obj.value;
      }
      x.mode = "const";
      break;
    case "TypeName":
      x.mode = "type";
      break;
    case "Var":
      if (obj.pkg === c.pkg) obj.used = true;
      c.addDependency(obj);
      c.noteUse(obj);
      if (!isValid(type)) return;
      x.mode = "var";
      break;
    case "Func":
      c.addDependency(obj);
      x.mode = "value";
      break;
    case "Builtin":
      x.id = obj.id;
      x.mode = "builtin";
      if (obj.id === "recover" && c.env.frame) c.info.recovers.add(c.env.frame.node);
      break;
    case "Nil":
      x.mode = "nil";
      break;
    case "Label":
      return;
  }
  x.type = type;
}

/** The type an expression denotes; generic types must be instantiated. */
export function checkType(c: Checker, e: ast.Expr): Type {
  return declaredType(c, e, undefined);
}

/** A type for variables: constraint interfaces are not allowed. */
export function varType(c: Checker, e: ast.Expr): Type {
  const t = declaredType(c, e, undefined);
  validVarType(c, e, t);
  return t;
}

/** spec: "Interfaces that are not basic may only be used as type constraints, or as elements of other interfaces". */
export function validVarType(c: Checker, e: ast.Expr, t: Type): void {
  if (t.kind === "Basic" || isTypeParam(t)) return;
  c.later(() => {
    const u = underlying(t);
    if (u.kind !== "Interface") return;
    const set = typeSetOf(u);
    if (isMethodSet(set)) return;
    const why = set.comparable ? "interface is (or embeds) comparable" : "interface contains type constraints";
    c.fail(e, "MisplacedConstraintIface", `cannot use type ${c.name(t)} outside a type constraint: ${why}`);
  });
}

/** def is the type name being declared as this type. */
export function declaredType(c: Checker, e: ast.Expr, def: TypeName | undefined): Type {
  let t = typeExpr(c, e, def);
  if (isGeneric(t)) {
    c.fail(e, "WrongTypeArgCount", `cannot use generic type ${c.name(t)} without instantiation`);
    t = Typ.invalid;
  }
  c.recordType(e, "type", t, undefined);
  return t;
}

/** A generic type, not instantiated; or the invalid type and why. */
export function genericType(c: Checker, e: ast.Expr): { type: Type; cause: string } {
  let t = typeExpr(c, e, undefined);
  let cause = "";
  if (isValid(t) && !isGeneric(t)) {
    cause = `${c.name(t)} is not a generic type`;
    t = Typ.invalid;
  }
  c.recordType(e, "type", t, undefined);
  return { type: t, cause };
}

function typeExpr(c: Checker, e: ast.Expr, def: TypeName | undefined): Type {
  switch (e.kind) {
    case "BadExpr":
      return Typ.invalid;
    case "Ident":
    case "SelectorExpr": {
      const x = new Operand();
      if (e.kind === "Ident") ident(c, x, e, true);
      else selector(c, x, e, true);
      if (x.mode === "type") return x.type;
      if (x.mode === "novalue") c.fail(x, "NotAType", `${c.show(x)} used as type`);
      else if (x.mode !== "invalid") c.fail(x, "NotAType", `${c.show(x)} is not a type`);
      return Typ.invalid;
    }
    case "IndexExpr":
      return instantiatedType(c, e, e.x, e.indices);
    case "ParenExpr":
      return declaredType(c, e.x, def);
    case "ArrayType": {
      if (!e.length) return { kind: "Slice", elem: varType(c, e.elt) };
      let length = -1;
      if (e.length.kind === "Ellipsis") {
        c.fail(e, "BadDotDotDotSyntax", "invalid use of [...] array (outside a composite literal)");
      } else {
        length = arrayLength(c, e.length);
      }
      const elem = varType(c, e.elt);
      return length >= 0 ? { kind: "Array", length, elem } : Typ.invalid;
    }
    case "Ellipsis":
      c.fail(e, "InvalidSyntaxTree", "invalid use of ...");
      return Typ.invalid;
    case "StructType":
      return structType(c, e);
    case "StarExpr": {
      const pointer: Mutable<Pointer> = { kind: "Pointer", elem: Typ.invalid };
      pointer.elem = varType(c, e.x);
      return isValid(pointer.elem) ? pointer : Typ.invalid;
    }
    case "FuncType": {
      const signature = newSignature();
      funcType(c, signature, undefined, e);
      return signature;
    }
    case "InterfaceType":
      return interfaceType(c, e, def);
    case "MapType": {
      const map: Mutable<MapType> = { kind: "Map", key: Typ.invalid, elem: Typ.invalid };
      map.key = varType(c, e.key);
      map.elem = varType(c, e.value);
      // spec: "The comparison operators == and != must be fully defined for operands of the key type".
      c.later(() => {
        if (!isValid(map.key) || comparableError(map.key, true) === undefined) return;
        const why = isTypeParam(map.key) ? " (missing comparable constraint)" : "";
        c.fail(e.key, "IncomparableMapKey", `invalid map key type ${c.name(map.key)}${why}`);
      });
      return map;
    }
    case "ChanType": {
      const chan: Mutable<Chan> = { kind: "Chan", dir: e.dir, elem: Typ.invalid };
      chan.elem = varType(c, e.elt);
      return chan;
    }
    default:
      c.fail(e, "NotAType", `${c.text(e)} is not a type`);
      use(c, [e]);
      return Typ.invalid;
  }
}

// ---------------------------------------------------------------- instances

function instantiatedType(c: Checker, e: ast.IndexExpr, x: ast.Expr, list: readonly ast.Expr[]): Type {
  const { type: generic, cause } = genericType(c, x);
  if (cause !== "") c.fail(x, "NotAGenericType", `${invalidOp}${c.text(e)} (${cause})`);
  if (!isValid(generic)) return Typ.invalid;
  const args = typeList(c, list);
  if (!args) return Typ.invalid;
  const origin = generic as Named | Alias;
  if (origin.kind === "Alias" && !validateArgCount(c, x, origin.obj.name, origin.typeParams.length, args.length))
    return Typ.invalid;
  const type: Type = origin.kind === "Named" ? instantiateNamed(origin, args) : instantiateAlias(origin, args);
  c.later(() => {
    c.recordInstance(x, args, type);
    if (validateArgCount(c, x, origin.obj.name, origin.typeParams.length, args.length)) {
      verifyInstance(c, nodePos(x), origin.typeParams, args, list);
    }
  });
  return type;
}

function validateArgCount(c: Checker, x: ast.Expr, name: string, want: number, got: number): boolean {
  if (got === want) return true;
  const qualifier = got < want ? "not enough" : "too many";
  c.fail(nodePos(x), "WrongTypeArgCount", `${qualifier} type arguments for type ${name}: have ${got}, want ${want}`);
  return false;
}

/** Reports the first type argument that does not satisfy its constraint. list holds the arguments as far as they are written. */
export function verifyInstance(
  c: Checker,
  pos: number,
  params: readonly TypeParam[],
  args: readonly Type[],
  list: readonly ast.Expr[],
): void {
  const map = makeSubstitution(params, args);
  for (const [i, p] of params.entries()) {
    // Makes sure that the constraint is an interface.
    constraintOf(p);
    const bound = substitute(p.bound, map);
    const cause = notImplementing(args[i], bound, true, c.name);
    if (cause !== undefined) {
      c.fail(list[i] ?? pos, "InvalidTypeArg", cause);
      noteMisfit(c, list[i] ?? pos, args[i], bound);
      return;
    }
  }
  c.mono.recordInstance(c.pkg, pos, params, args, list.map(startPos));
}

/** The types of the list, or undefined when one is invalid. */
export function typeList(c: Checker, list: readonly ast.Expr[]): Type[] | undefined {
  const types = list.map((x) => varType(c, x));
  return types.every(isValid) ? types : undefined;
}

/** spec: "The length is part of the array's type; it must evaluate to a non-negative constant representable by a value of type int." */
function arrayLength(c: Checker, e: ast.Expr): number {
  // The parser cannot tell an array length from a type parameter.
  if (e.kind === "Ident") {
    const obj = c.lookup(e.name);
    if (!obj) {
      c.fail(e, "InvalidArrayLen", `undefined array length ${e.name} or missing type constraint`);
      return -1;
    }
    if (obj.kind !== "Const") {
      c.fail(e, "InvalidArrayLen", `invalid array length ${e.name}`);
      return -1;
    }
  }
  const x = new Operand();
  checkExpr(c, x, e);
  if (x.mode !== "const") {
    if (x.mode !== "invalid") c.fail(x, "InvalidArrayLen", `array length ${c.show(x)} must be constant`);
    return -1;
  }
  if (isUntyped(x.type) || isInteger(x.type)) {
    const value = toInt(x.value);
    if (value.kind === "int" && representableConst(value, Typ.int) && value.value >= 0n) return Number(value.value);
  }
  c.fail(
    x,
    "InvalidArrayLen",
    isInteger(x.type) ? `invalid array length ${c.show(x)}` : `array length ${c.show(x)} must be integer`,
  );
  return -1;
}
