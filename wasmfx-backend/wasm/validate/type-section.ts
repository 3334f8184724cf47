// Validity of the type section: groups cover the types, every index is known, declared supertypes fit. Gives the table
// of type relations that everything else uses.

import { maxFuncArity, maxStructFields, maxSubtypeDepth } from "../limits.ts";
import type { Module } from "../module.ts";
import type { CompositeType, StorageType, SubType } from "../types.ts";
import { invalid } from "./context.ts";
import { TypeRegistry, TypeTable } from "./types.ts";

/** Raises Invalid at the first type that is wrong; `onType` hears which type is being looked at. */
export function validateTypes(module: Module, onType: (type: SubType) => void): TypeTable {
  const { types } = module;
  const canonical: number[] = [];
  const table = new TypeTable(types, canonical);
  const registry = new TypeRegistry();
  const depths: number[] = [];
  let covered = 0;
  for (const group of module.recGroups) {
    if (group.start !== covered) invalid("recursion groups must cover the types in order");
    covered += group.length;
    if (covered > types.length) invalid("recursion groups must cover the types in order");
    for (let i = group.start; i < covered; i++) {
      onType(types[i]);
      checkIndices(types[i], covered);
    }
    for (let i = group.start; i < covered; i++) {
      onType(types[i]);
      checkContinuation(types[i].composite, types);
    }
    registry.addGroup(types, group, canonical);
    for (let i = group.start; i < covered; i++) {
      onType(types[i]);
      depths[i] = checkSupers(table, i, depths);
    }
  }
  if (covered !== types.length) invalid("recursion groups must cover the types in order");
  return table;
}

/** A type may mention the types up to the end of its group. */
function checkIndices(type: SubType, limit: number): void {
  const checkIndex = (index: number): void => {
    if (index >= limit) invalid(`unknown type ${index}`);
  };
  const checkStorage = (storage: StorageType): void => {
    if (typeof storage === "object" && typeof storage.heap === "number") checkIndex(storage.heap);
  };
  type.supers.forEach(checkIndex);
  const { composite } = type;
  switch (composite.kind) {
    case "func":
      if (composite.params.length > maxFuncArity) invalid("too many parameters");
      if (composite.results.length > maxFuncArity) invalid("too many results");
      composite.params.forEach(checkStorage);
      composite.results.forEach(checkStorage);
      return;
    case "struct":
      if (composite.fields.length > maxStructFields) invalid("too many fields");
      for (const field of composite.fields) checkStorage(field.storage);
      return;
    case "array":
      checkStorage(composite.field.storage);
      return;
    case "cont":
      checkIndex(composite.func);
  }
}

function checkContinuation(composite: CompositeType, types: readonly SubType[]): void {
  if (composite.kind === "cont" && types[composite.func].composite.kind !== "func")
    invalid(`non-function type ${composite.func}`);
}

/** The number of declared supertypes above type `index`. */
function checkSupers(table: TypeTable, index: number, depths: readonly number[]): number {
  const { supers, composite } = table.types[index];
  if (supers.length > 1) invalid(`sub type ${index} has more than one super type`);
  for (const above of supers) {
    if (above >= index) invalid(`forward use of type ${above} in sub type definition`);
    if (table.types[above].final) invalid(`sub type ${index} has final super type ${above}`);
    if (!table.matchesComposite(composite, table.types[above].composite)) {
      invalid(`sub type ${index} does not match super type ${above}`);
    }
    if (depths[above] + 1 > maxSubtypeDepth) invalid(`sub type ${index} has too many super types above it`);
    return depths[above] + 1;
  }
  return 0;
}
