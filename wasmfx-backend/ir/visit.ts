// Generic walks over IR: the expressions of a statement, the edges of a terminator, and both rewritten by a function.
// Every pass stands on these, so a new statement or terminator is taught here once.

import { assertNever } from "../../diagnostics/index.ts";
import type { Callee, CatchClause, Expr, IrBlock, ResumeClause, Stmt, Terminator } from "./ir.ts";

/** Calls `visit` for each direct operand of `expr`, left to right. */
export function forEachOperand(expr: Expr, visit: (e: Expr) => void): void {
  switch (expr.kind) {
    case "local":
    case "const":
    case "global":
    case "null":
    case "func_ref":
    case "table_slot":
      return;
    case "load":
      return visit(expr.address);
    case "op":
      for (const arg of expr.args) visit(arg);
      return;
    case "select":
      visit(expr.then);
      visit(expr.else);
      return visit(expr.cond);
    case "cast":
      return visit(expr.value);
    default:
      assertNever(expr, "ir");
  }
}

/** Calls `visit` for `expr` and everything below it. Most of the passes' time goes through here: no closure per node. */
export function forEachNode(expr: Expr, visit: (e: Expr) => void): void {
  visit(expr);
  switch (expr.kind) {
    case "load":
      return forEachNode(expr.address, visit);
    case "op":
      for (let i = 0; i < expr.args.length; i++) forEachNode(expr.args[i], visit);
      return;
    case "select":
      forEachNode(expr.then, visit);
      forEachNode(expr.else, visit);
      return forEachNode(expr.cond, visit);
    case "cast":
      return forEachNode(expr.value, visit);
  }
}

/** Rebuilds `expr` with its operands replaced; the same object when nothing changed. */
export function mapOperands(expr: Expr, map: (e: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "local":
    case "const":
    case "global":
    case "null":
    case "func_ref":
    case "table_slot":
      return expr;
    case "load": {
      const address = map(expr.address);
      return address === expr.address ? expr : { ...expr, address };
    }
    case "op": {
      const args = mapAll(expr.args, map);
      return args === expr.args ? expr : { ...expr, args };
    }
    case "select": {
      const then = map(expr.then);
      const other = map(expr.else);
      const cond = map(expr.cond);
      return then === expr.then && other === expr.else && cond === expr.cond
        ? expr
        : { ...expr, then, else: other, cond };
    }
    case "cast": {
      const value = map(expr.value);
      return value === expr.value ? expr : { ...expr, value };
    }
    default:
      return assertNever(expr, "ir");
  }
}

function mapAll(exprs: readonly Expr[], map: (e: Expr) => Expr): readonly Expr[] {
  let out: Expr[] | undefined;
  for (let i = 0; i < exprs.length; i++) {
    const mapped = map(exprs[i]);
    if (mapped !== exprs[i]) {
      out ??= exprs.slice();
      out[i] = mapped;
    }
  }
  return out ?? exprs;
}

function forEachOfCallee(callee: Callee, visit: (e: Expr) => void): void {
  if (callee.kind === "table") visit(callee.slot);
  else if (callee.kind === "ref") visit(callee.ref);
}

function mapCallee(callee: Callee, map: (e: Expr) => Expr): Callee {
  if (callee.kind === "func") return callee;
  if (callee.kind === "table") {
    const slot = map(callee.slot);
    return slot === callee.slot ? callee : { ...callee, slot };
  }
  const ref = map(callee.ref);
  return ref === callee.ref ? callee : { ...callee, ref };
}

/** Calls `visit` for the root expressions of a statement, in the order of evaluation. */
export function forEachExpr(stmt: Stmt, visit: (e: Expr) => void): void {
  switch (stmt.kind) {
    case "set":
    case "set_global":
      return visit(stmt.value);
    case "store":
      visit(stmt.address);
      return visit(stmt.value);
    case "memory_copy":
      visit(stmt.dest);
      visit(stmt.source);
      return visit(stmt.length);
    case "memory_fill":
      visit(stmt.dest);
      visit(stmt.value);
      return visit(stmt.length);
    case "memory_grow":
      return visit(stmt.pages);
    case "call":
      for (const arg of stmt.args) visit(arg);
      return forEachOfCallee(stmt.callee, visit);
    case "cont_new":
      return visit(stmt.func);
    case "suspend":
      for (const arg of stmt.args) visit(arg);
      return;
    case "switch":
      for (const arg of stmt.args) visit(arg);
      return visit(stmt.cont);
    default:
      assertNever(stmt, "ir");
  }
}

