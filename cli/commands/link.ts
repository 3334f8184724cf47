// `weft link`: many modules to one, as wasm-merge.

import { basename } from "node:path";
import { type Command, exitCodes, UsageError } from "../command.ts";

export const link: Command = {
  name: "link",
  usage: "[options] [NAME=]FILE... -o OUT.wasm",
  summary: "Link .wasm and .wat modules into one.",
  details: `
Each module has a name: NAME, or its file name without the ending. An import of module NAME is joined with that module's
export; imports of other names stay imports. All exports of the first module stay; of the others those that served no import, and those that --export names.`,
  examples: [
    "weft link main=app.wasm coro=lib/coro.wat -o all.wasm",
    "weft link a.wasm b.wat --export=run -o out.wasm",
  ],
  options: [
    { name: "output", short: "o", value: "OUT", help: "the module to write (.wasm or .wat)" },
    { name: "export", value: "NAME", multiple: true, help: "keep this export even when it served an import" },
    { name: "export-all", help: "keep all exports" },
    { name: "rename-export-conflicts", help: "give a second export of the same name a new one" },
    { name: "skip-export-conflicts", help: "drop a second export of the same name" },
    { name: "allow-undefined", help: "keep imports that name a linked module but none of its exports" },
    { name: "raise-limits", help: "start a memory or table as large as the modules that import it need" },
    { name: "merge-memories", help: "one memory for modules that each have one; an error if their data overlap" },
    { name: "merge-tables", help: "the same for tables" },
    { name: "no-prune", help: "keep what nothing reaches" },
    {
      name: "optimize",
      short: "O",
      value: "LEVEL",
      choices: ["0", "1", "2", "3"],
      help: "optimise the result with binaryen, default 0",
    },
    { name: "verbose", short: "v", help: "print each stage and its time" },
  ],
  completes: "files",
  async run(args) {
    const output = args.value("output");
    if (args.positionals.length === 0) throw new UsageError("link needs modules\nsee: weft link --help");
    if (!output) throw new UsageError("link needs -o OUT");
    if (args.flag("rename-export-conflicts") && args.flag("skip-export-conflicts"))
      throw new UsageError("choose one of --rename-export-conflicts and --skip-export-conflicts");
    const inputs = args.positionals.map((word) => {
      const [, name, file] = /^(?:([^=/]+)=)?(.+)$/s.exec(word)!;
      return { name: name ?? basename(file).replace(/\.(wasm|wat)$/, ""), file };
    });
    const { linkFiles } = await import("../build-program.ts");
    const ok = await linkFiles(inputs, output, {
      keepExports: args.values("export"),
      keepAllExports: args.flag("export-all"),
      exportConflict: args.flag("rename-export-conflicts")
        ? "rename"
        : args.flag("skip-export-conflicts")
          ? "skip"
          : "error",
      allowUndefined: args.flag("allow-undefined"),
      raiseLimits: args.flag("raise-limits"),
      mergeMemories: args.flag("merge-memories"),
      mergeTables: args.flag("merge-tables"),
      prune: !args.flag("no-prune"),
      level: Number(args.value("optimize") ?? 0) as 0 | 1 | 2 | 3,
      verbose: args.flag("verbose"),
    });
    return ok ? exitCodes.ok : exitCodes.compileError;
  },
};
