// The files of one compilation as clang sees them: a tree of its own in which the user's files, weft's headers and nothing
// else lie. User paths may be absolute or start with ".."; in the tree they may not, so they are renamed and messages
// are given the user's names back.

import { readdirSync, readFileSync } from "node:fs";
import { replaceParentIncludes } from "./includes.ts";

export interface CFile {
  /** As the user wrote it; messages use it. */
  readonly path: string;
  readonly text: string;
}

export interface Sources {
  /** All files by their path in the tree. */
  readonly files: ReadonlyMap<string, string>;
  /** Those to compile: path in the tree and path of the object to make. */
  readonly units: readonly { readonly source: string; readonly object: string; readonly path: string }[];
  /** Where #include <...> looks besides clang's own directories. */
  readonly includeDirs: readonly string[];
  /** The user's name for a path of the tree (also for an object: the name of its source). */
  nameOf(treePath: string): string;
}

const headerDir = new URL("./include/", import.meta.url);
const headerRoot = "weft-include";
const asyncSource = "weft-runtime/async.c";

/** Every `.c` file is compiled; the others can be included. */
export function arrangeSources(files: readonly CFile[], includes: readonly string[]): Sources {
  const tree = new Map<string, string>(headers());
  const names = new Map<string, string>();
  const units: { source: string; object: string; path: string }[] = [];
  for (const { path, text } of files) {
    const source = treePath(path);
    tree.set(source, text);
    names.set(source, path);
    if (!path.endsWith(".c")) continue;
    const object = `${source}.o`;
    names.set(object, path);
    units.push({ source, object, path });
  }
  const find = (path: string): string | undefined => (names.has(treePath(path)) ? treePath(path) : undefined);
  for (const file of files) tree.set(treePath(file.path), replaceParentIncludes(file, includes, find));
  // The functions of weft/async.h are C code: one more file to compile.
  if (files.some(({ text }) => /^\s*#\s*include\s*[<"]weft\/async\.h[>"]/m.test(text))) {
    tree.set(asyncSource, readFileSync(new URL("./runtime/async.c", import.meta.url), "utf8"));
    units.push({ source: asyncSource, object: `${asyncSource}.o`, path: "async.c" });
  }
  const strip = (path: string): string => path.replace(/^(\.\/|\/)/, "");
  const nameOf = (path: string): string => names.get(strip(path)) ?? path.replace(/^\/?weft-(include|runtime)\//, "");
  return { files: tree, units, includeDirs: [headerRoot, ...includes.map(treePath)], nameOf };
}

/** "../a//b/./c.h" => "weft-up/a/b/c.h", "/x/y.c" => "weft-root/x/y.c". */
function treePath(path: string): string {
  const parts: string[] = path.startsWith("/") ? ["weft-root"] : [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length === 0 || parts[parts.length - 1] === "weft-up") parts.push("weft-up");
    else parts.pop();
  }
  return parts.length === 0 ? "." : parts.join("/");
}

let headerFiles: [string, string][] | undefined;

/** weft's own headers, read once. */
function headers(): [string, string][] {
  headerFiles ??= readdirSync(headerDir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".h"))
    .map((name) => [`${headerRoot}/${name}`, readFileSync(new URL(name, headerDir), "utf8")]);
  return headerFiles;
}
