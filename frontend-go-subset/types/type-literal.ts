// Struct and interface types, and unions.

import type * as ast from "../syntax/ast.ts";
import type { Checker, Mutable } from "./checker.ts";
import { identical } from "./identical.ts";
import { unquote } from "./literal-value.ts";
import { startPos } from "./position.ts";
import { typeSetOf } from "./type-set.ts";
import { typeString } from "./type-string.ts";
import type { Func, Interface, Signature, Struct, Term, Type, TypeName, Union, Var } from "./types.ts";
import { checkType, varType } from "./typexpr.ts";
import { asNamed, deref, isInterface, isTypeParam, isValid, underlying } from "./under.ts";
import { comparableType, Typ, unset } from "./universe.ts";

export function structType(c: Checker, e: ast.StructType): Struct {
  const struct: Mutable<Struct> = { kind: "Struct", fields: [], tags: [] };
  const fields: Var[] = [];
  const tags: string[] = [];
  const seen = new Map<string, Var>();
  const add = (ident: ast.Ident, pos: number, type: Type, isEmbedded: boolean, tag: string): void => {
    const field = c.newVar("field", pos, ident.name, type, isEmbedded);
    // spec: "Within a struct, non-blank field names must be unique."
    const other = ident.name === "_" ? undefined : seen.get(ident.name);
    if (other) {
      c.error("DuplicateDecl").add(field, `${ident.name} redeclared`).addOther(other).report();
      return;
    }
    seen.set(ident.name, field);
    fields.push(field);
    tags.push(tag);
    c.info.defs.set(ident, field);
  };
  for (const f of e.fields) {
    const type = varType(c, f.type);
    const tag = f.tag && !f.tag.bad && f.tag.litKind === "string" ? unquote(f.tag.value) : "";
    if (f.tag && !f.tag.bad && f.tag.litKind !== "string")
      c.fail(f.tag, "InvalidSyntaxTree", `incorrect tag syntax: ${JSON.stringify(f.tag.value)}`);
    for (const name of f.names) add(name, name.pos, type, false, tag);
    if (f.names.length > 0) continue;
    const pos = startPos(f.type);
    const name = embeddedName(f.type);
    if (!name) {
      c.fail(pos, "InvalidSyntaxTree", `invalid embedded field type ${c.text(f.type)}`);
      continue;
    }
    add(name, name.pos, type, true, tag);
    c.later(() => checkEmbedded(c, pos, type));
  }
  struct.fields = fields;
  struct.tags = tags.some((t) => t !== "") ? tags : [];
  return struct;
}

/** The identifier of an embedded field's type. */
function embeddedName(e: ast.Expr): ast.Ident | undefined {
  switch (e.kind) {
    case "Ident":
      return e;
    case "StarExpr":
      return e.x.kind === "StarExpr" ? undefined : embeddedName(e.x);
    case "SelectorExpr":
      return e.sel;
    case "IndexExpr":
      return embeddedName(e.x);
    default:
      return undefined;
  }
}

/** spec: "An embedded field must be specified as a type name T or as a pointer to a non-interface type name *T, and T itself may not be a pointer type or type parameter." */
function checkEmbedded(c: Checker, pos: number, type: Type): void {
  const [t, isPointer] = deref(type);
  const u = underlying(t);
  if (u.kind === "Basic" && u.basic === "unsafe.Pointer")
    c.fail(pos, "InvalidPtrEmbed", "embedded field type cannot be unsafe.Pointer");
  else if (u.kind === "Pointer") c.fail(pos, "InvalidPtrEmbed", "embedded field type cannot be a pointer");
  else if (u.kind === "Interface") {
    if (isTypeParam(t))
      c.fail(pos, "MisplacedTypeParam", "embedded field type cannot be a (pointer to a) type parameter");
    else if (isPointer) c.fail(pos, "InvalidPtrEmbed", "embedded field type cannot be a pointer to an interface");
  }
}

// ---------------------------------------------------------------- interfaces

