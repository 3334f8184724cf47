// The files that //go:embed patterns name, below a package's folder.

import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmbeddedFile, Embedder } from "../frontend-go-subset/index.ts";

/** An embedder for a folder; what it reads or lists is added to `watched`. */
export function embedderOf(dir: string, watched: Set<string>): Embedder {
  return (pattern) => {
    const fail = (why: string): { why: string } => ({ why: `pattern ${pattern}: ${why}` });
    const withHidden = pattern.startsWith("all:");
    const glob = withHidden ? pattern.slice("all:".length) : pattern;
    if (!isValidPattern(glob)) return fail("invalid pattern syntax");
    const names = new Set<string>();
    for (const match of matches(dir, glob, watched)) {
      const stat = lstatSync(join(dir, match));
      if (stat.isDirectory()) {
        const found = filesBelow(dir, match, withHidden, watched);
        if (found.length === 0) return fail(`cannot embed directory ${match}: contains no embeddable files`);
        for (const name of found) names.add(name);
      } else if (!stat.isFile()) {
        return fail(`cannot embed irregular file ${match}`);
      } else {
        names.add(match);
      }
    }
    if (names.size === 0) return fail("no matching files found");
    return { files: [...names].map((name) => read(dir, name, watched)) };
  };
}

function read(dir: string, name: string, watched: Set<string>): EmbeddedFile {
  const path = join(dir, name);
  watched.add(path);
  return { name, data: readFileSync(path, "latin1") };
}

/** "." is the folder itself; no other element may be ".", ".." or empty. */
function isValidPattern(glob: string): boolean {
  if (glob === ".") return true;
  return !glob.split("/").some((element) => element === "" || element === "." || element === "..");
}

/** Paths below dir, with slashes, that a pattern in the syntax of path.Match fits. */
function matches(dir: string, glob: string, watched: Set<string>): string[] {
  if (glob === ".") return ["."];
  let found = [""];
  for (const element of glob.split("/")) {
    const fits = elementMatcher(element);
    found = found.flatMap((base) => {
      const folder = join(dir, base);
      if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return [];
      watched.add(folder);
      return readdirSync(folder)
        .filter((name) => fits.test(name))
        .map((name) => (base === "" ? name : `${base}/${name}`));
    });
  }
  return found.sort();
}

/** * is any text, ? any character, [a-z] and [^a-z] sets, \ takes the next character as it is. */
function elementMatcher(element: string): RegExp {
  const source = element.replace(
    /\\(.)|\[(\^?)([^\]]*)\]|(\*)|(\?)|([^\\[*?])/gsu,
    (all, quoted, not, set, star, any) => {
      if (star) return ".*";
      if (any) return ".";
      if (set !== undefined) return `[${not}${set.replace(/[\\[\]^]/g, "\\$&")}]`;
      return (quoted ?? all).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    },
  );
  return new RegExp(`^${source}$`, "su");
}

/** All files below a folder; names with a leading dot or underscore only on demand, and no other modules. */
function filesBelow(dir: string, base: string, withHidden: boolean, watched: Set<string>): string[] {
  const folder = join(dir, base);
  watched.add(folder);
  if (base !== "." && existsSync(join(folder, "go.mod"))) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => withHidden || !/^[._]/.test(entry.name))
    .flatMap((entry) => {
      const name = base === "." ? entry.name : `${base}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(dir, name, withHidden, watched);
      return entry.isFile() ? [name] : [];
    });
}
