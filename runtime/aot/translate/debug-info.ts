// Source positions in the object file. LLVM writes the line table (.debug_line) and, for what it inlines, the frames that
// are no longer there (.debug_info), so that gdb, perf and our own backtraces show functions and lines.
//
// LLVM knows the frames that it has inlined itself. Those that were inlined before (by clang, by the linker) have no functions
// of their own here that could be named to it: such a position has the right file and line, the function it now lies in, and as its "column" the
// number of a row of the section .weft.inlined, which says the rest (runtime/native/lines.c):
//
//   SYMBOL \t NUMBER \t FUNCTION \t FILE \t LINE \t NEXT \n
//     in the code of SYMBOL, NUMBER stands for a frame of FUNCTION that was called at FILE:LINE, in the frame NEXT (0: of SYMBOL)
//
// No other position has a column.

import type { CodePos, Func, Inlined, Module } from "../../../wasmfx-backend/index.ts";
import type { IRBuilder } from "./ir-builder.ts";
import { bytesText, clean, functionPrefix } from "./symbols.ts";

/** Metadata numbers below are fx.ll's own. */
const firstNumber = 100;

export interface DebugInput {
  readonly module: Module;
  /** Number of imported functions. */
  readonly imported: number;
  /** The functions that this LLVM module defines. */
  readonly indices: readonly number[];
  readonly symbols: readonly string[];
  /** What relative file names are relative to. */
  readonly directory: string;
}

export class DebugInfo {
  readonly #metadata: Metadata;
  readonly #unit: number | undefined;
  readonly #rows: string = "";
  readonly #subprograms = new Map<number, number>();
  readonly #chains = new Map<number, Chains>();

  constructor({ module, imported, indices, symbols, directory }: DebugInput) {
    this.#metadata = new Metadata(directory);
    const homes = indices.map((index) => module.funcs[index - imported]).map((func) => func && homePos(func));
    const first = homes.find((home) => home !== undefined);
    if (!first) return;
    const metadata = this.#metadata;
    const type = metadata.add("!DISubroutineType(types: !{})");
    const unit = metadata.add(
      `distinct !DICompileUnit(language: DW_LANG_C99, file: !${metadata.file(first.file)}, producer: "weft", isOptimized: true, runtimeVersion: 0, emissionKind: LineTablesOnly)`,
    );
    // A function without positions takes part, too: others may be inlined into it.
    indices.forEach((index, i) => {
      const home = homes[i] ?? { ...first, line: 0 };
      const file = metadata.file(home.file);
      const place = `scope: !${file}, file: !${file}, line: ${home.line}, scopeLine: ${home.line}`;
      const rest = `type: !${type}, spFlags: DISPFlagDefinition, unit: !${unit}`;
      const name = quoted(symbols[index]);
      this.#subprograms.set(index, metadata.add(`distinct !DISubprogram(name: ${name}, ${place}, ${rest})`));
      const chains = new Chains(symbols[index]);
      for (const pos of module.funcs[index - imported]?.positions ?? []) if (pos?.inlined) chains.number(pos.inlined);
      this.#chains.set(index, chains);
    });
    this.#unit = unit;
    this.#rows = [...this.#chains.values()].flatMap((c) => c.rows).join("");
  }

  /** Ends the text of the module, when all functions are translated. */
  text(): string {
    return this.#unit === undefined ? "" : this.#metadata.text(this.#unit) + section(this.#rows);
  }

  /** What to add to the head of a function's definition. */
  attach(index: number): string {
    const number = this.#subprograms.get(index);
    return number === undefined ? "" : ` !dbg !${number}`;
  }

