// For the tests: one package from text, without errors.

import { deepStrictEqual, ok } from "node:assert/strict";
import { type CheckedPackage, checkPackages, loadPackages, type Obj, type Type } from "../../types/index.ts";

export function checkText(text: string): CheckedPackage {
  const checked = checkPackages(loadPackages({ importPath: "p", files: [{ path: "p.go", text }] }, () => undefined));
  deepStrictEqual(
    checked.diagnostics.map((d) => d.message),
    [],
  );
  ok(checked.main);
  return checked.main;
}

export function lookup(checked: CheckedPackage, name: string): Obj {
  const obj = checked.pkg.scope.objects?.get(name);
  ok(obj, `no ${name}`);
  return obj;
}

export function typeOf(checked: CheckedPackage, name: string): Type {
  return lookup(checked, name).type;
}
