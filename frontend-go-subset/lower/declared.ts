// Function bodies: parameters get their places, results theirs, then the statements. Functions without a body are imports
// (//go:wasmimport) or stand for others (//go:linkname).

import { WeftBug } from "../../diagnostics/index.ts";
import type { IrFunc } from "../../wasmfx-backend/index.ts";
import type * as ast from "../syntax/ast.ts";
import type { Func, FuncOwner, Signature, Var } from "../types/types.ts";
import { Unsupported } from "./bug.ts";
import { withDefers } from "./defer.ts";
import { FuncLowering, type Unit } from "./func.ts";
import { noteTarget } from "./intrinsics.ts";
import { local } from "./ir-expr.ts";
import { layoutOf } from "./layout.ts";
import { type Place, readPlace } from "./place.ts";
import type { FuncTarget, Program } from "./program.ts";
import { findRangeCaptures } from "./range-func.ts";
import { claimPanic } from "./recover.ts";
import { block } from "./stmt.ts";

/** The words of a pragma of a function, without its name; undefined when it has none of that name. */
export function pragmaOf(decl: ast.FuncDecl, name: string): string[] | undefined {
  for (const p of decl.pragmas) {
    const words = p.text.trim().split(/\s+/);
    if (words[0] === name) return words.slice(1);
  }
  return undefined;
}

/** Asks for the code of a declared function. */
export function lowerDeclared(program: Program, target: FuncTarget): void {
  const { decl, pkg, name } = target;
  if (!decl.body) {
    const imported = pragmaOf(decl, "go:wasmimport");
    if (imported) {
      declareImport(program, target, imported[0] ?? "env", imported[1] ?? decl.name.name);
      return;
    }
    const obj = pkg.pkg.scope.objects?.get(decl.name.name);
    const real = obj?.kind === "Func" ? program.links.resolve(obj) : undefined;
    if (real?.decl && (real.decl.body || pragmaOf(real.decl, "go:wasmimport"))) {
      forward(program, target, real);
      return;
    }
    program.define(name, () => {
      program.unsupported(
        decl.pos,
        `function ${target.name} without a body (assembly, or a //go:linkname to something that is not there)`,
      );
      return {
        name,
        signature: target.ir,
        locals: target.ir.params.map((type) => ({ type })),
        blocks: [{ stmts: [], end: { kind: "unreachable" } }],
      };
    });
    return;
  }
  program.define(name, () => {
    const unit: Unit = { name, literals: 0, rangeCaptured: new Set() };
    const f = new FuncLowering(program, pkg, target.subst, unit, target.sig, name, target.ir);
    noteTarget(name, f);
    f.isUnchecked = pragmaOf(decl, "go:noroots") !== undefined;
    findRangeCaptures(f, decl.body!);
    return lowerBody(f, decl, decl.body!, "plain", () => {}, functionFlags(decl));
  });
  const exported = pragmaOf(decl, "go:wasmexport");
  if (exported) program.exports.set(exported[0] ?? decl.name.name, name);
}

function functionFlags(decl: ast.FuncDecl): Partial<IrFunc> {
  return {
    ...(pragmaOf(decl, "go:noroots") ? { noRoots: true } : {}),
    ...(pragmaOf(decl, "go:noinline") ? { inline: "never" as const } : {}),
    ...(pragmaOf(decl, "go:inline") ? { inline: "always" as const } : {}),
  };
}

/** Host functions neither allocate in our heap nor run our code: calls to them are no safepoints. */
const hostModules = new Set(["wasi_snapshot_preview1", "weft_host"]);

function declareImport(program: Program, target: FuncTarget, module: string, field: string): void {
  if (program.imports.has(target.name)) return;
  program.imports.set(target.name, {
    name: target.name,
    module,
    field,
    kind: "func",
    signature: target.ir,
    ...(hostModules.has(module) ? { safepoint: false } : {}),
  });
  program.markDefined(target.name);
}

