// Binary -> Module. The first malformed byte ends the work with one diagnostic; no input makes it throw, and what it
// allocates is bounded by the size of the input. A decoded module is well-formed, not yet valid: see validate().

import type { Diagnostic } from "../../diagnostics/index.ts";
import { isDebugSection, readPositions } from "../dwarf/read.ts";
import { type ExprContext, readExpr } from "./decode-expr.ts";
import { readNames } from "./decode-names.ts";
import {
  readGlobalType,
  readMemoryType,
  readRefType,
  readTableType,
  readTagType,
  readTypeSection,
  readValType,
} from "./decode-types.ts";
import { emptyModule } from "./index-spaces.ts";
import { localsPerByte, maxFuncLocals } from "./limits.ts";
import type { DataSegment, ElemSegment, Export, Expr, ExternKind, Func, Import, Module } from "./module.ts";
import { Malformed, Reader } from "./reader.ts";
import { ref, refNull, type ValType } from "./types.ts";

export interface Decoded {
  /** Absent when the binary is malformed. */
  readonly module?: Module;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a binary module; `file` is named in the diagnostics. Data segments and custom sections are views of `bytes`. */
export function decode(bytes: Uint8Array, file: string): Decoded {
  const decoder = new Decoder(bytes, file);
  try {
    decoder.readModule();
    return { module: decoder.module, diagnostics: decoder.warnings };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const func = decoder.func === undefined ? undefined : String(decoder.func);
    const binary = { file, offset: error.offset, func };
    return { diagnostics: [{ severity: "error", message: error.message, code: "MalformedWasm", binary }] };
  }
}

/** Section id -> its rank in the prescribed order. Custom sections (0) may stand anywhere. */
const sectionOrder: Readonly<Record<number, number>> = {
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  5: 5,
  13: 6,
  6: 7,
  7: 8,
  8: 9,
  9: 10,
  12: 11,
  10: 12,
  11: 13,
};

const externKinds: readonly ExternKind[] = ["func", "table", "memory", "global", "tag"];

/** Constant expressions stand before the data count section, so they do not need it. */
const constantContext: ExprContext = { lacksDataCount: false };

class Decoder {
  readonly module: Module = emptyModule();
  readonly warnings: Diagnostic[] = [];
  /** Index of the function whose body is being read. */
  func?: number;
  private readonly r: Reader;
  private readonly file: string;
  private readonly places = new WeakMap<object, number>();
  /** Types of the defined functions, from the function section. */
  private funcTypes: number[] = [];
  private dataCount?: number;
  private hasCode = false;
  /** Where the code section's payload begins. */
  private codeStart = 0;
  private hasData = false;
  /** Locals cost memory but hardly any bytes: what all functions together may still declare. */
  private localsLeft: number;
  /** Scratch for the offsets of one expression. */
  private offsets: number[] = [];

  constructor(bytes: Uint8Array, file: string) {
    this.r = new Reader(bytes);
    this.file = file;
    this.localsLeft = maxFuncLocals + localsPerByte * bytes.length;
    this.module.places = this.places;
  }

  readModule(): void {
    this.readHeader();
    let rank = 0;
    const { r } = this;
    while (r.remaining > 0) {
      const at = r.pos;
      const id = r.u8();
      if (id !== 0 && sectionOrder[id] === undefined) r.fail("malformed section id", at);
      const size = r.u32();
      if (size > r.remaining) r.fail("length out of bounds", at + 1);
      if (id !== 0) {
        if (sectionOrder[id] <= rank) r.fail("unexpected content after last section", at);
        rank = sectionOrder[id];
      }
      this.readSection(id, size);
    }
    this.readDebugSections();
    const counted = this.module.datas.length;
    if (this.funcTypes.length > 0 && !this.hasCode) r.fail("function and code section have inconsistent lengths");
    if (this.dataCount !== undefined && !this.hasData && this.dataCount !== counted) this.failDataCount(r.pos);
  }

