// The end of a busy goroutine's turn. Nothing interrupts a goroutine from outside; a timer of the host raises a flag in memory,
// and loops that may run for long look at it before the next iteration:
//
//   for cond { body }   ->   for cond { body; if runtime.preemptFlag != 0 { runtime.preempt() } }
//
// An innermost loop whose iterations are short looks only after many of them. The loop that counts them is one of its own, so
// that what optimisers do for loops without calls is done for the inner one:
//
//   for cond { body }   ->   outer: for { budget = 1024; for cond { body; budget--; if budget == 0 { check; continue outer } } }
//
// Loops over what lies in memory already, and short counted ones without loops inside, are left alone.

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import { constantIndex } from "./constant-expr.ts";
import type { FuncLowering } from "./func.ts";
import { i32, loadI32, local, op, ptr } from "./ir-expr.ts";
import { hasCall } from "./order.ts";
import { walk } from "./walk.ts";

/** Packages that rely on not being interrupted. */
const uninterruptible = /^(runtime|sync|time|os|net|syscall|reflect|iter)($|\/)|^internal\//;

/** Counted loops up to this many iterations need no check. */
const shortLoop = 1 << 20;

/** Iterations without calls and loops between two looks at the flag: far below a millisecond. */
const budget = 1024;

/**
 * Called where the loop begins, before its head is jumped to for the first time: leads there. What it returns ends an
 * iteration: checks where a check is due, and goes back to the head.
 */
export function enterLoop(f: FuncLowering, s: ast.ForStmt | ast.RangeStmt, head: number): () => void {
  const flag = uninterruptible.test(f.pkg.pkg.path) ? undefined : f.program.runtimeVar("preemptFlag");
  const plain = isPlain(f, s);
  if (!flag || (plain && isShort(f, s))) {
    f.em.jump(head);
    return () => f.em.jump(head);
  }
  const check = (back: number): void => {
    const yes = f.em.newBlock(true);
    f.em.branch(loadI32(ptr(f.program.globalAddress(flag))), yes, back);
    f.em.at(yes);
    f.callRuntime("preempt", []);
    f.em.jump(back);
  };
  if (!plain) {
    f.em.jump(head);
    return () => {
      if (f.em.isReachable) check(head);
    };
  }
  const outer = f.em.newBlock();
  const left = f.em.newLocal("i32");
  f.em.jump(outer);
  f.em.at(outer);
  f.em.set(left, i32(budget));
  f.em.jump(head);
  return () => {
    if (!f.em.isReachable) return;
    const spent = f.em.newBlock();
    f.em.set(left, op("i32.sub", local(left), i32(1)));
    f.em.branch(local(left), head, spent);
    f.em.at(spent);
    check(outer);
  };
}

/** for i := a; i < limit; i++ with a length or a small constant as the limit; range over a small constant. */
function isShort(f: FuncLowering, s: ast.ForStmt | ast.RangeStmt): boolean {
  if (s.kind === "ForStmt" && (s.post?.kind !== "IncDecStmt" || s.cond?.kind !== "BinaryExpr")) return false;
  const limit = unparen(s.kind === "ForStmt" ? (s.cond as ast.BinaryExpr).y : s.x);
  const known = constantIndex(f.info.types.get(limit)?.value);
  const isLength = limit.kind === "CallExpr" && limit.fun.kind === "Ident" && limit.fun.name === "len";
  return isLength || (known !== undefined && Math.abs(known) <= shortLoop);
}

/** Every iteration is short: no loops and calls inside, nothing that waits, no strings put together. */
function isPlain(f: FuncLowering, s: ast.ForStmt | ast.RangeStmt): boolean {
  let plain = true;
  const look = (root: ast.Node): void =>
    walk(root, (node) => {
      switch (node.kind) {
        case "ForStmt":
        case "RangeStmt":
        case "SendStmt":
        case "SelectStmt":
        case "GoStmt":
        case "DeferStmt":
        case "FuncLit":
        case "LabeledStmt":
          plain = false;
          break;
        case "BranchStmt":
          if (node.tok === "goto") plain = false;
          break;
        case "CallExpr":
        case "UnaryExpr":
          if (hasCall(f, node) || isCostlyConversion(f, node)) plain = false;
          break;
        case "AssignStmt":
          if (node.op === "+" && isString(f, node.lhs[0])) plain = false;
          break;
        case "BinaryExpr":
          if (node.op === "+" && isString(f, node)) plain = false;
          break;
        default:
      }
      return plain ? undefined : false;
    });
  look(s.body);
  if (s.kind === "ForStmt") {
    if (s.cond) look(s.cond);
    if (s.post) look(s.post);
  }
  return plain;
}

function isString(f: FuncLowering, e: ast.Expr): boolean {
  const tv = f.info.types.get(e);
  if (!tv || tv.mode === "const") return false;
  const under = f.under(f.typeOf(e));
  return under.kind === "Basic" && under.basic === "string";
}

/** A conversion that is not one between numbers: it may copy any amount of memory. */
function isCostlyConversion(f: FuncLowering, e: ast.Expr): boolean {
  if (e.kind !== "CallExpr" || e.args.length !== 1 || f.info.types.get(unparen(e.fun))?.mode !== "type") return false;
  if (f.info.types.get(e)?.mode === "const") return false;
  return f.under(f.typeOf(e)).kind !== "Basic" || isString(f, e);
}
