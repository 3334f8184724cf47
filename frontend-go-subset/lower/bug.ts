// Throws for a broken promise inside the lowering.

import { WeftBug } from "../../diagnostics/index.ts";

export function bug(stage: string, message: string): never {
  throw new WeftBug(`lower/${stage}`, message);
}

/** Thrown by a feature that is legal Go and not there yet; lowering of the function turns it into a diagnostic. */
export class Unsupported extends Error {
  readonly pos: number;
  constructor(pos: number, message: string) {
    super(message);
    this.pos = pos;
  }
}
