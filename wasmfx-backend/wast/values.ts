// Arguments and expected results of script commands: `(i32.const 3)`, `(f32.const nan:canonical)`, `(ref.extern 1)`.

import { f32Format, f64Format, parseFloatBits, parseInteger } from "./numbers.ts";
import type { Node } from "./s-expression.ts";

export type WastValue =
  | { readonly type: "i32"; readonly value: number }
  | { readonly type: "i64"; readonly value: bigint }
  /** Raw bits. */
  | { readonly type: "f32"; readonly bits: number }
  | { readonly type: "f64"; readonly bits: bigint }
  | { readonly type: "v128"; readonly bytes: Uint8Array }
  /** `(ref.null heap?)`: without a heap type, any null. */
  | { readonly type: "null"; readonly heap?: string }
  /** `(ref.extern n)` or `(ref.host n)`: the host's object number n. */
  | { readonly type: "extern" | "host"; readonly value: number };

/** canonical: a NaN whose payload is the top bit alone, either sign. arithmetic: any NaN with the top bit set. */
export type NanPattern = "canonical" | "arithmetic";

export type WastPattern =
  | WastValue
  | { readonly type: "f32_nan" | "f64_nan"; readonly nan: NanPattern }
  | { readonly type: "v128_lanes"; readonly shape: "f32x4" | "f64x2"; readonly lanes: readonly WastPattern[] }
  /** `(ref.func)`, `(ref.struct)`, `(ref)` ...: any non-null reference of that kind. */
  | { readonly type: "ref"; readonly heap?: string }
  | { readonly type: "either"; readonly options: readonly WastPattern[] };

/** A constant, or undefined when `node` is none. */
export function parseArgument(node: Node): WastValue | undefined {
  const pattern = parsePattern(node);
  switch (pattern?.type) {
    case "f32_nan":
    case "f64_nan":
    case "v128_lanes":
    case "ref":
    case "either":
      return undefined;
    default:
      return pattern;
  }
}

/** A result pattern, or undefined when `node` is none. */
export function parsePattern(node: Node): WastPattern | undefined {
  if (node.kind !== "list") return undefined;
  const words = node.items.map((item) => (item.kind === "atom" ? item.text : ""));
  const [head, first] = words;
  switch (head) {
    case "i32.const":
    case "i64.const":
    case "f32.const":
    case "f64.const":
      return words.length === 2 ? parseNumber(head.slice(0, 3) as NumberType, first) : undefined;
    case "v128.const":
      return parseVector(first, words.slice(2));
    case "ref.null":
      return { type: "null", heap: first };
    case "ref.extern":
    case "ref.host": {
      const value = first === undefined ? undefined : parseInteger(first);
      if (value !== undefined) return { type: head === "ref.extern" ? "extern" : "host", value: Number(value) };
      return first === undefined ? { type: "ref", heap: head.slice(4) } : undefined;
    }
    case "ref":
      return { type: "ref" };
    case "either": {
      const options = node.items.slice(1).map(parsePattern);
      return options.every((o) => o !== undefined) ? { type: "either", options } : undefined;
    }
    default:
      return head?.startsWith("ref.") && words.length === 1 ? { type: "ref", heap: head.slice(4) } : undefined;
  }
}

type NumberType = "i32" | "i64" | "f32" | "f64";

function parseNumber(type: NumberType, text: string): WastPattern | undefined {
  if (type === "i32" || type === "i64") {
    const value = parseInteger(text);
    if (value === undefined) return undefined;
    return type === "i32"
      ? { type, value: Number(BigInt.asIntN(32, value)) }
      : { type, value: BigInt.asIntN(64, value) };
  }
  if (text === "nan:canonical" || text === "nan:arithmetic")
    return { type: `${type}_nan`, nan: text.slice(4) as NanPattern };
  const bits = parseFloatBits(text, type === "f32" ? f32Format : f64Format);
  if (bits === undefined) return undefined;
  return type === "f32" ? { type, bits: Number(bits) } : { type, bits };
}

const shapes: Readonly<Record<string, { lane: NumberType; bits: number }>> = {
  i8x16: { lane: "i32", bits: 8 },
  i16x8: { lane: "i32", bits: 16 },
  i32x4: { lane: "i32", bits: 32 },
  i64x2: { lane: "i64", bits: 64 },
  f32x4: { lane: "f32", bits: 32 },
  f64x2: { lane: "f64", bits: 64 },
};

function parseVector(shapeName: string, texts: readonly string[]): WastPattern | undefined {
  const shape = shapes[shapeName];
  if (shape === undefined || texts.length !== 128 / shape.bits) return undefined;
  const lanes = texts.map((text) => parseNumber(shape.lane, text));
  if (lanes.some((lane) => lane === undefined)) return undefined;
  if (lanes.some((lane) => lane!.type.endsWith("_nan"))) {
    return { type: "v128_lanes", shape: shapeName as "f32x4" | "f64x2", lanes: lanes as WastPattern[] };
  }
  // Lane 0 comes first, each lane little-endian.
  let all = 0n;
  lanes.forEach((lane, i) => {
    const value = lane as { value?: number | bigint; bits?: number | bigint };
    all |= BigInt.asUintN(shape.bits, BigInt((value.value ?? value.bits)!)) << BigInt(i * shape.bits);
  });
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 16; i++) bytes[i] = Number((all >> BigInt(8 * i)) & 0xffn);
  return { type: "v128", bytes };
}
