// An instance -> an input to the linker, with exports through which the driver does what the script says.
//
// Instances that share a program come to life one after the other while the script goes on, and one may trap half-way:
// what it has written by then stays. So active segments become passive ones and a function does what instantiation does:
//
//   (elem (table $t) (offset E) ITEMS)   =>   (elem $e ITEMS)
//   (data (memory $m) (offset E) BYTES)       (data $d BYTES)
//   (start $f)                                (func (export "#1!init")
//                                               (table.init $t $e E 0 n) (elem.drop $e)
//                                               (memory.init $m $d E 0 n) (data.drop $d)
//                                               (call $f))
//
// A memory or table may have grown since it was declared: its import is linked as if it needed no elements, and
// "#1!fits" says at run time whether there are enough.

import type { LinkInput } from "../../linker/index.ts";
import {
  type Expr,
  type Import,
  type Instr,
  indexSpaces,
  type Limits,
  type Module,
  type ValType,
} from "../../wasmfx-backend/index.ts";
import { type Instance, inputName } from "./instances.ts";

/** Names of the exports that the driver calls. */
export const callName = (instance: Instance, exportIndex: number): string => `${inputName(instance)}.${exportIndex}`;
export const initName = (instance: Instance): string => `${inputName(instance)}!init`;
export const fitsName = (instance: Instance): string => `${inputName(instance)}!fits`;

/** Imports renamed to the inputs that provide them, without minimum sizes. */
export function linkInput(instance: Instance): LinkInput {
  return { name: inputName(instance), module: withRenamedImports(instance), file: `line ${instance.line}` };
}

function withRenamedImports(instance: Instance): Module {
  const imports = instance.module.imports.map((imported): Import => {
    const provider = instance.providers.get(imported.module);
    const module = provider ? inputName(provider) : imported.module;
    return { ...imported, module, desc: withoutMinimum(imported.desc) };
  });
  return { ...instance.module, imports };
}

function withoutMinimum(desc: Import["desc"]): Import["desc"] {
  const none = (limits: Limits): Limits => ({ ...limits, min: 0n });
  if (desc.kind === "memory") return { kind: "memory", type: { limits: none(desc.type.limits) } };
  if (desc.kind === "table") return { kind: "table", type: { ...desc.type, limits: none(desc.type.limits) } };
  return desc;
}

/** How an instance comes to life: with its program, or by a call of its own function. */
export type Birth = "with the program" | "by a call";

/** The input with the driver's exports; `names` receives them. */
export function prepareInstance(instance: Instance, birth: Birth, names: string[]): LinkInput {
  const module = copyOf(withRenamedImports(instance));
  const spaces = indexSpaces(instance.module);
  const add = (name: string, index: number): void => {
    module.exports.push({ name, kind: "func", index });
    names.push(name);
  };
  instance.module.exports.forEach(({ kind, index }, i) => {
    if (kind === "func") add(callName(instance, i), index);
    if (kind !== "global") return;
    const body: Expr = [{ op: "global.get", global: index }];
    add(callName(instance, i), addFunction(module, [spaces.globals[index].type], body));
  });
  const fits = sizeChecks(instance.module);
  if (fits.length > 0) add(fitsName(instance), addFunction(module, ["i32"], fits));
  if (birth === "by a call") add(initName(instance), addFunction(module, [], takeInstantiation(module)));
  return { ...linkInput(instance), module };
}

/** A copy whose lists can be changed. */
const copyOf = (module: Module): Module => ({
  ...module,
  types: [...module.types],
  recGroups: [...module.recGroups],
  funcs: [...module.funcs],
  exports: [...module.exports],
  elems: [...module.elems],
  datas: [...module.datas],
  names: { ...module.names, funcs: new Map(module.names.funcs) },
});

function addFunction(module: Module, results: readonly ValType[], body: Expr): number {
  const type = module.types.length;
  module.types.push({ final: true, supers: [], composite: { kind: "func", params: [], results } });
  module.recGroups.push({ start: type, length: 1 });
  const imported = module.imports.filter((i) => i.desc.kind === "func").length;
  return imported + module.funcs.push({ type, locals: [], body }) - 1;
}

const i32 = (value: number): Instr => ({ op: "i32.const", value });
const i64 = (value: bigint): Instr => ({ op: "i64.const", value });

/** 1 when every imported memory and table has its minimum size. */
function sizeChecks(module: Module): Expr {
  const checks: Expr[] = [];
  let memories = 0;
  let tables = 0;
  for (const { desc } of module.imports) {
    if (desc.kind !== "memory" && desc.kind !== "table") continue;
    const size: Instr =
      desc.kind === "memory" ? { op: "memory.size", memory: memories++ } : { op: "table.size", table: tables++ };
    const { index, min } = desc.type.limits;
    checks.push(
      index === "i64"
        ? [size, i64(min), { op: "i64.ge_u" }]
        : [size, { op: "i64.extend_i32_u" }, i64(min), { op: "i64.ge_u" }],
    );
  }
  return checks.flatMap((check, i) => (i === 0 ? check : [...check, { op: "i32.and" }]));
}

/** Takes active segments and the start function out of the module; gives the code that does their work. */
function takeInstantiation(module: Module): Expr {
  const body: Expr = [];
  module.elems.forEach((segment, elem) => {
    const { mode, init } = segment;
    if (mode.kind !== "active") return;
    const { table, offset } = mode;
    body.push(...offset, i32(0), i32(init.length), { op: "table.init", table, elem }, { op: "elem.drop", elem });
    module.elems[elem] = { ...segment, mode: { kind: "passive" } };
  });
  module.datas.forEach(({ bytes, mode }, data) => {
    if (mode.kind !== "active") return;
    const { memory, offset } = mode;
    body.push(...offset, i32(0), i32(bytes.length), { op: "memory.init", memory, data }, { op: "data.drop", data });
    module.datas[data] = { bytes, mode: { kind: "passive" } };
  });
  if (module.datas.length > 0) module.dataCount = true;
  if (module.start !== undefined) body.push({ op: "call", func: module.start });
  module.start = undefined;
  return body;
}

/** True when "#n!fits" exists. */
export const hasSizeChecks = ({ module }: Instance): boolean =>
  module.imports.some(({ desc }) => desc.kind === "memory" || desc.kind === "table");
