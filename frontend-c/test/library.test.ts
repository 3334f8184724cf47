// C as a part of a larger module: a library whose memory and functions other modules import.

import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { renderDiagnostics } from "../../diagnostics/index.ts";
import { type LinkInput, link } from "../../linker/index.ts";
import { decode, encode, importedCount, type Module, parseWat } from "../../wasmfx-backend/index.ts";
import { type CompileCOptions, compileC } from "../index.ts";

/** What this test uses of the WebAssembly JavaScript API; Node's own types leave it to the DOM library. */
interface WasmApi {
  readonly Module: { new (bytes: Uint8Array): object; imports(module: object): object[] };
  readonly Instance: new (module: object) => { readonly exports: Record<string, (...args: number[]) => number> };
}
const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;

const source = `
#include <stdlib.h>
#include <string.h>
static int table[100];
__attribute__((constructor)) static void fill(void) { for (int i = 0; i < 100; i++) table[i] = i * i; }
__attribute__((export_name("square"))) int square(int i) { return table[i]; }
__attribute__((export_name("copy"))) char *copy(const char *text) { return strdup(text); }
int hidden(int i) { return i; }
`;

async function library(
  options: CompileCOptions = {},
): Promise<Awaited<ReturnType<typeof compileC>> & { module: Module }> {
  const compiled = await compileC([{ path: "lib.c", text: source }], { mode: "library", ...options });
  const { module } = compiled;
  ok(module, renderDiagnostics(compiled.diagnostics));
  return { ...compiled, module };
}

async function watModule(name: string, text: string): Promise<LinkInput> {
  const { bytes } = await parseWat(text, `${name}.wat`);
  const { module } = decode(bytes!, `${name}.wat`);
  return { name, file: `${name}.wat`, module: module! };
}

describe("C libraries", function () {
  this.timeout(30000);

  it("export what is marked, the memory and _initialize", async () => {
    const { module } = await library();
    const names = module.exports.map((e) => e.name).filter((n) => !n.startsWith("__"));
    deepStrictEqual(names.sort(), ["_initialize", "copy", "memory", "square"]);
    const more = await library({ exports: ["hidden"] });
    ok(more.module.exports.some((e) => e.name === "hidden"));
  });

  it("run their constructors when linked under another module, which shares the memory", async () => {
    const { module, memoryEnd } = await library();
    const app = await watModule(
      "app",
      `(module (import "c" "square" (func $square (param i32) (result i32)))
         (import "c" "copy" (func $copy (param i32) (result i32)))
         (import "c" "memory" (memory ${memoryEnd! / 65536 + 1}))
         (data (i32.const ${memoryEnd}) "above C's data\\00")
         (global $done (mut i32) (i32.const 0))
         (func (export "_start") (global.set $done (i32.const 1)))
         (func (export "nine") (result i32) (call $square (i32.const 3)))
         (func (export "letter") (param $i i32) (result i32)
           (i32.load8_u (i32.add (call $copy (i32.const ${memoryEnd})) (local.get $i)))))`,
    );
    const linked = link([app, { name: "c", file: "lib.c", module }], { raiseLimits: true });
    ok(linked.module, renderDiagnostics(linked.diagnostics));
    const bytes = encode(linked.module);
    deepStrictEqual(wasm.Module.imports(new wasm.Module(bytes)), []);
    const { exports } = new wasm.Instance(new wasm.Module(bytes));
    exports._start();
    strictEqual(exports.nine(), 9);
    strictEqual(String.fromCharCode(exports.letter(0), exports.letter(6)), "aC");
    // Two copies of 15 bytes do not meet: malloc works with the memory of both.
    strictEqual(exports.letter(13), 97);
  });

  it("can import the memory", async () => {
    const { module } = await library({ importMemory: "host", globalBase: 1 << 21 });
    deepStrictEqual(
      module.imports.filter((i) => i.desc.kind === "memory").map((i) => `${i.module}.${i.name}`),
      ["host.memory"],
    );
    strictEqual(importedCount(module, "memory"), 1);
    const offsets = module.datas.map((d) =>
      d.mode.kind === "active" && d.mode.offset[0].op === "i32.const" ? d.mode.offset[0].value : -1,
    );
    ok(
      offsets.every((offset) => offset >= 1 << 21),
      `${offsets}`,
    );
  });

  it("stackSize is the size of the stack below the data", async () => {
    for (const stackSize of [65536, 1 << 22]) {
      const { module } = await library({ stackSize });
      const index = module.exports.find((e) => e.name === "__stack_pointer")!.index;
      const [start] = module.globals[index - importedCount(module, "global")].init;
      ok(start.op === "i32.const");
      strictEqual(start.value, stackSize);
    }
  });
});
