// Validation, as a table of modules in text: those that are valid, and those that are not with the beginning of the
// message. The text goes through wasm-tools, which checks syntax and names only.

import assert from "node:assert/strict";
import { decode, emptyModule, type Instr, parseWat, validate } from "../../index.ts";

/** Each must pass. */
const valid: Record<string, readonly string[]> = {
  "unreachable code takes operands from nowhere": [
    "(func (result i32) unreachable i32.add)",
    "(func (result i32) (block (result i32) (br 0 (i32.const 1)) (i64.eqz) (drop) (select)))",
    "(func (result funcref) unreachable ref.as_non_null)",
    "(func unreachable (br_table 0 0))",
    "(func (result i32) (return (i32.const 0)) (block (result i32) (i32.const 1)))",
  ],
  "blocks with parameters": [
    "(func (param i32) (result i64) (local.get 0) (block (param i32) (result i64) (i64.extend_i32_u)))",
    "(func (result i32) (i32.const 1) (loop (param i32) (result i32) (br_if 0 (i32.const 0))))",
    "(func (param i32) (result i32) (i32.const 1) (if (param i32) (result i32) (local.get 0) (then) (else (drop) (i32.const 2))))",
    "(func (param i32) (result i32) (i32.const 1) (if (param i32) (result i32) (local.get 0) (then)))",
  ],
  "subtyping of references": [
    "(type $f (func)) (func (param (ref $f)) (result funcref) (local.get 0))",
    "(type $a (sub (struct))) (type $b (sub $a (struct (field i32)))) (func (param (ref $b)) (result (ref null $a)) (local.get 0))",
    "(type $b (struct)) (func (param (ref $b)) (result anyref eqref structref) (local.get 0) (local.get 0) (local.get 0))",
    "(func (param nullref) (result i31ref arrayref) (local.get 0) (local.get 0))",
    "(type $f1 (func)) (type $f2 (func)) (func (param (ref $f1)) (result (ref $f2)) (local.get 0))",
    "(rec (type $x (struct (field (ref null $x))))) (rec (type $y (struct (field (ref null $y))))) (func (param (ref $x)) (result (ref $y)) (local.get 0))",
  ],
  "locals without default value, once they are set": [
    "(func (param (ref func)) (local $l (ref func)) (local.set $l (local.get 0)) (drop (local.get $l)))",
    "(func (param (ref func)) (local $l (ref func)) (local.set $l (local.get 0)) (block (drop (local.get $l))) (drop (local.get $l)))",
  ],
  "constant expressions": [
    "(global $a i32 (i32.const 1)) (global $b i32 (i32.add (global.get $a) (i32.const 2)))",
    '(import "m" "g" (global $g i32)) (memory 1) (data (global.get $g) "x")',
    "(type $s (struct (field i32))) (global (ref $s) (struct.new $s (i32.const 1)))",
    "(table 1 (ref func) (ref.func $f)) (func $f)",
  ],
  "64-bit memories and tables": [
    "(memory i64 1) (func (result i32) (i32.load offset=0x100000000 (i64.const 0)))",
    "(memory $a i64 1) (memory $b 1) (func (memory.copy $a $b (i64.const 0) (i32.const 0) (i32.const 0)))",
    "(table $a i64 1 funcref) (table $b 1 funcref) (func (table.copy $a $b (i64.const 0) (i32.const 0) (i32.const 0)))",
  ],
  exceptions: [
    "(tag $e (param i32)) (func (result i32) (block $l (result i32) (try_table (catch $e $l)) (i32.const 1)))",
    "(tag $e (param i32)) (func (result i32 exnref) (block $l (result i32 (ref exn)) (try_table (catch_ref $e $l)) unreachable))",
  ],
  "tail calls": ["(func $f (result (ref func)) unreachable) (func (result funcref) (return_call $f))"],
  continuations: [
    "(type $f (func)) (type $c (cont $f)) (func (param (ref null $f)) (result (ref $c)) (cont.new $c (local.get 0)))",
    "(type $f (func)) (type $c (cont $f)) (func (param (ref $c)) (result contref) (local.get 0))",
    "(type $f (func (param i32 i64) (result f32))) (type $g (func (param i64) (result f32))) (type $cf (cont $f)) (type $cg (cont $g)) (func (param (ref $cf)) (result (ref $cg)) (cont.bind $cf $cg (i32.const 1) (local.get 0)))",
    "(type $f (func)) (type $c (cont $f)) (tag $t (param i32) (result i64)) (type $g (func (param i64))) (type $k (cont $g)) (func (param (ref $c)) (result i32 (ref $k)) (block $on (result i32 (ref $k)) (resume $c (on $t $on) (local.get 0)) unreachable))",
    "(type $f (func (result i32))) (type $c (cont $f)) (tag $t (result i32)) (func (param (ref $c)) (result i32) (resume $c (on $t switch) (local.get 0)))",
    "(tag $t (param i32) (result i64)) (func (result i64) (suspend $t (i32.const 1)))",
    "(type $f (func (result i32))) (type $c (cont $f)) (tag $e (param f64)) (func (param (ref $c)) (result i32) (resume_throw $c $e (f64.const 1) (local.get 0)))",
    "(rec (type $f (func (param (ref null $c)))) (type $c (cont $f))) (tag $t) (func (param (ref $c)) (result (ref null $c)) (switch $c $t (local.get 0)))",
    "(type $f0 (func (result (ref func)))) (type $c0 (sub (cont $f0))) (func (param (ref null nocont)) (result (ref null $c0)) (local.get 0))",
  ],
  "memory limits at their bounds": [
    "(memory 0 65536)",
    "(memory i64 0 0x1000000000000)",
    "(table 0 0xffffffff funcref)",
  ],
};

