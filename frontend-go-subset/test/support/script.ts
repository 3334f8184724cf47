// The command line of a script that is run as `npm run NAME -- WORDS`, from a table as the commands of weft have it: help on
// --help, one line and exit code 2 for wrong words.

import {
  commandHelp,
  exitCodes,
  type Option,
  type ParsedArgs,
  parseCommandArgs,
  UsageError,
} from "../../../cli/command.ts";

export interface Script {
  /** As package.json has it. */
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  readonly examples: readonly string[];
  readonly options: readonly Option[];
}

export interface ScriptWords extends ParsedArgs {
  /** The value of an option that must be a number. */
  number(name: string, otherwise: number): number;
  /** Ends the script: the words are wrong. */
  fail(why: string): never;
}

/** Reads the words after `--`. Prints and ends the process when they ask for help or are wrong. */
export function scriptWords(script: Script, argv: readonly string[] = process.argv.slice(2)): ScriptWords {
  const command = { ...script, name: `${script.name} --`, completes: "files" as const, run: async () => 0 };
  const fail = (why: string): never => {
    console.error(`${script.name}: ${why}`);
    process.exit(exitCodes.usage);
  };
  try {
    const args = parseCommandArgs(command, argv, "npm run");
    if (args.flag("help")) {
      process.stdout.write(commandHelp(command, "npm run"));
      process.exit(exitCodes.ok);
    }
    const number = (name: string, otherwise: number): number => {
      const text = args.value(name) ?? String(otherwise);
      return /^\d+(\.\d+)?$/.test(text) ? Number(text) : fail(`--${name} takes a number, not '${text}'`);
    };
    return { ...args, number, fail };
  } catch (error) {
    if (error instanceof UsageError) return fail(error.message);
    throw error;
  }
}
