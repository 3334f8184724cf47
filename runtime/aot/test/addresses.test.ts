// Effective addresses beyond 31 bits: the base of the memory, the address and the offset are added with 64 bits, whatever of
// them the code generator puts into an instruction. A sum that wrapped would reach what is not the module's.

import { strict as assert } from "node:assert";
import { mustBuild, run } from "./native.ts";

/** More than 2 GiB, of which two pages are touched. */
const large = `(module
  (memory 40000)
  (func (export "constant") (result i32)
    (i32.store8 (i32.const 0x728ec2d9) (i32.const 32))
    (i32.load8_u (i32.const 0x728ec2d9)))
  (func (export "offset") (param i32) (result i32)
    (i32.store8 offset=0x60000000 (local.get 0) (i32.const 33))
    (i32.load8_u (i32.add (local.get 0) (i32.const 0x60000000))))
  (func (export "sum") (param i32) (result i32)
    (i32.store8 offset=0x30000000 (i32.add (local.get 0) (i32.const 0x30000000)) (i32.const 34))
    (i32.load8_u offset=0x60000000 (local.get 0))))`;

/** With 32 bits, base + address + offset would be an address in the executable's own data. */
const small = `(module
  (memory 1)
  (func (export "f") (param i32) (result i32) (i32.load8_u offset=0x40000000 (local.get 0)))
  (func (export "g") (param i32) (result i32)
    (i32.store8 offset=0x40000000 (local.get 0) (i32.const 1)) (i32.const 0)))`;

describe("native: addresses beyond 31 bits", () => {
  for (const level of [0, 1, 2, 3] as const) {
    it(`in bounds, at -O${level}`, async () => {
      const executable = await mustBuild(large, "large.wat", { level });
      for (const [name, argument, result] of [
        ["constant", [], "32"],
        ["offset", ["4096"], "33"],
        ["sum", ["4096"], "34"],
      ] as const)
        assert.equal(run(executable, argument, name).stdout, `${result}\n`, name);
    });

    it(`out of bounds, at -O${level}`, async () => {
      const executable = await mustBuild(small, "small.wat", { level });
      for (const address of [0x704e0000, 0x70400000, 0x70000000, 0x6fffffff, -1])
        for (const name of ["f", "g"])
          assert.match(run(executable, [String(address)], name).stderr, /^trap: out of bounds memory access$/m);
    });
  }
});
