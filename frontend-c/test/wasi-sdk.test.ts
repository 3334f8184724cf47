// WASI_SDK_PATH: its clang is run instead of the packaged one. The SDK here is a shell script that notes how it is called
// and gives what the packaged clang made before.

import { match, ok, strictEqual } from "node:assert";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderDiagnostics } from "../../diagnostics/index.ts";
import { compileC } from "../index.ts";

const script = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/../calls"
for last; do :; done
case "$1 $2" in
"--target=wasm32-wasip1 -c")
  test -f weft-include/fiber.h || exit 9
  echo "main.c:2:3: warning: from the SDK [-Wsdk]" >&2
  if grep -q broken main.c; then echo "main.c:1:5: error: broken" >&2; exit 1; fi
  echo object > "$last" ;;
*) cp "$(dirname "$0")/../module.wasm" "$last" ;;
esac
`;

describe("C with a WASI SDK", function () {
  this.timeout(30000);
  const before_ = process.env.WASI_SDK_PATH;
  let sdk = "";
  before(async () => {
    sdk = mkdtempSync(join(tmpdir(), "weft-sdk-"));
    mkdirSync(join(sdk, "bin"));
    writeFileSync(join(sdk, "bin/clang"), script);
    chmodSync(join(sdk, "bin/clang"), 0o755);
    delete process.env.WASI_SDK_PATH;
    const { bytes } = await compileC([{ path: "main.c", text: "int main(void) { return 3; }\n" }]);
    writeFileSync(join(sdk, "module.wasm"), bytes!);
    process.env.WASI_SDK_PATH = sdk;
  });
  after(() => {
    if (before_ === undefined) delete process.env.WASI_SDK_PATH;
    else process.env.WASI_SDK_PATH = before_;
    rmSync(sdk, { recursive: true, force: true });
  });

  it("compiles and links with its clang", async () => {
    const { module, diagnostics } = await compileC([{ path: "main.c", text: "int main(void) { return 3; }\n" }], {
      opt: "3",
    });
    strictEqual(renderDiagnostics(diagnostics), "main.c:2:3: warning: from the SDK [-Wsdk]\n");
    ok(module?.exports.some((e) => e.name === "_start"));
    const calls = readFileSync(join(sdk, "calls"), "utf8").trim().split("\n");
    strictEqual(calls.length, 2);
    match(calls[0], /^--target=wasm32-wasip1 -c -O3 .* main\.c -o main\.c\.o$/);
    match(calls[1], /^--target=wasm32-wasip1 main\.c\.o -Wl,--stack-first .*-o weft-out\.wasm$/);
  });

  it("gives its errors", async () => {
    const { module, diagnostics } = await compileC([{ path: "main.c", text: "int broken;\n" }]);
    ok(module === undefined);
    match(renderDiagnostics(diagnostics), /^main\.c:1:5: error: broken$/m);
  });

  it("says so when there is no clang in it", async () => {
    process.env.WASI_SDK_PATH = join(sdk, "nowhere");
    const { diagnostics } = await compileC([{ path: "main.c", text: "int main(void) { return 3; }\n" }]);
    process.env.WASI_SDK_PATH = sdk;
    match(renderDiagnostics(diagnostics), /^error: cannot run .*nowhere\/bin\/clang/m);
  });
});
