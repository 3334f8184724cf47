// Loading: which files take part, in which order packages come, what is wrong with imports.

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import {
  checkPackages,
  defaultTags,
  type Loaded,
  loadPackages,
  matchesBuild,
  type PackageSource,
} from "../../types/index.ts";

/** Packages by import path: file name -> text. */
type Tree = Record<string, Record<string, string>>;

function source(tree: Tree, path: string): PackageSource | undefined {
  const files = tree[path];
  return (
    files && {
      importPath: path,
      files: Object.entries(files).map(([name, text]) => ({ path: `${path}/${name}`, text })),
    }
  );
}

function load(tree: Tree): Loaded {
  return loadPackages(source(tree, "main")!, (path) => source(tree, path));
}

function messages(loaded: Loaded): string[] {
  return checkPackages(loaded).diagnostics.map(
    (d) => `${d.span?.file}:${d.span?.line}:${d.span?.column}: ${d.message}`,
  );
}

describe("loading packages", () => {
  it("selects files by name and //go:build line", () => {
    const takes = (path: string, text = "package p\n"): boolean => matchesBuild({ path, text }, defaultTags);
    deepStrictEqual(
      [
        "a.go",
        "a_wasm.go",
        "a_wasip1.go",
        "a_wasip1_wasm.go",
        "a_linux.go",
        "a_amd64.go",
        "a_js_wasm.go",
        "a_test.go",
        "linux.go",
        "_a.go",
        "a.txt",
      ].filter((n) => takes(n)),
      ["a.go", "a_wasm.go", "a_wasip1.go", "a_wasip1_wasm.go", "linux.go"],
    );
    const line = (constraint: string): boolean =>
      takes("a.go", `// Copyright\n\n//go:build ${constraint}\n\npackage p\n`);
    deepStrictEqual(
      ["wasm", "!wasm", "weft && !cgo", "linux || (wasip1 && go1.26)", "go1.27", "ignore", "!(js && wasm)"].map(line),
      [true, false, true, true, false, false, true],
    );
    // Behind the package clause it is an ordinary comment.
    strictEqual(takes("a.go", "package p\n\n//go:build ignore\n"), true);
  });

  it("selects files by +build lines where there is no //go:build line", () => {
    const takes = (text: string): boolean => matchesBuild({ path: "a.go", text }, defaultTags);
    const line = (constraint: string): boolean => takes(`// Copyright\n\n// +build ${constraint}\n\npackage p\n`);
    deepStrictEqual(
      ["wasm", "!wasm", "linux wasip1", "linux,wasm js", "wasm,!cgo", "ignore", "wasm\n// +build linux", ""].map(line),
      [true, false, true, false, true, false, false, false],
    );
    // A //go:build line counts alone, wherever it stands.
    strictEqual(takes("// +build ignore\n\n/* x */ //\n//go:build wasm\npackage p\n"), true);
    // No blank line behind it; not the first comment of its kind; behind the package clause.
    strictEqual(takes("// +build ignore\npackage p\n"), true);
    strictEqual(takes("/* x\n*/\n\n// +build ignore\n\npackage p\n"), true);
    strictEqual(takes("package p\n\n// +build ignore\n\n"), true);
  });

  it("puts imported packages first", () => {
    const loaded = load({
      main: { "a.go": 'package main\nimport ("b"; "c")\nfunc main() { b.F(); c.F() }\n' },
      b: { "b.go": 'package b\nimport "c"\nfunc F() { c.F() }\n' },
      c: { "c.go": "package c\nfunc F() {}\n", "c_linux.go": "package c\nfunc F() {}\n" },
    });
    deepStrictEqual(
      loaded.packages.map((p) => p.path),
      ["c", "b", "main"],
    );
    deepStrictEqual(messages(loaded), []);
  });

  it("reports missing packages where they are imported", () => {
    const tree = {
      main: { "a.go": 'package main\n\nimport (\n\t"nothere"\n\t"plugin"\n)\n\nfunc main() {}\n' },
    };
    const loaded = loadPackages(source(tree, "main")!, (path) =>
      path === "plugin" ? { why: "package plugin", notes: ["a note"], severity: "unsupported" } : source(tree, path),
    );
    deepStrictEqual(messages(loaded), [
      "main/a.go:4:2: package nothere is not in std",
      "main/a.go:5:2: package plugin",
    ]);
    deepStrictEqual(
      loaded.diagnostics.map((d) => [d.severity, d.notes?.map((n) => n.message)]),
      [
        ["error", []],
        ["unsupported", ["a note"]],
      ],
    );
  });

  it("reports import cycles", () => {
    const loaded = load({
      main: { "a.go": 'package main\nimport _ "b"\nfunc main() {}\n' },
      b: { "b.go": 'package b\nimport _ "c"\n' },
      c: { "c.go": 'package c\nimport _ "b"\n' },
    });
    const [d] = loaded.diagnostics;
    deepStrictEqual(
      [d.message, d.notes?.map((n) => n.message)],
      ["import cycle not allowed", ["b imports c", "c imports b"]],
    );
  });

  it("keeps internal packages internal", () => {
    const loaded = load({
      main: { "a.go": 'package main\nimport (_ "m/internal/x"; _ "main/internal/y")\nfunc main() {}\n' },
      "m/internal/x": { "x.go": "package x\n" },
      "main/internal/y": { "y.go": "package y\n" },
    });
    deepStrictEqual(messages(loaded), ["main/a.go:2:11: use of internal package m/internal/x not allowed"]);
  });

  it("does not check what depends on a package with errors", () => {
    const loaded = load({
      main: { "a.go": 'package main\nimport "b"\nfunc main() { b.F(); undefined() }\n' },
      b: { "b.go": "package b\nfunc F() { x }\n" },
    });
    deepStrictEqual(messages(loaded), ["b/b.go:2:12: undefined: x"]);
  });

  it("calls cgo unsupported, and asks for main", () => {
    const cgo = load({ main: { "a.go": 'package main\nimport "C"\nfunc main() {}\n' } });
    deepStrictEqual(
      cgo.diagnostics.map((d) => d.severity),
      ["unsupported"],
    );
    deepStrictEqual(
      checkPackages(load({ main: { "a.go": "package main\n" } })).diagnostics.map((d) => d.message),
      ["function main is undeclared in the main package"],
    );
  });

  it("checks several files together and finds clashes between them", () => {
    const tree = {
      main: {
        "a.go": "package main\nfunc main() { f() }\nvar x int\n",
        "b.go": "package main\nfunc f() {}\nvar x int\n",
        "c.go": "package other\n",
      },
    };
    deepStrictEqual(messages(load(tree)), [
      "main/b.go:3:5: x redeclared in this block",
      "main/c.go:1:9: package other; expected package main",
    ]);
  });
});