/** Each must fail, with a message that begins so. */
const wrong: Record<string, readonly (readonly [text: string, message: string])[]> = {
  operands: [
    ["(func (i32.add (i32.const 1) (i64.const 1)) drop)", "type mismatch: i32.add expects i32, found i64"],
    ["(func (drop (i32.add (i32.const 1))))", "type mismatch: i32.add expects i32 but nothing is on the stack"],
    ["(func (result i32))", "type mismatch: the end of the function expects i32 but nothing is on the stack"],
    ["(func (result i32) (i64.const 1))", "type mismatch: the end of the function expects i32, found i64"],
    ["(func (i32.const 1))", "type mismatch: values remain on the stack"],
    ["(func (block (result i32) (i32.const 1) (i32.const 2)) drop)", "type mismatch: values remain on the stack"],
    ["(func (i32.const 1) (block (drop)))", "type mismatch: drop expects a value but nothing is on the stack"],
    ["(func unreachable (i64.const 1) (i32.eqz) (drop))", "type mismatch: i32.eqz expects i32, found i64"],
    ["(func unreachable ref.as_non_null i32.eqz drop)", "type mismatch: i32.eqz expects i32, found a reference"],
    [
      "(func (select (ref.null func) (ref.null func) (i32.const 1)) drop)",
      "type mismatch: select without type expects numbers or vectors",
    ],
    ["(func (select (i32.const 1) (f32.const 1) (i32.const 1)) drop)", "type mismatch: select between"],
    [
      "(func (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 1))))",
      "type mismatch: if without else",
    ],
  ],
  indices: [
    ["(func (local.get 0) drop)", "unknown local 0"],
    ["(func (global.get 0) drop)", "unknown global 0"],
    ["(func (call 7))", "unknown function 7"],
    ["(func (br 1))", "unknown label 1"],
    ["(func (i32.load (i32.const 0)) drop)", "unknown memory 0"],
    ["(memory 1) (func (i32.load 1 (i32.const 0)) drop)", "unknown memory 1"],
    ["(func (table.size 0) drop)", "unknown table 0"],
    ["(func (throw 0))", "unknown tag 0"],
    ["(func (suspend 0))", "unknown tag 0"],
    ["(func (elem.drop 0))", "unknown elem segment 0"],
    ["(memory 1) (func (data.drop 0))", "unknown data segment 0"],
    ["(func (type 3))", "unknown type 3"],
    ["(func (local (ref 9)))", "unknown type 9"],
    ["(type $s (struct)) (func (param (ref $s)) (struct.get $s 0 (local.get 0)) drop)", "unknown field 0"],
    ['(export "f" (func 0))', "unknown function 0"],
    ["(start 2)", "unknown function 2"],
    ["(type (func (param (ref 1))))", "unknown type 1"],
  ],
  branches: [
    ["(func (block (result i32) (br 0)) drop)", "type mismatch: br expects i32 but nothing is on the stack"],
    ["(func (block (result i32) (block (br_table 0 1 (i32.const 0))) (i32.const 1)) drop)", "type mismatch: br_table"],
    [
      "(func (param (ref null func)) (block (br_on_non_null 0 (local.get 0))))",
      "type mismatch: br_on_non_null requires type (ref func) but label has []",
    ],
  ],
  references: [
    ["(func (param funcref) (result (ref func)) (local.get 0))", "type mismatch"],
    ["(func (param anyref) (result eqref) (local.get 0))", "type mismatch"],
    ["(func (param externref) (result anyref) (local.get 0))", "type mismatch"],
    [
      "(type $a (struct)) (type $b (struct (field i32))) (func (param (ref $b)) (result (ref $a)) (local.get 0))",
      "type mismatch",
    ],
    [
      "(rec (type $x (func)) (type (struct))) (type $y (func)) (func (param (ref $x)) (result (ref $y)) (local.get 0))",
      "type mismatch",
    ],
    ["(func $f (drop (ref.func $f)))", "undeclared function reference 0"],
    ["(func (local $l (ref func)) (drop (local.get $l)))", "uninitialized local 0"],
    [
      "(func (param (ref func)) (local $l (ref func)) (block (local.set $l (local.get 0))) (drop (local.get $l)))",
      "uninitialized local 1",
    ],
    [
      "(func (param (ref func)) (local $l (ref func)) (if (i32.const 1) (then (local.set $l (local.get 0))) (else (drop (local.get $l)))))",
      "uninitialized local 1",
    ],
    [
      "(type $f (func)) (func (param anyref) (call_ref $f (local.get 0)))",
      "type mismatch: call_ref expects (ref null $f), found anyref",
    ],
    ["(func (param funcref) (drop (ref.test (ref i31) (local.get 0))))", "type mismatch"],
    [
      "(func (param eqref) (block $l (result anyref) (drop (br_on_cast $l eqref anyref (local.get 0))) (unreachable)) drop)",
      "type mismatch on cast",
    ],
    [
      "(table 1 externref) (func (call_indirect (i32.const 0)))",
      "type mismatch: call_indirect requires a table of function type",
    ],
  ],
  types: [
    ["(type $a (struct)) (type $b (sub $a (struct)))", "sub type 1 has final super type 0"],
    [
      "(type $a (sub (struct (field i32)))) (type $b (sub $a (struct (field i64))))",
      "sub type 1 does not match super type 0",
    ],
    ["(rec (type $a (sub $b (struct))) (type $b (sub (struct))))", "forward use of type 1 in sub type definition"],
    ["(type $s (struct)) (type $c (cont $s))", "non-function type 0"],
    ["(type $s (struct)) (func (type $s))", "non-function type 0"],
    ["(type $s (struct)) (tag (type $s))", "non-function type 0"],
    [
      "(type $f (func (result anyref))) (type $g (func (result i31ref))) (type $c (sub (cont $f))) (type $d (sub $c (cont $g)))",
      "sub type 3 does not match super type 2",
    ],
  ],
  "memories and tables": [
    ["(memory 1) (func (drop (i32.load align=8 (i32.const 0))))", "alignment must not be larger than natural"],
    ["(memory 1) (func (drop (i32.load offset=0x100000000 (i32.const 0))))", "offset out of range"],
    ["(memory i64 1) (func (drop (i32.load (i32.const 0))))", "type mismatch: i32.load expects i64, found i32"],
    ["(memory 65537)", "memory size must be at most 2^16 pages"],
    ["(memory i64 0 0x1000000000001)", "memory size must be at most 2^48 pages"],
    ["(memory 2 1)", "size minimum must not be greater than maximum"],
    ["(memory 1 1 shared)", "shared memory must be enabled"],
    ["(table 0x100000000 funcref)", "table size must be at most 2^32-1"],
    ["(table 1 (ref func))", "type mismatch: non-defaultable element type (ref func)"],
    [
      "(table $a 1 funcref) (table $b 1 externref) (func (table.copy $a $b (i32.const 0) (i32.const 0) (i32.const 0)))",
      "type mismatch: source element type externref",
    ],
    ["(memory 1) (func (drop (v128.load8_lane 16 (i32.const 0) (v128.const i64x2 0 0))))", "invalid lane index"],
    ["(func (drop (i32x4.extract_lane 4 (v128.const i64x2 0 0))))", "invalid lane index"],
    [
      "(func (drop (i8x16.shuffle 32 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 (v128.const i64x2 0 0) (v128.const i64x2 0 0))))",
      "invalid lane index",
    ],
  ],
  "globals, segments, exports, start": [
    ["(global $g i32 (i32.const 1)) (func (global.set $g (i32.const 2)))", "immutable global"],
    ["(global i32 (i64.const 1))", "type mismatch"],
    ["(global i32 (i32.const 1) (i32.const 2))", "type mismatch: values remain"],
    ["(global i32 (i32.ctz (i32.const 1)))", "constant expression required"],
    ["(global $a (mut i32) (i32.const 1)) (global i32 (global.get $a))", "constant expression required"],
    ["(global i32 (global.get 1)) (global i32 (i32.const 1))", "unknown global 1"],
    ["(global i32 (global.get 0))", "unknown global 0"],
    ["(global $g funcref (ref.null func)) (table 1 funcref (global.get $g))", "unknown global 0"],
    ['(data (i32.const 0) "x")', "unknown memory 0"],
    ['(memory i64 1) (data (i32.const 0) "x")', "type mismatch"],
    ["(table 1 funcref) (elem (i32.const 0) externref)", "type mismatch: element segment's type externref"],
    ["(elem funcref (i32.const 1))", "type mismatch"],
    ['(func $f) (export "a" (func $f)) (export "a" (func $f))', 'duplicate export name "a"'],
    ["(func $f (param i32)) (start $f)", "start function must not have parameters or results"],
  ],
  calls: [
    ["(func $f (param i32)) (func (call $f))", "type mismatch: call expects i32 but nothing is on the stack"],
    [
      "(func $f (result i64) unreachable) (func (result i32) (return_call $f))",
      "type mismatch: current function requires result type [i32] but callee returns [i64]",
    ],
    ["(type $s (struct)) (func (param (ref $s)) (call_ref $s (local.get 0)))", "non-function type 0"],
  ],
  exceptions: [
    ["(tag $e (param i32)) (func (throw $e))", "type mismatch: throw expects i32"],
    ["(tag $e (result i32)) (func (throw $e))", "type mismatch: exception tag 0 has results"],
    ["(func (throw_ref (ref.null func)))", "type mismatch: throw_ref expects exnref"],
    [
      "(tag $e (param i32)) (func (block $l (try_table (catch $e $l))))",
      "type mismatch: catch handler gives [i32] but label has []",
    ],
    [
      "(func (block $l (try_table (catch_all_ref $l))))",
      "type mismatch: catch handler gives [(ref exn)] but label has []",
    ],
    ["(func (try_table (catch_all 5)))", "unknown label 5"],
  ],
  objects: [
    [
      "(type $s (struct (field i32))) (func (struct.set $s 0 (struct.new_default $s) (i32.const 1)))",
      "field is immutable",
    ],
    [
      "(type $a (array i32)) (func (array.set $a (array.new_default $a (i32.const 1)) (i32.const 0) (i32.const 1)))",
      "array is immutable",
    ],
    [
      "(type $s (struct (field i8))) (func (drop (struct.get $s 0 (struct.new_default $s))))",
      "type mismatch: field is packed",
    ],
    [
      "(type $s (struct (field i32))) (func (drop (struct.get_s $s 0 (struct.new_default $s))))",
      "type mismatch: field is unpacked",
    ],
    ["(type $s (struct (field (ref func)))) (func (drop (struct.new_default $s)))", "field type is not defaultable"],
    [
      "(type $a (array (ref func))) (func (drop (array.new_default $a (i32.const 1))))",
      "array type is not defaultable",
    ],
    [
      '(type $a (array funcref)) (data $d "") (func (drop (array.new_data $a $d (i32.const 0) (i32.const 0))))',
      "array type is not numeric or vector",
    ],
    [
      "(type $a (array i32)) (func (unreachable) (drop (array.new_fixed $a 4000000000)))",
      "too many operands of array.new_fixed",
    ],
  ],
  continuations: [
    ["(type $f (func)) (func (cont.new $f (ref.null $f)) drop)", "non-continuation type 0"],
    [
      "(type $f (func)) (type $c (cont $f)) (func (param funcref) (cont.new $c (local.get 0)) drop)",
      "type mismatch: cont.new expects (ref null $f), found funcref",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (func (resume $c))",
      "type mismatch: resume expects (ref null $c) but nothing",
    ],
    [
      "(type $f (func (param i32))) (type $c (cont $f)) (func (param (ref $c)) (resume $c (i64.const 1) (local.get 0)))",
      "type mismatch: resume expects i32, found i64",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $t) (func (param (ref $c)) (resume $c (on $t 4) (local.get 0)))",
      "unknown label 4",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $t) (func (param (ref $c)) (block $l (resume $c (on $t $l) (local.get 0))))",
      "type mismatch: instruction requires concrete continuation reference type but label has []",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $t (result i32)) (func (param (ref $c)) (result (ref $c)) (block $l (result (ref $c)) (resume $c (on $t $l) (local.get 0)) unreachable))",
      "type mismatch in continuation type",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $t (param i32)) (func (param (ref $c)) (result (ref $c)) (block $l (result (ref $c)) (resume $c (on $t $l) (local.get 0)) unreachable))",
      "type mismatch: the tag carries [i32] but label has [(ref $c)]",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $t (param i32)) (func (param (ref $c)) (resume $c (on $t switch) (local.get 0)))",
      "type mismatch in switch tag",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $t (result i32)) (func (param (ref $c)) (resume $c (on $t switch) (local.get 0)))",
      "type mismatch in switch tag",
    ],
    [
      "(type $f (func (param i32))) (type $g (func (param i64 i32))) (type $c (cont $f)) (type $d (cont $g)) (func (param (ref $c)) (drop (cont.bind $c $d (local.get 0))))",
      "type mismatch in continuation arguments",
    ],
    [
      "(type $f (func (param i32))) (type $g (func (result i32))) (type $c (cont $f)) (type $d (cont $g)) (func (param (ref $c)) (drop (cont.bind $c $d (i32.const 1) (local.get 0))))",
      "type mismatch in continuation types",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $t) (func (param (ref $c)) (switch $c $t (local.get 0)))",
      "type mismatch: instruction requires continuation reference type",
    ],
    [
      "(rec (type $f (func (param (ref null $c)) (result i32))) (type $c (cont $f))) (tag $t) (func (param (ref $c)) (switch $c $t (local.get 0)) drop)",
      "type mismatch in continuation types",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (tag $e (result i32)) (func (param (ref $c)) (resume_throw $c $e (local.get 0)))",
      "type mismatch: exception tag 0 has results",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (func (param (ref $c)) (resume_throw_ref $c (ref.null func) (local.get 0)))",
      "type mismatch: resume_throw_ref expects exnref",
    ],
    [
      "(type $f (func)) (type $c (cont $f)) (func (param contref) (drop (ref.test (ref $c) (local.get 0))))",
      "invalid cast",
    ],
    ["(func (param contref) (drop (ref.cast (ref cont) (local.get 0))))", "invalid cast"],
    [
      "(func (param contref) (block $l (result contref) (drop (br_on_cast $l contref (ref nocont) (local.get 0))) unreachable) drop)",
      "invalid cast",
    ],
  ],
};

