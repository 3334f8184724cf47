// Calls: conversions, built-ins and functions; passing arguments; instantiating generic functions.

import type * as ast from "../syntax/ast.ts";
import { assignment, typesSummary } from "./assign.ts";
import { builtinCall, builtins } from "./builtin.ts";
import { type Checker, invalidOp, type Target } from "./checker.ts";
import { commonUnder } from "./common-under.ts";
import { conversion } from "./convert.ts";
import { checkExpr, type ExprKind, exclude, exprOrType, genericExpr, nonGeneric, rawExpr } from "./expr.ts";
import { indexExpr } from "./index-expr.ts";
import { type InferArg, infer, isParameterized } from "./infer.ts";
import { Operand } from "./operand.ts";
import { errorText } from "./operator.ts";
import { instantiateSignature, makeSubstitution, newTuple, substitute } from "./subst.ts";
import { isMethodSet, typeSetOf } from "./type-set.ts";
import type { Signature, Slice, Tuple, Type, TypeParam, Var } from "./types.ts";
import { typeList, verifyInstance } from "./typexpr.ts";
import { isTypeParam, underlying } from "./under.ts";
import { nextTypeId } from "./universe.ts";
import { use } from "./use.ts";

// ---------------------------------------------------------------- instantiation

/**
 * Instantiates the generic function x with the type arguments of inst, inferring missing ones from the target when there is one.
 * When arguments are missing and mayInfer is not set, returns those given; the caller will infer the rest.
 */
export function funcInst(
  c: Checker,
  target: Target | undefined,
  pos: number,
  x: Operand,
  inst: ast.IndexExpr | undefined,
  mayInfer: boolean,
): Type[] | undefined {
  const written = inst?.indices ?? [];
  if (inst) x.expr = inst;
  let targs: Type[] = [];
  if (inst) {
    const list = typeList(c, written);
    if (!list) {
      x.invalidate();
      return undefined;
    }
    targs = list;
  }
  const signature = x.type as Signature;
  const want = signature.typeParams.length;
  if (targs.length > want) {
    c.fail(written[targs.length - 1], "WrongTypeArgCount", `got ${targs.length} type arguments but want ${want}`);
    x.invalidate();
    return undefined;
  }
  if (targs.length < want) {
    if (!mayInfer) return targs;
    // The target stands for an argument whose parameter has the generic function's type.
    const args: InferArg[] = [];
    const params: Var[] = [];
    if (target) {
      params.push(c.newVar("param", pos, "", { ...signature, recv: undefined, recvTypeParams: [], typeParams: [] }));
      args.push({ type: target.signature, isNil: false, text: target.description });
    }
    const renamed = renameTypeParams(signature.typeParams, newTuple(params));
    const inferred = infer(renamed.params, targs, renamed.type as Tuple, args, {
      name: c.name,
      placeOf: (p) => c.place(p),
      reverse: target !== undefined,
    });
    if (!Array.isArray(inferred)) {
      c.fail(pos, "CannotInferTypeArgs", inferred.message);
      x.invalidate();
      return undefined;
    }
    targs = inferred;
  }
  x.type = instantiate(c, pos, x.expr!, signature, targs, written);
  x.mode = "value";
  return undefined;
}

/** The instance, recorded, its type arguments to be verified later. `written` holds the arguments that stand in the source. */
function instantiate(
  c: Checker,
  pos: number,
  e: ast.Expr,
  signature: Signature,
  targs: readonly Type[],
  written: readonly ast.Expr[],
): Signature {
  const instance = instantiateSignature(signature, targs);
  c.recordInstance(e, targs, instance);
  c.later(() => verifyInstance(c, pos, signature.typeParams, targs, written));
  return instance;
}

