// Tokens -> trees: structure, places, directives, recovery.

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type Decl, type Expr, exprString, type File, parseFile, SourceSet, type Stmt } from "../../syntax/index.ts";

function parse(text: string): { file: File; errors: string[]; sources: SourceSet } {
  const sources = new SourceSet();
  const { file, errors } = parseFile(sources.add("t.go", text));
  ok(file, "no file");
  const shown = errors.map((e) => `${sources.place(e.pos).line}:${sources.place(e.pos).column}: ${e.message}`);
  return { file, errors: shown, sources };
}

function expression(text: string): Expr {
  const { file, errors } = parse(`package p\nvar _ = ${text}\n`);
  deepStrictEqual(errors, []);
  const decl = file.decls[0];
  ok(decl.kind === "GenDecl" && decl.specs[0].kind === "ValueSpec");
  return decl.specs[0].values[0];
}

function body(text: string): readonly Stmt[] {
  const { file, errors } = parse(`package p\nfunc f() {\n${text}\n}\n`);
  deepStrictEqual(errors, []);
  const decl: Decl = file.decls[0];
  ok(decl.kind === "FuncDecl" && decl.body);
  return decl.body.list;
}

/** The tree with every operation in brackets. */
function grouped(x: Expr): string {
  if (x.kind === "BinaryExpr") return `(${grouped(x.x)} ${x.op} ${grouped(x.y)})`;
  if (x.kind === "UnaryExpr") return `(${x.op}${grouped(x.x)})`;
  if (x.kind === "StarExpr") return `(*${grouped(x.x)})`;
  return exprString(x);
}

