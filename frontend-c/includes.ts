// Which headers a set of C files needs: follows #include lines, so that the caller can read just those. Lines that are
// compiled out are followed too; #include of a macro is not.

import { posix } from "node:path";
import type { CFile } from "./sources.ts";

const includeLine = /^[ \t]*#[ \t]*include(?:_next)?[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/gm;

/**
 * All files that `files` include, directly or not, as far as `read` finds them. Looks beside the including file (for
 * "name"), then in `includes`. `read` gives a file's text, or undefined when there is no such file; headers of libc and
 * of weft are expected not to be found.
 */
export function findIncludes(
  files: readonly CFile[],
  includes: readonly string[],
  read: (path: string) => string | undefined,
): CFile[] {
  const known = new Set(files.map((f) => posix.normalize(f.path)));
  const found: CFile[] = [];
  const work = [...files];
  for (let file = work.pop(); file !== undefined; file = work.pop()) {
    for (const [, quoted, angled] of file.text.matchAll(includeLine)) {
      const beside = quoted === undefined ? [] : [join(folderOf(file.path), quoted)];
      for (const path of [...beside, ...includes.map((dir) => join(dir, quoted ?? angled))]) {
        // One file has many names: a.h, sub/../a.h, sub/../sub/../a.h ...
        const plain = posix.normalize(path);
        if (known.has(plain)) break;
        const text = read(path);
        if (text === undefined) continue;
        known.add(plain);
        found.push({ path: plain, text });
        work.push({ path: plain, text });
        break;
      }
    }
  }
  return found;
}

/**
 * `text` of the file `path` with every #include that has ".." in it written as the path that `find` gives for it. The file
 * system that the packaged clang sees does not know "..".
 */
export function replaceParentIncludes(
  { path, text }: CFile,
  includes: readonly string[],
  find: (path: string) => string | undefined,
): string {
  return text.replace(includeLine, (line, quoted?: string, angled?: string) => {
    const name = quoted ?? angled ?? "";
    if (!name.split("/").includes("..")) return line;
    const folders = quoted === undefined ? includes : [folderOf(path), ...includes];
    const found = folders.map((folder) => find(join(folder, name))).find((f) => f !== undefined);
    return found === undefined ? line : `${line.slice(0, line.search(/["<]/))}"${found}"`;
  });
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

function join(folder: string, name: string): string {
  if (name.startsWith("/") || folder === "" || folder === ".") return name;
  return `${folder.replace(/\/$/, "")}/${name}`;
}