/** Fresh type parameters, so that a generic function can be called inside itself with others. */
function renameTypeParams(params: readonly TypeParam[], type: Type): { params: TypeParam[]; type: Type } {
  if (params.length === 0) return { params: [], type };
  const fresh: TypeParam[] = params.map((p) => {
    const obj = { ...p.obj };
    const copy: TypeParam = { kind: "TypeParam", id: nextTypeId(), obj, index: p.index, bound: p.bound };
    obj.type = copy;
    return copy;
  });
  const map = makeSubstitution(params, fresh);
  for (const p of fresh) p.bound = substitute(p.bound, map);
  return { params: fresh, type: substitute(type, map) };
}

// ---------------------------------------------------------------- calls

export function callExpr(c: Checker, x: Operand, call: ast.CallExpr): ExprKind {
  let inst: ast.IndexExpr | undefined;
  if (call.fun.kind === "IndexExpr") {
    // Keep a generic function and its type arguments apart: the others may follow from the ordinary arguments.
    if (indexExpr(c, x, call.fun)) inst = call.fun;
    x.expr = call.fun;
    c.record(x);
  } else {
    exprOrType(c, x, call.fun, true);
  }
  switch (x.mode) {
    case "invalid":
      use(c, call.args);
      x.expr = call;
      return "statement";
    case "type":
      conversionCall(c, x, call);
      x.expr = call;
      return "conversion";
    case "builtin": {
      const { id } = x;
      if (!builtinCall(c, x, call, id)) x.invalidate();
      x.expr = call;
      if (x.mode !== ("invalid" as Operand["mode"]) && x.mode !== ("const" as Operand["mode"]))
        c.env.hasCallOrRecv = true;
      return builtins[id].kind;
    }
  }
  functionCall(c, x, call, inst);
  x.expr = call;
  return "statement";
}

function conversionCall(c: Checker, x: Operand, call: ast.CallExpr): void {
  nonGeneric(c, x, undefined);
  if (x.mode === "invalid") {
    use(c, call.args);
    return;
  }
  const type = x.type;
  x.invalidate();
  const { args } = call;
  if (args.length === 0) {
    c.fail(call, "WrongArgCount", `missing argument in conversion to ${c.name(type)}`);
    return;
  }
  if (args.length > 1) {
    use(c, args);
    c.fail(args[args.length - 1], "WrongArgCount", `too many arguments in conversion to ${c.name(type)}`);
    return;
  }
  checkExpr(c, x, args[0]);
  if (x.mode === ("invalid" as Operand["mode"])) return;
  const u = underlying(type);
  if (u.kind === "Interface" && !isTypeParam(type) && !isMethodSet(typeSetOf(u))) {
    const message = `cannot use interface ${c.name(type)} in conversion (contains specific type constraints or is comparable)`;
    c.fail(call, "MisplacedConstraintIface", message);
    x.invalidate();
    return;
  }
  if (call.hasDots) {
    c.fail(args[0], "BadDotDotDotSyntax", `invalid use of ... in conversion to ${c.name(type)}`);
    x.invalidate();
    return;
  }
  conversion(c, x, type);
}

function functionCall(c: Checker, x: Operand, call: ast.CallExpr, inst: ast.IndexExpr | undefined): void {
  const { under, error } = commonUnder(x.type, (t, u) =>
    u !== undefined && u.kind !== "Signature" ? [t!, " is not a function"] : undefined,
  );
  if (under?.kind !== "Signature") {
    c.fail(x, "InvalidCall", `${invalidOp}cannot call ${c.show(x)}: ${errorText(c, error)}`);
    x.invalidate();
    return;
  }
  let signature: Signature = under;
  const wasGeneric = signature.typeParams.length > 0;
  let written: readonly ast.Expr[] = [];
  let targs: (Type | undefined)[] = [];
  if (inst) {
    written = inst.indices;
    const list = typeList(c, written);
    const want = signature.typeParams.length;
    if (list && list.length > want)
      c.fail(written[want], "WrongTypeArgCount", `got ${list.length} type arguments but want ${want}`);
    if (!list || list.length > want) {
      use(c, call.args);
      x.invalidate();
      return;
    }
    targs = list;
    if (list.length === want) {
      signature = instantiate(c, inst.lbrack, inst, signature, list, written);
      targs = [];
      written = [];
    }
  }
  const { list: args, targs: argTypeArgs } = genericExprList(c, call.args);
  const result = passArguments(c, call, signature, targs, written, args, argTypeArgs);
  if (wasGeneric && result.typeParams.length === 0) c.recordType(call.fun, "value", result, undefined);

  const results = result.results.vars;
  if (results.length === 0) x.mode = "novalue";
  else {
    x.mode = "value";
    x.type = results.length === 1 ? results[0].type : result.results;
  }
  c.env.hasCallOrRecv = true;
  // After a failed inference the result type may still mention type parameters.
  if (x.mode === "value" && result.typeParams.length > 0 && isParameterized(result.typeParams, x.type)) x.invalidate();
}

