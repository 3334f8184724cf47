// Calls through closures whose function is known become calls of that function: of a function literal kept in a variable, of what a
// function returns when that is always a closure over the same function (iterators), of a declared function used as a value.
//
//   %f = alloc(12, type); store[%f] = slot body; ...; call table[load[%f]](%f, 1)   ->   call body(%f, 1)
//
// A closure's first word is the slot of its function, and never changes. Functions are treated callees first, so that what they
// return is known where they are called.

import { sameType } from "../env.ts";
import type { Expr, IrBlock, IrFunc, IrModule, Signature, Stmt } from "../ir.ts";
import { defsOf, edgeDefsOf } from "../visit.ts";
import { calleesFirst } from "./order.ts";

export function callDirectly(module: IrModule): IrModule {
  const known = new Known(module);
  const done = new Map(calleesFirst(module.funcs).map((f) => [f, known.treat(f)]));
  return { ...module, funcs: module.funcs.map((f) => done.get(f)!) };
}

class Known {
  private readonly signatures: ReadonlyMap<string, Signature>;
  /** The functions of closures in static memory, by the names of their pieces. */
  private readonly statics = new Map<string, string>();
  /** For each function the closures' functions among its results. */
  private readonly results = new Map<string, readonly (string | undefined)[]>();

  constructor(module: IrModule) {
    this.signatures = new Map(module.funcs.map((f) => [f.name, f.signature]));
    const pieces = new Map<string, number>();
    for (const { name } of module.data) if (name !== undefined) pieces.set(name, (pieces.get(name) ?? 0) + 1);
    for (const { name, slots, bytes } of module.data) {
      if (name === undefined || pieces.get(name) !== 1 || bytes.length !== 4) continue;
      if (slots?.length === 1 && slots[0].offset === 0) this.statics.set(name, slots[0].func);
    }
  }

  treat(func: IrFunc): IrFunc {
    const functionOf = this.closuresIn(func);
    this.results.set(func.name, this.resultsOf(func, functionOf));
    let changed = false;
    const blocks = func.blocks.map((block): IrBlock => {
      const stmts = block.stmts.map((stmt) => this.direct(stmt, functionOf));
      if (stmts.every((s, i) => s === block.stmts[i])) return block;
      changed = true;
      return { ...block, stmts };
    });
    return changed ? { ...func, blocks } : func;
  }

  private direct(stmt: Stmt, functionOf: (e: Expr) => string | undefined): Stmt {
    if (stmt.kind !== "call" || stmt.callee.kind !== "table") return stmt;
    const { slot, signature } = stmt.callee;
    if (slot.kind !== "load" || slot.offset !== 0 || !isSame(slot.address, stmt.args[0])) return stmt;
    const name = functionOf(slot.address);
    const other = name === undefined ? undefined : this.signatures.get(name);
    if (name === undefined || !other || !sameSignature(signature, other)) return stmt;
    return { ...stmt, callee: { kind: "func", name } };
  }

  /** The function of the closure that an expression surely stands for. */
  private closuresIn(func: IrFunc): (e: Expr) => string | undefined {
    const { locals, signature } = func;
    const writes = new Uint8Array(locals.length).fill(1, 0, signature.params.length);
    const write = (x: number): void => {
      if (x >= 0 && writes[x] < 2) writes[x]++;
    };
    // Stores of slots to the first words of what locals point to.
    const slots = new Map<number, string | undefined>();
    const sources = new Map<number, { readonly stmt: Stmt; readonly index: number }>();
    for (const { stmts, end } of func.blocks) {
      for (const stmt of stmts) {
        defsOf(stmt).forEach((x, index) => {
          write(x);
          if (x >= 0) sources.set(x, { stmt, index });
        });
        if (stmt.kind === "store" && stmt.offset === 0 && stmt.address.kind === "local") {
          const { local } = stmt.address;
          const stored = stmt.value.kind === "table_slot" ? stmt.value.func : undefined;
          slots.set(local, slots.has(local) ? undefined : stored);
        }
      }
      for (const x of edgeDefsOf(end)) write(x);
    }
    const ofLocal = (x: number, depth: number): string | undefined => {
      const source = writes[x] === 1 ? sources.get(x) : undefined;
      if (!source || depth > 8) return undefined;
      const { stmt, index } = source;
      if (stmt.kind === "set") return of(stmt.value, depth + 1);
      if (stmt.kind !== "call" || stmt.callee.kind !== "func") return undefined;
      return slots.get(x) ?? this.results.get(stmt.callee.name)?.[index];
    };
    const of = (e: Expr, depth: number): string | undefined => {
      if (e.kind === "local") return ofLocal(e.local, depth);
      return e.kind === "const" && e.type === "ptr" && e.data !== undefined ? this.statics.get(e.data) : undefined;
    };
    return (e) => of(e, 0);
  }

  private resultsOf(func: IrFunc, functionOf: (e: Expr) => string | undefined): (string | undefined)[] {
    const returns = func.blocks.flatMap(({ end }) => (end.kind === "return" ? [end.values] : []));
    const isPlain = returns.length > 0 && func.blocks.every(({ end }) => end.kind !== "return_call");
    return func.signature.results.map((type, j) => {
      if (type !== "ptr" || !isPlain) return undefined;
      const first = functionOf(returns[0][j]);
      return returns.every((values) => functionOf(values[j]) === first) ? first : undefined;
    });
  }
}

function isSame(a: Expr, b: Expr | undefined): boolean {
  if (a.kind === "local") return b?.kind === "local" && a.local === b.local;
  return a.kind === "const" && b?.kind === "const" && a.type === b.type && a.value === b.value;
}

const sameSignature = (a: Signature, b: Signature): boolean =>
  a.params.length === b.params.length &&
  a.results.length === b.results.length &&
  a.params.every((type, i) => sameType(type, b.params[i])) &&
  a.results.every((type, i) => sameType(type, b.results[i]));
