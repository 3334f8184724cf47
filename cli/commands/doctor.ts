// `weft doctor`: what is installed, what is missing, and the command that gets it.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, exitCodes } from "../command.ts";
import { goTree, installTree } from "../go-tree.ts";
import { findNode26 } from "../node26.ts";
import { cacheRoot, packageRoot, version } from "../paths.ts";

interface Check {
  readonly name: string;
  /** What was found, or undefined. */
  readonly found: string | undefined;
  readonly needed: "always" | "for --engine=v8" | "for the rest of Go's library" | "optional";
  readonly fix: string;
}

export const doctor: Command = {
  name: "doctor",
  usage: "",
  summary: "Show what is installed, what is missing, and how to get it.",
  examples: ["weft doctor"],
  options: [],
  completes: "none",
  async run() {
    const checks = allChecks();
    for (const check of checks) {
      const mark = check.found ? "ok     " : check.needed === "always" ? "MISSING" : "absent ";
      process.stdout.write(`${mark}  ${check.name.padEnd(34)} ${check.found ?? `${check.needed}: ${check.fix}`}\n`);
    }
    return checks.every((c) => c.found || c.needed !== "always") ? exitCodes.ok : exitCodes.compileError;
  },
};

function allChecks(): Check[] {
  const apt = (name: string): string => `apt-get install -y ${name}`;
  const tree = goTree();
  return [
    { name: "weft", found: version, needed: "always", fix: "" },
    {
      name: "Node.js 20 or later",
      found: Number(process.versions.node.split(".")[0]) >= 20 ? process.version : undefined,
      needed: "always",
      fix: "install Node.js 20",
    },
    {
      name: "Linux x86-64",
      found:
        process.platform === "linux" && process.arch === "x64"
          ? readFileSync("/proc/sys/kernel/osrelease", "utf8").trim()
          : undefined,
      needed: "always",
      fix: "the native engine runs on Linux x86-64 only",
    },
    {
      name: "million-stack guards (Linux 6.13)",
      found: kernelAtLeast(6, 13) ? "MADV_GUARD_INSTALL" : undefined,
      needed: "optional",
      fix: "without it about 32,000 stacks at once (vm.max_map_count)",
    },
    {
      name: "opt-14, llc-14",
      found: versionOf("llc-14", ["--version"], /version (\S+)/),
      needed: "always",
      fix: apt("llvm-14"),
    },
    {
      name: "LLVM 14 headers",
      found: existsSync("/usr/lib/llvm-14/include/llvm/IR/Module.h") ? "/usr/lib/llvm-14" : undefined,
      needed: "always",
      fix: apt("llvm-14-dev"),
    },
    { name: "C++ compiler", found: versionOf("g++", ["--version"], /\) (\S+)/), needed: "always", fix: apt("g++") },
    {
      name: "cmake, ninja",
      found: versionOf("cmake", ["--version"], /version (\S+)/),
      needed: "always",
      fix: apt("cmake ninja-build"),
    },
    ...["llvm-bindings", "binaryen", "@yowasp/clang", "@bytecodealliance/jco-transpile"].map(
      (name): Check => ({ name: `npm ${name}`, found: npmVersion(name), needed: "always", fix: "npm ci" }),
    ),
    {
      name: "native WASI SDK",
      found: process.env.WASI_SDK_PATH,
      needed: "optional",
      fix: "set WASI_SDK_PATH to compile C faster",
    },
    {
      name: "Go source tree",
      found: tree && `${tree.root} (Go 1.${tree.release})`,
      needed: "for the rest of Go's library",
      fix: `${installTree}, or set GOROOT`,
    },
    { name: "node 26 (V8 with WasmFX)", found: findNode26(), needed: "for --engine=v8", fix: "fetched on first use" },
    { name: "cache", found: cacheRoot(), needed: "optional", fix: "" },
  ];
}

function versionOf(tool: string, args: string[], pattern: RegExp): string | undefined {
  const run = spawnSync(tool, args, { encoding: "utf8" });
  return run.status === 0 ? (pattern.exec(run.stdout)?.[1] ?? "found") : undefined;
}

function npmVersion(name: string): string | undefined {
  const path = join(packageRoot, "node_modules", name, "package.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version : undefined;
}

function kernelAtLeast(major: number, minor: number): boolean {
  const [a, b] = readFileSync("/proc/sys/kernel/osrelease", "utf8").split(".").map(Number);
  return a > major || (a === major && b >= minor);
}