/** The values of a list of expressions: one call may stand for several. */
export function exprList(c: Checker, list: readonly ast.Expr[]): Operand[] {
  if (list.length !== 1) {
    return list.map((e) => {
      const x = new Operand();
      checkExpr(c, x, e);
      return x;
    });
  }
  const x = new Operand();
  rawExpr(c, x, list[0], undefined, undefined, false);
  exclude(c, x, true);
  return unpack(x, list[0]);
}

function unpack(x: Operand, e: ast.Expr): Operand[] {
  return x.mode !== "invalid" && x.type.kind === "Tuple" ? x.type.vars.map((v) => Operand.value(e, v.type)) : [x];
}

/** Like exprList, but generic functions may be left uninstantiated; their type arguments so far come along. */
function genericExprList(c: Checker, list: readonly ast.Expr[]): { list: Operand[]; targs: (Type[] | undefined)[] } {
  const operands: Operand[] = [];
  const targs: (Type[] | undefined)[] = [];
  for (const [i, e] of list.entries()) {
    const x = new Operand();
    if (e.kind === "IndexExpr") {
      if (indexExpr(c, x, e)) {
        const partial = funcInst(c, undefined, e.lbrack, x, e, false);
        if (partial) {
          targs[i] = partial;
          x.expr = e;
        } else {
          c.record(x);
        }
      } else {
        x.expr = e;
        c.record(x);
        exclude(c, x, true);
      }
      operands.push(x);
    } else if (list.length === 1) {
      rawExpr(c, x, e, undefined, undefined, true);
      exclude(c, x, true);
      operands.push(...unpack(x, e));
    } else {
      genericExpr(c, x, e);
      operands.push(x);
    }
  }
  return { list: operands, targs };
}

/**
 * Checks the arguments against the parameters, inferring type arguments where needed, and returns the signature called (still
 * generic after an error).
 * spec: "If f is variadic with a final parameter p of type ...T, then within f the type of p is equivalent to type []T. ... If f is
 * invoked with no actual arguments for p, the value passed to p is nil."
 */
