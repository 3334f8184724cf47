// Positions of instructions -> the DWARF sections that debuggers, profilers and V8's tools read: one compile unit with a
// line table, a subprogram for each function that has positions, and inlined subroutines in it.
//
// Addresses are offsets in the payload of the code section, as the tool conventions for WebAssembly have it.

import type { CustomSection } from "../wasm/module.ts";
import type { CodePos, Positions } from "../wasm/positions.ts";
import { Writer } from "../wasm/writer.ts";
import { at, form, lineBase, lineRange, lne, lns, operandCounts, tag } from "./constants.ts";

export interface FunctionLines {
  readonly name: string;
  /** The function's bytes, local declarations included: [start, end). */
  readonly start: number;
  readonly end: number;
  /** Where each instruction of the body begins. */
  readonly offsets: readonly number[];
  readonly positions: Positions;
}

export interface DwarfOptions {
  /** What relative file names are relative to. */
  readonly directory?: string;
}

/** The sections, or none when there is nothing to say. */
export function writeDwarf(funcs: readonly FunctionLines[], options: DwarfOptions = {}): CustomSection[] {
  if (funcs.length === 0) return [];
  const strings = new Strings();
  const files = new FileTable();
  for (const { positions } of funcs) for (const pos of positions) if (pos) files.number(pos.file);
  const info = new Writer(1 << 12);
  new UnitWriter(info, strings, files).write(funcs, options.directory ?? "");
  // After the unit, whose call sites may name further files.
  const line = lineProgram(funcs, files);
  return [
    { name: ".debug_abbrev", bytes: abbreviations() },
    { name: ".debug_info", bytes: info.bytes().slice() },
    { name: ".debug_line", bytes: line },
    { name: ".debug_str", bytes: strings.bytes() },
  ];
}

/** .debug_str: each text once. */
class Strings {
  private readonly out = new Writer(1 << 12);
  private readonly offsets = new Map<string, number>();

  offset(text: string): number {
    let found = this.offsets.get(text);
    if (found === undefined) {
      found = this.out.length;
      this.offsets.set(text, found);
      cString(this.out, text);
    }
    return found;
  }

  bytes(): Uint8Array {
    return this.out.bytes().slice();
  }
}

function cString(out: Writer, text: string): void {
  out.raw(Buffer.from(text.replaceAll("\0", ""), "utf8"));
  out.u8(0);
}

/** File names by their numbers in the line table, from 1. */
class FileTable {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  number(file: string): number {
    let found = this.numbers.get(file);
    if (found === undefined) {
      found = this.names.push(file);
      this.numbers.set(file, found);
    }
    return found;
  }
}

// ---- lines

function lineProgram(funcs: readonly FunctionLines[], files: FileTable): Uint8Array {
  const program = new Writer(1 << 12);
  for (const func of funcs) sequence(program, func, files);

  const header = new Writer(256);
  header.u8(1); // minimum_instruction_length
  header.u8(1); // maximum_operations_per_instruction
  header.u8(1); // default_is_stmt
  header.u8(lineBase & 0xff);
  header.u8(lineRange);
  header.u8(lns.first_special);
  for (const count of operandCounts) header.u8(count);
  header.u8(0); // no include directories
  for (const name of files.names) {
    cString(header, name);
    for (const unknown of [0, 0, 0]) header.u32(unknown); // directory, time, size
  }
  header.u8(0);

  const out = new Writer(program.length + header.length + 16);
  out.fixed32(2 + 4 + header.length + program.length);
  out.u8(4);
  out.u8(0);
  out.fixed32(header.length);
  out.raw(header.bytes());
  out.raw(program.bytes());
  return out.bytes().slice();
}

