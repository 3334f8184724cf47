// npm run spec -- [options] DIR|FILE...: runs official .wast scripts natively and says what each command did.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, ProgramBuilder } from "./program.ts";
import { type FileResult, failureList, failures, perFile, perProposal } from "./report.ts";
import { runScript } from "./script.ts";

const usage = `usage: npm run spec -- [options] DIR|FILE...

Runs every .wast script of the folders and files on the native engine.

  -O LEVEL       optimisation, 0 to 3 (default 1)
  --relaxed      compile as programs are compiled by default: without what "strict" costs (NativeOptions)
  -j JOBS        scripts at a time (default 3)
  --grep TEXT    only scripts whose path contains it
  --cache DIR    where objects are kept between runs (default ~/.cache/weft/spec)
  --no-files     only the table of proposals

The scripts are not part of weft: they are in test/core of the WebAssembly specification's repositories.
`;

export async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      O: { type: "string", short: "O", default: "1" },
      relaxed: { type: "boolean", default: false },
      jobs: { type: "string", short: "j", default: "3" },
      grep: { type: "string", default: "" },
      cache: { type: "string", default: join(homedir(), ".cache", "weft", "spec") },
      "no-files": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const missing = positionals.filter((path) => !existsSync(path));
  for (const path of missing)
    process.stderr.write(`weft spec: there is no ${path}; get the scripts from the specification's repository\n`);
  if (missing.length > 0) return 2;
  const level = Number(values.O);
  if (![0, 1, 2, 3].includes(level)) {
    process.stderr.write(`weft spec: -O ${values.O}: the level is 0, 1, 2 or 3\n`);
    return 2;
  }
  const scripts = positionals.flatMap(scriptsUnder).filter(({ name }) => name.includes(values.grep));
  const options: BuildOptions = { level: level as BuildOptions["level"], strict: !values.relaxed, cache: values.cache };
  const started = Date.now();
  const { results, builder } = await runAll(scripts, options, Number(values.jobs));
  if (!values["no-files"]) process.stdout.write(`\n${perFile(results)}`);
  process.stdout.write(`\n${perProposal(results)}\n${failureList(results)}`);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${builder.compiled} programs compiled, ${builder.reused} reused, ${seconds} s\n`);
  return results.some((result) => failures(result).length > 0) ? 1 : 0;
}

interface ScriptFile {
  readonly path: string;
  /** How the tables call it. */
  readonly name: string;
}

function scriptsUnder(path: string): ScriptFile[] {
  if (statSync(path).isFile()) return [{ path, name: path }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".wast"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: file, name: relative(path, file) }));
}

/** Runs scripts, several at a time; a line of progress for each. */
async function runAll(
  scripts: readonly ScriptFile[],
  options: BuildOptions,
  jobs: number,
): Promise<{ results: FileResult[]; builder: ProgramBuilder }> {
  const folder = mkdtempSync(join(tmpdir(), "weft-spec-"));
  const builder = new ProgramBuilder(options, folder);
  const results: FileResult[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < scripts.length) {
      const index = next++;
      const { path, name } = scripts[index];
      const began = Date.now();
      const outcomes = await runScript(readFileSync(path, "utf8"), name, builder);
      const result = { file: name, outcomes, seconds: (Date.now() - began) / 1000 };
      results[index] = result;
      const failed = failures(result).length;
      const verdict = failed > 0 ? `${failed} FAILED` : "ok";
      process.stderr.write(`[${++done}/${scripts.length}] ${name}: ${outcomes.length} commands, ${verdict}\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { results, builder };
}

process.exitCode = await main(process.argv.slice(2));
