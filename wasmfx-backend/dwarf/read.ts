// DWARF sections of a module -> the position of each instruction. Reads what clang, rustc and weft write for WebAssembly:
// version 4 of the format (and 2 and 3, which differ little). Units of other versions are passed over.
//
// The sections are for people: whatever is wrong in them costs positions and nothing else.

import type { Pos } from "../../diagnostics/index.ts";
import type { CustomSection, Func } from "../wasm/module.ts";
import type { CodePos } from "../wasm/positions.ts";
import { Malformed, Reader } from "../wasm/reader.ts";
import { at, form, lne, lns, tag } from "./constants.ts";

export const isDebugSection = (name: string): boolean => name.startsWith(".debug_");

interface Row {
  readonly address: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Behind the last instruction of a sequence. */
  readonly isEnd?: true;
}

/** Code from low to high was inlined from `func`, called at `callSite` in the code around it. */
interface InlinedRange {
  readonly low: number;
  readonly high: number;
  readonly func: string;
  readonly callSite: Pos | undefined;
  readonly depth: number;
}

/**
 * Fills in Func.positions from the sections of a module. `start` is where the code section's payload begins in the file:
 * addresses count from there. Says what is wrong with the sections, if anything.
 */
export function readPositions(funcs: readonly Func[], sections: readonly CustomSection[], start: number): string[] {
  const problems: string[] = [];
  const reader = new DwarfReader(sections);
  try {
    reader.readUnits();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    problems.push(error.message);
  }
  // Where one sequence ends another may begin.
  const rows = reader.rows.sort((a, b) => a.address - b.address || Number(b.isEnd ?? 0) - Number(a.isEnd ?? 0));
  const inlined = reader.inlined.sort((a, b) => a.low - b.low || a.depth - b.depth);
  if (rows.length > 0) assign(funcs, rows, inlined, start);
  return problems;
}

/** Walks instructions, rows and inlined ranges side by side: all are in the order of addresses. */
function assign(funcs: readonly Func[], rows: readonly Row[], inlined: readonly InlinedRange[], start: number): void {
  let row = -1;
  let next = 0;
  let open: { readonly range: InlinedRange; readonly pos: CodePos["inlined"] }[] = [];
  for (const func of funcs) {
    const { offsets, body } = func;
    if (!offsets) continue;
    const first = offsets[0] - start;
    const end = offsets[body.length] - start;
    const positions: (CodePos | undefined)[] = [];
    let known = false;
    let made:
      | { readonly row: number; readonly inside: CodePos["inlined"]; readonly pos: CodePos | undefined }
      | undefined;
    for (let i = 0; i < body.length; i++) {
      const address = offsets[i] - start;
      while (row + 1 < rows.length && rows[row + 1].address <= address) row++;
      if (open.some(({ range }) => range.high <= address)) open = open.filter(({ range }) => range.high > address);
      for (; next < inlined.length && inlined[next].low <= address; next++) {
        const range = inlined[next];
        if (range.high <= address || range.low < first || range.high > end + 1) continue;
        const outer = open.at(-1)?.pos;
        const { callSite } = range;
        open.push({
          range,
          pos: { func: range.func, at: callSite && (outer ? { ...callSite, inlined: outer } : callSite) },
        });
      }
      const inside = open.at(-1)?.pos;
      if (!made || made.row !== row || made.inside !== inside) made = { row, inside, pos: posOf(rows[row], inside) };
      positions.push(made.pos);
      known ||= made.pos !== undefined;
    }
    open = [];
    if (known) func.positions = positions;
  }
}

function posOf(row: Row | undefined, inlined: CodePos["inlined"]): CodePos | undefined {
  if (!row || row.line === 0) return undefined;
  const { file, line, column } = row;
  return inlined ? { file, line, column, inlined } : { file, line, column };
}

interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: readonly (readonly [attribute: number, form: number])[];
}

/** The attributes of one entry that we use. */
interface Entry {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly values: ReadonlyMap<number, number | string>;
}

interface Unit {
  /** Offset of the unit in .debug_info. */
  readonly start: number;
  readonly end: number;
  readonly addressSize: number;
  readonly abbreviations: ReadonlyMap<number, Abbreviation>;
  low: number;
  files: readonly string[];
}