/** The rows of one function. Code without a position has line 0. */
function sequence(out: Writer, { start, end, offsets, positions }: FunctionLines, files: FileTable): void {
  extended(out, lne.set_address, 4);
  out.fixed32(start);
  const now = { address: start, file: 1, line: 1, column: 0 };
  let last: CodePos | undefined | null = null;
  for (let i = 0; i < offsets.length; i++) {
    const pos = positions[i];
    if (last !== null && isSameLine(pos, last)) continue;
    last = pos;
    const file = pos ? files.number(pos.file) : now.file;
    const column = pos?.column ?? 0;
    if (file !== now.file) {
      out.u8(lns.set_file);
      out.u32(file);
      now.file = file;
    }
    if (column !== now.column) {
      out.u8(lns.set_column);
      out.u32(column);
      now.column = column;
    }
    const line = pos?.line ?? 0;
    row(out, offsets[i] - now.address, line - now.line);
    now.address = offsets[i];
    now.line = line;
  }
  out.u8(lns.advance_pc);
  out.u32(end - now.address);
  extended(out, lne.end_sequence, 0);
}

const isSameLine = (a: CodePos | undefined, b: CodePos | undefined): boolean =>
  a === b || (a?.line === b?.line && a?.column === b?.column && a?.file === b?.file);

function extended(out: Writer, opcode: number, operandBytes: number): void {
  out.u8(0);
  out.u32(1 + operandBytes);
  out.u8(opcode);
}

/** A row `bytes` further on and `lines` further down, by a special opcode when the distances are small. */
function row(out: Writer, bytes: number, lines: number): void {
  const fits = lines >= lineBase && lines < lineBase + lineRange;
  const byLine = fits ? lines : 0;
  if (!fits) {
    out.u8(lns.advance_line);
    out.s32(lines);
  }
  const special = (address: number): number => byLine - lineBase + lineRange * address + lns.first_special;
  if (special(bytes) <= 255) return out.u8(special(bytes));
  out.u8(lns.advance_pc);
  out.u32(bytes);
  out.u8(special(0));
}

// ---- functions

const code = { unit: 1, abstract: 2, func: 3, funcWithInlined: 4, inlined: 5, inlinedWithInlined: 6 } as const;

function abbreviations(): Uint8Array {
  const out = new Writer();
  const entry = (number: number, what: number, hasChildren: boolean, list: readonly [number, number][]): void => {
    out.u32(number);
    out.u32(what);
    out.u8(hasChildren ? 1 : 0);
    for (const [attribute, how] of [...list, [0, 0]]) {
      out.u32(attribute);
      out.u32(how);
    }
  };
  entry(code.unit, tag.compile_unit, true, [
    [at.producer, form.strp],
    [at.language, form.data2],
    [at.name, form.strp],
    [at.comp_dir, form.strp],
    [at.stmt_list, form.sec_offset],
    [at.low_pc, form.addr],
    [at.high_pc, form.data4],
  ]);
  entry(code.abstract, tag.subprogram, false, [
    [at.name, form.strp],
    [at.inline, form.data1],
  ]);
  for (const number of [code.func, code.funcWithInlined]) {
    entry(number, tag.subprogram, number === code.funcWithInlined, [
      [at.name, form.strp],
      [at.low_pc, form.addr],
      [at.high_pc, form.data4],
    ]);
  }
  for (const number of [code.inlined, code.inlinedWithInlined]) {
    entry(number, tag.inlined_subroutine, number === code.inlinedWithInlined, [
      [at.abstract_origin, form.ref4],
      [at.low_pc, form.addr],
      [at.high_pc, form.data4],
      [at.call_file, form.udata],
      [at.call_line, form.udata],
      [at.call_column, form.udata],
    ]);
  }
  out.u8(0);
  return out.bytes().slice();
}

const languageC99 = 0x0c;

/** A stretch of code that was inlined from one call, with what was inlined in it. */
interface InlinedRange {
  readonly func: string;
  readonly callSite: CodePos | undefined;
  readonly start: number;
  end: number;
  readonly inner: InlinedRange[];
}

