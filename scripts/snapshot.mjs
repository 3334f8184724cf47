// The start-up snapshot: dist/ bundled to one script, run up to where it waits for a command, and its heap written to
// dist/weft.snapshot. Node loads that in a fraction of the time that the modules take, and weft's Go library in it is checked.
// dist/launch says which node, and which snapshot, the launcher may use it with: node refuses those of other builds.
//
//   <node's path> <size> <times>         \ as stat prints them
//   <snapshot's path> <size> <times>     /
//   <node's flags>                         a snapshot needs those that it was made with

import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

/** A compilation is short: code is made plain but early, optimised late, and most of its garbage dies young. */
const wantedFlags = ["--max-semi-space-size=64", "--always-sparkplug", "--interrupt-budget=1000000"];

/** Packages that stay outside: native, or wasm that cannot be in a snapshot, or large and rarely needed. */
const external = /^(llvm-bindings|binaryen|@yowasp\/clang|@bytecodealliance\/.*)$/;

/** Makes both files; without them, for whatever reason, weft starts from its modules. */
export async function takeSnapshot(dist) {
  const snapshot = join(dist, "weft.snapshot");
  const script = join(dist, "snapshot.cjs");
  await build({
    entryPoints: [join(dist, "cli", "snapshot.js")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "error",
    banner: { js: outside(dist) },
    plugins: [{ name: "weft", setup: setUp }],
  });
  const flags = wantedFlags.filter((flag) => spawnSync(process.execPath, [flag, "-e", "0"]).status === 0);
  const made = spawnSync(
    process.execPath,
    [...flags, "--snapshot-blob", `${snapshot}.new`, "--build-snapshot", script],
    {
      encoding: "utf8",
    },
  );
  if (made.status !== 0)
    return void process.stderr.write(`no start-up snapshot: ${made.stderr.trim().split("\n").at(-1)}\n`);
  renameSync(`${snapshot}.new`, snapshot);
  rmSync(script);
  const found = spawnSync("sh", ["-c", "command -v node"], { encoding: "utf8" }).stdout.trim();
  const who = spawnSync("stat", ["-L", "-c", "%n %s %Y %Z", found, snapshot], { encoding: "utf8" }).stdout;
  if (statSync(found).ino === statSync(process.execPath).ino)
    writeFileSync(join(dist, "launch"), `${who}${flags.join(" ")}\n`);
}

/** In a snapshot `require` knows node's own modules only, and `import()` nothing: others are loaded as if by a file of dist/cli. */
const outside = (dist) => `
const dist = ${JSON.stringify(dist)};
const requireOutside = (name) => require("node:module").createRequire(dist + "/cli/main.js")(name);
const importOutside = (name) => requireOutside("./import.cjs")(name);
`;

function setUp(builder) {
  builder.onResolve({ filter: external }, ({ path }) => ({ path, namespace: "outside" }));
  builder.onLoad({ filter: /./, namespace: "outside" }, ({ path }) => ({
    contents: `module.exports = requireOutside(${JSON.stringify(path)});`,
  }));
  builder.onLoad({ filter: /\.js$/, namespace: "file" }, ({ path }) => {
    const here = JSON.stringify(dirname(path));
    const contents = readFileSync(path, "utf8")
      .replaceAll("import.meta.dirname", here)
      .replaceAll("import.meta.url", `require("node:url").pathToFileURL(${JSON.stringify(path)}).href`)
      .replaceAll(/\bimport\("([^".][^"]*)"\)/g, (whole, name) =>
        external.test(name) ? `importOutside("${name}")` : whole,
      );
    return { contents };
  });
}
