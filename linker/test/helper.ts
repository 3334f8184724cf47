// What the linker's tests share: wat texts in, a linked module out, and a run of it under V8.

import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { spawnSync } from "node:child_process";
import { fetchNode26, node26Flags } from "../../cli/node26.ts";
import { hasErrors, renderDiagnostics } from "../../diagnostics/index.ts";
import { decode, encode, type Module, parseWat, printWat } from "../../wasmfx-backend/index.ts";
import { type LinkOptions, type LinkResult, link } from "../index.ts";

/** Module name -> wat text, the root first. Files are named after the modules: a.wat. */
export type Texts = Readonly<Record<string, string>>;

export async function linkTexts(texts: Texts, options: LinkOptions = {}): Promise<LinkResult> {
  const inputs = [];
  for (const [name, text] of Object.entries(texts))
    inputs.push({ name, file: `${name}.wat`, module: await moduleOf(text, `${name}.wat`) });
  return link(inputs, options);
}

export async function moduleOf(text: string, file: string): Promise<Module> {
  const parsed = await parseWat(text, file);
  ok(parsed.bytes, renderDiagnostics(parsed.diagnostics, { sourceOf: () => text }));
  const decoded = decode(parsed.bytes, file);
  ok(decoded.module, renderDiagnostics(decoded.diagnostics));
  return decoded.module;
}

/** The linked module's bytes; fails the test when there are errors. */
export async function linkedBytes(texts: Texts, options: LinkOptions = {}): Promise<Uint8Array> {
  const { module, diagnostics } = await linkTexts(texts, options);
  ok(module && !hasErrors(diagnostics), renderDiagnostics(diagnostics));
  return encode(module);
}

export async function linkedText(texts: Texts, options: LinkOptions = {}): Promise<string> {
  return printWat(await linkedBytes(texts, options));
}

/** A call of an export and its result; bigint for i64. "trap: rx" expects a trap whose message matches. */
export type Call = readonly [name: string, args: readonly (number | bigint)[], result?: number | bigint | string];

/** Runs calls on one instance under V8. Calls of the import env.log are checked against `log`. Skips without node 26. */
export function checkCalls(
  test: Mocha.Context,
  bytes: Uint8Array,
  calls: readonly Call[],
  log: readonly number[] = [],
): void {
  const node = fetchNode26(() => {});
  if (node === undefined) {
    test.skip();
    return;
  }
  const plan = JSON.stringify({ bytes: Buffer.from(bytes).toString("base64"), calls }, (_, v) =>
    typeof v === "bigint" ? `${v}n` : v,
  );
  const run = spawnSync(node, [...node26Flags, "-e", runner], { input: plan, encoding: "utf8", timeout: 20000 });
  strictEqual(run.status, 0, run.stderr);
  const seen = JSON.parse(run.stdout) as { results: (string | number | null)[]; log: number[] };
  for (const [i, [name, , want]] of calls.entries()) {
    const got = seen.results[i];
    if (typeof want === "string") match(String(got), new RegExp(want), name);
    else strictEqual(got, want === undefined ? null : typeof want === "bigint" ? `${want}n` : want, name);
  }
  deepStrictEqual(seen.log, log);
}

/** Reads a plan from standard input, writes what came out. */
const runner = `
const plan = JSON.parse(require("fs").readFileSync(0, "utf8"), (_, v) => (/^-?\\d+n$/.test(v) ? BigInt(v.slice(0, -1)) : v));
const log = [];
const env = { log: (x) => { log.push(x); } };
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(plan.bytes, "base64")), { env });
const results = plan.calls.map(([name, args]) => {
  try {
    return exports[name](...args);
  } catch (e) {
    return "trap: " + e.message;
  }
});
const show = (_, v) => (typeof v === "bigint" ? v + "n" : v === undefined ? null : v);
process.stdout.write(JSON.stringify({ results: results.map((r) => r === undefined ? null : r), log }, show));
`;

/** Checks that linking fails, and that each pattern matches one of the rendered errors, in order. */
export async function checkErrors(texts: Texts, patterns: readonly RegExp[], options: LinkOptions = {}): Promise<void> {
  const { module, diagnostics } = await linkTexts(texts, options);
  const rendered = diagnostics.map((d) => renderDiagnostics([d]));
  strictEqual(rendered.length, patterns.length, rendered.join(""));
  strictEqual(module, undefined, "a module in spite of errors");
  for (const [i, pattern] of patterns.entries()) match(rendered[i], pattern);
}
