// Go sources -> checked packages: the main package, what it imports, and what those import.

import type { Diagnostic } from "../diagnostics/index.ts";
import { httpsRequests } from "./https-requests.ts";
import type { SourceSet } from "./syntax/index.ts";
import {
  type CheckedPackage,
  checkPackages,
  type Library,
  loadPackages,
  type Missing,
  type PackageSource,
  type Resolve,
} from "./types/index.ts";

export interface CheckedGo {
  /** In dependency order: imported packages first, main last. The runtime and what it needs are at the front. */
  readonly packages: readonly CheckedPackage[];
  readonly main: CheckedPackage | undefined;
  readonly sources: SourceSet;
  readonly diagnostics: readonly Diagnostic[];
  /** What errors among the diagnostics say that packages lack, and what the program needs of them at run time. */
  readonly missing: readonly Missing[];
}

/** What every program needs, whether it is imported or not. */
const always = ["runtime"];

/** A package with the main package's GODEBUG settings, where internal/godebug finds them. */
const settings = "internal/godebug/defaults";

/**
 * Checks a main package; `resolve` gives the sources of an import path, or undefined when there are none; bundled packages
 * that the library has are not checked again.
 */
export function checkGo(main: PackageSource, resolve: Resolve, library?: Library): CheckedGo {
  const checked = checkAll(main, resolve, library);
  return { ...checked, missing: [...checked.missing, ...httpsRequests(checked.packages, checked.sources)] };
}

function checkAll(main: PackageSource, resolve: Resolve, library?: Library): CheckedGo {
  const { godebug } = main;
  if (!godebug) return checkPackages(loadPackages(main, resolve, { alsoLoad: always, library }));
  const file = {
    path: `$WEFT/${settings}/defaults.go`,
    text: `package defaults\n\nvar Text = ${JSON.stringify(godebug)}\n`,
  };
  const resolveAll: Resolve = (path, importer) =>
    path === settings ? { importPath: settings, files: [file], isStd: true } : resolve(path, importer);
  return checkPackages(loadPackages(main, resolveAll, { alsoLoad: [...always, settings], library }));
}
