// One turn of the engine's fuzzer after another, in a child process of main.ts (turns.ts).

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode, type Module, validate } from "../../wasmfx-backend/index.ts";
import type { Linearity } from "../aot/index.ts";
import { type Environment, environments, type Outcomes, runNative, runV8, validInV8 } from "./engines.ts";
import { generateModule } from "./generate.ts";
import { mutateBytes, mutateModule } from "./mutate.ts";
import { Random } from "./random.ts";
import { serveTurns, turnOptions } from "./turns.ts";

export interface TurnOptions {
  /** Where findings go. */
  readonly save: string;
  /** Node 26. */
  readonly node?: string;
}

const noCounts = {
  generated: 0,
  exports: 0,
  withV8: 0,
  traps: 0,
  mutants: 0,
  refused: 0,
  mutantsRun: 0,
  timeouts: 0,
  findings: 0,
};

const { save, node } = turnOptions<TurnOptions>();
const scratch = mkdtempSync(join(tmpdir(), "weft-fuzz-files-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
let counts = { ...noCounts };
function finding(seed: number, way: string, bytes: Uint8Array, text: string): void {
  counts.findings++;
  mkdirSync(save, { recursive: true });
  const name = join(save, `${seed}-${way}`);
  writeFileSync(`${name}.wasm`, bytes);
  writeFileSync(`${name}.txt`, `${text}\n`);
  console.log(`FOUND ${name}: ${text.split("\n")[0].slice(0, 200)}`);
}

interface Configuration {
  readonly label: string;
  readonly level: 0 | 1 | 2 | 3;
  readonly linearity?: Linearity;
  readonly chunkSize?: number;
}
const plain: Configuration = { label: "-O0", level: 0 };
const others: readonly Configuration[] = [
  { label: "-O2", level: 2 },
  { label: "-O2", level: 2 },
  { label: "-O3", level: 3 },
  { label: "-O1 in chunks", level: 1, chunkSize: 2000 },
  { label: "-O1 indirect", level: 1, linearity: "indirect" },
];

/** How far stacks go is each engine's own affair. What ends in one engine must end in the other. */
const tellsNothing = (outcome: string | undefined): boolean =>
  outcome === undefined || outcome === "trap: call stack exhausted";

/** Where two engines tell different stories. */
function differences(a: Outcomes, b: Outcomes, labels: string): string[] {
  const found: string[] = [];
  for (const [name, left] of a) {
    const right = b.get(name);
    if (tellsNothing(left) || tellsNothing(right) || left === right) continue;
    found.push(`${labels}: ${name}: ${left} | ${right}`);
  }
  return found;
}
const crashes = (outcomes: Outcomes, label: string): string[] =>
  [...outcomes].filter(([, o]) => o.startsWith("crash")).map(([name, o]) => `${label}: ${name}: ${o}`);

interface Subject {
  readonly module: Module;
  readonly bytes: Uint8Array;
  readonly tests: readonly string[];
  readonly forV8: boolean;
}

async function compare(seed: number, way: string, random: Random, subject: Subject): Promise<void> {
  const other = random.pick(others);
  const environment = [random.pick(environments), random.pick(environments)] as const;
  let bad = await disagreements(subject, other, environment, false);
  // A load out of bounds whose value nobody uses need not trap, unless asked for.
  if (bad.some((line) => line.includes("out of bounds memory access")))
    bad = await disagreements(subject, other, environment, true);
  if (bad.length > 0) finding(seed, way, subject.bytes, bad.join("\n"));
}

/** What -O0, another configuration and V8 do not agree on. */
async function disagreements(
  { module, bytes, tests, forV8 }: Subject,
  { label, ...options }: Configuration,
  [env1, env2]: readonly [Environment, Environment],
  strict: boolean,
): Promise<string[]> {
  const first = await runNative(module, tests, { ...plain, strict }, env1);
  const second = await runNative(module, tests, { ...options, strict }, env2);
  if (typeof first === "string" || typeof second === "string")
    return [`does not compile: ${typeof first === "string" ? first : second}`];
  for (const outcome of strict ? [] : first.values()) {
    counts.exports++;
    if (outcome.startsWith("trap")) counts.traps++;
    if (outcome === "timeout") counts.timeouts++;
  }
  const bad = [...crashes(first, "-O0"), ...crashes(second, label), ...differences(first, second, `-O0 | ${label}`)];
  if (!node || !forV8) return bad;
  const file = join(scratch, "module.wasm");
  writeFileSync(file, bytes);
  counts.withV8++;
  return [...bad, ...differences(first, await runV8(node, file, tests), "-O0 | V8")];
}

async function generate(seed: number): Promise<void> {
  const random = new Random(seed);
  const { module, tests, forV8 } = generateModule(random);
  counts.generated++;
  const bytes = encode(module);
  const again = decode(bytes, "fuzz");
  const invalid = again.module ? validate(again.module, { file: "fuzz" }) : again.diagnostics;
  if (invalid.length > 0 || !again.module) finding(seed, "generate", bytes, `refused: ${invalid[0]?.message}`);
  else await compare(seed, "generate", random, { module: again.module, bytes, tests, forV8 });
}

/** Instructions that V8 does not know: it refuses what we take. */
const unknownToV8 = (module: Module): boolean => module.funcs.some((f) => f.body.some((i) => i.op === "switch"));

async function mutants(seed: number, way: "bytes" | "structure"): Promise<void> {
  const random = new Random(seed);
  const { module, tests, forV8 } = generateModule(random);
  const original = encode(module);
  const candidates: { bytes: Uint8Array; module?: Module }[] = [];
  for (let i = 0; i < 60; i++) {
    let bytes: Uint8Array;
    if (way === "bytes") bytes = mutateBytes(original, random);
    else {
      const copy = decode(original, "fuzz").module!;
      mutateModule(copy, random);
      bytes = encode(copy);
    }
    counts.mutants++;
    try {
      const decoded = decode(bytes, "fuzz");
      const said = decoded.module ? validate(decoded.module, { file: "fuzz" }) : decoded.diagnostics;
      if (said.some((d) => d.severity === "bug" || d.message === "")) finding(seed, way, bytes, said[0].message);
      const valid = decoded.module !== undefined && said.length === 0;
      if (!valid) counts.refused++;
      candidates.push({ bytes, module: valid ? decoded.module : undefined });
    } catch (error) {
      finding(seed, way, bytes, `exception: ${error instanceof Error ? error.stack : error}`);
    }
  }
  if (node) await compareVerdicts(seed, way, candidates);
  const runnable = candidates.filter((c) => c.module && !sameBytes(c.bytes, original));
  for (const { bytes, module } of runnable.slice(0, 2)) {
    counts.mutantsRun++;
    const known = tests.filter((name) => module!.exports.some((e) => e.name === name && e.kind === "func"));
    const safe = known.filter((name) => takesNothing(module!, name));
    const noImports = module!.imports.length === 0;
    await compare(seed, way, random, {
      module: module!,
      bytes,
      tests: safe.slice(0, 5),
      forV8: forV8 && noImports && !unknownToV8(module!),
    });
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

function takesNothing(module: Module, name: string): boolean {
  const { index } = module.exports.find((e) => e.name === name)!;
  const imported = module.imports.filter((i) => i.desc.kind === "func").length;
  const func = module.funcs[index - imported];
  const type = func && module.types[func.type].composite;
  return type?.kind === "func" && type.params.length === 0;
}

async function compareVerdicts(
  seed: number,
  way: string,
  candidates: readonly { bytes: Uint8Array; module?: Module }[],
): Promise<void> {
  const files = candidates.map(({ bytes }, i) => {
    const file = join(scratch, `${i}.wasm`);
    writeFileSync(file, bytes);
    return file;
  });
  const verdicts = await validInV8(node!, files);
  candidates.forEach(({ bytes, module }, i) => {
    if (verdicts[i] === undefined || verdicts[i] === (module !== undefined)) return;
    if (module && unknownToV8(module)) return;
    finding(seed, `${way}-${i}`, bytes, verdicts[i] ? "V8 takes it, we refuse" : "we take it, V8 refuses");
  });
}

async function turn(seed: number): Promise<void> {
  const ways = [
    generate,
    generate,
    generate,
    (s: number) => mutants(s, "bytes"),
    (s: number) => mutants(s, "structure"),
  ];
  await ways[seed % ways.length](seed);
}

serveTurns(async (seed) => {
  counts = { ...noCounts };
  await turn(seed);
  return counts;
});
