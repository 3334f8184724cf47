// Malformed binaries: each is refused with a diagnostic that says why and where, in the specification's words.

import assert from "node:assert/strict";
import { decode } from "../../index.ts";

const header = "0061736d 01000000";

/** [what, bytes in hex (without the header unless it is the point), message, byte offset]. */
const cases: readonly (readonly [name: string, hex: string, message: string, offset: number])[] = [
  ["an empty file", "", "unexpected end", 0],
  ["three bytes", "006173", "unexpected end", 3],
  ["a wrong magic number", "0061736e 01000000", "magic header not detected", 0],
  ["no version", "0061736d 0100", "unexpected end", 6],
  ["another version", "0061736d 02000000", "unknown binary version", 4],
  ["an unknown section", `${header} 7f00`, "malformed section id", 8],
  ["a section longer than the file", `${header} 0105 00`, "length out of bounds", 9],
  ["a section with bytes left over", `${header} 0102 0000`, "section size mismatch", 11],
  ["a section that ends too early", `${header} 0101 01`, "length out of bounds", 10],
  ["sections out of order", `${header} 0301 00 0101 00`, "unexpected content after last section", 11],
  ["a section twice", `${header} 0101 00 0101 00`, "unexpected content after last section", 11],
  ["a number of more than five bytes", `${header} 0106 808080808000`, "integer representation too long", 14],
  ["a number of more than 32 bits", `${header} 0105 8080808010`, "integer too large", 14],
  ["more types than bytes", `${header} 0105 ffffffff0f`, "length out of bounds", 10],
  ["an unknown type definition", `${header} 0102 01 40`, "malformed type definition", 11],
  ["an unknown value type", `${header} 0105 01 60 01 40 00`, "malformed value type", 13],
  ["a name that is not UTF-8", `${header} 0001 01`, "length out of bounds", 10],
  ["a custom section's name that is not UTF-8", `${header} 0003 02 c328`, "malformed UTF-8 encoding", 11],
  ["an unknown kind of import", `${header} 0206 01 0161 0162 05`, "malformed import kind", 15],
  ["an unknown kind of export", `${header} 0704 01 00 05 00`, "malformed export kind", 12],
  ["a mutability that is neither", `${header} 0606 01 7f 02 41 00 0b`, "malformed mutability", 12],
  ["limits of an unknown kind", `${header} 0503 01 08 00`, "malformed limits flags", 11],
  [
    "a function without code",
    `${header} 0104 01 60 00 00 0302 01 00`,
    "function and code section have inconsistent lengths",
    18,
  ],
  ["code without a function", `${header} 0a04 01 02 00 0b`, "function and code section have inconsistent lengths", 10],
  ["a tag of an unknown kind", `${header} 0104 01 60 00 00 0d03 01 01 00`, "malformed tag attribute", 17],
  [
    "data that was not counted",
    `${header} 0c01 02 0b01 00`,
    "data count and data section have inconsistent lengths",
    13,
  ],
  ["data counted and missing", `${header} 0c01 02`, "data count and data section have inconsistent lengths", 11],
];

