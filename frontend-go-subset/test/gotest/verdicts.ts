// What is known of each program of Go's test directory: one small file per program and engine in weft's cache folder, so that
// several runs can fill it at once and a broken-off run loses nothing.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Verdict {
  readonly name: string;
  /** Nothing when it passed. */
  readonly reason?: string;
  /** Digest of the module and of what ran it; nothing when there was no module. */
  readonly key?: string;
  readonly compileMs: number;
  readonly runMs: number;
}

export class Verdicts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  find(name: string): Verdict | undefined {
    const path = this.#pathOf(name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Verdict) : undefined;
  }

  add(verdict: Verdict): void {
    const path = this.#pathOf(verdict.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(verdict));
    renameSync(`${path}.${process.pid}`, path);
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}
