// Channels. Values travel through memory: a value to send is put into the static argument area, which the runtime reads before
// anything else can run; a received one is read from where the runtime says.
//
//   c <- v        *area = v; chansend(c, area)
//   v, ok := <-c  p, ok = chanrecv(c); v = *p

import type * as ast from "../syntax/ast.ts";
import type { Type } from "../types/types.ts";
import { bug } from "./bug.ts";
import { expr, exprAs } from "./expr.ts";
import type { FuncLowering, Value } from "./func.ts";
import { type Expr, ptr } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { inArgumentArea } from "./map.ts";

export function elemOf(f: FuncLowering, chan: Type): Type {
  const under = f.under(chan);
  return under.kind === "Chan" ? under.elem : bug("chan", `${under.kind} is no channel`);
}

export function sendStmt(f: FuncLowering, s: ast.SendStmt): void {
  const elem = elemOf(f, f.typeOf(s.chan));
  const chan = f.em.temp("ptr", expr(f, s.chan)[0]);
  const value = f.snapshot(elem, exprAs(f, s.value, elem));
  f.setPos(s.pos);
  sendBy(f, "chansend", chan, elem, value);
}

/** Calls a function of the runtime with a value to send, which it reads at once. */
export function sendBy(f: FuncLowering, name: string, chan: Expr, elem: Type, value: Value): void {
  if (layoutOf(elem).size === 0) f.callRuntime(name, [chan, ptr(f.program.zeroArea(8))]);
  else {
    const area = inArgumentArea(f, elem, value);
    f.callRuntime(name, [chan, area]);
    f.forgetMemory(elem, area);
  }
}

/** <-c; with `ok` one more leaf. */
export function receive(f: FuncLowering, channel: ast.Expr, ok: boolean): Value {
  const elem = elemOf(f, f.typeOf(channel));
  const chan = f.em.temp("ptr", expr(f, channel)[0]);
  f.setPos(channel.pos);
  return receiveFrom(f, chan, elem, ok);
}

export function receiveFrom(f: FuncLowering, chan: Expr, elem: Type, ok: boolean): Value {
  const [p, received] = f.callRuntime("chanrecv", [chan]);
  const value = receivedValue(f, elem, p);
  return ok ? [...value, received] : value;
}

/** What the runtime hands out is only there until the next call: memory is copied. */
export function receivedValue(f: FuncLowering, elem: Type, p: Expr): Value {
  const value = f.ownIfMoved(elem, f.loadMemory(elem, p, 0));
  f.forgetMemory(elem, p);
  return value;
}

export function chanClose(f: FuncLowering, chan: Expr): void {
  f.callRuntime("closechan", [chan]);
}

export function chanLength(f: FuncLowering, chan: Expr, id: "len" | "cap"): Expr {
  return f.callRuntime(id === "len" ? "chanlen" : "chancap", [chan])[0];
}
