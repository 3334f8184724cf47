// Progress for a person who waits: one line on stderr, rewritten in place on a terminal, silent elsewhere unless asked.

export class Progress {
  readonly #live: boolean;
  readonly #verbose: boolean;
  #started = performance.now();
  #shown = false;

  constructor(verbose: boolean) {
    this.#verbose = verbose;
    this.#live = !verbose && process.stderr.isTTY === true;
  }

  /** Runs one stage; says its name while it runs and, when verbose, the time it took. */
  async stage<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const began = performance.now();
    // A build that ends at once should not flicker.
    if (this.#live && began - this.#started > 400) {
      process.stderr.write(`\r\x1b[Kweft: ${name} ...`);
      this.#shown = true;
    }
    try {
      return await work();
    } finally {
      if (this.#verbose) process.stderr.write(`weft: ${name} ${Math.round(performance.now() - began)} ms\n`);
    }
  }

  /** A line for those who asked for what happens. */
  note(text: string): void {
    if (this.#verbose) process.stderr.write(`weft: ${text}\n`);
  }

  /** Clears the line before the program or a message writes. */
  clear(): void {
    if (this.#shown) process.stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}
