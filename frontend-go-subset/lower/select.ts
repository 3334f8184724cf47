// select. The channels and the values to send are evaluated once, in order; then the cases are announced to the runtime, which
// picks one:
//
//   select { case c <- v: A; case x := <-d: B; default: C }
//   ->  selectbegin(2); *area = v; selectsend(c, area); selectrecv(d)
//       i, p, ok = selectgo(block = false); switch i { 0: A; 1: x = *p; B; -1: C }

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Type, Var } from "../types/types.ts";
import { Typ } from "../types/universe.ts";
import { elemOf, receivedValue, sendBy } from "./chan.ts";
import { assignable } from "./convert.ts";
import { expr, exprAs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { type Expr, i32, i64, op } from "./ir-expr.ts";
import { placeOf, writePlace } from "./place.ts";
import { stmts } from "./stmt.ts";

interface Case {
  readonly clause: ast.CommClause;
  readonly chan: Expr;
  readonly elem: Type;
  /** Sends: the value. */
  readonly value: Value | undefined;
}

export function selectStmt(f: FuncLowering, s: ast.SelectStmt): void {
  const label = f.pendingLabel;
  f.pendingLabel = undefined;
  if (s.cases.length === 0) {
    f.callRuntime("block", []);
    f.em.end({ kind: "unreachable" });
    return;
  }
  const done = f.em.newBlock();
  const fallback = s.cases.find((c) => c.isDefault);
  const cases = s.cases.filter((c) => !c.isDefault).map((c) => evaluate(f, c));
  f.setPos(s.pos);
  f.callRuntime("selectbegin", [i64(cases.length)]);
  for (const c of cases) {
    if (c.value) sendBy(f, "selectsend", c.chan, c.elem, c.value);
    else f.callRuntime("selectrecv", [c.chan]);
  }
  const [chosen, memory, ok] = f.callRuntime("selectgo", [i32(fallback ? 0 : 1)]);
  f.jumps.push({ label, breakTo: done, continueTo: undefined });
  for (const [i, c] of cases.entries()) {
    const body = f.em.newBlock();
    const next = f.em.newBlock();
    f.em.branch(op("i64.eq", chosen, i64(i)), body, next);
    f.em.at(body);
    if (!c.value) received(f, c, memory, ok);
    stmts(f, c.clause.body);
    f.em.jump(done);
    f.em.at(next);
  }
  if (fallback) stmts(f, fallback.body);
  else f.em.end({ kind: "unreachable" });
  f.em.jump(done);
  f.em.at(done);
  f.jumps.pop();
}

function receiveExpr(comm: ast.Stmt): ast.Expr {
  const e = unparen(comm.kind === "ExprStmt" ? comm.x : comm.kind === "AssignStmt" ? comm.rhs[0] : ({} as ast.Expr));
  return (e as ast.UnaryExpr).x;
}

function evaluate(f: FuncLowering, clause: ast.CommClause): Case {
  const comm = clause.comm!;
  f.setPos(comm.pos);
  if (comm.kind === "SendStmt") {
    const elem = elemOf(f, f.typeOf(comm.chan));
    const chan = f.em.temp("ptr", expr(f, comm.chan)[0]);
    return { clause, chan, elem, value: f.ownIfMoved(elem, exprAs(f, comm.value, elem)) };
  }
  const channel = receiveExpr(comm);
  const elem = elemOf(f, f.typeOf(channel));
  return { clause, chan: f.em.temp("ptr", expr(f, channel)[0]), elem, value: undefined };
}

/** x, ok = <-c of the case that was chosen. */
function received(f: FuncLowering, c: Case, memory: Expr, ok: Expr): void {
  const comm = c.clause.comm!;
  if (comm.kind !== "AssignStmt") return f.forgetMemory(c.elem, memory);
  const value: Value = receivedValue(f, c.elem, memory);
  const values: Value[] = [value, [ok]];
  const types = [c.elem, Typ.bool];
  comm.lhs.forEach((l, i) => {
    const e = unparen(l);
    if (e.kind === "Ident" && e.name === "_") return;
    const obj = e.kind === "Ident" && comm.op === ":=" ? (f.info.defs.get(e) as Var | undefined) : undefined;
    if (obj) {
      f.declare(obj, assignable(f, values[i], types[i], f.typeOfVar(obj)));
    } else {
      const place = placeOf(f, l);
      writePlace(f, place, assignable(f, values[i], types[i], place.type));
    }
  });
}
