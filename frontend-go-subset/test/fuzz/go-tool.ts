// Real Go as the oracle, when it is installed.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Path of the go command: $GO, or on the path, or where Go is usually installed. */
export function findGo(): string | undefined {
  const candidates = [
    process.env.GO,
    ...(process.env.PATH ?? "").split(":").map((dir) => `${dir}/go`),
    "/usr/local/go/bin/go",
  ];
  return candidates.find((path) => path && existsSync(path));
}

export interface Ran {
  readonly output: string;
  /** The exit code; -1 when it took too long or was killed. */
  readonly code: number;
}

/** Runs a command, both its outputs together. */
export function runCommand(command: string, args: readonly string[], cwd: string, limitMs: number): Ran {
  const done = spawnSync("/bin/sh", ["-c", 'exec "$0" "$@" 2>&1', command, ...args], {
    cwd,
    timeout: limitMs,
    killSignal: "SIGKILL",
    maxBuffer: 1 << 26,
    encoding: "latin1",
    env: { ...process.env, GOFLAGS: "", GOWORK: "off", GOPROXY: "off" },
  });
  return { output: done.stdout ?? "", code: done.signal ? -1 : (done.status ?? -1) };
}
