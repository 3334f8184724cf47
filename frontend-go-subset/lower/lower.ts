// Checked packages -> IR module: asks for main and the initializers, lowers everything they reach, then lays out what is known
// only at the end (method tables, the collector's roots, the end of static memory).

import type { Diagnostic } from "../../diagnostics/index.ts";
import type { IrModule, ObjectStackOptions, RootOptions } from "../../wasmfx-backend/index.ts";
import type { SourceSet } from "../syntax/source.ts";
import type { CheckedPackage } from "../types/info.ts";
import { pragmaOf } from "./declared.ts";
import { panicTag } from "./defer.ts";
import { writeFuncTable } from "./func-names.ts";
import { PackageInit } from "./init.ts";
import { ptr } from "./ir-expr.ts";
import { type LowerOptions, Program } from "./program.ts";
import { reflectionCalls } from "./reflect-call.ts";

/** Where generated code keeps pointers for the collector; for the backend's pass `roots`. */
export const goRoots: RootOptions = { pointer: "$ssp", limit: "$ssl", base: "$ssb", grow: "runtime.shadowGrow" };

/** How code makes objects, and where those of a goroutine's frames lie (runtime/objects.go); for the backend's pass `objects`. */
export const goObjects: ObjectStackOptions = {
  allocate: "runtime.mallocgc",
  allocateArray: "runtime.newelems",
  storePointer: "runtime.writeptr",
  owner: "$g",
  sp: 16,
  limit: 20,
  grow: "runtime.objectsGrow",
  harmless: new Set([
    ...["beforewrite", "shade", "shadeRange", "memequal", "typedequal", "cmpstring", "memclr", "slotOf"].map(
      (f) => `runtime.${f}`,
    ),
    "strings.noescape",
  ]),
  isRaw: (func) => /^(runtime|reflect|sync|syscall|os|net|time|weak|unique|internal)[./]/.test(func),
};

export interface LoweredProgram {
  readonly module: IrModule;
  readonly diagnostics: readonly Diagnostic[];
}

/** `packages` in dependency order (imported ones first), runtime and what it imports at the front; the last is main. */
export function lowerProgram(
  packages: readonly CheckedPackage[],
  sources: SourceSet,
  options: LowerOptions = {},
): LoweredProgram {
  const program = new Program(packages, sources, options);
  const init = new PackageInit(program);
  const runtime = (name: string): string => {
    const target = program.runtimeFunc(name);
    program.requestTarget(target);
    return target.name;
  };
  runtime("shadowGrow");
  runtime("objectsGrow");
  // Every loop mentions the flag: its address is to be a short one.
  for (const name of ["module", "preemptFlag"]) {
    const variable = program.runtimeVar(name);
    if (variable) program.globalAddress(variable);
  }
  requestExports(program);
  init.requestAll();
  // What the library needs in every program comes before what this one wants of it.
  program.drain();
  const main = packages[packages.length - 1];
  const mainObj = main.pkg.scope.objects?.get("main");
  if (mainObj?.kind === "Func") {
    const target = program.target(mainObj, []);
    program.requestTarget(target);
    defineEntry(program, target.name, [runtime("rt0"), runtime("start"), runtime("mainReturned")]);
  }
  program.drain();
  while (reflectionCalls(program) || program.late.request(program)) program.drain();
  program.late.finish(program);
  program.drain();
  program.add(init.buildMaster());
  const module = finishModule(program, init);
  return { module, diagnostics: program.diagnostics };
}

/** Functions that the host or another module calls. */
function requestExports(program: Program): void {
  for (const pkg of program.packages) {
    for (const file of pkg.files) {
      for (const decl of file.decls) {
        if (decl.kind !== "FuncDecl" || decl.recv || !pragmaOf(decl, "go:wasmexport")) continue;
        const obj = pkg.pkg.scope.objects?.get(decl.name.name);
        if (obj?.kind === "Func") program.requestTarget(program.target(obj, []));
      }
    }
  }
}

/** _start: sets the runtime up and runs go.main (initializers, main.main, exit) as the first goroutine. */
function defineEntry(program: Program, main: string, [rt0, start, mainReturned]: string[]): void {
  program.define("go.main", (name) => ({
    name,
    signature: { params: ["ptr"], results: [] },
    locals: [{ type: "ptr" }],
    blocks: [
      {
        stmts: [
          { kind: "call", dsts: [], callee: { kind: "func", name: "go.init" }, args: [] },
          { kind: "call", dsts: [], callee: { kind: "func", name: main }, args: [] },
          { kind: "call", dsts: [], callee: { kind: "func", name: mainReturned }, args: [] },
        ],
        end: { kind: "return", values: [] },
      },
    ],
  }));
  const closure = ptr(program.funcValue("go.main"));
  program.define("_start", (name) => ({
    name,
    exportName: "_start",
    signature: { params: [], results: [] },
    locals: [],
    blocks: [
      {
        stmts: [
          { kind: "call", dsts: [], callee: { kind: "func", name: rt0 }, args: [] },
          { kind: "call", dsts: [], callee: { kind: "func", name: start }, args: [closure] },
        ],
        end: { kind: "return", values: [] },
      },
    ],
  }));
}

function finishModule(program: Program, init: PackageInit): IrModule {
  program.types.finish();
  const { data } = program;
  const roots = data.reserve(program.roots.length * 12);
  program.roots.forEach((root, i) => {
    roots.u32(i * 12, root.address);
    roots.u32(i * 12 + 4, root.type);
    roots.u32(i * 12 + 8, root.count);
  });
  const all = program.types.all();
  const links = data.reserve(all.length * 4);
  all.forEach((address, i) => {
    links.u32(i * 4, address);
  });
  const functions = writeFuncTable(program);
  const end = Math.ceil(data.end / 16) * 16;
  const piece = init.modulePiece;
  if (piece) {
    piece.u32(0, data.start);
    piece.u32(4, end);
    piece.u32(8, roots.address);
    piece.u32(12, program.roots.length);
    piece.u32(16, links.address);
    piece.u32(20, all.length);
    piece.u32(24, program.options.gcStress ? 1 : 0);
    piece.u32(28, functions.address);
    piece.u32(32, functions.count);
  }
  const global = (name: string) => ({ name, type: "i32" as const, mutable: true, init: 0 });
  const pages = Math.ceil(end / 65536) + 1;
  return {
    signatures: new Map(),
    imports: [...program.imports.values()],
    funcs: program.orderedFuncs(),
    globals: [goRoots.pointer, goRoots.limit, goRoots.base, goObjects.owner].map(global),
    tags: [{ name: panicTag, signature: { params: ["ptr"], results: [] } }],
    table: [],
    memory: program.options.importMemory
      ? { min: pages, import: program.options.importMemory, exportName: "memory" }
      : { min: pages, exportName: "memory" },
    data: data.finish(),
    exports: [
      { name: "ssp", kind: "global", item: goRoots.pointer },
      { name: "ssl", kind: "global", item: goRoots.limit },
      { name: "ssb", kind: "global", item: goRoots.base },
      ...[...program.exports].map(([name, item]) => ({ name, kind: "func" as const, item })),
    ],
  };
}
