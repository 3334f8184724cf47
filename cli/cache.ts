// Results by content. An entry is found in two steps: the request (command, options, named paths, toolchain) names a
// manifest that lists every file the build read with its digest; when all still match, the result's folder is used.
// So a second run of an unchanged program reads its sources and nothing else.
//
//   <cache>/requests/<request digest>.json   { files: [[path, digest]...], result: "<result digest>" }
//   <cache>/results/<result digest>/         the files of one result
//
// Folders are made under a temporary name and renamed, so a result is there completely or not at all.

import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cacheRoot, toolchainId } from "./paths.ts";

const keepDays = 30;

interface Manifest {
  readonly files: readonly (readonly [path: string, digest: string])[];
  readonly result: string;
}

export class Cache {
  readonly #requests = join(cacheRoot(), "requests");
  readonly #results = join(cacheRoot(), "results");

  /** The folder of the result, when every file it was made from is unchanged. */
  find(request: readonly unknown[]): string | undefined {
    const path = this.#requestPath(request);
    const manifest = readManifest(path);
    if (!manifest) return undefined;
    const folder = join(this.#results, manifest.result);
    if (!existsSync(folder)) return undefined;
    for (const [file, digest] of manifest.files) if (digestOfPath(file) !== digest) return undefined;
    const now = new Date();
    utimesSync(folder, now, now);
    return folder;
  }

  /** Runs `make` with an empty folder to fill, keeps the folder, and says where it is. `files` are the inputs read. */
  async add(
    request: readonly unknown[],
    make: (folder: string) => Promise<{ readonly files: readonly string[] } | undefined>,
  ): Promise<string | undefined> {
    mkdirSync(this.#requests, { recursive: true });
    mkdirSync(this.#results, { recursive: true });
    const folder = join(this.#results, `.new-${process.pid}-${randomBytes(4).toString("hex")}`);
    mkdirSync(folder);
    try {
      const made = await make(folder);
      if (!made) return undefined;
      const files = [...new Set(made.files)].map((file) => [file, digestOfPath(file)] as const);
      const result = digestOf(JSON.stringify([toolchainId(), request, files]));
      const final = join(this.#results, result);
      // Another process may have made the same, and be running it.
      if (!existsSync(final)) moveUnlessThere(folder, final);
      const path = this.#requestPath(request);
      writeFileSync(`${path}.${process.pid}`, JSON.stringify({ files, result } satisfies Manifest));
      renameSync(`${path}.${process.pid}`, path);
      this.#prune();
      return final;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #requestPath(request: readonly unknown[]): string {
    return join(this.#requests, `${digestOf(JSON.stringify([toolchainId(), request]))}.json`);
  }

  /** Forgets results that nobody has used for a month. */
  #prune(): void {
    const oldest = Date.now() - keepDays * 24 * 3600 * 1000;
    for (const folder of [this.#requests, this.#results]) {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        const stat = statSync(path, { throwIfNoEntry: false });
        if (stat && stat.mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
      }
    }
  }
}

/** What a request led to; undefined when that is not known, or the file is damaged. */
function readManifest(path: string): Manifest | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

function moveUnlessThere(folder: string, final: string): void {
  try {
    renameSync(folder, final);
  } catch (error) {
    if (!existsSync(final)) throw error;
  }
}

const digestOf = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** A file's digest, a folder's digest (its sorted names: a new file in a package counts), or "absent". */
function digestOfPath(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return "absent";
  return stat.isDirectory() ? digestOf(readdirSync(path).sort().join("\n")) : digestOf(readFileSync(path));
}
