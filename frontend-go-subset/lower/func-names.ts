// What a running program can learn of functions without asking the engine: static data beside the code.
//
//   go f()                        the site {"main.main", "file.go:12"}, for "created by main.main in goroutine 1"
//   runtime.FuncForPC(slot)       a table {slot, name, file, line} of the functions that are values; only in programs that call it

import type { Pos } from "../syntax/index.ts";
import type { FuncLowering } from "./func.ts";
import type { Program } from "./program.ts";
import type { Piece } from "./static-data.ts";

/** A function that can be a value: its name inside the module and where it begins. */
export interface FuncValueName {
  readonly name: string;
  readonly pos: Pos;
}

/** As Go shows it: without type arguments, and without what makes it unique (from ~ up to the next dot). */
const shownName = (name: string): string => name.replace(/\[.*\]/s, "[...]").replace(/~[^.]*/g, "");

const latin1 = (text: string): string => Buffer.from(text).toString("latin1");

function putString(program: Program, piece: Piece, offset: number, text: string): void {
  const bytes = latin1(text);
  piece.u32(offset, program.data.string(bytes));
  piece.u32(offset + 4, bytes.length);
}

/** The address of a goSite (lib/runtime/traceback.go) for the go statement at pos. */
export function goSite(f: FuncLowering, pos: Pos): number {
  const { program } = f;
  const { file, line } = program.sources.place(pos);
  const piece = program.data.reserve(16);
  putString(program, piece, 0, shownName(f.em.name));
  putString(program, piece, 8, `${file}:${line}`);
  return piece.address;
}

const entrySize = 24;

/** The array of funcEntry (lib/runtime/traceback.go), when something looks into it. */
export function writeFuncTable(program: Program): { readonly address: number; readonly count: number } {
  if (!program.isDefined("runtime.funcOfSlot")) return { address: 0, count: 0 };
  const known = [...program.valueNames].filter(([tableFunc]) => program.isDefined(tableFunc));
  const piece = program.data.reserve(known.length * entrySize);
  known.forEach(([tableFunc, { name, pos }], i) => {
    const at = i * entrySize;
    const { file, line } = program.sources.place(pos);
    piece.slot(at, tableFunc);
    putString(program, piece, at + 4, shownName(name));
    putString(program, piece, at + 12, file);
    piece.u32(at + 20, line);
  });
  return { address: piece.address, count: known.length };
}
