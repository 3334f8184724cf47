// Functions for the method tables of types: (data word, args...) -> results. A method with a pointer receiver is its own
// table function when it is called on the pointer itself; the others get a wrapper that loads or finds the receiver.
//
//   T.m in the table of T            func T.m·i(data, args) { (*T)(data) loaded; T.m(recv, args) }
//   promoted E.m in the table of *T  func (*T).m·i(data, args) { (*T)(data).E.m(args) }

import { signatureOf } from "../types/subst.ts";
import type { Func, Type } from "../types/types.ts";
import { underlying } from "../types/under.ts";
import { irSignature } from "./abi.ts";
import { bindMethod, bindValue, bound, type Callable, checkReceiver, invoke } from "./call.ts";
import { wrapper } from "./closure.ts";
import { local } from "./ir-expr.ts";
import { isDirectIface } from "./layout.ts";
import { type Member, type MethodEntry, ownerArgs } from "./method-set.ts";
import type { Program } from "./program.ts";
import { passRecover } from "./recover.ts";
import { typeKey, typeString } from "./type-key.ts";

/** The name of the table function of a method of a type; asks for its code. */
export function tableMethod(program: Program, type: Type, entry: MethodEntry): string {
  const isPlain = entry.path.length === 0 && underlying(entry.owner).kind !== "Interface";
  if (isPlain && (entry.method.hasPtrRecv || (isDirectIface(type) && type.kind !== "Pointer"))) {
    const target = program.target(entry.method, ownerArgs(entry.owner));
    program.requestTarget(target);
    return target.name;
  }
  const display = `${typeString(type, true)}.${entry.method.name}·i`;
  const name = program.uniqueName(display, `${typeKey(type)}.${entry.method.pkg?.path}.${entry.method.name}·i`);
  return program.define(name, () => {
    const sig = { ...signatureOf(entry.method), recv: undefined };
    const w = wrapper({ program }, name, sig, irSignature(sig, "closure"));
    const data = local(0);
    const member: Member = {
      kind: "method",
      obj: entry.method as Func,
      path: entry.path,
      indirect: false,
      owner: entry.owner,
    };
    let callable: Callable;
    checkReceiver(w, data, type, member);
    if (isDirectIface(type)) callable = bindValue(w, [data], type, member);
    else callable = bindMethod(w, { kind: "memory", type, base: data, offset: 0 }, member);
    const callee = bound(w, callable);
    passRecover(w, name, callee);
    const args = w.em.signature.params.slice(1).map((_, i) => local(i + 1));
    w.em.end({ kind: "return", values: invoke(w, callee, args) });
    return w.finish();
  });
}
