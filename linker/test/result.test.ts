import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert";
import { renderDiagnostics } from "../../diagnostics/index.ts";
import type { CustomSection } from "../../wasmfx-backend/index.ts";
import { type LinkOptions, link } from "../index.ts";
import { linkedText, linkTexts, moduleOf, type Texts } from "./helper.ts";

async function exportNames(texts: Texts, options: LinkOptions = {}): Promise<string[]> {
  const { module, diagnostics } = await linkTexts(texts, options);
  ok(module, renderDiagnostics(diagnostics));
  return module.exports.map((e) => e.name);
}

const pair: Texts = {
  app: `(module (import "lib" "used" (func)) (func (export "main")))`,
  lib: `(module (func (export "used")) (func (export "unused")))`,
};

describe("linker: exports of the result", () => {
  it("those of the root and those that served no import stay", async () => {
    deepStrictEqual(await exportNames(pair), ["main", "unused"]);
  });
  it("keepExports keeps one that served an import", async () => {
    deepStrictEqual(await exportNames(pair, { keepExports: ["used"] }), ["main", "used", "unused"]);
  });
  it("keepAllExports", async () => {
    deepStrictEqual(await exportNames(pair, { keepAllExports: true }), ["main", "used", "unused"]);
  });
  it("onlyExports", async () => {
    deepStrictEqual(await exportNames(pair, { onlyExports: ["main"] }), ["main"]);
  });
  it("internalExports of the root go too, unless asked for", async () => {
    const input = {
      name: "a",
      file: "a.wat",
      module: await moduleOf(`(module (func (export "f")) (global (export "__g") i32 (i32.const 0)))`, "a.wat"),
      internalExports: ["__g"],
    };
    const names = (options: LinkOptions) => link([input], options).module?.exports.map((e) => e.name);
    deepStrictEqual(names({}), ["f"]);
    deepStrictEqual(names({ keepExports: ["__g"] }), ["f", "__g"]);
  });
  it("rename: the second of a name gets its module's name in front", async () => {
    const texts = { a: `(module (func (export "f")) (func (export "b.f")))`, b: `(module (func (export "f")))` };
    deepStrictEqual(await exportNames(texts, { exportConflict: "rename" }), ["f", "b.f", "b.f_1"]);
  });
  it("skip: the second of a name goes", async () => {
    const texts = { a: `(module (func (export "f") (nop)))`, b: `(module (func (export "f") (unreachable)))` };
    const text = await linkedText(texts, { exportConflict: "skip" });
    match(text, /nop/);
    doesNotMatch(text, /unreachable/);
  });
  it("one item exported twice under one name is no conflict", async () => {
    const texts = {
      a: `(module (import "b" "memory" (memory 1)) (export "memory" (memory 0)))`,
      b: `(module (memory (export "memory") 1))`,
    };
    deepStrictEqual(await exportNames(texts, { keepAllExports: true }), ["memory"]);
  });
});

