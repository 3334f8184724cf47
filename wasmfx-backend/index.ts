// The backend's door: the wasm module model (types, one instruction table, decode, encode, validate, text) and, beside
// it, the IR with its passes and the code generator. Everything other folders may use is exported here.

export { type Optimized, type OptimizeOptions, optimize } from "./optimize.ts";
export { type Decoded, decode } from "./wasm/decode.ts";
export { type CodeRange, type EncodeOptions, encode, encodeWithRanges } from "./wasm/encode.ts";
export * from "./wasm/index-spaces.ts";
export * from "./wasm/instructions.ts";
export * from "./wasm/map-indices.ts";
export * from "./wasm/module.ts";
export * from "./wasm/types.ts";
export { type ValidateOptions, validate } from "./wasm/validate/module.ts";
export { isDefaultable, TypeRegistry, TypeTable } from "./wasm/validate/types.ts";
export * from "./wasm/wat.ts";
