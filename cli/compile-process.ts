// Programs for the cache are built in a process of their own that starts from the snapshot, whose library is checked, when the
// launcher says that there is one ($WEFT_SNAPSHOT). The command's own process stays small: most often it only looks into the cache.
//
//   request, on standard input:  [folder, paths, options]      reply, on standard output:  { files } or null

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { exitCodes } from "./command.ts";
import type { BuildOptions } from "./options.ts";

/** The word that makes a process the one that builds. */
export const buildRequest = "--build-into";

type Built = { readonly files: readonly string[] } | undefined;
type Request = readonly [folder: string, paths: readonly string[], options: BuildOptions];

/** buildInto (build-program.ts), in whichever process. Messages are on standard error when it gives nothing. */
export async function buildForCache(...request: Request): Promise<Built> {
  const snapshot = process.env.WEFT_SNAPSHOT;
  // The program that runs later is not to see it.
  delete process.env.WEFT_SNAPSHOT;
  if (snapshot === undefined || !existsSync(snapshot)) return buildHere(...request);
  const args = [...process.execArgv, "--snapshot-blob", snapshot, "weft", buildRequest];
  const child = spawnSync(process.execPath, args, {
    input: JSON.stringify(request),
    stdio: ["pipe", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (child.error) throw child.error;
  return child.status === 0 ? ((JSON.parse(child.stdout) as Built | null) ?? undefined) : undefined;
}

/** The other process's part. */
export async function answerRequest(): Promise<number> {
  const built = await buildHere(...(JSON.parse(readFileSync(0, "utf8")) as Request));
  process.stdout.write(JSON.stringify(built ?? null));
  return exitCodes.ok;
}

async function buildHere(...request: Request): Promise<Built> {
  // The compiler is loaded only when there is something to compile.
  const { buildInto } = await import("./build-program.ts");
  return buildInto(...request);
}
