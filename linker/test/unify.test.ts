import { strictEqual } from "node:assert";
import { checkCalls, checkErrors, linkedBytes, linkTexts, type Texts } from "./helper.ts";

const withData = (name: string, at: number, text: string, memory = "1"): string =>
  `(module (memory ${memory}) (data (i32.const ${at}) "${text}")
     (func (export "${name}") (param i32) (result i32) (i32.load8_u (local.get 0)))
     (func (export "size_${name}") (result i32) (memory.size)))`;

const heap = (end: number): string => `(module (memory (export "memory") 2) (data (i32.const 1024) "c")
  (global (export "__heap_base") i32 (i32.const 2048)) (global (export "__heap_end") i32 (i32.const ${end})))`;

describe("linker: one memory for all", () => {
  it("when the data lie apart", async function () {
    const texts = { a: withData("a", 0, "AA"), b: withData("b", 100, "B", "3"), c: withData("c", 2, "C", "2 10") };
    const bytes = await linkedBytes(texts, { mergeMemories: true });
    checkCalls(this, bytes, [
      ["a", [100], 66],
      ["b", [1], 65],
      ["c", [2], 67],
      ["size_a", [], 3],
    ]);
    const { module } = await linkTexts(texts, { mergeMemories: true });
    strictEqual(module?.memories.length, 1);
    strictEqual(
      module?.exports.some((e) => e.kind === "memory"),
      false,
    );
  });

  const failing: readonly { title: string; texts: Texts; error: RegExp }[] = [
    {
      title: "not when they overlap",
      texts: { a: withData("a", 0, "AAAA"), b: withData("b", 3, "B") },
      error:
        /^error: the memories cannot be merged: module "a" \(a\.wat\) uses 0x0 to 0x4 and module "b" \(b\.wat\) uses 0x3 to 0x4 \[Overlap\]\nnote: compile one/m,
    },
    {
      title: "not when data lie where C has its heap",
      texts: { a: withData("a", 100000, "A"), c: heap(131072) },
      error: /module "c" \(c\.wat\) uses 0x0 to 0x20000 and module "a" \(a\.wat\) uses 0x186a0 to 0x186a1/,
    },
    {
      title: "not when one has two memories",
      texts: { a: withData("a", 0, "A"), b: `(module (memory 1) (memory 1))` },
      error: /module "b" \(b\.wat\) has more than one \[CannotMerge\]/,
    },
    {
      title: "not when one is a 64-bit memory",
      texts: { a: withData("a", 0, "A"), b: `(module (memory i64 1))` },
      error:
        /the memories of module "a" \(a\.wat\), \(memory 1\), and of module "b" \(b\.wat\), \(memory i64 1\), are of different types/,
    },
    {
      title: "not when a segment is placed by a global",
      texts: {
        a: withData("a", 0, "A"),
        b: `(module (import "env" "base" (global i32)) (memory 1) (data (global.get 0) "x"))`,
      },
      error: /module "b" \(b\.wat\) has a segment at a place that is not a constant/,
    },
  ];
  for (const { title, texts, error } of failing) {
    it(title, () => checkErrors(texts, [error], { mergeMemories: true }));
  }

  it("above C's heap", async function () {
    checkCalls(
      this,
      await linkedBytes({ a: withData("a", 131072, "A", "3"), c: heap(131072) }, { mergeMemories: true }),
      [
        ["a", [1024], 99],
        ["a", [131072], 65],
      ],
    );
  });
});

describe("linker: one table for all", () => {
  const withElem = (name: string, at: number, value: number): string =>
    `(module (type $f (func (result i32))) (table 10 funcref) (elem (i32.const ${at}) $v) (func $v (result i32) (i32.const ${value}))
       (func (export "${name}") (param i32) (result i32) (call_indirect (type $f) (local.get 0))))`;
  it("when the elements lie apart", async function () {
    checkCalls(this, await linkedBytes({ a: withElem("a", 1, 11), b: withElem("b", 2, 22) }, { mergeTables: true }), [
      ["a", [2], 22],
      ["b", [1], 11],
    ]);
  });
  it("not when they overlap", () =>
    checkErrors(
      { a: withElem("a", 1, 11), b: withElem("b", 1, 22) },
      [/the tables cannot be merged: .* uses 0x1 to 0x2 and/],
      {
        mergeTables: true,
      },
    ));
  it("not when the element types differ", () =>
    checkErrors(
      { a: withElem("a", 1, 11), b: `(module (table 1 externref))` },
      [/\(table 10 \.\.\.\).*\(table 1 \.\.\.\)/],
      {
        mergeTables: true,
      },
    ));
});
