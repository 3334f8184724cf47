// `weft cc`: C to a .wasm module or an executable, with clang's usual options.

import { extname } from "node:path";
import { type Command, exitCodes, type ParsedArgs, UsageError } from "../command.ts";
import { buildOptions, sharedOptions } from "../options.ts";

export const cc: Command = {
  name: "cc",
  usage: "[options] FILE.c... -o OUT",
  summary: "Compile C (clang) with fibers (fiber.h) to a .wasm module or a native executable.",
  examples: [
    "weft cc generator.c -o generator && ./generator",
    "weft cc -D N=100 -I include main.c util.c -o app.wasm",
  ],
  options: [
    { name: "output", short: "o", value: "OUT", help: "the file to write: .wasm, or an executable" },
    { name: "define", short: "D", value: "NAME[=V]", multiple: true, help: "define a macro" },
    { name: "include", short: "I", value: "DIR", multiple: true, help: "look for headers there" },
    { name: "warn", short: "W", value: "NAME", multiple: true, help: "a warning of clang's: -Wall, -Werror ..." },
    { name: "std", value: "STD", help: "the language standard, as c11; default gnu17" },
    { name: "stack-size", value: "BYTES", help: "C stack of the main program, default 1 MiB" },
    { name: "fiber-stack-size", value: "BYTES", help: "C stack of each fiber, default 64 KiB" },
    { name: "global-base", value: "BYTES", help: "address of the first static data" },
    { name: "export", value: "NAME", multiple: true, help: "export this function too" },
    { name: "library", help: "a module without main: its exports are what other modules call" },
    ...sharedOptions,
    { name: "strip", short: "s", help: "leave out names and line tables" },
  ],
  completes: "files",
  async run(args) {
    const output = args.value("output");
    if (args.positionals.length === 0) throw new UsageError("cc needs C files\nsee: weft cc --help");
    if (!output) throw new UsageError("cc needs -o OUT");
    const wrong = args.positionals.find((file) => extname(file) !== ".c");
    if (wrong !== undefined) throw new UsageError(`cc takes .c files, not '${wrong}'`);
    const { buildOutput } = await import("../build-program.ts");
    const c = {
      defines: args.values("define"),
      includes: args.values("include"),
      library: args.flag("library"),
      flags: args.values("warn").map((name) => `-W${name}`),
      std: args.value("std"),
      stackSize: bytes(args, "stack-size", 65536),
      fiberStackSize: bytes(args, "fiber-stack-size", 4096),
      globalBase: bytes(args, "global-base", 1024),
      exports: args.values("export"),
    };
    const ok = await buildOutput(
      args.positionals,
      output,
      extname(output) === ".wasm" ? "wasm" : "executable",
      buildOptions(args, 2),
      c,
    );
    return ok ? exitCodes.ok : exitCodes.compileError;
  },
};

/** The value of an option that is a number of bytes, a multiple of `unit`. */
function bytes(args: ParsedArgs, name: string, unit: number): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0 || value >= 2 ** 31 || value % unit !== 0)
    throw new UsageError(`--${name} takes a number of bytes that is a multiple of ${unit}, not '${text}'`);
  return value;
}
