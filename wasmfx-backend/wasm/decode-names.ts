// The `name` section. It is for people only, so whatever is malformed in it is left out and never makes a module wrong.

import { emptyNames } from "./index-spaces.ts";
import type { Names } from "./module.ts";
import { Malformed, Reader } from "./reader.ts";

/** Subsection number -> field of Names, for the plain maps. */
export const nameMapIds = {
  1: "funcs",
  4: "types",
  5: "tables",
  6: "memories",
  7: "globals",
  8: "elems",
  9: "datas",
  11: "tags",
} as const;

/** Subsection number -> field of Names, for the maps of maps. */
export const indirectNameMapIds = { 2: "locals", 3: "labels", 10: "fields" } as const;

/** Reads the payload of the `name` section. `problem` is set when a part of it had to be left out. */
export function readNames(payload: Reader): { names: Names; problem?: string } {
  const names = emptyNames();
  try {
    while (payload.remaining > 0) {
      const id = payload.u8();
      const size = payload.u32();
      const start = payload.take(size);
      readSubsection(new Reader(payload.bytes, start, start + size), id, names);
    }
  } catch (error) {
    if (error instanceof Malformed) return { names, problem: error.message };
    throw error;
  }
  return { names };
}

function readSubsection(r: Reader, id: number, names: Names): void {
  if (id === 0) names.module = r.name();
  else if (id in nameMapIds) readNameMap(r, names[nameMapIds[id as keyof typeof nameMapIds]]);
  else if (id in indirectNameMapIds) {
    const outer = names[indirectNameMapIds[id as keyof typeof indirectNameMapIds]];
    for (let n = r.count(2); n > 0; n--) {
      const index = r.u32();
      const inner = new Map<number, string>();
      outer.set(index, inner);
      readNameMap(r, inner);
    }
  }
}

function readNameMap(r: Reader, into: Map<number, string>): void {
  for (let n = r.count(2); n > 0; n--) {
    const index = r.u32();
    into.set(index, r.name());
  }
}
