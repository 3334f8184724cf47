// Puts the bodies of chosen functions in place of calls to them. Meant for the small functions of hand-written modules that
// switch stacks: a call and its return on two different stacks defeat the processor's return prediction, which costs
// several times the switch itself. In place of a call there is no return.
//
//   (call $f)  =>  (local.set $p1) (local.set $p0)      parameters, from the stack
//                  (local.set $l0 (i32.const 0))        $f's other locals start at zero, also the second time round a loop
//                  (block (result i32)                  is what $f's own outermost label was
//                    ... (return) => (br <this block>) ...
//                  )

import { assertNever, WeftBug } from "../diagnostics/index.ts";
import {
  type BlockType,
  type CodePos,
  type Func,
  funcName,
  funcTypeAt,
  type Instr,
  importedCount,
  inlinedAt,
  type Module,
  type ValType,
} from "../wasmfx-backend/index.ts";

/** The module with calls of the functions `chosen` (merged indices) replaced. Calls among them are replaced too, unless they lead back. */
export function inlineCalls(module: Module, chosen: ReadonlySet<number>): Module {
  const imported = importedCount(module, "func");
  const bodies = new Map<number, Func>();
  for (const index of chosen) {
    const func = module.funcs[index - imported];
    if (func !== undefined && canInline(func)) bodies.set(index, func);
  }
  if (bodies.size === 0) return module;
  const funcs = module.funcs.map((func, i) => inlineInto(module, func, new Set([i + imported]), bodies));
  return { ...module, funcs };
}

/** Tail calls leave the function that they are in: they cannot be moved into another one. */
const canInline = (func: Func): boolean => !func.body.some((instr) => instr.op.startsWith("return_call"));

/** `func` without calls of `bodies`, except of those that are being inlined already. */
function inlineInto(module: Module, func: Func, inside: ReadonlySet<number>, bodies: ReadonlyMap<number, Func>): Func {
  if (!func.body.some((instr) => instr.op === "call" && bodies.has(instr.func) && !inside.has(instr.func))) return func;
  const locals = [...func.locals];
  const firstLocal = paramsOf(module, func).length;
  const body: Instr[] = [];
  const positions: (CodePos | undefined)[] | undefined = func.positions && [];
  const likely = new Map<number, boolean>();
  const expect = (expected: boolean | undefined): void => {
    if (expected !== undefined) likely.set(body.length, expected);
  };
  func.body.forEach((instr, i) => {
    const callee = instr.op === "call" && !inside.has(instr.func) ? bodies.get(instr.func) : undefined;
    if (callee === undefined || instr.op !== "call") {
      expect(func.likely?.get(i));
      body.push(instr);
      positions?.push(func.positions?.[i]);
      return;
    }
    const whole = inlineInto(module, callee, new Set([...inside, instr.func]), bodies);
    const base = firstLocal + locals.length;
    locals.push(...paramsOf(module, whole), ...whole.locals);
    const placed = inPlace(module, whole, base);
    const name = funcName(module, instr.func);
    // The instructions that take the place of the callee's frame come before and after its body.
    const before = placed.length - whole.body.length - 1;
    placed.forEach((instruction, k) => {
      expect(whole.likely?.get(k - before));
      body.push(instruction);
      const from = whole.positions?.[k - before];
      positions?.push(inlinedAt(from, name, func.positions?.[i]));
    });
  });
  return { ...func, locals, body, offsets: undefined, positions, likely };
}

const paramsOf = (module: Module, func: Func): readonly ValType[] => funcTypeAt(module, func.type)?.params ?? [];

/** The body of `func` as instructions that take its arguments from the stack; its locals start at `base`. */
function inPlace(module: Module, func: Func, base: number): Instr[] {
  const params = paramsOf(module, func);
  const code: Instr[] = params.map((_, i): Instr => ({ op: "local.set", local: base + i })).reverse();
  for (const [i, type] of func.locals.entries()) {
    const zero = zeroOf(type);
    if (zero !== undefined) code.push(zero, { op: "local.set", local: base + params.length + i });
  }
  code.push({ op: "block", type: resultType(module, func) });
  let depth = 0;
  for (const instr of func.body) {
    code.push(moved(instr, base, depth));
    if (instr.op === "block" || instr.op === "loop" || instr.op === "if" || instr.op === "try_table") depth++;
    else if (instr.op === "end") depth--;
  }
  code.push({ op: "end" });
  return code;
}

function moved(instr: Instr, base: number, depth: number): Instr {
  if (instr.op === "return") return { op: "br", label: depth };
  if (instr.op === "local.get" || instr.op === "local.set" || instr.op === "local.tee")
    return { ...instr, local: base + instr.local };
  return instr;
}

/** A block of the function's results. With more than one it needs a type without parameters, as the function has none left. */
function resultType(module: Module, func: Func): BlockType {
  const results = funcTypeAt(module, func.type)?.results ?? [];
  if (results.length === 0) return { kind: "empty" };
  if (results.length === 1) return { kind: "value", type: results[0] };
  const wanted = JSON.stringify(results);
  const found = module.types.findIndex(
    ({ composite: c }) => c.kind === "func" && c.params.length === 0 && JSON.stringify(c.results) === wanted,
  );
  if (found >= 0) return { kind: "func", type: found };
  module.recGroups.push({ start: module.types.length, length: 1 });
  return {
    kind: "func",
    type: module.types.push({ final: true, supers: [], composite: { kind: "func", params: [], results } }) - 1,
  };
}

/** What a local starts with; undefined for references that are never null, which code must set before it reads them. */
function zeroOf(type: ValType): Instr | undefined {
  if (typeof type !== "string") return type.nullable ? { op: "ref.null", heap: type.heap } : undefined;
  switch (type) {
    case "i32":
      return { op: "i32.const", value: 0 };
    case "i64":
      return { op: "i64.const", value: 0n };
    case "f32":
      return { op: "f32.const", bits: 0 };
    case "f64":
      return { op: "f64.const", bits: 0n };
    case "v128":
      return { op: "v128.const", bytes: new Uint8Array(16) };
    default:
      return assertNever(type, "linker");
  }
}

/** Merged indices of the exports `names` of an input, which must be functions that it defines. */
export function exportedFunctions(
  module: Module,
  names: readonly string[],
  place: (index: number) => number,
): number[] {
  return names.map((name) => {
    const found = module.exports.find((e) => e.kind === "func" && e.name === name);
    if (found === undefined) throw new WeftBug("linker", `no function "${name}" to inline`);
    return place(found.index);
  });
}
