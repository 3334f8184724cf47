// validate(): a module is valid or the diagnostics say why not. This is the security border: whatever passes may be
// compiled and run. One finding for each function and each item; later functions are looked at all the same.

import type { Diagnostic } from "../../../diagnostics/index.ts";
import { funcName } from "../index-spaces.ts";
import type { Expr, Func, Module } from "../module.ts";
import type { Limits, RefType, TableType, ValType } from "../types.ts";
import { BodyValidator } from "./body.ts";
import { Invalid, invalid, ModuleContext } from "./context.ts";
import { validateTypes } from "./type-section.ts";
import { isDefaultable, type TypeTable } from "./types.ts";

export interface ValidateOptions {
  /** The file named in the diagnostics. */
  readonly file: string;
  /** Stop after this many findings. Default 100. */
  readonly limit?: number;
}

/** The findings in the order of the binary; none for a valid module. */
export function validate(module: Module, options: ValidateOptions): Diagnostic[] {
  const validator = new ModuleValidator(module, options);
  validator.run();
  return validator.diagnostics;
}

class ModuleValidator {
  readonly diagnostics: Diagnostic[] = [];
  private readonly module: Module;
  private readonly file: string;
  private readonly limit: number;

  constructor(module: Module, options: ValidateOptions) {
    this.module = module;
    this.file = options.file;
    this.limit = options.limit ?? 100;
  }

  run(): void {
    const types = this.typeTable();
    // Nothing else makes sense while the types do not.
    if (types === undefined) return;
    const ctx = new ModuleContext(this.module, types);
    const body = new BodyValidator(ctx);
    if (!this.signatures(ctx)) return;
    this.tablesAndMemories(ctx, body);
    this.globals(ctx, body);
    this.exports(ctx);
    this.start(ctx);
    this.segments(ctx, body);
    for (let i = 0; i < this.module.funcs.length && this.diagnostics.length < this.limit; i++) {
      this.func(ctx, body, this.module.funcs[i], ctx.importedFuncs + i);
    }
  }