async function findings(fields: string): Promise<string[]> {
  const { bytes, diagnostics } = await parseWat(`(module ${fields})`, "test.wat");
  assert.deepEqual(diagnostics, [], "the sample must at least parse");
  const { module, diagnostics: malformed } = decode(bytes!, "test.wasm");
  assert.deepEqual(malformed, []);
  return validate(module!, { file: "test.wasm" }).map((d) => d.message);
}

describe("validate accepts", () => {
  for (const [name, samples] of Object.entries(valid)) {
    it(name, async () => {
      for (const sample of samples) assert.deepEqual(await findings(sample), [], sample);
    });
  }
});

describe("validate refuses wrong", () => {
  for (const [name, samples] of Object.entries(wrong)) {
    it(name, async () => {
      for (const [sample, message] of samples) {
        const found = await findings(sample);
        assert.equal(found.length, 1, `${sample}: ${found.join("; ") || "accepted"}`);
        assert.ok(found[0].startsWith(message), `${sample}\n  gave: ${found[0]}\n  not:  ${message}`);
      }
    });
  }
});

describe("validate reports", () => {
  it("one finding for each function, with its name and the byte", async () => {
    const text = '(module (func $one (drop (i32.eqz (i64.const 1)))) (func $fine) (func (export "two") (drop)))';
    const { bytes } = await parseWat(text, "two.wat");
    const { module } = decode(bytes!, "two.wasm");
    const diagnostics = validate(module!, { file: "two.wasm" });
    assert.deepEqual(
      diagnostics.map((d) => d.binary),
      [
        { file: "two.wasm", offset: module!.funcs[0].offsets![1], func: "one" },
        { file: "two.wasm", offset: module!.funcs[2].offsets![0], func: "two" },
      ],
    );
  });

  it("where an item outside functions lies", async () => {
    const { bytes } = await parseWat("(module (global i32 (i64.const 1)))", "global.wat");
    const [found] = validate(decode(bytes!, "global.wasm").module!, { file: "global.wasm" });
    assert.equal(bytes![found.binary!.offset], 0x42);
  });

  it("the number of the instruction for modules that were built", () => {
    const module = emptyModule();
    module.types.push({ final: true, supers: [], composite: { kind: "func", params: [], results: [] } });
    module.recGroups.push({ start: 0, length: 1 });
    module.funcs.push({ type: 0, locals: [], body: [{ op: "nop" }, { op: "drop" }] });
    const [found] = validate(module, { file: "built" });
    assert.deepEqual(found.notes, [{ message: "at instruction 1 (drop) of function 0" }]);
  });

  it("bodies of built modules whose blocks do not nest", () => {
    const bodies: Instr[][] = [
      [{ op: "end" }],
      [{ op: "end" }, { op: "nop" }],
      [{ op: "block", type: { kind: "empty" } }],
      [{ op: "else" }],
      [{ op: "block", type: { kind: "empty" } }, { op: "else" }, { op: "end" }],
    ];
    for (const body of bodies) {
      const module = emptyModule();
      module.types.push({ final: true, supers: [], composite: { kind: "func", params: [], results: [] } });
      module.recGroups.push({ start: 0, length: 1 });
      module.funcs.push({ type: 0, locals: [], body });
      assert.equal(validate(module, { file: "built" }).length, 1, body.map((i) => i.op).join(" "));
    }
  });

  it("operand stacks that would not fit into memory", async () => {
    const many = `(result${" i64".repeat(1000)})`;
    const { bytes } = await parseWat(
      `(module (func $f ${many} unreachable) (func ${"call $f ".repeat(1100)} unreachable))`,
      "s.wat",
    );
    const messages = validate(decode(bytes!, "").module!, { file: "s.wasm" }).map((d) => d.message);
    assert.deepEqual(messages, ["too many operands on the stack"]);
  });

  it("at most `limit` findings", async () => {
    const { bytes } = await parseWat(`(module ${"(func (drop))".repeat(50)})`, "many.wat");
    assert.equal(validate(decode(bytes!, "").module!, { file: "many.wasm", limit: 7 }).length, 7);
  });
});
