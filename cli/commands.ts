// The command table: dispatch, help and completion all read it.

import { type Command, exitCodes } from "./command.ts";
import { build } from "./commands/build.ts";
import { cc } from "./commands/cc.ts";
import { completion } from "./commands/completion.ts";
import { doctor } from "./commands/doctor.ts";
import { exec } from "./commands/exec.ts";
import { link } from "./commands/link.ts";
import { run } from "./commands/run.ts";
import { test } from "./commands/test.ts";
import { version as versionText } from "./paths.ts";

const version: Command = {
  name: "version",
  usage: "",
  summary: "Print weft's version.",
  examples: ["weft version"],
  options: [],
  completes: "none",
  async run() {
    process.stdout.write(`weft ${versionText}\n`);
    return exitCodes.ok;
  },
};

export const commands: readonly Command[] = [run, build, test, cc, link, exec, doctor, version, completion];

export function findCommand(name: string): Command | undefined {
  return commands.find((c) => c.name === name);
}

export function generalHelp(): string {
  const width = Math.max(...commands.map((c) => c.name.length)) + 2;
  const rows = commands.map((c) => `  ${c.name.padEnd(width)}${c.summary}`).join("\n");
  return `weft compiles Go, C and .wat to one WebAssembly module with WasmFX stack switching, and runs it natively.

usage: weft COMMAND [options] [arguments]

${rows}

examples:
  weft run examples/go/skynet.go
  weft build examples/webserver -o server && ./server
  weft build --emit=wat main.go

Exit codes: the program's own; 1 for compile errors; 2 for wrong usage; 134 for a wasm trap.
weft COMMAND --help says more about one command.
`;
}
