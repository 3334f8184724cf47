// The command line where things are in the way: no home, folders and files that cannot be used, a full disk. Each ends with one
// line and its exit code, never with a stack trace or a claim that weft is wrong.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../paths.ts";

const tsx = join(packageRoot, "node_modules", ".bin", "tsx");
const main = join(packageRoot, "cli", "main.ts");

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("command line in hostile surroundings", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-surroundings-"));
    writeFileSync(join(folder, "f.wat"), '(module (func $f (export "_start")))');
    writeFileSync(join(folder, "main.go"), "package main\nfunc main() { println(1) }\n");
    writeFileSync(join(folder, "file"), "");
    writeFileSync(join(folder, "library.go"), "package library\n");
    writeFileSync(join(folder, "bytes.go"), Buffer.from('package main\nfunc main() { _ = "\xff" }\n', "latin1"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function weft(words: string, env: Readonly<Record<string, string>> = {}, redirect = ""): Outcome {
    const run = spawnSync("sh", ["-c", `exec "${tsx}" "${main}" ${words} ${redirect}`], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
    return { status: run.status, stdout: run.stdout, stderr: run.stderr };
  }

  it("keeps results elsewhere when the home cannot be written", () => {
    for (const home of ["/proc", join(folder, "file")]) {
      const env = { HOME: home, WEFT_CACHE: "", XDG_CACHE_HOME: "", TMPDIR: folder };
      assert.deepEqual(weft("exec f.wat", env), { status: 0, stdout: "", stderr: "" });
    }
  });

  it("does not keep them where others can write", () => {
    const shared = mkdtempSync(join(folder, "shared-"));
    mkdirSync(join(shared, `weft-cache-${process.getuid!()}`));
    chmodSync(join(shared, `weft-cache-${process.getuid!()}`), 0o777);
    const { status, stderr } = weft("exec f.wat", {
      HOME: "/proc",
      WEFT_CACHE: "",
      XDG_CACHE_HOME: "",
      TMPDIR: shared,
    });
    assert.deepEqual([status, /is not safe; set WEFT_CACHE/.test(stderr)], [1, true], stderr);
  });

  for (const [words, status, stderr, redirect] of [
    ["build --emit=wat f.wat", 1, "error: standard output: no space left on device\n", ">/dev/full"],
    ["build f.wat -o file/x", 2, "weft: file/x: no such directory file\n"],
    ["build f.wat -o /proc/x.wasm", 1, /^error: \/proc\/x.wasm\.\d+\.tmp: no such file or directory\n$/],
    ["build --emit=ir --func=main.nope main.go", 1, /^error: no function main.nope in what this stage makes/],
    ["run library.go", 1, "error: package library is not a main package; weft test runs its tests\n"],
    [
      "run bytes.go",
      1,
      'bytes.go:2:20: error: invalid UTF-8 encoding\n   2 | func main() { _ = "\ufffd" }\n     |                    ^\n',
    ],
    ["run --dir=none f.wat", 2, "weft: --dir: no such directory none\n"],
    ["-v", 2, "weft: unknown command '-v'\nsee: weft --help\n"],
  ] as const) {
    it(`weft ${words} ${redirect ?? ""}`, () => {
      const run = weft(words, {}, redirect);
      assert.equal(run.status, status, run.stderr);
      if (typeof stderr === "string") assert.equal(run.stderr, stderr);
      else assert.match(run.stderr, stderr);
    });
  }
});
