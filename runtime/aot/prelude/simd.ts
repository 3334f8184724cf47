// Prelude functions for the vector instructions. A v128 is <2 x i64> everywhere; each function casts it to lanes, computes
// and casts back, which costs nothing once inlined. Only modules that use vectors carry this text.
//
// Relaxed instructions take the deterministic meaning that the plain ones have.

import { define, inline, inlinePure } from "./text.ts";

const v128 = "<2 x i64>";

interface Lanes {
  readonly name: string;
  readonly count: number;
  readonly bits: number;
  /** The LLVM type of one lane and of the vector. */
  readonly lane: string;
  readonly type: string;
  /** The integer vector of the same shape, which comparisons give. */
  readonly mask: string;
  /** As in the names of LLVM's overloaded intrinsics: v4i32. */
  readonly suffix: string;
}

function lanes(kind: "i" | "f", bits: number): Lanes {
  const count = 128 / bits;
  const lane = kind === "i" ? `i${bits}` : bits === 32 ? "float" : "double";
  const mask = `<${count} x i${bits}>`;
  return {
    name: `${kind}${bits}x${count}`,
    count,
    bits,
    lane,
    type: `<${count} x ${lane}>`,
    mask,
    suffix: `v${count}${kind}${bits}`,
  };
}

const i8x16 = lanes("i", 8);
const i16x8 = lanes("i", 16);
const i32x4 = lanes("i", 32);
const i64x2 = lanes("i", 64);
const f32x4 = lanes("f", 32);
const f64x2 = lanes("f", 64);
const integers = [i8x16, i16x8, i32x4, i64x2];
const floats = [f32x4, f64x2];

const declared = new Set<string>();
/** A declaration of an intrinsic, once per module text. */
function intrinsic(result: string, name: string, params: string): string {
  const line = `declare ${result} @llvm.${name}(${params})\n`;
  if (declared.has(line)) return "";
  declared.add(line);
  return line;
}

/**
 * A function of v128 operands: `from` is the lane type they are seen as (%x, %y, %z), `body` computes %r of type `to`.
 */
function vector(op: string, arity: 1 | 2 | 3, from: string, to: string, body: string): string {
  const casts = ["%x", "%y", "%z"]
    .slice(0, arity)
    .map((x, i) => `  ${x} = bitcast ${v128} ${["%a", "%b", "%c"][i]} to ${from}`);
  const result = `  %out = bitcast ${to} %r to ${v128}\n  ret ${v128} %out`;
  return define(
    op,
    v128,
    Array.from({ length: arity }, () => v128),
    [...casts, body.replace(/^\n|\n\s*$/g, ""), result].join("\n"),
    inlinePure,
  );
}

/** Constant vector with the same value in each lane. */
const all = ({ count, lane }: Lanes, value: number | bigint): string =>
  `<${Array.from({ length: count }, () => `${lane} ${value}`).join(", ")}>`;
/** A shufflevector mask. */
const mask = (indices: readonly number[]): string =>
  `<${indices.length} x i32> <${indices.map((i) => `i32 ${i}`).join(", ")}>`;
const range = (count: number, at: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => at(i));

const splatOf = (l: Lanes, from: string, value: string, to: string): string =>
  `  ${from} = insertelement ${l.type} undef, ${l.lane} ${value}, i32 0\n  ${to} = shufflevector ${l.type} ${from}, ${l.type} undef, <${l.count} x i32> zeroinitializer`;

