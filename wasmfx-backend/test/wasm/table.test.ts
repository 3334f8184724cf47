// The instruction table against itself and against wasm-tools: every row has a spelling, opcode and immediates that the
// tool writes and we read back.

import assert from "node:assert/strict";
import {
  accessBytes,
  decode,
  encode,
  type ImmediateForm,
  immediateForm,
  type Op,
  opcodeOf,
  ops,
  parseWat,
  signatureOf,
} from "../../index.ts";

/** Text of immediates that fit the module below, by form. */
const immediates: Record<ImmediateForm, string> = {
  none: "",
  block: "(result i32)",
  try_table: "(result i32) (catch $e 0)",
  label: "0",
  br_table: "0 0",
  br_on_cast: "0 anyref (ref $s)",
  func: "$f",
  call_indirect: "$t (type $ft)",
  type: "$ft",
  select_t: "(result i32)",
  local: "0",
  global: "$g",
  table: "$t",
  table_copy: "$t $t",
  table_init: "$t $el",
  elem: "$el",
  memory: "$m2",
  memory_copy: "$m2 $m",
  memory_init: "$m2 $d",
  data: "$d",
  memarg: "$m2 offset=70000",
  memarg_lane: "$m offset=3 1",
  i32: "-0x80000000",
  i64: "-0x8000000000000000",
  f32: "nan:0x200001",
  f64: "-nan:0x4000000000001",
  v128: "i64x2 1 -1",
  lane: "1",
  shuffle: "0 1 2 3 4 5 6 7 24 25 26 27 28 29 30 31",
  heap: "$ft",
  ref: "(ref null $s)",
  field: "$s 0",
  array_fixed: "$a 2",
  array_copy: "$a $a",
  array_data: "$a $d",
  array_elem: "$a $el",
  tag: "$e",
  cont_bind: "$ct $ct",
  resume: "$ct (on $e 0) (on $e switch)",
  resume_throw: "$ct $e (on $e 0)",
  switch: "$ct $e",
};

/** One use of `op`, blocks closed. */
function useOf(op: Op): string {
  const text = `${op === "select_t" ? "select" : op} ${immediates[immediateForm(op)]}`;
  switch (op) {
    case "if":
      return `${text} else end`;
    case "block":
    case "loop":
    case "try_table":
      return `${text} end`;
    case "else":
    case "end":
      return "";
    default:
      return text;
  }
}

const context = `
  (type $ft (func)) (type $ct (cont $ft)) (type $s (struct (field i32))) (type $a (array i32))
  (tag $e) (memory $m 1) (memory $m2 i64 1) (table $t 1 funcref) (global $g i32 (i32.const 0))
  (data $d "x") (elem $el func $f) (func $f)`;

describe("the instruction table", () => {
  it("gives every instruction an opcode of its own", () => {
    const seen = new Map<string, Op>();
    for (const op of ops) {
      const key = opcodeOf(op).join();
      assert.equal(seen.get(key), undefined, `${op} and ${seen.get(key)} share opcode ${key}`);
      seen.set(key, op);
    }
    assert.equal(ops.length, 504);
  });

  it("parses constant signatures", () => {
    assert.deepEqual(signatureOf("i64.store32"), { params: ["addr", "i64"], results: [] });
    assert.deepEqual(signatureOf("i32.add"), { params: ["i32", "i32"], results: ["i32"] });
    assert.deepEqual(signatureOf("nop"), { params: [], results: [] });
    assert.equal(signatureOf("call"), undefined);
  });

  it("knows how many bytes each load and store touches", () => {
    const sizes = [
      "i64.load32_u",
      "v128.load8x8_s",
      "v128.load16_splat",
      "v128.store64_lane",
      "f64.store",
      "v128.load",
    ] as const;
    assert.deepEqual(sizes.map(accessBytes), [4, 8, 2, 8, 8, 16]);
    assert.equal(accessBytes("i32.add"), 0);
  });

  it("reads what wasm-tools writes for each instruction, and writes the same bytes", async () => {
    const used = ops.filter((op) => op !== "else" && op !== "end");
    const text = `(module ${context} (func $all (local i32) ${used.map(useOf).join("\n")}))`;
    const { bytes, diagnostics } = await parseWat(text, "all.wat");
    assert.deepEqual(diagnostics, []);
    const decoded = decode(bytes!, "all.wasm");
    assert.deepEqual(decoded.diagnostics, []);
    const body = decoded.module!.funcs[1].body.map((instr) => instr.op);
    assert.deepEqual(
      body.filter((op) => op !== "else" && op !== "end"),
      used,
    );
    assert.deepEqual(Buffer.from(encode(decoded.module!)), Buffer.from(bytes!));
  });
});
