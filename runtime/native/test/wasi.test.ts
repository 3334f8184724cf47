// The host functions alone (unit/wasi.c), under ASan and UBSan where the compiler has them: files, paths, the sandbox, sockets,
// and a storm of random calls.

import { ok } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const native = join(here, "..");
const work = mkdtempSync(join(tmpdir(), "weft-wasi-test-"));
const program = join(work, "unit");
const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const units = [/^wasi-.*\.c$/, /^net.*\.c$/, /^resolve\.c$/, /^preempt\.c$/, /^memory-release\.c$/, /^memory\.c$/];

function build(extra: readonly string[]): string | undefined {
  const sources = readdirSync(native)
    .filter((f) => units.some((u) => u.test(f)))
    .map((f) => join(native, f));
  const cases = ["wasi.c", "sockets.c"].map((f) => join(here, "unit", f));
  const flags = ["-std=gnu11", "-g", "-O1", "-Wall", "-Wextra", "-Werror", "-fno-omit-frame-pointer", ...extra];
  const { status, stderr } = spawnSync("cc", [...flags, ...cases, ...sources, "-o", program], {
    encoding: "utf8",
  });
  return status === 0 ? undefined : stderr;
}

describe("native host functions", () => {
  before(() => {
    const failure = build(sanitizers);
    if (failure === undefined) return;
    ok(/cannot find .*(asan|ubsan)/.test(failure), failure);
    console.log("      without ASan and UBSan: this compiler does not have them");
    ok(build([]) === undefined);
  });
  after(() => rmSync(work, { recursive: true, force: true }));

  for (const name of [
    "process",
    "files",
    "paths",
    "readdir",
    "sandbox",
    "sockets",
    "any sockets",
    "poll",
    "preempt",
    "release",
    "hostile",
  ]) {
    it(name, () => {
      const box = join(work, name);
      mkdirSync(box);
      const env = { ...process.env, WEFT_DIRS: "/box=." };
      const { status, stdout, stderr } = spawnSync(program, [name], {
        cwd: box,
        env,
        encoding: "utf8",
        timeout: 60000,
      });
      ok(status === 0 && stdout === "ok\n", `status ${status}\n${stdout}${stderr}`);
    });
  }
});