/** splat, extract_lane, replace_lane: the scalar operand is i32 for narrow lanes. */
function laneAccess(l: Lanes): string {
  const narrow = l.lane === "i8" || l.lane === "i16";
  const scalar = narrow ? "i32" : l.lane;
  const shrink = (value: string): string => (narrow ? `  %s = trunc i32 ${value} to ${l.lane}\n` : "");
  const part = narrow ? "%s" : "%a";
  const splat = define(
    `${l.name}.splat`,
    v128,
    [scalar],
    `${shrink("%a")}${splatOf(l, "%one", part, "%r")}\n  %out = bitcast ${l.type} %r to ${v128}\n  ret ${v128} %out`,
    inlinePure,
  );
  const extract = (suffix: string, widen: string): string =>
    define(
      `${l.name}.extract_lane${suffix}`,
      scalar,
      [v128, "i32"],
      `  %x = bitcast ${v128} %a to ${l.type}\n  %e = extractelement ${l.type} %x, i32 %b\n${widen}`,
      inlinePure,
    );
  const extracts = narrow
    ? extract("_s", `  %r = sext ${l.lane} %e to i32\n  ret i32 %r`) +
      extract("_u", `  %r = zext ${l.lane} %e to i32\n  ret i32 %r`)
    : extract("", `  ret ${l.lane} %e`);
  const replace = define(
    `${l.name}.replace_lane`,
    v128,
    [v128, scalar, "i32"],
    `${shrink("%b")}  %x = bitcast ${v128} %a to ${l.type}
  %r = insertelement ${l.type} %x, ${l.lane} ${narrow ? "%s" : "%b"}, i32 %c
  %out = bitcast ${l.type} %r to ${v128}
  ret ${v128} %out`,
    inlinePure,
  );
  return splat + extracts + replace;
}

function integerLanes(l: Lanes): string {
  const { type: t, suffix, bits, count } = l;
  const name = (op: string): string => `${l.name}.${op}`;
  const plain = (op: string, instr: string): string => vector(name(op), 2, t, t, `  %r = ${instr} ${t} %x, %y`);
  const compare = (op: string, predicate: string): string =>
    vector(name(op), 2, t, t, `  %m = icmp ${predicate} ${t} %x, %y\n  %r = sext <${count} x i1> %m to ${t}`);
  const call2 = (op: string, fn: string): string =>
    intrinsic(t, `${fn}.${suffix}`, `${t}, ${t}`) +
    vector(name(op), 2, t, t, `  %r = call ${t} @llvm.${fn}.${suffix}(${t} %x, ${t} %y)`);
  const shift = (op: string, instr: string): string =>
    define(
      name(op),
      v128,
      [v128, "i32"],
      `  %x = bitcast ${v128} %a to ${t}
  %m = and i32 %b, ${bits - 1}
  %n = ${bits === 64 ? "zext i32 %m to i64" : bits === 32 ? "add i32 %m, 0" : `trunc i32 %m to ${l.lane}`}
${splatOf(l, "%one", "%n", "%s")}
  %r = ${instr} ${t} %x, %s
  %out = bitcast ${t} %r to ${v128}
  ret ${v128} %out`,
      inlinePure,
    );
  const test = (op: string, predicate: string, rest: string): string =>
    define(
      name(op),
      "i32",
      [v128],
      `  %x = bitcast ${v128} %a to ${t}
  %m = icmp ${predicate} ${t} %x, zeroinitializer
  %w = bitcast <${count} x i1> %m to i${count}
${rest}`,
      inlinePure,
    );
  const text = [
    compare("eq", "eq"),
    compare("ne", "ne"),
    compare("lt_s", "slt"),
    compare("gt_s", "sgt"),
    compare("le_s", "sle"),
    compare("ge_s", "sge"),
    intrinsic(t, `abs.${suffix}`, `${t}, i1`),
    vector(name("abs"), 1, t, t, `  %r = call ${t} @llvm.abs.${suffix}(${t} %x, i1 false)`),
    vector(name("neg"), 1, t, t, `  %r = sub ${t} zeroinitializer, %x`),
    test("all_true", "eq", `  %r = icmp eq i${count} %w, 0\n  %out = zext i1 %r to i32\n  ret i32 %out`),
    test("bitmask", "slt", `  %out = zext i${count} %w to i32\n  ret i32 %out`),
    shift("shl", "shl"),
    shift("shr_s", "ashr"),
    shift("shr_u", "lshr"),
    plain("add", "add"),
    plain("sub", "sub"),
  ];
  if (bits > 8) text.push(plain("mul", "mul"));
  if (bits < 64) {
    text.push(compare("lt_u", "ult"), compare("gt_u", "ugt"), compare("le_u", "ule"), compare("ge_u", "uge"));
    text.push(call2("min_s", "smin"), call2("min_u", "umin"), call2("max_s", "smax"), call2("max_u", "umax"));
  }
  if (bits < 32) {
    text.push(
      call2("add_sat_s", "sadd.sat"),
      call2("add_sat_u", "uadd.sat"),
      call2("sub_sat_s", "ssub.sat"),
      call2("sub_sat_u", "usub.sat"),
    );
    const wide = `<${count} x i${bits * 2}>`;
    const ones = all({ ...l, lane: `i${bits * 2}` }, 1);
    text.push(
      vector(
        name("avgr_u"),
        2,
        t,
        t,
        `  %xw = zext ${t} %x to ${wide}
  %yw = zext ${t} %y to ${wide}
  %s = add ${wide} %xw, %yw
  %s1 = add ${wide} %s, ${ones}
  %h = lshr ${wide} %s1, ${ones}
  %r = trunc ${wide} %h to ${t}`,
      ),
    );
  }
  return text.join("");
}

