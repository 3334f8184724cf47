// Type descriptors in static memory: what lib/internal/abi/type.go declares, byte for byte. A full descriptor is made when a
// type gets into an interface, is asserted to, or is needed by a map, a chan or reflection; objects on the heap only need a
// gc descriptor (the first 20 bytes), shared by all types with the same size and pointers.
//
// Methods: a full descriptor lists the methods that some interface type of the program names, and points to compiled code
// only for those that are called through an interface. Types whose values never get into an interface list none.

import { memoryTypes, ofSameSize } from "../types/header.ts";
import { signatureOf } from "../types/subst.ts";
import { typeSetOf } from "../types/type-set.ts";
import type { Func, Interface, Signature, Type } from "../types/types.ts";
import { underlying } from "../types/under.ts";
import { emptyInterface, Typ } from "../types/universe.ts";
import { alignTo, isDirectIface, layoutOf, sizeOf, structLayout, visitPointers } from "./layout.ts";
import { tableMethod } from "./method.ts";
import { type MethodEntry, methodSet } from "./method-set.ts";
import type { Program } from "./program.ts";
import type { Piece } from "./static-data.ts";
import { isExported, localName, qualifiedId, sortedMethods, typeKey, typeString } from "./type-key.ts";

/** Offsets in abi.Type. */
const at = {
  size: 0,
  ptrBytes: 4,
  hash: 8,
  flags: 12,
  align: 13,
  fieldAlign: 14,
  kind: 15,
  gcData: 16,
  str: 20,
  uncommon: 28,
  ptrToThis: 32,
};
const headSize = 36;
const gcHeadSize = 20;

const flag = { named: 1, direct: 2, comparable: 4, regular: 8 };

const basicKinds: Record<string, number> = {
  bool: 1,
  int: 2,
  int8: 3,
  int16: 4,
  int32: 5,
  int64: 6,
  uint: 7,
  uint8: 8,
  uint16: 9,
  uint32: 10,
  uint64: 11,
  uintptr: 12,
  float32: 13,
  float64: 14,
  complex64: 15,
  complex128: 16,
  string: 24,
  "unsafe.Pointer": 26,
  "untyped bool": 1,
  "untyped int": 2,
  "untyped rune": 5,
  "untyped float": 14,
  "untyped complex": 16,
  "untyped string": 24,
};
const kinds = { Array: 17, Chan: 18, Signature: 19, Interface: 20, Map: 21, Pointer: 22, Slice: 23, Struct: 25 };

interface MethodUse {
  readonly entry: MethodEntry;
  readonly key: string;
}

interface Described {
  readonly type: Type;
  readonly piece: Piece;
  readonly methods: readonly MethodUse[];
  /** Values of it may be in interfaces: then its methods count. */
  isLive: boolean;
}

/** What identifies an interface method: its name and its signature. */
export function methodKey(m: Func): string {
  return qualifiedId(m.name, m.pkg) + typeKey(signatureOf(m));
}

export class TypeTable {
  private readonly program: Program;
  private readonly full = new Map<string, Described>();
  private readonly gc = new Map<string, number>();
  private readonly itabs = new Map<string, { piece: Piece; iface: Interface; type: Type }>();
  /** Methods that some interface type in a descriptor has; keys. */
  private readonly named = new Set<string>();
  /** Methods called through an interface; keys. */
  private readonly called = new Set<string>();
  /** Reflection may ask for any exported method. */
  private keepsExported = false;
  /** Reflection may get from any type to the pointers to it. */
  private keepsPointers = false;
  /** Func types need Call and Make. */
  private keepsCalls = false;

  constructor(program: Program) {
    this.program = program;
  }

  /** A descriptor for the collector only: size and pointers. 0 when there are no pointers. */
  gcType(type: Type): number {
    if (!layoutOf(type).hasPointers) return 0;
    const words: number[] = [];
    visitPointers(type, 0, (offset) => words.push(offset >> 2));
    return this.gcWords(sizeOf(type), words);
  }

  /** The same for a closure or another object of the compiler's own: `words` are the indices of its pointers. */
  gcWords(size: number, words: readonly number[]): number {
    if (words.length === 0) return 0;
    const key = `${this.program.data.area.group}:${size}:${words.join(",")}`;
    let address = this.gc.get(key);
    if (address === undefined) {
      const piece = this.program.data.reserve(gcHeadSize);
      this.writeGc(piece, size, words);
      address = piece.address;
      this.gc.set(key, address);
    }
    return address;
  }

