// Names of things in the object file. Functions are `w.NAME`: local symbols that perf, gdb and trap messages show; the
// prefix keeps them apart from C library functions that LLVM may call by name.

import { funcName, type Module } from "../../../wasmfx-backend/index.ts";

/** What every function symbol of generated code begins with. */
export const functionPrefix = "w.";

/** Unique symbols for all functions, by index. */
export function functionSymbols(module: Module, count: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const name = functionPrefix + clean(funcName(module, index));
    let symbol = name;
    for (let i = index; taken.has(symbol); i++) symbol = `${name}#${i}`;
    taken.add(symbol);
    return symbol;
  });
}

/** Without spaces, control characters, quotes and backslashes, at most 200 characters. */
export const clean = (name: string): string => name.replace(/[\s\p{C}"\\]/gu, "_").slice(0, 200);

/** `@"NAME"`: a global name in IR text. */
export const globalName = (name: string): string => `@"${name}"`;

/** `c"..."` for bytes, in IR text. */
export function bytesText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    text += plain ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, "0").toUpperCase()}`;
  }
  return `c"${text}"`;
}

/** The name of a host import as a C identifier part: what is not a letter, digit or _ becomes _. */
export const cName = (name: string): string => name.replace(/[^A-Za-z0-9_]/g, "_");