/** Instructions from lanes of `half` to lanes twice as wide: extend, extmul, extadd_pairwise. */
function widening(half: Lanes, whole: Lanes): string {
  const n = whole.count;
  const narrow = `<${n} x ${half.lane}>`;
  const take = (to: string, from: string, indices: readonly number[]): string =>
    `  ${to} = shufflevector ${half.type} ${from}, ${half.type} undef, ${mask(indices)}`;
  const text: string[] = [];
  for (const [sign, ext] of [
    ["s", "sext"],
    ["u", "zext"],
  ] as const) {
    for (const [part, start] of [
      ["low", 0],
      ["high", n],
    ] as const) {
      const indices = range(n, (i) => start + i);
      const widen = (to: string, from: string): string =>
        `${take(`${to}n`, from, indices)}\n  ${to} = ${ext} ${narrow} ${to}n to ${whole.type}`;
      text.push(
        vector(`${whole.name}.extend_${part}_${half.name}_${sign}`, 1, half.type, whole.type, widen("%r", "%x")),
      );
      text.push(
        vector(
          `${whole.name}.extmul_${part}_${half.name}_${sign}`,
          2,
          half.type,
          whole.type,
          `${widen("%p", "%x")}\n${widen("%q", "%y")}\n  %r = mul ${whole.type} %p, %q`,
        ),
      );
    }
    if (whole.bits < 64)
      text.push(
        vector(
          `${whole.name}.extadd_pairwise_${half.name}_${sign}`,
          1,
          half.type,
          whole.type,
          pairwise(half, whole, ext, "%x", "%r"),
        ),
      );
  }
  return text.join("");
}

/** `to` = sums of neighbouring lanes of `from`, widened by `ext`. */
function pairwise(half: Lanes, whole: Lanes, ext: string, from: string, to: string): string {
  const n = whole.count;
  const narrow = `<${n} x ${half.lane}>`;
  return `  ${to}e = shufflevector ${half.type} ${from}, ${half.type} undef, ${mask(range(n, (i) => 2 * i))}
  ${to}o = shufflevector ${half.type} ${from}, ${half.type} undef, ${mask(range(n, (i) => 2 * i + 1))}
  ${to}ew = ${ext} ${narrow} ${to}e to ${whole.type}
  ${to}ow = ${ext} ${narrow} ${to}o to ${whole.type}
  ${to} = add ${whole.type} ${to}ew, ${to}ow`;
}

