// A .wast script -> its commands as data. Nothing is parsed as a module here: text modules are slices of the script,
// binary and quoted ones are bytes, so that whoever runs the script decides what "malformed" means.

import type { Diagnostic } from "../../diagnostics/index.ts";
import { type List, type Node, readSExpressions, type Str, spanOf, WastError } from "./s-expression.ts";
import { parseArgument, parsePattern, type WastPattern, type WastValue } from "./values.ts";

export interface WastModule {
  /** text: `source` is module text. quote: `bytes` is module text that need not be UTF-8. binary: `bytes` is a module. */
  readonly content:
    | { readonly kind: "text"; readonly source: string }
    | { readonly kind: "binary" | "quote"; readonly bytes: Uint8Array };
  /** `$name`, when it has one. */
  readonly name?: string;
  /** False for `(module definition ...)`: the module is not instantiated. */
  readonly isInstance: boolean;
}

export type WastAction =
  | { readonly kind: "invoke"; readonly module?: string; readonly name: string; readonly args: readonly WastValue[] }
  | { readonly kind: "get"; readonly module?: string; readonly name: string };

/** `line` is where the command starts in the script, from 1. `message` is the expected failure's beginning. */
export type WastCommand = { readonly line: number } & (
  | { readonly kind: "module"; readonly module: WastModule }
  /** `(module instance $instance $definition)`. */
  | { readonly kind: "instance"; readonly name?: string; readonly definition?: string }
  | { readonly kind: "register"; readonly as: string; readonly module?: string }
  | { readonly kind: "action"; readonly action: WastAction }
  | { readonly kind: "assert_return"; readonly action: WastAction; readonly expected: readonly WastPattern[] }
  | {
      readonly kind: "assert_trap" | "assert_exhaustion" | "assert_suspension";
      readonly action: WastAction;
      readonly message: string;
    }
  | { readonly kind: "assert_exception"; readonly action: WastAction }
  /** The module must trap while it is instantiated. */
  | { readonly kind: "assert_trap_module"; readonly module: WastModule; readonly message: string }
  | { readonly kind: ModuleAssertion; readonly module: WastModule; readonly message: string }
);

export type ModuleAssertion =
  | "assert_invalid"
  | "assert_malformed"
  | "assert_unlinkable"
  | "assert_invalid_custom"
  | "assert_malformed_custom";

export interface ParsedWast {
  readonly commands: readonly WastCommand[];
  /** An error ends the script: `commands` are those before it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Cuts a script into commands; `file` is named in the diagnostics. */
export function parseWast(text: string, file: string): ParsedWast {
  const commands: WastCommand[] = [];
  try {
    const nodes = readSExpressions(text, file);
    const script = new ScriptReader(text, file);
    // A script may also be one module whose `(module ...)` is left out.
    if (nodes.length > 0 && nodes.every((node) => script.isModuleField(node))) {
      const content = { kind: "text", source: text } as const;
      return {
        commands: [{ line: nodes[0].line, kind: "module", module: { content, isInstance: true } }],
        diagnostics: [],
      };
    }
    for (const node of nodes) commands.push(script.command(node));
  } catch (error) {
    if (!(error instanceof WastError)) throw error;
    return {
      commands,
      diagnostics: [{ severity: "error", message: error.message, code: "WastSyntax", span: error.span }],
    };
  }
  return { commands, diagnostics: [] };
}

const fieldNames = new Set([
  "type",
  "rec",
  "import",
  "func",
  "table",
  "memory",
  "global",
  "tag",
  "export",
  "start",
  "elem",
  "data",
]);

class ScriptReader {
  private readonly text: string;
  private readonly file: string;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  isModuleField(node: Node): boolean {
    return node.kind === "list" && fieldNames.has(headOf(node));
  }

  command(node: Node): WastCommand {
    const list = this.list(node);
    const { line } = list;
    const head = headOf(list);
    switch (head) {
      case "module":
        return { line, ...this.moduleOrInstance(list) };
      case "register":
        return { line, kind: head, as: this.string(list.items[1], list), module: this.optionalName(list.items[2]) };
      case "invoke":
      case "get":
        return { line, kind: "action", action: this.action(list) };
      case "assert_return":
        return {
          line,
          kind: head,
          action: this.action(list.items[1]),
          expected: list.items.slice(2).map((n) => this.pattern(n)),
        };
      case "assert_trap":
        if (headOf(this.list(list.items[1])) === "module") {
          return {
            line,
            kind: "assert_trap_module",
            module: this.module(list.items[1]),
            message: this.string(list.items[2], list),
          };
        }
        return { line, kind: head, action: this.action(list.items[1]), message: this.string(list.items[2], list) };
      case "assert_exhaustion":
      case "assert_suspension":
        return { line, kind: head, action: this.action(list.items[1]), message: this.string(list.items[2], list) };
      case "assert_exception":
        return { line, kind: head, action: this.action(list.items[1]) };
      case "assert_invalid":
      case "assert_malformed":
      case "assert_unlinkable":
      case "assert_invalid_custom":
      case "assert_malformed_custom":
        return { line, kind: head, module: this.module(list.items[1]), message: this.string(list.items[2], list) };
      default:
        return this.fail(`unknown command ${head || "()"}`, list);
    }
  }

