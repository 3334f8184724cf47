// Calls of the predeclared functions and of those of package unsafe.

import type * as ast from "../syntax/ast.ts";
import { assignment } from "./assign.ts";
import { assignableTo } from "./assignable.ts";
import { complexCall, minOrMax, realOrImag } from "./builtin-number.ts";
import { offsetofCall, sizeConstant } from "./builtin-unsafe.ts";
import { exprList, passArguments } from "./call.ts";
import { type Checker, invalidArg, invalidOp } from "./checker.ts";
import { commonUnder } from "./common-under.ts";
import { convertUntyped } from "./const.ts";
import { makeInt, unknown, type Value } from "./constant.ts";
import { type ExprKind, exclude, exprOrType } from "./expr.ts";
import { identical } from "./identical.ts";
import { checkIndex, isValidIndex } from "./index-expr.ts";
import type { Operand } from "./operand.ts";
import { errorText } from "./operator.ts";
import type { BuiltinId, Slice, Type } from "./types.ts";
import { validVarType, varType } from "./typexpr.ts";
import { allString, everyUnder, isString, isTypeParam, isUntyped, isValid, newPointer, underlying } from "./under.ts";
import { emptyInterface, Typ } from "./universe.ts";
import { use } from "./use.ts";

export interface BuiltinInfo {
  /** The least number of arguments, and whether more are fine. */
  readonly args: number;
  readonly variadic: boolean;
  /** Whether a call may stand as a statement. */
  readonly kind: ExprKind;
}

const info = (args: number, variadic: boolean, kind: ExprKind): BuiltinInfo => ({ args, variadic, kind });

export const builtins: Record<BuiltinId, BuiltinInfo> = {
  append: info(1, true, "expression"),
  cap: info(1, false, "expression"),
  clear: info(1, false, "statement"),
  close: info(1, false, "statement"),
  complex: info(2, false, "expression"),
  copy: info(2, false, "statement"),
  delete: info(2, false, "statement"),
  imag: info(1, false, "expression"),
  len: info(1, false, "expression"),
  make: info(1, true, "expression"),
  max: info(1, true, "expression"),
  min: info(1, true, "expression"),
  new: info(1, false, "expression"),
  panic: info(1, false, "statement"),
  print: info(0, true, "statement"),
  println: info(0, true, "statement"),
  real: info(1, false, "expression"),
  recover: info(0, false, "statement"),
  Add: info(2, false, "expression"),
  Alignof: info(1, false, "expression"),
  Offsetof: info(1, false, "expression"),
  Sizeof: info(1, false, "expression"),
  Slice: info(2, false, "expression"),
  SliceData: info(1, false, "expression"),
  String: info(2, false, "expression"),
  StringData: info(1, false, "expression"),
};

/** Checks the call; x becomes its result. False after an error. */
export function builtinCall(c: Checker, x: Operand, call: ast.CallExpr, id: BuiltinId): boolean {
  if (call.hasDots && id !== "append") {
    c.fail(call, "InvalidDotDotDot", `${invalidOp}invalid use of ... with built-in ${id}`);
    use(c, call.args);
    return false;
  }
  // spec: "The expression len(s) is constant if s is a string constant. The expressions len(s) and cap(s) are constants if the type
  // of s is an array or pointer to an array and the expression s does not contain channel receives or (non-constant) function calls".
  const outer = c.env.hasCallOrRecv;
  if (id === "len" || id === "cap") c.env.hasCallOrRecv = false;
  const ok = checkArgs(c, x, call, id);
  if (id === "len" || id === "cap") c.env.hasCallOrRecv = outer;
  return ok;
}

function checkArgs(c: Checker, x: Operand, call: ast.CallExpr, id: BuiltinId): boolean {
  let args: Operand[] = [];
  let count = call.args.length;
  if (id !== "make" && id !== "new" && id !== "Offsetof") {
    args = exprList(c, call.args);
    count = args.length;
    if (args.some((a) => a.mode === "invalid")) return false;
    if (count > 0) x.assign(args[0]);
  }
  const want = builtins[id];
  const problem = count < want.args ? "not enough" : !want.variadic && count > want.args ? "too many" : "";
  if (problem !== "") {
    c.fail(
      call,
      "WrongArgCount",
      `${invalidOp}${problem} arguments for ${c.text(call)} (expected ${want.args}, found ${count})`,
    );
    return false;
  }
  return rules[id](c, x, call, args);
}

