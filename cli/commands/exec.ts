// `weft exec`: run a module somebody else made.

import { extname } from "node:path";
import { type Command, UsageError } from "../command.ts";
import { dirOption, engineOption, sharedOptions, stackOption } from "../options.ts";
import { runProgram } from "./run.ts";

export const exec: Command = {
  name: "exec",
  usage: "[options] FILE.wasm|FILE.wat [args]",
  summary: "Compile a WebAssembly module to native code and run it.",
  details: `
The module is validated before anything is compiled. Its entry is the export _start, or the function --invoke names;
arguments after the file belong to the program. With --invoke they are the function's parameters: decimal numbers, 0x...,
for floats also inf and nan. Its results are printed one a line; integers as signed ones, v128 as one hexadecimal number.`,
  examples: ["weft exec app.wasm", "weft exec --invoke fib lib.wat 30", "weft exec --engine=v8 app.wasm input.txt"],
  options: [
    { name: "invoke", value: "NAME", help: "call this exported function and print its results" },
    engineOption,
    ...sharedOptions,
    stackOption,
    dirOption,
  ],
  completes: "files",
  passThrough: true,
  async run(args) {
    if (args.positionals.length !== 1) throw new UsageError("exec needs one .wasm or .wat file\nsee: weft exec --help");
    const [file] = args.positionals;
    if (![".wasm", ".wat"].includes(extname(file)))
      throw new UsageError(`exec takes a .wasm or .wat file, not '${file}'; sources are for weft run`);
    if (args.value("invoke") !== undefined && args.value("engine") === "v8")
      throw new UsageError("--invoke works with the native engine only");
    return runProgram([file], args, args.value("invoke"));
  },
};
