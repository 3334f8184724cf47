// Running the tools that make objects and executables: opt-14, llc-14, cc. The only place of this folder that starts
// processes.

import { spawn } from "node:child_process";
import type { Diagnostic } from "../../diagnostics/index.ts";

/** Debian packages that bring each tool, for messages. */
const packages: Readonly<Record<string, string>> = {
  "opt-14": "llvm-14",
  "llc-14": "llvm-14",
  cc: "gcc",
  ar: "binutils",
};

/** Runs one tool to its end. A missing tool is a user's problem, a failing one is ours. */
export function runTool(tool: string, args: readonly string[]): Promise<Diagnostic[]> {
  return new Promise((resolve) => {
    const child = spawn(tool, args, { stdio: ["ignore", "ignore", "pipe"] });
    const errors: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) => {
      const missing = `${tool} is missing; install it with: apt-get install ${packages[tool] ?? tool}`;
      resolve([
        { severity: "error", message: error.code === "ENOENT" ? missing : `cannot start ${tool}: ${error.message}` },
      ]);
    });
    child.on("close", (code, signal) => {
      if (code === 0) return resolve([]);
      const text = Buffer.concat(errors).toString("utf8").trim().slice(0, 2000);
      const end = signal ? `was killed by ${signal}` : `failed with code ${code}`;
      resolve([{ severity: "bug", message: `${tool} ${end}: ${text}`, code: "NativeTool" }]);
    });
  });
}
