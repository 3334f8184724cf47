// What weft's packages lack of the public API of Go's: every line of the tree's api/ files becomes a use of the name with the
// type that it has in Go, and the checker says which of them do not compile.
//
//   pkg bytes, method (*Buffer) Peek(int) ([]uint8, error)
//   var _ func(*bytes.Buffer, int) ([]uint8, error) = (*bytes.Buffer).Peek

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GoSourceFinder } from "../../../cli/go-sources.ts";
import type { GoTree } from "../../../cli/go-tree.ts";
import { checkGo, type SourceText } from "../../index.ts";

export interface ApiReport {
  readonly name: string;
  /** Exported names, methods and fields that Go's package has on every system. */
  readonly total: number;
  /** Lines of the api files that weft's package does not satisfy, without the package's name. */
  readonly missing: readonly string[];
}

/** Reports on those of the packages that are weft's; on all of weft's when none are named. */
export function compareApi(tree: GoTree, named: readonly string[]): ApiReport[] {
  const features = readFeatures(join(tree.root, "api"));
  const paths = named.length > 0 ? named : [...features.keys()].sort();
  return paths.flatMap((path) => {
    const finder = new GoSourceFinder("/", tree);
    const source = finder.find(path, "");
    const isOurs = !("why" in source) && source.files[0]?.path.startsWith("$WEFT");
    return isOurs ? [compareOne(path, features.get(path) ?? [], finder, features)] : [];
  });
}

type Features = ReadonlyMap<string, readonly string[]>;

/** Import path -> its features, without those for some systems only, repetitions of deprecated ones, and what Go took back. */
function readFeatures(folder: string): Features {
  const found = new Map<string, Set<string>>();
  const exceptions = join(folder, "except.txt");
  const takenBack = new Set(existsSync(exceptions) ? readFileSync(exceptions, "utf8").split("\n") : []);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^go1.*\.txt$/.test(name)) : [];
  for (const file of files)
    for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
      const [, path, feature] = /^pkg ([\w/.]+), (.*?)(?: #\d+)?$/.exec(line) ?? [];
      if (feature === undefined || feature.includes("//deprecated") || takenBack.has(line)) continue;
      const list = found.get(path) ?? new Set();
      found.set(path, list.add(feature));
    }
  return new Map([...found].map(([path, list]) => [path, [...list].sort()]));
}

function compareOne(path: string, features: readonly string[], finder: GoSourceFinder, all: Features): ApiReport {
  const uses = features.flatMap((feature) => {
    const use = useOf(feature, "p");
    return use === undefined ? [] : [{ feature, use }];
  });
  const wrong = wrongUses(
    uses.map(({ use }, i) => ({ path: `use${i}.go`, text: programText(use, path, all) })),
    finder,
  );
  return {
    name: path,
    total: uses.length,
    missing: uses.flatMap(({ feature }, i) => (wrong.has(`use${i}.go`) ? [feature] : [])),
  };
}

/** The files, each with one use, that do not compile. A wrong one can keep the checker from others: those get another turn. */
function wrongUses(files: readonly SourceText[], finder: GoSourceFinder): ReadonlySet<string> {
  const main = { path: "main.go", text: "package main\n\nfunc main() {}\n" };
  const wrong = new Set<string>();
  for (let before = -1; before < wrong.size; ) {
    before = wrong.size;
    const left = [main, ...files.filter((f) => !wrong.has(f.path))];
    const { diagnostics } = checkGo({ importPath: "main", files: left }, (p, importer) => finder.find(p, importer));
    for (const d of diagnostics) if (d.span && !isUninstantiated(d.message)) wrong.add(d.span.file);
  }
  return wrong;
}

/** A generic function or type is there; the api files do not say with which types it could be used. */
function isUninstantiated(message: string): boolean {
  return /^cannot use generic (function|type) .* without instantiation/.test(message);
}

