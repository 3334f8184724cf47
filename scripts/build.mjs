// `npm run build`: TypeScript to dist/, then the files that are not TypeScript (Go library, .wat, C, LLVM IR, headers)
// beside it, so that dist/ is complete; and the C runtime to build/native. dist/.stamp holds a digest of everything in dist: the
// toolchain's identity, part of every cache key. Last, the start-up snapshot (snapshot.mjs).

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { takeSnapshot } from "./snapshot.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const folders = ["cli", "diagnostics", "frontend-go-subset", "frontend-c", "linker", "runtime", "wasmfx-backend"];
const resources = new Set([".go", ".wat", ".c", ".h", ".S", ".ll", ".mjs", ".cjs", ".cc", ".lds"]);

const started = new Date();
rmSync(dist, { recursive: true, force: true });
const tsc = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
for (const folder of folders) copyResources(folder);

// The schedulers' cores, so that a Go program needs no parser of wasm text.
const { parseWat } = await import("../dist/wasmfx-backend/index.js");
for (const kind of ["switch", "suspend"]) {
  const path = join(dist, "frontend-go-subset", "runtime", `sched-${kind}.wat`);
  const { bytes } = await parseWat(readFileSync(path, "utf8"), path);
  writeFileSync(path.replace(/wat$/, "wasm"), bytes);
}

// The C runtime that every native program carries.
const { buildRuntime } = await import("../dist/runtime/aot/index.js");
const native = await buildRuntime(join(root, "build", "native"));
for (const { message } of native.diagnostics) process.stderr.write(`${message}\n`);
if (!native.library) process.exit(1);

const digest = createHash("sha256");
for (const path of walk(dist).sort()) digest.update(path.slice(dist.length)).update(readFileSync(path));
const stamp = join(dist, ".stamp");
writeFileSync(stamp, `${digest.digest("hex")}\n`);
await takeSnapshot(dist);
utimesSync(stamp, started, started);

function copyResources(folder) {
  for (const path of walk(join(root, folder))) {
    if (!resources.has(extname(path)) || path.includes("/test/")) continue;
    const target = join(dist, path.slice(root.length + 1));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(path, target);
  }
}

function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
