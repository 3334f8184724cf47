// The rules of all instructions whose operand types are not constant, by instruction. A missing one does not compile.

import type { InstrOf, Op, OpWithSignature } from "../instructions.ts";
import type { BodyValidator } from "./body.ts";
import { continuationRules } from "./rules-continuations.ts";
import { controlRules } from "./rules-control.ts";
import { objectRules } from "./rules-objects.ts";
import { referenceRules } from "./rules-references.ts";
import { variableRules } from "./rules-variables.ts";

export type Rules = { readonly [K in Exclude<Op, OpWithSignature>]: (v: BodyValidator, instr: InstrOf<K>) => void };

export const rules: Rules = {
  ...controlRules,
  ...variableRules,
  ...referenceRules,
  ...objectRules,
  ...continuationRules,
};
