// Every vector instruction against a reference in TypeScript: one module runs them all on fixed operands and writes the
// results out; the reference computes the same bytes lane by lane.

import { strict as assert } from "node:assert";
import { ops } from "../../../wasmfx-backend/index.ts";
import { isVectorOp } from "../translate/vectors.ts";
import { mustBuild, run } from "./native.ts";

const operands = [
  bytesOf(new Uint8Array([0, 1, 127, 128, 255, 254, 200, 3, 16, 15, 31, 77, 130, 64, 5, 250])),
  bytesOf(new Uint8Array([5, 1, 129, 127, 1, 254, 100, 7, 0, 15, 16, 255, 126, 66, 128, 249])),
  bytesOf(new Float32Array([1.5, -2.25, 3e9, -0])),
  bytesOf(new Float32Array([-7.75, 2.5, Number.NaN, 0])),
  bytesOf(new Float64Array([2.5, -3e10])),
  bytesOf(new Float64Array([-1.25, 4.5])),
];

function bytesOf(array: Uint8Array | Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer.slice(0));
}

type Lane = number | bigint;
type Kind = "i8" | "i16" | "i32" | "i64" | "f32" | "f64";
const sizes: Record<Kind, number> = { i8: 1, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8 };
const kindOf = (shape: string): Kind => shape.slice(0, shape.indexOf("x")) as Kind;
const bitsOf = (kind: Kind): bigint => BigInt(sizes[kind] * 8);

function read(v: Uint8Array, kind: Kind, signed = true): Lane[] {
  const view = new DataView(v.buffer, v.byteOffset, v.length);
  return Array.from({ length: v.length / sizes[kind] }, (_, i) => {
    const at = i * sizes[kind];
    if (kind === "f32") return view.getFloat32(at, true);
    if (kind === "f64") return view.getFloat64(at, true);
    let value = 0n;
    for (let b = 0; b < sizes[kind]; b++) value |= BigInt(v[at + b]) << BigInt(8 * b);
    return signed ? BigInt.asIntN(8 * sizes[kind], value) : value;
  });
}

function write(lanes: readonly Lane[], kind: Kind): Uint8Array {
  const out = new Uint8Array(lanes.length * sizes[kind]);
  const view = new DataView(out.buffer);
  lanes.forEach((lane, i) => {
    const at = i * sizes[kind];
    if (kind === "f32") view.setFloat32(at, Number(lane), true);
    else if (kind === "f64") view.setFloat64(at, Number(lane), true);
    else for (let b = 0; b < sizes[kind]; b++) out[at + b] = Number((BigInt(lane) >> BigInt(8 * b)) & 0xffn);
  });
  return out;
}

const clamp = (value: bigint, low: bigint, high: bigint): bigint => (value < low ? low : value > high ? high : value);
const saturate = (value: bigint, bits: bigint, signed: boolean): bigint =>
  signed ? clamp(value, -(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n) : clamp(value, 0n, (1n << bits) - 1n);
const truncate = (value: number, signed: boolean): bigint => {
  if (Number.isNaN(value)) return 0n;
  if (!Number.isFinite(value)) return saturate(value > 0 ? 1n << 90n : -(1n << 90n), 32n, signed);
  return saturate(BigInt(Math.trunc(value)), 32n, signed);
};
const nearest = (x: number): number => {
  const floor = Math.floor(x);
  const rounded = x - floor < 0.5 || (x - floor === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
};
const least = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.min(a, b));
const greatest = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.max(a, b));

