// Packages of weft's own library for which Go's own can stand in. Weft's are small and quick to compile, and lack some of what
// Go's have; a program that needs that gets Go's, when there is a Go source tree. The choice holds for the whole program: the
// packages of a group share types and what is private to them.

import type { Diagnostic } from "../diagnostics/index.ts";
import type { Missing } from "../frontend-go-subset/index.ts";
import { installTree } from "./go-tree.ts";

export interface StandIn {
  /** Import paths; Go's come all together. */
  readonly packages: readonly string[];
  /** Packages whose importers, if they import one of the group too, want it to do what weft's does not, whether they name that or not. */
  readonly users: readonly string[];
}

const standIns: readonly StandIn[] = [
  {
    packages: ["net/http", "net/http/httptest"],
    // Weft's client tells nobody how its requests go, and cannot make any for https://.
    users: ["net/http/httptrace", "crypto/tls"],
  },
];

/** The group that a package belongs to. */
export function standInOf(importPath: string): StandIn | undefined {
  return standIns.find((s) => s.packages.includes(importPath));
}

/** The group that weft's package of which is not enough for those who import this one. */
export function standInFor(user: string): StandIn | undefined {
  return standIns.find((s) => s.users.includes(user));
}

/** Without a tree: what weft's package lacks may be in Go's. The first error about it says so. */
export function explainMissing(diagnostics: readonly Diagnostic[], missing: readonly Missing[]): readonly Diagnostic[] {
  const about = ({ span }: Diagnostic): Missing | undefined =>
    missing.find(
      (m) =>
        standInOf(m.package) &&
        m.span.file === span?.file &&
        m.span.line === span.line &&
        m.span.column === span.column,
    );
  const first = diagnostics.find(about);
  return diagnostics.map((d) => {
    if (d !== first) return d;
    const notes = [
      `weft's own ${about(d)!.package}, which does not have all that Go's has, is used when there is no Go source tree`,
      `install one with: ${installTree}, or set GOROOT to the folder of a Go installation`,
    ];
    return { ...d, notes: [...(d.notes ?? []), ...notes.map((message) => ({ message }))] };
  });
}
