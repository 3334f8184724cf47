// Locals, globals, tables, and the memory instructions that touch two memories.

import type { Limits, NumType, RefType } from "../types.ts";
import type { BodyValidator } from "./body.ts";
import { invalid } from "./context.ts";
import type { Rules } from "./rules.ts";

/** The length operand of a copy between two address spaces is of the smaller address type. */
const smaller = (a: Limits, b: Limits): NumType => (a.index === "i64" && b.index === "i64" ? "i64" : "i32");

function checkElementMatch(v: BodyValidator, source: RefType, dest: RefType): void {
  if (v.ctx.types.matchesRef(source, dest)) return;
  invalid(
    `type mismatch: source element type ${v.ctx.text(source)} does not match destination element type ${v.ctx.text(dest)}`,
  );
}

export const variableRules = {
  "local.get": (v, instr) => v.push(v.getLocal(instr.local)),
  "local.set": (v, instr) => {
    v.pop(v.local(instr.local));
    v.markSet(instr.local);
  },
  "local.tee": (v, instr) => {
    const type = v.local(instr.local);
    v.pop(type);
    v.push(type);
    v.markSet(instr.local);
  },
  "global.get": (v, instr) => {
    const { type, mutable } = v.ctx.global(instr.global);
    if (v.isConst) {
      if (instr.global >= v.ctx.visibleGlobals) invalid(`unknown global ${instr.global}`);
      if (mutable) invalid("constant expression required");
    }
    v.push(type);
  },
  "global.set": (v, instr) => {
    const { type, mutable } = v.ctx.global(instr.global);
    if (!mutable) invalid("immutable global");
    v.pop(type);
  },

  "table.get": (v, instr) => {
    const { element, limits } = v.ctx.table(instr.table);
    v.pop(limits.index);
    v.push(element);
  },
  "table.set": (v, instr) => {
    const { element, limits } = v.ctx.table(instr.table);
    v.pop(element);
    v.pop(limits.index);
  },
  "table.size": (v, instr) => v.push(v.ctx.table(instr.table).limits.index),
  "table.grow": (v, instr) => {
    const { element, limits } = v.ctx.table(instr.table);
    v.pop(limits.index);
    v.pop(element);
    v.push(limits.index);
  },
  "table.fill": (v, instr) => {
    const { element, limits } = v.ctx.table(instr.table);
    v.pop(limits.index);
    v.pop(element);
    v.pop(limits.index);
  },
  "table.copy": (v, instr) => {
    const dest = v.ctx.table(instr.table);
    const source = v.ctx.table(instr.source);
    checkElementMatch(v, source.element, dest.element);
    v.pop(smaller(dest.limits, source.limits));
    v.pop(source.limits.index);
    v.pop(dest.limits.index);
  },
  "table.init": (v, instr) => {
    const { element, limits } = v.ctx.table(instr.table);
    checkElementMatch(v, v.ctx.elem(instr.elem), element);
    v.pop("i32");
    v.pop("i32");
    v.pop(limits.index);
  },

  "memory.copy": (v, instr) => {
    const dest = v.ctx.memory(instr.memory);
    const source = v.ctx.memory(instr.source);
    v.pop(smaller(dest, source));
    v.pop(source.index);
    v.pop(dest.index);
  },
} satisfies Partial<Rules>;
