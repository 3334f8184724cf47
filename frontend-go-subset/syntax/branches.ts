// Labels and jumps inside one function body: every break, continue, goto and fallthrough has a target that it may reach.

import type {
  BlockStmt,
  BranchStmt,
  ForStmt,
  LabeledStmt,
  RangeStmt,
  SelectStmt,
  Stmt,
  SwitchStmt,
  TypeSwitchStmt,
} from "./ast.ts";
import { exprList } from "./expr-string.ts";
import type { Parser } from "./parser.ts";
import type { Pos } from "./source.ts";

interface Label {
  readonly block: Block;
  readonly stmt: LabeledStmt;
  used: boolean;
}

interface Block {
  readonly parent: Block | undefined;
  readonly start: Pos;
  /** The labeled statement whose body this block is. */
  readonly label: LabeledStmt | undefined;
}

type Breakable = ForStmt | RangeStmt | SwitchStmt | TypeSwitchStmt | SelectStmt;

/** What an unlabeled jump refers to. */
interface Targets {
  readonly breaks: Breakable | undefined;
  readonly continues: ForStmt | RangeStmt | undefined;
  /** Index of the innermost case of a switch when the statement list is that case's own; else -1. */
  readonly caseIndex: number;
}

export function checkBranches(body: BlockStmt, p: Parser): void {
  const checker = new BranchChecker(p);
  const open = checker.block(
    undefined,
    { breaks: undefined, continues: undefined, caseIndex: -1 },
    undefined,
    body.pos,
    body.list,
  );
  checker.finish(open);
}

class BranchChecker {
  private readonly labels = new Map<string, Label>();
  private readonly p: Parser;

  constructor(p: Parser) {
    this.p = p;
  }

  /** Gotos that found no label on the way out of the function, and labels nobody used. */
  finish(open: readonly BranchStmt[]): void {
    for (const branch of open) {
      const name = branch.label!.name;
      const label = this.labels.get(name);
      if (label) {
        // spec: "Goto outside a block cannot jump to a label inside that block."
        label.used = true;
        this.error(
          branch.label!.pos,
          `goto ${name} jumps into block starting at ${this.at(label.block.start)}`,
          "JumpIntoBlock",
        );
      } else {
        this.error(branch.label!.pos, `label ${name} not defined`, "UndeclaredLabel");
      }
    }
    for (const { stmt, used } of this.labels.values()) {
      if (!used) this.error(stmt.label.pos, `label ${stmt.label.name} defined and not used`, "UnusedLabel");
    }
  }

  private error(pos: Pos, message: string, code: string): void {
    this.p.branchError(pos, message, code);
  }

  /** line:column of a position, with the file, for messages. */
  private at(pos: Pos): string {
    const text = this.p.source.text.slice(0, pos - this.p.source.base);
    const lastLine = text.slice(text.lastIndexOf("\n") + 1);
    return `${this.p.source.path}:${text.split("\n").length}:${Buffer.byteLength(lastLine, "utf8") + 1}`;
  }

  private declare(block: Block, stmt: LabeledStmt): Label {
    const name = stmt.label.name;
    const other = this.labels.get(name);
    if (other) {
      this.error(stmt.label.pos, `label ${name} already defined at ${this.at(other.stmt.label.pos)}`, "DuplicateLabel");
      return other;
    }
    const label = { block, stmt, used: false };
    this.labels.set(name, label);
    return label;
  }

