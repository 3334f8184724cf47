// The order in which package-level variables are initialized, and cycles in it.
//
// spec, "Package initialization": "... the next package-level variable that is earliest in declaration order and ready for
// initialization". Ready: it depends (also through functions) on no uninitialized variable.

import type { Checker } from "./checker.ts";
import type { Obj } from "./types.ts";

interface Node {
  readonly obj: Obj;
  /** What depends on it, and what it depends on. */
  readonly users: Set<Node>;
  readonly needs: Set<Node>;
  /** How many of its needs are not initialized yet. */
  open: number;
}

export function initOrder(c: Checker): void {
  const nodes = dependencyGraph(c);
  const emitted = new Set<unknown>();
  const queue = new Queue(nodes);
  for (let n = queue.pop(); n; n = queue.pop()) {
    if (n.open > 0) {
      // Everything left depends on something that is left: a cycle. Go on so that all get initialized.
      const cycle = findPath(c, n.obj, n.obj, new Set());
      if (cycle) reportCycle(c, cycle);
    }
    for (const user of n.users) {
      user.open--;
      queue.update(user);
    }
    if (n.obj.kind !== "Var") continue;
    const info = c.objMap.get(n.obj);
    if (!info?.init || emitted.has(info)) continue;
    emitted.add(info);
    c.info.initOrder.push({ lhs: info.lhs ?? [n.obj], rhs: info.init });
  }
}

/** Constants and variables with their dependencies; functions are replaced by what they need. */
function dependencyGraph(c: Checker): Node[] {
  const byObject = new Map<Obj, Node>();
  for (const obj of c.objMap.keys()) {
    if (obj.kind === "Const" || obj.kind === "Var" || obj.kind === "Func") {
      byObject.set(obj, { obj, users: new Set(), needs: new Set(), open: 0 });
    }
  }
  for (const [obj, n] of byObject) {
    for (const needed of c.objMap.get(obj)!.deps) {
      const d = byObject.get(needed);
      if (!d) continue;
      n.needs.add(d);
      d.users.add(n);
    }
  }
  const functions: Node[] = [];
  const rest: Node[] = [];
  for (const n of byObject.values()) (n.obj.kind === "Func" ? functions : rest).push(n);
  functions.sort((a, b) => a.users.size * a.needs.size - b.users.size * b.needs.size);
  for (const n of functions) {
    for (const user of n.users) {
      if (user === n) continue;
      for (const need of n.needs) {
        if (need === n) continue;
        user.needs.add(need);
        need.users.add(user);
      }
      user.needs.delete(n);
    }
    for (const need of n.needs) need.users.delete(n);
  }
  for (const n of rest) n.open = n.needs.size;
  return rest;
}

/** A heap of nodes: constants first, then those with the fewest open needs, then in source order. */
class Queue {
  private readonly heap: Node[];
  private readonly place = new Map<Node, number>();

  constructor(nodes: readonly Node[]) {
    this.heap = [...nodes].sort((a, b) => (this.isBefore(a, b) ? -1 : 1));
    this.heap.forEach((n, i) => {
      this.place.set(n, i);
    });
  }

  private isBefore(a: Node, b: Node): boolean {
    const constA = a.obj.kind === "Const";
    if (constA !== (b.obj.kind === "Const")) return constA;
    return a.open < b.open || (a.open === b.open && a.obj.order < b.obj.order);
  }

  pop(): Node | undefined {
    const top = this.heap[0];
    if (!top) return undefined;
    const last = this.heap.pop()!;
    this.place.delete(top);
    if (last !== top) {
      this.put(0, last);
      this.sink(0);
    }
    return top;
  }

  update(n: Node): void {
    const at = this.place.get(n);
    if (at !== undefined) this.rise(at);
  }

  private put(at: number, n: Node): void {
    this.heap[at] = n;
    this.place.set(n, at);
  }

  private rise(start: number): void {
    let at = start;
    const n = this.heap[at];
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(n, this.heap[parent])) break;
      this.put(at, this.heap[parent]);
      at = parent;
    }
    this.put(at, n);
  }

  private sink(start: number): void {
    let at = start;
    const n = this.heap[at];
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && this.isBefore(this.heap[child + 1], this.heap[child])) child++;
      if (!this.isBefore(this.heap[child], n)) break;
      this.put(at, this.heap[child]);
      at = child;
    }
    this.put(at, n);
  }
}

/** The objects on a way from one to the other, last first. */
function findPath(c: Checker, from: Obj, to: Obj, seen: Set<Obj>): Obj[] | undefined {
  if (seen.has(from)) return undefined;
  seen.add(from);
  const deps = [...(c.objMap.get(from)?.deps ?? [])].sort((a, b) => a.order - b.order);
  for (const d of deps) {
    if (d === to) return [d];
    const path = findPath(c, d, to, seen);
    if (path) return [...path, d];
  }
  return undefined;
}

function reportCycle(c: Checker, cycle: readonly Obj[]): void {
  let obj = cycle[0];
  if (cycle.length === 1) {
    c.fail(obj, "InvalidInitCycle", `initialization cycle: ${obj.name} refers to itself`);
    return;
  }
  const error = c.error("InvalidInitCycle").add(obj, `initialization cycle for ${obj.name}`);
  for (const next of [...cycle].reverse()) {
    error.add(obj, `${obj.name} refers to ${next.name}`);
    obj = next;
  }
  error.report();
}