/** A function without a body calls the one it is linked to. */
function forward(program: Program, target: FuncTarget, real: Func): void {
  const to = program.target(real, []);
  program.define(target.name, (name) => {
    const unit: Unit = { name, literals: 0, rangeCaptured: new Set() };
    const f = new FuncLowering(program, target.pkg, target.subst, unit, target.sig, name, target.ir);
    f.setPos(target.decl.pos);
    f.em.end({
      kind: "return",
      values: f.callTarget(
        to,
        target.ir.params.map((_, i) => local(i)),
      ),
    });
    return f.finish({ ...functionFlags(target.decl), ...functionFlags(to.decl) });
  });
}

/**
 * Lowers the body of a declared function or literal. form "closure": parameter 0 is the closure. `prologue` binds captured
 * variables.
 */
export function lowerBody(
  f: FuncLowering,
  owner: FuncOwner,
  body: ast.BlockStmt,
  form: "plain" | "closure",
  prologue: () => void,
  flags: Partial<IrFunc> = {},
): IrFunc {
  return lowerGuarded(f, () => {
    f.setPos(body.pos);
    const { generic } = f.bodySignature(owner);
    let next = form === "closure" ? 1 : 0;
    prologue();
    const vars: Var[] = [...(generic.recv && form === "plain" ? [generic.recv] : []), ...generic.params.vars];
    for (const v of vars) next = bindParam(f, v, next);
    if (f.info.recovers.has(owner)) claimPanic(f, f.em.name);
    bindResults(f, generic, f.info.defers.has(owner));
    const finish = () => {
      block(f, body);
      if (!f.em.isReachable) return;
      f.setPos(body.rbrace);
      returnPlaces(f);
    };
    if (f.info.defers.has(owner)) withDefers(f, body, finish);
    else finish();
    return f.finish({ ...flags, pos: f.program.sources.place(owner.pos) });
  });
}

/** Turns what is not supported, and bugs of ours, into diagnostics. */
export function lowerGuarded(f: FuncLowering, build: () => IrFunc): IrFunc {
  try {
    return build();
  } catch (error) {
    if (error instanceof Unsupported) {
      f.program.unsupported(error.pos, error.message, f.em.pos);
    } else if (error instanceof WeftBug) {
      const at = f.em.pos;
      f.program.diagnostics.push({
        severity: "bug",
        message: `${error.stage}: ${error.message} (in ${f.em.name})`,
        ...(at ? { span: { ...at, length: 1 } } : {}),
      });
    } else {
      if (error instanceof Error) error.message += ` (in ${f.em.name} near ${JSON.stringify(f.em.pos)})`;
      throw error;
    }
    return {
      name: f.em.name,
      signature: f.em.signature,
      locals: f.em.locals,
      blocks: [{ stmts: [], end: { kind: "unreachable" } }],
    };
  }
}

/** A parameter stays in its IR locals unless it must live in memory. Returns the local behind it. */
function bindParam(f: FuncLowering, v: Var, first: number): number {
  const type = f.typeOfVar(v);
  const layout = layoutOf(type);
  const locals = layout.leaves.map((_, i) => first + i);
  const next = first + locals.length;
  if (v.name === "" || v.name === "_") return next;
  if (layout.inMemory || f.isBoxed(v)) f.places.set(v, f.newBox(type, locals.map(local), v.name));
  else {
    f.places.set(v, { kind: "locals", type, locals });
    if (!v.isReassigned) for (const l of locals) f.em.markSingle(l);
  }
  return next;
}

function bindResults(f: FuncLowering, generic: Signature, defers: boolean): void {
  const vars = generic.results.vars;
  const isNamed = vars.some((v) => v.name !== "");
  if (!isNamed && !defers && !f.unit.rangesOverFuncs) return;
  f.resultPlaces = vars.map((v): Place => {
    f.declare(v);
    return f.placeOfVar(v);
  });
}

/** Returns what the result variables hold. */
export function returnPlaces(f: FuncLowering): void {
  const { resultPlaces, defers } = f;
  if (defers) {
    f.em.jump(defers.leave);
    return;
  }
  if (!resultPlaces) {
    f.em.end(f.sig.results.vars.length === 0 ? { kind: "return", values: [] } : { kind: "unreachable" });
    return;
  }
  f.em.end({ kind: "return", values: resultPlaces.flatMap((p) => [...readPlace(f, p)]), pos: f.em.pos });
}