type Rule = (c: Checker, x: Operand, call: ast.CallExpr, args: Operand[]) => boolean;

const rules: Record<BuiltinId, Rule> = {
  append: appendCall,
  cap: (c, x, call) => lenOrCap(c, x, call, "cap"),
  len: (c, x, call) => lenOrCap(c, x, call, "len"),
  clear(c, x, call) {
    const ok = everyUnder(x.type, (_, u) => {
      if (u?.kind === "Map" || u?.kind === "Slice") return true;
      c.fail(
        x,
        "InvalidClear",
        `${invalidArg}cannot clear ${c.show(x)}: argument must be (or constrained by) map or slice`,
      );
      return false;
    });
    return ok && noValue(c, x, call, [x.type]);
  },
  close(c, x, call) {
    const ok = everyUnder(x.type, (_, u) => {
      if (u?.kind === "Chan" && u.dir !== "recv") return true;
      const what = u?.kind === "Chan" ? "receive-only channel" : "non-channel";
      c.fail(x, "InvalidClose", `${invalidOp}cannot close ${what} ${c.show(x)}`);
      return false;
    });
    return ok && noValue(c, x, call, [x.type]);
  },
  complex: complexCall,
  copy: copyCall,
  delete: deleteCall,
  imag: (c, x, call) => realOrImag(c, x, call, "imag"),
  real: (c, x, call) => realOrImag(c, x, call, "real"),
  make: makeCall,
  max: (c, x, call, args) => minOrMax(c, x, call, args, "max"),
  min: (c, x, call, args) => minOrMax(c, x, call, args, "min"),
  new: newCall,
  panic(c, x, call) {
    if (c.env.signature && c.env.signature.results.vars.length > 0) {
      c.env.panics ??= new Set();
      c.env.panics.add(call);
    }
    assignment(c, x, emptyInterface, "argument to panic");
    return x.mode !== "invalid" && noValue(c, x, call, [emptyInterface]);
  },
  print: printCall("print"),
  println: printCall("println"),
  recover(c, x, call) {
    c.recordBuiltin(call.fun, c.makeSignature(emptyInterface));
    x.mode = "value";
    x.type = emptyInterface;
    return true;
  },
  Add(c, x, call, args) {
    assignment(c, x, Typ.unsafePointer, "argument to unsafe.Add");
    if (x.mode === "invalid" || !isValidIndex(c, args[1], "InvalidUnsafeAdd", "length", true)) return false;
    return result(c, x, call, Typ.unsafePointer, [Typ.unsafePointer, args[1].type]);
  },
  Alignof: (c, x, call) => sizeConstant(c, x, call, "Alignof"),
  Sizeof: (c, x, call) => sizeConstant(c, x, call, "Sizeof"),
  Offsetof: offsetofCall,
  Slice(c, x, call, args) {
    const { under } = commonUnder(x.type);
    if (under?.kind !== "Pointer") {
      c.fail(x, "InvalidUnsafeSlice", `${invalidArg}${c.show(x)} is not a pointer`);
      return false;
    }
    if (!isValidIndex(c, args[1], "InvalidUnsafeSlice", "length", false)) return false;
    return result(c, x, call, { kind: "Slice", elem: under.elem }, [under, args[1].type]);
  },
  SliceData(c, x, call) {
    const { under } = commonUnder(x.type);
    if (under?.kind !== "Slice") {
      c.fail(x, "InvalidUnsafeSliceData", `${invalidArg}${c.show(x)} is not a slice`);
      return false;
    }
    return result(c, x, call, newPointer(under.elem), [under]);
  },
  String(c, x, call, args) {
    assignment(c, x, newPointer(Typ.byte), "argument to unsafe.String");
    if (x.mode === "invalid" || !isValidIndex(c, args[1], "InvalidUnsafeString", "length", false)) return false;
    return result(c, x, call, Typ.string, [x.type, args[1].type]);
  },
  StringData(c, x, call) {
    assignment(c, x, Typ.string, "argument to unsafe.StringData");
    return x.mode !== "invalid" && result(c, x, call, newPointer(Typ.byte), [Typ.string]);
  },
};

/** x is a value of the type; the built-in's signature is recorded. */
export function result(c: Checker, x: Operand, call: ast.CallExpr, type: Type, params: readonly Type[]): true {
  x.mode = "value";
  x.type = type;
  c.recordBuiltin(call.fun, c.makeSignature(type, ...params));
  return true;
}

