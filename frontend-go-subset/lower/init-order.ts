// In which order packages are initialized.
//
// spec: "Given the list of all packages, sorted by import path, in each step the first uninitialized package in the list for
// which all imported packages (if any) are already initialized is initialized." As with Go's linker, the runtime and what it
// needs come first, and a package that has nothing to do, and imports nothing that has, counts as initialized.

import type { CheckedPackage } from "../types/info.ts";
import type { Package } from "../types/types.ts";

/** Packages of Go's library that have something to do there, though not always here. */
const busyInGo = new Set(["errors", "sync", "unicode", "reflect", "internal/reflectlite"]);

/** packages: imported ones before importing ones. isBusy: it has variables to set or init functions to run. */
export function packageInitOrder(
  packages: readonly CheckedPackage[],
  isBusy: (pkg: CheckedPackage) => boolean,
): CheckedPackage[] {
  const early = packages.findIndex((p) => p.pkg.path === "runtime") + 1;
  const order = packages.slice(0, early);
  const busy = new Set<Package>();
  for (const p of packages.slice(early)) {
    if (isBusy(p) || busyInGo.has(p.pkg.path) || p.pkg.imports.some((i) => busy.has(i))) busy.add(p.pkg);
    else order.push(p);
  }
  const waiting = packages.slice(early).filter((p) => busy.has(p.pkg));
  waiting.sort((a, b) => (a.pkg.path < b.pkg.path ? -1 : a.pkg.path > b.pkg.path ? 1 : 0));
  while (waiting.length > 0) {
    // Of the ready ones the first; main imports everything and is the last.
    const at = waiting.findIndex((p) => p.pkg.imports.every((i) => !busy.has(i)));
    const [next] = waiting.splice(Math.max(at, 0), 1);
    busy.delete(next.pkg);
    order.push(next);
  }
  return order;
}