const integerOps: Record<string, (a: bigint, b: bigint, bits: bigint, signed: boolean) => bigint> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  add_sat: (a, b, bits, signed) => saturate(a + b, bits, signed),
  sub_sat: (a, b, bits, signed) => saturate(a - b, bits, signed),
  min: (a, b) => clamp(a, a, b),
  max: (a, b) => clamp(a, b, a),
  avgr: (a, b) => (a + b + 1n) >> 1n,
  eq: (a, b) => (a === b ? -1n : 0n),
  ne: (a, b) => (a !== b ? -1n : 0n),
  lt: (a, b) => (a < b ? -1n : 0n),
  gt: (a, b) => (a > b ? -1n : 0n),
  le: (a, b) => (a <= b ? -1n : 0n),
  ge: (a, b) => (a >= b ? -1n : 0n),
};
const floatOps: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: least,
  max: greatest,
  relaxed_min: least,
  relaxed_max: greatest,
  pmin: (a, b) => [a, b][Number(b < a)],
  pmax: (a, b) => [a, b][Number(a < b)],
};
const floatTests: Record<string, (a: number, b: number) => boolean> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  ge: (a, b) => a >= b,
};
const unaryOps: Record<string, (a: number) => number> = {
  abs: Math.abs,
  neg: (a) => -a,
  sqrt: Math.sqrt,
  ceil: Math.ceil,
  floor: Math.floor,
  trunc: Math.trunc,
  nearest,
};

interface Case {
  readonly op: string;
  /** The instruction with its operands in wat; `A`, `B`, `C` stand for the three operands. */
  readonly wat: string;
  readonly scalar?: "i32" | "i64" | "f32" | "f64";
  /** The result, a v128 or the scalar's bytes. */
  readonly expected: (a: Uint8Array, b: Uint8Array, c: Uint8Array) => Uint8Array;
}

const shuffleMask = [31, 0, 16, 5, 7, 7, 20, 1, 2, 3, 30, 29, 15, 14, 13, 12];