  private writeGc(piece: Piece, size: number, words: readonly number[]): void {
    piece.u32(at.size, size);
    if (words.length === 0) return;
    const count = words[words.length - 1] + 1;
    piece.u32(at.ptrBytes, count * 4);
    const bitmap = new Uint8Array(Math.ceil(count / 8));
    for (const w of words) bitmap[w >> 3] |= 1 << (w & 7);
    piece.u32(at.gcData, this.program.data.constant(bitmap, 1));
  }

  /** The address of the full descriptor of a type. */
  descriptor(type: Type): number {
    return this.describe(type).piece.address;
  }

  /** The same for a type of which values get into interfaces: its methods may be called. */
  liveDescriptor(type: Type): number {
    this.markLive(type);
    return this.descriptor(type);
  }

  private describe(type: Type): Described {
    let t = type;
    while (t.kind === "Alias") t = t.rhs!;
    const key = typeKey(t);
    return (
      this.full.get(key) ??
      this.program.data.within(this.program.areaOfName(typeString(t, true)), () => this.makeDescribed(t, key))
    );
  }

  private makeDescribed(t: Type, key: string): Described {
    const under = underlying(t);
    const d = {
      type: t,
      piece: this.program.data.reserve(this.sizeFor(under)),
      methods: this.methodsFor(t, under),
      isLive: false,
    };
    this.full.set(key, d);
    this.fill(d, under);
    // Reflection gets from a value to its address.
    if (t.kind === "Pointer" && this.full.get(typeKey(t.elem))?.isLive) this.markLive(t);
    return d;
  }

  /** Values of the type, and what reflection finds inside of them, may be in interfaces. */
  private markLive(type: Type): void {
    const d = this.describe(type);
    if (d.isLive) return;
    d.isLive = true;
    for (const m of d.methods) {
      if (this.wantsEntry(m)) this.prepareEntry(m);
      if (this.wantsCode(m)) this.prepareCode(d.type, m);
    }
    const pointer = this.full.get(`*${typeKey(d.type)}`);
    if (pointer) this.markLive(pointer.type);
    else if (this.keepsPointers) this.addPointer(d.type);
    const under = underlying(d.type);
    switch (under.kind) {
      case "Pointer":
      case "Slice":
      case "Array":
      case "Chan":
        this.markLive(under.elem);
        return;
      case "Map":
        this.markLive(under.key);
        this.markLive(under.elem);
        return;
      case "Struct":
        for (const f of under.fields) this.markLive(f.type);
        return;
      case "Signature":
        if (this.keepsCalls) this.markPassed(under);
        return;
      default:
    }
  }

  private live(): Described[] {
    return [...this.full.values()].filter((d) => d.isLive);
  }

  private sizeFor(under: Type): number {
    switch (under.kind) {
      case "Array":
        return headSize + 12;
      case "Chan":
        return headSize + 8;
      case "Signature":
        return headSize + 36;
      case "Interface":
        return headSize + 20;
      case "Map":
        return headSize + 20;
      case "Pointer":
      case "Slice":
        return headSize + 4;
      case "Struct":
        return headSize + 20;
      default:
        return headSize;
    }
  }

  private methodsFor(type: Type, under: Type): MethodUse[] {
    if (under.kind === "Interface" && type.kind !== "Pointer") return [];
    const canHave = type.kind === "Named" || type.kind === "Pointer" || under.kind === "Struct";
    if (!canHave) return [];
    return methodSet(type).map((entry) => ({ entry, key: methodKey(entry.method) }));
  }

  private wantsEntry(m: MethodUse): boolean {
    return this.named.has(m.key) || this.called.has(m.key) || (this.keepsExported && isExported(m.entry.method.name));
  }
  private wantsCode(m: MethodUse): boolean {
    return this.called.has(m.key) || (this.keepsExported && isExported(m.entry.method.name));
  }
  private prepareEntry(m: MethodUse): void {
    this.descriptor(withoutReceiver(signatureOf(m.entry.method)));
  }
  private prepareCode(type: Type, m: MethodUse): void {
    tableMethod(this.program, type, m.entry);
  }

