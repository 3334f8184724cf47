// Small counts of what `npm run soak` does by the million.

import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const main = join(import.meta.dirname, "..", "main.ts");
const soak = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", main, ...args], { encoding: "utf8" });

describe("soak", function () {
  this.timeout(120000);

  for (const linearity of ["fat", "indirect", "unchecked"])
    it(`continuations that nobody keeps take no memory, ${linearity}`, () => {
      const { status, stdout, stderr } = soak("lifetime", "--count", "200000", "--linearity", linearity);
      assert.equal(status, 0, stdout + stderr);
      assert.equal(stdout.match(/: flat$/gm)?.length, 5, stdout);
    });

  it("measures the representations of references", () => {
    const { status, stdout, stderr } = soak("linearity", "--count", "20000");
    assert.equal(status, 0, stdout + stderr);
    assert.equal(stdout.match(/-?[\d.]+ ns/g)?.length, 12, stdout);
  });

  it("every overflow is a trap", () => {
    const { status, stdout, stderr } = soak("overflow", "--count", "96");
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^96 overflows, 0 that did not/m);
    for (const place of ["plain", "continuation", "nested", "host"]) assert.ok(stdout.includes(place), stdout);
  });
});
