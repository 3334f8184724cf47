// Two texts for a type: a key that is equal exactly for identical types, and the name that %T and panics print.

import { signatureOf } from "../types/subst.ts";
import { typeSetOf } from "../types/type-set.ts";
import type { Func, Named, Obj, Package, Type, TypeName } from "../types/types.ts";
import { bug } from "./bug.ts";

const keys = new WeakMap<Type, string>();

/** Equal exactly for identical types (spec: "Type identity"). Types must be free of type parameters. */
export function typeKey(type: Type): string {
  let key = keys.get(type);
  if (key === undefined) {
    key = computeKey(type);
    keys.set(type, key);
  }
  return key;
}

function computeKey(type: Type): string {
  switch (type.kind) {
    case "Basic":
      return type.basic;
    case "Named":
      return type.typeArgs.length === 0
        ? `#${type.origin.id}`
        : `#${type.origin.id}[${type.typeArgs.map(typeKey).join(",")}]`;
    case "Alias":
      return typeKey(type.rhs ?? bug("types", "alias without type"));
    case "Pointer":
      return `*${typeKey(type.elem)}`;
    case "Slice":
      return `[]${typeKey(type.elem)}`;
    case "Array":
      return `[${type.length}]${typeKey(type.elem)}`;
    case "Map":
      return `map[${typeKey(type.key)}]${typeKey(type.elem)}`;
    case "Chan":
      return `chan ${type.dir}(${typeKey(type.elem)})`;
    case "Struct":
      return `struct{${type.fields
        .map(
          (f, i) =>
            `${f.isEmbedded ? "!" : ""}${qualifiedId(f.name, f.pkg)} ${typeKey(f.type)} ${JSON.stringify(type.tags[i] ?? "")}`,
        )
        .join(";")}}`;
    case "Tuple":
      return `(${type.vars.map((v) => typeKey(v.type)).join(",")})`;
    case "Signature":
      return `func${type.variadic ? "..." : ""}${typeKey(type.params)}${typeKey(type.results)}`;
    case "Interface": {
      const set = typeSetOf(type);
      const terms =
        set.terms === "all" ? "" : `|${set.terms.map((t) => (t.tilde ? "~" : "") + typeKey(t.type)).join("|")}`;
      return `interface{${sortedMethods(set.methods)
        .map((m) => qualifiedId(m.name, m.pkg) + typeKey(signatureOf(m)))
        .join(";")}${set.comparable ? "comparable" : ""}${terms}}`;
    }
    case "TypeParam":
      return `$${type.id}`;
    case "Union":
      return type.terms.map((t) => (t.tilde ? "~" : "") + typeKey(t.type)).join("|");
  }
}

export const identical = (a: Type, b: Type): boolean => a === b || typeKey(a) === typeKey(b);

export const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);

/** What distinguishes fields and methods: the name, and for unexported ones the package. */
export function qualifiedId(name: string, pkg: Package | undefined): string {
  return isExported(name) ? name : `${pkg?.path ?? "_"}.${name}`;
}

/** In the order of the tables in memory: by name as bytes, then by package. */
export function sortedMethods(methods: readonly Func[]): Func[] {
  const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return [...methods].sort((a, b) => order(a.name, b.name) || order(a.pkg?.path ?? "", b.pkg?.path ?? ""));
}