/** narrow: two vectors of wide lanes, clamped to the range of half the width. */
function narrowing(whole: Lanes, half: Lanes): string {
  const both = `<${half.count} x ${whole.lane}>`;
  const suffix = `v${half.count}i${whole.bits}`;
  const fill = (value: number): string =>
    `<${Array.from({ length: half.count }, () => `${whole.lane} ${value}`).join(", ")}>`;
  const clamp = (sign: string, low: number, high: number): string =>
    vector(
      `${half.name}.narrow_${whole.name}_${sign}`,
      2,
      whole.type,
      half.type,
      `  %j = shufflevector ${whole.type} %x, ${whole.type} %y, ${mask(range(half.count, (i) => i))}
  %l = call ${both} @llvm.smax.${suffix}(${both} %j, ${both} ${fill(low)})
  %h = call ${both} @llvm.smin.${suffix}(${both} %l, ${both} ${fill(high)})
  %r = trunc ${both} %h to ${half.type}`,
    );
  const limit = 2 ** half.bits;
  return (
    intrinsic(both, `smax.${suffix}`, `${both}, ${both}`) +
    intrinsic(both, `smin.${suffix}`, `${both}, ${both}`) +
    clamp("s", -limit / 2, limit / 2 - 1) +
    clamp("u", 0, limit - 1)
  );
}

function floatLanes(l: Lanes): string {
  const { type: t, suffix, count, mask: m } = l;
  const name = (op: string): string => `${l.name}.${op}`;
  const plain = (op: string, instr: string): string => vector(name(op), 2, t, t, `  %r = ${instr} ${t} %x, %y`);
  const one = (op: string, fn: string): string =>
    intrinsic(t, `${fn}.${suffix}`, t) + vector(name(op), 1, t, t, `  %r = call ${t} @llvm.${fn}.${suffix}(${t} %x)`);
  const compare = (op: string, predicate: string): string =>
    vector(name(op), 2, t, m, `  %c1 = fcmp ${predicate} ${t} %x, %y\n  %r = sext <${count} x i1> %c1 to ${m}`);
  // As in numeric.ts: equal operands differ at most in the sign of zero, a sum with a NaN is a quiet NaN.
  const extreme = (op: string, less: string, bitwise: string): string =>
    vector(
      name(op),
      2,
      t,
      t,
      `  %before = fcmp ${less} ${t} %x, %y
  %equal = fcmp oeq ${t} %x, %y
  %unordered = fcmp uno ${t} %x, %y
  %ix = bitcast ${t} %x to ${m}
  %iy = bitcast ${t} %y to ${m}
  %iz = ${bitwise} ${m} %ix, %iy
  %zero = bitcast ${m} %iz to ${t}
  %nan = fadd ${t} %x, %y
  %pick = select <${count} x i1> %before, ${t} %x, ${t} %y
  %ordered = select <${count} x i1> %equal, ${t} %zero, ${t} %pick
  %r = select <${count} x i1> %unordered, ${t} %nan, ${t} %ordered`,
    );
  const pseudo = (op: string, left: string, right: string): string =>
    vector(
      name(op),
      2,
      t,
      t,
      `  %c1 = fcmp olt ${t} ${left}, ${right}\n  %r = select <${count} x i1> %c1, ${t} %y, ${t} %x`,
    );
  const multiplyAdd = (op: string, negate: string): string =>
    vector(name(op), 3, t, t, `  %p = fmul ${t} %x, %y\n${negate}  %r = fadd ${t} ${negate ? "%q" : "%p"}, %z`);
  return [
    plain("add", "fadd"),
    plain("sub", "fsub"),
    plain("mul", "fmul"),
    plain("div", "fdiv"),
    one("abs", "fabs"),
    one("sqrt", "sqrt"),
    one("ceil", "ceil"),
    one("floor", "floor"),
    one("trunc", "trunc"),
    one("nearest", "roundeven"),
    vector(name("neg"), 1, t, t, `  %r = fneg ${t} %x`),
    compare("eq", "oeq"),
    compare("ne", "une"),
    compare("lt", "olt"),
    compare("gt", "ogt"),
    compare("le", "ole"),
    compare("ge", "oge"),
    extreme("min", "olt", "or"),
    extreme("max", "ogt", "and"),
    extreme("relaxed_min", "olt", "or"),
    extreme("relaxed_max", "ogt", "and"),
    pseudo("pmin", "%y", "%x"),
    pseudo("pmax", "%x", "%y"),
    multiplyAdd("relaxed_madd", ""),
    multiplyAdd("relaxed_nmadd", `  %q = fneg ${t} %p\n`),
  ].join("");
}