  /** Some descriptor names this interface method: types that have it must list it. */
  private nameMethod(key: string): void {
    if (this.named.has(key)) return;
    this.named.add(key);
    for (const d of this.live()) for (const m of d.methods) if (m.key === key) this.prepareEntry(m);
  }

  /** An interface method is called somewhere: every type in an interface that has it must have its code. */
  callMethod(method: Func): void {
    const key = methodKey(method);
    if (this.called.has(key)) return;
    this.called.add(key);
    this.nameMethod(key);
    for (const d of this.live()) for (const m of d.methods) if (m.key === key) this.prepareCode(d.type, m);
  }

  /** Reflection by method name is used: keep all exported methods. */
  keepExportedMethods(): void {
    if (this.keepsExported) return;
    this.keepsExported = true;
    for (const d of this.live()) {
      for (const m of d.methods) {
        if (!isExported(m.entry.method.name)) continue;
        this.prepareEntry(m);
        this.prepareCode(d.type, m);
      }
    }
  }

  /** Reflection makes pointer types: those that have methods must be there. */
  keepPointers(): void {
    if (this.keepsPointers) return;
    this.keepsPointers = true;
    for (const d of this.live()) this.addPointer(d.type);
  }
  private addPointer(elem: Type): void {
    const type: Type = { kind: "Pointer", elem };
    if (elem.kind === "Named" && this.methodsFor(type, type).length > 0) this.markLive(type);
  }

  /** The address of the itab of a concrete type for an interface with methods. */
  itab(iface: Type, type: Type): number {
    const under = underlying(iface) as Interface;
    const key = `${typeKey(under)}/${typeKey(type)}`;
    let tab = this.itabs.get(key);
    if (!tab) {
      const methods = typeSetOf(under).methods;
      const piece = this.program.data.reserve(8 + 4 * methods.length);
      tab = { piece, iface: under, type };
      this.itabs.set(key, tab);
      piece.u32(0, this.descriptor(under));
      piece.u32(4, this.liveDescriptor(type));
    }
    return tab.piece.address;
  }

  private fill(d: Described, under: Type): void {
    const { piece, type } = d;
    const data = this.program.data;
    const layout = layoutOf(type);
    const words: number[] = [];
    visitPointers(type, 0, (offset) => words.push(offset >> 2));
    this.writeGc(piece, layout.size, words);
    const text = typeString(type);
    piece.u32(at.hash, hash(typeString(type, true)));
    const isNamed = type.kind === "Named" || type.kind === "Basic";
    const comparable = isComparable(type);
    piece.u8(
      at.flags,
      (isNamed ? flag.named : 0) |
        (isDirectIface(type) ? flag.direct : 0) |
        (comparable ? flag.comparable : 0) |
        (comparable && isRegularMemory(type) ? flag.regular : 0),
    );
    piece.u8(at.align, layout.align);
    piece.u8(at.fieldAlign, layout.align);
    piece.u8(
      at.kind,
      under.kind === "Basic" ? basicKinds[under.basic] : (kinds[under.kind as keyof typeof kinds] ?? 0),
    );
    this.writeString(piece, at.str, text);
    const h = headSize;
    switch (under.kind) {
      case "Array":
        piece.u32(h, this.descriptor(under.elem));
        piece.u32(h + 8, under.length);
        return;
      case "Chan":
        piece.u32(h, this.descriptor(under.elem));
        piece.u32(h + 4, { recv: 1, send: 2, both: 3 }[under.dir]);
        return;
      case "Pointer":
      case "Slice":
        piece.u32(h, this.descriptor(under.elem));
        return;
      case "Map": {
        const entry = mapEntry(under.key, under.elem);
        piece.u32(h, this.descriptor(under.key));
        piece.u32(h + 4, this.descriptor(under.elem));
        piece.u32(h + 8, this.descriptor(entry.type));
        piece.u32(h + 12, entry.keyOffset);
        piece.u32(h + 16, entry.elemOffset);
        return;
      }
      case "Signature": {
        this.writeSlice(piece, h, this.typeList(under.params.vars.map((v) => v.type)), under.params.vars.length);
        this.writeSlice(piece, h + 12, this.typeList(under.results.vars.map((v) => v.type)), under.results.vars.length);
        piece.u8(h + 24, under.variadic ? 1 : 0);
        return;
      }
      case "Interface": {
        const methods = sortedMethods(typeSetOf(under).methods);
        const owner = type.kind === "Named" ? type.obj.pkg?.path : methods.find((m) => !isExported(m.name))?.pkg?.path;
        this.writeString(piece, h, owner ?? "");
        const list = data.reserve(methods.length * 20);
        methods.forEach((m, i) => {
          this.writeString(list, i * 20, m.name);
          if (!isExported(m.name)) this.writeString(list, i * 20 + 8, m.pkg?.path ?? "");
          list.u32(i * 20 + 16, this.descriptor(withoutReceiver(signatureOf(m))));
          this.nameMethod(methodKey(m));
        });
        this.writeSlice(piece, h + 8, methods.length > 0 ? list.address : 0, methods.length);
        return;
      }
      case "Struct": {
        const pkg = under.fields.find((f) => !isExported(f.name))?.pkg?.path ?? "";
        this.writeString(piece, h, pkg);
        const size = 36;
        const list = data.reserve(under.fields.length * size);
        const types = memoryTypes(under).map(ofSameSize);
        under.fields.forEach((f, i) => {
          const o = i * size;
          this.writeString(list, o, f.name);
          if (!isExported(f.name)) this.writeString(list, o + 8, f.pkg?.path ?? "");
          list.u32(o + 16, this.descriptor(types[i]));
          this.writeString(list, o + 20, under.tags[i] ?? "", true);
          list.u32(o + 28, layout.offsets[i]);
          list.u8(o + 32, f.isEmbedded ? 1 : 0);
        });
        this.writeSlice(piece, h + 8, under.fields.length > 0 ? list.address : 0, under.fields.length);
        return;
      }
    }
  }

