// What the README says of Go, found in the programs whose output is compared with real Go's: the folders test/run and
// test/tree and the examples. A part of the language or a package that no such program uses is not in the table.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { walk } from "../../lower/walk.ts";
import { parseFile, SourceSet } from "../../syntax/index.ts";
import { features } from "./features.ts";

const root = join(import.meta.dirname, "../../..");
const library = join(root, "frontend-go-subset/lib");
export const readmePath = join(root, "README.md");
const [begin, end] = ["<!-- begin: npm run generate -->", "<!-- end: npm run generate -->"];

/** README.md with the generated part as the programs have it now. */
export function renderReadme(readme: string): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md lacks the lines ${begin} and ${end}`);
  return `${readme.slice(0, from + begin.length)}\n\n${renderTable()}\n\n${readme.slice(to)}`;
}

function renderTable(): string {
  const programs = ["frontend-go-subset/test/run", "examples"].flatMap((dir) => programsIn(join(root, dir)));
  const found = programs.flat().map(lookAt);
  const used = new Set(found.flatMap((f) => f.features));
  const imported = new Set(found.flatMap((f) => f.imports));
  const shown = features.filter((f) => used.has(f.name)).map((f) => f.name);
  const isOurs = (path: string): boolean => path === "unsafe" || existsSync(join(library, path));
  const packages = [...imported].filter(isOurs).sort();
  const onTree = programsIn(join(root, "frontend-go-subset/test/tree")).flat().map(lookAt);
  const fromTree = [...new Set(onTree.flatMap((f) => f.imports))].filter((path) => !isOurs(path)).sort();
  return [
    "Programs whose output is compared with that of real Go, on each engine, use",
    "",
    `- of the language: ${shown.join(", ")};`,
    `- of the packages that come with weft: ${packages.join(", ")};`,
    `- of those from a Go source tree, natively: net/http, ${fromTree.join(", ")}.`,
  ].join("\n");
}

/** The Go files of every program that has an .out file. */
function programsIn(folder: string): string[][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".out"))
    .sort()
    .flatMap((name) => {
      const base = join(folder, name.slice(0, -".out".length));
      if (existsSync(`${base}.go`)) return [[`${base}.go`]];
      if (!existsSync(base) || !statSync(base).isDirectory()) return [];
      const files = readdirSync(base, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".go"));
      return files.length === 0 ? [] : [files.map((f) => join(base, f))];
    });
}

function lookAt(path: string): { features: string[]; imports: string[] } {
  const { file } = parseFile(new SourceSet().add(dirname(path), readFileSync(path, "utf8")));
  if (!file) return { features: [], imports: [] };
  const found = new Set<string>();
  walk(file, (node) => {
    for (const feature of features) if (!found.has(feature.name) && feature.isUsedBy(node)) found.add(feature.name);
    return undefined;
  });
  return { features: [...found], imports: file.imports.map((spec) => spec.path.value.slice(1, -1)) };
}
