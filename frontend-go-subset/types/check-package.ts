// Checks one package: its files' syntax trees in, what is known about them and the errors out.

import type { Diagnostic } from "../../diagnostics/index.ts";
import type * as ast from "../syntax/ast.ts";
import { Checker, type CheckerOptions } from "./checker.ts";
import { directCycles } from "./cycles.ts";
import { checkDirectives } from "./directives.ts";
import type { CheckedPackage } from "./info.ts";
import { initOrder } from "./init-order.ts";
import { checkInterfaceCycles } from "./interface-cycles.ts";
import type { Missing } from "./missing.ts";
import { collectObjects, packageObjects, unusedImports } from "./resolver.ts";
import type { Package, Scope } from "./types.ts";
import { universe } from "./universe.ts";

export function newPackage(path: string, name: string, isFake = false): Package {
  const scope: Scope = { parent: universe, kind: "package", pos: 0, end: 0, objects: new Map(), owner: undefined };
  return { path, name, scope, imports: [], complete: false, isFake };
}

export function checkPackage(
  pkg: Package,
  files: readonly ast.File[],
  options: CheckerOptions,
): { checked: CheckedPackage; diagnostics: Diagnostic[]; missing: readonly Missing[] } {
  const c = new Checker(pkg, options);
  const own = files.filter((file) => {
    if (file.name.name === pkg.name) return true;
    c.fail(file.name, "MismatchedPkgName", `package ${file.name.name}; expected package ${pkg.name}`);
    return false;
  });
  if (pkg.name === "_") c.fail(own[0].name, "BlankPkgName", "invalid package name _");
  collectObjects(c, own);
  directCycles(c);
  packageObjects(c);
  c.processDelayed(0);
  initOrder(c);
  unusedImports(c);
  c.recordUntyped();
  if (c.diagnostics.length === 0) reportEndlessInstances(c);
  if (c.diagnostics.length === 0) {
    checkInterfaceCycles(c);
    checkDirectives(c, own);
  }
  pkg.complete = true;
  const checked = { pkg, files: own, info: c.info, isStd: options.isStd ?? false };
  return { checked, diagnostics: c.diagnostics, missing: c.missing };
}

function reportEndlessInstances(c: Checker): void {
  const loop = c.mono.findLoop();
  if (!loop) return;
  const error = c.error("InvalidInstanceCycle").add(loop.obj, "instantiation cycle:");
  for (const { pos, obj, type } of loop.steps) {
    const how = obj.type.kind === "TypeParam" ? "instantiated as" : "implicitly parameterized by";
    error.add(pos, `${obj.name} ${how} ${c.name(type)}`);
  }
  error.report();
}
