// What the module says of its branches (Func.likely) reaches LLVM, at levels that optimise, and changes no result at any.

import { strict as assert } from "node:assert";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { decode, type Func, parseWat } from "../../../wasmfx-backend/index.ts";
import { compileNative } from "../index.ts";
import { workFolder } from "./native.ts";

const text = `(module
  (memory 1)
  (func $rare (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1))))
  (func (export "f") (param $n i32) (result i32)
    (loop $more
      (if (i32.eq (i32.load (i32.const 4)) (local.get $n)) (then (call $rare)))
      (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (i32.load (i32.const 8))))`;

/** LLVM's text of f; `likely` is said of the `if`. */
async function translated(level: 1 | 2 | 3, likely: boolean | undefined): Promise<string> {
  const module = decode((await parseWat(text, "likely.wat")).bytes!, "likely.wat").module!;
  const func: Func = module.funcs[1];
  if (likely !== undefined) func.likely = new Map([[func.body.findIndex(({ op }) => op === "if"), likely]]);
  const folder = mkdtempSync(join(workFolder, "l-"));
  const { text: ll } = await compileNative(module, { folder, level, emit: "ll", keepExports: true });
  return ll!;
}

/** The weights of the one branch that has some. */
function weights(ll: string): readonly number[] | undefined {
  const found = /!"branch_weights", i32 (\d+), i32 (\d+)/.exec(ll);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

describe("native: branches that nearly always go one way", () => {
  for (const level of [1, 2, 3] as const)
    it(`reach LLVM as weights at -O${level}`, async () => {
      const rare = weights(await translated(level, false));
      assert.ok(rare && Math.max(...rare) > 100 * Math.min(...rare), `no weights: ${rare}`);
      const often = weights(await translated(level, true));
      assert.ok(often && Math.max(...often) > 100 * Math.min(...often), `no weights: ${often}`);
      assert.equal(weights(await translated(level, undefined)), undefined);
    });
});
