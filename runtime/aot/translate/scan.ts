// One look over all bodies before translation: which functions become references, which tables change, which handler
// lists and entry thunks are needed.

import {
  contTypeAt,
  type Expr,
  type Handler,
  type Instr,
  importedCount,
  type Module,
  type RefType,
  type ValType,
} from "../../../wasmfx-backend/index.ts";

import { shuffleName } from "../prelude/simd.ts";
import { type Polled, polledAddresses } from "./polled.ts";
import { isVectorOp } from "./vectors.ts";

export interface Scan {
  /** Functions that ref.func or an element segment names. */
  readonly referenced: Set<number>;
  /** Tables that table.grow changes the size of. */
  readonly grown: Set<number>;
  /** Tables whose elements change after instantiation. */
  readonly written: Set<number>;
  /** Tables and element segments that bulk instructions use. */
  readonly bulkTables: Set<number>;
  /** Function types that cont.new starts. */
  readonly entryTypes: Set<number>;
  /** Distinct handler lists, by handlerKey. */
  readonly handlerLists: Map<string, readonly Handler[]>;
  /** Functions that contain tail calls. */
  readonly tailCallers: ReadonlySet<number>;
  /** Functions that are called where control cannot go on: they end in a panic or in the end of the program. */
  readonly panics: ReadonlySet<number>;
  /** Constant addresses that the host writes behind the program's back. */
  readonly polled: Polled;
  readonly usesVectors: boolean;
  /** Distinct masks of i8x16.shuffle, by their bytes in hexadecimal. */
  readonly shuffles: ReadonlyMap<string, Uint8Array>;
}

/** Equal keys: the same static list serves. */
export const handlerKey = (handlers: readonly Handler[]): string =>
  handlers.map((h) => (h.kind === "switch" ? `s${h.tag}` : `t${h.tag}`)).join(",");

export function scanModule(module: Module): Scan {
  const referenced = new Set<number>();
  const grown = new Set<number>();
  const written = new Set<number>();
  const bulkTables = new Set<number>();
  const entryTypes = new Set<number>();
  const handlerLists = new Map<string, readonly Handler[]>();
  const shuffles = new Map<string, Uint8Array>();
  let usesVectors = false;
  const tailCallers = new Set<number>();
  const panics = new Set<number>();

  const visit = (instr: Instr, index: number): void => {
    switch (instr.op) {
      case "ref.func":
        referenced.add(instr.func);
        break;
      case "table.grow":
        grown.add(instr.table);
        written.add(instr.table);
        break;
      case "table.set":
        written.add(instr.table);
        break;
      case "table.fill":
      case "table.init":
        written.add(instr.table);
        bulkTables.add(instr.table);
        break;
      case "table.copy":
        written.add(instr.table);
        bulkTables.add(instr.table).add(instr.source);
        break;
      case "return_call":
      case "return_call_indirect":
      case "return_call_ref":
        tailCallers.add(index);
        break;
      case "cont.new":
        entryTypes.add(contTypeAt(module, instr.typeIndex)!.func);
        break;
      case "resume":
      case "resume_throw":
      case "resume_throw_ref":
        handlerLists.set(handlerKey(instr.handlers), instr.handlers);
        break;
    }
    if (isVectorOp(instr.op)) {
      usesVectors = true;
      if (instr.op === "i8x16.shuffle") shuffles.set(shuffleName(instr.lanes), instr.lanes);
    }
  };

  const imported = importedCount(module, "func");
  module.funcs.forEach((func, i) => {
    func.body.forEach((instr, at) => {
      visit(instr, imported + i);
      if (instr.op === "call" && func.body[at + 1]?.op === "unreachable") panics.add(instr.func);
    });
  });
  const constant = (expr: Expr): void => {
    for (const instr of expr) visit(instr, -1);
  };
  for (const global of module.globals) constant(global.init);
  for (const table of module.tables) if (table.init) constant(table.init);
  for (const elem of module.elems) {
    for (const item of elem.init) constant(item);
    if (elem.mode.kind === "active") constant(elem.mode.offset);
  }
  for (const data of module.datas) if (data.mode.kind === "active") constant(data.mode.offset);
  return {
    referenced,
    grown,
    written,
    bulkTables,
    entryTypes,
    handlerLists,
    tailCallers,
    panics,
    polled: polledAddresses(module),
    usesVectors,
    shuffles,
  };
}

/** True for references to functions. */
export function isFuncRef(module: Module, type: ValType): type is RefType {
  if (typeof type === "string") return false;
  return typeof type.heap === "number"
    ? module.types[type.heap].composite.kind === "func"
    : type.heap === "func" || type.heap === "nofunc";
}
