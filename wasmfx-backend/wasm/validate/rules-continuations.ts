// Stack switching. Notation of the comments: a continuation type `cont [t1*] -> [t2*]` takes t1* when it is resumed and
// gives t2* when it returns; a tag `[a*] -> [b*]` carries a* when it suspends and brings b* back when it is resumed.

import type { Handler } from "../instructions.ts";
import type { FuncType, ValType } from "../types.ts";
import { refNull } from "../types.ts";
import type { BodyValidator } from "./body.ts";
import { invalid } from "./context.ts";
import type { Rules } from "./rules.ts";

const exnref = refNull("exn");

/** The continuation type that a reference at the end of `types` points to. */
function lastContinuation(v: BodyValidator, types: readonly ValType[]): FuncType | undefined {
  const last = types.at(-1);
  return typeof last === "object" && typeof last.heap === "number" ? v.ctx.contType(last.heap) : undefined;
}

/** The clauses of a resume whose continuation returns `results`. */
function checkHandlers(v: BodyValidator, handlers: readonly Handler[], results: readonly ValType[]): void {
  for (const handler of handlers) {
    const tag = v.ctx.tag(handler.tag);
    if (handler.kind === "switch") checkSwitchClause(v, tag, results);
    else checkLabelClause(v, handler.label, tag, results);
  }
}

/**
 * `(on $tag switch)`: the tag takes nothing. Whoever is switched to returns here in the end, and so does whoever
 * switched away, when it is resumed: both agree with the tag's results, so these must be this resume's results.
 */
function checkSwitchClause(v: BodyValidator, tag: FuncType, results: readonly ValType[]): void {
  if (tag.params.length > 0) invalid(`type mismatch in switch tag: it takes ${v.ctx.list(tag.params)}`);
  const { types } = v.ctx;
  if (!types.matchesAll(tag.results, results) || !types.matchesAll(results, tag.results)) {
    invalid(
      `type mismatch in switch tag: it gives ${v.ctx.list(tag.results)} but the continuation returns ${v.ctx.list(results)}`,
    );
  }
}

/** `(on $tag $label)`: the label takes the tag's parameters, then the rest of the continuation. */
function checkLabelClause(v: BodyValidator, label: number, tag: FuncType, results: readonly ValType[]): void {
  const target = v.label(label);
  const rest = lastContinuation(v, target);
  const { ctx } = v;
  if (rest === undefined) {
    invalid(
      `type mismatch: instruction requires concrete continuation reference type but label has ${ctx.list(target)}`,
    );
  }
  if (!ctx.types.matchesFunc({ kind: "func", params: tag.results, results }, rest)) {
    invalid(
      `type mismatch in continuation type: the handler gives ${ctx.list(tag.results)} -> ${ctx.list(results)} ` +
        `but label has ${ctx.list(rest.params)} -> ${ctx.list(rest.results)}`,
    );
  }
  if (!ctx.types.matchesAll(tag.params, target.slice(0, -1))) {
    invalid(`type mismatch: the tag carries ${ctx.list(tag.params)} but label has ${ctx.list(target)}`);
  }
}

export const continuationRules = {
  // [(ref null $ft)] -> [(ref $ct)]
  "cont.new": (v, instr) => {
    const { func } = v.ctx.composite(instr.typeIndex, "cont");
    v.pop(refNull(func));
    v.push(v.ctx.refTo(instr.typeIndex));
  },

  // [t3* (ref null $ct)] -> [(ref $ct')] where $ct takes [t3* t1*] and $ct' takes [t1'*]
  "cont.bind": (v, instr) => {
    const from = v.ctx.contType(instr.typeIndex);
    const to = v.ctx.contType(instr.target);
    const bound = from.params.length - to.params.length;
    if (bound < 0) invalid("type mismatch in continuation arguments");
    const rest: FuncType = { kind: "func", params: from.params.slice(bound), results: from.results };
    if (!v.ctx.types.matchesFunc(rest, to)) invalid("type mismatch in continuation types");
    v.pop(refNull(instr.typeIndex));
    v.popAll(from.params.slice(0, bound));
    v.push(v.ctx.refTo(instr.target));
  },

  suspend: (v, instr) => {
    const { params, results } = v.ctx.tag(instr.tag);
    v.popAll(params);
    v.pushAll(results);
  },

  // [t1* (ref null $ct)] -> [t2*]
  resume: (v, instr) => {
    const { params, results } = v.ctx.contType(instr.typeIndex);
    checkHandlers(v, instr.handlers, results);
    v.pop(refNull(instr.typeIndex));
    v.popAll(params);
    v.pushAll(results);
  },

  // [te* (ref null $ct)] -> [t2*]
  resume_throw: (v, instr) => {
    const { results } = v.ctx.contType(instr.typeIndex);
    const values = v.ctx.exception(instr.tag);
    checkHandlers(v, instr.handlers, results);
    v.pop(refNull(instr.typeIndex));
    v.popAll(values);
    v.pushAll(results);
  },

  // [exnref (ref null $ct)] -> [t2*]
  resume_throw_ref: (v, instr) => {
    const { results } = v.ctx.contType(instr.typeIndex);
    checkHandlers(v, instr.handlers, results);
    v.pop(refNull(instr.typeIndex));
    v.pop(exnref);
    v.pushAll(results);
  },

  // [t1* (ref null $ct1)] -> [t2*] where $ct1 = cont [t1* (ref null? $ct2)] -> [te1*], $ct2 = cont [t2*] -> [te2*]
  switch: (v, instr) => {
    const { ctx } = v;
    const to = ctx.contType(instr.typeIndex);
    const back = lastContinuation(v, to.params);
    if (back === undefined) {
      invalid(
        `type mismatch: instruction requires continuation reference type but the type annotation has ${ctx.list(to.params)}`,
      );
    }
    const tag = ctx.tag(instr.tag);
    if (tag.params.length > 0) invalid("type mismatch in switch tag");
    if (!ctx.types.matchesAll(to.results, tag.results) || !ctx.types.matchesAll(tag.results, back.results)) {
      invalid("type mismatch in continuation types");
    }
    v.pop(refNull(instr.typeIndex));
    v.popAll(to.params.slice(0, -1));
    v.pushAll(back.params);
  },
} satisfies Partial<Rules>;
