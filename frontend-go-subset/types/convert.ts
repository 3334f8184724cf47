// Conversions T(x).

import { assignableTo, chain } from "./assignable.ts";
import type { Checker } from "./checker.ts";
import { representableConst } from "./const.ts";
import { valueString } from "./const-string.ts";
import { makeString, toInt, type Value } from "./constant.ts";
import { identical, identicalIgnoringTags } from "./identical.ts";
import { utf8Bytes } from "./literal-value.ts";
import { noteMisfit } from "./missing.ts";
import type { Operand } from "./operand.ts";
import type { Type } from "./types.ts";
import {
  allString,
  basicInfo,
  complex,
  defaultType,
  everyTerm,
  everyUnder,
  float,
  integer,
  isBytesOrRunes,
  isConstType,
  isInteger,
  isNonTypeParamInterface,
  isString,
  isTypeParam,
  isUntyped,
  string,
  unalias,
  underlying,
} from "./under.ts";
import { Typ } from "./universe.ts";
import { updateExprType } from "./untyped.ts";

export function conversion(c: Checker, x: Operand, t: Type): void {
  const isConstArg = x.mode === "const";
  let ok = false;
  let cause = "";
  if (isConstArg && isConstType(t)) {
    // spec: "Converting a constant to a type yields a typed constant."
    const value = constConversion(x, t);
    ok = value !== undefined;
    if (value) {
      x.value = value;
    } else if (isInteger(x.type) && isInteger(t)) {
      c.fail(x, "InvalidConversion", `constant ${valueString(x.value)} overflows ${c.name(t)}`);
      x.invalidate();
      return;
    }
  } else if (isConstArg && isTypeParam(t)) {
    // spec: "Converting a constant to a type parameter yields a non-constant value of that type, with the value converted to each of
    // the type arguments".
    ok = everyUnder(t, (_, u) => {
      if (!u) {
        cause = `${c.name(t)} does not contain specific types`;
        return false;
      }
      if (isString(x.type) && isBytesOrRunes(u)) return true;
      if (constConversion(x, u)) return true;
      cause =
        isInteger(x.type) && isInteger(u)
          ? `constant ${valueString(x.value)} overflows ${c.name(u)} (in ${c.name(t)})`
          : `cannot convert ${c.show(x)} to type ${c.name(u)} (in ${c.name(t)})`;
      return false;
    });
    x.mode = "value";
  } else {
    const failure = notConvertible(c, x, t);
    ok = failure === undefined;
    cause = failure ?? "";
    if (ok) x.mode = "value";
  }
  if (!ok) {
    // A number that is an integer is shown as one.
    if (isConstArg && isInteger(t) && toInt(x.value).kind === "int") x.value = toInt(x.value);
    c.fail(
      x,
      "InvalidConversion",
      `cannot convert ${c.show(x)} to type ${c.name(t)}${cause === "" ? "" : `: ${cause}`}`,
    );
    noteMisfit(c, x, x.type, t);
    x.invalidate();
    return;
  }
  // The operand's own type: it must not stay untyped, unless it is a constant that ends up in one.
  if (isUntyped(x.type)) {
    let final = t;
    if (x.type === Typ.untypedNil) final = t;
    else if (isNonTypeParamInterface(t) || (isConstArg && !isConstType(t))) final = defaultType(x.type);
    else if ((x.mode as string) === "const" && isInteger(x.type) && allString(t)) final = x.type;
    updateExprType(c, x.expr!, final, true);
  }
  x.type = t;
}

/** The constant x in type t, or undefined. */
function constConversion(x: Operand, t: Type): Value | undefined {
  const u = underlying(t);
  if (u.kind !== "Basic") return undefined;
  const value = representableConst(x.value, u);
  if (value) return value;
  // spec: "Converting a signed or unsigned integer value to a string type yields a string containing the UTF-8 representation".
  if (isInteger(x.type) && basicInfo(u) & string) {
    const n = x.value.kind === "int" ? x.value.value : -1n;
    const isRune = n >= 0n && n <= 0x10ffffn && !(n >= 0xd800n && n < 0xe000n);
    return makeString(utf8Bytes(String.fromCodePoint(isRune ? Number(n) : 0xfffd)));
  }
  return undefined;
}