/** [what, code of the one function of type [] -> [], message, offset counted from the code's first byte]. */
const bodies: readonly (readonly [name: string, hex: string, message: string, offset: number])[] = [
  ["an unknown opcode", "00 ff 0b", "illegal opcode ff", 1],
  ["an unknown opcode after a prefix", "00 fc 40 0b", "illegal opcode fc 40", 1],
  ["the old try instruction", "00 06 40 0b 0b", "illegal opcode 06", 1],
  ["a body without end", "00 01", "unexpected end of section or function", 2],
  ["a block without end", "00 02 40 0b", "unexpected end of section or function", 4],
  ["code after the end", "00 0b 01", "END opcode expected", 2],
  ["else without if", "00 05 0b", "unexpected token: else without if", 1],
  ["else in a block", "00 02 40 05 0b 0b", "unexpected token: else without if", 3],
  ["two elses", "00 41 00 04 40 05 05 0b 0b", "unexpected token: else without if", 6],
  ["an unknown block type", "00 02 41 0b 0b", "malformed block type", 2],
  ["a constant of 33 bits", "00 41 80 80 80 80 70 1a 0b", "integer too large", 6],
  ["a constant of six bytes", "00 41 80 80 80 80 80 00 1a 0b", "integer representation too long", 6],
  ["a 64-bit constant that is too large", "00 42 80 80 80 80 80 80 80 80 80 7e 1a 0b", "integer too large", 11],
  ["a float that is cut short", "00 43 00 00 0b", "unexpected end of section or function", 5],
  ["alignment flags beyond the known", "00 41 00 28 80 01 00 1a 0b", "malformed memop flags", 4],
  ["more labels than bytes", "00 41 00 0e ff ff ff ff 0f 00 0b", "length out of bounds", 4],
  ["more locals than engines take", "01 d1 86 03 7f 0b", "too many locals", 1],
  ["four thousand million locals", "01 ff ff ff ff 0f 7f 0b", "too many locals", 1],
  ["a heap type that does not exist", "00 d0 40 1a 0b", "malformed heap type", 2],
  ["an unknown catch clause", "00 1f 40 01 04 00 0b 0b", "malformed catch clause", 4],
  ["an unknown handler clause", "00 e3 00 01 02 00 00 0b", "malformed on clause", 4],
  ["memory.init without a data count", "00 41 00 41 00 41 00 fc 08 00 00 0b", "data count section required", 7],
];

const fromHex = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(" ", ""), "hex");

function check(bytes: Uint8Array, message: string, offset: number): void {
  const { module, diagnostics } = decode(bytes, "bad.wasm");
  assert.equal(module, undefined);
  assert.deepEqual(
    diagnostics.map((d) => [d.severity, d.message, d.binary?.offset]),
    [["error", message, offset]],
  );
}

describe("decode refuses", () => {
  for (const [name, hex, message, offset] of cases) it(name, () => check(fromHex(hex), message, offset));

  for (const [name, hex, message, offset] of bodies) {
    it(name, () => {
      const code = fromHex(hex);
      const start = Buffer.from(`0061736d010000000104016000000302010000`, "hex").subarray(0, 18);
      const bytes = Buffer.concat([start, Buffer.of(0x0a, code.length + 2, 1, code.length), code]);
      check(bytes, message, 22 + offset);
    });
  }

  it("a binary cut at any byte, without ever throwing", () => {
    // A module with every section; each prefix of it is malformed or, between sections, a smaller module.
    const whole = fromHex(
      `${header} 0104 01 600000 0207 01 0161 0162 00 00 0302 01 00 0404 01 70 00 01 0503 01 00 01 0d03 01 00 00
       0606 01 7f 00 41 00 0b 0705 01 01 63 00 01 0801 01 0907 01 00 41 00 0b 01 00 0c01 01 0a04 01 02 00 0b 0b07 01 00 41 00 0b 01 78`.replace(
        /\s/g,
        "",
      ),
    );
    assert.deepEqual(decode(whole, "whole.wasm").diagnostics, []);
    for (let length = 0; length < whole.length; length++) {
      const { module, diagnostics } = decode(whole.subarray(0, length), "cut.wasm");
      assert.ok(module !== undefined || diagnostics.length === 1, `cut at ${length}`);
    }
  });

  it("many functions with many locals before they fill the memory", () => {
    const count = 2000;
    const code = Buffer.concat(Array.from({ length: count }, () => fromHex("06 01 d0 86 03 7f 0b")));
    const section = (id: number, content: Buffer) => Buffer.concat([Buffer.of(id), leb(content.length), content]);
    const bytes = Buffer.concat([
      fromHex(header),
      section(1, Buffer.from(fromHex("01 60 00 00"))),
      section(3, Buffer.concat([leb(count), Buffer.alloc(count)])),
      section(10, Buffer.concat([leb(count), code])),
    ]);
    const { module, diagnostics } = decode(bytes, "locals.wasm");
    assert.equal(module, undefined);
    assert.equal(diagnostics[0].message, "too many locals");
    assert.equal(diagnostics[0].binary?.func, "6");
  });
});

function leb(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}
