// `weft test` on packages of our own: what it prints, with exit code; the functions that count as tests and examples.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listTests } from "../../frontend-go-subset/index.ts";
import { packageRoot } from "../paths.ts";

const files: Record<string, string> = {
  "go.mod": "module example.com/m\n\ngo 1.26\n\nreplace example.com/lib => ./lib\n",
  "a.go":
    'package m\n\nimport "example.com/m/internal/deep"\n\nfunc Add(a, b int) int { return a + b + deep.Zero }\n\nfunc private() int { return 7 }\n',
  "other_plan9.go": "package m\n\nthis is not compiled\n",
  "old.go": "// +build ignore\n\npackage main\n",
  "tagged.go": "//go:build ignore || !wasm\n\npackage m\n\nneither is this\n",
  "a_test.go": `package m

import (
	"fmt"
	"os"
	"testing"

	"example.com/v"
)

func TestMain(m *testing.M) {
	fmt.Println("before")
	code := m.Run()
	fmt.Println("after")
	os.Exit(code)
}

func TestPrivate(t *testing.T) {
	if private() != 7 || v.V != 5 {
		t.Fatal("bad")
	}
}

func TestSub(t *testing.T) {
	t.Cleanup(func() { t.Log("cleaned up") })
	t.Run("a b", func(t *testing.T) { t.Skip("not now") })
	t.Run("p", func(t *testing.T) { t.Parallel() })
	t.Setenv("WEFT_X", "1")
	if err := os.WriteFile(t.TempDir()+"/f", nil, 0o666); err != nil {
		t.Fatal(err)
	}
}

func ExampleAdd() {
	fmt.Println(Add(1, 2))
	// Output: 3
}

func BenchmarkAdd(b *testing.B) {
	for b.Loop() {
		Add(1, 2)
	}
}
`,
  "x_test.go":
    'package m_test\n\nimport (\n\t"testing"\n\n\t"example.com/m"\n\t"example.com/m/internal/deep"\n)\n\nfunc TestOutside(t *testing.T) { t.Log(m.Add(1, 2) + deep.Zero) }\n',
  "bad/bad_test.go": `package bad

import (
	"fmt"
	"testing"
)

func TestBad(t *testing.T) {
	t.Run("x", func(t *testing.T) { t.Errorf("one\\ntwo") })
	t.Run("y", func(t *testing.T) {})
	t.FailNow()
}

func TestGood(t *testing.T) { t.Log("quiet") }

func Example() {
	fmt.Println("no")
	// Output:
	// yes
}
`,
  "boom/boom_test.go": 'package boom\n\nimport "testing"\n\nfunc TestBoom(t *testing.T) { panic("boom") }\n',
  "internal/deep/d.go": "package deep\n\nconst Zero = 0\n",
  "vendor/example.com/v/v.go": "package v\n\nconst V = 5\n",
};

describe("weft test", function () {
  this.timeout(120_000);
  let folder: string;
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weft-tests-"));
    for (const [name, text] of Object.entries(files)) write(name, text);
  });
  after(() => rmSync(folder, { recursive: true }));

  const weft = (...words: string[]): { code: number | null; lines: string[] } => {
    const main = join(packageRoot, "cli", "main.ts");
    const tsx = join(packageRoot, "node_modules", ".bin", "tsx");
    const run = spawnSync(tsx, [main, "test", "-O0", ...words], { cwd: folder, encoding: "utf8" });
    const text = (run.stdout + run.stderr).replace(/\(?\d+\.\d+s\)?/g, "TIME");
    return { code: run.status, lines: text.split("\n").filter((line) => line !== "" && !line.startsWith("    at ")) };
  };

  it("runs tests inside and outside the package, subtests and examples", () => {
    const { code, lines } = weft("-v", "-run", "Private|Sub|Outside|Example");
    assert.equal(code, 0, lines.join("\n"));
    for (const line of [
      "before",
      "=== RUN   TestPrivate",
      "--- PASS: TestPrivate TIME",
      "=== RUN   TestSub/a_b",
      "=== PAUSE TestSub/p",
      "--- PASS: TestSub TIME",
      "    --- SKIP: TestSub/a_b TIME",
      "    --- PASS: TestSub/p TIME",
      "--- PASS: TestOutside TIME",
      "--- PASS: ExampleAdd TIME",
      "PASS",
      "after",
      "ok  \texample.com/m\tTIME",
    ])
      assert.ok(lines.includes(line), `${line} is not in\n${lines.join("\n")}`);
  });

  it("chooses subtests by name and runs benchmarks", () => {
    const { lines } = weft("-v", "-run=Sub/^p$");
    assert.deepEqual(
      lines.filter((line) => line.startsWith("=== RUN")),
      ["=== RUN   TestSub", "=== RUN   TestSub/p"],
    );
    const bench = weft("-bench=.", "-benchtime=10x", "-run=none").lines.join("\n");
    assert.match(bench, /^BenchmarkAdd\s+10\s+\d+\.?\d* ns\/op$/m);
  });

  it("prints what failed and ends with 1", () => {
    const { code, lines } = weft("./bad", "./internal/deep", "./boom");
    assert.equal(code, 1);
    const text = lines.join("\n");
    assert.match(
      text,
      /^--- FAIL: TestBad TIME\n {4}--- FAIL: TestBad\/x TIME\n {8}.*one\n {12}two\n--- FAIL: Example TIME\ngot:\nno\nwant:\nyes\nFAIL\nFAIL\texample\.com\/m\/bad\tTIME$/m,
    );
    assert.doesNotMatch(text, /TestGood|quiet/);
    assert.match(text, /^\?\s+\texample\.com\/m\/internal\/deep\t\[no test files\]$/m);
    assert.match(text, /^--- FAIL: TestBoom TIME\npanic: boom/m);
    assert.match(text, /^exit status 2\nFAIL\texample\.com\/m\/boom\tTIME\nFAIL$/m);
  });
});

describe("test functions", () => {
  it("are those that go test takes", () => {
    const text = `package p

import "testing"

func Test(t *testing.T)            {}
func TestA(t *testing.T)           {}
func Testing(t *testing.T)         {}
func TestTwo(t, u *testing.T)      {}
func TestMain(m *testing.M)        {}
func BenchmarkX(b *testing.B)      {}
func FuzzX(f *testing.F)           {}
func (p P) TestMethod(t *testing.T) {}
func ExampleNone()                 {}
func ExampleOne() {
	f()
	// Output:
	// a
	//  b
}
func ExampleAny() { // Output: not here
	f()
	/* Unordered output:
	x
	y */
}

const source = \`
func TestInText(t *testing.T) {}
\`
`;
    const found = listTests([{ path: "p_test.go", text }]);
    assert.deepEqual(found.tests, ["Test", "TestA"]);
    assert.deepEqual([found.benchmarks, found.fuzzTargets, found.hasTestMain], [["BenchmarkX"], ["FuzzX"], true]);
    assert.deepEqual(
      found.examples.map((e) => [e.name, e.output, e.isUnordered]),
      [
        ["ExampleOne", "a\n b", false],
        ["ExampleAny", "\tx\n\ty ", true],
      ],
    );
    assert.deepEqual(listTests([{ path: "p_windows_test.go", text }]).tests, []);
  });
});
