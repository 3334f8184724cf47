// Object + C runtime -> executable, and the C runtime itself: one static library per build directory, rebuilt only when
// its sources change.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, hasErrors } from "../../diagnostics/index.ts";
import { nativeSources } from "./sources.ts";
import { runTool } from "./tools.ts";

export interface Runtime {
  /** Path of the static library; absent when it could not be built. */
  readonly library?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const compilerFlags = [
  "-std=gnu11",
  "-O2",
  "-g1",
  "-fno-pie",
  "-fno-omit-frame-pointer",
  "-fexceptions",
  "-fasynchronous-unwind-tables",
  "-fno-stack-protector",
];

/** Builds going on in this process, by library. */
const building = new Map<string, Promise<Runtime>>();

/** Builds libweft-HASH.a in `folder` unless it is there. Two builds at once do no harm. */
export async function buildRuntime(folder: string): Promise<Runtime> {
  const sourceFolder = nativeSources();
  const files = readdirSync(sourceFolder)
    .filter((f) => /\.(c|S|h)$/.test(f))
    .sort();
  const hash = createHash("sha256").update(compilerFlags.join(" "));
  for (const file of files)
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(sourceFolder, file)));
  const library = join(folder, `libweft-${hash.digest("hex").slice(0, 16)}.a`);
  if (existsSync(library)) return { library, diagnostics: [] };
  const before = building.get(library);
  if (before) return before;
  const build = buildLibrary(sourceFolder, files, library).finally(() => building.delete(library));
  building.set(library, build);
  return build;
}

async function buildLibrary(sourceFolder: string, files: readonly string[], library: string): Promise<Runtime> {
  mkdirSync(dirname(library), { recursive: true });
  const work = `${library}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const sources = files.filter((f) => !f.endsWith(".h"));
    const objects = sources.map((f) => join(work, `${basename(f)}.o`));
    const results: Diagnostic[] = [];
    // Two at a time: the machine of a user has at least two cores, and each compile is short.
    for (let i = 0; i < sources.length; i += 2) {
      const pair = sources
        .slice(i, i + 2)
        .map((source, k) => runTool("cc", [...compilerFlags, "-c", join(sourceFolder, source), "-o", objects[i + k]]));
      results.push(...(await Promise.all(pair)).flat());
    }
    if (!hasErrors(results)) results.push(...(await runTool("ar", ["rcs", join(work, "lib.a"), ...objects])));
    if (hasErrors(results)) return { diagnostics: results };
    renameSync(join(work, "lib.a"), library);
    return { library, diagnostics: [] };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export interface LinkExecutableOptions {
  readonly object: string;
  readonly runtime: Runtime;
  readonly output: string;
  /** More objects or libraries, before the runtime. */
  readonly objects?: readonly string[];
}

/** Links a static, position-dependent executable: memory 0 and all code are at addresses below 2 GiB. */
export async function linkExecutable(options: LinkExecutableOptions): Promise<Diagnostic[]> {
  const { object, runtime, output, objects = [] } = options;
  if (!runtime.library) return [...runtime.diagnostics];
  const diagnostics = await runTool("cc", [
    "-static",
    "-no-pie",
    "-Wl,--eh-frame-hdr,--gc-sections",
    "-o",
    output,
    object,
    ...objects,
    "-Wl,--whole-archive",
    runtime.library,
    "-Wl,--no-whole-archive",
    "-lm",
    "-lpthread",
  ]);
  return diagnostics;
}
