// Writes what a real Go compiler reports about the given programs into them, as the comments that errors.test.ts expects:
//
//   npx tsx frontend-go-subset/test/errors/annotate.ts FILE...
//
// For people who have a Go toolchain. A comment holds one quoted text per error of its line: "COLUMN: MESSAGE" as a regular expression.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "annotate-"));

function run(args: readonly string[]): string {
  const env = { ...process.env, GOOS: "wasip1", GOARCH: "wasm" };
  const { stdout, stderr } = spawnSync("go", args, { encoding: "utf8", cwd: folder, env });
  return stdout + stderr;
}

const imports = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}";
const config = join(folder, "importcfg");
writeFileSync(config, run(["list", "-export", "-deps", "-f", imports, "fmt", "embed", "time", "bytes", "strings"]));

for (const path of process.argv.slice(2)) {
  const source = readFileSync(path, "utf8").replace(/ ?\/\/ ERROR .*$/gm, "");
  const plain = join(folder, basename(path));
  writeFileSync(plain, source);
  const output = run([
    "tool",
    "compile",
    "-e",
    "-complete",
    "-p",
    "p",
    "-importcfg",
    config,
    "-embedcfg",
    embedConfig(),
    "-o",
    join(folder, "out.o"),
    basename(path),
  ]);
  const byLine = new Map<number, string[]>();
  for (const [, line, column, message] of output.matchAll(/^[^\s:]+:(\d+):(\d+): (.*)$/gm)) {
    const list = byLine.get(Number(line)) ?? [];
    byLine.set(Number(line), list);
    list.push(quote(`${column}: ${message.replaceAll(`${basename(path)}:`, "")}`));
  }
  const lines = source.split("\n").map((text, i) => {
    const errors = byLine.get(i + 1);
    return errors ? `${text} // ERROR ${errors.join(" ")}` : text;
  });
  writeFileSync(path, lines.join("\n"));
}

function embedConfig(): string {
  const path = join(folder, "embedcfg");
  writeFileSync(
    path,
    JSON.stringify({ Patterns: { "*.txt": ["x.txt"], "x.txt": ["x.txt"] }, Files: { "x.txt": plainFile() } }),
  );
  return path;
}

function plainFile(): string {
  const path = join(folder, "x.txt");
  writeFileSync(path, "x");
  return path;
}

function quote(message: string): string {
  const rx = message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return rx.includes('"') ? `\`${rx}\`` : `"${rx}"`;
}