/** Undefined when the non-constant x can be converted to the type, else the cause (often ""). */
function notConvertible(c: Checker, x: Operand, target: Type): string | undefined {
  const assignable = assignableTo(c, x, target);
  if (assignable.ok) return undefined;
  const v = unalias(x.type);
  const t = unalias(target);
  const vu = underlying(v);
  const tu = underlying(t);
  const vp = v.kind === "TypeParam" ? v : undefined;
  const tp = t.kind === "TypeParam" ? t : undefined;

  // spec: "ignoring struct tags, x's type and T are not type parameters but have identical underlying types."
  if (!vp && !tp && identicalIgnoringTags(vu, tu)) return undefined;
  // spec: "ignoring struct tags, x's type and T are pointer types ... and their pointer base types ... have identical underlying types."
  if (v.kind === "Pointer" && t.kind === "Pointer" && !isTypeParam(v.elem) && !isTypeParam(t.elem)) {
    if (identicalIgnoringTags(underlying(v.elem), underlying(t.elem))) return undefined;
  }
  if (vu.kind === "Basic" && tu.kind === "Basic") {
    const from = basicInfo(vu);
    const to = basicInfo(tu);
    if (from & (integer | float) && to & (integer | float)) return undefined;
    if (from & complex && to & complex) return undefined;
    if (from & integer && to & string) return undefined;
  }
  if (isBytesOrRunes(vu) && tu.kind === "Basic" && basicInfo(tu) & string) return undefined;
  if (vu.kind === "Basic" && basicInfo(vu) & string && isBytesOrRunes(tu)) return undefined;
  // Package unsafe: "Pointer ... can be converted to" and from any pointer and uintptr.
  const isAddress = (u: Type): boolean => u.kind === "Pointer" || (u.kind === "Basic" && u.basic === "uintptr");
  const isUnsafe = (u: Type): boolean => u.kind === "Basic" && u.basic === "unsafe.Pointer";
  if ((isAddress(vu) && isUnsafe(tu)) || (isUnsafe(vu) && isAddress(tu))) return undefined;
  // spec: "x is a slice, T is an array or a pointer to an array, and the slice and array types have identical element types."
  if (vu.kind === "Slice") {
    const array = tu.kind === "Pointer" ? underlying(tu.elem) : tu;
    if (array.kind === "Array" && identical(vu.elem, array.elem)) return undefined;
  }
  if (!vp && !tp) return assignable.cause;

  // Type parameters: every type of the set must do.
  let cause = "";
  const y = x.copy();
  const each = (from: Type, to: Type, message: () => string): boolean => {
    y.type = from;
    const deeper = notConvertible(c, y, to);
    if (deeper === undefined) return true;
    cause = chain(message(), deeper);
    return false;
  };
  let ok: boolean;
  if (vp && tp) {
    ok = everyTerm(vp, (vt) => {
      if (!vt) return false;
      return everyTerm(tp, (tt) => {
        if (!tt) return false;
        return each(
          vt.type,
          tt.type,
          () => `cannot convert ${c.name(vt.type)} (in ${c.name(vp)}) to type ${c.name(tt.type)} (in ${c.name(tp)})`,
        );
      });
    });
  } else if (vp) {
    ok = everyTerm(
      vp,
      (vt) =>
        vt !== undefined &&
        each(vt.type, t, () => `cannot convert ${c.name(vt.type)} (in ${c.name(vp)}) to type ${c.name(target)}`),
    );
  } else {
    ok = everyTerm(
      tp!,
      (tt) =>
        tt !== undefined &&
        each(x.type, tt.type, () => `cannot convert ${c.name(x.type)} to type ${c.name(tt.type)} (in ${c.name(tp!)})`),
    );
  }
  return ok ? undefined : cause;
}
