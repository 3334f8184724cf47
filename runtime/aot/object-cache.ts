// Objects of chunks by content: the key is a digest of the chunk's IR text and of what the tools are told. A file holds the
// digest of the object, then the object, and is written under another name first: a damaged or half-written one is not used.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** When all objects together exceed this, those used longest ago go, down to half of it. */
const mostBytes = 256 << 20;

const digestBytes = 32;
const digestOf = (data: string | Uint8Array): Buffer => createHash("sha256").update(data).digest();

export class ObjectCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #path(key: string): string {
    return join(this.#folder, `${digestOf(key).toString("hex")}.o`);
  }

  /** Writes the object that was made of `key` to `path`; false when there is none. */
  get(key: string, path: string): boolean {
    const kept = this.#path(key);
    let data: Buffer;
    try {
      data = readFileSync(kept);
    } catch {
      return false;
    }
    const object = data.subarray(digestBytes);
    if (!digestOf(object).equals(data.subarray(0, digestBytes))) return false;
    writeFileSync(path, object);
    const now = new Date();
    try {
      utimesSync(kept, now, now);
    } catch {
      // Another process has just removed it, or it is not ours: the copy is good all the same.
    }
    return true;
  }

  /** Keeps the object at `path`. A cache that cannot be written is no cache, and no error. */
  add(key: string, path: string): void {
    const temporary = `${this.#path(key)}.${process.pid}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
    } catch {
      return;
    }
    try {
      const object = readFileSync(path);
      writeFileSync(temporary, Buffer.concat([digestOf(object), object]));
      renameSync(temporary, this.#path(key));
    } catch {
      rmSync(temporary, { force: true });
    }
  }

  /** Removes what was used longest ago when there is too much; leftovers of killed processes go with it. */
  prune(limit = mostBytes): void {
    let names: string[];
    try {
      names = readdirSync(this.#folder);
    } catch {
      return;
    }
    const files = names.flatMap((name) => {
      const path = join(this.#folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat ? [{ path, size: stat.size, used: stat.mtimeMs }] : [];
    });
    let total = files.reduce((sum, file) => sum + file.size, 0);
    if (total <= limit) return;
    files.sort((a, b) => a.used - b.used);
    for (const { path, size } of files) {
      if (total <= limit / 2) return;
      rmSync(path, { force: true });
      total -= size;
    }
  }
}