function conversions(): string {
  const low2 = mask([0, 1]);
  const text: string[] = [];
  for (const [sign, letter] of [
    ["s", "si"],
    ["u", "ui"],
  ] as const) {
    const sat4 = `fpto${letter}.sat.v4i32.v4f32`;
    const sat2 = `fpto${letter}.sat.v2i32.v2f64`;
    text.push(intrinsic("<4 x i32>", sat4, "<4 x float>"), intrinsic("<2 x i32>", sat2, "<2 x double>"));
    for (const op of [`i32x4.trunc_sat_f32x4_${sign}`, `i32x4.relaxed_trunc_f32x4_${sign}`])
      text.push(vector(op, 1, "<4 x float>", "<4 x i32>", `  %r = call <4 x i32> @llvm.${sat4}(<4 x float> %x)`));
    for (const op of [`i32x4.trunc_sat_f64x2_${sign}_zero`, `i32x4.relaxed_trunc_f64x2_${sign}_zero`])
      text.push(
        vector(
          op,
          1,
          "<2 x double>",
          "<4 x i32>",
          `  %h = call <2 x i32> @llvm.${sat2}(<2 x double> %x)\n  %r = shufflevector <2 x i32> %h, <2 x i32> zeroinitializer, ${mask([0, 1, 2, 3])}`,
        ),
      );
    text.push(
      vector(
        `f32x4.convert_i32x4_${sign}`,
        1,
        "<4 x i32>",
        "<4 x float>",
        `  %r = ${letter}tofp <4 x i32> %x to <4 x float>`,
      ),
      vector(
        `f64x2.convert_low_i32x4_${sign}`,
        1,
        "<4 x i32>",
        "<2 x double>",
        `  %l = shufflevector <4 x i32> %x, <4 x i32> undef, ${low2}\n  %r = ${letter}tofp <2 x i32> %l to <2 x double>`,
      ),
    );
  }
  text.push(
    vector(
      "f32x4.demote_f64x2_zero",
      1,
      "<2 x double>",
      "<4 x float>",
      `  %h = fptrunc <2 x double> %x to <2 x float>\n  %r = shufflevector <2 x float> %h, <2 x float> zeroinitializer, ${mask([0, 1, 2, 3])}`,
    ),
    vector(
      "f64x2.promote_low_f32x4",
      1,
      "<4 x float>",
      "<2 x double>",
      `  %l = shufflevector <4 x float> %x, <4 x float> undef, ${low2}\n  %r = fpext <2 x float> %l to <2 x double>`,
    ),
  );
  return text.join("");
}

function bitwise(): string {
  const select =
    "  %p = and <2 x i64> %x, %z\n  %n = xor <2 x i64> %z, <i64 -1, i64 -1>\n  %q = and <2 x i64> %y, %n\n  %r = or <2 x i64> %p, %q";
  return [
    vector("v128.not", 1, v128, v128, "  %r = xor <2 x i64> %x, <i64 -1, i64 -1>"),
    vector("v128.and", 2, v128, v128, "  %r = and <2 x i64> %x, %y"),
    vector("v128.andnot", 2, v128, v128, "  %n = xor <2 x i64> %y, <i64 -1, i64 -1>\n  %r = and <2 x i64> %x, %n"),
    vector("v128.or", 2, v128, v128, "  %r = or <2 x i64> %x, %y"),
    vector("v128.xor", 2, v128, v128, "  %r = xor <2 x i64> %x, %y"),
    vector("v128.bitselect", 3, v128, v128, select),
    ...integers.map((l) => vector(`${l.name}.relaxed_laneselect`, 3, v128, v128, select)),
    define(
      "v128.any_true",
      "i32",
      [v128],
      "  %w = bitcast <2 x i64> %a to i128\n  %r = icmp ne i128 %w, 0\n  %out = zext i1 %r to i32\n  ret i32 %out",
      inlinePure,
    ),
  ].join("");
}

