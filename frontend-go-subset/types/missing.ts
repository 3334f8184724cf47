// Members that a program wants of packages of the standard library and that those have not. With weft's own, reduced packages
// that need not be the program's mistake: whoever chooses the packages may take fuller ones and check again.
//
//   req.GetBody    { package: "net/http", member: "Request.GetBody", span: ... }

import type { Span } from "../../diagnostics/index.ts";
import type { At, Checker } from "./checker.ts";
import type { Package, Type } from "./types.ts";
import { unalias, underlying } from "./under.ts";

export interface Missing {
  /** Import path. */
  readonly package: string;
  /** "NewTLSServer", "Request.GetBody", "ResponseWriter". */
  readonly member: string;
  /** Where the error is that says so. */
  readonly span: Span;
}

/** The type has no such field or method: the packages of the type, and of what it embeds, may lack it. */
export function noteMissingMember(c: Checker, at: At, type: Type, name: string): void {
  for (const [pkg, owner] of owners(type, "embedded")) c.noteMissing(at, pkg, `${owner}.${name}`);
}

/** The types do not fit together: any package that declares a part of them may be why. */
export function noteMisfit(c: Checker, at: At, ...types: readonly Type[]): void {
  for (const type of types) for (const [pkg, owner] of owners(type, "parts")) c.noteMissing(at, pkg, owner);
}

type Depth = "embedded" | "parts";

/** The declared types that a type is made of, each with its package: through pointers and embedding, or through all parts. */
function owners(type: Type, depth: Depth): [Package, string][] {
  const found: [Package, string][] = [];
  const seen = new Set<Type>();
  const visit = (t: Type): void => {
    if (seen.has(t)) return;
    seen.add(t);
    for (const part of partsOf(t, depth)) visit(part);
    if (t.kind === "Named" && t.obj.pkg) found.push([t.obj.pkg, t.obj.name]);
  };
  visit(type);
  return found;
}

function partsOf(t: Type, depth: Depth): readonly Type[] {
  switch (t.kind) {
    case "Alias":
      return [unalias(t)];
    case "Pointer":
      return [t.elem];
    case "Named":
      return embeddedIn(underlying(t));
    case "Struct":
    case "Interface":
      return embeddedIn(t);
    case "Slice":
    case "Array":
    case "Chan":
      return depth === "parts" ? [t.elem] : [];
    case "Map":
      return depth === "parts" ? [t.key, t.elem] : [];
    case "Signature":
      return depth === "parts" ? [...t.params.vars, ...t.results.vars].map((v) => v.type) : [];
    default:
      return [];
  }
}

function embeddedIn(t: Type): readonly Type[] {
  if (t.kind === "Struct") return t.fields.filter((f) => f.isEmbedded).map((f) => f.type);
  return t.kind === "Interface" ? t.embeddeds : [];
}
