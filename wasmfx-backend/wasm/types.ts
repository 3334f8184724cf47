// The types of WebAssembly as data: value types, heap types, composite types, limits.
// Spelling follows the core specification (3.0) and the stack-switching proposal.

/** Heap types that need no type section. */
export type AbstractHeapType =
  | "func"
  | "nofunc"
  | "extern"
  | "noextern"
  | "any"
  | "eq"
  | "i31"
  | "struct"
  | "array"
  | "none"
  | "exn"
  | "noexn"
  | "cont"
  | "nocont";

/** An abstract heap type or an index into Module.types. */
export type HeapType = AbstractHeapType | number;

export interface RefType {
  readonly kind: "ref";
  readonly nullable: boolean;
  readonly heap: HeapType;
}

export type NumType = "i32" | "i64" | "f32" | "f64";
export type ValType = NumType | "v128" | RefType;
export type PackedType = "i8" | "i16";
export type StorageType = ValType | PackedType;

export interface FieldType {
  readonly storage: StorageType;
  readonly mutable: boolean;
}

export interface FuncType {
  readonly kind: "func";
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}
export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly FieldType[];
}
export interface ArrayType {
  readonly kind: "array";
  readonly field: FieldType;
}
/** `(cont $ft)`: `func` is the index of a function type. */
export interface ContType {
  readonly kind: "cont";
  readonly func: number;
}
export type CompositeType = FuncType | StructType | ArrayType | ContType;

export interface SubType {
  readonly final: boolean;
  /** Indices of declared supertypes (at most one today). */
  readonly supers: readonly number[];
  readonly composite: CompositeType;
}

/** One recursion group: the types [start, start + length) of Module.types. Groups cover Module.types in order. */
export interface RecGroup {
  readonly start: number;
  readonly length: number;
}

/** Sizes in elements (tables) or pages (memories). `index` is the address type. */
export interface Limits {
  readonly min: bigint;
  readonly max?: bigint;
  readonly shared: boolean;
  readonly index: "i32" | "i64";
}

export interface TableType {
  readonly limits: Limits;
  readonly element: RefType;
}
export interface MemoryType {
  readonly limits: Limits;
}
export interface GlobalType {
  readonly type: ValType;
  readonly mutable: boolean;
}
/** `type` is the index of a function type; results are allowed (stack switching). */
export interface TagType {
  readonly type: number;
}

/** Block type: no result, one result, or the index of a function type. */
export type BlockType =
  | { readonly kind: "empty" }
  | { readonly kind: "value"; readonly type: ValType }
  | { readonly kind: "func"; readonly type: number };

export const refNull = (heap: HeapType): RefType => ({ kind: "ref", nullable: true, heap });
export const ref = (heap: HeapType): RefType => ({ kind: "ref", nullable: false, heap });
