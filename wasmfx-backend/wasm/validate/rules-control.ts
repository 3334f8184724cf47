// Blocks, branches, calls, exceptions, and the operand-polymorphic drop and select.

import type { Catch, InstrOf } from "../instructions.ts";
import type { FuncType, ValType } from "../types.ts";
import { refNull } from "../types.ts";
import type { BodyValidator } from "./body.ts";
import { invalid } from "./context.ts";
import type { Rules } from "./rules.ts";

const exnref = refNull("exn");

function enterBlock(v: BodyValidator, instr: InstrOf<"block" | "loop" | "if" | "try_table">): void {
  const { params, results } = v.blockType(instr.type);
  if (instr.op === "if") v.pop("i32");
  v.popAll(params);
  v.enter(instr.op, params, results);
}

function call(v: BodyValidator, type: FuncType): void {
  v.popAll(type.params);
  v.pushAll(type.results);
}

/** A tail call: the callee's results are the caller's. */
function returnCall(v: BodyValidator, type: FuncType): void {
  if (!v.ctx.types.matchesAll(type.results, v.results)) {
    const { ctx } = v;
    invalid(
      `type mismatch: current function requires result type ${ctx.list(v.results)} but callee returns ${ctx.list(type.results)}`,
    );
  }
  v.popAll(type.params);
  v.setUnreachable();
}

/** Takes the table index of an indirect call and gives the callee's type. */
function indirectCallee(v: BodyValidator, instr: InstrOf<"call_indirect" | "return_call_indirect">): FuncType {
  const table = v.ctx.table(instr.table);
  if (!v.ctx.types.matchesRef(table.element, refNull("func"))) {
    invalid(
      `type mismatch: ${instr.op} requires a table of function type but table has element type ${v.ctx.text(table.element)}`,
    );
  }
  const type = v.ctx.funcType(instr.type);
  v.pop(table.limits.index);
  return type;
}

function refCallee(v: BodyValidator, typeIndex: number): FuncType {
  const type = v.ctx.funcType(typeIndex);
  v.pop(refNull(typeIndex));
  return type;
}

/** What a catch clause gives to its label. */
function caught(v: BodyValidator, clause: Catch): readonly ValType[] {
  const values = clause.tag === undefined ? [] : v.ctx.exception(clause.tag);
  return clause.kind === "catch_ref" || clause.kind === "catch_all_ref"
    ? [...values, { ...exnref, nullable: false }]
    : values;
}

/** The labels of catch clauses are counted from outside the block. */
function checkCatch(v: BodyValidator, clause: Catch): void {
  const target = v.label(clause.label);
  const values = caught(v, clause);
  if (!v.ctx.types.matchesAll(values, target)) {
    invalid(`type mismatch: catch handler gives ${v.ctx.list(values)} but label has ${v.ctx.list(target)}`);
  }
}

export const controlRules = {
  unreachable: (v) => v.setUnreachable(),
  block: enterBlock,
  loop: enterBlock,
  if: enterBlock,
  try_table: (v, instr) => {
    for (const clause of instr.catches) checkCatch(v, clause);
    enterBlock(v, instr);
  },
  else: (v) => {
    const frame = v.leave();
    if (frame.op !== "if") invalid("else without if");
    v.enter("else", frame.params, frame.results);
  },
  end: (v) => {
    const frame = v.leave();
    if (frame.op === "if" && !v.ctx.types.matchesAll(frame.params, frame.results)) {
      const { ctx } = v;
      invalid(
        `type mismatch: if without else has parameters ${ctx.list(frame.params)} but results ${ctx.list(frame.results)}`,
      );
    }
    v.pushAll(frame.results);
  },

  br: (v, instr) => {
    v.popAll(v.label(instr.label));
    v.setUnreachable();
  },
  br_if: (v, instr) => {
    v.pop("i32");
    v.retype(v.label(instr.label));
  },
  br_table: (v, instr) => {
    v.pop("i32");
    const types = v.label(instr.label);
    for (const label of instr.labels) {
      const others = v.label(label);
      if (others.length !== types.length) {
        invalid(`type mismatch: br_table labels take ${v.ctx.list(types)} and ${v.ctx.list(others)}`);
      }
      v.peekAll(others);
    }
    v.popAll(types);
    v.setUnreachable();
  },
  return: (v) => {
    v.popAll(v.results);
    v.setUnreachable();
  },

  call: (v, instr) => call(v, v.ctx.funcType(v.ctx.func(instr.func))),
  call_indirect: (v, instr) => call(v, indirectCallee(v, instr)),
  call_ref: (v, instr) => call(v, refCallee(v, instr.typeIndex)),
  return_call: (v, instr) => returnCall(v, v.ctx.funcType(v.ctx.func(instr.func))),
  return_call_indirect: (v, instr) => returnCall(v, indirectCallee(v, instr)),
  return_call_ref: (v, instr) => returnCall(v, refCallee(v, instr.typeIndex)),

  throw: (v, instr) => {
    v.popAll(v.ctx.exception(instr.tag));
    v.setUnreachable();
  },
  throw_ref: (v) => {
    v.pop(exnref);
    v.setUnreachable();
  },

  drop: (v) => {
    v.popAny();
  },
  select: (v) => {
    v.pop("i32");
    const second = v.popAny("a number or vector");
    const first = v.popAny("a number or vector");
    for (const type of [first, second]) {
      if (typeof type === "object")
        invalid(`type mismatch: select without type expects numbers or vectors, found ${v.text(type)}`);
    }
    if (first !== second && first !== "unknown" && second !== "unknown") {
      invalid(`type mismatch: select between ${v.text(first)} and ${v.text(second)}`);
    }
    v.push(first === "unknown" ? second : first);
  },
  select_t: (v, instr) => {
    if (instr.types.length !== 1) invalid("invalid result arity");
    const [type] = instr.types;
    v.ctx.checkType(type);
    v.pop("i32");
    v.pop(type);
    v.pop(type);
    v.push(type);
  },
} satisfies Partial<Rules>;
