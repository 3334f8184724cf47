// `weft run`: compile, link, compile to native code (all from the cache when nothing changed), run.

import { join } from "node:path";
import { Cache } from "../cache.ts";
import { type Command, type ParsedArgs, UsageError } from "../command.ts";
import { buildForCache } from "../compile-process.ts";
import { executeNative, executeV8 } from "../execute.ts";
import { languageOf } from "../inputs.ts";
import { buildOptions, dirOption, engineOption, runEnvironment, sharedOptions, stackOption } from "../options.ts";

export const run: Command = {
  name: "run",
  usage: "[options] FILE|DIR [-- args]",
  summary: "Compile and run a program.",
  details: `
FILE is a .go, .c, .wat or .wasm file (several .go files of one directory make one package). DIR holds one program: all
its .go files are one package, its .c files one C module, each .wat a module; they are linked into one. The program's exit
code is weft's. A second run of the same program starts from the cache.`,
  examples: [
    "weft run examples/go/skynet.go",
    "weft run examples/mixed/coroutine",
    "weft run --engine=v8 main.go",
    "weft run tool.c -- --flag input.txt",
  ],
  options: [engineOption, ...sharedOptions, stackOption, dirOption],
  completes: "files",
  async run(args) {
    if (args.positionals.length === 0) throw new UsageError("run needs a file or a directory\nsee: weft run --help");
    // go run takes what follows the files for arguments.
    const other = args.positionals.slice(1).find((path) => languageOf(path) === undefined);
    if (other !== undefined)
      throw new UsageError(
        `${other} is not a source file; arguments of the program come after --\nsee: weft run --help`,
      );
    return runProgram(args.positionals, args);
  },
};

/** Shared with `exec`: builds (or finds) the program and runs it; the exit code. */
export async function runProgram(paths: readonly string[], args: ParsedArgs, invoke?: string): Promise<number> {
  const options = { ...buildOptions(args, 1), keepExports: invoke !== undefined };
  const environment = runEnvironment(args, invoke);
  const cache = new Cache();
  const request = [
    "run",
    process.cwd(),
    process.env.GOROOT,
    paths,
    options.engine,
    options.scheduler,
    options.level,
    options.linearity,
    options.keepExports,
  ];
  let folder = cache.find(request);
  if (folder === undefined) {
    folder = await cache.add(request, (target) => buildForCache(target, paths, options));
  }
  if (folder === undefined) return 1;
  return options.engine === "v8"
    ? executeV8(join(folder, "program.wasm"), args.rest, environment)
    : executeNative(join(folder, "program"), paths[0], args.rest, environment);
}
