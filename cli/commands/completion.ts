// `weft completion SHELL`: prints the script that completes weft's words in a shell.

import { type Command, exitCodes, UsageError } from "../command.ts";
import { completionScript, type Shell } from "../completion.ts";

const shells: readonly Shell[] = ["bash", "zsh", "fish"];

export const completion: Command = {
  name: "completion",
  usage: "bash|zsh|fish",
  summary: "Print a shell completion script.",
  examples: ["source <(weft completion bash)", "weft completion fish > ~/.config/fish/completions/weft.fish"],
  options: [],
  completes: shells,
  async run(args) {
    const shell = shells.find((s) => s === args.positionals[0]);
    if (!shell || args.positionals.length !== 1) throw new UsageError(`completion takes one of ${shells.join(", ")}`);
    // The table is loaded here, not at the top: it lists this command too.
    const { commands } = await import("../commands.ts");
    process.stdout.write(completionScript(shell, commands));
    return exitCodes.ok;
  },
};