/** Rebuilds `stmt` with its root expressions replaced; the same object when nothing changed. */
export function mapExprs(stmt: Stmt, map: (e: Expr) => Expr): Stmt {
  switch (stmt.kind) {
    case "set":
    case "set_global": {
      const value = map(stmt.value);
      return value === stmt.value ? stmt : { ...stmt, value };
    }
    case "store": {
      const address = map(stmt.address);
      const value = map(stmt.value);
      return address === stmt.address && value === stmt.value ? stmt : { ...stmt, address, value };
    }
    case "memory_copy":
      return { ...stmt, dest: map(stmt.dest), source: map(stmt.source), length: map(stmt.length) };
    case "memory_fill":
      return { ...stmt, dest: map(stmt.dest), value: map(stmt.value), length: map(stmt.length) };
    case "memory_grow":
      return { ...stmt, pages: map(stmt.pages) };
    case "call": {
      const args = mapAll(stmt.args, map);
      const callee = mapCallee(stmt.callee, map);
      return args === stmt.args && callee === stmt.callee ? stmt : { ...stmt, args, callee };
    }
    case "cont_new":
      return { ...stmt, func: map(stmt.func) };
    case "suspend":
      return { ...stmt, args: mapAll(stmt.args, map) };
    case "switch":
      return { ...stmt, args: mapAll(stmt.args, map), cont: map(stmt.cont) };
    default:
      return assertNever(stmt, "ir");
  }
}

const none: readonly number[] = [];
const asList: number[][] = [];

/** The locals a statement writes; -1 stands for a dropped result. */
export function defsOf(stmt: Stmt): readonly number[] {
  switch (stmt.kind) {
    case "set":
      return single(stmt.local);
    case "memory_grow":
    case "cont_new":
      return single(stmt.dst);
    case "call":
    case "suspend":
    case "switch":
      return stmt.dsts;
    default:
      return none;
  }
}

/** [n], shared. */
function single(n: number): readonly number[] {
  asList[n] ??= [n];
  return asList[n];
}

/** Rewrites the locals a statement writes. */
export function mapDefs(stmt: Stmt, map: (local: number) => number): Stmt {
  const one = (local: number): number => (local < 0 ? local : map(local));
  switch (stmt.kind) {
    case "set":
      return { ...stmt, local: one(stmt.local) };
    case "memory_grow":
    case "cont_new":
      return { ...stmt, dst: one(stmt.dst) };
    case "call":
    case "suspend":
    case "switch":
      return { ...stmt, dsts: stmt.dsts.map(one) };
    default:
      return stmt;
  }
}

/** Calls `visit` for the root expressions of a terminator, in the order of evaluation. */
export function forEachExprOfEnd(end: Terminator, visit: (e: Expr) => void): void {
  switch (end.kind) {
    case "jump":
    case "unreachable":
    case "try":
      return;
    case "branch":
      return visit(end.cond);
    case "switch_int":
      return visit(end.value);
    case "return":
      for (const value of end.values) visit(value);
      return;
    case "return_call":
      for (const arg of end.args) visit(arg);
      return forEachOfCallee(end.callee, visit);
    case "throw":
      for (const arg of end.args) visit(arg);
      return;
    case "throw_ref":
      return visit(end.exn);
    case "resume":
      for (const arg of end.args) visit(arg);
      return visit(end.cont);
    default:
      assertNever(end, "ir");
  }
}

/** Rebuilds a terminator with its root expressions replaced. */
export function mapExprsOfEnd(end: Terminator, map: (e: Expr) => Expr): Terminator {
  switch (end.kind) {
    case "jump":
    case "unreachable":
    case "try":
      return end;
    case "branch": {
      const cond = map(end.cond);
      return cond === end.cond ? end : { ...end, cond };
    }
    case "switch_int": {
      const value = map(end.value);
      return value === end.value ? end : { ...end, value };
    }
    case "return": {
      const values = mapAll(end.values, map);
      return values === end.values ? end : { ...end, values };
    }
    case "return_call":
      return { ...end, args: mapAll(end.args, map), callee: mapCallee(end.callee, map) };
    case "throw":
      return { ...end, args: mapAll(end.args, map) };
    case "throw_ref":
      return { ...end, exn: map(end.exn) };
    case "resume":
      return { ...end, args: mapAll(end.args, map), cont: map(end.cont) };
    default:
      return assertNever(end, "ir");
  }
}

/** One way out of a block, with the locals that the transfer itself writes. */
export interface Edge {
  readonly to: number;
  readonly defs: readonly number[];
}

export function catchDefs(clause: CatchClause): readonly number[] {
  return clause.exn === undefined ? clause.dsts : [...clause.dsts, clause.exn];
}

export function resumeDefs(clause: ResumeClause): readonly number[] {
  return clause.target ? [...clause.target.dsts, clause.target.cont] : none;
}

