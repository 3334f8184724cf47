// Exact constants: arithmetic without rounding, then rounding once, correctly.

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { valueString } from "../../types/const-string.ts";
import {
  binaryOp,
  compare,
  makeFloat64,
  makeInt,
  toInt,
  toNumber,
  toNumber32,
  unaryOp,
  type Value,
} from "../../types/constant.ts";
import { literalValue, unquote } from "../../types/literal-value.ts";

function num(text: string): Value {
  if (text.endsWith("i")) return literalValue("imag", text);
  return literalValue(
    /^0[xX]/.test(text) ? (/[pP]/.test(text) ? "float" : "int") : /[.eE]/.test(text) ? "float" : "int",
    text,
  );
}

/** Numbers spread over the range of doubles, the same in every run. */
function* samples(count: number): Generator<string> {
  let seed = 12345;
  const next = (n: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  for (let i = 0; i < count; i++) {
    const digits = Array.from({ length: 1 + next(30) }, () => next(10)).join("");
    yield `${digits}.${next(100000)}e${next(700) - 350}`;
  }
}

describe("constants", () => {
  it("rounds decimal literals to float64 as IEEE 754 asks", () => {
    for (const text of samples(3000)) strictEqual(toNumber(num(text)), Number(text), text);
    for (const text of [
      "5e-324",
      "2.4703282292062327e-324",
      "2.4703282292062328e-324",
      "1.7976931348623157e308",
      "1.7976931348623159e308",
      "2.2250738585072011e-308",
      "0.1",
      "1e23",
      "9007199254740993.0",
    ]) {
      strictEqual(toNumber(num(text)), Number(text), text);
    }
  });

  it("rounds to float32 once, not by way of float64", () => {
    for (const text of samples(500)) {
      const x = toNumber32(num(text));
      if (Number.isFinite(x)) strictEqual(Math.fround(x), x, text);
    }
    // Between two float32 values, nearer to the larger one by less than a float64 shows.
    strictEqual(toNumber32(num("1.000000059604644775390626")), Math.fround(1.0000001192092896));
    strictEqual(toNumber32(num("1e-45")), Math.fround(1e-45));
    strictEqual(toNumber32(num("3.4028236e38")), Number.POSITIVE_INFINITY);
  });

  it("keeps fractions exact", () => {
    const third = binaryOp(num("1.0"), "/", num("3.0"));
    strictEqual(compare(binaryOp(third, "*", num("3")), "==", num("1")), true);
    const sum = binaryOp(num("0.1"), "+", num("0.2"));
    strictEqual(compare(sum, "==", num("0.3")), true);
  });

  it("computes with huge numbers", () => {
    strictEqual(compare(binaryOp(num("1e100000"), "*", num("1e-100000")), "==", num("1")), false);
    strictEqual(toNumber(binaryOp(num("1e100000"), "*", num("1e-100000"))), 1);
    strictEqual(valueString(num("1e1000")), "1e+1000");
    const big = binaryOp(makeInt(2n ** 200n), "-", makeInt(1));
    strictEqual(valueString(big), (2n ** 200n - 1n).toString());
  });

  it("divides integers towards zero and takes remainders with the dividend's sign", () => {
    const int = (a: number, op: "/" | "%", b: number): string =>
      valueString(binaryOp(makeInt(a), op, makeInt(b), true));
    deepStrictEqual([int(-7, "/", 2), int(-7, "%", 2), int(7, "/", -2), int(7, "%", -2)], ["-3", "-1", "-3", "1"]);
    strictEqual(binaryOp(makeInt(1), "/", makeInt(0), true).kind, "unknown");
  });

  it("multiplies and divides complex numbers", () => {
    const z = binaryOp(num("3"), "+", num("4i"));
    strictEqual(valueString(binaryOp(z, "*", z)), "(-7 + 24i)");
    strictEqual(valueString(binaryOp(z, "/", binaryOp(num("1"), "-", num("2i")))), "(-1 + 2i)");
  });

  it("complements within the size of unsigned types", () => {
    strictEqual(valueString(unaryOp("^", makeInt(5), 0)), "-6");
    strictEqual(valueString(unaryOp("^", makeInt(5), 8)), "250");
  });

  it("finds integers behind floats", () => {
    strictEqual(valueString(toInt(num("1e3"))), "1000");
    strictEqual(toInt(num("1.5")).kind, "unknown");
    strictEqual(valueString(toInt(makeFloat64(2 ** 70))), (2n ** 70n).toString());
  });

  it("shows floats with six digits, more where those would look like an integer", () => {
    deepStrictEqual(
      ["0.1", "1e100", "123456789.5", "0.9999999", "1e-7", "2.50"].map((t) => valueString(num(t))),
      ["0.1", "1e+100", "1.23457e+08", "0.9999999", "1e-07", "2.5"],
    );
  });

  it("reads escapes into bytes", () => {
    strictEqual(unquote('"a\\n\\x41\\101\\u00e9\\U0001F600"'), "a\nAA\u00c3\u00a9\u00f0\u009f\u0098\u0080");
    strictEqual(unquote("`a\\n\r\nb`"), "a\\n\nb");
    strictEqual(valueString(literalValue("char", "'\\''")), "39");
    strictEqual(valueString(literalValue("char", "'世'")), "19990");
  });
});
