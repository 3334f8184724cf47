// IR -> wasm module: the passes, in order, then the emitter. Each row says what it needs to come before it.

import { type EmitOptions, emitModule } from "../codegen/module.ts";
import type { Module } from "../wasm/module.ts";
import type { IrFunc, IrModule } from "./ir.ts";
import { callDirectly } from "./passes/direct-calls.ts";
import { forward } from "./passes/forward.ts";
import { inlineLeaves } from "./passes/inline.ts";
import { prune } from "./passes/prune.ts";
import { removeRedundant } from "./passes/redundant.ts";
import { noteExits } from "./passes/regions.ts";
import { addRoots, type RootOptions } from "./passes/roots.ts";
import { simplify } from "./passes/simplify.ts";
import { addObjectFrames, type ObjectStackOptions } from "./passes/stack-objects.ts";

export interface CompileOptions extends EmitOptions {
  /** Present: keep `ptr` locals on the shadow stack these name. Absent: `ptr` is just i32. */
  readonly roots?: RootOptions;
  /** Present: objects that do not outlive the function that makes them lie on the object stack these name. */
  readonly objects?: ObjectStackOptions;
}

export type PassName =
  | "prune"
  | "regions"
  | "simplify"
  | "redundant"
  | "join"
  | "direct"
  | "objects"
  | "inline"
  | "forward"
  | "roots"
  | "grow";

interface Pass {
  readonly name: PassName;
  /** Passes that must have run. */
  readonly after: readonly PassName[];
  readonly why: string;
  /** Makes code better, not possible: left out when nothing is to be optimised. */
  readonly optional?: true;
  /** Of the whole module, or of each function by itself. */
  readonly run?: (module: IrModule, options: CompileOptions) => IrModule;
  readonly runFunc?: (func: IrFunc) => IrFunc;
}

export const passes: readonly Pass[] = [
  {
    name: "prune",
    after: [],
    why: "what is dropped need not be compiled; the shadow stack's globals and growth are kept by name",
    run: (m, o) => keepRoots(m, o, o.objects && o.optimize !== false ? [o.objects] : []),
  },
  { name: "regions", after: [], why: "from here on edges may be taken away", runFunc: noteExits },
  {
    name: "simplify",
    after: ["regions"],
    why: "the later passes are quicker on fewer blocks",
    runFunc: simplify,
  },
  {
    name: "redundant",
    optional: true,
    after: ["simplify"],
    why: "front ends check and copy afresh each time",
    runFunc: removeRedundant,
  },
  {
    name: "join",
    optional: true,
    after: ["redundant"],
    why: "decided branches leave chains of blocks, and longer blocks give `forward` more to work on",
    runFunc: simplify,
  },
  {
    name: "direct",
    optional: true,
    after: ["join"],
    why: "copies are gone; what a closure is given can be followed into a function that is known",
    run: (m) => callDirectly(m),
  },
  {
    name: "objects",
    optional: true,
    after: ["direct"],
    why: "the runtime's functions still stand where they are called",
    run: (m, o) => (o.objects ? addObjectFrames(m, o.objects) : m),
  },
  {
    name: "inline",
    optional: true,
    after: ["objects"],
    why: "sizes are those of tidy functions; the others need not know that there was a call",
    run: (m, o) =>
      keepRoots(
        inlineLeaves(m, (f) => simplify(removeRedundant(simplify(f)))),
        o,
      ),
  },
  {
    name: "forward",
    optional: true,
    after: ["inline"],
    why: "fewer locals; it may lengthen the life of pointers",
    runFunc: forward,
  },
  {
    name: "roots",
    after: ["forward"],
    why: "liveness is final only now: nothing that moves a use of a pointer may follow; the blocks it adds are joined",
    run: (m, o) => (o.roots ? tidyChanged(m, addRoots(m, o.roots)) : m),
  },
  {
    name: "grow",
    after: ["roots"],
    why: "growth of the shadow stack is needed only where there are frames",
    run: (m, o) => (o.roots && !calls(m, o.roots.grow) ? prune(m) : m),
  },
];

const tidyChanged = (before: IrModule, after: IrModule): IrModule => ({
  ...after,
  funcs: after.funcs.map((f, i) => (f === before.funcs[i] ? f : simplify(f))),
});

const calls = (module: IrModule, name: string): boolean =>
  module.funcs.some((f) =>
    f.blocks.some((b) => b.stmts.some((s) => s.kind === "call" && s.callee.kind === "func" && s.callee.name === name)),
  );

function keepRoots(module: IrModule, { roots }: CompileOptions, objects: readonly ObjectStackOptions[] = []): IrModule {
  const pruned = prune(
    module,
    [...(roots ? [roots] : []), ...objects].map((o) => o.grow),
  );
  const wanted = new Set([...(roots ? [roots.pointer, roots.limit, roots.base] : []), ...objects.map((o) => o.owner)]);
  const have = new Set(pruned.globals.map((g) => g.name));
  return {
    ...pruned,
    globals: [...pruned.globals, ...module.globals.filter((g) => wanted.has(g.name) && !have.has(g.name))],
  };
}

/** Runs the passes; `until` stops after that one (for looking at the IR in between). */
export function runPasses(module: IrModule, options: CompileOptions = {}, until?: PassName): IrModule {
  let current = module;
  // Passes over functions in a row go over one function after the other: what a pass makes for the next soon is garbage.
  let row: ((func: IrFunc) => IrFunc)[] = [];
  const finishRow = (): void => {
    const todo = row;
    row = [];
    if (todo.length > 0)
      current = { ...current, funcs: current.funcs.map((f) => todo.reduce((g, pass) => pass(g), f)) };
  };
  for (const { name, optional, run, runFunc } of passes) {
    if (!optional || options.optimize !== false) {
      if (runFunc) row.push(runFunc);
      if (run) {
        finishRow();
        current = run(current, options);
      }
    }
    if (name === until) break;
  }
  finishRow();
  return current;
}

/** The whole way from a front end's IR (which `verifyIr` must accept) to the wasm module model. */
export function compileIr(module: IrModule, options: CompileOptions = {}): Module {
  return emitModule(runPasses(module, options), options);
}
