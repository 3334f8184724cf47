// The native runtime alone: C programs on real continuation stacks, over fx.ll's primitives (harness.h, glue.ll). Each
// case is one run of the test program; figures are printed, not asserted.

import { ok } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildRuntime, switchingPrimitives } from "../../aot/index.ts";

const here = import.meta.dirname;
const native = join(here, "..");
const work = mkdtempSync(join(tmpdir(), "weft-native-test-"));
const program = join(work, "cases");

function tool(command: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  ok(status === 0, `${command} ${args.join(" ")}\n${error?.message ?? stderr}`);
}

/** glue.ll and its like with fx.ll inlined -> one object. */
function compilePrimitives(): string {
  const primitives = join(work, "fx.ll");
  writeFileSync(primitives, switchingPrimitives("fat"));
  const linked = join(work, "primitives.bc");
  const optimised = join(work, "optimised.bc");
  const object = join(work, "primitives.o");
  const texts = readdirSync(here).filter((f) => f.endsWith(".ll"));
  tool("llvm-link-14", ...texts.map((f) => join(here, f)), primitives, "-o", linked);
  tool("opt-14", "-O2", linked, "-o", optimised);
  tool("llc-14", "-O2", "--frame-pointer=all", "-relocation-model=static", "-filetype=obj", optimised, "-o", object);
  return object;
}

const flags = [
  "-std=gnu11",
  "-O2",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-fno-omit-frame-pointer",
  "-fno-pie",
  "-fexceptions",
  "-fcf-protection=none",
];

interface Case {
  /** The case's name and its argument. */
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The trap it must end with; otherwise it must print "ok". */
  readonly trap?: string;
  /** Besides, stdout and stderr must match. */
  readonly output?: RegExp;
}

const consumed = "continuation already consumed";
const cases: readonly Case[] = [
  { run: "values" },
  { run: "payloads" },
  { run: "reuse" },
  { run: "double_resume", trap: consumed },
  { run: "resume_after_reuse", trap: consumed },
  { run: "null_cont", trap: "null continuation reference" },
  { run: "null_func", trap: "null function reference" },
  { run: "unhandled", trap: "unhandled tag", output: /-- resumed by --\n {4}at unhandled\n/ },
  { run: "unhandled_main", trap: "unhandled tag" },
  { run: "depth 200000" },
  { run: "walk 300" },
  { run: "clauses" },
  { run: "remembered" },
  { run: "remembered_cut" },
  { run: "bind" },
  { run: "bind_many" },
  { run: "bind_consumed", trap: consumed },
  { run: "switch" },
  { run: "switch_unhandled", trap: "unhandled tag" },
  { run: "drop_fresh 1000000" },
  { run: "drop_suspended 500000" },
  { run: "drop_cycle 300000" },
  { run: "survive 300000" },
  { run: "many 1000000" },
  { run: "round_robin 100000" },
  { run: "throw" },
  { run: "throw_registers" },
  { run: "throw_cost 100000" },
  { run: "throw_escaped 1000000" },
  { run: "throw_through 10000" },
  { run: "resume_throw 10000" },
  { run: "uncaught", trap: "uncaught exception" },
  { run: "deep 100000" },
  { run: "deep 4000000", env: { WEFT_STACK_SIZE: "1G" } },
  { run: "deep 100000", env: { WEFT_GUARDS: "mprotect" } },
  { run: "big_frames 1000" },
  { run: "moved 3000" },
  { run: "moved 1000", env: { WEFT_GROWTH: "early" } },
  { run: "deep 100000", env: { WEFT_GROWTH: "early" } },
  { run: "move_cost 300" },
  { run: "peak 50000" },
  {
    run: "peak 20000",
    env: { WEFT_STACKS: "stats" },
    output: /stacks: 2\d{4} slots of 60 KiB made .*: \d in use, 10\d\d pooled, (\d+) without memory\n.*guards of 8 KiB/,
  },
  { run: "overflow", trap: "call stack exhausted", output: /-- resumed by --\n {4}at overflow\n/ },
  { run: "overflow", env: { WEFT_STACK_SIZE: "128K" }, trap: "call stack exhausted" },
  { run: "overflow", env: { WEFT_GUARDS: "mprotect" }, trap: "call stack exhausted" },
  { run: "overflow", env: { TEST_HOOK: "1" }, trap: "call stack exhausted", output: /^hook: 10\n/ },
  { run: "overflow_main", trap: "call stack exhausted" },
  { run: "overflow_host", trap: "call stack exhausted" },
  { run: "reenter 100000" },
  { run: "overflow_often 10000", env: { WEFT_STACK_SIZE: "128K" } },
  { run: "unreachable", trap: "unreachable", env: { TEST_HOOK: "1" }, output: /^hook: 1\n/ },
  { run: "memory 65536", trap: "out of bounds memory access" },
  { run: "memory 8589934591", trap: "out of bounds memory access" },
  { run: "memory_copy", trap: "out of bounds memory access" },
  { run: "divide", trap: "integer divide by zero" },
  { run: "table", trap: "out of bounds table access" },
  { run: "pairs 3000000" },
  { run: "host" },
];

