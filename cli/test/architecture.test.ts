// ARCHITECTURE.md follows docs/gcd.go through all stages. Each block below a line `<!-- emit: STAGE -->` is what
// `weft build --emit=STAGE` prints for gcd. WEFT_BLESS=1 writes the blocks anew.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EmitStage } from "../build-program.ts";
import { stageText } from "../emit.ts";
import { readInputs } from "../inputs.ts";
import { Pipeline } from "../pipeline.ts";
import { Progress } from "../progress.ts";

const root = join(import.meta.dirname, "../..");
const page = join(root, "ARCHITECTURE.md");
const block = /<!-- emit: (\w+) -->\n\n?```\w*\n([^]*?)```/g;

describe("ARCHITECTURE.md", function () {
  this.timeout(120_000);
  const blocks = [...readFileSync(page, "utf8").matchAll(block)];

  it("shows every stage", () => {
    const stages = blocks.map((b) => b[1]);
    assert.deepEqual(stages, ["ast", "types", "ir", "wat", "wasm", "ll", "asm"]);
  });

  for (const [, stage, shown] of blocks) {
    it(`shows what --emit=${stage} prints`, async () => {
      const printed = await emit(stage as EmitStage);
      if (process.env.WEFT_BLESS) bless(stage, printed);
      else assert.equal(withoutIndices(shown), withoutIndices(printed));
    });
  }
});

async function emit(stage: EmitStage): Promise<string> {
  // At level 2 so small a function becomes part of its caller.
  const level = stage === "ll" || stage === "asm" ? 1 : 0;
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

/** Indices of functions, types and labels change whenever the runtime around gcd does. */
function withoutIndices(text: string): string {
  return text
    .replace(/\(;\d+;\) \(type \d+\)/g, "(type)")
    .replace(/LBB\d+_/g, "LBB_")
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
