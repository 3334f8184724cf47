// What the checker knows about an expression while it checks: how it may be used, its type, its constant value. And how gc
// describes that in messages: "x (variable of type int)".

import type { Expr } from "../syntax/ast.ts";
import { exprString } from "../syntax/expr-string.ts";
import { valueString } from "./const-string.ts";
import { unknown, type Value } from "./constant.ts";
import type { Mode } from "./info.ts";
import { isEmptySet, typeSetOf } from "./type-set.ts";
import type { Basic, BuiltinId, Type } from "./types.ts";
import { isGeneric, isUntyped, isValid, unalias, underlying } from "./under.ts";
import { Typ } from "./universe.ts";

export type OperandMode = Mode | "invalid";

export class Operand {
  mode: OperandMode = "invalid";
  expr: Expr | undefined;
  type: Type = Typ.invalid;
  /** Meaningful when mode is "const". */
  value: Value = unknown;
  /** Meaningful when mode is "builtin". */
  id: BuiltinId = "len";

  /** A computed value. */
  static value(expr: Expr, type: Type): Operand {
    const x = new Operand();
    x.mode = "value";
    x.expr = expr;
    x.type = type;
    return x;
  }

  assign(y: Operand): void {
    this.mode = y.mode;
    this.expr = y.expr;
    this.type = y.type;
    this.value = y.value;
    this.id = y.id;
  }

  copy(): Operand {
    const x = new Operand();
    x.assign(this);
    return x;
  }

  invalidate(): void {
    this.mode = "invalid";
  }

  get isNil(): boolean {
    return this.mode === "nil";
  }
}

const modeNames: Record<OperandMode, string> = {
  invalid: "invalid operand",
  novalue: "no value",
  builtin: "built-in",
  type: "type",
  const: "constant",
  var: "variable",
  mapindex: "map index expression",
  value: "value",
  nil: "nil",
  commaok: "comma, ok expression",
};

/** "array", "slice", ... or "" for basic types. */
export function compositeKind(t: Type): string {
  const u = underlying(t);
  switch (u.kind) {
    case "Basic":
      return "";
    case "Signature":
      return "func";
    default:
      return u.kind.toLowerCase();
  }
}

/** As gc writes an operand: "<expr> (<untyped kind> <mode> <value> of <kind> type <type>)". */
export function operandString(x: Operand, name: (t: Type) => string): string {
  if (x.mode === "nil") {
    if (x.type === Typ.invalid) return "nil (with invalid type)";
    return x.type === Typ.untypedNil ? "nil" : `nil (of type ${name(x.type)})`;
  }
  let expr = "";
  if (x.expr) expr = exprString(x.expr);
  else if (x.mode === "builtin") expr = x.id;
  else if (x.mode === "type") expr = name(x.type);
  else if (x.mode === "const") expr = valueString(x.value);

  let text = "";
  let hasType = false;
  if (x.mode !== "invalid" && x.mode !== "novalue" && x.mode !== "builtin" && x.mode !== "type") {
    if (isUntyped(x.type)) text += `${(x.type as Basic).name} `;
    else hasType = true;
  }
  text += modeNames[x.mode];
  if (x.mode === "const") {
    const value = valueString(x.value);
    if (value !== expr) text += ` ${value}`;
  }
  if (hasType) text += isValid(x.type) ? ` of ${description(x.type, name)}` : " with invalid type";
  return expr === "" ? text : `${expr} (${text})`;
}

function description(t: Type, name: (t: Type) => string): string {
  let text = isGeneric(t) ? "generic " : "";
  const actual = unalias(t);
  if (actual.kind === "TypeParam") {
    const bound = actual.bound;
    const u = bound.kind === "Named" ? bound.under : underlying(bound);
    const isEmpty = u?.kind === "Interface" && u.typeSet !== undefined && isEmptySet(typeSetOf(u));
    return `${text}type ${name(t)} constrained by ${name(bound)}${isEmpty ? " with empty type set" : ""}`;
  }
  if (t.kind === "Named" || t.kind === "Alias") {
    const u = underlying(t);
    // unsafe.Pointer goes by its own name here.
    text += `${u.kind === "Basic" ? u.name.replace("unsafe.", "") : compositeKind(t)} `;
  }
  return `${text}type ${name(t)}`;
}
