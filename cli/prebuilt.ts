// What a process that starts from a snapshot has from the start: weft's Go library, parsed and checked. One that starts from
// modules has none of it, and checks the packages that its program imports.

import type { Library } from "../frontend-go-subset/index.ts";

let library: Library | undefined;

/** This process's, if it has one. */
export const prebuiltLibrary = (): Library | undefined => library;

export function keepLibrary(made: Library): void {
  library = made;
}