describe("parser", () => {
  it("groups operators by precedence, from the left", () => {
    strictEqual(grouped(expression("a + b*c - d<<2&e")), "((a + (b * c)) - ((d << 2) & e))");
    strictEqual(grouped(expression("a || b && c == d+e || !f")), "((a || (b && (c == (d + e)))) || (!f))");
    strictEqual(grouped(expression("-a * <-b ^ *c")), "(((-a) * (<-b)) ^ (*c))");
  });

  it("makes no deep tree of a long sum of string literals", () => {
    const depth = (x: Expr): number => (x.kind === "BinaryExpr" ? 1 + Math.max(depth(x.x), depth(x.y)) : 0);
    const text = (x: Expr): string => (x.kind === "BinaryExpr" ? text(x.x) + text(x.y) : exprString(x));
    const literals = Array.from({ length: 10000 }, (_, i) => `"${i}"`);
    const sum = expression(literals.join(" +\n"));
    strictEqual(text(sum), literals.join(""));
    ok(depth(sum) < 1000);
    strictEqual(depth(expression(`x + ${literals.slice(0, 500).join(" + ")}`)), 500);
  });

  it("prints expressions and types back as they were", () => {
    const texts = [
      "f(a, b...)",
      "x[i:j:k]",
      "x[:]",
      "m[T, U](1)",
      "x.(T).y",
      "func(a, b int, c ...string) (x, y int)",
      "map[string][]*T",
      "<-chan chan<- int",
      "chan (<-chan int)",
      "struct{a, b int; *T; c string `tag`}",
      "interface{m(int) string; ~int | E}",
      "[3][n + 1]int",
      "&x",
      "(a)",
    ];
    for (const text of texts) strictEqual(exprString(expression(text)), text);
    strictEqual(exprString(expression("T{1, 2}")), "T{…}");
    strictEqual(exprString(expression("func() int { return 1 }")), "func() int {…}");
  });

  it("tells type parameters from array lengths", () => {
    const { file } = parse(
      "package p\ntype A[P any] int\ntype B[N]int\ntype C[P *T,] int\ntype D[P *T]int\ntype E[P interface{}] int\ntype F[n * 2]int\n",
    );
    const counts = file.decls.map((d) =>
      d.kind === "GenDecl" && d.specs[0].kind === "TypeSpec" ? d.specs[0].typeParams.length : -1,
    );
    deepStrictEqual(counts, [1, 0, 1, 0, 1, 0]);
  });

  it("does not take a block for a composite literal", () => {
    const [loop, condition] = body("for x := range T {}\nif x == (T{}) {}");
    ok(loop.kind === "RangeStmt" && loop.x.kind === "Ident");
    ok(condition.kind === "IfStmt" && condition.cond.kind === "BinaryExpr");
  });

  it("makes type switches, with and without a variable", () => {
    const [a, b, c] = body("switch x.(type) {}\nswitch y := x.(type) { case int: }\nswitch x := f(); x {}");
    ok(a.kind === "TypeSwitchStmt" && !a.bind);
    ok(b.kind === "TypeSwitchStmt" && b.bind?.name === "y");
    ok(c.kind === "SwitchStmt" && c.init && c.tag);
  });

  it("distributes parameter types from the right", () => {
    const { file } = parse("package p\nfunc f(a, b int, c string) (int, error)\n");
    const decl = file.decls[0];
    ok(decl.kind === "FuncDecl");
    deepStrictEqual(
      decl.type.params.map((p) => [p.names.map((n) => n.name), exprString(p.type)]),
      [
        [["a", "b"], "int"],
        [["c"], "string"],
      ],
    );
    deepStrictEqual(
      decl.type.results.map((p) => p.names.length),
      [0, 0],
    );
  });

  it("attaches directives to the declaration that follows", () => {
    const { file, errors } = parse(
      "package p\n\n//go:noinline\n//go:wasmexport go_f\nfunc f() {}\n\n//go:embed a.txt\nvar s string\n",
    );
    deepStrictEqual(errors, []);
    const [func, variable] = file.decls;
    ok(func.kind === "FuncDecl" && variable.kind === "GenDecl" && variable.specs[0].kind === "ValueSpec");
    deepStrictEqual(
      func.pragmas.map((p) => p.text),
      ["go:noinline", "go:wasmexport go_f"],
    );
    deepStrictEqual(
      variable.specs[0].pragmas.map((p) => p.text),
      ["go:embed a.txt"],
    );
  });

  it("counts columns in bytes and obeys //line", () => {
    const { file, sources } = parse('package p\n\nvar é, x = "ü", 1\n//line other.go:100\nvar y = 2\n');
    const [first, second] = file.decls;
    ok(first.kind === "GenDecl" && first.specs[0].kind === "ValueSpec" && second.kind === "GenDecl");
    deepStrictEqual(sources.place(first.specs[0].names[1].pos), { file: "t.go", line: 3, column: 9 });
    deepStrictEqual(sources.place(second.pos), { file: "other.go", line: 100, column: 1 });
  });

  it("gives every node its exact text", () => {
    const text = "package p\nfunc f() { g(x[1:2], T{a: 1}.b) }\n";
    const { file } = parse(text);
    const decl = file.decls[0];
    ok(decl.kind === "FuncDecl" && decl.body?.list[0].kind === "ExprStmt" && decl.body.list[0].x.kind === "CallExpr");
    const slice = (x: { pos: number; end: number }): string =>
      text.slice(x.pos - file.source.base, x.end - file.source.base);
    deepStrictEqual(decl.body.list[0].x.args.map(slice), ["x[1:2]", "T{a: 1}.b"]);
    strictEqual(slice(decl), text.slice(10, -1));
  });

  it("goes on after an error", () => {
    const { file, errors } = parse("package p\nfunc f() { x := }\nvar = 1\nfunc g() { return 1 2 }\nfunc h() {}\n");
    deepStrictEqual(errors, [
      "2:17: syntax error: unexpected }, expected expression",
      "3:5: syntax error: unexpected =, expected name",
      "3:7: syntax error: unexpected literal 1, expected type",
      "4:21: syntax error: unexpected literal 2 at end of statement",
    ]);
    ok(file.decls.some((d) => d.kind === "FuncDecl" && d.name.name === "h"));
  });
});