function noValue(c: Checker, x: Operand, call: ast.CallExpr, params: readonly Type[]): true {
  x.mode = "novalue";
  c.recordBuiltin(call.fun, c.makeSignature(undefined, ...params));
  return true;
}

// ---------------------------------------------------------------- slices, maps, channels

/** The element type common to all slices in x's type set, or what is wrong. */
function sliceElem(c: Checker, x: Operand): { elem: Type } | { error: string } {
  let elem: Type | undefined;
  let error = "";
  everyUnder(x.type, (_, u) => {
    if (u?.kind !== "Slice") {
      error = `argument must be a slice; have ${x.isNil ? "untyped nil" : c.show(x)}`;
    } else if (!elem) {
      elem = u.elem;
    } else if (!identical(elem, u.elem)) {
      error = `mismatched slice element types ${c.name(elem)} and ${c.name(u.elem)} in ${c.show(x)}`;
    }
    return error === "";
  });
  return error === "" && elem ? { elem } : { error };
}

/** All types of the set are byte slices or strings; hasString tells whether one is a string. */
function bytesOrStrings(t: Type): { ok: boolean; hasString: boolean } {
  let hasString = false;
  const ok = everyUnder(t, (_, u) => {
    if (u?.kind === "Slice" && identical(u.elem, Typ.byte)) return true;
    hasString ||= u !== undefined && isString(u);
    return u !== undefined && isString(u);
  });
  return { ok, hasString };
}

const byteSlice: Slice = { kind: "Slice", elem: Typ.byte };

/** spec: "As a special case, if the core type of s is []byte, append also accepts a second argument with core type bytestring followed by ..." */
function appendCall(c: Checker, x: Operand, call: ast.CallExpr, args: Operand[]): boolean {
  const found = sliceElem(c, x);
  if ("error" in found) {
    c.fail(x, "InvalidAppend", `invalid append: ${found.error}`);
    return false;
  }
  const type = x.type;
  if (args.length === 2 && call.hasDots && assignableTo(c, x, byteSlice).ok) {
    const second = args[1];
    const { ok, hasString } = bytesOrStrings(second.type);
    if (ok && hasString) {
      if (isUntyped(second.type)) {
        convertUntyped(c, second, Typ.string);
        if (second.mode === "invalid") return false;
      }
      c.recordBuiltin(call.fun, { ...c.makeSignature(type, type, second.type), variadic: true });
      x.mode = "value";
      return true;
    }
  }
  const signature = { ...c.makeSignature(type, type, { kind: "Slice", elem: found.elem } as Slice), variadic: true };
  passArguments(c, call, signature, [], [], args, []);
  c.recordBuiltin(call.fun, signature);
  x.mode = "value";
  x.type = type;
  return true;
}

/** An array for a pointer to one. */
function arrayOf(u: Type): Type {
  if (u.kind !== "Pointer") return u;
  const base = underlying(u.elem);
  return base.kind === "Array" ? base : u;
}

function lenOrCap(c: Checker, x: Operand, call: ast.CallExpr, id: "len" | "cap"): boolean {
  let mode: "value" | "const" | undefined;
  let value: Value = unknown;
  const has = (u: Type): boolean =>
    u.kind === "Array" ||
    u.kind === "Slice" ||
    u.kind === "Chan" ||
    (id === "len" && (u.kind === "Map" || isString(u)));
  const u = arrayOf(underlying(x.type));
  if (u.kind === "Interface") {
    if (isTypeParam(x.type) && everyUnder(x.type, (_, under) => under !== undefined && has(arrayOf(under))))
      mode = "value";
  } else if (has(u)) {
    mode = "value";
    if (u.kind === "Basic" && x.mode === "const") {
      mode = "const";
      if (x.value.kind === "string") value = makeInt(x.value.value.length);
    } else if (u.kind === "Array" && !c.env.hasCallOrRecv) {
      mode = "const";
      if (u.length >= 0) value = makeInt(u.length);
    }
  }
  if (!mode) {
    if (isValid(underlying(x.type)))
      c.fail(x, id === "len" ? "InvalidLen" : "InvalidCap", `${invalidArg}${c.show(x)} for built-in ${id}`);
    return false;
  }
  if (mode === "value") {
    if (isUntyped(x.type)) convertUntyped(c, x, Typ.string);
    return result(c, x, call, Typ.int, [x.type]);
  }
  x.mode = "const";
  x.type = Typ.int;
  x.value = value;
  return true;
}