/** Nobody inlines deeper, and no module has more pieces. */
const maxDepth = 64;
const maxRanges = 1 << 22;
const maxText = 4096;

class DwarfReader {
  readonly rows: Row[] = [];
  readonly inlined: InlinedRange[] = [];
  private readonly sections: ReadonlyMap<string, Uint8Array>;
  // What many units or entries of a hostile file may share is read once.
  private readonly abbreviationTables = new Map<number, ReadonlyMap<number, Abbreviation>>();
  private readonly names = new Map<number, string | undefined>();
  private readonly linePrograms = new Set<number>();

  constructor(sections: readonly CustomSection[]) {
    this.sections = new Map(sections.map(({ name, bytes }) => [name, bytes]));
  }

  private reader(name: string, from = 0): Reader {
    const bytes = this.sections.get(name) ?? new Uint8Array();
    if (from > bytes.length) throw new Malformed(`an offset beyond the end of ${name}`, from);
    return new Reader(bytes, from, bytes.length);
  }

  readUnits(): void {
    const info = this.reader(".debug_info");
    while (info.remaining >= 11) {
      const start = info.pos;
      const length = info.fixed32();
      const end = Math.min(info.pos + length, info.end);
      const version = fixed16(info);
      if (version >= 2 && version <= 4) {
        const abbreviations = this.abbreviations(info.fixed32());
        const addressSize = info.u8();
        this.readUnit({ start, end, addressSize, abbreviations, low: 0, files: [] }, info);
      }
      info.pos = end;
    }
  }

  private abbreviations(from: number): ReadonlyMap<number, Abbreviation> {
    let found = this.abbreviationTables.get(from);
    if (!found) {
      found = this.readAbbreviations(from);
      this.abbreviationTables.set(from, found);
    }
    return found;
  }

  private readAbbreviations(from: number): Map<number, Abbreviation> {
    const r = this.reader(".debug_abbrev", from);
    const found = new Map<number, Abbreviation>();
    for (let code = uleb(r); code !== 0; code = uleb(r)) {
      const what = uleb(r);
      const hasChildren = r.u8() !== 0;
      const attributes: [number, number][] = [];
      for (;;) {
        const pair: [number, number] = [uleb(r), uleb(r)];
        if (pair[0] === 0 && pair[1] === 0) break;
        attributes.push(pair);
      }
      found.set(code, { tag: what, hasChildren, attributes });
    }
    return found;
  }

  private readUnit(unit: Unit, r: Reader): void {
    const root = this.entry(unit, r);
    if (!root || root.tag !== tag.compile_unit) return;
    const lines = root.values.get(at.stmt_list);
    unit.low = numberOf(root, at.low_pc) ?? 0;
    if (typeof lines === "number" && !this.linePrograms.has(lines)) {
      this.linePrograms.add(lines);
      unit.files = this.lines(lines, String(root.values.get(at.comp_dir) ?? ""));
    }
    if (root.hasChildren) this.children(unit, r);
  }

  /** All entries of a unit in order; `depth` counts the inlined subroutines around. */
  private children(unit: Unit, r: Reader): void {
    const depths = [0];
    while (depths.length > 0 && r.pos < unit.end) {
      const entry = this.entry(unit, r);
      if (!entry) {
        depths.pop();
        continue;
      }
      const depth = depths[depths.length - 1];
      const isInlined = entry.tag === tag.inlined_subroutine;
      if (isInlined && depth < maxDepth) this.addInlined(unit, entry, depth);
      if (entry.hasChildren) depths.push(isInlined ? depth + 1 : depth);
    }
  }

  private addInlined(unit: Unit, entry: Entry, depth: number): void {
    const origin = numberOf(entry, at.abstract_origin);
    if (origin === undefined) return;
    const offset = unit.start + origin;
    if (!this.names.has(offset)) this.names.set(offset, this.nameOf(unit, offset, 4));
    const func = this.names.get(offset);
    if (func === undefined) return;
    const line = numberOf(entry, at.call_line) ?? 0;
    const file = unit.files[numberOf(entry, at.call_file) ?? 0];
    const callSite =
      file === undefined || line === 0 ? undefined : { file, line, column: numberOf(entry, at.call_column) ?? 0 };
    for (const [low, high] of this.rangesOf(unit, entry)) this.inlined.push({ low, high, func, callSite, depth });
  }

