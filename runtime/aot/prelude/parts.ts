// The prelude as parts, of which a chunk gets what it uses: all of it is as long as the code of a small chunk, and its text
// must not change a chunk's when some other one needs more of it.

interface Part {
  readonly text: string;
  /** The other parts that it names. */
  readonly uses: readonly string[];
}

export class Prelude {
  /** What the functions return, by name. */
  readonly returnTypes = new Map<string, string>();
  /** Types, variables, attributes and metadata, which every chunk gets. */
  readonly #common: string;
  readonly #functions = new Map<string, Part>();

  constructor(text: string) {
    // Definitions end with a brace at the beginning of a line, declarations with their line.
    const part =
      /^(?:define|declare)(?: internal| linkonce_odr| hidden| dso_local)* (.+?) @"?([^"(]+)"?\(.*(?:(?<=\{)\n[^]*?\n\}\n|\n)/gm;
    this.#common = text.replace(part, (whole: string, returns: string, name: string) => {
      const uses = [...whole.matchAll(/@"?([\w.$-]+)/g)].map(([, used]) => used).filter((used) => used !== name);
      this.#functions.set(name, { text: whole, uses });
      this.returnTypes.set(name, returns);
      return "";
    });
  }

  /** The prelude of a chunk whose functions use what is named. */
  text(used: Iterable<string>): string {
    const wanted = new Set<string>();
    const want = (name: string): void => {
      const part = this.#functions.get(name);
      if (!part || wanted.has(name)) return;
      wanted.add(name);
      part.uses.forEach(want);
    };
    for (const name of used) want(name);
    const parts = [...this.#functions].filter(([name]) => wanted.has(name)).map(([, part]) => part.text);
    return this.#common + parts.join("");
  }
}
