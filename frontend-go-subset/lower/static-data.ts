// Static memory: addresses are given out while functions are lowered; what is written there becomes the module's data. Constant
// strings are shared. The heap begins behind the last address.
//
// Memory is given to areas in blocks: the program's packages have one, each package of the library has its own, and what the
// program mentions of the library before the library does has one too. The addresses in the library's code then mostly stay the
// same when the program changes, and so does its native code, which is cached.

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

/** What is found again within its areas: addresses by content. */
interface Known {
  readonly strings: Map<string, number>;
  readonly constants: Map<string, number>;
}

export interface Area {
  readonly group: "program" | "shared" | "library";
  readonly known: Known;
  readonly pieces: Piece[];
  /** The first free address of its block, and the one behind the block. */
  next: number;
  limit: number;
}

/** Bytes of the area for what is shared, and of a block. */
const sharedSize = 0x8000;
const blockSize = 0x1000;

export class StaticData {
  /** The first address, and the first behind all blocks. */
  readonly start: number;
  end: number;
  readonly program: Area;
  readonly shared: Area;
  /** What is reserved now is in this area. */
  area: Area;
  private readonly packages = new Map<string, Area>();
  private readonly knownOfLibrary = newKnown();

  /** `programSize`: bytes for the program's own area to begin with. */
  constructor(start: number, programSize: number) {
    this.start = start;
    this.end = start;
    // What every function mentions gets the small addresses, which are short in the module.
    this.area = this.library("runtime", blockSize);
    this.program = this.newArea("program", newKnown(), programSize);
    this.shared = this.newArea("shared", newKnown(), sharedSize);
  }

  /** The area of a package of the library. `size`: what it has to begin with, when it is new. */
  library(path: string, size = 0): Area {
    let area = this.packages.get(path);
    if (!area) {
      area = this.newArea("library", this.knownOfLibrary, size);
      this.packages.set(path, area);
    }
    return area;
  }

  private newArea(group: Area["group"], known: Known, size: number): Area {
    const next = this.end;
    this.end += size;
    return { group, known, pieces: [], next, limit: this.end };
  }

  /** What `make` reserves is in that area. */
  within<T>(area: Area, make: () => T): T {
    const before = this.area;
    this.area = area;
    try {
      return make();
    } finally {
      this.area = before;
    }
  }

  reserve(size: number, align = 4): Piece {
    const piece = new Piece(this.reserveZeroed(size, align), size);
    this.area.pieces.push(piece);
    return piece;
  }

  /** Zeroed memory that takes no room in the module. */
  reserveZeroed(size: number, align = 4): number {
    const { area } = this;
    let address = alignTo(area.next, align);
    if (address + size > area.limit) {
      address = alignTo(this.end, 16);
      area.limit = address + alignTo(size, blockSize);
      this.end = area.limit;
    }
    area.next = address + size;
    return address;
  }

  /** The address of the bytes of a constant string (one character per byte). */
  string(text: string): number {
    if (text.length === 0) return 0;
    const { strings } = this.area.known;
    let address = strings.get(text);
    if (address === undefined) {
      const piece = this.reserve(text.length, 1);
      for (let i = 0; i < text.length; i++) piece.bytes[i] = text.charCodeAt(i);
      address = piece.address;
      strings.set(text, address);
    }
    return address;
  }

  /** Read-only bytes, shared between equal ones. */
  constant(bytes: Uint8Array, align: number): number {
    const { constants } = this.area.known;
    const key = `${align}:${Buffer.from(bytes).toString("latin1")}`;
    let address = constants.get(key);
    if (address === undefined) {
      const piece = this.reserve(bytes.length, align);
      piece.bytes.set(bytes);
      address = piece.address;
      constants.set(key, address);
    }
    return address;
  }

  /** All data as segments, the library's first; zeroes at the ends of pieces and between them are left out. */
  finish(): IrData[] {
    const areas = [...this.packages.values(), this.shared, this.program];
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
    for (const piece of areas.flatMap((area) => area.pieces)) {
      let end = piece.bytes.length;
      const lastSlot = Math.max(0, ...piece.slots.map((s) => s.offset + 4));
      while (end > lastSlot && piece.bytes[end - 1] === 0) end--;
      if (end === 0) continue;
      const gap = run ? piece.address - (run.address + run.bytes.length) : 0;
      if (!run || gap < 0 || gap > 16 || run.bytes.length > 1 << 20) {
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
}

const newKnown = (): Known => ({ strings: new Map(), constants: new Map() });
