// weft's IR: a module of functions, each a control-flow graph over typed local variables (not SSA). It is the border
// between front ends and WebAssembly. Expressions are pure trees of wasm instructions; calls are statements, so every
// place where the collector may run, or a goroutine may switch, is a statement of its own.
//
// What IR has and wasm has not: arbitrary control flow (the code generator structures it), the type `ptr` (an i32 that
// the garbage collector must find while its function waits in a call), names instead of indices.

import type { Op } from "../wasm/instructions.ts";
import type { CodePos } from "../wasm/positions.ts";

/**
 * `ptr` is an address in linear memory (i32 in wasm) that keeps its object alive: pass `roots` spills every `ptr` local
 * that is live across a call to the shadow stack. Interior pointers are allowed. Use i32 for addresses of static data.
 * funcref, exnref: the nullable reference types. `{cont}` and `{func}`: nullable references to a named signature.
 */
export type IrType = "i32" | "i64" | "f32" | "f64" | "ptr" | "funcref" | "exnref" | IrRefType;
export type IrRefType =
  | { readonly kind: "cont"; readonly signature: string }
  | { readonly kind: "func"; readonly signature: string };

export interface Signature {
  readonly params: readonly IrType[];
  readonly results: readonly IrType[];
}

export interface IrModule {
  /** Named signatures; continuation types are `(cont $signature)` of these. Signatures may refer to each other. */
  signatures: Map<string, Signature>;
  imports: IrImport[];
  funcs: IrFunc[];
  globals: IrGlobal[];
  /** Exception and control tags, by name. */
  tags: IrTag[];
  /**
   * Functions whose slots the front end fixes: table[i] sits in slot i + 1 (slot 0 stays null), and is always kept.
   * May be empty: functions named by `table_slot` expressions and by `IrData.slots` get slots of their own after these,
   * and only those that are still reachable do.
   */
  table: string[];
  memory: IrMemory;
  data: IrData[];
  /** wasm export name -> item. Functions with `exportName` need no entry here. */
  exports: {
    readonly name: string;
    readonly kind: "func" | "memory" | "table" | "global" | "tag";
    readonly item: string;
  }[];
  /** Function run at instantiation, if any. */
  start?: string;
}

/** A function (default) or tag taken from elsewhere. */
export interface IrImport {
  readonly name: string;
  readonly module: string;
  readonly field: string;
  readonly kind: "func" | "tag" | "global";
  readonly signature: Signature;
  /** kind "global": its type is signature.results[0]. */
  readonly mutable?: boolean;
  /** False when it can neither allocate, switch nor run compiled code: then a call to it is no safepoint. Default true. */
  readonly safepoint?: boolean;
}

export interface IrGlobal {
  readonly name: string;
  readonly type: IrType;
  readonly mutable: boolean;
  /** Bits of the initial value; null for references. */
  readonly init: number | bigint | null;
}

export interface IrTag {
  readonly name: string;
  readonly signature: Signature;
}

export interface IrMemory {
  /** Pages of 64 KiB. */
  readonly min: number;
  readonly max?: number;
  /** Present: the memory is imported. */
  readonly import?: { readonly module: string; readonly field: string };
  readonly exportName?: string;
}

export interface IrData {
  readonly address: number;
  readonly bytes: Uint8Array;
  /** A named piece is dropped when nothing reachable names it (`const.data`, `refs`); one without a name always stays. */
  readonly name?: string;
  /** Names of other pieces that these bytes point to. */
  readonly refs?: readonly string[];
  /** Table slots to be written into the bytes: the i32 at `offset` becomes the slot of `func`. */
  readonly slots?: readonly { readonly offset: number; readonly func: string }[];
}

export interface IrLocal {
  readonly type: IrType;
  /** For printing and the name section. */
  readonly name?: string;
}

