// From the paths on the command line to the sources of each language.
//   main.go [more.go]   these files are one Go package, as with `go run`
//   DIR                 all .go files are one Go package, all .c files one C program or library, each .wat and .wasm a module
//   x.c, x.wat, x.wasm  one module each, named after the file

import { readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { Diagnostic } from "../diagnostics/index.ts";

export interface Inputs {
  readonly go: readonly string[];
  /** The folder of the Go files: where go.mod is looked for upwards. */
  readonly goDir?: string;
  readonly c: readonly string[];
  readonly wat: readonly string[];
  readonly wasm: readonly string[];
  /** Folders that were listed: a new file in one of them changes the program. */
  readonly folders: readonly string[];
  /** A name for the program: the file's or folder's. */
  readonly name: string;
}

const languages = { ".go": "go", ".c": "c", ".wat": "wat", ".wast": "wat", ".wasm": "wasm" } as const;
type Language = (typeof languages)[keyof typeof languages];

export function readInputs(paths: readonly string[]): {
  readonly inputs?: Inputs;
  readonly diagnostics: readonly Diagnostic[];
} {
  const found: Record<Language, string[]> = { go: [], c: [], wat: [], wasm: [] };
  const folders: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const fail = (message: string): void => void diagnostics.push({ severity: "error", message });
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) {
      fail(`${path}: no such file or directory`);
    } else if (stat.isDirectory()) {
      folders.push(path);
      const files = readdirSync(path).filter(
        (name) => languageOf(name) && !name.endsWith("_test.go") && !/^[._]/.test(name),
      );
      if (files.length === 0) fail(`${path}: no .go, .c, .wat or .wasm files in this directory`);
      for (const name of files.sort()) found[languageOf(name)!].push(join(path, name));
    } else {
      const language = languageOf(path);
      if (!language) fail(`${path}: not a file weft knows (.go, .c, .wat, .wasm)`);
      else found[language].push(path);
    }
  }
  const goDirs = new Set(found.go.map((file) => dirname(file)));
  if (goDirs.size > 1) fail(`named files must all be in one directory; have ${[...goDirs].join(" and ")}`);
  if (diagnostics.length > 0) return { diagnostics };
  const name =
    basename(paths[0] === "." || paths[0] === "./" ? process.cwd() : paths[0]).replace(/\.[a-z]+$/, "") || "main";
  return { inputs: { ...found, goDir: [...goDirs][0], folders, name }, diagnostics };
}

/** By the ending of its name; undefined: nothing that weft compiles. */
export function languageOf(path: string): Language | undefined {
  const ext = extname(path);
  return ext in languages ? languages[ext as keyof typeof languages] : undefined;
}
