// Chunks: where a module is cut, and the cache of their objects.

import { strict as assert } from "node:assert";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode, parseWat } from "../../../wasmfx-backend/index.ts";
import type { NativeOptions } from "../index.ts";
import { ObjectCache } from "../object-cache.ts";
import { partition } from "../partition.ts";
import { memoryPrelude } from "../prelude/memory.ts";
import { numericPrelude } from "../prelude/numeric.ts";
import { objectPrelude } from "../prelude/objects.ts";
import { Prelude } from "../prelude/parts.ts";
import { simdPrelude } from "../prelude/simd.ts";
import { switchingPrimitives } from "../sources.ts";
import { planModule } from "../translate/plan.ts";
import { mustBuild, run, workFolder } from "./native.ts";

/** Functions pN.fK, each of which calls the next; `change` gives other constants. The result is the sum of the constants. */
function chain(count: number, change: ReadonlyMap<string, number> = new Map(), extra = ""): string {
  const names = Array.from({ length: count }, (_, i) => `p${i % 4}.f${i}`);
  const funcs = names.map((name, i) => {
    const next = i + 1 < count ? `(call $${names[i + 1]})` : "(i32.const 0)";
    return `(func $${name} (result i32) (i32.add (i32.const ${change.get(name) ?? i}) ${next}))`;
  });
  return `(module ${extra} ${funcs.join("\n")} (func (export "sum") (result i32) (call $${names[0]})))`;
}
const sum = (count: number): number => (count * (count - 1)) / 2;

async function chunksOf(wat: string, chunkSize: number): Promise<string[][]> {
  const { module } = decode((await parseWat(wat, "chain.wat")).bytes!, "chain.wat");
  const plan = planModule(module!, { keepExports: true, linearity: "fat" });
  return partition(plan, chunkSize).map((c) => [c.role, ...c.functions.map((index) => plan.symbols[index])]);
}

describe("native: chunks", () => {
  it("have every function once, data apart, and packages together", async () => {
    const chunks = await chunksOf(chain(60), 30);
    assert.deepEqual(
      chunks.map(([role]) => role),
      ["first", ...chunks.slice(1).map(() => "other")],
    );
    const functions = chunks.flatMap((c) => c.slice(1));
    assert.equal(new Set(functions).size, 61);
    assert.equal(functions.length, 61);
    const packages = functions.slice(1).map((name) => name.slice(0, 4));
    assert.deepEqual(packages, [...packages].sort());
    assert.deepEqual(chunks[0], ["first"]);
  });

  it("are one for a small module", async () => {
    assert.deepEqual(
      (await chunksOf(chain(3), 100)).map(([role, ...functions]) => [role, functions.length]),
      [["whole", 4]],
    );
  });

  it("stay where they are when functions come and go", async () => {
    const text = (chunks: readonly (readonly string[])[]) => new Set(chunks.map((c) => c.join(" ")));
    const before = await chunksOf(chain(400), 40);
    const more = (f: string) => `(func $p1.${f} (param i32) (result i32) local.get 0)`;
    const after = text(await chunksOf(chain(400, undefined, more("a") + more("f5x")), 40));
    const kept = before.filter((c) => after.has(c.join(" "))).length;
    assert.ok(before.length > 20, `${before.length} chunks`);
    assert.ok(kept >= before.length - 6, `${kept} of ${before.length} kept`);
  });

  it("keep to themselves what no other chunk refers to", async () => {
    const wat = `(module (table funcref (elem $a.listed))
      (func $a.listed) (func $a.own) (func $a.used nop nop nop nop nop nop nop nop nop nop nop nop) (func $a.f (call $a.own)) (func $a.referred)
      (elem declare func $a.referred)
      (func $b.f (export "g") (call $a.used) (drop (ref.func $a.referred)) nop nop nop nop nop nop nop nop))`;
    const { module } = decode((await parseWat(wat, "local.wat")).bytes!, "local.wat");
    const plan = planModule(module!, { keepExports: true, linearity: "fat" });
    const chunks = partition(plan, 12);
    assert.equal(chunks.length, 3);
    const local = chunks.flatMap((c) => [...c.local].map((index) => plan.symbols[index]));
    assert.deepEqual(local.sort(), ["w.a.f", "w.a.own"]);
  });

  it("may be smaller than a function", async () => {
    const long = Array.from({ length: 500 }, (_, i) => `(i32.const ${i}) i32.add`).join(" ");
    const wat = `(module (func $long (param i32) (result i32) local.get 0 ${long})
      (func (export "f") (param i32) (result i32) (call $long (call $long (local.get 0)))))`;
    assert.equal(
      run(await mustBuild(wat, "long.wat", { level: 1, chunkSize: 50 }), ["7"], "f").stdout,
      `${7 + 2 * sum(500)}\n`,
    );
  });

  it("reach globals, tables, host functions and each other's types", async () => {
    const wat = `(module
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (type $unary (func (param i64 i64 i64 i64 i64 i64 i64 f64) (result i64 i64 i64 i64)))
      (global $count (mut i32) (i32.const 1))
      (table funcref (elem $a.wide $b.add))
      (func $a.wide (type $unary) (local.get 0) (local.get 6) (local.get 3) (i64.trunc_f64_s (local.get 7)))
      (func $b.add (param i32) (result i32)
        (global.set $count (i32.add (global.get $count) (local.get 0))) (global.get $count))
      (func $c.use (export "f") (result i64) (local i64)
        (drop (call_indirect (param i32) (result i32) (i32.const 20) (i32.const 1)))
        (call_indirect (type $unary) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6)
          (i64.const 700) (f64.const 8) (i32.const 0))
        i64.add i64.add i64.add
        (i64.mul (i64.extend_i32_u (global.get $count))))
      (func $d.leave (export "g") (call $exit (call $b.add (i32.const 41)))))`;
    for (const level of [0, 1, 2] as const) {
      const program = await mustBuild(wat, "reach.wat", { level, chunkSize: 1 });
      assert.equal(run(program, [], "f").stdout, `${21 * 713}\n`);
      assert.equal(run(program, [], "g").status, 42);
    }
  });
});

