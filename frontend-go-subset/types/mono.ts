// Finds generic code whose instantiation would never end: func f[T any]() { f[*T]() }.
//
// A graph over type parameters (and local types declared inside generic functions): an edge from P to Q says that Q is
// instantiated with a type that mentions P; its weight is 1 when the type is more than P itself. A cycle of positive weight means
// infinitely many instances.

import type { Pos } from "../syntax/source.ts";
import { typeSetOf } from "./type-set.ts";
import type { Package, Scope, Tuple, Type, TypeName, TypeParam } from "./types.ts";
import { unalias } from "./under.ts";

interface Vertex {
  readonly obj: TypeName;
  weight: number;
  /** Index of the last edge of the heaviest known path, and that path's length. */
  previous: number;
  length: number;
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly pos: Pos;
  readonly type: Type;
}

export class Monomorphism {
  private readonly vertices: Vertex[] = [];
  private readonly edges: Edge[] = [];
  private readonly canonical = new Map<TypeParam, TypeParam>();
  private readonly indices = new Map<TypeName, number>();

  /** A method's receiver type parameter stands for that of the type. */
  recordCanonical(methodParam: TypeParam, typeParam: TypeParam): void {
    this.canonical.set(methodParam, typeParam);
  }

  /** positions[i] is where the i-th argument is written; the last one serves for the rest. */
  recordInstance(
    pkg: Package,
    pos: Pos,
    params: readonly TypeParam[],
    args: readonly Type[],
    positions: readonly Pos[],
  ): void {
    params.forEach((p, i) => {
      if (p.obj.pkg === pkg && args[i]) this.assign(pkg, positions[i] ?? pos, p, args[i]);
    });
  }

  private assign(pkg: Package, pos: Pos, param: TypeParam, arg: Type): void {
    const flow = (from: number, t: Type): void => {
      this.edges.push({ from, to: this.paramVertex(param), weight: t === arg ? 0 : 1, pos, type: arg });
    };
    const seen = new Set<Type>();
    const tuple = (t: Tuple): void => {
      for (const v of t.vars) visit(v.type);
    };
    const visit = (type: Type): void => {
      const t = unalias(type);
      if (seen.has(t)) return;
      seen.add(t);
      switch (t.kind) {
        case "TypeParam":
          flow(this.paramVertex(t), t);
          break;
        case "Named": {
          const local = this.localVertex(pkg, t.origin.obj);
          if (local >= 0) flow(local, t);
          for (const a of t.typeArgs) visit(a);
          break;
        }
        case "Pointer":
        case "Slice":
        case "Array":
        case "Chan":
          visit(t.elem);
          break;
        case "Map":
          visit(t.key);
          visit(t.elem);
          break;
        case "Struct":
          for (const f of t.fields) visit(f.type);
          break;
        case "Signature":
          tuple(t.params);
          tuple(t.results);
          break;
        case "Interface":
          for (const m of typeSetOf(t).methods) visit(m.type);
          break;
      }
    };
    visit(arg);
  }

  private vertex(obj: TypeName): number {
    let index = this.indices.get(obj);
    if (index === undefined) {
      index = this.vertices.length;
      this.vertices.push({ obj, weight: 0, previous: -1, length: 0 });
      this.indices.set(obj, index);
    }
    return index;
  }

  private paramVertex(p: TypeParam): number {
    return this.vertex((this.canonical.get(p) ?? p).obj);
  }

  /** A type declared inside a generic function depends on that function's type parameters. -1 for all others. */
  private localVertex(pkg: Package, obj: TypeName): number {
    if (obj.pkg !== pkg) return -1;
    const known = this.indices.get(obj);
    if (known !== undefined) return known;
    const root = pkg.scope;
    if (!obj.parent || obj.parent === root) return -1;
    const params: TypeParam[] = [];
    for (let s: Scope | undefined = obj.parent; s && s !== root; s = s.parent) {
      for (const o of s.objects?.values() ?? []) {
        if (o.kind === "TypeName" && o.type.kind === "TypeParam") params.push(o.type);
      }
    }
    if (params.length === 0) return -1;
    const index = this.vertex(obj);
    for (const p of params) {
      this.edges.push({ from: this.paramVertex(p), to: index, weight: 1, pos: obj.pos, type: p });
    }
    return index;
  }

  /** The steps of an endless instantiation, when there is one. */
  findLoop(): { obj: TypeName; steps: { pos: Pos; obj: TypeName; type: Type }[] } | undefined {
    for (let again = true; again; ) {
      again = false;
      for (const [i, edge] of this.edges.entries()) {
        const from = this.vertices[edge.from];
        const to = this.vertices[edge.to];
        const weight = from.weight + edge.weight;
        if (weight <= to.weight) continue;
        to.previous = i;
        to.length = from.length + 1;
        if (to.length === this.vertices.length) return this.loopAt(edge.to);
        to.weight = weight;
        again = true;
      }
    }
    return undefined;
  }

  private loopAt(start: number): { obj: TypeName; steps: { pos: Pos; obj: TypeName; type: Type }[] } {
    let stack: number[] = [];
    let v = start;
    while (!stack.includes(v)) {
      stack.push(v);
      v = this.edges[this.vertices[v].previous].from;
    }
    stack = stack.slice(stack.indexOf(v));
    const steps = stack.map((at) => {
      const edge = this.edges[this.vertices[at].previous];
      return { pos: edge.pos, obj: this.vertices[edge.to].obj, type: edge.type };
    });
    return { obj: this.vertices[v].obj, steps };
  }
}
