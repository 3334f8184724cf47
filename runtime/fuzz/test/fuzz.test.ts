// The engine fuzzer itself: what it generates is valid and repeatable, mutants are judged without exceptions, and a few seeds
// go the whole way.

import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode, validate } from "../../../wasmfx-backend/index.ts";
import { generateModule } from "../generate.ts";
import { mutateBytes, mutateModule } from "../mutate.ts";
import { Random } from "../random.ts";

const main = join(import.meta.dirname, "..", "main.ts");

function judge(bytes: Uint8Array): string | undefined {
  const { module, diagnostics } = decode(bytes, "test");
  const said = module ? validate(module, { file: "test" }) : diagnostics;
  return said[0]?.message;
}

describe("engine fuzzer", () => {
  it("generates valid modules, the same ones for the same seed", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const bytes = encode(generateModule(new Random(seed)).module);
      assert.equal(judge(bytes), undefined, `seed ${seed}`);
      assert.deepEqual(encode(generateModule(new Random(seed)).module), bytes);
    }
  }).timeout(20000);

  it("mutants are refused in words, or valid", () => {
    const random = new Random(99);
    const original = encode(generateModule(random).module);
    const verdicts = { refused: 0, valid: 0 };
    for (let i = 0; i < 60; i++) {
      let bytes = mutateBytes(original, random);
      if (i % 2) {
        const copy = decode(original, "test").module!;
        mutateModule(copy, random);
        bytes = encode(copy);
      }
      const message = judge(bytes);
      assert.notEqual(message, "");
      verdicts[message === undefined ? "valid" : "refused"]++;
    }
    assert.ok(verdicts.refused > 0 && verdicts.valid > 0, JSON.stringify(verdicts));
  }).timeout(20000);

  it("finds nothing with one seed of each kind", function () {
    this.timeout(120000);
    const save = mkdtempSync(join(tmpdir(), "weft-fuzz-test-"));
    for (const seed of ["6", "8"]) {
      const args = ["--import", "tsx", main, "--once", "--seed", seed, "--save", save];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /[1-9]\d* exports/);
    }
    assert.deepEqual(readdirSync(save), []);
    rmSync(save, { recursive: true });
  });
});