function products(): string {
  const q15 = `  %xw = sext <8 x i16> %x to <8 x i32>
  %yw = sext <8 x i16> %y to <8 x i32>
  %p = mul <8 x i32> %xw, %yw
  %h = add <8 x i32> %p, ${all({ ...i16x8, lane: "i32" }, 0x4000)}
  %s = ashr <8 x i32> %h, ${all({ ...i16x8, lane: "i32" }, 15)}
  %l = call <8 x i32> @llvm.smin.v8i32(<8 x i32> %s, <8 x i32> ${all({ ...i16x8, lane: "i32" }, 0x7fff)})
  %r = trunc <8 x i32> %l to <8 x i16>`;
  const dot16 = `  %xw = sext <8 x i16> %x to <8 x i32>
  %yw = sext <8 x i16> %y to <8 x i32>
  %p = mul <8 x i32> %xw, %yw
  %e = shufflevector <8 x i32> %p, <8 x i32> undef, ${mask([0, 2, 4, 6])}
  %o = shufflevector <8 x i32> %p, <8 x i32> undef, ${mask([1, 3, 5, 7])}
  %r = add <4 x i32> %e, %o`;
  const dot8 = (to: string): string => `  %xw = sext <16 x i8> %x to <16 x i16>
  %yw = sext <16 x i8> %y to <16 x i16>
  %p = mul <16 x i16> %xw, %yw
  %e = shufflevector <16 x i16> %p, <16 x i16> undef, ${mask(range(8, (i) => 2 * i))}
  %o = shufflevector <16 x i16> %p, <16 x i16> undef, ${mask(range(8, (i) => 2 * i + 1))}
  ${to} = add <8 x i16> %e, %o`;
  // Lanes past the end give 0: saturated addition sets bit 7 of their index, which pshufb takes so.
  const swizzle = `  %i = call <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8> %y, <16 x i8> ${all(i8x16, 112)})
  %r = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %x, <16 x i8> %i)`;
  return [
    intrinsic("<8 x i32>", "smin.v8i32", "<8 x i32>, <8 x i32>"),
    intrinsic("<16 x i8>", "x86.ssse3.pshuf.b.128", "<16 x i8>, <16 x i8>"),
    intrinsic("<16 x i8>", "ctpop.v16i8", "<16 x i8>"),
    vector("i16x8.q15mulr_sat_s", 2, i16x8.type, i16x8.type, q15),
    vector("i16x8.relaxed_q15mulr_s", 2, i16x8.type, i16x8.type, q15),
    vector("i32x4.dot_i16x8_s", 2, i16x8.type, i32x4.type, dot16),
    vector("i16x8.relaxed_dot_i8x16_i7x16_s", 2, i8x16.type, i16x8.type, dot8("%r")),
    vector(
      "i32x4.relaxed_dot_i8x16_i7x16_add_s",
      3,
      i8x16.type,
      i32x4.type,
      `${dot8("%d")}\n${pairwise(i16x8, i32x4, "sext", "%d", "%s")}\n  %z4 = bitcast <16 x i8> %z to <4 x i32>\n  %r = add <4 x i32> %s, %z4`,
    ),
    vector("i8x16.swizzle", 2, i8x16.type, i8x16.type, swizzle),
    vector("i8x16.relaxed_swizzle", 2, i8x16.type, i8x16.type, swizzle),
    vector("i8x16.popcnt", 1, i8x16.type, i8x16.type, "  %r = call <16 x i8> @llvm.ctpop.v16i8(<16 x i8> %x)"),
  ].join("");
}

