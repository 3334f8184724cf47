// The script that runs Go's tests of its own packages: its comparison of exported names, and its command line.

import { deepEqual, equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareApi } from "./stdtest/api.ts";

describe("stdtest", () => {
  const root = mkdtempSync(join(tmpdir(), "weft-stdtest-test-"));
  after(() => rmSync(root, { recursive: true, force: true }));

  it("lists what weft's packages lack of an api", () => {
    const lacking = [
      "func Reverse(string) string",
      "method (*Builder) Unwind()",
      "type Builder struct, Size int",
      "type Rope struct",
    ];
    const differing = [
      "func Index(string, []uint8) int",
      "func ToUpper(string) []uint8",
      "method (*Reader) Len() uint64",
    ];
    const there = [
      "func Index(string, string) int",
      "func NewReplacer(...string) *Replacer",
      "func SplitSeq(string, string) iter.Seq[string]",
      "method (*Builder) WriteByte(uint8) error",
      "method (*Reader) WriteTo(io.Writer) (int64, error)",
      "type Builder struct",
    ];
    mkdirSync(join(root, "api"));
    const lines = [...there, ...lacking, ...differing, "type Old struct, X //deprecated #1"];
    writeFileSync(
      join(root, "api", "go1.txt"),
      [
        ...lines.map((line) => `pkg strings, ${line} #123`),
        "pkg strings (linux-386), const Bits = 32",
        "pkg sync/atomic, method (*Pointer[$0]) Swap(*$0) *$0",
        "pkg sync/atomic, type Pointer[$0 interface{}] struct",
        "pkg maps, func Clone[$0 interface{ ~map[$1]$2 }, $1 comparable, $2 interface{}]($0) $0",
        "pkg regexp, func Nonsense()",
        "pkg strings, func Title(string) []string",
      ].join("\n"),
    );
    writeFileSync(join(root, "api", "except.txt"), "pkg strings, func Title(string) []string\n");
    deepEqual(compareApi({ root, release: 26 }, []), [
      { name: "maps", total: 1, missing: [] },
      { name: "strings", total: 13, missing: [...lacking, ...differing].sort() },
      { name: "sync/atomic", total: 2, missing: [] },
    ]);
  });

  for (const [script, usage] of [
    ["stdtest", "GOROOT [PACKAGE...]"],
    ["gotest", "DIR"],
  ])
    it(`${script} explains itself`, () => {
      const run = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
        spawnSync(process.execPath, ["--import", "tsx", join(import.meta.dirname, `${script}.ts`), ...words], {
          encoding: "utf8",
        });
      const help = run("--help");
      equal(help.stderr, "");
      equal(help.status, 0);
      match(help.stdout, new RegExp(`^usage: npm run ${script} -- ${usage.replace(/[[\].]/g, "\\$&")}`));
      match(help.stdout, /--jobs N/);
      const wrong = run("--fast");
      equal(wrong.stdout, "");
      equal(wrong.stderr, `${script}: unknown option '--fast'\nsee: npm run ${script} -- --help\n`);
      equal(wrong.status, 2);
      equal(run("--jobs=many", root).status, 2);
      equal(run().status, 2);
    });
});
