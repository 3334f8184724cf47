// The merged name section. Names stay as they are while they are unique; a second item of a name becomes "module.name",
// then "module.name_1". A function without a name gets that of its export, so that traps can name it.

import { type ExternKind, emptyNames, importedCount, type Names } from "../wasmfx-backend/index.ts";
import type { LinkInput } from "./resolve.ts";
import type { TypeMap } from "./types.ts";

/** Where items of an input went in the merged module. */
export interface Placement {
  readonly type: TypeMap;
  item(kind: ExternKind, index: number): number;
  readonly elem: (index: number) => number;
  readonly data: (index: number) => number;
}

const namesOfKind = { func: "funcs", table: "tables", memory: "memories", global: "globals", tag: "tags" } as const;

export function mergeNames(inputs: readonly LinkInput[], placements: readonly Placement[]): Names {
  const merged = emptyNames();
  merged.module = inputs[0].module.names.module;
  for (const kind of ["func", "table", "memory", "global", "tag"] as const) {
    const space = new NameSpace(merged[namesOfKind[kind]]);
    // Definitions first: an importer's name for an item must not win over its owner's.
    for (const owners of [true, false]) {
      for (const [i, { name, module }] of inputs.entries()) {
        const imported = importedCount(module, kind);
        for (const [index, text] of module.names[namesOfKind[kind]]) {
          if (index >= imported === owners) space.add(placements[i].item(kind, index), text, name);
        }
      }
    }
    for (const [i, { name, module }] of inputs.entries()) {
      for (const e of module.exports) if (e.kind === kind) space.add(placements[i].item(kind, e.index), e.name, name);
    }
  }
  const types = new NameSpace(merged.types);
  const elems = new NameSpace(merged.elems);
  const datas = new NameSpace(merged.datas);
  for (const [i, { name, module }] of inputs.entries()) {
    const { names } = module;
    const at = placements[i];
    for (const [t, text] of names.types) if (at.type[t] !== undefined) types.add(at.type[t], text, name);
    for (const [s, text] of names.elems) elems.add(at.elem(s), text, name);
    for (const [s, text] of names.datas) datas.add(at.data(s), text, name);
    for (const [t, fields] of names.fields)
      if (!merged.fields.has(at.type[t])) merged.fields.set(at.type[t], new Map(fields));
    // Locals and labels belong to definitions only; the owner of a function is the one that has it beyond its imports.
    const imported = importedCount(module, "func");
    for (const [f, locals] of names.locals) if (f >= imported) merged.locals.set(at.item("func", f), new Map(locals));
    for (const [f, labels] of names.labels) if (f >= imported) merged.labels.set(at.item("func", f), new Map(labels));
  }
  return merged;
}

/** Gives each index at most one name and each name to at most one index. */
class NameSpace {
  private readonly names: Map<number, string>;
  private readonly taken = new Set<string>();
  constructor(names: Map<number, string>) {
    this.names = names;
  }

  add(index: number, text: string, module: string): void {
    if (this.names.has(index)) return;
    let unique = text;
    if (this.taken.has(unique)) unique = `${module}.${text}`;
    for (let n = 1; this.taken.has(unique); n++) unique = `${module}.${text}_${n}`;
    this.taken.add(unique);
    this.names.set(index, unique);
  }
}
