// Script values <-> the 64-bit slots in which the native engine passes them (weft_abi.h, PAYLOADS).

import type { FuncType, Module, ValType, WastPattern, WastValue } from "../../wasmfx-backend/index.ts";

/** What a result is, beside its bits: the driver says for references of the `any` kind what they refer to. */
export interface Slots {
  readonly words: readonly bigint[];
  readonly classes: readonly string[];
}

/** Host references are (number << 3 | 2): neither null nor an i31 (bit 0) nor the address of an object. */
const hostWord = (value: number): bigint => (BigInt(value) << 3n) | 2n;

/** Slots of one argument of type `type`. */
export function toSlots(value: WastValue): bigint[] {
  switch (value.type) {
    case "i32":
      return [BigInt.asUintN(32, BigInt(value.value))];
    case "i64":
      return [BigInt.asUintN(64, value.value)];
    case "f32":
      return [BigInt.asUintN(32, BigInt(value.bits))];
    case "f64":
      return [BigInt.asUintN(64, value.bits)];
    case "v128": {
      const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16);
      return [view.getBigUint64(0, true), view.getBigUint64(8, true)];
    }
    case "null":
      return isContHeap(value.heap) ? [0n, 0n] : [0n];
    case "extern":
    case "host":
      return [hostWord(value.value)];
  }
}

const isContHeap = (heap: string | undefined): boolean => heap === "cont" || heap === "nocont";

/** How many slots a value of type `type` takes. */
export function slotsOf(module: Module, type: ValType): number {
  if (typeof type === "string") return type === "v128" ? 2 : 1;
  const kind = typeof type.heap === "number" ? module.types[type.heap].composite.kind : type.heap;
  return isContHeap(kind) ? 2 : 1;
}

/** Why the results are not what the script expects; undefined when they are. */
export function compareResults(
  module: Module,
  types: FuncType["results"],
  slots: Slots,
  expected: readonly WastPattern[],
): string | undefined {
  if (types.length !== expected.length) return `${types.length} results, expected ${expected.length}`;
  let at = 0;
  for (const [i, type] of types.entries()) {
    const width = slotsOf(module, type);
    const value = { type, words: slots.words.slice(at, at + width), refersTo: slots.classes[at] ?? "" };
    at += width;
    if (!matches(value, expected[i])) return `result ${i} is ${show(value)}, expected ${showPattern(expected[i])}`;
  }
  return undefined;
}

interface Result {
  readonly type: ValType;
  readonly words: readonly bigint[];
  /** For references: null, i31, host, struct, array, func, exn, cont. */
  readonly refersTo: string;
}

function matches({ type, words, refersTo }: Result, pattern: WastPattern): boolean {
  switch (pattern.type) {
    case "i32":
    case "i64":
    case "f32":
    case "f64":
      return type === pattern.type && words[0] === toSlots(pattern)[0];
    case "v128": {
      const [low, high] = toSlots(pattern);
      return type === "v128" && words[0] === low && words[1] === high;
    }
    case "f32_nan":
      return type === "f32" && isNan(words[0], 32, pattern.nan);
    case "f64_nan":
      return type === "f64" && isNan(words[0], 64, pattern.nan);
    case "v128_lanes": {
      const width = pattern.shape === "f32x4" ? 32 : 64;
      const all = words[0] | (words[1] << 64n);
      return (
        type === "v128" &&
        pattern.lanes.every((lane, i) => {
          const word = BigInt.asUintN(width, all >> BigInt(i * width));
          return matches({ type: width === 32 ? "f32" : "f64", words: [word], refersTo: "" }, lane);
        })
      );
    }
    case "null":
      return typeof type === "object" && refersTo === "null";
    case "extern":
    case "host":
      return typeof type === "object" && words[0] === hostWord(pattern.value);
    case "ref":
      return typeof type === "object" && refersTo !== "null" && isOfKind(refersTo, pattern.heap);
    case "either":
      return pattern.options.some((option) => matches({ type, words, refersTo }, option));
  }
}

/** Is a non-null reference to a `found` one to a `wanted`? */
function isOfKind(found: string, wanted: string | undefined): boolean {
  switch (wanted) {
    case undefined:
    case found:
      return true;
    case "any":
      return ["i31", "struct", "array", "host"].includes(found);
    case "eq":
      return ["i31", "struct", "array"].includes(found);
    case "extern":
      return ["host", "i31", "struct", "array"].includes(found);
    default:
      return false;
  }
}

function isNan(bits: bigint, width: 32 | 64, kind: "canonical" | "arithmetic"): boolean {
  const mantissa = width === 32 ? 23n : 52n;
  const exponent = width === 32 ? 0xffn : 0x7ffn;
  const payload = BigInt.asUintN(Number(mantissa), bits);
  const quiet = 1n << (mantissa - 1n);
  if (((bits >> mantissa) & exponent) !== exponent) return false;
  return kind === "canonical" ? payload === quiet : (payload & quiet) !== 0n;
}

const show = ({ type, words, refersTo }: Result): string =>
  `${typeof type === "string" ? type : refersTo || "reference"} ${words.map((w) => `0x${w.toString(16)}`).join(" ")}`;

const showPattern = (pattern: WastPattern): string =>
  JSON.stringify(pattern, (_, v) => (typeof v === "bigint" ? `0x${v.toString(16)}` : v));
