export * from "./builder.ts";
export type * from "./ir.ts";
export type { RootOptions } from "./passes/roots.ts";
export type { ObjectStackOptions } from "./passes/stack-objects.ts";
export { type CompileOptions, compileIr, type PassName, passes, runPasses } from "./pipeline.ts";
export { printFunc, printIr } from "./print.ts";
export { verifyIr } from "./verify.ts";
