// The border to C: what the generated header says, and that calls, traps, exits and re-entry end as weft.h promises.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Diagnostic, renderDiagnostics } from "../../../diagnostics/index.ts";
import { decode, type Module, parseWat } from "../../../wasmfx-backend/index.ts";
import { buildRuntime, compileNative, linkRelocatable, linkWithHost, makeEmbedding, publicHeader } from "../index.ts";
import { workFolder } from "./native.ts";

const sources = join(import.meta.dirname, "embed");

async function moduleOf(wat: string): Promise<Module> {
  const { bytes, diagnostics } = await parseWat(wat, "embed.wat");
  const module = bytes && decode(bytes, "embed.wat").module;
  assert.ok(module, renderDiagnostics(diagnostics));
  return module;
}

/** The parts that the linking functions take, up to the object. */
async function compiled(wat: string, name: string) {
  const module = await moduleOf(wat);
  const folder = mkdtempSync(join(workFolder, "embed-"));
  const embedding = makeEmbedding(module, name);
  const options = { folder, keepExports: true, extraHosts: embedding.hosts };
  const { object, diagnostics } = await compileNative(module, options);
  assert.ok(object, renderDiagnostics(diagnostics));
  const runtime = await buildRuntime(join(tmpdir(), "weft-aot-runtime"));
  return { embedding, name, object, runtime, output: join(folder, "output"), folder };
}

const none = (diagnostics: readonly Diagnostic[]): void =>
  assert.equal(diagnostics.length, 0, renderDiagnostics(diagnostics));