  private rangesRead = 0;

  private rangesOf(unit: Unit, entry: Entry): [number, number][] {
    const low = numberOf(entry, at.low_pc);
    const high = numberOf(entry, at.high_pc);
    if (low !== undefined && high !== undefined) return low < high ? [[low, high]] : [];
    const from = numberOf(entry, at.ranges);
    if (from === undefined) return [];
    const r = this.reader(".debug_ranges", from);
    const found: [number, number][] = [];
    let base = unit.low;
    for (;;) {
      const pair: [number, number] = [r.fixed32(), r.fixed32()];
      if (pair[0] === 0 && pair[1] === 0) return found;
      if (pair[0] === 0xffffffff) base = pair[1];
      else if (pair[0] < pair[1]) found.push([base + pair[0], base + pair[1]]);
      if (++this.rangesRead > maxRanges) r.fail("too many ranges in .debug_ranges");
    }
  }

  /** The name of the subprogram at an offset of .debug_info, followed through at most `steps` references. */
  private nameOf(unit: Unit, offset: number, steps: number): string | undefined {
    if (steps === 0 || offset < unit.start || offset >= unit.end) return undefined;
    const entry = this.entry(unit, this.reader(".debug_info", offset));
    if (!entry) return undefined;
    const name = entry.values.get(at.name) ?? entry.values.get(at.linkage_name);
    if (typeof name === "string") return name;
    const next = numberOf(entry, at.specification) ?? numberOf(entry, at.abstract_origin);
    return next === undefined ? undefined : this.nameOf(unit, unit.start + next, steps - 1);
  }

  /** The entry at r; undefined for the end of a list of children. Makes high_pc an address. */
  private entry(unit: Unit, r: Reader): Entry | undefined {
    const code = uleb(r);
    if (code === 0) return undefined;
    const abbreviation = unit.abbreviations.get(code);
    if (!abbreviation) return r.fail("unknown abbreviation in .debug_info");
    const values = new Map<number, number | string>();
    for (const [attribute, how] of abbreviation.attributes) {
      const value = this.value(unit, r, how, attribute !== at.producer);
      if (value !== undefined) values.set(attribute, value);
      if (attribute === at.high_pc && how !== form.addr && typeof value === "number")
        values.set(attribute, value + Number(values.get(at.low_pc) ?? 0));
    }
    return { tag: abbreviation.tag, hasChildren: abbreviation.hasChildren, values };
  }

  private value(unit: Unit, r: Reader, how: number, isWanted: boolean): number | string | undefined {
    switch (how) {
      case form.addr:
        return unit.addressSize === 8 ? fixed64(r) : r.fixed32();
      case form.data1:
      case form.flag:
      case form.ref1:
        return r.u8();
      case form.data2:
      case form.ref2:
        return fixed16(r);
      case form.data4:
      case form.ref4:
      case form.ref_addr:
      case form.sec_offset:
        return r.fixed32();
      case form.data8:
      case form.ref8:
      case form.ref_sig8:
        return fixed64(r);
      case form.udata:
      case form.ref_udata:
        return uleb(r);
      case form.sdata:
        return sleb(r);
      case form.flag_present:
        return 1;
      case form.string:
        return cString(r);
      case form.strp: {
        const offset = r.fixed32();
        return isWanted ? cString(this.reader(".debug_str", offset)) : undefined;
      }
      case form.block1:
        return void r.take(r.u8());
      case form.block2:
        return void r.take(fixed16(r));
      case form.block4:
        return void r.take(r.fixed32());
      case form.block:
      case form.exprloc:
        return void r.take(uleb(r));
      default:
        return r.fail(`unknown form ${how} in .debug_info`);
    }
  }

