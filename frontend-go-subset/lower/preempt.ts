// The end of a busy goroutine's turn. Nothing interrupts a goroutine from outside; a timer of the host raises a flag in memory,
// and loops that may run for long look at it before the next iteration:
//
//   for cond { body }   ->   for cond { body; if runtime.preemptFlag != 0 { runtime.preempt() } }
//
// Loops over what lies in memory already, and short counted ones without loops inside, are left alone.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { constantIndex } from "./constant-expr.ts";
import type { FuncLowering } from "./func.ts";
import { loadI32, ptr } from "./ir-expr.ts";
import { walk } from "./walk.ts";

/** Packages that rely on not being interrupted. */
const uninterruptible = /^(runtime|sync|time|os|net|syscall|reflect|iter)($|\/)|^internal\//;

/** Counted loops up to this many iterations need no check. */
const shortLoop = 1 << 20;

export function preemptCheck(f: FuncLowering, s: ast.ForStmt): void {
  if (uninterruptible.test(f.pkg.pkg.path) || !f.em.isReachable || isShort(f, s)) return;
  const flag = f.program.runtimeVar("preemptFlag");
  if (!flag) return;
  const yes = f.em.newBlock(true);
  const no = f.em.newBlock();
  f.em.branch(loadI32(ptr(f.program.globalAddress(flag))), yes, no);
  f.em.at(yes);
  f.callRuntime("preempt", []);
  f.em.jump(no);
  f.em.at(no);
}

/** for i := a; i < limit; i++ with a length or a small constant as the limit, and neither loops nor calls inside. */
function isShort(f: FuncLowering, s: ast.ForStmt): boolean {
  if (s.post?.kind !== "IncDecStmt" || s.cond?.kind !== "BinaryExpr") return false;
  const limit = unparen(s.cond.y);
  const known = constantIndex(f.info.types.get(limit)?.value);
  const isLength = limit.kind === "CallExpr" && limit.fun.kind === "Ident" && limit.fun.name === "len";
  if (!isLength && !(known !== undefined && Math.abs(known) <= shortLoop)) return false;
  let plain = true;
  walk(s.body, (node) => {
    if (node.kind === "ForStmt" || node.kind === "RangeStmt" || node.kind === "CallExpr" || node.kind === "BranchStmt")
      plain = false;
    return plain ? undefined : false;
  });
  return plain;
}