/** The test of one instruction, by the shape of its name; undefined for loads and stores, which have their own test. */
function caseOf(op: string): Case | undefined {
  const [shape, name] = op.split(".");
  if (/^(load|store)/.test(name)) return undefined;
  const binary = (expected: Case["expected"]): Case => ({ op, wat: `(${op} A B)`, expected });
  const unary = (expected: Case["expected"]): Case => ({ op, wat: `(${op} A)`, expected });
  const ternary = (expected: Case["expected"]): Case => ({ op, wat: `(${op} A B C)`, expected });
  const flag = (expected: (a: Uint8Array) => number): Case => ({
    op,
    wat: `(${op} A)`,
    scalar: "i32",
    expected: (a) => write([expected(a)], "i32"),
  });
  const zip =
    (f: (x: number, y: number, z: number) => number): Case["expected"] =>
    (a, b, c) =>
      a.map((x, i) => f(x, b[i], c[i]));
  if (shape === "v128") {
    if (name === "const")
      return {
        op,
        wat: "(v128.const i32x4 1 -2 3 0x80000000)",
        expected: () => write([1, -2, 3, 0x80000000].map(BigInt), "i32"),
      };
    if (name === "not") return unary((a) => a.map((x) => ~x));
    if (name === "and") return binary(zip((x, y) => x & y));
    if (name === "or") return binary(zip((x, y) => x | y));
    if (name === "xor") return binary(zip((x, y) => x ^ y));
    if (name === "andnot") return binary(zip((x, y) => x & ~y));
    if (name === "any_true") return flag((a) => Number(a.some((x) => x !== 0)));
    return ternary(zip((x, y, z) => (x & z) | (y & ~z)));
  }
  const kind = kindOf(shape);
  const bits = bitsOf(kind);
  const float = kind.startsWith("f");
  const scalar = kind === "i8" || kind === "i16" ? "i32" : kind;
  if (name === "relaxed_laneselect") return ternary(zip((x, y, z) => (x & z) | (y & ~z)));
  if (name === "shuffle")
    return {
      op,
      wat: `(${op} ${shuffleMask.join(" ")} A B)`,
      expected: (a, b) => new Uint8Array(shuffleMask.map((m) => (m < 16 ? a[m] : b[m - 16]))),
    };
  if (name.endsWith("swizzle")) return binary((a, b) => b.map((i) => (i < 16 ? a[i] : 0)));
  if (name === "splat") {
    const value = float ? "(f64.promote_f32 (f32.const 1.5))" : "(i64.const 0x1234567890abcdef)";
    const cast: Record<string, string> = {
      i8: `(i32.wrap_i64 ${value})`,
      i16: `(i32.wrap_i64 ${value})`,
      i32: `(i32.wrap_i64 ${value})`,
      i64: value,
      f32: "(f32.const 1.5)",
      f64: value,
    };
    return {
      op,
      wat: `(${op} ${cast[kind]})`,
      expected: () =>
        write(
          Array.from({ length: 16 / sizes[kind] }, () => (float ? 1.5 : 0x1234567890abcdefn)),
          kind,
        ),
    };
  }
  if (name.startsWith("extract_lane")) {
    return {
      op,
      wat: `(${op} 1 A)`,
      scalar: scalar as "i32",
      expected: (a) => write([read(a, kind, !name.endsWith("_u"))[1]], scalar as Kind),
    };
  }
  if (name === "replace_lane") {
    const value = `(${scalar}.const 77)`;
    return {
      op,
      wat: `(${op} 1 A ${value})`,
      expected: (a) =>
        write(
          read(a, kind).map((x, i) => (i === 1 ? (float ? 77 : 77n) : x)),
          kind,
        ),
    };
  }
  if (name === "all_true") return flag((a) => Number(read(a, kind).every((x) => x !== 0n)));
  if (name === "bitmask")
    return flag((a) => read(a, kind).reduce<number>((sum, x, i) => sum + (BigInt(x) < 0n ? 2 ** i : 0), 0));
  if (/^sh[lr]/.test(name)) {
    const count = bits + 3n;
    const shifted = (x: bigint): bigint => (name === "shl" ? x << 3n : x >> 3n);
    return {
      op,
      wat: `(${op} A (i32.const ${count}))`,
      expected: (a) =>
        write(
          read(a, kind, name !== "shr_u").map((x) => shifted(BigInt(x))),
          kind,
        ),
    };
  }
  const wide = (name.match(/_([if]\d+x\d+)/) ?? [])[1];
  const sign = !/_u(_zero)?$/.test(name);
  if (wide && /^(extend|extmul)_/.test(name)) {
    const half = (v: Uint8Array): bigint[] => {
      const lanes = read(v, kindOf(wide), sign).map(BigInt);
      return name.includes("_low_") ? lanes.slice(0, lanes.length / 2) : lanes.slice(lanes.length / 2);
    };
    if (name.startsWith("extend")) return unary((a) => write(half(a), kind));
    return binary((a, b) =>
      write(
        half(a).map((x, i) => x * half(b)[i]),
        kind,
      ),
    );
  }
  const pairs = (lanes: bigint[]): bigint[] => lanes.filter((_, i) => i % 2 === 0).map((x, i) => x + lanes[2 * i + 1]);
  if (name.startsWith("extadd_pairwise"))
    return unary((a) => write(pairs(read(a, kindOf(wide), sign).map(BigInt)), kind));
  if (name.startsWith("narrow")) {
    return binary((a, b) =>
      write(
        [...read(a, kindOf(wide)), ...read(b, kindOf(wide))].map((x) => saturate(BigInt(x), bits, sign)),
        kind,
      ),
    );
  }
  const products = (a: Uint8Array, b: Uint8Array, k: Kind): bigint[] =>
    read(a, k).map((x, i) => BigInt(x) * BigInt(read(b, k)[i]));
  if (name === "dot_i16x8_s") return binary((a, b) => write(pairs(products(a, b, "i16")), kind));
  if (name === "relaxed_dot_i8x16_i7x16_s") return binary((a, b) => write(pairs(products(a, b, "i8")), kind));
  if (name === "relaxed_dot_i8x16_i7x16_add_s")
    return ternary((a, b, c) =>
      write(
        pairs(read(write(pairs(products(a, b, "i8")), "i16"), "i16").map(BigInt)).map(
          (x, i) => x + BigInt(read(c, "i32")[i]),
        ),
        kind,
      ),
    );
  if (/q15mulr/.test(name))
    return binary((a, b) =>
      write(
        products(a, b, "i16").map((p) => saturate((p + 0x4000n) >> 15n, 16n, true)),
        kind,
      ),
    );
  if (name === "popcnt") return unary((a) => a.map((x) => x.toString(2).replaceAll("0", "").length));
  if (/trunc/.test(name) && name !== "trunc")
    return unary((a) => {
      const lanes = read(a, kindOf(wide)).map((x) => truncate(Number(x), sign));
      return write([...lanes, 0n, 0n].slice(0, 4), kind);
    });
  if (name.startsWith("convert"))
    return unary((a) =>
      write(
        read(a, "i32", sign)
          .slice(0, 16 / sizes[kind])
          .map(Number),
        kind,
      ),
    );
  if (name === "demote_f64x2_zero") return unary((a) => write([...read(a, "f64"), 0, 0], kind));
  if (name === "promote_low_f32x4") return unary((a) => write(read(a, "f32").slice(0, 2), kind));
  if (/relaxed_n?madd/.test(name)) {
    const round = kind === "f32" ? Math.fround : (x: number): number => x;
    const factor = name === "relaxed_nmadd" ? -1 : 1;
    return ternary((a, b, c) =>
      write(
        read(a, kind).map(
          (x, i) => round(factor * round(Number(x) * Number(read(b, kind)[i]))) + Number(read(c, kind)[i]),
        ),
        kind,
      ),
    );
  }
  const plain = name.replace(/_[su]$/, "");
  if (float) {
    if (floatTests[name])
      return binary((a, b) =>
        write(
          read(a, kind).map((x, i) => (floatTests[name](Number(x), Number(read(b, kind)[i])) ? -1n : 0n)),
          kind === "f32" ? "i32" : "i64",
        ),
      );
    if (floatOps[name])
      return binary((a, b) =>
        write(
          read(a, kind).map((x, i) => floatOps[name](Number(x), Number(read(b, kind)[i]))),
          kind,
        ),
      );
    return unary((a) =>
      write(
        read(a, kind).map((x) => unaryOps[name](Number(x))),
        kind,
      ),
    );
  }
  if (name === "abs")
    return unary((a) =>
      write(
        read(a, kind).map((x) => (BigInt(x) < 0n ? -BigInt(x) : x)),
        kind,
      ),
    );
  if (name === "neg")
    return unary((a) =>
      write(
        read(a, kind).map((x) => -BigInt(x)),
        kind,
      ),
    );
  const lane = integerOps[plain];
  return (
    lane &&
    binary((a, b) =>
      write(
        read(a, kind, sign).map((x, i) => lane(BigInt(x), BigInt(read(b, kind, sign)[i]), bits, sign)),
        kind,
      ),
    )
  );
}