export interface IrFunc {
  readonly name: string;
  readonly signature: Signature;
  /** locals[0 .. params.length) are the parameters. */
  locals: IrLocal[];
  /** blocks[0] is the entry. A terminator names blocks by index. */
  blocks: IrBlock[];
  exportName?: string;
  pos?: CodePos;
  /**
   * True: never a safepoint, and never spills (the inside of the collector and the allocator). A call to it is not a
   * safepoint. Pass `roots` finds by itself which ordinary functions cannot reach a safepoint (they call nothing, or
   * only such functions); a function that calls a noRoots one is never among those, so that the allocator's entry
   * (ordinary) which calls the collector (noRoots) counts as a safepoint.
   */
  noRoots?: boolean;
  /** Hint for the optimisers. */
  inline?: "always" | "never";
}

export interface IrBlock {
  stmts: Stmt[];
  end: Terminator;
  /** Rarely run: spills are moved here rather than to warm blocks. Blocks that cannot reach a return need no mark. */
  cold?: boolean;
}

/**
 * A pure tree: may trap (loads, division), never calls. A load whose value is not used may be left out. Operand types are those of the wasm instruction; where an op, an
 * address, a stored value or a slot wants an i32, a `ptr` is welcome too (its result is an i32). Everywhere else (set,
 * arguments, return values) i32 and ptr do not mix: say `cast`.
 */
export type Expr =
  | { readonly kind: "local"; readonly local: number }
  /** `data`: the value is an address in that named piece of data, which is kept as long as this expression is. */
  | { readonly kind: "const"; readonly type: "i32" | "ptr"; readonly value: number; readonly data?: string }
  | { readonly kind: "const"; readonly type: "i64"; readonly value: bigint }
  | { readonly kind: "const"; readonly type: "f32" | "f64"; readonly value: number }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "null"; readonly type: IrType }
  /** A (ref $f); the emitter declares it. */
  | { readonly kind: "func_ref"; readonly func: string }
  /** The i32 index of a function in the table, to be called by call_indirect. */
  | { readonly kind: "table_slot"; readonly func: string }
  | {
      readonly kind: "load";
      readonly op: LoadOp;
      readonly address: Expr;
      readonly offset: number;
      readonly type: IrType;
    }
  /** Any instruction of the table with constant signature, no immediates and exactly one result: i32.add, f64.sqrt ... */
  | { readonly kind: "op"; readonly op: Op; readonly args: readonly Expr[] }
  | { readonly kind: "select"; readonly cond: Expr; readonly then: Expr; readonly else: Expr }
  /** i32 <-> ptr without a change of bits. */
  | { readonly kind: "cast"; readonly to: "i32" | "ptr"; readonly value: Expr };

export type LoadOp =
  | "i32.load"
  | "i64.load"
  | "f32.load"
  | "f64.load"
  | "i32.load8_s"
  | "i32.load8_u"
  | "i32.load16_s"
  | "i32.load16_u"
  | "i64.load8_s"
  | "i64.load8_u"
  | "i64.load16_s"
  | "i64.load16_u"
  | "i64.load32_s"
  | "i64.load32_u";
export type StoreOp =
  | "i32.store"
  | "i64.store"
  | "f32.store"
  | "f64.store"
  | "i32.store8"
  | "i32.store16"
  | "i64.store8"
  | "i64.store16"
  | "i64.store32";

export type Callee =
  | { readonly kind: "func"; readonly name: string }
  /** Through the table. */
  | { readonly kind: "table"; readonly slot: Expr; readonly signature: Signature }
  /** Through a typed reference. */
  | { readonly kind: "ref"; readonly ref: Expr; readonly signature: string };