class UnitWriter {
  private readonly out: Writer;
  private readonly strings: Strings;
  private readonly files: FileTable;
  private readonly abstract = new Map<string, number>();

  constructor(out: Writer, strings: Strings, files: FileTable) {
    this.out = out;
    this.strings = strings;
    this.files = files;
  }

  write(funcs: readonly FunctionLines[], directory: string): void {
    const body = new Writer(1 << 12);
    const headerBytes = 11;
    body.u32(code.unit);
    body.fixed32(this.strings.offset("weft"));
    body.u8(languageC99);
    body.u8(0);
    body.fixed32(this.strings.offset(this.files.names[0] ?? ""));
    body.fixed32(this.strings.offset(directory));
    body.fixed32(0);
    body.fixed32(0);
    body.fixed32(funcs[funcs.length - 1].end);
    const trees = funcs.map(inlinedRanges);
    const declare = (ranges: readonly InlinedRange[]): void => {
      for (const { func, inner } of ranges) {
        if (!this.abstract.has(func)) {
          this.abstract.set(func, headerBytes + body.length);
          body.u32(code.abstract);
          body.fixed32(this.strings.offset(func));
          body.u8(1);
        }
        declare(inner);
      }
    };
    trees.forEach(declare);
    funcs.forEach(({ name, start, end }, i) => {
      body.u32(trees[i].length > 0 ? code.funcWithInlined : code.func);
      body.fixed32(this.strings.offset(name));
      body.fixed32(start);
      body.fixed32(end - start);
      if (trees[i].length > 0) this.inlined(body, trees[i]);
    });
    body.u8(0);
    this.out.fixed32(headerBytes - 4 + body.length);
    this.out.u8(4);
    this.out.u8(0);
    this.out.fixed32(0);
    this.out.u8(4);
    this.out.raw(body.bytes());
  }

  private inlined(body: Writer, ranges: readonly InlinedRange[]): void {
    for (const { func, callSite, start, end, inner } of ranges) {
      body.u32(inner.length > 0 ? code.inlinedWithInlined : code.inlined);
      body.fixed32(this.abstract.get(func)!);
      body.fixed32(start);
      body.fixed32(end - start);
      body.u32(callSite ? this.files.number(callSite.file) : 0);
      body.u32(callSite?.line ?? 0);
      body.u32(callSite?.column ?? 0);
      if (inner.length > 0) this.inlined(body, inner);
    }
    body.u8(0);
  }
}

/** The inlined pieces of a function: neighbouring instructions with the same chain of calls belong together. */
function inlinedRanges({ offsets, positions, end }: FunctionLines): InlinedRange[] {
  const top: InlinedRange[] = [];
  let open: InlinedRange[] = [];
  let last: CodePos | undefined;
  for (let i = 0; i < offsets.length; i++) {
    const pos = positions[i];
    if (i > 0 && pos?.inlined === last?.inlined) continue;
    last = pos;
    const chain = callChain(pos);
    let same = 0;
    while (same < open.length && same < chain.length && isSameCall(open[same], chain[same])) same++;
    for (const range of open.slice(same)) range.end = offsets[i];
    open = open.slice(0, same);
    for (const { func, callSite } of chain.slice(same)) {
      const range: InlinedRange = { func, callSite, start: offsets[i], end, inner: [] };
      (open.at(-1)?.inner ?? top).push(range);
      open.push(range);
    }
  }
  return top;
}

type Call = Pick<InlinedRange, "func" | "callSite">;

/** The calls that led to a position, the outermost first. */
function callChain(pos: CodePos | undefined): Call[] {
  const chain: Call[] = [];
  for (let inlined = pos?.inlined; inlined; inlined = inlined.at?.inlined)
    chain.push({ func: inlined.func, callSite: inlined.at });
  return chain.reverse();
}

const isSameCall = (a: Call, b: Call): boolean => a.func === b.func && isSameLine(a.callSite, b.callSite);
