// Random untyped constant expressions; Go computes them exactly.

import type { Random } from "./random.ts";

interface Constant {
  readonly text: string;
  readonly value: bigint;
}

/** An integer constant of at most 400 bits (Go guarantees 256, gc gives 512). */
export function constant(random: Random, depth: number): Constant {
  if (depth === 0 || random.chance(0.1)) {
    const value = random.chance(0.5) ? BigInt(random.below(1000)) : random.bits(random.between(8, 100));
    return { text: random.chance(0.3) ? `0x${value.toString(16)}` : String(value), value };
  }
  const x = constant(random, depth - 1);
  const y = constant(random, depth - 1);
  const n = BigInt(random.below(90));
  const made = random.pick<() => Constant>([
    () => ({ text: `(${x.text} + ${y.text})`, value: x.value + y.value }),
    () => ({ text: `(${x.text} - ${y.text})`, value: x.value - y.value }),
    () => ({ text: `(${x.text} * ${y.text})`, value: x.value * y.value }),
    () => (y.value === 0n ? x : { text: `(${x.text} / ${y.text})`, value: x.value / y.value }),
    () => (y.value === 0n ? x : { text: `(${x.text} % ${y.text})`, value: x.value % y.value }),
    () => ({ text: `(${x.text} & ${y.text})`, value: x.value & y.value }),
    () => ({ text: `(${x.text} | ${y.text})`, value: x.value | y.value }),
    () => ({ text: `(${x.text} ^ ${y.text})`, value: x.value ^ y.value }),
    () => ({ text: `(${x.text} &^ ${y.text})`, value: x.value & ~y.value }),
    () => ({ text: `(${x.text} << ${n})`, value: x.value << n }),
    () => ({ text: `(${x.text} >> ${n})`, value: x.value >> n }),
    () => ({ text: `(-${x.text})`, value: -x.value }),
    () => ({ text: `(^${x.text})`, value: ~x.value }),
  ])();
  return made.value.toString(2).length > 400 ? x : made;
}

/** A float constant. */
export function floatConstant(random: Random, depth: number): string {
  if (depth === 0)
    return `${random.below(100)}.${random.below(1000)}${random.chance(0.3) ? `e${random.between(-9, 9)}` : ""}`;
  const [x, y] = [floatConstant(random, depth - 1), floatConstant(random, depth - 1)];
  return random.chance(0.2)
    ? `(${x} / ${random.below(50)}.${random.below(9) + 1})`
    : `(${x} ${random.pick(["+", "-", "*"])} ${y})`;
}