export type Stmt =
  | { readonly kind: "set"; readonly local: number; readonly value: Expr; readonly pos?: CodePos }
  | { readonly kind: "set_global"; readonly name: string; readonly value: Expr; readonly pos?: CodePos }
  | {
      readonly kind: "store";
      readonly op: StoreOp;
      readonly address: Expr;
      readonly offset: number;
      readonly value: Expr;
      readonly pos?: CodePos;
    }
  | {
      readonly kind: "memory_copy";
      readonly dest: Expr;
      readonly source: Expr;
      readonly length: Expr;
      readonly pos?: CodePos;
    }
  | {
      readonly kind: "memory_fill";
      readonly dest: Expr;
      readonly value: Expr;
      readonly length: Expr;
      readonly pos?: CodePos;
    }
  /** memory.grow: the old size in pages, or -1. */
  | { readonly kind: "memory_grow"; readonly dst: number; readonly pages: Expr; readonly pos?: CodePos }
  /** A safepoint. dsts.length === number of results, or 0 to drop them all; -1 drops one. */
  | {
      readonly kind: "call";
      readonly dsts: readonly number[];
      readonly callee: Callee;
      readonly args: readonly Expr[];
      readonly pos?: CodePos;
    }
  /** cont.new of a function reference. */
  | {
      readonly kind: "cont_new";
      readonly dst: number;
      readonly signature: string;
      readonly func: Expr;
      readonly pos?: CodePos;
    }
  /** A safepoint: suspends the current continuation with `tag`. */
  | {
      readonly kind: "suspend";
      readonly dsts: readonly number[];
      readonly tag: string;
      readonly args: readonly Expr[];
      readonly pos?: CodePos;
    }
  /** A safepoint: symmetric switch to `cont`, handled by an enclosing `on tag switch`. */
  | {
      readonly kind: "switch";
      readonly dsts: readonly number[];
      readonly signature: string;
      readonly tag: string;
      readonly cont: Expr;
      readonly args: readonly Expr[];
      readonly pos?: CodePos;
    };

export interface CatchClause {
  /** Absent: any exception. */
  readonly tag?: string;
  /** Locals that receive the tag's values. */
  readonly dsts: readonly number[];
  /** Local that receives the exnref, when wanted. */
  readonly exn?: number;
  readonly block: number;
}

export interface ResumeClause {
  readonly tag: string;
  /** Locals that receive the tag's payload, then one for the continuation; null for `(on tag switch)`. */
  readonly target: { readonly dsts: readonly number[]; readonly cont: number; readonly block: number } | null;
}

export type Terminator =
  | { readonly kind: "jump"; readonly block: number }
  | {
      readonly kind: "branch";
      readonly cond: Expr;
      readonly then: number;
      readonly else: number;
      readonly pos?: CodePos;
    }
  /** cases[i] for value i, else `otherwise` (unsigned comparison). */
  | {
      readonly kind: "switch_int";
      readonly value: Expr;
      readonly cases: readonly number[];
      readonly otherwise: number;
      readonly pos?: CodePos;
    }
  | { readonly kind: "return"; readonly values: readonly Expr[]; readonly pos?: CodePos }
  | { readonly kind: "return_call"; readonly callee: Callee; readonly args: readonly Expr[]; readonly pos?: CodePos }
  | { readonly kind: "unreachable"; readonly pos?: CodePos }
  | { readonly kind: "throw"; readonly tag: string; readonly args: readonly Expr[]; readonly pos?: CodePos }
  | { readonly kind: "throw_ref"; readonly exn: Expr; readonly pos?: CodePos }
  /**
   * Enters a region: an exception raised in any block dominated by `body` goes to the first clause that matches. `body`
   * is entered only from here or from inside the region. A block that a catch clause also reaches is outside.
   * `exits` is for the passes (pass `regions` fills it in): blocks outside the region that the region jumps to. They count
   * as successors, though control never goes there from here, so that they stay outside when other edges to them vanish.
   */
  | {
      readonly kind: "try";
      readonly body: number;
      readonly catches: readonly CatchClause[];
      readonly exits?: readonly number[];
    }
  /** A safepoint: runs `cont` until it returns (results to dsts, then `next`) or suspends to a clause. */
  | {
      readonly kind: "resume";
      readonly signature: string;
      readonly cont: Expr;
      readonly args: readonly Expr[];
      readonly dsts: readonly number[];
      readonly clauses: readonly ResumeClause[];
      readonly next: number;
      readonly pos?: CodePos;
    };
