// Where code comes from. A function body has one position per instruction (Func.positions, parallel to its body); the IR
// has one per statement. In a file they are DWARF line tables (../dwarf).

import type { Pos } from "../../diagnostics/index.ts";

/** A place in a source text. `inlined`: the code was written in another function than the one it now lies in. */
export interface CodePos extends Pos {
  readonly inlined?: Inlined;
}

export interface Inlined {
  /** The function that the code was written in. */
  readonly func: string;
  /** Where that function was called: in the function around it, or inlined there in its turn. */
  readonly at: CodePos | undefined;
}

/** The position of each instruction of a body; undefined where nobody knows. */
export type Positions = readonly (CodePos | undefined)[];

/** `pos` of a function `func` whose body was put in place of a call at `at`. */
export function inlinedAt(pos: CodePos | undefined, func: string, at: CodePos | undefined): CodePos | undefined {
  if (pos === undefined) return at;
  const { inlined } = pos;
  if (inlined === undefined) return { ...pos, inlined: { func, at } };
  return { ...pos, inlined: { func: inlined.func, at: inlinedAt(inlined.at, func, at) } };
}