  /** Source positions leave the custom sections and go to the functions. */
  private readDebugSections(): void {
    const { module } = this;
    if (!module.customs.some((c) => c.name === ".debug_line")) return;
    const problems = readPositions(module.funcs, module.customs, this.codeStart);
    module.customs = module.customs.filter((c) => !isDebugSection(c.name));
    for (const problem of problems) {
      const message = `the source positions are malformed (${problem}); some are left out`;
      this.warnings.push({
        severity: "warning",
        message,
        code: "MalformedDwarf",
        binary: { file: this.file, offset: 0 },
      });
    }
  }

  private readHeader(): void {
    const { r } = this;
    if (r.remaining < 4) r.fail("unexpected end", r.end);
    const magic = r.fixed32();
    if (magic !== 0x6d736100) r.fail("magic header not detected", 0);
    if (r.remaining < 4) r.fail("unexpected end", r.end);
    const version = r.fixed32();
    if (version === 0x1000d) r.fail("unknown binary version: this is a component, not a core module", 4);
    if (version !== 1) r.fail("unknown binary version", 4);
  }

  private readSection(id: number, size: number): void {
    const section = new Reader(this.r.bytes, this.r.pos, this.r.pos + size);
    section.endMessage = "unexpected end of section or function";
    this.readSectionBody(id, section);
    if (section.pos !== section.end) section.fail("section size mismatch");
    this.r.pos = section.end;
  }

  private readSectionBody(id: number, r: Reader): void {
    const { module } = this;
    switch (id) {
      case 0:
        this.readCustom(r);
        return;
      case 1: {
        const { types, recGroups } = readTypeSection(r, (type, offset) => this.places.set(type, offset));
        module.types = types;
        module.recGroups = recGroups;
        return;
      }
      case 2:
        module.imports = this.vector(r, () => this.readImport(r));
        return;
      case 3:
        this.funcTypes = Array.from({ length: r.count() }, () => r.u32());
        return;
      case 4:
        module.tables = this.vector(r, () => this.readTable(r));
        return;
      case 5:
        module.memories = this.vector(r, () => readMemoryType(r));
        return;
      case 13:
        module.tags = this.vector(r, () => readTagType(r));
        return;
      case 6:
        module.globals = this.vector(r, () => ({ type: readGlobalType(r), init: this.expr(r) }));
        return;
      case 7:
        module.exports = this.vector(r, () => this.readExport(r));
        return;
      case 8:
        module.start = r.u32();
        return;
      case 9:
        module.elems = this.vector(r, () => this.readElem(r));
        return;
      case 12:
        this.dataCount = r.u32();
        module.dataCount = true;
        return;
      case 10:
        this.hasCode = true;
        this.codeStart = r.pos;
        this.readCode(r);
        return;
      case 11: {
        this.hasData = true;
        const at = r.pos;
        module.datas = this.vector(r, () => this.readData(r));
        if (this.dataCount !== undefined && this.dataCount !== module.datas.length) this.failDataCount(at);
        return;
      }
    }
  }

  private failDataCount(at: number): never {
    return this.r.fail("data count and data section have inconsistent lengths", at);
  }

  /** A vector of objects whose places are remembered. */
  private vector<T extends object>(r: Reader, read: () => T): T[] {
    const items: T[] = [];
    for (let n = r.count(); n > 0; n--) {
      const at = r.pos;
      const item = read();
      this.places.set(item, at);
      items.push(item);
    }
    return items;
  }

  /** A constant expression. */
  private expr(r: Reader): Expr {
    const at = r.pos;
    this.offsets.length = 0;
    const expr = readExpr(r, constantContext, this.offsets);
    this.places.set(expr, at);
    return expr;
  }

  private readCustom(r: Reader): void {
    const name = r.name();
    if (name !== "name") {
      this.module.customs.push({ name, bytes: r.view(r.remaining) });
      return;
    }
    const at = r.pos;
    const { names, problem } = readNames(r);
    r.pos = r.end;
    this.module.names = names;
    if (problem === undefined) return;
    const message = `the name section is malformed (${problem}); some names are left out`;
    this.warnings.push({
      severity: "warning",
      message,
      code: "MalformedNames",
      binary: { file: this.file, offset: at },
    });
  }