  private fail(message: string, node: Node): never {
    const end = this.text.indexOf("\n", node.start);
    const length = (end < 0 ? node.end : Math.min(node.end, end)) - node.start;
    throw new WastError(message, spanOf(this.text, this.file, node.start, Math.max(1, length)));
  }

  private list(node: Node | undefined): List {
    if (node?.kind === "list") return node;
    throw node
      ? new WastError("expected a parenthesised form", spanOf(this.text, this.file, node.start))
      : new WastError("unexpected end of command", spanOf(this.text, this.file, Math.max(0, this.text.length - 1)));
  }

  private string(node: Node | undefined, parent: Node): string {
    if (node?.kind !== "string") return this.fail("expected a string", node ?? parent);
    return Buffer.from(node.bytes).toString("utf8");
  }

  private optionalName(node: Node | undefined): string | undefined {
    return node?.kind === "atom" && node.text.startsWith("$") ? node.text : undefined;
  }

  private moduleOrInstance(
    list: List,
  ): { kind: "module"; module: WastModule } | { kind: "instance"; name?: string; definition?: string } {
    const second = list.items[1];
    if (second?.kind === "atom" && second.text === "instance") {
      return { kind: "instance", name: this.optionalName(list.items[2]), definition: this.optionalName(list.items[3]) };
    }
    return { kind: "module", module: this.module(list) };
  }

  /** `(module definition? $name? (binary string* | quote string* | field*))`. */
  private module(node: Node | undefined): WastModule {
    const list = this.list(node);
    if (headOf(list) === "instance" || headOf(list) !== "module") return this.fail("expected a module", list);
    let at = 1;
    const keyword = (): string | undefined => {
      const item = list.items[at];
      return item?.kind === "atom" ? item.text : undefined;
    };
    const isDefinition = keyword() === "definition";
    if (isDefinition) at++;
    const name = this.optionalName(list.items[at]);
    if (name !== undefined) at++;
    const kind = keyword();
    const isInstance = !isDefinition;
    if (kind === "binary" || kind === "quote") {
      const parts = list.items.slice(at + 1).map((item) => this.bytes(item));
      // Quoted strings are joined by blanks, so that tokens do not run together.
      const bytes =
        kind === "binary" ? Buffer.concat(parts) : Buffer.concat(parts.flatMap((part) => [part, Buffer.from(" ")]));
      return { content: { kind, bytes }, name, isInstance };
    }
    return { content: { kind: "text", source: this.moduleText(list, isDefinition) }, name, isInstance };
  }

  private bytes(node: Node): Uint8Array {
    return node.kind === "string" ? (node as Str).bytes : this.fail("expected a string", node);
  }

  /** The module's text on the lines it has in the script, so that messages about it name the script's lines. */
  private moduleText(list: List, isDefinition: boolean): string {
    const text = this.text.slice(list.start, list.end);
    const plain = isDefinition ? text.replace(/^\(\s*module\s+definition/, "(module") : text;
    return "\n".repeat(list.line - 1) + plain;
  }

  private action(node: Node | undefined): WastAction {
    const list = this.list(node);
    const kind = headOf(list);
    const module = this.optionalName(list.items[1]);
    const at = module === undefined ? 1 : 2;
    const name = this.string(list.items[at], list);
    if (kind === "get") return { kind, module, name };
    if (kind !== "invoke") return this.fail("expected an action", list);
    const args = list.items.slice(at + 1).map((n) => parseArgument(n) ?? this.fail("expected a constant", n));
    return { kind, module, name, args };
  }

  private pattern(node: Node): WastPattern {
    return parsePattern(node) ?? this.fail("expected a result pattern", node);
  }
}

/** The first atom of a list. */
function headOf(list: List): string {
  const [head] = list.items;
  return head?.kind === "atom" ? head.text : "";
}
