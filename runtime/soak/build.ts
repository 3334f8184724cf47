// One of this folder's .wat files -> an executable, with host functions of its own where it needs them.

import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderDiagnostics } from "../../diagnostics/index.ts";
import { decode, parseWat, validate } from "../../wasmfx-backend/index.ts";
import { buildRuntime, compileNative, type Linearity, linkExecutable } from "../aot/index.ts";

const here = import.meta.dirname;

export interface ProgramOptions {
  readonly level: 0 | 1 | 2 | 3;
  readonly linearity?: Linearity;
  /** Modules of the host functions in `sources`. */
  readonly hosts?: readonly string[];
  /** C and assembly files of this folder. */
  readonly sources?: readonly string[];
}

/** The path of the executable, in `folder`. */
export async function buildProgram(file: string, folder: string, options: ProgramOptions): Promise<string> {
  const { bytes, diagnostics } = await parseWat(readFileSync(join(here, file), "utf8"), file);
  const { module } = bytes ? decode(bytes, file) : { module: undefined };
  if (!module) throw new Error(renderDiagnostics(diagnostics));
  const invalid = validate(module, { file });
  if (invalid.length > 0) throw new Error(renderDiagnostics(invalid));
  const { level, linearity, hosts } = options;
  const native = await compileNative(module, { folder, level, linearity, extraHosts: hosts, keepExports: true });
  const runtime = await buildRuntime(join(tmpdir(), "weft-soak-runtime"));
  const output = join(folder, `${file}.program`);
  const objects = (options.sources ?? []).map((s) => join(here, s));
  const failed = await linkExecutable({ object: native.object!, runtime, output, objects });
  if (failed.length > 0) throw new Error(renderDiagnostics(failed));
  return output;
}