describe("native: prelude", () => {
  const shuffle = Uint8Array.from({ length: 16 }, (_, i) => i);
  const whole = [
    switchingPrimitives("fat"),
    numericPrelude(),
    memoryPrelude(),
    objectPrelude(),
    simdPrelude([shuffle], false),
  ].join("\n");

  it("is taken apart without loss", () => {
    const prelude = new Prelude(whole);
    const heads = [...whole.matchAll(/\b(?:define|declare) [^@\n]*@"?([^"(\n]+)"?\(/g)].map(([, name]) => name);
    assert.deepEqual([...prelude.returnTypes.keys()].sort(), [...new Set(heads)].sort());
    const lines = (text: string): string[] =>
      text
        .split("\n")
        .filter((line) => line !== "")
        .sort();
    assert.deepEqual(lines(prelude.text(heads)), lines(whole));
  });

  it("gives a chunk what it uses, and what that uses", () => {
    const prelude = new Prelude(whole);
    const text = prelude.text(["wasm.i32.div_s", "wasm.f64.sqrt"]);
    const heads = [...text.matchAll(/^(?:define|declare).*@"?([^"(]+)"?\(/gm)].map(([, name]) => name);
    assert.deepEqual(heads.sort(), ["llvm.sqrt.f64", "wasm.f64.sqrt", "wasm.i32.div_s", "weft_trap"]);
    assert.ok(text.includes("%weft.stack = type"));
  });
});

describe("native: objects of chunks", () => {
  /** Builds into a cache; the files of the cache that are new since `before`. */
  async function build(cache: string, wat: string, options: Partial<NativeOptions> = {}) {
    const files = (): Map<string, number> => {
      const names = statSync(cache, { throwIfNoEntry: false }) ? readdirSync(cache) : [];
      return new Map(names.map((name) => [name, statSync(join(cache, name)).ino]));
    };
    const before = files();
    const program = await mustBuild(wat, "chain.wat", { level: 1, chunkSize: 60, cache, ...options });
    const made = [...files()].filter(([name, inode]) => before.get(name) !== inode).map(([name]) => name);
    return { made, result: Number(run(program, [], "sum").stdout) };
  }
  const freshFolder = (): string => join(mkdtempSync(join(workFolder, "cache-")), "objects");

  it("are used again, and made again where something changed", async () => {
    const cache = freshFolder();
    const first = await build(cache, chain(200));
    assert.equal(first.result, sum(200));
    assert.ok(first.made.length >= 8, `${first.made.length} chunks`);
    assert.deepEqual(await build(cache, chain(200)), { made: [], result: sum(200) });
    const changed = await build(cache, chain(200, new Map([["p2.f50", 1050]])));
    assert.deepEqual({ made: changed.made.length, result: changed.result }, { made: 1, result: sum(200) + 1000 });
    assert.equal((await build(cache, chain(200), { level: 0 })).made.length, first.made.length);
    assert.equal((await build(cache, chain(200), { strict: true })).result, sum(200));
  });

  it("are made again when they are damaged", async () => {
    const cache = freshFolder();
    const { made } = await build(cache, chain(200));
    const damaged = made.slice(0, 3).map((name) => join(cache, name));
    const whole = readFileSync(damaged[0]);
    writeFileSync(damaged[0], whole.subarray(0, whole.length / 2));
    const flipped = readFileSync(damaged[1]);
    flipped[flipped.length - 100] ^= 1;
    writeFileSync(damaged[1], flipped);
    writeFileSync(damaged[2], "");
    const again = await build(cache, chain(200));
    assert.deepEqual(
      { made: again.made.sort(), result: again.result },
      { made: made.slice(0, 3).sort(), result: sum(200) },
    );
  });

  it("do not need a folder that can be written", async () => {
    const file = join(mkdtempSync(join(workFolder, "cache-")), "file");
    writeFileSync(file, "");
    const program = await mustBuild(chain(200), "chain.wat", { level: 1, chunkSize: 60, cache: join(file, "objects") });
    assert.equal(run(program, [], "sum").stdout, `${sum(200)}\n`);
  });

  it("are forgotten when they become too many, those used last not", () => {
    const folder = freshFolder();
    const cache = new ObjectCache(folder);
    const object = join(workFolder, "object");
    writeFileSync(object, Buffer.alloc(1000));
    for (const key of ["a", "b", "c", "d"]) cache.add(key, object);
    const out = join(workFolder, "out");
    cache.prune(10_000);
    assert.equal(readdirSync(folder).length, 4);
    const start = Date.now();
    while (Date.now() < start + 20);
    assert.ok(cache.get("a", out));
    cache.prune(3000);
    assert.equal(readdirSync(folder).length, 1);
    assert.ok(cache.get("a", out));
    assert.ok(!cache.get("b", out));
  });
});
