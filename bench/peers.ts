// The engines that are compared, as far as this machine has them. A peer that is not found is named with the reason; the
// bench runs without it.

import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findNode26, node26Flags } from "../cli/node26.ts";
import { installRoot } from "../cli/paths.ts";
import { firstLine } from "./machine.ts";
import type { Engine } from "./workload.ts";

export interface Found {
  readonly engine: Engine;
  readonly title: string;
  readonly version: string;
  /** The words that run the engine's programs (V8, Wasmtime) or compile them (Go, clang). */
  readonly command: readonly string[];
  /** libmprompt: where its headers and its library are. */
  readonly tree?: { readonly include: string; readonly library: string };
}

export interface Missing {
  readonly engine: Engine;
  readonly title: string;
  readonly why: string;
}

export const titles: Readonly<Record<Engine, string>> = {
  weft: "weft",
  floor: "raw switch",
  clang: "clang -O3",
  libmprompt: "libmprompt",
  go: "Go",
  v8: "V8",
  wasmtime: "Wasmtime",
};

export const launcher = join(import.meta.dirname, "..", "weft");

/** Every engine of the bench: found, or missing with the reason. */
export function findEngines(): { readonly found: ReadonlyMap<Engine, Found>; readonly missing: readonly Missing[] } {
  const found = new Map<Engine, Found>();
  const missing: Missing[] = [];
  for (const engine of Object.keys(finders) as Engine[]) {
    const it = finders[engine]();
    if (typeof it === "string") missing.push({ engine, title: titles[engine], why: it });
    else found.set(engine, { engine, title: titles[engine], ...it });
  }
  return { found, missing };
}

type Finder = () => Omit<Found, "engine" | "title"> | string;

const finders: Readonly<Record<Engine, Finder>> = {
  weft() {
    const version = firstLine(launcher, ["--version"]);
    return version ? { version, command: [launcher] } : "./weft does not run";
  },
  floor() {
    const clang = onPath("clang-14", "clang");
    return clang
      ? { version: "our own C with inline assembly", command: [clang] }
      : "needs clang (Debian package clang)";
  },
  clang() {
    const clang = onPath("clang-14", "clang");
    if (!clang) return "no clang in PATH (Debian package clang)";
    return { version: firstLine(clang, ["--version"]) ?? "unknown", command: [clang] };
  },
  libmprompt() {
    const root = process.env.WEFT_LIBMPROMPT;
    if (!root) return "set WEFT_LIBMPROMPT to a tree of github.com/koka-lang/libmprompt, built with -DMP_USE_C=ON";
    const library = findFile(root, "libmprompt.a");
    const include = join(root, "include");
    if (!library) return `${root} has no libmprompt.a: build it with cmake -DMP_USE_C=ON`;
    if (!existsSync(join(include, "mprompt.h"))) return `${root} has no include/mprompt.h`;
    const version = firstLine("git", ["-C", root, "describe", "--tags", "--always"]) ?? "unknown";
    // The compiler that built it: the library is made for link-time optimisation.
    return { version, command: ["cc"], tree: { include, library } };
  },
  go() {
    const go = onPath("go") ?? ["/usr/local/go/bin/go"].find((path) => existsSync(path));
    if (!go) return "no go in PATH";
    return { version: firstLine(go, ["version"])?.replace("go version ", "") ?? "unknown", command: [go] };
  },
  v8() {
    const node = findNode26();
    if (!node) return "set WEFT_NODE26 to the binary of npm's node@26";
    const version = firstLine(node, ["-p", "`V8 ${process.versions.v8} (node ${process.versions.node})`"]);
    return {
      version: version ?? "unknown",
      command: [node, ...node26Flags, join(installRoot, "runtime", "v8", "run.mjs")],
    };
  },
  wasmtime() {
    const wasmtime = process.env.WEFT_WASMTIME ?? onPath("wasmtime");
    if (!wasmtime || !existsSync(wasmtime)) return "no wasmtime in PATH, nor named by WEFT_WASMTIME";
    return {
      version: firstLine(wasmtime, ["--version"]) ?? "unknown",
      command: [wasmtime, "run", "-W", "stack-switching=y,exceptions=y,function-references=y,gc=y"],
    };
  },
};

function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function findFile(root: string, name: string): string | undefined {
  if (!existsSync(root)) return undefined;
  const file = readdirSync(root, { recursive: true, withFileTypes: true }).find((e) => e.isFile() && e.name === name);
  return file && join(file.parentPath, file.name);
}
