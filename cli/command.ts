// What a command of the command line is: its words, its options, its help. Parsing, help and completion are all driven by
// the same table (commands.ts), so they cannot disagree.

import { parseArgs } from "node:util";

/** Exit codes, stable: the program's own when one ran, else these. */
export const exitCodes = { ok: 0, compileError: 1, usage: 2, trap: 134 } as const;

export interface Option {
  readonly name: string;
  readonly short?: string;
  /** The placeholder in help, "FILE"; absent for a flag. */
  readonly value?: string;
  readonly help: string;
  /** The words a value may have; checked, and offered by completion. */
  readonly choices?: readonly string[];
  readonly multiple?: boolean;
}

export interface ParsedArgs {
  readonly positionals: readonly string[];
  /** What stands after `--`, for the program. */
  readonly rest: readonly string[];
  flag(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

export interface Command {
  readonly name: string;
  /** The words after the name in the usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  readonly examples: readonly string[];
  readonly options: readonly Option[];
  /** What completion offers for positional arguments. */
  readonly completes: "files" | "none" | readonly string[];
  /** True: arguments after the first positional belong to the program, `--` or not. */
  readonly passThrough?: boolean;
  /** True: long options may be written with one dash, as Go's tools have them; -args is --. */
  readonly singleDash?: boolean;
  run(args: ParsedArgs): Promise<number>;
}

/** Wrong use of the command line; ends with exit code 2 and one line. */
export class UsageError extends Error {}

export const helpOption: Option = { name: "help", short: "h", help: "show this help" };

/** Reads the words after a command's name. tool: what stands before the name. Throws UsageError. */
export function parseCommandArgs(command: Command, argv: readonly string[], tool = "weft"): ParsedArgs {
  const split = argv.findIndex((word) => word === "--" || (command.singleDash && word === "-args"));
  let own = split < 0 ? [...argv] : argv.slice(0, split);
  if (command.singleDash) own = own.map((word) => withTwoDashes(command, word));
  let rest = split < 0 ? [] : argv.slice(split + 1);
  if (command.passThrough) {
    const first = firstPositional(command, own);
    if (first >= 0 && first + 1 < own.length) {
      rest = [...own.slice(first + 1), ...(split < 0 ? [] : ["--", ...rest])];
      own = own.slice(0, first + 1);
    }
  }
  const options = Object.fromEntries(
    [...command.options, helpOption].map((o) => [
      o.name,
      {
        type: o.value ? ("string" as const) : ("boolean" as const),
        multiple: o.multiple ?? false,
        ...(o.short ? { short: o.short } : {}),
      },
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: own, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${wording(error)}\nsee: ${tool} ${command.name} --help`);
  }
  for (const option of command.options) {
    const given = parsed.values[option.name];
    for (const value of Array.isArray(given) ? given : [given]) {
      if (option.choices && typeof value === "string" && !option.choices.includes(value)) {
        throw new UsageError(`--${option.name} takes one of ${option.choices.join(", ")}, not '${value}'`);
      }
    }
  }
  return {
    positionals: parsed.positionals,
    rest,
    flag: (name) => parsed.values[name] === true,
    value: (name) => (typeof parsed.values[name] === "string" ? (parsed.values[name] as string) : undefined),
    values: (name) => (parsed.values[name] as string[] | undefined) ?? [],
  };
}

function withTwoDashes(command: Command, word: string): string {
  const name = /^-([a-z][a-z0-9-]*)(=.*)?$/.exec(word)?.[1];
  return command.options.some((o) => o.name === name) ? `-${word}` : word;
}

/** The index of the first word that is neither an option nor an option's value, or -1. */
function firstPositional(command: Command, words: readonly string[]): number {
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word.startsWith("-") || word === "-") return i;
    const option = command.options.find((o) => word === `--${o.name}` || (o.short && word === `-${o.short}`));
    if (option?.value) i++;
  }
  return -1;
}

function wording(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\. To specify a positional argument.*$/s, "").replace(/^Unknown option/, "unknown option");
}

/** The text of `weft COMMAND --help`. */
export function commandHelp(command: Command, tool = "weft"): string {
  const rows = [...command.options, helpOption].map((o) => {
    const short = o.short ? `-${o.short}, ` : "    ";
    const choices = o.choices ? ` (${o.choices.join(", ")})` : "";
    return [`  ${short}--${o.name}${o.value ? ` ${o.value}` : ""}`, `${o.help}${choices}`] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const options = rows.map(([left, right]) => `${left.padEnd(width)}${right}`).join("\n");
  const details = command.details ? `\n${command.details.trim()}\n` : "";
  const examples = command.examples.map((e) => `  ${e}`).join("\n");
  return `usage: ${tool} ${command.name} ${command.usage}\n\n${command.summary}\n${details}\noptions:\n${options}\n\nexamples:\n${examples}\n`;
}
