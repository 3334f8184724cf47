// text -> bytes -> Module -> bytes: nothing is lost. One sample for each family of instructions and each section.

import assert from "node:assert/strict";
import { decode, encode, encodeWithRanges, mapIndices, parseWat, printWat } from "../../index.ts";

const samples: Record<string, string> = {
  "numbers and locals": `(module $arith
    (func $f (export "f") (param $a i32) (result i64) (local $x i64) (local $y i64) (local $z f32)
      (local.set $x (i64.const -81985529216486896))
      (i64.add (i64.extend_i32_u (local.get $a)) (i64.mul (local.get $x) (i64.const 0x7fffffffffffffff)))))`,
  "floats by their bits": `(module
    (func (result f32 f64 f32 f64) (f32.const nan:0x200000) (f64.const -nan) (f32.const -0) (f64.const 0x1.fffffffffffffp+1023)))`,
  "blocks, branches and labels": `(module (type $two (func (param i32) (result i32 i32)))
    (func $f (param i32) (result i32)
      (block $out (result i32)
        (loop $again (br_if $again (local.get 0)) (br_table $out $again $out (i32.const 1) (local.get 0)))
        (i32.const 1) (block (type $two) (i32.const 2)) (drop)
        (if (result i32) (then (i32.const 1)) (else (i32.const 2))))))`,
  "memories, data and bulk operations": `(module
    (import "env" "memory" (memory $m 1 2)) (memory $big i64 1 0x100000000)
    (data $d (memory $m) (i32.const 16) "abc\\00\\ff") (data $p "passive") (data (memory $big) (i64.const 5) "x")
    (func (memory.init $big $p (i64.const 0) (i32.const 0) (i32.const 7)) (data.drop $p)
      (memory.copy $big $m (i64.const 0) (i32.const 0) (i32.const 3)) (memory.fill (i32.const 0) (i32.const 0) (i32.const 1))
      (i64.store32 $big offset=0x1234567890 align=2 (i64.const 0) (i64.const 1))
      (drop (memory.grow $m (memory.size $m)))))`,
  "tables and element segments": `(module
    (table $t 10 20 funcref) (table $u i64 1 externref) (table $v 3 (ref func) (ref.func $f)) (func $f)
    (elem $e (i32.const 1) func $f $f) (elem $x funcref (ref.func $f) (ref.null func)) (elem declare func $f)
    (elem (table $v) (i32.const 0) func $f) (elem $i32 i31ref (ref.i31 (i32.const 3)))
    (func (table.init $t $x (i32.const 0) (i32.const 0) (i32.const 1)) (elem.drop $e) (call_indirect $t (i32.const 1))
      (table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 1)) (table.set $u (i64.const 0) (ref.null extern))
      (drop (table.grow $u (ref.null extern) (i64.const 1)))))`,
  "imports, exports, globals, start": `(module
    (import "a" "f" (func $f (param i32))) (import "a" "t" (table $t 1 funcref)) (import "a" "g" (global $g (mut i64)))
    (import "a" "e" (tag $e (param i32))) (global $h (export "h") i32 (i32.add (i32.const 1) (i32.const 2)))
    (export "ä€😀" (func $f)) (func $s) (start $s) (export "e" (tag $e)))`,
  "tail calls and typed references": `(module (type $ft (func (param i32) (result i32)))
    (func $f (type $ft) (return_call $f (local.get 0)))
    (func $g (type $ft) (return_call_ref $ft (local.get 0) (ref.func $f)))
    (func $h (param (ref null $ft)) (result i32) (block $n (return (call_ref $ft (i32.const 1) (br_on_null $n (local.get 0))))) (i32.const 0))
    (elem declare func $f))`,
  exceptions: `(module (tag $e (param i32 i64)) (tag $other)
    (func (result i32 i64)
      (block $all (result exnref)
        (block $caught (result i32 i64)
          (try_table (result i32 i64) (catch $e $caught) (catch_all_ref $all) (throw $e (i32.const 1) (i64.const 2))))
        (return))
      (throw_ref)))`,
  "structs, arrays and casts": `(module
    (rec (type $node (sub (struct (field $next (mut (ref null $node))) (field i8)))) (type $leaf (sub $node (struct (field (mut (ref null $node))) (field i8) (field f64)))))
    (type $bytes (array (mut i8))) (type $final (sub final $node (struct (field (mut (ref null $node))) (field i8))))
    (data $d "abcdef")
    (func (param anyref) (result i32)
      (drop (array.new_data $bytes $d (i32.const 0) (i32.const 3)))
      (drop (struct.get_u $node 1 (struct.new $node (ref.null $node) (i32.const 300))))
      (block $is (result (ref $leaf))
        (drop (br_on_cast $is anyref (ref $leaf) (local.get 0)))
        (return (ref.test (ref null $bytes) (local.get 0))))
      (drop (struct.get $leaf 2)) (i31.get_s (ref.i31 (i32.const 5)))))`,
  vectors: `(module (memory 1) (func (param v128) (result v128)
    (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 30 31 (local.get 0) (v128.const f32x4 1 -0 nan inf))
    (v128.load8_lane offset=3 15 (i32.const 0) (local.get 0)) (i16x8.replace_lane 7 (i32.const 1))
    (f32x4.relaxed_madd (local.get 0) (local.get 0))))`,
  "stack switching": `(module
    (type $ft (func (param i32) (result i64))) (type $ct (cont $ft)) (type $f0 (func (result i64))) (type $c0 (cont $f0))
    (rec (type $sf (func (param (ref null $sc)) (result i64))) (type $sc (cont $sf)))
    (tag $yield (param f32) (result i32)) (tag $swap (result i64)) (tag $exn (param i32))
    (func $body (type $ft) (drop (suspend $yield (f32.const 1))) (i64.const 2))
    (func $run (result i64)
      (block $on (result f32 (ref $ct))
        (return (resume $ct (on $yield $on) (on $swap switch) (i32.const 1) (cont.new $ct (ref.func $body)))))
      (return (resume_throw $ct $exn (i32.const 7))))
    (func $more (param exnref (ref $sc)) (result i64)
      (drop (cont.bind $ct $c0 (i32.const 1) (cont.new $ct (ref.func $body))))
      (drop (switch $sc $swap (local.get 1)))
      (resume_throw_ref $sc (local.get 0) (local.get 1)))
    (elem declare func $body))`,
};

