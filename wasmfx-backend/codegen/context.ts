// What the code of one function needs to know about its module: index spaces, types, table slots.

import { WeftBug } from "../../diagnostics/index.ts";
import type { IrEnv } from "../ir/env.ts";
import type { IrType, Signature } from "../ir/ir.ts";
import type { BlockType, ValType } from "../wasm/types.ts";
import type { TypeSection, TypeTable } from "./types.ts";

/** Index spaces of the module under construction, by IR name. */
export interface ModuleContext {
  readonly env: IrEnv;
  readonly funcIndex: ReadonlyMap<string, number>;
  readonly globalIndex: ReadonlyMap<string, number>;
  readonly tagIndex: ReadonlyMap<string, number>;
  /** Slot of a function in table 0. */
  readonly slotOf: ReadonlyMap<string, number>;
  readonly types: TypeTable;
  readonly section: TypeSection;
  /** Functions of which a reference is taken; the emitter declares them. */
  readonly referenced: Set<number>;
}

/** The entry of a name table, or a bug: the verifier guarantees that names resolve. */
export function indexOf(map: ReadonlyMap<string, number>, name: string): number {
  const index = map.get(name);
  if (index === undefined) throw new WeftBug("emit", `unknown name ${name}`);
  return index;
}

export const valType = (ctx: ModuleContext, type: IrType): ValType => ctx.types.valType(type, ctx.section.indexOf);

/** Index of the function type with this signature. */
export const funcType = (ctx: ModuleContext, signature: Signature): number =>
  ctx.section.indexOf[ctx.types.func(signature)];

/** Index of `(cont $name)`. */
export const contType = (ctx: ModuleContext, name: string): number => ctx.section.indexOf[ctx.types.cont(name)];

const empty: BlockType = { kind: "empty" };

/** The type of a block without parameters that leaves `results`. */
export function blockType(ctx: ModuleContext, results: readonly IrType[]): BlockType {
  if (results.length === 0) return empty;
  if (results.length === 1) return { kind: "value", type: valType(ctx, results[0]) };
  return { kind: "func", type: funcType(ctx, { params: [], results }) };
}
