// A second opinion on what IR means, for the tests: runs functions over i32 locals directly on the graph. It knows just
// what random programs use: set, call of an import, jump, branch, switch_int, return, throw, try.

import type { Expr, IrFunc } from "../../ir/ir.ts";
import { successorsOf } from "../../ir/visit.ts";

export class OutOfFuel extends Error {}

/** Runs `func`; `call` stands for every callee. Throws OutOfFuel after `fuel` blocks. */
export function interpret(
  func: IrFunc,
  args: readonly number[],
  call: (name: string, args: number[]) => number,
  fuel = 2000,
): number | "thrown" {
  const locals = func.locals.map((_, i) => args[i] ?? 0);
  const value = (e: Expr): number => {
    if (e.kind === "local") return locals[e.local];
    if (e.kind === "const") return Number(e.value) | 0;
    if (e.kind === "select") return value(e.cond) !== 0 ? value(e.then) : value(e.else);
    if (e.kind !== "op") throw new Error(`interpreter: ${e.kind}`);
    const [a, b] = e.args.map(value);
    switch (e.op) {
      case "i32.add":
        return (a + b) | 0;
      case "i32.mul":
        return Math.imul(a, b);
      case "i32.xor":
        return a ^ b;
      case "i32.and":
        return a & b;
      case "i32.eqz":
        return a === 0 ? 1 : 0;
      case "i32.lt_s":
        return a < b ? 1 : 0;
      case "i32.ge_u":
        return a >>> 0 >= b >>> 0 ? 1 : 0;
      default:
        throw new Error(`interpreter: ${e.op}`);
    }
  };
  let at = 0;
  for (let steps = 0; ; steps++) {
    if (steps > fuel) throw new OutOfFuel();
    const { stmts, end } = func.blocks[at];
    for (const stmt of stmts) {
      if (stmt.kind === "set") locals[stmt.local] = value(stmt.value);
      else if (stmt.kind === "call" && stmt.callee.kind === "func") {
        const result = call(stmt.callee.name, stmt.args.map(value));
        for (const dst of stmt.dsts) if (dst >= 0) locals[dst] = result;
      } else throw new Error(`interpreter: ${stmt.kind}`);
    }
    switch (end.kind) {
      case "jump":
        at = end.block;
        break;
      case "branch":
        at = value(end.cond) !== 0 ? end.then : end.else;
        break;
      case "switch_int":
        at = end.cases[value(end.value) >>> 0] ?? end.otherwise;
        break;
      case "try":
        at = end.body;
        break;
      case "return":
        return value(end.values[0]);
      case "throw": {
        const payload = end.args.map(value);
        const handler = handlerOf(func, at);
        if (!handler) return "thrown";
        const clause = handler[0];
        clause.dsts.forEach((dst, i) => {
          if (dst >= 0) locals[dst] = payload[i];
        });
        at = clause.block;
        break;
      }
      default:
        throw new Error(`interpreter: ${end.kind}`);
    }
  }
}

/** The clauses of the innermost try whose body dominates `block`: removing the body must cut the block off. */
function handlerOf(
  func: IrFunc,
  block: number,
): (IrFunc["blocks"][number]["end"] & { kind: "try" })["catches"] | undefined {
  let best: { body: number; catches: (IrFunc["blocks"][number]["end"] & { kind: "try" })["catches"] } | undefined;
  for (const b of reachableWithout(func, -1)) {
    const { end } = func.blocks[b];
    if (end.kind !== "try" || reachableWithout(func, end.body).has(block)) continue;
    if (!best || !reachableWithout(func, best.body).has(end.body)) best = end;
  }
  return best?.catches;
}

function reachableWithout(func: IrFunc, removed: number): Set<number> {
  const seen = new Set<number>();
  const work = removed === 0 ? [] : [0];
  while (work.length > 0) {
    const b = work.pop()!;
    if (seen.has(b)) continue;
    seen.add(b);
    for (const s of successorsOf(func.blocks[b].end)) if (s !== removed) work.push(s);
  }
  return seen;
}