describe("decode and encode", () => {
  for (const [name, text] of Object.entries(samples)) {
    it(name, async () => {
      const { bytes, diagnostics } = await parseWat(text, `${name}.wat`);
      assert.deepEqual(diagnostics, []);
      const { module, diagnostics: findings } = decode(bytes!, name);
      assert.deepEqual(findings, []);
      const again = encode(module!);
      assert.equal(await printWat(again), await printWat(bytes!));
      // Once more: the encoder's own output is its fixed point.
      assert.deepEqual(Buffer.from(encode(decode(again, name).module!)), Buffer.from(again));
    });
  }

  it("keeps custom sections and leaves names out on request", () => {
    const custom = Buffer.from("0061736d01000000" + "00040361626307" + "000b046e616d65000403656d70", "hex");
    custom[9] = 5; // size of the first section: name "abc" and one byte
    const { module, diagnostics } = decode(custom, "custom.wasm");
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      module!.customs.map((c) => [c.name, [...c.bytes]]),
      [["abc", [7]]],
    );
    assert.equal(module!.names.module, "emp");
    assert.equal(decode(encode(module!), "").module!.names.module, "emp");
    assert.equal(decode(encode(module!, { names: false }), "").module!.names.module, undefined);
  });

  it("warns about a malformed name section and reads on", () => {
    const { module, diagnostics } = decode(
      Buffer.from("0061736d01000000" + "0009046e616d6501020105", "hex"),
      "names.wasm",
    );
    assert.ok(module);
    assert.deepEqual(
      diagnostics.map((d) => d.severity),
      ["warning"],
    );
  });

  it("tells where each instruction and each function's code lies", async () => {
    const { bytes } = await parseWat("(module (func (local i32) (drop (i32.const 5))) (func (nop)))", "places.wat");
    const { module } = decode(bytes!, "places.wasm");
    const [first, second] = module!.funcs;
    assert.deepEqual(
      [...first.offsets!].map((at) => bytes![at]),
      [0x41, 0x1a, 0x0b],
    );
    assert.deepEqual(
      [...second.offsets!].map((at) => bytes![at]),
      [0x01, 0x0b],
    );
    const { code } = encodeWithRanges(module!);
    assert.deepEqual(code, [
      { start: first.offsets![0] - 3, end: first.offsets![2] + 1 },
      { start: second.offsets![0] - 1, end: second.offsets![1] + 1 },
    ]);
  });

  it("adds the data count section when the code needs it", async () => {
    const { bytes } = await parseWat('(module (memory 1) (data $d "x") (func (data.drop $d)))', "count.wat");
    const { module } = decode(bytes!, "count.wasm");
    module!.dataCount = false;
    assert.deepEqual(decode(encode(module!), "again.wasm").diagnostics, []);
  });
});

describe("mapIndices", () => {
  it("sends each index through the map of its own space", async () => {
    const { bytes } = await parseWat(samples["stack switching"], "map.wat");
    const [, run] = decode(bytes!, "map.wasm").module!.funcs;
    const maps = { func: (i: number) => i + 10, type: (i: number) => i + 100, tag: (i: number) => i + 1000 };
    const mapped = run.body.map((instr) => mapIndices(instr, maps));
    const find = (op: string) => mapped.find((instr) => instr.op === op);
    assert.deepEqual(find("ref.func"), { op: "ref.func", func: 10 });
    assert.deepEqual(find("cont.new"), { op: "cont.new", typeIndex: 101 });
    assert.deepEqual(find("resume"), {
      op: "resume",
      typeIndex: 101,
      handlers: [
        { kind: "label", tag: 1000, label: 0 },
        { kind: "switch", tag: 1001 },
      ],
    });
    assert.deepEqual(find("resume_throw"), { op: "resume_throw", typeIndex: 101, tag: 1002, handlers: [] });
    // Instructions without indices stay the same objects.
    assert.equal(mapIndices(run.body.at(-1)!, maps), run.body.at(-1));
  });
});
