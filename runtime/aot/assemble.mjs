// The process of assembler.ts: reads LLVM IR text with llvm-bindings and writes bitcode, one request after the other. Text that is no
// LLVM IR ends it: the bindings have no answer for that.

import { createRequire } from "node:module";

const llvm = createRequire(import.meta.url)("llvm-bindings");

/** BASE.ll -> BASE.bc */
process.on("message", (base) => {
  const module = llvm.parseIRFile(`${base}.ll`, new llvm.SMDiagnostic(), new llvm.LLVMContext());
  llvm.WriteBitcodeToFile(module, `${base}.bc`);
  process.send("done");
});
process.on("disconnect", () => process.exit());
