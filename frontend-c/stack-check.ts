// C code that moves its stack pointer too far must trap, not write over what lies below its stack. This pass puts a check
// before each write of __stack_pointer:
//
//   global.set $__stack_pointer  =>  local.tee $new
//                                    global.get $stack_limit          (import "weft_fiber_stack" "stack_limit")
//                                    i32.sub  i32.const 0  i32.lt_s   new < limit, also where new has wrapped below 0
//                                    if  call $stack_overflow  end    (import "weft_fiber_stack" "stack_overflow")
//                                    local.get $new  global.set $__stack_pointer
//
// The end of a function moves the pointer up, by i32.add: no check there.

import {
  type CodePos,
  type Func,
  type IndexMaps,
  type Instr,
  importedCount,
  type Module,
  mapExpr,
} from "../wasmfx-backend/index.ts";

/** The module with checks, given the index of __stack_pointer; `runtime` is the module that has limit and handler. */
export function addStackChecks(module: Module, stackPointer: number, runtime: string): Module {
  const writes = (f: Func): boolean => f.body.some((instr, i) => isCheckedWrite(f.body, i, instr, stackPointer));
  if (!module.funcs.some(writes)) return module;
  const { module: extended, limit, overflow, pointer } = addImports(module, stackPointer, runtime);
  const funcs = extended.funcs.map((f) => {
    const params = paramCount(extended, f);
    const fresh = params + f.locals.length;
    let changed = false;
    const positions: (CodePos | undefined)[] = [];
    const body = f.body.flatMap((instr, i) => {
      const isChecked = isCheckedWrite(f.body, i, instr, pointer);
      const code = isChecked ? checkedWrite(fresh, limit, overflow, pointer) : [instr];
      for (const _ of code) positions.push(f.positions?.[i]);
      changed ||= isChecked;
      return code;
    });
    if (!changed) return f;
    return {
      ...f,
      locals: [...f.locals, "i32" as const],
      body,
      offsets: undefined,
      positions: f.positions && positions,
    };
  });
  return { ...extended, funcs };
}

function isCheckedWrite(body: readonly Instr[], i: number, instr: Instr, pointer: number): boolean {
  return instr.op === "global.set" && instr.global === pointer && body[i - 1]?.op !== "i32.add";
}

function checkedWrite(fresh: number, limit: number, overflow: number, pointer: number): Instr[] {
  return [
    { op: "local.tee", local: fresh },
    { op: "global.get", global: limit },
    { op: "i32.sub" },
    { op: "i32.const", value: 0 },
    { op: "i32.lt_s" },
    { op: "if", type: { kind: "empty" } },
    { op: "call", func: overflow },
    { op: "end" },
    { op: "local.get", local: fresh },
    { op: "global.set", global: pointer },
  ];
}

/** Adds the two imports at the end of the imported functions and globals, moving all definitions up by one. */
function addImports(
  module: Module,
  stackPointer: number,
  runtime: string,
): { module: Module; limit: number; overflow: number; pointer: number } {
  const overflow = importedCount(module, "func");
  const limit = importedCount(module, "global");
  const up = (first: number) => (index: number) => (index >= first ? index + 1 : index);
  const maps: IndexMaps = { func: up(overflow), global: up(limit) };
  const type = module.types.length;
  const keys = <T>(map: ReadonlyMap<number, T>, move: (i: number) => number) =>
    new Map([...map].map(([k, v]) => [move(k), v]));
  const { names } = module;
  const extended: Module = {
    ...module,
    types: [...module.types, { final: true, supers: [], composite: { kind: "func", params: [], results: [] } }],
    recGroups: [...module.recGroups, { start: type, length: 1 }],
    imports: [
      ...module.imports,
      { module: runtime, name: "stack_overflow", desc: { kind: "func", type } },
      { module: runtime, name: "stack_limit", desc: { kind: "global", type: { type: "i32", mutable: true } } },
    ],
    funcs: module.funcs.map((f) => ({ ...f, body: mapExpr(f.body, maps) })),
    globals: module.globals.map((g) => ({ ...g, init: mapExpr(g.init, maps) })),
    exports: module.exports.map((e) => {
      const move = e.kind === "func" ? maps.func! : e.kind === "global" ? maps.global! : (i: number) => i;
      return { ...e, index: move(e.index) };
    }),
    start: module.start === undefined ? undefined : maps.func!(module.start),
    elems: module.elems.map((e) => ({
      ...e,
      init: e.init.map((x) => mapExpr(x, maps)),
      mode: e.mode.kind === "active" ? { ...e.mode, offset: mapExpr(e.mode.offset, maps) } : e.mode,
    })),
    datas: module.datas.map((d) =>
      d.mode.kind === "active" ? { ...d, mode: { ...d.mode, offset: mapExpr(d.mode.offset, maps) } } : d,
    ),
    names: {
      ...names,
      funcs: keys(names.funcs, maps.func!),
      locals: keys(names.locals, maps.func!),
      labels: keys(names.labels, maps.func!),
      globals: keys(names.globals, maps.global!),
    },
  };
  return { module: extended, limit, overflow, pointer: maps.global!(stackPointer) };
}

function paramCount(module: Module, f: Func): number {
  const { composite } = module.types[f.type];
  return composite.kind === "func" ? composite.params.length : 0;
}