/** Cases that end with "ok" and are quick, for the run under UBSan. */
const quick =
  "values payloads reuse depth/1000 walk/50 clauses remembered remembered_cut bind bind_many switch drop_fresh/100000 drop_suspended/100000 survive/100000 many/20000 throw throw_registers throw_escaped/300000 throw_through/1000 resume_throw/1000 deep/100000 big_frames/100 moved/300 reenter/50000 peak/10000 host";

after(() => rmSync(work, { recursive: true, force: true }));

describe("native runtime under UBSan", () => {
  const checked = join(work, "checked");
  before(function () {
    this.timeout(240000);
    const sources = [native, here].flatMap((folder) =>
      readdirSync(folder)
        .filter((f) => /\.[cS]$/.test(f))
        .map((f) => join(folder, f)),
    );
    const undefinedTraps = ["-fsanitize=undefined", "-fsanitize-undefined-trap-on-error"];
    tool(
      "cc",
      ...flags,
      ...undefinedTraps,
      "-static",
      "-no-pie",
      "-Wl,--eh-frame-hdr",
      ...sources,
      compilePrimitives(),
      "-o",
      checked,
    );
  });

  it("all quick cases", () => {
    for (const run of quick.split(" ")) {
      const { status, stdout, stderr } = spawnSync(checked, run.split("/"), { encoding: "utf8", timeout: 100000 });
      ok(status === 0 && stdout.endsWith("ok\n"), `${run}: status ${status}\n${stdout}${stderr}`);
    }
  });
});

describe("native runtime", () => {
  before(async function () {
    this.timeout(240000);
    const runtime = await buildRuntime(join(tmpdir(), "weft-native-test-runtime"));
    ok(runtime.library, JSON.stringify(runtime.diagnostics));
    const sources = readdirSync(here)
      .filter((f) => /\.[cS]$/.test(f))
      .map((f) => join(here, f));
    tool(
      "cc",
      ...flags,
      "-static",
      "-no-pie",
      "-Wl,--eh-frame-hdr",
      ...sources,
      compilePrimitives(),
      runtime.library,
      "-o",
      program,
    );
  });
  for (const { run, env = {}, trap, output } of cases) {
    const settings = Object.entries(env)
      .map(([name, value]) => `${name}=${value} `)
      .join("");
    it(`${settings}${run}${trap ? `: ${trap}` : ""}`, () => {
      const { status, stdout, stderr } = spawnSync(program, run.split(" "), {
        env: { ...process.env, ...env },
        encoding: "utf8",
        timeout: 100000,
      });
      const all = stdout + stderr;
      if (trap) {
        ok(stderr.includes(`trap: ${trap}\n`), all);
        ok(status === 134, `status ${status}`);
      } else {
        ok(status === 0 && stdout.endsWith("ok\n"), `status ${status}\n${all}`);
        for (const line of stdout.split("\n")) if (/ns|us|KiB/.test(line)) console.log(`      ${line}`);
      }
      if (output) ok(output.test(all), all);
    });
  }

  it("says what the limit of mprotect guards is", function () {
    const { status, stderr, stdout } = spawnSync(program, ["many", "100000"], {
      env: { ...process.env, WEFT_GUARDS: "mprotect" },
      encoding: "utf8",
      timeout: 100000,
    });
    if (status === 0) this.skip(); // this machine's vm.max_map_count is large
    ok(stderr.includes("vm.max_map_count") && stderr.includes("trap: too many continuations"), stdout + stderr);
    ok(status === 134);
  });
});
