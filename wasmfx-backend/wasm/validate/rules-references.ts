// References: null tests, branches on null, casts. Continuations cannot be cast.

import type { InstrOf } from "../instructions.ts";
import type { RefType, ValType } from "../types.ts";
import { ref, refNull } from "../types.ts";
import type { BodyValidator } from "./body.ts";
import { invalid, unknownRef } from "./context.ts";
import type { Rules } from "./rules.ts";

const eqref = refNull("eq");
const contref = refNull("cont");

const nonNull = (type: RefType): RefType => (type === unknownRef || !type.nullable ? type : ref(type.heap));

/** The target type of a cast, which must be known and must not be a continuation. */
function checkCastTarget(v: BodyValidator, target: RefType): void {
  v.ctx.checkHeap(target.heap);
  if (v.ctx.types.matchesRef(target, contref))
    invalid(`invalid cast: ${v.op} to continuation type ${v.ctx.text(target)}`);
}

/** Any reference of the hierarchy that `target` is in. */
function popSameHierarchy(v: BodyValidator, target: RefType): void {
  v.pop(refNull(v.ctx.types.top(target.heap)));
}

/** What is left of `from` when it is known not to be `to`. */
const difference = (from: RefType, to: RefType): RefType => (to.nullable ? ref(from.heap) : from);

function branchOnCast(v: BodyValidator, instr: InstrOf<"br_on_cast" | "br_on_cast_fail">): void {
  const { from, to } = instr;
  v.ctx.checkHeap(from.heap);
  checkCastTarget(v, to);
  if (!v.ctx.types.matchesRef(to, from)) {
    invalid(`type mismatch on cast: type ${v.ctx.text(to)} does not match ${v.ctx.text(from)}`);
  }
  const rest = difference(from, to);
  const [taken, kept] = instr.op === "br_on_cast" ? [to, rest] : [rest, to];
  const others = labelBeforeRef(v, instr.label, taken);
  v.pop(from);
  v.retype(others);
  v.push(kept);
}

/** The types that `label` takes below a reference of type `taken`. */
function labelBeforeRef(v: BodyValidator, label: number, taken: RefType): readonly ValType[] {
  const types = v.label(label);
  const last = types.at(-1);
  if (last === undefined || !v.fits(taken, last)) {
    invalid(`type mismatch: ${v.op} requires type ${v.text(taken)} but label has ${v.ctx.list(types)}`);
  }
  return types.slice(0, -1);
}

export const referenceRules = {
  "ref.null": (v, instr) => {
    v.ctx.checkHeap(instr.heap);
    v.push(refNull(instr.heap));
  },
  "ref.func": (v, instr) => {
    const type = v.ctx.func(instr.func);
    if (!v.ctx.declared.has(instr.func)) invalid(`undeclared function reference ${instr.func}`);
    v.push(v.ctx.refTo(type));
  },
  "ref.is_null": (v) => {
    v.popRef();
    v.push("i32");
  },
  "ref.as_non_null": (v) => v.push(nonNull(v.popRef())),
  "ref.eq": (v) => {
    v.pop(eqref);
    v.pop(eqref);
    v.push("i32");
  },
  "ref.test": (v, instr) => {
    checkCastTarget(v, instr.ref);
    popSameHierarchy(v, instr.ref);
    v.push("i32");
  },
  "ref.cast": (v, instr) => {
    checkCastTarget(v, instr.ref);
    popSameHierarchy(v, instr.ref);
    v.push(instr.ref);
  },
  br_on_null: (v, instr) => {
    const type = v.popRef();
    v.retype(v.label(instr.label));
    v.push(nonNull(type));
  },
  br_on_non_null: (v, instr) => {
    const others = labelBeforeRef(v, instr.label, nonNull(v.popRef()));
    v.retype(others);
  },
  br_on_cast: branchOnCast,
  br_on_cast_fail: branchOnCast,
  "any.convert_extern": (v) => {
    const type = v.pop(refNull("extern"));
    v.push(typeof type === "object" && type.nullable ? refNull("any") : ref("any"));
  },
  "extern.convert_any": (v) => {
    const type = v.pop(refNull("any"));
    v.push(typeof type === "object" && type.nullable ? refNull("extern") : ref("extern"));
  },
} satisfies Partial<Rules>;