/** The type as reflect prints it: package names, not paths; type arguments with full paths. */
export function typeString(type: Type, fullPaths = false): string {
  const show = (t: Type) => typeString(t, fullPaths);
  switch (type.kind) {
    case "Basic":
      return type.basic;
    case "Alias":
      return show(type.rhs!);
    case "Named":
      return namedString(type, fullPaths);
    case "Pointer":
      return `*${show(type.elem)}`;
    case "Slice":
      return `[]${show(type.elem)}`;
    case "Array":
      return `[${type.length}]${show(type.elem)}`;
    case "Map":
      return `map[${show(type.key)}]${show(type.elem)}`;
    case "Chan": {
      const elem = show(type.elem);
      if (type.dir === "recv") return `<-chan ${elem}`;
      if (type.dir === "send") return `chan<- ${elem}`;
      return type.elem.kind === "Chan" && type.elem.dir === "recv" ? `chan (${elem})` : `chan ${elem}`;
    }
    case "Struct": {
      if (type.fields.length === 0) return "struct {}";
      const fields = type.fields.map((f, i) => {
        const tag = type.tags[i] ? ` ${goQuote(type.tags[i])}` : "";
        return `${f.isEmbedded ? "" : `${f.name} `}${show(f.type)}${tag}`;
      });
      return `struct { ${fields.join("; ")} }`;
    }
    case "Tuple":
      return `(${type.vars.map((v) => show(v.type)).join(", ")})`;
    case "Signature":
      return `func${signatureString(type, fullPaths)}`;
    case "Interface": {
      const methods = sortedMethods(typeSetOf(type).methods);
      if (methods.length === 0) return "interface {}";
      const name = (m: Func) =>
        isExported(m.name) || !m.pkg ? m.name : `${fullPaths ? m.pkg.path : m.pkg.name}.${m.name}`;
      return `interface { ${methods.map((m) => name(m) + signatureString(signatureOf(m), fullPaths)).join("; ")} }`;
    }
    default:
      return type.kind;
  }
}

function signatureString(sig: Extract<Type, { kind: "Signature" }>, fullPaths: boolean): string {
  const params = sig.params.vars.map((v, i) => {
    const last = sig.variadic && i === sig.params.vars.length - 1;
    return last && v.type.kind === "Slice" ? `...${typeString(v.type.elem, fullPaths)}` : typeString(v.type, fullPaths);
  });
  const results = sig.results.vars.map((v) => typeString(v.type, fullPaths));
  const tail = results.length === 0 ? "" : results.length === 1 ? ` ${results[0]}` : ` (${results.join(", ")})`;
  return `(${params.join(", ")})${tail}`;
}

function namedString(type: Named, fullPaths: boolean): string {
  const prefix = packagePrefix(type.obj, fullPaths);
  const number = fullPaths ? localNumbers.get(type.obj) : undefined;
  return prefix + localName(type) + (number === undefined ? "" : `·${number}`);
}

/** "T" or "T[int,main.P]"; declared inside a generic function "T[type arguments of the function;its own]". */
export function localName(type: Named): string {
  const names = (list: readonly Type[]): string => list.map((t) => typeString(t, true)).join(",");
  const outer = implicitArgs.get(type.origin);
  const own = names(type.typeArgs);
  if (outer) return `${type.obj.name}[${names(outer)}${own === "" ? "" : `;${own}`}]`;
  return own === "" ? type.obj.name : `${type.obj.name}[${own}]`;
}

/** Of types declared inside functions: the type arguments of the function instance they belong to. */
export const implicitArgs = new WeakMap<Named, readonly Type[]>();

/** Declared inside a function. */
export const isLocalType = (obj: TypeName): boolean => obj.parent?.kind === "function" || obj.parent?.kind === "block";

const localNumbers = new WeakMap<TypeName, number>();

/** Numbers the types that a package declares inside functions, as their names in type arguments show it. */
export function numberLocalTypes(objects: Iterable<Obj | undefined>): void {
  const local: TypeName[] = [];
  for (const obj of objects)
    if (obj?.kind === "TypeName" && !obj.isAlias && isLocalType(obj) && obj.type.kind === "Named") local.push(obj);
  local.sort((a, b) => a.pos - b.pos);
  local.forEach((obj, i) => {
    localNumbers.set(obj, i + 1);
  });
}

function packagePrefix(obj: TypeName, fullPaths: boolean): string {
  if (!obj.pkg) return "";
  return `${fullPaths ? obj.pkg.path : obj.pkg.name}.`;
}

/** A tag as strconv.Quote writes it (tags are byte strings). */
function goQuote(text: string): string {
  let out = '"';
  for (const c of Buffer.from(text, "latin1").toString("utf8")) {
    if (c === '"' || c === "\\") out += `\\${c}`;
    else if (c === "\n") out += "\\n";
    else if (c === "\t") out += "\\t";
    else out += c;
  }
  return `${out}"`;
}
