// The built-ins of numbers: complex, real, imag, min, max.

import type * as ast from "../syntax/ast.ts";
import { assignment } from "./assign.ts";
import { result } from "./builtin.ts";
import { type Checker, invalidArg, invalidOp } from "./checker.ts";
import { convertUntyped } from "./const.ts";
import { compare, imagPart, makeComplex, type RealValue, realPart, sign, toFloat, unknown } from "./constant.ts";
import { identical } from "./identical.ts";
import type { Operand } from "./operand.ts";
import type { Term, Type, TypeParam } from "./types.ts";
import { allOrdered, everyTerm, isNumeric, isUntyped, unalias, underlying } from "./under.ts";
import { emptyInterface, nextTypeId, Typ } from "./universe.ts";
import { matchTypes, updateExprType } from "./untyped.ts";

export function complexCall(c: Checker, x: Operand, call: ast.CallExpr, args: Operand[]): boolean {
  const y = args[1];
  if (isUntyped(x.type) && !isUntyped(y.type)) convertUntyped(c, x, y.type);
  else if (!isUntyped(x.type) && isUntyped(y.type)) convertUntyped(c, y, x.type);
  else if (isUntyped(x.type)) {
    if (x.mode === "const" && y.mode === "const") {
      for (const z of [x, y]) if (isNumeric(z.type) && sign(imagPart(z.value)) === 0) z.type = Typ.untypedFloat;
    } else {
      convertUntyped(c, x, Typ.float64);
      convertUntyped(c, y, Typ.float64);
    }
  }
  if (x.mode === "invalid" || y.mode === "invalid") return false;
  if (!identical(x.type, y.type)) {
    c.fail(
      x,
      "InvalidComplex",
      `${invalidOp}${c.text(call)} (mismatched types ${c.name(x.type)} and ${c.name(y.type)})`,
    );
    return false;
  }
  const type = mapType(c, x, "complex", (t) => {
    const u = underlying(t);
    if (u.kind !== "Basic") return undefined;
    return { float32: Typ.complex64, float64: Typ.complex128, "untyped float": Typ.untypedComplex }[u.basic as string];
  });
  if (!type) {
    c.fail(x, "InvalidComplex", `${invalidArg}arguments have type ${c.name(x.type)}, expected floating-point`);
    return false;
  }
  const param = x.type;
  if (x.mode === "const" && y.mode === "const") {
    const re = toFloat(x.value);
    const im = toFloat(y.value);
    x.value = re.kind === "unknown" || im.kind === "unknown" ? unknown : makeComplex(re as RealValue, im as RealValue);
    x.type = type;
    return true;
  }
  return result(c, x, call, type, [param, param]);
}

export function realOrImag(c: Checker, x: Operand, call: ast.CallExpr, id: "real" | "imag"): boolean {
  if (isUntyped(x.type)) {
    if (x.mode === "const") {
      if (isNumeric(x.type)) x.type = Typ.untypedComplex;
    } else {
      convertUntyped(c, x, Typ.complex128);
      if (x.mode === "invalid") return false;
    }
  }
  const type = mapType(c, x, id, (t) => {
    const u = underlying(t);
    if (u.kind !== "Basic") return undefined;
    return { complex64: Typ.float32, complex128: Typ.float64, "untyped complex": Typ.untypedFloat }[u.basic as string];
  });
  if (!type) {
    const code = id === "real" ? "InvalidReal" : "InvalidImag";
    c.fail(x, code, `${invalidArg}argument has type ${c.name(x.type)}, expected complex type`);
    return false;
  }
  if (x.mode === "const") {
    x.value = id === "real" ? realPart(x.value) : imagPart(x.value);
    x.type = type;
    return true;
  }
  return result(c, x, call, type, [x.type]);
}

/** Applies f to x's type; a type parameter gives a new one over the results. */
function mapType(
  c: Checker,
  x: Operand,
  id: "real" | "imag" | "complex",
  f: (t: Type) => Type | undefined,
): Type | undefined {
  const tp = unalias(x.type);
  if (tp.kind !== "TypeParam") return f(x.type);
  const terms: Term[] = [];
  const ok = everyTerm(tp, (term) => {
    const mapped = term && f(term.type);
    if (!mapped) return false;
    terms.push({ tilde: term.tilde, type: mapped });
    return true;
  });
  if (!ok) return undefined;
  const code = { real: "InvalidReal", imag: "InvalidImag", complex: "InvalidComplex" } as const;
  c.fail(x, code[id], `${c.show(x)} not supported as argument to built-in ${id} for go1.18 (see go.dev/issue/50937)`);
  const obj = c.newTypeName(0, tp.obj.name, Typ.invalid, false);
  const bound: Type = {
    kind: "Interface",
    methods: [],
    embeddeds: [{ kind: "Union", terms }],
    embedPos: [],
    implicit: false,
    complete: true,
    typeSet: undefined,
  };
  const param: TypeParam = { kind: "TypeParam", id: nextTypeId(), obj, index: tp.index, bound };
  obj.type = param;
  return param;
}

/** spec: "The built-in functions min and max compute the smallest—or largest, respectively—value of a fixed number of arguments of ordered types." */
export function minOrMax(c: Checker, x: Operand, call: ast.CallExpr, args: Operand[], id: "min" | "max"): boolean {
  const op = id === "min" ? "<" : ">";
  for (const [i, a] of args.entries()) {
    if (!allOrdered(a.type)) {
      c.fail(a, "InvalidMinMaxOperand", `${invalidArg}${c.show(a)} cannot be ordered`);
      return false;
    }
    if (i === 0) continue;
    matchTypes(c, x, a);
    if (x.mode === "invalid") return false;
    if (!identical(x.type, a.type)) {
      const message = `mismatched types ${c.name(x.type)} (previous argument) and ${c.name(a.type)} (type of ${c.text(a.expr!)})`;
      c.fail(a, "MismatchedTypes", `${invalidArg}${message}`);
      return false;
    }
    if (x.mode === "const" && a.mode === "const") {
      if (compare(a.value, op, x.value)) x.assign(a);
    } else {
      x.mode = "value";
    }
  }
  if (x.mode !== "const") {
    x.mode = "value";
    // Non-constant untyped arguments (shifts) get their default type.
    assignment(c, x, emptyInterface, `argument to built-in ${id}`);
    if (x.mode === ("invalid" as Operand["mode"])) return false;
  }
  for (const a of args) updateExprType(c, a.expr!, x.type, true);
  if (x.mode !== "const") c.recordBuiltin(call.fun, c.makeSignature(x.type, ...args.map(() => x.type)));
  return true;
}
