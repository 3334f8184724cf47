// Where gc reports an error about a node: for most nodes the leftmost position, with the exceptions of its own syntax tree.

import type { Expr, Node } from "../syntax/ast.ts";
import type { Pos } from "../syntax/source.ts";

/** The place of an error "at" the node. */
export function startPos(n: Node): Pos {
  let node: Node = n;
  for (;;) {
    switch (node.kind) {
      case "CompositeLit":
        if (!node.type) return node.lbrace;
        node = node.type;
        break;
      case "KeyValueExpr":
        node = node.key;
        break;
      case "SelectorExpr":
      case "IndexExpr":
      case "TypeAssertExpr":
      case "BinaryExpr":
        node = node.x;
        break;
      case "CallExpr":
        node = node.fun;
        break;
      case "SliceExpr":
        return node.lbrack;
      case "FuncType":
        return nodePos(node);
      case "SendStmt":
        node = node.chan;
        break;
      case "AssignStmt":
        node = node.lhs[0];
        break;
      case "IncDecStmt":
        node = node.x;
        break;
      case "ExprStmt":
        return nodePos(node.x);
      default:
        return node.pos;
    }
  }
}

/** gc's own position of a node, which for operators and postfix expressions is not the start. */
export function nodePos(n: Expr): Pos {
  switch (n.kind) {
    case "SelectorExpr":
      return n.sel.pos - 1;
    case "IndexExpr":
    case "SliceExpr":
      return n.lbrack;
    case "CallExpr":
      return n.lparen;
    case "BinaryExpr":
      return n.opPos;
    case "CompositeLit":
      return n.lbrace;
    case "FuncType":
      return n.sigPos;
    default:
      return n.pos;
  }
}