/** The declarations that need the feature of package `p`; undefined when there is nothing to name. */
function useOf(feature: string, p: string): string | undefined {
  const [, kind, rest] = /^(\w+) (.*)$/.exec(feature) ?? [];
  switch (kind) {
    case "const":
      return `const _ = ${p}.${/^\w+/.exec(rest)![0]}`;
    case "var": {
      const [, name, type] = /^(\w+) (.*)$/.exec(rest)!;
      return typed(`${p}.${name}`, type, p);
    }
    case "func": {
      const [, name, signature] = /^(\w+)(.*)$/.exec(rest)!;
      return typed(`${p}.${name}`, `func${signature}`, p);
    }
    case "method": {
      const [, receiver, name, signature] = /^\((.*?)\) (\w+)(.*)$/.exec(rest)!;
      return methodUse(receiver, name, signature, p);
    }
    case "type":
      return useOfType(rest, p);
    default:
      return undefined;
  }
}

function useOfType(rest: string, p: string): string | undefined {
  const [, name, params, what] = /^(\w+)(\[.*?\](?= \w))? ?(.*)$/.exec(rest)!;
  const part = /^(struct|interface), (.*)$/.exec(what);
  if (!part) return `type _ = ${p}.${name}`;
  const instance = params ? `${name}[int]` : name;
  const [, form, member] = part;
  if (member === "unexported methods") return undefined;
  if (form === "interface") {
    const [, method, signature] = /^(\w+)(.*)$/.exec(member)!;
    return methodUse(instance, method, signature, p);
  }
  const embedded = /^embedded \*?(?:\w+\.)?(\w+)/.exec(member);
  if (embedded) return `var _ = ${p}.${instance}{}.${embedded[1]}`;
  const [, field, type] = /^(\w+) (.*)$/.exec(member)!;
  return typed(`${p}.${instance}{}.${field}`, type, p);
}

function methodUse(receiver: string, name: string, signature: string, p: string): string {
  const more = signature.startsWith("()") ? signature.slice(1) : `, ${signature.slice(1)}`;
  return typed(`(${qualified(receiver, p)}).${name}`, `func(${receiver}${more}`, p);
}

/** A value must have the type, when that can be written: types that the package hides and generic functions have none here. */
function typed(value: string, type: string, p: string): string {
  const isGeneric = type.startsWith("func[");
  const words = type.match(/(?<![\w.])[a-z]\w*(?![\w.])/g) ?? [];
  return isGeneric || words.some((w) => !writable.has(w))
    ? `var _ = ${value}`
    : `var _ ${qualified(type, p)} = ${value}`;
}

/** Words that mean the same in every package; the api files leave out the fields of unnamed structures. */
const writable = new Set(
  `any bool byte chan complex64 complex128 error float32 float64 func int int8 int16 int32 int64 interface map rune string
   uint uint8 uint16 uint32 uint64 uintptr`.split(/\s+/),
);

/** The types of a feature's own package have no qualifier in the api files. */
function qualified(text: string, p: string): string {
  return text.replace(/\$\d+/g, "int").replace(/(?<!\w|(?<!\.)\.)[A-Z]\w*(?![\w(])/g, `${p}.$&`);
}

function programText(use: string, path: string, all: Features): string {
  const names = new Set(
    [...use.matchAll(/(?<!\w|(?<!\.)\.)([a-z]\w*)\.[A-Z]/g)].map((m) => m[1]).filter((n) => n !== "p"),
  );
  const imports = [...names].map((name) => `import ${JSON.stringify(pathOf(name, all))}\n`);
  return `package main\n\nimport p ${JSON.stringify(path)}\n${imports.join("")}\n${use}\n`;
}

/** The import path of a package that the api files call by its name only; the shortest in the order of the alphabet. */
function pathOf(name: string, all: Features): string {
  if (name === "rand") return "math/rand";
  const fitting = [...all.keys()].filter((path) => path === name || path.endsWith(`/${name}`));
  return fitting.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? name;
}
