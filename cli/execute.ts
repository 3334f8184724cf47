// Runs a built program: same standard streams, its exit code, signals passed on.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { exitCodes } from "./command.ts";
import { fetchNode26, node26Flags } from "./node26.ts";
import { installRoot } from "./paths.ts";

type Environment = Readonly<Record<string, string>>;

/** Runs the executable with `name` as its argv[0]. */
export function executeNative(
  executable: string,
  name: string,
  args: readonly string[],
  environment: Environment,
): Promise<number> {
  return execute(executable, args, environment, name);
}

/** Runs the module under node 26. */
export async function executeV8(wasm: string, args: readonly string[], environment: Environment): Promise<number> {
  const node = fetchNode26((line) => process.stderr.write(`weft: ${line}\n`));
  if (!node) {
    process.stderr.write(
      "weft: --engine=v8 needs node 26; get it with: npm install node@26, and set WEFT_NODE26 to its binary\n",
    );
    return exitCodes.compileError;
  }
  return execute(node, [...node26Flags, join(installRoot, "runtime", "v8", "run.mjs"), wasm, ...args], environment);
}

function execute(file: string, args: readonly string[], environment: Environment, argv0?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: "inherit", argv0, env: { ...process.env, ...environment } });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, pass);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + signalNumber(signal));
    });
  });
}

function signalNumber(signal: NodeJS.Signals | null): number {
  const numbers: Partial<Record<NodeJS.Signals, number>> = {
    SIGHUP: 1,
    SIGINT: 2,
    SIGQUIT: 3,
    SIGILL: 4,
    SIGABRT: 6,
    SIGBUS: 7,
    SIGFPE: 8,
    SIGKILL: 9,
    SIGSEGV: 11,
    SIGPIPE: 13,
    SIGTERM: 15,
  };
  return (signal && numbers[signal]) ?? 0;
}