describe("linker: dead code", () => {
  const texts = {
    app: `(module (import "lib" "f" (func $f)) (import "env" "unused" (func)) (func (export "main") (call $f)))`,
    lib: `(module
            (type $dead (func (param f64 f64)))
            (global $live (mut i32) (i32.const 1)) (global $dead (mut i32) (i32.const 2))
            (memory $dead 1) (data (i32.const 0) "dead")
            (table $live 1 funcref) (elem (i32.const 0) $in_table)
            (func $in_table (global.set $live (i32.const 3)))
            (func $dead (type $dead) (global.set $dead (i32.const 3)))
            (func (export "f") (call_indirect $live (i32.const 0))))`,
  };
  it("functions, globals, memories, imports and types that nothing reaches go", async () => {
    const text = await linkedText(texts);
    doesNotMatch(text, /dead|memory|unused|f64/);
    match(text, /\$in_table/);
    match(text, /\$live/);
  });
  it("prune: false keeps them", async () => {
    match(await linkedText(texts, { prune: false }), /dead[\s\S]*memory|memory[\s\S]*dead/);
  });
  it("an active segment that may trap stays", async () => {
    const text = await linkedText({ a: `(module (memory 1) (data (i32.const 65535) "xx") (func (export "f")))` });
    match(text, /\(data/);
  });
  it("an active segment of an imported memory stays", async () => {
    const text = await linkedText({
      a: `(module (import "env" "m" (memory 1)) (data (i32.const 0) "x") (func (export "f")))`,
    });
    match(text, /\(data/);
  });
});

describe("linker: names", () => {
  it("stay while unique; the second of a name gets its module's name in front", async () => {
    const text = await linkedText({
      a: `(module (func $f (export "a") (param $x i32)) (global $g (mut i32) (i32.const 0)) (func (export "ga") (global.set $g (i32.const 1))))`,
      b: `(module (func $f (export "b") (param $y i32)) (global $g (mut i32) (i32.const 0)) (func (export "gb") (global.set $g (i32.const 1))))`,
    });
    match(text, /\(func \$f .*\(param \$x i32\)/);
    match(text, /\(func \$b\.f .*\(param \$y i32\)/);
    match(text, /\(global \$b\.g /);
  });
  it("the owner's name wins over an importer's", async () => {
    const text = await linkedText({
      a: `(module (import "b" "f" (func $theirs)) (func (export "go") (call $theirs)))`,
      b: `(module (func $mine (export "f")))`,
    });
    match(text, /call \$mine/);
  });
  it("a function without a name gets that of its export", async () => {
    const text = await linkedText({
      a: `(module (import "b" "f" (func $theirs)) (func (export "go") (call 0)))`,
      b: `(module (func (export "f")))`,
    });
    match(text, /call \$theirs|call \$f/);
    match(text, /\(func \$go/);
  });
});

describe("linker: custom sections", () => {
  const withCustoms = async (...customs: [string, string][]) => {
    const module = await moduleOf('(module (func (export "f")))', "x.wat");
    const sections = customs.map(([name, text]): CustomSection => ({ name, bytes: Buffer.from(text, "latin1") }));
    return { ...module, customs: sections };
  };
  const linkCustoms = async (a: [string, string][], b: [string, string][]) => {
    const inputs = [
      { name: "a", file: "a.wasm", module: await withCustoms(...a) },
      { name: "b", file: "b.wasm", module: await withCustoms(...b) },
    ];
    const { module } = link(inputs, { exportConflict: "skip" });
    return module!.customs.map((c) => [c.name, Buffer.from(c.bytes).toString("latin1")]);
  };
  it("what describes code by offset goes, the rest stays once", async () => {
    const customs = await linkCustoms(
      [
        [".debug_info", "x"],
        ["mine", "1"],
      ],
      [
        ["mine", "1"],
        ["mine", "2"],
        ["sourceMappingURL", "u"],
      ],
    );
    deepStrictEqual(customs, [
      ["mine", "1"],
      ["mine", "2"],
    ]);
  });
  it("target_features are united when every module has them", async () => {
    const a: [string, string][] = [["target_features", "\x02+\x04simd+\x03foo"]];
    deepStrictEqual(await linkCustoms(a, [["target_features", "\x01+\x03bar"]]), [
      ["target_features", "\x03+\x03bar+\x03foo+\x04simd"],
    ]);
    deepStrictEqual(await linkCustoms(a, []), []);
  });
  it("producers are united", async () => {
    const a: [string, string][] = [["producers", "\x01\x08language\x01\x01C\x00"]];
    const b: [string, string][] = [["producers", "\x01\x08language\x01\x02Go\x00"]];
    deepStrictEqual(await linkCustoms(a, b), [["producers", "\x01\x08language\x02\x01C\x00\x02Go\x00"]]);
  });
});

describe("linker: inputs", () => {
  it("two modules of one name", async () => {
    const module = await moduleOf("(module)", "x.wat");
    const { diagnostics } = link([
      { name: "m", file: "one.wat", module },
      { name: "m", file: "two.wat", module },
    ]);
    strictEqual(diagnostics[0].message, 'two modules are named "m": one.wat and two.wat');
  });
  it("are not changed", async () => {
    const module = await moduleOf(`(module (import "b" "f" (func)) (func (export "g") (call 0)) (start 1))`, "a.wat");
    const before = JSON.stringify(module, (_, v) => (typeof v === "bigint" ? `${v}` : v));
    link([
      { name: "a", file: "a.wat", module },
      {
        name: "b",
        file: "b.wat",
        module: await moduleOf(`(module (func (export "f")) (func $s) (start $s))`, "b.wat"),
      },
    ]);
    strictEqual(
      JSON.stringify(module, (_, v) => (typeof v === "bigint" ? `${v}` : v)),
      before,
    );
  });
});
