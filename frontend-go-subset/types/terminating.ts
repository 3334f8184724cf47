// Terminating statements: does control never reach the end of a function body?
//
// spec, "Terminating statements": "A terminating statement interrupts the regular flow of control in a block."

import type * as ast from "../syntax/ast.ts";
import { unparen } from "../syntax/ast.ts";
import type { Checker } from "./checker.ts";

/** spec: "A statement list ends in a terminating statement if the list is not empty and its final non-empty statement is terminating." */
export function isTerminatingList(c: Checker, list: readonly ast.Stmt[]): boolean {
  const last = list.findLast((s) => s.kind !== "EmptyStmt");
  return last !== undefined && isTerminating(c, last, "");
}

function isTerminating(c: Checker, s: ast.Stmt, label: string): boolean {
  switch (s.kind) {
    case "LabeledStmt":
      return isTerminating(c, s.stmt, s.label.name);
    case "ExprStmt": {
      const call = unparen(s.x);
      return call.kind === "CallExpr" && (c.env.panics?.has(call) ?? false);
    }
    case "ReturnStmt":
      return true;
    case "BranchStmt":
      return s.tok === "goto" || s.tok === "fallthrough";
    case "BlockStmt":
      return isTerminatingList(c, s.list);
    case "IfStmt":
      return s.else !== undefined && isTerminatingList(c, s.body.list) && isTerminating(c, s.else, "");
    case "SwitchStmt":
    case "TypeSwitchStmt":
      return (
        s.cases.some((clause) => clause.isDefault) &&
        s.cases.every((clause) => isTerminatingList(c, clause.body) && !hasBreakList(clause.body, label, true))
      );
    case "SelectStmt":
      return s.cases.every((clause) => isTerminatingList(c, clause.body) && !hasBreakList(clause.body, label, true));
    case "ForStmt":
      return !s.cond && !hasBreakList(s.body.list, label, true);
    default:
      return false;
  }
}

/** The statements contain a break that leaves the statement labeled `label` or, with isInnermost, the one around them. */
function hasBreakList(list: readonly ast.Stmt[], label: string, isInnermost: boolean): boolean {
  return list.some((s) => hasBreak(s, label, isInnermost));
}

function hasBreak(s: ast.Stmt, label: string, isInnermost: boolean): boolean {
  switch (s.kind) {
    case "LabeledStmt":
      return hasBreak(s.stmt, label, isInnermost);
    case "BranchStmt":
      return s.tok === "break" && (s.label ? s.label.name === label : isInnermost);
    case "BlockStmt":
      return hasBreakList(s.list, label, isInnermost);
    case "IfStmt":
      return (
        hasBreakList(s.body.list, label, isInnermost) || (s.else !== undefined && hasBreak(s.else, label, isInnermost))
      );
    case "SwitchStmt":
    case "TypeSwitchStmt":
    case "SelectStmt":
      return (
        label !== "" &&
        s.cases.some((clause: ast.CaseClause | ast.CommClause) => hasBreakList(clause.body, label, false))
      );
    case "ForStmt":
    case "RangeStmt":
      return label !== "" && hasBreakList(s.body.list, label, false);
    default:
      return false;
  }
}
