import { match, strictEqual } from "node:assert";
import type { LinkOptions } from "../index.ts";
import { type Call, checkCalls, linkedBytes, linkedText, type Texts } from "./helper.ts";

/** Modules that link, and what the result does. */
interface Case {
  readonly title: string;
  readonly texts: Texts;
  readonly options?: LinkOptions;
  readonly calls: readonly Call[];
  readonly log?: readonly number[];
}

const cases: readonly Case[] = [
  {
    title: "an import of a function takes the export of that name",
    texts: {
      app: `(module (import "lib" "twice" (func $t (param i32) (result i32)))
              (func (export "four") (param i32) (result i32) (call $t (call $t (local.get 0)))))`,
      lib: `(module (func (export "twice") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))`,
    },
    calls: [["four", [5], 20]],
  },
  {
    title: "modules that import from each other",
    texts: {
      even: `(module (import "odd" "odd" (func $odd (param i32) (result i32)))
               (func (export "even") (param i32) (result i32)
                 (if (result i32) (local.get 0) (then (call $odd (i32.sub (local.get 0) (i32.const 1)))) (else (i32.const 1)))))`,
      odd: `(module (import "even" "even" (func $even (param i32) (result i32)))
              (func (export "odd") (param i32) (result i32)
                (if (result i32) (local.get 0) (then (call $even (i32.sub (local.get 0) (i32.const 1)))) (else (i32.const 0)))))`,
    },
    calls: [
      ["even", [10], 1],
      ["even", [7], 0],
    ],
  },
  {
    title: "a chain of re-exports, given in any order",
    texts: {
      a: `(module (import "b" "x" (func (result i32))) (export "get" (func 0)))`,
      c: `(module (func (export "z") (result i32) (i32.const 42)))`,
      b: `(module (import "c" "z" (func (result i32))) (export "x" (func 0)))`,
    },
    calls: [["get", [], 42]],
  },
  {
    title: "a module that imports from itself",
    texts: {
      a: `(module (import "a" "one" (func $one (result i32)))
            (func (export "one") (result i32) (i32.const 1))
            (func (export "two") (result i32) (i32.add (call $one) (call $one))))`,
    },
    calls: [["two", [], 2]],
  },
  {
    title: "globals, tables, memories and tags",
    texts: {
      app: `(module
              (import "lib" "counter" (global $g (mut i32)))
              (import "lib" "table" (table $t 1 funcref))
              (import "lib" "memory" (memory 1))
              (import "lib" "oops" (tag $oops (param i32)))
              (import "lib" "throw" (func $throw))
              (type $f (func (result i32)))
              (func (export "counter") (result i32) (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g))
              (func (export "table") (result i32) (call_indirect $t (type $f) (i32.const 0)))
              (func (export "memory") (result i32) (i32.load8_u (i32.const 8)))
              (func (export "tag") (result i32) (block $h (result i32) (try_table (catch $oops $h) (call $throw)) (i32.const -1))))`,
      lib: `(module
              (global (export "counter") (mut i32) (i32.const 10))
              (table (export "table") 2 funcref)
              (elem (i32.const 0) $seven)
              (memory (export "memory") 1)
              (data (i32.const 8) "A")
              (tag $oops (export "oops") (param i32))
              (func $seven (result i32) (i32.const 7))
              (func (export "throw") (throw $oops (i32.const 99))))`,
    },
    calls: [
      ["counter", [], 11],
      ["counter", [], 12],
      ["table", [], 7],
      ["memory", [], 65],
      ["tag", [], 99],
    ],
  },
  {
    title: "each module keeps its own memory and table when none is shared",
    texts: {
      a: `(module (import "b" "get" (func $get (result i32))) (memory 1) (data (i32.const 0) "\\01")
            (table 1 funcref) (elem (i32.const 0) $one) (func $one (result i32) (i32.const 100))
            (func (export "sum") (result i32)
              (i32.add (i32.add (i32.load8_u (i32.const 0)) (call_indirect (result i32) (i32.const 0))) (call $get))))`,
      b: `(module (memory 1) (data (i32.const 0) "\\02") (table 1 funcref) (elem (i32.const 0) $two)
            (func $two (result i32) (i32.const 200))
            (func (export "get") (result i32) (i32.add (i32.load8_u (i32.const 0)) (call_indirect (result i32) (i32.const 0)))))`,
    },
    calls: [["sum", [], 303]],
  },
  {
    title: "initial values of globals that need globals of later modules",
    texts: {
      a: `(module (import "b" "base" (global $base i32)) (global $g i32 (i32.add (global.get $base) (i32.const 1)))
            (func (export "get") (result i32) (global.get $g)))`,
      b: `(module (import "c" "root" (global $root i32)) (global (export "base") i32 (global.get $root)))`,
      c: `(module (global (export "root") i32 (i32.const 40)))`,
    },
    calls: [["get", [], 41]],
  },
  {
    title: "a table whose initial value reads a global that becomes a defined one",
    texts: {
      a: `(module (type $f (func (result i32))) (import "b" "f" (global $f (ref $f)))
            (table $t 2 (ref $f) (global.get $f))
            (func (export "call") (param i32) (result i32) (call_ref $f (table.get $t (local.get 0)))))`,
      b: `(module (type $f (func (result i32))) (func $five (type $f) (i32.const 5))
            (global (export "f") (ref $f) (ref.func $five)))`,
    },
    calls: [["call", [1], 5]],
  },
  {
    title: "passive segments of several modules",
    texts: {
      a: `(module (import "b" "memory" (memory 1)) (import "b" "fill" (func $fill)) (data $d "xyz")
            (func (export "get") (param i32) (result i32)
              (call $fill) (memory.init $d (i32.const 3) (i32.const 0) (i32.const 3)) (i32.load8_u (local.get 0))))`,
      b: `(module (memory (export "memory") 1) (data $d "abc")
            (func (export "fill") (memory.init $d (i32.const 0) (i32.const 0) (i32.const 3))))`,
    },
    calls: [
      ["get", [0], 97],
      ["get", [5], 122],
    ],
  },
  {
    title: "a reference to a function whose export went away",
    texts: {
      a: `(module (type $f (func (result i32))) (import "b" "f" (func $f (result i32)))
            (func (export "call") (result i32) (i32.add (call $f) (call_ref $f (ref.func $f)))) (elem declare func $f))`,
      b: `(module (type $f (func (result i32))) (func $f (export "f") (type $f) (i32.const 4))
            (func (export "again") (result i32) (call_ref $f (ref.func $f))))`,
    },
    calls: [
      ["call", [], 8],
      ["again", [], 4],
    ],
  },
  {
    title: "start functions run after those of the modules they import from",
    texts: {
      a: `(module (import "env" "log" (func $log (param i32))) (import "b" "x" (func))
            (func $s (call $log (i32.const 1))) (start $s))`,
      b: `(module (import "env" "log" (func $log (param i32))) (func (export "x"))
            (func $s (call $log (i32.const 2))) (start $s))`,
      c: `(module (import "env" "log" (func $log (param i32))) (func $s (call $log (i32.const 3))) (start $s))`,
    },
    calls: [],
    log: [2, 1, 3],
  },
  {
    title: "_initialize of a library runs first thing in _start",
    texts: {
      app: `(module (import "env" "log" (func $log (param i32))) (import "lib" "get" (func $get (result i32)))
              (func (export "_start") (call $log (call $get))))`,
      lib: `(module (import "env" "log" (func $log (param i32))) (global $g (mut i32) (i32.const 0))
              (func (export "_initialize") (call $log (i32.const 1)) (global.set $g (i32.const 2)))
              (func (export "get") (result i32) (global.get $g)))`,
    },
    calls: [["_start", []]],
    log: [1, 2],
  },
  {
    title: "active segments apply in instantiation order: an importer's data is written over its provider's",
    texts: {
      a: `(module (import "b" "memory" (memory 1)) (data (i32.const 0) "A")
            (func (export "get") (result i32) (i32.load8_u (i32.const 0))))`,
      b: `(module (memory (export "memory") 1) (data (i32.const 0) "B"))`,
    },
    calls: [["get", [], 65]],
  },
  {
    title: "raiseLimits: a memory too small for an importer starts larger",
    texts: {
      a: `(module (import "b" "memory" (memory 3)) (func (export "size") (result i32) (memory.size)))`,
      b: `(module (memory (export "memory") 1))`,
    },
    options: { raiseLimits: true },
    calls: [["size", [], 3]],
  },
  {
    title: "coroutines: tag, continuation type and handler in one module, the generator in another",
    texts: {
      app: `(module
              (type $f (func)) (type $c (cont $f))
              (import "gen" "yield" (tag $yield (param i32)))
              (import "gen" "upto" (func $upto))
              (elem declare func $upto)
              (func (export "sum") (result i32) (local $k (ref null $c)) (local $sum i32)
                (local.set $k (cont.new $c (ref.func $upto)))
                (loop $next
                  (block $on (result i32 (ref $c))
                    (resume $c (on $yield $on) (local.get $k))
                    (return (local.get $sum)))
                  (local.set $k)
                  (local.set $sum (i32.add (local.get $sum)))
                  (br $next))
                (unreachable)))`,
      gen: `(module
              (type $other (func (param f64)))
              (tag $yield (export "yield") (param i32))
              (func (export "upto") (local $i i32)
                (loop $l
                  (suspend $yield (local.get $i))
                  (br_if $l (i32.le_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 10))))))`,
    },
    calls: [["sum", [], 55]],
  },
];