describe("embedding in C", function () {
  this.timeout(120_000);

  describe("calls", () => {
    let program: string;
    before(async () => {
      const parts = await compiled(readFileSync(join(sources, "edge.wat"), "utf8"), "edge");
      none(await linkWithHost(parts, [join(sources, "edge.c")]));
      program = parts.output;
    });

    it("end as the header says, whatever happens in them", () => {
      const { stdout, stderr, status } = spawnSync(program, { encoding: "utf8", timeout: 60_000 });
      assert.equal(stderr, "");
      assert.equal(stdout, readFileSync(join(sources, "edge.txt"), "utf8"));
      assert.equal(status, 0);
    });

    it("leave the C program's own faults to the system", () => {
      const { stderr, signal } = spawnSync(program, ["fault"], { encoding: "utf8", timeout: 60_000 });
      assert.deepEqual([signal, stderr], ["SIGSEGV", ""]);
    });
  });

  describe("an object", () => {
    let folder: string;
    const link = (output: string, ...flags: string[]) =>
      spawnSync("cc", ["-no-pie", "-Wall", "-Werror", ...flags, "main.c", "app.o", "-o", output, "-lm", "-lpthread"], {
        cwd: folder,
        encoding: "utf8",
      });
    before(async () => {
      const wat = `(module (import "a.b" "twice" (func $twice (param f32) (result f32)))
        (func (export "4 times!") (param f32) (result f32) (call $twice (call $twice (local.get 0)))))`;
      const parts = await compiled(wat, "my-app");
      none(await linkRelocatable(parts));
      folder = join(parts.folder, "use");
      mkdirSync(folder);
      writeFileSync(join(folder, "app.o"), readFileSync(parts.output));
      writeFileSync(join(folder, "app.h"), parts.embedding.header);
      writeFileSync(join(folder, "weft.h"), publicHeader());
      const main = `#include "app.h"
        #include <stdio.h>
        float weft_host_a_b_twice(float x) { return x + x; }
        int main(void) {
          float four = 0;
          if (weft_instantiate(0, NULL) || my_app_4_times_(1.5f, &four)) { puts(weft_error_message()); return 1; }
          printf("%g\\n", four);
          return 0;
        }`;
      writeFileSync(join(folder, "main.c"), main);
    });

    it("links with the system's C compiler", () => {
      assert.equal(link("dynamic").stderr, "");
      assert.equal(spawnSync(join(folder, "dynamic"), { encoding: "utf8" }).stdout, "6\n");
    });

    it("links statically, and tells when the unwind tables have no index", () => {
      assert.equal(link("static", "-static", "-Wl,--eh-frame-hdr").stderr, "");
      assert.equal(spawnSync(join(folder, "static"), { encoding: "utf8" }).stdout, "6\n");
      assert.equal(link("bare", "-static", "-Wl,--no-eh-frame-hdr").stderr, "");
      const { stdout } = spawnSync(join(folder, "bare"), { encoding: "utf8" });
      assert.equal(stdout, "the program has no index of unwind tables: link it with -Wl,--eh-frame-hdr\n");
    });

    it("has a header that C++ takes", () => {
      writeFileSync(join(folder, "use.cc"), '#include "app.h"\n');
      const { stderr, error } = spawnSync("g++", ["-Wall", "-Werror", "-fsyntax-only", "use.cc"], {
        cwd: folder,
        encoding: "utf8",
      });
      if (!error) assert.equal(stderr, "");
    });
  });

  it("names the import that has no host function, and what to define", async () => {
    const wat = `(module (import "env" "log" (func (param i32 i64) (result f64))) (import "env" "there" (func)))`;
    const parts = await compiled(wat, "app");
    const file = join(parts.folder, "host.c");
    writeFileSync(file, "void weft_host_env_there(void) {}\n");
    const diagnostics = await linkWithHost(parts, [file]);
    assert.deepEqual(
      diagnostics.map((d) => d.message),
      ["no host function for the import env.log; define it in C: double weft_host_env_log(int32_t p0, int64_t p1)"],
    );
  });

  it("gives the C compiler's words for a mistake in a host file", async () => {
    const parts = await compiled(`(module (func (export "f")))`, "app");
    const file = join(parts.folder, "host.c");
    writeFileSync(file, '#include "app.h"\nint main(void) { return app_f(1); }\n');
    const [diagnostic] = await linkWithHost(parts, [file]);
    assert.equal(diagnostic.severity, "error");
    assert.match(diagnostic.notes!.map((n) => n.message).join("\n"), /host\.c:2:\d+: error: too many arguments/);
  });

  it("runs _start when the host files have no main", async () => {
    const parts = await compiled(
      `(module (import "env" "say" (func $say (param i32)))
        (func (export "_start") (call $say (i32.const 42)))
        (func (export "half") (param i32) (result i32) (i32.div_s (local.get 0) (i32.const 2)))
        (func (export "trap") unreachable))`,
      "app",
    );
    const file = join(parts.folder, "host.c");
    writeFileSync(
      file,
      `#include "app.h"\n#include <stdio.h>\nvoid weft_host_env_say(int32_t n) {
        int32_t half = 0; int status = app_trap(); app_half(n, &half);
        printf("%d %d %d\\n", n, status, half); fflush(stdout); weft_fail("enough"); }\n`,
    );
    none(await linkWithHost(parts, [file]));
    const { stdout, stderr, status } = spawnSync(parts.output, { encoding: "utf8" });
    assert.equal(stdout, "42 1 21\n");
    assert.match(stderr, /^trap: enough\n/);
    assert.equal(status, 134);
  });

  for (const [what, wat, message] of [
    ["references", `(import "env" "f" (func (param externref)))`, /^env\.f has type \(\(ref null extern\)\) -> \(\)/],
    ["two results", `(import "env" "f" (func (result i32 i32)))`, /give at most one$/],
    [
      "an import of two types",
      `(import "env" "f" (func)) (import "env" "f" (func (param i32)))`,
      /^env\.f is imported as \(\) -> \(\) and as \(i32\) -> \(\)/,
    ],
    [
      "two imports of one C name",
      `(import "a_b" "c" (func)) (import "a" "b_c" (func))`,
      /^a\.b_c and a_b\.c would be the same C function weft_host_a_b_c$/,
    ],
    [
      "an import with the C name of a host function of weft's",
      `(import "weft" "host_poll" (func))`,
      /^weft\.host_poll and weft_host\.poll would be the same C function/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { diagnostics } = makeEmbedding(await moduleOf(`(module ${wat})`), "app");
      assert.equal(diagnostics.length, 1);
      assert.match(diagnostics[0].message, message);
    });
  }

  it("keeps C names apart and tells what C cannot call", async () => {
    const wat = `(module (func (export "a-b")) (func (export "a.b")) (func (export "c") (param v128)))`;
    const { header } = makeEmbedding(await moduleOf(wat), "1st");
    assert.match(header, /weft_status _1st_a_b\(void\); \/\/ "a-b"\nweft_status _1st_a_b_1\(void\); \/\/ "a\.b"\n/);
    assert.match(header, /\/\/ left out: "c" has type \(v128\) -> \(\)/);
    assert.doesNotMatch(header, /weft_memory_base/);
  });
});
