// Constant values as text: for messages (short) and for printers.

import { toNumber, type Value } from "./constant.ts";

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
    case "float": {
      const n = toNumber(v);
      if (n !== 0 && Number.isFinite(n)) return shortFloat(n);
      return v.kind === "float" && v.mant !== 0n
        ? hugeFloat(v.mant, v.exp)
        : n === 0 && v.kind === "rat" && v.num !== 0n
          ? hugeRat(v.num, v.den)
          : shortFloat(n);
    }
    case "complex":
      return `(${valueString(v.re)} + ${valueString(v.im)}i)`;
  }
}

/** mant * 2**exp outside of the range of doubles, as "%.6ge%+d". */
function hugeFloat(mant: bigint, exp: number): string {
  const digits = mant.toString(2).replace("-", "");
  const lead = Number.parseInt(digits.slice(0, 53), 2);
  const log10 = (Math.log2(lead) + digits.length - Math.min(53, digits.length) + exp) * Math.LOG10E * Math.LN2;
  const power = Math.floor(log10);
  return `${mant < 0n ? "-" : ""}${shortFloat(10 ** (log10 - power))}e${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

function hugeRat(num: bigint, den: bigint): string {
  const log10 = (x: bigint): number => {
    const text = (x < 0n ? -x : x).toString();
    return Math.log10(Number(text.slice(0, 17))) + text.length - Math.min(17, text.length);
  };
  const total = log10(num) - log10(den);
  const power = Math.floor(total);
  return `${num < 0n ? "-" : ""}${shortFloat(10 ** (total - power))}e${power < 0 ? "-" : "+"}${Math.abs(power)}`;
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
