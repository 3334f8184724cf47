// The values of literals as written.

import {
  fromBinary,
  fromDecimal,
  makeComplex,
  makeInt,
  makeString,
  type RealValue,
  unknown,
  type Value,
} from "./constant.ts";

export function literalValue(kind: "int" | "float" | "imag" | "char" | "string", text: string): Value {
  switch (kind) {
    case "int":
      return intValue(text);
    case "float":
      return floatValue(text);
    case "imag": {
      const digits = text.slice(0, -1);
      // For compatibility an imaginary literal of decimal digits is decimal even with a leading 0.
      const im = /^[0-9_]+$/.test(digits) ? makeInt(BigInt(digits.replaceAll("_", ""))) : numberValue(digits);
      return im.kind === "unknown" ? unknown : makeComplex(makeInt(0), im as RealValue);
    }
    case "char":
      return makeInt(runeValue(text));
    case "string":
      return makeString(unquote(text));
  }
}

function numberValue(text: string): Value {
  return /^0[xXbBoO]/.test(text) && !/[pP.]/.test(text) ? intValue(text) : floatValue(text);
}

function intValue(text: string): Value {
  const digits = text.replaceAll("_", "");
  return makeInt(BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits));
}

function floatValue(text: string): RealValue | typeof unknown {
  const digits = text.replaceAll("_", "");
  if (/^0[xX]/.test(digits)) {
    const [mantissa, exponent] = digits.slice(2).split(/[pP]/);
    const [whole, fraction = ""] = mantissa.split(".");
    return fromBinary(BigInt(`0x0${whole}${fraction}`), Number(exponent ?? 0) - 4 * fraction.length);
  }
  const [mantissa, exponent] = digits.split(/[eE]/);
  const [whole, fraction = ""] = mantissa.split(".");
  return fromDecimal(BigInt(`${whole}${fraction}` || "0"), Number(exponent ?? 0) - fraction.length);
}

function runeValue(text: string): number {
  const inner = text.slice(1, -1);
  if (inner[0] !== "\\") return inner.codePointAt(0) ?? 0;
  return escapeValue(inner, 1).value;
}

const simpleEscapes: Record<string, number> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  "'": 39,
  '"': 34,
};

/** The escape whose letter stands at `at`. isRune: it names a code point, not a byte. */
function escapeValue(text: string, at: number): { value: number; next: number; isRune: boolean } {
  const letter = text[at];
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { value: simple, next: at + 1, isRune: true };
  if (letter === "x") return { value: Number.parseInt(text.slice(at + 1, at + 3), 16), next: at + 3, isRune: false };
  if (letter === "u") return { value: Number.parseInt(text.slice(at + 1, at + 5), 16), next: at + 5, isRune: true };
  if (letter === "U") return { value: Number.parseInt(text.slice(at + 1, at + 9), 16), next: at + 9, isRune: true };
  return { value: Number.parseInt(text.slice(at, at + 3), 8), next: at + 3, isRune: false };
}

/** The bytes a string literal stands for. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal[0] === "`") return utf8Bytes(inner.replaceAll("\r", ""));
  if (!inner.includes("\\")) return utf8Bytes(inner);
  let out = "";
  let start = 0;
  for (let at = inner.indexOf("\\"); at >= 0; at = inner.indexOf("\\", start)) {
    out += utf8Bytes(inner.slice(start, at));
    const { value, next, isRune } = escapeValue(inner, at + 1);
    out += isRune ? utf8Bytes(String.fromCodePoint(value)) : String.fromCharCode(value);
    start = next;
  }
  return out + utf8Bytes(inner.slice(start));
}

/** Text as a byte string. */
export function utf8Bytes(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return Buffer.from(text, "utf8").toString("latin1");
  }
  return text;
}
