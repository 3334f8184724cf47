// The type section of an emitted module. Signatures are numbered as they are asked for; at the end those that refer to
// each other are gathered into recursion groups as small as possible, so that a module written by hand with the same
// types agrees with ours (wasm types are equal when their recursion groups are).

import { WeftBug } from "../../diagnostics/index.ts";
import type { IrModule, IrType, Signature } from "../ir/ir.ts";
import type { CompositeType, RecGroup, SubType, ValType } from "../wasm/types.ts";

/** One type while it has no final index: ids are given in order of first use. */
interface Node {
  readonly kind: "func" | "cont";
  readonly signature: Signature;
  /** kind "cont": id of its function type. */
  readonly func: number;
}

/** Hands out ids for types; `finish` lays them out and gives the map from id to index. */
export class TypeTable {
  private readonly nodes: Node[] = [];
  private readonly ids = new Map<string, number>();
  private readonly signatures: ReadonlyMap<string, Signature>;
  private readonly names = new Map<number, string>();

  constructor(module: IrModule) {
    this.signatures = module.signatures;
    // Equal signatures without references are one type whatever their names.
    for (const name of module.signatures.keys()) {
      const id = this.named(name);
      if (!this.names.has(id)) this.names.set(id, name);
    }
  }

  /** Id of the function type with this signature. */
  func(signature: Signature): number {
    return this.intern(`func ${keyOf(signature)}`, () => ({ kind: "func", signature, func: -1 }));
  }

  /** Id of the function type of a named signature. */
  named(name: string): number {
    const signature = this.signatures.get(name);
    if (!signature) throw new WeftBug("emit", `unknown signature ${name}`);
    return this.func(signature);
  }

  /** Id of `(cont $name)`. */
  cont(name: string): number {
    const func = this.named(name);
    return this.intern(`cont ${func}`, () => ({ kind: "cont", signature: this.signatures.get(name)!, func }));
  }

  private intern(key: string, make: () => Node): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.nodes.length;
    this.ids.set(key, id);
    this.nodes.push(make());
    return id;
  }

  /** The ids a type refers to. */
  private refsOf(node: Node): number[] {
    if (node.kind === "cont") return [node.func];
    return [...node.signature.params, ...node.signature.results].flatMap((t) =>
      typeof t === "object" ? [t.kind === "cont" ? this.cont(t.signature) : this.named(t.signature)] : [],
    );
  }

  /** Lays the types out: every type after those it refers to, except inside a group. */
  finish(): TypeSection {
    const groups = this.components();
    const indexOf = new Int32Array(this.nodes.length);
    let next = 0;
    for (const group of groups) for (const id of group) indexOf[id] = next++;
    const types: SubType[] = [];
    const recGroups: RecGroup[] = [];
    for (const group of groups) {
      recGroups.push({ start: types.length, length: group.length });
      for (const id of group)
        types.push({ final: true, supers: [], composite: this.composite(this.nodes[id], indexOf) });
    }
    const names = new Map([...this.names].map(([id, name]) => [indexOf[id], name]));
    return { types, recGroups, indexOf, names };
  }

  private composite(node: Node, indexOf: Int32Array): CompositeType {
    if (node.kind === "cont") return { kind: "cont", func: indexOf[node.func] };
    const value = (t: IrType): ValType => this.valType(t, indexOf);
    return { kind: "func", params: node.signature.params.map(value), results: node.signature.results.map(value) };
  }

  valType(type: IrType, indexOf: Int32Array): ValType {
    if (type === "ptr") return "i32";
    if (type === "funcref") return { kind: "ref", nullable: true, heap: "func" };
    if (type === "exnref") return { kind: "ref", nullable: true, heap: "exn" };
    if (typeof type === "string") return type;
    const id = type.kind === "cont" ? this.cont(type.signature) : this.named(type.signature);
    return { kind: "ref", nullable: true, heap: indexOf[id] };
  }

  /** Strongly connected components in dependency order (Tarjan; type graphs are shallow, so recursion is fine). */
  private components(): number[][] {
    for (let i = 0; i < this.nodes.length; i++) this.refsOf(this.nodes[i]); // may add nodes, which the loop then visits
    const order = new Int32Array(this.nodes.length).fill(-1);
    const low = new Int32Array(this.nodes.length);
    const stack: number[] = [];
    const open = new Set<number>();
    const groups: number[][] = [];
    let count = 0;
    const walk = (id: number): void => {
      order[id] = low[id] = count++;
      stack.push(id);
      open.add(id);
      for (const to of this.refsOf(this.nodes[id])) {
        if (order[to] < 0) walk(to);
        if (open.has(to)) low[id] = Math.min(low[id], low[to]);
      }
      if (low[id] !== order[id]) return;
      const group: number[] = [];
      for (let top = -1; top !== id; ) {
        top = stack.pop()!;
        open.delete(top);
        group.push(top);
      }
      groups.push(group.sort((a, b) => a - b));
    };
    for (let i = 0; i < this.nodes.length; i++) if (order[i] < 0) walk(i);
    return groups;
  }
}

export interface TypeSection {
  readonly types: SubType[];
  readonly recGroups: RecGroup[];
  /** Type index of each id. */
  readonly indexOf: Int32Array;
  readonly names: ReadonlyMap<number, string>;
}

const keyOfType = (t: IrType): string => (t === "ptr" ? "i32" : typeof t === "string" ? t : `${t.kind}:${t.signature}`);
const keyOf = (s: Signature): string => `${s.params.map(keyOfType).join(" ")}>${s.results.map(keyOfType).join(" ")}`;
