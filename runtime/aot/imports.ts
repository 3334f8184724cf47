// What a whole program may still import: host functions of the ABI. Anything else is an error before LLVM is started.

import type { Diagnostic } from "../../diagnostics/index.ts";
import { funcTypeAt, type Module } from "../../wasmfx-backend/index.ts";
import { hostSignatures } from "../host-abi/signatures.ts";
import { hostImports } from "./embed.ts";
import { typeText } from "./type-text.ts";

/** One diagnostic per import that nothing provides or whose type is not the host's. */
export function checkImports(module: Module, extraHosts: readonly string[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const prototypes = new Map(hostImports(module).imports.map((i) => [`${i.module}.${i.name}`, i.prototype]));
  for (const { module: from, name, desc } of module.imports) {
    const error = (message: string, notes: Diagnostic["notes"] = []): void => {
      diagnostics.push({ severity: "error", message, code: "UnknownImport", notes });
    };
    if (extraHosts.includes(from) && desc.kind === "func") continue;
    const host = desc.kind === "func" ? hostSignatures[`${from}.${name}`] : undefined;
    if (desc.kind !== "func" || !host) {
      const inC = prototypes.get(`${from}.${name}`);
      const notes = inC
        ? [{ message: `it could be a function in C, given with weft build --host=FILE.c: ${inC}` }]
        : [];
      error(`unknown import ${from}.${name} (${desc.kind})`, notes);
      continue;
    }
    const found = typeText(funcTypeAt(module, desc.type)!);
    const wanted = typeText(host);
    if (found !== wanted) error(`import ${from}.${name} has type ${found}, but the host function has type ${wanted}`);
  }
  return diagnostics;
}
