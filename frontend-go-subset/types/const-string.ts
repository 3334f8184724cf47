// Constant values as text: for messages (short) and for printers.

import { bitLength } from "./big-float.ts";
import { type FloatValue, type RatValue, sign, toInt, toNumber, type Value } from "./constant.ts";

/** Like %.6g of Go. */
function shortFloat(x: number): string {
  if (x === 0) return "0";
  if (!Number.isFinite(x)) return x < 0 ? "-Inf" : "+Inf";
  const exponent = Math.floor(Math.log10(Math.abs(Number(x.toPrecision(6)))));
  if (exponent < -4 || exponent >= 6) {
    const [mantissa, e] = x.toExponential(5).split("e");
    const digits = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
    const power = Number(e);
    return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  const fixed = x.toPrecision(6);
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}

/** As gc shows a value in messages: strings quoted and cut at 72 characters, floats with six digits. */
export function valueString(v: Value): string {
  switch (v.kind) {
    case "unknown":
      return "unknown";
    case "bool":
      return String(v.value);
    case "string": {
      const quoted = quoteGo(v.value);
      const characters = [...quoted];
      return characters.length > 72 ? `${characters.slice(0, 69).join("")}...` : quoted;
    }
    case "int":
      return v.value.toString();
    case "rat":
    case "float":
      return realString(v);
    case "complex":
      return `(${valueString(v.re)} + ${valueString(v.im)}i)`;
  }
}

/** Six digits; more when they would make a fraction look like an integer. */
function realString(v: RatValue | FloatValue): string {
  const n = toNumber(v);
  if (Number.isFinite(n) && (n === 0) === (sign(v) === 0)) {
    const text = shortFloat(n);
    return !text.includes(".") && toInt(v).kind !== "int" ? goFloat(n) : text;
  }
  return hugeString(v);
}

/** The shortest digits that give the number back, as Go's %g. */
function goFloat(n: number): string {
  const [mantissa, e] = n.toExponential().split("e");
  const exponent = Number(e);
  if (exponent < -4 || exponent >= 21)
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return String(n);
}

/** Values outside of the range of doubles, as "%.6ge%+d". */
function hugeString(v: RatValue | FloatValue): string {
  // |v| = m * 2**exp with m in [0.5, 1).
  let mant: bigint;
  let exp = 0;
  if (v.kind === "float") {
    ({ mant, exp } = v);
  } else {
    const shift = Math.max(0, 64 - (bitLength(v.num) - bitLength(v.den)));
    mant = (v.num << BigInt(shift)) / v.den;
    exp = -shift;
  }
  const length = bitLength(mant);
  let m = Number(length > 60 ? mant >> BigInt(length - 60) : mant) / 2 ** Math.min(length, 60);
  const log10 = (exp + length) * Math.LOG10E * Math.LN2;
  let e = Math.trunc(log10);
  m *= 10 ** (log10 - e);
  const size = Math.abs(m);
  if (size < 1 - 0.5e-6) {
    m *= 10;
    e--;
  } else if (size >= 10) {
    m /= 10;
    e++;
  }
  return `${shortFloat(m)}e${e < 0 ? "-" : "+"}${Math.abs(e)}`;
}

const escapes: Record<string, string> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\u000b": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

/** A byte string as a Go string literal in double quotes. */
export function quoteGo(bytes: string): string {
  let out = '"';
  const buffer = Buffer.from(bytes, "latin1");
  const text = buffer.toString("utf8");
  const isValid = !text.includes("\ufffd") || Buffer.from(text, "utf8").equals(buffer);
  if (!isValid) {
    for (const c of bytes)
      out += escapes[c] ?? (c >= " " && c < "\u007f" ? c : `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
    return `${out}"`;
  }
  for (const c of text) {
    const code = c.codePointAt(0)!;
    if (escapes[c]) out += escapes[c];
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x7f || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(c)) out += c;
    else out += code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  }
  return `${out}"`;
}
