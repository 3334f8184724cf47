// Options of the development tools (both fuzzers, soak): parsed, or the usage text printed and the process ended.

import { type ParseArgsConfig, parseArgs } from "node:util";

const help = { help: { type: "boolean", short: "h" } } as const;

/** The words of the command line by `options`. --help prints `usage` and ends with 0, wrong words with 2. */
export function parseToolArgs<const T extends NonNullable<ParseArgsConfig["options"]>>(options: T, usage: string) {
  try {
    const parsed = parseArgs({ allowPositionals: true, options: { ...options, ...help } });
    if ((parsed.values as { help?: boolean }).help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    return parsed;
  } catch (error) {
    return wrongUsage((error as Error).message.split(". ")[0], usage);
  }
}

/** A number of things, as `text` says; the default when nothing is said. */
export function countOf<T>(text: string | undefined, otherwise: T, usage: string): number | T {
  if (text === undefined) return otherwise;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : wrongUsage(`not a number: ${text}`, usage);
}

export function wrongUsage(message: string, usage: string): never {
  process.stderr.write(`${message}\n${usage}`);
  process.exit(2);
}
