// A library of packages that are checked ahead of the program: it makes no difference to what is compiled, and what a program
// replaces of it is not taken from it.

import assert from "node:assert/strict";
import { GoSourceFinder } from "../../cli/go-sources.ts";
import { compileIr, encode } from "../../wasmfx-backend/index.ts";
import { type CheckedGo, checkGo, goRoots, type Library, lowerGo, makeLibrary, type PackageSource } from "../index.ts";

const main = (text: string): PackageSource => ({ importPath: "main", files: [{ path: "main.go", text }] });

const program = main(`package main

import (
	"fmt"
	"sort"
	"strings"
)

func main() {
	words := strings.Fields("b c a")
	sort.Strings(words)
	done := make(chan []string, 1)
	go close(make(chan int))
	done <- words
	fmt.Println(<-done)
}
`);

function finder(): GoSourceFinder {
  return new GoSourceFinder("/", null);
}

function bytesOf(checked: CheckedGo): Uint8Array {
  assert.deepEqual(checked.diagnostics, []);
  const { module } = lowerGo(checked);
  return encode(compileIr(module, { names: true, roots: goRoots }), { positions: true, directory: "/" });
}

describe("a library checked ahead", function () {
  this.timeout(60_000);
  let library: Library;
  before(() => {
    const all = finder();
    library = makeLibrary(["fmt", "strings", "no/such/package"], (path, importer) => all.find(path, importer));
  });

  const checkWith = (source: PackageSource, found = finder()): CheckedGo =>
    checkGo(source, (path, importer) => found.find(path, importer), library);
  const packageOf = (checked: CheckedGo, path: string) => checked.packages.find(({ pkg }) => pkg.path === path);

  it("gives the same program as sources do", () => {
    const all = finder();
    const fromSources = bytesOf(checkGo(program, (path, importer) => all.find(path, importer)));
    assert.deepEqual(bytesOf(checkWith(program)), fromSources);
  });

  it("is not checked again, and what it lacks is", () => {
    const checked = checkWith(program);
    assert.equal(packageOf(checked, "strings"), library.packages.get("strings")?.checked);
    assert.ok(library.packages.has("unicode/utf8"));
    assert.ok(!library.packages.has("sort") || packageOf(checked, "sort") === library.packages.get("sort")?.checked);
    assert.ok(
      packageOf(checkWith(main('package main\n\nimport _ "container/ring"\n\nfunc main() {}\n')), "container/ring"),
    );
  });

  it("gives way to a package under test, and to what imports that", () => {
    const found = finder();
    const strings = found.find("strings", "") as PackageSource;
    const more = { path: "more_test.go", text: "package strings\n\nfunc More() int { return 1 }\n" };
    found.give({
      importPath: "strings",
      files: [...strings.files, more],
      isStd: true,
      isUnderTest: true,
    });
    const text = 'package main\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc main() { fmt.Println(strings.More()) }\n';
    const checked = checkWith(main(text), found);
    assert.deepEqual(checked.diagnostics, []);
    assert.notEqual(packageOf(checked, "strings"), library.packages.get("strings")?.checked);
    const usesStrings = [...library.packages.values()].filter((p) => [...p.imports.values()].includes("strings"));
    for (const { path } of usesStrings)
      if (packageOf(checked, path)) assert.notEqual(packageOf(checked, path), library.packages.get(path)?.checked);
    assert.equal(packageOf(checked, "unicode/utf8"), library.packages.get("unicode/utf8")?.checked);
  });

  it("shows the place of an error in the program as sources do", () => {
    const wrong = main("package main\n\nfunc main() {\n\tx := 1\n}\n");
    const [error] = checkWith(wrong).diagnostics;
    assert.match(error.message, /declared and not used: x/);
    assert.deepEqual([error.span?.file, error.span?.line, error.span?.column], ["main.go", 4, 2]);
  });
});
