// Questions about types: identity and keys, layout, method sets, instances.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import {
  alignOf,
  asNamed,
  identical,
  lookupFieldOrMethod,
  methodSetOf,
  offsetsOf,
  sizeOf,
  typeKey,
  typeString,
  underlying,
} from "../../types/index.ts";
import { checkText, typeOf } from "./check.ts";

describe("type relations", () => {
  it("gives identical types the same key and different ones different keys", () => {
    const types = [
      "int",
      "int32",
      "rune",
      "byte",
      "[]int",
      "[]int32",
      "[2]int",
      "[3]int",
      "*int",
      "map[int]string",
      "map[string]int",
      "chan int",
      "<-chan int",
      "chan<- int",
      "func(a int) string",
      "func(int) string",
      "func(...int)",
      "func([]int)",
      "struct{ a int }",
      "struct{ b int }",
      'struct{ a int "x" }',
      "struct{ T }",
      "struct{ T T }",
      "interface{ m(); n() }",
      "interface{ n(); m() }",
      "interface{ m() }",
      "any",
      "interface{}",
      "T",
      "U",
      "A",
      "G[int]",
      "G[A]",
      "G[T]",
      "G[G[int]]",
      "error",
      "interface{ Error() string }",
      "func() (int, error)",
      "func() (x int, err error)",
      "func(func(A) T) []U",
    ];
    const decls = types.map((t, i) => `var v${i} ${t}`).join("\n");
    const checked = checkText(
      `package p\ntype T int\ntype U int\ntype A = int\ntype G[P any] struct{ p P }\n${decls}\n`,
    );
    const found = types.map((_, i) => typeOf(checked, `v${i}`));
    found.forEach((x, i) => {
      found.forEach((y, j) => {
        strictEqual(typeKey(x) === typeKey(y), identical(x, y), `${types[i]} and ${types[j]}`);
      });
    });
    ok(identical(found[types.indexOf("int32")], found[types.indexOf("rune")]));
    ok(identical(found[types.indexOf("G[int]")], found[types.indexOf("G[A]")]));
    ok(!identical(found[types.indexOf("G[int]")], found[types.indexOf("G[T]")]));
  });

  it("lays out memory with 64-bit integers and 32-bit pointers", () => {
    const checked = checkText(
      "package p\ntype S struct { a bool; b int; c string; d []byte; e any; f *int; g int16; h struct{} }\ntype E struct{}\ntype Z struct { a int32; z [0]int64 }\n",
    );
    const s = underlying(typeOf(checked, "S"));
    ok(s.kind === "Struct");
    deepStrictEqual(offsetsOf(s), [0, 8, 16, 24, 36, 44, 48, 50]);
    deepStrictEqual([sizeOf(s), alignOf(s)], [56, 8]);
    strictEqual(sizeOf(typeOf(checked, "E")), 0);
    // A zero-sized last field must not point behind the struct.
    strictEqual(sizeOf(typeOf(checked, "Z")), 16);
  });

  it("finds promoted fields and methods, and what pointers add", () => {
    const checked = checkText(`package p
type A struct{ x int }
func (A) val() {}
func (*A) ptr() {}
type B struct { A; y int }
type C struct { *B; z int }
type I interface { val(); other() }
type D struct { I }
`);
    const names = (t: string, addressable = false): string[] =>
      methodSetOf(typeOf(checked, t), addressable).map((m) => m.method.name);
    deepStrictEqual(names("B"), ["val"]);
    deepStrictEqual(names("B", true), ["ptr", "val"]);
    deepStrictEqual(names("C"), ["ptr", "val"]);
    deepStrictEqual(names("D"), ["other", "val"]);
    const found = lookupFieldOrMethod(typeOf(checked, "C"), false, checked.pkg, "x");
    deepStrictEqual([found.index, found.indirect], [[0, 0, 0], true]);
  });

  it("expands instances on demand, recursive ones too", () => {
    const checked = checkText(`package p
type List[T any] struct { next *List[T]; val T }
func (l *List[T]) Push(v T) *List[T] { return &List[T]{l, v} }
type Tree[K comparable, V any] struct { kids map[K]*Tree[K, V]; val V }
var a List[string]
var b Tree[string, List[int]]
`);
    strictEqual(typeString(underlying(typeOf(checked, "a"))), "struct{next *p.List[string]; val string}");
    strictEqual(
      typeString(underlying(typeOf(checked, "b"))),
      "struct{kids map[string]*p.Tree[string,p.List[int]]; val p.List[int]}".replace(",", ", "),
    );
    const push = lookupFieldOrMethod(typeOf(checked, "a"), true, checked.pkg, "Push").obj;
    ok(push?.kind === "Func");
    strictEqual(typeString(push.type), "func(v string) *p.List[string]");
    strictEqual(asNamed(typeOf(checked, "a"))?.origin, asNamed(typeOf(checked, "List")));
  });
});
