// The instances that a script makes, and which of them share state.
//
// A native program is one module. So every group of instances that can see each other (one imports from the other) is
// linked to one module, with a function for each step of each instantiation (prepare.ts); instances without imports make
// programs of their own, which then are instantiated as in real life. Functions and immutable globals of `spectest` tie
// nothing together: each program has its copy.

import { type Import, importedCount, type Module } from "../../wasmfx-backend/index.ts";

export interface Instance {
  /** 0 is `spectest`. */
  readonly id: number;
  readonly line: number;
  readonly module: Module;
  /** Who satisfies the imports, by the module name in the import; present for every import that has a provider. */
  readonly providers: ReadonlyMap<string, Instance>;
}

/** What an input to the linker is called, whatever names the script has registered it by. */
export const inputName = ({ id }: Instance): string => `#${id}`;

export function makeInstance(
  id: number,
  line: number,
  module: Module,
  registered: ReadonlyMap<string, Instance>,
): Instance {
  const providers = new Map<string, Instance>();
  for (const { module: from } of module.imports) {
    const provider = registered.get(from);
    if (provider !== undefined) providers.set(from, provider);
  }
  return { id, line, module, providers };
}

const tiesTogether = ({ desc }: Import, provider: Instance): boolean =>
  provider.id !== 0 || (desc.kind !== "func" && desc.kind !== "global");

/** Groups of instances that share state, each in script order; `spectest` itself is left out. */
export function groupInstances(instances: readonly Instance[]): Instance[][] {
  const parent = new Map<number, number>([[0, 0]]);
  const root = (id: number): number => {
    let at = id;
    while (parent.get(at) !== at) at = parent.get(at)!;
    return at;
  };
  for (const instance of instances) {
    parent.set(instance.id, instance.id);
    for (const imported of instance.module.imports) {
      const provider = instance.providers.get(imported.module);
      if (provider && tiesTogether(imported, provider)) parent.set(root(instance.id), root(provider.id));
    }
  }
  const groups = new Map<number, Instance[]>();
  for (const instance of instances) {
    const key = root(instance.id);
    const group = groups.get(key);
    if (group) group.push(instance);
    else groups.set(key, [instance]);
  }
  return [...groups.values()];
}

/** All that `instance` imports from, directly or through others, itself first. */
export function closure(instance: Instance): Instance[] {
  const seen = new Set<Instance>();
  const visit = (one: Instance): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const provider of one.providers.values()) visit(provider);
  };
  visit(instance);
  return [...seen];
}

/** The type and place of an export: `index` counts imports first. */
export const findExport = (module: Module, name: string) => module.exports.find((e) => e.name === name);

export const isImported = (module: Module, kind: Import["desc"]["kind"], index: number): boolean =>
  index < importedCount(module, kind);