/** Operand triples: integers in two orders, floats of both widths. */
const triples = [
  [0, 1, 2],
  [1, 0, 0],
  [2, 3, 2],
  [3, 2, 3],
  [4, 5, 4],
  [5, 4, 5],
];
const out = 4096;

/** NaNs of any sign and payload count as equal: their lanes are written as one. */
function canonical(bytes: Uint8Array, op: string): Buffer {
  const kind: Kind | undefined = op.startsWith("f64") ? "f64" : op.startsWith("f32") ? "f32" : undefined;
  if (!kind || bytes.length % sizes[kind] !== 0 || floatTests[op.split(".")[1]]) return Buffer.from(bytes);
  return Buffer.from(write(read(bytes, kind), kind));
}

describe("native: vectors", () => {
  it("does every instruction as the reference does", async () => {
    const cases = ops.filter(isVectorOp).flatMap((op) => caseOf(op) ?? []);
    assert.equal(cases.length, ops.filter((op) => isVectorOp(op) && !/\.(load|store)/.test(op)).length);
    const data = [...Buffer.concat(operands)].map((b) => `\\${b.toString(16).padStart(2, "0")}`).join("");
    const stores: string[] = [];
    cases.forEach(({ wat, scalar }, i) => {
      triples.forEach((triple, t) => {
        const load = (k: number): string => `(v128.load (i32.const ${64 + triple[k] * 16}))`;
        const expr = wat
          .replace("A", load(0))
          .replace(" B", ` ${load(1)}`)
          .replace(" C", ` ${load(2)}`);
        stores.push(`(${scalar ?? "v128"}.store (i32.const ${out + (i * triples.length + t) * 16}) ${expr})`);
      });
    });
    const size = cases.length * triples.length * 16;
    const wat = `(module (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 8) (data (i32.const 64) "${data}")
      (func (export "_start") ${stores.join("\n")}
        (i32.store (i32.const 0) (i32.const ${out})) (i32.store (i32.const 4) (i32.const ${size}))
        (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;
    const { status, stdout, stderr } = run(await mustBuild(wat, "simd.wat", { level: 1 }), [], undefined, "latin1");
    assert.equal(status, 0, stderr);
    const bytes = Buffer.from(stdout, "latin1");
    assert.equal(bytes.length, size);
    const wrong: string[] = [];
    cases.forEach(({ op, expected }, i) => {
      triples.forEach(([a, b, c], t) => {
        const want = canonical(expected(operands[a], operands[b], operands[c]), op);
        const at = (i * triples.length + t) * 16;
        const got = canonical(bytes.subarray(at, at + want.length), op);
        if (!got.equals(want))
          wrong.push(`${op} (operands ${a} ${b} ${c}): ${got.toString("hex")}, expected ${want.toString("hex")}`);
      });
    });
    assert.deepEqual(wrong, []);
  });

  it("loads and stores every shape, and traps at the edge", async () => {
    const program = await mustBuild(
      `(module (memory 1) (data (i32.const 3) "\\81\\02\\03\\84\\05\\06\\07\\88\\09\\0a\\0b\\0c\\0d\\0e\\0f\\10")
        ${[
          "8x8_s",
          "8x8_u",
          "16x4_s",
          "16x4_u",
          "32x2_s",
          "32x2_u",
          "8_splat",
          "16_splat",
          "32_splat",
          "64_splat",
          "32_zero",
          "64_zero",
          "",
        ]
          .map((n) => `(func (export "load${n}") (param i32) (result v128) (v128.load${n} (local.get 0)))`)
          .join("\n")}
        ${[8, 16, 32, 64]
          .map(
            (
              n,
            ) => `(func (export "load${n}_lane") (result v128) (v128.load${n}_lane 1 (i32.const 3) (v128.const i64x2 -1 -1)))
              (func (export "store${n}_lane") (result v128) (v128.store${n}_lane 1 (i32.const 100) (v128.const i64x2 0x1122334455667788 0x99aabbccddeeff00)) (v128.load (i32.const 100)))`,
          )
          .join("\n")}
        (func (export "store") (result v128) (v128.store offset=1 (i32.const 100) (v128.const i64x2 1 2)) (v128.load (i32.const 101))))`,
      "simd-memory.wat",
    );
    const results = [
      ["load8x8_s", "0xff88000700060005ff8400030002ff81"],
      ["load8x8_u", "0x00880007000600050084000300020081"],
      ["load16x4_s", "0xffff880700000605ffff840300000281"],
      ["load16x4_u", "0x00008807000006050000840300000281"],
      ["load32x2_s", "0xffffffff88070605ffffffff84030281"],
      ["load32x2_u", "0x00000000880706050000000084030281"],
      ["load8_splat", "0x81818181818181818181818181818181"],
      ["load16_splat", "0x02810281028102810281028102810281"],
      ["load32_splat", "0x84030281840302818403028184030281"],
      ["load64_splat", "0x88070605840302818807060584030281"],
      ["load32_zero", "0x00000000000000000000000084030281"],
      ["load64_zero", "0x00000000000000008807060584030281"],
      ["load", "0x100f0e0d0c0b0a098807060584030281"],
      ["load8_lane", "0xffffffffffffffffffffffffffff81ff"],
      ["load16_lane", "0xffffffffffffffffffffffff0281ffff"],
      ["load32_lane", "0xffffffffffffffff84030281ffffffff"],
      ["load64_lane", "0x8807060584030281ffffffffffffffff"],
      ["store8_lane", "0x00000000000000000000000000000077"],
      ["store16_lane", "0x00000000000000000000000000005566"],
      ["store32_lane", "0x00000000000000000000000011223344"],
      ["store64_lane", "0x000000000000000099aabbccddeeff00"],
      ["store", "0x00000000000000020000000000000001"],
    ];
    for (const [name, expected] of results) {
      assert.equal(
        run(program, name.endsWith("lane") || name === "store" ? [] : ["3"], name).stdout,
        `${expected}\n`,
        name,
      );
    }
    assert.match(run(program, ["65521"], "load").stderr, /out of bounds memory access/);
    assert.equal(run(program, ["65520"], "load").status, 0);
  });
});
