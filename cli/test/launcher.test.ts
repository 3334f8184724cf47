// The launcher: when a process starts from the snapshot, and that it makes no difference to the result.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../paths.ts";

const stat = (...paths: readonly string[]): string =>
  spawnSync("stat", ["-L", "-c", "%n %s %Y %Z", ...paths], { encoding: "utf8" }).stdout;

describe("the launcher", () => {
  let root: string;
  const node = (): string => join(root, "node");
  const snapshot = (): string => join(root, "dist", "weft.snapshot");

  /** What node is started with. */
  function start(...args: readonly string[]): string {
    const env = { ...process.env, PATH: `${root}:${process.env.PATH}`, WEFT_NO_SETUP: "1" };
    const run = spawnSync(join(root, "weft"), args, { encoding: "utf8", env });
    assert.equal(run.stderr, "");
    return run.stdout.trim();
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "weft-launcher-"));
    mkdirSync(join(root, "dist"));
    copyFileSync(join(packageRoot, "weft"), join(root, "weft"));
    writeFileSync(node(), '#!/bin/sh\necho "$@"\n');
    chmodSync(node(), 0o755);
    writeFileSync(snapshot(), "heap");
    writeFileSync(join(root, "dist", "launch"), `${stat(node(), snapshot())}--fast --small\n`);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("compiles from the snapshot", () => {
    assert.equal(start("build", "a b.go"), `--fast --small --snapshot-blob ${snapshot()} weft build a b.go`);
  });

  it("starts what may only look into the cache from modules", () => {
    assert.equal(start("run", "a.go"), `--fast --small ${join(root, "dist/cli/main.js")} run a.go`);
  });

  const plain = (): string => `--max-semi-space-size=64 ${join(root, "dist/cli/main.js")} build a.go`;

  it("does without a snapshot that is not there", () => {
    rmSync(snapshot());
    assert.equal(start("build", "a.go"), plain());
  });

  it("does without a snapshot that is not whole", () => {
    writeFileSync(snapshot(), "he");
    assert.equal(start("build", "a.go"), plain());
  });

  it("does without the snapshot of another node", () => {
    writeFileSync(node(), '#!/bin/sh\necho "$@" # another\n');
    assert.equal(start("build", "a.go"), plain());
  });

  it("does without a description", () => {
    writeFileSync(join(root, "dist", "launch"), "");
    assert.equal(start("build", "a.go"), plain());
  });

  it("builds for the cache from the snapshot, and the program does not see it", function () {
    this.timeout(60_000);
    if (!existsSync(join(packageRoot, "dist", "launch"))) this.skip();
    const file = join(root, "main.go");
    writeFileSync(file, 'package main\n\nimport "os"\n\nfunc main() { println(len(os.Getenv("WEFT_SNAPSHOT"))) }\n');
    const env = { ...process.env, WEFT_NO_SETUP: "1", WEFT_CACHE: join(root, "cache") };
    const run = (): string => spawnSync(join(packageRoot, "weft"), ["run", file], { encoding: "utf8", env }).stderr;
    assert.equal(run(), "0\n");
    assert.equal(run(), "0\n", "from the cache");
    writeFileSync(file, "package main\n\nfunc main() { x }\n");
    assert.match(run(), /^[^\n]*main.go:3:15: error: undefined: x/);
  });

  it("makes the same module from the snapshot as from modules", function () {
    this.timeout(60_000);
    if (!existsSync(join(packageRoot, "dist", "launch"))) this.skip();
    const file = join(root, "main.go");
    writeFileSync(
      file,
      'package main\n\nimport "fmt"\n\nfunc main() { ch := make(chan int); go close(ch); <-ch; fmt.Println(len("hi")) }\n',
    );
    const env = { ...process.env, WEFT_NO_SETUP: "1", WEFT_CACHE: join(root, "cache") };
    const made = (command: string, args: readonly string[]): Buffer => {
      const output = join(root, "out.wasm");
      rmSync(output, { force: true });
      const run = spawnSync(command, [...args, "build", file, "-o", output], { encoding: "utf8", env });
      assert.equal(run.status, 0, run.stderr);
      return readFileSync(output);
    };
    const main = join(packageRoot, "dist", "cli", "main.js");
    assert.ok(made(join(packageRoot, "weft"), []).equals(made(process.execPath, [main])));
  });
});
