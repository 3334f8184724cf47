// The C front end's door.

export { type CompiledC, compileC } from "./compile.ts";
export type { CompileCOptions } from "./flags.ts";
export { findIncludes } from "./includes.ts";
export type { Library } from "./libraries.ts";
export type { CFile } from "./sources.ts";