describe("linker: fusing", () => {
  for (const { title, texts, options, calls, log } of cases) {
    for (const prune of [true, false]) {
      it(prune ? title : `${title} (nothing dropped)`, async function () {
        checkCalls(this, await linkedBytes(texts, { ...options, prune }), calls, log);
      });
    }
  }

  it("identical imports of several modules become one", async () => {
    const importer = (name: string) => `(module (import "env" "log" (func $log (param i32)))
      (func (export "${name}") (call $log (i32.const 1))))`;
    const text = await linkedText({ a: importer("f"), b: importer("g") });
    strictEqual(text.match(/\(import /g)?.length, 1, text);
  });

  it("imports of one name and two types stay two", async () => {
    const text = await linkedText({
      a: `(module (import "env" "f" (func $f (param i32))) (func (export "a") (call $f (i32.const 1))))`,
      b: `(module (import "env" "f" (func $f (param i64))) (func (export "b") (call $f (i64.const 1))))`,
    });
    strictEqual(text.match(/\(import "env" "f"/g)?.length, 2, text);
  });

  it("equal types become one, also recursive ones", async () => {
    const list = (
      name: string,
    ) => `(module (rec (type $list (struct (field i32) (field (ref null $list)))) (type $f (func (param (ref $list)))))
      (func (export "${name}") (type $f)))`;
    const text = await linkedText({ a: list("a"), b: list("b") });
    strictEqual(text.match(/\(type \$\w+ \(;/g)?.length, 2, text);
    match(text, /\(rec/);
  });

  it("equal looking types of different recursion groups stay two", async () => {
    const text = await linkedText({
      a: `(module (type $s (struct (field i32))) (func (export "a") (param (ref $s))))`,
      b: `(module (rec (type $s (struct (field i32))) (type $x (struct))) (func (export "b") (param (ref $s))))`,
    });
    strictEqual(text.match(/\(struct \(field i32\)\)/g)?.length, 2, text);
  });
});