  /** Returns the gotos that are still without a label at the end of the block. */
  block(
    parent: Block | undefined,
    targets: Targets,
    label: LabeledStmt | undefined,
    start: Pos,
    body: readonly Stmt[],
  ): BranchStmt[] {
    const block: Block = { parent, start, label };
    let open: BranchStmt[] = [];
    let lastVar: { pos: Pos; name: string } | undefined;
    let jumpedOver: BranchStmt[] = [];
    const declareVar = (pos: Pos, name: string): void => {
      lastVar = { pos, name };
      jumpedOver = [...open];
    };

    let count = body.length;
    while (count > 0 && body[count - 1].kind === "EmptyStmt") count--;
    for (let index = 0; index < count; index++) {
      let stmt = body[index];
      let current: LabeledStmt | undefined;
      while (stmt.kind === "LabeledStmt") {
        const labeled = stmt;
        const name = labeled.label.name;
        if (name !== "_") {
          const declared = this.declare(block, labeled);
          for (const branch of open) {
            if (branch.label!.name !== name) continue;
            declared.used = true;
            if (lastVar && jumpedOver.includes(branch)) {
              // spec: "Executing the "goto" statement must not cause any variables to come into scope ..."
              const message = `goto ${name} jumps over declaration of ${lastVar.name} at ${this.at(lastVar.pos)}`;
              this.error(branch.label!.pos, message, "JumpOverDecl");
            }
          }
          open = open.filter((branch) => branch.label!.name !== name);
          current = labeled;
        }
        stmt = labeled.stmt;
      }
      const inner = (t: Targets, pos: Pos, list: readonly Stmt[]): void => {
        open.push(...this.block(block, t, current, pos, list));
      };
      const plain: Targets = { ...targets, caseIndex: -1 };
      switch (stmt.kind) {
        case "DeclStmt":
          if (stmt.decl.tok === "var" && stmt.decl.specs[0]?.kind === "ValueSpec") {
            declareVar(stmt.decl.specs[0].pos, stmt.decl.specs[0].names[0].name);
          }
          break;
        case "AssignStmt":
          if (stmt.op === ":=") declareVar(stmt.opPos, exprList(stmt.lhs));
          break;
        case "BranchStmt":
          if (stmt.label) {
            if (this.labeledBranch(block, stmt, stmt.label.name)) open.push(stmt);
          } else {
            this.plainBranch(stmt, targets, index + 1 === count);
          }
          break;
        case "BlockStmt":
          inner(plain, stmt.pos, stmt.list);
          break;
        case "IfStmt":
          inner(plain, stmt.body.pos, stmt.body.list);
          if (stmt.else) inner(plain, stmt.else.pos, [stmt.else]);
          break;
        case "ForStmt":
        case "RangeStmt":
          inner({ breaks: stmt, continues: stmt, caseIndex: -1 }, stmt.body.pos, stmt.body.list);
          break;
        case "SwitchStmt":
        case "TypeSwitchStmt":
          for (const [i, clause] of stmt.cases.entries()) {
            inner({ breaks: stmt, continues: targets.continues, caseIndex: i }, clause.pos, clause.body);
          }
          break;
        case "SelectStmt":
          for (const clause of stmt.cases) {
            inner({ breaks: stmt, continues: targets.continues, caseIndex: -1 }, clause.pos, clause.body);
          }
          break;
      }
    }
    return open;
  }

  private plainBranch(stmt: BranchStmt, targets: Targets, isLast: boolean): void {
    switch (stmt.tok) {
      case "break":
        if (!targets.breaks) this.error(stmt.pos, "break is not in a loop, switch, or select", "MisplacedBreak");
        break;
      case "continue":
        if (!targets.continues) this.error(stmt.pos, "continue is not in a loop", "MisplacedContinue");
        break;
      case "fallthrough": {
        // spec: "It may be used only as the final non-empty statement in such a clause."
        let message = "fallthrough statement out of place";
        if (targets.breaks?.kind === "TypeSwitchStmt") message = "cannot fallthrough in type switch";
        else if (targets.breaks?.kind === "SwitchStmt" && targets.caseIndex >= 0 && isLast) {
          if (targets.caseIndex + 1 < targets.breaks.cases.length) return;
          message = "cannot fallthrough final case in switch";
        }
        this.error(stmt.pos, message, "MisplacedFallthrough");
        break;
      }
    }
  }

  /** Returns true for a goto whose label has not been seen in an enclosing block yet. */
  private labeledBranch(block: Block, stmt: BranchStmt, name: string): boolean {
    const label = this.labels.get(name);
    if (label) label.used = true;
    const pos = stmt.label!.pos;
    if (stmt.tok === "goto") {
      for (let b: Block | undefined = block; b && label; b = b.parent) if (b === label.block) return false;
      return true;
    }
    if (!label) {
      this.error(pos, `${stmt.tok} label not defined: ${name}`, "UndeclaredLabel");
      return false;
    }
    let encloses = false;
    for (let b: Block | undefined = block; b; b = b.parent) if (b.label === label.stmt) encloses = true;
    const kind = label.stmt.stmt.kind;
    const isLoop = kind === "ForStmt" || kind === "RangeStmt";
    const isTarget =
      stmt.tok === "continue"
        ? isLoop
        : isLoop || kind === "SwitchStmt" || kind === "TypeSwitchStmt" || kind === "SelectStmt";
    if (!encloses || !isTarget) this.error(pos, `invalid ${stmt.tok} label ${name}`, "MisplacedLabel");
    return false;
  }
}
