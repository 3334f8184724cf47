// Where packages come from: the module, weft's library, a Go source tree; and what is said when they come from nowhere.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Missing, NoPackage, PackageSource } from "../../frontend-go-subset/index.ts";
import { GoSourceFinder } from "../go-sources.ts";
import { findGoTree, type GoTree, treeSystem } from "../go-tree.ts";
import { Pipeline } from "../pipeline.ts";
import { Progress } from "../progress.ts";

describe("Go packages", () => {
  let folder: string;
  let tree: GoTree;
  const write = (name: string, text = "package p\n"): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-go-"));
    write("go/src/internal/goversion/goversion.go", "package goversion\n\nconst Version = 22\n");
    write("go/src/regexp/regexp.go", "package regexp\n");
    write("go/src/strings/strings.go", "package strings\n");
    write("go/src/vendor/golang.org/x/text/text.go");
    write("go/src/net/http/http.go", "package http\n\nfunc Fancy() {}\n");
    write("go/src/net/http/httptest/httptest.go", "package httptest\n");
    write("go/src/net/http/httptrace/trace.go", "package httptrace\n");
    write("old/src/internal/goversion/goversion.go", "package goversion\n\nconst Version = 19\n");
    write("old/src/regexp/regexp.go", "package regexp\n");
    write("app/go.mod", "module example.com/app\n\ngo 1.23.4\n\nreplace example.com/lib => ../lib\n");
    write("app/sub/sub.go");
    write("app/empty/README");
    write("app/vendor/example.org/v/v.go");
    write(
      "app/vendor/modules.txt",
      "# example.org/v v1.2.3\n## explicit; go 1.17\nexample.org/v\n# golang.org/x v1.0.0\n",
    );
    write("app/vendor/golang.org/x/text/text.go");
    write("lib/lib.go");
    write("lib/go.mod", "module example.com/lib\n\ngo 1.20 // old\n");
    tree = findGoTree(join(folder, "go"), [])!;
  });
  after(() => rmSync(folder, { recursive: true }));

  const finder = (from?: GoTree): GoSourceFinder => new GoSourceFinder(join(folder, "app"), from);
  /** The folder a package came from, below the test's own, or why there is none. */
  const origin = (found: PackageSource | NoPackage): string =>
    "why" in found ? found.why : dirname(found.files[0].path).replace(`${folder}/`, "");
  const find = (path: string, importer = "main", from: GoTree | undefined = tree): string =>
    origin(finder(from).find(path, importer));

  it("reads a tree's release, and takes the user's choice or nothing", () => {
    assert.deepEqual(tree, { root: join(folder, "go"), release: 22 });
    assert.equal(findGoTree(join(folder, "app"), [join(folder, "go")]), undefined);
    assert.equal(findGoTree(undefined, [join(folder, "app"), join(folder, "old")])?.release, 19);
  });

  it("looks in the module, in weft's library, then in the tree", () => {
    assert.equal(find("example.com/app/sub"), "app/sub");
    assert.equal(find("example.com/lib"), "lib");
    assert.equal(find("example.org/v"), "app/vendor/example.org/v");
    assert.equal(find("strings"), "$WEFT/strings");
    assert.equal(find("regexp"), "go/src/regexp");
  });

  it("knows the language version of each module", () => {
    const version = (path: string): number | undefined => (finder(tree).find(path, "main") as PackageSource).goVersion;
    assert.deepEqual(
      ["example.com/app/sub", "example.com/lib", "example.org/v", "golang.org/x/text", "regexp"].map(version),
      [23, 20, 17, 16, undefined],
    );
  });

  it("gives packages of the tree what is vendored there", () => {
    const source = finder(tree);
    source.find("regexp", "main");
    assert.equal(origin(source.find("golang.org/x/text", "regexp")), "go/src/vendor/golang.org/x/text");
    assert.equal(origin(source.find("golang.org/x/text", "main")), "app/vendor/golang.org/x/text");
  });

  it("chooses files of trees older than WASI for the browser", () => {
    const system = (from: GoTree): string | undefined => (finder(from).find("regexp", "main") as PackageSource).system;
    assert.deepEqual([system(tree), system(findGoTree(join(folder, "old"), [])!)], [undefined, "js"]);
    const old = findGoTree(join(folder, "old"), [])!;
    assert.deepEqual(
      ["net/http", "crypto/rand", "crypto/x509"].map((path) => [treeSystem(tree, path), treeSystem(old, path)]),
      [
        [undefined, undefined],
        [undefined, "plan9"],
        ["linux", "linux"],
      ],
    );
  });

  const missing = (path: string): Missing => ({
    package: path,
    member: "Fancy",
    span: { file: "main.go", line: 6, column: 7, length: 5 },
  });

  it("lets the tree's packages stand in for weft's that lack something, all of a group", () => {
    const source = finder(tree);
    const from = (path: string): string => origin(source.find(path, "main"));
    assert.equal(from("net/http"), "$WEFT/net/http");
    from("net/http/httptest");
    assert.deepEqual(source.standIn([missing("strings")]), []);
    assert.deepEqual(source.standIn([missing("net/http"), missing("net/http/httptest")]), [
      `Go's own net/http, net/http/httptest from ${join(folder, "go")}: main.go:6 needs Fancy`,
    ]);
    assert.deepEqual(["net/http", "net/http/httptest"].map(from), ["go/src/net/http", "go/src/net/http/httptest"]);
    assert.deepEqual(source.standIn([missing("net/http")]), []);
  });

  it("lets them stand in for those who import what weft's packages do nothing for", () => {
    const source = finder(tree);
    source.find("net/http/httptrace", "main");
    assert.deepEqual(source.standIn([]), []);
    source.find("net/http", "main");
    assert.deepEqual(source.standIn([]), [
      `Go's own net/http, net/http/httptest from ${join(folder, "go")}: net/http/httptrace is imported`,
    ]);
  });

  it("keeps weft's packages where the tree has not all of a group, and where one is under test", () => {
    assert.deepEqual(finder(findGoTree(join(folder, "old"), [])).standIn([missing("net/http")]), []);
    const source = finder(tree);
    source.give({ importPath: "net/http", files: [], isStd: true });
    assert.deepEqual(source.standIn([missing("net/http")]), []);
  });

  const mainText = 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.Fancy()\n\thttp.Error(nil, "", 0)\n}\n';

  /** The messages about a program that needs more than weft's net/http has, and the packages that it was checked with. */
  const check = async (text: string, from: GoTree | null): Promise<{ messages: string[]; packages: string[] }> => {
    const source = new GoSourceFinder(join(folder, "app"), from);
    const pipeline = new Pipeline(
      { engine: "native", scheduler: "switch", level: 0, names: false, verbose: false },
      new Progress(false),
    );
    const main = { importPath: "main", files: [{ path: "main.go", text }] };
    const { value, diagnostics } = await pipeline.checkGoProgram(main, source);
    return {
      messages: diagnostics.map((d) => [d.message, ...(d.notes ?? []).map((n) => n.message)].join("; ")),
      packages: (value?.packages ?? []).map((p) => p.pkg.path),
    };
  };

  it("checks a program again with the tree's packages, whose errors count", async () => {
    const fitting = await check(mainText.replace(/\n.*http.Error.*/, ""), tree);
    assert.deepEqual(fitting.messages, []);
    assert.ok(fitting.packages.includes("net/http"));
    assert.deepEqual((await check(mainText, tree)).messages, ["undefined: http.Error"]);
  });

  it("takes the tree's packages for requests to https:// addresses", async () => {
    const text = (verb: string): string =>
      `package main\n\nimport "net/http"\n\nvar do = http.${verb}\n\nfunc main() {\n\tprintln("https://example.com")\n}\n`;
    assert.deepEqual((await check(text("Get"), tree)).messages, ["undefined: http.Get"]);
    assert.deepEqual((await check(text("Handle"), tree)).messages, []);
  });

  it("tells of the tree that would help where there is none", async () => {
    const [message, ...others] = (await check(mainText, null)).messages;
    assert.deepEqual(others, []);
    assert.match(
      message,
      /^undefined: http\.Fancy; weft's own net\/http, which does not have all that Go's has, .*; install one/,
    );
    assert.deepEqual((await check(mainText.replace("http.Fancy", "fancy"), null)).messages, ["undefined: fancy"]);
  });

  it("says why there is no package", () => {
    assert.equal(find("example.com/app/empty"), `no Go files in ${join(folder, "app/empty")}`);
    assert.equal(find("example.com/none"), "no required module provides package example.com/none");
    assert.equal(find("nothere"), "package nothere is not in std");
    assert.match(find("html/template"), /is not in the Go source tree .*\/go, which is of Go 1\.22/);
    const absent = new GoSourceFinder(join(folder, "app"), null).find("regexp", "main") as NoPackage;
    assert.match(absent.why, /package regexp is part of Go's standard library; weft compiles it from a Go source tree/);
    assert.match(absent.notes!.join("\n"), /install one with: apt-get install -y golang-1\.19-src\n.*GOROOT/);
    assert.equal((finder(tree).find("plugin", "main") as NoPackage).severity, "unsupported");
  });
});
