// Go's own source tree, from which packages outside weft's library are compiled: where it is, its release, the build tags
// that fit it.
//
// Looked for in this order: $GOROOT, Go's usual folder, then the folders of Debian's golang packages, newest first.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { PackageSource } from "../frontend-go-subset/index.ts";

type System = NonNullable<PackageSource["system"]>;

export interface GoTree {
  /** The folder that has src/ in it. */
  readonly root: string;
  /** 26 for Go 1.26. */
  readonly release: number;
}

/** The command that gets a tree on Debian 12. */
export const installTree = "apt-get install -y golang-1.19-src";

/** The releases whose trees weft has been tried with. */
export const knownReleases = { oldest: 19, newest: 26 } as const;

let found: GoTree | undefined | null = null;

/** The tree of this machine; looked for once. */
export function goTree(): GoTree | undefined {
  if (found === null) found = findGoTree(process.env.GOROOT, ["/usr/local/go", ...distributionTrees()]);
  return found;
}

/** `named` is the user's choice: when it is not a tree, there is none. */
export function findGoTree(named: string | undefined, candidates: readonly string[]): GoTree | undefined {
  for (const root of named ? [named] : candidates) {
    const tree = treeAt(root);
    if (tree) return tree;
  }
  return undefined;
}

/** Debian: golang-1.N-src has /usr/share/go-1.N/src, golang-1.N-go /usr/lib/go-1.N with links to it. */
function distributionTrees(): string[] {
  return ["/usr/lib", "/usr/share"].flatMap((dir) => {
    if (!existsSync(dir)) return [];
    const versions = readdirSync(dir).flatMap((name) => {
      const release = /^go-1\.(\d+)$/.exec(name)?.[1];
      return release === undefined ? [] : [{ name, release: Number(release) }];
    });
    versions.sort((a, b) => b.release - a.release);
    return ["go", ...versions.map((v) => v.name)].map((name) => join(dir, name));
  });
}

function treeAt(root: string): GoTree | undefined {
  // Every tree says its release here, those without a VERSION file too.
  const file = join(root, "src", "internal", "goversion", "goversion.go");
  if (!existsSync(file)) return undefined;
  const release = Number(/^const Version = (\d+)/m.exec(readFileSync(file, "utf8"))?.[1]);
  return release > 0 ? { root: resolve(root), release } : undefined;
}

/** Packages that do without what their files for the browser or WASI leave out: the system whose files they take. */
const otherSystems: Readonly<Record<string, { readonly system: System | undefined; readonly until?: number }>> = {
  // Where it looks for the certificates of authorities.
  "crypto/x509": { system: "linux" },
  // In the browser, JavaScript has the random numbers; Plan 9 has them in a file.
  "crypto/rand": { system: "plan9", until: 21 },
  // In the browser, JavaScript makes the requests.
  "net/http": { system: undefined, until: 21 },
};

/**
 * The operating system that a package's files are chosen for, undefined: the build's. WASI came with Go 1.21, older trees know
 * only the browser.
 */
export function treeSystem(tree: GoTree, importPath: string): System | undefined {
  const other = otherSystems[importPath];
  if (other && tree.release < (other.until ?? Number.POSITIVE_INFINITY)) return other.system;
  return tree.release < 21 ? "js" : undefined;
}
