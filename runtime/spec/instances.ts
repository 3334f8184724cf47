// The instances that a script makes, and which of them share state.
//
// A native program is one module. So every group of instances that can see each other (one imports from the other) is
// linked to one module, with a function for each step of each instantiation (prepare.ts); instances without imports make
// programs of their own, which then are instantiated as in real life. Functions and immutable globals of `spectest` tie
// nothing together: each program has its copy. Instances without memory, tables, segments and start function are nothing
// but code: many of them share a program, because most of the time of a run goes into starting compilers.

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

/** Instances that become one program. */
export interface Program {
  readonly instances: readonly Instance[];
  /** They know nothing of each other: each could as well be alone. */
  readonly isBundle: boolean;
}

const bundleSize = 4000; // instructions

export function choosePrograms(groups: readonly (readonly Instance[])[]): Program[] {
  const programs: Program[] = [];
  let bundle: Instance[] = [];
  let size = 0;
  const close = (): void => {
    if (bundle.length > 0) programs.push({ instances: bundle, isBundle: bundle.length > 1 });
    bundle = [];
    size = 0;
  };
  for (const group of groups) {
    const [first] = group;
    if (group.length > 1 || !isPlainCode(first.module)) {
      programs.push({ instances: group, isBundle: false });
      continue;
    }
    bundle.push(first);
    size += first.module.funcs.reduce((sum, func) => sum + func.body.length, 0);
    if (size > bundleSize) close();
  }
  close();
  return programs;
}

const isPlainCode = (module: Module): boolean =>
  module.start === undefined &&
  [module.memories, module.tables, module.elems, module.datas].every((list) => list.length === 0) &&
  module.imports.every(({ desc }) => desc.kind !== "memory" && desc.kind !== "table");

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
