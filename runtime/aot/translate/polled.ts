// Memory words that change while nobody writes them: the flag that weft_host.preempt_timer raises from outside. A loop
// looks at it before each iteration; an optimiser that believes memory to be the program's own would look once.
//
// The flag is found where the timer is started:
//
//   i32.const FLAG   i32.const MS   call $preempt_timer     ->  i32.load of the constant address FLAG is volatile
//
// When some call passes an address that is computed, every i32.load of a constant address is: which of them is the flag
// cannot be known. All other loads stay as they are.

import type { Instr, Module } from "../../../wasmfx-backend/index.ts";

/** Constant addresses whose loads must all happen. */
export type Polled = ReadonlySet<bigint> | "every constant address";

export function polledAddresses(module: Module): Polled {
  const addresses = new Set<bigint>();
  const timer = module.imports
    .filter((i) => i.desc.kind === "func")
    .findIndex((i) => i.module === "weft_host" && i.name === "preempt_timer");
  if (timer < 0) return addresses;
  for (const { body } of module.funcs) {
    for (let at = 0; at < body.length; at++) {
      const instr = body[at];
      const isCall =
        (instr.op === "call" || instr.op === "return_call" || instr.op === "ref.func") && instr.func === timer;
      if (!isCall) continue;
      const flag = at >= 2 && instr.op !== "ref.func" && body[at - 1].op === "i32.const" ? body[at - 2] : undefined;
      if (flag?.op !== "i32.const") return "every constant address";
      addresses.add(BigInt(flag.value >>> 0));
    }
  }
  return addresses;
}

/** True for an i32.load, right after the instruction `before`, that must not be moved or merged. */
export function isPolled(polled: Polled, instr: Instr, before: Instr | undefined): boolean {
  if (instr.op !== "i32.load" || instr.memory !== 0 || before?.op !== "i32.const") return false;
  return polled === "every constant address" || polled.has(BigInt(before.value >>> 0) + instr.offset);
}
