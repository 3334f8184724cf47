// The command line: finds the command, runs it, and turns whatever happens into text and an exit code.

import { renderDiagnostic, WeftBug } from "../diagnostics/index.ts";
import { commandHelp, exitCodes, parseCommandArgs, UsageError } from "./command.ts";
import { commands, findCommand, generalHelp } from "./commands.ts";

async function runCommand(argv: readonly string[]): Promise<number> {
  const [word, ...rest] = argv;
  if (word === undefined) {
    process.stderr.write(generalHelp());
    return exitCodes.usage;
  }
  if (word === "--help" || word === "-h" || (word === "help" && rest.length === 0)) {
    process.stdout.write(generalHelp());
    return exitCodes.ok;
  }
  if (word === "--version") return findCommand("version")!.run(parseCommandArgs(findCommand("version")!, []));
  const name = word === "help" ? rest[0] : word;
  const command = findCommand(name);
  if (!command) throw new UsageError(`unknown command '${name}'${suggestion(name)}\nsee: weft --help`);
  const args = parseCommandArgs(command, word === "help" ? ["--help"] : rest);
  if (args.flag("help")) {
    process.stdout.write(commandHelp(command));
    return exitCodes.ok;
  }
  return command.run(args);
}

/** "; did you mean 'build'?" for the start of a command, or a word one or two letters away from one. */
function suggestion(word: string): string {
  const near = commands
    .map(({ name }) => ({ name, letters: word !== "" && name.startsWith(word) ? 0 : distance(name, word) }))
    .sort((a, b) => a.letters - b.letters)[0];
  return near.letters <= Math.min(2, word.length - 1) ? `; did you mean '${near.name}'?` : "";
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`weft: ${error.message}\n`);
    return exitCodes.usage;
  }
  if (isSystemError(error)) {
    process.stderr.write(renderDiagnostic({ severity: "error", message: systemMessage(error) }));
    return exitCodes.compileError;
  }
  const stage = error instanceof WeftBug ? error.stage : "command line";
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(renderDiagnostic({ severity: "bug", message: `${stage}: ${message}` }));
  if (process.env.WEFT_TRACE && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodes.compileError;
}

/** The system refused something (a file cannot be read, the disk is full): nobody's bug. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && "code" in error;

/** Node's "EACCES: permission denied, open 'FILE'" as "FILE: permission denied". */
function systemMessage(error: NodeJS.ErrnoException & { readonly dest?: string }): string {
  const what = /^[A-Z0-9_]+: (.*?),/.exec(error.message)?.[1] ?? error.message;
  const file = error.dest ?? error.path;
  return file === undefined ? `${what} (${error.syscall})` : `${file}: ${what}`;
}

/** Runs the process's command line, or what `main` does instead, and sets its exit code. */
export async function runCommandLine(main: (argv: readonly string[]) => Promise<number> = runCommand): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCodes.ok);
    process.exit(report(Object.assign(error, { path: "standard output" })));
  });
  process.exitCode = await main(process.argv.slice(2)).catch(report);
}
