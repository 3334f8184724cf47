// A small seeded generator of pseudo-random numbers (xorshift128+ by S. Vigna), so that every finding can be repeated.

export class Random {
  #a: bigint;
  #b: bigint;

  constructor(seed: number) {
    this.#a = BigInt.asUintN(64, BigInt(seed) * 0x9e3779b97f4a7c15n + 0x1234567n);
    this.#b = BigInt.asUintN(64, this.#a * 0xbf58476d1ce4e5b9n + 0x94d049bb133111ebn) | 1n;
    for (let i = 0; i < 8; i++) this.bits();
  }

  /** 64 bits. */
  bits(): bigint {
    let x = this.#a;
    const y = this.#b;
    this.#a = y;
    x = BigInt.asUintN(64, x ^ (x << 23n));
    this.#b = x ^ y ^ (x >> 17n) ^ (y >> 26n);
    return BigInt.asUintN(64, this.#b + y);
  }
  /** An integer in [0, limit). */
  below(limit: number): number {
    return Number((this.bits() >> 11n) % BigInt(limit));
  }
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
  /** Some of the items, in order. */
  subset<T>(items: readonly T[]): T[] {
    return items.filter(() => this.chance(50));
  }
}