  private typeList(types: readonly Type[]): number {
    if (types.length === 0) return 0;
    const list = this.program.data.reserve(types.length * 4);
    types.forEach((t, i) => {
      list.u32(i * 4, this.descriptor(t));
    });
    return list.address;
  }

  private writeString(piece: Piece, offset: number, text: string, isBytes = false): void {
    const bytes = isBytes ? text : Buffer.from(text, "utf8").toString("latin1");
    piece.u32(offset, this.program.data.string(bytes));
    piece.u32(offset + 4, bytes.length);
  }
  private writeSlice(piece: Piece, offset: number, address: number, length: number): void {
    piece.u32(offset, address);
    piece.u32(offset + 4, length);
    piece.u32(offset + 8, length);
  }

  /** FuncType.Call and Make are used: every func type gets them. */
  keepCalls(): void {
    if (this.keepsCalls) return;
    this.keepsCalls = true;
    for (const d of this.live()) {
      const under = underlying(d.type);
      if (under.kind === "Signature") this.markPassed(under);
    }
  }
  /** Reflection gets the results of calls and the arguments of functions it makes; and it makes arguments of their types. */
  private markPassed(type: Signature): void {
    for (const v of [...type.params.vars, ...type.results.vars]) this.markLive(v.type);
  }
  get wantsCalls(): boolean {
    return this.keepsCalls;
  }
  funcTypes(): { type: Signature; piece: Piece }[] {
    return [...this.full.values()].flatMap((d) => {
      const under = underlying(d.type);
      return under.kind === "Signature" ? [{ type: under, piece: d.piece }] : [];
    });
  }

  /** Writes what is known only when all functions have been lowered: method tables, itabs, pointers-to. */
  finish(): void {
    for (const d of [...this.full.values()]) this.writeUncommon(d);
    for (const tab of this.itabs.values()) this.writeItab(tab);
    for (const d of this.full.values()) {
      const pointer = this.full.get(`*${typeKey(d.type)}`);
      if (pointer) d.piece.u32(at.ptrToThis, pointer.piece.address);
      const under = underlying(d.type);
      if (under.kind === "Array")
        d.piece.u32(headSize + 4, this.full.get(`[]${typeKey(under.elem)}`)?.piece.address ?? 0);
    }
  }