  /** For the translation of one function: what to call before each instruction, to set the builder's position. */
  follow(index: number, func: Func, builder: IRBuilder): (at: number) => void {
    const chains = this.#chains.get(index);
    if (!chains) return () => {};
    const scope = this.#subprograms.get(index)!;
    const scopes = new Map<string, number>([[homePos(func)?.file ?? "", scope]]);
    const locations = new Map<string, number>();
    const location = (line: number, column: number, at: number): number =>
      this.#metadata.add(`!DILocation(line: ${line}, column: ${column}, scope: !${at})`);
    const locate = (pos: CodePos): number => {
      const column = pos.inlined ? chains.number(pos.inlined) : 0;
      const key = `${pos.line}:${column}:${pos.file}`;
      let found = locations.get(key);
      if (found === undefined) {
        found = location(pos.line, column, this.#scopeIn(pos.file, scope, scopes));
        locations.set(key, found);
      }
      return found;
    };
    // A call of a function with a subprogram must have a position.
    const nowhere = location(0, 0, scope);
    builder.SetCurrentDebugLocation(nowhere);
    let last: CodePos | undefined;
    return (at) => {
      const pos = func.positions?.[at];
      if (pos === last) return;
      last = pos;
      builder.SetCurrentDebugLocation(pos ? locate(pos) : nowhere);
    };
  }

  /** A scope in another file than the function's. */
  #scopeIn(name: string, scope: number, scopes: Map<string, number>): number {
    let found = scopes.get(name);
    if (found === undefined) {
      const file = this.#metadata.file(name);
      found = this.#metadata.add(`distinct !DILexicalBlock(scope: !${scope}, file: !${file}, line: 0, column: 0)`);
      scopes.set(name, found);
    }
    return found;
  }
}

/** Numbered nodes of metadata as text. */
class Metadata {
  readonly #rows: string[] = [];
  readonly #files = new Map<string, number>();
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  add(text: string): number {
    const number = firstNumber + this.#rows.length;
    this.#rows.push(`!${number} = ${text}\n`);
    return number;
  }

  file(name: string): number {
    let found = this.#files.get(name);
    if (found === undefined) {
      found = this.add(`!DIFile(filename: ${quoted(name)}, directory: ${quoted(this.#directory)})`);
      this.#files.set(name, found);
    }
    return found;
  }

  text(unit: number): string {
    const flags = [this.add('!{i32 7, !"Dwarf Version", i32 4}'), this.add('!{i32 2, !"Debug Info Version", i32 3}')];
    const named = `!llvm.dbg.cu = !{!${unit}}\n!llvm.module.flags = !{!${flags.join(", !")}}\n`;
    return this.#rows.join("") + named;
  }
}

const quoted = (text: string): string => bytesText(Buffer.from(text)).slice(1);

/** .weft.inlined, which is not loaded with the program, as assembly for the module. */
function section(rows: string): string {
  if (rows === "") return "";
  const octal = (byte: number): string => `\\${byte.toString(8).padStart(3, "0")}`;
  const plain = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
  const ascii = (row: string): string =>
    [...Buffer.from(row)].map((byte) => (plain(byte) ? String.fromCharCode(byte) : octal(byte))).join("");
  const lines = rows.split("\n").slice(0, -1);
  const assembly = [
    '.pushsection .weft.inlined,"",@progbits',
    ...lines.map((row) => `.ascii "${ascii(`${row}\n`)}"`),
    ".popsection",
  ];
  return assembly.map((line) => `module asm ${quoted(line)}\n`).join("");
}

/** The first position that is the function's own: it says in which file the function is. */
function homePos(func: Func): CodePos | undefined {
  let first: CodePos | undefined;
  for (const pos of func.positions ?? []) {
    if (pos && !pos.inlined) return pos;
    first ??= pos;
  }
  while (first?.inlined?.at) first = first.inlined.at;
  return first;
}

/** Columns are 16 bits wide in LLVM. */
const maxChains = 0xffff;

/** Numbers the frames that were inlined into one function. */
class Chains {
  readonly rows: string[] = [];
  readonly #symbol: string;
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<Inlined, number>();

  constructor(symbol: string) {
    this.#symbol = symbol;
  }

  /** The row that stands for a frame; 0 when there are too many. */
  number(inlined: Inlined): number {
    let number = this.#known.get(inlined);
    if (number === undefined) {
      number = this.#find(inlined);
      this.#known.set(inlined, number);
    }
    return number;
  }

  #find({ func, at }: Inlined): number {
    const next = at?.inlined ? this.number(at.inlined) : 0;
    // Both names are whatever the module says: what ends a field or a row must not come through.
    const file = (at?.file ?? "").replace(/\p{Cc}/gu, "_");
    const row = `${functionPrefix}${clean(func)}\t${file}\t${at?.line ?? 0}\t${next}`;
    let number = this.#numbers.get(row);
    if (number === undefined) {
      if (this.#numbers.size === maxChains) return 0;
      number = this.#numbers.size + 1;
      this.#numbers.set(row, number);
      this.rows.push(`${this.#symbol}\t${number}\t${row}\n`);
    }
    return number;
  }
}
