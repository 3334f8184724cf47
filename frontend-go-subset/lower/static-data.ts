// Static memory: addresses are given out from dataBase upward while functions are lowered; what is written there becomes
// the module's data. Constant strings are shared. The heap begins behind the last address.

import type { IrData } from "../../wasmfx-backend/index.ts";
import { alignTo } from "./layout.ts";

/** A piece of static memory under construction. */
export class Piece {
  readonly address: number;
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  readonly slots: { offset: number; func: string }[] = [];

  constructor(address: number, size: number) {
    this.address = address;
    this.bytes = new Uint8Array(size);
    this.view = new DataView(this.bytes.buffer);
  }

  u8(offset: number, value: number): void {
    this.view.setUint8(offset, value & 0xff);
  }
  u16(offset: number, value: number): void {
    this.view.setUint16(offset, value & 0xffff, true);
  }
  u32(offset: number, value: number): void {
    this.view.setUint32(offset, value >>> 0, true);
  }
  u64(offset: number, value: bigint): void {
    this.view.setBigUint64(offset, BigInt.asUintN(64, value), true);
  }
  f32(offset: number, value: number): void {
    this.view.setFloat32(offset, value, true);
  }
  f64(offset: number, value: number): void {
    this.view.setFloat64(offset, value, true);
  }
  /** The i32 at offset becomes the table slot of a function. */
  slot(offset: number, func: string): void {
    this.slots.push({ offset, func });
  }
}

export class StaticData {
  private readonly base: number;
  private next: number;
  private readonly pieces: Piece[] = [];
  private readonly strings = new Map<string, number>();
  private readonly shared = new Map<string, number>();

  constructor(base: number) {
    this.base = base;
    this.next = base;
  }

  reserve(size: number, align = 4): Piece {
    this.next = alignTo(this.next, align);
    const piece = new Piece(this.next, size);
    this.next += size;
    this.pieces.push(piece);
    return piece;
  }

  /** Zeroed memory that takes no room in the module. */
  reserveZeroed(size: number, align = 4): number {
    this.next = alignTo(this.next, align);
    const address = this.next;
    this.next += size;
    return address;
  }

  /** The address of the bytes of a constant string (one character per byte). */
  string(text: string): number {
    if (text.length === 0) return 0;
    let address = this.strings.get(text);
    if (address === undefined) {
      const piece = this.reserve(text.length, 1);
      for (let i = 0; i < text.length; i++) piece.bytes[i] = text.charCodeAt(i);
      address = piece.address;
      this.strings.set(text, address);
    }
    return address;
  }

  /** Read-only bytes, shared between equal ones. */
  constant(bytes: Uint8Array, align: number): number {
    const key = `${align}:${Buffer.from(bytes).toString("latin1")}`;
    let address = this.shared.get(key);
    if (address === undefined) {
      const piece = this.reserve(bytes.length, align);
      piece.bytes.set(bytes);
      address = piece.address;
      this.shared.set(key, address);
    }
    return address;
  }

  /** The first address behind everything given out so far. */
  get end(): number {
    return this.next;
  }

  /** All data as segments; zeroes at the ends of pieces and between them are left out. */
  finish(): IrData[] {
    const data: IrData[] = [];
    let run: { address: number; bytes: number[]; slots: { offset: number; func: string }[] } | undefined;
    const flush = () => {
      if (run)
        data.push({
          address: run.address,
          bytes: Uint8Array.from(run.bytes),
          ...(run.slots.length > 0 ? { slots: run.slots } : {}),
        });
      run = undefined;
    };
    for (const piece of this.pieces) {
      let end = piece.bytes.length;
      const lastSlot = Math.max(0, ...piece.slots.map((s) => s.offset + 4));
      while (end > lastSlot && piece.bytes[end - 1] === 0) end--;
      if (end === 0) continue;
      const gap = run ? piece.address - (run.address + run.bytes.length) : 0;
      if (!run || gap > 16 || run.bytes.length > 1 << 20) {
        flush();
        run = { address: piece.address, bytes: [], slots: [] };
      } else {
        for (let i = 0; i < gap; i++) run.bytes.push(0);
      }
      const shift = piece.address - run!.address;
      for (const s of piece.slots) run!.slots.push({ offset: shift + s.offset, func: s.func });
      for (let i = 0; i < end; i++) run!.bytes.push(piece.bytes[i]);
    }
    flush();
    return data;
  }

  get start(): number {
    return this.base;
  }
}
