// What the lowering promises about the IR of single functions, and what it leaves out of a program.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type IrModule, ir, verifyIr } from "../../wasmfx-backend/index.ts";
import { checkGo, lowerGo } from "../index.ts";

const library = join(import.meta.dirname, "../lib");

function find(importPath: string) {
  const dir = join(library, importPath);
  if (!existsSync(dir)) return undefined;
  const names = readdirSync(dir).filter((name) => name.endsWith(".go"));
  if (names.length === 0) return undefined;
  return {
    importPath,
    files: names.map((name) => ({ path: join(dir, name), text: readFileSync(join(dir, name), "utf8") })),
  };
}

function lower(body: string): IrModule {
  const text = `package main\n${body}`;
  const checked = checkGo({ importPath: "main", files: [{ path: "main.go", text }] }, find);
  assert.deepEqual(checked.diagnostics, []);
  const { module, diagnostics } = lowerGo(checked);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(verifyIr(module), []);
  return module;
}

function printed(module: IrModule, name: string): string {
  const func = module.funcs.find((f) => f.name === name);
  assert.ok(func, `${name} is not in the program`);
  return ir.printFunc(func);
}

const has = (module: IrModule, name: string): boolean => module.funcs.some((f) => f.name === name);

describe("lowering Go", () => {
  it("keeps small structs in locals", () => {
    const module = lower(`
      type point struct{ x, y int }
      func add(a, b point) point { return point{a.x + b.x, a.y + b.y} }
      func main() { p := add(point{1, 2}, point{3, 4}); println(p.x, p.y) }`);
    const text = printed(module, "main.add");
    assert.match(text, /i64\.add/);
    assert.doesNotMatch(text, /load|store|mallocgc/);
  });

  it("checks no constant index against a known length, and every other one", () => {
    const module = lower(`
      func known(a *[4]int) int { return a[3] }
      func unknown(a *[4]int, i int) int { return a[i] }
      func main() { a := [4]int{}; println(known(&a), unknown(&a, 2)) }`);
    assert.doesNotMatch(printed(module, "main.known"), /panicIndex/);
    assert.match(printed(module, "main.unknown"), /panicIndex/);
  });

  it("boxes a variable only when its address is taken or a closure shares a changing one", () => {
    const module = lower(`
      func constantCapture(n int) func() int { return func() int { return n } }
      func changingCapture(n int) func() int { return func() int { n++; return n } }
      func none(n int) int { n++; return n }
      func main() { println(constantCapture(1)(), changingCapture(1)(), none(1)) }`);
    const allocations = (name: string) => printed(module, name).match(/mallocgc/g)?.length ?? 0;
    assert.equal(allocations("main.constantCapture"), 1, "the closure");
    assert.equal(allocations("main.changingCapture"), 2, "the closure and n");
    assert.equal(allocations("main.none"), 0);
  });

  it("makes no closure at run time when nothing is captured", () => {
    const module = lower(`
      func twice(f func(int) int, x int) int { return f(f(x)) }
      func main() { println(twice(func(x int) int { return x * 3 }, 2)) }`);
    assert.doesNotMatch(printed(module, "main.main"), /mallocgc/);
  });

  it("stencils generic functions once for each list of type arguments", () => {
    const module = lower(`
      func first[T any](s []T) T { return s[0] }
      func main() { println(first([]int{1}), first([]int{2}), first([]string{"a"})) }`);
    const names = module.funcs.map((f) => f.name).filter((name) => name.startsWith("main.first"));
    assert.deepEqual(names.sort(), ["main.first[int]", "main.first[string]"]);
  });

  it("leaves out functions that nothing reaches and methods that no interface calls", () => {
    const module = lower(`
      type animal interface { sound() string }
      type dog struct{ name string }
      func (d dog) sound() string { return d.name }
      func (d dog) walk() { println("unused") }
      func unused() { println("unused") }
      func main() { var a animal = dog{"rex"}; println(a.sound()) }`);
    assert.ok(has(module, "main.dog.sound"));
    assert.ok(!has(module, "main.dog.walk"));
    assert.ok(!has(module, "main.unused"));
  });

  it("drops initializers without effects whose variable is not used, and keeps the others", () => {
    const module = lower(`
      func effect() int { println("effect"); return 1 }
      var dropped = map[string]int{"a": 1}
      var kept = effect()
      func main() {}`);
    const names = module.funcs.map((f) => f.name);
    assert.ok(names.some((name) => name.includes("init~kept")));
    assert.ok(!names.some((name) => name.includes("init~dropped")));
  });

  it("writes composite literals of constants into static memory", () => {
    const module = lower(`
      type row struct { name string; values []int; next *row }
      var table = []row{{"one", []int{1, 2}, nil}, {"two", nil, &row{name: "three"}}}
      func main() { println(table[1].next.name, len(table[0].values)) }`);
    assert.ok(!module.funcs.some((f) => f.name.includes("init.table")));
  });

  it("gives functions that defer one try region over their body", () => {
    const module = lower(`
      func f() (n int) { defer func() { n++ }(); return 1 }
      func main() { println(f()) }`);
    const text = printed(module, "main.f");
    assert.equal(text.match(/try /g)?.length, 2, "the body, and each deferred call");
    assert.match(text, /throw go\.panic/);
  });

  it("reports what it does not support where it stands", () => {
    const text = "package main\n\nvar big [1 << 40]byte\n\nfunc main() {\n\tprintln(big[5])\n}\n";
    const checked = checkGo({ importPath: "main", files: [{ path: "main.go", text }] }, find);
    const { diagnostics } = lowerGo(checked);
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0].severity, "unsupported");
    assert.equal(diagnostics[0].span?.line, 6);
  });
});
