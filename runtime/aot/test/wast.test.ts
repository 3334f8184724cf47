// Runs every wast/*.wast natively: hardly optimised, with the default optimisation, and cut into many chunks.

import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderDiagnostics } from "../../../diagnostics/index.ts";
import type { NativeOptions } from "../index.ts";
import { buildWat, run } from "./native.ts";
import { type Assertion, parseScript, type Result } from "./script.ts";

const folder = join(import.meta.dirname, "wast");

const configurations = [
  { label: "-O0", level: 0 },
  { label: "-O2", level: 2 },
  { label: "in chunks", level: 1, chunkSize: 40 },
  { label: "indirect linearity", level: 1, linearity: "indirect", only: /cont\.new/ },
  { label: "unchecked linearity", level: 1, linearity: "unchecked", only: /cont\.new/ },
] as const satisfies readonly (Partial<NativeOptions> & { readonly label: string; readonly only?: RegExp })[];

/** What programs built without the check need not notice. */
const consumed = "continuation already consumed";

describe("native: .wast scripts", () => {
  for (const file of readdirSync(folder)
    .filter((f) => f.endsWith(".wast"))
    .sort()) {
    const modules = parseScript(readFileSync(join(folder, file), "utf8"));
    for (const { label, ...options } of configurations) {
      for (const { line, text, assertions: all } of modules) {
        if ("only" in options && !options.only.test(text)) continue;
        const unchecked = "linearity" in options && options.linearity === "unchecked";
        const assertions = unchecked ? all.filter((a) => a.message !== consumed) : all;
        it(`${file}:${line} ${label} (${assertions.length} assertions)`, async () => {
          const built = await buildWat(text, `${file}:${line}`, options);
          const messages = renderDiagnostics(built.diagnostics);
          assert.equal(messages, "");
          const failures: string[] = [];
          for (const assertion of assertions) {
            const failure = check(assertion, built.executable!);
            if (failure) failures.push(`${file}:${assertion.line}: ${failure}`);
          }
          assert.deepEqual(failures, []);
        });
      }
    }
  }
});

function check(assertion: Assertion, executable: string): string | undefined {
  const { name, args, results, kind, message } = assertion;
  const { status, stdout, stderr } = run(executable, args, name);
  if (kind === "trap") {
    return status === 134 && stderr.includes(message)
      ? undefined
      : `expected trap "${message}", got status ${status}: ${stdout}${stderr}`;
  }
  const actual = stdout.split("\n").slice(0, -1);
  const equal = status === 0 && actual.length === results.length && results.every((r, i) => same(r, actual[i]));
  return equal
    ? undefined
    : `${name}(${args.join(", ")}) = ${actual.join(" ")} (status ${status}) ${stderr}, expected ${results.map((r) => r.text).join(" ")}`;
}

/** Equal texts, or floats of equal value (zeros by sign). */
function same({ type, text }: Result, actual: string): boolean {
  if (text === actual) return true;
  if (!type.startsWith("f")) return false;
  if (/nan/.test(text)) return /nan/.test(actual);
  const number = (t: string): number => (/inf/.test(t) ? (t.startsWith("-") ? -Infinity : Infinity) : Number(t));
  const rounded = type === "f32.const" ? Math.fround : (x: number) => x;
  return Object.is(rounded(number(text)), rounded(number(actual)));
}
