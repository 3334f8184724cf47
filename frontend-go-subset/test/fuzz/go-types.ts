// The types that generated programs use, by structure; `text` is how Go writes them.

import type { Random } from "./random.ts";

export type GoType =
  | { readonly kind: "int"; readonly text: string; readonly bits: number; readonly signed: boolean }
  | { readonly kind: "float"; readonly text: string; readonly bits: number }
  | { readonly kind: "complex"; readonly text: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "bool"; readonly text: string }
  | { readonly kind: "array"; readonly text: string; readonly length: number; readonly elem: GoType }
  | { readonly kind: "slice"; readonly text: string; readonly elem: GoType }
  | { readonly kind: "map"; readonly text: string; readonly key: GoType; readonly elem: GoType }
  | { readonly kind: "struct"; readonly text: string; readonly fields: readonly Field[] }
  | { readonly kind: "pointer"; readonly text: string; readonly elem: GoType }
  | { readonly kind: "interface"; readonly text: string; readonly members: readonly GoType[] };

export interface Field {
  readonly name: string;
  readonly type: GoType;
}

export type IntType = Extract<GoType, { kind: "int" }>;

const int = (text: string, bits: number, signed: boolean): IntType => ({ kind: "int", text, bits, signed });

export const intTypes: readonly IntType[] = [
  int("int", 64, true),
  int("int8", 8, true),
  int("int16", 16, true),
  int("int32", 32, true),
  int("int64", 64, true),
  int("uint", 64, false),
  int("uint8", 8, false),
  int("uint16", 16, false),
  int("uint32", 32, false),
  int("uint64", 64, false),
];
export const intType = intTypes[0];
export const float64: GoType = { kind: "float", text: "float64", bits: 64 };
export const float32: GoType = { kind: "float", text: "float32", bits: 32 };
export const complex128: GoType = { kind: "complex", text: "complex128" };
export const complex64: GoType = { kind: "complex", text: "complex64" };
export const stringType: GoType = { kind: "string", text: "string" };
export const boolType: GoType = { kind: "bool", text: "bool" };

export const basicTypes: readonly GoType[] = [
  ...intTypes,
  intType,
  intType,
  float64,
  float32,
  complex128,
  stringType,
  stringType,
  boolType,
];

export const arrayOf = (length: number, elem: GoType): GoType => ({
  kind: "array",
  text: `[${length}]${elem.text}`,
  length,
  elem,
});
export const sliceOf = (elem: GoType): GoType => ({ kind: "slice", text: `[]${elem.text}`, elem });
export const mapOf = (key: GoType, elem: GoType): GoType => ({
  kind: "map",
  text: `map[${key.text}]${elem.text}`,
  key,
  elem,
});
export const pointerTo = (elem: GoType): GoType => ({ kind: "pointer", text: `*${elem.text}`, elem });

/** No references inside: copying makes a value of its own. */
export function isPlain(type: GoType): boolean {
  switch (type.kind) {
    case "slice":
    case "map":
    case "pointer":
    case "interface":
      return false;
    case "array":
      return isPlain(type.elem);
    case "struct":
      return type.fields.every((f) => isPlain(f.type));
    default:
      return true;
  }
}

export function isComparable(type: GoType): boolean {
  switch (type.kind) {
    case "slice":
    case "map":
    case "interface":
      return false;
    case "array":
      return isComparable(type.elem);
    case "struct":
      return type.fields.every((f) => isComparable(f.type));
    default:
      return true;
  }
}

/** A constant of an int type, often one at a border. */
export function intLiteral(random: Random, type: IntType): string {
  const { bits, signed } = type;
  const max = signed ? 2n ** BigInt(bits - 1) - 1n : 2n ** BigInt(bits) - 1n;
  const min = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const value = random.weighted<() => bigint>([
    [6, () => BigInt(random.below(20))],
    [2, () => (signed ? -BigInt(random.below(20)) : BigInt(random.below(120)))],
    [2, () => max],
    [2, () => min],
    [2, () => max - BigInt(random.below(4))],
    [3, () => (signed ? BigInt.asIntN(bits, random.bits(bits)) : random.bits(bits))],
    [2, () => 1n << BigInt(random.below(bits - 1))],
  ])();
  return String(value);
}

export function floatLiteral(random: Random): string {
  return random.weighted<() => string>([
    [4, () => `${random.below(10)}.${random.below(100)}`],
    [2, () => String(random.between(-1000, 1000))],
    [2, () => `${random.below(9) + 1}.${random.below(1000)}e${random.between(-20, 20)}`],
    [1, () => random.pick(["0.1", "1e30", "-1e-30", "16777217", "0.3333333333333333", "1e-40"])],
    [1, () => `0x1.${random.below(4096).toString(16)}p${random.between(-30, 30)}`],
  ])();
}

export function stringLiteral(random: Random): string {
  const parts = ["a", "b", "xyz", "é", "世", "😀", "\\x00", "\\xff", "\\n", "Q", "0", "hello", "\\xe4\\xb8"];
  return `"${Array.from({ length: random.below(5) }, () => random.pick(parts)).join("")}"`;
}