  /** Runs the line number program at `from`; gives the names of its files, by number. */
  private lines(from: number, directory: string): string[] {
    const r = this.reader(".debug_line", from);
    const end = r.fixed32() + r.pos;
    if (end > r.end) r.fail("unexpected end of .debug_line");
    const version = fixed16(r);
    if (version < 2 || version > 4) return [];
    const program = r.fixed32() + r.pos;
    const minLength = r.u8();
    if (version === 4) r.u8();
    r.u8();
    const lineBase = (r.u8() << 24) >> 24;
    const lineRange = r.u8();
    const opcodeBase = r.u8();
    if (lineRange === 0) r.fail("malformed .debug_line");
    const operands = Array.from({ length: Math.max(0, opcodeBase - 1) }, () => r.u8());
    const directories = [directory];
    for (let name = cString(r); name !== ""; name = cString(r)) directories.push(joinPath(directory, name));
    const files: string[] = [""];
    for (let name = cString(r); name !== ""; name = cString(r)) {
      files.push(joinPath(directories[uleb(r)] ?? "", name));
      uleb(r);
      uleb(r);
    }
    r.pos = program;

    let now = { address: 0, file: 1, line: 1, column: 0 };
    let sequence: Row[] = [];
    const emit = (): void => {
      sequence.push({ address: now.address, file: files[now.file] ?? "", line: now.line, column: now.column });
    };
    while (r.pos < end) {
      const opcode = r.u8();
      if (opcode >= opcodeBase) {
        now.address += Math.floor((opcode - opcodeBase) / lineRange) * minLength;
        now.line += lineBase + ((opcode - opcodeBase) % lineRange);
        emit();
        continue;
      }
      switch (opcode) {
        case 0: {
          const size = uleb(r);
          const next = r.pos + size;
          const extended = r.u8();
          if (extended === lne.set_address) now.address = size === 9 ? fixed64(r) : r.fixed32();
          if (extended === lne.end_sequence) {
            // Code that the linker dropped has been moved to address 0 or to the end of all addresses.
            if (sequence.length > 0 && sequence[0].address > 0 && sequence[0].address < 0xfffffff0) {
              for (const row of sequence) this.rows.push(row);
              this.rows.push({ address: now.address, file: "", line: 0, column: 0, isEnd: true });
            }
            sequence = [];
            now = { address: 0, file: 1, line: 1, column: 0 };
          }
          r.pos = next;
          break;
        }
        case lns.copy:
          emit();
          break;
        case lns.advance_pc:
          now.address += uleb(r) * minLength;
          break;
        case lns.advance_line:
          now.line += sleb(r);
          break;
        case lns.set_file:
          now.file = uleb(r);
          break;
        case lns.set_column:
          now.column = uleb(r);
          break;
        case lns.const_add_pc:
          now.address += Math.floor((255 - opcodeBase) / lineRange) * minLength;
          break;
        case lns.fixed_advance_pc:
          now.address += fixed16(r);
          break;
        default:
          for (let n = operands[opcode - 1]; n > 0; n--) uleb(r);
      }
    }
    return files;
  }
}

const numberOf = (entry: Entry, attribute: number): number | undefined => {
  const value = entry.values.get(attribute);
  return typeof value === "number" ? value : undefined;
};

const fixed16 = (r: Reader): number => r.u8() | (r.u8() << 8);
const fixed64 = (r: Reader): number => r.fixed32() + r.fixed32() * 2 ** 32;

/** LEB128 of any length; what does not fit a number loses its precision, which no valid address does. */
function uleb(r: Reader): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = r.u8();
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
  }
}

function sleb(r: Reader): number {
  let value = 0;
  for (let scale = 1; ; ) {
    const byte = r.u8();
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) return byte & 0x40 ? value - scale : value;
  }
}

const utf8 = new TextDecoder();

function cString(r: Reader): string {
  const within = r.bytes.subarray(r.pos, Math.min(r.end, r.pos + maxText)).indexOf(0);
  if (within < 0) return r.fail("a text without an end");
  const end = r.pos + within;
  const text = utf8.decode(r.bytes.subarray(r.pos, end));
  r.pos = end + 1;
  return text;
}

/** `$` begins the names of weft's own library files; "??" stands for a file that a directive took the name of. */
const joinPath = (directory: string, name: string): string =>
  /^[/$]/.test(name) || name === "??" || directory === "" ? name : `${directory}/${name}`;
