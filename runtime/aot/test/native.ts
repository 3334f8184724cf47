// Compiles a wat text to an executable in a temporary folder and runs it; shared by the tests of this folder.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Diagnostic, renderDiagnostics } from "../../../diagnostics/index.ts";
import { decode, parseWat, validate } from "../../../wasmfx-backend/index.ts";
import { buildRuntime, compileNative, linkExecutable, type NativeOptions } from "../index.ts";

export interface Built {
  /** Present when there are no diagnostics. */
  readonly executable?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The folder for everything this test process builds. */
export const workFolder = mkdtempSync(join(tmpdir(), "weft-aot-test-"));
process.on("exit", () => rmSync(workFolder, { recursive: true, force: true }));

/** Kept between runs: the C runtime changes seldom. */
const runtimeFolder = join(tmpdir(), "weft-aot-runtime");
let builds = 0;

export async function buildWat(wat: string, file: string, options: Partial<NativeOptions> = {}): Promise<Built> {
  const parsed = await parseWat(wat, file);
  if (!parsed.bytes) return { diagnostics: parsed.diagnostics };
  const decoded = decode(parsed.bytes, file);
  if (!decoded.module) return { diagnostics: decoded.diagnostics };
  const invalid = validate(decoded.module, { file });
  if (invalid.length > 0) return { diagnostics: invalid };
  const folder = mkdtempSync(join(workFolder, "m-"));
  const native = await compileNative(decoded.module, { folder, keepExports: true, ...options });
  if (!native.object) return { diagnostics: native.diagnostics };
  const runtime = await buildRuntime(runtimeFolder);
  const executable = join(workFolder, `program-${builds++}`);
  const diagnostics = await linkExecutable({ object: native.object, runtime, output: executable });
  rmSync(folder, { recursive: true, force: true });
  return diagnostics.length > 0 ? { diagnostics } : { executable, diagnostics };
}

/** The same, for programs that must build. */
export async function mustBuild(wat: string, file: string, options: Partial<NativeOptions> = {}): Promise<string> {
  const { executable, diagnostics } = await buildWat(wat, file, options);
  if (!executable) throw new Error(renderDiagnostics(diagnostics));
  return executable;
}

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `_start`, or export `invoke` with `args`. Output in `encoding`. */
export function run(
  executable: string,
  args: readonly string[] = [],
  invoke?: string,
  encoding: BufferEncoding = "utf8",
): Run {
  const env = invoke === undefined ? process.env : { ...process.env, WEFT_INVOKE: invoke };
  const { status, stdout, stderr } = spawnSync(executable, args, { env, encoding, timeout: 20000 });
  return { status, stdout, stderr };
}