export function interfaceType(c: Checker, e: ast.InterfaceType, def: TypeName | undefined): Interface {
  c.interfaceLiterals.push(e);
  const iface: Interface = {
    kind: "Interface",
    methods: [],
    embeddeds: [],
    embedPos: [],
    implicit: false,
    complete: false,
    typeSet: undefined,
    reporter: c.reporter,
  };
  for (const f of e.methods) {
    const [name] = f.names;
    if (!name) {
      iface.embeddeds.push(unionType(c, f.type));
      iface.embedPos.push(startPos(f.type));
      continue;
    }
    if (name.name === "_") {
      c.fail(name, "BlankIfaceMethod", "methods must have a unique non-blank name");
      continue;
    }
    const signature = checkType(c, f.type);
    if (signature.kind !== "Signature") continue;
    // The receiver is the declared type when there is one, so that messages can name it.
    const named = def && def.type !== unset ? asNamed(def.type) : undefined;
    (signature as Mutable<Signature>).recv = c.newVar("recv", name.pos, "", named ?? iface);
    const method: Func = c.newFunc(name.pos, name.name, signature, undefined);
    c.info.defs.set(name, method);
    iface.methods.push(method);
  }
  iface.complete = true;
  if (iface.methods.length === 0 && iface.embeddeds.length === 0) {
    iface.typeSet = { methods: [], terms: "all", comparable: false };
    return iface;
  }
  iface.methods.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  c.later(() => typeSetOf(iface));
  return iface;
}

// ---------------------------------------------------------------- unions

/** A type, ~T, or a union of such terms. */
function unionType(c: Checker, e: ast.Expr): Type {
  const parts: ast.Expr[] = [];
  const operators: ast.Expr[] = [];
  for (let x = e; ; ) {
    if (x.kind === "BinaryExpr" && x.op === "|") {
      operators.unshift(x);
      parts.unshift(x.y);
      x = x.x;
    } else {
      parts.unshift(x);
      break;
    }
  }
  const terms: Term[] = [];
  let union: Type = Typ.invalid;
  for (const [i, part] of parts.entries()) {
    const term = unionTerm(c, part);
    if (parts.length === 1 && !term.tilde) return term.type;
    if (terms.length >= 100) {
      if (isValid(union))
        c.fail(part, "InvalidUnion", "cannot handle more than 100 union terms (implementation limitation)");
      union = Typ.invalid;
    } else {
      terms.push(term);
      union = { kind: "Union", terms: terms.slice() };
    }
    if (i > 0) c.recordType(operators[i - 1], "type", union, undefined);
  }
  if (!isValid(union)) return union;
  c.later(() => checkTerms(c, terms, parts));
  return union;
}

function unionTerm(c: Checker, e: ast.Expr): Term {
  const tilde = e.kind === "UnaryExpr" && e.op === "~";
  const x = tilde ? e.x : e;
  let type = checkType(c, x);
  if (isTypeParam(type)) {
    if (tilde) c.fail(x, "MisplacedTypeParam", `type in term ${c.text(e)} cannot be a type parameter`);
    else c.fail(x, "MisplacedTypeParam", "term cannot be a type parameter");
    type = Typ.invalid;
  }
  const term = { tilde, type };
  if (tilde) c.recordType(e, "type", { kind: "Union", terms: [term] } satisfies Union, undefined);
  return term;
}

/**
 * spec: "In a term of the form ~T, the underlying type of T must be itself, and T cannot be an interface."
 * "The type terms of a union must be pairwise disjoint" (except interfaces). "Union elements cannot contain interfaces with methods
 * or comparable."
 */
function checkTerms(c: Checker, terms: readonly Term[], parts: readonly ast.Expr[]): void {
  // gc names the package in these messages.
  const show = (t: Term): string => `${t.tilde ? "~" : ""}${typeString(t.type)}`;
  terms.forEach((t, i) => {
    if (!isValid(t.type)) return;
    const u = underlying(t.type);
    if (t.tilde) {
      if (u.kind === "Interface") {
        c.fail(parts[i], "InvalidUnion", `invalid use of ~ (${c.name(t.type)} is an interface)`);
        return;
      }
      if (!identical(u, t.type)) {
        c.fail(parts[i], "InvalidUnion", `invalid use of ~ (underlying type of ${c.name(t.type)} is ${c.name(u)})`);
        return;
      }
    }
    if (u.kind === "Interface") {
      const set = typeSetOf(u);
      if (set.methods.length > 0)
        c.fail(parts[i], "InvalidUnion", `cannot use ${show(t)} in union (${show(t)} contains methods)`);
      else if (t.type === comparableType) c.fail(parts[i], "InvalidUnion", "cannot use comparable in union");
      else if (set.comparable)
        c.fail(parts[i], "InvalidUnion", `cannot use ${show(t)} in union (${show(t)} embeds comparable)`);
      return;
    }
    const other = terms.slice(0, i).find((o) => {
      if (!isValid(o.type) || isInterface(o.type)) return false;
      return identical(t.tilde ? underlying(o.type) : o.type, o.tilde ? underlying(t.type) : t.type);
    });
    if (other) c.fail(parts[i], "InvalidUnion", `overlapping terms ${show(t)} and ${show(other)}`);
  });
}
