// The process of assembler.ts: reads LLVM IR text with llvm-bindings and writes bitcode, one request after the other.

import { createRequire } from "node:module";

const llvm = createRequire(import.meta.url)("llvm-bindings");

/** BASE.ll -> BASE.bc; answers with what went wrong, "" for nothing. */
process.on("message", (base) => {
  const wrong = new llvm.SMDiagnostic();
  const module = llvm.parseIRFile(`${base}.ll`, wrong, new llvm.LLVMContext());
  if (module) llvm.WriteBitcodeToFile(module, `${base}.bc`);
  process.send(module ? "" : `generated IR does not parse: ${base}.ll`);
});
process.on("disconnect", () => process.exit());
