// Binary floats of 512 bits of precision on bigint: mant * 2**exp, round to nearest even. Used for the constants that are
// too large or too small to be kept as fractions, and for rounding constants to float64 and float32.

export interface BigFloat {
  readonly mant: bigint;
  readonly exp: number;
}

const precision = 512;

/** The number of bits of |x|. */
export function bitLength(x: bigint): number {
  const magnitude = x < 0n ? -x : x;
  if (magnitude < 0x1_0000_0000n) return magnitude === 0n ? 0 : 32 - Math.clz32(Number(magnitude));
  const hex = magnitude.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex[0], 16)) - 28);
}

/** Cuts mant to `bits` bits, round half to even; `sticky` says that the true value is a little larger in magnitude. */
function round(mant: bigint, exp: number, bits: number, sticky: boolean): BigFloat {
  const excess = bitLength(mant) - bits;
  if (excess <= 0) return { mant, exp };
  const negative = mant < 0n;
  const magnitude = negative ? -mant : mant;
  const cut = BigInt(excess);
  let kept = magnitude >> cut;
  const rest = magnitude - (kept << cut);
  const half = 1n << (cut - 1n);
  if (rest > half || (rest === half && (sticky || (kept & 1n) === 1n))) kept += 1n;
  return { mant: negative ? -kept : kept, exp: exp + excess };
}

export function bfFromInt(x: bigint): BigFloat {
  return round(x, 0, precision, false);
}

export function bfFromRat(num: bigint, den: bigint): BigFloat {
  if (den === 1n) return bfFromInt(num);
  const shift = Math.max(0, precision + 2 - (bitLength(num) - bitLength(den)));
  return quotient(num << BigInt(shift), den, -shift, precision);
}

function quotient(num: bigint, den: bigint, exp: number, bits: number): BigFloat {
  const negative = num < 0n !== den < 0n;
  const n = num < 0n ? -num : num;
  const d = den < 0n ? -den : den;
  const q = n / d;
  const rounded = round(q, exp, bits, n % d !== 0n);
  return negative ? { mant: -rounded.mant, exp: rounded.exp } : rounded;
}

export function bfNeg(x: BigFloat): BigFloat {
  return { mant: -x.mant, exp: x.exp };
}

export function bfAdd(x: BigFloat, y: BigFloat): BigFloat {
  if (x.mant === 0n) return y;
  if (y.mant === 0n) return x;
  const [hi, lo] = x.exp >= y.exp ? [x, y] : [y, x];
  const distance = hi.exp - lo.exp;
  // Far below the precision the smaller operand only nudges the rounding.
  if (distance > 3 * precision + bitLength(lo.mant)) {
    const wide = hi.mant << BigInt(2 * precision);
    return round(wide + (lo.mant < 0n ? -1n : 1n), hi.exp - 2 * precision, precision, false);
  }
  return round((hi.mant << BigInt(distance)) + lo.mant, lo.exp, precision, false);
}

export function bfMul(x: BigFloat, y: BigFloat): BigFloat {
  return round(x.mant * y.mant, x.exp + y.exp, precision, false);
}

/** y must not be zero. */
export function bfDiv(x: BigFloat, y: BigFloat): BigFloat {
  const shift = Math.max(0, precision + 2 - (bitLength(x.mant) - bitLength(y.mant)));
  return quotient(x.mant << BigInt(shift), y.mant, x.exp - y.exp - shift, precision);
}

export function bfCompare(x: BigFloat, y: BigFloat): number {
  const signs = Number(x.mant > 0n) - Number(x.mant < 0n) - (Number(y.mant > 0n) - Number(y.mant < 0n));
  if (signs !== 0) return Math.sign(signs);
  const sizeX = bitLength(x.mant) + x.exp;
  const sizeY = bitLength(y.mant) + y.exp;
  if (x.mant !== 0n && sizeX !== sizeY) return sizeX > sizeY === x.mant > 0n ? 1 : -1;
  const low = Math.min(x.exp, y.exp);
  const a = x.mant << BigInt(x.exp - low);
  const b = y.mant << BigInt(y.exp - low);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The integer it is, or undefined. The exponent must be reasonable. */
export function bfToInt(x: BigFloat): bigint | undefined {
  if (x.exp >= 0) return x.mant << BigInt(x.exp);
  const cut = BigInt(-x.exp);
  const whole = x.mant >> cut;
  return whole << cut === x.mant ? whole : undefined;
}

/** 10**n for n >= 0, rounded. */
export function bfPow10(n: number): BigFloat {
  let result: BigFloat = { mant: 1n, exp: 0 };
  let base: BigFloat = { mant: 10n, exp: 0 };
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = bfMul(result, base);
    base = bfMul(base, base);
  }
  return result;
}

/** num/den rounded once to `bits` bits with the smallest exponent minExp (denormals), as a double. */
export function ratToNumber(num: bigint, den: bigint, bits: number, minExp: number): number {
  if (num === 0n) return 0;
  const negative = num < 0n;
  const n = negative ? -num : num;
  // The exponent of the last kept bit.
  let lastBit = bitLength(n) - bitLength(den) - bits - 1;
  if (lastBit < minExp - 1) lastBit = minExp - 1;
  const scaledNum = lastBit < 0 ? n << BigInt(-lastBit) : n;
  const scaledDen = lastBit > 0 ? den << BigInt(lastBit) : den;
  const q = scaledNum / scaledDen;
  const sticky = scaledNum % scaledDen !== 0n;
  const kept = Math.min(bits, bitLength(q) - (minExp - lastBit));
  const rounded = kept > 0 ? round(q, lastBit, kept, sticky) : roundTiny(q, lastBit, minExp, sticky);
  const value = scale(Number(rounded.mant), rounded.exp);
  return negative ? -value : value;
}

/** Values below the smallest denormal: to it or to zero. */
function roundTiny(q: bigint, exp: number, minExp: number, sticky: boolean): BigFloat {
  const half = 1n << BigInt(minExp - exp - 1);
  return { mant: q > half || (q === half && sticky) ? 1n : 0n, exp: minExp };
}

export function bfToNumber(x: BigFloat, bits: number, minExp: number): number {
  if (x.mant === 0n) return 0;
  const magnitude = bitLength(x.mant) + x.exp;
  if (magnitude > 1100) return x.mant < 0n ? -Infinity : Infinity;
  if (magnitude < -1200) return x.mant < 0n ? -0 : 0;
  return x.exp >= 0
    ? ratToNumber(x.mant << BigInt(x.exp), 1n, bits, minExp)
    : ratToNumber(x.mant, 1n << BigInt(-x.exp), bits, minExp);
}

/** mantissa * 2**exp for a mantissa of at most 53 bits that needs no further rounding. */
function scale(mantissa: number, exp: number): number {
  if (exp > 1000) return mantissa * 2 ** 1000 * 2 ** (exp - 1000);
  if (exp < -1000) return mantissa * 2 ** -1000 * 2 ** (exp + 1000);
  return mantissa * 2 ** exp;
}
