// What the names of an IR module stand for, and the type of every expression.

import { assertNever } from "../../diagnostics/index.ts";
import { signatureOf } from "../wasm/instructions.ts";
import type { Callee, Expr, IrFunc, IrImport, IrModule, IrType, Signature } from "./ir.ts";

export interface IrEnv {
  readonly module: IrModule;
  readonly funcs: ReadonlyMap<string, IrFunc>;
  /** Imports of every kind, by name. */
  readonly imports: ReadonlyMap<string, IrImport>;
  readonly globals: ReadonlyMap<string, { readonly type: IrType; readonly mutable: boolean }>;
  readonly tags: ReadonlyMap<string, Signature>;
  /** Names of the named pieces of data. */
  readonly data: ReadonlySet<string>;
}

/** Indexes a module by name. Later duplicates win; `verify` reports them. */
export function makeEnv(module: IrModule): IrEnv {
  const globals = new Map<string, { type: IrType; mutable: boolean }>();
  const tags = new Map<string, Signature>();
  for (const item of module.imports) {
    if (item.kind === "tag") tags.set(item.name, item.signature);
    if (item.kind === "global")
      globals.set(item.name, { type: item.signature.results[0], mutable: item.mutable ?? false });
  }
  for (const global of module.globals) globals.set(global.name, global);
  for (const tag of module.tags) tags.set(tag.name, tag.signature);
  return {
    module,
    funcs: new Map(module.funcs.map((f) => [f.name, f])),
    imports: new Map(module.imports.map((i) => [i.name, i])),
    globals,
    tags,
    data: new Set(module.data.flatMap((d) => (d.name === undefined ? [] : [d.name]))),
  };
}

/** The signature of a function or imported function, or undefined when there is none of that name. */
export function funcSignature(env: IrEnv, name: string): Signature | undefined {
  const func = env.funcs.get(name);
  if (func) return func.signature;
  const item = env.imports.get(name);
  return item?.kind === "func" ? item.signature : undefined;
}

/** The signature a call goes by, or undefined when its name is unknown. */
export function calleeSignature(env: IrEnv, callee: Callee): Signature | undefined {
  switch (callee.kind) {
    case "func":
      return funcSignature(env, callee.name);
    case "table":
      return callee.signature;
    case "ref":
      return env.module.signatures.get(callee.signature);
    default:
      return assertNever(callee, "ir");
  }
}

export function sameType(a: IrType, b: IrType): boolean {
  if (a === b) return true;
  return typeof a === "object" && typeof b === "object" && a.kind === b.kind && a.signature === b.signature;
}

export function showType(type: IrType): string {
  return typeof type === "string" ? type : `${type.kind}<${type.signature}>`;
}

/**
 * The type of an expression; undefined when a name or local in it does not exist. Operands are not checked (that is
 * `verify`'s work).
 */
export function typeOf(env: IrEnv, func: IrFunc, expr: Expr): IrType | undefined {
  switch (expr.kind) {
    case "local":
      return func.locals[expr.local]?.type;
    case "const":
    case "null":
      return expr.type;
    case "global":
      return env.globals.get(expr.name)?.type;
    case "func_ref":
      return "funcref";
    case "table_slot":
      return "i32";
    case "load":
      return expr.type;
    case "op": {
      if (expr.op === "ref.is_null") return "i32";
      const result = signatureOf(expr.op)?.results[0];
      return result === "i32" || result === "i64" || result === "f32" || result === "f64"
        ? result
        : result === "addr"
          ? "i32"
          : undefined;
    }
    case "select":
      return typeOf(env, func, expr.then);
    case "cast":
      return expr.to;
    default:
      return assertNever(expr, "ir");
  }
}
