// What the checker records for the stages after it.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type * as ast from "../../syntax/index.ts";
import { exprString } from "../../syntax/index.ts";
import { type CheckedPackage, typeString, type Var, valueString } from "../../types/index.ts";
import { checkText } from "./check.ts";

/** The first recorded expression with this text. */
function find(checked: CheckedPackage, text: string): ast.Expr {
  const e = [...checked.info.types.keys()].find((x) => exprString(x) === text);
  ok(e, `no ${text}`);
  return e;
}

function typed(checked: CheckedPackage, text: string): string {
  const { mode, type, value } = checked.info.types.get(find(checked, text))!;
  return `${mode} ${typeString(type)}${value ? ` ${valueString(value)}` : ""}`;
}

function localVars(checked: CheckedPackage): Var[] {
  const found = [...checked.info.defs.values(), ...checked.info.implicits.values()];
  return found.filter((o): o is Var => o?.kind === "Var" && o.owner !== undefined && o.name !== "");
}

describe("what the checker records", () => {
  it("types and values, final ones for untyped expressions", () => {
    const checked = checkText(`package p
func f(s uint, m map[string]int, c chan int, x any) {
	var a float32 = 1 / 4.0
	var b int64 = 7 << s
	v, ok := m["k"]
	w, ok2 := <-c
	t, ok3 := x.(string)
	_ = a > 2
	_, _, _, _, _, _, _ = b, v, ok, w, ok2, t, ok3
}
`);
    strictEqual(typed(checked, "1 / 4.0"), "const float32 0.25");
    strictEqual(typed(checked, "7"), "const int64 7");
    strictEqual(typed(checked, "7 << s"), "value int64");
    strictEqual(typed(checked, 'm["k"]'), "mapindex (int, bool)");
    strictEqual(typed(checked, "<-c"), "commaok (int, bool)");
    strictEqual(typed(checked, "x.(string)"), "commaok (string, bool)");
    strictEqual(typed(checked, "2"), "const float32 2");
    strictEqual(typed(checked, "a > 2"), "value bool");
  });

  it("how variables are used: captured, address taken, assigned again", () => {
    const checked = checkText(`package p
type T struct{ n int; a [3]int }
func (*T) inc() {}
func (T) get() {}
func f(p int) {
	plain := 1
	counted := 0
	counted++
	shared := 0
	func() { func() { shared += plain }() }()
	pointed := 2
	_ = &pointed
	sliced := [3]int{}
	_ = sliced[:]
	called := T{}
	called.inc()
	viaField := T{}
	_ = &viaField.a[1]
	pointer := &T{}
	pointer.n = 1
	_ = &pointer.n
	got := T{}
	got.get()
	for i := range 3 { _ = func() int { return i } }
}
`);
    const flags = new Map(
      localVars(checked).map((v) => [v.name, [v.isCaptured, v.isAddressTaken, v.isReassigned].map(Number).join("")]),
    );
    deepStrictEqual(Object.fromEntries(flags), {
      p: "000",
      plain: "100",
      counted: "001",
      shared: "101",
      pointed: "010",
      sliced: "010",
      called: "010",
      viaField: "010",
      pointer: "000",
      got: "000",
      i: "100",
    });
  });

  it("captures of nested literals, in the outer ones too", () => {
    const checked = checkText(`package p
var global int
func f(a int) {
	b := 1
	_ = func(c int) {
		_ = func() { _ = a + b + c + global }
	}
}
`);
    const captures = [...checked.info.captures]
      .sort(([x], [y]) => x.pos - y.pos)
      .map(([, vars]) => vars.map((v) => v.name));
    deepStrictEqual(captures, [
      ["a", "b"],
      ["a", "b", "c"],
    ]);
  });

  it("selections with their path", () => {
    const checked = checkText(`package p
type A struct{ u, v int }
type B struct { x int; *A }
func (A) m() {}
func f(b B) { _ = b.v; b.m(); _ = B.m; _ = (*B).m }
`);
    const shown = [...checked.info.selections].map(
      ([e, s]) => `${exprString(e)} ${s.kind} ${s.index.join(".")}${s.indirect ? " indirect" : ""}`,
    );
    deepStrictEqual(shown, [
      "b.v field 1.1 indirect",
      "b.m method 1.0 indirect",
      "B.m methodExpr 1.0 indirect",
      "(*B).m methodExpr 1.0 indirect",
    ]);
  });

  it("type arguments, written and inferred", () => {
    const checked = checkText(`package p
type P[K comparable, V any] struct{}
func m[T, U any](x []T, f func(T) U) []U { return nil }
func id[T any](x T) T { return x }
var _ P[string, int]
var _ = m([]int{}, func(int) string { return "" })
var g func(bool) bool = id
`);
    const shown = [...checked.info.instances]
      .map(([ident, i]) => `${ident.name}[${i.typeArgs.map((t) => typeString(t)).join(" ")}]`)
      .sort();
    deepStrictEqual(shown, ["P[string int]", "id[bool]", "m[int string]"]);
  });

  it("the order of initialization, also through functions", () => {
    const checked = checkText(`package p
var a = f()
var b, c = g()
var d = 1
var _ = h(c)
func f() int { return b + d }
func g() (int, int) { return d, 2 }
func h(int) int { return a }
func init() {}
func init() {}
`);
    deepStrictEqual(
      checked.info.initOrder.map((i) => `${i.lhs.map((v) => v.name).join(",")}=${exprString(i.rhs)}`),
      ["d=1", "b,c=g()", "a=f()", "_=h(c)"],
    );
    strictEqual(checked.info.initFuncs.length, 2);
  });

  it("functions that defer and recover", () => {
    const checked = checkText("package p\nfunc f() { defer func() { recover() }() }\nfunc g() {}\n");
    deepStrictEqual(
      [...checked.info.defers].map((f) => f.kind),
      ["FuncDecl"],
    );
    deepStrictEqual(
      [...checked.info.recovers].map((f) => f.kind),
      ["FuncLit"],
    );
  });

  it("the variable of each type switch clause", () => {
    const checked = checkText(
      "package p\nfunc f(x any) { switch y := x.(type) { case int: _ = y; case string, bool: _ = y; default: _ = y } }\n",
    );
    const types = [...checked.info.implicits]
      .filter(([n]) => n.kind === "CaseClause")
      .map(([, o]) => typeString(o.type));
    deepStrictEqual(types, ["int", "any", "any"]);
  });
});
