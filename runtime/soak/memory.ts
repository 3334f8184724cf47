// Runs a program and reads its resident memory from /proc while it runs.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface MemoryRun {
  readonly seconds: number;
  readonly status: number | null;
  readonly stderr: string;
  /** KiB resident after about a tenth of the run, near its end, and at most. */
  readonly early: number;
  readonly late: number;
  readonly peak: number;
}

export function measureMemory(program: string, invoke: string, args: readonly string[]): Promise<MemoryRun> {
  return new Promise((resolve) => {
    const start = performance.now();
    const env = { ...process.env, WEFT_INVOKE: invoke };
    const child = spawn(program, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    const samples: number[] = [];
    const errors: Buffer[] = [];
    child.stderr.on("data", (b: Buffer) => errors.push(b));
    const timer = setInterval(() => {
      const kib = resident(child.pid!);
      if (kib > 0) samples.push(kib);
    }, 20);
    child.on("close", (status) => {
      clearInterval(timer);
      resolve({
        seconds: (performance.now() - start) / 1000,
        status,
        stderr: String(Buffer.concat(errors)),
        early: Math.max(0, ...samples.slice(0, Math.ceil(samples.length / 10))),
        late: Math.max(0, ...samples.slice(-Math.ceil(samples.length / 10))),
        peak: Math.max(0, ...samples),
      });
    });
  });
}

function resident(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0; // it has just ended
  }
}
