// Programs with mistakes: what the parser and the checker report must be exactly what the comments in them announce, which come from a
// real Go compiler (annotate.ts): the same lines, columns and words, nothing missing and nothing besides.

import { deepStrictEqual } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackages, loadPackages, type PackageSource } from "../../types/index.ts";

const folder = import.meta.dirname;
const library = join(folder, "..", "..", "lib");

function find(importPath: string): PackageSource | undefined {
  try {
    const home = join(library, importPath);
    const files = readdirSync(home)
      .filter((name) => name.endsWith(".go"))
      .map((name) => ({ path: join(home, name), text: readFileSync(join(home, name), "utf8") }));
    return files.length > 0 ? { importPath, files, isStd: true } : undefined;
  } catch {
    return undefined;
  }
}

/** "line: pattern" for every announced error. */
function announced(text: string): string[] {
  return text.split("\n").flatMap((line, i) => {
    const comment = line.match(/ \/\/ ERROR (.*)$/)?.[1] ?? "";
    return [...comment.matchAll(/"([^"]*)"|`([^`]*)`/g)].map((quoted) => `${i + 1}:${quoted[1] ?? quoted[2]}`);
  });
}

describe("errors in Go programs", () => {
  for (const name of readdirSync(folder).filter((n) => n.endsWith(".go"))) {
    it(name.replace(".go", ""), () => {
      const text = readFileSync(join(folder, name), "utf8");
      // The comments must not take part: an open string, say, would swallow them.
      const source = text.replace(/ ?\/\/ ERROR .*$/gm, "");
      const { diagnostics } = checkPackages(
        loadPackages({ importPath: "p", files: [{ path: name, text: source }] }, find),
      );
      // Errors in other files are mistakes of the library: shown with the file's name, and never expected.
      const found = diagnostics.map((d) => {
        const file = d.span?.file === name ? "" : `${d.span?.file}:`;
        return `${file}${d.span?.line}:${d.span?.column}: ${d.message.replaceAll(`${name}:`, "")}`;
      });
      const expected = announced(text);
      // Where a pattern matches, it stands for the message, so that a difference shows both in full.
      const explained = expected.map((pattern) => {
        const rx = new RegExp(`^${pattern}$`);
        return found.find((f) => rx.test(f)) ?? pattern;
      });
      deepStrictEqual(found.sort(), explained.sort());
    });
  }
});
