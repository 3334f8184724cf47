// Number literals of the text format -> values: integers that wrap, floats as raw bits, correctly rounded.

/** `-0x1_000` -> -4096n; undefined when it is no integer literal. */
export function parseInteger(text: string): bigint | undefined {
  const match = /^([+-]?)(0x[0-9a-f]+(?:_[0-9a-f]+)*|\d+(?:_\d+)*)$/i.exec(text);
  if (match === null) return undefined;
  const value = BigInt(match[2].replaceAll("_", ""));
  return match[1] === "-" ? -value : value;
}

export interface FloatFormat {
  /** Bits of the significand, the hidden one included. */
  readonly precision: number;
  /** Exponent of the largest finite numbers, as a power of two: 127 or 1023. */
  readonly maxExponent: number;
}

export const f32Format: FloatFormat = { precision: 24, maxExponent: 127 };
export const f64Format: FloatFormat = { precision: 53, maxExponent: 1023 };

const widthOf = (format: FloatFormat): number => (format === f32Format ? 32 : 64);

/** The bits of a float literal: decimal, hexadecimal, inf, nan, nan:0x...; undefined when it is none. */
export function parseFloatBits(text: string, format: FloatFormat): bigint | undefined {
  const sign = text.startsWith("-") ? 1n : 0n;
  const magnitude = magnitudeBits(text.replace(/^[+-]/, "").replaceAll("_", ""), format);
  return magnitude === undefined ? undefined : magnitude | (sign << BigInt(widthOf(format) - 1));
}

function magnitudeBits(text: string, format: FloatFormat): bigint | undefined {
  const fraction = BigInt(format.precision - 1);
  const infinity = BigInt(2 * format.maxExponent + 1) << fraction;
  if (text === "inf") return infinity;
  if (text === "nan") return infinity | (1n << (fraction - 1n));
  const payload = /^nan:(0x[0-9a-f]+)$/i.exec(text);
  if (payload) return infinity | BigInt(payload[1]);
  const hex = /^0x([0-9a-f]+)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i.exec(text);
  if (hex) {
    const digits = BigInt(`0x${hex[1]}${hex[2]}`);
    return round(digits, 1n, Number(hex[3] ?? 0) - 4 * hex[2].length, format);
  }
  const decimal = /^(\d+)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text);
  if (decimal === null) return undefined;
  const digits = BigInt(decimal[1] + decimal[2]);
  const exponent = Number(decimal[3] ?? 0) - decimal[2].length;
  return exponent >= 0
    ? round(digits * 10n ** BigInt(exponent), 1n, 0, format)
    : round(digits, 10n ** BigInt(-exponent), 0, format);
}

const bitLength = (value: bigint): number => value.toString(2).length;

/** The bits of numerator / denominator * 2^scale, rounded to nearest, ties to even. */
function round(numerator: bigint, denominator: bigint, scale: number, format: FloatFormat): bigint {
  if (numerator === 0n) return 0n;
  const minExponent = 1 - format.maxExponent;
  // First guess of the exponent of the leading bit; one too high at most.
  let exponent = bitLength(numerator) - bitLength(denominator) + scale;
  if (compareToPower(numerator, denominator, exponent - scale) < 0) exponent--;
  // The weight of the last bit that is kept.
  const unit = Math.max(exponent, minExponent) - (format.precision - 1);
  const shift = scale - unit;
  const [top, bottom] =
    shift >= 0 ? [numerator << BigInt(shift), denominator] : [numerator, denominator << BigInt(-shift)];
  let significand = top / bottom;
  const twice = 2n * (top % bottom);
  if (twice > bottom || (twice === bottom && significand % 2n === 1n)) significand++;
  // Adding, not or-ing, lets a carry out of the significand step to the next exponent, up to infinity.
  const biased = BigInt(Math.max(exponent, minExponent) + format.maxExponent);
  const hidden = 1n << BigInt(format.precision - 1);
  const bits = significand >= hidden ? ((biased - 1n) << BigInt(format.precision - 1)) + significand : significand;
  const infinity = BigInt(2 * format.maxExponent + 1) << BigInt(format.precision - 1);
  return bits > infinity ? infinity : bits;
}

/** Sign of numerator / denominator - 2^power. */
function compareToPower(numerator: bigint, denominator: bigint, power: number): number {
  const [left, right] =
    power >= 0 ? [numerator, denominator << BigInt(power)] : [numerator << BigInt(-power), denominator];
  return left < right ? -1 : left > right ? 1 : 0;
}