  private writeUncommon(d: Described): void {
    const methods = d.isLive ? d.methods.filter((m) => this.wantsEntry(m)) : [];
    const isDeclared = d.type.kind === "Named";
    if (methods.length === 0 && !isDeclared) return;
    const data = this.program.data;
    const uncommon = data.reserve(28);
    d.piece.u32(at.uncommon, uncommon.address);
    if (d.type.kind === "Named") {
      this.writeString(uncommon, 0, localName(d.type));
      this.writeString(uncommon, 8, d.type.obj.pkg?.path ?? "");
    }
    if (methods.length === 0) return;
    const order = sortedMethods(methods.map((m) => m.entry.method));
    const list = data.reserve(methods.length * 24);
    order.forEach((method, i) => {
      const use = methods.find((m) => m.entry.method === method)!;
      const o = i * 24;
      this.writeString(list, o, method.name);
      if (!isExported(method.name)) this.writeString(list, o + 8, method.pkg?.path ?? "");
      list.u32(o + 16, this.descriptor(withoutReceiver(signatureOf(method))));
      if (this.wantsCode(use)) list.slot(o + 20, tableMethod(this.program, d.type, use.entry));
    });
    this.writeSlice(uncommon, 16, list.address, methods.length);
  }

  private writeItab(tab: { piece: Piece; iface: Interface; type: Type }): void {
    const entries = methodSet(tab.type);
    sortedMethods(typeSetOf(tab.iface).methods).forEach((m, i) => {
      if (!this.called.has(methodKey(m))) return;
      const id = qualifiedId(m.name, m.pkg);
      const entry = entries.find((e) => qualifiedId(e.method.name, e.method.pkg) === id);
      if (entry) tab.piece.slot(8 + 4 * i, tableMethod(this.program, tab.type, entry));
    });
  }

  /** Some type whose values may be in interfaces, or within such, has an underlying type that satisfies the test. */
  hasLive(test: (under: Type) => boolean): boolean {
    return this.live().some((d) => test(underlying(d.type)));
  }

  /** The addresses of all full descriptors. */
  all(): number[] {
    return [...this.full.values()].map((d) => d.piece.address);
  }
}

/** The index of a method in the tables of an interface type. */
export function methodIndex(iface: Type, name: string, pkg: Func["pkg"]): number {
  const id = qualifiedId(name, pkg);
  return sortedMethods(typeSetOf(underlying(iface) as Interface).methods).findIndex(
    (m) => qualifiedId(m.name, m.pkg) === id,
  );
}

export function withoutReceiver(sig: Signature): Signature {
  return sig.recv ? { ...sig, recv: undefined } : sig;
}

/** struct {hash uint32; key K; elem E}: how a map keeps an entry. */
export function mapEntry(key: Type, elem: Type): { type: Type; keyOffset: number; elemOffset: number } {
  const types = [Typ.uint32, key, elem];
  const names = ["hash", "key", "elem"];
  const layout = structLayout(types);
  const fields = types.map((type, i) => ({
    kind: "Var" as const,
    name: names[i],
    pos: 0,
    pkg: undefined,
    parent: undefined,
    type,
    order: 0,
    role: "field" as const,
    isEmbedded: false,
    used: true,
    origin: undefined,
    owner: undefined,
    isCaptured: false,
    isAddressTaken: false,
    isReassigned: false,
  }));
  return { type: { kind: "Struct", fields, tags: [] }, keyOffset: layout.offsets[1], elemOffset: layout.offsets[2] };
}

export function isComparable(type: Type): boolean {
  const under = underlying(type);
  switch (under.kind) {
    case "Slice":
    case "Map":
    case "Signature":
      return false;
    case "Array":
      return isComparable(under.elem);
    case "Struct":
      return under.fields.every((f) => isComparable(f.type));
    default:
      return true;
  }
}

/** Equality of values is equality of their bytes. */
export function isRegularMemory(type: Type): boolean {
  const under = underlying(type);
  switch (under.kind) {
    case "Basic":
      return !/float|complex|string/.test(under.basic);
    case "Pointer":
    case "Chan":
      return true;
    case "Array":
      return isRegularMemory(under.elem);
    case "Struct": {
      const layout = layoutOf(type);
      let end = 0;
      for (let i = 0; i < under.fields.length; i++) {
        const f = under.fields[i];
        if (f.name === "_" || layout.offsets[i] !== end || !isRegularMemory(f.type)) return false;
        end += sizeOf(memoryTypes(under)[i]);
      }
      return end === alignTo(end, layout.align) && end === layout.size;
    }
    default:
      return false;
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of Buffer.from(text)) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}

export const anyType: Type = emptyInterface;