/** Loads and stores: the address comes first (i8*), the lane last. All have alignment 1. Strict loads are never removed. */
function accesses(strict: boolean): string {
  const read = strict ? "load volatile" : "load";
  const text: string[] = [];
  const load = (op: string, type: string, body: string): void => {
    text.push(
      define(
        op,
        v128,
        ["i8*"],
        `  %p = bitcast i8* %a to ${type}*\n  %m = ${read} ${type}, ${type}* %p, align 1\n${body}`,
        inline,
      ),
    );
  };
  load("v128.load", v128, `  ret ${v128} %m`);
  text.push(
    define(
      "v128.store",
      "void",
      ["i8*", v128],
      `  %p = bitcast i8* %a to ${v128}*\n  store ${v128} %b, ${v128}* %p, align 1\n  ret void`,
      inline,
    ),
  );
  for (const [half, whole] of [
    [i8x16, i16x8],
    [i16x8, i32x4],
    [i32x4, i64x2],
  ] as const) {
    const type = `<${whole.count} x ${half.lane}>`;
    for (const [sign, ext] of [
      ["s", "sext"],
      ["u", "zext"],
    ] as const)
      load(
        `v128.load${half.bits}x${whole.count}_${sign}`,
        type,
        `  %w = ${ext} ${type} %m to ${whole.type}\n  %out = bitcast ${whole.type} %w to ${v128}\n  ret ${v128} %out`,
      );
  }
  for (const l of integers) {
    load(
      `v128.load${l.bits}_splat`,
      l.lane,
      `${splatOf(l, "%one", "%m", "%r")}\n  %out = bitcast ${l.type} %r to ${v128}\n  ret ${v128} %out`,
    );
    if (l.bits >= 32)
      load(
        `v128.load${l.bits}_zero`,
        l.lane,
        `  %w = zext ${l.lane} %m to i128\n  %out = bitcast i128 %w to ${v128}\n  ret ${v128} %out`,
      );
    text.push(
      define(
        `v128.load${l.bits}_lane`,
        v128,
        ["i8*", v128, "i32"],
        `  %p = bitcast i8* %a to ${l.lane}*
  %m = ${read} ${l.lane}, ${l.lane}* %p, align 1
  %x = bitcast ${v128} %b to ${l.type}
  %r = insertelement ${l.type} %x, ${l.lane} %m, i32 %c
  %out = bitcast ${l.type} %r to ${v128}
  ret ${v128} %out`,
        inline,
      ),
      define(
        `v128.store${l.bits}_lane`,
        "void",
        ["i8*", v128, "i32"],
        `  %p = bitcast i8* %a to ${l.lane}*
  %x = bitcast ${v128} %b to ${l.type}
  %e = extractelement ${l.type} %x, i32 %c
  store ${l.lane} %e, ${l.lane}* %p, align 1
  ret void`,
        inline,
      ),
    );
  }
  return text.join("");
}

/** The name of the function for one i8x16.shuffle mask. */
export const shuffleName = (indices: Uint8Array): string => `i8x16.shuffle.${Buffer.from(indices).toString("hex")}`;

const shuffle = (indices: Uint8Array): string =>
  vector(
    shuffleName(indices),
    2,
    i8x16.type,
    i8x16.type,
    `  %r = shufflevector <16 x i8> %x, <16 x i8> %y, ${mask([...indices])}`,
  );

/** All of the above; `shuffles` are the distinct masks that the module uses. */
export function simdPrelude(shuffles: Iterable<Uint8Array>, strict: boolean): string {
  declared.clear();
  return [
    ...[...integers, ...floats].map(laneAccess),
    ...integers.map(integerLanes),
    ...floats.map(floatLanes),
    widening(i8x16, i16x8),
    widening(i16x8, i32x4),
    widening(i32x4, i64x2),
    narrowing(i16x8, i8x16),
    narrowing(i32x4, i16x8),
    conversions(),
    bitwise(),
    products(),
    accesses(strict),
    ...[...shuffles].map(shuffle),
  ].join("");
}