  private readImport(r: Reader): Import {
    const module = r.name();
    const name = r.name();
    const at = r.pos;
    const kind = externKinds[r.u8()] ?? r.fail("malformed import kind", at);
    switch (kind) {
      case "func":
        return { module, name, desc: { kind, type: r.u32() } };
      case "table":
        return { module, name, desc: { kind, type: readTableType(r) } };
      case "memory":
        return { module, name, desc: { kind, type: readMemoryType(r) } };
      case "global":
        return { module, name, desc: { kind, type: readGlobalType(r) } };
      case "tag":
        return { module, name, desc: { kind, type: readTagType(r) } };
    }
  }

  private readExport(r: Reader): Export {
    const name = r.name();
    const at = r.pos;
    const kind = externKinds[r.u8()] ?? r.fail("malformed export kind", at);
    return { name, kind, index: r.u32() };
  }

  private readTable(r: Reader): Module["tables"][number] {
    if (r.peek() !== 0x40) return { type: readTableType(r) };
    r.pos++;
    if (r.u8() !== 0) r.fail("zero byte expected", r.pos - 1);
    const type = readTableType(r);
    return { type, init: this.expr(r) };
  }

  private readElem(r: Reader): ElemSegment {
    const at = r.pos;
    const flags = r.u32();
    if (flags > 7) r.fail("malformed elements segment kind", at);
    const mode = this.readElemMode(r, flags);
    // Bit 2: expressions rather than function indices. Forms 0 and 4 leave the type out.
    const usesExprs = (flags & 4) !== 0;
    let type = usesExprs ? refNull("func") : ref("func");
    if ((flags & 3) !== 0) {
      if (usesExprs) type = readRefType(r);
      else if (r.u8() !== 0) r.fail("malformed element kind", r.pos - 1);
    }
    const init: Expr[] = [];
    for (let n = r.count(usesExprs ? 2 : 1); n > 0; n--) {
      if (usesExprs) init.push(this.expr(r));
      else init.push([{ op: "ref.func", func: r.u32() }]);
    }
    return { type, init, mode };
  }

  private readElemMode(r: Reader, flags: number): ElemSegment["mode"] {
    if (flags & 1) return { kind: flags & 2 ? "declarative" : "passive" };
    const table = flags & 2 ? r.u32() : 0;
    return { kind: "active", table, offset: this.expr(r) };
  }

  private readData(r: Reader): DataSegment {
    const at = r.pos;
    const flags = r.u32();
    if (flags > 2) r.fail("malformed data segment kind", at);
    let mode: DataSegment["mode"] = { kind: "passive" };
    if (flags !== 1) {
      const memory = flags === 2 ? r.u32() : 0;
      mode = { kind: "active", memory, offset: this.expr(r) };
    }
    const lengthAt = r.pos;
    const length = r.u32();
    if (length > r.remaining) r.fail("length out of bounds", lengthAt);
    return { mode, bytes: r.view(length) };
  }

  private readCode(r: Reader): void {
    const at = r.pos;
    const count = r.count(2);
    if (count !== this.funcTypes.length) r.fail("function and code section have inconsistent lengths", at);
    const imported = this.module.imports.filter((i) => i.desc.kind === "func").length;
    const body = new Reader(r.bytes);
    body.endMessage = "unexpected end of section or function";
    for (let i = 0; i < count; i++) {
      this.func = imported + i;
      const sizeAt = r.pos;
      const size = r.u32();
      if (size > r.remaining) r.fail("length out of bounds", sizeAt);
      body.pos = r.pos;
      body.end = r.pos + size;
      this.module.funcs.push(this.readFunc(body, this.funcTypes[i]));
      if (body.pos !== body.end) body.fail("END opcode expected");
      r.pos = body.end;
    }
    this.func = undefined;
  }

  private readFunc(r: Reader, type: number): Func {
    const locals: ValType[] = [];
    for (let n = r.count(2); n > 0; n--) {
      const at = r.pos;
      const repeat = r.u32();
      const local = readValType(r);
      this.localsLeft -= repeat;
      if (locals.length + repeat > maxFuncLocals || this.localsLeft < 0) r.fail("too many locals", at);
      for (let i = 0; i < repeat; i++) locals.push(local);
    }
    this.offsets.length = 0;
    const body = readExpr(r, { lacksDataCount: this.dataCount === undefined }, this.offsets);
    return { type, locals, body, offsets: Uint32Array.from(this.offsets) };
  }
}