function copyCall(c: Checker, x: Operand, call: ast.CallExpr, args: Operand[]): boolean {
  const y = args[1];
  const isSpecial = assignableTo(c, x, byteSlice).ok && bytesOrStrings(y.type).ok;
  if (!isSpecial) {
    const to = sliceElem(c, x);
    if ("error" in to) {
      c.fail(x, "InvalidCopy", `invalid copy: ${to.error}`);
      return false;
    }
    let from = sliceElem(c, y);
    if ("error" in from) {
      if (!allString(y.type)) {
        c.fail(y, "InvalidCopy", `invalid copy: ${from.error}`);
        return false;
      }
      from = { elem: Typ.byte };
    }
    if (!identical(to.elem, from.elem)) {
      const types = `${c.name(to.elem)} and ${c.name(from.elem)}`;
      c.fail(
        x,
        "InvalidCopy",
        `invalid copy: arguments ${c.show(x)} and ${c.show(y)} have different element types ${types}`,
      );
      return false;
    }
  }
  if (isUntyped(y.type)) convertUntyped(c, y, Typ.string);
  return result(c, x, call, Typ.int, [x.type, y.type]);
}

function deleteCall(c: Checker, x: Operand, call: ast.CallExpr, args: Operand[]): boolean {
  const map = x.type;
  let key: Type | undefined;
  const ok = everyUnder(map, (_, u) => {
    if (u?.kind !== "Map") {
      c.fail(x, "InvalidDelete", `${invalidArg}${c.show(x)} is not a map`);
      return false;
    }
    if (key && !identical(u.key, key)) {
      c.fail(x, "InvalidDelete", `${invalidArg}maps of ${c.show(x)} must have identical key types`);
      return false;
    }
    key = u.key;
    return true;
  });
  if (!ok || !key) return false;
  x.assign(args[1]);
  assignment(c, x, key, "argument to delete");
  return x.mode !== "invalid" && noValue(c, x, call, [map, key]);
}

function makeCall(c: Checker, x: Operand, call: ast.CallExpr): boolean {
  const [arg] = call.args;
  const type = varType(c, arg);
  if (!isValid(type)) return false;
  const { under, error } = commonUnder(type, (_, u) => {
    if (u === undefined) return ["no specific type"];
    return u.kind === "Slice" || u.kind === "Map" || u.kind === "Chan"
      ? undefined
      : ["type must be slice, map, or channel"];
  });
  if (!under) {
    c.fail(arg, "InvalidMake", `${invalidArg}cannot make ${c.text(arg)}: ${errorText(c, error)}`);
    return false;
  }
  const min = under.kind === "Slice" ? 2 : 1;
  const count = call.args.length;
  if (count < min || count > min + 1) {
    c.fail(call, "WrongArgCount", `${invalidOp}${c.text(call)} expects ${min} or ${min + 1} arguments; found ${count}`);
    return false;
  }
  const types: Type[] = [type];
  const sizes: number[] = [];
  for (const size of call.args.slice(1)) {
    const found = checkIndex(c, size, -1);
    types.push(found.type);
    if (found.value >= 0) sizes.push(found.value);
  }
  if (sizes.length === 2 && sizes[0] > sizes[1])
    c.fail(call.args[1], "SwappedMakeArgs", `${invalidArg}length and capacity swapped`);
  return result(c, x, call, type, types);
}

/** spec: "The built-in function new creates a new, initialized variable and returns a pointer to it. It accepts a single argument, which may be either an expression or a type." */
function newCall(c: Checker, x: Operand, call: ast.CallExpr): boolean {
  const [arg] = call.args;
  exprOrType(c, x, arg, false);
  exclude(c, x, false);
  if (x.mode === "invalid") return false;
  if (x.mode === "type") validVarType(c, arg, x.type);
  else if (isUntyped(x.type)) {
    assignment(c, x, undefined, "argument to new");
    if (x.mode === ("invalid" as Operand["mode"])) return false;
  }
  return result(c, x, call, newPointer(x.type), [x.type]);
}

function printCall(id: "print" | "println"): Rule {
  return (c, x, call, args) => {
    for (const a of args) {
      assignment(c, a, undefined, `argument to built-in ${id}`);
      if (a.mode === "invalid") return false;
    }
    return noValue(
      c,
      x,
      call,
      args.map((a) => a.type),
    );
  };
}