  /** Runs `work`, which looks at `item`; false when it finds something wrong. */
  private guard(item: object | undefined, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const offset = item && this.module.places?.get(item);
      this.report(error.message, offset === undefined ? undefined : { file: this.file, offset });
      return false;
    }
  }

  private report(message: string, binary?: Diagnostic["binary"], notes?: Diagnostic["notes"]): void {
    if (this.diagnostics.length >= this.limit) return;
    this.diagnostics.push({
      severity: "error",
      message,
      code: "InvalidWasm",
      binary: binary ?? { file: this.file, offset: 0 },
      notes,
    });
  }

  private typeTable(): TypeTable | undefined {
    let table: TypeTable | undefined;
    let current: object | undefined;
    try {
      table = validateTypes(this.module, (type) => {
        current = type;
      });
    } catch (error) {
      this.guard(current, () => {
        throw error;
      });
    }
    return table;
  }

  /** Imports, and the types of functions and tags: what the bodies rely on. */
  private signatures(ctx: ModuleContext): boolean {
    let isFine = true;
    for (const item of this.module.imports) {
      const { desc } = item;
      const ok = this.guard(item, () => {
        if (desc.kind === "func") ctx.funcType(desc.type);
        else if (desc.kind === "tag") ctx.funcType(desc.type.type);
        else if (desc.kind === "global") ctx.checkType(desc.type.type);
        else if (desc.kind === "table") checkTableType(ctx, desc.type);
        else checkMemoryLimits(desc.type.limits);
      });
      isFine &&= ok;
    }
    for (const func of this.module.funcs) isFine = this.guard(func, () => ctx.funcType(func.type)) && isFine;
    for (const tag of this.module.tags) isFine = this.guard(tag, () => ctx.funcType(tag.type)) && isFine;
    for (const table of this.module.tables) isFine = this.guard(table, () => checkTableType(ctx, table.type)) && isFine;
    for (const memory of this.module.memories)
      isFine = this.guard(memory, () => checkMemoryLimits(memory.limits)) && isFine;
    for (const global of this.module.globals)
      isFine = this.guard(global, () => ctx.checkType(global.type.type)) && isFine;
    for (const elem of this.module.elems) isFine = this.guard(elem, () => ctx.checkType(elem.type)) && isFine;
    return isFine;
  }

  private constant(body: BodyValidator, item: object, type: ValType, expr: Expr): void {
    this.guard(this.module.places?.has(expr) ? expr : item, () => body.constant(type, expr));
  }

  /** The initial values of tables may read imported globals only. */
  private tablesAndMemories(ctx: ModuleContext, body: BodyValidator): void {
    ctx.visibleGlobals = ctx.importedGlobals;
    for (const table of this.module.tables) {
      const { element } = table.type;
      if (table.init) this.constant(body, table, element, table.init);
      else if (!isDefaultable(element)) this.guard(table, () => nonDefaultableTable(ctx, element));
    }
  }

  /** A global may read those before it. */
  private globals(ctx: ModuleContext, body: BodyValidator): void {
    this.module.globals.forEach((global, i) => {
      ctx.visibleGlobals = ctx.importedGlobals + i;
      this.constant(body, global, global.type.type, global.init);
    });
    ctx.visibleGlobals = ctx.globals.length;
  }

  private exports(ctx: ModuleContext): void {
    const seen = new Set<string>();
    for (const item of this.module.exports) {
      this.guard(item, () => {
        const { name, kind, index } = item;
        const space = { func: ctx.funcs, table: ctx.tables, memory: ctx.memories, global: ctx.globals, tag: ctx.tags }[
          kind
        ];
        if (index >= space.length) invalid(`unknown ${kind === "func" ? "function" : kind} ${index}`);
        if (seen.has(name)) invalid(`duplicate export name "${name}"`);
        seen.add(name);
      });
    }
  }

  private start(ctx: ModuleContext): void {
    const { start } = this.module;
    if (start === undefined) return;
    this.guard(undefined, () => {
      const { params, results } = ctx.funcType(ctx.func(start));
      if (params.length > 0 || results.length > 0) invalid("start function must not have parameters or results");
    });
  }

  private segments(ctx: ModuleContext, body: BodyValidator): void {
    for (const elem of this.module.elems) {
      for (const expr of elem.init) this.constant(body, elem, elem.type, expr);
      const { mode } = elem;
      if (mode.kind !== "active") continue;
      let address: ValType = "i32";
      const fits = this.guard(elem, () => {
        const { element, limits } = ctx.table(mode.table);
        address = limits.index;
        if (ctx.types.matchesRef(elem.type, element)) return;
        const [type, wanted] = [ctx.text(elem.type), ctx.text(element)];
        invalid(`type mismatch: element segment's type ${type} does not match table's element type ${wanted}`);
      });
      if (fits) this.constant(body, elem, address, mode.offset);
    }
    for (const data of this.module.datas) {
      const { mode } = data;
      if (mode.kind !== "active") continue;
      let address: ValType = "i32";
      const isKnown = this.guard(data, () => {
        address = ctx.memory(mode.memory).index;
      });
      if (isKnown) this.constant(body, data, address, mode.offset);
    }
  }

  private func(ctx: ModuleContext, body: BodyValidator, func: Func, index: number): void {
    try {
      const { params, results } = ctx.funcType(func.type);
      body.func(params, results, func.locals, func.body);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const name = funcName(this.module, index);
      const offset = func.offsets?.[body.at];
      // Without offsets (a module that was built, not decoded) the number of the instruction must do.
      const notes =
        offset === undefined ? [{ message: `at instruction ${body.at} (${body.op}) of function ${name}` }] : undefined;
      this.report(error.message, { file: this.file, offset: offset ?? 0, func: name }, notes);
    }
  }
}

function checkLimits({ min, max }: Limits, bound: bigint, message: string): void {
  if (min < 0n || min > bound) invalid(message);
  if (max === undefined) return;
  if (max > bound) invalid(message);
  if (min > max) invalid("size minimum must not be greater than maximum");
}

function checkTableType(ctx: ModuleContext, { element, limits }: TableType): void {
  ctx.checkType(element);
  if (limits.shared) invalid("tables cannot be shared");
  if (limits.index === "i32") checkLimits(limits, 0xffffffffn, "table size must be at most 2^32-1");
  else checkLimits(limits, 0xffff_ffff_ffff_ffffn, "table size must be at most 2^64-1");
}

function checkMemoryLimits(limits: Limits): void {
  if (limits.shared) invalid("shared memory must be enabled: threads are not supported");
  if (limits.index === "i32") checkLimits(limits, 0x1_0000n, "memory size must be at most 2^16 pages (4 GiB)");
  else checkLimits(limits, 0x1_0000_0000_0000n, "memory size must be at most 2^48 pages (256 TiB)");
}

function nonDefaultableTable(ctx: ModuleContext, element: RefType): never {
  return invalid(`type mismatch: non-defaultable element type ${ctx.text(element)} needs an initial value`);
}
