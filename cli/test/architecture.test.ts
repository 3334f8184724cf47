// ARCHITECTURE.md follows docs/gcd.go through all stages. Each block below a line `<!-- emit: STAGE -->` is what
// the command above that line prints. WEFT_BLESS=1 writes the blocks anew.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EmitStage } from "../build-program.ts";
import { stageText } from "../emit.ts";
import { readInputs } from "../inputs.ts";
import type { OptLevel } from "../options.ts";
import { Pipeline } from "../pipeline.ts";
import { Progress } from "../progress.ts";

const root = join(import.meta.dirname, "../..");
const page = join(root, "ARCHITECTURE.md");
const block = /\*\*`weft build (?:-O(\d) )?--emit=.*\n\n<!-- emit: (\w+) -->\n\n?```\w*\n([^]*?)```/g;

describe("ARCHITECTURE.md", function () {
  this.timeout(120_000);
  const blocks = [...readFileSync(page, "utf8").matchAll(block)];

  it("shows every stage", () => {
    const stages = blocks.map((b) => b[2]);
    assert.deepEqual(stages, ["ast", "types", "ir", "wat", "wasm", "ll", "asm"]);
  });

  for (const [, level, stage, shown] of blocks) {
    it(`shows what --emit=${stage} prints`, async () => {
      const printed = await emit(stage as EmitStage, Number(level ?? 2) as OptLevel);
      if (process.env.WEFT_BLESS) bless(stage, printed);
      else assert.equal(withoutIndices(shown), withoutIndices(printed));
    });
  }
});

async function emit(stage: EmitStage, level: OptLevel): Promise<string> {
  const pipeline = new Pipeline(
    { engine: "native", scheduler: "switch", level, names: true, verbose: false },
    new Progress(false),
  );
  const { inputs } = readInputs([join(root, "docs/gcd.go")]);
  const made = await stageText(pipeline, inputs!, stage, stage === "wasm" ? undefined : "main.gcd");
  assert.ok(made.value !== undefined, JSON.stringify(made.diagnostics));
  // The binary as a whole is long: its size and its first bytes.
  if (typeof made.value === "string") return made.value;
  const start = Buffer.from(made.value.subarray(0, 16)).toString("hex").replace(/(..)/g, "$1 ").trim();
  return `${start} ...   (magic, version, type section)\n`;
}

/** Indices of functions, types and labels, and the address of the runtime's flag, change whenever the runtime around gcd does. */
function withoutIndices(text: string): string {
  return text
    .replace(/\(;\d+;\) \(type \d+\)/g, "(type)")
    .replace(/(i32\.load\[|i64 0, i64 |weft_memory0\+)\d{4}\b/g, "$1FLAG")
    .replace(/i32\.const \d{4}(?=\s+i32\.load)/g, "i32.const FLAG")
    .replace(/BB\d+_/g, "BB_")
    .replace(/ #\d+ \{/g, " {");
}

function bless(stage: string, printed: string): void {
  const text = readFileSync(page, "utf8");
  const fenced = new RegExp(`(<!-- emit: ${stage} -->\\n\\n?\`\`\`\\w*\\n)[^]*?\`\`\``);
  writeFileSync(
    page,
    text.replace(fenced, (_, head: string) => `${head}${printed}\`\`\``),
  );
}
