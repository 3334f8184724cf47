// The backend's door: the wasm module model (types, one instruction table, decode, encode, validate, text) and, beside
// it, the IR with its passes and the code generator. Everything other folders may use is exported here.

export { type EmitOptions, emitModule } from "./codegen/index.ts";
// The IR. Its expressions are `IrExpr` here, because the wasm model has an `Expr` too; `ir` has everything by its own name,
// builder and printer included.
export * as ir from "./ir/index.ts";
export {
  type Callee,
  type CatchClause,
  type CompileOptions,
  compileIr,
  type Expr as IrExpr,
  type IrBlock,
  type IrData,
  type IrFunc,
  type IrGlobal,
  type IrImport,
  type IrLocal,
  type IrMemory,
  type IrModule,
  type IrRefType,
  type IrTag,
  type IrType,
  type LoadOp,
  type ObjectStackOptions,
  printIr,
  type ResumeClause,
  type RootOptions,
  runPasses,
  type Signature,
  type Stmt,
  type StoreOp,
  type Terminator,
  verifyIr,
} from "./ir/index.ts";
export { type Optimized, type OptimizeOptions, optimize } from "./optimize.ts";
export { type Decoded, decode } from "./wasm/decode.ts";
export { type CodeRange, type EncodeOptions, encode, encodeWithRanges } from "./wasm/encode.ts";
export * from "./wasm/index-spaces.ts";
export * from "./wasm/instructions.ts";
export * from "./wasm/map-indices.ts";
export * from "./wasm/module.ts";
export * from "./wasm/positions.ts";
export * from "./wasm/types.ts";
export { type ValidateOptions, validate } from "./wasm/validate/module.ts";
export { isDefaultable, TypeRegistry, TypeTable } from "./wasm/validate/types.ts";
export * from "./wasm/wat.ts";
export * from "./wast/script.ts";
export type { NanPattern, WastPattern, WastValue } from "./wast/values.ts";
