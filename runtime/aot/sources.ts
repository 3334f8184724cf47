// The files of runtime/native that compilation reads: the C runtime's sources and the switching primitives in LLVM IR.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Linearity } from "./translate/llvm.ts";

const nativeFolder = join(import.meta.dirname, "..", "native");

/** Where the C runtime's sources and fx.ll are: they are not copied into dist/. */
export function nativeSources(): string {
  if (existsSync(join(nativeFolder, "fx.ll"))) return nativeFolder;
  return join(import.meta.dirname, "..", "..", "..", "runtime", "native");
}

/**
 * fx.ll with a representation of references to continuations in its marked place. %weft.ref is written out: LLVM takes a
 * named structure for another type than the same without a name.
 */
export function switchingPrimitives(linearity: Linearity): string {
  const read = (file: string): string => readFileSync(join(nativeSources(), file), "utf8");
  const definition = /^%weft\.ref = type (.*)\n/m;
  const representation = read(`linearity-${linearity}.ll`);
  const type = definition.exec(representation)![1];
  return read("fx.ll")
    .replace(";;; linearity\n", () => representation.replace(definition, ""))
    .replaceAll("%weft.ref", type);
}
