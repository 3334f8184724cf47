// One IR function -> locals and body of a wasm function.

import { buildCfg, buildDominators, tryRegions } from "../ir/cfg.ts";
import { showType } from "../ir/env.ts";
import type { IrFunc } from "../ir/ir.ts";
import type { ValType } from "../wasm/types.ts";
import { Code, type FinishedCode } from "./code.ts";
import { type ModuleContext, valType } from "./context.ts";
import { planLocals, separateLocals } from "./locals.ts";
import { makeReducible } from "./reducible.ts";
import { emitStructured } from "./structure.ts";

export interface EmittedFunc extends FinishedCode {
  readonly locals: ValType[];
  /** Names of wasm locals, where the IR has them. */
  readonly names: Map<number, string>;
}

/** Engines limit a function's locals to 50000; below this many sharing is only a matter of size. */
const manyLocals = 1000;

/** `share`: locals whose values are never needed at the same time become one. */
export function emitFunc(module: ModuleContext, source: IrFunc, share = true): EmittedFunc {
  let cfg = buildCfg(source);
  const func = makeReducible(source, cfg);
  if (func !== source) cfg = buildCfg(func);
  const dom = buildDominators(cfg, func.blocks.length);
  const regions = (): Int32Array => tryRegions(func, cfg, dom);
  const keys = func.locals.map((l) => (l.type === "ptr" ? "i32" : showType(l.type)));
  const plan =
    share || func.locals.length > manyLocals
      ? planLocals(func, cfg, regions(), (local) => keys[local])
      : separateLocals(func, cfg);
  const code = new Code();
  emitStructured({ module, func, plan, code }, cfg, dom);
  const names = new Map<number, string>();
  const params = func.signature.params.length;
  for (let i = 0; i < params; i++) {
    const { name } = func.locals[i];
    if (name !== undefined) names.set(i, name);
  }
  plan.declared.forEach((local, i) => {
    const { name } = func.locals[local];
    if (name !== undefined) names.set(params + i, name);
  });
  return {
    locals: plan.declared.map((local) => valType(module, func.locals[local].type)),
    ...code.finish(func.signature.results.length > 0),
    names,
  };
}
