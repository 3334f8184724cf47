// The native compiler's door: a validated wasm module -> object file -> executable.

export { compileNative, type NativeObject, type NativeOptions } from "./compile.ts";
export { cIdentifier, type Embedding, makeEmbedding } from "./embed.ts";
export { buildRuntime, type LinkExecutableOptions, linkExecutable, type Runtime } from "./link.ts";
export { linkRelocatable, linkWithHost, publicHeader } from "./link-embedded.ts";
export { switchingPrimitives } from "./sources.ts";
export type { Linearity } from "./translate/llvm.ts";
