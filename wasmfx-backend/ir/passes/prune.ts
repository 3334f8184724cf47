// Drops what nothing reaches: functions, imports, globals, tags and named data. Roots are exports, the start function, the
// fixed table slots and unnamed data; from there names are followed through code and data.

import type { Callee, Expr, IrFunc, IrModule } from "../ir.ts";
import { forEachNodeOfBlock } from "../visit.ts";

/** `keep`: names of functions that stay although the module does not mention them (the shadow stack's growth, say). */
export function prune(module: IrModule, keep: readonly string[] = []): IrModule {
  const reached = new Reach(module);
  for (const name of keep) reached.func(name);
  for (const name of module.table) reached.func(name);
  if (module.start !== undefined) reached.func(module.start);
  for (const func of module.funcs) if (func.exportName !== undefined) reached.func(func.name);
  for (const { kind, item } of module.exports) {
    if (kind === "func") reached.func(item);
    else if (kind === "global") reached.globals.add(item);
    else if (kind === "tag") reached.tags.add(item);
  }
  for (const data of module.data) if (data.name === undefined) reached.follow(data);
  reached.run();
  const has = { func: reached.funcs, tag: reached.tags, global: reached.globals };
  return {
    ...module,
    imports: module.imports.filter((i) => has[i.kind].has(i.name)),
    funcs: module.funcs.filter((f) => reached.funcs.has(f.name)),
    globals: module.globals.filter((g) => reached.globals.has(g.name)),
    tags: module.tags.filter((t) => reached.tags.has(t.name)),
    data: module.data.filter((d) => d.name === undefined || reached.data.has(d.name)),
  };
}

class Reach {
  readonly funcs = new Set<string>();
  readonly globals = new Set<string>();
  readonly tags = new Set<string>();
  readonly data = new Set<string>();
  private readonly funcOf: ReadonlyMap<string, IrFunc>;
  private readonly dataOf = new Map<string, IrModule["data"]>();
  private readonly work: IrFunc[] = [];

  constructor(module: IrModule) {
    this.funcOf = new Map(module.funcs.map((f) => [f.name, f]));
    for (const piece of module.data) {
      if (piece.name !== undefined) this.dataOf.set(piece.name, [...(this.dataOf.get(piece.name) ?? []), piece]);
    }
  }

  func(name: string): void {
    if (this.funcs.has(name)) return;
    this.funcs.add(name);
    const func = this.funcOf.get(name);
    if (func) this.work.push(func);
  }

  private piece(name: string): void {
    const pending = [name];
    while (pending.length > 0) {
      const next = pending.pop()!;
      if (this.data.has(next)) continue;
      this.data.add(next);
      for (const data of this.dataOf.get(next) ?? []) {
        for (const ref of data.refs ?? []) pending.push(ref);
        for (const slot of data.slots ?? []) this.func(slot.func);
      }
    }
  }

  /** Marks what a piece of data mentions. */
  follow(data: IrModule["data"][number]): void {
    for (const ref of data.refs ?? []) this.piece(ref);
    for (const slot of data.slots ?? []) this.func(slot.func);
  }

  run(): void {
    while (this.work.length > 0) this.walk(this.work.pop()!);
  }

  private walk(func: IrFunc): void {
    const callee = (c: Callee): void => {
      if (c.kind === "func") this.func(c.name);
    };
    const node = (e: Expr): void => this.node(e);
    for (const block of func.blocks) {
      forEachNodeOfBlock(block, node);
      for (const stmt of block.stmts) {
        if (stmt.kind === "call") callee(stmt.callee);
        else if (stmt.kind === "set_global") this.globals.add(stmt.name);
        else if (stmt.kind === "suspend" || stmt.kind === "switch") this.tags.add(stmt.tag);
      }
      const { end } = block;
      if (end.kind === "return_call") callee(end.callee);
      else if (end.kind === "throw") this.tags.add(end.tag);
      else if (end.kind === "try") for (const c of end.catches) c.tag !== undefined && this.tags.add(c.tag);
      else if (end.kind === "resume") for (const c of end.clauses) this.tags.add(c.tag);
    }
  }

  private node(e: Expr): void {
    if (e.kind === "func_ref" || e.kind === "table_slot") this.func(e.func);
    else if (e.kind === "global") this.globals.add(e.name);
    else if (e.kind === "const" && e.type !== "i64" && "data" in e && e.data !== undefined) this.piece(e.data);
  }
}
