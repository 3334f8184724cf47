// The runner of official scripts on scripts of our own: all that it can do, and that nothing wrong passes.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fitsRefusal } from "../messages.ts";
import { proposalOf } from "../proposals.ts";

const here = join(import.meta.dirname, "wast");
const root = join(import.meta.dirname, "..", "..", "..");
const work = mkdtempSync(join(tmpdir(), "weft-spec-test-"));

function spec(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = [
    "--import",
    "tsx",
    join(root, "runtime", "spec", "main.ts"),
    "--cache",
    join(work, "cache"),
    ...args,
  ];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", timeout: 110_000 });
}

describe("spec runner", () => {
  after(() => rmSync(work, { recursive: true, force: true }));

  const scripts = readdirSync(here).filter((name) => name.endsWith(".wast"));
  it(`passes ${scripts.join(" and ")}`, () => {
    const { status, stdout, stderr } = spec(...scripts.map((name) => join(here, name)));
    equal(status, 0, stdout + stderr);
    for (const name of scripts) {
      const text = readFileSync(join(here, name), "utf8");
      const assertions = text.match(/^\(assert_/gm)!.length;
      match(stdout, new RegExp(`${name} +1 +${assertions} +${assertions} +0 `));
    }
  });

  it("takes objects from the cache the second time", () => {
    const { stdout } = spec(join(here, scripts[0]));
    match(stdout, /^0 programs compiled, [1-9]\d* reused/m);
  });

  it("finds every failure and names its line", () => {
    const { status, stdout } = spec(join(here, "failing"));
    equal(status, 1);
    const lines = readFileSync(join(here, "failing", "each.wast"), "utf8").split("\n");
    const wrong = lines.flatMap((line, i) => (/^\((?!.*;; ok)/.test(line) ? [i + 1] : []));
    const found = [...stdout.matchAll(/^each\.wast:(\d+): /gm)].map((m) => Number(m[1]));
    deepEqual([...new Set(found)], wrong, stdout);
  });

  it("says what is missing", () => {
    const { status, stderr } = spec(join(work, "absent"));
    equal(status, 2);
    match(stderr, /there is no .*absent; get the scripts/);
  });

  it("explains itself", () => {
    const { status, stdout } = spec();
    equal(status, 2);
    match(stdout, /^usage: npm run spec/);
  });

  it("knows the proposals of the suites", () => {
    const names = ["i32.wast", "gc/array.wast", "simd/simd_lane.wast", "return_call.wast", "load64.wast", "tag.wast"];
    deepEqual(names.map(proposalOf), ["core", "GC", "SIMD", "tail calls", "memory64", "exceptions"]);
  });

  it("accepts only the reason that the script names", () => {
    equal(fitsRefusal("type mismatch", "type mismatch: i32.add expects i32"), undefined);
    ok(fitsRefusal("type mismatch", "unknown local 3"));
    ok(fitsRefusal("unknown type", "type mismatch: if expects i32"));
  });
});
