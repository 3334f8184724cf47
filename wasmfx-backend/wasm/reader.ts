// A cursor over wasm bytes: fixed bytes, LEB128 numbers, names. Every read is checked against `end`; what cannot be read
// raises Malformed, which decode() turns into a diagnostic: it never leaves this folder.

/** Raised by readers, with the specification's wording and a byte offset. */
export class Malformed extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.name = "Malformed";
    this.offset = offset;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class Reader {
  readonly bytes: Uint8Array;
  pos: number;
  /** One past the last byte that may be read; sections narrow it. */
  end: number;
  /** What running into `end` means: "unexpected end" in the file, "unexpected end of section or function" in a section. */
  endMessage = "unexpected end";

  constructor(bytes: Uint8Array, pos = 0, end = bytes.length) {
    this.bytes = bytes;
    this.pos = pos;
    this.end = end;
  }

  fail(message: string, offset = this.pos): never {
    throw new Malformed(message, offset);
  }

  get remaining(): number {
    return this.end - this.pos;
  }

  u8(): number {
    if (this.pos >= this.end) this.fail(this.endMessage);
    return this.bytes[this.pos++];
  }

  /** The next byte without taking it; -1 at the end. */
  peek(): number {
    return this.pos < this.end ? this.bytes[this.pos] : -1;
  }

  u32(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    let result = first & 0x7f;
    for (let shift = 7; ; shift += 7) {
      const byte = this.u8();
      if (shift === 28) {
        if (byte & 0x80) this.fail("integer representation too long", this.pos - 1);
        if (byte & 0x70) this.fail("integer too large", this.pos - 1);
        return result + byte * 0x10000000;
      }
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return result;
    }
  }

  s32(): number {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.u8();
      result |= (byte & 0x7f) << shift;
      if (shift === 28) {
        if (byte & 0x80) this.fail("integer representation too long", this.pos - 1);
        // Bits 3..6 of the last byte must repeat the sign.
        if ((byte & 0x78) !== 0 && (byte & 0x78) !== 0x78) this.fail("integer too large", this.pos - 1);
        return result;
      }
      if (byte < 0x80) return (result << (25 - shift)) >> (25 - shift);
    }
  }

  /** 33 bits signed, as heap types and block types are written. */
  s33(): number {
    let result = 0;
    let scale = 1;
    for (let i = 0; ; i++) {
      const byte = this.u8();
      result += (byte & 0x7f) * scale;
      scale *= 128;
      if (i === 4) {
        if (byte & 0x80) this.fail("integer representation too long", this.pos - 1);
        if ((byte & 0x70) !== 0 && (byte & 0x70) !== 0x70) this.fail("integer too large", this.pos - 1);
      }
      if (byte < 0x80) return byte & 0x40 ? result - scale : result;
    }
  }

  u64(): bigint {
    const first = this.peek();
    if (first >= 0 && first < 0x80) {
      this.pos++;
      return smallBigInts[first];
    }
    return this.wide(false);
  }

  s64(): bigint {
    return this.wide(true);
  }

  private wide(signed: boolean): bigint {
    // 28 bits at a time, so that most numbers need no big arithmetic at all.
    let low = 0;
    let high = 0;
    let top = 0;
    for (let i = 0; ; i++) {
      const byte = this.u8();
      if (i === 9) {
        if (byte & 0x80) this.fail("integer representation too long", this.pos - 1);
        if (signed ? byte !== 0 && byte !== 0x7f : byte > 1) this.fail("integer too large", this.pos - 1);
      }
      if (i < 4) low |= (byte & 0x7f) << (7 * i);
      else if (i < 8) high |= (byte & 0x7f) << (7 * (i - 4));
      else top |= (byte & 0x7f) << (7 * (i - 8));
      if (byte >= 0x80) continue;
      const bits = 7 * (i + 1);
      const negative = signed && (byte & 0x40) !== 0;
      if (i < 4) return BigInt(negative ? low - 2 ** bits : low);
      const value = (BigInt(top) << 56n) | (BigInt(high) << 28n) | BigInt(low);
      return negative ? BigInt.asIntN(64, value - (1n << BigInt(bits))) : value;
    }
  }

  /** Four bytes, little-endian, as an unsigned number. */
  fixed32(): number {
    const at = this.take(4);
    const b = this.bytes;
    return (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24)) >>> 0;
  }

  fixed64(): bigint {
    const low = this.fixed32();
    return (BigInt(this.fixed32()) << 32n) | BigInt(low);
  }

  /** Steps over `length` bytes and returns where they start. */
  take(length: number): number {
    if (length > this.end - this.pos) this.fail(this.endMessage, this.end);
    const start = this.pos;
    this.pos += length;
    return start;
  }

  /** A view of the next `length` bytes (not a copy). */
  view(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  /** The length of a vector whose elements take at least `elementSize` bytes each: no count can exceed what is there. */
  count(elementSize = 1): number {
    const at = this.pos;
    const n = this.u32();
    if (n * elementSize > this.end - this.pos) this.fail("length out of bounds", at);
    return n;
  }

  name(): string {
    const at = this.pos;
    const length = this.u32();
    if (length > this.end - this.pos) this.fail("length out of bounds", at);
    const start = this.pos;
    this.pos += length;
    try {
      return utf8.decode(this.bytes.subarray(start, this.pos));
    } catch {
      return this.fail("malformed UTF-8 encoding", start);
    }
  }
}

const smallBigInts: readonly bigint[] = Array.from({ length: 128 }, (_, i) => BigInt(i));