export function passArguments(
  c: Checker,
  call: ast.CallExpr,
  signature: Signature,
  typeArgs: readonly (Type | undefined)[],
  written: readonly ast.Expr[],
  args: Operand[],
  argTypeArgs: readonly (Type[] | undefined)[],
): Signature {
  const adjusted = adjustParams(c, call, signature, args);
  if (!adjusted) return signature;
  let { params } = adjusted;

  let tparams: TypeParam[] = [];
  let targs: (Type | undefined)[] = [...typeArgs];
  const count = signature.typeParams.length;
  if (count > 0) {
    const renamed = renameTypeParams(signature.typeParams, params);
    tparams = renamed.params;
    params = renamed.type as Tuple;
    while (targs.length < tparams.length) targs.push(undefined);
  }
  // Generic functions as arguments: their type parameters are inferred together with those of the callee.
  const genericArgs: number[] = [];
  for (const [i, arg] of args.entries()) {
    if (arg.mode === "invalid" || arg.type.kind !== "Signature" || arg.type.typeParams.length === 0) continue;
    const renamed = renameTypeParams(arg.type.typeParams, { ...arg.type, typeParams: [] });
    arg.type = { ...(renamed.type as Signature), typeParams: renamed.params };
    tparams = [...tparams, ...renamed.params];
    targs.push(...(argTypeArgs[i] ?? []));
    while (targs.length < tparams.length) targs.push(undefined);
    genericArgs.push(i);
  }

  let result = signature;
  if (tparams.length > 0) {
    if (args.some((a) => a.mode === "invalid") && targs.some((t) => t === undefined)) return signature;
    const inferArgs = args.map((a) => ({ type: a.type, isNil: a.isNil, text: c.text(a.expr!) }));
    const inferred = infer(tparams, targs, params, inferArgs, {
      name: c.name,
      placeOf: (p) => c.place(p),
      reverse: false,
    });
    if (!Array.isArray(inferred)) {
      const at = inferred.arg >= 0 ? args[inferred.arg] : call.lparen;
      c.fail(at, "CannotInferTypeArgs", `in call to ${c.text(call.fun)}, ${inferred.message}`);
      return signature;
    }
    targs = inferred;
    if (count > 0) {
      result = instantiate(c, call.lparen, call.fun, signature, inferred.slice(0, count), written);
      params = adjusted.isAdjusted
        ? (substitute(params, makeSubstitution(tparams.slice(0, count), inferred.slice(0, count))) as Tuple)
        : result.params;
    }
    let next = count;
    for (const i of genericArgs) {
      const arg = args[i];
      const generic = arg.type as Signature;
      const end = next + generic.typeParams.length;
      arg.type = instantiate(c, call.lparen, arg.expr!, generic, inferred.slice(next, end), []);
      c.record(arg);
      next = end;
    }
  }
  const context = `argument to ${c.text(call.fun)}`;
  args.forEach((a, i) => {
    assignment(c, a, params.vars[i].type, context);
  });
  return result;
}

/** The parameters one to one with the arguments (a variadic one repeated), or undefined after an error. */
function adjustParams(
  c: Checker,
  call: ast.CallExpr,
  signature: Signature,
  args: readonly Operand[],
): { params: Tuple; isAdjusted: boolean } | undefined {
  let params = signature.params;
  let isAdjusted = false;
  let want = params.vars.length;
  if (signature.variadic) {
    if (call.hasDots) {
      // f(a, b...): the last argument is passed as the slice.
      if (call.args.length === 1 && args.length > 1) {
        c.fail(call, "InvalidDotDotDot", `cannot use ... with ${args.length}-valued ${c.text(call.args[0])}`);
        return undefined;
      }
    } else if (args.length >= want - 1) {
      const vars = params.vars.slice(0, want - 1);
      const last = params.vars[want - 1];
      const elem = (last.type as Slice).elem;
      while (vars.length < args.length) vars.push(c.newVar("param", last.pos, last.name, elem));
      params = newTuple(vars);
      isAdjusted = true;
      want = args.length;
    } else {
      want--;
    }
  } else if (call.hasDots) {
    c.fail(call, "NonVariadicDotDotDot", `cannot use ... in call to non-variadic ${c.text(call.fun)}`);
    return undefined;
  }
  if (args.length === want) return { params, isAdjusted };
  const isTooMany = args.length > want;
  const at = isTooMany ? args[want] : (args.at(-1) ?? call);
  c.error("WrongArgCount")
    .add(at, `${isTooMany ? "too many" : "not enough"} arguments in call to ${c.text(call.fun)}`)
    .add(
      0,
      `have ${typesSummary(
        c,
        args.map((a) => a.type),
        false,
        call.hasDots,
      )}`,
    )
    .add(
      0,
      `want ${typesSummary(
        c,
        signature.params.vars.map((v) => v.type),
        signature.variadic,
        false,
      )}`,
    )
    .report();
  return undefined;
}
