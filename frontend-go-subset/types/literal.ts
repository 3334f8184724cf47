// Literals: basic, function and composite ones.

import type * as ast from "../syntax/ast.ts";
import { assignment } from "./assign.ts";
import type { Checker, Mutable } from "./checker.ts";
import { commonUnder } from "./common-under.ts";
import { checkOverflow } from "./const.ts";
import { valueString } from "./const-string.ts";
import { toInt, toNumber, type Value } from "./constant.ts";
import { checkExpr, exprWithHint } from "./expr.ts";
import { identical } from "./identical.ts";
import { checkIndex } from "./index-expr.ts";
import { literalValue } from "./literal-value.ts";
import { fieldIndex } from "./lookup.ts";
import { noteMissingMember } from "./missing.ts";
import { Operand } from "./operand.ts";
import { lookupError } from "./selector.ts";
import { funcType, newSignature } from "./signature.ts";
import { funcBody } from "./stmt.ts";
import { isExported } from "./type-key.ts";
import type { ArrayType, MapType, Struct, Type } from "./types.ts";
import { checkType, varType } from "./typexpr.ts";
import { deref, isNonTypeParamInterface, isValid } from "./under.ts";
import { Typ } from "./universe.ts";
import { use } from "./use.ts";

const literalTypes = {
  int: Typ.untypedInt,
  float: Typ.untypedFloat,
  imag: Typ.untypedComplex,
  char: Typ.untypedRune,
  string: Typ.untypedString,
} as const;

export function basicLit(c: Checker, x: Operand, e: ast.BasicLit): void {
  const limit = 10000;
  if (e.litKind !== "char" && e.litKind !== "string" && e.value.length > limit) {
    c.fail(e, "InvalidConstVal", `excessively long constant: ${e.value.slice(0, 10)}... (${e.value.length} chars)`);
    return;
  }
  const value = literalValue(e.litKind, e.value);
  if (value.kind === "unknown") {
    c.fail(e, "InvalidConstVal", `malformed constant: ${e.value}`);
    return;
  }
  x.mode = "const";
  x.type = literalTypes[e.litKind];
  x.value = value;
  x.expr = e;
  checkOverflow(c, x, e.pos);
}

/** The body is checked when the enclosing statement is done, so that it sees the right scope and all types. */
export function funcLit(c: Checker, x: Operand, e: ast.FuncLit): void {
  const signature = newSignature();
  const scope = funcType(c, signature, undefined, e.type);
  c.recordType(e.type, "type", signature, undefined);
  c.info.signatures.set(e, signature);
  const { decl, iota, frame } = c.env;
  c.later(() => funcBody(c, decl, e, signature, scope, e.body, iota, frame));
  x.mode = "value";
  x.type = signature;
}

/** spec: "Composite literals construct new values each time they are evaluated." hint is the element type of an enclosing literal. */
export function compositeLit(c: Checker, x: Operand, e: ast.CompositeLit, hint: Type | undefined): void {
  let type: Type;
  let base: Type;
  let array: Mutable<ArrayType> | undefined;
  if (e.type) {
    if (e.type.kind === "ArrayType" && e.type.length?.kind === "Ellipsis") {
      // spec: "The notation ... specifies an array length equal to the maximum element index plus one."
      array = { kind: "Array", length: -1, elem: varType(c, e.type.elt) };
      type = array;
    } else {
      type = checkType(c, e.type);
    }
    base = type;
  } else if (hint) {
    // spec: "Within a composite literal of array, slice, or map type T, elements or map keys that are themselves composite literals
    // may elide the respective literal type ... Similarly, ... &T when the element or key type is *T."
    type = hint;
    base = type;
    const { under } = commonUnder(base);
    const [elem, isPointer] = under ? deref(under) : [base, false];
    if (isPointer) base = elem;
  } else {
    c.fail(e, "UntypedLit", "missing type in composite literal");
    type = Typ.invalid;
    base = type;
  }
  const { under } = commonUnder(base);
  switch (under?.kind) {
    case "Struct":
      structElements(c, x, e, under, base);
      break;
    case "Array": {
      const length = indexedElements(c, e.elts, under.elem, under.length);
      if (array) {
        array.length = length;
        if (e.type) c.recordType(e.type, "type", array, undefined);
      }
      break;
    }
    case "Slice":
      indexedElements(c, e.elts, under.elem, -1);
      break;
    case "Map":
      mapElements(c, x, e, under);
      break;
    default:
      for (const elt of e.elts) {
        if (elt.kind === "KeyValueExpr") use(c, [elt.value]);
        else use(c, [elt]);
      }
      if (!under || isValid(under)) {
        const qualifier = e.type ? "" : " element";
        const cause = under ? "" : " (no common underlying type)";
        c.fail(e, "InvalidLit", `invalid composite literal${qualifier} type ${c.name(type)}${cause}`);
        x.invalidate();
        return;
      }
  }
  x.mode = "value";
  x.type = type;
}

