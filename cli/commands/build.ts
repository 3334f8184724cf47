// `weft build`: a program to a .wasm module or an executable, or any stage in between to look at.

import { extname } from "node:path";
import { type Command, exitCodes, UsageError } from "../command.ts";
import { buildOptions, sharedOptions } from "../options.ts";

export const emitStages = ["ast", "types", "ir", "wat", "wasm", "ll", "asm"] as const;
export type EmitStage = (typeof emitStages)[number];

export const build: Command = {
  name: "build",
  usage: "[options] FILE|DIR... -o OUT",
  summary: "Compile to a .wasm module, a native executable or an object for C programs, or show a stage.",
  details: `
OUT ending in .wasm makes a WebAssembly module; OUT ending in .o makes an object to link into a C program, with headers
OUT.h and weft.h beside it (docs/embedding.md); any other name makes a native executable that carries its runtime. --host
adds C files (or .o, .a) to the executable: they define the host functions that the module imports, and main when they
want to call the exports themselves. The header of exports and host functions is there for them to include, named after
the first input: "app.h" for app.wat. --emit writes
what one stage makes instead, to OUT or standard output: the syntax tree, the types, the IR, the module as text or binary,
the LLVM IR or the assembly.`,
  examples: [
    "weft build main.go -o app",
    "weft build examples/webserver -o server.wasm",
    "weft build app.wat -o app.o && cc -no-pie main.c app.o -o app -lm -lpthread",
    "weft build app.wat --host=host.c -o app",
    "weft build --emit=ir --func=main.add main.go",
  ],
  options: [
    { name: "output", short: "o", value: "OUT", help: "the file to write" },
    { name: "host", value: "FILE.c", multiple: true, help: "C with host functions, and main perhaps, to link in" },
    { name: "emit", value: "STAGE", choices: emitStages, help: "write this stage" },
    { name: "func", value: "NAME", help: "with --emit: only this function" },
    ...sharedOptions,
    { name: "strip", short: "s", help: "leave out names and line tables" },
  ],
  completes: "files",
  async run(args) {
    if (args.positionals.length === 0)
      throw new UsageError("build needs a file or a directory\nsee: weft build --help");
    const output = args.value("output");
    const stage = args.value("emit") as EmitStage | undefined;
    const options = buildOptions(args, 2);
    const hosts = args.values("host");
    if (hosts.length > 0 && (stage || !output || [".wasm", ".o"].includes(extname(output))))
      throw new UsageError("--host goes with -o OUT, an executable");
    const { buildObject, buildOutput, buildWithHost, emitStage } = await import("../build-program.ts");
    if (stage) return emitStage(args.positionals, stage, options, { output, func: args.value("func") });
    if (args.value("func")) throw new UsageError("--func goes with --emit");
    if (!output) throw new UsageError("build needs -o OUT (a .wasm module or an executable), or --emit=STAGE");
    const ok = await (hosts.length > 0
      ? buildWithHost(args.positionals, hosts, output, options)
      : extname(output) === ".o"
        ? buildObject(args.positionals, output, options)
        : buildOutput(args.positionals, output, extname(output) === ".wasm" ? "wasm" : "executable", options));
    return ok ? exitCodes.ok : exitCodes.compileError;
  },
};
