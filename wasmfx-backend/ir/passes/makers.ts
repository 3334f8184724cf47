// Makers: small functions that make an object, fill it and return its address, and do nothing else that their callers could
// notice. They may call other makers for it.
//
//   func NewPoint(x, y int) *Point { return &Point{x, y} }
//   func (p *Point) Next() *Point  { return NewPoint(p.x+1, p.y) }

import type { Expr, IrFunc, Stmt } from "../ir.ts";
import { defsOf } from "../visit.ts";
import type { EscapeOptions } from "./escape.ts";
import { type Call, inlineCalls, type Leaf, leafOf } from "./inline.ts";
import { removeRedundant } from "./redundant.ts";
import { simplify } from "./simplify.ts";

/** Functions with more blocks are not looked at. */
const maxBlocks = 16;

export class Makers {
  readonly #options: EscapeOptions;
  readonly #makers = new Map<string, Leaf>();

  constructor(options: EscapeOptions) {
    this.#options = options;
  }

  /** Notes the function, if it is a maker; those that it calls must have been noted. */
  note(func: IrFunc): void {
    if (func.signature.results[0] !== "ptr" || func.noRoots || func.inline || func.blocks.length > maxBlocks) return;
    const alone = this.areCalledBy(func) ? this.put(func) : func;
    if (!this.#returnsWhatItMakes(alone)) return;
    const { allocate, allocateArray, storePointer } = this.#options;
    const allowed = new Set([allocate, allocateArray, storePointer]);
    const leaf = leafOf(alone, ({ callee }) => callee.kind === "func" && allowed.has(callee.name));
    if (leaf) this.#makers.set(func.name, leaf);
  }

  has(name: string): boolean {
    return this.#makers.has(name);
  }

  areCalledBy(func: IrFunc): boolean {
    return this.#makers.size > 0 && func.blocks.some((b) => b.stmts.some((s) => this.#calledBy(s) !== undefined));
  }

  /** The function with makers in the place of some calls of them, or of all. */
  put(func: IrFunc, calls?: ReadonlySet<Stmt>): IrFunc {
    const changed = inlineCalls(func, (stmt) => (!calls || calls.has(stmt) ? this.#calledBy(stmt) : undefined));
    return simplify(removeRedundant(simplify(changed)));
  }

  #calledBy(stmt: Stmt): Leaf | undefined {
    return stmt.kind === "call" && stmt.callee.kind === "func" ? this.#makers.get(stmt.callee.name) : undefined;
  }

  #returnsWhatItMakes(func: IrFunc): boolean {
    const made = new Set<number>();
    const writes = new Map<number, number>();
    for (const { stmts } of func.blocks) {
      for (const stmt of stmts) {
        for (const x of defsOf(stmt)) writes.set(x, (writes.get(x) ?? 0) + 1);
        if (this.#isAllocation(stmt)) made.add(stmt.dsts[0]);
      }
    }
    const isMade = (e: Expr): boolean =>
      e.kind === "cast" ? isMade(e.value) : e.kind === "local" && made.has(e.local) && writes.get(e.local) === 1;
    return made.size > 0 && func.blocks.every(({ end }) => end.kind !== "return" || isMade(end.values[0]));
  }

  #isAllocation(stmt: Stmt): stmt is Call {
    if (stmt.kind !== "call" || stmt.callee.kind !== "func") return false;
    const { name } = stmt.callee;
    return name === this.#options.allocate || name === this.#options.allocateArray;
  }
}