/** spec: "A key must be a field name declared in the struct type. ... An element list that does not contain any keys must list an element for each struct field in the order in which the fields are declared." */
function structElements(c: Checker, x: Operand, e: ast.CompositeLit, struct: Struct, base: Type): void {
  const { fields } = struct;
  if (e.elts.length === 0) return;
  if (e.elts[0].kind === "KeyValueExpr") {
    const visited = new Set<number>();
    for (const elt of e.elts) {
      if (elt.kind !== "KeyValueExpr") {
        c.fail(elt, "MixedStructLit", "mixture of field:value and value elements in struct literal");
        continue;
      }
      const name = elt.key.kind === "Ident" ? elt.key.name : undefined;
      const i = name === undefined ? -1 : fieldIndex(fields, c.pkg, name);
      const field = fields[i];
      checkExpr(c, x, elt.value);
      if (name === undefined || elt.key.kind !== "Ident") {
        c.fail(elt, "InvalidLitField", `invalid field name ${c.text(elt.key)} in struct literal`);
        continue;
      }
      if (!field) {
        const other = fieldIndex(fields, c.pkg, name, true);
        c.fail(elt.key, "MissingLitField", lookupError(c, base, name, fields[other], true));
        noteMissingMember(c, elt.key, base, name);
        continue;
      }
      c.info.uses.set(elt.key, field);
      assignment(c, x, field.type, "struct literal");
      if (visited.has(i)) c.fail(elt, "DuplicateLitField", `duplicate field name ${name} in struct literal`);
      visited.add(i);
    }
    return;
  }
  for (const [i, elt] of e.elts.entries()) {
    if (elt.kind === "KeyValueExpr") {
      c.fail(elt, "MixedStructLit", "mixture of field:value and value elements in struct literal");
      continue;
    }
    checkExpr(c, x, elt);
    const field = fields[i];
    if (!field) {
      c.fail(x, "InvalidStructLit", `too many values in struct literal of type ${c.name(base)}`);
      break;
    }
    if (!isExported(field.name) && field.pkg !== c.pkg) {
      c.fail(
        x,
        "UnexportedLitField",
        `implicit assignment to unexported field ${field.name} in struct literal of type ${c.name(base)}`,
      );
      continue;
    }
    assignment(c, x, field.type, "struct literal");
  }
  if (e.elts.length < fields.length) {
    c.fail(e.rbrace, "InvalidStructLit", `too few values in struct literal of type ${c.name(base)}`);
  }
}

/** Elements of arrays (length >= 0, or -1 for [...]) and slices. Returns the largest index plus one. */
function indexedElements(c: Checker, elts: readonly ast.Expr[], elem: Type, length: number): number {
  const visited = new Set<number>();
  let index = 0;
  let max = 0;
  for (const e of elts) {
    let isValidPlace = false;
    let value = e;
    if (e.kind === "KeyValueExpr") {
      const found = checkIndex(c, e.key, length);
      if (isValid(found.type)) {
        if (found.value >= 0) {
          index = found.value;
          isValidPlace = true;
        } else {
          c.fail(e, "InvalidLitIndex", `index ${c.text(e.key)} must be integer constant`);
        }
      }
      value = e.value;
    } else if (length >= 0 && index >= length) {
      c.fail(e, "OversizeArrayLit", `index ${index} is out of bounds (>= ${length})`);
    } else {
      isValidPlace = true;
    }
    if (isValidPlace) {
      if (visited.has(index)) c.fail(e, "DuplicateLitKey", `duplicate index ${index} in array or slice literal`);
      visited.add(index);
    }
    index++;
    max = Math.max(max, index);
    const x = new Operand();
    exprWithHint(c, x, value, elem);
    assignment(c, x, elem, "array or slice literal");
  }
  return max;
}

/** spec: "It is an error to specify multiple elements with the same field name or constant key value." */
function mapElements(c: Checker, x: Operand, e: ast.CompositeLit, map: MapType): void {
  const keyIsInterface = isNonTypeParamInterface(map.key);
  const visited = new Map<string | number | bigint | boolean, Type[]>();
  for (const elt of e.elts) {
    if (elt.kind !== "KeyValueExpr") {
      c.fail(elt, "MissingLitKey", "missing key in map literal");
      continue;
    }
    exprWithHint(c, x, elt.key, map.key);
    assignment(c, x, map.key, "map literal");
    if (x.mode === "invalid") continue;
    if (x.mode === "const") {
      const key = constantKey(x.value);
      const types = key === undefined ? undefined : visited.get(key);
      const isDuplicate = types !== undefined && (!keyIsInterface || types.some((t) => identical(t, x.type)));
      if (isDuplicate) {
        c.fail(x, "DuplicateLitKey", `duplicate key ${valueString(x.value)} in map literal`);
        continue;
      }
      if (types) types.push(x.type);
      else if (key !== undefined) visited.set(key, [x.type]);
    }
    exprWithHint(c, x, elt.value, map.elem);
    assignment(c, x, map.elem, "map literal");
  }
}

/** Equal for equal constants: numbers by value whatever their kind. */
export function constantKey(v: Value): string | number | bigint | boolean | undefined {
  switch (v.kind) {
    case "bool":
      return v.value;
    case "string":
      return `"${v.value}`;
    case "int":
      return v.value;
    case "rat":
    case "float": {
      const n = toInt(v);
      return n.kind === "int" ? n.value : toNumber(v);
    }
    case "complex":
      return toNumber(v.im) === 0 ? constantKey(v.re) : `${toNumber(v.re)}+${toNumber(v.im)}i`;
    case "unknown":
      return undefined;
  }
}
