// The LLVM types and constants that translation uses, made once per compilation.
//
// Value representation: i32, i64, f32, f64 are themselves; v128 is <2 x i64>; a continuation reference is, with fat
// linearity, { i8*, i64 } (continuation, revision); every other reference is an i8* (null is 0).

import llvm from "llvm-bindings";
import type { Module, RefType, ValType } from "../../../wasmfx-backend/index.ts";

export type Value = llvm.Value;

export interface LlvmTypes {
  readonly context: llvm.LLVMContext;
  readonly i1: llvm.Type;
  readonly i8: llvm.Type;
  readonly i32: llvm.Type;
  readonly i64: llvm.Type;
  readonly f32: llvm.Type;
  readonly f64: llvm.Type;
  readonly v128: llvm.Type;
  readonly pointer: llvm.PointerType;
  readonly cont: llvm.StructType;
  readonly void: llvm.Type;
  /** What a landing pad gives: exception object, selector. */
  readonly landing: llvm.StructType;
}

/** `v128` comes from parsed text: llvm-bindings cannot make vector types. */
export function makeTypes(context: llvm.LLVMContext, v128: llvm.Type): LlvmTypes {
  const pointer = llvm.Type.getInt8PtrTy(context);
  const i64 = llvm.Type.getInt64Ty(context);
  const i32 = llvm.Type.getInt32Ty(context);
  return {
    context,
    i1: llvm.Type.getInt1Ty(context),
    i8: llvm.Type.getInt8Ty(context),
    i32,
    i64,
    f32: llvm.Type.getFloatTy(context),
    f64: llvm.Type.getDoubleTy(context),
    v128,
    pointer,
    cont: llvm.StructType.get(context, [pointer, i64]),
    void: llvm.Type.getVoidTy(context),
    landing: llvm.StructType.get(context, [pointer, i32]),
  };
}

/** True for references to continuations, which are fat. */
export function isContRef(module: Module, type: ValType): type is RefType {
  if (typeof type === "string") return false;
  const { heap } = type;
  return typeof heap === "number" ? module.types[heap].composite.kind === "cont" : heap === "cont" || heap === "nocont";
}

/** The shape of a value, which is all that code generation looks at. */
export type Shape = "i32" | "i64" | "f32" | "f64" | "v128" | "pointer" | "cont";

/** How references to continuations tell that they were used: see LINEARITY in weft_abi.h. */
export type Linearity = "fat" | "indirect" | "unchecked";

/** "cont" is the fat reference; the other representations are pointers. */
export const shapeOf = (plan: { readonly module: Module; readonly linearity: Linearity }, type: ValType): Shape =>
  typeof type === "string" ? type : plan.linearity === "fat" && isContRef(plan.module, type) ? "cont" : "pointer";

/** The LLVM spelling of a shape, for generated text. */
export const shapeText: Readonly<Record<Shape, string>> = {
  i32: "i32",
  i64: "i64",
  f32: "float",
  f64: "double",
  v128: "<2 x i64>",
  pointer: "i8*",
  cont: "{ i8*, i64 }",
};

export const shapeBytes: Readonly<Record<Shape, number>> = {
  i32: 4,
  i64: 8,
  f32: 4,
  f64: 8,
  v128: 16,
  pointer: 8,
  cont: 16,
};

/** A pointer to `type`. (Type.getPointerTo of the bindings fails on integer types.) */
export const pointerTo = (type: llvm.Type): llvm.PointerType => llvm.PointerType.get(type, 0);