/** All ways that control may take out of a block, duplicates included, in a fixed order. A try's exits are none. */
export function edgesOf(end: Terminator): Edge[] {
  switch (end.kind) {
    case "jump":
      return [{ to: end.block, defs: none }];
    case "branch":
      return [
        { to: end.then, defs: none },
        { to: end.else, defs: none },
      ];
    case "switch_int":
      return [...end.cases, end.otherwise].map((to) => ({ to, defs: none }));
    case "try":
      return [{ to: end.body, defs: none }, ...end.catches.map((c) => ({ to: c.block, defs: catchDefs(c) }))];
    case "resume":
      return [
        { to: end.next, defs: end.dsts },
        ...end.clauses.flatMap((c) => (c.target ? [{ to: c.target.block, defs: resumeDefs(c) }] : [])),
      ];
    case "return":
    case "return_call":
    case "unreachable":
    case "throw":
    case "throw_ref":
      return [];
    default:
      return assertNever(end, "ir");
  }
}

/** All locals that a terminator's transfers write, on whichever edge. */
export function edgeDefsOf(end: Terminator): readonly number[] {
  if (end.kind === "try") return end.catches.flatMap(catchDefs);
  if (end.kind === "resume") return [...end.dsts, ...end.clauses.flatMap(resumeDefs)];
  return none;
}

/** The blocks a terminator names, duplicates included: those of `edgesOf` in the same order, then a try's exits. */
export function successorsOf(end: Terminator): readonly number[] {
  switch (end.kind) {
    case "jump":
      return single(end.block);
    case "branch":
      return [end.then, end.else];
    case "switch_int":
      return [...end.cases, end.otherwise];
    case "try": {
      const targets = edgesOf(end).map((e) => e.to);
      return end.exits ? targets.concat(end.exits) : targets;
    }
    case "resume":
      return edgesOf(end).map((e) => e.to);
    default:
      return none;
  }
}

/** Renames the blocks a terminator names. */
export function mapBlocks(end: Terminator, map: (block: number) => number): Terminator {
  switch (end.kind) {
    case "jump": {
      const block = map(end.block);
      return block === end.block ? end : { ...end, block };
    }
    case "branch": {
      const then = map(end.then);
      const other = map(end.else);
      return then === end.then && other === end.else ? end : { ...end, then, else: other };
    }
    case "switch_int":
      return { ...end, cases: end.cases.map(map), otherwise: map(end.otherwise) };
    case "try":
      return {
        ...end,
        body: map(end.body),
        catches: end.catches.map((c) => ({ ...c, block: map(c.block) })),
        ...(end.exits ? { exits: end.exits.map(map) } : {}),
      };
    case "resume": {
      const clauses = end.clauses.map((c) =>
        c.target ? { ...c, target: { ...c.target, block: map(c.target.block) } } : c,
      );
      return { ...end, next: map(end.next), clauses };
    }
    default:
      return end;
  }
}

/** Renames the locals that a terminator's transfers write. */
export function mapEdgeDefs(end: Terminator, map: (local: number) => number): Terminator {
  const all = (locals: readonly number[]): number[] => locals.map((l) => (l < 0 ? l : map(l)));
  if (end.kind === "try") {
    const catches = end.catches.map((c) => ({
      ...c,
      dsts: all(c.dsts),
      ...(c.exn === undefined ? {} : { exn: map(c.exn) }),
    }));
    return { ...end, catches };
  }
  if (end.kind === "resume") {
    const clauses = end.clauses.map((c) =>
      c.target ? { ...c, target: { ...c.target, dsts: all(c.target.dsts), cont: map(c.target.cont) } } : c,
    );
    return { ...end, dsts: all(end.dsts), clauses };
  }
  return end;
}

/** Calls `visit` for every expression node of a block, terminator included. */
export function forEachNodeOfBlock(block: IrBlock, visit: (e: Expr) => void): void {
  const all = (e: Expr): void => forEachNode(e, visit);
  for (const stmt of block.stmts) forEachExpr(stmt, all);
  forEachExprOfEnd(block.end, all);
}

/** True when evaluating `expr` may trap (memory access, division, float-to-int conversion). */
export function mayTrap(expr: Expr): boolean {
  if (expr.kind === "load") return true;
  if (expr.kind === "op" && trapping.test(expr.op)) return true;
  let found = false;
  forEachOperand(expr, (e) => {
    found ||= mayTrap(e);
  });
  return found;
}

const trapping = /^i(32|64)\.(div_[su]|rem_[su]|trunc_f(32|64)_[su])$|^ref\.as_non_null$|^ref\.cast$/;
/** True for the ops whose evaluation may trap. */
export const opMayTrap = (op: string): boolean => trapping.test(op);
