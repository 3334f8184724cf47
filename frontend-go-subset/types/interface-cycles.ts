// Interface literals that contain themselves without a declared type in between, which gc does not accept: type T = interface{ m() T }.

import type { Checker } from "./checker.ts";
import { typeSetOf } from "./type-set.ts";
import type { Interface, Tuple, Type } from "./types.ts";
import { unalias } from "./under.ts";

export function checkInterfaceCycles(c: Checker): void {
  const known = new Map<Interface, boolean>();
  // Literals inside others are looked at with those.
  let end = 0;
  for (const e of c.interfaceLiterals.sort((a, b) => a.pos - b.pos)) {
    if (e.pos < end) continue;
    end = e.end;
    const type = c.info.types.get(e)?.type;
    if (!type) continue;
    const t = unalias(type);
    if (t.kind !== "Interface" || !hasCycle(t, known)) continue;
    c.fail(
      e,
      "InvalidTypeCycle",
      "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)",
    );
    // Others would only repeat it.
    for (const key of known.keys()) known.set(key, false);
  }
}

function hasCycle(t: Interface, known: Map<Interface, boolean>): boolean {
  return typeSetOf(t).methods.some((m) => visit(m.type, known));
}

function visit(type: Type, known: Map<Interface, boolean>): boolean {
  const t = unalias(type);
  const tuple = (list: Tuple): boolean => list.vars.some((v) => visit(v.type, known));
  switch (t.kind) {
    case "Pointer":
    case "Slice":
    case "Array":
    case "Chan":
      return visit(t.elem, known);
    case "Map":
      return visit(t.key, known) || visit(t.elem, known);
    case "Struct":
      return t.fields.some((f) => visit(f.type, known));
    case "Signature":
      return tuple(t.params) || tuple(t.results);
    case "Named":
      return t.typeArgs.some((a) => visit(a, known));
    case "Interface": {
      if (t.methods.length === 0 && t.embeddeds.length === 0) return false;
      const before = known.get(t);
      if (before !== undefined) return before;
      known.set(t, true);
      if (hasCycle(t, known)) return true;
      known.set(t, false);
      return false;
    }
    default:
      return false;
  }
}
